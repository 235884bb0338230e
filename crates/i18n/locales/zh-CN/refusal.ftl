refusal-unknown-value = “{ $given }”不是可用的值
