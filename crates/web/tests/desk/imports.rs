//! Files come in: looked at, tried, taken, and what was not taken is told by line and column.

use aftercare_testkit::{Answer, Client, PASSWORD, PHONE, Part, Staff, World};
use aftercare_web::{Settings, Web};
use axum::{
    body::Body,
    http::{Method, header},
};
use std::time::Duration;

const DEVICES: &str = "型号,序列号,销售日期\nHX-P10,SN0001,2025-12-01\nHX-P10,SN0002,2030-01-01\nNO-SUCH,SN0003,\n";

async fn upload(manager: &mut Client, kind: &str, text: &str) -> Answer {
    upload_bytes(manager, kind, text.as_bytes()).await
}

async fn upload_bytes(manager: &mut Client, kind: &str, bytes: &[u8]) -> Answer {
    manager.get("/imports").await.ok();
    let file = Part::File { name: "file", file_name: "../机器.csv", media_type: "text/csv", bytes };
    manager.post_parts("/imports/files", &[Part::Text { name: "kind", value: kind }, file]).await
}

/// Waits for the run's page to say that it has ended.
async fn ended(manager: &mut Client, address: &str) -> Answer {
    for _ in 0..1_200 {
        let page = manager.get(address).await.ok();
        if !page.text().contains("hx-trigger") {
            return page;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    panic!("{address} does not end");
}

fn value_of(page: &str, name: &str) -> String {
    let found = page.split_once(&format!("name=\"{name}\" value=\""));
    let (_, rest) = found.unwrap_or_else(|| panic!("no field {name}: {page}"));
    rest.split('"').next().unwrap_or_default().to_owned()
}

#[tokio::test]
async fn a_file_is_tried_before_it_is_taken_and_its_rejected_rows_are_told() {
    let world = World::new().await;
    let mut manager = world.manager().await;
    let columns = upload(&mut manager, "devices", DEVICES).await.goes_to();
    let page = manager.get(&columns).await.ok().shows("SN0001").shows("<option value=\"序列号\" selected>");
    let file = value_of(&page.text(), "file");
    let trial = [
        ("file", file.as_str()),
        ("kind", "devices"),
        ("of", "3"),
        ("dry_run", "true"),
        ("map.model", "型号"),
        ("map.serial", "序列号"),
        ("map.sold_on", "销售日期"),
    ];
    let run = manager.post("/imports", &trial).await.goes_to();
    let page =
        ended(&mut manager, &run).await.shows("导入 1 行").shows("售出日期不能晚于今天").shows("目录里没有这个型号");
    page.shows("<td data-label=\"行号\" class=\"number\">3</td>");
    manager.get("/devices?serial=SN0001").await.ok().shows("没有找到");

    let take = [&trial[..3], &trial[4..], &[("dry_run", "false")]].concat();
    let run = manager.post("/imports", &take).await.goes_to();
    ended(&mut manager, &run).await.shows("已完成").shows("NO-SUCH");
    manager.clone().get("/imports").await.ok().shows("机器.csv").shows("已试读");
    let mut clerk = world.clerk().await;
    clerk.get("/devices?serial=SN0001").await.goes_to();
    assert_eq!(manager.post("/imports", &take).await.goes_to(), "/imports", "the file is gone once it was taken");
    world.finish().await;
}

#[tokio::test]
async fn what_is_no_list_is_refused_and_says_why() {
    let world = World::new().await;
    let mut manager = world.manager().await;
    upload(&mut manager, "devices", "").await.status(422).shows("文件里没有内容").shows("id=\"file-error\"");
    let no_text = upload_bytes(&mut manager, "customers", b"\xff\xfe\xffname\n\x80\xff").await.status(422);
    no_text.shows("id=\"file-error\"").shows("UTF-8").shows("<option value=\"customers\" selected>");
    let no_kind = upload(&mut manager, "people", DEVICES).await;
    no_kind.status(422).shows("id=\"kind-error\"");
    manager.post_parts("/imports/files", &[Part::Text { name: "kind", value: "devices" }]).await.status(422);
    let columns = upload(&mut manager, "devices", "a,b\n1,2\n").await.goes_to();
    let file = value_of(&manager.get(&columns).await.ok().text(), "file");
    let start = [("file", file.as_str()), ("kind", "devices"), ("map.serial", "a")];
    manager.post("/imports", &start).await.status(422).shows("缺少必需的列").shows("<option value=\"a\" selected>");
    for unknown in ["1-unknown", "../../etc", "x"] {
        manager.get(&format!("/imports/files/{unknown}?kind=devices")).await.status(404);
    }
    manager.get("/imports/0195d0c0-0000-7000-8000-000000000001").await.status(404);
    world.clerk().await.get("/imports").await.status(403);
    world.finish().await;
}

#[tokio::test]
async fn another_persons_file_is_not_there() {
    let world = World::new().await;
    let columns = upload(&mut world.manager().await, "devices", DEVICES).await.goes_to();
    world.administrator().await.get(&columns).await.status(404);
    world.finish().await;
}

#[tokio::test]
async fn a_file_of_the_day_before_is_swept_with_the_next_one() {
    let world = World::new().await;
    // A folder of its own: the files of other tests are as old.
    let uploads = std::env::temp_dir().join(format!("aftercare-uploads-{}", std::process::id()));
    let settings = Settings { secure_cookies: false, uploads: uploads.clone(), ..Settings::default() };
    let router = aftercare_web::router(Web::new(world.app.clone(), settings));
    let sign_in = async || {
        let mut manager = Client::stranger(router.clone());
        manager.sign_in(Staff::Manager.login(), PASSWORD).await;
        manager
    };
    let mut manager = sign_in().await;
    let old = upload(&mut manager, "devices", DEVICES).await.goes_to();
    manager.get(&old).await.ok();
    world.clock.advance_days(2);
    let mut manager = sign_in().await;
    let new = upload(&mut manager, "devices", DEVICES).await.goes_to();
    manager.get(&new).await.ok();
    manager.get(&old).await.status(404);
    std::fs::remove_dir_all(uploads).expect("the folder is removed");
    world.finish().await;
}

#[tokio::test]
async fn a_program_sends_a_file_and_reads_what_was_not_taken() {
    let world = World::new().await;
    let mut manager = world.manager().await;
    let send = async |manager: &mut Client, query: &str, text: &str| {
        let token = manager.post_json("/api/v1/tokens", &serde_json::json!({"name": "t", "scopes": ["import"]})).await;
        let bearer = format!("Bearer {}", token.status(201).field("/secret"));
        let with = |r: axum::http::request::Builder| {
            r.header(header::AUTHORIZATION, bearer).header(header::CONTENT_TYPE, "application/octet-stream")
        };
        manager.send(Method::POST, &format!("/api/v1/imports?{query}"), with, Body::from(text.to_owned())).await
    };
    let run = send(&mut manager, "kind=devices&file_name=d.csv", DEVICES).await.status(202);
    let path = format!("/api/v1/imports/{}", run.field("/id"));
    while manager.get_json(&path).await.ok().field("/state") == "running" {
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    let done = manager.get_json(&path).await.ok();
    assert_eq!((done.field("/rows_taken"), done.field("/rows_rejected")), ("1".into(), "2".into()));
    let rejects = manager.get_json(&format!("{path}/rejects")).await.ok();
    assert_eq!((rejects.field("/rows/0/line"), rejects.field("/rows/0/column")), ("3".into(), "销售日期".into()));
    let again = send(&mut manager, "kind=devices&file_name=d.csv", DEVICES).await.status(202);
    assert_eq!(again.field("/id"), run.field("/id"), "the same file is one import");
    send(&mut manager, "kind=people", DEVICES).await.refused(422, "invalid");
    send(&mut manager, "kind=devices&mapping=%5B", DEVICES).await.refused(422, "invalid");
    send(&mut manager, "kind=devices", "").await.refused(422, "transfer-refusal-empty");
    let mut clerk = world.clerk().await;
    clerk.get_json("/api/v1/imports").await.refused(403, "forbidden");
    assert_eq!(PHONE, "HX-P10", "the file names this model");
    world.finish().await;
}
