use aftercare_planner::{Budget, try_out, vrptw::Instance};
fn cpu() -> f64 {
    let t = rustix::time::clock_gettime(rustix::time::ClockId::ThreadCPUTime);
    t.tv_sec as f64 + t.tv_nsec as f64 / 1e9
}
// vrptw SECONDS SEEDS files...
fn main() {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let seconds: f64 = args[0].parse().unwrap();
    let seeds: u64 = args[1].parse().unwrap();
    let best: serde_json::Value =
        serde_json::from_str(&std::fs::read_to_string("/work/shared/data/dispatch/best_known.json").unwrap()).unwrap();
    let mut gaps = vec![];
    for file in &args[2..] {
        let instance = Instance::read(&std::fs::read_to_string(file).unwrap()).unwrap();
        let stem = std::path::Path::new(file).file_stem().unwrap().to_str().unwrap();
        let bk = &best[stem];
        let k = bk["vehicles"].as_u64().unwrap() as usize;
        let problem = instance.problem(k);
        let mut results = vec![];
        let mut its = 0;
        for seed in 1..=seeds {
            let budget = Budget { seconds, iterations: None, clock: &cpu, progress: None };
            let (_, unserved, cost, n) = try_out(&problem, seed, &budget);
            its = n;
            results.push((unserved.len(), cost));
        }
        results.sort_by(|a, b| a.partial_cmp(b).unwrap());
        let (unserved, cost) = results[results.len() / 2];
        let gap = (cost / bk["distance"].as_f64().unwrap() - 1.0) * 100.0;
        if unserved == 0 { gaps.push(gap); }
        println!("{stem} k={k} unserved={unserved} cost={cost:.2} gap={gap:.2}% its={its}");
    }
    println!("mean gap of served {:.3}% over {}", gaps.iter().sum::<f64>() / gaps.len() as f64, gaps.len());
}
