//! 机器 — the units that customers own.
//!
//! Decides: what may be registered of a device, and which of its dates cannot be true.
//! By: capabilities C2; papers that count for the warranty: phones 2001, art. 9. An exchanged device points to the one
//! that replaced it, and that one back (C4).
//! SQL: `store/src/devices.rs`. Use cases: register (with a case), edit, import, exchange.
//! Pages: device with its history; the right half of a new case.

use aftercare_kernel::{Date, Imei, Money, Serial};
use std::collections::BTreeSet;

named! {
    /// Papers about a device that were seen.
    pub enum DevicePaper as "documents" keyed "devices-paper" {
        Invoice = "invoice",
        /// A copy or the seller's stub of a lost invoice.
        InvoiceCopy = "invoice_copy",
        /// 三包凭证
        Voucher = "voucher",
        /// The voucher was altered or does not match the device: a fact against it.
        VoucherMismatch = "voucher_mismatch",
        ActivationRecord = "activation_record",
        /// Asked for, and the customer has none. Nothing at all means that nobody has asked yet.
        NotShown = "not_shown",
    }
}

refusals! {
    /// Why a device's entry is refused.
    DeviceRefusal {
        SerialUnfit => "devices-refusal-serial-unfit" at "serial",
        ImeiUnfit => "devices-refusal-imei-unfit" at "imei",
        SecondImeiUnfit => "devices-refusal-imei-unfit" at "imei_2",
        ImeisAlike => "devices-refusal-imeis-alike" at "imei_2",
        SecondImeiAlone => "devices-refusal-second-imei-alone" at "imei_2",
        MadeInFuture => "devices-refusal-made-in-future" at "made_on",
        SoldInFuture => "devices-refusal-sold-in-future" at "sold_on",
        SoldBeforeMade { made_on: Date } => "devices-refusal-sold-before-made" at "sold_on",
        DeliveredInFuture => "devices-refusal-delivered-in-future" at "delivered_on",
        DeliveredBeforeSold { sold_on: Date } => "devices-refusal-delivered-before-sold" at "delivered_on",
        TooOld { earliest: Date } => "devices-refusal-too-old" at "made_on",
        InvoiceNumberTooLong { most: usize } => "devices-refusal-invoice-number-too-long" at "invoice_number",
        PapersContradict => "devices-refusal-papers-contradict" at "papers",
        InvoiceWithoutDate => "devices-refusal-invoice-without-date" at "sold_on",
        DealerTooLong { most: usize } => "devices-refusal-dealer-too-long" at "dealer",
        PriceNegative => "devices-refusal-price-negative" at "price",
        /// A device that lies at a station is not brought in or visited; its order is there already.
        InOurKeeping { order: String } => "devices-refusal-in-our-keeping" at "device" opens "devices-opens-use-its-order",
        /// A device that was exchanged or given back takes no new order.
        NoLongerTheCustomers => "devices-refusal-no-longer-the-customers" at "device" opens "devices-opens-use-replacement",
    }
}

/// As typed or imported.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct DeviceDraft {
    pub serial: String,
    pub imei: Option<String>,
    pub imei_2: Option<String>,
    pub made_on: Option<Date>,
    pub sold_on: Option<Date>,
    pub delivered_on: Option<Date>,
    pub dealer: Option<String>,
    pub invoice_number: Option<String>,
    pub price: Option<Money>,
    pub papers: BTreeSet<DevicePaper>,
}

/// As kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeviceEntry {
    pub serial: Serial,
    pub imei: Option<Imei>,
    pub imei_2: Option<Imei>,
    pub made_on: Option<Date>,
    pub sold_on: Option<Date>,
    pub delivered_on: Option<Date>,
    pub dealer: Option<String>,
    pub invoice_number: Option<String>,
    pub price: Option<Money>,
    pub papers: BTreeSet<DevicePaper>,
}

const LONGEST_INVOICE_NUMBER: usize = 40;
const LONGEST_DEALER: usize = 80;
/// Older goods are no case for after-sales; a date before is a slip of the pen.
const EARLIEST: Date = Date::constant(1980, 1, 1);

impl DeviceDraft {
    /// `today` in the zone of who registers.
    pub fn check(self, today: Date) -> Result<DeviceEntry, DeviceRefusal> {
        let (imei, imei_2) = check_imeis(self.imei.as_deref(), self.imei_2.as_deref())?;
        self.check_dates(today)?;
        self.check_papers()?;
        Ok(DeviceEntry {
            serial: self.serial.parse().map_err(|_| DeviceRefusal::SerialUnfit)?,
            imei,
            imei_2,
            made_on: self.made_on,
            sold_on: self.sold_on,
            delivered_on: self.delivered_on,
            dealer: given(self.dealer),
            invoice_number: given(self.invoice_number),
            price: self.price,
            papers: self.papers,
        })
    }

