//! The Nevada chart: sold by month, returned by sale month and month of return.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Warning, WarningCode, weibull::Fit};
use crate::{
    Named,
    input::{self, Answer, refuse},
    numbers::{Peak, highest},
};

const MOST_MONTHS: usize = 600;
const MOST_AHEAD: usize = 600;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Convention {
    /// What came back k months after the month of sale failed at an age between k − 1 and k months.
    #[default]
    Interval,
    /// It failed at exactly k months. Common in text books; it makes everything look like wear.
    MonthEnd,
}

#[derive(Debug, Clone, Deserialize)]
pub struct NevadaInput {
    /// Names of the months, oldest first; the last is the one up to whose end returns are known.
    pub months: Vec<String>,
    /// Devices sold, by month; a month that is not named sold none.
    pub sold: Named<u64>,
    /// Devices returned, by month of sale and month of return.
    #[serde(default)]
    pub returned: Named<Named<u64>>,
    #[serde(default)]
    pub convention: Convention,
    /// Months to look ahead.
    #[serde(default)]
    pub ahead: usize,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Nevada {
    /// Shape of the life in months.
    pub beta: f64,
    /// Scale of the life in months.
    pub eta: f64,
    pub loglik: f64,
    /// By month of sale, the returns in each month ahead.
    pub expected_returns: Named<Vec<f64>>,
    pub warnings: Vec<Warning>,
}

/// Fits a Weibull life to a Nevada chart by maximum likelihood for interval data (W. Q. Meeker, L. A. Escobar,
/// *Statistical Methods for Reliability Data*, 1998). Ages are counted from the end of the month of sale, so
/// what came back within it has no age and is left out, with a warning.
pub fn nevada(asked: &NevadaInput) -> Answer<Nevada> {
    let chart = Chart::read(asked)?;
    let fit = chart.fit(asked.convention);
    let mut warnings = chart.warnings();
    if !fit.has_peak() {
        warnings.push(Warning::new(
            WarningCode::NoPeak,
            "the likelihood has no peak; the shape is where the search stopped",
        ));
    }
    let loglik = chart.loglik(&fit, asked.convention);
    let returns = |cohort: &Cohort| -> Vec<f64> {
        let until = |months: usize| cohort.whole * fit.chance_within(cohort.age, months as f64);
        (1..=asked.ahead).map(|month| (until(month) - until(month - 1)).max(0.0)).collect()
    };
    let expected_returns = Named(chart.cohorts.iter().map(|cohort| (cohort.month.clone(), returns(cohort))).collect());
    Ok(Nevada { beta: fit.beta, eta: fit.ln_eta.exp(), loglik, expected_returns, warnings })
}

/// What was sold in one month.
struct Cohort {
    month: String,
    /// Not yet returned.
    whole: f64,
    /// Months since the end of the month of sale.
    age: f64,
}

struct Chart {
    cohorts: Vec<Cohort>,
    /// Returns by age in months, from 1.
    returns: BTreeMap<usize, f64>,
    /// Returned in the month of sale.
    at_once: u64,
}

impl Chart {
    fn read(asked: &NevadaInput) -> Answer<Self> {
        input::length("months", asked.months.len(), 2, MOST_MONTHS)?;
        input::length("sold", asked.sold.0.len(), 0, MOST_MONTHS)?;
        input::length("returned", asked.returned.0.len(), 0, MOST_MONTHS)?;
        input::within("ahead", asked.ahead as f64, 0.0, MOST_AHEAD as f64)?;
        let mut places: BTreeMap<&str, usize> = BTreeMap::new();
        for (index, month) in asked.months.iter().enumerate() {
            if places.insert(month, index).is_some() {
                return refuse(format!("months[{index}]"), "stands twice");
            }
        }
        let mut chart = Self { cohorts: Vec::new(), returns: BTreeMap::new(), at_once: 0 };
        for (month, sold) in &asked.sold.0 {
            chart.add(asked, &places, month, *sold)?;
        }
        for (month, _) in &asked.returned.0 {
            if asked.sold.get(month).is_none() {
                return refuse(format!("returned.{month}"), "should be a month with devices sold");
            }
        }
        if chart.returns.is_empty() {
            return refuse("returned", "should have a return after the month of sale");
        }
        Ok(chart)
    }

    fn add(&mut self, asked: &NevadaInput, places: &BTreeMap<&str, usize>, month: &str, sold: u64) -> Answer<()> {
        let Some(&sale) = places.get(month) else {
            return refuse(format!("sold.{month}"), "should be one of months");
        };
        input::at_most(&format!("sold.{month}"), sold, 1_000_000_000)?;
        let mut whole = sold;
        for (when, count) in asked.returned.get(month).map_or(&[][..], |row| &row.0) {
            let field = format!("returned.{month}.{when}");
            let Some(&came_back) = places.get(when.as_str()) else { return refuse(field, "should be one of months") };
            if came_back < sale {
                return refuse(field, "should not be before the month of sale");
            }
            let Some(rest) = whole.checked_sub(*count) else {
                return refuse(field, format_args!("should not be more than were left of the {sold} sold"));
            };
            whole = rest;
            match came_back - sale {
                0 => self.at_once += count,
                age if *count > 0 => *self.returns.entry(age).or_default() += *count as f64,
                _ => {}
            }
        }
        let age = (asked.months.len() - 1 - sale) as f64;
        self.cohorts.push(Cohort { month: month.to_owned(), whole: whole as f64, age });
        Ok(())
    }

