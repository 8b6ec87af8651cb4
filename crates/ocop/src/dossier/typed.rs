//! Dossiers made in code: built field by field, or deserialised, through the checks of the parser.

use std::borrow::Cow;
use std::sync::Arc;

use jiff::civil::Date;
use serde::{Deserialize, Deserializer, de::Error as _};

use crate::caller::CallerId;
use crate::json::{Node, not_the_format, read};
use crate::problem::Problems;
use crate::shared::Shared;

use super::answers::read_answer;
use super::decode::DossierDraft;
use super::filled::Filled;
use super::format::{
    AnswerInput, DOSSIER_FORMAT, DetailedAnswer, Dossier, Evidence, Paper, Producer, Product,
    Registration, SetRef,
};

/// An object of the tree, as it is filled.
type Entries<'d> = Vec<(Cow<'d, str>, Node<'d>)>;

impl<'a> Dossier<'a> {
    /// A dossier on a product of this set (its number or slug), to be filled.
    ///
    /// ```
    /// use ocop::{AssessOptions, Dossier, Library};
    /// let dossier = Dossier::new(1)
    ///     .assessed_on("2026-09-15".parse()?)
    ///     .answer("1.1", 3)
    ///     .answer("1.2", 2);
    /// let assessment = Library::embedded().assess(&dossier, &AssessOptions::default())?;
    /// assert_eq!(assessment.rating().points().get(), 4);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn new(product_set: impl Into<SetRef<'a>>) -> Self {
        Self {
            format: None,
            id: None,
            criteria: None,
            product_set: product_set.into(),
            product: None,
            producer: None,
            registration: None,
            assessed_on: None,
            answers: Shared::default(),
            points: Shared::default(),
            case: None,
            findings: Vec::new(),
            note: None,
            self_assessment: None,
            commune_report: None,
            parts: Vec::new(),
        }
    }

    /// Says what the caller calls it: a text or a whole number.
    #[must_use]
    pub fn id(mut self, id: impl Into<CallerId<'a>>) -> Self {
        self.id = Some(id.into());
        self
    }

    /// Names the criteria version.
    #[must_use]
    pub fn criteria(mut self, version: impl Into<Cow<'a, str>>) -> Self {
        self.criteria = Some(version.into());
        self
    }

    /// Describes the product.
    #[must_use]
    pub fn product(mut self, product: Product<'a>) -> Self {
        self.product = Some(product);
        self
    }

    /// Describes the producer.
    #[must_use]
    pub fn producer(mut self, producer: Producer<'a>) -> Self {
        self.producer = Some(producer);
        self
    }

    /// Says what was applied for, and when.
    #[must_use]
    pub fn registration(mut self, registration: Registration) -> Self {
        self.registration = Some(registration);
        self
    }

    /// Says the day of the assessment.
    #[must_use]
    pub const fn assessed_on(mut self, day: Date) -> Self {
        self.assessed_on = Some(day);
        self
    }

    /// Answers a criterion, in place of any answer before: with a level's number, or a
    /// [`DetailedAnswer`].
    #[must_use]
    pub fn answer(
        mut self,
        criterion: impl Into<Cow<'a, str>>,
        answer: impl Into<AnswerInput<'a>>,
    ) -> Self {
        self.answers.insert(criterion.into(), answer.into());
        self
    }

    /// Gives a criterion its points.
    #[must_use]
    pub fn points(mut self, criterion: impl Into<Cow<'a, str>>, points: u16) -> Self {
        self.points.insert(criterion.into(), points.into());
        self
    }

    /// Says which case holds for the whole sheet.
    #[must_use]
    pub fn case(mut self, case: impl Into<Cow<'a, str>>) -> Self {
        self.case = Some(case.into());
        self
    }

    /// Adds a finding.
    #[must_use]
    pub fn finding(mut self, finding: impl Into<Cow<'a, str>>) -> Self {
        self.findings.push(finding.into());
        self
    }

    /// Notes something.
    #[must_use]
    pub fn note(mut self, note: impl Into<Cow<'a, str>>) -> Self {
        self.note = Some(note.into());
        self
    }

    /// The answers and the points as the tree would hold them.
    pub(crate) fn entries(&self) -> [Entries<'_>; 2] {
        let answers = self.answers.iter();
        let points = self.points.iter();
        [
            answers
                .map(|(id, answer)| (text(id), answer.node()))
                .collect(),
            points
                .map(|(id, points)| (text(id), Node::Int(*points)))
                .collect(),
        ]
    }

    /// What the sheet is filled in with; `entries` are its own.
    pub(crate) fn filled<'n>(&'n self, [answers, points]: &'n [Entries<'n>; 2]) -> Filled<'n, 'n> {
        Filled {
            answers: Some(answers),
            points: Some(points.as_slice()).filter(|points| !points.is_empty()),
            case: self.case.as_ref().map(text),
        }
    }

    /// The answers, where the sheet is filled in with nothing else; most are levels, and those that
    /// are more have none here.
    pub(crate) fn levels(&self) -> Option<impl Iterator<Item = (&str, Option<i64>)>> {
        let level = |answer: &AnswerInput<'_>| match answer {
            AnswerInput::Level(level) => Some(*level),
            AnswerInput::Detailed(_) => None,
        };
        let plain = self.points.is_empty() && self.case.is_none();
        plain.then(|| {
            let answers = self.answers.iter();
            answers.map(move |(id, answer)| (id.as_ref(), level(answer)))
        })
    }

    /// All but the answers, to be judged as a dossier that was read.
    pub(crate) fn draft(&self, problems: &mut Problems) -> DossierDraft<'_, '_> {
        let Self {
            format,
            id,
            criteria,
            product_set,
            product,
            // the assessment tells of the producer out of the dossier
            producer: _,
            registration,
            assessed_on,
            answers: _,
            points: _,
            case: _,
            findings,
            note,
            // nor for what only a check looks at
            self_assessment: _,
            commune_report: _,
            parts: _,
        } = self;
        if let Some(other) = format.as_ref().filter(|f| *f != DOSSIER_FORMAT) {
            let found = Node::Text(text(other));
            let mut problem = not_the_format(Some(&found), DOSSIER_FORMAT);
            problem.path = "/format".into();
            problems.push(problem);
        }
        DossierDraft {
            format: format.as_ref().map(text),
            criteria: criteria.as_ref().map(text),
            product_set: Some(match product_set {
                SetRef::Number(number) => SetRef::Number(*number),
                SetRef::Slug(slug) => SetRef::Slug(text(slug)),
            }),
            product: product.as_ref().map(Product::borrowed),
            id: id.as_ref().map(CallerId::borrowed),
            producer: None,
            registration: registration.clone(),
            assessed_on: *assessed_on,
            filled: Filled::default(),
            findings: findings.iter().map(text).enumerate().collect(),
            note: note.as_ref().map(text),
            self_assessment: None,
            commune_report: None,
            parts: Vec::new(),
        }
    }
}

