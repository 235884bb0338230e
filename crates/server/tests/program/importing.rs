//! Import by the command line: exit codes, the report of rejected rows, and going on where it stopped.

use crate::common::Site;

const PRODUCTS: &str =
    "code,name,name_en,category,price\nHX-A1,华新 A1,Huaxin A1,phone,1999.00\nHX-A2,华新 A2,Huaxin A2,phone,2999.00\n";

#[tokio::test]
async fn a_file_without_fault_is_taken_whole_and_only_once() {
    let site = Site::founded().await;
    std::fs::write(site.path("products.csv"), PRODUCTS).expect("written");
    let dry = site.run(&["import", "products", "products.csv", "--dry-run"]).expect_code(0);
    dry.complains("a dry run");
    site.run(&["import", "products", "products.csv"]).expect_code(0).complains("2 rows read, 2 taken, 0 rejected");
    site.run(&["import", "products", "products.csv"]).expect_code(0).complains("imported before");
    site.run(&["check"]).expect_code(0);
}

#[tokio::test]
async fn rejected_rows_are_listed_by_line_column_code_and_value() {
    let site = Site::founded().await;
    let text = format!("{PRODUCTS}HX-A3,华新 A3,Huaxin A3,phone,cheap\n,无名,,phone,1.00\n");
    std::fs::write(site.path("products.csv"), text).expect("written");
    let ran = site.run(&["import", "products", "products.csv"]).expect_code(2).complains("2 taken, 2 rejected");
    let report = ran.stdout();
    assert!(report.starts_with("line,column,code,value\n"), "{report}");
    assert!(report.contains("4,price,transfer-reject-not-an-amount,cheap"), "{report}");
    assert!(report.contains("5,code,"), "{report}");

    let again = site.run(&["import", "products", "products.csv", "--report", "rejected.csv"]).expect_code(2);
    assert_eq!(again.stdout(), "");
    assert_eq!(std::fs::read_to_string(site.path("rejected.csv")).expect("written"), report);
}

#[tokio::test]
async fn what_cannot_be_imported_at_all_fails_with_its_reason() {
    let site = Site::founded().await;
    site.run(&["import", "products", "none.csv"]).expect_code(1).complains("none.csv");
    site.run(&["import", "customs", "none.csv"]).expect_code(1).complains("devices, customers, products");
    std::fs::write(site.path("x.csv"), "a,b\n1,2\n").expect("written");
    site.run(&["import", "products", "x.csv"]).expect_code(1).complains("column-missing");
    site.run(&["import", "products", "x.csv", "--map", "code"]).expect_code(1).complains("FIELD=COLUMN");
    let nobody = Site::migrated();
    std::fs::write(nobody.path("x.csv"), PRODUCTS).expect("written");
    nobody.run(&["import", "products", "x.csv"]).expect_code(1).complains("no brand");
}
