//! The studies of docs/insight.md: what each way of forecasting costs on generated demand, and how far METRIC is off.
//! `cargo run --release -p aftercare-insight --example study`

#![allow(clippy::print_stdout, clippy::expect_used, reason = "a program that prints a table or stops")]

use aftercare_insight::{
    demand::{self, ForecastInput, Method},
    stock::{self, TwoLevelInput},
};

const MONTHS: usize = 60;
/// Months kept back to charge each forecast with.
const LEAD: usize = 3;
const SERIES: usize = 500;
const METHODS: [Method; 6] = [Method::Croston, Method::Sba, Method::Tsb, Method::Adida, Method::Imapa, Method::Auto];

struct Dice(u64);

impl Dice {
    fn share(&mut self) -> f64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 11) as f64 / (1u64 << 53) as f64
    }

    fn poisson(&mut self, mean: f64) -> f64 {
        let (mut product, mut count) = (self.share(), 0.0);
        while product > (-mean).exp() {
            product *= self.share();
            count += 1.0;
        }
        count
    }
}

/// Chance of demand and mean size of a month.
type Pattern = (&'static str, fn(usize) -> (f64, f64));

const PATTERNS: [Pattern; 6] = [
    ("steady", |_| (0.95, 6.0)),
    ("intermittent", |_| (0.3, 1.5)),
    ("rare", |_| (0.1, 1.2)),
    ("lumpy", |month| (0.25, if month % 7 == 0 { 18.0 } else { 2.0 })),
    ("dying out", |month| (0.6 * 0.94f64.powi(month as i32), 2.0)),
    ("taking off", |month| (0.1 + 0.012 * month as f64, 2.0)),
];

fn series(pattern: fn(usize) -> (f64, f64), dice: &mut Dice) -> Vec<f64> {
    let month = |month: usize, dice: &mut Dice| {
        let (chance, size) = pattern(month);
        if dice.share() < chance { 1.0 + dice.poisson(size - 1.0) } else { 0.0 }
    };
    (0..MONTHS + LEAD).map(|m| month(m, dice)).collect()
}

fn rate(y: &[f64], method: Method) -> f64 {
    let asked = ForecastInput {
        y: y.to_vec(),
        method,
        alpha: None,
        alpha_demand: None,
        alpha_probability: None,
        holding: None,
        penalty: None,
        lead_periods: Some(LEAD),
    };
    demand::forecast(&asked).expect("a forecast").rate
}

/// 1 for a piece left over, 9 for a piece short, when stock is set for a chance of 90 %.
fn cost(y: &[f64], method: Method) -> f64 {
    let (past, future) = y.split_at(MONTHS);
    let mean = rate(past, method) * LEAD as f64;
    let average = past.iter().sum::<f64>() / MONTHS as f64;
    let variance = past.iter().map(|size| (size - average).powi(2)).sum::<f64>() / MONTHS as f64;
    let spread = if average > 0.0 { variance / average } else { 0.0 };
    let stock = mean + 1.2816 * (mean * spread).sqrt();
    let asked: f64 = future.iter().sum();
    if asked > stock { 9.0 * (asked - stock) } else { stock - asked }
}

fn forecasts() {
    println!(
        "| demand | nothing | croston | sba | tsb | adida | imapa | auto |\n| --- | --- | --- | --- | --- | --- | --- | --- |"
    );
    let mut dice = Dice(20_260_301);
    let mut totals = [0.0; METHODS.len() + 1];
    for (name, pattern) in PATTERNS {
        let drawn: Vec<Vec<f64>> = (0..SERIES).map(|_| series(pattern, &mut dice)).collect();
        let nothing = drawn.iter().map(|y| 9.0 * y[MONTHS..].iter().sum::<f64>()).sum::<f64>();
        let mut costs = vec![nothing];
        costs.extend(METHODS.map(|method| drawn.iter().map(|y| cost(y, method)).sum::<f64>()));
        let cells: Vec<String> = costs.iter().map(|cost| format!("{:.2}", cost / SERIES as f64)).collect();
        println!("| {name} | {} |", cells.join(" | "));
        totals.iter_mut().zip(&costs).for_each(|(total, cost)| *total += cost / (SERIES * PATTERNS.len()) as f64);
    }
    println!("| mean | {} |", totals.map(|total| format!("{total:.2}")).join(" | "));
}

/// METRIC takes the pipeline of a station for Poisson with the right mean.
fn metric(asked: &TwoLevelInput, station: usize) -> f64 {
    let all: f64 = asked.demand.iter().sum();
    let owed = stock::two_level(asked).expect("an answer").exact.depot_backorders;
    let mean = asked.demand[station] * (asked.transport[station] + owed / all);
    let mut short = mean;
    let mut chance = (-mean).exp();
    let mut at_most = 0.0;
    for piece in 0..asked.station_stock[station] {
        at_most += chance;
        short -= 1.0 - at_most;
        chance *= mean / (piece + 1) as f64;
    }
    short
}

fn two_levels() {
    println!(
        "\n| depot | stations | exact | VARI-METRIC | METRIC | METRIC is short by |\n| --- | --- | --- | --- | --- | --- |"
    );
    for (depot_stock, pieces, rate, lead) in [
        (0, 1, 0.1, 14.0),
        (1, 1, 0.1, 14.0),
        (2, 1, 0.1, 14.0),
        (3, 1, 0.1, 14.0),
        (4, 1, 0.1, 14.0),
        (2, 2, 0.1, 14.0),
    ] {
        let asked = TwoLevelInput {
            demand: vec![rate; 2],
            transport: vec![2.0; 2],
            depot_lead: lead,
            depot_stock,
            station_stock: vec![pieces; 2],
        };
        let found = stock::two_level(&asked).expect("an answer");
        let (exact, vari) = (found.exact.station_backorders[0], found.vari_metric.station_backorders[0]);
        let metric = metric(&asked, 0);
        let short = 100.0 * (1.0 - metric / exact);
        println!(
            "| {depot_stock} of {:.1} on order | {pieces} each | {exact:.5} | {vari:.5} | {metric:.5} | {short:.0} % |",
            2.0 * rate * lead
        );
    }
}

fn main() {
    forecasts();
    two_levels();
}
