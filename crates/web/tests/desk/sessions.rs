//! Signing in and out, positions of the session, forgery, language: as a browser meets them.

use aftercare_testkit::{PASSWORD, World};
use axum::{
    body::Body,
    http::{Method, header},
};

#[tokio::test]
async fn a_right_password_opens_a_session_and_signing_out_ends_it() {
    let world = World::new().await;
    let mut clerk = world.stranger();
    assert_eq!(clerk.get("/account?tab=1").await.status(303).goes_to(), "/sign-in?next=/account%3Ftab%3D1");
    let answer = clerk.post("/sign-in", &[("login", "Clerk "), ("password", PASSWORD), ("next", "/account")]).await;
    assert_eq!(answer.goes_to(), "/account");
    let cookie = answer.header("set-cookie").expect("a cookie");
    assert!(cookie.contains("HttpOnly") && cookie.contains("SameSite=Lax"), "{cookie}");
    clerk.get("/account").await.ok().shows("柯岚");
    assert_eq!(clerk.post("/sign-out", &[]).await.goes_to(), "/sign-in");
    clerk.get("/sign-in").await.ok().shows("已退出");
    clerk.get("/sign-in").await.ok().hides("已退出");
    assert_eq!(clerk.get("/account").await.goes_to(), "/sign-in?next=/account");
    world.finish().await;
}

#[tokio::test]
async fn a_wrong_password_keeps_what_was_typed_and_the_fifth_locks_the_login() {
    let world = World::new().await;
    let mut stranger = world.stranger();
    for _ in 0..5 {
        let wrong = stranger.post("/sign-in", &[("login", "clerk"), ("password", "not-the-password")]).await;
        wrong.status(422).shows("value=\"clerk\"").shows("登录名或密码不正确").hides("not-the-password");
    }
    let locked = stranger.post("/sign-in", &[("login", "clerk"), ("password", PASSWORD)]).await;
    locked.status(409).shows("15 分钟内不能登录");
    stranger.post("/sign-in", &[("login", "nobody"), ("password", "x")]).await.status(422).shows("登录名或密码不正确");
    world.finish().await;
}

#[tokio::test]
async fn a_form_without_its_token_or_from_another_site_changes_nothing() {
    let world = World::new().await;
    let mut administrator = world.administrator().await;
    administrator.get("/people").await.ok();
    let form = |token: &str| {
        Body::from(format!("_csrf={token}&login=li.na&name=x&password=long-enough-1&node_code=SH01&roles=clerk"))
    };
    let urlencoded =
        |r: axum::http::request::Builder| r.header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
    for token in ["", "wrong"] {
        administrator.send(Method::POST, "/people", urlencoded, form(token)).await.status(403).shows("页面已过期");
    }
    let foreign = |r| urlencoded(r).header(header::ORIGIN, "https://evil.example");
    administrator.send(Method::POST, "/people", foreign, form("wrong")).await.status(403);
    let framed = |r| urlencoded(r).header("sec-fetch-site", "cross-site");
    world.stranger().send(Method::POST, "/sign-in", framed, Body::from("login=a&password=b")).await.status(403);
    administrator.get("/people").await.ok().hides("li.na");
    world.finish().await;
}

#[tokio::test]
async fn a_person_without_anything_is_asked_for_everything_at_once() {
    let world = World::new().await;
    let mut administrator = world.administrator().await;
    administrator.get("/people").await.ok();
    let mut again = administrator.post("/people", &[("phone", "13800138000")]).await.status(422);
    for field in ["name", "login", "password", "node_code", "roles"] {
        again = again.shows(&format!("id=\"{field}-error\""));
    }
    again.shows("13800138000").hides("id=\"phone-error\"");
    world.finish().await;
}

#[tokio::test]
async fn an_administrator_adds_a_person_and_keeps_them_out_again() {
    let world = World::new().await;
    let mut administrator = world.administrator().await;
    administrator.get("/people").await.ok().shows("clerk.sh02");
    let person =
        [("login", "li.na"), ("name", "李娜"), ("password", "long-enough-1"), ("node_code", "SH01"), ("locale", "en")];
    let without_role = administrator.post("/people", &person).await;
    without_role.status(422).shows("请至少选择一个角色").shows("value=\"li.na\"");
    let with_roles = [&person[..], &[("roles", "clerk"), ("roles", "supervisor")]].concat();
    assert_eq!(administrator.post("/people", &with_roles).await.goes_to(), "/people");
    administrator.get("/people").await.ok().shows("已添加 李娜").shows("站务员 · 主任");
    administrator.post("/people", &with_roles).await.status(422).shows("此登录名已被使用");

    let mut li_na = world.stranger();
    li_na.sign_in("li.na", "long-enough-1").await;
    li_na.get("/account").await.ok().shows("My account");
    let list = administrator.get("/people").await.text();
    let row = &list[list.find("li.na").expect("the row")..];
    let path = row.split("action=\"").nth(1).and_then(|rest| rest.split('"').next()).expect("the form").to_owned();
    administrator.post(&path, &[("active", "false")]).await.status(303);
    administrator.get("/people").await.ok().shows("已停用李娜").shows("SH01</span> 上海徐汇维修站");
    assert_eq!(li_na.get("/account").await.goes_to(), "/sign-in?next=/account");
    li_na.post("/sign-in", &[("login", "li.na"), ("password", "long-enough-1")]).await.status(422);
    administrator.post(&path, &[("active", "true")]).await.status(303);
    li_na.post("/sign-in", &[("login", "li.na"), ("password", "long-enough-1")]).await.status(303);
    world.finish().await;
}

