//! The cheapest way to bring jobs to sites that each take so many.

/// Jobs less than this share of all are rounding.
const NOTHING: f64 = 1e-11;

/// Jobs at points, and sites that all take the same number of them.
pub(super) struct Transport<'a> {
    jobs: &'a [f64],
    capacity: f64,
    /// Points with many jobs come first: they have the fewest sites to choose from.
    order: Vec<usize>,
    nothing: f64,
}

/// Who brings how many jobs where.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Split {
    pub cost: f64,
    /// Whether no other split costs less. Not so when the work ran out before.
    pub is_least: bool,
    /// Additions that it took.
    pub work: u64,
}

impl<'a> Transport<'a> {
    pub fn new(jobs: &'a [f64], capacity: f64) -> Self {
        let mut order: Vec<usize> = (0..jobs.len()).collect();
        order.sort_by(|&a, &b| jobs[b].total_cmp(&jobs[a]));
        Self { jobs, capacity, order, nothing: NOTHING * (1.0 + jobs.iter().sum::<f64>()) }
    }

    pub fn is_possible(&self, sites: usize) -> bool {
        sites as f64 * self.capacity >= self.jobs.iter().sum::<f64>() - self.nothing
    }

    /// The cost when each point in turn takes the cheapest sites that have room: quick, and never below the least.
    /// `cost` is that of a job of a point at a site, sites counted from 0.
    pub fn rough(&self, sites: usize, cost: impl Fn(usize, usize) -> f64) -> f64 {
        let mut left = vec![self.capacity; sites];
        let mut sum = 0.0;
        for &point in &self.order {
            let mut rest = self.jobs[point];
            while rest > self.nothing {
                let Some((site, price)) = cheapest(&left, self.nothing, |site| cost(point, site)) else { break };
                let brought = rest.min(left[site]);
                sum += brought * price;
                left[site] -= brought;
                rest -= brought;
            }
        }
        sum
    }

    /// The least cost over all splits, by successive cheapest paths between sites (J. Edmonds, R. M. Karp 1972) as far
    /// as `most_work` goes; from then on each point takes the cheapest site with room.
    pub fn least(&self, sites: usize, most_work: u64, cost: impl Fn(usize, usize) -> f64) -> Split {
        let mut flow = Flow {
            cost,
            brought: vec![Vec::new(); sites],
            left: vec![self.capacity; sites],
            prices: vec![0.0; sites],
            nothing: self.nothing,
            work: 0,
        };
        let mut is_least = true;
        for &point in &self.order {
            let mut rest = self.jobs[point];
            // Each path fills a site or empties a part of a split, so this many are never needed.
            for _ in 0..4 * (sites + self.jobs.len()) {
                if rest <= self.nothing {
                    break;
                }
                is_least &= flow.work <= most_work;
                rest -= if is_least { flow.push(point, rest) } else { flow.put(point, rest) };
            }
        }
        Split { cost: flow.total(), is_least, work: flow.work }
    }
}

fn cheapest(left: &[f64], nothing: f64, price: impl Fn(usize) -> f64) -> Option<(usize, f64)> {
    let with_room = (0..left.len()).filter(|&site| left[site] > nothing);
    with_room.map(|site| (site, price(site))).min_by(|a, b| a.1.total_cmp(&b.1))
}

/// How a job of some point comes to a site: straight, or into the place of another point's job that moves on.
#[derive(Clone, Copy)]
enum From {
    Source,
    Site { site: usize, mover: usize },
}

struct Flow<C> {
    cost: C,
    /// Points and jobs at each site.
    brought: Vec<Vec<(usize, f64)>>,
    /// What each site can still take.
    left: Vec<f64>,
    /// What a further job at a full site costs through those that have to move: with these no move is worth making.
    prices: Vec<f64>,
    nothing: f64,
    work: u64,
}

impl<C: Fn(usize, usize) -> f64> Flow<C> {
    /// Brings jobs of a point along the cheapest path to a site with room; how many.
    fn push(&mut self, point: usize, rest: f64) -> f64 {
        let sites = self.left.len();
        let mut reached: Vec<f64> = (0..sites).map(|site| (self.cost)(point, site) + self.prices[site]).collect();
        let mut from = vec![From::Source; sites];
        let mut open: Vec<usize> = (0..sites).collect();
        let mut passed = Vec::new();
        self.work += sites as u64;
        let end = loop {
            let nearest = (0..open.len()).min_by(|&a, &b| reached[open[a]].total_cmp(&reached[open[b]]));
            let Some(site) = nearest.map(|place| open.swap_remove(place)) else { return rest };
            if self.left[site] > self.nothing {
                break site;
            }
            self.look_on(site, &open, &mut reached, &mut from);
            passed.push(site);
        };
        for site in passed {
            self.prices[site] += reached[end] - reached[site];
        }
        self.shift(point, end, rest, &from)
    }

