//! Words of the life cycle, as stored.

use aftercare_kernel::id::DecisionId;

named! {
    /// Where the work is done.
    pub enum Mode as "mode" keyed "orders-mode" {
        WalkIn = "walk_in",
        OnSite = "on_site",
        MailIn = "mail_in",
    }
}

named! {
    /// Who bears the work, A to D on the voucher [E1].
    pub enum ServiceType as "service_type" keyed "orders-type" {
        Paid = "paid",
        Contract = "contract",
        Warranty = "warranty",
        Internal = "internal",
    }
}

named! {
    /// The states, as in the `state` column.
    pub enum StateName as "state" keyed "orders-state" {
        Registered = "registered",
        Scheduled = "scheduled",
        TakenIn = "taken_in",
        Assigned = "assigned",
        OnTheWay = "on_the_way",
        OnSite = "on_site",
        Diagnosed = "diagnosed",
        Quoted = "quoted",
        Approved = "approved",
        WaitingParts = "waiting_parts",
        InRepair = "in_repair",
        Repaired = "repaired",
        Ready = "ready",
        Exchanged = "exchanged",
        Refunded = "refunded",
        HandedOver = "handed_over",
        Escalated = "escalated",
        Reopened = "reopened",
        Closed = "closed",
        Cancelled = "cancelled",
        Archived = "archived",
    }
}

named! {
    /// The steps, as in the `verb` of their acts.
    pub enum Verb as "verb" keyed "orders-verb" {
        Schedule = "schedule",
        TakeIn = "take_in",
        Assign = "assign",
        HandOn = "hand_on",
        Depart = "depart",
        Arrive = "arrive",
        Decide = "decide",
        /// Goodwill against the decision.
        Override = "override",
        Diagnose = "diagnose",
        Quote = "quote",
        ApproveQuote = "approve_quote",
        DeclineQuote = "decline_quote",
        ReservePart = "reserve_part",
        WaitForParts = "wait_for_parts",
        StartRepair = "start_repair",
        UsePart = "use_part",
        FinishRepair = "finish_repair",
        Check = "check",
        Exchange = "exchange",
        Refund = "refund",
        ReturnUnrepaired = "return_unrepaired",
        HandOver = "hand_over",
        SendBack = "send_back",
        SignOff = "sign_off",
        Collect = "collect",
        PayOut = "pay_out",
        FollowUp = "follow_up",
        Resolve = "resolve",
        Reopen = "reopen",
        Cancel = "cancel",
        Archive = "archive",
    }
}

named! {
    /// How a round of repair ended. Words are those of the `repair_record` table.
    pub enum Outcome as "outcome" keyed "orders-outcome" {
        Fixed = "fixed",
        /// The same fault came back.
        Recurred = "recurred",
        Unusable = "unusable",
    }
}

named! {
    /// The books that a step writes, and the papers and rows beside them.
    pub enum Book as "book" keyed "orders-book" {
        Acts = "acts",
        Things = "things",
        Money = "money",
    }
}

impl StateName {
    /// No step of work follows; only putting away.
    pub const fn is_end(self) -> bool {
        matches!(self, StateName::Closed | StateName::Cancelled | StateName::Archived)
    }

    /// Nobody has found out yet what the device has.
    const fn is_before_diagnosis(self) -> bool {
        use StateName as S;
        matches!(self, S::Registered | S::Scheduled | S::TakenIn | S::Assigned | S::OnTheWay | S::OnSite)
    }
}

impl ServiceType {
    /// Whether the type is more than what every order begins with. It begins as paid; the diagnosis decides it at the
    /// latest, and where no text of law covers the device, paid it stays. What was called off before is never decided.
    pub fn is_decided(self, state: StateName, decision: Option<DecisionId>) -> bool {
        let open = state.is_before_diagnosis() || state == StateName::Cancelled;
        self != ServiceType::Paid || decision.is_some() || !open
    }
}

impl Verb {
    /// The name of the use case in traces: `orders.take_in`.
    pub const fn use_case(self) -> &'static str {
        match self {
            Verb::Schedule => "orders.schedule",
            Verb::TakeIn => "orders.take_in",
            Verb::Assign => "orders.assign",
            Verb::HandOn => "orders.hand_on",
            Verb::Depart => "orders.depart",
            Verb::Arrive => "orders.arrive",
            Verb::Decide => "orders.decide",
            Verb::Override => "orders.override",
            Verb::Diagnose => "orders.diagnose",
            Verb::Quote => "orders.quote",
            Verb::ApproveQuote => "orders.approve_quote",
            Verb::DeclineQuote => "orders.decline_quote",
            Verb::ReservePart => "orders.reserve_part",
            Verb::WaitForParts => "orders.wait_for_parts",
            Verb::StartRepair => "orders.start_repair",
            Verb::UsePart => "orders.use_part",
            Verb::FinishRepair => "orders.finish_repair",
            Verb::Check => "orders.check",
            Verb::Exchange => "orders.exchange",
            Verb::Refund => "orders.refund",
            Verb::ReturnUnrepaired => "orders.return_unrepaired",
            Verb::HandOver => "orders.hand_over",
            Verb::SendBack => "orders.send_back",
            Verb::SignOff => "orders.sign_off",
            Verb::Collect => "orders.collect",
            Verb::PayOut => "orders.pay_out",
            Verb::FollowUp => "orders.follow_up",
            Verb::Resolve => "orders.resolve",
            Verb::Reopen => "orders.reopen",
            Verb::Cancel => "orders.cancel",
            Verb::Archive => "orders.archive",
        }
    }
}
