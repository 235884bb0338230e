//! The binary on PostgreSQL, when the environment names one.

use crate::common::Site;
use aftercare_testkit::{Database, Engine, engines};

#[tokio::test]
async fn it_serves_checks_and_leaves_copies_to_postgresqls_own_tools() {
    if !engines().contains(&Engine::Postgres) {
        return;
    }
    let database = Database::open(Engine::Postgres).await;
    let (url, schema) = database.address();
    let site = Site::beside(&url, &schema);
    site.run(&["migrate"]).expect_code(0);
    site.run(&["check"]).expect_code(0);
    site.run(&["backup", "copy.db"]).expect_code(1).complains("pg_dump");
    site.run(&["restore", "copy.db", "--force"]).expect_code(1).complains("pg_restore");
    let [first, second] = [site.serve(&[]), site.serve(&[])];
    for server in [&first, &second] {
        assert_eq!(server.get("/readyz").0, 200, "two nodes serve one database");
    }
    assert_eq!((first.stop(), second.stop()), (0, 0));
    database.remove().await;
}
