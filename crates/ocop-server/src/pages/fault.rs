//! What is said where something is not done.

use std::sync::Arc;

use askama::Template;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};

use super::head;
use super::seen::{Head, Seen};
use super::words::Words;
use crate::repository::Trouble;
use crate::service::Fault;

/// A fault on its way out: the guard writes it in the language of whoever asked.
#[derive(Debug, Clone)]
pub(crate) struct Failed(pub(crate) Arc<Fault>);

impl IntoResponse for Fault {
    fn into_response(self) -> Response {
        let mut response = status(&self).into_response();
        response.extensions_mut().insert(Failed(Arc::new(self)));
        response
    }
}

#[derive(Template)]
#[template(path = "fault.html")]
struct Page {
    w: Words,
    head: Head,
    lines: Vec<String>,
}

pub(super) fn page(seen: &Seen, status: StatusCode, lines: Vec<String>) -> Response {
    let page = Page {
        w: seen.w,
        head: seen.head(),
        lines,
    };
    head::page(status, &page)
}

pub(super) fn status(fault: &Fault) -> StatusCode {
    match fault {
        Fault::NotFound => StatusCode::NOT_FOUND,
        Fault::Forbidden => StatusCode::FORBIDDEN,
        Fault::Refused(_) => StatusCode::UNPROCESSABLE_ENTITY,
        Fault::Wait => StatusCode::TOO_MANY_REQUESTS,
        Fault::Store(error) => match Trouble::of(error) {
            Trouble::Full => StatusCode::INSUFFICIENT_STORAGE,
            _ => StatusCode::SERVICE_UNAVAILABLE,
        },
        Fault::Randomness => StatusCode::SERVICE_UNAVAILABLE,
    }
}

pub(super) fn signed_out() -> Fault {
    Fault::refused(
        "Phiên đăng nhập đã hết hạn. Điểm chưa gửi vẫn còn trên máy này; đề nghị vào lại bằng mã mới.",
        "Your login has ended. What was not sent is still on this device; please join again by a new code.",
    )
}
