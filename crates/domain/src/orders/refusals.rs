//! Why a step of an order is refused.

use super::{Mode, ServiceType, StateName, Verb};

refusals! {
    /// Why a step of an order is refused.
    OrderRefusal {
        /// The step does not start in the order's state; `first` leads towards where it does.
        NotYet { from: StateName, wish: Verb, first: Verb } => "orders-refusal-not-yet" opens "orders-opens-first-step",
        /// Nor does any way lead there from here.
        NoLonger { from: StateName, wish: Verb } => "orders-refusal-no-longer",
        WrongMode { wish: Verb, mode: Mode } => "orders-refusal-wrong-mode",
        WrongType { wish: Verb, service_type: ServiceType } => "orders-refusal-wrong-type",
        NotYourRole { wish: Verb } => "orders-refusal-not-your-role" opens "orders-opens-ask-colleague",
        /// A technician works on the orders assigned to them.
        NotYourOrder { wish: Verb } => "orders-refusal-not-your-order" opens "orders-opens-assign-to-you",

        DeviceNotAtHand => "orders-refusal-device-not-at-hand" opens "orders-opens-take-in-or-arrive",
        DeviceNotInCustody => "orders-refusal-device-not-in-custody" opens "orders-opens-take-in",
        DeviceInCustody => "orders-refusal-device-in-custody" opens "orders-opens-give-back",
        NoDecision => "orders-refusal-no-decision" opens "orders-opens-decide",
        DecisionGivesNoRepair => "orders-refusal-decision-gives-no-repair" opens "orders-opens-paid-repair",
        DecisionGivesNoExchange => "orders-refusal-decision-gives-no-exchange" opens "orders-opens-decide",
        DecisionGivesNoRefund => "orders-refusal-decision-gives-no-refund" opens "orders-opens-decide",
        NoQuoteInForce => "orders-refusal-no-quote-in-force" opens "orders-opens-new-quote",
        PartsStillHeld { count: i64 } => "orders-refusal-parts-still-held" opens "orders-opens-use-or-release",
        NothingToPay => "orders-refusal-nothing-to-pay",
        NotPaid { balance: String } => "orders-refusal-not-paid" opens "orders-opens-collect",
        NothingToPayOut => "orders-refusal-nothing-to-pay-out",
        NotPaidOut { owed: String } => "orders-refusal-not-paid-out" opens "orders-opens-pay-out",
        OtherSumOwed { owed: String } => "orders-refusal-other-sum-owed" at "amount",
        /// Four eyes: who repaired does not check.
        OwnWorkNotChecked => "orders-refusal-own-work-not-checked" opens "orders-opens-other-checker",
        PriceGivenBack => "orders-refusal-price-given-back",

        WaybillUnfit => "orders-refusal-waybill-unfit" at "waybill",
        WindowUnfit => "orders-refusal-window-unfit" at "window",
        WindowTooFar { most: i64 } => "orders-refusal-window-too-far" at "window",
        WindowPast => "orders-refusal-window-past" at "window",
        FoundMissing => "orders-refusal-found-missing" at "found",
        FoundTooLong { most: usize } => "orders-refusal-text-too-long" at "found",
        FaultCodeUnfit => "orders-refusal-fault-code-unfit" at "fault_code",
        CauseContradicts { code: String } => "orders-refusal-cause-contradicts" at "cause",
        ReasonMissing => "orders-refusal-reason-missing" at "reason",
        ReasonTooLong { most: usize } => "orders-refusal-text-too-long" at "reason",
        AppearanceMissing => "orders-refusal-appearance-missing" at "appearance",
        AppearanceTooLong { most: usize } => "orders-refusal-text-too-long" at "appearance",
        PromiseTooFar { most: i64 } => "orders-refusal-promise-too-far" at "promised_on",
        PromiseBeforeToday => "orders-refusal-promise-before-today" at "promised_on",
        SameTechnician => "orders-refusal-same-technician" at "technician",
        /// The customer was told who bears the work before it began.
        TypeSettled => "orders-refusal-type-settled" at "service_type",
        /// The technician does not work at the order's station.
        TechnicianElsewhere => "orders-refusal-technician-elsewhere" at "technician",
        /// Another model, not good, or not on the station's shelf.
        ReplacementUnfit => "orders-refusal-replacement-unfit" at "new_unit",
        OtherSumDecided { decided: String } => "orders-refusal-other-sum-decided" at "amount" opens "orders-opens-decide",
        SignatureUnfit => "orders-refusal-signature-unfit" at "signature",
        /// No law that we know is behind the device: work on it is agreed by quotation.
        NoRegime => "orders-refusal-no-regime" opens "orders-opens-paid-repair",
        WorkMissing => "orders-refusal-work-missing" at "work",
        WorkTooLong { most: usize } => "orders-refusal-text-too-long" at "work",
        MethodTooLong { most: usize } => "orders-refusal-text-too-long" at "method",
        SoftwareTooLong { most: usize } => "orders-refusal-text-too-long" at "software_after",
        HiddenRiskTooLong { most: usize } => "orders-refusal-text-too-long" at "hidden_risk",
        NoteTooLong { most: usize } => "orders-refusal-text-too-long" at "note",
        HowTooLong { most: usize } => "orders-refusal-text-too-long" at "how",
        WordsTooLong { most: usize } => "orders-refusal-text-too-long" at "words",
        SignerTooLong { most: usize } => "orders-refusal-text-too-long" at "name",
        MinutesUnfit { most: i64 } => "orders-refusal-minutes-unfit" at "minutes",
        NotFixed => "orders-refusal-not-fixed" at "outcome" opens "orders-opens-exchange-or-return",
    }
}
