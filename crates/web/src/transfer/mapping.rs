//! Which column is which field: guessed from the headers, changed by who knows better, then the rows are tried.

use super::{
    begin::begin,
    uploads::{Upload, UploadId, Uploads},
};
use crate::{Answer, Form, FormErrors, Path, Problem, Query, Shell, Web, redirect, show, show_again};
use aftercare_app::transfer::{self, Field, FileSource, ImportKind, ImportOrder, Mapping, Preview, fields_of};
use aftercare_domain::identity::Action;
use aftercare_kernel::id::ImportId;
use askama::Template;
use axum::extract::State;
use serde::Deserialize;
use std::collections::BTreeMap;

#[derive(Template)]
#[template(path = "transfer/mapping.html")]
pub struct MappingPage {
    shell: Shell,
    upload: Upload,
    kind: ImportKind,
    preview: Preview,
    errors: FormErrors,
}

impl MappingPage {
    async fn load(shell: Shell, kind: ImportKind, upload: Upload) -> Result<Self, Problem> {
        let source = FileSource::Path(upload.path.clone());
        let preview = transfer::preview(kind, source, Mapping::new()).await?;
        Ok(Self { shell, upload, kind, preview, errors: FormErrors::none() })
    }

    fn fields(&self) -> &'static [Field] {
        fields_of(self.kind)
    }

    fn label(&self, field: &Field) -> String {
        self.shell.t(&format!("transfer-field-{}", field.name.replace('_', "-")))
    }

    /// The file's headers, the one taken for the field chosen.
    fn headers(&self, field: &Field) -> Vec<(&str, &str, bool)> {
        let taken = self.preview.mapping.get(field.name);
        let named = self.preview.headers.iter().filter(|header| !header.is_empty());
        named.map(|header| (header.as_str(), header.as_str(), Some(header) == taken)).collect()
    }
}

#[derive(Deserialize)]
pub struct Chosen {
    kind: String,
}

/// A file that cannot be read sends back to choose another one.
pub async fn show_mapping(
    State(web): State<Web>,
    shell: Shell,
    Path(file): Path<String>,
    Query(chosen): Query<Chosen>,
) -> Answer {
    shell.actor.may(Action::Import)?;
    let kind: ImportKind = chosen.kind.parse()?;
    let upload = Uploads::of(&web.settings.uploads, shell.actor.person).find(&file.parse()?).await?;
    show(&MappingPage::load(shell, kind, upload).await?)
}

/// What is to be done with a file: `file`, `kind`, `dry_run`, and `map.` with a field's name for each column.
#[derive(Debug, Clone, Deserialize)]
#[serde(transparent)]
pub struct StartForm(BTreeMap<String, String>);

impl StartForm {
    fn text(&self, name: &str) -> &str {
        self.0.get(name).map_or("", String::as_str)
    }

    fn kind(&self) -> Result<ImportKind, Problem> {
        Ok(self.text("kind").parse()?)
    }

    fn mapping(&self) -> Mapping {
        let column = |(name, header): (&String, &String)| {
            let field = name.strip_prefix("map.").filter(|_| !header.is_empty())?;
            Some((field.to_owned(), header.clone()))
        };
        self.0.iter().filter_map(column).collect()
    }

    /// Rows are tried before they are taken, unless it is said otherwise.
    fn is_dry_run(&self) -> bool {
        self.text("dry_run") != "false"
    }

    fn rows_expected(&self) -> i64 {
        self.text("of").parse().unwrap_or(0)
    }
}

pub async fn start(State(web): State<Web>, shell: Shell, Form(form): Form<StartForm>) -> Answer {
    shell.actor.may(Action::Import)?;
    let id: UploadId = form.text("file").parse()?;
    let kind = form.kind()?;
    let Ok(upload) = Uploads::of(&web.settings.uploads, shell.actor.person).find(&id).await else {
        return Ok(shell.go("/imports", "transfer-file-gone"));
    };
    match send(&web, &shell, &form, &upload).await {
        Ok(run) => {
            let address = format!("/imports/{run}?file={id}&of={}", form.rows_expected());
            Ok(redirect(shell.fragment, &address))
        }
        Err(problem) => {
            let errors = FormErrors::of(problem, &shell)?;
            let mut page = MappingPage::load(shell, kind, upload).await?;
            page.preview.mapping = form.mapping();
            show_again(&errors.clone(), &MappingPage { errors, ..page })
        }
    }
}

/// The file stays after a trial, for the import itself.
async fn send(web: &Web, shell: &Shell, form: &StartForm, upload: &Upload) -> Result<ImportId, Problem> {
    let order = ImportOrder {
        kind: form.kind()?,
        file_name: upload.name.clone(),
        source: FileSource::Path(upload.path.clone()),
        mapping: form.mapping(),
        dry_run: form.is_dry_run(),
    };
    let (settings, person, id, dry_run) =
        (web.settings.clone(), shell.actor.person, upload.id.clone(), form.is_dry_run());
    let at_end = async move {
        if !dry_run {
            Uploads::of(&settings.uploads, person).forget(&id).await;
        }
    };
    begin(web, &shell.actor, order, at_end).await
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::{Sample, check_samples};

    impl Sample for MappingPage {
        fn samples(shell: &Shell) -> Vec<Self> {
            let headers = ["型号", "序列号 <SN>", ""].map(str::to_owned);
            let page = |kind: ImportKind| Self {
                shell: shell.clone(),
                upload: Upload {
                    id: "1-a".parse().expect("an id"), name: "机器.csv".into(), path: "/nowhere".into()
                },
                kind,
                preview: Preview {
                    headers: headers.to_vec(),
                    mapping: [("serial".to_owned(), headers[1].clone())].into(),
                    rows: vec![vec!["HX-P10".into(), "SN0001".into(), String::new()]],
                    rows_expected: 1,
                },
                errors: FormErrors::of(Problem::invalid("mapping", "errors-required"), shell).expect("an error"),
            };
            ImportKind::ALL.map(page).into()
        }
    }

    #[test]
    fn the_page_of_columns_speaks_every_language() {
        check_samples::<MappingPage>();
    }

    #[test]
    fn a_form_is_a_trial_unless_it_says_otherwise() {
        let form = |pairs: &[(&str, &str)]| {
            StartForm(pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect())
        };
        let trial = form(&[("map.serial", "SN"), ("map.model", ""), ("kind", "devices")]);
        assert!(trial.is_dry_run());
        assert_eq!(trial.mapping(), Mapping::from([("serial".to_owned(), "SN".to_owned())]));
        assert!(!form(&[("dry_run", "false")]).is_dry_run());
        assert!(form(&[("kind", "people")]).kind().is_err());
    }
}
