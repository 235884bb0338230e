//! What people and programs can do: one action per kind of use case.

use super::{Role, allows};

named! {
    /// The actions that the table of access speaks of.
    pub enum Action as "action" keyed "identity-action" {
        RegisterCase = "register_case",
        ReadCase = "read_case",
        AddContact = "add_contact",
        CloseCase = "close_case",
        ReadOrder = "read_order",
        Schedule = "schedule",
        TakeIn = "take_in",
        Assign = "assign",
        Travel = "travel",
        Diagnose = "diagnose",
        Decide = "decide",
        Quote = "quote",
        ApproveQuote = "approve_quote",
        ReservePart = "reserve_part",
        UsePart = "use_part",
        Repair = "repair",
        Check = "check",
        HandOver = "hand_over",
        SignOff = "sign_off",
        Exchange = "exchange",
        Refund = "refund",
        Collect = "collect",
        /// Pay a promised refund out of the till.
        PayOut = "pay_out",
        FollowUp = "follow_up",
        Resolve = "resolve",
        Reopen = "reopen",
        Cancel = "cancel",
        Archive = "archive",
        /// Goodwill against the decision, with a reason.
        Override = "override",
        ReadStock = "read_stock",
        MoveStock = "move_stock",
        ReturnDefective = "return_defective",
        ReadMoney = "read_money",
        ReadClaims = "read_claims",
        ReadCustomer = "read_customer",
        EditCustomer = "edit_customer",
        /// See a name, phone or address in full; recorded each time.
        Unmask = "unmask",
        ReadDevice = "read_device",
        EditDevice = "edit_device",
        /// Extended warranty, care plans, service contracts.
        SellContract = "sell_contract",
        CancelContract = "cancel_contract",
        ReadCatalogue = "read_catalogue",
        EditCatalogue = "edit_catalogue",
        /// Clocks and fees.
        EditPolicy = "edit_policy",
        Import = "import",
        ManagePeople = "manage_people",
        /// The organisation tree and who works where.
        ReadColleagues = "read_colleagues",
        ChangeOwnPassword = "change_own_password",
        ManageOwnTokens = "manage_own_tokens",
        ReadAudit = "read_audit",
        RunChecks = "run_checks",
    }
}

named! {
    /// What a program may do with a token, at most what its person may.
    pub enum TokenScope as "scope" keyed "identity-scope" {
        Read = "read",
        Write = "write",
        Import = "import",
        Admin = "admin",
    }
}

impl Action {
    pub const fn only_reads(self) -> bool {
        use Action as A;
        matches!(
            self,
            A::ReadCase
                | A::ReadOrder
                | A::ReadStock
                | A::ReadMoney
                | A::ReadClaims
                | A::ReadCustomer
                | A::ReadDevice
                | A::ReadCatalogue
                | A::ReadColleagues
                | A::ReadAudit
                | A::RunChecks
        )
    }

    /// The scope that a token needs for it.
    pub const fn scope(self) -> TokenScope {
        match self {
            Action::Import => TokenScope::Import,
            Action::ManagePeople
            | Action::ManageOwnTokens
            | Action::ChangeOwnPassword
            | Action::EditPolicy
            | Action::ReadAudit
            | Action::RunChecks => TokenScope::Admin,
            other if other.only_reads() => TokenScope::Read,
            _ => TokenScope::Write,
        }
    }
}

/// A token does what both its scopes and its person's roles allow; who may write may read.
pub fn token_allows(scopes: &[TokenScope], roles: &[Role], action: Action) -> bool {
    let needed = action.scope();
    let in_scope = scopes.contains(&needed) || (needed == TokenScope::Read && scopes.contains(&TokenScope::Write));
    in_scope && allows(roles, action)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_does_no_more_than_its_scopes_and_its_person() {
        let table = [
            (&[TokenScope::Read][..], Role::Agent, Action::ReadCase, true),
            (&[TokenScope::Read], Role::Agent, Action::RegisterCase, false),
            (&[TokenScope::Write], Role::Agent, Action::ReadCase, true),
            (&[TokenScope::Write], Role::Agent, Action::RegisterCase, true),
            (&[TokenScope::Write], Role::Agent, Action::Check, false),
            (&[TokenScope::Admin], Role::Administrator, Action::Import, false),
            (&[TokenScope::Import], Role::Administrator, Action::Import, true),
            (&[], Role::Administrator, Action::ManagePeople, false),
        ];
        for (scopes, role, action, expected) in table {
            assert_eq!(token_allows(scopes, &[role], action), expected, "{scopes:?} {role} {action}");
        }
    }
}
