## Refusals

refusal-unknown-value = “{ $given }” is not a known value
