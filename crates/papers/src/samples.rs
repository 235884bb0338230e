//! Papers as they occur: full, bare, with rare characters, longer than a page. Every one is rendered in every locale,
//! and the PDFs are left in `target/papers` to be looked at.

use crate::{
    Brand, Colour, CoveredItem, CustodySlip, Customer, DecisionSheet, Device, Fact, Paper, PaperError, PartLine,
    PhoneServiceRecord, ProtectionContract, QualityCheck, Receipt, ReceiptLine, RemedyLine, RepairCard, RepairRecord,
    Satisfaction, ServiceType, ServiceVoucher, Signature, Step, WarrantyCard, WarrantyUnit, render,
};
use aftercare_kernel::{Currency, Date, Locale, Money};
use std::{path::PathBuf, process::Command};

const NUMBER: &str = "SH01-2026-000123";
const LINK: &str = "https://service.example/p/SH01-2026-000123";

fn brand() -> Brand {
    Brand {
        name: "星河电器".to_owned(),
        colour: Colour::new(0x0b, 0x6e, 0x63),
        logo: Some(scribble(120, 120)),
        contact: "星河电器客户服务中心  400-820-0000  service.example".to_owned(),
    }
}

fn day(year: i16, month: i8, day: i8) -> Option<Date> {
    Date::new(year, month, day).ok()
}

fn yuan(minor: i64) -> Option<Money> {
    Some(Money::from_minor(minor, Currency::CNY))
}

/// A wave on a transparent ground, as a finger would draw it.
fn scribble(width: u32, height: u32) -> Vec<u8> {
    let mut pixels = vec![0; (width * height * 4) as usize];
    for x in 0..width {
        let swing = (x as f32 / width as f32 * 14.0).sin() * (x as f32 / 17.0).cos();
        let y = (height as f32 * (0.5 + 0.4 * swing)) as u32;
        for row in y.saturating_sub(1)..(y + 2).min(height) {
            let at = ((row * width + x) * 4) as usize;
            pixels[at..at + 4].copy_from_slice(&[20, 30, 90, 255]);
        }
    }
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, width, height);
    encoder.set_color(png::ColorType::Rgba);
    encoder.write_header().and_then(|mut writer| writer.write_image_data(&pixels)).expect("a PNG");
    bytes
}

fn customer() -> Customer {
    Customer {
        name: "欧阳𠮷祥".to_owned(),
        phone: "138 1234 5678".to_owned(),
        address: "上海市浦东新区张江镇科苑路 88 号 3 幢 1203 室".to_owned(),
    }
}

fn company() -> Customer {
    Customer {
        name: "内蒙古自治区呼伦贝尔市莫力达瓦达斡尔族自治旗尼尔基镇中心小学后勤保障与设备管理处（李䶮老师收）"
            .to_owned(),
        phone: "0470-4612345 转 8806".to_owned(),
        address:
            "内蒙古自治区呼伦贝尔市莫力达瓦达斡尔族自治旗尼尔基镇布特哈路 112 号中心小学行政楼东侧二层库房，货梯在北门"
                .to_owned(),
    }
}

fn phone() -> Device {
    Device {
        model: "Galaxy S24 Ultra 12GB+512GB".to_owned(),
        serial: "R5CX1234ABC".to_owned(),
        imei: "490154203237518 / 356938035643809".to_owned(),
    }
}

fn signature(name: &str) -> Signature {
    Signature { picture: Some(scribble(420, 140)), name: name.to_owned(), date: day(2026, 3, 9) }
}

fn part(name: &str, number: &str, amount: i64) -> PartLine {
    PartLine {
        name: name.to_owned(),
        number: number.to_owned(),
        quantity: 1,
        old_serial: "OLD-7788-20240311-0042".to_owned(),
        new_serial: "NEW-9901-20260228-1187".to_owned(),
        amount: yuan(amount),
    }
}

const LONG: &str = "客户反映手机在充电时屏幕左下角出现绿色竖线，重启后消失，数小时后再次出现；更换充电器与数据线无效。\
    Customer says that the display flickers whenever the battery is below 15 %, and that the touch panel does not answer \
    along the left edge after about ten minutes of video.\n";

