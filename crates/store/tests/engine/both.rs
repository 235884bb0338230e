//! What holds on either engine.

use std::time::Duration;

use aftercare_kernel::Instant;
use aftercare_store::{Engine, StoreError, StoreOptions, Tx, one, params};
use futures_util::future::{join, join_all};

use crate::house::*;

/// An area's own error, as use cases have it.
#[derive(Debug, PartialEq)]
enum Refusal {
    NotToday,
    Store(StoreError),
}

impl From<StoreError> for Refusal {
    fn from(error: StoreError) -> Self {
        Refusal::Store(error)
    }
}

on_both!(what_is_written_is_there_afterwards, test_options(), async |house: &House| {
    add_series_to(&house.store, "SH01").await.unwrap();
    assert_eq!(stations(&house.store).await, ["SH01"]);
    let again = house.reopen(&house.options).await.unwrap();
    assert_eq!(stations(&again).await, ["SH01"]);
    again.close().await;
});

on_both!(a_refused_use_case_leaves_nothing_and_harms_no_other, test_options(), async |house: &House| {
    let writes = (0..60).map(|n| {
        house.store.write("test.refuse_some", move |tx| {
            add_series(tx, &format!("S{n:02}"))?;
            if n % 5 == 0 { Err(Refusal::NotToday) } else { Ok(n) }
        })
    });
    for (n, outcome) in join_all(writes).await.into_iter().enumerate() {
        assert_eq!(outcome, if n % 5 == 0 { Err(Refusal::NotToday) } else { Ok(n) });
    }
    let expected: Vec<String> = (0..60).filter(|n| n % 5 != 0).map(|n| format!("S{n:02}")).collect();
    assert_eq!(stations(&house.store).await, expected);
});

on_both!(a_text_that_one_engine_cannot_keep_is_refused_by_both, test_options(), async |house: &House| {
    assert_eq!(add_series_to(&house.store, "S\0").await, Err(StoreError::UnfitText));
    assert_eq!(stations(&house.store).await, [""; 0]);
});

on_both!(a_panic_in_a_use_case_harms_no_other, test_options(), async |house: &House| {
    let broken = house.store.write("test.broken", |tx| -> Result<(), StoreError> {
        add_series(tx, "BAD1")?;
        panic!("on purpose")
    });
    let (broken, whole) = join(broken, add_series_to(&house.store, "SH01")).await;
    assert_eq!(broken, Err(StoreError::Panicked { use_case: "test.broken" }));
    assert_eq!(whole, Ok(()));
    let question = house.store.read("test.broken_read", |_| -> Result<(), StoreError> { panic!("on purpose") });
    assert_eq!(question.await, Err(StoreError::Panicked { use_case: "test.broken_read" }));
    assert_eq!(stations(&house.store).await, ["SH01"]);
});

on_both!(a_refused_statement_that_is_passed_over_still_ends_the_use_case, test_options(), async |house: &House| {
    let conflict = || StoreError::Conflict { constraint: "document_counter_pkey".to_owned() };
    let outcome = house
        .store
        .write("test.pass_over", move |tx| {
            add_series(tx, "SH01")?;
            assert_eq!(add_series(tx, "SH01"), Err(conflict()));
            assert_eq!(add_series(tx, "SH02"), Err(conflict()), "nothing more can be done");
            Ok::<_, StoreError>("all is well")
        })
        .await;
    assert_eq!(outcome, Err(conflict()));
    assert!(stations(&house.store).await.is_empty());
});

on_both!(rows_of_a_book_cannot_be_changed_or_deleted, test_options(), async |house: &House| {
    let act =
        |id: &'static str, seq: i64| house.store.write("test.act", move |tx| tx.execute(&ADD_ACT, params![id, seq]));
    assert_eq!(act("1", 1).await, Ok(1));
    for change in [&CHANGE_ACTS, &DELETE_ACTS] {
        let outcome = house.store.write("test.forge", |tx| tx.execute(change, &[])).await;
        assert_eq!(outcome, Err(StoreError::Conflict { constraint: "act_append_only".to_owned() }), "{}", change.name);
    }
    assert_eq!(count(&house.store, &COUNT_ACTS).await, 1);
    let conflict = |name: &str| Err(StoreError::Conflict { constraint: name.to_owned() });
    let taken = match house.store.engine() {
        Engine::Sqlite => conflict("act_chain_seq"),
        // Who finds the place taken there runs again, in case another writer took it a moment ago.
        Engine::Postgres => Err(StoreError::RetriesExhausted { tries: 10 }),
    };
    assert_eq!(act("2", 1).await, taken, "a place in a chain is taken once");
    assert_eq!(act("3", 0).await, conflict("act_seq_from_one"));
});

