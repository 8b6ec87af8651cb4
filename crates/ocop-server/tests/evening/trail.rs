//! The trail.

use crate::hall::Hall;
use ocop_server::Evening;

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

    let times = hall
        .data
        .texts("SELECT at FROM trail ORDER BY number")
        .await;
    assert!(times.is_sorted(), "{times:?}");
    let touched = "UPDATE trail SET who = 'nobody' WHERE number = 5";
    for refused in [touched, "DELETE FROM trail WHERE number = 5"] {
        assert!(hall.data.run(refused).await.is_err(), "append-only");
    }
    let on = if hall.data.is_postgres() {
        " ON trail"
    } else {
        ""
    };
    let without = format!("DROP TRIGGER trail_is_not_changed{on}");
    hall.data.run(&without).await.unwrap();
    hall.data.run(touched).await.unwrap();
    let evening = Evening::new(hall.data.store().await);
    assert_eq!(evening.verify_trail().await.unwrap().broken_at, Some(5));
}

#[tokio::test]
async fn a_clock_that_was_set_back_is_noticed() {
    let hall = Hall::new().await;
    assert!(!hall.evening.clock_is_behind().await.unwrap());
    hall.clock.advance(-3600);
    assert!(hall.evening.clock_is_behind().await.unwrap());
}

#[tokio::test]
async fn the_trail_is_told_in_names_and_in_the_words_of_the_language() {
    let hall = Hall::new().await;
    let (secretary, chair) = (hall.account(1).await, hall.member(0).await);
    let sheet = hall.at("/sheets/p1/m1");
    let save = format!("{sheet}/save");
    for form in ["version=0&level.1.1=1", "version=1&level.1.1=2&comment=xem"] {
        assert_eq!(hall.post(&save, &chair, form).await.status, 303);
    }
    let recusal = "member=m5&reason=ng%C6%B0%E1%BB%9Di+nh%C3%A0";
    let path = hall.at("/products/p2/recusals");
    assert_eq!(hall.post(&path, &secretary, recusal).await.status, 303);
    let presence = hall.at("/members/m2/presence");
    let form = "present=false";
    assert_eq!(hall.post(&presence, &secretary, form).await.status, 303);
    let rules = "quorum=&minimums=majority&totals_shown=true";
    let path = hall.at("/rules");
    assert_eq!(hall.post(&path, &secretary, rules).await.status, 303);
    let history = hall.get(&format!("{sheet}/history"), &chair).await.text;
    let trail = hall.get(&hall.at("/trail"), &secretary).await.text;
    for said in [" điểm (", "Ý kiến chung", "(chủ tịch)", "vòng 1"] {
        assert!(history.contains(said), "{said}: {history}");
    }
    for said in [
        "(thư ký)",
        "người nhà",
        "có mặt",
        "vắng",
        "quá nửa số phiếu đạt",
    ] {
        assert!(trail.contains(said), "{said}: {trail}");
    }
    for raw in [
        "p1/m1",
        "(secretary",
        "(chair",
        "(member",
        "draft",
        " level",
        "minimums",
        "majority",
        "totals_shown",
        ">p2",
        ">m2",
        "true",
        "false",
    ] {
        let words = |page: &str| {
            let (_, list) = page.split_once("class=\"trail\"").unwrap();
            list.to_owned()
        };
        assert!(!words(&history).contains(raw), "{raw}: {history}");
        assert!(!words(&trail).contains(raw), "{raw}: {trail}");
    }
}
