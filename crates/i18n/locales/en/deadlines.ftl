## Deadlines

deadlines-clock-answer = Answer
deadlines-clock-defective-return = Defective part back
deadlines-clock-escalation = Supervisor's answer
deadlines-clock-follow-up = Follow-up
deadlines-clock-hand-over = Handing over
deadlines-clock-quote-answer = Customer's answer to the quotation
deadlines-clock-repair = Repair
deadlines-clock-visit = Visit
deadlines-colour-amber = Due soon
deadlines-colour-green = In time
deadlines-colour-red = Overdue
deadlines-refusal-amount-unfit = A clock runs for 1 to { $most }
deadlines-unit-days = Days
deadlines-unit-hours = Hours
deadlines-unit-working-days = Working days
deadlines-unit-working-hours = Working hours