on_both!(a_refusal_names_the_constraint_and_nothing_of_the_row, test_options(), async |house: &House| {
    let brand = |id: &'static str, code: &'static str| {
        house.store.write("test.brand", move |tx| tx.execute(&ADD_BRAND, params![id, code]))
    };
    let conflict = |name: &str| Err(StoreError::Conflict { constraint: name.to_owned() });
    assert_eq!(brand("1", "HX").await, Ok(1));
    assert_eq!(brand("2", "HX").await, conflict("brand_code_once"));
    assert_eq!(brand("1", "HY").await, conflict("brand_pkey"));
    let item = house.store.write("test.item", |tx| tx.execute(&ADD_ITEM, params!["i", -1]));
    assert_eq!(item.await, conflict("item_price_not_negative"));
    let lot = house.store.write("test.lot", |tx| tx.execute(&ADD_LOT, params!["no such item"]));
    assert_eq!(lot.await, conflict("foreign_key"));
    let nothing = house.store.write("test.null", |tx| tx.execute(&ADD_SERIES, params!["b", None::<i64>, 2026, 0]));
    assert!(matches!(nothing.await, Err(StoreError::Driver(_))), "a missing value is a fault, not a conflict");
});

on_both!(a_value_of_the_wrong_kind_is_a_fault_that_shows_no_value, test_options(), async |house: &House| {
    let outcome = house.store.write("test.wrong_kind", |tx| tx.query(&COUNT_SERIES, params!["b", "13800000000"])).await;
    let Err(error) = outcome else { panic!("a parameter too many was taken") };
    assert!(error.to_string().contains("COUNT_SERIES"), "{error}");
    assert!(!error.to_string().contains("13800000000"), "{error}");
});

on_both!(a_question_sees_one_moment, test_options(), async |house: &House| {
    let (looked, written) = (Gate::default(), Gate::default());
    let question = {
        let (looked, written) = (looked.clone(), written.clone());
        house.store.read("test.look_twice", move |tx| {
            let before = tx.query(&COUNT_SERIES, params!["b"])?[0].int(0)?;
            looked.open();
            written.wait();
            Ok::<_, StoreError>((before, tx.query(&COUNT_SERIES, params!["b"])?[0].int(0)?))
        })
    };
    let change = async {
        tokio::task::spawn_blocking(move || looked.wait()).await.unwrap();
        add_series_to(&house.store, "SH01").await.unwrap();
        written.open();
    };
    let (seen, ()) = join(question, change).await;
    assert_eq!(seen, Ok((0, 0)));
    assert_eq!(stations(&house.store).await, ["SH01"]);
});

on_both!(a_question_cannot_write, test_options(), async |house: &House| {
    let outcome = house.store.read("test.write_in_read", |tx| add_series(tx, "SH01")).await;
    assert_eq!(outcome, Err(StoreError::ReadOnly));
    assert!(stations(&house.store).await.is_empty());
});

on_both!(a_batch_is_done_in_order_and_whole, test_options(), async |house: &House| {
    let whole = house.store.write("test.batch", |tx| {
        let mut batch = vec![(&ADD_ITEM, params!["i", 1].to_vec()), (&ADD_LOT, params!["i"].to_vec())];
        batch.extend((0..100).map(|n| (&ADD_SERIES, params!["b", format!("S{n:03}"), 2026, 0].to_vec())));
        tx.execute_all(&batch)
    });
    assert_eq!(whole.await, Ok(()), "the lot finds its item, which came before it");
    let halted = house.store.write("test.batch_halts", |tx| {
        let nobody = (&RAISE_SERIES, params!["no such station", 1].to_vec());
        tx.execute_all(&[(&ADD_SERIES, params!["b", "T", 2026, 0].to_vec()), nobody])
    });
    assert_eq!(halted.await, Err(StoreError::Untouched { statement: RAISE_SERIES.name }));
    let refused = house.store.write("test.batch_refused", |tx| {
        let twice = (&ADD_SERIES, params!["b", "S000", 2026, 0].to_vec());
        tx.execute_all(&[(&ADD_SERIES, params!["b", "T", 2026, 0].to_vec()), twice])
    });
    assert_eq!(refused.await, Err(StoreError::Conflict { constraint: "document_counter_pkey".to_owned() }));
    assert_eq!(house.store.write("test.empty_batch", |tx| tx.execute_all(&[])).await, Ok(()));
    assert_eq!(stations(&house.store).await.len(), 100);
});

