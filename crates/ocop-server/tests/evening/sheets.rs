//! Sheets: saved, handed in, taken back, typed for others.

use crate::hall::{Hall, full};
use serde_json::Value;

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
        both.text.contains(" điểm (")
            && both.text.contains(") · mẫu")
            && !both.text.contains("mức 1"),
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
    assert_eq!(history.matches("<li value=").count(), 2, "{history}");
}

#[tokio::test]
async fn no_star_before_an_answer_and_none_that_looks_final_before_the_last() {
    let hall = Hall::new().await;
    let chair = hall.member(0).await;
    let sheet = hall.at("/sheets/p1/m1");
    let short = async || {
        let page = hall.get(&sheet, &chair).await.text;
        let (_, rest) = page.split_once("id=\"short\">").unwrap();
        rest.split_once('<').unwrap().0.to_owned()
    };
    assert!(short().await.contains("chưa xếp hạng"));
    assert!(!short().await.contains('★'));
    let save = format!("{sheet}/save");
    for (sent, told) in [
        ("version=0&level.1.1=1".to_owned(), "tạm ★ · còn "),
        (format!("version=1&{}", full("1")), "★"),
    ] {
        assert_eq!(hall.post(&save, &chair, &sent).await.status, 303);
        assert!(short().await.contains(told), "{}", short().await);
    }
    assert!(!short().await.contains("tạm"), "{}", short().await);
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
async fn a_sheet_that_lacks_something_is_kept_and_comes_back_with_what_it_lacks() {
    let hall = Hall::new().await;
    let chair = hall.member(0).await;
    let sheet = hall.at("/sheets/p1/m1");
    let form = "version=0&level.1.1=2&comment=chung&then=submit";
    let got = hall.post(&format!("{sheet}/save"), &chair, form).await;
    assert_eq!(got.status, 422);
    for said in ["Chưa nộp được", "CHƯA NỘP", ">chung<", "id=\"sheet\""] {
        assert!(got.text.contains(said), "{said}: {}", got.text);
    }
    assert!(got.text.contains("name=\"version\" value=\"1\""));
    // a form that came to nothing leads back to the page it was on
    let from = [("referer", "http://hall/sessions/x/board?part=1")];
    let close = hall.at("/close");
    let got = hall.send_with("POST", &close, &chair, "", &from).await;
    assert_eq!(got.status, 422);
    let back = "href=\"/sessions/x/board?part=1\"";
    assert!(got.text.contains(back), "{}", got.text);
}

#[tokio::test]
async fn what_cannot_be_read_of_a_form_is_told_and_all_else_stays_on_the_page() {
    let hall = Hall::new().await;
    let secretary = hall.account(1).await;
    let sheet = hall.at("/sheets/p3/m1");
    let save = format!("{sheet}/save");
    let form = "version=0&by=points&points.1.1=1&points.1.2=hai&note.1.2=xem&comment=chung";
    let got = hall.post(&save, &secretary, form).await;
    assert_eq!(got.status, 422);
    for stays in [
        "maxlength=\"3\" value=\"1\"",
        ">xem<",
        ">chung<",
        "1.2: Gặp \"hai\"",
    ] {
        let escaped = stays.replace("\"hai\"", "&#34;hai&#34;");
        assert!(got.text.contains(&escaped), "{escaped}: {}", got.text);
    }
    let stored = hall.get(&sheet, &secretary).await.text;
    assert!(!stored.contains(">chung<"), "nothing was stored");
    // over a version that was never seen, what cannot be read leads to both and a choice
    let first = "version=0&by=points&points.1.1=2";
    assert_eq!(hall.post(&save, &secretary, first).await.status, 303);
    let got = hall.post(&save, &secretary, form).await;
    assert_eq!(got.status, 409, "{}", got.text);
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
async fn points_that_no_level_has_are_told_at_their_criterion_with_those_there_are() {
    let hall = Hall::new().await;
    let secretary = hall.account(1).await;
    let sheet = hall.at("/sheets/p3/m1");
    let save = format!("{sheet}/save");
    let json = [("accept", "application/json")];
    let form = "version=0&by=points&points.1.1=99";
    let got = hall.send_with("POST", &save, &secretary, form, &json).await;
    assert_eq!(got.status, 200, "it is kept: {}", got.text);
    let told: Value = serde_json::from_str(&got.text).unwrap();
    assert_eq!(told["wrong"][0][0], "1.1", "{told}");
    let line = told["wrong"][0][1].as_str().unwrap();
    assert!(line.starts_with("1.1: ") && line.contains("99") && line.contains("các mức có điểm"));
    assert!(!line.contains("/answers"), "{line}");
    // the same without scripts: above the sheet, and at the criterion
    let page = hall.get(&sheet, &secretary).await.text;
    assert!(page.contains("aria-invalid=\"true\""), "{page}");
    assert_eq!(page.matches("các mức có điểm").count(), 3, "{page}");
}

#[tokio::test]
async fn a_script_hands_a_sheet_in_and_is_told_where_it_went_or_what_it_lacks() {
    let hall = Hall::new().await;
    let chair = hall.member(0).await;
    let sheet = hall.at("/sheets/p1/m1");
    let save = format!("{sheet}/save");
    let json = [("accept", "application/json")];
    let send = async |form: &str| {
        let got = hall.send_with("POST", &save, &chair, form, &json).await;
        let told: Value = serde_json::from_str(&got.text).unwrap();
        (got.status.as_u16(), told)
    };
    let (status, told) = send("version=0&level.1.1=1&then=submit").await;
    assert_eq!((status, &told["version"]), (422, &Value::from(1)), "{told}");
    let refused = told["refused"][0].as_str().unwrap();
    assert!(refused.contains("1.2"), "{told}");
    let whole = format!("version=1&{}then=submit", full("1"));
    // twice: the first answer may have been lost
    for _ in 0..2 {
        let (status, told) = send(&whole).await;
        assert_eq!((status, told["to"].as_str()), (200, Some(sheet.as_str())));
    }
    assert!(hall.get(&sheet, &chair).await.text.contains("Đã nộp."));
}
