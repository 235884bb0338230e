//! Offers for programs.

use crate::{ApiActor, ApiJson, Path, Problem, Web, api::Problems, devices::Price, orders::sum};
use aftercare_app::{
    contracts::{self, CoverLine, Offer, OfferRow},
    identity,
};
use aftercare_domain::contracts::{Begins, ContractKind, Subject};
use aftercare_kernel::{Currency, Money, Percent};
use axum::{Json, extract::State, http::StatusCode};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};

pub fn routes() -> OpenApiRouter<Web> {
    OpenApiRouter::new().routes(routes!(list, define)).routes(routes!(retire))
}

/// What is paid of one kind of cost: beyond the deductible the percentage, until a limit is reached.
#[derive(Serialize, ToSchema)]
pub struct Cover {
    /// `part`, `labour` or `visit`.
    subject: String,
    /// Of parts, those of one kind; any part where there is none.
    part_kind: Option<String>,
    /// A decimal share: `0.8` is 80 %.
    share: String,
    times: Option<u32>,
    most: Option<Price>,
    deductible: Price,
}

impl From<&CoverLine> for Cover {
    fn from(line: &CoverLine) -> Self {
        Self {
            subject: line.subject.to_string(),
            part_kind: line.part_kind.clone(),
            share: line.percent.share(),
            times: line.times,
            most: line.most.map(Price::from),
            deductible: line.deductible.into(),
        }
    }
}

/// What is offered beside the law. An offer is never changed: it is retired, and another is defined.
#[derive(Serialize, ToSchema)]
struct OfferOfBrand {
    code: String,
    name: String,
    name_en: String,
    /// `extended_warranty`, `care_plan` or `service_contract`.
    kind: String,
    price: Price,
    months: u32,
    /// `at_sale` or `after_warranty`.
    begins: String,
    cooling_off_days: u32,
    accidents: bool,
    models: Vec<String>,
    categories: Vec<String>,
    lines: Vec<Cover>,
    retired: bool,
}

impl From<OfferRow> for OfferOfBrand {
    fn from(row: OfferRow) -> Self {
        let entry = row.entry;
        Self {
            lines: entry.lines.iter().map(Cover::from).collect(),
            code: entry.code,
            name: entry.name,
            name_en: entry.name_en,
            kind: entry.kind.to_string(),
            price: entry.price.into(),
            months: entry.months,
            begins: entry.begins.to_string(),
            cooling_off_days: entry.cooling_off_days,
            accidents: entry.accidents,
            models: entry.models,
            categories: entry.categories,
            retired: row.retired_at.is_some(),
        }
    }
}

/// Every offer of the brand, those that are sold no more too
#[utoipa::path(get, path = "/offers", tag = "contracts", responses((status = 200, body = [OfferOfBrand]), Problems))]
async fn list(State(web): State<Web>, ApiActor(actor): ApiActor) -> Result<Json<Vec<OfferOfBrand>>, Problem> {
    let offers = contracts::offers(&web.app, &actor).await?;
    Ok(Json(offers.into_iter().map(OfferOfBrand::from).collect()))
}

/// A line of cover to be offered. One of `times` and `most` is set.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct CoverToOffer {
    /// `part`, `labour` or `visit`.
    #[schema(value_type = String)]
    subject: Subject,
    #[serde(default)]
    part_kind: Option<String>,
    /// A decimal share: `0.8` is 80 %.
    #[schema(example = "0.8")]
    share: String,
    #[serde(default)]
    times: Option<u32>,
    /// A decimal in the brand's currency.
    #[serde(default)]
    most: Option<String>,
    /// A decimal; nothing when it is left out.
    #[serde(default)]
    deductible: Option<String>,
}

impl CoverToOffer {
    fn line(self, currency: Currency) -> Result<CoverLine, Problem> {
        let amount = |text: &str| sum("lines", text, currency);
        let share = Percent::parse_share(self.share.trim());
        Ok(CoverLine {
            subject: self.subject,
            part_kind: self.part_kind,
            percent: share.map_err(|_| Problem::invalid("lines", "contracts-not-a-share"))?,
            times: self.times,
            most: self.most.as_deref().map(amount).transpose()?,
            deductible: self.deductible.as_deref().map(amount).transpose()?.unwrap_or(Money::zero(currency)),
        })
    }
}

/// An offer to be sold from now on, for devices of its models and categories.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct OfferToDefine {
    code: String,
    name: String,
    #[serde(default)]
    name_en: String,
    /// `extended_warranty`, `care_plan` or `service_contract`.
    #[schema(value_type = String)]
    kind: ContractKind,
    /// A decimal in the brand's currency.
    price: String,
    months: u32,
    /// `at_sale` or `after_warranty`.
    #[schema(value_type = String)]
    begins: Begins,
    #[serde(default)]
    cooling_off_days: u32,
    #[serde(default)]
    accidents: bool,
    #[serde(default)]
    models: Vec<String>,
    #[serde(default)]
    categories: Vec<String>,
    lines: Vec<CoverToOffer>,
}

impl OfferToDefine {
    fn offer(self, currency: Currency) -> Result<Offer, Problem> {
        Ok(Offer {
            price: sum("price", &self.price, currency)?,
            lines: self.lines.into_iter().map(|line| line.line(currency)).collect::<Result<_, _>>()?,
            code: self.code,
            name: self.name,
            name_en: self.name_en,
            kind: self.kind,
            months: self.months,
            begins: self.begins,
            cooling_off_days: self.cooling_off_days,
            accidents: self.accidents,
            models: self.models,
            categories: self.categories,
        })
    }
}

#[derive(Serialize, ToSchema)]
struct OfferDefined {
    code: String,
}

/// Define an offer
#[utoipa::path(post, path = "/offers", tag = "contracts", request_body = OfferToDefine,
    responses((status = 201, body = OfferDefined), Problems))]
async fn define(
    State(web): State<Web>,
    ApiActor(actor): ApiActor,
    ApiJson(offer): ApiJson<OfferToDefine>,
) -> Result<(StatusCode, Json<OfferDefined>), Problem> {
    let brand = identity::brand_of(&web.app, &actor).await?;
    let offer = offer.offer(brand.currency.parse().unwrap_or_default())?;
    let code = offer.code.trim().to_owned();
    contracts::define_offer(&web.app, &actor, offer).await?;
    Ok((StatusCode::CREATED, Json(OfferDefined { code })))
}

/// Sell an offer no more
#[utoipa::path(post, path = "/offers/{code}/retirement", tag = "contracts", params(("code" = String, Path)),
    responses((status = 204), Problems))]
async fn retire(
    State(web): State<Web>,
    ApiActor(actor): ApiActor,
    Path(code): Path<String>,
) -> Result<StatusCode, Problem> {
    contracts::retire_offer(&web.app, &actor, code).await?;
    Ok(StatusCode::NO_CONTENT)
}
