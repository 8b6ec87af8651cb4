//! JSON as people send it: read once into a borrowed tree that keeps repeated keys and their order,
//! so that every problem can be told where it stands.

mod canonical;
mod dates;
mod fields;
mod node;
mod options;
mod other_files;
mod plain;
mod pointers;
mod problems;
mod said;
mod typed;

pub(crate) use crate::text::shortened;
pub(crate) use canonical::{
    DIGEST_OF_ANOTHER, NO_DIGEST, canonical, digest, digest_of, digest_of_bytes, is_digest,
    is_digest_or_none, short_digest,
};
pub use dates::date;
pub(crate) use fields::{Fields, names, positions};
pub use node::MAX_DEPTH;
pub(crate) use node::{Node, read};
pub use options::{read_options, read_options_by};
pub(crate) use other_files::{another_format, another_format_than, is_of_kind, of_another_program};
pub(crate) use plain::Plain;
pub(crate) use pointers::pointer;
pub(crate) use problems::{kind, not_the_format, repeated, whole_help, wrong_type};
pub(crate) use typed::{from_str, from_str_strictly};

use crate::problem::{Code, Position, Problem};
use crate::text::Text;

use said::reason;

/// The most bytes of one dossier: 1 MiB, some hundred times a long one.
pub const MAX_BYTES: usize = 1 << 20;

/// Text from bytes: UTF-8, a leading byte-order mark passed over.
pub(crate) fn text(bytes: &[u8], limit: usize) -> Result<&str, Problem> {
    if bytes.len() > limit {
        return Err(too_large(limit));
    }
    if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) {
        return Err(not_utf8(Position { line: 1, column: 1 }).with_help(
            "Tệp có vẻ là UTF-16; hãy lưu lại với bảng mã UTF-8.",
            "The file seems to be UTF-16; save it again as UTF-8.",
        ));
    }
    let text = std::str::from_utf8(bytes).map_err(|error| {
        let good = bytes.get(..error.valid_up_to()).unwrap_or_default();
        let good = String::from_utf8_lossy(good);
        let mut problem = not_utf8(position(good.strip_prefix('\u{feff}').unwrap_or(&good)));
        let save = || Text::new("Hãy lưu tệp với bảng mã UTF-8.", "Save the file as UTF-8.");
        problem.help = Some(other_files::this_is(bytes).unwrap_or_else(save));
        problem
    })?;
    Ok(text.strip_prefix('\u{feff}').unwrap_or(text))
}

/// Reads JSON text into a tree.
pub(crate) fn parse(text: &str) -> Result<Node<'_>, Problem> {
    node::parse(text).map_err(|error| match error {
        node::Error::TooDeep(error) => {
            let at = error_position(text, &error);
            let mut problem = Problem::new(
                Code::TooDeep,
                "",
                format!("Lồng sâu quá {MAX_DEPTH} lớp: {}.", at.vi()),
                format!("Nested deeper than {MAX_DEPTH} levels: {}.", at.en()),
            );
            problem.position = Some(at);
            problem
        }
        node::Error::Syntax(error) => {
            let at = error_position(text, &error);
            let what = if text.trim().is_empty() {
                Text::new("không có dữ liệu", "the input is empty")
            } else {
                reason(&error)
            };
            let endless = error.to_string().starts_with("number out of range");
            match node::numbers(text).find(|(_, n)| endless && is_endless(n)) {
                Some((from, number)) => {
                    let at = position(text.get(..from).unwrap_or_default());
                    let short = shortened(number);
                    let what = Text::new(
                        format!("số {short} quá lớn"),
                        format!("the number {short} is too large"),
                    );
                    not_json(at, &what).with_found(short)
                }
                None => {
                    let mut problem = not_json(at, &what);
                    let more = error.to_string().starts_with("trailing characters");
                    problem.help = if more {
                        other_files::help_of_more(text, at)
                    } else {
                        other_files::help_of(text, at)
                    };
                    problem
                }
            }
        }
    })
}

/// Whether a number is larger than any that a program has.
fn is_endless(number: &str) -> bool {
    number.parse().is_ok_and(f64::is_infinite)
}

