//! The sheet of an order's decision, on a page of its own.

use super::Sheet;
use crate::{
    Answer, Path, Problem, Shell, Web,
    orders::{masked_name, model_name},
    show,
};
use aftercare_app::{
    Actor,
    orders::{self, OrderPage},
    warranty::{self, Facts},
};
use aftercare_i18n::Texts;
use aftercare_kernel::{DocumentNumber, Instant, id::DecisionId};
use askama::Template;
use axum::extract::State;

#[derive(Template)]
#[template(path = "warranty/sheet-page.html")]
pub struct SheetPage {
    shell: Shell,
    number: String,
    model: String,
    serial: String,
    customer: String,
    decided_at: Instant,
    id: DecisionId,
    sheet: Sheet,
}

/// The sheet of an order's last decision, and when it was made; none when nothing was decided yet.
pub async fn sheet_of(
    web: &Web,
    actor: &Actor,
    t: &Texts,
    order: &OrderPage,
) -> Result<Option<(Instant, Sheet)>, Problem> {
    let (Some(id), Some(decision)) = (order.order.decision, &order.decision) else { return Ok(None) };
    let row = warranty::kept(&web.app, actor, id).await?;
    let facts: Facts = serde_json::from_str(&row.facts).map_err(Problem::fault)?;
    Ok(Some((row.at, Sheet::new(t, decision, Some(&facts), web.app.regimes()))))
}

pub async fn show_sheet(State(web): State<Web>, shell: Shell, Path(number): Path<DocumentNumber>) -> Answer {
    let order = orders::page(&web.app, &shell.actor, number).await?;
    let id = order.order.decision.ok_or(Problem::missing("decision"))?;
    let found = sheet_of(&web, &shell.actor, &shell.t, &order).await?;
    let (decided_at, sheet) = found.ok_or(Problem::missing("decision"))?;
    let model = model_name(&order.head, shell.t.locale).to_owned();
    let customer = masked_name(&order.head);
    let serial = order.head.serial;
    show(&SheetPage { shell, number: order.row.number, model, serial, customer, decided_at, id, sheet })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        orders::sample,
        page::{Sample, check_samples},
    };

    impl Sample for SheetPage {
        fn samples(shell: &Shell) -> Vec<Self> {
            let (decision, facts, regimes) = sample::decision();
            vec![Self {
                number: "SH01-2026-000001".into(),
                model: "P10".into(),
                serial: "SN1".into(),
                customer: "王**".into(),
                decided_at: shell.now,
                id: DecisionId::from_uuid(Default::default()),
                sheet: Sheet::new(&shell.t, &decision, Some(&facts), &regimes),
                shell: shell.clone(),
            }]
        }
    }

    #[test]
    fn the_decision_sheet_speaks_every_language() {
        check_samples::<SheetPage>();
    }
}
