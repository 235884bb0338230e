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
