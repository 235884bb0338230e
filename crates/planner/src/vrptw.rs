//! The public benchmark format of Solomon (1987) and Gehring and Homberger (1999), read as a day to plan: every vehicle a
//! technician from the depot, every customer a visit of the same weight.

use crate::{
    problem::{Problem, Span, Technician, Visit, Ways},
    sound::MOST_TECHNICIANS,
};

#[derive(Debug, Clone)]
pub struct Instance {
    pub name: String,
    pub vehicles: usize,
    pub capacity: u32,
    /// The depot first.
    pub customers: Vec<Customer>,
}

#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Customer {
    pub x: f64,
    pub y: f64,
    pub demand: u32,
    pub ready: f64,
    pub due: f64,
    pub service: f64,
}

/// Backward and forward sums of doubles differ by less than this: who keeps a window by as much keeps it exactly.
const MARGIN: f64 = 1e-9;
/// Beyond this many customers a text is no instance of the benchmark.
const MOST: usize = 2000;

impl Instance {
    /// # Errors
    /// The line and what is wrong with it.
    pub fn read(text: &str) -> Result<Self, String> {
        let mut lines = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
        let name = lines.next().ok_or("line 1: the name of the instance is missing")?.1.trim().to_owned();
        let mut numbers =
            lines.filter(|(_, line)| line.trim_start().starts_with(|c: char| c.is_ascii_digit() || c == '-'));
        let (line, fleet) = numbers.next().ok_or("the number and capacity of vehicles are missing")?;
        let [vehicles, capacity] = fields::<2>(line, fleet)?;
        if !is_count(vehicles) || !is_count(capacity) {
            return Err(format!("line {}: should be how many vehicles there are and how much each holds", line + 1));
        }
        let mut customers = Vec::new();
        for (line, text) in numbers {
            let [number, x, y, demand, ready, due, service] = fields::<7>(line, text)?;
            if number != customers.len() as f64 {
                return Err(format!("line {}: customer {} should come next", line + 1, customers.len()));
            }
            if due < ready || service < 0.0 || !is_count(demand) || customers.len() > MOST {
                return Err(format!(
                    "line {}: a window that ends before it begins, a negative time, a demand that is no whole number, or more than {MOST} customers",
                    line + 1
                ));
            }
            customers.push(Customer { x, y, demand: demand as u32, ready, due, service });
        }
        if customers.is_empty() {
            return Err("the depot is missing".to_owned());
        }
        Ok(Self { name, vehicles: vehicles as usize, capacity: capacity as u32, customers })
    }

    /// With a fleet of that many vehicles; of more than can be planned, one too many. Customer n is visit n - 1.
    pub fn problem(&self, vehicles: usize) -> Problem {
        let vehicles = vehicles.min(MOST_TECHNICIANS + 1);
        let depot = self.customers[0];
        let vehicle = Technician {
            start: 0,
            end: Some(0),
            shift: Span { from: depot.ready, until: depot.due - MARGIN },
            stock: vec![(0, self.capacity)],
            ..Technician::default()
        };
        let visit = |(at, customer): (usize, &Customer)| Visit {
            at,
            minutes: customer.service,
            windows: vec![Span { from: customer.ready, until: (customer.due - MARGIN).max(customer.ready) }],
            weight: 1.0,
            parts: vec![(0, customer.demand)],
            ..Visit::default()
        };
        Problem {
            ways: Ways::Matrix(self.matrix()),
            technicians: vec![vehicle; vehicles],
            visits: self.customers.iter().enumerate().skip(1).map(visit).collect(),
            previous: None,
        }
    }

    fn matrix(&self) -> Vec<Vec<f64>> {
        let row = |a: &Customer| self.customers.iter().map(|b| (a.x - b.x).hypot(a.y - b.y)).collect();
        self.customers.iter().map(row).collect()
    }
}

fn fields<const N: usize>(line: usize, text: &str) -> Result<[f64; N], String> {
    let wrong = || format!("line {}: should be {N} numbers", line + 1);
    let mut values = [0.0; N];
    let mut words = text.split_whitespace();
    for value in &mut values {
        *value = words.next().and_then(|word| word.parse().ok()).filter(|v: &f64| v.is_finite()).ok_or_else(wrong)?;
    }
    if words.next().is_some() { Err(wrong()) } else { Ok(values) }
}

fn is_count(value: f64) -> bool {
    value.fract() == 0.0 && (0.0..=f64::from(u32::MAX)).contains(&value)
}
