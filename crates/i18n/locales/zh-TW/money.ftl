## 帳目

money-account-asset = 資產
money-account-expense = 費用
money-account-income = 收入
money-account-liability = 負債
money-method-alipay = 支付寶
money-method-card = 信用卡／金融卡
money-method-cash = 現金
money-method-transfer = 轉帳
money-method-wechat = 微信支付
money-posting-charge = 收費
money-posting-claim = 結算
money-posting-contract-refund-promised = 保障合約應退款
money-posting-contract-sold = 售出保障合約
money-posting-contract-paid = 保障合約收款
money-posting-contract-used = 保障合約支付
money-posting-contract-refunded = 保障合約退款
money-posting-payment = 收款
money-posting-refund = 退款
money-posting-refund-promised = 應退款
money-refusal-line-of-nothing = 科目 { $account } 的金額為零
money-refusal-no-lines = 記帳沒有分錄
money-refusal-not-positive = 金額須大於零
money-refusal-too-large = 金額過大
money-refusal-too-many-lines = 分錄過多
money-refusal-unbalanced = { $currency } 借貸不平，相差 { $off_by }

# Accounts of the book.
money-ledger-bank = 銀行存款
money-ledger-cash = 庫存現金
money-ledger-clearing-alipay = 支付寶待結算
money-ledger-clearing-card = 刷卡待結算
money-ledger-clearing-wechat = 微信待結算
money-ledger-expense-refund = 退貨支出
money-ledger-expense-warranty = 保固服務費支出
money-ledger-expense-warranty-parts = 保固零件支出
money-ledger-payable-customer = 應付客戶
money-ledger-payable-station = 應付據點
money-ledger-receivable = 應收帳款
money-ledger-revenue-service = 服務收入
money-ledger-revenue-contract = 保障合約收入
money-ledger-expense-contract = 保障合約支出
