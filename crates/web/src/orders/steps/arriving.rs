//! Until the technician has the device before them.

use super::{bare_step, day};
use crate::{
    Problem, Web,
    orders::{
        field::{Field, Kind},
        step::{Ground, Knows, Step},
        typed::Typed,
    },
};
use aftercare_app::{
    Actor,
    orders::{self, At, Stepped, TakenIn, Visit},
};
use aftercare_domain::orders::{Mode, Verb};
use aftercare_kernel::{Instant, calendar::days_after, id::PersonId};
use jiff::{Timestamp, civil::DateTime, tz::TimeZone};
use serde::Deserialize;
use utoipa::ToSchema;

bare_step! {
    /// The technician sets out.
    Departure: "departure", Verb::Depart, orders::depart;
    /// The technician is at the customer's.
    Arrival: "arrival", Verb::Arrive, orders::arrive;
}

/// The time in which the technician comes: RFC 3339, or a local time of the station without an offset.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Window {
    #[schema(example = "2026-03-03T09:00:00+08:00")]
    from: String,
    #[schema(example = "2026-03-03T11:00:00+08:00")]
    to: String,
}

impl Step for Window {
    const NOUN: &'static str = "window";
    const VERB: Option<Verb> = Some(Verb::Schedule);

    /// On the form a window is a day and two times of day.
    fn read(typed: &Typed) -> Result<Self, Problem> {
        let day = typed.text("day");
        let local =
            |name: &str| if typed.get(name).is_empty() { String::new() } else { format!("{day}T{}", typed.get(name)) };
        if day.is_empty() {
            return Err(Problem::invalid("day", "errors-required"));
        }
        let (from, to) = (local("from"), local("to"));
        typed.clone().without(&["day"]).with("from", from).with("to", to).read()
    }

    fn fields(ground: &Ground, typed: &Typed) -> Vec<Field> {
        let agreed = ground.order.order.state.window();
        let at = |instant: Instant| instant.timestamp().to_zoned(ground.zone.clone());
        let day = agreed.map(|window| at(window.from).date().to_string()).unwrap_or_default();
        let time = |instant: Option<Instant>| instant.map(|i| at(i).strftime("%H:%M").to_string()).unwrap_or_default();
        let input = |name, key: &str, value: String, kind| {
            Field::new(name, ground.t.t(key), typed.or(name, value), Kind::Input(kind)).required().wide("w4")
        };
        vec![
            input("day", "shell-date", day, "date"),
            input("from", "shell-from", time(agreed.map(|window| window.from)), "time"),
            input("to", "shell-to", time(agreed.map(|window| window.to)), "time"),
        ]
    }

    async fn take(self, web: &Web, actor: &Actor, at: At) -> Result<Stepped, Problem> {
        let order = orders::page(&web.app, actor, at.number.clone()).await?;
        let zone = crate::orders::zone_of(&order.station, actor);
        let visit = Visit { from: instant("from", &self.from, &zone)?, to: instant("to", &self.to, &zone)? };
        Ok(orders::schedule(&web.app, actor, at, visit).await?)
    }
}

fn instant(field: &'static str, text: &str, zone: &TimeZone) -> Result<Instant, Problem> {
    if let Ok(timestamp) = text.parse::<Timestamp>() {
        return Ok(Instant::from_timestamp(timestamp));
    }
    let local: DateTime = text.parse().map_err(|_| Problem::invalid(field, "errors-not-a-time"))?;
    let zoned = local.to_zoned(zone.clone()).map_err(|_| Problem::invalid(field, "errors-not-a-time"))?;
    Ok(Instant::from_timestamp(zoned.timestamp()))
}

/// The device comes into our keeping. A device that came by mail has its waybill.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CustodySlip {
    /// How it looks: scratches, dents.
    #[serde(default)]
    appearance: String,
    #[serde(default)]
    accessories: String,
    /// Password, whether the data was saved.
    #[serde(default)]
    data_note: String,
    #[schema(format = Date)]
    promised_on: String,
    #[serde(default)]
    waybill: Option<String>,
}

impl Step for CustodySlip {
    const NOUN: &'static str = "custody-slip";
    const VERB: Option<Verb> = Some(Verb::TakeIn);

