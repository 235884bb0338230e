## 收費與收據

billing-line-labour = 工時
billing-line-part = 配件
billing-line-travel = 到府
billing-opens-add-lines = 先新增收費項目。
billing-opens-new-quote = 重新報價。
billing-payer-brand = 品牌
billing-payer-customer = 客戶
billing-quote-approved = 已同意
billing-quote-declined = 已拒絕
billing-quote-open = 待答覆
billing-quote-replaced = 已被新報價替代
billing-refusal-more-than-owed = 最多可收 { $balance }
billing-refusal-no-lines = 沒有收費項目
billing-refusal-not-positive = 金額須大於零
billing-refusal-nothing-owed = 沒有應收款
billing-refusal-other-currency = 幣種應為 { $currency }
billing-refusal-price-negative = 單價不能小於零
billing-refusal-price-too-large = 單價最多 { $most }
billing-refusal-quantity-unfit = 數量應為 1 至 { $most }
billing-refusal-quote-answered = 此報價{ $state }，不能再答覆
billing-refusal-quote-expired = 報價已於 { $valid_until } 過期
billing-refusal-text-missing = 請填寫項目內容
billing-refusal-text-too-long = 最多 { $most } 個字
billing-refusal-too-large = 金額過大
billing-refusal-too-many-lines = 最多 { $most } 項

billing-owed-is = 應收 { $amount }
billing-paid-out-by = 經手人
billing-payee = 收款方
billing-owed-back-is = 應退客戶 { $amount }
billing-payer = 承擔方
billing-payer-hint = 不填即為客戶本人
billing-valid-until = 有效期至 { $date }