#[expect(
    clippy::ptr_arg,
    reason = "it is handed to `map` over texts that may borrow"
)]
fn text<'d>(text: &'d Cow<'_, str>) -> Cow<'d, str> {
    Cow::Borrowed(text)
}

/// An object with the fields that there are.
fn object<'d, const N: usize>(fields: [(&'static str, Option<Node<'d>>); N]) -> Node<'d> {
    let given = fields.into_iter();
    Node::Object(
        given
            .filter_map(|(name, value)| Some((name.into(), value?)))
            .collect(),
    )
}

impl AnswerInput<'_> {
    fn node(&self) -> Node<'_> {
        let DetailedAnswer {
            level,
            points,
            case,
            evidence,
            note,
            description,
        } = match self {
            Self::Level(level) => return Node::Int(*level),
            Self::Detailed(answer) => answer.as_ref(),
        };
        let papers = || Node::List(evidence.iter().map(Evidence::node).collect());
        object([
            ("level", level.map(Node::Int)),
            ("points", points.map(Node::Int)),
            ("case", case.as_ref().map(text).map(Node::Text)),
            ("evidence", (!evidence.is_empty()).then(papers)),
            ("note", note.as_ref().map(text).map(Node::Text)),
            (
                "description",
                description.as_ref().map(text).map(Node::Text),
            ),
        ])
    }
}

impl Evidence<'_> {
    fn node(&self) -> Node<'_> {
        let Paper {
            document,
            number,
            issued_on,
            valid_until,
            proves,
        } = match self {
            Self::Name(name) => return Node::Text(text(name)),
            Self::Paper(paper) => paper,
        };
        let rows = || Node::List(proves.iter().map(|row| Node::Text(text(row))).collect());
        let day = |day: &Option<Date>| day.map(|d| Node::Text(d.to_string().into()));
        object([
            ("document", Some(Node::Text(text(document)))),
            ("number", number.as_ref().map(text).map(Node::Text)),
            ("issued_on", day(issued_on)),
            ("valid_until", day(valid_until)),
            ("proves", (!proves.is_empty()).then(rows)),
        ])
    }
}

impl From<i64> for SetRef<'_> {
    fn from(number: i64) -> Self {
        Self::Number(number)
    }
}

impl From<crate::bounded::ProductSetNumber> for SetRef<'_> {
    fn from(number: crate::bounded::ProductSetNumber) -> Self {
        Self::Number(number.into())
    }
}

impl<'a> From<&'a str> for SetRef<'a> {
    fn from(slug: &'a str) -> Self {
        Self::Slug(slug.into())
    }
}

impl From<String> for SetRef<'_> {
    fn from(slug: String) -> Self {
        Self::Slug(slug.into())
    }
}

impl From<u8> for AnswerInput<'_> {
    fn from(level: u8) -> Self {
        Self::Level(level.into())
    }
}

impl From<crate::bounded::LevelNumber> for AnswerInput<'_> {
    fn from(level: crate::bounded::LevelNumber) -> Self {
        Self::Level(level.into())
    }
}

impl<'a> From<DetailedAnswer<'a>> for AnswerInput<'a> {
    fn from(answer: DetailedAnswer<'a>) -> Self {
        Self::Detailed(Box::new(answer))
    }
}

impl From<&Dossier<'static>> for Arc<Dossier<'static>> {
    fn from(dossier: &Dossier<'static>) -> Self {
        Self::new(dossier.clone())
    }
}

/// As strict as [`Dossier::parse`], and through the same checks: unknown and repeated fields are
/// refused. The error tells everything that is wrong, a line each.
impl<'de> Deserialize<'de> for Dossier<'_> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let node = read(deserializer)?;
        let dossier = Dossier::of(&node).map_err(D::Error::custom)?;
        Ok(dossier.into_owned())
    }
}

impl<'de> Deserialize<'de> for AnswerInput<'_> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let node = read(deserializer)?;
        let mut problems = Problems::new();
        let answer = read_answer(&node, "", &mut problems);
        let read = problems.or(answer).map_err(D::Error::custom)?;
        let answer = read.ok_or_else(|| D::Error::custom("no answer"))?;
        Ok(crate::owned::Owned::owned(answer))
    }
}

impl<'de> Deserialize<'de> for SetRef<'_> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        match read(deserializer)? {
            Node::Int(number) => Ok(Self::Number(number)),
            Node::Text(slug) => Ok(Self::Slug(slug.into_owned().into())),
            _ => Err(D::Error::custom("expected a product set's number or slug")),
        }
    }
}
