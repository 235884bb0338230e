## 单据

# 单据名称

papers-service-voucher = 服务凭证
papers-custody-slip = 客户商品领取收据
papers-repair-card = 修护卡
papers-warranty-card = 三包凭证
papers-receipt = 收据
papers-contract = 保障合同
papers-decision-sheet = 三包权益判定单
papers-phone-service-record = 移动电话服务记录单
papers-page = 第 { $page } 页 / 共 { $pages } 页
papers-print = 打印单据
papers-void = 作废
papers-void-since = { $date } 机器已交还客户

# 客户与机器

papers-customer = 客户
papers-phone = 电话
papers-address = 地址
papers-model = 型号
papers-serial = 序列号
papers-imei = IMEI
papers-order = 服务工单
papers-date = 日期

# 服务

papers-service-type = 服务类型
papers-service-type-a = A 收费
papers-service-type-b = B 合同
papers-service-type-c = C 三包
papers-service-type-d = D 内部
papers-symptom = 故障现象
papers-found-fault = 检查结果
papers-work-done = 处理内容
papers-parts-used = 使用配件
papers-part = 更换配件
papers-quantity = 数量
papers-old-serial = 旧件序列号
papers-new-serial = 新件序列号
papers-working-time = 实际工时
papers-hours-minutes = { $hours } 小时 { $minutes } 分
papers-amount = 金额
papers-labour = 人工费
papers-parts-amount = 配件费
papers-other-amount = 其他费用
papers-total = 合计
papers-promise = 承诺
papers-technician = 技术员
papers-supervisor = 主任
papers-customer-signature = 客户签名
papers-satisfaction = 客户评价
papers-satisfied = 满意
papers-fair = 基本满意
papers-dissatisfied = 不满意
papers-voucher-note = 请核对以上内容后签名。本凭证由客户与维修站各执一份，扫描右上角二维码可查询办理进度。

# 领取收据

papers-appearance = 外观
papers-accessories = 随机附件
papers-data-note = 密码与数据
papers-taken-by = 收件人
papers-taken-on = 收件日期
papers-promised-on = 约定交还日期
papers-custody-note = 凭本收据领取机器，请妥善保管。机器内的数据请自行备份；维修可能造成数据丢失。机器交还后本收据即行作废。

# 修护卡

papers-diagnosis = 诊断
papers-work = 处理情况
papers-parameters = 参数变更
papers-software = 软件变更
papers-hidden-risk = 潜在隐患
papers-instrument = 检测仪器
papers-quality-check = 质量检验
papers-check-result = 检验记录
papers-passed = 合格
papers-failed = 不合格

# 三包凭证

papers-maker = 生产者
papers-unit-kind = 主机与附件
papers-warranty-until = 三包有效期至
papers-invoice-number = 发票号码
papers-sale-date = 销售日期
papers-seller = 销售者（盖章）
papers-repairer = 修理者
papers-repair-records = 维修记录
papers-date-in = 送修日期
papers-date-out = 交验日期
papers-cause = 故障原因
papers-warranty-note = 请凭本凭证与购机发票享受三包服务。送修时请核对维修记录；凭证涂改或与机器不符的，请先由销售者确认。

# 收据

papers-payer = 付款人
papers-item = 项目
papers-method = 付款方式
papers-collector = 收款人
papers-payee-seal = 收款单位（盖章）
papers-receipt-note = 本收据为收款凭证；如需发票，请凭本收据申请。

# 保障合同

papers-contract-kind = 类型
papers-contract-offer = 方案
papers-contract-from = 生效日期
papers-contract-until = 终止日期
papers-contract-cover = 保障项目
papers-contract-share = 支付比例
papers-contract-deductible = 自付额
papers-contract-limit = 上限
papers-contract-terms = 约定
papers-contract-cooling-off = { $days } 天内退保全额退款，减去已支付的金额
papers-contract-price = 已付价款
papers-contract-cancelled = { $date } 退保，退款 { $amount }
papers-contract-note = 本合同在法定责任之外：法律规定免费的，一律免费。可以退保，按剩余天数退款。本单据兼作收款凭证。

# 判定单

papers-decided-for = 判定日期
papers-regime = 适用规定
papers-result = 判定结果
papers-article = 依据条款
papers-facts = 一、认定的事实
papers-arithmetic = 二、期限与金额计算
papers-remedies = 三、各项补救
papers-remedy = 补救方式
papers-until = 有效期至
papers-reason = 理由
papers-would-change = 可能改变结果的情况
papers-decided-by = 经办人
papers-decision-note = ☑ 为可以享受的权益。对判定有异议的，可凭本单号向客服中心申请复核。

# 服务记录单

papers-received-on = 接收日期
papers-returned-on = 交还日期
papers-decision = 三包处理
papers-new-imei = 换机后 IMEI

papers-main-unit = 主机
papers-service-on = { $model } 维修服务
papers-burden = 举证责任
papers-to-be-looked-at = 需要留意
