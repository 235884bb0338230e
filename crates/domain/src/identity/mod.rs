//! 人与权 — organisation, people and what they may do.
//!
//! Decides: which role may do what (denied unless the table says so), what part of the organisation tree a position
//! sees, when a password is good enough, when a sign-in is locked, how long a session lasts, what a token may do.
//! By: least privilege (PIPL art. 6); password length after NIST SP 800-63B, 5.1.1.
//! SQL: `store/src/identity.rs`. Use cases: sign_in, sign_out, make_token, manage_people.
//! Pages: sign-in, people, tokens; the table itself is printed in `docs/roles.md`.

mod access;
mod action;
mod org;
mod password;
mod session;

pub use access::{ACCESS, Role, access_page, access_table, allows, may_grant, roles_for};
pub use action::{Action, TokenScope, token_allows};
pub use org::{NodeKind, OrgPath, Ownership};
pub use password::{check_login, check_password};
pub use session::{LockOut, lock_after, session_ends, session_is_alive};

const LONGEST_NAME: usize = 80;
const LAST_MINUTE: i64 = 24 * 60 - 1;

/// The name of a person, a node or a place: 1 to 80 characters without control characters, trimmed.
pub fn check_name(name: &str) -> Result<String, IdentityRefusal> {
    let name = name.trim();
    let fits = (1..=LONGEST_NAME).contains(&name.chars().count()) && !name.chars().any(char::is_control);
    if fits { Ok(name.to_owned()) } else { Err(IdentityRefusal::NameLength { most: LONGEST_NAME }) }
}

/// First and last minute of a day's opening, within the day.
pub fn check_hours((opens, closes): (i64, i64)) -> Result<(i64, i64), IdentityRefusal> {
    if 0 <= opens && opens < closes && closes <= LAST_MINUTE {
        Ok((opens, closes))
    } else {
        Err(IdentityRefusal::HoursUnfit)
    }
}

/// The code of a place: 1 to 40 of A–Z, 0–9 and hyphens, such as `SH01-VAN-1`.
pub fn check_place_code(code: &str) -> Result<(), IdentityRefusal> {
    let known = |b: u8| b.is_ascii_uppercase() || b.is_ascii_digit() || b == b'-';
    let fits = (1..=40).contains(&code.len()) && code.bytes().all(known);
    if fits { Ok(()) } else { Err(IdentityRefusal::PlaceCodeUnfit) }
}

/// The stored form of a position's roles: names between commas. A name of a later version is passed over: it grants nothing here.
pub fn read_roles(text: &str) -> Vec<Role> {
    text.split(',').filter_map(|name| name.parse().ok()).collect()
}

pub fn write_roles(roles: &[Role]) -> String {
    roles.iter().map(|role| role.name()).collect::<Vec<_>>().join(",")
}

/// The stored form of a token's scopes, as for roles.
pub fn read_token_scopes(text: &str) -> Vec<TokenScope> {
    text.split(',').filter_map(|name| name.parse().ok()).collect()
}

pub fn write_token_scopes(scopes: &[TokenScope]) -> String {
    scopes.iter().map(|scope| scope.name()).collect::<Vec<_>>().join(",")
}

refusals! {
    /// Why something about people is refused.
    IdentityRefusal {
        LoginUnfit => "identity-refusal-login-unfit" at "login",
        PasswordTooShort { least: usize } => "identity-refusal-password-too-short" at "password",
        PasswordTooLong { most: usize } => "identity-refusal-password-too-long" at "password",
        PasswordTooCommon => "identity-refusal-password-too-common" at "password",
        PasswordIsLogin => "identity-refusal-password-is-login" at "password",
        PathUnfit => "identity-refusal-path-unfit" at "org_path",
        CodeUnfit => "identity-refusal-code-unfit" at "code",
        Locked { minutes: i64 } => "identity-refusal-locked" opens "identity-opens-wait",
        /// Said for an unknown login and a wrong password alike, so that logins cannot be guessed.
        WrongLogin => "identity-refusal-wrong-login" at "password",
        WrongOldPassword => "identity-refusal-wrong-old-password" at "old_password",
        /// A person without a position has nothing to do here.
        NoPosition => "identity-refusal-no-position" opens "identity-opens-administrator",
        NoRole => "identity-refusal-no-role" at "roles",
        /// A manager does not make administrators.
        RoleAboveYours { role: Role } => "identity-refusal-role-above-yours" at "roles",
        /// Customers see their own orders by another door; here they would see a whole station's.
        NotForStaff { role: Role } => "identity-refusal-not-for-staff" at "roles",
        NameLength { most: usize } => "identity-refusal-name-length" at "name",
        DivisionUnknown => "identity-refusal-division-unknown" at "division",
        HoursUnfit => "identity-refusal-hours-unfit" at "hours",
        TextTooLong { most: usize } => "identity-refusal-text-too-long" at "address",
        /// A station has one custody, a brand one source: a second would take things away from the first.
        PlaceKindUnfit => "identity-refusal-place-kind-unfit" at "kind",
        PlaceCodeUnfit => "identity-refusal-place-code-unfit" at "code",
        TokenNeedsScope => "identity-refusal-token-needs-scope" at "scopes",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_hours_and_codes_at_their_borders() {
        assert_eq!(check_name(" 柯岚 "), Ok("柯岚".into()));
        for unfit in ["", "  ", "a\u{0}b", &"柯".repeat(81)] {
            assert_eq!(check_name(unfit), Err(IdentityRefusal::NameLength { most: 80 }), "{unfit}");
        }
        for (hours, fits) in
            [((0, 1439), true), ((540, 541), true), ((540, 540), false), ((-1, 60), false), ((0, 1440), false)]
        {
            assert_eq!(check_hours(hours).is_ok(), fits, "{hours:?}");
        }
        for (code, fits) in
            [("SH01-VAN-1", true), ("", false), ("车一", false), ("van", false), (&"A".repeat(41), false)]
        {
            assert_eq!(check_place_code(code).is_ok(), fits, "{code}");
        }
    }
}
