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
settlement-refusal-category-unfit = 類別須為產品目錄中的類別，或以 * 表示全部
settlement-refusal-amount-unfit = 費用須在 0 到 { $most } 之間

settlement-claims = 結算
settlement-claim = 結算申請
settlement-fees = 費率表
settlement-month = 月份
settlement-none = 本月沒有結算申請
settlement-none-hint = 保固工單交機後自動產生。
settlement-rule = 費率
settlement-fee = 服務費
settlement-parts = 配件款
settlement-category = 產品類別
settlement-any-category = 其他類別
settlement-outcome = 結果
settlement-no-fees = 還沒有費率
settlement-no-fees-hint = 由品牌經理設定。

settlement-refusal-claimed-already = 此工單已經申請過結算
settlement-set-fee = 設定費用
settlement-set-fee-hint = 將取代同一類別、方式和結果的費用；已產生的結算不變。
