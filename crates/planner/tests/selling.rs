//! Windows promised over the phone: what is offered can be kept, and nothing is sold twice.

mod common;

use aftercare_planner::{
    Plan, Problem, plan,
    problem::Span,
    slots::{Asked, Grade, Offer, SlotBook},
};
use common::{Dice, field_day, iterations, planned, question, small};
use serde_json::json;

fn windows() -> Vec<Span> {
    [(480.0, 600.0), (600.0, 720.0), (780.0, 900.0), (900.0, 1080.0)].map(|(from, until)| Span { from, until }).to_vec()
}

fn days(technicians: u64, visits: u64, days: u64) -> Vec<(Problem, Plan)> {
    (0..days)
        .map(|day| {
            let problem = question(&field_day(technicians, visits, 1 + day)).problem;
            let plan = plan(&problem, &iterations(500)).expect("sound");
            (problem, plan)
        })
        .collect()
}

fn asked(dice: &mut Dice) -> Asked {
    Asked { at: [30.3 + dice.unit() * 0.6, 120.3 + dice.unit() * 0.6], minutes: 40.0, ..Asked::default() }
}

#[test]
fn offers_come_with_the_shortest_way_first_and_one_for_each_window() {
    let book = SlotBook::open(&days(6, 30, 3), &windows()).expect("sound");
    let offers = book.quote(&asked(&mut Dice::new(1)));
    assert!(!offers.is_empty() && offers.len() <= 12);
    assert!(offers.windows(2).all(|pair| pair[0].extra <= pair[1].extra && pair[0].grade <= pair[1].grade));
    let mut places: Vec<_> = offers.iter().map(|offer| (offer.day, offer.window.from as u32)).collect();
    places.sort_unstable();
    places.dedup();
    assert_eq!(places.len(), offers.len());
}

#[test]
fn the_same_place_is_held_once_and_given_back_when_the_time_is_over() {
    let mut book = SlotBook::open(&days(1, 0, 1), &[Span { from: 600.0, until: 600.0 }]).expect("sound");
    let first = book.quote(&asked(&mut Dice::new(2))).remove(0);
    let hold = book.hold(&first, 600.0).expect("free");
    assert!(book.hold(&first, 600.0).is_err(), "another agent has it");
    book.expire(599.0);
    assert!(book.quote(&first.asked).is_empty());
    book.expire(600.0);
    assert!(book.book(hold).is_none(), "too late");
    let again = book.hold(&first, 1_200.0).expect("free again");
    assert_eq!(book.book(again).expect("held").technician, first.technician);
    book.expire(f64::MAX);
    assert!(book.hold(&first, 1_200.0).is_err(), "sold is sold");
}

#[test]
fn every_offer_that_is_taken_fits_and_what_was_sold_stays_in_the_book() {
    let mut book = SlotBook::open(&days(5, 25, 2), &windows()).expect("sound");
    let mut dice = Dice::new(3);
    let mut sold = Vec::new();
    for _ in 0..400 {
        let offers = book.quote(&asked(&mut dice));
        if offers.is_empty() {
            break;
        }
        let offer: &Offer = dice.pick(&offers);
        let hold = book.hold(offer, 1.0).expect("what is offered is free");
        if dice.chance(0.3) {
            book.release(hold);
        } else {
            sold.push(book.book(hold).expect("held"));
        }
    }
    assert!(sold.len() > 10);
    let full = book.quote(&asked(&mut dice));
    assert!(full.len() < 8, "the days fill up");
}

#[test]
fn a_visit_that_is_late_by_now_keeps_its_place_in_the_book() {
    let mut problem = small(json!([
        {"id": "A", "at": [30.0, 120.01], "minutes": 30, "windows": [["09:00", "10:00"]]},
        {"id": "B", "at": [30.0, 120.02], "minutes": 120, "windows": [["10:00", "10:30"]]},
    ]));
    problem["technicians"].as_array_mut().expect("a list").pop();
    problem["previous"] = planned(&problem, &iterations(100));
    problem["visits"][0]["lock"] = json!({"technician": "T1", "started": "10:20"});
    let problem = question(&problem).problem;
    let plan = plan(&problem, &iterations(100)).expect("sound");
    assert!(plan.cost.late > 0.0 && plan.unserved.is_empty());
    let taken = Span { from: 660.0, until: 750.0 };
    let free = Span { from: 800.0, until: 900.0 };
    let mut book = SlotBook::open(&[(problem, plan)], &[taken, free]).expect("sound");
    let offers = book.quote(&Asked { at: [30.0, 120.02], minutes: 40.0, ..Asked::default() });
    assert_eq!(offers.iter().map(|offer| offer.window).collect::<Vec<_>>(), [free]);
    book.hold(&offers[0], 1.0).expect("what is offered is free");
}

#[test]
fn skills_parts_and_zones_decide_who_is_offered() {
    let book = SlotBook::open(&days(6, 20, 1), &windows()).expect("sound");
    let mut dice = Dice::new(4);
    let nobody = Asked { skills: vec![(0, 99)], ..asked(&mut dice) };
    assert!(book.quote(&nobody).is_empty());
    let parts = Asked { parts: vec![(0, 99)], ..asked(&mut dice) };
    assert!(book.quote(&parts).is_empty());
    assert!(book.quote(&Asked { at: [f64::NAN, 0.0], ..asked(&mut dice) }).is_empty());
    assert!(book.quote(&Asked { at: [-30.0, -60.0], ..asked(&mut dice) }).is_empty(), "the other side of the earth");
    assert!(Grade::Good < Grade::Poor);
}
