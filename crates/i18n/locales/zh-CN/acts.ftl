## 办理

acts-chain-brand = 品牌
acts-chain-case = 来件
acts-chain-customer = 客户
acts-chain-device = 机器
acts-chain-import = 导入
acts-chain-person = 人员
acts-chain-place = 地点
