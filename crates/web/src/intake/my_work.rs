//! What waits for me: the first page after signing in.

use crate::{Answer, Problem, Shell, Web, show};
use aftercare_app::intake::{self, CaseLine, MyWork};
use aftercare_domain::identity::Action;
use askama::Template;
use axum::extract::State;

/// `work` is none for who does not read cases: the tree's administrator.
#[derive(Template)]
#[template(path = "intake/my-work.html", blocks = ["work"])]
pub struct MyWorkPage {
    shell: Shell,
    work: Option<MyWork>,
}

impl MyWorkPage {
    async fn load(web: &Web, shell: Shell) -> Result<Self, Problem> {
        let work = match shell.can(Action::ReadCase) {
            true => Some(intake::my_work(&web.app, &shell.actor).await?),
            false => None,
        };
        Ok(Self { shell, work })
    }

    /// Cases of the place that are somebody else's: mine stand above.
    fn others<'a>(&self, work: &'a MyWork) -> Vec<&'a CaseLine> {
        work.here.iter().filter(|line| line.owner_id != Some(self.shell.actor.person)).collect()
    }

    /// What who has nothing to do may do; who only reads cases is told nothing.
    fn hint_without_work(&self) -> String {
        match (self.shell.may_register(), self.shell.can(Action::AddContact)) {
            (true, _) => self.shell.t("intake-mine-none-hint"),
            (false, true) => self.shell.t("intake-mine-none-take-over"),
            (false, false) => String::new(),
        }
    }
}

pub async fn show_work(State(web): State<Web>, shell: Shell) -> Answer {
    let page = MyWorkPage::load(&web, shell).await?;
    if page.shell.fragment { show(&page.as_work()) } else { show(&page) }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::page::{Sample, check_samples};
    use aftercare_domain::{
        deadlines::{ClockWhat, TimeLeft},
        intake::{CaseKind, CaseResult, Channel},
    };
    use aftercare_kernel::id::{CaseId, PersonId};

    /// An open case, and for `closed` one that was.
    pub fn line(shell: &Shell, seconds: i64, closed: bool) -> CaseLine {
        let due = TimeLeft::at(shell.now, ClockWhat::Answer, shell.now.plus_seconds(seconds));
        CaseLine {
            id: CaseId::from_uuid(Default::default()),
            number: "SH01-2026-000001".into(),
            org_path: "/HX/HQ/EAST/SH01/".into(),
            kind: CaseKind::Repair,
            channel: Channel::Phone,
            open: !closed,
            symptom: "手机黑屏 <无法> 开机".into(),
            customer: "王**".into(),
            serial: Some("SN0001".into()),
            model: Some("华新 P10".into()),
            model_en: Some("Huaxin P10".into()),
            owner_id: (!closed).then(|| PersonId::from_uuid(aftercare_kernel::id::uuid_v7(shell.now, &Ones))),
            owner: (!closed).then(|| "苏明".into()),
            due: (!closed).then_some(due),
            opened_at: shell.now,
            result: closed.then_some(CaseResult::Satisfied),
        }
    }

    struct Ones;
    impl aftercare_kernel::Dice for Ones {
        fn fill(&self, bytes: &mut [u8]) {
            bytes.fill(1);
        }
    }

    impl Sample for MyWorkPage {
        fn samples(shell: &Shell) -> Vec<Self> {
            let work = |mine: Vec<CaseLine>, here: Vec<CaseLine>| MyWork {
                mine_open: 2,
                mine_overdue: 1,
                here_open: 3,
                here_overdue: 1,
                mine,
                here,
            };
            let lines = |open: i64| vec![line(shell, open, false), line(shell, -60, false)];
            [Some(work(lines(7200), lines(600))), Some(work(Vec::new(), Vec::new())), None]
                .map(|work| Self { shell: shell.clone(), work })
                .into()
        }
    }

    #[test]
    fn my_work_speaks_every_language() {
        check_samples::<MyWorkPage>();
    }
}