    /// Lowers what it takes to reach the open sites by way of a full one.
    fn look_on(&mut self, site: usize, open: &[usize], reached: &mut [f64], from: &mut [From]) {
        for &(mover, _) in &self.brought[site] {
            let here = (self.cost)(mover, site) + self.prices[site];
            for &to in open {
                // Below zero only by rounding.
                let dearer = ((self.cost)(mover, to) + self.prices[to] - here).max(0.0);
                if reached[site] + dearer < reached[to] {
                    reached[to] = reached[site] + dearer;
                    from[to] = From::Site { site, mover };
                }
            }
        }
        self.work += ((self.brought[site].len() + 1) * (open.len() + 1)) as u64;
    }

    fn shift(&mut self, point: usize, end: usize, rest: f64, from: &[From]) -> f64 {
        let mut amount = rest.min(self.left[end]);
        let mut site = end;
        while let From::Site { site: before, mover } = from[site] {
            amount = amount.min(self.at(before, mover));
            site = before;
        }
        self.left[end] -= amount;
        let mut site = end;
        while let From::Site { site: before, mover } = from[site] {
            self.add(site, mover, amount);
            self.add(before, mover, -amount);
            site = before;
        }
        self.add(site, point, amount);
        amount
    }

    fn put(&mut self, point: usize, rest: f64) -> f64 {
        let Some((site, _)) = cheapest(&self.left, self.nothing, |site| (self.cost)(point, site)) else { return rest };
        let amount = rest.min(self.left[site]);
        self.left[site] -= amount;
        self.add(site, point, amount);
        amount
    }

    fn at(&self, site: usize, point: usize) -> f64 {
        self.brought[site].iter().find(|(who, _)| *who == point).map_or(0.0, |(_, jobs)| *jobs)
    }

    fn add(&mut self, site: usize, point: usize, jobs: f64) {
        let nothing = self.nothing;
        let row = &mut self.brought[site];
        match row.iter_mut().find(|(who, _)| *who == point) {
            Some((_, known)) => *known += jobs,
            None => row.push((point, jobs)),
        }
        row.retain(|(_, jobs)| *jobs > nothing);
    }

    fn total(&self) -> f64 {
        let at = |site: usize| -> f64 {
            self.brought[site].iter().map(|&(point, jobs)| jobs * (self.cost)(point, site)).sum()
        };
        (0..self.brought.len()).map(at).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::numbers::Seeded;

    const ENOUGH: u64 = u64::MAX;

    #[test]
    fn a_full_site_passes_on_whom_it_costs_least() {
        // Both prefer site 0, which takes one of two; point 1 is cheaper to move.
        let costs = [[1.0, 9.0], [1.0, 3.0]];
        let transport = Transport::new(&[2.0, 2.0], 2.0);
        assert_eq!(transport.least(2, ENOUGH, |point, site| costs[point][site]).cost, 2.0 * 1.0 + 2.0 * 3.0);
        assert!(transport.is_possible(2) && !transport.is_possible(1));
    }

    /// The least over every way to send whole jobs, which suffices where all data are whole.
    fn by_trying_all(costs: &[[f64; 3]], of: &[usize; 6], capacity: usize) -> f64 {
        let mut least = f64::INFINITY;
        for code in 0..3usize.pow(6) {
            let digits: Vec<usize> = (0..6).map(|i| code / 3usize.pow(i) % 3).collect();
            if (0..3).all(|site| digits.iter().filter(|&&digit| digit == site).count() <= capacity) {
                least = least.min((0..6).map(|job| costs[of[job]][digits[job]]).sum());
            }
        }
        least
    }

    #[test]
    fn splitting_is_as_good_as_every_other_split_and_the_rough_one_never_better() {
        let mut dice = Seeded::new(2);
        for _ in 0..200 {
            let costs: Vec<[f64; 3]> = (0..3).map(|_| [dice.share(), dice.share(), dice.share()]).collect();
            let capacity = 2 + dice.below(2);
            let transport = Transport::new(&[2.0, 3.0, 1.0], capacity as f64);
            let least = by_trying_all(&costs, &[0, 0, 1, 1, 1, 2], capacity);
            let found = transport.least(3, ENOUGH, |point, site| costs[point][site]);
            assert!(found.is_least && (found.cost - least).abs() < 1e-12, "{found:?} and {least}");
            assert!(transport.rough(3, |point, site| costs[point][site]) >= least - 1e-12);
        }
    }

    #[test]
    fn when_the_work_runs_out_every_job_still_has_a_site_and_it_is_said() {
        let mut dice = Seeded::new(4);
        let costs: Vec<Vec<f64>> = (0..40).map(|_| (0..10).map(|_| dice.share()).collect()).collect();
        let transport = Transport::new(&[1.0; 40], 4.0);
        let least = transport.least(10, ENOUGH, |point, site| costs[point][site]);
        let hasty = transport.least(10, 300, |point, site| costs[point][site]);
        assert!(least.is_least && !hasty.is_least && hasty.cost > least.cost && hasty.work < least.work);
    }
}
