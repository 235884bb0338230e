//! A price from the sales of like devices.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::{
    input::{self, Answer, refuse},
    numbers::t_quantile,
};

const MOST_SALES: usize = 200_000;
const MOST_GRADES: usize = 50;
/// A direction in which the sales vary by less than this share of their size is none.
const COLLINEAR: f64 = 1e-10;

#[derive(Debug, Clone, Deserialize)]
pub struct Sale {
    /// Months since the device was new.
    pub age: f64,
    /// Grade of the inspection.
    pub grade: String,
    pub price: f64,
}

#[derive(Debug, Clone, Deserialize)]
pub struct RegressionInput {
    /// Price of the device when new, in the unit of the sales.
    pub list_price: f64,
    pub sales: Vec<Sale>,
    /// Months of the device to be valued.
    pub age: f64,
    /// One of the grades in the sales.
    pub grade: String,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct TradeIn {
    /// Expected price.
    pub value: f64,
    /// Eight of ten like devices sell between these.
    pub low_80: f64,
    pub high_80: f64,
    /// Share of the variance of log prices that age and grade explain.
    pub r2: f64,
}

/// Least squares of ln(price / list price) on age and grade. The value is corrected by N. Duan's smearing (JASA 78,
/// 1983), since the mean of a price is above the price of the mean logarithm; the bounds are those of a single new sale.
pub fn regression(asked: &RegressionInput) -> Answer<TradeIn> {
    check(asked)?;
    let grades: Vec<&str> =
        asked.sales.iter().map(|sale| sale.grade.as_str()).collect::<BTreeSet<_>>().into_iter().collect();
    input::length("sales", grades.len(), 1, MOST_GRADES)
        .or_else(|_| refuse("sales", format_args!("should have {MOST_GRADES} grades at most")))?;
    if !grades.contains(&asked.grade.as_str()) {
        return refuse("grade", "should be one that was sold");
    }
    if asked.sales.len() < grades.len() + 2 {
        return refuse("sales", format_args!("should be {} or more for so many grades", grades.len() + 2));
    }
    // One column for each grade and one for age: then none is the grade that the others are compared with.
    let row = |age: f64, grade: &str| {
        let mut row: Vec<f64> = grades.iter().map(|known| f64::from(u8::from(*known == grade))).collect();
        row.push(age);
        row
    };
    let rows: Vec<Vec<f64>> = asked.sales.iter().map(|sale| row(sale.age, &sale.grade)).collect();
    let logs: Vec<f64> = asked.sales.iter().map(|sale| (sale.price / asked.list_price).ln()).collect();
    let Some(fit) = Fit::of(&rows, &logs) else {
        return refuse("sales", "should differ in age within a grade: age and grade cannot be told apart");
    };
    let found = fit.value(asked.list_price, &row(asked.age, &asked.grade));
    if [found.value, found.low_80, found.high_80].iter().all(|price| price.is_finite()) {
        Ok(found)
    } else {
        refuse("age", "is too far from the ages sold")
    }
}

fn check(asked: &RegressionInput) -> Answer<()> {
    input::within("list_price", asked.list_price, 1e-6, input::LARGEST)?;
    input::length("sales", asked.sales.len(), 3, MOST_SALES)?;
    for (index, sale) in asked.sales.iter().enumerate() {
        input::within(&format!("sales[{index}].age"), sale.age, 0.0, 1e4)?;
        input::within(&format!("sales[{index}].price"), sale.price, 1e-6, input::LARGEST)?;
    }
    input::within("age", asked.age, 0.0, 1e4)
}

struct Fit {
    /// Triangle of the normal equations: Cholesky's L, row by row.
    triangle: Vec<Vec<f64>>,
    slopes: Vec<f64>,
    residuals: Vec<f64>,
    r2: f64,
}

impl Fit {
    fn of(rows: &[Vec<f64>], logs: &[f64]) -> Option<Self> {
        let columns = rows[0].len();
        let triangle = cholesky(&products(rows, columns))?;
        let right: Vec<f64> = (0..columns).map(|c| rows.iter().zip(logs).map(|(row, y)| row[c] * y).sum()).collect();
        let slopes = back(&triangle, &forward(&triangle, &right));
        let residuals: Vec<f64> = rows.iter().zip(logs).map(|(row, y)| y - dot(row, &slopes)).collect();
        let mean = crate::numbers::mean(logs);
        let total: f64 = logs.iter().map(|y| (y - mean).powi(2)).sum();
        let left: f64 = residuals.iter().map(|r| r * r).sum();
        let r2 = if total > 0.0 { (1.0 - left / total).clamp(0.0, 1.0) } else { 1.0 };
        Some(Self { triangle, slopes, residuals, r2 })
    }

