//! Who may do what, and how they get in.

use std::collections::BTreeSet;

use crate::hall::{Browser, Hall};
use axum::http::StatusCode;
use ocop_server::domain::access::{ROUTES, Role};

/// A route with what the example has in its places.
fn filled(hall: &Hall, path: &str, member: &str) -> String {
    path.replace("{session}", &hall.demo.session)
        .replace("{product}", "p1")
        .replace("{member}", member)
        .replace("{account}", "nobody")
        .replace("{paper}", "minutes")
        .replace("{tag}", "vi")
        .replace("{version}", "qd-26-2026")
        .replace("{set}", "1")
        .replace("{secret}", "nobody")
        .replace("{name}", "site.css")
}

#[test]
fn every_address_of_the_router_stands_in_the_table_and_every_row_is_one_of_the_router() {
    let router = include_str!("../../src/router.rs");
    let own = |text: &'static str| {
        let text = text.trim_start();
        if text.starts_with("SHEET") {
            return Some("/sessions/{session}/sheets/{product}/{member}".to_owned());
        }
        let below = text.starts_with("&below(");
        let name = text.split('"').nth(1)?;
        let sheet = "/sessions/{session}/sheets/{product}/{member}/";
        Some(if below {
            format!("{sheet}{name}")
        } else {
            name.to_owned()
        })
    };
    let there: BTreeSet<String> = router.split(".route(").skip(1).filter_map(own).collect();
    let table: BTreeSet<String> = ROUTES.iter().map(|r| r.path.to_owned()).collect();
    assert_eq!(there, table);
    let mut rows: Vec<_> = ROUTES.iter().map(|r| (r.post, r.path)).collect();
    rows.sort_unstable();
    rows.dedup();
    assert_eq!(rows.len(), ROUTES.len(), "no row stands twice");
}

#[tokio::test]
async fn no_form_is_taken_without_the_secret_of_the_login_or_from_another_site() {
    let hall = Hall::new().await;
    let browsers = [
        (Role::Administrator, hall.account(0).await, "m5"),
        (Role::Secretary, hall.account(1).await, "m1"),
        (Role::Chair, hall.member(0).await, "m1"),
        (Role::Member, hall.member(1).await, "m2"),
        (Role::Observer, hall.account(2).await, "m5"),
    ];
    let before = hall.evening.verify_trail().await.unwrap();
    for route in ROUTES.iter().filter(|r| r.post) {
        for (role, browser, member) in browsers.iter().filter(|b| route.roles.contains(&b.0)) {
            let path = filled(&hall, route.path, member);
            let forged = Browser {
                csrf: "0".repeat(64),
                ..browser.clone()
            };
            let got = hall.post(&path, &forged, "meant=true").await;
            assert_eq!(got.status, 422, "{path} as {role:?}");
            assert!(
                got.text.contains("lần đăng nhập trước"),
                "{path}: {}",
                got.text
            );
            for header in [("origin", "http://evil"), ("sec-fetch-site", "cross-site")] {
                let got = hall
                    .send_with("POST", &path, browser, "meant=true", &[header])
                    .await;
                assert_eq!(got.status, 403, "{path} as {role:?}: {header:?}");
            }
        }
    }
    assert_eq!(hall.evening.verify_trail().await.unwrap(), before);
}

