//! Defective parts that are owed to the brand, and sending them back.

use crate::{
    Answer, Flash, Path, Shell, Web,
    orders::{Typed, in_locale},
    show,
};
use aftercare_app::parts::{self, DutyRow};
use aftercare_domain::{
    deadlines::{ClockWhat, TimeLeft},
    identity::Action,
};
use aftercare_kernel::id::DutyId;
use askama::Template;
use axum::extract::State;

#[derive(Template)]
#[template(path = "parts/owed.html")]
pub struct OwedPage {
    shell: Shell,
    duties: Vec<DutyRow>,
}

impl OwedPage {
    fn name<'a>(&self, duty: &'a DutyRow) -> &'a str {
        in_locale(self.shell.t.locale, &duty.item_name, &duty.item_name_en)
    }
    fn left(&self, duty: &DutyRow) -> TimeLeft {
        TimeLeft::at(self.shell.now, ClockWhat::DefectiveReturn, duty.due_at)
    }
    fn may_return(&self) -> bool {
        self.shell.can(Action::ReturnDefective)
    }
}

pub async fn list(State(web): State<Web>, shell: Shell) -> Answer {
    let duties = parts::duties_owed(&web.app, &shell.actor).await?;
    show(&OwedPage { shell, duties })
}

pub async fn give_back(State(web): State<Web>, shell: Shell, Path(duty): Path<DutyId>, typed: Typed) -> Answer {
    let key = Some(typed.text("idempotency_key")).filter(|key| !key.is_empty());
    parts::return_defective(&web.app, &shell.actor, duty, key).await?;
    Ok(shell.go("/defective-parts", Flash::new("parts-returned")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::{Sample, check_samples};
    use aftercare_kernel::id::{ItemId, OrderId};

    impl Sample for OwedPage {
        fn samples(shell: &Shell) -> Vec<Self> {
            let duty = DutyRow {
                id: DutyId::from_uuid(Default::default()),
                order_id: OrderId::from_uuid(Default::default()),
                item_id: ItemId::from_uuid(Default::default()),
                quantity: 1,
                due_at: shell.now.plus_seconds(-3600),
                state: "owed".into(),
                item_code: "P10-LCD".into(),
                item_name: "显示屏".into(),
                item_name_en: "Screen".into(),
                order_number: "SH01-2026-000001".into(),
                lot: String::new(),
            };
            vec![Self { shell: shell.clone(), duties: vec![duty] }, Self { shell: shell.clone(), duties: Vec::new() }]
        }
    }

    #[test]
    fn the_list_of_owed_parts_speaks_every_language() {
        check_samples::<OwedPage>();
    }
}
