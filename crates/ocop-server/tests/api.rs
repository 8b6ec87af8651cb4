//! The engine over HTTP: statuses, limits, and that nothing is lost at the end.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "helpers of the tests"
)]

use std::time::Duration;

use axum::Router;
use axum::body::{Body, Bytes, to_bytes};
use axum::http::{HeaderMap, Request, StatusCode};
use ocop_operations::OPERATIONS;
use ocop_server::api::Limits;
use ocop_server::infra::serve::serve;
use ocop_server::{Engine, app};
use serde_json::Value;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tower::ServiceExt as _;

const DOSSIER: &str = r#"{"criteria": "qd-26-2026", "product_set": 1, "answers": {"1.1": 3}}"#;

fn server(limits: Limits) -> Router {
    app(&Engine::new(limits), None)
}

async fn call(
    app: &Router,
    method: &str,
    path: &str,
    body: impl Into<Body>,
) -> (StatusCode, HeaderMap, Bytes) {
    let request = Request::builder().method(method).uri(path);
    let request = request.body(body.into()).unwrap();
    let response = app.clone().oneshot(request).await.unwrap();
    let (parts, body) = response.into_parts();
    let bytes = to_bytes(body, usize::MAX).await.unwrap();
    (parts.status, parts.headers, bytes)
}

/// The codes of an `ocop-errors/1`.
fn codes(bytes: &[u8]) -> Vec<String> {
    let report: Value = serde_json::from_slice(bytes).unwrap();
    assert_eq!(report["format"], "ocop-errors/1");
    let errors = report["errors"].as_array().unwrap().iter();
    errors
        .map(|e| e["code"].as_str().unwrap().to_owned())
        .collect()
}

