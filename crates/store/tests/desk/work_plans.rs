//! Every question of the work on orders goes through an index.

use aftercare_store::Statement;

use crate::{
    house::{sqlite_house, test_options},
    plans::{is_a_check, plan, reads_a_whole_table},
};

const AREAS: [&str; 14] = [
    "acts",
    "billing",
    "contracts",
    "deadlines",
    "documents",
    "identity",
    "money",
    "orders",
    "outbox",
    "parts",
    "satisfaction",
    "settlement",
    "things",
    "warranty",
];
/// Few rows, or asked by a job once in a while.
const SMALL: [&str; 6] =
    ["BRANDS", "FORGET_OLD_SESSIONS", "WAITING", "UNSEALED_BEFORE_SEAL", "SERIES_WITH_GAPS", "COUNTERS_WITHOUT_PAPERS"];
/// Lists that are read page by page: sorting all rows for each page would be felt.
const IN_ORDER: [&str; 8] = [
    "ORDERS_IN_STATE",
    "FOLLOW_UPS_PLANNED",
    "TIMELINE",
    "ACTS_FROM",
    "NOTICES_OF_PERSON",
    "LAST_OF_CHAIN",
    "CONTRACTS_BY_AGE",
    "CONTRACTS_OF_STATION_BY_AGE",
];

/// Where the planner has a choice, the index that finds fewest rows.
const THROUGH: [(&str, &str); 4] = [
    ("CONTRACTS_OF_STATION_BY_AGE", "contract_by_station (brand_id=? AND org_path=? AND id<?)"),
    ("USED_OF_STATION_BETWEEN", "contract_by_station (brand_id=? AND org_path=? AND id>? AND id<?)"),
    ("ORDERS_COUNTED", "COVERING INDEX service_order_by_path (brand_id=? AND org_path=? AND state=?)"),
    ("ORDERS_OF_BRAND_COUNTED", "COVERING INDEX service_order_by_state (brand_id=? AND state=?)"),
];

fn of_the_work() -> impl Iterator<Item = (&'static str, &'static Statement)> {
    aftercare_store::all_statements().filter_map(|statement| {
        let area = statement.name.split("::").nth(1)?;
        let name = statement.name.rsplit("::").next()?;
        let asked = AREAS.contains(&area) && !SMALL.contains(&name) && !is_a_check(statement);
        asked.then_some((name, statement))
    })
}

#[tokio::test]
async fn no_question_of_the_work_reads_a_whole_table() {
    let house = sqlite_house(test_options()).await;
    let connection = rusqlite::Connection::open(house.url.trim_start_matches("sqlite:")).unwrap();
    let mut asked = 0;
    for (name, statement) in of_the_work() {
        let steps = plan(&connection, statement);
        let whole: Vec<&String> = steps.iter().filter(|step| reads_a_whole_table(step)).collect();
        assert!(whole.is_empty(), "{}: {steps:#?}", statement.name);
        if IN_ORDER.contains(&name) {
            assert!(!steps.iter().any(|step| step.contains("TEMP B-TREE")), "{}: {steps:#?}", statement.name);
        }
        if let Some((_, index)) = THROUGH.iter().find(|(question, _)| *question == name) {
            assert!(steps.iter().any(|step| step.contains(index)), "{}: {steps:#?}", statement.name);
        }
        asked += 1;
    }
    assert!(asked > 90, "{asked} statements");
    house.leave().await;
}

#[test]
fn a_technicians_list_has_every_state_in_which_somebody_works_on_an_order() {
    let statement = of_the_work().find(|(name, _)| *name == "ORDERS_OF_TECHNICIAN").unwrap().1;
    use aftercare_domain::orders::StateName as S;
    for state in S::ALL {
        let nobody = state.is_end() || matches!(state, S::Registered | S::Scheduled | S::TakenIn);
        assert_eq!(statement.sql.contains(&format!("'{}'", state.name())), !nobody, "{state}");
    }
}
