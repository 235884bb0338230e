//! The cheapest way to bring jobs to sites that each take so many.

/// Jobs less than this share of all are rounding.
const NOTHING: f64 = 1e-11;

/// What each job costs at each site.
pub(super) struct Transport<'a> {
    /// Jobs at each point.
    pub jobs: &'a [f64],
    /// Jobs that each site takes.
    pub capacity: f64,
}

/// Moves of one point's jobs to a site, from its source or from another site.
#[derive(Clone, Copy)]
enum From {
    Source,
    Site { site: usize, point: usize },
}

impl Transport<'_> {
    /// Least cost over all splits, by successive cheapest paths between sites (J. Edmonds, R. M. Karp 1972); none when
    /// the sites cannot take all. `cost` is that of a job of a point at a site, sites counted from 0.
    pub fn least(&self, sites: usize, cost: impl Fn(usize, usize) -> f64) -> Option<f64> {
        let all: f64 = self.jobs.iter().sum();
        let nothing = NOTHING * (1.0 + all);
        if sites as f64 * self.capacity < all - nothing {
            return None;
        }
        let mut flow = Flow { brought: vec![vec![0.0; self.jobs.len()]; sites], left: vec![self.capacity; sites] };
        let mut order: Vec<usize> = (0..self.jobs.len()).collect();
        order.sort_by(|&a, &b| self.jobs[b].total_cmp(&self.jobs[a]));
        for point in order {
            let mut rest = self.jobs[point];
            // Each path fills a site or empties a split, so this many are never needed.
            for _ in 0..4 * (sites + self.jobs.len()) {
                if rest <= nothing {
                    break;
                }
                rest -= flow.push(point, rest, nothing, &cost);
            }
        }
        let at = |site: usize| -> f64 {
            flow.brought[site].iter().enumerate().map(|(point, jobs)| jobs * cost(point, site)).sum()
        };
        Some((0..sites).map(at).sum())
    }
}

struct Flow {
    /// Jobs by site and point.
    brought: Vec<Vec<f64>>,
    /// What each site can still take.
    left: Vec<f64>,
}

impl Flow {
    /// Brings jobs of a point along the cheapest path to a site with room; how many.
    fn push(&mut self, point: usize, rest: f64, nothing: f64, cost: &impl Fn(usize, usize) -> f64) -> f64 {
        let sites = self.left.len();
        let mut dearness: Vec<f64> = (0..sites).map(|site| cost(point, site)).collect();
        let mut from = vec![From::Source; sites];
        let moves = self.moves(nothing, cost);
        for _ in 0..sites {
            let mut changed = false;
            for &(site, to, mover, price) in &moves {
                if dearness[site] + price < dearness[to] - 1e-12 * (1.0 + dearness[to].abs()) {
                    dearness[to] = dearness[site] + price;
                    from[to] = From::Site { site, point: mover };
                    changed = true;
                }
            }
            if !changed {
                break;
            }
        }
        let with_room = (0..sites).filter(|&site| self.left[site] > nothing);
        let Some(end) = with_room.min_by(|&a, &b| dearness[a].total_cmp(&dearness[b])) else { return rest };
        self.shift(point, end, rest.min(self.left[end]), &from)
    }

    /// The cheapest point to move from each full site to each other one.
    fn moves(&self, nothing: f64, cost: &impl Fn(usize, usize) -> f64) -> Vec<(usize, usize, usize, f64)> {
        let sites = self.left.len();
        let mut moves = Vec::new();
        for site in (0..sites).filter(|&site| self.left[site] <= nothing) {
            let movable: Vec<usize> =
                (0..self.brought[site].len()).filter(|&point| self.brought[site][point] > nothing).collect();
            for to in (0..sites).filter(|&to| to != site) {
                let price = |point: usize| cost(point, to) - cost(point, site);
                let cheapest = movable.iter().copied().min_by(|&a, &b| price(a).total_cmp(&price(b)));
                moves.extend(cheapest.map(|point| (site, to, point, price(point))));
            }
        }
        moves
    }

    fn shift(&mut self, point: usize, end: usize, most: f64, from: &[From]) -> f64 {
        let (mut amount, mut site, mut steps) = (most, end, 0);
        while let From::Site { site: before, point: mover } = from[site] {
            amount = amount.min(self.brought[before][mover]);
            (site, steps) = (before, steps + 1);
            if steps > from.len() {
                return most;
            }
        }
        self.left[end] -= amount;
        let mut site = end;
        while let From::Site { site: before, point: mover } = from[site] {
            self.brought[site][mover] += amount;
            self.brought[before][mover] -= amount;
            site = before;
        }
        self.brought[site][point] += amount;
        amount
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_full_site_passes_on_whom_it_costs_least() {
        // Both prefer site 0, which takes one of two; point 1 is cheaper to move.
        let costs = [[1.0, 9.0], [1.0, 3.0]];
        let transport = Transport { jobs: &[2.0, 2.0], capacity: 2.0 };
        assert_eq!(transport.least(2, |point, site| costs[point][site]), Some(2.0 * 1.0 + 2.0 * 3.0));
        assert_eq!(transport.least(1, |_, _| 1.0), None);
    }

    #[test]
    fn splitting_is_as_good_as_every_other_split() {
        let mut dice = crate::numbers::Seeded::new(2);
        for _ in 0..50 {
            let costs: Vec<[f64; 3]> = (0..3).map(|_| [dice.share(), dice.share(), dice.share()]).collect();
            let jobs = [2.0, 3.0, 1.0];
            let found = Transport { jobs: &jobs, capacity: 2.0 }.least(3, |point, site| costs[point][site]);
            let mut least = f64::INFINITY;
            // Whole jobs suffice: the optimum of whole data is whole.
            for code in 0..3usize.pow(6) {
                let digits: Vec<usize> = (0..6).map(|i| code / 3usize.pow(i) % 3).collect();
                if (0..3).all(|site| digits.iter().filter(|&&digit| digit == site).count() <= 2) {
                    let of = [0, 0, 1, 1, 1, 2];
                    least = least.min((0..6).map(|job| costs[of[job]][digits[job]]).sum());
                }
            }
            assert!((found.expect("room") - least).abs() < 1e-12);
        }
    }
}