fn vouchers() -> Vec<ServiceVoucher> {
    let full = ServiceVoucher {
        number: NUMBER.to_owned(),
        link: LINK.to_owned(),
        service_type: Some(ServiceType::A),
        customer: customer(),
        device: phone(),
        symptom: "充电时屏幕左下角出现绿色竖线，触摸失灵".to_owned(),
        found_fault: "屏幕排线受压破损；电池鼓包，健康度 71 %".to_owned(),
        work_done: "更换屏幕总成与电池，清洁尾插，升级系统至 6.1.2，老化测试 2 小时正常".to_owned(),
        parts: vec![part("屏幕总成", "GH82-33386A", 128_000), part("电池", "GH43-05275A", 19_900)],
        working_minutes: Some(95),
        labour: yuan(15_000),
        parts_amount: yuan(147_900),
        other_amount: yuan(0),
        total: yuan(162_900),
        promise: "所换配件保修 90 天；2026 年 3 月 11 日前电话回访".to_owned(),
        technician: signature("周建国"),
        satisfaction: Some(Satisfaction::Satisfied),
        customer_signature: signature("欧阳𠮷祥"),
    };
    let bare = ServiceVoucher {
        customer: Customer { name: "王芳".to_owned(), ..Customer::default() },
        device: Device { model: "BCD-535WGHSS".to_owned(), ..Device::default() },
        service_type: Some(ServiceType::C),
        found_fault: String::new(),
        work_done: String::new(),
        parts: Vec::new(),
        working_minutes: None,
        labour: None,
        parts_amount: None,
        other_amount: None,
        total: None,
        promise: String::new(),
        technician: Signature::default(),
        satisfaction: None,
        customer_signature: Signature::default(),
        ..full.clone()
    };
    let overflowing = ServiceVoucher {
        customer: company(),
        symptom: LONG.repeat(3),
        found_fault: LONG.repeat(6),
        parts: (1..=14)
            .map(|n| part("空调室外机直流变频压缩机总成及减震脚垫套件", &format!("KFR-{n:05}"), n * 111))
            .collect(),
        total: yuan(123_456_789_012),
        ..full.clone()
    };
    vec![full, bare, overflowing]
}

fn custody_slips() -> Vec<CustodySlip> {
    let held = CustodySlip {
        number: "SH01-2026-000124".to_owned(),
        link: "https://service.example/p/SH01-2026-000124".to_owned(),
        order_number: NUMBER.to_owned(),
        customer: customer(),
        device: phone(),
        appearance: "机身右上角磕碰一处，背板细划痕三道，屏幕完好".to_owned(),
        accessories: "原装充电器 1 个、手机壳 1 个、SIM 卡已取出".to_owned(),
        data_note: "锁屏密码由客户现场解除；客户声明数据已备份".to_owned(),
        taken_by: signature("陈晓雯"),
        taken_on: Date::new(2026, 3, 6).expect("a day"),
        promised_on: day(2026, 3, 13),
        customer_signature: signature("欧阳𠮷祥"),
        void_since: None,
    };
    let returned = CustodySlip { void_since: day(2026, 3, 12), ..held.clone() };
    let bare = CustodySlip {
        customer: Customer::default(),
        appearance: String::new(),
        accessories: String::new(),
        data_note: String::new(),
        promised_on: None,
        taken_by: Signature::default(),
        customer_signature: Signature::default(),
        ..held.clone()
    };
    let overflowing =
        CustodySlip { customer: company(), appearance: LONG.repeat(12), void_since: day(2026, 3, 12), ..held.clone() };
    vec![held, returned, bare, overflowing]
}

