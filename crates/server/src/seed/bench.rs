//! Steps at the bench: quotation, remedy, parts, repair, check.

use aftercare_app::{
    Error,
    orders::{self, ExchangeFor, PromisedRefund, QuoteDraft, QuotedLine, WorkDone},
    parts::{self, Delivery, ItemRow, PartUsed, PartWanted, PlaceRow},
};
use aftercare_domain::{
    billing::LineKind,
    orders::{CheckResult, Mode, Outcome},
    warranty::Remedy,
};

use super::{
    course::{Step, waits_for_good},
    scene::{Scene, at, note},
    story::{Story, Wish},
};

/// What a technician's way costs, in minor units.
const TRAVEL: i64 = 5000;
/// The round in which a phone that was repaired twice in vain is exchanged.
const EXCHANGE_ROUND: i64 = 3;

impl Scene<'_> {
    pub async fn quote(&mut self, story: &mut Story) -> Result<(), Error> {
        let lines = self.quoted_lines(story).await?;
        story.course.owed = lines.iter().map(|line| line.price_minor * line.quantity).sum();
        let technician = &self.technician(story).actor;
        let stepped = orders::quote(self.app, technician, at(story)?, QuoteDraft { lines }).await?;
        note(&mut story.course, &stepped)
    }

    /// Work that did not hold is done again for nothing.
    async fn quoted_lines(&self, story: &Story) -> Result<Vec<QuotedLine>, Error> {
        let line = |kind: LineKind, text: &str, price_minor| QuotedLine {
            kind: kind.name().to_owned(),
            text: text.to_owned(),
            quantity: 1,
            price_minor,
            ..QuotedLine::default()
        };
        if story.course.round > 1 {
            return Ok(vec![line(LineKind::Labour, "返修，免费", 0)]);
        }
        let fault = self.fault(story);
        let mut lines = vec![line(LineKind::Labour, "维修工时", fault.labour * 100)];
        if story.mode == Mode::OnSite {
            lines.push(line(LineKind::Travel, "上门费", TRAVEL));
        }
        if let Some(item) = self.item_anywhere(story).await? {
            lines.push(line(LineKind::Part, &item.name, item.price_minor));
        }
        Ok(lines)
    }

    pub async fn answer_quote(&mut self, story: &mut Story, step: Step) -> Result<(), Error> {
        let words = &self.tables.words;
        let said = self.say(if step == Step::Approve { &words.approvals } else { &words.declines });
        let clerk = &self.station(story).clerk;
        let stepped = match step {
            Step::Approve => {
                let approved = orders::approve_quote(self.app, clerk, at(story)?, said).await?;
                // A contract of the customer may pay its part.
                story.course.owed = orders::page(self.app, clerk, at(story)?.number).await?.balance.minor();
                approved
            }
            _ => {
                story.course.owed = 0;
                orders::decline_quote(self.app, clerk, at(story)?, said).await?
            }
        };
        note(&mut story.course, &stepped)
    }

    /// Exchange or refund where the decision gives it and there is something to give; else the repair begins.
    pub async fn grant(&mut self, story: &mut Story) -> Result<(), Error> {
        let granted = match story.will.wish.take() {
            Some(Wish::Exchange) => self.exchange(story).await?,
            Some(Wish::Refund) => self.refund(story).await?,
            None => false,
        };
        if granted { Ok(()) } else { self.mend(story).await }
    }

    async fn exchange(&self, story: &mut Story) -> Result<bool, Error> {
        let supervisor = &self.station(story).supervisor;
        let page = orders::page(self.app, supervisor, at(story)?.number).await?;
        let exchanges = [Remedy::Exchange, Remedy::ExchangeMainUnit];
        let given = page.decision.is_some_and(|decision| exchanges.iter().any(|r| decision.offers(*r).is_some()));
        let units = orders::replacements(self.app, supervisor, at(story)?.number).await?;
        let (true, Some(unit)) = (given, units.first()) else { return Ok(false) };
        let stepped = orders::exchange(self.app, supervisor, at(story)?, ExchangeFor { new_unit: unit.id }).await?;
        story.course.remedied = true;
        note(&mut story.course, &stepped)?;
        Ok(true)
    }

    async fn refund(&self, story: &mut Story) -> Result<bool, Error> {
        let supervisor = &self.station(story).supervisor;
        let page = orders::page(self.app, supervisor, at(story)?.number).await?;
        let offer = page.decision.as_ref().and_then(|decision| decision.offers(Remedy::Refund));
        let Some(amount) = offer.and_then(|offer| offer.amount.as_ref()).map(|sum| sum.pays) else { return Ok(false) };
        let stepped = orders::refund(self.app, supervisor, at(story)?, PromisedRefund { amount }).await?;
        (story.course.kept, story.course.remedied, story.course.owed_back) = (false, true, amount.minor());
        note(&mut story.course, &stepped)?;
        Ok(true)
    }

    /// Holds the part and begins; without it the order waits.
    pub async fn mend(&mut self, story: &mut Story) -> Result<(), Error> {
        if story.course.round == EXCHANGE_ROUND && self.exchange(story).await? {
            return Ok(());
        }
        let (needs, there) = (!self.fault(story).part.is_empty(), self.part_at_hand(story).await?);
        let technician = &self.technician(story).actor;
        let stepped = match there {
            _ if waits_for_good(story) => orders::wait_for_parts(self.app, technician, at(story)?).await?,
            None if needs => orders::wait_for_parts(self.app, technician, at(story)?).await?,
            None => orders::start_repair(self.app, technician, at(story)?).await?,
            Some(wanted) => {
                parts::reserve_part(self.app, technician, at(story)?, wanted).await?;
                orders::start_repair(self.app, technician, at(story)?).await?
            }
        };
        note(&mut story.course, &stepped)
    }

    /// A few come with each delivery.
    pub async fn part_arrives(&mut self, story: &mut Story) -> Result<(), Error> {
        if let Some(item) = self.item_anywhere(story).await? {
            let station = self.station(story);
            let delivery = Delivery {
                place: station.shelf_code.clone(),
                item: item.code,
                lot: String::new(),
                quantity: 2,
                opening: false,
            };
            parts::receive(self.app, &station.clerk, delivery).await?;
        }
        self.mend(story).await
    }

    /// The station's places with what fits there of the part that mends the fault.
    async fn fitting(&self, story: &Story) -> Result<Vec<(PlaceRow, ItemRow)>, Error> {
        let fault = self.fault(story);
        if fault.part.is_empty() {
            return Ok(Vec::new());
        }
        let model = &self.catalogue.models[self.owners.devices[story.device].model];
        let code = model.item(&fault.part);
        let technician = &self.technician(story).actor;
        let stocks = parts::parts_for_order(self.app, technician, at(story)?.number).await?;
        let of_place = |(place, items): (PlaceRow, Vec<ItemRow>)| {
            items.into_iter().find(|item| item.code == code).map(|item| (place, item))
        };
        Ok(stocks.into_iter().filter_map(of_place).collect())
    }

    async fn item_anywhere(&self, story: &Story) -> Result<Option<ItemRow>, Error> {
        Ok(self.fitting(story).await?.into_iter().map(|(_, item)| item).next())
    }

    /// On the own van or on the shelf.
    async fn part_at_hand(&self, story: &Story) -> Result<Option<PartWanted>, Error> {
        let me = self.technician(story).actor.person;
        let near = |place: &PlaceRow| place.technician_id.is_none_or(|owner| owner == me);
        let found = self.fitting(story).await?.into_iter().find(|(place, item)| item.free > 0 && near(place));
        Ok(found.map(|(place, item)| PartWanted { item: item.id, place: place.id, lot: item.lot, quantity: 1 }))
    }

    pub async fn build_in(&mut self, story: &mut Story) -> Result<(), Error> {
        story.course.part_built_in = true;
        let technician = &self.technician(story).actor;
        let page = orders::page(self.app, technician, at(story)?.number).await?;
        let Some(held) = page.reservations.into_iter().find(|row| row.state == "held") else { return Ok(()) };
        let (old, new) = (self.luck.below(1_000_000), self.luck.below(1_000_000));
        let used = PartUsed {
            reservation: held.id,
            old_serial: Some(format!("B{old:06}A")),
            new_serial: Some(format!("B{new:06}C")),
        };
        let technician = &self.technician(story).actor;
        let stepped = parts::use_part(self.app, technician, at(story)?, used).await?;
        note(&mut story.course, &stepped)
    }

    pub async fn finish(&mut self, story: &mut Story) -> Result<(), Error> {
        let (words, tables) = (&self.tables.words, self.tables);
        let fault = &tables.faults[story.fault];
        let risk = self.say(&words.hidden_risks);
        let done = WorkDone {
            work: self.say(&fault.work),
            method: self.say(&words.methods),
            software_before: fault.software.then(|| "6.1.0".to_owned()),
            software_after: fault.software.then(|| "6.2.1".to_owned()),
            hidden_risk: (!risk.is_empty()).then_some(risk),
            minutes: self.luck.between(fault.minutes.0, fault.minutes.1),
        };
        let technician = &self.technician(story).actor;
        let stepped = orders::finish_repair(self.app, technician, at(story)?, Outcome::Fixed, done).await?;
        note(&mut story.course, &stepped)
    }

    pub async fn check(&mut self, story: &mut Story) -> Result<(), Error> {
        let fails = story.will.fails_check && !story.course.check_failed;
        story.course.check_failed |= fails;
        let (result, words) = match fails {
            true => (CheckResult::Failed, self.say(&self.tables.words.check_fails)),
            false => (CheckResult::Passed, String::new()),
        };
        let supervisor = &self.station(story).supervisor;
        let stepped = orders::check(self.app, supervisor, at(story)?, result, words).await?;
        note(&mut story.course, &stepped)
    }
}
