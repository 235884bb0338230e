## 角色

roles-agent = 客服專員
roles-dispatcher = 派工員
roles-clerk = 站務員
roles-technician = 技術員
roles-supervisor = 主任
roles-manager = 經理
roles-finance = 財務
roles-auditor = 稽核員
roles-administrator = 系統管理員
roles-customer = 客戶
roles-system = 系統
