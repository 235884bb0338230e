## 人员与登录

# 登录与账号

identity-login = 登录名
identity-login-hint = 小写字母开头，3 至 60 位
identity-password = 密码
identity-old-password = 原密码
identity-new-password = 新密码
identity-first-password = 初始密码
identity-password-hint = 至少 10 个字符，不必混用各类字符
identity-change-password = 修改密码
identity-password-changed = 密码已修改，请重新登录。
identity-signed-out = 已退出。
identity-positions = 岗位
identity-position-taken = 已切换岗位。
identity-roles = 角色
identity-node = 所在单位

# 人员

identity-add-person = 添加人员
identity-person-added = 已添加 { $name }。
identity-people-none = 请在下面添加第一位人员。
identity-active = 在用
identity-inactive = 已停用
identity-keep-out = 停用
identity-keep-out-ask = { $name }将立即被强制退出，重新启用前不能登录。
identity-let-in = 启用
identity-person-let-in = 已启用{ $name }。
identity-person-kept-out = 已停用{ $name }，并已强制退出。

# 令牌

identity-tokens = 接口令牌
identity-tokens-hint = 供其他程序代表您使用接口，权限不会超过您本人。
identity-tokens-none = 还没有令牌
identity-token-new = 新建令牌
identity-token-name = 用途
identity-token-made = 请立即复制，此令牌只显示这一次：
identity-token-made-at = 创建时间
identity-token-ends = 有效期
identity-token-never = 长期有效
identity-token-days = { $count } 天
identity-token-revoke = 撤销
identity-token-revoke-ask = 使用“{ $name }”的程序将立即被拒绝。令牌撤销后不能恢复。
identity-token-revoked = 令牌已撤销。
identity-scopes = 权限范围
identity-scope-read = 读取
identity-scope-write = 办理
identity-scope-import = 导入
identity-scope-admin = 管理

# 不能办理的原因

identity-refusal-login-unfit = 登录名应为 3 至 60 位小写字母、数字或 . _ -，并以字母开头。
identity-refusal-login-taken = 此登录名已被使用。
identity-refusal-password-too-short = 密码至少 { $least } 个字符。
identity-refusal-password-too-long = 密码最多 { $most } 个字符。
identity-refusal-password-too-common = 这个密码太常见，请换一个。
identity-refusal-password-is-login = 密码不能与登录名相同。
identity-refusal-path-unfit = 组织路径不正确。
identity-refusal-code-unfit = 代码应为 2 至 12 位大写字母或数字。
identity-refusal-node-code-taken = 此代码已被使用。
identity-refusal-place-code-taken = 此代码已有其他地点使用。
identity-refusal-locked = 连续输错次数过多，{ $minutes } 分钟内不能登录。
identity-refusal-wrong-login = 登录名或密码不正确。
identity-refusal-wrong-old-password = 原密码不正确。
identity-refusal-no-position = 您没有岗位。
identity-refusal-no-role = 请至少选择一个角色。
identity-refusal-name-length = 请填写名称，最多 { $most } 个字符。
identity-refusal-not-for-staff = “{ $role }”不是员工角色。
identity-refusal-hours-unfit = 营业时间须在同一天内，且开门早于关门。
identity-refusal-division-unknown = 没有这个行政区划；请填写六位行政区划代码，如 310104。
identity-refusal-text-too-long = 最多 { $most } 个字符。
identity-refusal-place-kind-unfit = 只能增加良品库和服务车。
identity-refusal-place-code-unfit = 地点代码为 1 到 40 个大写字母、数字或连字符。
identity-refusal-token-needs-scope = 请至少选择一项权限。
identity-opens-wait = 请到时再试，或请管理员重设密码。
identity-opens-administrator = 请管理员为您安排岗位。

identity-action-add-contact = 记录联络
identity-action-approve-quote = 答复报价
identity-action-archive = 归档
identity-action-assign = 派工
identity-action-cancel = 取消
identity-action-change-own-password = 修改自己的密码
identity-action-check = 质量检查
identity-action-close-case = 结案
identity-action-collect = 收款
identity-action-decide = 判定权益
identity-action-diagnose = 诊断
identity-action-edit-catalogue = 修改产品目录
identity-action-edit-customer = 修改客户资料
identity-action-edit-device = 修改机器资料
identity-action-pay-out = 支付退款
identity-action-sell-contract = 出售保障合同
identity-action-cancel-contract = 退保
identity-action-edit-policy = 修改时限和费率
identity-action-exchange = 换货
identity-action-follow-up = 回访
identity-action-hand-over = 交机
identity-action-import = 导入
identity-action-manage-own-tokens = 管理自己的令牌
identity-action-manage-people = 管理人员
identity-action-move-stock = 调动库存
identity-action-override = 特批
identity-action-quote = 报价
identity-action-read-audit = 查看办理记录
identity-action-read-case = 查看来件
identity-action-read-catalogue = 查看产品目录
identity-action-read-claims = 查看结算
identity-action-read-colleagues = 查看同事
identity-action-read-customer = 查看客户
identity-action-read-device = 查看机器
identity-action-read-money = 查看账目
identity-action-read-order = 查看工单
identity-action-read-stock = 查看库存
identity-action-refund = 退货退款
identity-action-register-case = 登记来件
identity-action-reopen = 重新打开
identity-action-repair = 维修
identity-action-reserve-part = 预留配件
identity-action-resolve = 处理不满意
identity-action-return-defective = 返还旧件
identity-action-run-checks = 核对账目
identity-action-schedule = 预约上门
identity-action-sign-off = 现场签收
identity-action-take-in = 收机
identity-action-travel = 出发和到达
identity-action-unmask = 查看完整个人信息
identity-action-use-part = 使用配件
identity-node-brand = 品牌
identity-node-dealer = 经销商
identity-node-hq = 总部
identity-node-region = 大区
identity-node-station = 维修站
identity-ownership-dealer = 经销商
identity-ownership-own = 自营
identity-ownership-third-party = 第三方
identity-refusal-role-above-yours = 只有系统管理员可以授予「{ $role }」。
