## 人員與登入

# 登入與帳號

identity-login = 登入名稱
identity-login-hint = 小寫字母開頭，3 至 60 位
identity-password = 密碼
identity-old-password = 原密碼
identity-new-password = 新密碼
identity-first-password = 初始密碼
identity-password-hint = 至少 10 個字元，不必混用各類字元
identity-change-password = 變更密碼
identity-password-changed = 密碼已變更，請重新登入。
identity-signed-out = 已登出。
identity-positions = 職位
identity-position-taken = 已切換職位。
identity-roles = 角色
identity-node = 所屬單位

# 人員

identity-add-person = 新增人員
identity-person-added = 已新增 { $name }。
identity-people-none = 請在下面新增第一位人員。
identity-active = 使用中
identity-inactive = 已停用
identity-keep-out = 停用
identity-keep-out-ask = { $name }將立即被強制登出，重新啟用前不能登入。
identity-let-in = 啟用
identity-person-let-in = 已啟用{ $name }。
identity-person-kept-out = 已停用{ $name }，並已強制登出。

# 權杖

identity-tokens = API 權杖
identity-tokens-hint = 供其他程式代表您使用 API，權限不會超過您本人。
identity-tokens-none = 還沒有權杖
identity-token-new = 建立權杖
identity-token-name = 用途
identity-token-made = 請立即複製，此權杖只顯示這一次：
identity-token-made-at = 建立時間
identity-token-ends = 有效期限
identity-token-never = 長期有效
identity-token-days = { $count } 天
identity-token-revoke = 撤銷
identity-token-revoke-ask = 使用「{ $name }」的程式將立即被拒絕。權杖撤銷後無法恢復。
identity-token-revoked = 權杖已撤銷。
identity-scopes = 權限範圍
identity-scope-read = 讀取
identity-scope-write = 辦理
identity-scope-import = 匯入
identity-scope-admin = 管理

# 不能辦理的原因

identity-refusal-login-unfit = 登入名稱應為 3 至 60 位小寫字母、數字或 . _ -，並以字母開頭。
identity-refusal-login-taken = 此登入名稱已被使用。
identity-refusal-password-too-short = 密碼至少 { $least } 個字元。
identity-refusal-password-too-long = 密碼最多 { $most } 個字元。
identity-refusal-password-too-common = 這個密碼太常見，請換一個。
identity-refusal-password-is-login = 密碼不能與登入名稱相同。
identity-refusal-path-unfit = 組織路徑不正確。
identity-refusal-code-unfit = 代碼應為 2 至 12 位大寫字母或數字。
identity-refusal-node-code-taken = 此代碼已被使用。
identity-refusal-place-code-taken = 此代碼已有其他地點使用。
identity-refusal-locked = 連續輸錯次數過多，{ $minutes } 分鐘內不能登入。
identity-refusal-wrong-login = 登入名稱或密碼不正確。
identity-refusal-wrong-old-password = 原密碼不正確。
identity-refusal-no-position = 您沒有職位。
identity-refusal-no-role = 請至少選擇一個角色。
identity-refusal-name-length = 請填寫名稱，最多 { $most } 個字元。
identity-refusal-not-for-staff = 「{ $role }」不是員工角色。
identity-refusal-hours-unfit = 營業時間須在同一天內，且開門早於關門。
identity-refusal-division-unknown = 沒有這個行政區劃；請填寫六位行政區劃代碼，如 310104。
identity-refusal-text-too-long = 最多 { $most } 個字元。
identity-refusal-place-kind-unfit = 只能增加良品庫和服務車。
identity-refusal-place-code-unfit = 地點代碼為 1 到 40 個大寫字母、數字或連字號。
identity-refusal-token-needs-scope = 請至少選擇一項權限。
identity-opens-wait = 請到時再試，或請管理員重設密碼。
identity-opens-administrator = 請管理員為您安排職位。

identity-action-add-contact = 記錄聯絡
identity-action-approve-quote = 答覆報價
identity-action-archive = 歸檔
identity-action-assign = 派工
identity-action-cancel = 取消
identity-action-change-own-password = 修改自己的密碼
identity-action-check = 品質檢查
identity-action-close-case = 結案
identity-action-collect = 收款
identity-action-decide = 判定權益
identity-action-diagnose = 診斷
identity-action-edit-catalogue = 修改產品目錄
identity-action-edit-customer = 修改客戶資料
identity-action-edit-device = 修改機器資料
identity-action-pay-out = 支付退款
identity-action-sell-contract = 售出保障合約
identity-action-cancel-contract = 保障合約解約
identity-action-edit-policy = 修改時限和費率
identity-action-exchange = 換貨
identity-action-follow-up = 回訪
identity-action-hand-over = 交機
identity-action-import = 匯入
identity-action-manage-own-tokens = 管理自己的權杖
identity-action-manage-people = 管理人員
identity-action-move-stock = 調動庫存
identity-action-override = 特批
identity-action-quote = 報價
identity-action-read-audit = 查看辦理紀錄
identity-action-read-case = 查看來件
identity-action-read-catalogue = 查看產品目錄
identity-action-read-claims = 查看結算
identity-action-read-colleagues = 查看同事
identity-action-read-customer = 查看客戶
identity-action-read-device = 查看機器
identity-action-read-money = 查看帳目
identity-action-read-order = 查看工單
identity-action-read-stock = 查看庫存
identity-action-refund = 退貨退款
identity-action-register-case = 登記來件
identity-action-reopen = 重新開啟
identity-action-repair = 維修
identity-action-reserve-part = 預留配件
identity-action-resolve = 處理不滿意
identity-action-return-defective = 返還舊件
identity-action-run-checks = 核對帳目
identity-action-schedule = 預約到府
identity-action-sign-off = 現場簽收
identity-action-take-in = 收機
identity-action-travel = 出發和到達
identity-action-unmask = 查看完整個人資訊
identity-action-use-part = 使用配件
identity-node-brand = 品牌
identity-node-dealer = 經銷商
identity-node-hq = 總部
identity-node-region = 大區
identity-node-station = 維修站
identity-ownership-dealer = 經銷商
identity-ownership-own = 自營
identity-ownership-third-party = 第三方
identity-refusal-role-above-yours = 只有系統管理員可以授予「{ $role }」。
