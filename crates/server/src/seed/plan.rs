//! Which stories there are: most go their whole way, some stand still in a state on the last days, one phone fails far
//! too often.

use aftercare_app::Error;
use aftercare_domain::{
    intake::{CaseKind, Channel},
    orders::{FaultCause, Mode, StateName},
    satisfaction::AnswerClass,
};
use aftercare_kernel::{Date, Instant, calendar::days_after};

use super::{
    Size,
    catalogue::{Catalogue, PHONE},
    halts::{self, HaltRow},
    hours::{self, Hours, OPENS_MINUTE},
    luck::Luck,
    owners::{Device, Owners},
    staff::Staff,
    story::{By, Course, Halt, QuoteAnswer, Story, Will, Wish},
    tables::Tables,
    talk::{self, Talk},
};

/// What happens in the sample.
pub enum Tale {
    Order(Box<Story>),
    Talk(Talk),
}

impl Tale {
    pub fn opens(&self) -> Instant {
        match self {
            Tale::Order(story) => story.opens,
            Tale::Talk(talk) => talk.opens,
        }
    }
}

/// Of the phones from the bad month so many come back, in a hundred.
const BAD_RETURNS: u64 = 60;
const BAD_FAULT: &str = "no_display";

pub struct Plan<'a> {
    pub tables: &'a Tables,
    pub catalogue: &'a Catalogue,
    pub staff: &'a Staff,
    pub owners: &'a mut Owners,
    pub hours: &'a Hours,
    pub luck: &'a mut Luck,
    pub size: Size,
    /// The first day, and now.
    pub from: Date,
    pub until: Instant,
}

