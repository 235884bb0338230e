## 配件

parts-duty-owed = 待返还
parts-duty-returned = 已返还
parts-opens-order-or-other-place = 请补货，或从其他地点领用。
parts-opens-reserve-again = 重新预留。
parts-refusal-already-returned = 旧件已经返还
parts-refusal-does-not-fit = 此配件不适用于这个型号
parts-refusal-more-than-reserved = 只预留了 { $reserved } 件
parts-refusal-not-a-part = 这不是配件
parts-refusal-not-enough = 可用 { $free } 件，需要 { $wanted } 件
parts-refusal-not-good-stock = 只能从良品库或车载库存领用
parts-refusal-old-serial-missing = 请填写换下旧件的序列号
parts-refusal-quantity-unfit = 数量应为 1 至 { $most }
parts-refusal-reservation-done = 此预留已用完或已释放
parts-refusal-serial-too-long = 序列号最多 { $most } 个字符
parts-refusal-owed-to-the-brand = 不良品须返还厂家，不能调往别处
parts-refusal-serial-missing = 请填写新件的序列号
parts-refusal-serials-alike = 新旧件的序列号相同
parts-reservation-held = 预留中
parts-reservation-released = 已释放
parts-reservation-used = 已使用

parts-owed = 待返还旧件
parts-nothing-owed = 没有待返还的旧件
parts-nothing-here = 这里没有库存
parts-no-places = 您的管辖范围内没有库存地点。
parts-kind = 类别
parts-code = 编码
parts-name = 名称
parts-lot = 批次
parts-reserved = 预留
parts-free = 可用
parts-free-count = 可用 { $count }
parts-none-free = 暂时没有可用的：{ $parts }
parts-transferred = 已调动
parts-returned = 旧件已返还
