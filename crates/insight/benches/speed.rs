//! `cargo bench -p aftercare-insight`: the figures of docs/insight.md, in time on a processor, so that other programs on
//! the machine do not count.

#![allow(missing_docs, clippy::expect_used)]

use std::{fs, hint::black_box, time::Duration};

use aftercare_insight::{demand, network, reliability, staffing};
use criterion::{
    Criterion, criterion_group, criterion_main,
    measurement::{Measurement, ValueFormatter, WallTime},
};

/// Nanoseconds that this process was on a processor, as Linux counts them.
struct ProcessorTime;

impl ProcessorTime {
    fn now() -> u64 {
        let counted = fs::read_to_string("/proc/self/schedstat").expect("Linux");
        counted.split(' ').next().and_then(|first| first.parse().ok()).expect("a number")
    }
}

impl Measurement for ProcessorTime {
    type Intermediate = u64;
    type Value = u64;

    fn start(&self) -> u64 {
        Self::now()
    }

    fn end(&self, start: u64) -> u64 {
        Self::now() - start
    }

    fn add(&self, a: &u64, b: &u64) -> u64 {
        a + b
    }

    fn zero(&self) -> u64 {
        0
    }

    fn to_f64(&self, value: &u64) -> f64 {
        *value as f64
    }

    fn formatter(&self) -> &dyn ValueFormatter {
        WallTime.formatter()
    }
}

/// The same numbers in every run: a small generator is enough here.
struct Dice(u64);

impl Dice {
    fn share(&mut self) -> f64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 11) as f64 / (1u64 << 53) as f64
    }
}

fn weibull(bench: &mut Criterion<ProcessorTime>) {
    let mut dice = Dice(1);
    let mut life = || 1000.0 * (-(1.0 - dice.share()).ln()).powf(0.6);
    let rows: Vec<(f64, f64)> = (0..100_000).map(|i| (life(), f64::from(1 + i % 7))).collect();
    let asked = reliability::WeibullInput {
        failures: rows[..20_000].to_vec(),
        suspensions: rows[20_000..].to_vec(),
        ahead: Some(100.0),
        ..Default::default()
    };
    bench.bench_function("weibull, 100,000 rows", |b| {
        b.iter(|| reliability::weibull(black_box(&asked)).expect("a fit"))
    });
    let mixed = mixed_population(&mut dice);
    bench.bench_function("weibull, 100,000 rows of a mixed population, with the limited-failure fit", |b| {
        b.iter(|| {
            let found = reliability::weibull(black_box(&mixed)).expect("a fit");
            found.limited_failure.expect("the other model")
        });
    });
    let mut life = || 1000.0 * (-(1.0 - dice.share()).ln()).powf(0.6);
    let units = (0..100_000).map(|i| (f64::from(i % 50), f64::from(i % 50) + life(), u8::from(i % 4 == 0))).collect();
    let late = reliability::WeibullInput { units, ..Default::default() };
    bench.bench_function("weibull, 100,000 units with delayed entry", |b| {
        b.iter(|| reliability::weibull(black_box(&late)).expect("a fit"));
    });
}

/// One device in twenty has a defect that shows early.
fn mixed_population(dice: &mut Dice) -> reliability::WeibullInput {
    let mut asked = reliability::WeibullInput { ahead: Some(100.0), ..Default::default() };
    for row in 0..100_000 {
        let watched = 200.0 + 1800.0 * dice.share();
        let has_it = dice.share() < 0.05;
        let life = 150.0 * (-(1.0 - dice.share()).ln()).powf(0.6);
        let count = f64::from(1 + row % 5);
        if has_it && life < watched {
            asked.failures.push((life, count));
        } else {
            asked.suspensions.push((watched, count));
        }
    }
    asked
}

fn forecasts(bench: &mut Criterion<ProcessorTime>) {
    let mut dice = Dice(2);
    let mut size =
        |i: usize| if dice.share() < 0.15 + 0.1 * (i % 5) as f64 { 1.0 + (4.0 * dice.share()).floor() } else { 0.0 };
    let asked: Vec<demand::ForecastInput> = (0..100_000)
        .map(|i| demand::ForecastInput {
            y: (0..36).map(|_| size(i)).collect(),
            method: demand::Method::Auto,
            alpha: None,
            alpha_demand: None,
            alpha_probability: None,
            holding: None,
            penalty: None,
            lead_periods: None,
        })
        .collect();
    bench.bench_function("demand.forecast auto, 100,000 series of 36 months", |b| {
        b.iter(|| {
            asked.iter().map(|series| demand::forecast(black_box(series)).expect("a forecast").rate).sum::<f64>()
        });
    });
}

fn crews(bench: &mut Criterion<ProcessorTime>) {
    let asked = staffing::ErlangCInput {
        calls: 199_000.0,
        interval_minutes: 30.0,
        handle_minutes: 3.0,
        answer_in_minutes: 1.0 / 3.0,
        service_level: 0.8,
        shrinkage: 0.3,
        max_occupancy: 1.0,
    };
    bench.bench_function("erlang_c, 20,000 agents", |b| {
        b.iter(|| staffing::erlang_c(black_box(&asked)).expect("a crew"))
    });
}

fn sites(bench: &mut Criterion<ProcessorTime>) {
    let mut dice = Dice(3);
    let mut asked = |n: usize, p: usize| network::PMedianInput {
        xy: (0..n).map(|_| (1000.0 * dice.share(), 1000.0 * dice.share())).collect(),
        weight: (0..n).map(|_| 1.0 + (100.0 * dice.share()).floor()).collect(),
        p,
    };
    let (large, largest) = (asked(1000, 50), asked(2000, 60));
    bench.bench_function("p_median, 1,000 places, p = 50", |b| {
        b.iter(|| network::p_median(black_box(&large)).expect("sites"));
    });
    bench.bench_function("p_median, 2,000 places, p = 60", |b| {
        b.iter(|| network::p_median(black_box(&largest)).expect("sites"));
    });
}

criterion_group! {
    name = speed;
    config = Criterion::default().with_measurement(ProcessorTime).sample_size(10).measurement_time(Duration::from_secs(3)).warm_up_time(Duration::from_secs(1));
    targets = weibull, forecasts, crews, sites
}
criterion_main!(speed);
