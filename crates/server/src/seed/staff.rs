//! The house is put up and people come to work: the tree, everybody with a login, each as an actor of the use cases.

use aftercare_app::{
    Actor, App, Error, deadlines,
    identity::{self, NewBrand, NewNode, NewPerson, NodePlace, SignInAttempt},
    settlement::{self, FeeRow},
    warranty::{self, BudgetWish},
};
use aftercare_domain::{
    identity::{NodeKind, Ownership, Role},
    orders::Mode,
    settlement::{FeeOutcome, month_of},
    things::PlaceKind,
};
use aftercare_kernel::{Currency, Date, Locale, Money};
use std::collections::BTreeMap;

use super::{
    hours::{CLOSES_MINUTE, OPENS_MINUTE},
    luck::Luck,
    names::{person_name, staff_phone},
    tables::{FeeTableRow, StationRow, Tables},
};

/// Everybody's password in the sample brand. It is printed wherever it can be used.
pub const PASSWORD: &str = "lantern-harbour-47";

const BUDGET_MINOR: i64 = 200_000;

/// Who can sign in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Login {
    pub role: Role,
    pub login: String,
}

pub struct Staff {
    pub house: Actor,
    pub agents: Vec<Actor>,
    pub managers: Vec<Actor>,
    /// By the code of their region.
    dispatchers: BTreeMap<String, Actor>,
    pub stations: Vec<Station>,
    pub logins: Vec<Login>,
}

pub struct Station {
    pub code: String,
    pub region: String,
    pub supervisor: Actor,
    pub clerk: Actor,
    pub technicians: Vec<Technician>,
    pub shelf_code: String,
}

pub struct Technician {
    pub actor: Actor,
    pub van_code: String,
}

impl Staff {
    pub fn dispatcher<'a>(&'a self, station: &'a Station) -> &'a Actor {
        self.dispatchers.get(&station.region).unwrap_or(&station.supervisor)
    }

    pub fn station_of_code(&self, code: &str) -> Option<usize> {
        self.stations.iter().position(|station| station.code == code)
    }

    /// Everybody who gets notices.
    pub fn readers(&self) -> impl Iterator<Item = &Actor> {
        self.stations.iter().flat_map(|s| s.technicians.iter().map(|t| &t.actor).chain([&s.supervisor]))
    }
}

/// What each station may give away in the month of a day: two thousand.
pub async fn set_budgets(app: &App, staff: &Staff, day: Date) -> Result<(), Error> {
    let Some(manager) = staff.managers.first() else { return Ok(()) };
    for station in &staff.stations {
        let amount = Money::from_minor(BUDGET_MINOR, Currency::CNY);
        let wish = BudgetWish { station: station.code.clone(), month: month_of(day), amount };
        warranty::set_budget(app, manager, wish).await?;
    }
    Ok(())
}

/// Founds the brand with its tree, fees and clocks, and lets everybody sign in once.
pub async fn found(app: &App, tables: &Tables, luck: &mut Luck) -> Result<Staff, Error> {
    let house = identity::found_brand(app, brand(tables)).await?;
    for node in tree(tables) {
        identity::add_node(app, &house, node).await?;
    }
    set_policy(app, &house, tables).await?;
    let mut hiring = Hiring { app, tables, luck, house, logins: Vec::new() };
    let (mut agents, mut managers, mut dispatchers) = (Vec::new(), Vec::new(), BTreeMap::new());
    for (role, login, node) in people_above(tables) {
        let actor = hiring.hire(role, login, &node).await?;
        match role {
            Role::Agent => agents.push(actor),
            Role::Manager => managers.push(actor),
            Role::Dispatcher => _ = dispatchers.insert(node, actor),
            _ => {}
        }
    }
    let mut stations = Vec::new();
    for row in &tables.house.stations {
        stations.push(hiring.station(row).await?);
    }
    let Hiring { house, logins, .. } = hiring;
    Ok(Staff { house, agents, managers, dispatchers, stations, logins: easy_first(logins) })
}

fn brand(tables: &Tables) -> NewBrand {
    let row = &tables.house.brand;
    NewBrand {
        code: row.code.clone(),
        name: row.name.clone(),
        name_en: row.name_en.clone(),
        accent: row.accent.clone(),
        country: "CN".to_owned(),
        currency: Currency::CNY,
        zone: "Asia/Shanghai".to_owned(),
        service_phone: row.service_phone.clone(),
    }
}

/// From the top down.
fn tree(tables: &Tables) -> Vec<NewNode> {
    let house = &tables.house;
    let hq = &house.headquarters;
    let above = |parent: &str, kind, row: &super::tables::NodeRow| NewNode {
        parent: parent.to_owned(),
        kind,
        ownership: Ownership::Own,
        code: row.code.clone(),
        name: row.name.clone(),
        name_en: row.name_en.clone(),
        region: None,
        division: None,
        address: row.address.clone(),
        phone: house.brand.service_phone.clone(),
        hours: None,
    };
    let mut nodes = vec![above(&house.brand.code, NodeKind::Hq, hq)];
    nodes.extend(house.regions.iter().map(|region| above(&hq.code, NodeKind::Region, region)));
    nodes.extend(house.stations.iter().map(station_node));
    nodes
}

