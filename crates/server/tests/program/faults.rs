//! What a machine can do to the house: end the program at any moment, run out of disk.

use std::{
    fs,
    sync::atomic::{AtomicBool, AtomicU32, Ordering},
    thread,
    time::Duration,
};

use crate::common::{Server, Site, agent};
use serde_json::{Value, json};

const KILLS: u32 = 50;
const CLIENTS: u32 = 4;

/// A walk-in repair of a phone and a customer that are new to the house.
fn case(number: u32) -> Value {
    json!({
        "kind": "repair",
        "channel": "walk_in",
        "mode": "walk_in",
        "symptom": "手机黑屏无法开机",
        "customer": { "name": "王小明", "phone": format!("139{number:08}") },
        "device": { "model": aftercare_testkit::PHONE, "serial": format!("KILL{number:08}"), "sold_on": "2026-01-10" },
        "station": "SH01"
    })
}

/// The number of the case, once the server has said that it has it.
fn register(agent: &ureq::Agent, server: &str, token: &str, number: u32) -> Result<(u16, String), ureq::Error> {
    let mut answer = agent
        .post(format!("{server}/api/v1/cases"))
        .header("authorization", format!("Bearer {token}"))
        .header("idempotency-key", format!("kill-{number}"))
        .send_json(case(number))?;
    let status = answer.status().as_u16();
    Ok((status, answer.body_mut().read_to_string()?))
}

fn number_of(body: &str) -> String {
    let answer: Value = serde_json::from_str(body).expect("an answer in JSON");
    answer["number"].as_str().expect("a case has a number").to_owned()
}

/// What the clients of one server share.
#[derive(Default)]
struct Load {
    next: AtomicU32,
    done: AtomicU32,
    gone: AtomicBool,
}

/// Registers until the server is gone; gives what was acknowledged, and the one that was under way.
fn register_until_gone(server: &str, token: &str, load: &Load) -> (Vec<String>, Option<u32>) {
    let agent = agent();
    let mut acknowledged = Vec::new();
    while !load.gone.load(Ordering::SeqCst) {
        let number = load.next.fetch_add(1, Ordering::SeqCst);
        match register(&agent, server, token, number) {
            Ok((201, body)) => {
                acknowledged.push(number_of(&body));
                load.done.fetch_add(1, Ordering::SeqCst);
            }
            // Back-pressure is an answer too: nothing was promised.
            Ok((503, _)) => {}
            Ok((status, body)) => panic!("{status}: {body}"),
            Err(_) => return (acknowledged, Some(number)),
        }
    }
    (acknowledged, None)
}

fn is_there(server: &Server, token: &str, number: &str) -> bool {
    let answer = agent()
        .get(server.url(&format!("/api/v1/cases/{number}")))
        .header("authorization", format!("Bearer {token}"))
        .call();
    answer.expect("the server answers").status() == 200
}

#[tokio::test]
async fn fifty_kills_lose_no_case_that_was_acknowledged() {
    let site = Site::founded().await;
    let token = site.token("clerk").await;
    let mut next = 1;
    let (mut kept, mut repeated) = (0, 0);
    let mut unsure: Vec<u32> = Vec::new();
    let mut acknowledged: Vec<String> = Vec::new();
    for kill in 0..KILLS {
        let server = site.serve(&[]);
        for number in acknowledged.drain(..) {
            assert!(is_there(&server, &token, &number), "{number} was acknowledged before kill {kill} and is lost");
            kept += 1;
        }
        // Sent again with its key, a request that got no answer is done once, whether it had been done or not.
        for number in unsure.drain(..) {
            let first = register(&agent(), &server.address, &token, number).expect("an answer");
            let second = register(&agent(), &server.address, &token, number).expect("an answer");
            assert_eq!((first.0, number_of(&first.1)), (201, number_of(&second.1)), "kill {kill}");
            repeated += 1;
        }
        let (address, load) = (server.address.clone(), Load { next: AtomicU32::new(next), ..Load::default() });
        thread::scope(|scope| {
            let clients: Vec<_> =
                (0..CLIENTS).map(|_| scope.spawn(|| register_until_gone(&address, &token, &load))).collect();
            while load.done.load(Ordering::SeqCst) < 2 && !clients.iter().all(|client| client.is_finished()) {
                thread::sleep(Duration::from_millis(5));
            }
            thread::sleep(Duration::from_millis(u64::from(kill * 37 % 120)));
            server.kill();
            load.gone.store(true, Ordering::SeqCst);
            for client in clients {
                let (done, under_way) = client.join().expect("a client ends");
                acknowledged.extend(done);
                unsure.extend(under_way);
            }
        });
        next = load.next.into_inner();
        site.run(&["check"]).expect_code(0);
    }
    assert!(kept > KILLS, "the load was real: {kept} cases");
    assert!(repeated > 0, "some requests were cut off: {repeated}");
}

#[tokio::test]
async fn a_full_disk_refuses_what_it_cannot_keep_and_goes_on_reading() {
    let site = Site::founded().await;
    let token = site.token("clerk").await;
    let size = fs::metadata(site.database()).expect("the database is there").len();
    fs::write(site.path("small.toml"), format!("database_max_bytes = {}", size + 300_000)).expect("written");
    let server = site.serve(&["--config", "small.toml"]);
    let mut kept = Vec::new();
    let refused = loop {
        let number = u32::try_from(kept.len()).expect("few") + 1;
        let (status, body) = register(&agent(), &server.address, &token, number).expect("an answer");
        if status != 201 {
            break (status, body);
        }
        kept.push(number_of(&body));
        assert!(kept.len() < 5_000, "the disk never fills");
    };
    assert_eq!(refused.0, 507, "{}", refused.1);
    assert!(refused.1.contains("disk_full"), "{}", refused.1);
    assert!(!kept.is_empty());
    for number in &kept {
        assert!(is_there(&server, &token, number), "{number}");
    }
    assert_eq!(register(&agent(), &server.address, &token, 9_999).expect("an answer").0, 507, "still full");
    assert_eq!(server.get("/healthz").0, 200);
    assert_eq!(server.stop(), 0);
    site.run(&["check"]).expect_code(0);

    let roomy = site.serve(&[]);
    assert_eq!(register(&agent(), &roomy.address, &token, 9_999).expect("an answer").0, 201, "with room it goes on");
    assert_eq!(roomy.stop(), 0);
}
