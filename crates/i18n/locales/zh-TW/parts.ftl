## 零件

parts-duty-owed = 待返還
parts-duty-returned = 已返還
parts-opens-order-or-other-place = 請補貨，或從其他地點領用。
parts-opens-reserve-again = 重新預留。
parts-refusal-already-returned = 舊件已經返還
parts-refusal-does-not-fit = 此配件不適用於這個型號
parts-refusal-more-than-reserved = 只預留了 { $reserved } 件
parts-refusal-not-a-part = 這不是配件
parts-refusal-not-enough = 可用 { $free } 件，需要 { $wanted } 件
parts-refusal-not-good-stock = 只能從良品庫或車載庫存領用
parts-refusal-old-serial-missing = 請填寫換下舊件的序號
parts-refusal-quantity-unfit = 數量應為 1 至 { $most }
parts-refusal-reservation-done = 此預留已用完或已釋放
parts-refusal-serial-too-long = 序號最多 { $most } 個字元
parts-refusal-owed-to-the-brand = 不良品須返還原廠，不能調往別處
parts-refusal-serial-missing = 請填寫新件的序號
parts-refusal-serials-alike = 新舊件的序號相同
parts-reservation-held = 預留中
parts-reservation-released = 已釋放
parts-reservation-used = 已使用

parts-owed = 待返還舊件
parts-nothing-owed = 沒有待返還的舊件
parts-nothing-here = 這裡沒有庫存
parts-no-places = 您的管轄範圍內沒有庫存地點。
parts-kind = 類別
parts-code = 編碼
parts-name = 名稱
parts-lot = 批次
parts-reserved = 預留
parts-free = 可用
parts-free-count = 可用 { $count }
parts-none-free = 暫時沒有可用的：{ $parts }
parts-transferred = 已調動
parts-returned = 舊件已返還
