//! What all pages have in common.

use ocop_server::domain::access::{ROUTES, Role};
use serde_json::Value;

use crate::hall::{Browser, Got, Hall};

/// What somebody writes who means no good.
const EVIL: &str = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>";

/// Puts it in place of every text of a session that people read.
fn spoilt(value: &mut Value, field: &str) {
    const READ: [&str; 9] = [
        "council",
        "place",
        "name",
        "institution",
        "note",
        "evidence",
        "comment",
        "reason",
        "address",
    ];
    match value {
        Value::String(text) if READ.contains(&field) => EVIL.clone_into(text),
        Value::Object(fields) => {
            for (name, value) in fields {
                spoilt(value, name);
            }
        }
        Value::Array(items) => items.iter_mut().for_each(|item| spoilt(item, field)),
        _ => {}
    }
}

fn harmless(path: &str, page: &Got) {
    for evil in ["<script>alert", "<img src=x", "\"'><"] {
        assert!(!page.text.contains(evil), "{path}: {evil}");
    }
}

#[tokio::test]
async fn no_text_that_anybody_wrote_is_obeyed_on_any_page_or_paper() {
    let hall = Hall::new().await;
    let (admin, secretary) = (hall.account(0).await, hall.account(1).await);
    let mut session: Value = serde_json::from_str(include_str!("../../demo/session.json")).unwrap();
    spoilt(&mut session, "");
    // every sheet has something to say
    for product in session["products"].as_array_mut().unwrap() {
        product["recused"] = serde_json::json!([{"member": "m5", "reason": EVIL}]);
        for sheet in product["sheets"].as_array_mut().unwrap() {
            sheet["comment"] = EVIL.into();
        }
        let sheets = product["sheets"].as_array_mut().unwrap();
        sheets.retain(|s| s["member"] != "m5");
    }
    let form: String = form_urlencoded::Serializer::new(String::new())
        .append_pair("session", &session.to_string())
        .finish();
    let made = hall.post("/sessions/import", &secretary, &form).await;
    assert_eq!(made.status, 303, "{}", made.text);
    let board = made.headers["location"].to_str().unwrap().to_owned();
    let id = board.split('/').nth(2).unwrap().to_owned();
    let form: String = form_urlencoded::Serializer::new(String::new())
        .append_pair("name", EVIL)
        .append_pair("login", EVIL)
        .append_pair("role", "observer")
        .append_pair("password", "mot mat khau dai")
        .finish();
    let added = hall.post("/accounts", &admin, &form).await;
    assert_eq!(added.status, 303, "{}", added.text);
    // a member of it, by the code that its page shows
    let invite = format!("/sessions/{id}/members/m2/invitation");
    let page = hall.post(&invite, &secretary, "").await;
    harmless(&invite, &page);
    let (_, code) = page.text.split_once("class=\"code\">").unwrap();
    let code = format!("code={}", code.split('<').next().unwrap());
    let join = hall
        .get(&format!("/join?{code}"), &Browser::default())
        .await;
    harmless("/join", &join);
    let member = hall.post("/join", &Browser::default(), &code).await;
    let member = hall.entered(member).await;

    let mut seen = 0;
    for route in ROUTES.iter().filter(|r| !r.post) {
        let papers = [
            "minutes",
            "tally",
            "summary",
            "synthesis",
            "next",
            "submission",
            "letter",
            "notice",
        ];
        let papers = if route.path.contains("{paper}") {
            &papers[..]
        } else {
            &[""]
        };
        for (role, browser) in [
            (Role::Administrator, &admin),
            (Role::Secretary, &secretary),
            (Role::Member, &member),
        ] {
            for paper in papers.iter().filter(|_| route.roles.contains(&role)) {
                let path = route
                    .path
                    .replace("{session}", &id)
                    .replace("{product}", "p1")
                    .replace("{member}", "m2")
                    .replace("{paper}", paper)
                    .replace("{version}", "qd-26-2026")
                    .replace("{set}", "1");
                let page = hall.get(&path, browser).await;
                let kind = page.headers.get("content-type");
                if kind.is_some_and(|k| k.to_str().unwrap().starts_with("text/html")) {
                    harmless(&path, &page);
                    seen += usize::from(page.text.contains("alert(1)"));
                }
            }
        }
    }
    assert!(seen >= 20, "what was written is shown: {seen}");

    // what comes back on the page that refuses it, and the name of a file
    let sheet = hall.at("/sheets/p2/m2");
    let own = hall.member(1).await;
    let evil: String = form_urlencoded::byte_serialize(EVIL.as_bytes()).collect();
    for form in [
        format!("version=1&level.1.1={evil}&note.1.1={evil}&comment={evil}&case={evil}"),
        format!("version=0&note.1.1={evil}&evidence.1.2={evil}&comment={evil}&finding={evil}"),
    ] {
        let page = hall.post(&format!("{sheet}/save"), &own, &form).await;
        assert!(matches!(page.status.as_u16(), 409 | 422), "{}", page.text);
        harmless("save", &page);
    }
    let named = [("<script>alert(1)</script>.json", b"{".as_slice())];
    let page = hall
        .upload("/self-assessment/open", &Browser::default(), &named)
        .await;
    harmless("open", &page);
    assert!(page.text.contains("alert(1)"), "{}", page.text);
    let form = format!("product={evil}&producer={evil}&comment={evil}&level.1.1=1");
    let path = "/self-assessment/qd-26-2026/1";
    let page = hall.post(path, &Browser::default(), &form).await;
    harmless(path, &page);
    let page = hall
        .get(&format!("/language/vi?back=/{evil}"), &Browser::default())
        .await;
    assert_eq!(page.headers["location"], "/");
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

#[tokio::test]
async fn a_form_that_is_refused_comes_back_as_it_was_filled_in() {
    let hall = Hall::new().await;
    let (admin, secretary) = (hall.account(0).await, hall.account(1).await);
    let evil: String = form_urlencoded::byte_serialize(EVIL.as_bytes()).collect();
    let nobody = Browser::default();
    let board = hall.at("/board");
    let member = hall.at("/members/m2");
    let rules = hall.at("/rules");
    for (who, page, action, form, there, not) in [
        (
            &admin,
            "/accounts",
            "/accounts".to_owned(),
            format!("name={evil}&login=lan&role=observer&password=short-one"),
            vec![
                "value=\"lan\"",
                "value=\"observer\" selected",
                "&#60;script&#62;alert(1)",
            ],
            "short-one",
        ),
        (
            &secretary,
            "/sessions",
            "/sessions".to_owned(),
            "council=H%E1%BB%99i&level=district&held_on=hom+nay&place=".to_owned(),
            vec![
                "value=\"Hội\"",
                "value=\"district\" selected",
                "value=\"hom nay\"",
                "20/09/2026.",
            ],
            "<script>",
        ),
        (
            &secretary,
            member.as_str(),
            member.clone(),
            "name=Lan&role=deputy&institution=S%E1%BB%9F&reason=".to_owned(),
            vec!["value=\"Lan\"", "value=\"deputy\" selected", "value=\"Sở\""],
            "<script>",
        ),
        (
            &secretary,
            rules.as_str(),
            rules.clone(),
            "decision=S%E1%BB%91+1&max_spread=abc&totals_shown=true".to_owned(),
            vec!["value=\"Số 1\"", "value=\"abc\"", "value=\"true\" checked"],
            "<script>",
        ),
        (
            &secretary,
            rules.as_str(),
            hall.at("/holidays"),
            "holidays=T%E1%BA%BFt".to_owned(),
            vec![">Tết</textarea>"],
            "<script>",
        ),
        (
            &nobody,
            "/sign-in",
            "/sign-in".to_owned(),
            "login=lan&password=sai-sai-sai".to_owned(),
            vec!["value=\"lan\""],
            "sai-sai-sai",
        ),
        (
            &secretary,
            board.as_str(),
            hall.at("/products/p1/recusals"),
            "member=m4&reason=".to_owned(),
            vec!["value=\"m4\" selected"],
            "<script>",
        ),
    ] {
        let from = format!("http://hall{page}");
        let first = hall
            .send_with("POST", &action, who, &form, &[("referer", &from)])
            .await;
        // and once more, from the page that the browser is on now
        let from = format!("http://hall{action}");
        let more: String = form_urlencoded::byte_serialize(page.as_bytes()).collect();
        let form = format!("{form}&page={more}");
        let second = hall
            .send_with("POST", &action, who, &form, &[("referer", &from)])
            .await;
        for got in [first, second] {
            assert_eq!(got.status, 422, "{action}");
            assert!(
                got.text.contains("id=\"refused\""),
                "{action}: {}",
                got.text
            );
            let hidden = format!("name=\"page\" value=\"{page}\"");
            assert!(got.text.contains(&hidden), "{hidden}: {}", got.text);
            for there in &there {
                assert!(got.text.contains(there), "{action} {there}: {}", got.text);
            }
            assert!(!got.text.contains(not), "{action}: {not}");
            harmless(&action, &got);
        }
    }
}

#[tokio::test]
async fn small_things_that_people_stumbled_over() {
    let hall = Hall::new().await;
    let (admin, secretary) = (hall.account(0).await, hall.account(1).await);
    let (chair, observer) = (hall.member(0).await, hall.account(2).await);
    // a recusal says why
    let path = hall.at("/products/p1/recusals");
    let got = hall.post(&path, &secretary, "member=m4&reason=%20").await;
    assert_eq!(got.status, 422);
    assert!(got.text.contains("Cần ghi lý do"), "{}", got.text);
    let got = hall
        .post(&path, &secretary, "member=m4&reason=con+trai")
        .await;
    assert_eq!(got.status, 303);
    // a name that would turn the line around is written without the mark
    let form = "name=Lan%E2%80%AEnimda&login=lan2&role=observer&password=mot+mat+khau+dai";
    assert_eq!(hall.post("/accounts", &admin, form).await.status, 303);
    let page = hall.get("/accounts", &admin).await.text;
    assert!(page.contains("<td>Lannimda</td>"), "{page}");
    let close = hall.at("/close");
    assert_eq!(hall.post(&close, &chair, "meant=true").await.status, 303);
    // a button that does nothing says why, and an observer goes back to where they came from
    let page = hall.get(&hall.at("/workbooks"), &secretary).await.text;
    assert!(
        page.contains("Chỉ nhận phiếu khi vòng chấm đang mở"),
        "{page}"
    );
    let page = hall.get(&hall.at("/result"), &observer).await.text;
    assert!(page.contains("<a href=\"/sessions\">←"), "{page}");
}
