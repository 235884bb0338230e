//! What only the server engine does: losing against others, and being retried.

use std::sync::{
    Arc, Barrier,
    atomic::{AtomicU32, Ordering},
};

use aftercare_store::{OpenError, Store, StoreError, StoreOptions, Tx, params};
use futures_util::future::join;

use crate::house::*;

aftercare_store::statements! {
    FAIL_TO_SERIALISE = "DO $$ BEGIN RAISE EXCEPTION USING ERRCODE = 'serialization_failure'; END $$";
    TRUNCATE_ACTS = "TRUNCATE act";
    ASK = "SELECT 1";
    SUM_UNCAST = "SELECT SUM(last) FROM document_counter";
}

/// Loses the first `losses` times, whatever the use case then makes of the error.
fn loses(tx: &mut dyn Tx, tries: &AtomicU32, losses: u32) -> Result<(), StoreError> {
    if tries.fetch_add(1, Ordering::SeqCst) < losses { tx.execute(&FAIL_TO_SERIALISE, &[]).map(|_| ()) } else { Ok(()) }
}

#[tokio::test]
async fn a_serialisation_failure_runs_the_use_case_again() {
    let Some(house) = postgres_house(test_options()).await else { return };
    let tries = Arc::new(AtomicU32::new(0));
    let counted = tries.clone();
    let outcome = house.store.write("test.lose_twice", move |tx| {
        add_series(tx, "SH01")?;
        loses(tx, &counted, 2)
    });
    assert_eq!(outcome.await, Ok(()));
    assert_eq!(tries.load(Ordering::SeqCst), 3);
    assert_eq!(house.store.figures().retries, 2);
    assert_eq!(stations(&house.store).await, ["SH01"]);
    house.leave().await;
}

#[tokio::test]
async fn an_area_that_hides_the_failure_in_its_own_error_is_retried_too() {
    #[derive(Debug, PartialEq)]
    struct Opaque;
    impl From<StoreError> for Opaque {
        fn from(_: StoreError) -> Self {
            Opaque
        }
    }
    let Some(house) = postgres_house(test_options()).await else { return };
    let tries = AtomicU32::new(0);
    let outcome = house.store.write("test.opaque", move |tx| loses(tx, &tries, 1).map_err(|_| Opaque));
    assert_eq!(outcome.await, Ok(()));
    house.leave().await;
}

#[tokio::test]
async fn a_second_statement_after_a_single_question_is_refused() {
    let Some(house) = postgres_house(test_options()).await else { return };
    let outcome = house.store.ask("test.ask_twice", |tx| {
        tx.query(&ASK, &[])?;
        tx.query(&ASK, &[]).map(|_| ())
    });
    assert!(matches!(outcome.await, Err(StoreError::Unsupported(_))));
    house.leave().await;
}

#[tokio::test]
async fn after_ten_losses_it_is_told() {
    let Some(house) = postgres_house(test_options()).await else { return };
    let tries = Arc::new(AtomicU32::new(0));
    let counted = tries.clone();
    let outcome = house.store.write("test.always_lose", move |tx| loses(tx, &counted, u32::MAX)).await;
    assert_eq!(outcome, Err(StoreError::RetriesExhausted { tries: 10 }));
    assert_eq!(tries.load(Ordering::SeqCst), 10);
    house.leave().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_that_lock_each_other_out_both_come_through() {
    let Some(house) = postgres_house(test_options()).await else { return };
    for station in ["A", "B"] {
        add_series_to(&house.store, station).await.unwrap();
    }
    let meeting = Arc::new(Barrier::new(2));
    let crosswise = |first: &'static str, second: &'static str| {
        let (meeting, tries) = (meeting.clone(), AtomicU32::new(0));
        house.store.write("test.crosswise", move |tx| {
            tx.execute(&RAISE_SERIES, params![first, 1])?;
            if tries.fetch_add(1, Ordering::SeqCst) == 0 {
                meeting.wait();
            }
            tx.execute(&RAISE_SERIES, params![second, 1])
        })
    };
    let outcomes = join(crosswise("A", "B"), crosswise("B", "A")).await;
    assert_eq!(outcomes, (Ok(1), Ok(1)));
    assert!(house.store.figures().retries >= 1);
    for station in ["A", "B"] {
        let last = house.store.read("test.last", move |tx| tx.query(&LAST_OF_SERIES, params!["b", station])?[0].int(0));
        assert_eq!(last.await, Ok(2), "each counted once");
    }
    house.leave().await;
}

#[tokio::test]
async fn a_book_cannot_be_emptied() {
    let Some(house) = postgres_house(test_options()).await else { return };
    let outcome = house.store.write("test.truncate", |tx| tx.execute(&TRUNCATE_ACTS, &[])).await;
    assert_eq!(outcome, Err(StoreError::Conflict { constraint: "act_append_only".to_owned() }));
    house.leave().await;
}

#[tokio::test]
async fn a_sum_without_a_cast_is_a_fault_on_this_engine() {
    let Some(house) = postgres_house(test_options()).await else { return };
    add_series_to(&house.store, "SH01").await.unwrap();
    let outcome = house.store.read("test.sum", |tx| tx.query(&SUM_UNCAST, &[])).await;
    assert_eq!(outcome, Err(StoreError::BadRow { statement: SUM_UNCAST.name, column: 0 }));
    house.leave().await;
}

#[tokio::test]
async fn a_server_that_is_not_there_is_told_without_its_password() {
    let refused = Store::open("postgres://a:secret@127.0.0.1:1/x", &test_options()).await;
    let Err(refused) = refused else { panic!("nothing listens there") };
    assert!(!refused.to_string().contains("secret"), "{refused}");
    assert!(refused.to_string().contains("connection"), "{refused}");
}

#[tokio::test]
async fn a_copy_is_left_to_pg_dump() {
    let Some(house) = postgres_house(test_options()).await else { return };
    let copied = house.store.backup_to(std::path::Path::new("copy.db")).await;
    assert!(matches!(copied, Err(StoreError::Unsupported(text)) if text.contains("pg_dump")));
    house.leave().await;
}

#[tokio::test]
async fn a_database_that_is_not_there_is_not_made() {
    let Some(house) = postgres_house(test_options()).await else { return };
    let (server, _) = house.url.rsplit_once('/').unwrap();
    let refused = Store::open(&format!("{server}/no_such_database"), &test_options()).await;
    assert!(matches!(refused, Err(OpenError::Missing(_))));
    let options = StoreOptions { schema: Some("a; DROP".to_owned()), ..test_options() };
    let refused = Store::open(&house.url, &options).await;
    assert!(matches!(refused, Err(OpenError::BadSchema(_))));
    house.leave().await;
}
