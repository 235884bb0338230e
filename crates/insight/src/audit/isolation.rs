//! Isolation forest: how few cuts at random set a point apart from the rest.

use serde::{Deserialize, Serialize};

use crate::{
    input::{self, Answer, refuse},
    numbers::Seeded,
};

const MOST_POINTS: usize = 200_000;
const MOST_FEATURES: usize = 100;
/// Numbers in all points, each of which comes back as a feature's share.
const MOST_NUMBERS: usize = 2_000_000;
/// Points × trees: about five seconds.
const MOST_WALKS: usize = 20_000_000;
/// Trees × points drawn × features, which every level of a tree may look at: about a second.
const MOST_GROWTH: usize = 50_000_000;
const EULER: f64 = 0.577_215_664_901_532_9;

#[derive(Debug, Clone, Deserialize)]
pub struct IsolationInput {
    /// One row of features for each claim, station, …
    pub points: Vec<Vec<f64>>,
    pub trees: usize,
    /// Points drawn for each tree; 256 is usual.
    pub sample: usize,
    /// The same seed gives the same scores.
    pub seed: u64,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Isolation {
    /// Between 0 and 1, the higher the odder. For ranking only: there is no border beyond which something is wrong.
    pub scores: Vec<f64>,
    /// For each point the share that each feature had in setting it apart.
    pub features: Vec<Vec<f64>>,
}

/// F. T. Liu, K. M. Ting, Z. H. Zhou, *Isolation Forest*, ICDM 2008.
///
/// A feature's share counts the bits by which its cuts left the crowd behind: log₂ of the points before over after.
pub fn isolation(asked: &IsolationInput) -> Answer<Isolation> {
    let features = check(asked)?;
    let mut dice = Seeded::new(asked.seed);
    let sample = asked.sample.min(asked.points.len());
    let trees: Vec<Tree> = (0..asked.trees).map(|_| Tree::grow(&asked.points, sample, features, &mut dice)).collect();
    let usual = usual_depth(sample);
    let mut found = Isolation { scores: Vec::new(), features: Vec::new() };
    for point in &asked.points {
        let mut bits = vec![0.0; features];
        let depth = trees.iter().map(|tree| tree.depth(point, &mut bits)).sum::<f64>() / trees.len() as f64;
        found.scores.push(if usual > 0.0 { (-depth / usual).exp2() } else { 0.5 });
        let all: f64 = bits.iter().sum();
        found.features.push(bits.into_iter().map(|bits| if all > 0.0 { bits / all } else { 0.0 }).collect());
    }
    Ok(found)
}

/// The number of features.
fn check(asked: &IsolationInput) -> Answer<usize> {
    input::length("points", asked.points.len(), 1, MOST_POINTS)?;
    let features = asked.points[0].len();
    input::length("points[0]", features, 1, MOST_FEATURES)?;
    if features.saturating_mul(asked.points.len()) > MOST_NUMBERS {
        return refuse("points", format_args!("should hold {MOST_NUMBERS} numbers at most"));
    }
    for (index, point) in asked.points.iter().enumerate() {
        let field = format!("points[{index}]");
        input::same_length(&field, point.len(), "points[0]", features)?;
        input::each(&field, point, input::number)?;
    }
    input::within("trees", asked.trees as f64, 1.0, 10_000.0)?;
    input::within("sample", asked.sample as f64, 1.0, 10_000.0)?;
    if asked.trees.saturating_mul(asked.points.len().max(asked.sample)) > MOST_WALKS {
        return refuse("trees", format_args!("times points should be {MOST_WALKS} at most"));
    }
    let drawn = asked.sample.min(asked.points.len());
    if asked.trees.saturating_mul(drawn).saturating_mul(features) > MOST_GROWTH {
        return refuse("trees", format_args!("times sample times features should be {MOST_GROWTH} at most"));
    }
    Ok(features)
}

/// Depth at which a search for something that is not there ends in a tree of `n`: 2 H(n−1) − 2 (n−1)/n.
fn usual_depth(n: usize) -> f64 {
    match n {
        0 | 1 => 0.0,
        2 => 1.0,
        _ => {
            let n = n as f64;
            2.0 * ((n - 1.0).ln() + EULER) - 2.0 * (n - 1.0) / n
        }
    }
}

enum Node {
    Leaf { points: usize },
    Cut { feature: usize, at: f64, points: usize, below: usize, above: usize },
}

impl Node {
    fn points(&self) -> usize {
        match self {
            Node::Leaf { points } | Node::Cut { points, .. } => *points,
        }
    }
}

struct Tree(Vec<Node>);

impl Tree {
    fn grow(points: &[Vec<f64>], sample: usize, features: usize, dice: &mut Seeded) -> Self {
        let mut drawn: Vec<usize> = (0..points.len()).collect();
        for place in 0..sample {
            let other = place + dice.below(drawn.len() - place);
            drawn.swap(place, other);
        }
        drawn.truncate(sample);
        let deepest = (sample as f64).log2().ceil() as usize;
        let mut tree = Self(Vec::new());
        tree.add(points, &mut drawn, features, deepest, dice);
        tree
    }

