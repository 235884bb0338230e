//! When each right is open: the same question put for every day of a stretch of time.

use aftercare_kernel::{BusinessCalendar, Date, calendar::days_after};
use serde::{Deserialize, Serialize};

use super::{
    facts::{DayOrTime, Facts, OpenRepair},
    judgement::judge,
    reader::{FactsError, Wrong},
    regime::Regimes,
    term::whole_days,
    words::Remedy,
};

/// Ten years: longer than any term that is known.
pub const MOST_DAYS: u32 = 3660;

/// Days in a row on which a remedy is open, both ends included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpenDays {
    pub remedy: Remedy,
    pub from: Date,
    pub to: Date,
}

/// What is open when, from the first day to the last, for a fault that shows on the day that is asked about. In the
/// order of remedies, then of days.
pub fn open_days(
    regimes: &Regimes,
    facts: &Facts,
    from: Date,
    to: Date,
    calendar: &BusinessCalendar,
) -> Result<Vec<OpenDays>, FactsError> {
    if to < from || whole_days(from, to) > MOST_DAYS {
        let not_after = days_after(from, MOST_DAYS).to_string();
        return Err(FactsError { field: "to".to_owned(), wrong: Wrong::TooLate { not_after } });
    }
    let pack = regimes.pack(facts, from)?;
    let mut open: Vec<OpenDays> = Vec::new();
    for day in (0..=whole_days(from, to)).map(|days| days_after(from, days)) {
        let then = known_on(facts, day);
        // Before the sale nothing is open; what contradicts itself on every day is said by the decision itself.
        let Ok(judged) = judge(pack, &then, day, calendar) else { continue };
        judged.found.open().for_each(|(remedy, _)| add(&mut open, remedy, day));
    }
    open.sort_by_key(|days| (days.remedy, days.from));
    Ok(open)
}

/// What was known on a day, of all that happened later: the fault shows that day, and a repair that went on then is open.
pub fn known_on(facts: &Facts, day: Date) -> Facts {
    let mut then = facts.clone();
    then.as_of = Some(day);
    if let Some(fault) = then.fault.as_mut() {
        fault.found_on = Some(day);
    }
    let under_way = then.repairs.iter().find(|repair| repair.taken_in <= day && day < repair.handed_back);
    if let Some(repair) = under_way {
        if let Some(fault) = then.fault.as_mut() {
            fault.found_on = Some(repair.taken_in);
        }
        then.open_repair = Some(OpenRepair { taken_in: DayOrTime::Day(repair.taken_in), waiting_on: None });
    }
    then.repairs.retain(|repair| repair.handed_back <= day);
    for later in [&mut then.exchanged_on, &mut then.noticed_on, &mut then.repaired_as_remedy_on] {
        later.take_if(|happened| *happened > day);
    }
    then
}