on_both!(a_few_inserts_are_done_whole_or_not_at_all, test_options(), async |house: &House| {
    let rows = |lot: &'static str, station: &'static str| {
        vec![
            (&ADD_SERIES, params!["b", station, 2026, 0].to_vec()),
            (&ADD_LOT, params![lot].to_vec()),
            (&ADD_ITEM, params![lot, 1].to_vec()),
        ]
    };
    let mut in_order = rows("i", "SH01");
    in_order.swap(1, 2);
    assert_eq!(house.store.write("test.few", move |tx| tx.execute_all(&in_order)).await, Ok(()));
    let twice = house.store.write("test.few_twice", move |tx| {
        let mut batch = rows("k", "SH02");
        batch.swap(1, 2);
        batch.push((&ADD_SERIES, params!["b", "SH01", 2026, 0].to_vec()));
        tx.execute_all(&batch)
    });
    assert_eq!(twice.await, Err(StoreError::Conflict { constraint: "document_counter_pkey".to_owned() }));
    let nowhere = house.store.write("test.few_nowhere", move |tx| {
        tx.execute_all(&[(&ADD_SERIES, params!["b", "SH03", 2026, 0].to_vec()), (&ADD_LOT, params!["none"].to_vec())])
    });
    assert_eq!(nowhere.await, Err(StoreError::Conflict { constraint: "foreign_key".to_owned() }));
    assert_eq!(stations(&house.store).await, ["SH01"]);
});

on_both!(what_is_written_last_goes_with_the_commit, test_options(), async |house: &House| {
    let row = |station: &'static str| vec![(&ADD_SERIES, params!["b", station, 2026, 0].to_vec())];
    let two = house.store.write("test.last", move |tx| {
        tx.execute_last(row("SH01"))?;
        tx.execute_last(row("SH02"))
    });
    assert_eq!(two.await, Ok(()));
    assert_eq!(stations(&house.store).await, ["SH01", "SH02"]);
    let asked = house.store.write("test.last_and_asked", move |tx| {
        tx.execute_last(row("SH03"))?;
        tx.query(&COUNT_SERIES, params!["b"])?[0].int(0)
    });
    assert_eq!(asked.await, Ok(3), "a question finds it done");
    let refused = house.store.write("test.last_refused", move |tx| {
        add_series(tx, "SH04")?;
        tx.execute_last(row("SH05"))?;
        tx.execute_last(row("SH01"))
    });
    assert_eq!(refused.await, Err(StoreError::Conflict { constraint: "document_counter_pkey".to_owned() }));
    let (many, change) = (
        house.store.write("test.last_many", |tx| {
            tx.execute_last(
                (0..40).map(|n| (&ADD_SERIES, params!["c", format!("S{n:03}"), 2026, 0].to_vec())).collect(),
            )
        }),
        house.store.write("test.last_change", |tx| tx.execute_last(vec![(&RAISE_SERIES, params!["SH01", 7].to_vec())])),
    );
    assert_eq!((many.await, change.await), (Ok(()), Ok(())), "more than fits, and no plain insert");
    assert_eq!(stations(&house.store).await, ["SH01", "SH02", "SH03"]);
    let read = house.store.read("test.last_in_read", move |tx| tx.execute_last(row("SH06"))).await;
    assert_eq!(read, Err(StoreError::ReadOnly));
});

on_both!(a_single_question_needs_no_view_and_cannot_write, test_options(), async |house: &House| {
    add_series_to(&house.store, "SH01").await.unwrap();
    let count = house.store.ask("test.ask", |tx| tx.query(&COUNT_SERIES, params!["b"])?[0].int(0)).await;
    assert_eq!(count, Ok(1));
    assert_eq!(house.store.ask("test.write_in_ask", |tx| add_series(tx, "SH02")).await, Err(StoreError::ReadOnly));
    let batch = house
        .store
        .ask("test.batch_in_ask", |tx| tx.execute_all(&[(&ADD_SERIES, params!["b", "SH03", 2026, 0].to_vec())]));
    assert_eq!(batch.await, Err(StoreError::ReadOnly));
    assert_eq!(stations(&house.store).await, ["SH01"]);
});

on_both!(parameters_count_by_number, test_options(), async |house: &House| {
    add_series_to(&house.store, "SH01").await.unwrap();
    let raised = house.store.write("test.raise", |tx| tx.execute(&RAISE_SERIES, params!["SH01", 41])).await;
    assert_eq!(raised, Ok(1));
    let last = house.store.read("test.last", |tx| tx.query(&LAST_OF_SERIES, params!["b", "SH01"])?[0].int(0)).await;
    assert_eq!(last, Ok(41));
});

