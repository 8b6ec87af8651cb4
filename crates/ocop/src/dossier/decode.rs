//! From the JSON tree to a dossier, telling everything that is wrong with its shape.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use crate::criteria::DossierDates;
use crate::criteria::files::RegistrationKind;
use crate::json::{Fields, Node, pointer, repeated, whole_help, wrong_type};
use crate::problem::{Code, Problem, Problems};

use super::filled::{Filled, given_twice, read_points};
use super::format::{
    AnswerInput, DOSSIER_FORMAT, DetailedAnswer, Dossier, Evidence, Paper, Producer, Product,
    Registration, SetRef,
};
use super::forms::{CommuneReport, SelfAssessment};

pub(super) const FIELDS: &[&str; 15] = &[
    "format",
    "criteria",
    "product_set",
    "product",
    "producer",
    "registration",
    "assessed_on",
    "answers",
    "findings",
    "note",
    "points",
    "case",
    "self_assessment",
    "commune_report",
    "parts",
];
pub(super) const PRODUCT: &[&str; 6] =
    &["name", "code", "description", "sector", "group", "subgroup"];
pub(super) const PRODUCER: &[&str; 12] = &[
    "name",
    "kind",
    "address",
    "representative",
    "phone",
    "email",
    "position",
    "representative_sex",
    "representative_ethnicity",
    "representative_address",
    "registration_number",
    "established_on",
];
pub(super) const REGISTRATION: &[&str; 4] = &["kind", "submitted_on", "number", "samples"];
pub(super) const KINDS: &[(&str, RegistrationKind); 3] = &[
    ("first", RegistrationKind::First),
    ("upgrade", RegistrationKind::Upgrade),
    ("re-rating", RegistrationKind::ReRating),
];
const ANSWER: &[&str; 6] = &["level", "points", "case", "evidence", "note", "description"];
/// What stands in a list of findings.
pub(crate) const FINDING: (&str, &str) = ("tên một phát hiện", "the name of a finding");
const PAPER: &[&str; 5] = &["document", "number", "issued_on", "valid_until", "proves"];
/// What stands in a list of rows of the table of evidence.
const ROW: (&str, &str) = (
    "tên một mục của bảng minh chứng",
    "the name of a row of the table of evidence",
);

/// A dossier as far as it could be read. Unlike [`Dossier`] it may lack what is required, and it
/// keeps answers as they stand, repeated ones too, for the sheet to judge.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct DossierDraft<'n, 'a> {
    pub format: Option<Cow<'a, str>>,
    pub criteria: Option<Cow<'a, str>>,
    pub product_set: Option<SetRef<'a>>,
    pub product: Option<Product<'a>>,
    pub producer: Option<Producer<'a>>,
    pub registration: Option<Registration>,
    pub assessed_on: Option<Date>,
    pub filled: Filled<'n, 'a>,
    pub findings: Vec<(usize, Cow<'a, str>)>,
    pub note: Option<Cow<'a, str>>,
    pub self_assessment: Option<SelfAssessment>,
    pub commune_report: Option<CommuneReport>,
    pub parts: Vec<Evidence<'a>>,
}

impl<'n, 'a> DossierDraft<'n, 'a> {
    /// Reads what can be read; `None` where the value is no object at all.
    pub(crate) fn read(node: &'n Node<'a>, problems: &mut Problems) -> Option<Self> {
        let fields = Fields::read(node, "", FIELDS, problems)?;
        let format = fields.format(0, DOSSIER_FORMAT, problems);
        Some(Self {
            format,
            criteria: fields.text(1, problems),
            product_set: product_set(&fields, 2, problems),
            product: fields.get(3).and_then(|n| product(n, "/product", problems)),
            producer: fields
                .get(4)
                .and_then(|n| producer(n, "/producer", problems)),
            registration: fields
                .get(5)
                .and_then(|n| registration(n, "/registration", problems)),
            assessed_on: fields.date(6, problems),
            filled: filled(&fields, [7, 10, 11], problems),
            findings: fields.texts(8, FINDING, problems).unwrap_or_default(),
            note: fields.text(9, problems),
            self_assessment: fields
                .get(12)
                .and_then(|n| SelfAssessment::read(n, "/self_assessment", problems)),
            commune_report: fields
                .get(13)
                .and_then(|n| CommuneReport::read(n, "/commune_report", problems)),
            parts: fields
                .get(14)
                .map(|n| evidence(n, "/parts", problems))
                .unwrap_or_default(),
        })
    }

    /// The dates that decide which law applies.
    pub(crate) fn dates(&self) -> DossierDates {
        let registration = self.registration.as_ref();
        DossierDates {
            on: self.assessed_on,
            submitted_on: registration.and_then(|r| r.submitted_on),
            kind: registration.and_then(|r| r.kind),
        }
    }

    /// The dossier, where all that is required could be read; the problems of its answers are
    /// told here.
    pub(crate) fn finish(self, problems: &mut Problems) -> Option<Dossier<'a>> {
        if !self.filled.is_given() {
            return None;
        }
        let (answers, points) = read_filled(&self.filled, problems);
        Some(Dossier {
            answers: answers.into(),
            points: points.into(),
            case: self.filled.case,
            format: self.format,
            criteria: self.criteria,
            product_set: self.product_set?,
            product: self.product,
            producer: self.producer,
            registration: self.registration,
            assessed_on: self.assessed_on,
            findings: self.findings.into_iter().map(|(_, f)| f).collect(),
            note: self.note,
            self_assessment: self.self_assessment,
            commune_report: self.commune_report,
            parts: self.parts,
        })
    }
}

