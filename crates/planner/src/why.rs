//! Why a visit is not made.

use crate::problem::{Problem, Visit};

/// What keeps a technician from a visit at any time of the day.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Obstacle {
    Locked { to: usize },
    Forbidden,
    Zone,
    /// The skill, the level that is needed, the level there is.
    Skill { skill: u32, needed: u32, level: u32 },
    /// The part, the pieces that are needed, the pieces in the van.
    Part { part: u32, needed: u32, held: u32 },
}

/// The first thing that stands between a technician and a visit, whatever the time.
pub(crate) fn obstacle(problem: &Problem, visit: &Visit, number: usize) -> Option<Obstacle> {
    let technician = &problem.technicians[number];
    if let Some(lock) = visit.lock {
        if lock.technician() != number {
            return Some(Obstacle::Locked { to: lock.technician() });
        }
    }
    if visit.forbidden.contains(&number) {
        return Some(Obstacle::Forbidden);
    }
    for &(skill, needed) in &visit.skills {
        let level = held(&technician.skills, skill);
        if level < needed {
            return Some(Obstacle::Skill { skill, needed, level });
        }
    }
    if visit.zone.is_some_and(|zone| !technician.zones.is_empty() && !technician.zones.contains(&zone)) {
        return Some(Obstacle::Zone);
    }
    for &(part, needed) in &visit.parts {
        let held = held(&technician.stock, part);
        if held < needed {
            return Some(Obstacle::Part { part, needed, held });
        }
    }
    None
}

fn held(list: &[(u32, u32)], wanted: u32) -> u32 {
    list.iter().filter(|(number, _)| *number == wanted).map(|&(_, held)| held).sum()
}

