//! The REST API: what it answers to programs, above all when something is wrong.

use aftercare_testkit::World;
use axum::{
    body::Body,
    http::{Method, header, request::Builder},
};
use serde_json::json;

fn as_json(request: Builder) -> Builder {
    request.header(header::CONTENT_TYPE, "application/json")
}

#[tokio::test]
async fn a_program_learns_who_it_stands_for_and_what_it_may_see() {
    let world = World::new().await;
    let mut clerk = world.clerk().await;
    let me = clerk.get_json("/api/v1/me").await.ok();
    assert_eq!(
        (me.field("/login"), me.field("/roles/0"), me.field("/org_path")),
        ("clerk".into(), "clerk".into(), "/HX/HQ/EAST/SH01/".into())
    );
    let nodes = clerk.get_json("/api/v1/nodes").await.ok().json();
    assert_eq!(nodes.as_array().map(Vec::len), Some(1), "{nodes}");
    clerk.get_json("/api/v1/people").await.refused(403, "forbidden");
    clerk.get_json("/api/v1/notices").await.ok();
    clerk.send_json(Method::POST, "/api/v1/notices/read", &json!({}), &[]).await.status(204);
    world.finish().await;
}

#[tokio::test]
async fn without_a_token_nothing_is_said_not_even_to_a_signed_in_browser() {
    let world = World::new().await;
    let answer = world.stranger().get("/api/v1/me").await.refused(401, "unauthenticated");
    assert_eq!(answer.header("content-type").as_deref(), Some("application/problem+json"));
    assert_eq!(answer.header("www-authenticate").as_deref(), Some("Bearer"));
    let mut clerk = world.clerk().await;
    clerk.get("/api/v1/me").await.refused(401, "unauthenticated");
    world.finish().await;
}

#[tokio::test]
async fn a_body_that_is_wrong_is_refused_with_its_place_or_field() {
    let world = World::new().await;
    let mut administrator = world.administrator().await;
    let token = administrator.post_json("/api/v1/tokens", &json!({"name": "t", "scopes": ["admin"]})).await.status(201);
    let token = token.field("/secret");
    let with = |r: Builder| r.header(header::AUTHORIZATION, format!("Bearer {token}"));
    let people = "/api/v1/people";

    let malformed = administrator.send(Method::POST, people, |r| as_json(with(r)), Body::from("{\"login\": }")).await;
    malformed.refused(400, "malformed_json");
    let plain = |r| with(r).header(header::CONTENT_TYPE, "text/plain");
    administrator.send(Method::POST, people, plain, Body::from("{}")).await.refused(415, "media_type");
    let large = format!("{{\"login\": \"{}\"}}", "x".repeat(1 << 20));
    administrator.send(Method::POST, people, |r| as_json(with(r)), Body::from(large)).await.refused(413, "too_large");

    for (body, field, code) in [
        (json!({"login": 3}), "login", "errors-wrong-type"),
        (json!({"login": "li.na"}), "name", "errors-required"),
        (json!({"colour": "red"}), "colour", "errors-unknown-field"),
    ] {
        let refused = administrator.post_json(people, &body).await.refused(422, "invalid");
        assert_eq!((refused.field("/field"), refused.field("/fields/0/code")), (field.into(), code.into()));
    }
    let person = json!({"login": "li.na", "name": "李娜", "password": "short", "node": "SH01", "roles": ["clerk"]});
    let refused = administrator.post_json(people, &person).await.refused(422, "identity-refusal-password-too-short");
    assert_eq!((refused.field("/field"), refused.field("/params/least")), ("password".into(), "10".into()));
    world.finish().await;
}

#[tokio::test]
async fn a_problem_is_told_in_the_callers_language() {
    let world = World::new().await;
    for (language, title) in [("en", "Please sign in"), ("zh-TW", "請先登入"), ("zh-CN", "请先登录")] {
        let speaking = |r: Builder| r.header(header::ACCEPT_LANGUAGE, language);
        let answer = world.stranger().send(Method::GET, "/api/v1/me", speaking, Body::empty()).await.status(401);
        assert_eq!(answer.header("content-language").as_deref(), Some(language));
        assert_eq!(answer.field("/title"), title);
    }
    world.finish().await;
}

#[tokio::test]
async fn what_is_not_there_is_said_in_the_form_of_the_api() {
    let world = World::new().await;
    let mut administrator = world.administrator().await;
    administrator.get_json("/api/v1/nowhere").await.refused(404, "no_such_page");
    let wrong_method = administrator.send(Method::DELETE, "/api/v1/me", |r| r, Body::empty()).await;
    let wrong_method = wrong_method.refused(405, "method_not_allowed");
    assert!(wrong_method.header("allow").is_some_and(|methods| methods.contains("GET")));
    let unknown = "/api/v1/people/019d0000-0000-7000-8000-000000000000/access";
    administrator.put_json(unknown, &json!({"active": true})).await.refused(404, "missing");
    administrator.put_json("/api/v1/people/17/access", &json!({"active": true})).await.refused(404, "missing");
    world.finish().await;
}

#[tokio::test]
async fn tokens_are_made_listed_and_revoked_within_their_bounds() {
    let world = World::new().await;
    let mut clerk = world.clerk().await;
    let too_long = json!({"name": "t", "scopes": ["read"], "days": 4000});
    assert_eq!(clerk.post_json("/api/v1/tokens", &too_long).await.refused(422, "invalid").field("/field"), "days");
    clerk
        .post_json("/api/v1/tokens", &json!({"name": "t", "scopes": []}))
        .await
        .refused(422, "identity-refusal-token-needs-scope");
    let made =
        clerk.post_json("/api/v1/tokens", &json!({"name": "t", "scopes": ["read"], "days": 1})).await.status(201);
    assert!(clerk.get_json("/api/v1/tokens").await.ok().text().contains(&made.field("/id")));
    let path = format!("/api/v1/tokens/{}", made.field("/id"));
    clerk.send_json(Method::DELETE, &path, &json!({}), &[]).await.status(204);
    clerk.send_json(Method::DELETE, &path, &json!({}), &[]).await.refused(404, "missing");
    world.finish().await;
}

#[tokio::test]
async fn an_auditor_proves_the_books_and_a_clerk_may_not() {
    let world = World::new().await;
    let checked = world.auditor().await.post_json("/api/v1/checks", &json!({})).await.ok();
    assert_eq!((checked.field("/holds"), checked.json()["findings"].clone()), ("true".into(), json!([])));
    world.clerk().await.post_json("/api/v1/checks", &json!({})).await.refused(403, "forbidden");
    world.finish().await;
}

#[tokio::test]
async fn the_description_lists_the_problems_of_every_operation() {
    let world = World::new().await;
    let description = world.stranger().get("/api/v1/openapi.json").await.ok().json();
    let paths = description["paths"].as_object().expect("paths");
    assert!(paths.contains_key("/api/v1/people"), "{:?}", paths.keys());
    for (path, item) in paths {
        for (method, operation) in item.as_object().expect("operations") {
            for status in ["400", "401", "403", "404", "409", "413", "415", "422", "429"] {
                let reference = &operation["responses"][status]["$ref"];
                let name = reference.as_str().and_then(|r| r.strip_prefix("#/components/responses/"));
                assert!(
                    name.is_some_and(|name| description["components"]["responses"][name].is_object()),
                    "{method} {path} {status}"
                );
            }
        }
    }
    assert!(description["components"]["schemas"]["Problem"]["properties"]["code"].is_object());
    assert_eq!(description["components"]["securitySchemes"]["token"]["scheme"], "bearer");
    world.finish().await;
}
