//! Parts for an order: held, built in, let go.

use crate::{
    Problem, Web,
    orders::{Choice, Field, Ground, Knows, Step, Typed, place_name},
};
use aftercare_app::{
    Actor,
    orders::{At, Stepped},
    parts::{self, ItemRow, PartUsed, PartWanted, PlaceRow},
};
use aftercare_domain::orders::Verb;
use aftercare_kernel::{
    Locale,
    id::{ItemId, PlaceId, ReservationId},
};
use serde::Deserialize;
use std::collections::BTreeSet;
use utoipa::ToSchema;

/// A part is held for the order.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Reservation {
    #[schema(value_type = String, format = "uuid")]
    item: ItemId,
    /// A shelf of the station or a technician's van.
    #[schema(value_type = String, format = "uuid")]
    place: PlaceId,
    #[serde(default)]
    lot: String,
    #[serde(default = "one")]
    quantity: u32,
}

const fn one() -> u32 {
    1
}

/// Parts of a choice on the form: place, item, lot.
const JOINT: char = '|';
/// More codes than that below a field are read by nobody.
const MOST_NAMED: usize = 12;

impl Step for Reservation {
    const NOUN: &'static str = "reservation";
    const VERB: Option<Verb> = Some(Verb::ReservePart);
    const KNOWS: Knows = Knows::Stock;

    /// The form has one choice for what and where.
    fn read(typed: &Typed) -> Result<Self, Problem> {
        check_quantity(typed)?;
        let chosen = typed.text("part");
        let mut parts = chosen.splitn(3, JOINT);
        let (Some(place), Some(item)) = (parts.next().filter(|place| !place.is_empty()), parts.next()) else {
            return Err(Problem::invalid("part", "errors-choose"));
        };
        let lot = parts.next().unwrap_or_default().to_owned();
        let (place, item) = (place.to_owned(), item.to_owned());
        typed.clone().without(&["part"]).with("place", place).with("item", item).with("lot", lot).read()
    }

    fn fields(ground: &Ground, typed: &Typed) -> Vec<Field> {
        let t = &ground.t;
        let choices = free_choices(ground, typed);
        let hint = taken_hint(ground);
        vec![
            Field::choice("part", t.t("orders-ask-part"), choices).required().hint(hint).wide("w8"),
            Field::line("quantity", t.t("shell-quantity"), typed.or("quantity", 1)).most(4).required().wide("w2"),
        ]
    }

    async fn take(self, web: &Web, actor: &Actor, at: At) -> Result<Stepped, Problem> {
        let wanted = PartWanted { item: self.item, place: self.place, lot: self.lot, quantity: self.quantity };
        Ok(parts::reserve_part(&web.app, actor, at, wanted).await?)
    }
}

/// A number of parts; a form that was sent without one means a single part.
pub(super) fn check_quantity(typed: &Typed) -> Result<(), Problem> {
    let text = typed.text("quantity");
    let fits = text.is_empty() || text.parse::<u32>().is_ok_and(|quantity| quantity > 0);
    if fits { Ok(()) } else { Err(Problem::invalid("quantity", "errors-not-one-or-more")) }
}

fn lying(ground: &Ground) -> impl Iterator<Item = (&PlaceRow, &ItemRow)> {
    ground.stocks.iter().flat_map(|(place, items)| items.iter().map(move |item| (place, item)))
}

/// What can be held; what was chosen before stays, though somebody else may have taken it meanwhile.
fn free_choices(ground: &Ground, typed: &Typed) -> Vec<Choice> {
    let choices = lying(ground).map(|(place, item)| (item.free > 0, choice(ground, typed, place, item)));
    choices.filter(|(free, (.., chosen))| *free || *chosen).map(|(_, choice)| choice).collect()
}

/// Codes of the parts that fit and that are all taken, wherever they lie.
fn taken_hint(ground: &Ground) -> String {
    let is_free = |code: &str| lying(ground).any(|(_, item)| item.code == code && item.free > 0);
    let taken: BTreeSet<&str> =
        lying(ground).map(|(_, item)| item.code.as_str()).filter(|code| !is_free(code)).collect();
    let codes: Vec<&str> = taken.into_iter().take(MOST_NAMED).collect();
    if codes.is_empty() {
        String::new()
    } else {
        ground.t.t_with("parts-none-free", &[("parts", codes.join(", ").into())])
    }
}