fn station_node(row: &StationRow) -> NewNode {
    let kind = if row.ownership == Ownership::Dealer { NodeKind::Dealer } else { NodeKind::Station };
    NewNode {
        parent: row.region.clone(),
        kind,
        ownership: row.ownership,
        code: row.code.clone(),
        name: row.name.clone(),
        name_en: row.name_en.clone(),
        region: Some(row.province.clone()),
        division: row.districts.first().cloned(),
        address: row.address.clone(),
        phone: row.phone.clone(),
        hours: Some((OPENS_MINUTE, CLOSES_MINUTE)),
    }
}

async fn set_policy(app: &App, house: &Actor, tables: &Tables) -> Result<(), Error> {
    for fee in tables.house.fees.iter().flat_map(fee_rows) {
        settlement::set_fee(app, house, fee).await?;
    }
    for clock in &tables.house.clocks {
        deadlines::set_clock(app, house, *clock).await?;
    }
    Ok(())
}

fn fee_rows(row: &FeeTableRow) -> Vec<FeeRow> {
    let outcomes = [
        (FeeOutcome::Repair, row.repair),
        (FeeOutcome::Exchange, row.exchange),
        (FeeOutcome::Refund, row.refund),
        (FeeOutcome::NoFault, row.no_fault),
    ];
    let fee = |mode: Mode, outcome: FeeOutcome, yuan: i64| FeeRow {
        category: row.category.clone(),
        mode: mode.name().to_owned(),
        outcome: outcome.name().to_owned(),
        amount_minor: 100 * if mode == Mode::OnSite { yuan + row.on_site_extra } else { yuan },
        currency: Currency::CNY.code().to_owned(),
    };
    let of_mode = |mode: &Mode| outcomes.map(|(outcome, yuan)| fee(*mode, outcome, yuan));
    Mode::ALL.iter().flat_map(of_mode).collect()
}

/// Role, login and node of those above the stations. The first of a role has its name alone.
fn people_above(tables: &Tables) -> Vec<(Role, String, String)> {
    let mut people: Vec<(Role, String, String)> = Vec::new();
    for row in &tables.house.people {
        for number in 1..=row.count {
            let first = people.iter().all(|(role, ..)| *role != row.role);
            let login = match (first, number) {
                (true, _) => row.role.name().to_owned(),
                (false, 1) => format!("{}.{}", row.role, row.node.to_lowercase()),
                (false, _) => format!("{}{number}", row.role),
            };
            people.push((row.role, login, row.node.clone()));
        }
    }
    people
}

/// People are added and sign in at once.
struct Hiring<'a> {
    app: &'a App,
    tables: &'a Tables,
    luck: &'a mut Luck,
    house: Actor,
    logins: Vec<Login>,
}

impl Hiring<'_> {
    async fn hire(&mut self, role: Role, login: String, node: &str) -> Result<Actor, Error> {
        let person = NewPerson {
            login: login.clone(),
            name: person_name(&self.tables.names, self.luck),
            phone: staff_phone(self.logins.len()),
            locale: Locale::ZhCn,
            password: PASSWORD.to_owned(),
            node_code: node.to_owned(),
            roles: vec![role],
        };
        identity::add_person(self.app, &self.house, person).await?;
        self.logins.push(Login { role, login: login.clone() });
        let session = identity::sign_in(self.app, SignInAttempt { login, password: PASSWORD.to_owned() }).await?;
        let found = identity::actor_of_session(self.app, &session.token).await?;
        found.map(|(actor, _)| actor).ok_or(Error::Unauthenticated)
    }

    async fn station(&mut self, row: &StationRow) -> Result<Station, Error> {
        let at = row.code.to_lowercase();
        let supervisor = self.hire(Role::Supervisor, format!("supervisor.{at}"), &row.code).await?;
        let clerk = self.hire(Role::Clerk, format!("clerk.{at}"), &row.code).await?;
        let mut technicians = Vec::new();
        for number in 1..=row.technicians {
            let login = if number == 1 { format!("technician.{at}") } else { format!("technician{number}.{at}") };
            let actor = self.hire(Role::Technician, login, &row.code).await?;
            let van_code = format!("{}-VAN-{number}", row.code);
            self.van(row, &actor, van_code.clone()).await?;
            technicians.push(Technician { actor, van_code });
        }
        Ok(Station {
            code: row.code.clone(),
            region: row.region.clone(),
            supervisor,
            clerk,
            technicians,
            shelf_code: format!("{}-SHELF", row.code),
        })
    }

    async fn van(&self, row: &StationRow, technician: &Actor, code: String) -> Result<(), Error> {
        let van = NodePlace {
            node: row.code.clone(),
            kind: PlaceKind::Van,
            code,
            name: format!("{} 服务车", technician.name),
            technician: Some(technician.person),
        };
        identity::add_place(self.app, &self.house, van).await.map(|_| ())
    }
}

/// One of each role at the head: whoever looks around begins there.
fn easy_first(mut logins: Vec<Login>) -> Vec<Login> {
    logins.sort_by_key(|login| EASY.iter().position(|easy| *easy == login.login).unwrap_or(EASY.len()));
    logins
}

/// One login of each role.
pub const EASY: [&str; 9] = [
    "agent",
    "clerk.sh01",
    "technician.sh01",
    "supervisor.sh01",
    "dispatcher",
    "manager",
    "finance",
    "auditor",
    "administrator",
];
