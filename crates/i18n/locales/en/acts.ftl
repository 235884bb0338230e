## Acts

acts-chain-brand = Brand
acts-chain-case = Case
acts-chain-customer = Customer
acts-chain-device = Device
acts-chain-import = Import
acts-chain-person = Person
acts-chain-place = Place
