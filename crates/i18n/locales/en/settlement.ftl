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
