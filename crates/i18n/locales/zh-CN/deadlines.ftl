## 时限

deadlines-clock-answer = 答复
deadlines-clock-defective-return = 返还旧件
deadlines-clock-escalation = 主任处理
deadlines-clock-follow-up = 回访
deadlines-clock-hand-over = 交还
deadlines-clock-quote-answer = 客户答复报价
deadlines-clock-repair = 修复
deadlines-clock-visit = 上门
deadlines-colour-amber = 即将到期
deadlines-colour-green = 时间充裕
deadlines-colour-red = 已逾期
deadlines-refusal-amount-unfit = 时限应为 1 至 { $most }
deadlines-unit-days = 天
deadlines-unit-hours = 小时
deadlines-unit-working-days = 工作日
deadlines-unit-working-hours = 营业小时
