//! Plans benchmark instances and says how far from the best known each is:
//! `cargo run --release -p aftercare-planner --example vrptw -- BEST_KNOWN.json SECONDS SEEDS FILE...`

use aftercare_planner::{Budget, Options, ZONE, plan, vrptw::Instance};

fn cpu() -> f64 {
    let spent = rustix::time::clock_gettime(rustix::time::ClockId::ThreadCPUTime);
    spent.tv_sec as f64 + spent.tv_nsec as f64 / 1e9
}

#[allow(clippy::print_stdout)]
fn main() -> Result<(), Box<dyn std::error::Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [best, seconds, seeds, files @ ..] = arguments.as_slice() else { return Err("too few arguments".into()) };
    let best: serde_json::Value = serde_json::from_str(&std::fs::read_to_string(best)?)?;
    let (seconds, seeds): (f64, u64) = (seconds.parse()?, seeds.parse()?);
    let mut gaps = Vec::new();
    for file in files {
        let instance = Instance::read(&std::fs::read_to_string(file)?)?;
        let known = &best[std::path::Path::new(file).file_stem().and_then(|stem| stem.to_str()).unwrap_or_default()];
        let vehicles = known["vehicles"].as_u64().ok_or("no best known solution")? as usize;
        let problem = instance.problem(vehicles);
        let mut results = Vec::new();
        for seed in 1..=seeds {
            let all_served = std::sync::Mutex::new(f64::NAN);
            let progress = |used: f64, unserved: f64, _: f64| {
                if let Ok(mut all) = all_served.lock()
                    && unserved == 0.0
                    && all.is_nan()
                {
                    *all = used;
                }
            };
            let budget = Budget { seconds, iterations: None, clock: &cpu, progress: Some(&progress) };
            let plan = plan(&problem, &Options { seed, threads: 1, zone: ZONE, budget })?;
            let all_served = all_served.into_inner().unwrap_or(f64::NAN);
            results.push((plan.unserved.len(), plan.cost.travel, plan.iterations, all_served));
        }
        results.sort_by(|a, b| a.0.cmp(&b.0).then(a.1.total_cmp(&b.1)));
        let (unserved, distance, iterations, all_served) = results[results.len() / 2];
        let gap = (distance / known["distance"].as_f64().unwrap_or(f64::NAN) - 1.0) * 100.0;
        gaps.extend((unserved == 0).then_some(gap));
        println!(
            "{} vehicles={vehicles} unserved={unserved} distance={distance:.2} gap={gap:.2}% iterations={iterations} all_served_at={all_served:.2}",
            instance.name
        );
    }
    println!(
        "mean gap of those all served {:.2}% over {}",
        gaps.iter().sum::<f64>() / gaps.len().max(1) as f64,
        gaps.len()
    );
    Ok(())
}
