## 结算

settlement-opens-fee-rule = 请品牌经理补充费率。
settlement-outcome-exchange = 换货
settlement-outcome-no-fault = 未见故障或未修
settlement-outcome-refund = 退款
settlement-outcome-repair = 维修
settlement-refusal-already-claimed = 此工单已经结算过
settlement-refusal-no-fee-rule = 没有“{ $category }”“{ $mode }”“{ $outcome }”的费率
settlement-refusal-not-warranty = 只有三包工单向品牌结算
settlement-refusal-other-currency = 币种应为 { $currency }
settlement-refusal-too-large = 金额过大