    /// The index of the node that holds these points.
    fn add(
        &mut self,
        points: &[Vec<f64>],
        drawn: &mut [usize],
        features: usize,
        left: usize,
        dice: &mut Seeded,
    ) -> usize {
        let node = self.0.len();
        self.0.push(Node::Leaf { points: drawn.len() });
        if left == 0 || drawn.len() < 2 {
            return node;
        }
        let Some((feature, at)) = choose_cut(points, drawn, features, dice) else { return node };
        let middle = partition(drawn, |&place| points[place][feature] < at);
        let (low, high) = drawn.split_at_mut(middle);
        let below = self.add(points, low, features, left - 1, dice);
        let above = self.add(points, high, features, left - 1, dice);
        self.0[node] = Node::Cut { feature, at, points: low.len() + high.len(), below, above };
        node
    }

    fn depth(&self, point: &[f64], bits: &mut [f64]) -> f64 {
        let (mut node, mut depth) = (0, 0.0);
        loop {
            match &self.0[node] {
                Node::Leaf { points } => return depth + usual_depth(*points),
                Node::Cut { feature, at, points, below, above } => {
                    node = if point[*feature] < *at { *below } else { *above };
                    bits[*feature] += (*points as f64 / self.0[node].points().max(1) as f64).log2();
                    depth += 1.0;
                }
            }
        }
    }
}

/// A feature in which the points differ and a place between its ends; none when they are all the same.
fn choose_cut(points: &[Vec<f64>], drawn: &[usize], features: usize, dice: &mut Seeded) -> Option<(usize, f64)> {
    let first = dice.below(features);
    (0..features).map(|step| (first + step) % features).find_map(|feature| {
        let ends = drawn
            .iter()
            .map(|&place| points[place][feature])
            .fold((f64::MAX, f64::MIN), |(low, high), value| (low.min(value), high.max(value)));
        let at = ends.0 + dice.share() * (ends.1 - ends.0);
        // A cut at the lower end would leave nobody below.
        (ends.1 > ends.0).then_some((feature, if at > ends.0 { at } else { ends.1 }))
    })
}

fn partition(places: &mut [usize], goes_first: impl Fn(&usize) -> bool) -> usize {
    let mut middle = 0;
    for place in 0..places.len() {
        if goes_first(&places[place]) {
            places.swap(place, middle);
            middle += 1;
        }
    }
    middle
}

#[cfg(test)]
mod tests {
    use super::*;

    fn crowd_and(odd: [f64; 3]) -> IsolationInput {
        let mut dice = Seeded::new(3);
        let mut points: Vec<Vec<f64>> =
            (0..300).map(|_| (0..3).map(|_| dice.share() + dice.share()).collect()).collect();
        points.push(odd.to_vec());
        IsolationInput { points, trees: 100, sample: 256, seed: 42 }
    }

    #[test]
    fn the_odd_one_scores_highest_and_says_by_what() {
        let found = isolation(&crowd_and([1.0, 9.0, 1.0])).expect("scores");
        assert!(found.scores[..300].iter().all(|&score| score < found.scores[300]));
        assert!(found.features[300][1] > 0.45, "{:?}", found.features[300]);
    }

    #[test]
    fn the_same_seed_gives_the_same_scores() {
        let input = crowd_and([5.0, 5.0, 5.0]);
        assert_eq!(isolation(&input), isolation(&input));
        assert_ne!(isolation(&input), isolation(&IsolationInput { seed: 43, ..input }));
    }

    #[test]
    fn points_that_are_all_the_same_are_alike() {
        let input = IsolationInput { points: vec![vec![1.0, 2.0]; 20], trees: 5, sample: 8, seed: 1 };
        let found = isolation(&input).expect("scores");
        assert!(found.scores.iter().all(|&score| (score - 0.5).abs() < 1e-12));
    }

    #[test]
    fn rows_of_different_length_are_named() {
        let input = IsolationInput { points: vec![vec![1.0], vec![1.0, 2.0]], trees: 5, sample: 8, seed: 1 };
        assert_eq!(isolation(&input).expect_err("uneven").field, "points[1]");
    }
}
