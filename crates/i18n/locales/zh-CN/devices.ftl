## 机器

devices-opens-use-replacement = 请在换得的新机上登记。
devices-paper-activation-record = 激活记录
devices-paper-invoice = 发票
devices-paper-invoice-copy = 发票副本或存根
devices-paper-voucher = 三包凭证
devices-paper-voucher-mismatch = 三包凭证不符或涂改
devices-refusal-dealer-too-long = 经销商名称最多 { $most } 个字
devices-refusal-delivered-before-sold = 交付日期不能早于售出日期 { $sold_on }
devices-refusal-delivered-in-future = 交付日期不能晚于今天
devices-refusal-imei-unfit = IMEI 应为 15 位数字，且校验位正确
devices-refusal-imeis-alike = 两个 IMEI 相同
devices-refusal-invoice-number-too-long = 发票号码最多 { $most } 个字符
devices-refusal-invoice-without-date = 有发票时须填写售出日期
devices-refusal-made-in-future = 出厂日期不能晚于今天
devices-refusal-no-longer-the-customers = 这台机器已换货或退货
devices-refusal-price-negative = 价格不能小于零
devices-refusal-second-imei-alone = 请先填写第一个 IMEI
devices-refusal-serial-unfit = 序列号只能由字母、数字和 - / . 组成
devices-refusal-sold-before-made = 售出日期不能早于出厂日期 { $made_on }
devices-refusal-sold-in-future = 售出日期不能晚于今天
devices-refusal-too-old = 日期不能早于 { $earliest }
