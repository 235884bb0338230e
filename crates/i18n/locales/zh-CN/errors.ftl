## 错误与提示

# 页面

errors-title = 没有办成
errors-bad-request-title = 请求无法理解
errors-bad-request = 请检查填写的内容后重试。
errors-sign-in-title = 请先登录
errors-sign-in = 登录后继续。
errors-forbidden-title = 没有权限
errors-forbidden = 您的角色不能办理此项。如确有需要，请联系主任或管理员。
errors-not-found-title = 没有找到
errors-not-found = 没有这条记录，或它不在您的管辖范围内。请核对单号。
errors-nothing-behind-code = 没有找到这个二维码对应的内容。请重新扫描单据上的二维码；如果仍打不开，请联系开具单据的维修站。
errors-no-such-page = 没有这个页面。请检查网址，或从导航进入。
errors-method-title = 此处不能这样操作
errors-method = 请从页面上的按钮办理。
errors-conflict-title = 已被他人修改
errors-conflict = 您打开后，他人修改了这条记录。请刷新后再办理，您填写的内容仍保留在下面。
errors-already-done = 此项已经办理过了。
errors-repeated-title = 重复提交
errors-repeated = 同一幂等键用于了不同的内容，请换一个。
errors-too-large-title = 内容太大
errors-too-large = 最多可提交 { $max }。
errors-media-type-title = 格式不支持
errors-media-type = 请使用 { $expected }。
errors-invalid-title = 请更正标出的内容
errors-invalid = 有 { $count } 处需要更正。
errors-refused-title = 不能办理
errors-too-many-title = 操作太频繁
errors-too-many = 请在 { $count } 秒后重试。
errors-csrf-title = 页面已过期
errors-csrf = 请刷新页面后重新提交。
errors-fault-title = 系统出错
errors-fault = 错误已记录，编号 { $request }。请稍后重试；如仍不行，请把编号告诉管理员。
errors-busy-title = 系统繁忙
errors-busy = 请稍后重试，填写的内容没有丢失。
errors-storage-full-title = 存储空间已满
errors-storage-full = 没有保存。请管理员清理磁盘后重试。
errors-timeout-title = 处理超时
errors-timeout = 请稍后重试。

# 字段

errors-in-field = { $field }：{ $message }
errors-unfit-character = 文字中含有无法保存的字符。
errors-required = 请填写
errors-choose = 请选择
errors-too-short = 至少 { $min } 个字符
errors-too-long = 最多 { $max } 个字符
errors-too-small = 不能小于 { $min }
errors-too-big = 不能大于 { $max }
errors-too-many-items = 最多 { $max } 项
errors-not-a-number = 请填写数字
errors-not-a-whole-number = 请填写整数
errors-not-one-or-more = 请填写不小于 1 的整数
errors-not-an-amount = 金额应如 1234.50
errors-not-a-date = 日期应如 2026-03-05
errors-not-a-time = 时间应如 14:30
errors-not-a-phone = 电话号码不正确，应如 13812345678 或 021-61234567
errors-not-an-email = 电子邮箱不正确
errors-not-an-imei = IMEI 应为 15 位数字，且校验位正确
errors-not-a-serial = 序列号只能由字母、数字和 - / . 组成
errors-not-a-document-number = 单号应如 SH01-2026-000123
errors-not-an-id = 编号不正确
errors-not-one-of = 只能是：{ $allowed }
errors-not-text = 含有不能使用的字符
errors-unknown-field = 没有这个字段
errors-wrong-type = 类型不对，应为{ $expected }
errors-malformed-json = JSON 第 { $line } 行第 { $column } 列有误
errors-in-the-past = 不能早于现在
errors-in-the-future = 不能晚于今天
errors-ends-before-start = 结束不能早于开始
errors-already-exists = 已经存在
errors-no-such = 没有这条记录
errors-file-empty = 文件是空的
errors-file-type = 文件类型应为 { $allowed }
errors-fonts-missing = 缺少字体，无法生成单据。请管理员运行 make setup。
errors-paper-failed = 单据没有生成：{ $reason }
errors-not-understood = 不能识别
errors-address = 网页地址中的这一项有误。
errors-address-without = 去掉后打开
errors-address-after = 页
errors-address-limit = 每页行数
errors-out-of-range = 应在 { $min } 至 { $max } 之间
errors-request = 请求编号

errors-not-a-month = 月份应如 2026-03