fn choice(ground: &Ground, typed: &Typed, place: &PlaceRow, item: &ItemRow) -> Choice {
    let value = format!("{}{JOINT}{}{JOINT}{}", place.id, item.id, item.lot);
    let name = if ground.t.locale == Locale::En && !item.name_en.is_empty() { &item.name_en } else { &item.name };
    let free = ground.t.t_with("parts-free-count", &[("count", item.free.max(0).into())]);
    let chosen = typed.get("part") == value;
    let place = place_name(&ground.t, &place.kind, &place.name);
    (value, format!("{} {name} · {place} · {free}", item.code), chosen)
}

/// A held part was built in. Serials where the part has them.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PartUse {
    #[schema(value_type = String, format = "uuid")]
    reservation: ReservationId,
    #[serde(default)]
    old_serial: Option<String>,
    #[serde(default)]
    new_serial: Option<String>,
}

impl Step for PartUse {
    const NOUN: &'static str = "part-use";
    const VERB: Option<Verb> = Some(Verb::UsePart);

    fn fields(ground: &Ground, typed: &Typed) -> Vec<Field> {
        let line = |name: &str, key: &str| Field::line(name, ground.t.t(key), typed.text(name)).most(60).wide("w4");
        vec![
            held_field(ground, typed),
            line("old_serial", "papers-old-serial"),
            line("new_serial", "papers-new-serial"),
        ]
    }

    async fn take(self, web: &Web, actor: &Actor, at: At) -> Result<Stepped, Problem> {
        let Self { reservation, old_serial, new_serial } = self;
        Ok(parts::use_part(&web.app, actor, at, PartUsed { reservation, old_serial, new_serial }).await?)
    }
}

/// A held part was not needed.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PartRelease {
    #[schema(value_type = String, format = "uuid")]
    reservation: ReservationId,
}

impl Step for PartRelease {
    const NOUN: &'static str = "part-release";
    const VERB: Option<Verb> = None;

    fn fields(ground: &Ground, typed: &Typed) -> Vec<Field> {
        vec![held_field(ground, typed)]
    }

    async fn take(self, web: &Web, actor: &Actor, at: At) -> Result<Stepped, Problem> {
        Ok(parts::release_part(&web.app, actor, at, self.reservation).await?)
    }
}

fn held_field(ground: &Ground, typed: &Typed) -> Field {
    let held = ground.order.reservations.iter().filter(|row| row.state == "held");
    let choices = held.map(|row| {
        let name = if ground.t.locale == Locale::En && !row.item_name_en.is_empty() {
            &row.item_name_en
        } else {
            &row.item_name
        };
        let place = place_name(&ground.t, &row.place_kind, &row.place);
        let words = format!("{} {name} × {} · {place}", row.item_code, row.quantity);
        (row.id.to_string(), words, typed.get("reservation") == row.id.to_string())
    });
    Field::choice("reservation", ground.t.t("orders-ask-part"), choices.collect()).required()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quantity_is_a_whole_number_from_one_on() {
        let read = |quantity: &str| {
            let place = "0195d0c0-0000-7000-8000-000000000001";
            let part = ("part".to_owned(), format!("{place}|{place}|"));
            Reservation::read(&Typed::new(vec![part, ("quantity".to_owned(), quantity.to_owned())]))
        };
        for quantity in ["-1", "abc", "0", "1.5", "99999999999"] {
            let Err(Problem::Invalid(wrong)) = read(quantity) else { panic!("{quantity} was taken") };
            assert_eq!((wrong[0].field.as_str(), wrong[0].key), ("quantity", "errors-not-one-or-more"), "{quantity}");
        }
        for (quantity, expected) in [("", 1), ("2", 2)] {
            assert_eq!(read(quantity).map(|read| read.quantity).ok(), Some(expected), "{quantity}");
        }
    }

    #[test]
    fn a_choice_of_the_form_is_place_item_and_lot() {
        let (place, item) = ("01890a5d-ac96-774b-bcce-b302099a8057", "01890a5d-ac96-774b-bcce-b302099a8058");
        let typed = Typed::new(vec![("part".into(), format!("{place}|{item}|L-1")), ("quantity".into(), "2".into())]);
        let read = Reservation::read(&typed).expect("a reservation");
        assert_eq!((read.place.to_string().as_str(), read.item.to_string().as_str()), (place, item));
        assert_eq!((read.lot.as_str(), read.quantity), ("L-1", 2));
        for unfit in ["", "|", place] {
            let typed = Typed::new(vec![("part".into(), unfit.into())]);
            assert!(Reservation::read(&typed).is_err(), "{unfit}");
        }
    }
}