on_both!(at_most_one_row_is_asked_for_or_it_is_a_fault, test_options(), async |house: &House| {
    let ask = || house.store.read("test.one", |tx| Ok(one(tx, &LIST_STATIONS, params!["b"])?.is_some()));
    assert_eq!(ask().await, Ok(false));
    add_series_to(&house.store, "SH01").await.unwrap();
    assert_eq!(ask().await, Ok(true));
    add_series_to(&house.store, "SH02").await.unwrap();
    assert!(matches!(ask().await, Err(StoreError::Driver(_))));
});

mod values {
    aftercare_store::statements! {
        MAKE_BLOBS = "CREATE TABLE scan (bytes BLOB)";
        MAKE_BYTEAS = "CREATE TABLE scan (bytes BYTEA)";
        ADD_BYTES = "INSERT INTO scan (bytes) VALUES ($1) RETURNING bytes";
        PUT = "INSERT INTO idempotency (person_id, key, request, answer, at) VALUES ($1, $2, $3, $4, $5)";
        FIND = "SELECT key, answer, at FROM idempotency WHERE person_id = $1";
    }
}

on_both!(text_and_numbers_come_back_as_they_went_in, test_options(), async |house: &House| {
    let text = "手机黑屏无法开机 𠮷 'quoted' \"\\ \u{1f600}\n";
    for (person, at) in [("least", i64::MIN), ("most", i64::MAX)] {
        let put = house.store.write("test.put", move |tx| {
            tx.execute(&values::PUT, params![person, "", "", text, Instant::from_micros(at)])
        });
        assert_eq!(put.await, Ok(1));
        let found = house.store.read("test.get", move |tx| tx.query(&values::FIND, params![person])).await;
        let found: Vec<aftercare_store::Row> = found.unwrap_or_else(|error: StoreError| panic!("{error}"));
        assert_eq!(found[0].text(0).unwrap(), "");
        assert_eq!(found[0].text(1).unwrap(), text);
        assert_eq!(found[0].instant(2).unwrap(), Instant::from_micros(at));
    }
});

on_both!(bytes_come_back_as_they_went_in, test_options(), async |house: &House| {
    let make = match house.store.engine() {
        Engine::Sqlite => &values::MAKE_BLOBS,
        Engine::Postgres => &values::MAKE_BYTEAS,
    };
    let bytes: Vec<u8> = (0..=255).collect();
    let sent = bytes.clone();
    let found = house.store.write("test.bytes", move |tx| {
        tx.execute(make, &[])?;
        tx.query(&values::ADD_BYTES, params![sent.clone()])?[0].bytes(0)
    });
    assert_eq!(found.await, Ok::<_, StoreError>(bytes));
});

on_both!(text_is_ordered_by_bytes, test_options(), async |house: &House| {
    for station in ["a", "B", "中", "é", "Z", "_"] {
        add_series_to(&house.store, station).await.unwrap();
    }
    assert_eq!(stations(&house.store).await, ["B", "Z", "_", "a", "é", "中"]);
});

on_both!(two_claims_never_take_the_same_row, test_options(), async |house: &House| {
    let fill = house.store.write("test.fill", |tx| {
        (0..40).try_for_each(|n| tx.execute(&ADD_OUTBOX, params![format!("{n:02}"), ""]).map(|_| ()))
    });
    assert_eq!(fill.await, Ok(()));
    let claims = (0..4).map(|_| house.store.write("test.claim", |tx| tx.query(&CLAIM_OUTBOX, params![10])));
    let mut taken = Vec::new();
    for claim in join_all(claims).await {
        taken
            .extend(claim.unwrap_or_else(|error: StoreError| panic!("{error}")).iter().map(|row| row.text(0).unwrap()));
    }
    taken.sort();
    assert_eq!(taken, (0..40).map(|n| format!("{n:02}")).collect::<Vec<_>>());
});

on_both!(
    a_full_queue_is_told_at_once,
    StoreOptions { queue: 2, connections: 1, ..test_options() },
    async |house: &House| {
        let (begun, gate) = (Gate::default(), Gate::default());
        let mut tasks = tokio::task::JoinSet::new();
        let (store, first, hold) = (house.store.clone(), begun.clone(), gate.clone());
        let holding = tokio::spawn(async move {
            let hold_up = store.write("test.hold_up", move |_| {
                first.open();
                hold.wait();
                Ok::<_, StoreError>(())
            });
            hold_up.await
        });
        tokio::task::spawn_blocking(move || begun.wait()).await.unwrap();
        for n in 0..20 {
            let store = house.store.clone();
            tasks.spawn(async move { add_series_to(&store, &format!("S{n}")).await });
        }
        for _ in 0..18 {
            assert_eq!(tasks.join_next().await.unwrap().unwrap(), Err(StoreError::Busy));
        }
        gate.open();
        assert_eq!(holding.await.unwrap(), Ok(()));
        while let Some(waited) = tasks.join_next().await {
            assert_eq!(waited.unwrap(), Ok(()), "what was in the queue is done");
        }
        assert_eq!(stations(&house.store).await.len(), 2);
    }
);