#[tokio::test]
async fn whoever_signs_in_costs_the_same_work_whether_there_is_such_an_account_or_not() {
    let hall = Hall::new().await;
    let admin = hall.account(0).await;
    let login = hall.demo.accounts[2].0.clone();
    let accounts = hall.get("/accounts", &admin).await.text;
    let (_, rest) = accounts.split_once(&format!("<td>{login}</td>")).unwrap();
    let (_, rest) = rest.split_once("/accounts/").unwrap();
    let disable = format!("/accounts/{}/disabled", rest.split('/').next().unwrap());
    assert_eq!(
        hall.post(&disable, &admin, "disabled=true").await.status,
        303
    );
    let known = &hall.demo.accounts[1].0;
    let mut told = BTreeSet::new();
    for (login, password) in [
        ("nobody", "mot mat khau dai"),
        ("", ""),
        (known, "mot mat khau dai"),
        (known, ""),
        (&login, &hall.demo.accounts[2].1),
        (&login, "mot mat khau dai"),
    ] {
        let before = hall.evening.passwords_hashed();
        let form = format!("login={login}&password={password}");
        let got = hall.post("/sign-in", &Browser::default(), &form).await;
        assert_eq!(got.status, 422, "{login}");
        told.insert(got.text);
        let work = hall.evening.passwords_hashed() - before;
        assert_eq!(work, 1, "{login} {password}");
    }
    assert_eq!(told.len(), 1, "all are told the same");
}

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
            let path = filled(&hall, route.path, member);
            let method = if route.post { "POST" } else { "GET" };
            let got = hall.send(method, &path, browser, "").await;
            let door = |l: &str| l == "/join" || (l == "/sign-in" && path != "/sign-in/code");
            let away = got.headers.get("location");
            let away = away.is_some_and(|l| door(l.to_str().unwrap()));
            let turned_away = matches!(got.status.as_u16(), 401 | 403) || away;
            assert_eq!(
                turned_away,
                !route.roles.contains(role),
                "{method} {path} as {role:?}: {}",
                got.status
            );
            // a row without a handler would be as good as none
            assert_ne!(got.status, 405, "{method} {path}");
            assert!(!got.text.contains("no-such-address"), "{method} {path}");
        }
    }
    for (role, browser, _) in &browsers {
        let got = hall.post("/sign-out", browser, "").await;
        assert_eq!(got.status == 303, *role != Role::Visitor, "{role:?}");
        let away = hall.get("/sessions", browser).await;
        let to = away.headers["location"].to_str().unwrap();
        assert!(to.starts_with("/sign-in"), "{role:?} is signed out: {to}");
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
        "/sign-in?ended=1"
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
        "/calendar/..%2f..%2fetc%2fpasswd",
        "/self-assessment/..%2f..%2fcriteria/1",
    ] {
        let got = hall.get(path, &secretary).await;
        assert_eq!(got.status, 404, "{path}");
    }
    let chair = hall.member(0).await;
    hall.post(&hall.at("/close"), &chair, "meant=true").await;
    for paper in [
        "/papers/..%2f..%2fCargo.toml",
        "/papers/minutes%2f..",
        "/papers/",
    ] {
        let got = hall.get(&hall.at(paper), &secretary).await;
        assert_eq!(got.status, 404, "{paper}");
    }
    let kept = hall
        .get(&hall.at("/papers/minutes?format=..%2fx"), &secretary)
        .await;
    assert!(
        !kept.headers.contains_key("content-disposition"),
        "{}",
        kept.status
    );
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

#[tokio::test]
async fn whose_login_ran_out_is_told_so_at_their_own_door_which_leads_to_the_other() {
    let hall = Hall::new().await;
    let (secretary, member) = (hall.account(1).await, hall.member(1).await);
    hall.clock.advance(19 * 3600);
    for (browser, path, door, other) in [
        (&secretary, "/sessions".to_owned(), "/sign-in", "/join"),
        (&secretary, hall.at("/board"), "/sign-in", "/join"),
        (&member, hall.at(""), "/join", "/sign-in"),
    ] {
        let got = hall.get(&path, browser).await;
        assert_eq!(got.status, 303, "{path}");
        let to = got.headers["location"].to_str().unwrap();
        assert_eq!(to, format!("{door}?ended=1"), "{path}");
        let page = hall.get(to, browser).await.text;
        assert!(page.contains("đã hết hạn"), "{page}");
        assert!(page.contains(&format!("href=\"{other}\"")), "{page}");
    }
    let got = hall.get("/accounts", &Browser::default()).await;
    assert_eq!(got.headers["location"], "/sign-in", "nothing has ended");
}

#[tokio::test]
async fn a_browser_that_goes_astray_gets_a_page_and_a_program_the_refusal() {
    let hall = Hall::new().await;
    let secretary = hall.account(1).await;
    let html = [("accept", "text/html,application/xhtml+xml,*/*;q=0.8")];
    let got = hall
        .send_with("GET", "/nothing", &secretary, "", &html)
        .await;
    assert_eq!(got.status, 404);
    assert!(got.text.contains("<html lang=\"vi\">") && got.text.contains("Không có trang này"));
    assert!(got.text.contains("Thư ký"), "who is signed in still is");
    let got = hall.get("/nothing", &secretary).await;
    assert!(got.text.contains("no-such-address"), "{}", got.text);
    for (method, path, allowed) in [
        ("DELETE", "/sessions", "GET, HEAD, POST"),
        ("POST", "/register", "GET, HEAD"),
        ("PUT", "/sign-out", "POST"),
        ("GET", "/sign-out", "POST"),
    ] {
        let got = hall.send_with(method, path, &secretary, "", &html).await;
        assert_eq!(got.status, 405, "{method} {path}");
        assert_eq!(got.headers["allow"], allowed, "{method} {path}");
        assert!(got.text.contains("<html"), "{}", got.text);
    }
}
