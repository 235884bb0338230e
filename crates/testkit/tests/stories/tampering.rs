//! The books defend themselves: the database refuses a change of a row, and `check` finds one made all the same.

use aftercare_testkit::{BENDS, BESIDE, World, engines, on_both_engines};

#[tokio::test]
async fn the_database_refuses_to_change_a_row_of_a_book() {
    on_both_engines(async |world| {
        world.repaired("SN0001").await;
        world.seal().await;
        for bend in BENDS.iter().filter(|bend| bend.is_guarded()) {
            let refused = bend.try_openly(world).await.expect_err(bend.name);
            assert!(refused.to_string().contains("append_only"), "{}: {refused}", bend.name);
        }
    })
    .await;
}

#[tokio::test]
async fn a_changed_row_is_found_by_the_rule_it_breaks() {
    for engine in engines() {
        for bend in BENDS {
            let world = World::on(engine).await;
            world.repaired("SN0001").await;
            world.deliver().await;
            world.seal().await;
            assert_eq!(world.findings().await, Vec::<String>::new(), "{}: clean before", bend.name);
            bend.apply(&world).await;
            let findings = world.findings().await;
            let found = findings.iter().any(|finding| finding.starts_with(bend.rule));
            assert!(found, "{} on {engine}: {} is not among {findings:?}", bend.name, bend.rule);
            world.abandon().await;
        }
    }
}

#[tokio::test]
async fn what_stands_beside_the_books_and_disagrees_is_found() {
    for engine in engines() {
        let world = World::on(engine).await;
        world.of_every_kind().await;
        world.deliver().await;
        assert_eq!(world.findings().await, Vec::<String>::new(), "clean before");
        for bend in BESIDE {
            let breaks = |findings: &[String]| findings.iter().any(|finding| finding.starts_with(bend.rule));
            let before = world.findings().await;
            assert!(!breaks(&before), "{} on {engine}: broken before: {before:?}", bend.name);
            bend.apply(&world).await;
            let after = world.findings().await;
            assert!(breaks(&after), "{} on {engine}: {} is not among {after:?}", bend.name, bend.rule);
        }
        world.abandon().await;
    }
}
