## Customers
