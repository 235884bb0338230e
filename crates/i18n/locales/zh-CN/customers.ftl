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

# 页面

customers-find = 查找客户
customers-find-by = 电话、尾号或姓名
customers-find-hint = 输入电话、电话后四位，或姓名中的两个字。
customers-none-hint = 请核对号码。新客户在登记来件时建立。
customers-phone-2 = 第二电话
customers-addresses = 地址
customers-no-address = 没有地址。
customers-address-remove-ask = 该地址将不再可选；如需恢复，须重新录入。
customers-address-added = 地址已添加。
customers-address-removed = 地址已移除。
customers-no-devices = 没有登记机器。
customers-no-cases = 没有来件。
customers-unmask = 显示完整资料（会记录）
customers-in-full = 以下是完整个人信息，此次查看已记录。
customers-reason-edit = 修改资料
customers-reason-page = 客户档案
customers-known-addresses = 上门地址
customers-other-address = 其他地址（填写在下面）
customers-open-cases = 未结的来件
customers-device-count = { $count } 台机器
