//! The customer's answer to our call, and the supervisor's answer to it.

use crate::{
    Problem, Web,
    orders::{Field, Ground, Step, Typed},
};
use aftercare_app::{
    Actor,
    orders::{At, Stepped},
    satisfaction::{self, CustomersAnswer, Settled},
};
use aftercare_domain::{orders::Verb, satisfaction::AnswerClass};
use serde::Deserialize;
use utoipa::ToSchema;

/// What the customer said when we called.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct FollowUp {
    /// `satisfied`, `dissatisfied`, `complaint`, `not_fixed_once`, `not_fixed_repeatedly` or `bad_attitude`.
    #[schema(value_type = String)]
    class: AnswerClass,
    /// The customer's own words; needed unless satisfied.
    #[serde(default)]
    words: String,
}

impl Step for FollowUp {
    const NOUN: &'static str = "follow-up";
    const VERB: Option<Verb> = Some(Verb::FollowUp);

    fn fields(ground: &Ground, typed: &Typed) -> Vec<Field> {
        let t = &ground.t;
        let all = AnswerClass::ALL.iter().map(|class| (class.name(), class.key()));
        vec![
            Field::named("class", t.t("orders-ask-answer"), typed.get("class"), t, all).required().wide("w6"),
            Field::area("words", t.t("satisfaction-words"), typed.text("words")).hint(t.t("satisfaction-words-hint")),
        ]
    }

    async fn take(self, web: &Web, actor: &Actor, at: At) -> Result<Stepped, Problem> {
        let answer = CustomersAnswer { class: self.class, words: self.words };
        Ok(satisfaction::follow_up(&web.app, actor, at, answer).await?)
    }
}

/// How a supervisor settles what a customer was not satisfied with.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Resolution {
    /// Whether the work is done again; else the matter is settled.
    work_again: bool,
    #[serde(default)]
    words: String,
}

impl Step for Resolution {
    const NOUN: &'static str = "resolution";
    const VERB: Option<Verb> = Some(Verb::Resolve);

    fn fields(ground: &Ground, typed: &Typed) -> Vec<Field> {
        let t = &ground.t;
        let again = typed.or("work_again", false);
        let ways = [("false", "satisfaction-settled"), ("true", "satisfaction-work-again")];
        let choices = ways.map(|(value, key)| (value.to_owned(), t.t(key), value == again));
        vec![
            Field::choice("work_again", t.t("orders-ask-resolution"), choices.into()).required().wide("w6"),
            Field::area("words", t.t("satisfaction-settled-how"), typed.text("words")).required(),
        ]
    }

    async fn take(self, web: &Web, actor: &Actor, at: At) -> Result<Stepped, Problem> {
        let settled = Settled { work_again: self.work_again, words: self.words };
        Ok(satisfaction::resolve(&web.app, actor, at, settled).await?)
    }
}