    /// Everything that [`check`](Self::check) would refuse: at most one each of numbers, dates and papers.
    pub fn wrong(&self, today: Date) -> Vec<DeviceRefusal> {
        let checks = [
            check_imeis(self.imei.as_deref(), self.imei_2.as_deref()).err(),
            self.serial.parse::<Serial>().err().map(|_| DeviceRefusal::SerialUnfit),
            self.check_dates(today).err(),
            self.check_papers().err(),
        ];
        checks.into_iter().flatten().collect()
    }

    fn check_dates(&self, today: Date) -> Result<(), DeviceRefusal> {
        let dates = [self.made_on, self.sold_on, self.delivered_on];
        if dates.into_iter().flatten().any(|day| day < EARLIEST) {
            return Err(DeviceRefusal::TooOld { earliest: EARLIEST });
        }
        if self.made_on.is_some_and(|day| day > today) {
            return Err(DeviceRefusal::MadeInFuture);
        }
        if self.sold_on.is_some_and(|day| day > today) {
            return Err(DeviceRefusal::SoldInFuture);
        }
        if self.delivered_on.is_some_and(|day| day > today) {
            return Err(DeviceRefusal::DeliveredInFuture);
        }
        match (self.made_on, self.sold_on, self.delivered_on) {
            (Some(made_on), Some(sold), _) if sold < made_on => Err(DeviceRefusal::SoldBeforeMade { made_on }),
            (_, Some(sold_on), Some(delivered)) if delivered < sold_on => {
                Err(DeviceRefusal::DeliveredBeforeSold { sold_on })
            }
            _ => Ok(()),
        }
    }

    fn check_papers(&self) -> Result<(), DeviceRefusal> {
        let longer =
            |text: &Option<String>, most: usize| text.as_ref().is_some_and(|t| t.trim().chars().count() > most);
        if longer(&self.invoice_number, LONGEST_INVOICE_NUMBER) {
            return Err(DeviceRefusal::InvoiceNumberTooLong { most: LONGEST_INVOICE_NUMBER });
        }
        if longer(&self.dealer, LONGEST_DEALER) {
            return Err(DeviceRefusal::DealerTooLong { most: LONGEST_DEALER });
        }
        if self.papers.contains(&DevicePaper::NotShown) && self.papers.len() > 1 {
            return Err(DeviceRefusal::PapersContradict);
        }
        if self.papers.contains(&DevicePaper::Invoice) && self.sold_on.is_none() {
            return Err(DeviceRefusal::InvoiceWithoutDate);
        }
        if self.price.is_some_and(Money::is_negative) {
            return Err(DeviceRefusal::PriceNegative);
        }
        Ok(())
    }
}

/// What became of a device that its owner gave back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Holding {
    /// Still with its customer; repairs and remedies are open.
    Held,
    /// Exchanged: its replacement has the rights now.
    Exchanged,
    /// The price was given back.
    Refunded,
}

/// A new order is only for a device that the customer still owns.
pub fn check_open_for_service(holding: Holding) -> Result<(), DeviceRefusal> {
    match holding {
        Holding::Held => Ok(()),
        Holding::Exchanged | Holding::Refunded => Err(DeviceRefusal::NoLongerTheCustomers),
    }
}

/// The comma list of the `documents` column.
pub fn papers_to_text(papers: &BTreeSet<DevicePaper>) -> String {
    papers.iter().map(|paper| paper.name()).collect::<Vec<_>>().join(",")
}

/// Reads the comma list of the `documents` column; spaces and empty words are forgiven.
pub fn papers_from_text(text: &str) -> Result<BTreeSet<DevicePaper>, crate::UnknownName> {
    text.split(',').map(str::trim).filter(|word| !word.is_empty()).map(str::parse).collect()
}

fn check_imeis(first: Option<&str>, second: Option<&str>) -> Result<(Option<Imei>, Option<Imei>), DeviceRefusal> {
    let read = |text: Option<&str>, unfit: DeviceRefusal| match text.map(str::trim).filter(|t| !t.is_empty()) {
        None => Ok(None),
        Some(text) => text.parse::<Imei>().map(Some).map_err(|_| unfit),
    };
    let (imei, imei_2) = (read(first, DeviceRefusal::ImeiUnfit)?, read(second, DeviceRefusal::SecondImeiUnfit)?);
    match (&imei, &imei_2) {
        (None, Some(_)) => Err(DeviceRefusal::SecondImeiAlone),
        (Some(first), Some(second)) if first == second => Err(DeviceRefusal::ImeisAlike),
        _ => Ok((imei, imei_2)),
    }
}

fn given(text: Option<String>) -> Option<String> {
    text.map(|t| t.trim().to_owned()).filter(|t| !t.is_empty())
}

#[cfg(test)]
#[path = "tests.rs"]
mod tests;