impl Plan<'_> {
    pub fn tales(mut self) -> Result<Vec<Tale>, Error> {
        let mut tales = Vec::new();
        // What must be there comes first, while there are devices that fit.
        for row in halts::ROWS {
            for (index, age) in row.ages.iter().take(self.size.halts).enumerate() {
                tales.extend(self.halted(row, *age, index)?.map(order));
            }
        }
        tales.extend(self.bad_month()?.into_iter().map(order));
        tales.extend((0..self.size.cases / 9).map(|_| Tale::Talk(self.talk())));
        let mut number = 0;
        while tales.len() < self.size.cases {
            number += 1;
            let Some(story) = self.usual(number)? else { break };
            if self.luck.percent(1) {
                tales.extend(self.told_twice(&story).map(order));
            }
            tales.push(order(story));
        }
        Ok(tales)
    }

    fn talk(&mut self) -> Talk {
        let opens = self.some_time(self.from);
        talk::invent(opens, self.until, self.tables, self.staff, self.owners, self.luck)
    }

    /// A moment of a working day from `from` on.
    fn some_time(&mut self, from: Date) -> Instant {
        let days = aftercare_kernel::calendar::days_between(from, self.hours.day(self.until)).max(1);
        let day = days_after(from, u32::try_from(self.luck.between(0, days)).unwrap_or(0));
        let at = self.hours.at(day, OPENS_MINUTE + self.luck.between(5, 500));
        if at < self.until { at } else { self.just_worked(0, 240) }
    }

    /// So many minutes before now or, at night, before people went home; and a little more, up to `spread`.
    fn just_worked(&mut self, minutes: i64, spread: i64) -> Instant {
        let at = self.hours.worked_until(self.until.plus_seconds(-minutes * 60));
        at.plus_seconds(-self.luck.between(1, spread) * 60)
    }

    fn fault(&mut self, fits: impl Fn(&super::tables::FaultRow) -> bool) -> Result<usize, Error> {
        let weights = self.tables.faults.iter().map(|fault| if fits(fault) { fault.weight } else { 0 });
        let weights: Vec<u64> = weights.collect();
        if weights.iter().all(|weight| *weight == 0) {
            return Err(Error::Fault("no sample fault fits".to_owned()));
        }
        Ok(self.luck.weighted(weights.iter().copied()))
    }

    /// The phones with the bad screens: the problem that is worth finding.
    fn bad_month(&mut self) -> Result<Vec<Story>, Error> {
        let fault = self.fault(|fault| fault.code == BAD_FAULT)?;
        let bad: Vec<usize> = (0..self.owners.devices.len())
            .filter(|index| self.owners.devices[*index].from_bad_month && !self.owners.devices[*index].told)
            .collect();
        let mut stories = Vec::new();
        for device in bad {
            if self.luck.percent(BAD_RETURNS) {
                self.owners.devices[device].told = true;
                let from = self.owners.devices[device].had_from.max(self.from);
                let opens = self.some_time(days_after(from, 1));
                let mut story = self.story(opens, device, fault, CaseKind::Repair);
                story.will.cancels = None;
                stories.push(story);
            }
        }
        Ok(stories)
    }

    /// A story that goes its way. None when no device is left.
    fn usual(&mut self, number: usize) -> Result<Option<Story>, Error> {
        let opens = self.some_time(self.from);
        let day = self.hours.day(opens);
        let phone = self.luck.percent(58);
        let installation = !phone && self.luck.percent(9);
        let days_had = match (phone, installation) {
            (_, true) => 2,
            (true, _) => self.days_had(&[(8, 2, 6), (8, 8, 13), (54, 20, 350), (30, 366, 700)]),
            (false, _) => self.days_had(&[(20, 30, 360), (80, 366, 725)]),
        };
        let catalogue = self.catalogue;
        let fits = |device: &Device| catalogue.models[device.model].is_phone() == phone;
        let Some(device) = self.owners.choose(day, days_had, self.luck, fits) else { return Ok(None) };
        let category = &catalogue.models[self.owners.devices[device].model].category;
        let (kind, wanted) = match installation {
            true => (CaseKind::Installation, "installation"),
            false => (CaseKind::Repair, category.as_str()),
        };
        let fault = self.fault(|fault| fault.category == wanted)?;
        let mut story = self.story(opens, device, fault, kind);
        story.will.answers = self.answers(number);
        if (2..=13).contains(&days_had) && self.luck.percent(60) {
            story.will.wish = Some(if days_had < 7 { Wish::Refund } else { Wish::Exchange });
        }
        Ok(Some(story))
    }

    /// By weights: between so many days.
    fn days_had(&mut self, rows: &[(u64, i64, i64)]) -> i64 {
        let (_, from, to) = rows[self.luck.weighted(rows.iter().map(|row| row.0))];
        self.luck.between(from, to)
    }

    /// The first stories give every class of answer, so that the smallest sample has them.
    fn answers(&mut self, number: usize) -> Vec<AnswerClass> {
        use AnswerClass::{BadAttitude, Complaint, Dissatisfied, NotFixedOnce, NotFixedRepeatedly};
        let drawn = if number <= 12 { u64::try_from(number).unwrap_or(0) / 2 * 3 } else { self.luck.below(180) };
        match drawn {
            0..=4 => vec![NotFixedOnce],
            5..=8 => vec![Dissatisfied],
            9..=11 => vec![Complaint],
            12..=14 => vec![BadAttitude],
            15..=18 => vec![NotFixedOnce, NotFixedRepeatedly],
            _ => Vec::new(),
        }
    }

    fn story(&mut self, opens: Instant, device: usize, fault: usize, kind: CaseKind) -> Story {
        let owned = &self.owners.devices[device];
        let model = &self.catalogue.models[owned.model];
        let mode = match model.category.as_str() {
            PHONE if self.luck.percent(11) => Mode::MailIn,
            PHONE | "air_purifier" => Mode::WalkIn,
            _ => Mode::OnSite,
        };
        let station = self.owners.customers[owned.customer].station;
        Story {
            kind,
            opens,
            by: self.by(mode),
            mode,
            device,
            fault,
            will: self.will(mode),
            halt: None,
            course: Course::beginning(station),
        }
    }

    fn by(&mut self, mode: Mode) -> By {
        let at_the_counter = match mode {
            Mode::WalkIn => self.luck.percent(75),
            Mode::MailIn => true,
            Mode::OnSite => self.luck.percent(8),
        };
        if at_the_counter {
            return By::Counter;
        }
        let channels = [Channel::Phone, Channel::Phone, Channel::Phone, Channel::Web, Channel::Chat, Channel::Sms];
        By::Agent { number: self.luck.index(self.staff.agents.len()), channel: *self.luck.pick(&channels) }
    }

    fn will(&mut self, mode: Mode) -> Will {
        let words = &self.tables.words;
        let luck = &mut *self.luck;
        Will {
            cancels: luck.percent(5).then(|| luck.pick(&words.cancels).clone()),
            decides_first: luck.percent(55),
            quote_answer: match luck.below(100) {
                0..=11 => QuoteAnswer::No,
                12..=14 => QuoteAnswer::Silence,
                _ => QuoteAnswer::Yes,
            },
            wish: None,
            fails_check: luck.percent(7),
            answers: Vec::new(),
            pays: luck.percent(96),
            fetched: mode == Mode::OnSite && luck.percent(6),
            comes_back: luck.percent(3),
            pace: luck.between(60, 150),
        }
    }

    /// The customer waits at home, calls again, and somebody writes it down as new; found out the same day, or not yet.
    /// Of a device that lies at the station nobody can.
    fn told_twice(&mut self, first: &Story) -> Option<Story> {
        let opens = self.hours.open_from(first.opens.plus_seconds(5 * 3600), self.luck);
        if opens >= self.until || first.mode != Mode::OnSite || first.will.fetched {
            return None;
        }
        let mut again = self.story(opens, first.device, first.fault, first.kind);
        again.by = By::Agent { number: self.luck.index(self.staff.agents.len()), channel: Channel::Phone };
        again.mode = first.mode;
        again.will.cancels = Some("重复报修，与先前的来件合并处理".to_owned());
        Some(again)
    }

    /// When a technician's window begins, so many minutes from now or from when people last worked.
    fn visit(&mut self, minutes: i64) -> Instant {
        let from = match minutes > 0 {
            true => self.hours.open_from(self.until.plus_seconds(minutes * 60), self.luck),
            false => self.hours.worked_until(self.until).plus_seconds(minutes * 60),
        };
        hours::quarter(from)
    }

    /// A story that stands still, so long ago.
    fn halted(&mut self, row: &HaltRow, age: i64, index: usize) -> Result<Option<Story>, Error> {
        let entered = self.just_worked(age, 9);
        let opens = self.hours.worked_until(entered.plus_seconds(-row.lead * 60));
        let (day, catalogue) = (self.hours.day(opens), self.catalogue);
        let fits = |device: &Device| {
            let model = &catalogue.models[device.model];
            let proven = device.draft.papers.len() == 2;
            match row.mode {
                Mode::OnSite => !model.is_phone() && model.category != "air_purifier",
                _ => model.is_phone() && proven && (row.state != StateName::Exchanged || model.is_kept_for_exchange()),
            }
        };
        let Some(device) = self.owners.choose(day, row.days_had, self.luck, fits) else { return Ok(None) };
        let category = &catalogue.models[self.owners.devices[device].model].category;
        let fault = self.fault(|fault| {
            let cause = if row.paid { FaultCause::Misuse } else { FaultCause::Quality };
            fault.category == *category && fault.cause == cause && (fault.part == "BRD") == row.scarce
        })?;
        let mut story = self.story(opens, device, fault, CaseKind::Repair);
        story.mode = row.mode;
        story.will = Will { wish: row.wish, answers: row.answer.into_iter().collect(), ..Will::default() };
        let visit = row.visits.get(index).map(|minutes| self.visit(*minutes));
        story.halt = Some(Halt { state: row.state, entered, visit });
        Ok(Some(story))
    }
}

fn order(story: Story) -> Tale {
    Tale::Order(Box::new(story))
}
