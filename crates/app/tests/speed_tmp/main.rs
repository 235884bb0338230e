
#![allow(warnings)]
mod house;
use house::*;
use aftercare_app::{intake, transfer::*};
use std::time::Instant;
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn speed() {
    let house = House::new().await;
    let clerk = house.actor("clerk").await;
    let agent = house.actor("agent").await;
    let n: usize = std::env::var("N").ok().and_then(|v| v.parse().ok()).unwrap_or(20000);
    let t = Instant::now();
    let mut tasks = Vec::new();
    for task in 0..64 {
        let (app, who) = (house.app.clone(), agent.clone());
        let each = n / 64;
        tasks.push(tokio::spawn(async move {
            for i in 0..each {
                let k = task * each + i;
                let mut c = repair("张三丰", &format!("138{:08}", k), &format!("SN-R{:08}", k));
                c.station = Some(if task % 2 == 0 { "SH01" } else { "BJ01" }.into());
                loop { match intake::register(&app, &who, c.clone(), None).await { Ok(_) => break, Err(aftercare_app::Error::Busy) => tokio::task::yield_now().await, Err(e) => panic!("{e}") } }
            }
        }));
    }
    for t in tasks { t.await.unwrap(); }
    let s = t.elapsed().as_secs_f64();
    println!("register: {} in {:.2}s = {:.0}/s  {:?}", n, s, n as f64 / s, house.app.store().figures());
    let m: usize = std::env::var("M").ok().and_then(|v| v.parse().ok()).unwrap_or(100000);
    let mut list = String::from("model,serial,imei,sold_on,price\n");
    for i in 0..m {
        let base = format!("{:014}", 35_000_000_000_000u64 + i as u64 * 7);
        let sum: u32 = base.bytes().rev().enumerate().map(|(ix,b)| { let d=(b-b'0') as u32; if ix%2==0 { let x=d*2; x/10+x%10 } else { d } }).sum();
        list.push_str(&format!("HX-P60,SN{:06X}{:04},{}{},2025-01-02,2999\n", (i*7919)%0xffffff, i%10000, base, (10-sum%10)%10));
    }
    let t = Instant::now();
    let order = ImportOrder { kind: ImportKind::Devices, file_name: "x".into(), source: FileSource::Bytes(list.into_bytes().into()), mapping: Mapping::new(), dry_run: false };
    let r = import(&house.app, &house.operator, order, |_| {}).await.unwrap();
    let s = t.elapsed().as_secs_f64();
    println!("import: {:?} in {:.2}s = {:.0}/s", (r.rows_taken, r.rows_rejected), s, r.rows_read as f64 / s);
    let t = Instant::now();
    for _ in 0..200 { aftercare_app::search::search(&house.app, &clerk, "三丰").await.unwrap(); }
    println!("search name: {:.2} ms", t.elapsed().as_secs_f64() * 1000.0 / 200.0);
    let t = Instant::now();
    for i in 0..200 { aftercare_app::search::search(&house.app, &clerk, &format!("138{:08}", i)).await.unwrap(); }
    println!("search phone: {:.2} ms", t.elapsed().as_secs_f64() * 1000.0 / 200.0);
    let t = Instant::now();
    for i in 0..50 { intake::list(&house.app, &agent, Default::default()).await.unwrap(); }
    println!("list: {:.2} ms", t.elapsed().as_secs_f64() * 1000.0 / 50.0);
    let t = Instant::now();
    for i in 0..50 { intake::my_work(&house.app, &agent).await.unwrap(); }
    println!("my_work: {:.2} ms", t.elapsed().as_secs_f64() * 1000.0 / 50.0);
}
