//! What only the embedded engine does: group commit, a full disk, a copy while work goes on.

use std::path::Path;

use aftercare_store::{Durability, Store, StoreError, StoreOptions, params};
use futures_util::future::{join, join_all};

use crate::house::*;

/// Both the gate's use case and all that queue behind it are in flight before it opens.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn many_writers_share_a_commit() {
    let house = sqlite_house(StoreOptions { durability: Durability::Full, ..test_options() }).await;
    let gate = Gate::default();
    let hold = gate.clone();
    let first = house.store.write("test.hold_up", move |_| {
        hold.wait();
        Ok::<_, StoreError>(())
    });
    let names: Vec<String> = (0..200).map(|n| format!("S{n:03}")).collect();
    let writes = join_all(names.iter().map(|name| add_series_to(&house.store, name)));
    let (outcomes, ()) = join(join(first, writes), async { gate.open() }).await;
    assert!(outcomes.1.iter().all(Result::is_ok));
    let figures = house.store.figures();
    assert_eq!(figures.use_cases, 201);
    assert!(figures.commits < 40, "{} commits for 201 use cases", figures.commits);
    assert_eq!(stations(&house.store).await.len(), 200);
    house.leave().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn on_a_full_disk_what_was_answered_stands_and_the_rest_is_refused() {
    let house = sqlite_house(test_options()).await;
    let size = std::fs::metadata(house.url.strip_prefix("sqlite:").unwrap()).unwrap().len();
    let tight = StoreOptions { max_bytes: Some(size + 2_000_000), ..test_options() };
    let store = house.reopen(&tight).await.unwrap();
    let writes = (0..60).map(|n| {
        store.write("test.fill", move |tx| tx.execute(&ADD_OUTBOX, params![format!("{n}"), "x".repeat(100_000)]))
    });
    let outcomes = join_all(writes).await;
    let stand = outcomes.iter().filter(|outcome| outcome.is_ok()).count();
    assert!(outcomes.iter().all(|outcome| matches!(outcome, Ok(1) | Err(StoreError::DiskFull))), "{outcomes:?}");
    assert!(stand < 60, "the disk took more than it holds");
    assert_eq!(count(&store, &COUNT_OUTBOX).await, i64::try_from(stand).unwrap());
    store.close().await;
    let roomy = house.reopen(&test_options()).await.unwrap();
    assert_eq!(add_series_to(&roomy, "SH01").await, Ok(()), "with room again, work goes on");
    roomy.close().await;
    house.leave().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_copy_made_while_work_goes_on_is_whole() {
    let house = sqlite_house(test_options()).await;
    let copy = tempfile::tempdir().unwrap();
    let target = copy.path().join("copy.db");
    let work = async {
        for n in 0..300 {
            let pair = move |tx: &mut dyn aftercare_store::Tx| {
                add_series(tx, &format!("A{n:03}"))?;
                add_series(tx, &format!("B{n:03}"))
            };
            house.store.write("test.pair", pair).await.unwrap_or_else(|error: StoreError| panic!("{error}"));
        }
    };
    let ((), copied) = join(work, house.store.backup_to(&target)).await;
    assert_eq!(copied, Ok(()));
    let opened = Store::open(&format!("sqlite:{}", target.display()), &StoreOptions::default()).await.unwrap();
    assert_eq!(stations(&opened).await.len() % 2, 0, "no use case is there by half");
    assert_eq!(stations(&house.store).await.len(), 600);
    opened.close().await;
    assert_no_leftovers(copy.path(), "copy.db");
    assert!(matches!(house.store.backup_to(&target).await, Err(StoreError::Io(_))), "a copy is never written over");
    house.leave().await;
}

fn assert_no_leftovers(directory: &Path, only: &str) {
    let names: Vec<_> = std::fs::read_dir(directory).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(names, [only]);
}

#[tokio::test]
async fn a_copy_that_cannot_be_written_leaves_nothing() {
    let house = sqlite_house(test_options()).await;
    let nowhere = Path::new("/nonexistent/directory/copy.db");
    assert!(matches!(house.store.backup_to(nowhere).await, Err(StoreError::Io(_))));
    house.leave().await;
}

mod forging {
    aftercare_store::statements! {
        REPLACE_ACT = "INSERT OR REPLACE INTO act (id, brand_id, chain_kind, chain_id, seq, at, day, person_id, verb,
            payload, previous, hash) VALUES ('1', 'b', 'case', 'c', 1, 0, '2026-01-01', 'p', 'forge', '', '', '')";
    }
}

#[tokio::test]
async fn a_row_of_a_book_cannot_be_replaced_by_the_back_door() {
    let house = sqlite_house(test_options()).await;
    let added = house.store.write("test.act", |tx| tx.execute(&ADD_ACT, params!["1", 1])).await;
    assert_eq!(added, Ok(1));
    let replaced = house.store.write("test.replace", |tx| tx.execute(&forging::REPLACE_ACT, &[])).await;
    assert_eq!(replaced, Err(StoreError::Conflict { constraint: "act_append_only".to_owned() }));
    assert_eq!(count(&house.store, &COUNT_ACTS).await, 1);
    house.leave().await;
}

#[tokio::test]
async fn closing_folds_the_log_into_the_file() {
    let house = sqlite_house(test_options()).await;
    let file = house.url.strip_prefix("sqlite:").unwrap().to_owned();
    add_series_to(&house.store, "SH01").await.unwrap();
    let House { store, .. } = &house;
    store.clone().close().await;
    assert!(!Path::new(&format!("{file}-wal")).exists(), "one file is all there is to carry away");
    let again = house.reopen(&StoreOptions::default()).await.unwrap();
    assert_eq!(stations(&again).await, ["SH01"]);
    again.close().await;
}