fn not_json(at: Position, what: &Text) -> Problem {
    Problem::new(
        Code::NotJson,
        "",
        format!("Không phải JSON hợp lệ: {} ({}).", at.vi(), what.vi),
        format!("Not valid JSON: {} ({}).", at.en(), what.en),
    )
    .with_position(at)
}

/// The problem of JSON that is whole and is not what it says it is, as a typed reader tells it; with its
/// place in the text that somebody wrote, where there is one.
pub(crate) fn not_read(
    vi: &str,
    en: &str,
    text: Option<&str>,
    error: &serde_json::Error,
) -> Problem {
    let what = reason(error);
    let problem = |vi, en| Problem::new(Code::WrongType, "", vi, en);
    let Some(text) = text else {
        return problem(format!("{vi}: {}.", what.vi), format!("{en}: {}.", what.en));
    };
    let at = error_position(text, error);
    problem(
        format!("{vi}, {}: {}.", at.vi(), what.vi),
        format!("{en}, {}: {}.", at.en(), what.en),
    )
    .with_position(at)
}

/// The problem of an input over the size limit.
pub(crate) fn too_large(limit: usize) -> Problem {
    Problem::new(
        Code::TooLarge,
        "",
        format!("Dữ liệu vượt giới hạn {limit} byte."),
        format!("The input is over the limit of {limit} bytes."),
    )
}

fn not_utf8(at: Position) -> Problem {
    let mut problem = Problem::new(
        Code::NotUtf8,
        "",
        format!("Không phải văn bản UTF-8: {}.", at.vi()),
        format!("Not UTF-8 text: {}.", at.en()),
    );
    problem.position = Some(at);
    problem
}

/// The position just behind a text.
fn position(before: &str) -> Position {
    let last = before.rsplit('\n').next().unwrap_or_default();
    Position {
        line: before.matches('\n').count().saturating_add(1),
        column: last.chars().count().saturating_add(1),
    }
}

/// Where the parser stopped. It counts columns in bytes; people count characters.
fn error_position(text: &str, error: &serde_json::Error) -> Position {
    let line = |number: usize| {
        let line = text.split('\n').nth(number.saturating_sub(1));
        line.unwrap_or_default()
    };
    // column 0 is the line break before the line
    if error.column() == 0 && error.is_syntax() && error.line() > 1 {
        let number = error.line().saturating_sub(1);
        let column = line(number).chars().count().saturating_add(1);
        return Position {
            line: number,
            column,
        };
    }
    let before = line(error.line())
        .char_indices()
        .take_while(|(at, _)| *at < error.column());
    Position {
        line: error.line(),
        column: before.count().max(1),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(bytes: &[u8]) -> (Code, Option<Position>) {
        let problem = text(bytes, 100)
            .and_then(|t| parse(t).map(|_| ()))
            .unwrap_err();
        (problem.code, problem.position)
    }

    #[test]
    fn each_unreadable_input_is_named_with_its_place() {
        let at = |line, column| Some(Position { line, column });
        assert_eq!(code(&[b' '; 101]), (Code::TooLarge, None));
        assert_eq!(code(b"{\n \"a\": \xff}"), (Code::NotUtf8, at(2, 7)));
        assert_eq!(code(b"\xff\xfe{\0}\0"), (Code::NotUtf8, at(1, 1)));
        assert_eq!(code("{\"tên\": x}".as_bytes()), (Code::NotJson, at(1, 9)));
        assert_eq!(code(b"{\"a\": \"\\ud800\"}").0, Code::NotJson);
        assert_eq!(code(b"{} {}").0, Code::NotJson);
        assert_eq!(code(b"").0, Code::NotJson);
        assert_eq!(code(b"{\"a\": 1\0}").0, Code::NotJson);
        assert_eq!(code(b"1e999").0, Code::NotJson);
        assert_eq!(code(&[b'['; 50]), (Code::TooDeep, at(1, 33)));
        assert_eq!(code(b"{\n\"a\": \"b\nc\"}"), (Code::NotJson, at(2, 8)));
    }

    #[test]
    fn a_byte_order_mark_and_windows_line_ends_are_passed_over() {
        let text = text("\u{feff}{\r\n}\r\n".as_bytes(), 100).unwrap();
        assert!(matches!(parse(text).unwrap(), Node::Object(o) if o.is_empty()));
    }
}
