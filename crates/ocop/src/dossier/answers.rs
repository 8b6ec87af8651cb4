//! The answers of a dossier or sheet, and the papers that prove them, from the JSON tree.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use crate::day;
use crate::json::{Fields, Node, names, pointer, repeated, whole_help, wrong_type};
use crate::problem::{Code, Problem, Problems};

use super::filled::{Filled, given_twice, read_points};
use super::format::{AnswerInput, DetailedAnswer, Evidence, Paper};

names! { ANSWER, answer_field {
    LEVEL = "level",
    POINTS = "points",
    CASE = "case",
    EVIDENCE = "evidence",
    NOTE = "note",
    DESCRIPTION = "description",
} }

names! { PAPER, paper_field {
    DOCUMENT = "document",
    NUMBER = "number",
    ISSUED_ON = "issued_on",
    VALID_UNTIL = "valid_until",
    PROVES = "proves",
} }

/// What stands in a list of rows of the table of evidence.
const ROW: (&str, &str) = (
    "tên một mục của bảng minh chứng",
    "the name of a row of the table of evidence",
);

/// What a sheet is filled in with: the fields for answers, points and the case, by their positions.
/// Answers or points are needed.
pub(crate) fn filled<'n, 'a, const N: usize>(
    fields: &Fields<'n, 'a, N>,
    [answers, points, case]: [usize; 3],
    problems: &mut Problems,
) -> Filled<'n, 'a> {
    let mut object = |index: usize| match fields.get(index)? {
        Node::Object(entries) => Some(entries.as_slice()),
        other => {
            problems.push(wrong_type(
                &fields.path(index),
                other,
                "một đối tượng {\"1.1\": 3, …}",
                "an object {\"1.1\": 3, …}",
            ));
            None
        }
    };
    let read = (object(answers), object(points));
    if fields.get(answers).is_none() && fields.get(points).is_none() {
        fields.missing(answers, problems);
    }
    Filled {
        answers: read.0,
        points: read.1,
        case: fields.text(case, problems),
    }
}

/// The answers and the points of a sheet, each criterion once.
type Read<'a> = (
    BTreeMap<Cow<'a, str>, AnswerInput<'a>>,
    BTreeMap<Cow<'a, str>, i64>,
);

/// Reads all answers and points, each criterion once, telling those that cannot be read.
pub(crate) fn read_filled<'a>(filled: &Filled<'_, 'a>, problems: &mut Problems) -> Read<'a> {
    let mut seen = BTreeSet::new();
    let (mut answers, mut points) = (BTreeMap::new(), BTreeMap::new());
    for (id, node) in filled.answers() {
        if problems.is_full() {
            break;
        }
        let path = pointer("/answers", id);
        if !seen.insert(id) {
            problems.push(repeated(&path, id));
        }
        if let Some(answer) = read_answer(node, &path, problems) {
            answers.insert(id.clone(), answer);
        }
    }
    for (id, node) in filled.points() {
        if problems.is_full() {
            break;
        }
        let path = pointer("/points", id);
        if !seen.insert(id) {
            problems.push(if answers.contains_key(id) {
                given_twice(path.clone(), id)
            } else {
                repeated(&path, id)
            });
        }
        match read_points(node, &path) {
            Ok(read) => {
                points.insert(id.clone(), read);
            }
            Err(problem) => problems.push(problem),
        }
    }
    (answers, points)
}

/// Reads an answer; `None`, with its problem told, where it is none.
pub(crate) fn read_answer<'a>(
    node: &Node<'a>,
    path: &str,
    problems: &mut Problems,
) -> Option<AnswerInput<'a>> {
    match node {
        Node::Int(level) => Some(AnswerInput::Level(*level)),
        Node::Object(_) => detailed(node, path, problems).map(AnswerInput::from),
        other => {
            let problem = wrong_type(
                path,
                other,
                "số của mức, hoặc {\"level\": …}",
                "a level's number, or {\"level\": …}",
            );
            problems.push(match other {
                Node::Null => problem.with_help(
                    "Chưa chấm thì bỏ hẳn tiêu chí; không đạt mức nào thì ghi 0.",
                    "Leave the criterion out if it is unanswered; write 0 if no level is reached.",
                ),
                other => whole_help(problem, other),
            });
            None
        }
    }
}

