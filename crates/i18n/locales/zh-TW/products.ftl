## 產品

products-item-device = 換貨用機
products-item-part = 配件
products-refusal-category-unfit = 類別由 1 至 40 位小寫字母、數字和 _ 組成
products-refusal-code-unfit = 編號以字母或數字開頭，由 1 至 40 位字母、數字和 - _ . / + 組成
products-refusal-cost-negative = 成本不能小於零
products-refusal-months-unfit = 保固期應為 1 至 { $most } 個月
products-refusal-name-missing = 請填寫名稱
products-refusal-name-too-long = 名稱最多 { $most } 個字
products-refusal-part-kind-unfit = 部件類別由 1 至 40 位小寫字母、數字和 _ 組成
products-refusal-price-negative = 價格不能小於零
