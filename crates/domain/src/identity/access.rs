//! Roles and the table of what each may do.

use super::Action;

named! {
    pub enum Role as "role" keyed "roles" {
        Agent = "agent",
        Dispatcher = "dispatcher",
        /// The counter of a station.
        Clerk = "clerk",
        Technician = "technician",
        Supervisor = "supervisor",
        Manager = "manager",
        Finance = "finance",
        Auditor = "auditor",
        Administrator = "administrator",
        Customer = "customer",
    }
}

use Role::{Administrator as ADM, Agent as AGT, Auditor as AUD, Clerk as CLK, Customer as CUS};
use Role::{Dispatcher as DIS, Finance as FIN, Manager as MAN, Supervisor as SUP, Technician as TEC};

const STAFF: &[Role] = &[AGT, DIS, CLK, TEC, SUP, MAN, FIN, AUD, ADM];

/// Who may do what. What is not here is denied; `docs/roles.md` prints it.
pub const ACCESS: &[(Action, &[Role])] = &[
    (Action::RegisterCase, &[AGT, CLK, DIS, SUP]),
    (Action::ReadCase, &[AGT, DIS, CLK, TEC, SUP, MAN, FIN, AUD, CUS]),
    (Action::AddContact, &[AGT, CLK, DIS, TEC, SUP]),
    (Action::CloseCase, &[AGT, CLK, SUP]),
    (Action::ReadOrder, &[AGT, DIS, CLK, TEC, SUP, MAN, FIN, AUD, CUS]),
    (Action::Schedule, &[AGT, DIS, SUP]),
    (Action::TakeIn, &[CLK, TEC, SUP]),
    (Action::Assign, &[DIS, SUP]),
    (Action::Travel, &[TEC]),
    (Action::Diagnose, &[TEC, SUP]),
    (Action::Decide, &[AGT, CLK, TEC, SUP]),
    (Action::Quote, &[CLK, TEC, SUP]),
    (Action::ApproveQuote, &[AGT, CLK, TEC, SUP, CUS]),
    (Action::ReservePart, &[CLK, TEC, SUP]),
    (Action::UsePart, &[TEC, SUP]),
    (Action::Repair, &[TEC, SUP]),
    (Action::Check, &[SUP]),
    (Action::HandOver, &[CLK, TEC, SUP]),
    (Action::SignOff, &[TEC]),
    (Action::Exchange, &[SUP, MAN]),
    (Action::Refund, &[SUP, MAN]),
    (Action::Collect, &[CLK, TEC, SUP, FIN]),
    (Action::PayOut, &[CLK, SUP, FIN]),
    (Action::FollowUp, &[AGT]),
    (Action::Resolve, &[SUP, MAN]),
    (Action::Reopen, &[AGT, SUP]),
    (Action::Cancel, &[AGT, CLK, SUP]),
    (Action::Archive, &[AGT, CLK, SUP]),
    (Action::Override, &[SUP, MAN]),
    (Action::ReadStock, &[CLK, TEC, SUP, MAN, FIN, AUD]),
    (Action::MoveStock, &[CLK, SUP]),
    (Action::ReturnDefective, &[CLK, SUP]),
    (Action::ReadMoney, &[CLK, SUP, MAN, FIN, AUD]),
    (Action::ReadClaims, &[SUP, MAN, FIN, AUD]),
    (Action::ReadCustomer, &[AGT, DIS, CLK, TEC, SUP, MAN, AUD]),
    (Action::EditCustomer, &[AGT, CLK, SUP]),
    (Action::Unmask, &[AGT, DIS, CLK, TEC, SUP]),
    (Action::ReadDevice, &[AGT, DIS, CLK, TEC, SUP, MAN, AUD]),
    (Action::EditDevice, &[AGT, CLK, SUP]),
    (Action::SellContract, &[AGT, CLK, SUP]),
    (Action::CancelContract, &[CLK, SUP]),
    (Action::ReadCatalogue, STAFF),
    (Action::EditCatalogue, &[MAN, ADM]),
    (Action::EditPolicy, &[MAN, ADM]),
    (Action::Import, &[MAN, ADM]),
    (Action::ManagePeople, &[MAN, ADM]),
    (Action::ReadColleagues, STAFF),
    (Action::ChangeOwnPassword, STAFF),
    (Action::ManageOwnTokens, STAFF),
    (Action::ReadAudit, &[AUD, ADM]),
    (Action::RunChecks, &[AUD, ADM]),
];

