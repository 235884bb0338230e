//! The small brand in every world: a tree with two stations, people for each role, vans.

use aftercare_app::{
    Actor, App,
    identity::{self, NewBrand, NewNode, NewPerson, NodePlace},
};
use aftercare_domain::{
    identity::{NodeKind, Ownership, Role},
    things::PlaceKind,
};
use aftercare_kernel::{Currency, Locale};

/// Everybody's password.
pub const PASSWORD: &str = "sample-house-2026";

/// Who works in the small brand. The login is `name()`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Staff {
    /// Takes calls for the whole brand.
    Agent,
    Dispatcher,
    Clerk,
    Technician,
    Supervisor,
    Manager,
    Finance,
    Auditor,
    Administrator,
    /// These work at the other station, SH02: they must not see what is SH01's.
    OtherClerk,
    OtherTechnician,
    OtherSupervisor,
}

use Staff::{Administrator, Agent, Auditor, Clerk, Dispatcher, Finance, Manager, OtherClerk, OtherSupervisor};
use Staff::{OtherTechnician, Supervisor, Technician};

/// Person, login, node, role, name.
const PEOPLE: [(Staff, &str, &str, Role, &str); 12] = [
    (Agent, "agent", "HQ", Role::Agent, "安静"),
    (Dispatcher, "dispatcher", "EAST", Role::Dispatcher, "邓平"),
    (Clerk, "clerk", "SH01", Role::Clerk, "柯岚"),
    (Technician, "technician", "SH01", Role::Technician, "田野"),
    (Supervisor, "supervisor", "SH01", Role::Supervisor, "苏明"),
    (Manager, "manager", "HQ", Role::Manager, "马建"),
    (Finance, "finance", "HQ", Role::Finance, "方芳"),
    (Auditor, "auditor", "HQ", Role::Auditor, "欧阳慧"),
    (Administrator, "administrator", "HX", Role::Administrator, "阿德"),
    (OtherClerk, "clerk.sh02", "SH02", Role::Clerk, "孔林"),
    (OtherTechnician, "technician.sh02", "SH02", Role::Technician, "汤勇"),
    (OtherSupervisor, "supervisor.sh02", "SH02", Role::Supervisor, "宋杰"),
];

impl Staff {
    pub fn login(self) -> &'static str {
        PEOPLE.iter().find(|(staff, ..)| *staff == self).map_or("nobody", |(_, login, ..)| login)
    }
}

/// Founds the brand HX: HQ, the region EAST, its stations SH01 (own) and SH02 (third party).
pub async fn found(app: &App) -> Actor {
    let house = identity::found_brand(app, hx()).await.expect("the brand is founded");
    for node in tree() {
        identity::add_node(app, &house, node).await.expect("a node is added");
    }
    for (staff, login, node, role, name) in PEOPLE {
        let person =
            identity::add_person(app, &house, person(login, node, role, name)).await.expect("a person is added");
        if matches!(staff, Technician | OtherTechnician) {
            let van = NodePlace {
                node: node.to_owned(),
                kind: PlaceKind::Van,
                code: format!("{node}-VAN-1"),
                name: format!("{name} 服务车"),
                technician: Some(person),
            };
            identity::add_place(app, &house, van).await.expect("a van is added");
        }
    }
    house
}

fn hx() -> NewBrand {
    NewBrand {
        code: "HX".to_owned(),
        name: "华新".to_owned(),
        name_en: "Huaxin".to_owned(),
        accent: "#0b6e4f".to_owned(),
        country: "CN".to_owned(),
        currency: Currency::CNY,
        zone: "Asia/Shanghai".to_owned(),
        service_phone: "4008200000".to_owned(),
    }
}

fn tree() -> Vec<NewNode> {
    let node = |parent: &str, kind, ownership, code: &str, name: &str, name_en: &str| NewNode {
        parent: parent.to_owned(),
        kind,
        ownership,
        code: code.to_owned(),
        name: name.to_owned(),
        name_en: name_en.to_owned(),
        region: Some("CN-SH".to_owned()),
        division: None,
        address: format!("上海市 {name}"),
        phone: "02155550000".to_owned(),
        hours: Some((9 * 60, 18 * 60)),
    };
    vec![
        node("HX", NodeKind::Hq, Ownership::Own, "HQ", "总部", "Headquarters"),
        node("HQ", NodeKind::Region, Ownership::Own, "EAST", "华东大区", "East"),
        node("EAST", NodeKind::Station, Ownership::Own, "SH01", "上海徐汇维修站", "Shanghai Xuhui"),
        node("EAST", NodeKind::Station, Ownership::ThirdParty, "SH02", "上海浦东维修站", "Shanghai Pudong"),
    ]
}

fn person(login: &str, node: &str, role: Role, name: &str) -> NewPerson {
    NewPerson {
        login: login.to_owned(),
        name: name.to_owned(),
        phone: String::new(),
        locale: Locale::ZhCn,
        password: PASSWORD.to_owned(),
        node_code: node.to_owned(),
        roles: vec![role],
    }
}
