//! Runs of imports keep where they stand.

use aftercare_store::{
    StoreError,
    transfer::{self, Advance, NewRun, RejectRow},
};

use crate::{
    brand::{NOW, found, hx, id, supervisor},
    house::*,
};

fn run(number: u128, dry_run: bool) -> NewRun<'static> {
    NewRun {
        id: id(number),
        brand_id: hx(),
        person_id: supervisor(),
        kind: "devices",
        file_name: "devices.csv",
        file_sha256: "abc",
        mapping: "{}",
        dry_run,
        started_at: NOW,
    }
}

fn reject(line: i64, column: &str) -> RejectRow {
    RejectRow { line, column: column.into(), code: "transfer-reject-missing".into(), value: String::new() }
}

on_both!(a_run_goes_on_only_from_where_it_stands, test_options(), async |house: &House| {
    found(&house.store).await;
    let outcome = house.store.write("test.run", |tx| {
        transfer::insert_run(tx, &run(500, false))?;
        let step = Advance { from: 0, to: 2000, taken: 1999, rejected: 1 };
        let first = transfer::advance(tx, hx(), id(500), step)?;
        let second = transfer::advance(tx, hx(), id(500), step)?;
        assert!(transfer::end_run(tx, hx(), id(500), "failed", NOW)?);
        let resumed = transfer::resume_run(tx, hx(), id(500), "{}")?;
        assert!(transfer::end_run(tx, hx(), id(500), "done", NOW)?);
        let after_the_end = transfer::resume_run(tx, hx(), id(500), "{}")?;
        let row = transfer::run_of_file(tx, hx(), "devices", "abc")?.unwrap();
        assert_eq!(transfer::run_of_file(tx, hx(), "customers", "abc")?, None);
        Ok::<_, StoreError>((first, second, resumed, after_the_end, row.rows_read, row.rows_taken, row.state))
    });
    assert_eq!(outcome.await.unwrap(), (true, false, true, false, 2000, 1999, "done".to_owned()));
});

on_both!(a_dry_run_is_no_run_of_the_file, test_options(), async |house: &House| {
    found(&house.store).await;
    let outcome = house.store.write("test.dry", |tx| {
        transfer::insert_run(tx, &run(500, true))?;
        Ok::<_, StoreError>((
            transfer::run_of_file(tx, hx(), "devices", "abc")?,
            transfer::runs(tx, hx(), None, 10)?.len(),
        ))
    });
    assert_eq!(outcome.await.unwrap(), (None, 1));
});

on_both!(rejected_rows_come_in_the_order_of_lines, test_options(), async |house: &House| {
    found(&house.store).await;
    let outcome = house.store.write("test.rejects", |tx| {
        transfer::insert_run(tx, &run(500, false))?;
        transfer::insert_rejects(tx, id(500), &[reject(9, "型号"), reject(10, "型号"), reject(10, "IMEI")])?;
        let lines = |rows: Vec<RejectRow>| rows.into_iter().map(|row| (row.line, row.column)).collect::<Vec<_>>();
        let all = lines(transfer::rejects(tx, hx(), id(500), 0, 10)?);
        let rest = lines(transfer::rejects(tx, hx(), id(500), 9, 10)?);
        let others = transfer::rejects(tx, id(999), id(500), 0, 10)?.len();
        Ok::<_, StoreError>((all.len(), rest, others))
    });
    let rest = vec![(10, "IMEI".to_owned()), (10, "型号".to_owned())];
    assert_eq!(outcome.await.unwrap(), (3, rest, 0));
});
