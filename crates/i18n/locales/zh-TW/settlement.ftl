## 結算

settlement-opens-fee-rule = 請品牌經理補充費率。
settlement-outcome-exchange = 換貨
settlement-outcome-no-fault = 未見故障或未修
settlement-outcome-refund = 退款
settlement-outcome-repair = 維修
settlement-refusal-already-claimed = 此工單已經結算過
settlement-refusal-no-fee-rule = 沒有「{ $category }」「{ $mode }」「{ $outcome }」的費率
settlement-refusal-not-warranty = 只有保固工單向品牌結算
settlement-refusal-other-currency = 幣種應為 { $currency }
settlement-refusal-too-large = 金額過大
