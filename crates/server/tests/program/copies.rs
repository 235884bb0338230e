//! Backup and restore.

use crate::common::{Site, mode_of};

#[tokio::test]
async fn a_copy_made_while_serving_comes_back_whole() {
    let site = Site::founded().await;
    let server = site.serve(&[]);
    let copied = site.run(&["backup", "copy.db"]).expect_code(0);
    assert!(copied.stdout().contains("copy.db"));
    assert_eq!(mode_of(&site.path("copy.db")), 0o600, "a copy holds personal data too");
    assert_eq!(server.get("/healthz").0, 200, "the server went on");

    site.run(&["restore", "copy.db", "--force"]).expect_code(1).complains("it is being served");
    assert_eq!(server.stop(), 0);

    // What happens after the copy is gone with the restore, and is kept beside it.
    site.run(&["user", "add", "late.comer", "--name", "x", "--node", "SH01", "--roles", "clerk"]).expect_code(0);
    let restored = site.run(&["restore", "copy.db", "--force"]).expect_code(0).stdout();
    assert!(restored.contains("aftercare.db.before-"), "{restored}");
    let people = site.run(&["user", "list"]).expect_code(0).stdout();
    assert!(people.contains("clerk") && !people.contains("late.comer"), "{people}");
    assert_eq!(mode_of(&site.database()), 0o600);
    site.run(&["check"]).expect_code(0);
}

#[tokio::test]
async fn neither_a_copy_nor_a_database_is_overwritten_by_mistake() {
    let site = Site::founded().await;
    site.run(&["backup", "copy.db"]).expect_code(0);
    site.run(&["backup", "copy.db"]).expect_code(1).complains("there already");
    site.run(&["restore", "copy.db"]).expect_code(1).complains("--force");
    site.run(&["restore", "no.db", "--force"]).expect_code(1).complains("no.db");
    site.run(&["check"]).expect_code(0);
}

#[tokio::test]
async fn a_damaged_copy_is_not_restored() {
    let site = Site::founded().await;
    site.run(&["backup", "good.db"]).expect_code(0);
    site.sql("DROP TRIGGER act_no_update").await;
    site.sql("UPDATE act SET verb = 'add_someone' WHERE id = (SELECT MIN(id) FROM act)").await;
    site.run(&["backup", "bent.db"]).expect_code(0);
    site.run(&["restore", "good.db", "--force"]).expect_code(0);

    site.run(&["restore", "bent.db", "--force"]).expect_code(3).complains("act_chain_intact");
    std::fs::write(site.path("noise.db"), [7u8; 9000]).expect("written");
    site.run(&["restore", "noise.db", "--force"]).expect_code(5);
    assert!(!site.path("aftercare.db.restoring").exists());
    site.run(&["check"]).expect_code(0);
}

#[tokio::test]
async fn a_copy_of_an_older_schema_is_not_restored_as_it_is() {
    let site = Site::migrated();
    site.run(&["backup", "copy.db"]).expect_code(0);
    let old = Site::empty();
    std::fs::copy(site.path("copy.db"), old.database()).expect("copied");
    old.sql("DELETE FROM schema_migration").await;
    site.run(&["restore", &old.database().display().to_string(), "--force"]).expect_code(6).complains("migrate");
}
