//! Whether one Weibull population explains the failures, or only a share of the devices has the defect.

use super::{
    LimitedFailure, Warning, WarningCode,
    limited_failure::fit_if_likelier,
    observed::Observed,
    weibull::{FEW_FAILURES, Fit},
};

/// Deviance that one table in a hundred of a single population exceeds. That all have the defect is the border of the
/// limited-failure model, so the deviance is zero in half of such tables and χ² with one degree of freedom in the
/// others (S. G. Self, K.-Y. Liang, JASA 82, 1987; for this test R. A. Maller, X. Zhou, Biometrics 51, 1995): this is
/// the 98 % quantile of the latter.
const DEVIANCE: f64 = 5.411_894_431_054_342;
/// That holds for many failures; of few, some lie close together by chance and look like a population of their own.
/// With the deviance divided by 1 + 4/failures, as Bartlett does, the level holds from four failures on (found by
/// drawing 12,000 tables of single populations).
const SMALL_TABLE: f64 = 4.0;

/// A warning and the limited-failure fit, when that is likelier than chance lets it be where all are of one population.
pub(super) fn suspected(observed: &Observed, one: &Fit, loglik: f64) -> Option<(Warning, LimitedFailure)> {
    if observed.failed < FEW_FAILURES {
        return None;
    }
    let cut = DEVIANCE * (1.0 + SMALL_TABLE / observed.failed);
    let (deviance, found) = fit_if_likelier(observed, one, loglik, cut)?;
    let message = format!(
        "perhaps only some devices have the defect: that explains the failures better by a deviance of {deviance:.1}, \
         and where all have it one table in a hundred has more than {cut:.1}; see limited_failure"
    );
    Some((Warning::new(WarningCode::MixedPopulation, message), found))
}
