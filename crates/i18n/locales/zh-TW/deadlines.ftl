## 時限

deadlines-clock-answer = 答覆
deadlines-clock-defective-return = 返還舊件
deadlines-clock-escalation = 主任處理
deadlines-clock-follow-up = 回訪
deadlines-clock-hand-over = 交還
deadlines-clock-quote-answer = 客戶答覆報價
deadlines-clock-repair = 修復
deadlines-clock-visit = 到府
deadlines-colour-amber = 即將到期
deadlines-colour-green = 時間充裕
deadlines-colour-red = 已逾期
deadlines-refusal-amount-unfit = 時限應為 1 至 { $most }
deadlines-unit-days = 天
deadlines-unit-hours = 小時
deadlines-unit-working-days = 工作日
deadlines-unit-working-hours = 營業小時
