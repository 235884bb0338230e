//! What stands around every page: headers, assets, health, live connections, limits.

use aftercare_app::identity;
use aftercare_testkit::{Client, World};
use aftercare_web::{Settings, Web};
use axum::{
    body::Body,
    http::{Method, header, request::Builder},
};
use futures_util::StreamExt;
use std::{sync::Arc, time::Duration};
use tower::ServiceExt;

#[tokio::test]
async fn every_answer_carries_the_policy_and_its_number() {
    let world = World::new().await;
    let mut stranger = world.stranger();
    for path in ["/sign-in", "/nowhere", "/api/v1/me", "/healthz"] {
        let answer = stranger.get(path).await;
        let policy = answer.header("content-security-policy").unwrap_or_default();
        assert!(policy.contains("default-src 'self'") && policy.contains("frame-ancestors 'none'"), "{path}: {policy}");
        assert_eq!(answer.header("x-content-type-options").as_deref(), Some("nosniff"), "{path}");
        assert_eq!(answer.header("referrer-policy").as_deref(), Some("same-origin"), "{path}");
        assert!(answer.header("x-request-id").is_some_and(|id| id.len() == 36), "{path}");
    }
    let numbered = |r: Builder| r.header("x-request-id", "from-the-proxy-1");
    let answer = stranger.send(Method::GET, "/api/v1/me", numbered, Body::empty()).await;
    assert_eq!(answer.field("/request_id"), "from-the-proxy-1");
    let forged = |r: Builder| r.header("x-request-id", "<b>not-a-number</b>");
    let answer = stranger.send(Method::GET, "/api/v1/me", forged, Body::empty()).await;
    assert_ne!(answer.header("x-request-id").as_deref(), Some("<b>not-a-number</b>"));
    world.finish().await;
}

#[tokio::test]
async fn the_house_says_that_it_lives_and_works_and_how_it_does() {
    let world = World::new().await;
    let mut stranger = world.stranger();
    stranger.get("/healthz").await.ok();
    stranger.get("/readyz").await.ok();
    stranger.get("/metrics").await.status(404);
    let settings = Settings { metrics: Some(Arc::new(|| "requests 1\n".to_owned())), ..Settings::default() };
    let router = aftercare_web::router(Web::new(world.app.clone(), settings));
    Client::stranger(router).get("/metrics").await.ok().shows("requests 1");
    world.finish().await;
}

#[tokio::test]
async fn the_brands_colour_is_a_sheet_of_its_own() {
    let world = World::new().await;
    let mut clerk = world.clerk().await;
    clerk.get("/account").await.ok().shows("/brand/0b6e4f.css");
    let sheet = clerk.get("/brand/0b6e4f.css").await.ok();
    assert_eq!(sheet.text(), ":root{--brand:#0b6e4f}\n");
    assert!(sheet.header("cache-control").is_some_and(|cached| cached.contains("immutable")));
    clerk.get("/brand/red;.css").await.status(404);
    clerk.get("/assets/no-such-file.js").await.status(404);
    clerk.get("/assets/..%2f..%2fCargo.toml").await.status(404);
    world.finish().await;
}

#[tokio::test]
async fn sign_ins_from_one_address_are_limited() {
    let world = World::new().await;
    let settings = Settings { sign_ins_per_minute: 2, ..Settings::default() };
    let mut stranger = Client::stranger(aftercare_web::router(Web::new(world.app.clone(), settings)));
    for _ in 0..2 {
        stranger.post("/sign-in", &[("login", "nobody"), ("password", "x")]).await.status(422);
    }
    let limited = stranger.post("/sign-in", &[("login", "nobody"), ("password", "x")]).await;
    limited.status(429).shows("value=\"nobody\"").shows("操作太频繁");
    world.finish().await;
}

#[tokio::test]
async fn an_open_page_hears_of_a_change_and_ends_when_the_house_closes() {
    let world = World::new().await;
    let settings = Settings { secure_cookies: false, ..Settings::default() };
    let web = Web::new(world.app.clone(), settings);
    let router = aftercare_web::router(web.clone());
    let attempt = identity::SignInAttempt { login: "clerk".into(), password: aftercare_testkit::PASSWORD.into() };
    let session = identity::sign_in(&world.app, attempt).await.expect("a session");
    let request =
        axum::http::Request::get("/live").header(header::COOKIE, format!("aftercare_session={}", session.token));
    let answer = router.oneshot(request.body(Body::empty()).expect("a request")).await.expect("an answer");
    assert_eq!(answer.headers()[header::CONTENT_TYPE], "text/event-stream");
    let mut events = answer.into_body().into_data_stream();

    // The first look has nothing to compare with; what happens after it is told. When that look is taken nobody knows.
    let actor = world.actor(aftercare_testkit::Staff::Clerk).await;
    let mut told = None;
    for _ in 0..120 {
        identity::make_token(&world.app, &actor, "t".into(), vec![aftercare_domain::identity::TokenScope::Read], None)
            .await
            .expect("an act");
        told = tokio::time::timeout(Duration::from_millis(500), events.next()).await.ok();
        if told.is_some() {
            break;
        }
    }
    let told = told.expect("in time").expect("an event").expect("bytes");
    assert!(String::from_utf8_lossy(&told).contains("event: changed"), "{told:?}");
    web.close();
    let rest = tokio::time::timeout(Duration::from_secs(60), events.collect::<Vec<_>>()).await.expect("in time");
    assert!(rest.iter().all(Result::is_ok), "{rest:?}");
    world.finish().await;
}

#[tokio::test]
async fn nobody_listens_without_a_session_and_no_one_too_often() {
    let world = World::new().await;
    world.stranger().get_fragment("/live").await.status(401);
    let settings = Settings { secure_cookies: false, live_connections: 1, ..Settings::default() };
    let router = aftercare_web::router(Web::new(world.app.clone(), settings));
    let attempt = identity::SignInAttempt { login: "clerk".into(), password: aftercare_testkit::PASSWORD.into() };
    let session = identity::sign_in(&world.app, attempt).await.expect("a session");
    let request = || {
        let request =
            axum::http::Request::get("/live").header(header::COOKIE, format!("aftercare_session={}", session.token));
        request.body(Body::empty()).expect("a request")
    };
    let open = router.clone().oneshot(request()).await.expect("an answer");
    assert_eq!(open.status().as_u16(), 200);
    assert_eq!(router.clone().oneshot(request()).await.expect("an answer").status().as_u16(), 429);
    drop(open);
    assert_eq!(router.oneshot(request()).await.expect("an answer").status().as_u16(), 200);
    world.finish().await;
}
