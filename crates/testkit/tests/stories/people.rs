//! Who may let whom in, and how guessing is stopped.

use aftercare_app::{
    Error,
    identity::{self, NewNode, NewPerson, NodePlace, SignInAttempt},
};
use aftercare_domain::{
    identity::{NodeKind, Ownership, Role, TokenScope},
    things::PlaceKind,
};
use aftercare_kernel::Locale;
use aftercare_testkit::{PASSWORD, Staff, World, on_both_engines};

fn person(login: &str, node: &str, roles: &[Role]) -> NewPerson {
    NewPerson {
        login: login.to_owned(),
        name: "柯岚".to_owned(),
        phone: "02155550000".to_owned(),
        locale: Locale::ZhCn,
        password: PASSWORD.to_owned(),
        node_code: node.to_owned(),
        roles: roles.to_vec(),
    }
}

/// The code of a refusal, or what is missing.
#[track_caller]
fn code_of<T: std::fmt::Debug>(outcome: Result<T, Error>) -> &'static str {
    match outcome.expect_err("refused") {
        Error::Refusal(refusal) => refusal.code,
        Error::Missing(what) => what,
        Error::Forbidden(_) => "forbidden",
        other => panic!("{other:?}"),
    }
}

async fn sign_in(world: &World, login: &str, password: &str) -> Result<identity::SignedIn, Error> {
    let attempt = SignInAttempt { login: login.to_owned(), password: password.to_owned() };
    identity::sign_in(&world.app, attempt).await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn guesses_sent_at_once_are_counted_one_by_one() {
    on_both_engines(async |world: &World| {
        let guesses: Vec<_> = (0..8)
            .map(|guess| {
                let app = world.app.clone();
                let attempt = SignInAttempt { login: "clerk".to_owned(), password: format!("wrong-guess-{guess}") };
                tokio::spawn(async move { identity::sign_in(&app, attempt).await })
            })
            .collect();
        for guess in guesses {
            code_of(guess.await.expect("no panic"));
        }
        let right = sign_in(world, "clerk", PASSWORD).await;
        assert_eq!(code_of(right), "identity-refusal-locked", "the fifth wrong one locked it");
        world.clock.advance_days(2);
        sign_in(world, "clerk", PASSWORD).await.expect("the lock ends");
    })
    .await;
}

#[tokio::test]
async fn people_are_kept_out_and_let_in_by_who_manages_all_of_their_positions() {
    on_both_engines(async |world: &World| {
        let app = &world.app;
        let east = person("manager.east", "EAST", &[Role::Manager]);
        identity::add_person(app, &world.house, east).await.expect("added");
        let session = sign_in(world, "manager.east", PASSWORD).await.expect("signed in");
        let east = identity::actor_of_session(app, &session.token).await.expect("read").expect("there").0;
        let (agent, clerk) = (world.actor(Staff::Agent).await.person, world.actor(Staff::Clerk).await.person);

        identity::set_active(app, &world.house, agent, false).await.expect("kept out");
        assert_eq!(code_of(identity::set_active(app, &east, agent, true).await), "person", "headquarters' people");
        identity::set_active(app, &world.house, agent, true).await.expect("let in");
        assert_eq!(code_of(identity::set_active(app, &east, agent, false).await), "person");
        identity::set_active(app, &east, clerk, false).await.expect("a station's people");
        assert_eq!(code_of(sign_in(world, "clerk", PASSWORD).await), "identity-refusal-wrong-login");
        identity::set_active(app, &east, clerk, true).await.expect("let in again");

        let auditor = identity::add_person(app, &world.house, person("auditor.east", "EAST", &[Role::Auditor])).await;
        let above = identity::set_active(app, &east, auditor.expect("added"), false).await;
        assert_eq!(code_of(above), "identity-refusal-role-above-yours");
    })
    .await;
}

#[tokio::test]
async fn who_is_let_in_has_a_name_and_a_role_of_the_house() {
    let world = World::new().await;
    let (app, house) = (&world.app, &world.house);
    let add = async |new: NewPerson| code_of(identity::add_person(app, house, new).await);
    let good = || person("new.clerk", "SH01", &[Role::Clerk]);
    assert_eq!(add(NewPerson { name: " ".to_owned(), ..good() }).await, "identity-refusal-name-length");
    assert_eq!(add(NewPerson { name: "柯".repeat(81), ..good() }).await, "identity-refusal-name-length");
    assert_eq!(add(NewPerson { phone: "call me".to_owned(), ..good() }).await, "customers-refusal-phone-unfit");
    assert_eq!(add(NewPerson { roles: vec![Role::Customer], ..good() }).await, "identity-refusal-not-for-staff");
    let twice = NewPerson { roles: vec![Role::Clerk; 50], ..good() };
    identity::add_person(app, house, twice).await.expect("added");
    let people = identity::people(app, house).await.expect("people");
    let added = people.iter().find(|member| member.colleague.login == "new.clerk").expect("there");
    assert_eq!(added.colleague.roles, [Role::Clerk]);
    world.finish().await;
}

#[tokio::test]
async fn a_token_makes_no_token_that_may_do_more_than_itself() {
    let world = World::new().await;
    let app = &world.app;
    let administrator = world.actor(Staff::Administrator).await;
    let made = identity::make_token(app, &administrator, "ops".to_owned(), vec![TokenScope::Admin], None).await;
    let program = identity::actor_of_token(app, &made.expect("made").secret).await.expect("read").expect("there");
    let more = identity::make_token(app, &program, "more".to_owned(), vec![TokenScope::Write], None).await;
    assert_eq!(code_of(more), "forbidden");
    let same = identity::make_token(app, &program, "same".to_owned(), vec![TokenScope::Admin; 9], None).await;
    same.expect("no more than itself");
    let tokens = identity::my_tokens(app, &administrator).await.expect("tokens");
    assert!(tokens.iter().all(|token| token.scopes == "admin"), "{tokens:?}");
    world.finish().await;
}

#[tokio::test]
async fn another_password_set_by_the_operator_is_in_the_book() {
    on_both_engines(async |world: &World| {
        let clerk = world.actor(Staff::Clerk).await;
        let newest = async || aftercare_app::audit::newest_act(&world.app, &clerk).await.expect("read");
        let before = newest().await;
        let set = identity::set_password_by_operator(&world.app, "clerk".to_owned(), "another-house-2026".to_owned());
        set.await.expect("set");
        assert_ne!(newest().await, before);
        sign_in(world, "clerk", "another-house-2026").await.expect("signed in");
    })
    .await;
}

#[tokio::test]
async fn a_node_has_a_name_and_hours_and_a_place_is_one_that_may_be_added() {
    let world = World::new().await;
    let (app, house) = (&world.app, &world.house);
    let node = || NewNode {
        parent: "EAST".to_owned(),
        kind: NodeKind::Station,
        ownership: Ownership::Own,
        code: "NB01".to_owned(),
        name: "宁波维修站".to_owned(),
        name_en: "Ningbo".to_owned(),
        region: None,
        division: None,
        address: String::new(),
        phone: String::new(),
        hours: None,
    };
    let add = async |new: NewNode| code_of(identity::add_node(app, house, new).await);
    assert_eq!(add(NewNode { name: String::new(), ..node() }).await, "identity-refusal-name-length");
    assert_eq!(add(NewNode { address: "路".repeat(201), ..node() }).await, "identity-refusal-text-too-long");
    let nowhere = NewNode { division: Some("999999".to_owned()), ..node() };
    assert_eq!(add(nowhere).await, "identity-refusal-division-unknown");
    for hours in [(0, 1440), (600, 600), (-1, 600)] {
        assert_eq!(add(NewNode { hours: Some(hours), ..node() }).await, "identity-refusal-hours-unfit", "{hours:?}");
    }
    let place = |kind: PlaceKind, code: &str| NodePlace {
        node: "SH01".to_owned(),
        kind,
        code: code.to_owned(),
        name: "二号库".to_owned(),
        technician: None,
    };
    for kind in [PlaceKind::Source, PlaceKind::Customers, PlaceKind::Custody, PlaceKind::Defective] {
        let second = identity::add_place(app, house, place(kind, "AA-SECOND")).await;
        assert_eq!(code_of(second), "identity-refusal-place-kind-unfit", "{kind}");
    }
    let unfit = identity::add_place(app, house, place(PlaceKind::Shelf, "二号库")).await;
    assert_eq!(code_of(unfit), "identity-refusal-place-code-unfit");
    identity::add_place(app, house, place(PlaceKind::Shelf, "AA-SECOND")).await.expect("a second shelf");
    world.finish().await;
}

#[tokio::test]
async fn a_device_belongs_to_a_customer_of_the_same_brand() {
    let world = World::new().await;
    let clerk = world.actor(Staff::Clerk).await;
    let nobody = aftercare_kernel::id::CustomerId::from_uuid(Default::default());
    let draft = aftercare_domain::devices::DeviceDraft { serial: "PE0001".to_owned(), ..Default::default() };
    let new = |owner| aftercare_app::devices::NewDevice {
        model_code: aftercare_testkit::PHONE.to_owned(),
        draft: draft.clone(),
        owner: Some(owner),
    };
    let stranger = aftercare_app::devices::register(&world.app, &clerk, new(nobody)).await;
    assert_eq!(code_of(stranger), "customer");
    let known = world.customer("李雷", "13900004321").await;
    aftercare_app::devices::register(&world.app, &clerk, new(known)).await.expect("registered");
    world.finish().await;
}
