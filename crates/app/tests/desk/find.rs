//! One box finds everything that the one who asks may see.

use aftercare_app::search::{Hit, search};

use crate::house::{House, repair};

fn kinds(hits: &[Hit]) -> Vec<&'static str> {
    let kind = |hit: &Hit| match hit {
        Hit::Case { .. } => "case",
        Hit::Order { .. } => "order",
        Hit::Contract { .. } => "contract",
        Hit::Customer { .. } => "customer",
        Hit::Device { .. } => "device",
        Hit::Model { .. } => "model",
    };
    hits.iter().map(kind).collect()
}

#[tokio::test]
async fn words_of_every_form_find_what_they_mean() {
    let house = House::new().await;
    let clerk = house.actor("clerk").await;
    let done = house.register(&clerk, repair("欧阳修文", "13812345678", "SN-0001")).await.unwrap();
    house.register(&clerk, repair("欧阳静", "13999999999", "SN-0002")).await.unwrap();
    let table: [(&str, &[&str]); 17] = [
        ("sh01-2026-1", &["case"]),
        ("SH01-2026-000002", &["order"]),
        ("SH01-2026-000099", &[]),
        ("13812345678", &["customer"]),
        ("138 1234", &["customer"]),
        ("5678", &["customer"]),
        ("345678", &["customer"]),
        ("欧阳", &["customer", "customer"]),
        ("阳修文", &["customer"]),
        ("阳文", &[]),
        ("欧", &[]),
        ("sn-0001", &["device"]),
        ("SN-00", &["device", "device"]),
        ("sn", &["device", "device"]),
        ("SN-", &["device", "device"]),
        ("hx-p", &["model"]),
        ("极光", &["model"]),
    ];
    for (words, expected) in table {
        let hits = search(&house.app, &clerk, words).await.unwrap();
        assert_eq!(kinds(&hits), expected, "{words}: {hits:?}");
    }
    let hits = search(&house.app, &clerk, "13812345678").await.unwrap();
    assert!(matches!(&hits[0], Hit::Customer { id, name, phone, .. }
        if *id == done.customer && name == "欧**" && phone == "138****5678"));
}

#[tokio::test]
async fn nobody_finds_what_they_may_not_see() {
    let house = House::new().await;
    let clerk = house.actor("clerk").await;
    house.register(&clerk, repair("欧阳静", "13812345678", "SN-0001")).await.unwrap();
    let (beijing, finance) = (house.actor("clerk.bj").await, house.actor("finance").await);
    for (actor, words, expected) in [
        (&beijing, "SH01-2026-000001", &[][..]),
        (&beijing, "SN-0001", &["device"]),
        (&beijing, "欧阳静", &["customer"]),
        (&finance, "欧阳静", &[]),
        (&finance, "SN-0001", &[]),
        (&finance, "SH01-2026-000001", &["case"]),
    ] {
        let hits = search(&house.app, actor, words).await.unwrap();
        assert_eq!(kinds(&hits), expected, "{} {words}", actor.login);
    }
}

#[tokio::test]
async fn odd_words_find_nothing_and_harm_nothing() {
    let house = House::new().await;
    let clerk = house.actor("clerk").await;
    for words in ["", " ", "'; DROP TABLE customer; --", "%_%", "\u{0}\u{0}", &"长".repeat(10_000), "~~~~", "𠮷𠮷"]
    {
        assert_eq!(search(&house.app, &clerk, words).await.unwrap(), [], "{words:.20}");
    }
    let many = house.register(&clerk, repair("欧阳静", "13812345678", "SN-0001")).await;
    assert!(many.is_ok(), "the table of customers is still there");
}