#[tokio::test]
async fn a_call_gives_the_bytes_of_the_engine() {
    let app = server(Limits::default());
    let library = ocop_operations::library();
    let expected =
        ocop_operations::call(&library, "rate", DOSSIER.as_bytes(), br#"{"brief":true}"#).unwrap();
    let (status, headers, body) = call(&app, "POST", "/api/v1/rate?brief=true", DOSSIER).await;
    assert_eq!(status, 200);
    assert_eq!(headers["content-type"], "application/json");
    assert_eq!(body, expected.bytes);

    let (status, _, body) = call(&app, "GET", "/api/v1/resolve?on=2026-09-15", "").await;
    assert_eq!(status, 200, "{body:?}");
    let (status, headers, body) = call(
        &app,
        "POST",
        "/api/v1/document?document=explanation&lang=en",
        DOSSIER,
    )
    .await;
    assert_eq!(status, 200);
    assert_eq!(headers["content-type"], "text/html; charset=utf-8");
    assert!(
        headers["content-security-policy"]
            .to_str()
            .unwrap()
            .ends_with("sandbox")
    );
    assert!(body.starts_with(b"<!DOCTYPE html>") || body.starts_with(b"<!doctype html>"));
}

#[tokio::test]
async fn what_is_refused_says_whose_fault_it_is() {
    let app = server(Limits {
        bytes: 2000,
        ..Limits::default()
    });
    let large = format!("{DOSSIER}{}", " ".repeat(2000));
    let wrong = DOSSIER.replace('3', "30");
    for (method, path, body, status, code) in [
        ("POST", "/api/v1/rate", wrong.as_str(), 422, "unknown-level"),
        ("POST", "/api/v1/rate", "", 422, "not-json"),
        (
            "POST",
            "/api/v1/rate?breif=true",
            DOSSIER,
            400,
            "unknown-option",
        ),
        ("POST", "/api/v1/rate?brief=yes", DOSSIER, 400, "wrong-type"),
        (
            "POST",
            "/api/v1/rate?brief=true&brief=true",
            DOSSIER,
            400,
            "repeated-key",
        ),
        ("POST", "/api/v1/rate", large.as_str(), 413, "too-large"),
        ("POST", "/api/v1/rait", DOSSIER, 404, "unknown-operation"),
        ("GET", "/api/v1/rate", "", 405, "wrong-method"),
        (
            "POST",
            "/api/v1/schema?name=dossier",
            "",
            405,
            "wrong-method",
        ),
        (
            "GET",
            "/api/v1/schema?name=../Cargo.toml",
            "",
            400,
            "unknown-choice",
        ),
        ("GET", "/api/v2/rate", "", 404, "no-such-address"),
        ("GET", "/etc/passwd", "", 404, "no-such-address"),
        (
            "GET",
            "/assets/..%2f..%2fCargo.toml",
            "",
            404,
            "no-such-address",
        ),
    ] {
        let (got, headers, body) = call(&app, method, path, body.to_owned()).await;
        assert_eq!(got, status, "{method} {path}");
        let codes = codes(&body);
        assert!(
            codes.iter().any(|c| c == code),
            "{method} {path}: {codes:?}"
        );
        assert_eq!(status == 405, headers.contains_key("allow"), "{path}");
    }
}

#[tokio::test]
async fn a_dossier_over_the_limit_of_its_format_is_too_large_too() {
    let app = server(Limits::default());
    let large = format!("{DOSSIER}{}", " ".repeat(ocop::MAX_BYTES));
    let (status, _, body) = call(&app, "POST", "/api/v1/rate", large).await;
    assert_eq!(
        (status.as_u16(), codes(&body)),
        (413, vec!["too-large".to_owned()])
    );
}

#[tokio::test]
async fn every_operation_is_there_under_its_methods_and_no_other() {
    let app = server(Limits::default());
    let (_, _, description) = call(&app, "GET", "/api/v1/openapi.json", "").await;
    let description: Value = serde_json::from_slice(&description).unwrap();
    assert_eq!(description["openapi"], "3.1.0");
    assert_eq!(
        description["paths"].as_object().unwrap().len(),
        OPERATIONS.len()
    );
    for operation in OPERATIONS {
        let path = format!("/api/v1/{}", operation.name);
        for method in ["GET", "POST", "PUT", "DELETE", "PATCH"] {
            let described = &description["paths"][&path][method.to_lowercase()];
            let (status, _, _) = call(&app, method, &path, "").await;
            assert_eq!(
                described.is_null(),
                status == 405,
                "{method} {path}: {status}"
            );
        }
    }
}

#[tokio::test]
async fn one_address_that_asks_too_often_is_told_to_wait() {
    let app = server(Limits {
        per_second: 1,
        burst: 2,
        ..Limits::default()
    });
    for _ in 0..2 {
        assert_eq!(call(&app, "POST", "/api/v1/rate", DOSSIER).await.0, 200);
    }
    let (status, headers, body) = call(&app, "POST", "/api/v1/rate", DOSSIER).await;
    assert_eq!(
        (status.as_u16(), &codes(&body)[..]),
        (429, &["too-many-requests".to_owned()][..])
    );
    assert_eq!(headers["retry-after"], "1");
    assert_eq!(
        call(&app, "GET", "/health", "").await.0,
        200,
        "only the engine is held back"
    );
}

#[tokio::test]
async fn an_input_that_does_not_come_is_given_up() {
    let app = server(Limits {
        time: Duration::from_millis(50),
        ..Limits::default()
    });
    let never = tokio_stream_of_nothing();
    let (status, _, body) = call(&app, "POST", "/api/v1/rate", never).await;
    assert_eq!(
        (status.as_u16(), &codes(&body)[..]),
        (408, &["out-of-time".to_owned()][..])
    );
}

#[tokio::test]
async fn a_form_that_does_not_come_is_given_up_too() {
    let app = server(Limits {
        time: Duration::from_millis(50),
        ..Limits::default()
    });
    let never = tokio_stream_of_nothing();
    let (status, _, body) = call(&app, "POST", "/self-assessment/open", never).await;
    assert_eq!(status, 408);
    let body = String::from_utf8(body.to_vec()).unwrap();
    assert!(body.contains("quá chậm"), "{body}");
}

/// A body that never ends and never brings anything.
fn tokio_stream_of_nothing() -> Body {
    struct Nothing;
    impl axum::body::HttpBody for Nothing {
        type Data = Bytes;
        type Error = std::convert::Infallible;
        fn poll_frame(
            self: std::pin::Pin<&mut Self>,
            _: &mut std::task::Context<'_>,
        ) -> std::task::Poll<Option<Result<http_body::Frame<Bytes>, Self::Error>>> {
            std::task::Poll::Pending
        }
    }
    Body::new(Nothing)
}

#[tokio::test]
async fn pages_and_answers_go_under_the_headers_of_safety() {
    let app = server(Limits::default());
    for path in [
        "/api",
        "/assets/site.css",
        "/api/v1/openapi.json",
        "/nowhere",
        "/health",
    ] {
        let (_, headers, _) = call(&app, "GET", path, "").await;
        let policy = headers["content-security-policy"].to_str().unwrap();
        assert!(policy.starts_with("default-src 'none'"), "{path}");
        assert!(!policy.contains("unsafe"), "{path}");
        assert_eq!(headers["x-content-type-options"], "nosniff", "{path}");
    }
}

#[tokio::test]
async fn requests_are_counted_without_a_word_of_whose_they_are() {
    let app = server(Limits::default());
    call(&app, "POST", "/api/v1/rate?criteria=secret", DOSSIER).await;
    let (_, _, text) = call(&app, "GET", "/metrics", "").await;
    let text = String::from_utf8(text.to_vec()).unwrap();
    assert!(
        text.contains("ocop_http_requests_total{class=\"4xx\"} 1\n"),
        "{text}"
    );
    assert!(!text.contains("secret"));
}

#[tokio::test]
async fn an_answer_that_is_under_way_is_finished_when_the_server_stops() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let (stop, stopped) = tokio::sync::oneshot::channel::<()>();
    let running = tokio::spawn(serve(listener, server(Limits::default()), async {
        let _ = stopped.await;
    }));
    let mut stream = TcpStream::connect(address).await.unwrap();
    let head = format!(
        "POST /api/v1/rate?brief=true HTTP/1.1\r\nHost: x\r\nContent-Length: {}\r\n\r\n",
        DOSSIER.len()
    );
    let (first, rest) = DOSSIER.split_at(10);
    stream
        .write_all(format!("{head}{first}").as_bytes())
        .await
        .unwrap();
    tokio::time::sleep(Duration::from_millis(200)).await;
    stop.send(()).unwrap();
    tokio::time::sleep(Duration::from_millis(200)).await;
    stream.write_all(rest.as_bytes()).await.unwrap();
    let mut reply = String::new();
    stream.read_to_string(&mut reply).await.unwrap();
    assert!(reply.starts_with("HTTP/1.1 200 OK"), "{reply}");
    assert!(reply.contains("ocop-rating/1"), "{reply}");
    running.await.unwrap().unwrap();
    assert!(
        TcpStream::connect(address).await.is_err(),
        "nobody listens any more"
    );
}
