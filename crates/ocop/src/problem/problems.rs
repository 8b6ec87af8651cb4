//! Everything that is wrong with an input, told at once.

use std::fmt;

use super::Problem;
use super::code::Code;
use super::report::{ERRORS_FORMAT, ErrorReport};

/// The most problems of one input that are told. A sheet has some forty criteria: an input with
/// more problems than this is something else, and telling them all would take memory without end.
pub const MAX_PROBLEMS: usize = 1000;

/// Everything that is wrong with an input, all at once; never empty as an error.
///
/// As JSON it is the format `ocop-errors/1`.
#[derive(Debug, Clone, PartialEq, Eq, Default, thiserror::Error)]
pub struct Problems(Vec<Problem>);

impl Problems {
    /// None so far.
    #[must_use]
    pub const fn new() -> Self {
        Self(Vec::new())
    }

    /// Adds one. Past [`MAX_PROBLEMS`] none is added, but it is told that there are more.
    pub fn push(&mut self, problem: Problem) {
        match self.0.len() {
            ..MAX_PROBLEMS => self.0.push(problem),
            MAX_PROBLEMS => self.0.push(Problem::new(
                Code::TooManyProblems,
                "",
                format!("Còn nữa; chỉ nêu {MAX_PROBLEMS} vấn đề đầu."),
                format!("There are more; only the first {MAX_PROBLEMS} problems are told."),
            )),
            _ => {}
        }
    }

    /// Whether no more are added: nothing more need be looked for.
    pub(crate) fn is_full(&self) -> bool {
        self.0.len() > MAX_PROBLEMS
    }

    /// Adds all of another.
    pub fn append(&mut self, other: Self) {
        other.into_iter().for_each(|problem| self.push(problem));
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// One of them, by its position.
    pub(crate) fn get_mut(&mut self, index: usize) -> Option<&mut Problem> {
        self.0.get_mut(index)
    }

    /// Each in turn.
    pub fn iter(&self) -> std::slice::Iter<'_, Problem> {
        self.0.iter()
    }

    /// The value where there are none, else all of them.
    ///
    /// # Errors
    ///
    /// The problems themselves, if any.
    pub fn or<T>(self, value: T) -> Result<T, Self> {
        if self.is_empty() {
            Ok(value)
        } else {
            Err(self)
        }
    }

    /// Puts them under a pointer: what was told of a part is told of the whole.
    #[must_use]
    pub(crate) fn under(mut self, path: &str) -> Self {
        for problem in &mut self.0 {
            problem.path.insert_str(0, path);
        }
        self
    }

    /// Names the file that they are in.
    #[must_use]
    pub fn in_file(mut self, file: &str) -> Self {
        for problem in &mut self.0 {
            problem.file.get_or_insert_with(|| file.to_owned());
        }
        self
    }

    /// The error object of a batch line, or of a whole input where `line` is none. Positions of a
    /// batch line are told as those of the batch.
    #[must_use]
    pub fn report(&self, line: Option<u64>) -> ErrorReport<'_> {
        let errors: std::borrow::Cow<'_, [Problem]> = match line {
            Some(first) if self.0.iter().any(|p| p.position.is_some()) => {
                self.0.iter().map(|p| p.below(first)).collect()
            }
            _ => (&self.0).into(),
        };
        ErrorReport {
            format: ERRORS_FORMAT.into(),
            line,
            id: None,
            errors,
        }
    }
}

impl From<Problem> for Problems {
    fn from(problem: Problem) -> Self {
        Self(vec![problem])
    }
}

impl FromIterator<Problem> for Problems {
    fn from_iter<I: IntoIterator<Item = Problem>>(problems: I) -> Self {
        let mut all = Self::new();
        problems.into_iter().for_each(|problem| all.push(problem));
        all
    }
}

impl IntoIterator for Problems {
    type Item = Problem;
    type IntoIter = std::vec::IntoIter<Problem>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

impl<'a> IntoIterator for &'a Problems {
    type Item = &'a Problem;
    type IntoIter = std::slice::Iter<'a, Problem>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.iter()
    }
}

impl fmt::Display for Problems {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (i, problem) in self.0.iter().enumerate() {
            if i > 0 {
                f.write_str("\n")?;
            }
            write!(f, "{problem}")?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::problem::Position;
    use crate::text::Lang;

    #[test]
    fn past_the_limit_problems_are_counted_out() {
        let mut problems = Problems::new();
        let problem = Problem::new(Code::WrongType, "", "", "");
        for _ in 0..MAX_PROBLEMS {
            problems.push(problem.clone());
        }
        assert!(!problems.is_full());
        problems.push(problem.clone());
        assert!(problems.is_full());
        problems.append(Problems::from(problem));
        assert_eq!(problems.len(), MAX_PROBLEMS + 1);
        assert_eq!(problems.0.last().unwrap().code, Code::TooManyProblems);
    }

    #[test]
    fn the_position_in_a_batch_line_is_told_as_one_in_the_batch() {
        let problems = Problems::from(crate::json::parse("{\"a\": x}").unwrap_err());
        let report = problems.report(Some(7));
        let problem = &report.errors[0];
        assert_eq!(problem.position, Some(Position { line: 7, column: 7 }));
        assert!(problem.message.vi.contains("dòng 7, cột 7"));
        assert!(problem.message.en.contains("line 7, column 7"));
    }

    #[test]
    fn problems_stand_a_line_each_and_name_their_file() {
        let problem = Problem::new(Code::UnknownField, "/anwsers", "Lạ", "Strange");
        let mut problems = Problems::from(problem.clone());
        problems.append(Problems::from(problem));
        assert_eq!(
            (problems.len(), problems.to_string().lines().count()),
            (2, 2)
        );
        assert!(
            problems
                .clone()
                .in_file("a.json")
                .iter()
                .all(|p| p.line(Lang::En).starts_with("a.json: "))
        );
    }
}
