//! Claims that a person should look at (结算稽核). Every figure here is evidence with its reason, never a verdict.

mod benford;
mod binomial;
mod distance;
mod isolation;
mod peers;
mod poisson;

pub use benford::{Benford, BenfordInput, benford};
pub use binomial::{Binomial, BinomialInput, binomial};
pub use distance::{Distance, DistanceInput, distance};
pub use isolation::{Isolation, IsolationInput, isolation};
pub use peers::{Peers, PeersInput, Scale, peers};
pub use poisson::{Poisson, PoissonInput, poisson};
