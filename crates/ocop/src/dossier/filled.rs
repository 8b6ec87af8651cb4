//! What a sheet is filled in with: answers, points, or both.

use std::borrow::Cow;

use crate::json::{Node, whole_help, wrong_type};
use crate::problem::{Code, Problem};

/// What a sheet was filled in with: answers, points, or both for different criteria, and the case
/// that it says once for all of them. A dossier and a member's sheet are read alike.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct Filled<'n, 'a> {
    pub answers: Option<&'n [(Cow<'a, str>, Node<'a>)]>,
    pub points: Option<&'n [(Cow<'a, str>, Node<'a>)]>,
    pub case: Option<Cow<'a, str>>,
}

impl<'n, 'a> Filled<'n, 'a> {
    /// Whether there is anything to read a sheet from.
    pub(crate) const fn is_given(&self) -> bool {
        self.answers.is_some() || self.points.is_some()
    }

    pub(crate) fn answers(&self) -> &'n [(Cow<'a, str>, Node<'a>)] {
        self.answers.unwrap_or_default()
    }

    pub(crate) fn points(&self) -> &'n [(Cow<'a, str>, Node<'a>)] {
        self.points.unwrap_or_default()
    }
}

/// Reads the points of a criterion; none, with its problem, where they are no whole number.
pub(crate) fn read_points(node: &Node<'_>, path: &str) -> Result<i64, Problem> {
    match node {
        Node::Int(points) => Ok(*points),
        other => {
            let problem = wrong_type(path, other, "số điểm (số nguyên)", "points, a whole number");
            Err(match other {
                Node::Null => problem.with_help(
                    "Chưa chấm thì bỏ hẳn tiêu chí; không được điểm nào thì ghi 0.",
                    "Leave the criterion out if it is unanswered; write 0 if there are no points.",
                ),
                other => whole_help(problem, other),
            })
        }
    }
}

/// A criterion that stands among the answers and among the points.
pub(crate) fn given_twice(path: String, key: &str) -> Problem {
    Problem::new(
        Code::RepeatedKey,
        path,
        format!("\"{key}\" có cả trong \"answers\" và trong \"points\"."),
        format!("\"{key}\" stands both in \"answers\" and in \"points\"."),
    )
    .with_found(key)
}
