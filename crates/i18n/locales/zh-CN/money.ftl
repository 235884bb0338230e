## 账目

money-account-asset = 资产
money-account-expense = 费用
money-account-income = 收入
money-account-liability = 负债
money-method-alipay = 支付宝
money-method-card = 银行卡
money-method-cash = 现金
money-method-transfer = 转账
money-method-wechat = 微信支付
money-posting-charge = 收费
money-posting-claim = 结算
money-posting-payment = 收款
money-posting-refund = 退款
money-posting-refund-promised = 应退款
money-refusal-line-of-nothing = 科目 { $account } 的金额为零
money-refusal-no-lines = 记账没有分录
money-refusal-not-positive = 金额须大于零
money-refusal-too-large = 金额过大
money-refusal-too-many-lines = 分录过多
money-refusal-unbalanced = { $currency } 借贷不平，相差 { $off_by }
