//! A window that was sold over the phone is kept by every later plan, whatever happens during the day.

mod common;

use aftercare_planner::{
    Plan, json, plan,
    problem::Span,
    slots::{Asked, SlotBook},
};
use common::{Dice, field_day, iterations, question, stop};
use serde_json::{Value, json};

/// At most so many customers at once.
const MOST: usize = 45;
const WINDOWS: [(f64, f64); 4] = [(480.0, 600.0), (600.0, 720.0), (780.0, 900.0), (900.0, 1080.0)];

/// Five technicians and their customers, with the plan as it is.
struct Town {
    problem: Value,
    plan: Plan,
    dice: Dice,
    number: usize,
    ill: Vec<Value>,
}

impl Town {
    fn in_the_morning() -> Self {
        let problem = field_day(5, 25, 6);
        let mut town = Self { problem, plan: Plan::default(), dice: Dice::new(42), number: 0, ill: Vec::new() };
        town.replan(2_000);
        town
    }

    /// What happens next, and the plan after it.
    fn happen(&mut self) {
        self.number += 1;
        match self.dice.below(12) {
            0..=2 => self.sell(),
            3..=5 => self.call_off(),
            6 => self.wish_another_window(),
            7 => self.take_longer(),
            8 => self.lock(),
            9 => self.fall_ill_or_come_back(),
            _ => self.new_customer(),
        }
        self.replan(64);
    }

    fn replan(&mut self, count: u64) {
        let question = question(&self.problem);
        self.plan = plan(&question.problem, &iterations(count)).expect("sound");
        let answer = serde_json::to_value(json::answer(&question, &self.plan, 0.0)).expect("JSON");
        let faults = aftercare_planner::check::faults(&self.problem, &answer);
        assert!(faults.is_empty(), "event {}: {faults:#?}", self.number);
        self.problem["previous"] = answer;
    }

    fn visits(&mut self) -> &mut Vec<Value> {
        self.problem["visits"].as_array_mut().expect("a list")
    }

    fn sold(&self) -> Vec<&Value> {
        self.problem["visits"].as_array().expect("a list").iter().filter(|visit| visit["sold"] == true).collect()
    }

    fn sell(&mut self) {
        let problem = question(&self.problem).problem;
        let windows = WINDOWS.map(|(from, until)| Span { from, until });
        let mut book = SlotBook::open(&[(problem, self.plan.clone())], &windows).expect("sound");
        let at = [30.3 + 0.6 * self.dice.unit(), 120.3 + 0.6 * self.dice.unit()];
        let offers = book.quote(&Asked { at, minutes: 30.0, ..Asked::default() });
        if offers.is_empty() || self.visits().len() >= MOST {
            return;
        }
        let hold = book.hold(self.dice.pick(&offers), 1.0).expect("what is offered is free");
        let Span { from, until } = book.book(hold).expect("held").window;
        let clock = |minutes: f64| format!("{:02}:{:02}", minutes as u32 / 60, minutes as u32 % 60);
        let visit = json!({"id": format!("S{}", self.number), "at": at, "minutes": 30, "sold": true, "weight": 1,
            "windows": [[clock(from), clock(until)]]});
        self.visits().push(visit);
    }

    /// Anyone, also who was sold a window.
    fn call_off(&mut self) {
        let count = self.visits().len();
        if count > 15 {
            let at = self.dice.below(count as u64) as usize;
            self.visits().remove(at);
        }
    }

    fn new_customer(&mut self) {
        if self.visits().len() < MOST {
            let mut visit = field_day(2, 1, 7_000 + self.number as u64)["visits"][0].clone();
            visit["id"] = json!(format!("E{}", self.number));
            visit["at"] = json!([30.3 + 0.6 * self.dice.unit(), 120.3 + 0.6 * self.dice.unit()]);
            visit["weight"] = json!(1 + self.dice.below(100));
            self.visits().push(visit);
        }
    }

    /// One of the customers who were sold nothing.
    fn someone(&mut self) -> Option<&mut Value> {
        let count = self.visits().len() as u64;
        let at = self.dice.below(count.max(1)) as usize;
        self.visits().get_mut(at).filter(|visit| visit["sold"] != true)
    }

    fn wish_another_window(&mut self) {
        let windows = json!([*self.dice.pick(&[["08:00", "10:00"], ["13:00", "15:00"], ["16:00", "18:00"]])]);
        if let Some(visit) = self.someone() {
            visit["windows"] = windows;
        }
    }

    fn take_longer(&mut self) {
        let more = 5 * (1 + self.dice.below(6));
        if let Some(visit) = self.someone() {
            visit["minutes"] = json!((visit["minutes"].as_u64().expect("minutes") + more).min(120));
        }
    }

    /// To the technician who has the visit anyway.
    fn lock(&mut self) {
        let plan = self.problem["previous"].clone();
        if let Some(visit) = self.someone()
            && let Some((technician, _)) = stop(&plan, visit["id"].as_str().expect("an id"))
        {
            visit["lock"] = json!({ "technician": technician });
        }
    }

    /// Nobody who is to keep a sold window falls ill: another might not be found.
    fn fall_ill_or_come_back(&mut self) {
        if let Some(well) = self.ill.pop() {
            self.problem["technicians"].as_array_mut().expect("a list").push(well);
            return;
        }
        let plan = &self.problem["previous"];
        let needed: Vec<Value> = self
            .sold()
            .iter()
            .filter_map(|visit| stop(plan, visit["id"].as_str()?))
            .map(|(technician, _)| json!(technician))
            .collect();
        let technicians = self.problem["technicians"].as_array_mut().expect("a list");
        if let Some(at) = technicians.iter().position(|technician| !needed.contains(&technician["id"])) {
            let ill = technicians.remove(at);
            for visit in self.visits() {
                if visit["lock"]["technician"] == ill["id"] {
                    visit["lock"] = Value::Null;
                }
            }
            self.ill.push(ill);
        }
    }

    fn keeps_what_was_sold(&self) {
        for visit in self.sold() {
            let id = visit["id"].as_str().expect("an id");
            let (_, stop) = stop(&self.problem["previous"], id)
                .unwrap_or_else(|| panic!("{id} was sold and is not served, event {}", self.number));
            let start = stop["start"].as_str().expect("a time");
            let window = &visit["windows"][0];
            // Times of a day compare as texts.
            let within = window[0].as_str() <= Some(start) && Some(start) <= window[1].as_str();
            assert!(within, "{id} begins at {start}, was sold {window}, event {}", self.number);
        }
    }
}

#[test]
fn a_window_that_was_sold_is_kept_through_a_thousand_events() {
    let mut town = Town::in_the_morning();
    let mut sold = 0;
    for _ in 0..1_000 {
        let before = town.sold().len();
        town.happen();
        town.keeps_what_was_sold();
        sold += usize::from(town.sold().len() > before);
    }
    assert!(sold > 50, "only {sold} windows were sold");
}
