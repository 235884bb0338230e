## 匯入與匯出

# 頁面

transfer-new = 匯入檔案
transfer-new-hint = CSV 或 XLSX，最大 200 MiB。先核對欄位，再試讀全部列，最後才寫入。
transfer-kind = 內容
transfer-kind-devices = 機器
transfer-kind-customers = 客戶
transfer-kind-products = 產品與料件
transfer-file = 檔案
transfer-no-file = 請選擇檔案
transfer-upload = 上傳並核對欄位
transfer-sending = 正在上傳…
transfer-so-far = 匯入記錄
transfer-none-hint = 上傳第一個檔案。
transfer-taken = 已匯入
transfer-good = 可匯入
transfer-rejected = 未通過
transfer-read = 已讀列數
transfer-started-at = 開始
transfer-finished-at = 結束
transfer-running = 進行中
transfer-tried = 已試讀
transfer-done = 已完成
transfer-failed = 已中斷
transfer-columns = 欄位對應
transfer-columns-hint = 已依表頭自動對應，請核對。
transfer-no-column = （沒有此欄）
transfer-try = 試讀全部列（不寫入）
transfer-first-rows = 前幾列
transfer-dry-run = 試讀
transfer-may-leave = 可以離開此頁，之後再回來看。
transfer-stands-still = 如果長時間不動，再上傳同一檔案即可接著匯入。
transfer-resume-hint = 已寫入的列都在。再上傳同一檔案即可接著匯入。
transfer-send-again = 要正式匯入，請再上傳此檔案。
transfer-file-gone = 檔案已不在這裡，請重新上傳。
transfer-take-rows = 匯入 { $count } 列
transfer-rejects = 未通過的列
transfer-no-rejects = 沒有未通過的列。
transfer-line = 列號
transfer-column = 欄
transfer-value = 原內容
transfer-whole-row = 整列

# 欄位

transfer-field-active = 在售
transfer-field-address = 地址
transfer-field-category = 品類
transfer-field-code = 編碼
transfer-field-cost = 成本
transfer-field-dealer = 經銷商
transfer-field-delivered-on = 交付日期
transfer-field-division = 行政區代碼
transfer-field-documents = 憑證
transfer-field-email = 電子郵件
transfer-field-fits = 適用型號
transfer-field-imei = IMEI
transfer-field-imei-2 = IMEI 2
transfer-field-invoice-number = 發票號碼
transfer-field-kind = 類型
transfer-field-language = 語言
transfer-field-made-on = 出廠日期
transfer-field-model = 型號
transfer-field-name = 名稱或姓名
transfer-field-name-en = 英文名稱
transfer-field-part-kind = 部件類別
transfer-field-phone = 電話
transfer-field-phone-2 = 第二支電話
transfer-field-price = 價格
transfer-field-regime = 責任規定
transfer-field-returns-defective = 舊件須返還
transfer-field-serial = 序號
transfer-field-serialised = 有序號
transfer-field-sold-on = 售出日期

# 不能匯入的原因

transfer-refusal-too-large = 檔案太大，最大 { $most_mib } MiB，請分成幾個檔案
transfer-refusal-empty = 檔案裡沒有內容
transfer-refusal-encoding = 文字編碼不能識別，請存為 UTF-8
transfer-refusal-not-a-workbook = 檔名是 .xlsx，內容卻不是活頁簿，請重新儲存，或另存為 CSV
transfer-refusal-unreadable = 檔案不能讀取：{ $why }
transfer-refusal-no-sheet = 活頁簿裡沒有工作表
transfer-refusal-too-many-columns = 最多 { $most } 欄
transfer-refusal-column-missing = 缺少必要的欄：{ $column }
transfer-refusal-no-such-column = 檔案裡沒有欄「{ $given }」
transfer-refusal-no-such-field = 沒有欄位「{ $given }」
transfer-refusal-running-elsewhere = 此檔案正在別處匯入
transfer-reject-missing = 缺少必填內容
transfer-reject-not-a-date = 日期應如 2026-03-05
transfer-reject-not-an-amount = 金額應如 1234.50
transfer-reject-not-yes-or-no = 應為是或否
transfer-reject-unknown-word = 不能識別的詞
transfer-reject-unknown-model = 目錄裡沒有這個型號
transfer-reject-repeated = 檔案中前面已經出現過
transfer-reject-known = 已經登記過，未作變更
transfer-reject-too-many-cells = 儲存格比表頭多
transfer-reject-unfit = 內容不合規定（{ $code }）
