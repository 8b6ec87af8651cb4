//! What is said where something is not done.

use std::sync::Arc;

use askama::Template;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use ocop::Text;

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

pub(super) fn texts(fault: &Fault) -> Vec<Text> {
    let one = |vi: &str, en: &str| vec![Text::new(vi, en)];
    match fault {
        Fault::NotFound => one("Không có trang này.", "There is no such page."),
        Fault::Forbidden => one(
            "Vai trò của ông/bà không được làm việc này.",
            "Your role may not do this.",
        ),
        Fault::Refused(texts) => texts.clone(),
        Fault::Wait => one(
            "Thử quá nhiều lần; đề nghị chờ một phút rồi thử lại.",
            "Too many tries; please wait a minute, then try again.",
        ),
        Fault::Store(error) => match Trouble::of(error) {
            Trouble::Full => one(
                "Đĩa của máy chủ đã đầy: chưa có gì được ghi. Phần đang nhập vẫn còn trên máy này; đề nghị báo quản trị viên rồi thử lại.",
                "The server's disk is full: nothing was stored. What you typed is still on this device; please tell the administrator, then try again.",
            ),
            Trouble::Gone => one(
                "Máy chủ không liên lạc được với cơ sở dữ liệu: có thể chưa ghi được gì. Đề nghị thử lại sau ít phút; phần đã ghi rồi không bị ghi hai lần.",
                "The server cannot reach its database: nothing may have been stored. Please try again in a few minutes; what was stored is not stored twice.",
            ),
            Trouble::Busy => one(
                "Cơ sở dữ liệu đang bận: chưa có gì được ghi. Đề nghị thử lại.",
                "The database is busy: nothing was stored. Please try again.",
            ),
            Trouble::Other => one(
                "Máy chủ chưa ghi được vào cơ sở dữ liệu; chưa có gì thay đổi. Đề nghị thử lại, hoặc báo quản trị viên.",
                "The server cannot use its database; nothing was changed. Please try again, or tell the administrator.",
            ),
        },
        Fault::Randomness => one(
            "Máy chủ không tạo được số ngẫu nhiên; đề nghị báo quản trị viên.",
            "The server has no randomness; please tell the administrator.",
        ),
    }
}

pub(super) fn signed_out() -> Fault {
    Fault::refused(
        "Phiên đăng nhập đã hết hạn. Điểm chưa gửi vẫn còn trên máy này; đề nghị vào lại bằng mã mới.",
        "Your login has ended. What was not sent is still on this device; please join again by a new code.",
    )
}
