//! Styles, scripts and the icon: in the program, kept by browsers until they change.

use std::sync::OnceLock;

use axum::extract::Path;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse as _, Response};

use crate::api::refusal::no_such_address;
use crate::infra::random::digest;

const STYLE: &str = "text/css; charset=utf-8";
const SCRIPT: &str = "text/javascript; charset=utf-8";

/// Each asset: its name, its media type, its content.
const ASSETS: &[(&str, &str, &str)] = &[
    ("site.css", STYLE, include_str!("../../assets/site.css")),
    ("api.js", SCRIPT, include_str!("../../assets/api.js")),
    ("board.js", SCRIPT, include_str!("../../assets/board.js")),
    ("sheet.js", SCRIPT, include_str!("../../assets/sheet.js")),
    (
        "icon.svg",
        "image/svg+xml",
        include_str!("../../assets/icon.svg"),
    ),
];

/// What tells these assets from those of another build: a part of their addresses.
pub(crate) fn version() -> &'static str {
    static VERSION: OnceLock<String> = OnceLock::new();
    VERSION.get_or_init(|| {
        let all: String = ASSETS.iter().map(|(_, _, content)| *content).collect();
        digest(&all).chars().take(12).collect()
    })
}

/// An asset by its name.
pub(crate) async fn asset(Path(name): Path<String>) -> Response {
    let Some((_, kind, content)) = ASSETS.iter().find(|(n, _, _)| *n == name) else {
        return no_such_address().await;
    };
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static(kind)),
        (
            header::CACHE_CONTROL,
            HeaderValue::from_static("public, max-age=31536000, immutable"),
        ),
    ];
    (headers, *content).into_response()
}
