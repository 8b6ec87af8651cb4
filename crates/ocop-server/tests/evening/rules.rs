//! The rules of a session, and what they let happen.

use crate::hall::Hall;
use serde_json::Value;

const RULES: &str = "decision=Q%C4%90+1&numerator=2&denominator=3&chair_required=false&max_spread=5\
    &spread_at_limit=rescore&minimums=majority&findings=collective&fewest_members=3";

#[tokio::test]
async fn the_whole_regulation_is_entered_and_the_tally_goes_by_it() {
    let hall = Hall::new().await;
    let (secretary, chair) = (hall.account(1).await, hall.member(0).await);
    let rules = hall.at("/rules");
    let set = hall.post(&rules, &secretary, RULES).await;
    assert_eq!(set.status, 303, "{}", set.text);
    let page = hall.get(&rules, &secretary).await.text;
    for said in [
        "value=\"5\"",
        "value=\"QĐ 1\"",
        "value=\"majority\" selected",
    ] {
        assert!(page.contains(said), "{said}: {page}");
    }
    hall.post(&hall.at("/close"), &chair, "meant=true").await;
    let exported = hall.evening.export(&hall.demo.session).await.unwrap();
    let exported: Value = serde_json::from_str(&exported).unwrap();
    assert_eq!(exported["regulation"]["quorum"]["denominator"], 3);
    assert_eq!(exported["regulation"]["chair_required"], false);
    assert_eq!(exported["regulation"]["spread_at_limit"], "rescore");
    // what a result was made by is not changed after it
    assert_eq!(hall.post(&rules, &secretary, RULES).await.status, 422);
}

#[tokio::test]
async fn rules_that_contradict_themselves_are_told_and_nothing_is_set() {
    let hall = Hall::new().await;
    let secretary = hall.account(1).await;
    let rules = hall.at("/rules");
    for wrong in [
        "numerator=5&denominator=4",
        "max_spread=viele",
        "numerator=3",
        "max_spread=100",
    ] {
        let got = hall.post(&rules, &secretary, wrong).await;
        assert_eq!(got.status, 422, "{wrong}");
    }
    let page = hall.get(&rules, &secretary).await.text;
    assert!(page.contains("name=\"numerator\" inputmode=\"numeric\" maxlength=\"3\" value=\"3\""));
    let days = hall.at("/holidays");
    let wrong = hall
        .post(&days, &secretary, "holidays=m%E1%BB%93ng+m%E1%BB%99t")
        .await;
    assert_eq!(wrong.status, 422, "{}", wrong.text);
    let right = "holidays=05/02/2027+-+11/02/2027+T%E1%BA%BFt";
    assert_eq!(hall.post(&days, &secretary, right).await.status, 303);
    assert!(
        hall.get(&rules, &secretary)
            .await
            .text
            .contains("11/02/2027 Tết")
    );
}

#[tokio::test]
async fn totals_are_shown_on_the_board_only_where_the_rules_say_so() {
    let hall = Hall::new().await;
    let secretary = hall.account(1).await;
    let board = hall.at("/board");
    assert!(
        !hall
            .get(&board, &secretary)
            .await
            .text
            .contains("đã nộp · ")
    );
    hall.post(&hall.at("/rules"), &secretary, "totals_shown=true")
        .await;
    let page = hall.get(&board, &secretary).await.text;
    assert!(
        page.contains("đã nộp · ") && page.contains("Quy chế cho xem điểm"),
        "{page}"
    );
}

#[tokio::test]
async fn the_secretary_acts_for_the_chair_only_where_the_rules_let_that_be_and_the_trail_says_so() {
    let hall = Hall::new().await;
    let secretary = hall.account(1).await;
    let close = hall.at("/close");
    let turned_down = hall.post(&close, &secretary, "meant=true").await;
    assert_eq!(turned_down.status, 422);
    assert!(
        turned_down.text.contains("chủ tịch"),
        "{}",
        turned_down.text
    );
    hall.post(&hall.at("/rules"), &secretary, "secretary_acts=true")
        .await;
    let done = hall.post(&close, &secretary, "meant=true").await;
    assert_eq!(done.status, 303, "{}", done.text);
    let trail = hall.get(&hall.at("/trail"), &secretary).await.text;
    assert!(trail.contains("Thư ký (thư ký), thay chủ tịch"), "{trail}");
}

#[tokio::test]
async fn what_the_engine_has_against_a_session_is_told_by_names_not_by_paths() {
    let hall = Hall::new().await;
    let secretary = hall.account(1).await;
    let rules = "numerator=9&denominator=4";
    let got = hall.post(&hall.at("/rules"), &secretary, rules).await;
    assert_eq!(got.status, 422);
    assert!(
        got.text.contains("Số thành viên phải có mặt"),
        "{}",
        got.text
    );
    assert!(!got.text.contains("/regulation"), "{}", got.text);
    // a second chair
    let member = hall.at("/members/m2");
    let form = "name=Lan&role=chair&institution=&reason=b%E1%BA%A7u";
    let got = hall.post(&member, &secretary, form).await;
    assert_eq!(got.status, 422);
    assert!(got.text.contains("Lan, Vai trò: "), "{}", got.text);
    assert!(!got.text.contains("/members/1/role"), "{}", got.text);
    // and of a sheet in a file
    let mut session: serde_json::Value =
        serde_json::from_str(include_str!("../../demo/session.json")).unwrap();
    session["products"][0]["sheets"][0]["answers"]["1.1"] = serde_json::json!({"points": 99});
    let form: String = form_urlencoded::Serializer::new(String::new())
        .append_pair("session", &session.to_string())
        .finish();
    let got = hall.post("/sessions/import", &secretary, &form).await;
    assert_eq!(got.status, 422);
    assert!(
        got.text.contains("Nhãn lồng quả tươi, phiếu của "),
        "{}",
        got.text
    );
    assert!(got.text.contains("tiêu chí 1.1: "), "{}", got.text);
    assert!(!got.text.contains("/products/0"), "{}", got.text);
}
