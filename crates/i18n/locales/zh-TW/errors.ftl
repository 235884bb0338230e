## 錯誤與提示

# 頁面

errors-title = 未能完成
errors-bad-request-title = 無法理解的要求
errors-bad-request = 請檢查填寫的內容後再試。
errors-sign-in-title = 請先登入
errors-sign-in = 登入後繼續。
errors-forbidden-title = 沒有權限
errors-forbidden = 您的角色無法辦理此項。如確有需要，請洽主任或管理員。
errors-not-found-title = 找不到
errors-not-found = 沒有這筆紀錄，或不在您的權責範圍內。請核對單號。
errors-nothing-behind-code = 找不到這個 QR Code 對應的內容。請重新掃描單據上的 QR Code；如果仍無法開啟，請聯絡開立單據的維修站。
errors-no-such-page = 沒有這個頁面。請檢查網址，或由導覽進入。
errors-method-title = 此處無法這樣操作
errors-method = 請由頁面上的按鈕辦理。
errors-conflict-title = 已被他人修改
errors-conflict = 您開啟後，他人修改了這筆紀錄。請重新整理後再辦理，您填寫的內容仍保留在下方。
errors-already-done = 此項已辦理過。
errors-repeated-title = 重複送出
errors-repeated = 同一冪等鍵用於不同的內容，請換一個。
errors-too-large-title = 內容過大
errors-too-large = 最多可送出 { $max }。
errors-media-type-title = 不支援的格式
errors-media-type = 請使用 { $expected }。
errors-invalid-title = 請更正標示的內容
errors-invalid = 有 { $count } 處需要更正。
errors-refused-title = 無法辦理
errors-too-many-title = 操作過於頻繁
errors-too-many = 請在 { $count } 秒後再試。
errors-csrf-title = 頁面已過期
errors-csrf = 請重新整理頁面後再送出。
errors-fault-title = 系統發生錯誤
errors-fault = 錯誤已記錄，編號 { $request }。請稍後再試；若仍無法完成，請將編號告知管理員。
errors-busy-title = 系統忙碌
errors-busy = 請稍後再試，填寫的內容沒有遺失。
errors-storage-full-title = 儲存空間已滿
errors-storage-full = 未儲存。請管理員清理磁碟後再試。
errors-timeout-title = 處理逾時
errors-timeout = 請稍後再試。

# 欄位

errors-in-field = { $field }：{ $message }
errors-unfit-character = 文字中含有無法儲存的字元。
errors-required = 請填寫
errors-choose = 請選擇
errors-too-short = 至少 { $min } 個字元
errors-too-long = 最多 { $max } 個字元
errors-too-small = 不可小於 { $min }
errors-too-big = 不可大於 { $max }
errors-too-many-items = 最多 { $max } 項
errors-not-a-number = 請填寫數字
errors-not-a-whole-number = 請填寫整數
errors-not-one-or-more = 請填寫不小於 1 的整數
errors-not-an-amount = 金額應如 1234.50
errors-not-a-date = 日期應如 2026-03-05
errors-not-a-time = 時間應如 14:30
errors-not-a-phone = 電話號碼不正確，應如 0912345678 或 02-23456789
errors-not-an-email = 電子郵件不正確
errors-not-an-imei = IMEI 應為 15 位數字，且檢查碼正確
errors-not-a-serial = 序號只能由字母、數字與 - / . 組成
errors-not-a-document-number = 單號應如 SH01-2026-000123
errors-not-an-id = 編號不正確
errors-not-one-of = 只能是：{ $allowed }
errors-not-text = 含有無法使用的字元
errors-unknown-field = 沒有這個欄位
errors-wrong-type = 類型不符，應為{ $expected }
errors-malformed-json = JSON 第 { $line } 列第 { $column } 行有誤
errors-in-the-past = 不可早於現在
errors-in-the-future = 不可晚於今天
errors-ends-before-start = 結束不可早於開始
errors-already-exists = 已經存在
errors-no-such = 沒有這筆紀錄
errors-file-empty = 檔案是空的
errors-file-type = 檔案類型應為 { $allowed }
errors-fonts-missing = 缺少字型，無法產生單據。請管理員執行 make setup。
errors-paper-failed = 單據未能產生：{ $reason }
errors-not-understood = 無法識別
errors-address = 網址中的這一項有誤。
errors-address-without = 去掉後開啟
errors-address-after = 頁
errors-address-limit = 每頁列數
errors-out-of-range = 應在 { $min } 至 { $max } 之間
errors-request = 請求編號

errors-not-a-month = 月份應如 2026-03
