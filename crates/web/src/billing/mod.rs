//! 收费 Billing: money taken from the customer, on the order's page.
//!
//! Rules: `domain::billing`. Use cases: `app::billing`. The form is the order's (`templates/orders/step.html`).

use crate::{
    Problem, Web,
    orders::{Field, Ground, Step, Typed, named_or, sum},
};
use aftercare_app::{
    Actor,
    billing::{self, Collected},
    orders::{self, At, Stepped},
};
use aftercare_domain::{money::PaymentMethod, orders::Verb};
use serde::Deserialize;
use utoipa::ToSchema;

/// Money is taken against a receipt; never more than is owed.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Payment {
    /// `cash`, `card`, `wechat`, `alipay` or `transfer`.
    #[schema(value_type = String)]
    method: PaymentMethod,
    /// A decimal in the order's currency.
    #[schema(example = "120.00")]
    amount: String,
    /// The customer, when nobody is named.
    #[serde(default)]
    payer: String,
}

impl Step for Payment {
    const NOUN: &'static str = "payment";
    const VERB: Option<Verb> = Some(Verb::Collect);

    fn fields(ground: &Ground, typed: &Typed) -> Vec<Field> {
        let t = &ground.t;
        let owed = ground.order.balance;
        let amount = typed.or("amount", if owed.minor() > 0 { owed.decimal() } else { String::new() });
        let method = typed.or("method", PaymentMethod::Wechat);
        vec![
            Field::line("amount", format!("{} {}", t.t("shell-amount"), owed.currency().code()), amount)
                .hint(t.t_with("billing-owed-is", &[("amount", t.money(owed).into())]))
                .most(16)
                .required()
                .wide("w4"),
            Field::named(
                "method",
                t.t("papers-method"),
                &method,
                t,
                PaymentMethod::ALL.iter().map(|m| (m.name(), m.key())),
            )
            .required()
            .wide("w4"),
            Field::line("payer", t.t("papers-payer"), typed.text("payer"))
                .hint(t.t("billing-payer-hint"))
                .most(80)
                .wide("w4"),
        ]
    }

    async fn take(self, web: &Web, actor: &Actor, at: At) -> Result<Stepped, Problem> {
        let order = orders::page(&web.app, actor, at.number.clone()).await?;
        let amount = sum("amount", &self.amount, order.order.currency)?;
        let payer = named_or(&self.payer, &order.head.customer);
        Ok(billing::collect(&web.app, actor, at, Collected { method: self.method, amount, payer }).await?)
    }
}
