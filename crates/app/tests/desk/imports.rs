//! Lists come in from files; what does not fit is said by line and column.

use std::sync::{
    Arc, Mutex,
    atomic::{AtomicBool, Ordering},
};

use aftercare_app::{
    Error, customers, devices, products, search,
    transfer::{self, FileSource, ImportKind, ImportOrder, ImportReport, Mapping, PIECE, Progress},
};
use aftercare_kernel::PageRequest;

use crate::{
    house::{House, code},
    spreadsheet::{Cell, xlsx},
};

fn order(kind: ImportKind, content: impl Into<Vec<u8>>) -> ImportOrder {
    ImportOrder {
        kind,
        file_name: "list.csv".to_owned(),
        source: FileSource::Bytes(content.into().into()),
        mapping: Mapping::new(),
        dry_run: false,
    }
}

async fn import(house: &House, order: ImportOrder) -> Result<ImportReport, Error> {
    transfer::import(&house.app, &house.operator, order, |_| {}).await
}

/// Line, column and code of what was rejected.
async fn rejected(house: &House, report: &ImportReport) -> Vec<(i64, String, String)> {
    let page = transfer::rejects(&house.app, &house.operator, report.run, PageRequest::new(None, 200)).await.unwrap();
    page.rows.into_iter().map(|row| (row.line, row.column, row.code)).collect()
}

fn expected(rows: &[(i64, &str, &str)]) -> Vec<(i64, String, String)> {
    rows.iter().map(|(line, column, code)| (*line, (*column).to_owned(), (*code).to_owned())).collect()
}

#[tokio::test]
async fn good_rows_are_taken_and_the_others_named_by_line_and_column() {
    let house = House::new().await;
    let list = "\u{feff}型号,序列号,IMEI,销售日期,价格,单据\n\
        HX-P60,sn-0001,490154203237518,2025/3/5,\"2,999.00\",发票\n\
        HX-P60,SN-0002,490154203237519,2025-03-05,,\n\
        NO-SUCH,SN-0003,,2025-02-30,free,\n\
        \n\
        HX-P60,SN-0001,,,,\n\
        ,SN-0004,,,,\n\
        HX-P60,SN-0005,,2099-01-01,,\n\
        HX-P60,SN-0006,,,,,one too many\n\
        HX-P60,SN-0007,,,,餐巾\n";
    let report = import(&house, order(ImportKind::Devices, list)).await.unwrap();
    assert_eq!((report.rows_read, report.rows_taken, report.rows_rejected), (8, 1, 7));
    assert_eq!(report.mapping.get("sold_on").map(String::as_str), Some("销售日期"));
    let table = expected(&[
        (3, "IMEI", "devices-refusal-imei-unfit"),
        (4, "价格", "transfer-reject-not-an-amount"),
        (4, "型号", "transfer-reject-unknown-model"),
        (4, "销售日期", "transfer-reject-not-a-date"),
        (6, "序列号", "transfer-reject-repeated"),
        (7, "型号", "transfer-reject-missing"),
        (8, "销售日期", "devices-refusal-sold-in-future"),
        (9, "", "transfer-reject-too-many-cells"),
        (10, "单据", "transfer-reject-unknown-word"),
    ]);
    assert_eq!(rejected(&house, &report).await, table);
    let clerk = house.actor("clerk").await;
    let found = devices::find_by_number(&house.app, &clerk, "490154203237518".into()).await.unwrap().unwrap();
    let page = devices::page(&house.app, &clerk, found.unit).await.unwrap();
    assert_eq!((page.device.serial.as_str(), page.device.price.map(|p| p.minor())), ("SN-0001", Some(299_900)));
    assert_eq!((page.device.papers.len(), page.moves.len()), (1, 1));
    house.check().await;
}

#[tokio::test]
async fn a_file_imported_to_its_end_is_not_imported_again() {
    let house = House::new().await;
    let list = "model,serial\nHX-P60,SN-0001\nHX-P60,SN-0002\n";
    let first = import(&house, order(ImportKind::Devices, list)).await.unwrap();
    let again = import(&house, order(ImportKind::Devices, list)).await.unwrap();
    assert_eq!((again.run, again.done_before, again.rows_taken), (first.run, true, 2));
    let longer = import(&house, order(ImportKind::Devices, format!("{list}HX-P60,SN-0003\n"))).await.unwrap();
    assert_eq!((longer.rows_taken, longer.rows_rejected), (1, 2));
    let known = expected(&[(2, "serial", "transfer-reject-known"), (3, "serial", "transfer-reject-known")]);
    assert_eq!(rejected(&house, &longer).await, known);
    house.check().await;
}

