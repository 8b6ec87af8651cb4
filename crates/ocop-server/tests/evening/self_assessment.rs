//! The producer's page: without an account, without scripts, and nothing kept.

use crate::hall::{Browser, Hall, full};
use axum::body::Body;
use axum::http::Request;
use ocop_server::api::Limits;
use ocop_server::{Engine, app};
use serde_json::Value;
use tower::ServiceExt as _;

const PAGE: &str = "/self-assessment/qd-26-2026/1";

#[tokio::test]
async fn a_producer_gets_a_rating_a_plan_and_a_file_and_nothing_is_kept() {
    let hall = Hall::new().await;
    let nobody = Browser::default();
    let before = hall.evening.verify_trail().await.unwrap();
    let list = hall.get("/self-assessment", &nobody).await;
    assert!(list.text.contains(PAGE), "{}", list.text);
    let empty = hall.get(PAGE, &nobody).await;
    assert!(empty.text.contains("name=\"level.1.1\" value=\"\" checked"));
    let form = format!("product=Nh%C3%A3n&{}note.1.1=ch%C3%BA+%C3%BD", full("1"));
    let result = hall.post(PAGE, &nobody, &form).await;
    assert_eq!(result.status, 200, "{}", result.text);
    assert!(
        result.text.contains("Kế hoạch nâng hạng sao"),
        "{}",
        result.text
    );
    let file = hall.post(PAGE, &nobody, &format!("then=file&{form}")).await;
    let kept = file.headers["content-disposition"].to_str().unwrap();
    assert!(
        kept.contains("tu-danh-gia-rau-cu-qua-hat-tuoi.json"),
        "{kept}"
    );
    // any other tool takes it
    let library = ocop_operations::library();
    let rated = ocop_operations::call(&library, "rate", &file.bytes, b"").unwrap();
    let rated: Value = serde_json::from_slice(&rated.bytes).unwrap();
    assert_eq!(rated["outcome"], "rated");
    let dossier: Value = serde_json::from_slice(&file.bytes).unwrap();
    assert_eq!(dossier["product"]["name"], "Nhãn");
    assert_eq!(dossier["answers"]["1.1"]["note"], "chú ý");
    // and so does the page itself
    let again = hall
        .upload(
            "/self-assessment/open",
            &nobody,
            &[("kept.json", &file.bytes)],
        )
        .await;
    assert_eq!(again.status, 200, "{}", again.text);
    assert!(
        again
            .text
            .contains("name=\"level.1.1\" value=\"1\" checked")
    );
    assert!(again.text.contains("chú ý"));
    assert_eq!(hall.evening.verify_trail().await.unwrap(), before);
}

#[tokio::test]
async fn what_a_producer_sends_that_is_wrong_is_told_and_what_is_right_stays() {
    let hall = Hall::new().await;
    let nobody = Browser::default();
    let got = hall
        .post(PAGE, &nobody, "level.1.1=9&level.1.2=2&note.1.3=x")
        .await;
    assert_eq!(got.status, 422);
    assert!(
        got.text.contains("name=\"level.1.2\" value=\"2\" checked"),
        "{}",
        got.text
    );
    assert!(got.text.contains("1.1"), "{}", got.text);
    let got = hall
        .post(
            PAGE,
            &nobody,
            "product=Nh%C3%A3n&points.1.1=abc&level.1.2=2&comment=xem",
        )
        .await;
    assert_eq!(got.status, 422);
    for stays in [
        "Nhãn",
        "name=\"level.1.2\" value=\"2\" checked",
        ">xem<",
        "abc",
    ] {
        assert!(got.text.contains(stays), "{stays}: {}", got.text);
    }
    let broken = [("x.json", b"{".as_slice())];
    let got = hall.upload("/self-assessment/open", &nobody, &broken).await;
    assert_eq!(got.status, 422);
    assert!(got.text.contains("x.json"), "{}", got.text);
    let unknown = [(
        "x.json",
        br#"{"product_set": 99, "answers": {}}"#.as_slice(),
    )];
    let got = hall
        .upload("/self-assessment/open", &nobody, &unknown)
        .await;
    assert!(got.text.contains("99"), "{}", got.text);
    for path in [
        "/self-assessment/qd-26-2026/99",
        "/self-assessment/qd-1/1",
        "/ocop.html",
    ] {
        assert_eq!(hall.get(path, &nobody).await.status, 404, "{path}");
    }
}

#[tokio::test]
async fn what_a_page_brings_back_broken_of_a_file_is_told_and_the_answers_stay() {
    let hall = Hall::new().await;
    let nobody = Browser::default();
    let form = format!("kept=%7B%22product&product=Nh%C3%A3n&{}", full("1"));
    for then in ["result", "file", "form-02"] {
        let got = hall
            .post(PAGE, &nobody, &format!("then={then}&{form}"))
            .await;
        assert_eq!(got.status, 422, "{then}");
        assert!(got.text.contains("gửi về bị hỏng"), "{}", got.text);
        assert!(got.text.contains("name=\"level.1.1\" value=\"1\" checked"));
        assert!(got.text.contains("Nhãn"));
    }
    let empty = format!("kept=&{}", full("1"));
    assert_eq!(hall.post(PAGE, &nobody, &empty).await.status, 200);
}

#[tokio::test]
async fn a_server_without_councils_has_the_page_too_and_the_one_that_works_by_itself() {
    let mut engine = Engine::new(Limits::default());
    engine.page = Some(b"<!doctype html>by itself".to_vec());
    let app = app(&engine, None);
    for (path, holds) in [
        ("/", "/self-assessment"),
        ("/self-assessment", "/ocop.html"),
        ("/ocop.html", "by itself"),
        ("/health", "ok"),
    ] {
        let request = Request::get(path).body(Body::empty()).unwrap();
        let response = app.clone().oneshot(request).await.unwrap();
        assert_eq!(response.status(), 200, "{path}");
        let body = axum::body::to_bytes(response.into_body(), usize::MAX).await;
        let text = String::from_utf8(body.unwrap().to_vec()).unwrap();
        assert!(text.contains(holds), "{path}: {text}");
    }
}

#[tokio::test]
async fn another_language_takes_the_answers_along() {
    let hall = Hall::new().await;
    let nobody = Browser::default();
    let empty = hall.get(PAGE, &nobody).await.text;
    let button = "form=\"answers\" name=\"form-in\" value=\"en\"";
    assert!(empty.contains(button) && !empty.contains("/language/en"));
    let form = "product=Nh%C3%A3n&level.1.1=1&note.1.2=xem&comment=chung";
    let english = hall
        .post(PAGE, &nobody, &format!("{form}&form-in=en"))
        .await;
    assert_eq!(english.status, 200, "{}", english.text);
    let cookie = english.headers["set-cookie"].to_str().unwrap();
    assert!(cookie.starts_with("lang=en"), "{cookie}");
    for there in [
        "lang=\"en\"",
        "name=\"form-in\" value=\"vi\"",
        "name=\"level.1.1\" value=\"1\" checked",
        ">chung",
        "xem",
        "Nhãn",
    ] {
        assert!(english.text.contains(there), "{there}: {}", english.text);
    }
    // a result too, and back again
    let form = format!("product=Nh%C3%A3n&{}result-in=en", full("1"));
    let english = hall.post(PAGE, &nobody, &form).await;
    assert_eq!(english.status, 200, "{}", english.text);
    assert!(
        english.text.contains("What it comes to"),
        "{}",
        english.text
    );
    assert!(english.text.contains("name=\"result-in\" value=\"vi\""));
    assert_eq!(english.text.matches("name=\"result-in\"").count(), 1);
}
