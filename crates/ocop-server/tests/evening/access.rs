//! Who may do what, and how they get in.

use crate::hall::{Browser, Hall};
use axum::http::StatusCode;
use ocop_server::domain::access::{ROUTES, Role};

#[tokio::test]
async fn every_role_may_do_what_the_table_says_and_nothing_else() {
    let hall = Hall::new().await;
    let browsers = [
        (Role::Visitor, Browser::default(), "m5"),
        (Role::Administrator, hall.account(0).await, "m5"),
        // a sheet that nobody has begun: the secretary may type it
        (Role::Secretary, hall.account(1).await, "m1"),
        (Role::Chair, hall.member(0).await, "m1"),
        (Role::Member, hall.member(1).await, "m2"),
        (Role::Observer, hall.account(2).await, "m5"),
    ];
    for route in ROUTES.iter().filter(|r| r.path != "/sign-out") {
        for (role, browser, member) in &browsers {
            let path = route
                .path
                .replace("{session}", &hall.demo.session)
                .replace("{product}", "p1")
                .replace("{member}", member)
                .replace("{account}", "nobody")
                .replace("{paper}", "minutes")
                .replace("{tag}", "vi")
                .replace("{version}", "qd-26-2026")
                .replace("{set}", "1")
                .replace("{secret}", "nobody")
                .replace("{name}", "site.css");
            let method = if route.post { "POST" } else { "GET" };
            let got = hall.send(method, &path, browser, "").await;
            let away = got.headers.get("location").is_some_and(|l| l == "/join");
            let turned_away = matches!(got.status.as_u16(), 401 | 403) || away;
            assert_eq!(
                turned_away,
                !route.roles.contains(role),
                "{method} {path} as {role:?}: {}",
                got.status
            );
        }
    }
    for (role, browser, _) in &browsers {
        let got = hall.post("/sign-out", browser, "").await;
        assert_eq!(got.status == 303, *role != Role::Visitor, "{role:?}");
        let away = hall.get("/sessions", browser).await;
        assert_eq!(away.headers["location"], "/join", "{role:?} is signed out");
    }
}

#[tokio::test]
async fn a_member_sees_no_other_session_and_no_other_sheet() {
    let hall = Hall::new().await;
    let member = hall.member(1).await;
    let text = include_str!("../../demo/session.json");
    let other = hall.evening.import("test", text).await.unwrap();
    assert_eq!(
        hall.get(&format!("/sessions/{other}"), &member)
            .await
            .status,
        404
    );
    assert_eq!(
        hall.get(&hall.at("/sheets/p1/m3"), &member).await.status,
        403
    );
    assert_eq!(
        hall.post(&hall.at("/sheets/p1/m3/save"), &member, "version=1")
            .await
            .status,
        403
    );
    // nor does the secretary see what a member scored in person
    let secretary = hall.account(1).await;
    let own = format!("version=0&{}", "level.1.1=2");
    let chair = hall.member(0).await;
    assert_eq!(
        hall.post(&hall.at("/sheets/p1/m1/save"), &chair, &own)
            .await
            .status,
        303
    );
    assert_eq!(
        hall.get(&hall.at("/sheets/p1/m1"), &secretary).await.status,
        403
    );
}

#[tokio::test]
async fn a_code_works_once_and_looking_at_its_link_does_not_use_it_up() {
    let hall = Hall::new().await;
    let (name, code) = hall.demo.members[2].clone();
    for _ in 0..2 {
        let page = hall
            .get(&format!("/join?code={code}"), &Browser::default())
            .await;
        assert!(page.text.contains(&name), "{}", page.text);
    }
    let spoken = format!("{}-{}", &code[..4], code[4..].to_lowercase());
    let form = format!("code={spoken}");
    let first = hall.post("/join", &Browser::default(), &form).await;
    assert_eq!(first.status, 303);
    let second = hall.post("/join", &Browser::default(), &form).await;
    assert_eq!(second.status, 422, "{}", second.text);
    assert!(!second.headers.contains_key("set-cookie"));
}

