## Charges and receipts
