## Notices

notices-order-assigned = Order { $number } is assigned to you
notices-order-to-check = Order { $number } waits for its quality check
notices-customer-not-satisfied = The customer of order { $number } is not satisfied
notices-not-fixed-repeatedly = Order { $number } was not fixed several times
