//! Every question of the desk goes through an index.

use aftercare_store::Statement;

use crate::house::{sqlite_house, test_options};

const AREAS: [&str; 7] = ["customers", "products", "devices", "idempotency", "intake", "search", "transfer"];
/// Lists that are read page by page: sorting all rows for each page would be felt.
const IN_ORDER: [&str; 8] = [
    "CASES_BY_AGE",
    "CASES_OF_NODE_BY_AGE",
    "CASES_BY_DUE",
    "CUSTOMERS_WITH_TERM",
    "CUSTOMERS_WITH_TWO_TERMS",
    "CUSTOMERS_WITH_THREE_TERMS",
    "CUSTOMERS_BY_PHONE_START",
    "DEVICES_BY_SERIAL_START",
];

/// Where the planner has a choice, the index that finds fewest rows.
const THROUGH: [(&str, &str); 12] = [
    ("CUSTOMERS_BY_PHONE", "customer_by_phone"),
    ("CASES_OF_CUSTOMER", "service_case_by_customer"),
    ("FORGET_TERMS", "search_term_by_subject"),
    ("CASES_OF_OWNER", "service_case_by_owner"),
    ("CASES_BY_DUE", "service_case_by_state"),
    ("COUNT_IN_SCOPE", "COVERING INDEX service_case_open_by_path (brand_id=? AND org_path>? AND org_path<?)"),
    ("CASES_COUNTED", "COVERING INDEX service_case_open_by_path (brand_id=? AND org_path>? AND org_path<?)"),
    ("CASES_COUNTED", "COVERING INDEX service_case_open_by_path (brand_id=? AND org_path=? AND due_at<?)"),
    ("CASES_COUNTED", "service_case_by_path (brand_id=? AND org_path=?)"),
    ("GROUND", "customer_by_phone"),
    ("ITEMS_FOR_MODEL", "sqlite_autoindex_item_fit_1"),
    ("RUN_OF_FILE", "import_run_by_file"),
];
/// Steps that read all rows of a brand in these tables would be felt.
const BIG: [&str; 6] = ["customer_", "unit_", "device_", "service_case_", "service_order_", "search_term_"];

/// What `aftercare check` asks reads all rows of a table: that is its work. It asks for `LIMIT $1` rows and no more.
pub fn is_a_check(statement: &Statement) -> bool {
    statement.sql.trim_end().ends_with("LIMIT $1") && !statement.sql.contains("$2")
}

fn of_the_desk() -> impl Iterator<Item = (&'static str, &'static Statement)> {
    aftercare_store::all_statements().filter_map(|statement| {
        let mut parts = statement.name.split("::").skip(1);
        let area = parts.next()?;
        let name = statement.name.rsplit("::").next()?;
        (AREAS.contains(&area) && !is_a_check(statement)).then_some((name, statement))
    })
}

pub fn plan(connection: &rusqlite::Connection, statement: &Statement) -> Vec<String> {
    let sql = format!("EXPLAIN QUERY PLAN {}", statement.sql.replace('$', "?"));
    let mut prepared = connection.prepare(&sql).unwrap_or_else(|e| panic!("{}: {e}", statement.name));
    let unbound = vec![rusqlite::types::Null; prepared.parameter_count()];
    let rows = prepared.query_map(rusqlite::params_from_iter(unbound), |row| row.get::<_, String>(3));
    rows.unwrap().collect::<Result<_, _>>().unwrap()
}

/// Not what a question has itself put together: words of its own, or rows that it has limited.
pub fn reads_a_whole_table(step: &str) -> bool {
    let own = ["SCAN s", "SCAN counted"].contains(&step) || step.contains(" CONSTANT ROW");
    step.starts_with("SCAN") && !own
}

#[tokio::test]
async fn no_question_of_the_desk_reads_a_whole_table() {
    let house = sqlite_house(test_options()).await;
    let connection = rusqlite::Connection::open(house.url.trim_start_matches("sqlite:")).unwrap();
    let mut asked = 0;
    for (name, statement) in of_the_desk() {
        let steps = plan(&connection, statement);
        let whole: Vec<&String> = steps.iter().filter(|step| reads_a_whole_table(step)).collect();
        assert!(whole.is_empty(), "{}: {steps:#?}", statement.name);
        if IN_ORDER.contains(&name) {
            assert!(!steps.iter().any(|step| step.contains("TEMP B-TREE")), "{}: {steps:#?}", statement.name);
        }
        let whole_brand =
            |step: &&String| step.ends_with("(brand_id=?)") && BIG.iter().any(|table| step.contains(table));
        assert_eq!(steps.iter().find(whole_brand), None, "{}", statement.name);
        for (_, index) in THROUGH.iter().filter(|(question, _)| *question == name) {
            assert!(steps.iter().any(|step| step.contains(index)), "{}: {steps:#?}", statement.name);
        }
        asked += 1;
    }
    assert!(asked > 70, "{asked} statements");
    house.leave().await;
}

#[test]
fn open_work_is_counted_in_every_state_that_has_work_left() {
    let statement = of_the_desk().find(|(name, _)| *name == "CANDIDATES").unwrap().1;
    for state in aftercare_domain::orders::StateName::ALL {
        let counted = statement.sql.contains(&format!("'{}'", state.name()));
        assert_eq!(counted, !state.is_end(), "{state}");
    }
}