    fn warnings(&self) -> Vec<Warning> {
        let mut warnings = Vec::new();
        if self.at_once > 0 {
            let message =
                format!("{} returned in their month of sale are left out: ages are counted from its end", self.at_once);
            warnings.push(Warning::new(WarningCode::LeftOut, message));
        }
        if self.returns.values().sum::<f64>() < 4.0 {
            warnings.push(Warning::new(WarningCode::FewFailures, "so few returns say little about the shape"));
        }
        warnings
    }

    fn fit(&self, convention: Convention) -> Fit {
        let longest = self.returns.keys().next_back().map_or(1.0, |&age| age as f64);
        let starts = [[-0.7, longest.ln() + 2.0], [0.0, longest.ln() + 2.0], [0.9, longest.ln() + 0.5]];
        let climbs = starts.map(|start| highest(start, 0.5, |at| self.loglik(&Fit::at(at), convention)));
        let best = climbs.into_iter().reduce(|best, next| if next.value > best.value { next } else { best });
        let Peak { at, .. } = best.unwrap_or(Peak { at: starts[1], value: f64::NEG_INFINITY });
        Fit::at(&at)
    }

    fn loglik(&self, fit: &Fit, convention: Convention) -> f64 {
        let returned: f64 =
            self.returns.iter().map(|(&age, count)| count * ln_chance(fit, age as f64, convention)).sum();
        let whole: f64 = self.cohorts.iter().map(|cohort| cohort.whole * fit.hazard_at(cohort.age)).sum();
        returned - whole
    }
}

/// ln of the chance, or density, of coming back at this age.
fn ln_chance(fit: &Fit, age: f64, convention: Convention) -> f64 {
    let hazard = fit.hazard_at(age);
    match convention {
        Convention::MonthEnd => fit.beta.ln() - age.ln() + fit.beta * (age.ln() - fit.ln_eta) - hazard,
        Convention::Interval => {
            let before = fit.hazard_at(age - 1.0);
            (-(before - hazard).exp_m1()).ln() - before
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chart(convention: Convention) -> NevadaInput {
        let row = |entries: &[(&str, u64)]| Named(entries.iter().map(|(m, n)| ((*m).to_owned(), *n)).collect());
        NevadaInput {
            months: ["Jun", "Jul", "Aug", "Sep"].map(str::to_owned).to_vec(),
            sold: row(&[("Jun", 100), ("Jul", 140), ("Aug", 150)]),
            returned: Named(vec![
                ("Jun".into(), row(&[("Jul", 3), ("Aug", 3), ("Sep", 5)])),
                ("Jul".into(), row(&[("Aug", 2), ("Sep", 4)])),
                ("Aug".into(), row(&[("Sep", 4)])),
            ]),
            convention,
            ahead: 3,
        }
    }

    #[test]
    fn the_convention_decides_between_wear_and_next_to_chance() {
        let month_end = nevada(&chart(Convention::MonthEnd)).expect("a fit");
        let interval = nevada(&chart(Convention::Interval)).expect("a fit");
        assert!((month_end.beta - 2.4928).abs() < 1e-3, "{}", month_end.beta);
        assert!((interval.beta - 1.39).abs() < 5e-3, "{}", interval.beta);
    }

    #[test]
    fn what_the_chart_cannot_hold_is_named() {
        type Spoiled = (fn(&mut NevadaInput), &'static str);
        let table: [Spoiled; 4] = [
            (|c| c.months[1] = "Jun".into(), "months[1]"),
            (|c| c.sold.0[0].0 = "May".into(), "sold.May"),
            (|c| c.returned.0[2].1.0[0].1 = 151, "returned.Aug.Sep"),
            (|c| c.returned.0[1].1.0[0].0 = "Jun".into(), "returned.Jul.Jun"),
        ];
        for (spoil, field) in table {
            let mut asked = chart(Convention::Interval);
            spoil(&mut asked);
            assert_eq!(nevada(&asked).expect_err(field).field, field);
        }
    }

    #[test]
    fn returns_in_the_month_of_sale_are_left_out_and_said_to_be() {
        let mut asked = chart(Convention::Interval);
        asked.returned.0[0].1.0.push(("Jun".into(), 7));
        let found = nevada(&asked).expect("a fit");
        assert_eq!(found.warnings[0].code, WarningCode::LeftOut);
    }
}
