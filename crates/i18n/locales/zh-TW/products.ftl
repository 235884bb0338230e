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

products-refusal-model-code-taken = 這個型號編碼已經使用
products-refusal-item-code-taken = 這個物料編碼已經使用

# 頁面

products-catalogue = 產品目錄
products-models = 型號
products-items = 料件
products-code = 編碼
products-name = 名稱
products-name-en = 英文名稱
products-category = 品類
products-category-hint = 如 phone、washing_machine
products-regime = 責任規定
products-regime-hint = 如 cn.mobile.2001，沒有則留空
products-price = 價格
products-cost = 成本
products-kind = 類別
products-part-kind = 部件類別
products-part-kind-hint = 決定適用的保固期，如 battery
products-sold = 在售
products-ended = 已停售
products-fits = 適用型號
products-fits-hint = 型號編碼，用逗號分開
products-no-such-model = 其中有目錄裡沒有的型號
products-serialised = 有序號
products-returns-defective = 舊件須返還
products-parts = 組成部件
products-parts-hint = 留空則依法定期限；空行不儲存。
products-brand-months = 品牌承諾（月）
products-by-law = 依法定期限
products-months = { $count } 個月
products-no-items = 沒有適用的料件。
products-none-hint = 新增第一筆，或從檔案匯入。
products-add-model = 新增型號
products-add-item = 新增料件
products-model-added = 型號 { $code } 已新增。
products-item-added = 料件 { $code } 已新增。