#[tokio::test]
async fn a_dry_run_reports_the_same_and_writes_nothing() {
    let house = House::new().await;
    let list = "model,serial\nHX-P60,SN-0001\nHX-P60,SN-0001\nHX-P60,!\n";
    let dry = import(&house, ImportOrder { dry_run: true, ..order(ImportKind::Devices, list) }).await.unwrap();
    let clerk = house.actor("clerk").await;
    assert_eq!(devices::find_by_number(&house.app, &clerk, "SN-0001".into()).await.unwrap(), None);
    let real = import(&house, order(ImportKind::Devices, list)).await.unwrap();
    assert_eq!((dry.rows_read, dry.rows_taken, dry.rows_rejected), (3, 1, 2));
    assert_eq!((real.rows_read, real.rows_taken, real.rows_rejected), (3, 1, 2));
    assert_eq!(rejected(&house, &dry).await, rejected(&house, &real).await);
    let runs = transfer::runs(&house.app, &house.operator, PageRequest::default()).await.unwrap();
    assert_eq!(
        runs.rows.iter().map(|run| (run.dry_run, run.state.as_str())).collect::<Vec<_>>(),
        [(false, "done"), (true, "done")]
    );
    house.check().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_broken_off_import_goes_on_where_it_stopped() {
    let house = House::new().await;
    let rows = PIECE * 3 + 10;
    let list: String = (0..rows).map(|n| format!("HX-P60,SN-{n:06}\n")).collect();
    let path = house.path("devices.csv");
    std::fs::write(&path, format!("model,serial\n{list}")).unwrap();
    let from_disk = || ImportOrder { source: FileSource::Path(path.clone()), ..order(ImportKind::Devices, "") };
    // It stands still after its first piece until it is broken off.
    let (begun, broken_off) = (Arc::new(AtomicBool::new(false)), Arc::new(AtomicBool::new(false)));
    let (app, operator, file) = (house.app.clone(), house.operator.clone(), from_disk());
    let (told, awaited) = (begun.clone(), broken_off.clone());
    let stand_still = move |_| {
        told.store(true, Ordering::SeqCst);
        while !awaited.load(Ordering::SeqCst) {
            std::thread::yield_now();
        }
    };
    let broken = tokio::spawn(async move { transfer::import(&app, &operator, file, stand_still).await });
    while !begun.load(Ordering::SeqCst) {
        tokio::task::yield_now().await;
    }
    broken.abort();
    broken_off.store(true, Ordering::SeqCst);
    assert!(broken.await.is_err_and(|error| error.is_cancelled()), "stopped in the middle");
    let seen: Arc<Mutex<Vec<Progress>>> = Arc::default();
    let keep = seen.clone();
    let report =
        transfer::import(&house.app, &house.operator, from_disk(), move |p| keep.lock().unwrap().push(p)).await;
    let report = report.unwrap();
    let rows = i64::try_from(rows).unwrap();
    assert!(report.resumed_from >= i64::try_from(PIECE).unwrap(), "{report:?}");
    assert_eq!((report.rows_read, report.rows_taken, report.rows_rejected), (rows, rows, 0));
    let seen = seen.lock().unwrap().clone();
    assert!(seen.windows(2).all(|pair| pair[0].rows_read < pair[1].rows_read));
    assert_eq!(seen.last().map(|p| (p.rows_read, p.rows_expected)), Some((rows, rows)));
    house.check().await;
}

#[tokio::test]
async fn a_spreadsheet_is_read_like_a_list() {
    let house = House::new().await;
    let book = xlsx(&[
        vec![Cell::Text("型号"), Cell::Text("机身号"), Cell::Text("IMEI"), Cell::Text("购买日期")],
        vec![Cell::Text("HX-P60"), Cell::Text("SN-0001"), Cell::Number("490154203237518"), Cell::Day(45_721)],
        vec![Cell::Text("HX-P60"), Cell::Text("!"), Cell::Number("1"), Cell::Text("2025-03-05")],
    ]);
    let report = import(&house, order(ImportKind::Devices, book)).await.unwrap();
    assert_eq!((report.rows_taken, report.rows_rejected), (1, 1));
    assert_eq!(rejected(&house, &report).await[0].0, 3);
    let clerk = house.actor("clerk").await;
    let found = devices::find_by_number(&house.app, &clerk, "490154203237518".into()).await.unwrap().unwrap();
    assert_eq!(found.sold_on, "2025-03-05".parse().ok());
    house.check().await;
}

#[tokio::test]
async fn what_a_chinese_spreadsheet_saves_as_csv_is_read() {
    let house = House::new().await;
    let (bytes, ..) =
        encoding_rs::GB18030.encode("姓名;手机;地址\n欧阳静;13812345678;上海市张江路 1 号\n;13812345679;\n");
    let report = import(&house, order(ImportKind::Customers, bytes.into_owned())).await.unwrap();
    assert_eq!((report.rows_taken, report.rows_rejected), (1, 1));
    let clerk = house.actor("clerk").await;
    let hits = search::search(&house.app, &clerk, "欧阳静").await.unwrap();
    let search::Hit::Customer { id, .. } = &hits[0] else { panic!("{hits:?}") };
    let page = customers::page(&house.app, &clerk, *id).await.unwrap();
    assert_eq!(page.addresses.len(), 1);
    let twice = import(&house, order(ImportKind::Customers, "name,phone\n欧阳静,138 1234 5678\n")).await.unwrap();
    assert_eq!(rejected(&house, &twice).await, expected(&[(2, "phone", "transfer-reject-known")]));
    house.check().await;
}

#[tokio::test]
async fn a_catalogue_comes_in_with_the_parts_that_fit() {
    let house = House::new().await;
    let list = "类型,编码,名称,品类,价格,成本,部件,旧件返还,适用型号\n\
        型号,HX-P70,华新 P70,mobile_phone,3999,,,,\n\
        备件,BAT-1,电池,,199,80,battery,是,HX-P70;HX-P60\n\
        备件,BAT-2,电池,,199,80,battery,也许,HX-P99\n\
        型号,HX-P60,华新 P60,mobile_phone,1,,,,\n";
    let report = import(&house, order(ImportKind::Products, list)).await.unwrap();
    assert_eq!((report.rows_taken, report.rows_rejected), (2, 2));
    let table = expected(&[
        (4, "旧件返还", "transfer-reject-not-yes-or-no"),
        (4, "适用型号", "transfer-reject-unknown-model"),
        (5, "编码", "transfer-reject-known"),
    ]);
    assert_eq!(rejected(&house, &report).await, table);
    let clerk = house.actor("clerk").await;
    let page = products::model_by_code(&house.app, &clerk, "HX-P70".into()).await.unwrap();
    assert_eq!(page.items.iter().map(|item| item.code.as_str()).collect::<Vec<_>>(), ["BAT-1"]);
    house.check().await;
}

#[tokio::test]
async fn a_file_that_cannot_be_understood_is_refused_as_a_whole() {
    let house = House::new().await;
    let table: [(&[u8], &str); 4] = [
        (b"", "transfer-refusal-empty"),
        (b"\xff\xfem\0o\0", "transfer-refusal-encoding"),
        (b"colour,serial\nred,SN-0001\n", "transfer-refusal-column-missing"),
        (b"PK\x03\x04 no book", "transfer-refusal-unreadable"),
    ];
    for (content, expected) in table {
        assert_eq!(code(import(&house, order(ImportKind::Devices, content)).await), expected);
    }
    let missing = ImportOrder { source: FileSource::Path("/no/such/file".into()), ..order(ImportKind::Devices, "") };
    assert_eq!(code(import(&house, missing).await), "transfer-refusal-unreadable");
    let said = Mapping::from([("serial".to_owned(), "nothing".to_owned())]);
    let mapped = ImportOrder { mapping: said, ..order(ImportKind::Devices, "model,serial\nHX-P60,SN-0001\n") };
    assert_eq!(code(import(&house, mapped).await), "transfer-refusal-no-such-column");
    let clerk = house.actor("clerk").await;
    let refused = transfer::import(&house.app, &clerk, order(ImportKind::Devices, "a\n"), |_| {}).await;
    assert!(matches!(refused, Err(Error::Forbidden(_))));
    let runs = transfer::runs(&house.app, &house.operator, PageRequest::default()).await.unwrap();
    assert_eq!(runs.rows, [], "nothing was begun");
}

#[tokio::test]
async fn a_preview_shows_what_the_columns_are_taken_for() {
    let source = FileSource::Bytes("型号,编号,备注\nHX-P60,SN-0001,x\n".as_bytes().into());
    let preview = transfer::preview(ImportKind::Devices, source, Mapping::new()).await.unwrap();
    assert_eq!((preview.headers.len(), preview.rows.len(), preview.rows_expected), (3, 1, 1));
    assert_eq!(preview.mapping, Mapping::from([("model".to_owned(), "型号".to_owned())]));
}
