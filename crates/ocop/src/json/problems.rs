//! How what is wrong with a value of JSON is told: the same words wherever it stands.

use crate::day::{NotADay, read_day};
use crate::problem::{Code, FoundValue, Problem};
use crate::text::{Text, nearest, shortened};

use super::Node;

/// What a value is: as it is written, and how a sentence names it.
pub(crate) fn kind(node: &Node<'_>) -> FoundValue {
    let (written, vi, en) = match node {
        Node::Null => ("null".to_owned(), "null".to_owned(), "null".to_owned()),
        Node::Bool(b) => (b.to_string(), b.to_string(), b.to_string()),
        Node::Int(n) => (n.to_string(), format!("số {n}"), format!("the number {n}")),
        // 1.0 is not 1: it is told as it was written
        Node::Number(n) => {
            let short = shortened(&n.written);
            let (vi, en) = (format!("số {short}"), format!("the number {short}"));
            (short.into_owned(), vi, en)
        }
        Node::Text(t) => {
            let short = shortened(t);
            let (vi, en) = (
                format!("chuỗi \"{short}\""),
                format!("the text \"{short}\""),
            );
            (short.into_owned(), vi, en)
        }
        Node::List(_) => (
            "[…]".to_owned(),
            "danh sách".to_owned(),
            "a list".to_owned(),
        ),
        Node::Object(_) => (
            "{…}".to_owned(),
            "đối tượng".to_owned(),
            "an object".to_owned(),
        ),
    };
    FoundValue {
        written,
        words: Text::new(vi, en),
    }
}

/// Adds how to write the whole number that was meant, where one was.
pub(crate) fn whole_help(problem: Problem, found: &Node<'_>) -> Problem {
    match found {
        Node::Text(text) => match text.trim().parse::<i64>() {
            Ok(number) => problem.with_help(
                format!("Bỏ dấu ngoặc kép: {number}."),
                format!("Leave out the quotes: {number}."),
            ),
            Err(_) => problem,
        },
        Node::Number(number) => {
            let written = format!("{:?}", number.value);
            let whole = written.strip_suffix(".0").map(str::parse::<i64>);
            match whole {
                Some(Ok(n)) => problem.with_help(format!("Ghi {n}."), format!("Write {n}.")),
                _ => problem,
            }
        }
        _ => problem,
    }
}

/// The problem of a value of another kind than expected.
pub(crate) fn wrong_type(path: &str, found: &Node<'_>, vi: &str, en: &str) -> Problem {
    Problem::unexpected(Code::WrongType, path, &kind(found), Text::new(vi, en))
}

/// The problem of an input whose `format` is missing or another.
pub(crate) fn not_the_format(found: Option<&Node<'_>>, expected: &str) -> Problem {
    let Some(found) = found.map(kind) else {
        return Problem::new(
            Code::UnknownFormat,
            "/format",
            format!("Thiếu trường \"format\": \"{expected}\"."),
            format!("The field \"format\": \"{expected}\" is missing."),
        )
        .with_expected(expected, expected)
        .with_suggestion(expected);
    };
    let quoted = format!("\"{expected}\"");
    Problem::new(
        Code::UnknownFormat,
        "/format",
        format!("Định dạng là \"{}\", cần {quoted}.", found.written),
        format!("The format is \"{}\", expected {quoted}.", found.written),
    )
    .with_found(found.written)
    .with_expected(expected, expected)
    .with_suggestion(expected)
}

/// The problem of a date that does not exist, or is not written as the formats write dates.
pub(crate) fn invalid_date(path: impl Into<String>, found: &str) -> Problem {
    let meant = read_day(found);
    let found = shortened(found);
    let problem = Problem::new(
        Code::InvalidDate,
        path,
        format!("\"{found}\" không phải ngày có thật dạng năm-tháng-ngày, ví dụ 2026-08-03."),
        format!("\"{found}\" is no real date as YYYY-MM-DD, such as 2026-08-03."),
    )
    .with_found(found.as_ref())
    .with_expected(
        "năm-tháng-ngày, ví dụ 2026-08-03",
        "YYYY-MM-DD, such as 2026-08-03",
    );
    match meant {
        // written as people write it
        Ok(day) | Err(NotADay::MonthFirst(day)) => problem.with_nearest(Some(&day.to_string())),
        Err(NotADay::Impossible) => {
            problem.with_help("Không có ngày này.", "There is no such day.")
        }
        Err(_) => problem,
    }
}

/// The problem of a key that stands twice.
pub(crate) fn repeated(path: &str, key: &str) -> Problem {
    let key = shortened(key);
    Problem::new(
        Code::RepeatedKey,
        path,
        format!("\"{key}\" xuất hiện hai lần; chỉ được một lần."),
        format!("\"{key}\" stands twice; only one is allowed."),
    )
    .with_found(key.as_ref())
}

pub(super) fn unknown(path: &str, key: &str, names: &[&str]) -> Problem {
    let problem = Problem::new(
        Code::UnknownField,
        path,
        format!("Không có trường \"{}\".", shortened(key)),
        format!("There is no field \"{}\".", shortened(key)),
    )
    .with_found(shortened(key));
    match nearest(key, names.iter().copied()) {
        Some(name) => problem.with_nearest(Some(name)),
        None => {
            let list = names.join(", ");
            problem.with_help(
                format!("Các trường: {list}."),
                format!("The fields are: {list}."),
            )
        }
    }
}