pub(crate) fn product_set<'a, const N: usize>(
    fields: &Fields<'_, 'a, N>,
    index: usize,
    problems: &mut Problems,
) -> Option<SetRef<'a>> {
    match fields.get(index) {
        Some(Node::Int(number)) => Some(SetRef::Number(*number)),
        Some(Node::Text(slug)) => Some(SetRef::Slug(slug.clone())),
        Some(other) => {
            problems.push(wrong_type(
                &fields.path(index),
                other,
                "số hoặc tên không dấu của bộ sản phẩm",
                "a product set's number or slug",
            ));
            None
        }
        None => {
            fields.missing(index, problems);
            None
        }
    }
}

pub(crate) fn product<'a>(
    node: &Node<'a>,
    path: &str,
    problems: &mut Problems,
) -> Option<Product<'a>> {
    let fields = Fields::read(node, path, PRODUCT, problems)?;
    Some(Product {
        name: fields.text(0, problems),
        code: fields.text(1, problems),
        description: fields.text(2, problems),
        sector: fields.text(3, problems),
        group: fields.text(4, problems),
        subgroup: fields.text(5, problems),
    })
}

pub(crate) fn producer<'a>(
    node: &Node<'a>,
    path: &str,
    problems: &mut Problems,
) -> Option<Producer<'a>> {
    let fields = Fields::read(node, path, PRODUCER, problems)?;
    Some(Producer {
        name: fields.text(0, problems),
        kind: fields.text(1, problems),
        address: fields.text(2, problems),
        representative: fields.text(3, problems),
        phone: fields.text(4, problems),
        email: fields.text(5, problems),
        position: fields.text(6, problems),
        representative_sex: fields.text(7, problems),
        representative_ethnicity: fields.text(8, problems),
        representative_address: fields.text(9, problems),
        registration_number: fields.text(10, problems),
        established_on: fields.date(11, problems),
    })
}

pub(crate) fn registration(
    node: &Node<'_>,
    path: &str,
    problems: &mut Problems,
) -> Option<Registration> {
    let fields = Fields::read(node, path, REGISTRATION, problems)?;
    let kind = fields.choice(0, KINDS, problems);
    Some(Registration {
        kind,
        submitted_on: fields.date(1, problems),
        number: fields.text(2, problems).map(Cow::into_owned),
        samples: fields.whole_between(3, 0..=1_000, problems),
    })
}

/// What a sheet is filled in with: the fields for answers, points and the case, by their places.
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
        Node::Object(_) => detailed(node, path, problems).map(AnswerInput::Detailed),
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
    let level = fields.whole(0, problems);
    let points = fields.whole(1, problems);
    let case = fields.text(2, problems);
    let evidence = fields
        .get(3)
        .map(|n| evidence(n, &fields.path(3), problems));
    let note = fields.text(4, problems);
    let description = fields.text(5, problems);
    if fields.get(0).is_none() && fields.get(1).is_none() {
        problems.push(Problem::new(
            Code::MissingField,
            fields.path(0),
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

fn evidence<'a>(node: &Node<'a>, path: &str, problems: &mut Problems) -> Vec<Evidence<'a>> {
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
                if fields.get(0).is_none() {
                    fields.missing(0, problems);
                }
                let document = fields.text(0, problems);
                let number = fields.text(1, problems);
                let issued_on = fields.date(2, problems);
                let valid_until = fields.date(3, problems);
                let proves = fields.texts(4, ROW, problems).unwrap_or_default();
                if let (Some(issued), Some(until)) = (issued_on, valid_until)
                    && until < issued
                {
                    problems.push(Problem::new(
                        Code::DatesOutOfOrder,
                        fields.path(3),
                        format!("Hết hạn {until}, trước ngày cấp {issued}."),
                        format!("Valid until {until}, before it was issued on {issued}."),
                    ));
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
    use crate::dossier::forms::{BusinessResults, Updates};
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
        assert_fields(&schema, None, FIELDS);
        for (definition, fields) in [
            ("Product", PRODUCT.as_slice()),
            ("Producer", PRODUCER),
            ("Registration", REGISTRATION),
            ("DetailedAnswer", ANSWER),
            ("Paper", PAPER),
        ] {
            assert_fields(&schema, Some(definition), fields);
        }
    }

    /// What a form of a decision asks for has a place in a dossier.
    #[test]
    fn forms_ask_for_what_a_dossier_can_hold() {
        let below = |at: &str, names: &[&str], path: &str| {
            names.iter().any(|name| pointer(at, name) == path)
        };
        for criteria in crate::Library::embedded().versions() {
            let forms = criteria.forms().unwrap();
            for field in forms
                .into_iter()
                .flat_map(|f| &f.forms)
                .flat_map(|f| &f.fields)
            {
                let path = field.path.as_str();
                assert!(
                    below("", FIELDS, path)
                        || below("/product", PRODUCT, path)
                        || below("/producer", PRODUCER, path)
                        || below("/registration", REGISTRATION, path)
                        || below("/self_assessment", SelfAssessment::FIELDS, path)
                        || below(
                            "/self_assessment/business_results",
                            BusinessResults::FIELDS,
                            path
                        )
                        || below("/self_assessment/updates", Updates::FIELDS, path)
                        || below("/commune_report", CommuneReport::FIELDS, path),
                    "{path}"
                );
            }
        }
    }
}
