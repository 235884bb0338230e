//! A request sent twice is done once.

use aftercare_app::{idempotency::KEY_REUSED, intake};

use crate::house::{House, code, repair};

#[tokio::test]
async fn the_same_request_under_the_same_key_gets_the_same_answer() {
    let house = House::new().await;
    let clerk = house.actor("clerk").await;
    let send = |key: &str| {
        intake::register(&house.app, &clerk, repair("张三", "13812345678", "SN-0001"), Some(key.to_owned()))
    };
    let first = send("k1").await.unwrap();
    house.clock.advance_days(1);
    assert_eq!(send("k1").await.unwrap(), first);
    assert_ne!(send("k2").await.unwrap().case, first.case, "another key is another request");
    house.check().await;
}

#[tokio::test]
async fn another_request_under_the_key_is_refused() {
    let house = House::new().await;
    let clerk = house.actor("clerk").await;
    let key = || Some("k1".to_owned());
    intake::register(&house.app, &clerk, repair("张三", "13812345678", "SN-0001"), key()).await.unwrap();
    let other = intake::register(&house.app, &clerk, repair("张三", "13812345678", "SN-0002"), key()).await;
    assert_eq!(code(other), KEY_REUSED);
    let colleague = house.actor("supervisor").await;
    let theirs = intake::register(&house.app, &colleague, repair("张三", "13812345678", "SN-0002"), key()).await;
    assert!(theirs.is_ok(), "a key belongs to who sends it");
    house.check().await;
}

#[tokio::test]
async fn a_refused_request_leaves_its_key_free() {
    let house = House::new().await;
    let agent = house.actor("agent").await;
    let key = || Some("k1".to_owned());
    let mut unknown_station = repair("张三", "13812345678", "SN-0001");
    unknown_station.station = Some("XX99".to_owned());
    assert!(intake::register(&house.app, &agent, unknown_station, key()).await.is_err());
    assert!(intake::register(&house.app, &agent, repair("张三", "13812345678", "SN-0001"), key()).await.is_ok());
    house.check().await;
}

#[tokio::test]
async fn sent_at_the_same_time_it_is_still_done_once() {
    let house = House::new().await;
    let clerk = house.actor("clerk").await;
    let sending: Vec<_> = (0..8)
        .map(|_| {
            let (app, clerk) = (house.app.clone(), clerk.clone());
            let case = repair("张三", "13812345678", "SN-0001");
            tokio::spawn(
                async move { intake::register(&app, &clerk, case, Some("k1".to_owned())).await.unwrap().number },
            )
        })
        .collect();
    for sent in sending {
        assert_eq!(sent.await.unwrap(), "SH01-2026-000001");
    }
    house.check().await;
}
