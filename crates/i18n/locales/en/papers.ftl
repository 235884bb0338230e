## Papers

# Names of the papers

papers-service-voucher = Service voucher
papers-custody-slip = Custody slip
papers-repair-card = Repair card
papers-warranty-card = Warranty card
papers-receipt = Receipt
papers-contract = Protection contract
papers-decision-sheet = Entitlement decision
papers-phone-service-record = Mobile phone service record
papers-page = Page { $page } of { $pages }
papers-print = Print
papers-void = VOID
papers-void-since = Device returned { $date }

# Customer and device

papers-customer = Customer
papers-phone = Phone
papers-address = Address
papers-model = Model
papers-serial = Serial
papers-imei = IMEI
papers-order = Order
papers-date = Date

# Service

papers-service-type = Service type
papers-service-type-a = A Paid
papers-service-type-b = B Contract
papers-service-type-c = C Warranty
papers-service-type-d = D Internal
papers-symptom = Symptom
papers-found-fault = Found fault
papers-work-done = Work done
papers-parts-used = Parts used
papers-part = Part replaced
papers-quantity = Qty
papers-old-serial = Old serial
papers-new-serial = New serial
papers-working-time = Working time
papers-hours-minutes = { $hours } h { $minutes } min
papers-amount = Amount
papers-labour = Labour
papers-parts-amount = Parts
papers-other-amount = Other
papers-total = Total
papers-promise = Promise
papers-technician = Technician
papers-supervisor = Supervisor
papers-customer-signature = Customer’s signature
papers-satisfaction = Satisfaction
papers-satisfied = Satisfied
papers-fair = Fair
papers-dissatisfied = Dissatisfied
papers-voucher-note = Please check the entries before signing. One copy stays with the customer, one with the station; the QR code shows the progress.

# Custody slip

papers-appearance = Appearance
papers-accessories = Accessories
papers-data-note = Password and data
papers-taken-by = Taken by
papers-taken-on = Taken in on
papers-promised-on = Promised on
papers-custody-note = The device is handed over against this slip; please keep it safe. Please save your data: repair may erase it. The slip is void once the device is returned.

# Repair card

papers-diagnosis = Diagnosis
papers-work = Work
papers-parameters = Parameters changed
papers-software = Software changed
papers-hidden-risk = Hidden risk
papers-instrument = Instrument
papers-quality-check = Quality check
papers-check-result = Check result
papers-passed = Passed
papers-failed = Failed

# Warranty card

papers-maker = Maker
papers-unit-kind = Unit
papers-warranty-until = Warranty until
papers-invoice-number = Invoice number
papers-sale-date = Sale date
papers-seller = Seller (stamp)
papers-repairer = Repairer
papers-repair-records = Repair records
papers-date-in = Date in
papers-date-out = Date out
papers-cause = Cause
papers-warranty-note = Show this card with the invoice for warranty service. Please check the repair records each time; an altered or differing card has to be confirmed by the seller first.

# Receipt

papers-payer = Payer
papers-item = Item
papers-method = Paid by
papers-collector = Collector
papers-payee-seal = Payee (stamp)
papers-receipt-note = This receipt proves payment. For an invoice, please ask with this receipt.

# Protection contract

papers-contract-kind = Kind
papers-contract-offer = Offer
papers-contract-from = Covers from
papers-contract-until = Covers until
papers-contract-cover = Covered
papers-contract-share = Share
papers-contract-deductible = Deductible
papers-contract-limit = Limit
papers-contract-terms = Terms
papers-contract-cooling-off = Within { $days } days the whole price goes back, less what was paid
papers-contract-price = Price paid
papers-contract-cancelled = Cancelled { $date }; { $amount } went back
papers-contract-note = This contract stands beside the law: what the law gives you is free in any case. It can be given back for the days to come. This paper proves payment too.

# Decision sheet

papers-decided-for = Decided for
papers-regime = Rules
papers-result = Result
papers-article = Article
papers-facts = 1. Facts
papers-arithmetic = 2. Dates and amounts
papers-remedies = 3. Remedies
papers-remedy = Remedy
papers-until = Until
papers-reason = Reason
papers-would-change = What would change this
papers-decided-by = By
papers-decision-note = ☑ marks the remedies that are open. If you disagree, ask for a review with the number of this sheet.

# Service record

papers-received-on = Received on
papers-returned-on = Returned on
papers-decision = Remedy decided
papers-new-imei = New IMEI

papers-main-unit = Main unit
papers-service-on = Service on { $model }
papers-burden = Burden of proof
papers-to-be-looked-at = To be looked at
