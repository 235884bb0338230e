## 通知

notices-order-assigned = 工单 { $number } 已派给您
notices-order-to-check = 工单 { $number } 待质量检查
notices-customer-not-satisfied = 工单 { $number } 的客户回访不满意
notices-not-fixed-repeatedly = 工单 { $number } 多次未修好
notices-loaner-due = 工单 { $number } 维修超期，应提供备用机
notices-remedy-due = 工单 { $number } 依法又有可供客户选择的权利，请查看判定
notices-deadline-missed = 工单 { $number } 的法定期限已过
