//! Draws the pictures of docs/insight.md as SVG:
//! `cargo run --release -p aftercare-insight --example pictures docs/pictures`

#![allow(clippy::expect_used, reason = "a program that draws or stops")]

use std::{env, fs, path::Path};

use aftercare_insight::{network, ranking, reliability, staffing};

const WIDTH: f64 = 640.0;
const HEIGHT: f64 = 360.0;
const LEFT: f64 = 60.0;
const BOTTOM: f64 = 46.0;
const TOP: f64 = 34.0;
const INKS: [&str; 4] = ["#1b5e8c", "#c2410c", "#4d7c0f", "#6b7280"];

/// A chart with straight axes from (low, low) to (high, high).
struct Chart {
    x: (f64, f64),
    y: (f64, f64),
    body: String,
}

impl Chart {
    fn new(title: &str, x: (f64, f64), y: (f64, f64), names: [&str; 2]) -> Self {
        let mut chart = Self { x, y, body: String::new() };
        chart.text(LEFT, 18.0, title, "start", 14);
        chart.text(WIDTH - 16.0, HEIGHT - 8.0, names[0], "end", 11);
        chart.text(8.0, TOP - 6.0, names[1], "start", 11);
        for step in 0..=5 {
            let part = f64::from(step) / 5.0;
            let (at_x, at_y) = (x.0 + part * (x.1 - x.0), y.0 + part * (y.1 - y.0));
            let (left, bottom) = chart.place(x.0, at_y);
            chart.body += &format!(
                "<line x1='{left:.1}' x2='{:.1}' y1='{bottom:.1}' y2='{bottom:.1}' stroke='#e5e7eb'/>\n",
                WIDTH - 16.0
            );
            chart.text(LEFT - 6.0, bottom + 4.0, &short(at_y), "end", 11);
            let (middle, _) = chart.place(at_x, y.0);
            chart.text(middle, HEIGHT - BOTTOM + 16.0, &short(at_x), "middle", 11);
        }
        chart
    }

    fn place(&self, x: f64, y: f64) -> (f64, f64) {
        let part = |value: f64, (low, high): (f64, f64)| (value - low) / (high - low);
        (LEFT + part(x, self.x) * (WIDTH - LEFT - 16.0), HEIGHT - BOTTOM - part(y, self.y) * (HEIGHT - BOTTOM - TOP))
    }

    fn text(&mut self, x: f64, y: f64, words: &str, anchor: &str, size: u32) {
        self.body += &format!(
            "<text x='{x:.1}' y='{y:.1}' text-anchor='{anchor}' font-size='{size}' fill='#374151'>{words}</text>\n"
        );
    }

    fn line(&mut self, points: impl Iterator<Item = (f64, f64)>, ink: &str, steps: bool) {
        let mut path = String::new();
        for (x, y) in points {
            let (x, y) = self.place(x, y);
            path += &match (path.is_empty(), steps) {
                (true, _) => format!("M{x:.1} {y:.1}"),
                (false, true) => format!("H{x:.1}V{y:.1}"),
                (false, false) => format!("L{x:.1} {y:.1}"),
            };
        }
        self.body += &format!("<path d='{path}' fill='none' stroke='{ink}' stroke-width='2'/>\n");
    }

    fn dot(&mut self, x: f64, y: f64, radius: f64, ink: &str) {
        let (x, y) = self.place(x, y);
        self.body += &format!("<circle cx='{x:.1}' cy='{y:.1}' r='{radius:.1}' fill='{ink}'/>\n");
    }

    fn legend(&mut self, names: &[&str]) {
        for (row, name) in names.iter().enumerate() {
            let y = TOP + 14.0 + 16.0 * row as f64;
            self.body += &format!(
                "<rect x='{}' y='{:.1}' width='14' height='4' fill='{}'/>\n",
                WIDTH - 230.0,
                y - 6.0,
                INKS[row % INKS.len()]
            );
            self.text(WIDTH - 210.0, y, name, "start", 11);
        }
    }

    fn save(self, folder: &Path, name: &str) {
        let svg = format!(
            "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 {WIDTH} {HEIGHT}' font-family='sans-serif'>\n\
             <rect width='{WIDTH}' height='{HEIGHT}' fill='white'/>\n{}</svg>\n",
            self.body
        );
        fs::write(folder.join(name), svg).expect("the folder of pictures can be written to");
    }
}

fn short(value: f64) -> String {
    if value.abs() >= 100.0 || value.fract() == 0.0 { format!("{value:.0}") } else { format!("{value:.3}") }
}

