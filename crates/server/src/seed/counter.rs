//! Steps at the counter and on the telephone: giving back, money, the follow-up and what comes of it.

use aftercare_app::{
    Error, billing,
    billing::{Collected, PaidOut},
    orders::{self, Signed, SignedPicture},
    satisfaction::{self, CustomersAnswer, Settled},
};
use aftercare_domain::{money::PaymentMethod, orders::StateName};
use aftercare_kernel::{Currency, Money};

use super::{
    course::Step,
    scene::{Scene, at, note},
    story::Story,
};

/// Drawn by nobody.
const SIGNATURES: [&[u8]; 3] = [
    include_bytes!("data/signature-1.png"),
    include_bytes!("data/signature-2.png"),
    include_bytes!("data/signature-3.png"),
];
const METHODS: [PaymentMethod; 6] = [
    PaymentMethod::Wechat,
    PaymentMethod::Wechat,
    PaymentMethod::Alipay,
    PaymentMethod::Alipay,
    PaymentMethod::Card,
    PaymentMethod::Cash,
];

impl Scene<'_> {
    fn customer_name(&self, story: &Story) -> String {
        let device = &self.owners.devices[story.device];
        self.owners.customers[device.customer].draft.name.clone()
    }

    /// At the counter by the clerk, at the customer's place by the technician.
    pub async fn give_signed(&mut self, story: &mut Story, step: Step) -> Result<(), Error> {
        let picture = SignedPicture::from_png(self.luck.pick(&SIGNATURES).to_vec())?;
        let signed = Signed { picture, name: self.customer_name(story) };
        let stepped = match step {
            Step::HandOver => orders::hand_over(self.app, &self.station(story).clerk, at(story)?, signed).await?,
            _ => orders::sign_off(self.app, &self.technician(story).actor, at(story)?, signed).await?,
        };
        story.course.kept = false;
        note(&mut story.course, &stepped)
    }

    pub async fn send_back(&mut self, story: &mut Story) -> Result<(), Error> {
        let waybill = self.waybill();
        let stepped = orders::send_back(self.app, &self.station(story).clerk, at(story)?, waybill).await?;
        story.course.kept = false;
        note(&mut story.course, &stepped)
    }

    pub async fn return_unrepaired(&mut self, story: &mut Story) -> Result<(), Error> {
        let reason = self.say(&self.tables.words.unrepaired);
        let technician = &self.technician(story).actor;
        let stepped = orders::return_unrepaired(self.app, technician, at(story)?, reason).await?;
        note(&mut story.course, &stepped)
    }

    pub async fn collect(&mut self, story: &mut Story) -> Result<(), Error> {
        let collected = Collected {
            method: *self.luck.pick(&METHODS),
            amount: Money::from_minor(story.course.owed, Currency::CNY),
            payer: self.customer_name(story),
        };
        let at_home = story.course.state == StateName::Repaired;
        let by = if at_home { &self.technician(story).actor } else { &self.station(story).clerk };
        let stepped = billing::collect(self.app, by, at(story)?, collected).await?;
        story.course.owed = 0;
        note(&mut story.course, &stepped)
    }

    pub async fn pay_out(&mut self, story: &mut Story) -> Result<(), Error> {
        let clerk = &self.station(story).clerk;
        let amount = orders::page(self.app, clerk, at(story)?.number).await?.owed_back;
        let paid = PaidOut { method: *self.luck.pick(&METHODS), amount, payee: self.customer_name(story) };
        let stepped = billing::pay_out(self.app, &self.station(story).clerk, at(story)?, paid).await?;
        story.course.owed_back = 0;
        note(&mut story.course, &stepped)
    }

    pub async fn follow_up(&mut self, story: &mut Story) -> Result<(), Error> {
        let class = story.answer();
        let answer = CustomersAnswer { class, words: self.say(self.tables.words.answers.of(class)) };
        let stepped = satisfaction::follow_up(self.app, self.agent(story), at(story)?, answer).await?;
        self.after_answer(story, &stepped)
    }

    pub async fn resolve(&mut self, story: &mut Story) -> Result<(), Error> {
        let work_again = self.luck.percent(15);
        let words = &self.tables.words;
        let words = self.say(if work_again { &words.work_again } else { &words.settled });
        let by = match self.luck.percent(30) {
            true => &self.staff.managers[0],
            false => &self.station(story).supervisor,
        };
        let stepped = satisfaction::resolve(self.app, by, at(story)?, Settled { work_again, words }).await?;
        self.after_answer(story, &stepped)
    }

    pub async fn come_back(&mut self, story: &mut Story) -> Result<(), Error> {
        story.course.came_back = true;
        let reason = self.say(&self.fault(story).symptoms.clone());
        let stepped = orders::reopen(self.app, self.agent(story), at(story)?, format!("客户来电：{reason}")).await?;
        self.after_answer(story, &stepped)
    }

    fn after_answer(&self, story: &mut Story, stepped: &orders::Stepped) -> Result<(), Error> {
        note(&mut story.course, stepped)?;
        if story.course.state == StateName::Reopened {
            story.course.begin_again();
        }
        Ok(())
    }

    pub async fn cancel(&mut self, story: &mut Story) -> Result<(), Error> {
        let nothing = "上门检测未发现故障".to_owned();
        let reason = story.will.cancels.clone().unwrap_or(nothing);
        let stepped = orders::cancel(self.app, &self.station(story).clerk, at(story)?, reason).await?;
        note(&mut story.course, &stepped)
    }

    pub async fn archive(&mut self, story: &mut Story) -> Result<(), Error> {
        let stepped = orders::archive(self.app, &self.station(story).clerk, at(story)?).await?;
        note(&mut story.course, &stepped)
    }
}
