//! A council's evening through the pages, and who may do what.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "helpers of the tests"
)]

use std::sync::Arc;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Request, StatusCode};
use ocop_server::api::Limits;
use ocop_server::domain::access::{ROUTES, Role};
use ocop_server::infra::clock::SetClock;
use ocop_server::{Demo, Engine, Evening, Store, app};
use serde_json::Value;
use tempfile::TempDir;
use tower::ServiceExt as _;

/// A server with the example, and a clock that stands at the afternoon of its session.
struct Hall {
    app: Router,
    evening: Evening,
    demo: Demo,
    clock: Arc<SetClock>,
    folder: TempDir,
}

/// A browser: what it keeps of a login.
#[derive(Clone, Default)]
struct Browser {
    cookie: String,
    csrf: String,
}

struct Got {
    status: StatusCode,
    headers: HeaderMap,
    text: String,
}

impl Hall {
    async fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(folder.path()).await.unwrap();
        let clock = Arc::new(SetClock::new("2026-09-20T07:00:00Z".parse().unwrap()));
        let evening = Evening::new(store)
            .with_clock(clock.clone())
            .with_tries(1, 100);
        let demo = evening.demo().await.unwrap();
        let app = app(&Engine::new(Limits::default()), Some(evening.clone()));
        Self {
            app,
            evening,
            demo,
            clock,
            folder,
        }
    }

    async fn send(&self, method: &str, path: &str, browser: &Browser, form: &str) -> Got {
        self.send_with(method, path, browser, form, &[]).await
    }

    async fn send_with(
        &self,
        method: &str,
        path: &str,
        browser: &Browser,
        form: &str,
        headers: &[(&str, &str)],
    ) -> Got {
        let mut request = Request::builder()
            .method(method)
            .uri(path)
            .header("host", "hall");
        if !browser.cookie.is_empty() {
            request = request.header("cookie", &browser.cookie);
        }
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let body = if method == "POST" {
            format!("csrf={}&{form}", browser.csrf)
        } else {
            String::new()
        };
        let response = self
            .app
            .clone()
            .oneshot(request.body(Body::from(body)).unwrap())
            .await;
        let (parts, body) = response.unwrap().into_parts();
        let bytes = to_bytes(body, usize::MAX).await.unwrap();
        Got {
            status: parts.status,
            headers: parts.headers,
            text: String::from_utf8(bytes.to_vec()).unwrap(),
        }
    }

    async fn get(&self, path: &str, browser: &Browser) -> Got {
        self.send("GET", path, browser, "").await
    }

    async fn post(&self, path: &str, browser: &Browser, form: &str) -> Got {
        self.send("POST", path, browser, form).await
    }

    /// What a browser keeps of an answer that signs it in.
    async fn entered(&self, got: Got) -> Browser {
        assert_eq!(got.status, 303, "{}", got.text);
        let cookie = got.headers["set-cookie"].to_str().unwrap();
        assert!(
            cookie.contains("HttpOnly") && cookie.contains("SameSite=Lax"),
            "{cookie}"
        );
        let cookie = cookie.split(';').next().unwrap().to_owned();
        let mut browser = Browser {
            cookie,
            csrf: String::new(),
        };
        let mut page = self.get("/", &browser).await;
        while page.status == 303 {
            page = self
                .get(page.headers["location"].to_str().unwrap(), &browser)
                .await;
        }
        let (_, rest) = page.text.split_once("name=\"csrf\" value=\"").unwrap();
        browser.csrf = rest[..64].to_owned();
        browser
    }

    async fn account(&self, number: usize) -> Browser {
        let (login, password) = &self.demo.accounts[number];
        let form = format!("login={login}&password={password}");
        let got = self.post("/sign-in", &Browser::default(), &form).await;
        self.entered(got).await
    }

    async fn member(&self, number: usize) -> Browser {
        let form = format!("code={}", self.demo.members[number].1);
        let got = self.post("/join", &Browser::default(), &form).await;
        self.entered(got).await
    }

    fn at(&self, rest: &str) -> String {
        format!("/sessions/{}{rest}", self.demo.session)
    }
}

