//! Rounds: what is hidden until they close, and what comes out.

use crate::hall::Hall;
use serde_json::Value;

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
    let list = hall.get(&hall.at(""), &member).await.text;
    assert_eq!(list.matches("/unchanged").count(), 1, "one tap in the list");
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
async fn while_some_products_are_scored_again_the_results_of_the_others_stay_and_nothing_else_is_seen()
 {
    let hall = Hall::new().await;
    let (secretary, chair) = (hall.account(1).await, hall.member(0).await);
    let (observer, member) = (hall.account(2).await, hall.member(1).await);
    let close = hall.at("/close");
    // before the first round closes the reason is that, and after it all is there
    let got = hall.get(&hall.at("/result"), &observer).await;
    assert!(got.text.contains("Vòng chấm chưa đóng"), "{}", got.text);
    assert_eq!(hall.post(&close, &chair, "meant=true").await.status, 303);
    let all = hall.get(&hall.at("/result"), &observer).await.text;
    assert!(all.contains("Nhãn lồng quả tươi") && all.contains("Trứng gà thả vườn"));
    let open = hall.at("/open");
    assert_eq!(hall.post(&open, &chair, "product=p1").await.status, 303);
    let again = hall.at("/sheets/p1/m2/save");
    let note = "version=0&level.1.1=1&note.1.1=bi+mat+vong+hai&comment=bi+mat+chung";
    assert_eq!(hall.post(&again, &member, note).await.status, 303);
    for browser in [&secretary, &chair, &observer, &member] {
        let page = hall.get(&hall.at("/result"), browser).await;
        assert_eq!(page.status, 200, "{}", page.text);
        let (_, paper) = page.text.split_once("class=\"paper\"").unwrap();
        assert!(paper.contains("Trứng gà thả vườn"), "{paper}");
        assert!(
            !paper.contains("Nhãn lồng"),
            "nothing of what is open: {paper}"
        );
        assert!(page.text.contains("Đang chấm lại ở vòng 2"));
        assert!(!page.text.contains("bi mat") && !page.text.contains("/papers/"));
    }
    let certificates = hall.get(&hall.at("/certificates"), &secretary).await;
    assert_eq!(certificates.status, 200);
    assert!(
        !certificates.text.contains("Nhãn lồng"),
        "{}",
        certificates.text
    );
    for path in ["/papers/minutes", "/papers/next", "/export"] {
        let got = hall.get(&hall.at(path), &secretary).await;
        assert_eq!(got.status, 422, "{path}");
        assert!(
            got.text.contains("Vòng 2 đang mở để chấm lại: Nhãn lồng"),
            "{}",
            got.text
        );
        assert!(!got.text.contains("bi mat"), "{path}");
    }
    let list = hall.get(&hall.at(""), &member).await.text;
    assert!(list.contains("/result\""), "{list}");
    let trail = hall.get(&hall.at("/trail"), &secretary).await.text;
    assert!(!trail.contains("bi mat"));
    // with all of them open there is nothing to see, and that is the reason
    assert_eq!(hall.post(&close, &chair, "meant=true").await.status, 303);
    let every = "product=p1&product=p2&product=p3";
    assert_eq!(hall.post(&open, &chair, every).await.status, 303);
    let got = hall.get(&hall.at("/result"), &observer).await;
    assert_eq!(got.status, 422);
    assert!(
        got.text.contains("Mọi sản phẩm đang được chấm lại"),
        "{}",
        got.text
    );
}
