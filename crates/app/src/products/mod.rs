//! 产品 Products: the catalogue of what the brand has sold and what it is repaired with.
//!
//! Rules: `domain::products`. SQL: `store::products`. Pages: `web::products`.

mod item;
mod model;

pub use item::{ItemPage, ItemView, create_item, edit_item, item, item_by_code, item_page, items, items_for_model};
pub use model::{
    ModelPage, ModelPartView, ModelView, create_model, edit_model, model, model_by_code, models, set_model_parts,
};
