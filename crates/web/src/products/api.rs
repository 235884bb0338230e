//! Models for programs.

use crate::{
    ApiActor, ApiJson, Path, Problem, Query, Web,
    api::Problems,
    devices::Price,
    reading::{Reading, page_request},
};
use aftercare_app::{
    identity,
    products::{self, ModelPage, ModelPartView, ModelView},
};
use aftercare_domain::products::{ModelEntry, ModelPart};
use aftercare_kernel::{Currency, Money, Page, id::ModelId};
use axum::{Json, extract::State, http::StatusCode};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::{router::OpenApiRouter, routes};

pub fn routes() -> OpenApiRouter<Web> {
    OpenApiRouter::new().routes(routes!(list, create)).routes(routes!(read, edit)).routes(routes!(set_parts))
}

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct Listed {
    /// `next` of the page before.
    #[serde(default)]
    pub after: String,
    /// At most 200; 50 unless it is said.
    pub limit: Option<u32>,
}

#[derive(Serialize, ToSchema)]
struct Model {
    id: String,
    code: String,
    name: String,
    name_en: String,
    category: String,
    regime: Option<String>,
    price: Price,
    /// Still sold.
    active: bool,
}

impl From<ModelView> for Model {
    fn from(model: ModelView) -> Self {
        Self {
            id: model.id.to_string(),
            code: model.code,
            name: model.name,
            name_en: model.name_en,
            category: model.category,
            regime: model.regime,
            price: model.price.into(),
            active: model.active,
        }
    }
}

#[derive(Serialize, ToSchema)]
struct ModelList {
    rows: Vec<Model>,
    next: Option<String>,
}

/// Models in the order of their codes
#[utoipa::path(get, path = "/models", tag = "products", params(Listed),
    responses((status = 200, body = ModelList), Problems))]
async fn list(
    State(web): State<Web>,
    ApiActor(actor): ApiActor,
    Query(listed): Query<Listed>,
) -> Result<Json<ModelList>, Problem> {
    let Page { rows, next } = products::models(&web.app, &actor, page_request(&listed.after, listed.limit)).await?;
    Ok(Json(ModelList { rows: rows.into_iter().map(Model::from).collect(), next }))
}

/// A model as it is to be kept. The price is a decimal text in the brand's currency.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct ModelToKeep {
    /// 1 to 40 of letters, digits and `- _ . / +`.
    code: String,
    name: String,
    #[serde(default)]
    name_en: String,
    /// 1 to 40 of a–z, 0–9 and `_`, e.g. `phone`.
    category: String,
    /// Id of a regime, e.g. `cn.mobile.2001`.
    #[serde(default)]
    regime: Option<String>,
    price: String,
    #[serde(default = "still_sold")]
    active: bool,
}

const fn still_sold() -> bool {
    true
}

/// An amount that must be there.
pub fn amount(field: &str, text: &str, currency: Currency) -> Result<Money, Problem> {
    let mut reading = Reading::default();
    let amount = reading.amount(field, text, currency);
    reading.done(amount)?.ok_or_else(|| Problem::invalid(field, "errors-required"))
}

impl ModelToKeep {
    fn entry(self, currency: Currency) -> Result<ModelEntry, Problem> {
        Ok(ModelEntry {
            price: amount("price", &self.price, currency)?,
            code: self.code,
            name: self.name,
            name_en: self.name_en,
            category: self.category,
            regime: self.regime,
            active: self.active,
        })
    }
}

#[derive(Serialize, ToSchema)]
pub struct ProductAdded {
    pub id: String,
}

/// Add a model
#[utoipa::path(post, path = "/models", tag = "products", request_body = ModelToKeep,
    responses((status = 201, body = ProductAdded), Problems))]
async fn create(
    State(web): State<Web>,
    ApiActor(actor): ApiActor,
    ApiJson(model): ApiJson<ModelToKeep>,
) -> Result<(StatusCode, Json<ProductAdded>), Problem> {
    let brand = identity::brand_of(&web.app, &actor).await?;
    let entry = model.entry(brand.currency.parse().unwrap_or_default())?;
    let id = products::create_model(&web.app, &actor, entry).await?;
    Ok((StatusCode::CREATED, Json(ProductAdded { id: id.to_string() })))
}

#[derive(Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct PartOfModel {
    /// 1 to 40 of a–z, 0–9 and `_`, e.g. `battery`.
    part_kind: String,
    /// The brand's own term, better than the regime's.
    #[serde(default)]
    brand_months: Option<u32>,
}

impl From<ModelPartView> for PartOfModel {
    fn from(part: ModelPartView) -> Self {
        Self { part_kind: part.part_kind, brand_months: part.brand_months }
    }
}

/// A model, what it is made of, and the codes of the items that can be built into it.
#[derive(Serialize, ToSchema)]
struct ModelInFull {
    #[serde(flatten)]
    model: Model,
    parts: Vec<PartOfModel>,
    items: Vec<String>,
}

impl From<ModelPage> for ModelInFull {
    fn from(page: ModelPage) -> Self {
        Self {
            model: page.model.into(),
            parts: page.parts.into_iter().map(PartOfModel::from).collect(),
            items: page.items.into_iter().map(|item| item.code).collect(),
        }
    }
}

/// A model
#[utoipa::path(get, path = "/models/{id}", tag = "products", params(("id" = String, Path)),
    responses((status = 200, body = ModelInFull), Problems))]
async fn read(
    State(web): State<Web>,
    ApiActor(actor): ApiActor,
    Path(id): Path<ModelId>,
) -> Result<Json<ModelInFull>, Problem> {
    Ok(Json(products::model(&web.app, &actor, id).await?.into()))
}

/// Rewrite a model
#[utoipa::path(put, path = "/models/{id}", tag = "products", request_body = ModelToKeep,
    params(("id" = String, Path)), responses((status = 204), Problems))]
async fn edit(
    State(web): State<Web>,
    ApiActor(actor): ApiActor,
    Path(id): Path<ModelId>,
    ApiJson(model): ApiJson<ModelToKeep>,
) -> Result<StatusCode, Problem> {
    let brand = identity::brand_of(&web.app, &actor).await?;
    let entry = model.entry(brand.currency.parse().unwrap_or_default())?;
    products::edit_model(&web.app, &actor, id, entry).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Say what a model is made of, in place of what was said before
#[utoipa::path(put, path = "/models/{id}/parts", tag = "products", request_body = [PartOfModel],
    params(("id" = String, Path)), responses((status = 204), Problems))]
async fn set_parts(
    State(web): State<Web>,
    ApiActor(actor): ApiActor,
    Path(id): Path<ModelId>,
    ApiJson(parts): ApiJson<Vec<PartOfModel>>,
) -> Result<StatusCode, Problem> {
    let part = |part: PartOfModel| ModelPart { part_kind: part.part_kind, brand_months: part.brand_months };
    products::set_model_parts(&web.app, &actor, id, parts.into_iter().map(part).collect()).await?;
    Ok(StatusCode::NO_CONTENT)
}
