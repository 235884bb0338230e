## Devices

devices-opens-use-replacement = Register it for the device that replaced this one.
devices-paper-activation-record = Activation record
devices-paper-invoice = Invoice
devices-paper-invoice-copy = Copy or stub of the invoice
devices-paper-voucher = Warranty card
devices-paper-voucher-mismatch = Warranty card altered or not matching
devices-refusal-dealer-too-long = A dealer's name has at most { $most } characters
devices-refusal-delivered-before-sold = It cannot be delivered before it was sold on { $sold_on }
devices-refusal-delivered-in-future = The delivery cannot be later than today
devices-refusal-imei-unfit = An IMEI has 15 digits, and its check digit must fit
devices-refusal-imeis-alike = Both IMEIs are the same
devices-refusal-invoice-number-too-long = An invoice number has at most { $most } characters
devices-refusal-invoice-without-date = With an invoice the day of sale is needed
devices-refusal-made-in-future = The date of manufacture cannot be later than today
devices-refusal-no-longer-the-customers = This device was exchanged or given back
devices-refusal-price-negative = The price cannot be below zero
devices-refusal-second-imei-alone = Enter the first IMEI first
devices-refusal-serial-unfit = A serial has letters, digits and - / . only
devices-refusal-sold-before-made = It cannot be sold before it was made on { $made_on }
devices-refusal-sold-in-future = The sale cannot be later than today
devices-refusal-too-old = The date cannot be before { $earliest }
