//! The world itself: it stands, its people sign in, and it insists on being finished.

use aftercare_testkit::{PASSWORD, Staff, World, on_both_engines};

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
#[should_panic(expected = "dropped without finish")]
async fn a_world_that_is_not_finished_fails_the_test() {
    let _world = World::new().await;
}
