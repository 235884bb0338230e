## 機器

devices-opens-use-replacement = 請在換得的新機上登記。
devices-paper-activation-record = 啟用紀錄
devices-paper-invoice = 發票
devices-paper-invoice-copy = 發票副本或存根
devices-paper-voucher = 保固憑證
devices-paper-voucher-mismatch = 保固憑證不符或塗改
devices-refusal-dealer-too-long = 經銷商名稱最多 { $most } 個字
devices-refusal-delivered-before-sold = 交付日期不能早於售出日期 { $sold_on }
devices-refusal-delivered-in-future = 交付日期不能晚於今天
devices-refusal-imei-unfit = IMEI 應為 15 位數字，且校驗位正確
devices-refusal-imeis-alike = 兩個 IMEI 相同
devices-refusal-invoice-number-too-long = 發票號碼最多 { $most } 個字元
devices-refusal-invoice-without-date = 有發票時須填寫售出日期
devices-refusal-made-in-future = 出廠日期不能晚於今天
devices-refusal-no-longer-the-customers = 這台機器已換貨或退貨
devices-refusal-price-negative = 價格不能小於零
devices-refusal-second-imei-alone = 請先填寫第一個 IMEI
devices-refusal-serial-unfit = 序號只能由字母、數字和 - / . 組成
devices-refusal-sold-before-made = 售出日期不能早於出廠日期 { $made_on }
devices-refusal-sold-in-future = 售出日期不能晚於今天
devices-refusal-too-old = 日期不能早於 { $earliest }
