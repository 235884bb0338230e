## 不能办理的原因

refusal-unknown-value = “{ $given }”不是可用的值
