## 單據

# 單據名稱

papers-service-voucher = 服務憑證
papers-custody-slip = 客戶商品領取收據
papers-repair-card = 修護卡
papers-warranty-card = 保固憑證
papers-receipt = 收據
papers-contract = 保障合約
papers-decision-sheet = 保固權益判定單
papers-phone-service-record = 行動電話服務紀錄單
papers-page = 第 { $page } 頁 / 共 { $pages } 頁
papers-print = 列印單據
papers-void = 作廢
papers-void-since = { $date } 機器已交還客戶

# 客戶與機器

papers-customer = 客戶
papers-phone = 電話
papers-address = 地址
papers-model = 型號
papers-serial = 序號
papers-imei = IMEI
papers-order = 服務工單
papers-date = 日期

# 服務

papers-service-type = 服務類型
papers-service-type-a = A 收費
papers-service-type-b = B 合約
papers-service-type-c = C 保固
papers-service-type-d = D 內部
papers-symptom = 故障現象
papers-found-fault = 檢查結果
papers-work-done = 處理內容
papers-parts-used = 使用零件
papers-part = 更換零件
papers-quantity = 數量
papers-old-serial = 舊件序號
papers-new-serial = 新件序號
papers-working-time = 實際工時
papers-hours-minutes = { $hours } 小時 { $minutes } 分
papers-amount = 金額
papers-labour = 工資
papers-parts-amount = 零件費
papers-other-amount = 其他費用
papers-total = 合計
papers-promise = 承諾
papers-technician = 技術員
papers-supervisor = 主任
papers-customer-signature = 客戶簽名
papers-satisfaction = 客戶評價
papers-satisfied = 滿意
papers-fair = 尚可
papers-dissatisfied = 不滿意
papers-voucher-note = 請核對以上內容後簽名。本憑證由客戶與維修站各執一份，掃描右上角 QR Code 可查詢辦理進度。

# 領取收據

papers-appearance = 外觀
papers-accessories = 隨機配件
papers-data-note = 密碼與資料
papers-taken-by = 收件人
papers-taken-on = 收件日期
papers-promised-on = 約定交還日期
papers-custody-note = 憑本收據領取機器，請妥善保管。機器內的資料請自行備份；維修可能造成資料遺失。機器交還後本收據即行作廢。

# 修護卡

papers-diagnosis = 診斷
papers-work = 處理情形
papers-parameters = 參數變更
papers-software = 軟體變更
papers-hidden-risk = 潛在風險
papers-instrument = 檢測儀器
papers-quality-check = 品質檢驗
papers-check-result = 檢驗紀錄
papers-passed = 合格
papers-failed = 不合格

# 保固憑證

papers-maker = 製造商
papers-unit-kind = 主機與配件
papers-warranty-until = 保固期限至
papers-invoice-number = 發票號碼
papers-sale-date = 銷售日期
papers-seller = 經銷商（蓋章）
papers-repairer = 維修單位
papers-repair-records = 維修紀錄
papers-date-in = 送修日期
papers-date-out = 交件日期
papers-cause = 故障原因
papers-warranty-note = 請憑本憑證與購買發票享有保固服務。送修時請核對維修紀錄；憑證塗改或與機器不符者，請先由經銷商確認。

# 收據

papers-payer = 付款人
papers-item = 項目
papers-method = 付款方式
papers-collector = 收款人
papers-payee-seal = 收款單位（蓋章）
papers-receipt-note = 本收據為收款憑證；如需發票，請憑本收據申請。

# 保障合約

papers-contract-kind = 類型
papers-contract-offer = 方案
papers-contract-from = 生效日期
papers-contract-until = 終止日期
papers-contract-cover = 保障項目
papers-contract-share = 支付比例
papers-contract-deductible = 自付額
papers-contract-limit = 上限
papers-contract-terms = 約定
papers-contract-cooling-off = { $days } 天內解約全額退款，減去已支付的金額
papers-contract-price = 已付價款
papers-contract-cancelled = { $date } 解約，退款 { $amount }
papers-contract-note = 本合約在法定責任之外：法律規定免費的，一律免費。可以解約，按剩餘天數退款。本單據兼作收款憑證。

# 判定單

papers-decided-for = 判定日期
papers-regime = 適用規定
papers-result = 判定結果
papers-article = 依據條款
papers-facts = 一、認定的事實
papers-arithmetic = 二、期限與金額計算
papers-remedies = 三、各項補救
papers-remedy = 補救方式
papers-until = 有效期至
papers-reason = 理由
papers-would-change = 可能改變結果的情況
papers-decided-by = 經辦人
papers-decision-note = ☑ 為可享有的權益。對判定有異議者，可憑本單號向客服中心申請複核。

# 服務紀錄單

papers-received-on = 接收日期
papers-returned-on = 交還日期
papers-decision = 保固處理
papers-new-imei = 換機後 IMEI

papers-main-unit = 主機
papers-service-on = { $model } 維修服務
papers-burden = 舉證責任
papers-to-be-looked-at = 需要留意
