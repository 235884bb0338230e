//! How a store opens, and when it refuses to.

use aftercare_store::{OpenError, Store, StoreOptions, migrate};
use futures_util::future::join_all;

use crate::house::*;

on_both!(a_schema_newer_than_the_program_is_refused, test_options(), async |house: &House| {
    let put = house.store.write("test.future", |tx| tx.execute(&CLAIM_SCHEMA_FROM_THE_FUTURE, &[]));
    assert_eq!(put.await, Ok(1));
    let refused = house.reopen(&house.options).await;
    assert!(matches!(refused, Err(OpenError::NewerSchema { found: 9999, known }) if known == migrate::known()));
});

on_both!(opening_again_changes_nothing, test_options(), async |house: &House| {
    add_series_to(&house.store, "SH01").await.unwrap();
    let cautious = StoreOptions { create: false, migrate: false, ..house.options.clone() };
    let again = house.reopen(&cautious).await.unwrap();
    assert_eq!(stations(&again).await, ["SH01"]);
    again.close().await;
});

#[tokio::test]
async fn a_missing_file_does_not_become_an_empty_database() {
    let directory = tempfile::tempdir().unwrap();
    let file = directory.path().join("mistyped.db");
    let options = StoreOptions { create: false, ..test_options() };
    let refused = Store::open(&format!("sqlite:{}", file.display()), &options).await;
    assert!(matches!(refused, Err(OpenError::Missing(path)) if path.ends_with("mistyped.db")));
    assert!(!file.exists());
}

#[tokio::test]
async fn an_empty_database_is_migrated_only_when_asked() {
    let directory = tempfile::tempdir().unwrap();
    let url = format!("sqlite:{}", directory.path().join("empty.db").display());
    let refused = Store::open(&url, &StoreOptions { migrate: false, ..test_options() }).await;
    assert!(matches!(refused, Err(OpenError::NeedsMigration { found: 0, known }) if known == migrate::known()));
    let store = Store::open(&url, &test_options()).await.unwrap();
    store.close().await;
}

#[tokio::test]
async fn a_file_that_is_no_database_is_left_alone() {
    let directory = tempfile::tempdir().unwrap();
    let file = directory.path().join("letter.txt");
    std::fs::write(&file, "Dear customer, ".repeat(100)).unwrap();
    let refused = Store::open(&format!("sqlite:{}", file.display()), &test_options()).await;
    assert!(matches!(refused, Err(OpenError::Engine { .. })));
    assert_eq!(std::fs::read_to_string(&file).unwrap(), "Dear customer, ".repeat(100));
}

#[tokio::test]
async fn an_address_that_cannot_be_read_is_refused_without_showing_it() {
    for url in ["", "house.db", "mysql://a:secret@b/c", "postgres://a:secret@b:port/c"] {
        let Err(refused) = Store::open(url, &test_options()).await else { panic!("{url} was opened") };
        assert!(matches!(refused, OpenError::BadUrl), "{url}: {refused}");
        assert!(!refused.to_string().contains("secret"));
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn programs_that_start_at_one_moment_migrate_once_on_sqlite() {
    let directory = tempfile::tempdir().unwrap();
    // One new file in twenty once refused one of its four programs.
    for round in 0..20 {
        let url = format!("sqlite:{}", directory.path().join(format!("shared{round}.db")).display());
        for opened in join_all((0..4).map(|_| open_apart(url.clone(), test_options()))).await {
            opened.close().await;
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nodes_that_start_at_one_moment_migrate_once_on_postgres() {
    let Some(house) = postgres_house(test_options()).await else { return };
    let fresh = format!("{}_shared", house.options.schema.clone().unwrap());
    let options = StoreOptions { schema: Some(fresh.clone()), connections: 2, ..test_options() };
    for opened in join_all((0..4).map(|_| open_apart(house.url.clone(), options.clone()))).await {
        opened.close().await;
    }
    drop_schema(&house.url, &fresh).await;
    house.leave().await;
}

async fn open_apart(url: String, options: StoreOptions) -> Store {
    tokio::spawn(async move { Store::open(&url, &options).await.unwrap() }).await.unwrap()
}
