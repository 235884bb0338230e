//! A row of a list of devices.

use aftercare_domain::devices::{DeviceDraft, DevicePaper};
use std::collections::BTreeSet;

use super::{
    cells,
    piece::{Frame, Row, Taken},
    refusals::{NOT_A_DATE, NOT_AN_AMOUNT, UNKNOWN_MODEL, UNKNOWN_WORD},
};
use crate::devices::serial_or_imei;

/// The device, or nothing and the row's rejections.
pub(super) fn read(row: &mut Row<'_>, frame: &mut Frame) -> Option<Taken> {
    let code = row.needed("model");
    let model = frame.models.get(&code).copied();
    if model.is_none() && !code.is_empty() {
        row.reject(UNKNOWN_MODEL, "model");
    }
    let draft = draft(row, frame);
    let entry = draft.check(frame.today).map_err(|refusal| row.refuse(&refusal)).ok()?;
    row.once(&mut frame.seen, "serial", "serial", entry.serial.as_str());
    for (field, imei) in [("imei", &entry.imei), ("imei_2", &entry.imei_2)] {
        if let Some(imei) = imei {
            row.once(&mut frame.seen, field, "imei", imei.as_str());
        }
    }
    let (model, currency) = model.filter(|_| row.is_good())?;
    Some(Taken::Device { model, currency, entry })
}

fn draft(row: &mut Row<'_>, frame: &Frame) -> DeviceDraft {
    let text = |row: &Row<'_>, field: &str| row.cell(field).map(str::to_owned);
    serial_or_imei(DeviceDraft {
        serial: text(row, "serial").unwrap_or_default(),
        imei: text(row, "imei"),
        imei_2: text(row, "imei_2"),
        made_on: row.read("made_on", NOT_A_DATE, cells::date),
        sold_on: row.read("sold_on", NOT_A_DATE, cells::date),
        delivered_on: row.read("delivered_on", NOT_A_DATE, cells::date),
        dealer: text(row, "dealer"),
        invoice_number: text(row, "invoice_number"),
        price: row.read("price", NOT_AN_AMOUNT, |text| cells::amount(text, frame.currency)),
        papers: row.read("documents", UNKNOWN_WORD, papers).unwrap_or_default(),
    })
}

fn papers(text: &str) -> Option<BTreeSet<DevicePaper>> {
    cells::words(text).map(paper).collect()
}

fn paper(word: &str) -> Option<DevicePaper> {
    match word {
        "发票" | "發票" => Some(DevicePaper::Invoice),
        "发票复印件" | "發票影本" => Some(DevicePaper::InvoiceCopy),
        "三包凭证" | "保固卡" => Some(DevicePaper::Voucher),
        "激活记录" | "啟用紀錄" => Some(DevicePaper::ActivationRecord),
        "无凭证" | "無憑證" => Some(DevicePaper::NotShown),
        word => word.to_lowercase().parse().ok(),
    }
}