/// All criteria of a set at their first level, as a form.
fn full(set: &str) -> String {
    let library = ocop_operations::library();
    let criteria = library.version("qd-26-2026").unwrap();
    let set = criteria.show(criteria.product_set(set).unwrap()).unwrap();
    let sections = set.parts.iter().flat_map(|p| &p.sections);
    let criteria = sections.flat_map(|s| &s.criteria);
    criteria
        .map(|c| format!("level.{}=1&", c.criterion))
        .collect()
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
            let path = route
                .path
                .replace("{session}", &hall.demo.session)
                .replace("{product}", "p1")
                .replace("{member}", member)
                .replace("{account}", "nobody")
                .replace("{paper}", "minutes")
                .replace("{tag}", "vi")
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
    let text = include_str!("../demo/session.json");
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
async fn an_old_version_never_overwrites_and_the_same_twice_is_once() {
    let hall = Hall::new().await;
    let chair = hall.member(0).await;
    let (page, save) = (hall.at("/sheets/p2/m1"), hall.at("/sheets/p2/m1/save"));
    let json = [("accept", "application/json")];
    let send = async |form: &str| hall.send_with("POST", &save, &chair, form, &json).await;
    let first = send("version=0&level.1.1=1&level.1.2=0&note.1.1=m%E1%BA%ABu").await;
    assert_eq!(first.status, 200, "{}", first.text);
    let told: Value = serde_json::from_str(&first.text).unwrap();
    assert_eq!(told["version"], 1);
    assert!(
        told["saved_at"]
            .as_str()
            .unwrap()
            .starts_with("14:00:00 20/09/2026"),
        "{told}"
    );
    // the answer was lost, and the same is sent again
    let again = send("version=0&level.1.1=1&level.1.2=0&note.1.1=m%E1%BA%ABu").await;
    let told: Value = serde_json::from_str(&again.text).unwrap();
    assert_eq!(
        (again.status.as_u16(), &told["version"]),
        (200, &Value::from(1))
    );
    // another device has an old version
    let other = send("version=0&level.1.1=2").await;
    assert_eq!(other.status, 409);
    let both = hall.post(&save, &chair, "version=0&level.1.1=2").await;
    assert_eq!(both.status, 409);
    assert!(
        both.text.contains("mức 1 · mẫu") && both.text.contains("mức 2"),
        "{}",
        both.text
    );
    // and chooses its own
    assert_eq!(
        hall.post(&save, &chair, "version=1&level.1.1=2")
            .await
            .status,
        303
    );
    let shown = hall.get(&page, &chair).await.text;
    assert!(
        shown.contains("name=\"level.1.1\" value=\"2\" checked"),
        "{shown}"
    );
    // what was not answered is not 0
    assert!(
        shown.contains("name=\"level.1.2\" value=\"\" checked"),
        "{shown}"
    );
    let history = hall.get(&format!("{page}/history"), &chair).await.text;
    assert_eq!(
        history.matches("<td class=\"figure\">").count(),
        2,
        "{history}"
    );
}

#[tokio::test]
async fn what_cannot_be_read_is_told_and_nothing_is_changed() {
    let hall = Hall::new().await;
    let chair = hall.member(0).await;
    let save = hall.at("/sheets/p1/m1/save");
    let got = hall
        .post(&save, &chair, "version=0&points.1.1=abc&level.1.2=x")
        .await;
    assert_eq!(got.status, 422);
    assert!(got.text.contains("1.1: ") && got.text.contains("abc") && got.text.contains("1.2: "));
    let json = [("accept", "application/json")];
    let got = hall
        .send_with("POST", &save, &chair, "version=0&level.1.1=9", &json)
        .await;
    assert_eq!(
        got.status, 200,
        "a level that there is not is kept, and told by the engine"
    );
    assert!(got.text.contains("1.1"), "{}", got.text);
}

#[tokio::test]
async fn a_sheet_is_handed_in_whole_taken_back_and_frozen_when_the_round_closes() {
    let hall = Hall::new().await;
    let chair = hall.member(0).await;
    let sheet = hall.at("/sheets/p1/m1");
    let save = format!("{sheet}/save");
    let part = hall
        .post(&save, &chair, "version=0&level.1.1=1&then=submit")
        .await;
    assert_eq!(part.status, 422, "unanswered is not 0");
    assert!(part.text.contains("1.2"), "{}", part.text);
    let all = format!("version=1&{}then=submit", full("1"));
    assert_eq!(hall.post(&save, &chair, &all).await.status, 303);
    assert!(hall.get(&sheet, &chair).await.text.contains("Đã nộp."));
    let changed = hall.post(&save, &chair, "version=3&level.1.1=2").await;
    assert_eq!(changed.status, 422, "a submitted sheet is not changed");
    assert_eq!(
        hall.post(&format!("{sheet}/retract"), &chair, "")
            .await
            .status,
        303
    );
    assert!(hall.get(&sheet, &chair).await.text.contains("CHƯA NỘP"));
    let all = format!("version=4&{}comment=ok&then=submit", full("1"));
    assert_eq!(hall.post(&save, &chair, &all).await.status, 303);

    let close = hall.at("/close");
    let missing = hall.post(&close, &chair, "").await;
    assert_eq!(missing.status, 422, "sheets are missing");
    assert_eq!(hall.post(&close, &chair, "meant=true").await.status, 303);
    for rest in ["/save", "/retract", "/again"] {
        let got = hall
            .post(&format!("{sheet}{rest}"), &chair, "version=6&level.1.1=2")
            .await;
        assert_eq!(got.status, 422, "{rest}");
    }
}

#[tokio::test]
async fn totals_are_hidden_from_everybody_until_the_round_closes() {
    let hall = Hall::new().await;
    let (secretary, chair) = (hall.account(1).await, hall.member(0).await);
    let observer = hall.account(2).await;
    for path in ["/result", "/papers/minutes", "/export"] {
        assert_eq!(
            hall.get(&hall.at(path), &secretary).await.status,
            422,
            "{path}"
        );
        assert_ne!(
            hall.get(&hall.at(path), &observer).await.status,
            200,
            "{path}"
        );
    }
    let board = hall.get(&hall.at("/board"), &secretary).await.text;
    assert!(board.contains("đã nộp") && !board.contains("★★"), "{board}");
    let trail = hall.get(&hall.at("/trail"), &chair).await.text;
    assert!(!trail.contains("&#34;answers&#34;: {&#34;1.1") || !trail.contains("sheet-saved"));
    assert_eq!(
        hall.post(&hall.at("/close"), &chair, "meant=true")
            .await
            .status,
        303
    );
    for path in ["/result", "/papers/minutes", "/papers/next"] {
        assert_eq!(
            hall.get(&hall.at(path), &observer).await.status,
            200,
            "{path}"
        );
    }
    let minutes = hall.get(&hall.at("/papers/minutes"), &secretary).await;
    assert!(minutes.text.contains("Nhãn lồng quả tươi"));
    assert_eq!(
        hall.get(&hall.at("/papers/..%2f..%2fetc"), &secretary)
            .await
            .status,
        404
    );
}

#[tokio::test]
async fn an_exported_session_comes_back_and_tallies_to_the_same_bytes() {
    let hall = Hall::new().await;
    let (secretary, chair) = (hall.account(1).await, hall.member(0).await);
    assert_eq!(
        hall.post(&hall.at("/close"), &chair, "meant=true")
            .await
            .status,
        303
    );
    let exported = hall.get(&hall.at("/export"), &secretary).await.text;
    let library = ocop_operations::library();
    let tally = |text: &str| {
        ocop_operations::call(&library, "tally", text.as_bytes(), b"")
            .unwrap()
            .bytes
    };
    let again = hall.evening.import("test", &exported).await.unwrap();
    let exported_again = hall.evening.export(&again).await.unwrap();
    assert_eq!(tally(&exported), tally(&exported_again));
    let value: Value = serde_json::from_str(&exported).unwrap();
    assert_eq!(value["products"].as_array().unwrap().len(), 3);
    // the example in the repository too, with all that is optional in it
    let file = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../../examples/council/session.json"
    );
    let text = std::fs::read_to_string(file).unwrap();
    let id = hall.evening.import("test", &text).await.unwrap();
    assert_eq!(
        tally(&text),
        tally(&hall.evening.export(&id).await.unwrap())
    );
}