fn repair_cards() -> Vec<RepairCard> {
    let full = RepairCard {
        number: NUMBER.to_owned(),
        link: LINK.to_owned(),
        service_type: Some(ServiceType::C),
        device: phone(),
        promised_on: day(2026, 3, 13),
        symptom: "充电时屏幕左下角出现绿色竖线，触摸失灵".to_owned(),
        diagnosis: "显示排线接触不良，液体浸入标签未变色，判为性能故障".to_owned(),
        work: "更换屏幕总成，重新校准触控，老化测试 2 小时".to_owned(),
        parts: vec![part("屏幕总成", "GH82-33386A", 0)],
        parameters: "触控灵敏度 3 → 4".to_owned(),
        software: "6.1.1 → 6.1.2".to_owned(),
        hidden_risk: "电池健康度 82 %，一年内可能需要更换，已告知客户".to_owned(),
        working_minutes: Some(70),
        technician: signature("周建国"),
        check: QualityCheck {
            supervisor: signature("林志远"),
            instrument: "综测仪 CMW500（校准至 2026-11-30）".to_owned(),
            result: "射频、充电、触控、音频均合格".to_owned(),
            passed: Some(true),
        },
    };
    let bare = RepairCard {
        diagnosis: String::new(),
        work: String::new(),
        parts: Vec::new(),
        parameters: String::new(),
        software: String::new(),
        hidden_risk: String::new(),
        working_minutes: None,
        promised_on: None,
        technician: Signature::default(),
        check: QualityCheck::default(),
        ..full.clone()
    };
    let overflowing = RepairCard {
        diagnosis: LONG.repeat(9),
        parts: (1..=20).map(|n| part("主板", &format!("GH82-{n:05}A"), 0)).collect(),
        ..full.clone()
    };
    vec![full, bare, overflowing]
}

fn phone_service_records() -> Vec<PhoneServiceRecord> {
    let records = repair_cards().into_iter().map(|repair| PhoneServiceRecord {
        repair,
        customer: customer(),
        invoice_number: "25312000000123456789".to_owned(),
        sale_date: day(2025, 9, 1),
        received_on: day(2026, 3, 6),
        returned_on: day(2026, 3, 12),
        decision: "换货：三包期内两次修理仍不能正常使用".to_owned(),
        article: "第十五条".to_owned(),
        new_imei: "490154203237526".to_owned(),
        customer_signature: signature("欧阳𠮷祥"),
    });
    records.collect()
}

fn warranty_cards() -> Vec<WarrantyCard> {
    let unit =
        |kind: &str, serial: &str, until| WarrantyUnit { kind: kind.to_owned(), serial: serial.to_owned(), until };
    let repair = RepairRecord {
        date_in: day(2026, 3, 6),
        symptom: "屏幕绿线".to_owned(),
        cause: "排线接触不良".to_owned(),
        work: "更换屏幕总成".to_owned(),
        date_out: day(2026, 3, 12),
        technician: "周建国".to_owned(),
    };
    let full = WarrantyCard {
        number: "SH01-2026-000125".to_owned(),
        link: "https://service.example/p/SH01-2026-000125".to_owned(),
        maker: "星河电器股份有限公司".to_owned(),
        model: "Galaxy S24 Ultra".to_owned(),
        units: vec![
            unit("主机", "R5CX1234ABC", day(2026, 8, 31)),
            unit("电池", "BAT-2025-0099", day(2026, 2, 28)),
            unit("充电器", "CHG-2025-1177", day(2026, 8, 31)),
        ],
        imei: "490154203237518 / 356938035643809".to_owned(),
        invoice_number: "25312000000123456789".to_owned(),
        sale_date: day(2025, 9, 1),
        seller: "星河电器上海南京西路旗舰店".to_owned(),
        customer: customer(),
        repairer: "上海浦东维修站  上海市浦东新区张杨路 500 号  021-61234567".to_owned(),
        repairs: vec![repair.clone()],
    };
    let bare = WarrantyCard {
        units: Vec::new(),
        imei: String::new(),
        invoice_number: String::new(),
        sale_date: None,
        seller: String::new(),
        customer: Customer::default(),
        repairer: String::new(),
        repairs: Vec::new(),
        ..full.clone()
    };
    let overflowing = WarrantyCard { customer: company(), repairs: vec![repair; 25], ..full.clone() };
    vec![full, bare, overflowing]
}

