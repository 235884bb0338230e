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
settlement-refusal-category-unfit = 类别须为产品目录中的类别，或用 * 表示全部
settlement-refusal-amount-unfit = 费用须在 0 到 { $most } 之间

settlement-claims = 结算
settlement-claim = 结算申请
settlement-fees = 费率表
settlement-month = 月份
settlement-none = 本月没有结算申请
settlement-none-hint = 三包工单交机后自动产生。
settlement-rule = 费率
settlement-fee = 服务费
settlement-parts = 配件款
settlement-category = 产品类别
settlement-any-category = 其他类别
settlement-outcome = 结果
settlement-no-fees = 还没有费率
settlement-no-fees-hint = 由品牌经理设定。

settlement-refusal-claimed-already = 此工单已经申请过结算
settlement-set-fee = 设定费用
settlement-set-fee-hint = 将替换同一类别、方式和结果的费用；已生成的结算不变。
