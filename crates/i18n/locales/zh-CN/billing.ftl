## 收费与收据

billing-line-labour = 工时
billing-line-part = 配件
billing-line-travel = 上门
billing-opens-add-lines = 先添加收费项目。
billing-opens-new-quote = 重新报价。
billing-payer-brand = 品牌
billing-payer-customer = 客户
billing-quote-approved = 已同意
billing-quote-declined = 已拒绝
billing-quote-open = 待答复
billing-quote-replaced = 已被新报价替代
billing-refusal-more-than-owed = 最多可收 { $balance }
billing-refusal-no-lines = 没有收费项目
billing-refusal-not-positive = 金额须大于零
billing-refusal-nothing-owed = 没有应收款
billing-refusal-other-currency = 币种应为 { $currency }
billing-refusal-price-negative = 单价不能小于零
billing-refusal-price-too-large = 单价最多 { $most }
billing-refusal-quantity-unfit = 数量应为 1 至 { $most }
billing-refusal-quote-answered = 此报价{ $state }，不能再答复
billing-refusal-quote-expired = 报价已于 { $valid_until } 过期
billing-refusal-text-missing = 请填写项目内容
billing-refusal-text-too-long = 最多 { $most } 个字
billing-refusal-too-large = 金额过大
billing-refusal-too-many-lines = 最多 { $most } 项

billing-owed-is = 应收 { $amount }
billing-paid-out-by = 经手人
billing-payee = 收款方
billing-owed-back-is = 应退客户 { $amount }
billing-payer = 承担方
billing-payer-hint = 不填即为客户本人
billing-valid-until = 有效期至 { $date }
