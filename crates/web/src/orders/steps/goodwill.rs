//! What a supervisor gives against the decision.

use super::{currency_of, sum};
use crate::{
    Problem, Web,
    orders::{
        field::Field,
        step::{Ground, Step},
        typed::Typed,
    },
};
use aftercare_app::{
    Actor,
    orders::{At, Stepped},
    warranty,
};
use aftercare_domain::{
    orders::Verb,
    warranty::{GIVEN, Remedy},
};
use serde::Deserialize;
use utoipa::ToSchema;

/// A remedy that the decision did not give. Its cost leaves the station's budget of the month.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Goodwill {
    /// `repair`, `exchange` or `refund`.
    #[schema(value_type = String)]
    remedy: Remedy,
    /// What it costs at most; of a refund what is paid back. A decimal in the order's currency.
    #[schema(example = "300.00")]
    cost: String,
    /// 1 to 1000 characters.
    #[serde(default)]
    reason: String,
}

impl Step for Goodwill {
    const NOUN: &'static str = "goodwill";
    const VERB: Option<Verb> = Some(Verb::Override);

    fn fields(ground: &Ground, typed: &Typed) -> Vec<Field> {
        let t = &ground.t;
        let open =
            |remedy: Remedy| ground.order.decision.as_ref().is_some_and(|decided| decided.offers(remedy).is_some());
        let given = GIVEN.into_iter().filter(|remedy| !open(*remedy)).map(|remedy| (remedy.name(), remedy.key()));
        let cost = format!("{} {}", t.t("warranty-goodwill-cost"), ground.order.order.currency.code());
        vec![
            Field::named("remedy", t.t("papers-remedy"), typed.get("remedy"), t, given).required().wide("w6"),
            Field::line("cost", cost, typed.text("cost"))
                .hint(t.t("warranty-goodwill-cost-hint"))
                .required()
                .wide("w6"),
            Field::area("reason", t.t("shell-reason"), typed.text("reason")).required(),
        ]
    }

    async fn take(self, web: &Web, actor: &Actor, at: At) -> Result<Stepped, Problem> {
        let currency = currency_of(web, actor, &at.number).await?;
        let cost = sum("cost", &self.cost, currency)?;
        let goodwill = warranty::Goodwill { remedy: self.remedy, cost, reason: self.reason };
        Ok(warranty::give(&web.app, actor, at, goodwill).await?)
    }
}