    fn value(&self, list_price: f64, row: &[f64]) -> TradeIn {
        let freedom = (self.residuals.len() - row.len()) as f64;
        let variance = self.residuals.iter().map(|r| r * r).sum::<f64>() / freedom;
        let leverage: f64 = forward(&self.triangle, row).iter().map(|v| v * v).sum();
        let half = t_quantile(0.9, freedom) * (variance * (1.0 + leverage)).sqrt();
        let log = dot(row, &self.slopes);
        let smearing = self.residuals.iter().map(|r| r.exp()).sum::<f64>() / self.residuals.len() as f64;
        TradeIn {
            value: list_price * log.exp() * smearing,
            low_80: list_price * (log - half).exp(),
            high_80: list_price * (log + half).exp(),
            r2: self.r2,
        }
    }
}

fn dot(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(x, y)| x * y).sum()
}

fn products(rows: &[Vec<f64>], columns: usize) -> Vec<Vec<f64>> {
    let product = |a: usize, b: usize| rows.iter().map(|row| row[a] * row[b]).sum::<f64>();
    (0..columns).map(|a| (0..columns).map(|b| product(a, b)).collect()).collect()
}

/// None when a column is a sum of the others.
fn cholesky(matrix: &[Vec<f64>]) -> Option<Vec<Vec<f64>>> {
    let mut triangle: Vec<Vec<f64>> = Vec::with_capacity(matrix.len());
    for (i, line) in matrix.iter().enumerate() {
        let mut row: Vec<f64> = Vec::with_capacity(i + 1);
        for (j, known) in triangle.iter().enumerate() {
            row.push((line[j] - dot(&row, &known[..j])) / known[j]);
        }
        let left = line[i] - row.iter().map(|v| v * v).sum::<f64>();
        if left <= COLLINEAR * line[i] {
            return None;
        }
        row.push(left.sqrt());
        triangle.push(row);
    }
    Some(triangle)
}

fn forward(triangle: &[Vec<f64>], right: &[f64]) -> Vec<f64> {
    let mut solved: Vec<f64> = Vec::with_capacity(right.len());
    for (row, value) in triangle.iter().zip(right) {
        let known = dot(&solved, row);
        solved.push((value - known) / row[solved.len()]);
    }
    solved
}

fn back(triangle: &[Vec<f64>], right: &[f64]) -> Vec<f64> {
    let mut solved = right.to_vec();
    for i in (0..solved.len()).rev() {
        let known: f64 = (i + 1..solved.len()).map(|j| triangle[j][i] * solved[j]).sum();
        solved[i] = (solved[i] - known) / triangle[i][i];
    }
    solved
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sales(rows: &[(f64, &str, f64)]) -> RegressionInput {
        let sale = |&(age, grade, price): &(f64, &str, f64)| Sale { age, grade: grade.to_owned(), price };
        RegressionInput { list_price: 1000.0, sales: rows.iter().map(sale).collect(), age: 10.0, grade: "A".into() }
    }

    #[test]
    fn prices_that_follow_the_rule_are_found_again() {
        let price = |age: f64, factor: f64| 1000.0 * factor * (-0.02 * age).exp();
        let rows: Vec<(f64, &str, f64)> =
            (1..20)
                .map(f64::from)
                .map(|age| {
                    if (age as u32).is_multiple_of(2) {
                        (age, "A", price(age, 0.9))
                    } else {
                        (age, "B", price(age, 0.7))
                    }
                })
                .collect();
        let found = regression(&sales(&rows)).expect("a value");
        let expected = price(10.0, 0.9);
        assert!((found.value - expected).abs() < 1e-6 && (found.r2 - 1.0).abs() < 1e-9);
        assert!(found.high_80 - found.low_80 < 1e-4);
    }

    #[test]
    fn what_cannot_be_told_apart_is_refused() {
        let same_age = sales(&[(5.0, "A", 800.0), (5.0, "A", 810.0), (5.0, "A", 790.0), (5.0, "A", 805.0)]);
        assert_eq!(regression(&same_age).expect_err("one age").field, "sales");
        let few = sales(&[(5.0, "A", 800.0), (6.0, "A", 790.0), (5.0, "B", 500.0)]);
        assert_eq!(regression(&few).expect_err("few").field, "sales");
        let mut unknown = sales(&[(5.0, "A", 800.0), (6.0, "A", 790.0), (7.0, "A", 700.0)]);
        unknown.grade = "C".into();
        assert_eq!(regression(&unknown).expect_err("unknown").field, "grade");
    }
}