fn receipts() -> Vec<Receipt> {
    let line = |description: &str, quantity, minor| ReceiptLine {
        description: description.to_owned(),
        quantity,
        amount: Money::from_minor(minor, Currency::CNY),
    };
    let full = Receipt {
        number: "SH01-2026-000126".to_owned(),
        link: "https://service.example/p/SH01-2026-000126".to_owned(),
        order_number: NUMBER.to_owned(),
        payer: "欧阳𠮷祥".to_owned(),
        lines: vec![line("屏幕总成 (GH82-33386A)", 1, 108_050), line("人工费", 1, 15_000)],
        total: Money::from_minor(123_050, Currency::CNY),
        method: "微信支付".to_owned(),
        collector: signature("陈晓雯"),
        paid_on: Date::new(2026, 3, 12).expect("a day"),
    };
    let taiwan = Receipt {
        total: Money::from_minor(2_360_000, Currency::TWD),
        lines: vec![ReceiptLine { amount: Money::from_minor(2_360_000, Currency::TWD), ..line("螢幕總成", 1, 0) }],
        collector: Signature::default(),
        ..full.clone()
    };
    let overflowing = Receipt {
        payer: company().name,
        lines: (1..=60)
            .map(|n| line(&format!("第 {n} 项：空调室外机直流变频压缩机总成及减震脚垫套件"), n, n * 99_999))
            .collect(),
        total: Money::from_minor(9_223_372_036_854_775_807, Currency::CNY),
        ..full.clone()
    };
    vec![full, taiwan, overflowing]
}

fn decision_sheets() -> Vec<DecisionSheet> {
    let fact = |name: &str, value: &str| Fact { name: name.to_owned(), value: value.to_owned() };
    let remedy = |remedy: &str, open, until, article: &str, reason: &str| RemedyLine {
        remedy: remedy.to_owned(),
        open,
        until,
        article: article.to_owned(),
        reason: reason.to_owned(),
    };
    let full = DecisionSheet {
        number: "SH01-2026-000127".to_owned(),
        link: "https://service.example/p/SH01-2026-000127".to_owned(),
        order_number: NUMBER.to_owned(),
        device: phone(),
        decided_for: Date::new(2026, 3, 6).expect("a day"),
        regime: "移动电话机商品修理更换退货责任规定（cn.mobile.2001）".to_owned(),
        facts: vec![
            fact("购机日期", "2025-09-01（发票）"),
            fact("故障", "性能故障：显示异常"),
            fact("故障原因", "产品质量"),
            fact("已修理次数", "2 次"),
            fact("在修天数", "11 天"),
        ],
        steps: vec![
            Step { arithmetic: "购机日 2025-09-01 + 1 年".to_owned(), result: "三包至 2026-08-31".to_owned() },
            Step { arithmetic: "在修 11 天，有效期顺延".to_owned(), result: "2026-09-11".to_owned() },
            Step { arithmetic: "¥5,999.00 × 0.5 % × 0 天".to_owned(), result: "折旧费 ¥0.00".to_owned() },
        ],
        result: "可以换货：免费更换同型号同规格的移动电话机主机".to_owned(),
        article: "第十五条".to_owned(),
        remedies: vec![
            remedy("修理", true, day(2026, 9, 11), "第十三条", "在三包有效期内"),
            remedy("换货", true, day(2026, 9, 11), "第十五条", "同一性能故障两次修理仍不能正常使用"),
            remedy("退货", false, None, "第十一条", "购机已超过 7 日"),
        ],
        clocks: vec![fact("未答复视为拒绝，过", "2026-03-21（第八条）")],
        burden: "销售者".to_owned(),
        flags: vec!["备用机的条次系推定，须由审核人核对".to_owned()],
        would_change: vec!["出示有效发票的购机日期与此不同".to_owned(), "检测发现液体浸入或私自拆修痕迹".to_owned()],
        decided_by: "林志远（主任）".to_owned(),
    };
    let bare = DecisionSheet {
        order_number: String::new(),
        device: Device { model: "X1".to_owned(), ..Device::default() },
        facts: Vec::new(),
        steps: Vec::new(),
        article: String::new(),
        remedies: Vec::new(),
        clocks: Vec::new(),
        burden: String::new(),
        flags: Vec::new(),
        would_change: Vec::new(),
        decided_by: String::new(),
        ..full.clone()
    };
    let overflowing = DecisionSheet {
        would_change: vec![LONG.to_owned(); 8],
        facts: vec![fact("The date of purchase on the invoice", LONG); 7],
        ..full.clone()
    };
    vec![full, bare, overflowing]
}

