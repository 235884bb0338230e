## 导入与导出

# 页面

transfer-new = 导入文件
transfer-new-hint = CSV 或 XLSX，最大 200 MiB。先核对列，再试读全部行，最后才写入。
transfer-kind = 内容
transfer-kind-devices = 机器
transfer-kind-customers = 客户
transfer-kind-products = 产品和物料
transfer-file = 文件
transfer-no-file = 请选择文件
transfer-upload = 上传并核对列
transfer-sending = 正在上传…
transfer-so-far = 导入记录
transfer-none-hint = 上传第一个文件。
transfer-taken = 已导入
transfer-good = 可导入
transfer-rejected = 未通过
transfer-read = 已读行数
transfer-started-at = 开始
transfer-finished-at = 结束
transfer-running = 进行中
transfer-tried = 已试读
transfer-done = 已完成
transfer-failed = 已中断
transfer-columns = 列对应
transfer-columns-hint = 已按表头自动对应，请核对。
transfer-no-column = （没有此列）
transfer-try = 试读全部行（不写入）
transfer-first-rows = 前几行
transfer-dry-run = 试读
transfer-may-leave = 可以离开此页，之后再回来看。
transfer-stands-still = 如果长时间不动，再上传同一文件即可接着导入。
transfer-resume-hint = 已写入的行都在。再上传同一文件即可接着导入。
transfer-send-again = 要正式导入，请再上传此文件。
transfer-file-gone = 文件已不在这里，请重新上传。
transfer-take-rows = 导入 { $count } 行
transfer-rejects = 未通过的行
transfer-no-rejects = 没有未通过的行。
transfer-line = 行号
transfer-column = 列
transfer-value = 原内容
transfer-whole-row = 整行

# 字段

transfer-field-active = 在售
transfer-field-address = 地址
transfer-field-category = 品类
transfer-field-code = 编码
transfer-field-cost = 成本
transfer-field-dealer = 经销商
transfer-field-delivered-on = 交付日期
transfer-field-division = 行政区划代码
transfer-field-documents = 凭证
transfer-field-email = 电子邮箱
transfer-field-fits = 适用型号
transfer-field-imei = IMEI
transfer-field-imei-2 = IMEI 2
transfer-field-invoice-number = 发票号码
transfer-field-kind = 类型
transfer-field-language = 语言
transfer-field-made-on = 出厂日期
transfer-field-model = 型号
transfer-field-name = 名称或姓名
transfer-field-name-en = 英文名称
transfer-field-part-kind = 部件类别
transfer-field-phone = 电话
transfer-field-phone-2 = 第二电话
transfer-field-price = 价格
transfer-field-regime = 责任规定
transfer-field-returns-defective = 旧件须返还
transfer-field-serial = 序列号
transfer-field-serialised = 有序列号
transfer-field-sold-on = 售出日期

# 不能导入的原因

transfer-refusal-too-large = 文件太大，最大 { $most_mib } MiB，请分成几个文件
transfer-refusal-empty = 文件里没有内容
transfer-refusal-encoding = 文字编码不能识别，请存为 UTF-8
transfer-refusal-not-a-workbook = 文件名是 .xlsx，内容却不是工作簿，请重新保存，或另存为 CSV
transfer-refusal-unreadable = 文件不能读取：{ $why }
transfer-refusal-no-sheet = 工作簿里没有工作表
transfer-refusal-too-many-columns = 最多 { $most } 列
transfer-refusal-column-missing = 缺少必需的列：{ $column }
transfer-refusal-no-such-column = 文件里没有列“{ $given }”
transfer-refusal-no-such-field = 没有字段“{ $given }”
transfer-refusal-running-elsewhere = 此文件正在别处导入
transfer-reject-missing = 缺少必填内容
transfer-reject-not-a-date = 日期应如 2026-03-05
transfer-reject-not-an-amount = 金额应如 1234.50
transfer-reject-not-yes-or-no = 应为是或否
transfer-reject-unknown-word = 不能识别的词
transfer-reject-unknown-model = 目录里没有这个型号
transfer-reject-repeated = 文件中前面已经出现过
transfer-reject-known = 已经登记过，未作改动
transfer-reject-too-many-cells = 单元格比表头多
transfer-reject-unfit = 内容不合规定（{ $code }）
