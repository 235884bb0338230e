//! 身份 Identity: who may sign in, as what, and for how long.
//!
//! Rules (lock-out, passwords, role table): `domain::identity`. SQL: `store::identity`. Pages: `web::identity`.

mod desk;
mod forget;
mod manage;
mod password;
mod people;
mod secret;
mod setup;
mod sign_in;
mod token;

pub use aftercare_store::identity::{BrandRow, NodeRow, PersonRow, PositionRow, TokenRow};
pub use desk::{Desk, desk};
pub use forget::forget_old;
pub use manage::{
    Colleague, NewPerson, add_person, brand_of, brands, change_password, colleagues, house, me_node, nodes, set_active,
    set_password_by_operator,
};
pub use people::{Member, people};
pub use setup::{NewBrand, NewNode, NodePlace, add_node, add_place, found_brand};
pub use sign_in::{
    SignInAttempt, SignedIn, actor_of_session, my_positions, remember_locale, sign_in, sign_out, take_position,
};
pub use token::{MadeToken, actor_of_token, make_token, make_token_by_operator, my_tokens, revoke_token};
