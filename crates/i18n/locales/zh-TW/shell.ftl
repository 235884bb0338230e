## 外框：導覽、通用按鈕與時間

# 導覽

shell-product = 售後
shell-my-work = 我的工作
shell-cases = 來件
shell-new-case = 新來件
shell-orders = 服務工單
shell-devices = 機器
shell-customers = 客戶
shell-stock = 庫存
shell-follow-ups = 回訪
shell-statements = 對帳單
shell-imports = 匯入
shell-people = 人員
shell-audit = 辦理紀錄
shell-reports = 報表
shell-skip-to-content = 跳至主要內容
shell-menu = 選單
shell-main-navigation = 主要導覽
shell-breadcrumbs = 目前位置
shell-language = 語言
shell-locale-zh-CN = 简体中文
shell-locale-zh-TW = 繁體中文
shell-locale-en = English
shell-theme = 外觀
shell-theme-light = 淺色
shell-theme-dark = 深色
shell-theme-system = 依系統設定
shell-sign-in = 登入
shell-sign-out = 登出
shell-account = 我的帳號
shell-signed-in-as = { $name }（{ $role }）
shell-licences = 授權條款
shell-keys = 快速鍵
shell-keys-search = 尋找
shell-keys-new-case = 新來件
shell-keys-list = 顯示快速鍵
shell-keys-submit = 送出

# 尋找與清單

shell-search = 尋找
shell-search-hint = 單號、電話、姓名、序號或 IMEI
shell-search-results = 「{ $query }」的結果
shell-search-nothing = 找不到「{ $query }」。
shell-filter = 篩選
shell-filter-clear = 清除篩選
shell-all = 全部
shell-any = 不限
shell-rows = { $count } 列
shell-selected = 已選 { $count } 項
shell-empty = 這裡還沒有內容
shell-empty-filtered = 沒有符合條件的紀錄，請放寬篩選條件。
shell-first-page = 第一頁
shell-next-page = 下一頁
shell-previous-page = 上一頁
shell-columns = 欄位
shell-export = 匯出
shell-sort-by = 排序
shell-table-of-chart = 圖表資料
shell-actions = 操作
shell-more = 更多
shell-details = 詳細資料
shell-timeline = 辦理經過
shell-next-step = 下一步
shell-other-steps = 其他步驟
shell-step-closed-because = 目前無法辦理：{ $reason }

# 按鈕

shell-save = 儲存
shell-cancel = 取消
shell-back = 返回
shell-close = 關閉
shell-edit = 修改
shell-remove = 移除
shell-add = 新增
shell-confirm = 確認
shell-submit = 送出
shell-print = 列印
shell-download = 下載
shell-open = 開啟
shell-copy = 複製
shell-copied = 已複製
shell-choose = 請選擇
shell-retry = 重試
shell-reload = 重新整理
shell-show = 顯示
shell-hide = 隱藏
shell-clear = 清除
shell-scan = 掃碼

# 欄位

shell-yes = 是
shell-no = 否
shell-none = 無
shell-unknown = 不詳
shell-required = 必填
shell-optional = 選填
shell-number = 單號
shell-date = 日期
shell-time = 時間
shell-state = 狀態
shell-owner = 負責人
shell-deadline = 時限
shell-promise = 承諾
shell-station = 維修站
shell-region = 大區
shell-name = 姓名
shell-phone = 電話
shell-address = 地址
shell-email = 電子郵件
shell-note = 備註
shell-reason = 原因
shell-amount = 金額
shell-quantity = 數量
shell-total = 合計
shell-person = 經辦人
shell-from = 從
shell-to = 到
shell-today = 今天
shell-yesterday = 昨天
shell-tomorrow = 明天
shell-version = 版本
shell-masked = 點按顯示，查看會留下紀錄

# 時限

shell-left-moment = 剩不到 1 分鐘
shell-left-minutes = 剩 { $count } 分鐘
shell-left-hours = 剩 { $count } 小時
shell-left-days = 剩 { $count } 天
shell-overdue-moment = 剛剛逾期
shell-overdue-minutes = 逾期 { $count } 分鐘
shell-overdue-hours = 逾期 { $count } 小時
shell-overdue-days = 逾期 { $count } 天
shell-due-on = { $date } 前
shell-no-deadline = 無時限

# 訊息

shell-saved = 已儲存
shell-working = 處理中…
shell-live = 即時更新
shell-live-lost = 連線中斷，正在重新連線…
shell-offline = 離線，內容存在本機
shell-offline-title = 沒有網路
shell-offline-what = 現在連不上系統。
shell-offline-kept = 已經儲存的內容都在。表單裡正在填寫的內容保留在本瀏覽器分頁中，網路恢復後開啟同一頁面會自動填回。
shell-offline-not-sent = 斷網時送出的內容沒有發出，請在網路恢復後再次送出。
shell-offline-again = 重試
shell-unsaved = 有尚未儲存的修改

# 通知

shell-notices = 通知
shell-notices-unread = { $count } 則未讀通知
shell-notices-mark = 全部標為已讀
shell-notices-marked = 已標為已讀。
shell-notices-none = 沒有通知

# 瀏覽器中的文字

shell-clock-left = 剩 { $t }
shell-clock-over = 逾期 { $t }
shell-clock-days = { $n } 天
shell-clock-hours = { $n } 小時
shell-clock-minutes = { $n } 分
shell-choice-none = 沒有找到
shell-choice-count = { $n } 項
shell-choice-pick = 請從清單中選擇
shell-not-sent = 沒有送出，內容還在，請再試一次。
shell-kept = 已保留您先前填寫的內容。
shell-anew = 重新填寫
shell-pages = 分頁
