## 通知

notices-order-assigned = 工單 { $number } 已派給您
notices-order-to-check = 工單 { $number } 待品質檢查
notices-customer-not-satisfied = 工單 { $number } 的客戶回訪不滿意
notices-not-fixed-repeatedly = 工單 { $number } 多次未修好
