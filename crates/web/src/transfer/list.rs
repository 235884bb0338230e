//! Imports so far, and the beginning of the next.

use super::uploads::{Upload, Uploads};
use crate::{Answer, FormErrors, Problem, Query, Shell, Web, reading::page_request, redirect, show, show_again};
use aftercare_app::transfer::{self, FileSource, ImportKind, Mapping, RunView};
use aftercare_domain::identity::Action;
use aftercare_kernel::Page;
use askama::Template;
use axum::extract::{Multipart, State, multipart::MultipartError};
use serde::Deserialize;

#[derive(Template)]
#[template(path = "transfer/list.html")]
pub struct ImportsPage {
    shell: Shell,
    runs: Page<RunView>,
    kind: String,
    errors: FormErrors,
}

impl ImportsPage {
    async fn load(web: &Web, shell: Shell, after: &str) -> Result<Self, Problem> {
        let runs = transfer::runs(&web.app, &shell.actor, page_request(after, None)).await?;
        Ok(Self { shell, runs, kind: ImportKind::Devices.to_string(), errors: FormErrors::none() })
    }

    fn kinds(&self) -> Vec<(&'static str, String, bool)> {
        let all = ImportKind::ALL.map(|kind| (kind.name(), format!("transfer-kind-{kind}")));
        self.shell.choices(all, &self.kind)
    }
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Listed {
    after: String,
}

pub async fn list(State(web): State<Web>, shell: Shell, Query(listed): Query<Listed>) -> Answer {
    show(&ImportsPage::load(&web, shell, &listed.after).await?)
}

/// Puts the file aside and goes on to its columns.
pub async fn upload(State(web): State<Web>, shell: Shell, parts: Multipart) -> Answer {
    shell.actor.may(Action::Import)?;
    let mut kind = None;
    match keep(&web, &shell, parts, &mut kind).await {
        Ok((kind, upload)) => Ok(redirect(shell.fragment, &format!("/imports/files/{}?kind={kind}", upload.id))),
        Err(problem) => {
            let errors = FormErrors::of(problem, &shell)?;
            let kind = kind.unwrap_or(ImportKind::Devices).to_string();
            let page = ImportsPage { errors, kind, ..ImportsPage::load(&web, shell, "").await? };
            show_again(&page.errors, &page)
        }
    }
}

/// The kind stands before the file in the form, so that a file of no kind is not read to its end.
async fn keep(
    web: &Web,
    shell: &Shell,
    mut parts: Multipart,
    chosen: &mut Option<ImportKind>,
) -> Result<(ImportKind, Upload), Problem> {
    while let Some(part) = parts.next_field().await.map_err(unreadable)? {
        match part.name() {
            Some("kind") => *chosen = part.text().await.map_err(unreadable)?.parse::<ImportKind>().ok(),
            Some("file") => {
                let kind = chosen.ok_or_else(|| Problem::invalid("kind", "errors-choose"))?;
                let name = part.file_name().unwrap_or_default().to_owned();
                if name.is_empty() {
                    return Err(Problem::invalid("file", "transfer-no-file"));
                }
                let uploads = Uploads::of(&web.settings.uploads, shell.actor.person);
                let upload = uploads.keep(shell.now, &shell.request_id, &name, part).await?;
                return Ok((kind, readable(&uploads, kind, upload).await?));
            }
            _ => {}
        }
    }
    Err(Problem::invalid("file", "transfer-no-file"))
}

/// What no list can be read from is not kept: it is refused where another file can be chosen.
async fn readable(uploads: &Uploads<'_>, kind: ImportKind, upload: Upload) -> Result<Upload, Problem> {
    if let Err(error) = transfer::preview(kind, FileSource::Path(upload.path.clone()), Mapping::new()).await {
        uploads.forget(&upload.id).await;
        return Err(error.into());
    }
    Ok(upload)
}

fn unreadable(error: MultipartError) -> Problem {
    match error.status().as_u16() {
        413 => Problem::TooLarge { most: super::MOST_FILE_BYTES },
        _ => Problem::BadRequest,
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::page::{Sample, check_samples};
    use aftercare_kernel::id::ImportId;

    pub fn run(shell: &Shell, state: &str, dry_run: bool) -> RunView {
        RunView {
            id: ImportId::from_uuid(Default::default()),
            kind: ImportKind::Devices,
            file_name: "机器 <2026>.csv".into(),
            mapping: [("serial".to_owned(), "序列号".to_owned())].into(),
            dry_run,
            state: state.into(),
            rows_read: 2000,
            rows_taken: 1990,
            rows_rejected: 10,
            started_at: shell.now,
            finished_at: (state != "running").then_some(shell.now),
            person: "马建".into(),
        }
    }

    impl Sample for ImportsPage {
        fn samples(shell: &Shell) -> Vec<Self> {
            let no_file = Problem::invalid("file", "transfer-no-file");
            let page = |rows, errors| Self {
                shell: shell.clone(),
                runs: Page { rows, next: Some("k".into()) },
                kind: "devices".into(),
                errors,
            };
            let runs = vec![run(shell, "running", false), run(shell, "done", true), run(shell, "failed", false)];
            vec![
                page(runs, FormErrors::none()),
                page(Vec::new(), FormErrors::of(no_file, shell).expect("an error of the form")),
            ]
        }
    }

    #[test]
    fn the_list_of_imports_speaks_every_language() {
        check_samples::<ImportsPage>();
    }
}
