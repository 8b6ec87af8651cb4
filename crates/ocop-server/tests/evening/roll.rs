//! Members and products put right, each with a reason.

use crate::hall::{Hall, full};

#[tokio::test]
async fn members_are_changed_and_removed_with_a_reason_and_not_once_they_have_scored() {
    let hall = Hall::new().await;
    let secretary = hall.account(1).await;
    let one = hall.at("/members/m1");
    let form = "name=Ch%E1%BB%A7+t%E1%BB%8Bch+m%E1%BB%9Bi&role=chair&institution=UBND";
    let without = hall.post(&one, &secretary, form).await;
    assert_eq!(without.status, 422, "no reason");
    let done = hall
        .post(&one, &secretary, &format!("{form}&reason=ghi+sai"))
        .await;
    assert_eq!(done.status, 303, "{}", done.text);
    let page = hall.get(&one, &secretary).await.text;
    assert!(page.contains("value=\"Chủ tịch mới\""), "{page}");
    // whoever has scored stays
    let scored = hall
        .post(&hall.at("/members/m2/remove"), &secretary, "reason=x")
        .await;
    assert_eq!(scored.status, 422);
    assert!(scored.text.contains("Thành viên 2"), "{}", scored.text);
    // the chair has not: the code that let them in ends with them
    let chair = hall.member(0).await;
    let gone = hall
        .post(
            &hall.at("/members/m1/remove"),
            &secretary,
            "reason=ngh%E1%BB%89",
        )
        .await;
    assert_eq!(gone.status, 303, "{}", gone.text);
    assert_eq!(hall.get(&one, &secretary).await.status, 404);
    assert_eq!(
        hall.get(&hall.at(""), &chair).await.headers["location"],
        "/join?ended=1"
    );
    let trail = hall.get(&hall.at("/trail"), &secretary).await.text;
    for said in ["sửa thành viên", "ghi sai", "xóa thành viên", "nghỉ"] {
        assert!(trail.contains(said), "{said}");
    }
}

#[tokio::test]
async fn a_product_is_changed_until_the_round_closes_and_its_set_until_it_is_scored() {
    let hall = Hall::new().await;
    let (secretary, chair) = (hall.account(1).await, hall.member(0).await);
    let one = hall.at("/products/p1");
    let other_set = "name=Nh%C3%A3n&set=2&reason=x";
    assert_eq!(hall.post(&one, &secretary, other_set).await.status, 422);
    let same_set = "name=Nh%C3%A3n+m%E1%BB%9Bi&set=1&kind=upgrade&reason=x";
    let done = hall.post(&one, &secretary, same_set).await;
    assert_eq!(done.status, 303, "{}", done.text);
    let page = hall.get(&one, &secretary).await.text;
    assert!(page.contains("value=\"Nhãn mới\""), "{page}");
    assert!(page.contains("value=\"upgrade\" selected"), "{page}");
    let remove = format!("{one}/remove");
    assert_eq!(hall.post(&remove, &secretary, "reason=x").await.status, 422);
    hall.post(&hall.at("/close"), &chair, "meant=true").await;
    assert_eq!(hall.post(&one, &secretary, same_set).await.status, 422);
    let page = hall.get(&one, &secretary).await;
    assert_eq!(page.status, 200);
}

#[tokio::test]
async fn what_nobody_has_scored_is_removed() {
    let hall = Hall::new().await;
    let secretary = hall.account(1).await;
    let form = "council=H%E1%BB%99i+%C4%91%E1%BB%93ng&level=province&held_on=20/09/2026";
    let made = hall.post("/sessions", &secretary, form).await;
    let board = made.headers["location"].to_str().unwrap().to_owned();
    let base = board.trim_end_matches("/board");
    for set in ["1", "2"] {
        let form = format!("name=S%E1%BA%A3n+ph%E1%BA%A9m+{set}&set={set}");
        hall.post(&format!("{base}/products"), &secretary, &form)
            .await;
    }
    let gone = hall
        .post(
            &format!("{base}/products/p1/remove"),
            &secretary,
            "reason=r%C3%BAt",
        )
        .await;
    assert_eq!(gone.status, 303, "{}", gone.text);
    let page = hall.get(&board, &secretary).await.text;
    assert!(
        !page.contains("Sản phẩm 1") && page.contains("Sản phẩm 2"),
        "{page}"
    );
    // another set is another sheet: nobody has one yet
    let form = "name=S%E1%BA%A3n+ph%E1%BA%A9m+2&set=3&reason=x";
    let changed = hall
        .post(&format!("{base}/products/p2"), &secretary, form)
        .await;
    assert_eq!(changed.status, 303, "{}", changed.text);
    assert!(!full("3").is_empty());
}
