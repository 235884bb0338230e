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
