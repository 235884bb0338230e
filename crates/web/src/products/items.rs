//! Items: spare parts and devices for exchange, listed and written.

use super::{item_form::ItemForm, models::Listed, words::part_kinds};
use crate::{
    Answer, Flash, Form, FormErrors, Path, Problem, Query, Shell, Web, reading::page_request, show, show_again,
};
use aftercare_app::{
    Error,
    products::{self, ItemPage as Item, ItemView},
};
use aftercare_domain::{identity::Action, products::ItemKind};
use aftercare_kernel::{Page, id::ItemId};
use askama::Template;
use axum::extract::State;

#[derive(Template)]
#[template(path = "products/items.html")]
pub struct ItemsPage {
    shell: Shell,
    items: Page<ItemView>,
    /// Of the law, with their words.
    part_kinds: Vec<(String, String)>,
    form: ItemForm,
    errors: FormErrors,
}

impl ItemsPage {
    async fn load(web: &Web, shell: Shell, listed: &Listed) -> Result<Self, Problem> {
        let request = page_request(&listed.after, listed.limit);
        let items = products::items(&web.app, &shell.actor, request).await?;
        let part_kinds = part_kinds(&shell.t, web.app.regimes());
        Ok(Self { shell, items, part_kinds, form: ItemForm::new(), errors: FormErrors::none() })
    }

    fn may_edit(&self) -> bool {
        self.shell.can(Action::EditCatalogue)
    }

    fn kinds(&self) -> Vec<(&'static str, String, bool)> {
        kinds(&self.shell, &self.form)
    }
}

fn kinds(shell: &Shell, form: &ItemForm) -> Vec<(&'static str, String, bool)> {
    shell.choices(ItemKind::ALL.iter().map(|kind| (kind.name(), kind.key())), &form.kind)
}

pub async fn list(State(web): State<Web>, shell: Shell, Query(listed): Query<Listed>) -> Answer {
    show(&ItemsPage::load(&web, shell, &listed).await?)
}

pub async fn create(State(web): State<Web>, shell: Shell, Form(form): Form<ItemForm>) -> Answer {
    let created = async {
        let entry = form.entry(shell.currency())?;
        products::create_item(&web.app, &shell.actor, entry, form.models()).await.map_err(at_its_field)
    };
    match created.await {
        Ok(id) => Ok(shell.go(&address(id), Flash::new("products-item-added").with("code", &form.code))),
        Err(problem) => {
            let errors = FormErrors::of(problem, &shell)?;
            let page = ItemsPage { errors, form, ..ItemsPage::load(&web, shell, &Listed::default()).await? };
            show_again(&page.errors, &page)
        }
    }
}

/// A model that the item is said to fit and that is not in the catalogue.
pub fn at_its_field(error: Error) -> Problem {
    match error {
        Error::Missing("model") => Problem::invalid("fits", "products-no-such-model"),
        other => other.into(),
    }
}

fn address(id: ItemId) -> String {
    format!("/items/{id}")
}

#[derive(Template)]
#[template(path = "products/item.html")]
pub struct ItemPage {
    shell: Shell,
    page: Item,
    part_kinds: Vec<(String, String)>,
    form: ItemForm,
    errors: FormErrors,
}

impl ItemPage {
    async fn load(web: &Web, shell: Shell, id: ItemId) -> Result<Self, Problem> {
        let page = products::item_page(&web.app, &shell.actor, id).await?;
        let part_kinds = part_kinds(&shell.t, web.app.regimes());
        Ok(Self { form: ItemForm::from(&page), shell, page, part_kinds, errors: FormErrors::none() })
    }

    fn may_edit(&self) -> bool {
        self.shell.can(Action::EditCatalogue)
    }

    fn kinds(&self) -> Vec<(&'static str, String, bool)> {
        kinds(&self.shell, &self.form)
    }
}

pub async fn page(State(web): State<Web>, shell: Shell, Path(id): Path<ItemId>) -> Answer {
    show(&ItemPage::load(&web, shell, id).await?)
}

pub async fn edit(State(web): State<Web>, shell: Shell, Path(id): Path<ItemId>, Form(form): Form<ItemForm>) -> Answer {
    let edited = async {
        let entry = form.entry(shell.currency())?;
        products::edit_item(&web.app, &shell.actor, id, entry, form.models()).await.map_err(at_its_field)
    };
    match edited.await {
        Ok(()) => Ok(shell.go(&address(id), "shell-saved")),
        Err(problem) => {
            let errors = FormErrors::of(problem, &shell)?;
            let page = ItemPage { errors, form, ..ItemPage::load(&web, shell, id).await? };
            show_again(&page.errors, &page)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::{Sample, check_samples};
    use aftercare_kernel::{Currency, Money};

    fn item(kind: ItemKind) -> ItemView {
        ItemView {
            id: ItemId::from_uuid(Default::default()),
            code: "P10-LCD".into(),
            name: "显示屏".into(),
            name_en: "Display".into(),
            kind,
            part_kind: Some("battery".into()),
            serialised: true,
            returns_defective: true,
            price: Money::from_minor(68_000, Currency::CNY),
            cost: Money::from_minor(41_000, Currency::CNY),
        }
    }

    impl Sample for ItemsPage {
        fn samples(shell: &Shell) -> Vec<Self> {
            let page = |rows, next: Option<&str>, errors| Self {
                shell: shell.clone(),
                items: Page { rows, next: next.map(str::to_owned) },
                part_kinds: vec![("battery".into(), "电池".into())],
                form: ItemForm::new(),
                errors,
            };
            let unknown = FormErrors::of(at_its_field(Error::Missing("model")), shell).expect("an error of the form");
            vec![
                page(vec![item(ItemKind::Part), item(ItemKind::Device)], Some("P10-LCD"), unknown),
                page(Vec::new(), None, FormErrors::none()),
            ]
        }
    }
    impl Sample for ItemPage {
        fn samples(shell: &Shell) -> Vec<Self> {
            let page = Item { item: item(ItemKind::Part), fits: vec!["HX-P10".into()] };
            let (form, errors) = (ItemForm::from(&page), FormErrors::none());
            vec![Self { shell: shell.clone(), form, page, part_kinds: Vec::new(), errors }]
        }
    }

    #[test]
    fn the_pages_of_items_speak_every_language() {
        check_samples::<ItemsPage>();
        check_samples::<ItemPage>();
    }
}