/// A plain Weibull goes on failing where a limited population has no more to fail.
fn mixed_population(folder: &Path) {
    let failures: Vec<(f64, f64)> = [
        0.1, 0.15, 0.6, 0.8, 1.2, 2.5, 3.0, 4.0, 6.0, 10.0, 12.5, 20.0, 43.0, 48.0, 54.0, 74.0, 84.0, 94.0, 168.0,
        263.0, 593.0,
    ]
    .map(|time| (time, 1.0))
    .to_vec();
    let suspensions = vec![(5000.0, 3000.0)];
    let asked = reliability::WeibullInput { failures: failures.clone(), suspensions, ..Default::default() };
    let plain = reliability::weibull(&asked).expect("a fit");
    let limited = plain.limited_failure.expect("a warning with the other model");
    let failed = |time: f64, beta: f64, eta: f64| -(-(time / eta).powf(beta)).exp_m1();
    let mut chart = Chart::new(
        "A defect of some devices: what has failed",
        (0.0, 5000.0),
        (0.0, 0.0125),
        ["hours", "share failed"],
    );
    let times = || (0..=500).map(|i| 10.0 * f64::from(i));
    chart.line(
        std::iter::once((0.0, 0.0))
            .chain(failures.iter().enumerate().map(|(i, f)| (f.0, (i + 1) as f64 / 3021.0)))
            .chain([(5000.0, 21.0 / 3021.0)]),
        INKS[0],
        true,
    );
    chart.line(times().map(|t| (t, failed(t, plain.beta, plain.eta))), INKS[1], false);
    chart.line(times().map(|t| (t, limited.defective_share * failed(t, limited.beta, limited.eta))), INKS[2], false);
    chart.legend(&["observed", "plain Weibull (warns)", "limited failure population"]);
    chart.save(folder, "insight-mixed-population.svg");
}

fn crews(folder: &Path) {
    let crew = |load: f64| {
        staffing::agents_needed(&staffing::AgentsNeededInput {
            arrivals: load,
            service: 1.0,
            abandon: 0.5,
            answer_in: 1.0 / 9.0,
            service_level: 0.8,
        })
        .expect("a crew")
    };
    let mut chart = Chart::new(
        "Agents above the load, 80 % answered in 20 s of 3-minute calls",
        (0.0, 300.0),
        (-20.0, 30.0),
        ["load in erlangs", "agents − load"],
    );
    let loads = || (1..=100).map(|i| 3.0 * f64::from(i));
    chart.line(loads().map(|load| (load, crew(load).without as f64 - load)), INKS[0], false);
    chart.line(loads().map(|load| (load, crew(load).with_abandonment as f64 - load)), INKS[1], false);
    chart.legend(&["everybody waits (Erlang C)", "callers hang up (Erlang A)"]);
    chart.save(folder, "insight-crews.svg");
}

fn shrinkage(folder: &Path) {
    let rows = [
        (2, 2),
        (9, 10),
        (4, 9),
        (44, 50),
        (33, 50),
        (47, 50),
        (160, 200),
        (188, 200),
        (420, 500),
        (470, 500),
        (7, 15),
        (28, 30),
    ];
    let stations = rows
        .iter()
        .enumerate()
        .map(|(i, &(satisfied, n))| ranking::Station { id: format!("S{i}"), satisfied, n })
        .collect();
    let found = ranking::stations(&ranking::StationsInput { stations }).expect("a ranking");
    let mut chart = Chart::new(
        "Stations: what was answered, and what is believed",
        (0.4, 1.02),
        (0.4, 1.02),
        ["share answered satisfied", "posterior mean"],
    );
    chart.line([(0.4, 0.4), (1.0, 1.0)].into_iter(), INKS[3], false);
    for (&(satisfied, n), mean) in rows.iter().zip(&found.posterior_mean) {
        chart.dot(satisfied as f64 / n as f64, *mean, 2.0 + (n as f64).sqrt() / 3.0, INKS[0]);
    }
    chart.save(folder, "insight-shrinkage.svg");
}

fn sites(folder: &Path) {
    let mut state = 7u64;
    let mut share = || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 11) as f64 / (1u64 << 53) as f64
    };
    let xy: Vec<(f64, f64)> = (0..120).map(|_| (100.0 * share(), 60.0 * share())).collect();
    let weight: Vec<f64> = (0..120).map(|_| 1.0 + (20.0 * share()).floor()).collect();
    let asked = network::PMedianInput { xy: xy.clone(), weight: weight.clone(), p: 6 };
    let found = network::p_median(&asked).expect("sites");
    let title = if found.proven { "Six stations for 120 places: proven best" } else { "Six stations for 120 places" };
    let mut chart = Chart::new(title, (0.0, 100.0), (0.0, 60.0), ["km", "km"]);
    for (place, weight) in xy.iter().zip(&weight) {
        let near = |a: &&usize, b: &&usize| distance(*place, xy[**a]).total_cmp(&distance(*place, xy[**b]));
        let site = found.open.iter().min_by(near).expect("an open site");
        chart.line([*place, xy[*site]].into_iter(), "#d1d5db", false);
        chart.dot(place.0, place.1, 1.0 + weight.sqrt(), INKS[0]);
    }
    for site in found.open {
        chart.dot(xy[site].0, xy[site].1, 7.0, INKS[1]);
    }
    chart.save(folder, "insight-sites.svg");
}

fn distance(a: (f64, f64), b: (f64, f64)) -> f64 {
    (a.0 - b.0).hypot(a.1 - b.1)
}

fn main() {
    let folder = env::args().nth(1).unwrap_or_else(|| "docs/pictures".to_owned());
    let folder = Path::new(&folder);
    mixed_population(folder);
    crews(folder);
    shrinkage(folder);
    sites(folder);
}
