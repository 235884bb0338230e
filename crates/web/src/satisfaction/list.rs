//! Who is to be called, what is due first.

use crate::{
    Answer, Query, Shell, Web,
    orders::{in_locale, kind_of, masked_phone},
    show,
};
use aftercare_app::satisfaction::{self, FollowUpRow};
use aftercare_domain::{
    customers::mask_name,
    deadlines::{ClockWhat, TimeLeft},
    identity::Action,
};
use aftercare_kernel::{Page, PageRequest};
use askama::Template;
use axum::extract::State;
use serde::Deserialize;

#[derive(Template)]
#[template(path = "satisfaction/calls.html", blocks = ["rows"])]
pub struct CallsPage {
    shell: Shell,
    calls: Page<FollowUpRow>,
}

impl CallsPage {
    fn left(&self, call: &FollowUpRow) -> TimeLeft {
        TimeLeft::at(self.shell.now, ClockWhat::FollowUp, call.due_at)
    }
    fn model<'a>(&self, call: &'a FollowUpRow) -> &'a str {
        in_locale(self.shell.t.locale, &call.model, &call.model_en)
    }
    fn customer(&self, call: &FollowUpRow) -> String {
        mask_name(&call.customer, kind_of(&call.customer_kind))
    }
    fn phone(&self, call: &FollowUpRow) -> String {
        masked_phone(&call.phone)
    }
    fn may_unmask(&self) -> bool {
        self.shell.can(Action::Unmask)
    }
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct After {
    after: Option<String>,
}

pub async fn calls(State(web): State<Web>, shell: Shell, Query(page): Query<After>) -> Answer {
    let calls = satisfaction::planned(&web.app, &shell.actor, PageRequest::new(page.after, 50)).await?;
    let fragment = shell.fragment;
    let page = CallsPage { shell, calls };
    if fragment { show(&page.as_rows()) } else { show(&page) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::{Sample, check_samples};
    use aftercare_kernel::{
        Locale,
        id::{CaseId, FollowUpId, OrderId},
    };

    impl Sample for CallsPage {
        fn samples(shell: &Shell) -> Vec<Self> {
            let call = FollowUpRow {
                id: FollowUpId::from_uuid(Default::default()),
                case_id: CaseId::from_uuid(Default::default()),
                order_id: OrderId::from_uuid(Default::default()),
                round: 2,
                due_at: shell.now.plus_seconds(3600),
                state: "planned".into(),
                class: None,
                words: None,
                answered_at: None,
                order_number: "SH01-2026-000001".into(),
                customer: "王小明".into(),
                phone: "+8613900001234".into(),
                model: "星河 P10".into(),
                model_en: "Xinghe P10".into(),
                customer_kind: "person".into(),
            };
            let page = |rows, next| Self { shell: shell.clone(), calls: Page { rows, next } };
            vec![page(vec![call], Some("k".to_owned())), page(Vec::new(), None)]
        }
    }

    #[test]
    fn the_list_of_calls_speaks_every_language_and_masks_who_is_called() {
        check_samples::<CallsPage>();
        let html = CallsPage::samples(&Shell::sample(Locale::En))[0].render().expect("a page");
        assert!(!html.contains("王小明") && !html.contains("13900001234"), "{html}");
    }
}
