//! A price before paid work, and the customer's answer.

use super::{currency_of, step_with_reason};
use crate::{
    Problem, Web,
    orders::{
        field::Field,
        step::{Ground, Step},
        typed::Typed,
    },
    problem::Invalid,
    reading::given,
};
use aftercare_app::{
    Actor,
    orders::{self, At, QuoteDraft, QuotedLine, Stepped},
};
use aftercare_domain::{billing::LineKind, orders::Verb};
use aftercare_kernel::{Currency, Money};
use serde::Deserialize;
use utoipa::ToSchema;

/// Lines that the form can have.
const MOST_LINES: usize = 20;

/// A quotation to the customer; one that is still open is replaced.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Quote {
    lines: Vec<QuoteLine>,
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct QuoteLine {
    /// `labour`, `part` or `travel`.
    kind: String,
    text: String,
    #[serde(default = "one")]
    quantity: i64,
    /// For one, a decimal in the order's currency.
    #[schema(example = "120.00")]
    price: String,
    /// Kind of the part, such as `battery`: a contract may pay for it.
    #[serde(default)]
    part_kind: Option<String>,
}

const fn one() -> i64 {
    1
}

impl Step for Quote {
    const NOUN: &'static str = "quote";
    const VERB: Option<Verb> = Some(Verb::Quote);
    const MORE: Option<&'static str> = Some("orders-line-more");

    /// A line without text and price was left empty.
    fn read(typed: &Typed) -> Result<Self, Problem> {
        let lines = (1..=MOST_LINES).filter_map(|number| line_of(typed, number)).collect::<Result<Vec<_>, _>>()?;
        Ok(Self { lines })
    }

    fn fields(ground: &Ground, typed: &Typed) -> Vec<Field> {
        let lines = typed.lines("text").clamp(1, MOST_LINES) + usize::from(typed.wants_more());
        (1..=lines.min(MOST_LINES)).flat_map(|number| line_fields(ground, typed, number)).collect()
    }

    async fn take(self, web: &Web, actor: &Actor, at: At) -> Result<Stepped, Problem> {
        let currency = currency_of(web, actor, &at.number).await?;
        let lines = self.lines.into_iter().enumerate().map(|(index, line)| line.quoted(index, currency));
        let draft = QuoteDraft { lines: lines.collect::<Result<_, _>>()? };
        Ok(orders::quote(&web.app, actor, at, draft).await?)
    }
}

impl QuoteLine {
    fn quoted(self, index: usize, currency: Currency) -> Result<QuotedLine, Problem> {
        let unfit = |_| Problem::Invalid(vec![Invalid::new(format!("lines[{index}].price"), "errors-not-an-amount")]);
        let price = Money::parse_typed(&self.price, currency).map_err(unfit)?;
        Ok(QuotedLine {
            kind: self.kind,
            text: self.text,
            quantity: self.quantity,
            price_minor: price.minor(),
            part_kind: self.part_kind,
            covered: None,
        })
    }
}

fn line_of(typed: &Typed, number: usize) -> Option<Result<QuoteLine, Problem>> {
    let get = |name: &str| typed.text(&format!("{name}_{number}"));
    if get("text").is_empty() && get("price").is_empty() {
        return None;
    }
    let whole = |text: String| {
        let unfit = || Problem::Invalid(vec![Invalid::new(format!("quantity_{number}"), "errors-not-a-whole-number")]);
        if text.is_empty() { Ok(1) } else { text.parse().map_err(|_| unfit()) }
    };
    let line = |quantity| QuoteLine {
        kind: get("kind"),
        text: get("text"),
        quantity,
        price: get("price"),
        part_kind: given(&get("part_kind")),
    };
    Some(check_price(&get("price"), number).and_then(|()| whole(get("quantity"))).map(line))
}

/// Here the field has the name it has on the form.
fn check_price(price: &str, number: usize) -> Result<(), Problem> {
    let unfit = |_| Problem::Invalid(vec![Invalid::new(format!("price_{number}"), "errors-not-an-amount")]);
    Money::parse_typed(price, Currency::default()).map(|_| ()).map_err(unfit)
}

fn line_fields(ground: &Ground, typed: &Typed, number: usize) -> [Field; 5] {
    let t = &ground.t;
    let name = |field: &str| format!("{field}_{number}");
    let kind = typed.or(&name("kind"), if number == 1 { LineKind::Labour } else { LineKind::Part });
    let currency = ground.order.order.currency.code();
    [
        Field::named(
            &name("kind"),
            t.t("orders-line-kind"),
            &kind,
            t,
            LineKind::ALL.iter().map(|k| (k.name(), k.key())),
        )
        .wide("w2"),
        Field::line(&name("text"), t.t("orders-line-text"), typed.text(&name("text"))).wide("w4"),
        Field::line(&name("part_kind"), t.t("products-part-kind"), typed.text(&name("part_kind"))).most(40).wide("w2"),
        Field::line(&name("quantity"), t.t("shell-quantity"), typed.or(&name("quantity"), 1)).most(4).wide("w2"),
        Field::line(&name("price"), format!("{} {currency}", t.t("orders-line-price")), typed.text(&name("price")))
            .most(16)
            .wide("w2"),
    ]
}

