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
identity-let-in = 启用
identity-person-let-in = 已启用。
identity-person-kept-out = 已停用，并已强制退出。

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
identity-refusal-locked = 连续输错次数过多，{ $minutes } 分钟内不能登录。
identity-refusal-wrong-login = 登录名或密码不正确。
identity-refusal-wrong-old-password = 原密码不正确。
identity-refusal-no-position = 您没有岗位。
identity-refusal-no-role = 请至少选择一个角色。
identity-refusal-name-length = 请填写名称，最多 { $most } 个字符。
identity-refusal-token-needs-scope = 请至少选择一项权限。
identity-opens-wait = 请到时再试，或请管理员重设密码。
identity-opens-administrator = 请管理员为您安排岗位。
