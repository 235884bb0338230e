use super::*;

const TODAY: Date = Date::constant(2026, 3, 10);

fn day(text: &str) -> Option<Date> {
    Some(text.parse().expect("a date"))
}

fn draft() -> DeviceDraft {
    DeviceDraft {
        serial: "HX60A0001234".into(),
        imei: Some("490154203237518".into()),
        made_on: day("2025-06-01"),
        sold_on: day("2025-08-15"),
        delivered_on: day("2025-08-16"),
        papers: BTreeSet::from([DevicePaper::Invoice, DevicePaper::Voucher]),
        ..DeviceDraft::default()
    }
}

#[test]
fn a_whole_entry_is_taken() {
    let entry = draft().check(TODAY).expect("an entry");
    assert_eq!(entry.imei.map(|i| i.as_str().to_owned()), Some("490154203237518".into()));
}

#[test]
fn dates_that_cannot_be_true_are_refused() {
    let table = [
        (day("2026-03-11"), None, None, DeviceRefusal::MadeInFuture),
        (None, day("2026-03-11"), None, DeviceRefusal::SoldInFuture),
        (None, day("2026-03-10"), day("2026-03-11"), DeviceRefusal::DeliveredInFuture),
        (
            day("2026-01-02"),
            day("2026-01-01"),
            None,
            DeviceRefusal::SoldBeforeMade { made_on: Date::constant(2026, 1, 2) },
        ),
        (
            None,
            day("2026-01-02"),
            day("2026-01-01"),
            DeviceRefusal::DeliveredBeforeSold { sold_on: Date::constant(2026, 1, 2) },
        ),
        (day("1979-12-31"), None, None, DeviceRefusal::TooOld { earliest: EARLIEST }),
    ];
    for (made_on, sold_on, delivered_on, expected) in table {
        let draft = DeviceDraft { made_on, sold_on, delivered_on, papers: BTreeSet::new(), ..draft() };
        assert_eq!(draft.check(TODAY), Err(expected));
    }
    let on_the_day = DeviceDraft { made_on: Some(TODAY), sold_on: Some(TODAY), delivered_on: Some(TODAY), ..draft() };
    assert!(on_the_day.check(TODAY).is_ok(), "made, sold and delivered today");
}

#[test]
fn imeis_are_checked_and_differ() {
    let table = [
        (Some("490154203237519"), None, Some(DeviceRefusal::ImeiUnfit)),
        (Some("490154203237518"), Some("490154203237518"), Some(DeviceRefusal::ImeisAlike)),
        (Some("490154203237518"), Some("1"), Some(DeviceRefusal::SecondImeiUnfit)),
        (None, Some("490154203237518"), Some(DeviceRefusal::SecondImeiAlone)),
        (Some(" "), None, None),
    ];
    for (imei, imei_2, expected) in table {
        let draft = DeviceDraft { imei: imei.map(Into::into), imei_2: imei_2.map(Into::into), ..draft() };
        assert_eq!(draft.check(TODAY).err(), expected, "{imei:?} {imei_2:?}");
    }
}

#[test]
fn an_invoice_has_the_day_of_sale() {
    let draft = DeviceDraft { sold_on: None, delivered_on: None, ..draft() };
    assert_eq!(draft.check(TODAY), Err(DeviceRefusal::InvoiceWithoutDate));
}

#[test]
fn papers_read_back_as_they_were_written() {
    let papers = BTreeSet::from([DevicePaper::InvoiceCopy, DevicePaper::Voucher]);
    assert_eq!(papers_to_text(&papers), "invoice_copy,voucher");
    assert_eq!(papers_from_text(" voucher, invoice_copy,"), Ok(papers));
    assert!(papers_from_text("voucher,napkin").is_err());
}

#[test]
fn an_exchanged_device_takes_no_order() {
    assert_eq!(check_open_for_service(Holding::Held), Ok(()));
    assert_eq!(check_open_for_service(Holding::Exchanged), Err(DeviceRefusal::NoLongerTheCustomers));
    assert_eq!(check_open_for_service(Holding::Refunded), Err(DeviceRefusal::NoLongerTheCustomers));
}

#[test]
fn papers_are_seen_or_there_are_none() {
    let with = |papers: &[DevicePaper]| DeviceDraft { papers: papers.iter().copied().collect(), ..draft() };
    let check = |papers: &[DevicePaper]| with(papers).check(TODAY).map(|entry| entry.papers.len());
    assert_eq!(check(&[DevicePaper::NotShown]), Ok(1));
    let both = [DevicePaper::NotShown, DevicePaper::Invoice];
    assert_eq!(check(&both), Err(DeviceRefusal::PapersContradict));
}
