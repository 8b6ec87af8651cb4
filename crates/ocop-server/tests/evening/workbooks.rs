//! Sheets from Excel.

use crate::hall::{Browser, Hall};
use ocop_office::workbook::member::{Content, Contents, Order, write};
use ocop_office::workbook::{Entry, Filled, Roster, Slot};

/// A workbook of the example as a member sends it back: each product with what stands in its sheet.
fn returned(member: &str, sheets: &[(&str, Filled)]) -> Vec<u8> {
    let library = ocop_operations::library();
    let session = include_str!("../../demo/session.json");
    let roster = Roster::read(&library, session.as_bytes(), &[]).unwrap();
    let mut contents = Contents::default();
    for (product, filled) in sheets {
        let content = Content {
            filled: filled.clone(),
            ..Content::default()
        };
        contents.sheets.insert((*product).to_owned(), content);
    }
    let order = Order::new(member);
    write(&library, &roster, &order, &contents).unwrap()
}

/// All criteria of a set at the points of their first level.
fn all(set: &str) -> Filled {
    let library = ocop_operations::library();
    let version = library.version("qd-26-2026").unwrap();
    let set = version.show(version.product_set(set).unwrap()).unwrap();
    let mut filled: Filled = set
        .criteria()
        .map(|c| {
            let points = i64::from(c.levels[0].points.get());
            (Slot::Points(c.criterion), Entry::Number(points))
        })
        .collect();
    filled.insert(Slot::Submitted, Entry::from("x"));
    filled
}

async fn sent(hall: &Hall, secretary: &Browser, name: &str, bytes: &[u8]) -> String {
    let got = hall
        .upload(&hall.at("/workbooks"), secretary, &[(name, bytes)])
        .await;
    assert_eq!(got.status, 200, "{}", got.text);
    got.text
}

#[tokio::test]
async fn a_workbook_is_taken_in_marked_with_who_took_it_and_nothing_is_overwritten() {
    let hall = Hall::new().await;
    let secretary = hall.account(1).await;
    let book = returned("m1", &[("p3", all("2"))]);
    let page = sent(&hall, &secretary, "phieu m1.xlsx", &book).await;
    assert!(page.contains("đã nhận, đã nộp"), "{page}");
    let sheet = hall.get(&hall.at("/sheets/p3/m1"), &secretary).await.text;
    assert!(sheet.contains("Phiếu do thư ký nhập hộ: Thư ký"), "{sheet}");
    assert!(sheet.contains("Đã nộp."), "{sheet}");
    let again = sent(&hall, &secretary, "phieu m1.xlsx", &book).await;
    assert!(again.contains("đã có đúng phiếu này"), "{again}");
    // other points, after it was handed in
    let mut other = all("2");
    let criterion = *other.keys().find(|s| matches!(s, Slot::Points(_))).unwrap();
    other.insert(criterion, Entry::Number(0));
    let page = sent(
        &hall,
        &secretary,
        "khac.xlsx",
        &returned("m1", &[("p3", other)]),
    )
    .await;
    assert!(page.contains("giữ phiếu đã nộp trước đó"), "{page}");
    // what a member scores in person stays theirs
    let page = sent(
        &hall,
        &secretary,
        "m2.xlsx",
        &returned("m2", &[("p3", all("2"))]),
    )
    .await;
    assert!(page.contains("giữ phiếu thành viên tự chấm"), "{page}");
    let trail = hall.get(&hall.at("/trail"), &secretary).await.text;
    assert_eq!(trail.matches("nhận phiếu Excel").count(), 1, "{trail}");
}

#[tokio::test]
async fn what_is_wrong_in_a_workbook_is_told_with_its_cell_and_the_rest_is_a_draft() {
    let hall = Hall::new().await;
    let secretary = hall.account(1).await;
    let mut filled = all("2");
    let criterion = *filled
        .keys()
        .find(|s| matches!(s, Slot::Points(_)))
        .unwrap();
    filled.insert(criterion, Entry::from("năm"));
    let book = returned("m1", &[("p3", filled)]);
    let page = sent(&hall, &secretary, "sai.xlsx", &book).await;
    assert!(page.contains("đã nhận làm nháp"), "{page}");
    assert!(page.contains("sai.xlsx") && page.contains("năm"), "{page}");
    assert!(page.contains("download="), "a copy with a note at the cell");
    let page = sent(&hall, &secretary, "hinh.png", b"\x89PNG").await;
    assert!(page.contains("hinh.png"), "{page}");
    let none = hall.upload(&hall.at("/workbooks"), &secretary, &[]).await;
    assert_eq!(none.status, 422);
}

#[tokio::test]
async fn the_workbook_that_is_given_out_belongs_to_the_session_and_comes_back_to_it() {
    let hall = Hall::new().await;
    let secretary = hall.account(1).await;
    let given = hall.get(&hall.at("/workbooks/m1"), &secretary).await;
    assert!(given.bytes.starts_with(b"PK"));
    let page = sent(&hall, &secretary, "trong.xlsx", &given.bytes).await;
    assert!(page.contains("còn trống"), "{page}");
    assert_eq!(
        hall.get(&hall.at("/workbooks/m9"), &secretary).await.status,
        404
    );
}