    fn fields(ground: &Ground, typed: &Typed) -> Vec<Field> {
        let t = &ground.t;
        let in_a_week = days_after(ground.today(), 7);
        let mut fields = vec![
            Field::area("appearance", t.t("papers-appearance"), typed.text("appearance")).required().wide("w6"),
            Field::area("accessories", t.t("papers-accessories"), typed.text("accessories")).wide("w6"),
            Field::area("data_note", t.t("papers-data-note"), typed.text("data_note")).wide("w6"),
            Field::new(
                "promised_on",
                t.t("papers-promised-on"),
                typed.or("promised_on", in_a_week),
                Kind::Input("date"),
            )
            .required()
            .wide("w3"),
        ];
        if ground.order.order.mode == Mode::MailIn {
            fields.push(Field::line("waybill", t.t("orders-ask-waybill"), typed.text("waybill")).required().wide("w3"));
        }
        fields
    }

    async fn take(self, web: &Web, actor: &Actor, at: At) -> Result<Stepped, Problem> {
        let taken = TakenIn {
            promised_on: day("promised_on", &self.promised_on)?,
            appearance: self.appearance,
            accessories: self.accessories,
            data_note: self.data_note,
            waybill: self.waybill,
        };
        Ok(orders::take_in(&web.app, actor, at, taken).await?)
    }
}

/// The order is given to a technician of its station.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Assignment {
    #[schema(value_type = String, format = "uuid")]
    technician: PersonId,
}

impl Step for Assignment {
    const NOUN: &'static str = "assignment";
    const VERB: Option<Verb> = Some(Verb::Assign);
    const KNOWS: Knows = Knows::Technicians;

    fn fields(ground: &Ground, typed: &Typed) -> Vec<Field> {
        vec![technician_field(ground, typed)]
    }

    async fn take(self, web: &Web, actor: &Actor, at: At) -> Result<Stepped, Problem> {
        Ok(orders::assign(&web.app, actor, at, orders::Assignment { technician: self.technician }).await?)
    }
}

/// Work under way goes to another technician.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Reassignment {
    #[schema(value_type = String, format = "uuid")]
    technician: PersonId,
}

impl Step for Reassignment {
    const NOUN: &'static str = "reassignment";
    const VERB: Option<Verb> = Some(Verb::HandOn);
    const KNOWS: Knows = Knows::Technicians;

    fn fields(ground: &Ground, typed: &Typed) -> Vec<Field> {
        vec![technician_field(ground, typed)]
    }

    async fn take(self, web: &Web, actor: &Actor, at: At) -> Result<Stepped, Problem> {
        Ok(orders::hand_on(&web.app, actor, at, orders::Assignment { technician: self.technician }).await?)
    }
}

/// With a single technician at the station there is nothing to choose.
fn technician_field(ground: &Ground, typed: &Typed) -> Field {
    let people = &ground.technicians;
    let only = people.len() == 1;
    let choices = people.iter().map(|person| {
        let id = person.person.to_string();
        let chosen = only || typed.get("technician") == id;
        (id, format!("{} · {}", person.name, person.login), chosen)
    });
    Field::choice("technician", ground.t.t("orders-ask-technician"), choices.collect()).required().wide("w6")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(pairs: &[(&str, &str)]) -> Typed {
        Typed::new(pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect())
    }

    #[test]
    fn a_window_of_the_form_is_local_time_of_the_station() {
        let window =
            Window::read(&typed(&[("day", "2026-03-03"), ("from", "09:00"), ("to", "11:30")])).expect("a window");
        let zone = TimeZone::get("Asia/Shanghai").expect("a zone");
        let from = instant("from", &window.from, &zone).expect("a time");
        assert_eq!(from.to_string(), instant("from", "2026-03-03T01:00:00Z", &zone).expect("a time").to_string());
        assert_eq!(window.to, "2026-03-03T11:30");
    }

    #[test]
    fn a_window_without_its_parts_names_the_part() {
        for (pairs, field) in
            [(&[("from", "09:00"), ("to", "10:00")][..], "day"), (&[("day", "2026-03-03"), ("from", "09:00")], "to")]
        {
            let Err(Problem::Invalid(found)) = Window::read(&typed(pairs)) else { panic!("{field} was not asked for") };
            assert_eq!(found[0].field, field);
        }
        assert!(instant("to", "soon", &TimeZone::UTC).is_err());
    }
}