#[tokio::test]
async fn in_a_second_round_a_member_stands_by_the_first_sheet_or_scores_again() {
    let hall = Hall::new().await;
    let (chair, member) = (hall.member(0).await, hall.member(1).await);
    assert_eq!(
        hall.post(&hall.at("/close"), &chair, "meant=true")
            .await
            .status,
        303
    );
    assert_eq!(
        hall.post(&hall.at("/open"), &chair, "").await.status,
        422,
        "which products?"
    );
    assert_eq!(
        hall.post(&hall.at("/open"), &chair, "product=p1")
            .await
            .status,
        303
    );
    let own = hall.at("/sheets/p1/m2");
    assert!(
        hall.get(&own, &member)
            .await
            .text
            .contains("Giữ nguyên phiếu vòng trước")
    );
    assert_eq!(
        hall.post(&format!("{own}/unchanged"), &member, "")
            .await
            .status,
        303
    );
    assert!(hall.get(&own, &member).await.text.contains("Đã nộp."));
    let other = hall.at("/sheets/p2/m2/save");
    assert_eq!(
        hall.post(&other, &member, "version=1&level.1.1=1")
            .await
            .status,
        422
    );
    assert_eq!(
        hall.post(&hall.at("/close"), &chair, "meant=true")
            .await
            .status,
        303
    );
    let exported: Value =
        serde_json::from_str(&hall.evening.export(&hall.demo.session).await.unwrap()).unwrap();
    let sheets = exported["products"][0]["sheets"].as_array().unwrap();
    let second = sheets.iter().find(|s| s["round"] == 2).unwrap();
    assert_eq!(second["unchanged"], true);
}

