## 产品

products-item-device = 换货用机
products-item-part = 配件
products-refusal-category-unfit = 类别由 1 至 40 位小写字母、数字和 _ 组成
products-refusal-code-unfit = 编码以字母或数字开头，由 1 至 40 位字母、数字和 - _ . / + 组成
products-refusal-cost-negative = 成本不能小于零
products-refusal-months-unfit = 保修期应为 1 至 { $most } 个月
products-refusal-name-missing = 请填写名称
products-refusal-name-too-long = 名称最多 { $most } 个字
products-refusal-part-kind-unfit = 部件类别由 1 至 40 位小写字母、数字和 _ 组成
products-refusal-price-negative = 价格不能小于零

products-refusal-model-code-taken = 这个型号编码已经使用
products-refusal-item-code-taken = 这个物料编码已经使用

# 页面

products-catalogue = 产品目录
products-models = 型号
products-items = 物料
products-code = 编码
products-name = 名称
products-name-en = 英文名称
products-category = 品类
products-category-hint = 如 phone、washing_machine
products-regime = 责任规定
products-regime-hint = 如 cn.mobile.2001，没有则留空
products-price = 价格
products-cost = 成本
products-kind = 类别
products-part-kind = 部件类别
products-part-kind-hint = 决定适用的保修期，如 battery
products-sold = 在售
products-ended = 已停售
products-fits = 适用型号
products-fits-hint = 型号编码，用逗号分开
products-no-such-model = 其中有目录里没有的型号
products-serialised = 有序列号
products-returns-defective = 旧件须返还
products-parts = 组成部件
products-parts-hint = 留空则按法定期限；空行不保存。
products-brand-months = 品牌承诺（月）
products-by-law = 按法定期限
products-months = { $count } 个月
products-no-items = 没有适用的物料。
products-none-hint = 添加第一条，或从文件导入。
products-add-model = 添加型号
products-add-item = 添加物料
products-model-added = 型号 { $code } 已添加。
products-item-added = 物料 { $code } 已添加。
