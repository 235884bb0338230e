## Notices

notices-order-assigned = Order { $number } is assigned to you
notices-order-to-check = Order { $number } waits for its quality check
notices-customer-not-satisfied = The customer of order { $number } is not satisfied
notices-not-fixed-repeatedly = Order { $number } was not fixed several times
notices-loaner-due = Order { $number } has been in repair too long: a loaner is due
notices-remedy-due = Order { $number }: the customer may now ask for more, see the decision
notices-deadline-missed = Order { $number }: a deadline of the law has passed
