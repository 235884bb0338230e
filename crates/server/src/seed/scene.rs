//! The steps of a story, taken by those who would take them, through the same use cases as in a real house.

use aftercare_app::{
    Actor, App, Error,
    intake::{self, CustomerChoice, DeviceChoice, NewCase, Registered},
    orders::{self, Assignment, At, Diagnosis, Stepped, TakenIn, Visit},
    warranty,
};
use aftercare_domain::{
    intake::Channel,
    orders::{Mode, StateName},
};
use aftercare_kernel::{Clock, DocumentNumber, Instant, calendar::days_after};

use super::{
    catalogue::Catalogue,
    course::Step,
    hours::Hours,
    luck::Luck,
    owners::Owners,
    staff::{Staff, Station, Technician},
    story::{By, Course, Story},
    tables::{FaultRow, Tables},
};
use crate::clock::SteppingClock;

/// Everything that a step may need.
pub struct Scene<'a> {
    pub app: &'a App,
    pub clock: &'a SteppingClock,
    pub hours: &'a Hours,
    pub tables: &'a Tables,
    pub staff: &'a Staff,
    pub catalogue: &'a Catalogue,
    pub owners: Owners,
    pub luck: Luck,
}

impl Scene<'_> {
    pub async fn take(&mut self, step: Step, story: &mut Story) -> Result<(), Error> {
        match step {
            Step::Register => self.register(story).await,
            Step::Decide => self.decide(story).await,
            Step::Schedule => self.schedule(story).await,
            Step::TakeIn => self.take_in(story).await,
            Step::Assign => self.assign(story).await,
            Step::Depart => self.travel(story, step).await,
            Step::Arrive => self.travel(story, step).await,
            Step::Diagnose => self.diagnose(story).await,
            Step::Quote => self.quote(story).await,
            Step::Approve | Step::Decline => self.answer_quote(story, step).await,
            Step::Grant => self.grant(story).await,
            Step::Mend => self.mend(story).await,
            Step::PartArrives => self.part_arrives(story).await,
            Step::BuildIn => self.build_in(story).await,
            Step::Finish => self.finish(story).await,
            Step::Check => self.check(story).await,
            Step::ReturnUnrepaired => self.return_unrepaired(story).await,
            Step::HandOver | Step::SignOff => self.give_signed(story, step).await,
            Step::SendBack => self.send_back(story).await,
            Step::Collect => self.collect(story).await,
            Step::PayOut => self.pay_out(story).await,
            Step::FollowUp => self.follow_up(story).await,
            Step::Resolve => self.resolve(story).await,
            Step::ComeBack => self.come_back(story).await,
            Step::Cancel => self.cancel(story).await,
            Step::Archive => self.archive(story).await,
        }
    }

    pub fn station(&self, story: &Story) -> &Station {
        &self.staff.stations[story.course.station]
    }
    pub fn technician(&self, story: &Story) -> &Technician {
        &self.station(story).technicians[story.course.technician]
    }
    pub fn fault(&self, story: &Story) -> &FaultRow {
        &self.tables.faults[story.fault]
    }
    pub fn agent(&self, story: &Story) -> &Actor {
        match story.by {
            By::Agent { number, .. } => &self.staff.agents[number],
            By::Counter => &self.staff.agents[story.device % self.staff.agents.len()],
        }
    }
    /// A word from a table, as it is said.
    pub fn say(&mut self, words: &[String]) -> String {
        self.luck.pick(words).clone()
    }

    async fn register(&mut self, story: &mut Story) -> Result<(), Error> {
        let case = self.case(story);
        let by = match story.by {
            By::Counter => &self.station(story).clerk,
            By::Agent { .. } => self.agent(story),
        };
        let registered = intake::register(self.app, by, case, None).await?;
        self.note_registration(story, &registered)
    }

    fn case(&mut self, story: &Story) -> NewCase {
        let (tables, catalogue) = (self.tables, self.catalogue);
        let device = &self.owners.devices[story.device];
        let customer = &self.owners.customers[device.customer];
        let channel = match (story.by, story.mode) {
            (By::Agent { channel, .. }, _) => channel,
            (By::Counter, Mode::MailIn) => Channel::Letter,
            (By::Counter, Mode::OnSite) => Channel::Dealer,
            (By::Counter, Mode::WalkIn) => Channel::WalkIn,
        };
        let needs_address = story.mode != Mode::WalkIn || story.by != By::Counter;
        NewCase {
            kind: story.kind,
            channel,
            mode: Some(story.mode),
            symptom: self.luck.pick(&tables.faults[story.fault].symptoms).clone(),
            customer: customer.id.map_or_else(|| CustomerChoice::Typed(customer.typed()), CustomerChoice::Known),
            device: device.unit.map_or_else(|| DeviceChoice::Typed(device.typed(catalogue)), DeviceChoice::known),
            address: needs_address.then(|| customer.address.clone()),
            station: self.chosen_station(story),
        }
    }

    /// The information centre leaves the choice to the house where only one station is near.
    fn chosen_station(&self, story: &Story) -> Option<String> {
        let rows = &self.tables.house.stations;
        let here = &rows[story.course.station];
        let alone = rows.iter().filter(|row| row.province == here.province).count() == 1;
        let routed = alone && story.mode != Mode::WalkIn && matches!(story.by, By::Agent { .. });
        (!routed).then(|| here.code.clone())
    }

    fn note_registration(&mut self, story: &mut Story, registered: &Registered) -> Result<(), Error> {
        let number = registered.order_number.as_deref().and_then(|number| number.parse().ok());
        story.course.number = Some(number.ok_or(Error::Missing("order"))?);
        story.course.station = self.staff.station_of_code(&registered.station).ok_or(Error::Missing("station"))?;
        let device = &mut self.owners.devices[story.device];
        device.unit = registered.unit;
        self.owners.customers[device.customer].id = Some(registered.customer);
        Ok(())
    }

    /// By whoever looks at the case first.
    async fn decide(&mut self, story: &mut Story) -> Result<(), Error> {
        story.course.decided = true;
        let device = &self.owners.devices[story.device];
        if !self.catalogue.models[device.model].is_phone() {
            // No law that we know is behind it.
            return Ok(());
        }
        let by = if story.by == By::Counter { &self.station(story).clerk } else { self.agent(story) };
        let stepped = warranty::decide(self.app, by, at(story)?).await?;
        note(&mut story.course, &stepped)
    }

    async fn schedule(&mut self, story: &mut Story) -> Result<(), Error> {
        let from = match story.halt.and_then(|halt| halt.visit) {
            Some(wish) => wish,
            None => self.free_slot(),
        };
        story.course.visit = Some(from);
        let visit = Visit { from, to: from.plus_seconds(2 * 3600) };
        let dispatcher = self.staff.dispatcher(self.station(story));
        let stepped = orders::schedule(self.app, dispatcher, at(story)?, visit).await?;
        note(&mut story.course, &stepped)
    }

    /// Two hours of tomorrow or of the day after.
    fn free_slot(&mut self) -> Instant {
        let day = days_after(self.hours.day(self.clock.now()), if self.luck.percent(75) { 1 } else { 2 });
        self.hours.at(day, *self.luck.pick(&[9 * 60, 11 * 60, 13 * 60, 15 * 60]))
    }

    async fn take_in(&mut self, story: &mut Story) -> Result<(), Error> {
        let words = &self.tables.words;
        let promised =
            days_after(self.hours.day(self.clock.now()), u32::try_from(self.luck.between(3, 7)).unwrap_or(5));
        let taken = TakenIn {
            appearance: self.say(&words.appearance),
            accessories: self.say(&words.accessories),
            data_note: self.say(&words.data_notes),
            promised_on: promised,
            waybill: (story.mode == Mode::MailIn).then(|| self.waybill()),
        };
        let fetched = story.course.state == StateName::OnSite;
        let by = if fetched { &self.technician(story).actor } else { &self.station(story).clerk };
        let stepped = orders::take_in(self.app, by, at(story)?, taken).await?;
        story.course.kept = true;
        note(&mut story.course, &stepped)
    }

    pub fn waybill(&mut self) -> String {
        format!("SF{:012}", 100_000_000_000 + self.luck.below(800_000_000_000))
    }

    async fn assign(&mut self, story: &mut Story) -> Result<(), Error> {
        story.course.technician = self.luck.index(self.station(story).technicians.len());
        let station = self.station(story);
        let by = if story.mode == Mode::OnSite { self.staff.dispatcher(station) } else { &station.supervisor };
        let to = Assignment { technician: self.technician(story).actor.person };
        let stepped = orders::assign(self.app, by, at(story)?, to).await?;
        note(&mut story.course, &stepped)
    }

    async fn travel(&mut self, story: &mut Story, step: Step) -> Result<(), Error> {
        let technician = &self.technician(story).actor;
        let stepped = match step {
            Step::Depart => orders::depart(self.app, technician, at(story)?).await?,
            _ => orders::arrive(self.app, technician, at(story)?).await?,
        };
        note(&mut story.course, &stepped)
    }

    async fn diagnose(&mut self, story: &mut Story) -> Result<(), Error> {
        let tables = self.tables;
        let fault = &tables.faults[story.fault];
        let diagnosis = Diagnosis {
            fault_code: fault.code.clone(),
            listed: fault.listed,
            cause: fault.cause,
            found: self.say(&fault.found),
        };
        let technician = &self.technician(story).actor;
        let stepped = orders::diagnose(self.app, technician, at(story)?, diagnosis).await?;
        note(&mut story.course, &stepped)
    }
}

/// The order of a story, whatever its version: nobody else is at it.
pub fn at(story: &Story) -> Result<At, Error> {
    let number: DocumentNumber = story.course.number.clone().ok_or(Error::Missing("order"))?;
    Ok(At { number, version: None, key: None })
}

/// Takes over what the books say now.
pub fn note(course: &mut Course, stepped: &Stepped) -> Result<(), Error> {
    course.state = stepped.state.parse()?;
    course.service_type = stepped.service_type.parse()?;
    course.round = stepped.round;
    Ok(())
}
