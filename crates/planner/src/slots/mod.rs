//! Windows that can be promised while the customer is on the phone, and places held until the answer is yes.
//!
//! The book keeps each technician's days as they are planned. A quote tries the visit in every gap near it; a hold puts it
//! in, so that the next quote no longer finds the room. Nothing is sold twice, because a hold is taken with the book in hand
//! and tried again at that moment.

mod day;

use std::collections::BTreeMap;

use crate::{
    plan::Plan,
    problem::{Problem, Span, Visit, Ways},
    sound::Wrong,
    why::obstacle,
};
use day::{Asking, Ground, TechnicianDay};

/// Of each day so many technicians at work nearest are asked first; the others only while a window has no offer.
const ASKED_AT_ONCE: usize = 40;
/// An offer is good below this share of the day's average way to a visit, and fair below the second.
const GOOD: f64 = 0.75;
const FAIR: f64 = 1.5;

/// What a customer asks for.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Asked {
    /// Latitude and longitude in degrees.
    pub at: [f64; 2],
    pub minutes: f64,
    pub skills: Vec<(u32, u32)>,
    pub zone: Option<u32>,
    pub parts: Vec<(u32, u32)>,
}

/// A window that can be promised.
#[derive(Debug, Clone, PartialEq)]
pub struct Offer {
    pub asked: Asked,
    /// Days after the first of the book.
    pub day: usize,
    pub window: Span,
    pub technician: usize,
    /// Minutes of travel that are added to the technician's day.
    pub extra: f64,
    pub grade: Grade,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Grade {
    Good,
    Fair,
    Poor,
}

/// A place in somebody's day that nobody else can be given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Hold(u64);

/// Someone else was faster, or the day has changed: ask again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Taken;

/// A window that was sold: in every later plan a visit with this window and nothing else, marked as sold.
#[derive(Debug, Clone, PartialEq)]
pub struct Sold {
    pub asked: Asked,
    pub day: usize,
    pub technician: usize,
    pub window: Span,
}

pub struct SlotBook {
    days: Vec<BookDay>,
    /// The windows of a day that are promised.
    windows: Vec<Span>,
    holds: BTreeMap<Hold, Held>,
    next: u64,
}

struct BookDay {
    technicians: Vec<TechnicianDay>,
    /// Where each of them is about, side by side: every quote looks at all.
    grounds: Vec<Ground>,
    /// Average way to a visit.
    average: f64,
}

struct Held {
    offer: Offer,
    /// In the caller's seconds.
    until: f64,
}

impl SlotBook {
    /// A book over some days as they are planned; coordinates only, a matrix does not know the way to a new customer.
    ///
    /// # Errors
    /// A problem that is wrong, or that has a matrix.
    pub fn open(days: &[(Problem, Plan)], windows: &[Span]) -> Result<Self, Wrong> {
        let mut book = Self { days: Vec::new(), windows: windows.to_vec(), holds: BTreeMap::new(), next: 1 };
        for (problem, plan) in days {
            problem.check()?;
            let Ways::Coordinates(_) = &problem.ways else {
                return Err(Wrong::new("travel.matrix_minutes", "does not say how far a new customer is"));
            };
            let orders = crate::solve::orders(plan, problem.technicians.len());
            let open = |technician| TechnicianDay::open(problem, technician, &orders[technician]);
            book.days.push(BookDay::of((0..problem.technicians.len()).map(open).collect()));
        }
        Ok(book)
    }

    /// At most one offer for each window of each day, the least extra travel first.
    #[must_use]
    pub fn quote(&self, asked: &Asked) -> Vec<Offer> {
        if crate::sound::on_the_globe("at", asked.at).is_err() || !(0.0..=1440.0).contains(&asked.minutes) {
            return Vec::new();
        }
        let visit = asked.visit();
        let asking = Asking::new(asked, &self.windows);
        let mut offers = Vec::with_capacity(self.days.len() * self.windows.len());
        for (number, day) in self.days.iter().enumerate() {
            let found = day.quote(&asking, &visit);
            for (window, (technician, extra)) in self.windows.iter().zip(found).filter_map(|(w, f)| Some((w, f?))) {
                let grade = day.grade(extra);
                offers.push(Offer { asked: asked.clone(), day: number, window: *window, technician, extra, grade });
            }
        }
        offers.sort_by(|a, b| {
            a.extra.total_cmp(&b.extra).then(a.day.cmp(&b.day)).then(a.window.from.total_cmp(&b.window.from))
        });
        offers
    }