mod endless {
    aftercare_store::statements! {
        COUNT_FOR_HOURS = "WITH RECURSIVE n (x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n WHERE x < 100000000000)
            SELECT COUNT(*) FROM n";
    }
}

on_both!(
    a_statement_that_takes_too_long_is_given_up,
    StoreOptions { patience: Duration::from_secs(1), ..test_options() },
    async |house: &House| {
        let question = house.store.read("test.endless", |tx| tx.query(&endless::COUNT_FOR_HOURS, &[]));
        assert_eq!(question.await, Err(StoreError::Busy));
        let work = house.store.write("test.endless", |tx| {
            add_series(tx, "SH01")?;
            tx.query(&endless::COUNT_FOR_HOURS, &[])
        });
        assert_eq!(work.await, Err(StoreError::Busy));
        assert_eq!(house.store.ping().await, Ok(()));
        assert!(stations(&house.store).await.is_empty());
    }
);

on_both!(two_hundred_writers_at_once_all_stand, test_options(), async |house: &House| {
    let writes = (0..200).map(|n| {
        let store = house.store.clone();
        tokio::spawn(async move { add_series_to(&store, &format!("S{n:03}")).await })
    });
    for outcome in join_all(writes.collect::<Vec<_>>()).await {
        assert_eq!(outcome.unwrap(), Ok(()));
    }
    assert_eq!(stations(&house.store).await.len(), 200);
    assert_eq!(house.store.figures().use_cases, 200);
});

on_both!(a_caller_who_goes_away_leaves_no_half_work, test_options(), async |house: &House| {
    let (begun, gate) = (Gate::default(), Gate::default());
    let (store, first, hold) = (house.store.clone(), begun.clone(), gate.clone());
    let abandoned = tokio::spawn(async move {
        let work = store.write("test.abandoned", move |tx| {
            add_series(tx, "A1")?;
            first.open();
            hold.wait();
            add_series(tx, "A2")
        });
        work.await
    });
    tokio::task::spawn_blocking(move || begun.wait()).await.unwrap();
    abandoned.abort();
    // Gone before the work may go on: else its answer may still find him.
    assert!(abandoned.await.unwrap_err().is_cancelled());
    gate.open();
    add_series_to(&house.store, "B1").await.unwrap();
    let stations = stations(&house.store).await;
    assert!(stations == ["A1", "A2", "B1"] || stations == ["B1"], "{stations:?}");
});

on_both!(closing_finishes_what_is_queued_and_then_refuses, test_options(), async |house: &House| {
    let other = house.reopen(&house.options).await.unwrap();
    let queued = join_all((0..50).map(|n| {
        let (store, station) = (other.clone(), format!("S{n:02}"));
        async move { add_series_to(&store, &station).await }
    }));
    let (queued, ()) = join(queued, other.clone().close()).await;
    let done = queued.iter().filter(|outcome| outcome.is_ok()).count();
    assert!(queued.iter().all(|outcome| matches!(outcome, Ok(()) | Err(StoreError::Closed))));
    assert_eq!(stations(&house.store).await.len(), done, "an answer and the data agree");
    assert_eq!(add_series_to(&other, "LATE").await, Err(StoreError::Closed));
    assert_eq!(other.ping().await, Err(StoreError::Closed));
});

on_both!(every_registered_statement_fits_the_schema, test_options(), async |house: &House| {
    assert_eq!(house.store.check_statements().await, Ok(()));
    assert!(aftercare_store::all_statements().count() > 1);
    let broken = house.store.read("test.prepare", |tx: &mut dyn Tx| {
        static WRONG: aftercare_store::Statement =
            aftercare_store::Statement::new("WRONG", "SELECT nothing FROM nowhere");
        tx.prepare(&WRONG)
    });
    assert!(matches!(broken.await, Err(StoreError::Driver(text)) if text.contains("WRONG")));
});

on_both!(the_engine_answers_and_says_its_version, test_options(), async |house: &House| {
    assert_eq!(house.store.ping().await, Ok(()));
    assert_eq!(house.store.analyze().await, Ok(()));
    let version = house.store.version().await.unwrap();
    assert!(version.starts_with(|digit: char| digit.is_ascii_digit()), "{version}");
});
