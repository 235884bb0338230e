## 角色

roles-agent = 座席
roles-dispatcher = 派工员
roles-clerk = 站务员
roles-technician = 技术员
roles-supervisor = 主任
roles-manager = 经理
roles-finance = 财务
roles-auditor = 审核员
roles-administrator = 管理员
roles-customer = 客户
roles-system = 系统
