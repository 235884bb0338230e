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
money-posting-contract-refund-promised = 保障合同应退款
money-posting-contract-sold = 出售保障合同
money-posting-contract-paid = 保障合同收款
money-posting-contract-used = 保障合同支付
money-posting-contract-refunded = 保障合同退款
money-posting-payment = 收款
money-posting-refund = 退款
money-posting-refund-promised = 应退款
money-refusal-line-of-nothing = 科目 { $account } 的金额为零
money-refusal-no-lines = 记账没有分录
money-refusal-not-positive = 金额须大于零
money-refusal-too-large = 金额过大
money-refusal-too-many-lines = 分录过多
money-refusal-unbalanced = { $currency } 借贷不平，相差 { $off_by }

# Accounts of the book.
money-ledger-bank = 银行存款
money-ledger-cash = 库存现金
money-ledger-clearing-alipay = 支付宝待结算
money-ledger-clearing-card = 刷卡待结算
money-ledger-clearing-wechat = 微信待结算
money-ledger-expense-refund = 退货支出
money-ledger-expense-warranty = 三包服务费支出
money-ledger-expense-warranty-parts = 三包配件支出
money-ledger-payable-customer = 应付客户
money-ledger-payable-station = 应付网点
money-ledger-receivable = 应收账款
money-ledger-revenue-service = 服务收入
money-ledger-revenue-contract = 保障合同收入
money-ledger-expense-contract = 保障合同支出
