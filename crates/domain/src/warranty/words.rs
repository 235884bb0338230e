//! The words of the contract: each enum is written and read by exactly these words.

use super::regime::{Need, SaleDate};

named! {
    /// What a consumer may be owed, in the order decisions list it.
    pub enum Remedy as "remedy" keyed "warranty-remedy" {
        Refund = "refund",
        /// The whole product, accessories with it.
        Exchange = "exchange",
        ExchangeMainUnit = "exchange_main_unit",
        /// An accessory.
        ExchangePart = "exchange_part",
        ReplaceAssembly = "replace_assembly",
        Repair = "repair",
        /// A main part in its own, longer term.
        RepairPart = "repair_part",
        PriceReduction = "price_reduction",
        ReturnWithoutReason = "return_without_reason",
        Loaner = "loaner",
        Compensation = "compensation",
        PaidRepair = "paid_repair",
    }
}

named! {
    /// Why the thing fails, as the station found.
    pub enum Cause as "cause" keyed "warranty-cause" {
        Defect = "defect",
        Misuse = "misuse",
        Liquid = "liquid",
        OpenedByOther = "opened_by_other",
        Modification = "modification",
        ForceMajeure = "force_majeure",
        Cosmetic = "cosmetic",
        Wear = "wear",
        /// Tested, nothing found.
        NoFault = "none",
    }
}

named! {
    /// A paper, or a finding about one, that the consumer or the seller can show.
    pub enum Paper as "documents" keyed "warranty-paper" {
        Invoice = "invoice",
        /// The warranty voucher (三包凭证).
        Voucher = "voucher",
        InvoiceCopy = "invoice_copy",
        VoucherCopy = "voucher_copy",
        RepairRecord = "repair_record",
        PaymentRecord = "payment_record",
        /// The voucher was altered or belongs to another thing.
        VoucherMismatch = "voucher_mismatch",
        SellerSystem = "seller_system",
    }
}

named! {
    /// How a finished repair turned out.
    pub enum Outcome as "outcome" keyed "warranty-repair-outcome" {
        Fixed = "fixed",
        Recurred = "recurred",
        Unusable = "unusable",
    }
}

named! {
    /// What an open repair waits for.
    pub enum WaitingOn as "waiting_on" keyed "warranty-waiting-on" {
        ManufacturerParts = "manufacturer_parts",
        Repairer = "repairer",
        Nothing = "none",
    }
}

named! {
    /// How the sale was made.
    pub enum Channel as "channel" keyed "warranty-channel" {
        Shop = "shop",
        Distance = "distance",
    }
}

named! {
    /// Who has to prove whether the fault was there from the start.
    pub enum Burden as "burden_of_proof" keyed "warranty-burden" {
        Operator = "operator",
        Seller = "seller",
        Consumer = "consumer",
    }
}

named! {
    /// What a deadline of a decision is for.
    pub enum ClockKind as "what" keyed "warranty-clock" {
        /// A remedy that is due and not given by then counts as refused.
        DeemedRefusal = "deemed_refusal",
        /// From then on a loaner is due.
        Loaner = "loaner",
        /// From then on the wait for the maker's parts gives an exchange.
        PartsWait = "parts_wait",
        /// From then on the repairer's delay gives an exchange.
        RepairDelay = "repair_delay",
        /// By then the seller has to answer.
        Answer = "answer",
        /// By then the exchange or refund has to be done.
        Completion = "completion",
        /// By then the repair has to be done.
        RepairDue = "repair_due",
    }
}

named! {
    /// How the work on a decision is charged: the two service types that a decision can give.
    pub enum ServiceType as "service_type" keyed "orders-type" {
        Paid = "paid",
        Warranty = "warranty",
    }
}

named! {
    /// How well a value of a regime is known.
    pub enum Provenance as "provenance" keyed "warranty-provenance" {
        Full = "full",
        Copy = "copy",
        Secondary = "secondary",
        Memory = "memory",
    }
}

named! {
    /// What a part is to the product.
    pub enum Role as "role" keyed "warranty-part-role" {
        Whole = "whole",
        Accessory = "accessory",
        /// Part of the whole with a longer term of its own.
        MainPart = "main_part",
        /// Part of the whole whose replacement gives rights (总成).
        Assembly = "assembly",
    }
}

/// A closed list of words, as the reader of facts needs it.
pub(super) trait Word: Copy + 'static {
    fn all() -> &'static [Self];
    fn word(self) -> &'static str;
}

macro_rules! words {
    ($($Name:ty),+) => {$(
        impl Word for $Name {
            fn all() -> &'static [Self] {
                Self::ALL
            }
            fn word(self) -> &'static str {
                self.name()
            }
        }
    )+};
}

words!(Remedy, Cause, Paper, Outcome, WaitingOn, Channel, Burden, ClockKind, Provenance, Role, Need, SaleDate);

impl Remedy {
    /// Costs the consumer nothing.
    pub fn is_free(self) -> bool {
        self != Remedy::PaidRepair
    }
}

impl Provenance {
    /// Nobody has read the article itself: a decision that rests on it says so.
    pub fn is_unsure(self) -> bool {
        matches!(self, Provenance::Secondary | Provenance::Memory)
    }
}
