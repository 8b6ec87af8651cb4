//! Certificates after the decision, their register and its calendar.

use crate::hall::{Browser, Hall};
use serde_json::Value;

/// The example with all sheets in and the round closed: every result stands but where scores differ.
async fn closed() -> Hall {
    let hall = Hall::new().await;
    let (chair, fourth) = (hall.member(0).await, hall.member(3).await);
    // whoever is late scores as member 2 did
    for product in ["p1", "p2", "p3"] {
        let save = hall.at(&format!("/sheets/{product}/m1/save"));
        let form = format!("version=0&{}then=submit", as_member_2(product));
        let got = hall.post(&save, &chair, &form).await;
        assert_eq!(got.status, 303, "{}", got.text);
    }
    let save = hall.at("/sheets/p1/m4/save");
    let form = format!("version=1&{}then=submit", as_member_2("p1"));
    let got = hall.post(&save, &fourth, &form).await;
    assert_eq!(got.status, 303, "{}", got.text);
    hall.post(&hall.at("/minimums"), &chair, "minimums=mean")
        .await;
    // what stands apart is no matter here
    let secretary = hall.account(1).await;
    let rules = "numerator=3&denominator=4&max_spread=99&minimums=mean&fewest_members=5";
    let set = hall.post(&hall.at("/rules"), &secretary, rules).await;
    assert_eq!(set.status, 303, "{}", set.text);
    let done = hall.post(&hall.at("/close"), &chair, "meant=true").await;
    assert_eq!(done.status, 303, "{}", done.text);
    // the decision comes some weeks later
    hall.clock.advance(20 * 86_400);
    hall
}

/// The answers of member 2 on a product of the example, as a form.
fn as_member_2(product: &str) -> String {
    let session: Value = serde_json::from_str(include_str!("../../demo/session.json")).unwrap();
    let all = session["products"].as_array().unwrap();
    let product = all.iter().find(|p| p["id"] == product).unwrap();
    let sheets = product["sheets"].as_array().unwrap();
    let sheet = sheets.iter().find(|s| s["member"] == "m2").unwrap();
    let answers = sheet["answers"].as_object().unwrap();
    let level = |answer: &Value| answer.as_i64().or(answer["level"].as_i64()).unwrap();
    answers
        .iter()
        .map(|(id, answer)| format!("level.{id}={}&", level(answer)))
        .collect()
}

#[tokio::test]
async fn a_certificate_is_entered_after_the_decision_and_lasts_as_the_law_says() {
    let hall = closed().await;
    let secretary = hall.account(1).await;
    let page = hall.at("/certificates");
    let list = hall.get(&page, &secretary).await.text;
    assert!(list.contains("Trứng gà thả vườn"), "{list}");
    let one = format!("{page}/p3");
    for wrong in [
        "decision=&issued_on=05/10/2026",
        "decision=1&issued_on=",
        "decision=1&issued_on=31/02/2027",
        // before the council sat
        "decision=1&issued_on=01/09/2026",
        // still to come
        "decision=1&issued_on=05/10/2027",
    ] {
        assert_eq!(
            hall.post(&one, &secretary, wrong).await.status,
            422,
            "{wrong}"
        );
    }
    let form = "decision=12/Q%C4%90-UBND&issued_on=05/10/2026";
    let done = hall.post(&one, &secretary, form).await;
    assert_eq!(done.status, 303, "{}", done.text);
    let list = hall.get(&page, &secretary).await.text;
    // 36 months, and the window before its end
    assert!(list.contains("05/10/2029"), "{list}");
    let register = hall.get("/register", &secretary).await.text;
    assert!(register.contains("12/QĐ-UBND"), "{register}");
    // an end that the law does not give is kept as the decision states it, and told
    let stated = format!("{form}&expires_on=05/10/2030");
    hall.post(&one, &secretary, &stated).await;
    let list = hall.get(&page, &secretary).await.text;
    let told = "Ngày hết hạn ghi 05/10/2030; tính theo thời hạn là 05/10/2029.";
    assert!(list.contains(told), "{list}");
    hall.post(&one, &secretary, form).await;
    let list = hall.get(&page, &secretary).await.text;
    assert!(!list.contains(told), "{list}");

    let table = hall.get("/register/export", &secretary).await;
    let library = ocop_operations::library();
    let on = br#"{"on": "2029-05-01", "within": 365}"#;
    let due = ocop_operations::call(&library, "renewals", &table.bytes, on).unwrap();
    let due = String::from_utf8(due.bytes).unwrap();
    assert!(
        due.contains("\"2029-10-05\"") && !due.contains("\"errors\""),
        "{due}"
    );

    // taken out again, with a reason
    let remove = format!("{one}/remove");
    assert_eq!(hall.post(&remove, &secretary, "").await.status, 422);
    assert_eq!(
        hall.post(&remove, &secretary, "reason=nh%E1%BA%A7m")
            .await
            .status,
        303
    );
    let trail = hall.get(&hall.at("/trail"), &secretary).await.text;
    assert!(
        trail.contains("ghi giấy chứng nhận") && trail.contains("nhầm"),
        "{trail}"
    );
}