/// The customer agrees to the quotation.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct QuoteApproval {
    /// By which way: in person, on the phone.
    #[serde(default)]
    how: String,
}

impl Step for QuoteApproval {
    const NOUN: &'static str = "quote-approval";
    const VERB: Option<Verb> = Some(Verb::ApproveQuote);

    fn fields(ground: &Ground, typed: &Typed) -> Vec<Field> {
        let t = &ground.t;
        let how =
            Field::line("how", t.t("orders-approved-how"), typed.text("how")).hint(t.t("orders-approved-how-hint"));
        vec![how.wide("w6")]
    }

    /// What is agreed to: every line, and what the customer bears.
    fn told(ground: &Ground) -> Vec<(String, String)> {
        let (t, order) = (&ground.t, &ground.order);
        let Some(quote) = order.quotes.iter().rev().find(|quote| quote.state == "open") else { return Vec::new() };
        let sum = |minor: i64| t.money(Money::from_minor(minor, order.order.currency));
        let lines: Vec<QuotedLine> = serde_json::from_str(&quote.lines).unwrap_or_default();
        let line = |line: &QuotedLine| {
            let kind = t.t(&format!("billing-line-{}", line.kind));
            (format!("{kind} · {}", line.text), format!("{} × {}", line.quantity, sum(line.price_minor)))
        };
        let covered = lines.iter().filter_map(|line| line.covered.as_ref()).map(|covered| {
            let said = [("number", (&covered.number).into()), ("amount", sum(covered.minor).into())];
            (t.t("contracts-contract"), t.t_with("contracts-pays", &said))
        });
        let total = (t.t("shell-total"), sum(quote.total_minor));
        lines.iter().map(line).chain(covered).chain([total]).collect()
    }

    async fn take(self, web: &Web, actor: &Actor, at: At) -> Result<Stepped, Problem> {
        Ok(orders::approve_quote(&web.app, actor, at, self.how).await?)
    }
}

step_with_reason! {
    /// The customer does not agree: the device goes back as it came.
    QuoteRefusal: "quote-refusal", Verb::DeclineQuote, orders::decline_quote;
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::orders::sample;
    use aftercare_i18n::Texts;
    use aftercare_kernel::{Instant, Locale};
    use jiff::tz::TimeZone;

    fn typed(pairs: &[(&str, &str)]) -> Typed {
        Typed::new(pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect())
    }

    #[test]
    fn lines_left_empty_are_no_lines() {
        let quote = Quote::read(&typed(&[
            ("kind_1", "labour"),
            ("text_1", "检测"),
            ("price_1", "30"),
            ("quantity_1", "2"),
            ("kind_2", "part"),
        ]));
        let quote = quote.expect("a quotation");
        assert_eq!((quote.lines.len(), quote.lines[0].quantity, quote.lines[0].price.as_str()), (1, 2, "30"));
    }

    #[test]
    fn the_form_begins_with_one_line_and_grows_by_one() {
        let (t, now) = (Texts::new(Locale::En), Instant::from_micros(0));
        let order = sample::orders().remove(0);
        let ground = Ground {
            t,
            now,
            order,
            zone: TimeZone::UTC,
            technicians: vec![],
            stocks: vec![],
            units: vec![],
            goods: String::new(),
        };
        for (pairs, lines) in [
            (&[][..], 1),
            (&[("text_1", "检测"), ("more", "1")], 2),
            (&[("text_1", "检测"), ("text_2", "")], 2),
            (&[("text_20", "屏"), ("more", "1")], 20),
            (&[("text_999999", "屏")], 20),
        ] {
            assert_eq!(Quote::fields(&ground, &typed(pairs)).len(), 5 * lines, "{pairs:?}");
        }
    }

    #[test]
    fn a_line_that_does_not_read_names_its_field() {
        for (pairs, field) in [
            (&[("text_3", "屏"), ("price_3", "dear")][..], "price_3"),
            (&[("text_2", "屏"), ("price_2", "1.00"), ("quantity_2", "many")], "quantity_2"),
            (&[("text_1", "屏")], "price_1"),
        ] {
            let Err(Problem::Invalid(found)) = Quote::read(&typed(pairs)) else { panic!("{field}") };
            assert_eq!(found[0].field, field);
        }
    }
}
