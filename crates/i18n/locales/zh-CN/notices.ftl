## 通知

notices-order-assigned = 工单 { $number } 已派给您
notices-order-to-check = 工单 { $number } 待质量检查
notices-customer-not-satisfied = 工单 { $number } 的客户回访不满意
notices-not-fixed-repeatedly = 工单 { $number } 多次未修好