#[tokio::test]
async fn a_product_whose_result_does_not_stand_gets_no_certificate() {
    let hall = Hall::new().await;
    let (secretary, chair) = (hall.account(1).await, hall.member(0).await);
    let one = hall.at("/certificates/p1");
    let form = "decision=1&issued_on=05/10/2026";
    assert_eq!(
        hall.post(&one, &secretary, form).await.status,
        422,
        "the round is open"
    );
    hall.post(&hall.at("/close"), &chair, "meant=true").await;
    assert_eq!(
        hall.post(&one, &secretary, form).await.status,
        404,
        "sheets are missing"
    );
}

#[tokio::test]
async fn the_calendar_is_for_whoever_has_its_address_until_another_is_made() {
    let hall = closed().await;
    let secretary = hall.account(1).await;
    let nobody = Browser::default();
    let form = "decision=12&issued_on=05/10/2026";
    hall.post(&hall.at("/certificates/p3"), &secretary, form)
        .await;
    assert_eq!(hall.get("/calendar/", &nobody).await.status, 404);
    assert_eq!(hall.get("/calendar/0", &nobody).await.status, 404);
    let address = async || {
        let page = hall.post("/register/calendar", &secretary, "").await.text;
        let (_, rest) = page.split_once("/calendar/").unwrap();
        format!("/calendar/{}", rest.split('<').next().unwrap())
    };
    let first = address().await;
    let calendar = hall.get(&first, &nobody).await;
    assert_eq!(calendar.status, 200, "{first}");
    assert!(
        calendar.text.starts_with("BEGIN:VCALENDAR"),
        "{}",
        calendar.text
    );
    assert!(
        calendar.text.contains("Trứng gà thả vườn"),
        "{}",
        calendar.text
    );
    let second = address().await;
    assert_eq!(hall.get(&first, &nobody).await.status, 404);
    assert_eq!(hall.get(&second, &nobody).await.status, 200);
}

#[tokio::test]
async fn a_closed_round_has_charts_with_words_and_papers_in_their_forms() {
    let hall = closed().await;
    let chair = hall.member(1).await;
    let page = hall.get(&hall.at("/result"), &chair).await.text;
    assert_eq!(
        page.matches("role=\"img\" aria-label=").count(),
        4,
        "{page}"
    );
    assert!(page.contains("chênh lệch") && page.contains("Số liệu dạng bảng"));
    for paper in [
        "minutes",
        "tally",
        "summary",
        "synthesis",
        "next",
        "submission",
        "decision",
        "letter",
        "notice",
    ] {
        let path = hall.at(&format!("/papers/{paper}"));
        let shown = hall.get(&path, &chair).await;
        assert_eq!(shown.status, 200, "{paper}: {}", shown.text);
        let word = hall.get(&format!("{path}?format=docx"), &chair).await;
        assert!(word.bytes.starts_with(b"PK"), "{paper}");
    }
    let table = hall
        .get(&hall.at("/papers/summary?format=xlsx"), &chair)
        .await;
    assert!(table.bytes.starts_with(b"PK"));
}

#[tokio::test]
async fn stars_that_another_level_recognises_get_no_certificate_here_and_it_is_said_who_does() {
    let hall = Hall::new().await;
    let library = ocop_operations::library();
    let criteria = library.version("qd-26-2026").unwrap();
    let set = criteria.show(criteria.product_set("1").unwrap()).unwrap();
    let best = |c: &ocop::criteria::SetCriterion| {
        let best = c.levels.iter().max_by_key(|l| l.points.get()).unwrap();
        (c.criterion.to_string(), Value::from(best.level.get()))
    };
    let answers: serde_json::Map<String, Value> = set.criteria().map(best).collect();
    let mut session: Value = serde_json::from_str(include_str!("../../demo/session.json")).unwrap();
    let sheets: Vec<Value> = (1..=5)
        .map(|n| serde_json::json!({"member": format!("m{n}"), "answers": answers}))
        .collect();
    session["present"] = serde_json::json!(["m1", "m2", "m3", "m4", "m5"]);
    session["products"] = serde_json::json!([{
        "id": "p1", "product_set": 1, "product": {"name": "Năm sao"}, "sheets": sheets,
    }]);
    let id = hall
        .evening
        .import("test", &session.to_string())
        .await
        .unwrap();
    hall.clock.advance(20 * 86_400);
    let secretary = hall.account(1).await;
    let path = format!("/sessions/{id}/certificates");
    let page = hall.get(&path, &secretary).await.text;
    assert!(page.contains("★★★★★"), "{page}");
    assert!(page.contains("<strong>cấp trung ương</strong>"), "{page}");
    assert!(!page.contains("name=\"decision\""), "{page}");
    let form = "decision=1&issued_on=05/10/2026";
    let got = hall.post(&format!("{path}/p1"), &secretary, form).await;
    assert_eq!(got.status, 422);
    assert!(got.text.contains("cấp khác công nhận"), "{}", got.text);
}
