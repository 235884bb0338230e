//! How often a fit warns of a mixed population when there is none, and when there is one.

use aftercare_insight::reliability::{WarningCode, Weibull, WeibullInput, weibull};

const TABLES: usize = 120;
/// Devices, and the share of them that fails before the last is looked at.
const SIZES: [(usize, f64); 7] = [(10, 0.5), (20, 0.9), (40, 0.3), (100, 0.1), (100, 0.5), (400, 0.03), (400, 0.1)];
const SHAPES: [f64; 3] = [0.7, 1.5, 3.0];

struct Dice(u64);

impl Dice {
    fn share(&mut self) -> f64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 11) as f64 / (1u64 << 53) as f64
    }

    fn life(&mut self, beta: f64) -> f64 {
        (-(1.0 - self.share()).ln()).powf(1.0 / beta)
    }
}

/// Devices sold over time, so that each has been watched for another while; nothing when none of them failed.
fn table(dice: &mut Dice, devices: usize, end: f64, mut life: impl FnMut(&mut Dice) -> f64) -> Option<Weibull> {
    let mut asked = WeibullInput::default();
    for _ in 0..devices {
        let (watched, lived) = (end * (0.2 + 0.8 * dice.share()), life(dice));
        let rows = if lived <= watched { &mut asked.failures } else { &mut asked.suspensions };
        rows.push((lived.min(watched), 1.0));
    }
    weibull(&asked).ok()
}

fn warns(found: &Weibull) -> bool {
    let warned = found.warnings.iter().any(|warning| warning.code == WarningCode::MixedPopulation);
    assert_eq!(warned, found.limited_failure.is_some());
    warned
}

#[test]
fn one_table_in_a_hundred_of_a_single_population_is_taken_for_a_mixed_one() {
    let mut dice = Dice(11);
    let (mut tables, mut warned) = (0, 0);
    for beta in SHAPES {
        for (devices, share) in SIZES {
            let end = (-(1.0f64 - share).ln()).powf(1.0 / beta);
            let found = (0..TABLES).filter_map(|_| table(&mut dice, devices, end, |dice| dice.life(beta)));
            for found in found {
                tables += 1;
                warned += usize::from(warns(&found));
            }
        }
    }
    assert!(tables > 2400);
    // Not many more than stated, nor so few that the test would be blind.
    assert!((tables / 500..=tables / 70).contains(&warned), "{warned} of {tables}");
}

#[test]
fn a_defect_of_few_devices_that_has_run_its_course_is_noticed() {
    let mut dice = Dice(12);
    // With a shape below 1 a few with the defect last long.
    for (beta, end) in [(0.7, 60.0), (1.5, 12.0), (3.0, 12.0)] {
        let life = |dice: &mut Dice| if dice.share() < 0.05 { dice.life(beta) } else { f64::INFINITY };
        let found: Vec<Weibull> = (0..100).filter_map(|_| table(&mut dice, 500, end, life)).collect();
        let noticed = found.iter().filter(|found| warns(found)).count();
        assert!(noticed >= 95, "{noticed} of {} at a shape of {beta}", found.len());
    }
}
