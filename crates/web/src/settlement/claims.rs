//! What stations ask the brand to pay, by month.

use crate::{Answer, Problem, Query, Shell, Web, products::category_name, show};
use aftercare_app::settlement::{self, ClaimRow};
use aftercare_domain::settlement::month_of;
use aftercare_kernel::{Date, Money, Page, PageRequest};
use askama::Template;
use axum::extract::State;
use serde::Deserialize;

#[derive(Template)]
#[template(path = "settlement/claims.html")]
pub struct ClaimsPage {
    shell: Shell,
    month: String,
    claims: Page<ClaimRow>,
    /// Whether the rows are all of the month: only then there is a sum.
    whole: bool,
}

impl ClaimsPage {
    fn sum(&self, minor: i64, claim: &ClaimRow) -> String {
        self.shell.t.money(Money::from_minor(minor, claim.currency.parse().unwrap_or_default()))
    }
    fn fee(&self, claim: &ClaimRow) -> String {
        self.sum(claim.fee_minor, claim)
    }
    fn parts(&self, claim: &ClaimRow) -> String {
        self.sum(claim.parts_minor, claim)
    }
    fn total(&self, claim: &ClaimRow) -> String {
        self.sum(claim.fee_minor.saturating_add(claim.parts_minor), claim)
    }
    /// `mobile_phone/walk_in/repair` in words.
    fn rule(&self, claim: &ClaimRow) -> String {
        let mut parts = claim.fee_rule.splitn(3, '/');
        let (category, mode, outcome) = (parts.next(), parts.next(), parts.next());
        let word = |prefix: &str, name: &str| self.shell.t(&format!("{prefix}-{}", name.replace('_', "-")));
        match (category, mode, outcome) {
            (Some(category), Some(mode), Some(outcome)) => {
                let category = category_or_any(&self.shell, category);
                format!("{category} · {} · {}", word("orders-mode", mode), word("settlement-outcome", outcome))
            }
            _ => claim.fee_rule.clone(),
        }
    }
    /// Of all claims, when they are of one currency.
    fn sums(&self) -> Option<String> {
        let first = self.claims.rows.first()?.currency.parse().ok()?;
        let of = |claim: &ClaimRow| {
            let currency = claim.currency.parse().ok()?;
            Some(Money::from_minor(claim.fee_minor.checked_add(claim.parts_minor)?, currency))
        };
        let sums: Option<Vec<Money>> = self.claims.rows.iter().map(of).collect();
        let total = Money::sum(sums?, first).ok()?;
        self.whole.then(|| self.shell.t.money(total))
    }
    fn month_before(&self) -> String {
        neighbour(&self.month, -1)
    }
    fn month_after(&self) -> String {
        neighbour(&self.month, 1)
    }
}

/// The fee table's word for a category; `*` is any other.
pub(super) fn category_or_any(shell: &Shell, category: &str) -> String {
    if category == "*" { shell.t("settlement-any-category") } else { category_name(&shell.t, category) }
}

/// The month so many before or after.
pub fn neighbour(month: &str, months: i32) -> String {
    let first: Option<Date> = format!("{month}-01").parse().ok();
    let other = first.and_then(|first| first.checked_add(jiff::Span::new().months(months)).ok());
    other.map_or_else(|| month.to_owned(), month_of)
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Filter {
    month: Option<String>,
    after: Option<String>,
}

pub async fn of_month(State(web): State<Web>, shell: Shell, Query(filter): Query<Filter>) -> Answer {
    let this_month = || month_of(shell.now.date_in(&shell.actor.zone));
    let month = filter.month.map_or_else(|| Ok(this_month()), checked_month)?;
    let first = filter.after.is_none();
    let claims = settlement::claims(&web.app, &shell.actor, month.clone(), PageRequest::new(filter.after, 200)).await?;
    let whole = first && claims.next.is_none();
    show(&ClaimsPage { shell, month, claims, whole })
}

/// `2026-03`
pub fn checked_month(month: String) -> Result<String, Problem> {
    let day: Result<Date, _> = format!("{month}-01").parse();
    match day {
        Ok(first) if month_of(first) == month => Ok(month),
        _ => Err(Problem::invalid("month", "errors-not-a-month")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::{Sample, check_samples};
    use aftercare_kernel::{
        Locale,
        id::{ClaimId, OrderId},
    };

    impl Sample for ClaimsPage {
        fn samples(shell: &Shell) -> Vec<Self> {
            let claim = ClaimRow {
                id: ClaimId::from_uuid(Default::default()),
                order_id: OrderId::from_uuid(Default::default()),
                month: "2026-03".into(),
                fee_minor: 8_000,
                parts_minor: 12_000,
                currency: "CNY".into(),
                fee_rule: "mobile_phone/walk_in/repair".into(),
                at: shell.now,
                order_number: "SH01-2026-000001".into(),
                station: "徐汇".into(),
                station_en: "Xuhui".into(),
            };
            let page = |rows, whole| Self {
                shell: shell.clone(),
                month: "2026-03".into(),
                claims: Page { rows, next: None },
                whole,
            };
            vec![page(vec![claim.clone(), claim], true), page(Vec::new(), true)]
        }
    }

    #[test]
    fn the_page_of_claims_speaks_every_language() {
        check_samples::<ClaimsPage>();
    }

    #[test]
    fn each_claim_names_its_station_in_the_readers_language() {
        for (locale, name) in [(Locale::ZhCn, "徐汇"), (Locale::ZhTw, "徐汇"), (Locale::En, "Xuhui")] {
            let html = ClaimsPage::samples(&Shell::sample(locale)).remove(0).render().expect("a page");
            assert_eq!(html.matches(&format!(">{name}</td>")).count(), 2, "{locale}");
        }
    }

    #[test]
    fn a_sum_stands_below_a_whole_month_only() {
        let shell = Shell::sample(Locale::En);
        let mut page = ClaimsPage::samples(&shell).remove(0);
        assert_eq!(page.sums().as_deref(), Some("CN¥400.00"));
        assert!(page.rule(&page.claims.rows[0]).starts_with("Mobile phone · "), "the rule in words");
        page.whole = false;
        assert_eq!(page.sums(), None);
    }

    #[test]
    fn months_are_checked_and_counted_over_the_year() {
        assert_eq!((neighbour("2026-01", -1).as_str(), neighbour("2026-12", 1).as_str()), ("2025-12", "2027-01"));
        for unfit in ["2026-13", "2026-3", "March", "2026-03-01", ""] {
            assert!(checked_month(unfit.to_owned()).is_err(), "{unfit}");
        }
    }
}
