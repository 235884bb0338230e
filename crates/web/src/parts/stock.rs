//! What lies where, and bringing it from one place to another.

use super::steps::check_quantity;
use crate::{
    Answer, Flash, FormErrors, Path, Problem, Query, Shell, Web,
    orders::{Choice, Typed, in_locale, place_name},
    show, show_again,
};
use aftercare_app::parts::{self, PlaceRow, StockRow, Transfer};
use aftercare_domain::{identity::Action, things::PlaceKind};
use aftercare_kernel::{
    Money, Page, PageRequest,
    id::{ItemId, PlaceId},
};
use askama::Template;
use axum::extract::State;
use serde::Deserialize;

#[derive(Template)]
#[template(path = "parts/places.html")]
pub struct PlacesPage {
    shell: Shell,
    places: Vec<PlaceRow>,
}

impl PlacesPage {
    fn kind(&self, place: &PlaceRow) -> String {
        self.shell.t(&format!("things-place-{}", place.kind.replace('_', "-")))
    }
}

/// Places that hold stock; where customers and suppliers keep things is no stock of ours.
pub async fn places(State(web): State<Web>, shell: Shell) -> Answer {
    let mut places = parts::places(&web.app, &shell.actor).await?;
    places.retain(|place| kind_of_stock(place).is_some());
    show(&PlacesPage { shell, places })
}

fn kind_of_stock(place: &PlaceRow) -> Option<PlaceKind> {
    place.kind.parse::<PlaceKind>().ok().filter(|kind| kind.keeps_stock())
}

/// Whether what is at one place of stock may be brought to another.
fn passes(from: &PlaceRow, to: &PlaceRow) -> bool {
    let kinds = kind_of_stock(from).zip(kind_of_stock(to));
    from.id != to.id && from.org_path == to.org_path && kinds.is_some_and(|(from, to)| from.passes_stock_to(to))
}

#[derive(Template)]
#[template(path = "parts/stock.html")]
pub struct StockPage {
    shell: Shell,
    place: PlaceRow,
    stock: Page<StockRow>,
    /// Where things can be brought to.
    others: Vec<PlaceRow>,
    typed: Typed,
    errors: FormErrors,
    key: String,
}

impl StockPage {
    async fn load(web: &Web, shell: Shell, place: PlaceId, after: Option<String>) -> Result<Self, Problem> {
        let (app, actor) = (&web.app, &shell.actor);
        let (place, stock) = parts::stock_of(app, actor, place, PageRequest::new(after, 100)).await?;
        let mut others = parts::places(app, actor).await?;
        others.retain(|other| passes(&place, other));
        let (key, typed) = (shell.request_id.clone(), Typed::default());
        Ok(Self { shell, place, stock, others, typed, errors: FormErrors::none(), key })
    }

    fn kind(&self) -> String {
        self.shell.t(&format!("things-place-{}", self.place.kind.replace('_', "-")))
    }
    fn name<'a>(&self, row: &'a StockRow) -> &'a str {
        in_locale(self.shell.t.locale, &row.name, &row.name_en)
    }
    fn free(&self, row: &StockRow) -> i64 {
        row.quantity.saturating_sub(row.reserved)
    }
    fn price(&self, row: &StockRow) -> String {
        let currency = row.currency.parse().unwrap_or_default();
        self.shell.t.money(Money::from_minor(row.price_minor, currency))
    }
    fn may_move(&self) -> bool {
        self.shell.can(Action::MoveStock) && !self.others.is_empty()
    }
    /// What is free to go, each with its lot.
    fn items(&self) -> Vec<Choice> {
        let free = self.stock.rows.iter().filter(|row| self.free(row) > 0);
        let choice = |row: &StockRow| {
            let value = format!("{}{JOINT}{}", row.item_id, row.lot);
            let chosen = self.typed.get("item") == value;
            (value, format!("{} {} {}", row.code, self.name(row), row.lot).trim_end().to_owned(), chosen)
        };
        free.map(choice).collect()
    }
    fn places(&self) -> Vec<Choice> {
        let choice = |place: &PlaceRow| {
            let name = place_name(&self.shell.t, &place.kind, &place.name);
            (place.id.to_string(), name, self.typed.get("to") == place.id.to_string())
        };
        self.others.iter().map(choice).collect()
    }
    fn quantity(&self) -> String {
        self.typed.or("quantity", 1)
    }
}

