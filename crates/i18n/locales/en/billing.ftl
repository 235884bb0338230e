## Charges and receipts

billing-line-labour = Labour
billing-line-part = Part
billing-line-travel = Travel
billing-opens-add-lines = Add lines first.
billing-opens-new-quote = Make a new quotation.
billing-payer-brand = Brand
billing-payer-customer = Customer
billing-quote-approved = Approved
billing-quote-declined = Declined
billing-quote-open = Waiting for an answer
billing-quote-replaced = Replaced by a later one
billing-refusal-more-than-owed = At most { $balance } is owed
billing-refusal-no-lines = There are no lines
billing-refusal-not-positive = The amount must be more than nothing
billing-refusal-nothing-owed = Nothing is owed
billing-refusal-other-currency = The currency must be { $currency }
billing-refusal-price-negative = The price cannot be below zero
billing-refusal-price-too-large = A price is at most { $most }
billing-refusal-quantity-unfit = The quantity is 1 to { $most }
billing-refusal-quote-answered = This quotation has its answer: { $state }
billing-refusal-quote-expired = The quotation ran out on { $valid_until }
billing-refusal-text-missing = Say what the line is for
billing-refusal-text-too-long = At most { $most } characters
billing-refusal-too-large = The amount is too large
billing-refusal-too-many-lines = At most { $most } lines

billing-owed-is = { $amount } is owed
billing-paid-out-by = Handed out by
billing-payee = Paid to
billing-owed-back-is = { $amount } is owed back to the customer
billing-payer = Borne by
billing-payer-hint = Left empty, it is the customer
billing-valid-until = valid until { $date }