#[tokio::test]
async fn who_may_not_manage_people_is_told_so() {
    let world = World::new().await;
    let mut clerk = world.clerk().await;
    clerk.get("/people").await.status(403).shows("没有权限");
    clerk.get_fragment("/people").await.status(403).shows("role=\"alert\"").hides("<html");
    clerk.get("/account").await.ok().hides("href=\"/people\"");
    world.finish().await;
}

#[tokio::test]
async fn the_language_is_switched_on_any_page_and_stays() {
    let world = World::new().await;
    let mut stranger = world.stranger();
    stranger.get("/sign-in").await.ok().shows("lang=\"zh-CN\"").shows("登录");
    let back = |r: axum::http::request::Builder| {
        r.header(header::REFERER, "http://aftercare.test/sign-in?next=/account&lang=zh-CN")
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
    };
    let switched = stranger.send(Method::POST, "/locale", back, Body::from("locale=zh-TW")).await;
    assert_eq!(switched.goes_to(), "/sign-in?next=/account");
    stranger.get("/sign-in").await.ok().shows("lang=\"zh-TW\"").shows("登入名稱");
    stranger.get("/sign-in?lang=en").await.ok().shows("Sign in");
    stranger.get("/nowhere").await.status(404).shows("There is no such page");
    stranger.post("/locale", &[("locale", "fr")]).await.status(422);
    world.finish().await;
}

#[tokio::test]
async fn a_changed_password_ends_every_session() {
    let world = World::new().await;
    let (mut here, mut there) = (world.clerk().await, world.clerk().await);
    here.get("/account").await.ok();
    let wrong = here.post("/account/password", &[("old_password", "x"), ("password", "another-long-one")]).await;
    wrong.status(422).shows("原密码不正确");
    let short = here.post("/account/password", &[("old_password", PASSWORD), ("password", "short")]).await;
    short.status(422).shows("密码至少 10 个字符");
    let changed = here.post("/account/password", &[("old_password", PASSWORD), ("password", "another-long-one")]).await;
    assert_eq!(changed.goes_to(), "/sign-in");
    assert!(there.get("/account").await.status.is_redirection() && here.get("/account").await.status.is_redirection());
    here.post("/sign-in", &[("login", "clerk"), ("password", "another-long-one")]).await.status(303);
    world.finish().await;
}

#[tokio::test]
async fn a_token_is_shown_once_and_works_until_it_is_revoked() {
    let world = World::new().await;
    let mut auditor = world.auditor().await;
    auditor.get("/account").await.ok();
    let made = auditor.post("/account/tokens", &[("name", "nightly"), ("scopes", "admin"), ("days", "30")]).await.ok();
    let page = made.text();
    let secret = page
        .split("<code class=\"user-select-all\">")
        .nth(1)
        .and_then(|rest| rest.split('<').next())
        .expect("a secret");
    auditor.get("/account").await.ok().shows("nightly").hides(secret);
    let bearer = |r: axum::http::request::Builder| r.header(header::AUTHORIZATION, format!("Bearer {secret}"));
    world.stranger().send(Method::GET, "/api/v1/me", bearer, Body::empty()).await.ok();
    let row = &page[page.find("nightly").expect("the row")..];
    let path = row.split("action=\"").nth(1).and_then(|rest| rest.split('"').next()).expect("the form").to_owned();
    assert_eq!(auditor.post(&path, &[]).await.goes_to(), "/account");
    world.stranger().send(Method::GET, "/api/v1/me", bearer, Body::empty()).await.refused(401, "unauthenticated");
    auditor.post(&path, &[]).await.status(404);
    world.finish().await;
}

#[tokio::test]
async fn nobody_goes_on_in_a_position_that_is_not_theirs() {
    let world = World::new().await;
    let mut clerk = world.clerk().await;
    clerk.get("/account").await.ok();
    let other = world.actor(aftercare_testkit::Staff::Administrator).await.position.to_string();
    clerk.post("/position", &[("position", &other)]).await.status(404);
    clerk.post("/position", &[("position", "17")]).await.status(422).shows("请更正");
    let own = world.actor(aftercare_testkit::Staff::Clerk).await.position.to_string();
    assert_eq!(clerk.post("/position", &[("position", &own)]).await.goes_to(), "/");
    clerk.get("/account").await.ok().shows("已切换岗位");
    world.finish().await;
}
