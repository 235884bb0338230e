//! Dispatch optimiser.

mod budget;
mod construct;
mod distances;
mod draft;
mod eject;
mod luck;
mod model;
pub mod problem;
mod recreate;
mod route;
mod ruin;
mod search;
pub mod vrptw;
mod why;
mod windows;

pub use budget::Budget;
pub use problem::Problem;

pub fn try_out(problem: &Problem, seed: u64, budget: &Budget) -> (Vec<Vec<u32>>, Vec<u32>, f64, u64) {
    let model = model::Model::new(problem);
    let mut draft = draft::Draft::empty(&model);
    draft.begin();
    construct::construct(&mut draft);
    draft.begin();
    let mut search = search::Search::new(draft, seed);
    let n = search.run(budget);
    (search.best.stops.clone(), search.best.unserved.clone(), search.best.cost, n)
}
