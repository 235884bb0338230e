//! A run: how far it has come, and the rows it did not take, with line, column and reason.

use super::uploads::UploadId;
use crate::{Answer, Path, Query, Shell, Web, reading::page_request, show};
use aftercare_app::transfer::{self, RejectRow, RunView};
use aftercare_i18n::{Arg, Texts, has_key};
use aftercare_kernel::{Page, id::ImportId};
use askama::Template;
use axum::extract::State;
use serde::Deserialize;

#[derive(Template)]
#[template(path = "transfer/run.html", blocks = ["progress"])]
pub struct RunPage {
    shell: Shell,
    run: RunView,
    rejects: Page<RejectRow>,
    asked: Asked,
}

/// What the page before knew: where the file is, and how many rows it may have.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    file: String,
    of: i64,
    after: String,
}

const RUNNING: &str = "running";
const DONE: &str = "done";

impl RunPage {
    fn is_running(&self) -> bool {
        self.run.state == RUNNING
    }

    /// The same address: the page asks it for itself until the run ends.
    fn here(&self) -> String {
        let Asked { file, of, .. } = &self.asked;
        format!("/imports/{}?file={file}&of={of}", self.run.id)
    }

    /// Lines are counted, rows may be a few less; nothing when the file did not say.
    fn rows_expected(&self) -> Option<i64> {
        Some(self.asked.of.max(self.run.rows_read)).filter(|_| self.asked.of > 0)
    }

    fn state(&self) -> (String, &'static str) {
        let key = match (self.run.state.as_str(), self.run.dry_run) {
            (RUNNING, _) => return (self.shell.t("transfer-running"), "blue"),
            (DONE, true) => "transfer-tried",
            (DONE, false) => "transfer-done",
            _ => return (self.shell.t("transfer-failed"), "red"),
        };
        (self.shell.t(key), if self.run.rows_rejected > 0 { "amber" } else { "green" })
    }

    /// After a trial the rows can be taken, as long as the file is here.
    fn can_be_taken(&self) -> bool {
        self.run.dry_run && self.run.state == DONE && self.run.rows_taken > 0 && !self.asked.file.is_empty()
    }

    fn reason(&self, reject: &RejectRow) -> String {
        reason(&self.shell.t, &reject.code)
    }

    fn mapping(&self) -> Vec<(String, &str)> {
        let name = |field: &String| self.shell.t(&format!("transfer-field-{}", field.replace('_', "-")));
        self.run.mapping.iter().map(|(field, header)| (name(field), header.as_str())).collect()
    }
}

/// A rejected row keeps the code of its reason without values; a sentence that needs them is said in general.
pub fn reason(t: &Texts, code: &str) -> String {
    let said = if has_key(t.locale, code) { t.t(code) } else { String::new() };
    if said.is_empty() || said.contains('⟦') {
        return t.t_with("transfer-reject-unfit", &[("code", Arg::from(code))]);
    }
    said
}

pub async fn show_run(
    State(web): State<Web>,
    shell: Shell,
    Path(id): Path<ImportId>,
    Query(mut asked): Query<Asked>,
) -> Answer {
    let run = transfer::run(&web.app, &shell.actor, id).await?;
    let rejects = transfer::rejects(&web.app, &shell.actor, id, page_request(&asked.after, None)).await?;
    if asked.file.parse::<UploadId>().is_err() {
        asked.file.clear();
    }
    let page = RunPage { shell, run, rejects, asked };
    if page.shell.fragment { show(&page.as_progress()) } else { show(&page) }
}

#[cfg(test)]
mod tests {
    use super::{super::list::tests::run, *};
    use crate::page::{Sample, check_samples};
    use aftercare_kernel::Locale;

    impl Sample for RunPage {
        fn samples(shell: &Shell) -> Vec<Self> {
            let reject = |column: &str, code: &str| RejectRow {
                line: 7,
                column: column.into(),
                code: code.into(),
                value: "<b>".into(),
            };
            let rejects = ["transfer-reject-missing", "customers-refusal-name-too-long", "of-another-version"];
            let page = |state: &str, dry_run: bool, file: &str| Self {
                shell: shell.clone(),
                run: run(shell, state, dry_run),
                rejects: Page { rows: rejects.map(|code| reject("序列号", code)).into(), next: Some("7".into()) },
                asked: Asked { file: file.into(), of: 4000, after: String::new() },
            };
            let none = Page { rows: Vec::new(), next: None };
            vec![
                page("running", false, ""),
                page("done", true, "1-a"),
                page("failed", false, ""),
                Self { rejects: none, asked: Asked::default(), ..page("done", false, "") },
            ]
        }
    }

    #[test]
    fn the_page_of_a_run_speaks_every_language() {
        check_samples::<RunPage>();
    }

    #[test]
    fn every_reason_has_words() {
        for t in Locale::ALL.map(Texts::new) {
            let areas = aftercare_domain::catalogue_keys();
            let refusals = areas.iter().filter(|key| key.contains("-refusal-")).map(String::as_str);
            for code in transfer::KEYS.iter().copied().chain(refusals) {
                let said = reason(&t, code);
                assert!(!said.contains('⟦') && !said.is_empty(), "{code}: {said}");
            }
            for code in transfer::KEYS.iter().filter(|code| code.contains("-reject-")) {
                assert!(has_key(t.locale, code), "{code}");
            }
        }
    }
}