#[tokio::test]
async fn the_secretary_types_a_sheet_in_points_and_it_is_marked_so() {
    let hall = Hall::new().await;
    let secretary = hall.account(1).await;
    let sheet = hall.at("/sheets/p3/m1");
    let got = hall
        .post(
            &format!("{sheet}/save"),
            &secretary,
            "version=0&by=points&points.1.1=1",
        )
        .await;
    assert_eq!(got.status, 303, "{}", got.text);
    let page = hall.get(&sheet, &secretary).await.text;
    assert!(page.contains("Phiếu do thư ký nhập hộ: Thư ký"), "{page}");
    assert!(page.contains("name=\"points.1.1\" inputmode=\"numeric\" maxlength=\"3\" value=\"1\""));
    let chair = hall.member(0).await;
    let seen = hall.get(&sheet, &chair).await.text;
    assert!(
        seen.contains("Phiếu do thư ký nhập hộ: Thư ký"),
        "the member sees it too"
    );
}

#[tokio::test]
async fn what_people_write_is_shown_and_never_obeyed() {
    let hall = Hall::new().await;
    let secretary = hall.account(1).await;
    let evil = "%3Cscript%3Ealert(1)%3C%2Fscript%3E%22%27";
    let form = format!("council={evil}&place={evil}&level=province&held_on=20/09/2026");
    let made = hall.post("/sessions", &secretary, &form).await;
    assert_eq!(made.status, 303, "{}", made.text);
    let board = made.headers["location"].to_str().unwrap().to_owned();
    let base = board.trim_end_matches("/board").to_owned();
    for (path, form) in [
        (
            "/members",
            format!("name={evil}&role=chair&institution={evil}"),
        ),
        ("/products", format!("name={evil}&producer={evil}&set=1")),
        ("/products/p1/recusals", format!("member=m1&reason={evil}")),
    ] {
        let got = hall.post(&format!("{base}{path}"), &secretary, &form).await;
        assert_eq!(got.status, 303, "{path}: {}", got.text);
    }
    for path in [&board, "/sessions", &format!("{base}/trail")] {
        let page = hall.get(path, &secretary).await;
        assert!(!page.text.contains("<script>alert"), "{path}");
        assert!(page.text.contains("alert(1)"), "{path}");
    }
}

