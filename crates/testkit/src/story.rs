//! A whole repair in one call, for tests that need books with something in them.

use aftercare_app::{
    Actor, Error,
    customers::AddressDraft,
    intake::{self, CustomerChoice, DeviceChoice, NewCase, Registered, TypedCustomer, TypedDevice},
    orders::{self, Assignment, At, Diagnosis, Signed, SignedPicture, TakenIn, WorkDone},
    parts::{self, PartUsed, PartWanted},
    satisfaction::{self, CustomersAnswer},
};
use aftercare_domain::{
    customers::CustomerKind,
    devices::DevicePaper,
    intake::{CaseKind, Channel},
    orders::{CheckResult, FaultCause, Mode, Outcome},
    satisfaction::AnswerClass,
};
use aftercare_kernel::{Date, DocumentNumber, Locale};

use crate::{PHONE, Staff, World, yuan};

/// One pixel: a signature that is a picture.
pub const DOT: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x06\0\0\0\x1f\x15\xc4\x89";

impl World {
    /// Registers a walk-in repair of a phone at SH01, of a customer who comes for the first time.
    pub async fn registered(&self, actor: &Actor, serial: &str) -> Registered {
        self.registered_as(actor, Mode::WalkIn, PHONE, serial).await
    }

    /// The same for a device of any model, wherever the work is to be done.
    pub async fn registered_as(&self, actor: &Actor, mode: Mode, model: &str, serial: &str) -> Registered {
        self.brought(actor, mode, model, serial).await.expect("the case is registered")
    }

    /// The same where it may be refused.
    pub async fn brought(&self, actor: &Actor, mode: Mode, model: &str, serial: &str) -> Result<Registered, Error> {
        let case = NewCase {
            kind: CaseKind::Repair,
            channel: Channel::WalkIn,
            mode: Some(mode),
            symptom: "手机黑屏无法开机".to_owned(),
            customer: CustomerChoice::Typed(TypedCustomer {
                kind: CustomerKind::Person,
                name: "王小明".to_owned(),
                phone: "13900001234".to_owned(),
                phone_2: None,
                email: None,
                language: Locale::ZhCn,
            }),
            device: DeviceChoice::Typed(TypedDevice {
                model_code: model.to_owned(),
                serial: serial.to_owned(),
                sold_on: Some(Date::constant(2025, 12, 1)),
                price: Some(yuan("2999.00")),
                papers: [DevicePaper::Invoice, DevicePaper::Voucher].into(),
                ..TypedDevice::default()
            }),
            address: Some(AddressDraft { division: "310104".to_owned(), line: "漕溪北路 1 号".to_owned() }),
            station: Some("SH01".to_owned()),
        };
        intake::register(&self.app, actor, case, None).await
    }

    /// A phone repaired under warranty from the first word to the satisfied answer; gives the order's number.
    pub async fn repaired(&self, serial: &str) -> String {
        let app = &self.app;
        let (clerk, supervisor) = (self.actor(Staff::Clerk).await, self.actor(Staff::Supervisor).await);
        let (technician, agent) = (self.actor(Staff::Technician).await, self.actor(Staff::Agent).await);
        let number = self.registered(&clerk, serial).await.order_number.expect("a repair has an order");
        orders::take_in(app, &clerk, at(&number), slip()).await.expect("taken in");
        let to = Assignment { technician: technician.person };
        orders::assign(app, &supervisor, at(&number), to).await.expect("assigned");
        orders::diagnose(app, &technician, at(&number), defect()).await.expect("diagnosed");
        orders::start_repair(app, &technician, at(&number)).await.expect("begun");
        self.use_part(&technician, &number).await;
        orders::finish_repair(app, &technician, at(&number), Outcome::Fixed, work_done()).await.expect("finished");
        orders::check(app, &supervisor, at(&number), CheckResult::Passed, String::new()).await.expect("checked");
        orders::hand_over(app, &clerk, at(&number), signature()).await.expect("handed over");
        let satisfied = CustomersAnswer { class: AnswerClass::Satisfied, words: String::new() };
        satisfaction::follow_up(app, &agent, at(&number), satisfied).await.expect("called");
        number
    }

    async fn use_part(&self, technician: &Actor, number: &str) {
        let order: DocumentNumber = number.parse().expect("a number");
        let stock = parts::parts_for_order(&self.app, technician, order.clone()).await.expect("stock is read");
        let (shelf, items) = stock.iter().find(|(place, _)| place.kind == "shelf").expect("a shelf");
        let display = items.iter().find(|item| item.code == "P10-LCD").expect("a display");
        let wanted = PartWanted { item: display.id, place: shelf.id, lot: String::new(), quantity: 1 };
        parts::reserve_part(&self.app, technician, at(number), wanted).await.expect("reserved");
        let page = orders::page(&self.app, technician, order).await.expect("the order's page");
        let used = PartUsed { reservation: page.reservations[0].id, old_serial: None, new_serial: None };
        parts::use_part(&self.app, technician, at(number), used).await.expect("used");
    }
}

/// An order by its number, in whatever version it is.
pub fn at(number: &str) -> At {
    At { number: number.parse::<DocumentNumber>().expect("a number"), version: None, key: None }
}

/// What the counter writes down of a device that is left there.
pub fn slip() -> TakenIn {
    TakenIn {
        appearance: "边框轻微划痕".to_owned(),
        accessories: "充电器".to_owned(),
        data_note: "已备份".to_owned(),
        promised_on: Date::constant(2026, 3, 9),
        waybill: None,
    }
}

/// A fault of quality that the law lists.
pub fn defect() -> Diagnosis {
    let found = "显示屏排线断".to_owned();
    Diagnosis { fault_code: "no_display".to_owned(), listed: true, cause: FaultCause::Quality, found }
}

/// What the repair card tells of the work.
pub fn work_done() -> WorkDone {
    WorkDone {
        work: "更换显示屏总成".to_owned(), method: "更换".to_owned(), minutes: 40, ..WorkDone::default()
    }
}

/// What the customer draws on the screen.
pub fn signature() -> Signed {
    Signed { picture: SignedPicture::from_png(DOT.to_vec()).expect("a picture"), name: "王小明".to_owned() }
}
