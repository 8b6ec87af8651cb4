//! What all pages have in common.

use crate::hall::{Browser, Hall};

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