fn add(open: &mut Vec<OpenDays>, remedy: Remedy, day: Date) {
    match open.iter_mut().rev().find(|days| days.remedy == remedy) {
        Some(days) if days_after(days.to, 1) == day => days.to = day,
        _ => open.push(OpenDays { remedy, from: day, to: day }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::{Value, json};

    const SOLD: Date = Date::constant(2026, 3, 2);

    fn phone(more: Value) -> Facts {
        let mut facts = json!({
            "regime": "cn.mobile.2001", "price": "3000.00", "sold_on": SOLD, "documents": ["invoice", "voucher"],
            "fault": { "listed": true, "cause": "defect" }, "same_model_in_stock": true,
        });
        if let (Some(facts), Value::Object(more)) = (facts.as_object_mut(), more) {
            facts.extend(more);
        }
        Facts::read(&facts).expect("facts")
    }

    fn open(facts: &Facts, from: Date, to: Date) -> Result<Vec<OpenDays>, FactsError> {
        open_days(&Regimes::builtin().expect("regimes"), facts, from, to, &BusinessCalendar::china())
    }

    fn stretches(facts: &Facts, remedy: Remedy) -> Vec<(Date, Date)> {
        let all = open(facts, SOLD, days_after(SOLD, 420)).expect("days");
        all.into_iter().filter(|days| days.remedy == remedy).map(|days| (days.from, days.to)).collect()
    }

    #[test]
    fn the_first_days_close_on_the_seventh_and_the_fifteenth_and_the_term_after_a_year() {
        let facts = phone(json!({}));
        assert_eq!(stretches(&facts, Remedy::Exchange), [(SOLD, days_after(SOLD, 7))]);
        assert_eq!(stretches(&facts, Remedy::Refund), [(SOLD, days_after(SOLD, 15))], "less deduction from day 8");
        assert_eq!(stretches(&facts, Remedy::ExchangeMainUnit), [(SOLD, days_after(SOLD, 15))]);
        let end = Date::constant(2027, 3, 2);
        assert_eq!(stretches(&facts, Remedy::Repair), [(SOLD, end)]);
        assert_eq!(stretches(&facts, Remedy::PaidRepair), [(days_after(end, 1), days_after(SOLD, 420))]);
    }

    #[test]
    fn a_right_that_opens_again_has_two_stretches() {
        let repair = |from: i8, to: i8| json!({ "in": Date::constant(2026, 6, from), "out": Date::constant(2026, 6, to), "outcome": "recurred" });
        let facts = phone(json!({ "repairs": [repair(1, 3), repair(8, 9)] }));
        let exchange = stretches(&facts, Remedy::ExchangeMainUnit);
        assert_eq!(exchange.len(), 2, "{exchange:?}");
        assert_eq!(exchange[1].0, Date::constant(2026, 6, 9), "with the second repair that did not hold");
    }

    #[test]
    fn what_happened_later_is_not_known_before() {
        let facts = phone(json!({
            "repairs": [{ "in": "2026-04-01", "out": "2026-04-05" }], "exchanged_on": "2026-05-01",
        }));
        let before = known_on(&facts, Date::constant(2026, 3, 31));
        assert!(before.repairs.is_empty() && before.exchanged_on.is_none() && before.open_repair.is_none());
        let under_way = known_on(&facts, Date::constant(2026, 4, 3));
        assert!(under_way.repairs.is_empty() && under_way.open_repair.is_some());
        assert_eq!(under_way.found_on(), Some(Date::constant(2026, 4, 1)));
        let handed_back = known_on(&facts, Date::constant(2026, 4, 5));
        assert_eq!((handed_back.repairs.len(), handed_back.open_repair.is_none()), (1, true));
        let after = known_on(&facts, Date::constant(2026, 5, 1));
        assert_eq!((after.repairs.len(), after.exchanged_on.is_some(), after.open_repair.is_none()), (1, true, true));
    }

    #[test]
    fn before_the_sale_nothing_is_open_and_no_stretch_is_endless() {
        let facts = phone(json!({}));
        let early = open(&facts, days_after(SOLD, 0).yesterday().expect("a day"), SOLD).expect("days");
        assert!(early.iter().all(|days| days.from == SOLD), "{early:?}");
        for (from, to) in [(SOLD, days_after(SOLD, MOST_DAYS + 1)), (SOLD, SOLD.yesterday().expect("a day"))] {
            assert_eq!(open(&facts, from, to).expect_err("refused").field, "to");
        }
        assert!(open(&facts, SOLD, days_after(SOLD, MOST_DAYS)).is_ok());
        assert!(!open(&facts, SOLD, SOLD).expect("a single day").is_empty());
    }

    #[test]
    fn what_is_said_to_be_open_on_a_day_is_what_is_decided_for_it() {
        let facts = phone(json!({ "repairs": [{ "in": "2026-06-01", "out": "2026-06-20", "outcome": "recurred" }] }));
        let (regimes, calendar) = (Regimes::builtin().expect("regimes"), BusinessCalendar::china());
        let all = open(&facts, SOLD, days_after(SOLD, 420)).expect("days");
        for day in (0..=420).step_by(7).map(|days| days_after(SOLD, days)) {
            let decided = crate::warranty::decide(&regimes, &known_on(&facts, day), day, &calendar).expect("decided");
            let said: Vec<Remedy> =
                all.iter().filter(|days| (days.from..=days.to).contains(&day)).map(|days| days.remedy).collect();
            let offered: Vec<Remedy> = decided.remedies.iter().map(|offer| offer.remedy).collect();
            assert_eq!(said, offered, "{day}");
        }
    }
}
