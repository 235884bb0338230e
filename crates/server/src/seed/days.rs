//! The days of the sample, one after the other: what is due is done in the order of time, and each night the books of
//! the day are sealed.

use aftercare_app::{Error, audit, outbox, parts};
use aftercare_kernel::{Date, Instant, calendar::days_between};
use std::{cmp::Reverse, collections::BinaryHeap};

use super::{
    course::{self, Step, When},
    hours::days_before,
    plan::Tale,
    scene::Scene,
    story::Story,
};

/// Messages that leave the house at a time.
const OUTBOX_PIECE: u32 = 200;
/// Defective parts go back to the brand once a week.
const RETURNS_EVERY_DAYS: i64 = 7;
/// Those that are owed within so many seconds.
const RETURN_BEFORE_SECONDS: i64 = 20 * 24 * 3600;
/// A parcel now and then does not leave in time.
const RETURNS_FORGOTTEN: u64 = 8;

/// What is to be done with a tale, and when.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Due {
    at: Instant,
    /// What was planned first is done first.
    turn: u64,
    tale: usize,
}

pub struct Days<'a> {
    pub scene: Scene<'a>,
    tales: Vec<Tale>,
    /// The step that waits for each tale.
    steps: Vec<Step>,
    queue: BinaryHeap<Reverse<Due>>,
    turns: u64,
    until: Instant,
    day: Date,
    first: Date,
    messages: bool,
}

impl<'a> Days<'a> {
    pub fn new(scene: Scene<'a>, tales: Vec<Tale>, first: Date, until: Instant) -> Self {
        let steps = vec![Step::Register; tales.len()];
        let opens: Vec<Instant> = tales.iter().map(Tale::opens).collect();
        let mut days =
            Self { scene, tales, steps, queue: BinaryHeap::new(), turns: 0, until, day: first, first, messages: false };
        for (tale, at) in opens.into_iter().enumerate() {
            days.plan(tale, at);
        }
        days
    }

    fn plan(&mut self, tale: usize, at: Instant) {
        self.turns += 1;
        self.queue.push(Reverse(Due { at, turn: self.turns, tale }));
    }

    /// Lives through the days until now; `told` hears of each that is over.
    pub async fn live(&mut self, told: &impl Fn(Date)) -> Result<(), Error> {
        while let Some(Reverse(due)) = self.queue.pop() {
            if due.at > self.until {
                break;
            }
            self.pass_nights(due.at, told).await?;
            self.scene.clock.go_to(due.at);
            self.go_on(due.tale).await?;
        }
        self.pass_nights(self.until, told).await?;
        self.scene.clock.go_to(self.until);
        self.deliver().await?;
        audit::seal_finished_days(self.scene.app).await.map(|_| ())
    }

    async fn go_on(&mut self, tale: usize) -> Result<(), Error> {
        let scene = &mut self.scene;
        let next = match &mut self.tales[tale] {
            Tale::Talk(talk) => {
                let minutes = talk.go_on(scene.app, scene.staff, &scene.owners).await?;
                minutes.map(|minutes| (Step::Register, later(scene, minutes)))
            }
            Tale::Order(story) => {
                let step = self.steps[tale];
                scene.take(step, story).await.inspect_err(|why| tell(step, story, why))?;
                next_of(scene, story)
            }
        };
        self.messages = true;
        if let Some((step, at)) = next {
            self.steps[tale] = step;
            self.plan(tale, at);
        }
        Ok(())
    }

    /// Goes over midnight as often as there is one up to `at`.
    async fn pass_nights(&mut self, at: Instant, told: &impl Fn(Date)) -> Result<(), Error> {
        let until = self.scene.hours.day(at);
        while self.day < until {
            self.deliver().await?;
            told(self.day);
            self.day = aftercare_kernel::calendar::days_after(self.day, 1);
            self.begin_day().await?;
        }
        Ok(())
    }

    async fn begin_day(&mut self) -> Result<(), Error> {
        let scene = &mut self.scene;
        // Before anybody is at work, and after the books of the day before may be closed.
        scene.clock.go_to(scene.hours.at(self.day, 20).min(self.until));
        audit::seal_finished_days(scene.app).await?;
        scene.clock.go_to(scene.hours.at(self.day, 8 * 60).min(self.until));
        scene.owners.write_devices(scene.app, scene.staff, scene.catalogue, self.day).await?;
        if days_between(self.first, self.day) % RETURNS_EVERY_DAYS == 0 {
            self.return_defectives().await?;
        }
        // Who was at work the day before yesterday has read what was new then.
        if self.day == days_before(self.scene.hours.day(self.until), 1) {
            for reader in self.scene.staff.readers() {
                outbox::mark_read(self.scene.app, reader).await?;
            }
        }
        Ok(())
    }

    async fn deliver(&mut self) -> Result<(), Error> {
        while std::mem::take(&mut self.messages) {
            let delivered = outbox::deliver_due(self.scene.app, OUTBOX_PIECE).await?;
            self.messages = delivered == OUTBOX_PIECE as usize;
        }
        Ok(())
    }

    async fn return_defectives(&mut self) -> Result<(), Error> {
        let scene = &mut self.scene;
        let near = scene.hours.at(self.day, 0).plus_seconds(RETURN_BEFORE_SECONDS);
        for station in &scene.staff.stations {
            for duty in parts::duties_owed(scene.app, &station.clerk).await? {
                if duty.due_at <= near && !scene.luck.percent(RETURNS_FORGOTTEN) {
                    parts::return_defective(scene.app, &station.clerk, duty.id, None).await?;
                }
            }
        }
        Ok(())
    }
}

fn later(scene: &mut Scene<'_>, minutes: i64) -> Instant {
    use aftercare_kernel::Clock;
    let at = scene.clock.now().plus_seconds(minutes * 60);
    scene.hours.open_from(at, &mut scene.luck)
}

/// A story that is to stand still in a state comes to it when it should, if it can.
fn next_of(scene: &mut Scene<'_>, story: &Story) -> Option<(Step, Instant)> {
    let fault = &scene.tables.faults[story.fault];
    let (step, when) = course::next(story, fault, &mut scene.luck)?;
    let natural = match when {
        When::After(minutes) => later(scene, minutes),
        When::BeforeVisit(minutes) => {
            let soon = later(scene, 1);
            story.course.visit.map_or(soon, |visit| visit.plus_seconds(-minutes * 60).max(soon))
        }
    };
    let halted = story.halt.filter(|halt| course::leads_to(step, story) == halt.state);
    Some((step, halted.map_or(natural, |halt| natural.max(halt.entered))))
}

fn tell(step: Step, story: &Story, why: &Error) {
    tracing::error!(?step, order = ?story.course.number, state = %story.course.state, %why, "a sample story breaks off");
}
