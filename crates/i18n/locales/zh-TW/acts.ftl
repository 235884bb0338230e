## 辦理

acts-chain-brand = 品牌
acts-chain-case = 來件
acts-chain-customer = 客戶
acts-chain-device = 機器
acts-chain-import = 匯入
acts-chain-person = 人員
acts-chain-place = 地點
