## Money

money-account-asset = Asset
money-account-expense = Expense
money-account-income = Income
money-account-liability = Liability
money-method-alipay = Alipay
money-method-card = Card
money-method-cash = Cash
money-method-transfer = Bank transfer
money-method-wechat = WeChat Pay
money-posting-charge = Charge
money-posting-claim = Claim
money-posting-contract-refund-promised = Contract refund promised
money-posting-contract-sold = Contract sold
money-posting-contract-paid = Contract paid for
money-posting-contract-used = Paid by a contract
money-posting-contract-refunded = Contract refunded
money-posting-payment = Payment
money-posting-refund = Refund
money-posting-refund-promised = Refund promised
money-refusal-line-of-nothing = The line of { $account } is of nothing
money-refusal-no-lines = The posting has no lines
money-refusal-not-positive = The amount must be more than nothing
money-refusal-too-large = The amount is too large
money-refusal-too-many-lines = The posting has too many lines
money-refusal-unbalanced = The posting is off by { $off_by } { $currency }

# Accounts of the book.
money-ledger-bank = Bank
money-ledger-cash = Cash
money-ledger-clearing-alipay = Alipay to be settled
money-ledger-clearing-card = Cards to be settled
money-ledger-clearing-wechat = WeChat Pay to be settled
money-ledger-expense-refund = Refund expense
money-ledger-expense-warranty = Warranty fee expense
money-ledger-expense-warranty-parts = Warranty parts expense
money-ledger-payable-customer = Payable to customers
money-ledger-payable-station = Payable to stations
money-ledger-receivable = Receivable
money-ledger-revenue-service = Service revenue
money-ledger-revenue-contract = Contract revenue
money-ledger-expense-contract = Contract expense
