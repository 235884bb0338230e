//! What must hold for any input.

use aftercare_insight::{
    Named, audit, demand, network, quality, ranking, reliability, satisfaction, staffing, stock, tradein,
};
use proptest::prelude::*;

fn crew(calls: f64, handle_minutes: f64, service_level: f64) -> u64 {
    let asked = staffing::ErlangCInput {
        calls,
        interval_minutes: 30.0,
        handle_minutes,
        answer_in_minutes: 0.5,
        service_level,
        shrinkage: 0.25,
        max_occupancy: 0.9,
    };
    staffing::erlang_c(&asked).unwrap().agents
}

fn lives() -> impl Strategy<Value = Vec<(f64, f64)>> {
    prop::collection::vec((0.5f64..500.0, (1u32..9).prop_map(f64::from)), 3..40)
}

fn weibull(failures: Vec<(f64, f64)>, suspensions: Vec<(f64, f64)>) -> reliability::Weibull {
    let asked = reliability::WeibullInput { failures, suspensions, ..Default::default() };
    reliability::weibull(&asked).unwrap()
}

fn stations() -> impl Strategy<Value = Vec<(u64, u64)>> {
    prop::collection::vec((0u64..300, 1u64..300), 2..12)
}

fn ranked(rows: &[(usize, (u64, u64))]) -> Vec<String> {
    let station = |&(id, (satisfied, n)): &(usize, (u64, u64))| {
        let (satisfied, n) = (satisfied.min(n), n);
        ranking::Station { id: format!("S{id:02}"), satisfied, n }
    };
    ranking::stations(&ranking::StationsInput { stations: rows.iter().map(station).collect() }).unwrap().order
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn crews_grow_with_load_and_with_the_service_level(calls in 0.0f64..2000.0, more in 0.0f64..200.0, handle in 0.5f64..9.0, level in 0.1f64..0.98) {
        prop_assert!(crew(calls, handle, level) <= crew(calls + more, handle, level));
        prop_assert!(crew(calls, handle, level) <= crew(calls, handle, level + 0.01));
    }

    #[test]
    fn callers_who_hang_up_never_need_more_agents(arrivals in 0.1f64..80.0, abandon in 0.05f64..3.0, level in 0.3f64..0.95) {
        let asked = staffing::AgentsNeededInput { arrivals, service: 1.0, abandon, answer_in: 0.3, service_level: level };
        let found = staffing::agents_needed(&asked).unwrap();
        // Who hangs up is not answered in time, so a high level may need a few more than the load with them.
        let load = arrivals.ceil() as u64;
        prop_assert!(found.with_abandonment >= 1 && found.with_abandonment <= found.without.max(load + load / 4 + 6));
    }

    #[test]
    fn chances_of_a_call_centre_stay_between_none_and_all(arrivals in 0.1f64..90.0, abandon in 0.05f64..3.0, agents in 1u64..100, within in 0.0f64..2.0) {
        let asked = staffing::ErlangAInput { arrivals, service: 1.0, abandon, agents, answer_in: within };
        let found = staffing::erlang_a(&asked).unwrap();
        for share in [found.waiting_probability, found.abandoned, found.occupancy, found.service_level_offered, found.service_level_answered] {
            prop_assert!((0.0..=1.0).contains(&share), "{:?}", found);
        }
        prop_assert!(found.service_level_offered <= 1.0 - found.abandoned + 1e-9);
        prop_assert!(found.service_level_offered >= 1.0 - found.waiting_probability - 1e-9);
    }

    #[test]
    fn stock_grows_with_target_and_pipeline(mean in 0.0f64..300.0, more in 0.0f64..20.0, target in 0.0f64..0.99) {
        let stock = |pipeline_mean: f64, target: f64| stock::base(&stock::BaseInput { pipeline_mean, target }).unwrap().stock;
        prop_assert!(stock(mean, target) <= stock(mean, target + 0.009));
        prop_assert!(stock(mean, target) <= stock(mean + more, target));
    }

    #[test]
    fn a_dearer_order_makes_larger_lots_and_costs_more(holding in 0.5f64..5.0, penalty in 5.0f64..90.0, order in 0.0f64..80.0, demand in 0.1f64..9.0, lead in 0.0f64..5.0) {
        let policy = |order_cost: f64| stock::reorder_quantity(&stock::ReorderQuantityInput { holding, penalty, order_cost, demand, lead }).unwrap();
        let (cheap, dear) = (policy(order), policy(order + 10.0));
        prop_assert!(cheap.quantity <= dear.quantity && cheap.cost < dear.cost);
    }

    #[test]
    fn min_lies_below_max_and_covers_the_demand(holding in 0.5f64..5.0, penalty in 5.0f64..90.0, order_cost in 0.0f64..80.0, mean in 0.05f64..30.0) {
        let found = stock::min_max(&stock::MinMaxInput { holding, penalty, order_cost, mean }).unwrap();
        prop_assert!(found.min < found.max && found.cost > 0.0);
    }

    #[test]
    fn a_further_piece_never_lets_more_customers_wait(
        rows in prop::collection::vec((0.02f64..0.6, 0.0f64..4.0), 1..4), depot_lead in 0.0f64..9.0, total in 0u64..14
    ) {
        let (demand, transport): (Vec<f64>, Vec<f64>) = rows.into_iter().unzip();
        let split = |total: u64| {
            stock::allocate(&stock::AllocateInput { demand: demand.clone(), transport: transport.clone(), depot_lead, total }).unwrap()
        };
        let (fewer, more) = (split(total), split(total + 1));
        prop_assert!(more.backorders <= fewer.backorders + 1e-9);
        prop_assert_eq!(fewer.depot_stock + fewer.station_stock.iter().sum::<u64>(), total);
    }

    #[test]
    fn times_in_another_unit_scale_eta_and_leave_beta(failures in lives(), suspensions in lives(), unit in 0.01f64..1000.0) {
        let scaled = |rows: &[(f64, f64)]| rows.iter().map(|(time, count)| (time * unit, *count)).collect::<Vec<_>>();
        let found = weibull(failures.clone(), suspensions.clone());
        let other = weibull(scaled(&failures), scaled(&suspensions));
        prop_assert!((found.beta - other.beta).abs() < 1e-6 * found.beta);
        prop_assert!((found.eta * unit - other.eta).abs() < 1e-5 * other.eta);
    }

    #[test]
    fn no_weibull_nearby_is_likelier(failures in lives(), suspensions in lives()) {
        let found = weibull(failures.clone(), suspensions.clone());
        let loglik = |beta: f64, eta: f64| {
            let hazard = |time: f64| (time / eta).powf(beta);
            let dead: f64 = failures.iter().map(|(t, n)| n * ((beta / t).ln() + beta * (t / eta).ln() - hazard(*t))).sum();
            dead - suspensions.iter().map(|(t, n)| n * hazard(*t)).sum::<f64>()
        };
        let top = loglik(found.beta, found.eta);
        prop_assert!((top - found.loglik).abs() < 1e-7 * (1.0 + top.abs()));
        for (b, e) in [(1.001, 1.0), (0.999, 1.0), (1.0, 1.001), (1.0, 0.999)] {
            prop_assert!(loglik(found.beta * b, found.eta * e) <= top + 1e-9 * top.abs());
        }
    }

    #[test]
    fn survival_falls_and_its_bounds_hold_it(rows in prop::collection::vec((0.0f64..40.0, 0.1f64..60.0, 0u8..2), 1..60)) {
        let units = rows.iter().map(|&(entry, life, failed)| (entry, entry + life, failed)).collect();
        let at: Vec<f64> = (0..100).map(f64::from).collect();
        let found = reliability::kaplan_meier(&reliability::KaplanMeierInput { units, at }).unwrap();
        prop_assert!(found.survival.windows(2).all(|pair| pair[0] >= pair[1]));
        for ((low, survival), high) in found.low.iter().zip(&found.survival).zip(&found.high) {
            prop_assert!(0.0 <= *low && low <= survival && survival <= high && *high <= 1.0);
        }
    }

    #[test]
    fn a_weibayes_bound_lies_below_its_estimate(beta in 0.3f64..6.0, times in lives(), failures in 1u64..3, confidence in 0.6f64..0.999) {
        let asked = reliability::WeibayesInput { beta, times, failures, confidence };
        let found = reliability::weibayes(&asked).unwrap();
        prop_assert!(found.eta_lower < found.eta.unwrap());
    }

    #[test]
    fn intervals_hold_the_share_and_exact_ones_are_widest(n in 1u64..5000, part in 0.0f64..1.0) {
        let satisfied = (part * n as f64) as u64;
        let found = |method| satisfaction::interval(&satisfaction::IntervalInput { satisfied, n, method }).unwrap();
        let share = satisfied as f64 / n as f64;
        for method in [satisfaction::IntervalMethod::Wilson, satisfaction::IntervalMethod::ClopperPearson] {
            let interval = found(method);
            prop_assert!(interval.low <= share + 1e-12 && share <= interval.high + 1e-12);
        }
        let (exact, jeffreys) = (found(satisfaction::IntervalMethod::ClopperPearson), found(satisfaction::IntervalMethod::Jeffreys));
        prop_assert!(exact.low <= jeffreys.low && jeffreys.high <= exact.high);
    }

    #[test]
    fn ranking_does_not_depend_on_the_order_of_the_input(rows in stations(), turn in 0usize..12) {
        let rows: Vec<(usize, (u64, u64))> = rows.into_iter().enumerate().collect();
        let mut turned = rows.clone();
        turned.rotate_left(turn % rows.len());
        prop_assert_eq!(ranked(&rows), ranked(&turned));
    }

    #[test]
    fn flags_among_peers_do_not_depend_on_the_unit(values in prop::collection::vec(-500i32..500, 1..40), unit in 1u32..9) {
        let names = |scale: f64| Named(values.iter().enumerate().map(|(i, v)| (format!("S{i}"), scale * f64::from(*v))).collect());
        let flagged = |scale: f64| audit::peers(&audit::PeersInput { values: names(scale) }).unwrap().flagged;
        prop_assert_eq!(flagged(1.0), flagged(f64::from(1u32 << unit)));
    }

    #[test]
    fn a_higher_rate_of_false_flags_never_flags_fewer(rows in prop::collection::vec((0u64..60, 0.5f64..40.0), 1..40), fdr in 0.0f64..0.5) {
        let (observed, expected): (Vec<u64>, Vec<f64>) = rows.into_iter().unzip();
        let flagged = |fdr: f64| {
            audit::poisson(&audit::PoissonInput { observed: observed.clone(), expected: expected.clone(), fdr }).unwrap().flagged
        };
        prop_assert!(flagged(fdr).len() <= flagged(fdr + 0.1).len());
    }

    #[test]
    fn distances_are_the_same_both_ways_and_no_detour_is_shorter(a in (-89.0f64..89.0, -179.0f64..179.0), b in (-89.0f64..89.0, -179.0f64..179.0), c in (-89.0f64..89.0, -179.0f64..179.0)) {
        let km = |a: (f64, f64), b: (f64, f64)| audit::distance(&audit::DistanceInput { a: [a.0, a.1], b: [b.0, b.1] }).unwrap().km;
        prop_assert!((km(a, b) - km(b, a)).abs() < 1e-9);
        prop_assert!(km(a, c) <= km(a, b) + km(b, c) + 1e-6);
    }

    #[test]
    fn forecasts_scale_with_the_pieces(y in prop::collection::vec(0u32..9, 1..60), factor in 2u32..9) {
        for method in [demand::Method::Croston, demand::Method::Sba, demand::Method::Tsb, demand::Method::Adida, demand::Method::Imapa] {
            let rate = |factor: u32| {
                let y = y.iter().map(|size| f64::from(size * factor)).collect();
                let asked = demand::ForecastInput {
                    y, method, alpha: None, alpha_demand: None, alpha_probability: None, holding: None, penalty: None, lead_periods: None,
                };
                demand::forecast(&asked).unwrap().rate
            };
            let (once, scaled) = (rate(1), rate(factor));
            prop_assert!((scaled - f64::from(factor) * once).abs() <= 2e-3 * (1.0 + scaled), "{:?}", method);
        }
    }

    #[test]
    fn a_longer_lead_time_and_a_higher_service_need_more_pieces(y in prop::collection::vec(0u32..7, 1..30), lead in 1usize..6, service in 0.1f64..0.98) {
        let y: Vec<f64> = y.into_iter().map(f64::from).collect();
        let points = |lead_periods: usize| {
            let asked = demand::LeadTimeInput { y: y.clone(), lead_periods, service: vec![service, service + 0.01] };
            demand::lead_time(&asked).unwrap().reorder_points
        };
        let (short, long) = (points(lead), points(lead + 1));
        prop_assert!(short[0] <= short[1] && short[0] <= long[0]);
    }

    #[test]
    fn a_shifted_process_gives_the_same_sums(x in prop::collection::vec(-20.0f64..20.0, 1..50), shift in -100.0f64..100.0) {
        let sums = |by: f64| {
            let asked = quality::CusumInput { x: x.iter().map(|v| v + by).collect(), target: by, k: 0.5, h: 5.0 };
            quality::cusum(&asked).unwrap().upper
        };
        prop_assert!(sums(0.0).iter().zip(sums(shift)).all(|(a, b)| (a - b).abs() < 1e-9));
    }

    #[test]
    fn a_value_lies_between_its_bounds_and_scales_with_the_currency(
        rows in prop::collection::vec((1.0f64..48.0, 0usize..2, 100.0f64..900.0), 8..40), age in 1.0f64..48.0
    ) {
        let valued = |factor: f64| {
            let sale = |&(age, grade, price): &(f64, usize, f64)| tradein::Sale { age, grade: ["A", "B"][grade].into(), price: price * factor };
            let asked = tradein::RegressionInput { list_price: 1000.0 * factor, sales: rows.iter().map(sale).collect(), age, grade: "A".into() };
            tradein::regression(&asked)
        };
        if let (Ok(one), Ok(hundred)) = (valued(1.0), valued(100.0)) {
            prop_assert!(one.low_80 < one.high_80 && (0.0..=1.0).contains(&one.r2));
            prop_assert!((hundred.value - 100.0 * one.value).abs() < 1e-6 * hundred.value);
        }
    }

    #[test]
    fn a_further_site_never_costs_more_and_bounds_bound(rows in prop::collection::vec((0.0f64..50.0, 0.0f64..50.0, 0u32..90), 2..25), p in 1usize..6) {
        let p = p.min(rows.len() - 1);
        let xy: Vec<(f64, f64)> = rows.iter().map(|row| (row.0, row.1)).collect();
        let weight: Vec<f64> = rows.iter().map(|row| f64::from(row.2)).collect();
        let median = |p: usize| network::p_median(&network::PMedianInput { xy: xy.clone(), weight: weight.clone(), p }).unwrap();
        let (fewer, more) = (median(p), median(p + 1));
        prop_assert!(more.bound <= fewer.cost + 1e-6 && fewer.bound <= fewer.cost + 1e-6 && fewer.open.len() == p);
        let cover = |radius: f64| network::set_cover(&network::SetCoverInput { xy: xy.clone(), radius }).unwrap();
        prop_assert!(cover(12.0).bound <= cover(6.0).stations);
        let most = |p: usize| network::max_cover(&network::MaxCoverInput { xy: xy.clone(), weight: weight.clone(), radius: 8.0, p }).unwrap();
        prop_assert!(most(p).covered <= most(p + 1).bound + 1e-9);
    }
}
