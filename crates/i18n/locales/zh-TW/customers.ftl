## 客戶

customers-kind-company = 公司行號
customers-kind-dealer = 經銷商
customers-kind-key-account = 大客戶
customers-kind-person = 個人
customers-refusal-address-too-long = 地址最多 { $most } 個字，不能換行
customers-refusal-division-unfit = 行政區劃代碼應為 2 至 9 位數字
customers-refusal-email-unfit = 電子郵件地址不正確
customers-refusal-name-missing = 請填寫姓名或名稱
customers-refusal-name-too-long = 姓名最多 { $most } 個字
customers-refusal-name-unfit = 姓名含有不能使用的字元
customers-refusal-phone-unfit = 電話號碼不正確，應如 13812345678 或 021-61234567
customers-refusal-phones-alike = 兩個電話號碼相同

# 頁面

customers-find = 查詢客戶
customers-find-by = 電話、末幾碼或姓名
customers-find-hint = 輸入電話、電話後四碼，或姓名中的兩個字。
customers-none-hint = 請核對號碼。新客戶在登記來件時建立。
customers-phone-2 = 第二支電話
customers-addresses = 地址
customers-no-address = 沒有地址。
customers-address-remove-ask = 該地址將不再可選；如需恢復，須重新輸入。
customers-address-added = 地址已新增。
customers-address-removed = 地址已移除。
customers-no-devices = 沒有登記機器。
customers-no-cases = 沒有來件。
customers-unmask = 顯示完整資料（會記錄）
customers-in-full = 以下是完整個人資料，此次檢視已記錄。
customers-reason-edit = 修改資料
customers-reason-page = 客戶檔案
customers-known-addresses = 到府地址
customers-other-address = 其他地址（填寫在下面）
customers-open-cases = 未結的來件
customers-device-count = { $count } 台機器
