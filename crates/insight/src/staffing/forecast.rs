//! How many calls will come, when days or hours repeat.

use serde::{Deserialize, Serialize};

use crate::input::{self, Answer, refuse};

const MOST_PERIODS: usize = 1_000_000;
const MOST_AHEAD: usize = 100_000;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CallMethod {
    /// As in the last season.
    SeasonalNaive,
    /// Each place in the season smoothed on its own.
    SeasonalSmoothing,
    /// Mean of the last seasons.
    SeasonalAverage,
}

#[derive(Debug, Clone, Deserialize)]
pub struct CallForecastInput {
    /// Calls per period, oldest first.
    pub y: Vec<f64>,
    /// Periods after which the pattern repeats: 7 for days, 48 for half hours of a day.
    pub season: usize,
    pub method: CallMethod,
    /// Smoothing of seasonal_smoothing, above 0 up to 1.
    pub alpha: Option<f64>,
    /// Seasons that seasonal_average looks back.
    pub seasons: Option<usize>,
    /// Periods to forecast.
    pub ahead: usize,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct CallForecast {
    pub forecast: Vec<f64>,
}

/// R. J. Hyndman, G. Athanasopoulos, *Forecasting: Principles and Practice*, ch. 5 and 8: simple methods that are hard
/// to beat on call volumes (see J. W. Taylor, *A comparison of univariate time series methods for forecasting intraday
/// arrivals at a call center*, Management Science 54, 2008).
pub fn forecast(asked: &CallForecastInput) -> Answer<CallForecast> {
    check(asked)?;
    let season = match asked.method {
        CallMethod::SeasonalNaive => asked.y[asked.y.len() - asked.season..].to_vec(),
        CallMethod::SeasonalSmoothing => smoothed(asked)?,
        CallMethod::SeasonalAverage => averaged(asked)?,
    };
    Ok(CallForecast { forecast: season.into_iter().cycle().take(asked.ahead).collect() })
}

fn check(asked: &CallForecastInput) -> Answer<()> {
    input::length("y", asked.y.len(), 1, MOST_PERIODS)?;
    input::each("y", &asked.y, input::non_negative)?;
    input::within("ahead", asked.ahead as f64, 0.0, MOST_AHEAD as f64)?;
    if asked.season == 0 || asked.season > asked.y.len() {
        return refuse("season", "should be 1 or more and no longer than y");
    }
    Ok(())
}

/// What does not make a whole season is left out at the start.
fn smoothed(asked: &CallForecastInput) -> Answer<Vec<f64>> {
    let Some(alpha) = asked.alpha else { return refuse("alpha", "is missing: seasonal_smoothing needs it") };
    input::within("alpha", alpha, input::SMALLEST, 1.0)?;
    let whole = &asked.y[asked.y.len() % asked.season..];
    let mut level = whole[..asked.season].to_vec();
    for season in whole.chunks_exact(asked.season).skip(1) {
        for (level, calls) in level.iter_mut().zip(season) {
            *level += alpha * (calls - *level);
        }
    }
    Ok(level)
}

fn averaged(asked: &CallForecastInput) -> Answer<Vec<f64>> {
    let Some(seasons) = asked.seasons else { return refuse("seasons", "is missing: seasonal_average needs it") };
    if seasons == 0 || seasons > asked.y.len() / asked.season {
        return refuse("seasons", "should be 1 or more and no more than y has");
    }
    let recent = &asked.y[asked.y.len() - seasons * asked.season..];
    let place = |at: usize| recent.iter().skip(at).step_by(asked.season).sum::<f64>() / seasons as f64;
    Ok((0..asked.season).map(place).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(method: CallMethod) -> CallForecastInput {
        let y = vec![9.0, 1.0, 2.0, 3.0, 3.0, 6.0, 5.0];
        CallForecastInput { y, season: 3, method, alpha: Some(0.5), seasons: Some(2), ahead: 4 }
    }

    #[test]
    fn each_method_is_worked_out_by_hand() {
        let table = [
            (CallMethod::SeasonalNaive, [3.0, 6.0, 5.0, 3.0]),
            (CallMethod::SeasonalSmoothing, [2.0, 4.0, 4.0, 2.0]),
            (CallMethod::SeasonalAverage, [2.0, 4.0, 4.0, 2.0]),
        ];
        for (method, expected) in table {
            assert_eq!(forecast(&asked(method)).expect("a forecast").forecast, expected, "{method:?}");
        }
    }

    #[test]
    fn what_a_method_needs_is_named_when_it_is_not_there() {
        let smoothing = CallForecastInput { alpha: None, ..asked(CallMethod::SeasonalSmoothing) };
        assert_eq!(forecast(&smoothing).expect_err("no alpha").field, "alpha");
        let average = CallForecastInput { seasons: Some(3), ..asked(CallMethod::SeasonalAverage) };
        assert_eq!(forecast(&average).expect_err("too many").field, "seasons");
        let naive = CallForecastInput { season: 8, ..asked(CallMethod::SeasonalNaive) };
        assert_eq!(forecast(&naive).expect_err("too long").field, "season");
    }
}
