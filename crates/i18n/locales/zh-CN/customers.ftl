## 客户

customers-kind-company = 单位
customers-kind-dealer = 经销商
customers-kind-key-account = 大客户
customers-kind-person = 个人
customers-refusal-address-too-long = 地址最多 { $most } 个字，不能换行
customers-refusal-division-unfit = 行政区划代码应为 2 至 9 位数字
customers-refusal-email-unfit = 电子邮件地址不正确
customers-refusal-name-missing = 请填写姓名或名称
customers-refusal-name-too-long = 姓名最多 { $most } 个字
customers-refusal-name-unfit = 姓名含有不能使用的字符
customers-refusal-phone-unfit = 电话号码不正确，应如 13812345678 或 021-61234567
customers-refusal-phones-alike = 两个电话号码相同
