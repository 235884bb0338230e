//! 收费 Billing: money taken from the customer and given back, on the order's page.
//!
//! Rules: `domain::billing`. Use cases: `app::billing`. The form is the order's (`templates/orders/step.html`).

use crate::{
    Problem, Web,
    orders::{Field, Ground, Step, Typed, named_or, sum},
};
use aftercare_app::{
    Actor,
    billing::{self, Collected, PaidOut},
    orders::{self, At, PostingRow, Stepped},
};
use aftercare_domain::{money::PaymentMethod, orders::Verb};
use aftercare_kernel::Money;
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
        let hint = t.t_with("billing-owed-is", &[("amount", t.money(owed).into())]);
        vec![
            amount_field(ground, amount, hint),
            method_field(ground, &typed.or("method", PaymentMethod::Wechat)),
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

/// What was promised back goes out, all of it at once.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PayOut {
    /// `cash`, `card`, `wechat`, `alipay` or `transfer`.
    #[schema(value_type = String)]
    method: PaymentMethod,
    /// `owed_back` of the order: a decimal in its currency.
    #[schema(example = "2999.00")]
    amount: String,
    /// The customer, when nobody is named.
    #[serde(default)]
    payee: String,
}

impl Step for PayOut {
    const NOUN: &'static str = "pay-out";
    const VERB: Option<Verb> = Some(Verb::PayOut);

    fn fields(ground: &Ground, typed: &Typed) -> Vec<Field> {
        let (t, owed) = (&ground.t, ground.order.owed_back);
        let amount = typed.or("amount", if owed.minor() > 0 { owed.decimal() } else { String::new() });
        let hint = t.t_with("billing-owed-back-is", &[("amount", t.money(owed).into())]);
        vec![
            amount_field(ground, amount, hint),
            method_field(ground, &typed.or("method", PaymentMethod::Cash)),
            Field::line("payee", t.t("billing-payee"), typed.text("payee"))
                .hint(t.t("billing-payer-hint"))
                .most(80)
                .wide("w4"),
        ]
    }

    /// What it is made of: the price, and what is left of contracts.
    fn told(ground: &Ground) -> Vec<(String, String)> {
        let (t, order) = (&ground.t, &ground.order);
        let promised =
            order.postings.iter().filter(|line| line.what.ends_with("refund_promised") && line.amount_minor > 0);
        let told = |line: &PostingRow| {
            let amount = t.money(Money::from_minor(line.amount_minor, order.order.currency));
            (t.t(&format!("money-posting-{}", line.what.replace('_', "-"))), amount)
        };
        promised.map(told).collect()
    }

    async fn take(self, web: &Web, actor: &Actor, at: At) -> Result<Stepped, Problem> {
        let order = orders::page(&web.app, actor, at.number.clone()).await?;
        let amount = sum("amount", &self.amount, order.order.currency)?;
        let payee = named_or(&self.payee, &order.head.customer);
        Ok(billing::pay_out(&web.app, actor, at, PaidOut { method: self.method, amount, payee }).await?)
    }
}

fn amount_field(ground: &Ground, amount: String, hint: String) -> Field {
    let label = format!("{} {}", ground.t.t("shell-amount"), ground.order.order.currency.code());
    Field::line("amount", label, amount).hint(hint).most(16).required().wide("w4")
}

fn method_field(ground: &Ground, method: &str) -> Field {
    let methods = PaymentMethod::ALL.iter().map(|m| (m.name(), m.key()));
    Field::named("method", ground.t.t("papers-method"), method, &ground.t, methods).required().wide("w4")
}
