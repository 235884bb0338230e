//! Models: listed, looked at, written by who keeps the catalogue.

use super::{
    Known,
    model_form::{ModelForm, PartsForm},
};
use crate::{
    Answer, Flash, Form, FormErrors, Path, Problem, Query, Shell, Web,
    reading::{given, page_request},
    show, show_again,
};
use aftercare_app::{
    products::{self, ModelPage as Model, ModelView},
    search::{self, Hit},
};
use aftercare_domain::identity::Action;
use aftercare_kernel::{Page, PageRequest, id::ModelId};
use askama::Template;
use axum::extract::State;
use serde::Deserialize;

#[derive(Template)]
#[template(path = "products/models.html")]
pub struct ModelsPage {
    shell: Shell,
    models: Page<ModelView>,
    known: Known,
    form: ModelForm,
    errors: FormErrors,
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Listed {
    pub after: String,
    pub limit: Option<u32>,
}

impl ModelsPage {
    fn regime<'a>(&'a self, id: &'a str) -> &'a str {
        self.known.regime(id)
    }

    async fn load(web: &Web, shell: Shell, listed: &Listed) -> Result<Self, Problem> {
        let request = page_request(&listed.after, listed.limit);
        let models = products::models(&web.app, &shell.actor, request).await?;
        let known = Known::new(&shell.t, web.app.regimes());
        Ok(Self { models, known, form: ModelForm::default(), errors: FormErrors::none(), shell })
    }

    fn may_edit(&self) -> bool {
        self.shell.can(Action::EditCatalogue)
    }
}

pub async fn list(State(web): State<Web>, shell: Shell, Query(listed): Query<Listed>) -> Answer {
    show(&ModelsPage::load(&web, shell, &listed).await?)
}

pub async fn create(State(web): State<Web>, shell: Shell, Form(form): Form<ModelForm>) -> Answer {
    let created = async {
        let entry = form.entry(shell.currency())?;
        products::create_model(&web.app, &shell.actor, entry).await.map_err(Problem::from)
    };
    match created.await {
        Ok(id) => Ok(shell.go(&format!("/models/{id}"), Flash::new("products-model-added").with("code", &form.code))),
        Err(problem) => {
            let errors = FormErrors::of(problem, &shell)?;
            let page = ModelsPage { errors, form, ..ModelsPage::load(&web, shell, &Listed::default()).await? };
            show_again(&page.errors, &page)
        }
    }
}

#[derive(Template)]
#[template(path = "products/model.html")]
pub struct ModelPage {
    shell: Shell,
    page: Model,
    known: Known,
    form: ModelForm,
    errors: FormErrors,
    parts: PartsForm,
    parts_errors: FormErrors,
}

impl ModelPage {
    async fn load(web: &Web, shell: Shell, id: ModelId) -> Result<Self, Problem> {
        let page = products::model(&web.app, &shell.actor, id).await?;
        let (form, parts) = (ModelForm::from(&page.model), PartsForm::from(&page.parts[..]));
        let known = Known::new(&shell.t, web.app.regimes());
        Ok(Self { shell, page, known, form, errors: FormErrors::none(), parts, parts_errors: FormErrors::none() })
    }

    fn regime<'a>(&'a self, id: &'a str) -> &'a str {
        self.known.regime(id)
    }

    fn months(&self, months: &u32) -> String {
        self.shell.count("products-months", *months)
    }

