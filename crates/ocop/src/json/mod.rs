//! JSON as people send it: read once into a borrowed tree that keeps repeated keys and their order,
//! so that every problem can be told at its place.

mod canonical;
mod fields;
mod node;

pub(crate) use canonical::canonical;
pub use fields::date;
pub(crate) use fields::{Fields, kind, pointer, repeated, wrong_type};
pub(crate) use node::Node;

use crate::problem::{Code, Position, Problem};

/// The most bytes of one dossier: 1 MiB, some hundred times a long one.
pub const MAX_BYTES: usize = 1 << 20;

/// The deepest nesting of lists and objects that is read; the formats need six.
pub const MAX_DEPTH: u8 = 32;

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
        not_utf8(position(&String::from_utf8_lossy(good)))
            .with_help("Hãy lưu tệp với bảng mã UTF-8.", "Save the file as UTF-8.")
    })?;
    Ok(text.strip_prefix('\u{feff}').unwrap_or(text))
}

/// Reads JSON text into a tree.
pub(crate) fn parse(text: &str) -> Result<Node<'_>, Problem> {
    node::parse(text).map_err(|error| match error {
        node::Error::TooDeep => Problem::new(
            Code::TooDeep,
            "",
            format!("Lồng sâu quá {MAX_DEPTH} lớp."),
            format!("Nested deeper than {MAX_DEPTH} levels."),
        ),
        node::Error::Syntax(error) => {
            let at = Position {
                line: error.line(),
                column: column_in_chars(text, &error),
            };
            let what = error.to_string();
            let what = what.split(" at line ").next().unwrap_or_default();
            let mut problem = Problem::new(
                Code::NotJson,
                "",
                format!(
                    "Không phải JSON hợp lệ: dòng {}, cột {} ({what}).",
                    at.line, at.column
                ),
                format!(
                    "Not valid JSON: line {}, column {} ({what}).",
                    at.line, at.column
                ),
            );
            problem.position = Some(at);
            problem
        }
    })
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
        format!(
            "Không phải văn bản UTF-8: dòng {}, cột {}.",
            at.line, at.column
        ),
        format!("Not UTF-8 text: line {}, column {}.", at.line, at.column),
    );
    problem.position = Some(at);
    problem
}

/// The place just behind a text.
fn position(before: &str) -> Position {
    let last = before.rsplit('\n').next().unwrap_or_default();
    Position {
        line: before.matches('\n').count().saturating_add(1),
        column: last.chars().count().saturating_add(1),
    }
}

/// `serde_json` counts columns in bytes; people count characters.
fn column_in_chars(text: &str, error: &serde_json::Error) -> usize {
    let line = text
        .split('\n')
        .nth(error.line().saturating_sub(1))
        .unwrap_or_default();
    line.char_indices()
        .take_while(|(at, _)| *at < error.column())
        .count()
        .max(1)
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
        assert_eq!(code(&[b'['; 50]), (Code::TooDeep, None));
    }

    #[test]
    fn a_byte_order_mark_and_windows_line_ends_are_passed_over() {
        let text = text("\u{feff}{\r\n}\r\n".as_bytes(), 100).unwrap();
        assert!(matches!(parse(text).unwrap(), Node::Object(o) if o.is_empty()));
    }
}
