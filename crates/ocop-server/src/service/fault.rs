//! Why something is not done, and what is said of it.

use std::sync::Arc;

use ocop::{Problems, Text};

use crate::infra::random::NoRandomness;
use crate::repository::Trouble;

/// Why something is not done.
#[derive(Debug)]
#[non_exhaustive]
pub enum Fault {
    /// There is no such thing, or not for whoever asks.
    NotFound,
    /// Whoever asks may not.
    Forbidden,
    /// It cannot be done now, or as it was given.
    Refused(Vec<Text>),
    /// Too many tries.
    Wait,
    /// The database cannot be used at the moment: told alike to all whose changes were to be kept
    /// together.
    Store(Arc<sqlx::Error>),
    /// The machine gives no randomness.
    Randomness,
}

impl From<sqlx::Error> for Fault {
    fn from(error: sqlx::Error) -> Self {
        Self::Store(Arc::new(error))
    }
}

impl From<Arc<sqlx::Error>> for Fault {
    fn from(error: Arc<sqlx::Error>) -> Self {
        Self::Store(error)
    }
}

impl From<NoRandomness> for Fault {
    fn from(_: NoRandomness) -> Self {
        Self::Randomness
    }
}

impl From<Problems> for Fault {
    fn from(problems: Problems) -> Self {
        Self::Refused(problems.iter().map(super::told).collect())
    }
}

impl Fault {
    pub(crate) fn refused(vi: impl Into<String>, en: impl Into<String>) -> Self {
        Self::Refused(vec![Text::new(vi, en)])
    }

    /// What is said of it, in both languages.
    #[must_use]
    pub fn texts(&self) -> Vec<Text> {
        let one = |vi: &str, en: &str| vec![Text::new(vi, en)];
        match self {
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
}

/// A reason, which the trail needs.
pub(super) fn stated(reason: &str) -> Result<String, Fault> {
    let reason = ocop::tidy(reason);
    if reason.is_empty() {
        return Err(Fault::refused(
            "Cần ghi lý do, để lưu trong nhật ký.",
            "A reason is needed, for the trail.",
        ));
    }
    Ok(reason.into_owned())
}