fn contracts() -> Vec<ProtectionContract> {
    let item = |what: &str, share: &str, limit: &str| CoveredItem {
        what: what.to_owned(),
        share: share.to_owned(),
        deductible: Money::from_minor(5_000, Currency::CNY),
        limit: limit.to_owned(),
    };
    let full = ProtectionContract {
        number: "SH01-2026-000128".to_owned(),
        link: "https://service.example/contracts/SH01-2026-000128".to_owned(),
        kind: "延长保修".to_owned(),
        offer: "EW-12 手机延保一年".to_owned(),
        customer: customer(),
        device: phone(),
        starts_on: Date::new(2026, 9, 1).expect("a day"),
        last_day: Date::new(2027, 8, 31).expect("a day"),
        cover: vec![item("电池", "80 %", "2 次 · 最多 ¥500.00"), item("人工", "100 %", "最多 ¥300.00")],
        terms: "含意外损坏；7 天冷静期".to_owned(),
        price: Money::from_minor(19_900, Currency::CNY),
        method: "微信支付".to_owned(),
        sold_on: Date::new(2026, 3, 12).expect("a day"),
        station: "上海浦东维修站".to_owned(),
        seller: signature("陈晓雯"),
        cancelled: None,
    };
    let given_back = ProtectionContract {
        customer: Customer::default(),
        terms: String::new(),
        cancelled: day(2026, 5, 1).map(|day| (day, Money::from_minor(17_650, Currency::CNY))),
        ..full.clone()
    };
    let overflowing = ProtectionContract {
        customer: company(),
        terms: LONG.repeat(2),
        cover: (1..=30)
            .map(|n| item("空调室外机直流变频压缩机总成及减震脚垫套件", "100 %", &format!("{n} 次")))
            .collect(),
        ..full.clone()
    };
    vec![full, given_back, overflowing]
}

/// The PDFs of every sample of a paper, named by paper, sample and locale.
fn rendered<P: Paper>(name: &str, samples: Vec<P>) -> Vec<(String, Vec<u8>)> {
    let mut pdfs = Vec::new();
    for (index, sample) in samples.iter().enumerate() {
        for locale in Locale::ALL {
            let name = format!("{name}-{index}-{locale}");
            let pdf = render(sample, locale, &brand()).unwrap_or_else(|error| panic!("{name}: {error}"));
            pdfs.push((name, pdf));
        }
    }
    pdfs
}

fn every_paper() -> Vec<(String, Vec<u8>)> {
    [
        rendered("service-voucher", vouchers()),
        rendered("custody-slip", custody_slips()),
        rendered("repair-card", repair_cards()),
        rendered("warranty-card", warranty_cards()),
        rendered("receipt", receipts()),
        rendered("contract", contracts()),
        rendered("decision-sheet", decision_sheets()),
        rendered("phone-service-record", phone_service_records()),
    ]
    .concat()
}

fn looked_at() -> PathBuf {
    let folder = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../target/papers"));
    std::fs::create_dir_all(&folder).expect("a folder");
    folder
}

/// The text of a PDF by poppler; nothing where poppler is not installed.
fn text_of(name: &str, pdf: &[u8]) -> Option<String> {
    let path = looked_at().join(format!("{name}.pdf"));
    std::fs::write(&path, pdf).expect("a file");
    let output = Command::new("pdftotext").args(["-raw".as_ref(), path.as_os_str(), "-".as_ref()]).output().ok()?;
    assert!(output.status.success(), "pdftotext reads the paper");
    Some(String::from_utf8(output.stdout).expect("UTF-8"))
}

