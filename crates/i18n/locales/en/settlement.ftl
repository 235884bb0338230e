## Settlement

settlement-opens-fee-rule = Ask the brand's manager to add the fee.
settlement-outcome-exchange = Exchange
settlement-outcome-no-fault = No fault or not repaired
settlement-outcome-refund = Refund
settlement-outcome-repair = Repair
settlement-refusal-already-claimed = This order is claimed already
settlement-refusal-no-fee-rule = No fee for “{ $category }”, “{ $mode }”, “{ $outcome }”
settlement-refusal-not-warranty = Only warranty orders are claimed
settlement-refusal-other-currency = The currency must be { $currency }
settlement-refusal-too-large = The amount is too large
settlement-refusal-category-unfit = A category is a word of the catalogue, or * for all
settlement-refusal-amount-unfit = A fee is between 0 and { $most }

settlement-claims = Claims
settlement-claim = Claim
settlement-fees = Fee table
settlement-month = Month
settlement-none = No claim this month
settlement-none-hint = Claims arise when a warranty order is handed over.
settlement-rule = Fee rule
settlement-fee = Fee
settlement-parts = Parts
settlement-category = Category
settlement-any-category = Any other
settlement-outcome = Outcome
settlement-no-fees = There are no fees yet
settlement-no-fees-hint = The brand's manager sets them.

settlement-refusal-claimed-already = This order is claimed already
settlement-set-fee = Set a fee
settlement-set-fee-hint = Replaces the fee of the same category, mode and outcome. Claims made before keep their sums.
