//! The public benchmark: every plan is followed customer by customer, and is near the best that is known.

mod common;

use aftercare_planner::{Plan, plan, vrptw::Instance};
use common::iterations;

/// The instance, its fleet, the best known distance, the iterations it is given, and how far off it may be.
const TABLE: [(&str, &str, usize, f64, u64, f64); 7] = [
    ("C101", include_str!("data/C101.txt"), 10, 828.94, 3_000, 1.0),
    ("R109", include_str!("data/R109.txt"), 11, 1194.73, 30_000, 6.0),
    ("R203", include_str!("data/R203.txt"), 3, 939.54, 20_000, 10.0),
    ("RC101", include_str!("data/RC101.txt"), 14, 1696.94, 30_000, 6.0),
    ("RC205", include_str!("data/RC205.txt"), 4, 1297.19, 20_000, 10.0),
    ("r1_2_1", include_str!("data/r1_2_1.txt"), 20, 4784.11, 20_000, 10.0),
    ("rc2_2_2", include_str!("data/rc2_2_2.txt"), 5, 2825.24, 20_000, 20.0),
];

#[test]
fn every_customer_is_served_in_time_near_the_best_known_distance() {
    for (name, text, vehicles, known, count, percent) in TABLE {
        let instance = Instance::read(text).expect("an instance");
        let plan = plan(&instance.problem(vehicles), &iterations(count)).expect("sound");
        let distance = followed(&instance, &plan, vehicles);
        assert_eq!(plan.unserved.len(), 0, "{name}");
        assert!(distance >= known - 0.01, "{name}: {distance} would be a new record");
        assert!(
            distance <= known * (1.0 + percent / 100.0),
            "{name}: {distance} is {} % off",
            (distance / known - 1.0) * 100.0
        );
    }
}

#[test]
fn a_fleet_that_is_too_small_leaves_few_and_says_so() {
    let instance = Instance::read(include_str!("data/R104.txt")).expect("an instance");
    let plan = plan(&instance.problem(8), &iterations(3_000)).expect("sound");
    followed(&instance, &plan, 8);
    assert!((1..=15).contains(&plan.unserved.len()), "{}", plan.unserved.len());
}

/// Drives every route by the text of the instance alone; the distance.
fn followed(instance: &Instance, plan: &Plan, vehicles: usize) -> f64 {
    let mut seen = vec![0; instance.customers.len()];
    let mut distance = 0.0;
    assert!(plan.days.len() <= vehicles);
    for day in &plan.days {
        let (mut time, mut load, mut here) = (0.0_f64, 0, instance.customers[0]);
        for stop in &day.stops {
            let next = instance.customers[stop.visit + 1];
            seen[stop.visit + 1] += 1;
            distance += (here.x - next.x).hypot(here.y - next.y);
            time = (time + (here.x - next.x).hypot(here.y - next.y)).max(next.ready);
            assert!(time <= next.due, "customer {} at {time}", stop.visit + 1);
            time += next.service;
            load += next.demand;
            here = next;
        }
        let depot = instance.customers[0];
        distance += (here.x - depot.x).hypot(here.y - depot.y);
        assert!(time + (here.x - depot.x).hypot(here.y - depot.y) <= depot.due && load <= instance.capacity);
    }
    plan.unserved.iter().for_each(|left| seen[left.visit + 1] += 1);
    assert!(seen[1..].iter().all(|&times| times == 1), "each customer once");
    assert!((distance - plan.cost.travel).abs() < 1e-6);
    distance
}

#[test]
fn a_text_that_is_no_instance_is_refused_with_its_line() {
    let good = include_str!("data/C101.txt");
    let broken =
        good.replacen("    5      42         65         10         15         67         90", "    5      42", 1);
    for (text, words) in [("", "line 1"), ("C101\n", "vehicles"), ("x\nNUMBER\n 3 200\n", "depot"), (&*broken, "line")]
    {
        let wrong = Instance::read(text).expect_err("it is wrong");
        assert!(wrong.contains(words), "{wrong}");
    }
}
