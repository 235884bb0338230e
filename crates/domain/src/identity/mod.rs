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
        NameLength { most: usize } => "identity-refusal-name-length" at "name",
        TokenNeedsScope => "identity-refusal-token-needs-scope" at "scopes",
    }
}