/// Parts of a choice on the form: item, lot.
const JOINT: char = '|';

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct After {
    after: Option<String>,
}

pub async fn of_place(
    State(web): State<Web>,
    shell: Shell,
    Path(place): Path<PlaceId>,
    Query(page): Query<After>,
) -> Answer {
    show(&StockPage::load(&web, shell, place, page.after).await?)
}

#[derive(Deserialize)]
struct TransferForm {
    item: String,
    quantity: u32,
    to: PlaceId,
}

impl TransferForm {
    fn transfer(self, from: PlaceId) -> Result<Transfer, Problem> {
        let (item, lot) = self.item.split_once(JOINT).unwrap_or((self.item.as_str(), ""));
        let item: ItemId = item.parse().map_err(|_| Problem::invalid("item", "errors-choose"))?;
        Ok(Transfer { item, lot: lot.to_owned(), quantity: self.quantity, from, to: self.to })
    }
}

pub async fn transfer(State(web): State<Web>, shell: Shell, Path(place): Path<PlaceId>, typed: Typed) -> Answer {
    let key = Some(typed.text("idempotency_key")).filter(|key| !key.is_empty());
    let read = check_quantity(&typed).and_then(|()| typed.read::<TransferForm>());
    let moved = match read.and_then(|form| form.transfer(place)) {
        Ok(wanted) => parts::transfer(&web.app, &shell.actor, wanted, key).await.map_err(Problem::from),
        Err(problem) => Err(problem),
    };
    match moved {
        Ok(()) => Ok(shell.go(&format!("/stock/{place}"), Flash::new("parts-transferred"))),
        Err(problem) => {
            let errors = FormErrors::of(problem, &shell)?;
            let key = typed.or("idempotency_key", &shell.request_id);
            let page = StockPage { errors, typed, key, ..StockPage::load(&web, shell, place, None).await? };
            show_again(&page.errors, &page)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::{Sample, check_samples};
    use aftercare_app::Error;
    use aftercare_domain::parts::PartsRefusal;
    use aftercare_kernel::{Locale, id::NodeId};

    fn place(kind: &str) -> PlaceRow {
        PlaceRow {
            id: PlaceId::from_uuid(Default::default()),
            org_path: "/HX/EAST/SH01/".into(),
            node_id: NodeId::from_uuid(Default::default()),
            kind: kind.into(),
            code: "SH01-SHELF".into(),
            name: "徐汇 良品库".into(),
            technician_id: None,
            node: "徐汇".into(),
            node_en: "Xuhui".into(),
        }
    }

    impl Sample for PlacesPage {
        fn samples(shell: &Shell) -> Vec<Self> {
            let page = |places| Self { shell: shell.clone(), places };
            vec![page(["shelf", "van", "defective", "transit"].map(place).into()), page(Vec::new())]
        }
    }

    impl Sample for StockPage {
        fn samples(shell: &Shell) -> Vec<Self> {
            let row = StockRow {
                item_id: ItemId::from_uuid(Default::default()),
                code: "P10-LCD".into(),
                name: "显示屏".into(),
                name_en: "Screen".into(),
                lot: "L1".into(),
                quantity: 5,
                reserved: 2,
                price_minor: 30_000,
                currency: "CNY".into(),
            };
            let refused = Error::refuse(PartsRefusal::NotEnough { free: 3, wanted: 9 });
            let page = |rows, errors| Self {
                place: place("shelf"),
                stock: Page { rows, next: Some("P10-LCD".into()) },
                others: vec![place("van")],
                typed: Typed::default(),
                errors,
                key: "k".into(),
                shell: shell.clone(),
            };
            vec![
                page(vec![row], FormErrors::of(refused, shell).expect("an error of the form")),
                page(Vec::new(), FormErrors::none()),
            ]
        }
    }

    #[test]
    fn a_place_names_its_station_in_the_readers_language() {
        for (locale, name) in [(Locale::ZhCn, "徐汇"), (Locale::ZhTw, "徐汇"), (Locale::En, "Xuhui")] {
            let html = PlacesPage::samples(&Shell::sample(locale)).remove(0).render().expect("a page");
            assert_eq!(html.matches(&format!(">{name}</td>")).count(), 4, "{locale}");
        }
    }

    #[test]
    fn the_pages_of_stock_speak_every_language() {
        check_samples::<PlacesPage>();
        check_samples::<StockPage>();
    }
}