    /// Keeps the place of an offer until some second of the caller's clock.
    ///
    /// # Errors
    /// The place is no longer free.
    pub fn hold(&mut self, offer: &Offer, until: f64) -> Result<Hold, Taken> {
        let hold = Hold(self.next);
        let day = self.days.get_mut(offer.day).ok_or(Taken)?;
        let visit = Visit { windows: vec![offer.window], sold: true, ..offer.asked.visit() };
        if !self.windows.contains(&offer.window) || !day.take(offer.technician, hold.0, visit, offer.asked.at) {
            return Err(Taken);
        }
        self.next += 1;
        self.holds.insert(hold, Held { offer: offer.clone(), until });
        Ok(hold)
    }

    /// The customer said yes: the place stays taken. None when the hold has run out.
    pub fn book(&mut self, hold: Hold) -> Option<Sold> {
        let Offer { asked, day, technician, window, .. } = self.holds.remove(&hold)?.offer;
        Some(Sold { asked, day, technician, window })
    }

    /// The customer said no.
    pub fn release(&mut self, hold: Hold) {
        if let Some(Held { offer, .. }) = self.holds.remove(&hold) {
            self.days[offer.day].give_back(offer.technician, hold.0);
        }
    }

    /// Gives back what was held until before now.
    pub fn expire(&mut self, now: f64) {
        let over: Vec<Hold> = self.holds.iter().filter(|(_, held)| held.until <= now).map(|(hold, _)| *hold).collect();
        over.into_iter().for_each(|hold| self.release(hold));
    }
}

impl BookDay {
    fn of(technicians: Vec<TechnicianDay>) -> Self {
        let visits: u32 = technicians.iter().map(TechnicianDay::visits).sum();
        let travel: f64 = technicians.iter().map(TechnicianDay::travel).sum();
        let grounds = technicians.iter().map(TechnicianDay::ground).collect();
        Self { average: travel / f64::from(visits.max(1)), grounds, technicians }
    }

    /// False when the technician has no room, or there is none of that number.
    fn take(&mut self, technician: usize, hold: u64, visit: Visit, at: [f64; 2]) -> bool {
        let Some(day) = self.technicians.get_mut(technician) else { return false };
        let taken = day.take(hold, visit, at);
        self.grounds[technician] = day.ground();
        taken
    }

    fn give_back(&mut self, technician: usize, hold: u64) {
        let day = &mut self.technicians[technician];
        day.give_back(hold);
        self.grounds[technician] = day.ground();
    }

    fn grade(&self, extra: f64) -> Grade {
        match extra {
            extra if extra <= self.average * GOOD => Grade::Good,
            extra if extra <= self.average * FAIR => Grade::Fair,
            _ => Grade::Poor,
        }
    }

    /// For each window who would make the visit with the least extra travel.
    fn quote(&self, asking: &Asking, visit: &Visit) -> Vec<Option<(usize, f64)>> {
        let able = |number: &usize| self.technicians[*number].is_able(visit);
        let mut near: Vec<(f64, usize)> =
            self.grounds.iter().enumerate().map(|(number, ground)| (ground.distance(asking), number)).collect();
        let mut found = vec![None; asking.windows.len()];
        let mut rest = near.as_mut_slice();
        while !rest.is_empty() && found.iter().any(Option::is_none) {
            let some = ASKED_AT_ONCE.min(rest.len());
            if some < rest.len() {
                rest.select_nth_unstable_by(some, |a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
            }
            let (now, later) = rest.split_at_mut(some);
            for number in now.iter().map(|&(_, number)| number).filter(able) {
                self.technicians[number].offer(asking, number, &mut found);
            }
            rest = later;
        }
        found
    }
}

impl Asked {
    fn visit(&self) -> Visit {
        Visit {
            minutes: self.minutes.ceil(),
            weight: 1.0,
            skills: self.skills.clone(),
            zone: self.zone,
            parts: self.parts.clone(),
            ..Visit::default()
        }
    }
}

/// Whether someone's day has nothing against a visit, whatever the time.
fn nothing_against(problem: &Problem, visit: &Visit) -> bool {
    obstacle(problem, visit, 0).is_none()
}