#[tokio::test]
async fn the_trail_is_whole_and_shows_where_it_was_touched() {
    let hall = Hall::new().await;
    let chair = hall.member(0).await;
    let save = hall.at("/sheets/p1/m1/save");
    for (version, level) in [(0, 1), (1, 2), (2, 3)] {
        // the clock is set back, and what comes later still stands later
        hall.clock.advance(-60);
        let form = format!("version={version}&level.1.1={level}");
        assert_eq!(hall.post(&save, &chair, &form).await.status, 303);
    }
    let checked = hall.evening.verify_trail().await.unwrap();
    assert_eq!(checked.broken_at, None);
    assert!(checked.entries >= 9, "{checked:?}");
    hall.evening.store().close().await;

    let options = sqlx::sqlite::SqliteConnectOptions::new()
        .filename(hall.folder.path().join(ocop_server::FILE));
    let pool = sqlx::SqlitePool::connect_with(options).await.unwrap();
    let times: Vec<(String,)> = sqlx::query_as("SELECT at FROM trail ORDER BY number")
        .fetch_all(&pool)
        .await
        .unwrap();
    assert!(times.is_sorted(), "{times:?}");
    let touch = sqlx::query("UPDATE trail SET who = 'nobody' WHERE number = 5");
    assert!(touch.execute(&pool).await.is_err(), "append-only");
    let by_force =
        "DROP TRIGGER trail_is_not_changed; UPDATE trail SET who = 'nobody' WHERE number = 5";
    sqlx::raw_sql(by_force).execute(&pool).await.unwrap();
    pool.close().await;
    let evening = Evening::new(Store::open(hall.folder.path()).await.unwrap());
    assert_eq!(evening.verify_trail().await.unwrap().broken_at, Some(5));
}

#[tokio::test]
async fn a_copy_taken_meanwhile_is_sound_and_holds_what_was_saved() {
    let hall = Hall::new().await;
    let chair = hall.member(0).await;
    let save = hall.at("/sheets/p1/m1/save");
    assert_eq!(
        hall.post(&save, &chair, "version=0&level.1.1=3")
            .await
            .status,
        303
    );
    let to = tempfile::tempdir().unwrap();
    let file = to.path().join(ocop_server::FILE);
    hall.evening
        .store()
        .backup(file.to_str().unwrap())
        .await
        .unwrap();
    let copy = Evening::new(Store::open(to.path()).await.unwrap());
    assert_eq!(
        copy.verify_trail().await.unwrap(),
        hall.evening.verify_trail().await.unwrap()
    );
    let again = hall.evening.store().backup(file.to_str().unwrap()).await;
    assert!(again.is_err(), "a copy is never written over");
}

#[tokio::test]
async fn every_page_finds_its_styles_and_scripts_and_has_nothing_inline() {
    let hall = Hall::new().await;
    let (admin, secretary) = (hall.account(0).await, hall.account(1).await);
    let chair = hall.member(0).await;
    let mut pages = vec![("/".to_owned(), Browser::default())];
    pages.push(("/api".to_owned(), Browser::default()));
    pages.push(("/accounts".to_owned(), admin));
    pages.push(("/sessions".to_owned(), secretary.clone()));
    pages.push((hall.at("/board"), secretary));
    pages.push((hall.at(""), chair.clone()));
    pages.push((hall.at("/sheets/p1/m1"), chair));
    for (path, browser) in pages {
        let page = hall.get(&path, &browser).await;
        assert_eq!(page.status, 200, "{path}");
        let mut assets = 0;
        for piece in page.text.split("\"/assets/").skip(1) {
            let name = piece.split('"').next().unwrap();
            let got = hall.get(&format!("/assets/{name}"), &browser).await;
            assert_eq!(got.status, 200, "{path}: {name}");
            assets += 1;
        }
        assert!(assets >= 2, "{path}");
        for inline in ["<style", "style=", "onclick", "<script>"] {
            assert!(!page.text.contains(inline), "{path}: {inline}");
        }
        let scripts = page
            .text
            .split("/assets/")
            .filter(|p| p.contains(".js?"))
            .count();
        assert!(scripts <= 2, "{path}");
    }
}
