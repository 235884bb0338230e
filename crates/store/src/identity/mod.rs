//! The organisation tree, people, positions, sessions and API tokens.

pub(crate) mod organisation;
pub(crate) mod person;
pub(crate) mod session;

pub use organisation::{
    BrandRow, NodeRow, brands, find_brand, find_node, find_node_by_code, insert_brand, insert_node, nodes_in_scope,
};
pub use person::{
    PersonRow, PositionRow, count_failed_sign_in, find_person, find_person_by_login, forget_failed_sign_ins,
    former_positions_in_scope, insert_person, insert_position, lock_until, positions_in_scope, positions_of,
    set_active, set_locale, set_password,
};
pub use session::{
    BearerRow, NewSession, NewToken, TokenRow, find_session, find_token, forget_sessions_before, insert_session,
    insert_token, move_session, revoke_session, revoke_sessions_of, revoke_token, tokens_of,
};
