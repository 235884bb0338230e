//! The world itself: it stands, it is clean at its end, and it notices what should not be.

use aftercare_testkit::{BENDS, Engine, PASSWORD, Staff, World, on_both_engines};

#[tokio::test]
async fn a_brand_is_founded_and_everybody_signs_in() {
    on_both_engines(async |world| {
        for staff in [Staff::Agent, Staff::Clerk, Staff::Technician, Staff::Supervisor, Staff::OtherClerk] {
            let mut person = world.staff(staff).await;
            person.get("/account").await.ok().shows(staff.login());
        }
    })
    .await;
}

#[tokio::test]
async fn a_wrong_password_does_not_open_the_house() {
    on_both_engines(async |world| {
        let mut stranger = world.stranger();
        let answer = stranger.sign_in(Staff::Clerk.login(), "another-password").await;
        assert!(!answer.status.is_redirection(), "{}", answer.text());
        assert!(!answer.text().contains(PASSWORD), "what was typed is not shown again");
    })
    .await;
}

#[tokio::test]
async fn a_changed_row_of_a_book_is_found() {
    for bend in BENDS {
        let world = World::on(Engine::Sqlite).await;
        world.seal().await;
        assert_eq!(world.findings().await, Vec::<String>::new(), "{}: clean before", bend.name);
        bend.apply(&world).await;
        let findings = world.findings().await;
        assert!(findings.iter().any(|f| f.starts_with(bend.rule)), "{}: found only {findings:?}", bend.name);
        world.abandon().await;
    }
}

#[tokio::test]
#[should_panic(expected = "dropped without finish")]
async fn a_world_that_is_not_finished_fails_the_test() {
    let _world = World::new().await;
}