#[tokio::test]
async fn guesses_are_held_back_and_told_nothing() {
    let hall = Hall::new().await;
    let login = &hall.demo.accounts[1].0;
    let wrong = hall
        .post(
            "/sign-in",
            &Browser::default(),
            &format!("login={login}&password=x"),
        )
        .await;
    let nobody = hall
        .post("/sign-in", &Browser::default(), "login=nobody&password=x")
        .await;
    assert_eq!((wrong.status, &wrong.text), (nobody.status, &nobody.text));
    let mut last = StatusCode::OK;
    for _ in 0..110 {
        last = hall
            .post("/join", &Browser::default(), "code=AAAAAAAA")
            .await
            .status;
    }
    assert_eq!(last, 429);
}

#[tokio::test]
async fn a_form_without_its_secret_or_from_another_site_changes_nothing() {
    let hall = Hall::new().await;
    let chair = hall.member(0).await;
    let forged = Browser {
        csrf: "0".repeat(64),
        ..chair.clone()
    };
    let close = hall.at("/close");
    let got = hall.post(&close, &forged, "meant=true").await;
    assert_eq!(got.status, 422);
    for header in [("origin", "http://evil"), ("sec-fetch-site", "cross-site")] {
        let got = hall
            .send_with("POST", &close, &chair, "meant=true", &[header])
            .await;
        assert_eq!(got.status, 403, "{header:?}");
    }
    assert_eq!(
        hall.get(&hall.at("/result"), &chair).await.status,
        422,
        "still open"
    );
}

#[tokio::test]
async fn signing_in_makes_a_new_token_whatever_was_there_before() {
    let hall = Hall::new().await;
    let fixed = Browser {
        cookie: format!("ocop={}", "a".repeat(64)),
        ..Browser::default()
    };
    let (login, password) = &hall.demo.accounts[1];
    let form = format!("login={login}&password={password}");
    let got = hall.post("/sign-in", &fixed, &form).await;
    let browser = hall.entered(got).await;
    assert_ne!(browser.cookie, fixed.cookie);
    assert_eq!(
        hall.get("/sessions", &fixed).await.status,
        303,
        "the old one opens nothing"
    );
    // and the one before ends when its owner signs in again
    hall.entered(hall.post("/sign-in", &browser, &form).await)
        .await;
    assert_eq!(
        hall.get("/sessions", &browser).await.headers["location"],
        "/join"
    );
}

#[tokio::test]
async fn a_login_ends_by_itself() {
    let hall = Hall::new().await;
    let secretary = hall.account(1).await;
    hall.clock.advance(17 * 3600);
    assert_eq!(hall.get("/sessions", &secretary).await.status, 200);
    hall.clock.advance(2 * 3600);
    assert_eq!(hall.get("/sessions", &secretary).await.status, 303);
}

#[tokio::test]
async fn tricks_in_addresses_and_forms_lead_nowhere() {
    let hall = Hall::new().await;
    let secretary = hall.account(1).await;
    for path in [
        "/sessions/%00",
        "/sessions/x%00y/board",
        "/sessions/..%2f..%2fetc/board",
        "/sessions/%27%20OR%201=1--/board",
        "/sessions/x%27;DROP%20TABLE%20trail;--/board",
        "/assets/%2e%2e%2fCargo.toml",
        "/assets/..%5c..%5cCargo.toml",
    ] {
        let got = hall.get(path, &secretary).await;
        assert_eq!(got.status, 404, "{path}");
    }
    let visitor = Browser::default();
    for login in ["a%00b", "%27%20OR%20%271%27=%271", "%FF%FE"] {
        let form = format!("login={login}&password=mot+mat+khau+dai");
        let got = hall.post("/sign-in", &visitor, &form).await;
        assert_eq!(got.status, 422, "{login}: {}", got.text);
    }
    // more than anybody signs in with, and more than a session holds
    let large = format!("login=a&password={}", "x".repeat(9 << 10));
    assert_eq!(hall.post("/sign-in", &visitor, &large).await.status, 422);
    let large = format!("text={}", "x".repeat(17 << 20));
    let got = hall.post("/sessions/import", &secretary, &large).await;
    assert_eq!(got.status, 422);
    let checked = hall.evening.verify_trail().await.unwrap();
    assert_eq!(checked.broken_at, None);
}
