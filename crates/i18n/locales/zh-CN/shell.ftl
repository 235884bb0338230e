## 外框：导航、通用按钮与时间

# 导航

shell-product = 售后
shell-my-work = 我的工作
shell-cases = 来件
shell-new-case = 新来件
shell-orders = 服务工单
shell-devices = 机器
shell-customers = 客户
shell-stock = 库存
shell-follow-ups = 回访
shell-statements = 对账单
shell-imports = 导入
shell-people = 人员
shell-audit = 办理记录
shell-reports = 报表
shell-skip-to-content = 跳到正文
shell-menu = 菜单
shell-main-navigation = 主导航
shell-breadcrumbs = 所在位置
shell-language = 语言
shell-locale-zh-CN = 简体中文
shell-locale-zh-TW = 繁體中文
shell-locale-en = English
shell-theme = 外观
shell-theme-light = 浅色
shell-theme-dark = 深色
shell-theme-system = 跟随系统
shell-sign-in = 登录
shell-sign-out = 退出
shell-account = 我的账号
shell-signed-in-as = { $name }（{ $role }）
shell-licences = 许可证
shell-keys = 快捷键
shell-keys-search = 查找
shell-keys-new-case = 新来件
shell-keys-list = 显示快捷键
shell-keys-submit = 提交

# 查找与列表

shell-search = 查找
shell-search-hint = 单号、电话、姓名、序列号或 IMEI
shell-search-results = “{ $query }”的结果
shell-search-nothing = 没有找到“{ $query }”。
shell-filter = 筛选
shell-filter-clear = 清除筛选
shell-all = 全部
shell-any = 不限
shell-rows = { $count } 行
shell-selected = 已选 { $count } 项
shell-empty = 这里还没有内容
shell-empty-filtered = 没有符合条件的记录，请放宽筛选条件。
shell-first-page = 首页
shell-next-page = 下一页
shell-previous-page = 上一页
shell-columns = 列
shell-export = 导出
shell-sort-by = 排序
shell-table-of-chart = 图表数据
shell-actions = 操作
shell-more = 更多
shell-details = 详情
shell-timeline = 办理经过
shell-next-step = 下一步
shell-other-steps = 其他步骤
shell-step-closed-because = 暂不可办：{ $reason }

# 按钮

shell-save = 保存
shell-cancel = 取消
shell-back = 返回
shell-close = 关闭
shell-edit = 修改
shell-remove = 移除
shell-add = 添加
shell-confirm = 确认
shell-submit = 提交
shell-print = 打印
shell-download = 下载
shell-open = 打开
shell-copy = 复制
shell-copied = 已复制
shell-choose = 请选择
shell-retry = 重试
shell-reload = 刷新
shell-show = 显示
shell-hide = 隐藏
shell-clear = 清除
shell-scan = 扫码

# 字段

shell-yes = 是
shell-no = 否
shell-none = 无
shell-unknown = 不详
shell-required = 必填
shell-optional = 选填
shell-number = 单号
shell-date = 日期
shell-time = 时间
shell-state = 状态
shell-owner = 负责人
shell-deadline = 时限
shell-promise = 承诺
shell-station = 维修站
shell-region = 大区
shell-name = 姓名
shell-phone = 电话
shell-address = 地址
shell-email = 电子邮箱
shell-note = 备注
shell-reason = 原因
shell-amount = 金额
shell-quantity = 数量
shell-total = 合计
shell-person = 经办人
shell-from = 从
shell-to = 到
shell-today = 今天
shell-yesterday = 昨天
shell-tomorrow = 明天
shell-version = 版本
shell-masked = 点按显示，查看会被记录

# 时限

shell-left-moment = 剩不到 1 分钟
shell-left-minutes = 剩 { $count } 分钟
shell-left-hours = 剩 { $count } 小时
shell-left-days = 剩 { $count } 天
shell-overdue-moment = 刚刚逾期
shell-overdue-minutes = 逾期 { $count } 分钟
shell-overdue-hours = 逾期 { $count } 小时
shell-overdue-days = 逾期 { $count } 天
shell-due-on = { $date } 前
shell-no-deadline = 无时限

# 消息

shell-saved = 已保存
shell-working = 正在处理…
shell-live = 实时更新
shell-live-lost = 连接中断，正在重连…
shell-offline = 离线，内容保存在本机
shell-offline-title = 没有网络
shell-offline-what = 现在连不上系统。
shell-offline-kept = 已经保存的内容都在。表单里正在填写的内容保留在本浏览器标签页中，网络恢复后打开同一页面会自动填回。
shell-offline-not-sent = 断网时提交的内容没有发出，请在网络恢复后再次提交。
shell-offline-again = 重试
shell-unsaved = 有未保存的修改

# 通知

shell-notices = 通知
shell-notices-unread = { $count } 条未读通知
shell-notices-mark = 全部标为已读
shell-notices-marked = 已标为已读。
shell-notices-none = 没有通知

# 浏览器中的文字

shell-clock-left = 剩 { $t }
shell-clock-over = 逾期 { $t }
shell-clock-days = { $n } 天
shell-clock-hours = { $n } 小时
shell-clock-minutes = { $n } 分
shell-choice-none = 没有找到
shell-choice-count = { $n } 项
shell-choice-pick = 请从列表中选择
shell-not-sent = 没有发送成功，内容还在，请再试一次。
shell-kept = 已保留您先前填写的内容。
shell-anew = 重新填写
shell-pages = 分页
