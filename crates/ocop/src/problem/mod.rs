//! The one error of the engine: what is wrong, where, what was expected, and what is nearest.

mod code;
mod problems;
mod report;

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::source::Source;
use crate::text::{Lang, Text};

pub use code::Code;
pub use problems::{MAX_PROBLEMS, Problems};
pub use report::{ERRORS_FORMAT, ErrorReport};

/// Line and column in a text, both from 1; the column counts characters.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, schemars::JsonSchema,
)]
pub struct Position {
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
}

impl Position {
    pub(crate) fn vi(self) -> String {
        format!("dòng {}, cột {}", self.line, self.column)
    }

    pub(crate) fn en(self) -> String {
        format!("line {}, column {}", self.line, self.column)
    }
}

/// What stands where something else was expected: as it is written, and how a sentence names it.
pub(crate) struct FoundValue {
    pub(crate) written: String,
    pub(crate) words: Text,
}

/// One problem of an input or of a data file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct Problem {
    /// What kind of problem.
    pub code: Code,
    /// Where it stands, as a JSON Pointer (RFC 6901); empty for the whole input.
    pub path: String,
    /// What was found and what was expected, in a sentence.
    pub message: Text,
    /// What was found, as it was written; a long text is cut.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub found: Option<String>,
    /// What was expected.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub expected: Option<Text>,
    /// The nearest right spelling or value.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub suggestion: Option<String>,
    /// What to do about it: the nearest right spelling, the choices, the next step.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub help: Option<Text>,
    /// Where the law says so.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub source: Option<String>,
    /// The data file, where a criteria folder is checked.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub file: Option<String>,
    /// Line and column, where the text itself cannot be read.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub position: Option<Position>,
    /// Sheet and cell of a workbook, `Phiếu 3!D12`, where the input is one.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub cell: Option<String>,
}

impl Problem {
    /// A problem with its pointer and message.
    #[must_use]
    pub fn new(
        code: Code,
        path: impl Into<String>,
        vi: impl Into<String>,
        en: impl Into<String>,
    ) -> Self {
        Self {
            code,
            path: path.into(),
            message: Text::new(vi, en),
            found: None,
            expected: None,
            suggestion: None,
            help: None,
            source: None,
            file: None,
            position: None,
            cell: None,
        }
    }

    /// A problem of a value that is not what was expected: its message is put together from both.
    #[must_use]
    pub(crate) fn unexpected(
        code: Code,
        path: impl Into<String>,
        found: &FoundValue,
        expected: Text,
    ) -> Self {
        let told = |found: &str, expected: &str, [a, b]: [&str; 2]| {
            format!("{a} {found}, {b} {expected}.")
        };
        let vi = told(&found.words.vi, &expected.vi, ["Gặp", "cần"]);
        let en = told(&found.words.en, &expected.en, ["Found", "expected"]);
        Self {
            found: Some(found.written.clone()),
            expected: Some(expected),
            ..Self::new(code, path, vi, en)
        }
    }

    /// Says what was found, as it was written.
    #[must_use]
    pub fn with_found(mut self, found: impl Into<String>) -> Self {
        self.found = Some(found.into());
        self
    }

    /// Says what was expected.
    #[must_use]
    pub fn with_expected(mut self, vi: impl Into<String>, en: impl Into<String>) -> Self {
        self.expected = Some(Text::new(vi, en));
        self
    }

    /// Says that one of a list was expected.
    ///
    /// ```
    /// use ocop::{Code, Problem};
    /// let problem = Problem::new(Code::UnknownChoice, "/name", "…", "…").with_one_of("a, b");
    /// assert_eq!(problem.expected.unwrap().en, "one of: a, b");
    /// ```
    #[must_use]
    pub fn with_one_of(self, list: &str) -> Self {
        self.with_expected(format!("một trong: {list}"), format!("one of: {list}"))
    }

    /// Names the line and column.
    #[must_use]
    pub const fn with_position(mut self, position: Position) -> Self {
        self.position = Some(position);
        self
    }

    /// Names the sheet and cell of a workbook.
    #[must_use]
    pub fn with_cell(mut self, cell: impl Into<String>) -> Self {
        self.cell = Some(cell.into());
        self
    }

    /// Gives the nearest right spelling or value, without a sentence about it.
    #[must_use]
    pub fn with_suggestion(mut self, suggestion: impl Into<String>) -> Self {
        self.suggestion = Some(suggestion.into());
        self
    }

    /// Adds what to do about it.
    #[must_use]
    pub fn with_help(mut self, vi: impl Into<String>, en: impl Into<String>) -> Self {
        self.help = Some(Text::new(vi, en));
        self
    }

    /// Adds the nearest right spelling, where there is one.
    #[must_use]
    pub fn with_nearest(self, nearest: Option<&str>) -> Self {
        match nearest {
            Some(n) => self.with_suggestion(n).with_help(
                format!("Có phải ý là \"{n}\"?"),
                format!("Did you mean \"{n}\"?"),
            ),
            None => self,
        }
    }

    /// Adds the article of the law it rests on.
    #[must_use]
    pub fn with_source(mut self, source: impl Into<String>) -> Self {
        self.source = Some(source.into());
        self
    }

    /// The same problem of a text that begins on a later line of a file.
    fn below(&self, first: u64) -> Self {
        let mut moved = self.clone();
        if let Some(at) = &mut moved.position {
            let from = *at;
            let above = usize::try_from(first)
                .unwrap_or(usize::MAX)
                .saturating_sub(1);
            at.line = at.line.saturating_add(above);
            let message = &self.message;
            moved.message = Text::new(
                message.vi.replacen(&from.vi(), &at.vi(), 1),
                message.en.replacen(&from.en(), &at.en(), 1),
            );
        }
        moved
    }

    /// One line for people: where, message, help.
    #[must_use]
    pub fn line(&self, lang: Lang) -> String {
        let mut out = String::new();
        let (file, cell) = (self.file.as_deref(), self.cell.as_deref());
        for part in [file, cell, Some(self.path.as_str())].into_iter().flatten() {
            if !part.is_empty() {
                out.push_str(part);
                out.push_str(": ");
            }
        }
        out.push_str(self.message.get(lang));
        if let Some(help) = &self.help {
            out.push(' ');
            out.push_str(help.get(lang));
        }
        if let Some(source) = &self.source {
            let source = match source.parse::<Source>() {
                Ok(source) => source.words(lang).to_owned(),
                Err(_) => source.clone(),
            };
            out.push_str(&format!(" [{source}]"));
        }
        out
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.line(Lang::En))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_reads_back_from_its_name() {
        for code in Code::ALL {
            let json = serde_json::to_string(code).unwrap();
            assert_eq!(json, format!("{:?}", code.as_str()));
            assert_eq!(serde_json::from_str::<Code>(&json).unwrap(), *code);
            assert!(code.meaning().trim().ends_with('.'));
        }
    }

    #[test]
    fn a_line_for_people_has_place_message_help_and_source() {
        let problem = Problem::new(Code::UnknownField, "/anwsers", "Lạ", "Strange")
            .with_nearest(Some("answers"))
            .with_source("Điều 3");
        assert_eq!(
            problem.line(Lang::En),
            "/anwsers: Strange Did you mean \"answers\"? [Art. 3]"
        );
        assert_eq!(
            problem.line(Lang::Vi),
            "/anwsers: Lạ Có phải ý là \"answers\"? [Điều 3]"
        );
    }
}