    fn may_edit(&self) -> bool {
        self.shell.can(Action::EditCatalogue)
    }
}

fn address(id: ModelId) -> String {
    format!("/models/{id}")
}

pub async fn page(State(web): State<Web>, shell: Shell, Path(id): Path<ModelId>) -> Answer {
    show(&ModelPage::load(&web, shell, id).await?)
}

pub async fn edit(
    State(web): State<Web>,
    shell: Shell,
    Path(id): Path<ModelId>,
    Form(form): Form<ModelForm>,
) -> Answer {
    let edited = async {
        let entry = form.entry(shell.currency())?;
        products::edit_model(&web.app, &shell.actor, id, entry).await.map_err(Problem::from)
    };
    match edited.await {
        Ok(()) => Ok(shell.go(&address(id), "shell-saved")),
        Err(problem) => {
            let errors = FormErrors::of(problem, &shell)?;
            let page = ModelPage { errors, form, ..ModelPage::load(&web, shell, id).await? };
            show_again(&page.errors, &page)
        }
    }
}

pub async fn set_parts(
    State(web): State<Web>,
    shell: Shell,
    Path(id): Path<ModelId>,
    Form(form): Form<PartsForm>,
) -> Answer {
    let set = async {
        let parts = form.parts()?;
        products::set_model_parts(&web.app, &shell.actor, id, parts).await.map_err(Problem::from)
    };
    match set.await {
        Ok(()) => Ok(shell.go(&address(id), "shell-saved")),
        Err(problem) => {
            let parts_errors = FormErrors::of(problem, &shell)?;
            let page = ModelPage { parts_errors, parts: form, ..ModelPage::load(&web, shell, id).await? };
            show_again(&page.parts_errors, &page)
        }
    }
}

#[derive(Template)]
#[template(path = "products/model-options.html")]
struct ModelOptions {
    shell: Shell,
    models: Vec<ModelOption>,
}

struct ModelOption {
    id: ModelId,
    code: String,
    name: String,
    name_en: String,
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    q: String,
}

/// Models by code or a part of the name; with nothing typed the first of the catalogue.
pub async fn options(State(web): State<Web>, shell: Shell, Query(asked): Query<Asked>) -> Answer {
    shell.actor.may(Action::ReadCatalogue)?;
    let models = match given(&asked.q) {
        Some(words) => hits(&web, &shell, &words).await?,
        None => first(&web, &shell).await?,
    };
    show(&ModelOptions { shell, models })
}

async fn hits(web: &Web, shell: &Shell, words: &str) -> Result<Vec<ModelOption>, Problem> {
    let hits = search::search(&web.app, &shell.actor, words).await?;
    let model = |hit| match hit {
        Hit::Model { id, code, name, name_en } => Some(ModelOption { id, code, name, name_en }),
        _ => None,
    };
    Ok(hits.into_iter().filter_map(model).collect())
}

async fn first(web: &Web, shell: &Shell) -> Result<Vec<ModelOption>, Problem> {
    let request = PageRequest::new(None, search::MOST_HITS as u32);
    let models = products::models(&web.app, &shell.actor, request).await?;
    let option = |m: ModelView| ModelOption { id: m.id, code: m.code, name: m.name, name_en: m.name_en };
    Ok(models.rows.into_iter().filter(|model| model.active).map(option).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::{Sample, check_samples};
    use aftercare_app::{
        Error,
        products::{ItemView, ModelPartView},
    };
    use aftercare_domain::{
        products::{ItemKind, ProductRefusal},
        warranty::Regimes,
    };
    use aftercare_kernel::{Currency, Money, id::ItemId};

    fn model(active: bool) -> ModelView {
        ModelView {
            id: ModelId::from_uuid(Default::default()),
            code: "HX-P10".into(),
            name: "华新 P10".into(),
            name_en: "Huaxin P10".into(),
            category: "phone".into(),
            regime: active.then(|| "cn.mobile.2001".into()),
            price: Money::from_minor(299_900, Currency::CNY),
            active,
        }
    }

    fn known(shell: &Shell) -> Known {
        Known::new(&shell.t, &Regimes::builtin().expect("the built-in texts of law"))
    }

    impl Sample for ModelsPage {
        fn samples(shell: &Shell) -> Vec<Self> {
            let refused =
                FormErrors::of(Error::refuse(ProductRefusal::CodeUnfit), shell).expect("an error of the form");
            let page = |rows, next: Option<&str>, errors| Self {
                shell: shell.clone(),
                models: Page { rows, next: next.map(str::to_owned) },
                known: known(shell),
                form: ModelForm::default(),
                errors,
            };
            vec![
                page(vec![model(true), model(false)], Some("HX-P10"), refused),
                page(Vec::new(), None, FormErrors::none()),
            ]
        }
    }
    impl Sample for ModelPage {
        fn samples(shell: &Shell) -> Vec<Self> {
            let item = ItemView {
                id: ItemId::from_uuid(Default::default()),
                code: "P10-LCD".into(),
                name: "显示屏".into(),
                name_en: "Display".into(),
                kind: ItemKind::Part,
                part_kind: None,
                serialised: false,
                returns_defective: true,
                price: Money::from_minor(1, Currency::CNY),
                cost: Money::from_minor(1, Currency::CNY),
            };
            let parts = vec![ModelPartView { part_kind: "battery".into(), brand_months: Some(12) }];
            let refused = Error::refuse(ProductRefusal::MonthsUnfit { most: 240 });
            let errors = FormErrors::of(refused, shell).expect("an error of the form");
            vec![Self {
                shell: shell.clone(),
                known: known(shell),
                form: ModelForm::from(&model(true)),
                errors: FormErrors::none(),
                parts: PartsForm::from(&parts[..]),
                parts_errors: errors,
                page: Model { model: model(true), parts, items: vec![item] },
            }]
        }
    }
    impl Sample for ModelOptions {
        fn samples(shell: &Shell) -> Vec<Self> {
            let ModelView { id, code, name, name_en, .. } = model(true);
            vec![Self { shell: shell.clone(), models: vec![ModelOption { id, code, name, name_en }] }]
        }
    }

    #[test]
    fn the_pages_of_models_speak_every_language() {
        check_samples::<ModelsPage>();
        let shell = Shell::sample(aftercare_kernel::Locale::ZhCn);
        let html = ModelPage::samples(&shell).remove(0).render().expect("a page");
        assert!(html.contains("<dt>电池</dt>") && html.contains("移动电话机商品修理更换退货责任规定"), "{html}");
        check_samples::<ModelPage>();
        check_samples::<ModelOptions>();
    }
}