/// Denied unless one of the roles stands in the action's row.
pub fn allows(roles: &[Role], action: Action) -> bool {
    roles_for(action).iter().any(|role| roles.contains(role))
}

/// The roles in the action's row.
pub fn roles_for(action: Action) -> &'static [Role] {
    ACCESS.iter().find(|(listed, _)| *listed == action).map_or(&[], |(_, roles)| roles)
}

/// Who may let others in may not lift them above themselves: only an administrator makes administrators and auditors.
pub fn may_grant(granter: &[Role], granted: Role) -> bool {
    let reserved = matches!(granted, Role::Administrator | Role::Auditor);
    granter.contains(&Role::Administrator) || (allows(granter, Action::ManagePeople) && !reserved)
}

/// The table in Markdown, a row per action, a column per role.
pub fn access_table() -> String {
    let names: Vec<&str> = Role::ALL.iter().map(|role| role.name()).collect();
    let mut table = format!("| action | {} |\n|---|{}\n", names.join(" | "), ":-:|".repeat(names.len()));
    for (action, allowed) in ACCESS {
        let marks: Vec<&str> = Role::ALL.iter().map(|r| if allowed.contains(r) { "✓" } else { " " }).collect();
        table.push_str(&format!("| {action} | {} |\n", marks.join(" | ")));
    }
    table
}

/// `docs/roles.md`.
pub fn access_page() -> String {
    format!(
        "# Who may do what\n\n\
         Generated from `ACCESS` in `crates/domain/src/identity/access.rs`. What is not marked is denied; every action is \
         further held to the part of the organisation that a person's position stands in.\n\n{}",
        access_table()
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_action_has_one_row() {
        for action in Action::ALL {
            assert_eq!(ACCESS.iter().filter(|(listed, _)| listed == action).count(), 1, "{action}");
        }
    }

    #[test]
    fn what_no_role_of_mine_may_do_is_denied() {
        assert!(!allows(&[], Action::ReadCase));
        assert!(!allows(&[Role::Technician], Action::Check));
        assert!(!allows(&[Role::Agent, Role::Clerk], Action::ManagePeople));
        assert!(allows(&[Role::Technician, Role::Supervisor], Action::Check));
    }

    #[test]
    fn an_auditor_reads_and_changes_nothing() {
        let may: Vec<Action> = Action::ALL.iter().copied().filter(|a| allows(&[Role::Auditor], *a)).collect();
        let changing = may.iter().filter(|a| !a.only_reads()).collect::<Vec<_>>();
        assert_eq!(changing, [&Action::ChangeOwnPassword, &Action::ManageOwnTokens]);
    }

    #[test]
    fn nobody_lifts_others_above_themselves() {
        let table = [
            (&[Role::Administrator][..], Role::Administrator, true),
            (&[Role::Manager], Role::Supervisor, true),
            (&[Role::Manager], Role::Manager, true),
            (&[Role::Manager], Role::Administrator, false),
            (&[Role::Manager], Role::Auditor, false),
            (&[Role::Supervisor], Role::Technician, false),
            (&[], Role::Clerk, false),
        ];
        for (granter, granted, expected) in table {
            assert_eq!(may_grant(granter, granted), expected, "{granter:?} {granted}");
        }
    }

    #[test]
    fn a_customer_sees_and_approves_and_nothing_else() {
        let may: Vec<Action> = Action::ALL.iter().copied().filter(|a| allows(&[Role::Customer], *a)).collect();
        assert_eq!(may, [Action::ReadCase, Action::ReadOrder, Action::ApproveQuote]);
    }
}
