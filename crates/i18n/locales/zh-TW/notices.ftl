## 通知

notices-order-assigned = 工單 { $number } 已派給您
notices-order-to-check = 工單 { $number } 待品質檢查
notices-customer-not-satisfied = 工單 { $number } 的客戶回訪不滿意
notices-not-fixed-repeatedly = 工單 { $number } 多次未修好
notices-loaner-due = 工單 { $number } 維修逾期，應提供備用機
notices-remedy-due = 工單 { $number } 依法又有可供客戶選擇的權利，請查看判定
notices-deadline-missed = 工單 { $number } 的法定期限已過