fn detailed<'a>(
    node: &Node<'a>,
    path: &str,
    problems: &mut Problems,
) -> Option<DetailedAnswer<'a>> {
    let fields = Fields::read(node, path, ANSWER, problems)?;
    let level = fields.whole(answer_field::LEVEL, problems);
    let points = fields.whole(answer_field::POINTS, problems);
    let case = fields.text(answer_field::CASE, problems);
    let evidence = fields
        .get(answer_field::EVIDENCE)
        .map(|n| evidence(n, &fields.path(answer_field::EVIDENCE), problems));
    let note = fields.text(answer_field::NOTE, problems);
    let description = fields.text(answer_field::DESCRIPTION, problems);
    if fields.get(answer_field::LEVEL).is_none() && fields.get(answer_field::POINTS).is_none() {
        problems.push(Problem::new(
            Code::MissingField,
            fields.path(answer_field::LEVEL),
            "Thiếu \"level\" (hoặc \"points\").",
            "\"level\" (or \"points\") is missing.",
        ));
    }
    if level.is_none() && points.is_none() {
        return None;
    }
    Some(DetailedAnswer {
        level,
        points,
        case,
        evidence: evidence.unwrap_or_default(),
        note,
        description,
    })
}

pub(super) fn evidence<'a>(
    node: &Node<'a>,
    path: &str,
    problems: &mut Problems,
) -> Vec<Evidence<'a>> {
    let Node::List(list) = node else {
        problems.push(wrong_type(
            path,
            node,
            "một danh sách [\"…\"]",
            "a list [\"…\"]",
        ));
        return Vec::new();
    };
    let mut out = Vec::with_capacity(list.len());
    for (i, node) in list.iter().enumerate() {
        if problems.is_full() {
            break;
        }
        let path = pointer(path, i);
        match node {
            Node::Text(name) => out.push(Evidence::Name(name.clone())),
            Node::Object(_) => {
                let Some(fields) = Fields::read(node, &path, PAPER, problems) else {
                    continue;
                };
                if fields.get(paper_field::DOCUMENT).is_none() {
                    fields.missing(paper_field::DOCUMENT, problems);
                }
                let document = fields.text(paper_field::DOCUMENT, problems);
                let number = fields.text(paper_field::NUMBER, problems);
                let issued_on = fields.date(paper_field::ISSUED_ON, problems);
                let valid_until = fields.date(paper_field::VALID_UNTIL, problems);
                let proves = fields
                    .texts(paper_field::PROVES, ROW, problems)
                    .unwrap_or_default();
                if let (Some(issued), Some(until)) = (issued_on, valid_until)
                    && until < issued
                {
                    problems.push(
                        Problem::new(
                            Code::DatesOutOfOrder,
                            fields.path(paper_field::VALID_UNTIL),
                            format!(
                                "Hết hạn {until}, trước ngày cấp {issued}.",
                                until = day::vi(until),
                                issued = day::vi(issued)
                            ),
                            format!(
                                "Valid until {until}, before it was issued on {issued}.",
                                until = day::en(until),
                                issued = day::en(issued)
                            ),
                        )
                        .with_too_early(until, issued),
                    );
                }
                out.extend(document.map(|document| {
                    Evidence::Paper(Paper {
                        document,
                        number,
                        issued_on,
                        valid_until,
                        proves: proves.into_iter().map(|(_, row)| row).collect(),
                    })
                }));
            }
            other => {
                let expected = (
                    "tên giấy tờ hoặc {\"document\": …}",
                    "a paper's name or {\"document\": …}",
                );
                problems.push(wrong_type(&path, other, expected.0, expected.1));
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dossier::Dossier;
    use crate::schema::tests::assert_fields;

    #[test]
    fn answers_that_cannot_be_read_are_told_and_not_left_out() {
        let codes = |text: &str| -> Vec<(Code, String)> {
            let problems = Dossier::parse(text.as_bytes()).unwrap_err();
            problems.into_iter().map(|p| (p.code, p.path)).collect()
        };
        let text = r#"{"product_set": 1, "answers": {"1.1": "x", "1.2": 1, "1.2": 2}}"#;
        let expected = [
            (Code::WrongType, "/answers/1.1".to_owned()),
            (Code::RepeatedKey, "/answers/1.2".to_owned()),
        ];
        assert_eq!(codes(text), expected);
        let expected = [
            (Code::MissingField, "/product_set".to_owned()),
            (Code::WrongType, "/answers/1.1".to_owned()),
        ];
        assert_eq!(codes(r#"{"answers": {"1.1": null}}"#), expected);
    }

    /// The names read here are those that the schema promises.
    #[test]
    fn the_fields_read_are_the_fields_of_the_schema() {
        let schema = schemars::schema_for!(Dossier<'static>);
        assert_fields(&schema, Some("DetailedAnswer"), ANSWER);
        assert_fields(&schema, Some("Paper"), PAPER);
    }
}
