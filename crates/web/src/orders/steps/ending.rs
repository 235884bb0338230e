//! How the customer gets the device back, another one or the price, and how an order ends.

use super::{bare_step, currency_of, named_or, step_with_reason, sum};
use crate::{
    Problem, Web,
    orders::{
        field::{Field, Kind},
        step::{Ground, Knows, Step},
        typed::Typed,
        words::in_locale,
    },
};
use aftercare_app::{
    Actor, Error,
    contracts::LivingContract,
    orders::{self, At, ExchangeFor, PromisedRefund, Signed, SignedPicture, Stepped},
};
use aftercare_domain::{
    orders::{OrderRefusal, Verb},
    warranty::Remedy,
};
use aftercare_kernel::id::UnitId;
use aftercare_papers::is_printable;
use base64::{Engine as _, engine::general_purpose::STANDARD};
use serde::Deserialize;
use utoipa::ToSchema;

bare_step! {
    /// The papers are complete and put away.
    Archive: "archive", Verb::Archive, orders::archive;
}

step_with_reason! {
    /// The device goes back as it came.
    Return: "return", Verb::ReturnUnrepaired, orders::return_unrepaired;
    /// The fault is back.
    Reopening: "reopening", Verb::Reopen, orders::reopen;
    /// The customer does not want it any more.
    Cancellation: "cancellation", Verb::Cancel, orders::cancel;
}

/// A new device of the station's stock for the old one.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Exchange {
    #[schema(value_type = String, format = "uuid")]
    new_unit: UnitId,
}

impl Step for Exchange {
    const NOUN: &'static str = "exchange";
    const VERB: Option<Verb> = Some(Verb::Exchange);
    const KNOWS: Knows = Knows::Replacements;

    fn fields(ground: &Ground, typed: &Typed) -> Vec<Field> {
        let choice =
            |(id, serial): &(UnitId, String)| (id.to_string(), serial.clone(), typed.get("new_unit") == id.to_string());
        let units = ground.units.iter().map(choice).collect();
        let field = Field::choice("new_unit", ground.t.t("orders-ask-new-unit"), units).required().wide("w6");
        let none = ground.units.is_empty().then(|| ground.t.t("orders-no-replacement"));
        vec![field.hint(none.unwrap_or_default())]
    }

    async fn take(self, web: &Web, actor: &Actor, at: At) -> Result<Stepped, Problem> {
        Ok(orders::exchange(&web.app, actor, at, ExchangeFor { new_unit: self.new_unit }).await?)
    }
}

/// The price goes back. The sum is the one that was decided, sent along so that nobody promises one they did not see.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Refund {
    /// A decimal in the order's currency.
    #[schema(example = "2999.00")]
    amount: String,
}

impl Step for Refund {
    const NOUN: &'static str = "refund";
    const VERB: Option<Verb> = Some(Verb::Refund);

    fn fields(ground: &Ground, typed: &Typed) -> Vec<Field> {
        let decided = ground.order.decision.as_ref().and_then(|decision| decision.offers(Remedy::Refund)?.amount);
        let sum = typed.or("amount", decided.map(|sum| sum.pays.decimal()).unwrap_or_default());
        let label = format!("{} {}", ground.t.t("shell-amount"), ground.order.order.currency.code());
        vec![Field::line("amount", label, sum).hint(ground.t.t("orders-refund-hint")).required().wide("w4")]
    }

    /// The device's contracts end with it.
    fn told(ground: &Ground) -> Vec<(String, String)> {
        let t = &ground.t;
        let ends = |contract: &LivingContract| {
            let name = in_locale(t.locale, &contract.name, &contract.name_en);
            (
                format!("{} {}", t.t("contracts-contract"), contract.number),
                t.t_with("contracts-will-end", &[("name", name.into())]),
            )
        };
        ground.order.contracts.iter().map(ends).collect()
    }

    async fn take(self, web: &Web, actor: &Actor, at: At) -> Result<Stepped, Problem> {
        let currency = currency_of(web, actor, &at.number).await?;
        let amount = sum("amount", &self.amount, currency)?;
        Ok(orders::refund(&web.app, actor, at, PromisedRefund { amount }).await?)
    }
}

