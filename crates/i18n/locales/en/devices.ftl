## Devices

devices-opens-use-its-order = Go on with that order, or register a complaint or a question.
devices-opens-use-replacement = Register it for the device that replaced this one.
devices-paper-activation-record = Activation record
devices-paper-invoice = Invoice
devices-paper-invoice-copy = Copy or stub of the invoice
devices-paper-not-shown = None can be shown
devices-paper-voucher = Warranty card
devices-paper-voucher-mismatch = Warranty card altered or not matching
devices-refusal-dealer-too-long = A dealer's name has at most { $most } characters
devices-refusal-delivered-before-sold = It cannot be delivered before it was sold on { $sold_on }
devices-refusal-delivered-in-future = The delivery cannot be later than today
devices-refusal-in-our-keeping = This device lies at a station, for order { $order }
devices-refusal-imei-unfit = An IMEI has 15 digits, and its check digit must fit
devices-refusal-imeis-alike = Both IMEIs are the same
devices-refusal-invoice-number-too-long = An invoice number has at most { $most } characters
devices-refusal-invoice-without-date = With an invoice the day of sale is needed
devices-refusal-made-in-future = The date of manufacture cannot be later than today
devices-refusal-no-longer-the-customers = This device was exchanged or given back
devices-refusal-price-negative = The price cannot be below zero
devices-refusal-second-imei-alone = Enter the first IMEI first
devices-refusal-serial-unfit = A serial has 4 to 40 letters, digits and - / .
devices-refusal-papers-contradict = Papers were seen, or none can be shown: not both
devices-refusal-sold-before-made = It cannot be sold before it was made on { $made_on }
devices-refusal-sold-in-future = The sale cannot be later than today
devices-refusal-too-old = The date cannot be before { $earliest }

devices-refusal-serial-known = This serial is registered already
devices-refusal-imei-known = This IMEI is registered already

# Pages

devices-find = Find a device
devices-find-hint = Enter or scan a serial or IMEI.
devices-none-hint = This device is not registered; it will be with its first case.
devices-new-case = Register a case for it
devices-serial = Serial
devices-model = Model
devices-made-on = Made on
devices-sold-on = Sold on
devices-sale-unknown = not known
devices-delivered-on = Delivered on
devices-price = Price paid
devices-invoice-number = Invoice number
devices-dealer = Dealer
devices-papers = Papers seen
devices-owner = Owner
devices-owner-is-customer = Use as the customer
devices-exchanged = Exchanged
devices-exchanged-on = Exchanged on
devices-exchanges = Exchanges
devices-not-the-customers = No longer the customer's
devices-entitlement = Entitlement
devices-supposed = Supposing a performance fault today that the user did not cause.
devices-no-regime = No regime covers this model; the contract of sale does.
devices-no-entitlement = No entitlement is decided.
devices-in-term = In term
devices-out-of-term = Out of term
devices-term-unknown = Sale date unknown
devices-term-until = until
devices-until = until
devices-no-cases = No cases.
devices-open-case = Open case
devices-repairs = Repairs
devices-repair-count = { $count ->
    [one] { $count } repair
   *[other] { $count } repairs
}
devices-in-on = In
devices-out-on = Out
devices-fault = Fault
devices-listed = Listed
devices-cause = Cause
devices-found = Found
devices-work = Work
devices-outcome = Outcome
devices-moves = Moves
devices-edit = Edit facts