#[test]
fn every_paper_renders_in_every_locale() {
    for (name, pdf) in every_paper() {
        assert!(pdf.starts_with(b"%PDF-") && pdf.len() > 5_000, "{name}");
        std::fs::write(looked_at().join(format!("{name}.pdf")), &pdf).expect("a file");
        if let Some(text) = text_of(&name, &pdf) {
            assert!(!text.contains('⟦'), "{name} lacks a message");
        }
    }
}

#[test]
fn the_same_paper_gives_the_same_bytes() {
    for voucher in vouchers() {
        let [first, second] = [(), ()].map(|()| render(&voucher, Locale::ZhTw, &brand()));
        assert!(first.is_ok() && first == second);
    }
    let slip = &custody_slips()[1];
    assert_eq!(render(slip, Locale::En, &brand()), render(slip, Locale::En, &brand()));
}

#[test]
fn the_text_of_a_paper_can_be_found_and_copied() {
    let voucher = render(&vouchers()[0], Locale::ZhCn, &brand()).expect("a PDF");
    let Some(text) = text_of("text-of-a-voucher", &voucher) else { return };
    for expected in
        ["服务凭证", NUMBER, "欧阳𠮷祥", "☑ A 收费", "☐ C 三包", "490154203237518", "¥1,629.00", "1 小时 35 分"]
    {
        assert!(text.contains(expected), "{expected} is not in\n{text}");
    }
}

#[test]
fn an_amount_stands_on_the_receipt_in_capitals() {
    let receipt = render(&receipts()[0], Locale::En, &brand()).expect("a PDF");
    let Some(text) = text_of("text-of-a-receipt", &receipt) else { return };
    assert!(text.contains("人民币壹仟贰佰叁拾元伍角整") && text.contains("CN¥1,230.50"), "{text}");
}

#[test]
fn a_contract_tells_what_it_covers_and_what_was_paid_and_is_void_when_it_was_given_back() {
    let [sold, given_back] = [0, 1].map(|n| render(&contracts()[n], Locale::ZhCn, &brand()).expect("a PDF"));
    let (Some(sold), Some(given_back)) = (text_of("sold", &sold), text_of("given-back", &given_back)) else { return };
    for expected in ["保障合同", "电池", "80 %", "人民币壹佰玖拾玖元整", "¥199.00", "2027年8月31日"]
    {
        assert!(sold.contains(expected), "{expected} is not in\n{sold}");
    }
    assert!(!sold.contains("176.50") && given_back.contains("¥176.50"));
}

#[test]
fn a_slip_is_stamped_void_only_when_the_device_is_back() {
    let [held, returned] = [0, 1].map(|n| render(&custody_slips()[n], Locale::ZhCn, &brand()).expect("a PDF"));
    let (Some(held), Some(returned)) = (text_of("held", &held), text_of("returned", &returned)) else { return };
    assert!(!held.contains("2026年3月12日") && returned.contains("2026年3月12日"));
}

#[test]
fn a_long_paper_goes_on_under_its_head_on_numbered_pages() {
    let card = render(&warranty_cards()[2], Locale::En, &brand()).expect("a PDF");
    let Some(text) = text_of("long", &card) else { return };
    assert!(text.contains("Page 1 of 2") && text.contains("Page 2 of 2"), "{text}");
    assert_eq!(text.matches("Date out").count(), 2, "{text}");
}

#[test]
fn a_paper_without_end_is_refused() {
    let endless = ServiceVoucher { found_fault: LONG.repeat(900), ..vouchers().remove(0) };
    assert_eq!(render(&endless, Locale::ZhCn, &brand()), Err(PaperError::TooLong { most: 20 }));
}

#[test]
fn a_signature_that_is_no_picture_is_refused() {
    let broken = Signature { picture: Some(b"<svg/>".to_vec()), ..Signature::default() };
    let slip = CustodySlip { customer_signature: broken, ..custody_slips().remove(0) };
    let refused = render(&slip, Locale::ZhCn, &brand());
    assert!(matches!(refused, Err(PaperError::Picture { field: "signature", .. })), "{refused:?}");
}