/// The customer has the device, or its replacement, and signs for it.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Signature {
    /// A PNG in base64, or as a `data:image/png;base64,` address; at most 300 KiB.
    #[serde(default)]
    signature: String,
    /// Who signed: the customer, when nobody is named.
    #[serde(default)]
    name: String,
}

/// The customer signs the voucher at home.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SignOff {
    /// A PNG in base64, or as a `data:image/png;base64,` address; at most 300 KiB.
    #[serde(default)]
    signature: String,
    /// Who signed: the customer, when nobody is named.
    #[serde(default)]
    name: String,
}

impl Step for Signature {
    const NOUN: &'static str = "signature";
    const VERB: Option<Verb> = Some(Verb::HandOver);

    fn fields(ground: &Ground, typed: &Typed) -> Vec<Field> {
        signature_fields(ground, typed)
    }

    async fn take(self, web: &Web, actor: &Actor, at: At) -> Result<Stepped, Problem> {
        let signed = signed(web, actor, &at, &self.signature, &self.name).await?;
        Ok(orders::hand_over(&web.app, actor, at, signed).await?)
    }
}

impl Step for SignOff {
    const NOUN: &'static str = "sign-off";
    const VERB: Option<Verb> = Some(Verb::SignOff);

    fn fields(ground: &Ground, typed: &Typed) -> Vec<Field> {
        signature_fields(ground, typed)
    }

    async fn take(self, web: &Web, actor: &Actor, at: At) -> Result<Stepped, Problem> {
        let signed = signed(web, actor, &at, &self.signature, &self.name).await?;
        Ok(orders::sign_off(&web.app, actor, at, signed).await?)
    }
}

fn signature_fields(ground: &Ground, typed: &Typed) -> Vec<Field> {
    let t = &ground.t;
    vec![
        Field::new("signature", t.t("papers-customer-signature"), typed.text("signature"), Kind::Signature).required(),
        Field::line("name", t.t("orders-signed-by"), typed.text("name"))
            .hint(t.t("orders-signed-by-hint"))
            .most(80)
            .wide("w6"),
    ]
}

async fn signed(web: &Web, actor: &Actor, at: &At, picture: &str, name: &str) -> Result<Signed, Problem> {
    let picture = drawn(picture)?;
    let order = orders::page(&web.app, actor, at.number.clone()).await?;
    Ok(Signed { picture, name: named_or(name, &order.head.customer) })
}

fn drawn(text: &str) -> Result<SignedPicture, Problem> {
    let text = text.trim();
    let text = text.strip_prefix("data:image/png;base64,").unwrap_or(text);
    let unfit = || Problem::App(Error::refuse(OrderRefusal::SignatureUnfit));
    let png = STANDARD.decode(text).map_err(|_| unfit())?;
    if is_printable(&png) { Ok(SignedPicture::from_png(png)?) } else { Err(unfit()) }
}

/// The device, or its replacement, goes back by mail.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Dispatch {
    /// 5 to 40 letters, digits, `-`.
    waybill: String,
}

impl Step for Dispatch {
    const NOUN: &'static str = "dispatch";
    const VERB: Option<Verb> = Some(Verb::SendBack);

    fn fields(ground: &Ground, typed: &Typed) -> Vec<Field> {
        vec![
            Field::line("waybill", ground.t.t("orders-ask-waybill"), typed.text("waybill"))
                .most(40)
                .required()
                .wide("w6"),
        ]
    }

    async fn take(self, web: &Web, actor: &Actor, at: At) -> Result<Stepped, Problem> {
        Ok(orders::send_back(&web.app, actor, at, self.waybill).await?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// One pixel.
    const DOT: &str =
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

    #[test]
    fn a_signature_is_a_png_in_base64_with_or_without_its_address() {
        assert!(drawn(DOT).is_ok());
        assert!(drawn(&format!("data:image/png;base64,{DOT}")).is_ok());
        for unfit in [
            "",
            "data:image/png;base64,",
            "%%%",
            &STANDARD.encode(b"GIF89a"),
            &DOT[..40],
            "data:image/svg+xml;base64,AAAA",
        ] {
            let Err(Problem::App(Error::Refusal(refusal))) = drawn(unfit) else { panic!("{unfit}") };
            assert_eq!(refusal.field, Some("signature"), "{unfit}");
        }
    }
}
