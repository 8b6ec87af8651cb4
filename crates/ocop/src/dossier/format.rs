//! A submitted dossier: the format `ocop-dossier/1`.

use std::borrow::Cow;
use std::collections::BTreeMap;

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::caller::CallerId;
use crate::criteria::files::RegistrationKind;
use crate::owned::{Owned, enum_into_owned, into_owned, never_borrows};
use crate::shared::Shared;

use super::forms::{CommuneReport, SelfAssessment};

/// The name of the format.
pub const DOSSIER_FORMAT: &str = "ocop-dossier/1";

/// A dossier as it was submitted. Its shape is right; whether its answers fit the sheet of its
/// product set is told when it is assessed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
#[non_exhaustive]
pub struct Dossier<'a> {
    /// `ocop-dossier/1`, where given.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub format: Option<Cow<'a, str>>,
    /// The caller's own identifier: it comes back with the result.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<CallerId<'a>>,
    /// The criteria version; otherwise the dates tell which law applies.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub criteria: Option<Cow<'a, str>>,
    /// The product set: its number or its slug.
    pub product_set: SetRef<'a>,
    /// The product.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub product: Option<Product<'a>>,
    /// The producer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub producer: Option<Producer<'a>>,
    /// The registration.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub registration: Option<Registration>,
    /// The day of the assessment.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub assessed_on: Option<Date>,
    /// The answers by criterion. They may be left out where `points` are given.
    #[schemars(default)]
    pub answers: Shared<BTreeMap<Cow<'a, str>, AnswerInput<'a>>>,
    /// The points by criterion, as paper sheets carry them: in place of `answers`, or beside them
    /// for other criteria.
    #[serde(skip_serializing_if = "nothing_in")]
    #[schemars(default)]
    pub points: Shared<BTreeMap<Cow<'a, str>, i64>>,
    /// The case that holds for the whole sheet, where the sheet offers cases.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub case: Option<Cow<'a, str>>,
    /// What was established outside the levels.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schemars(default)]
    pub findings: Vec<Cow<'a, str>>,
    /// Anything the writer wants to note.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<Cow<'a, str>>,
    /// The producer's report on itself, besides the answers (form 02).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub self_assessment: Option<SelfAssessment>,
    /// The commune's report (form 03).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub commune_report: Option<CommuneReport>,
    /// Papers of offices that go along, by the names of the decision's parts of a dossier:
    /// `commune-proposal`, `council-report` …
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schemars(default)]
    pub parts: Vec<Evidence<'a>>,
}

fn nothing_in<T>(map: &BTreeMap<Cow<'_, str>, T>) -> bool {
    map.is_empty()
}

/// A product set by number or slug.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(untagged)]
pub enum SetRef<'a> {
    /// Its number in the decision's annex.
    Number(i64),
    /// Its name without diacritics.
    Slug(Cow<'a, str>),
}

/// The product.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Product<'a> {
    /// Its name.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub name: Option<Cow<'a, str>>,
    /// Its code, `T-X-STT-YYYY`.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub code: Option<Cow<'a, str>>,
    /// What it is: make-up, packing, standard.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub description: Option<Cow<'a, str>>,
    /// Its sector in the decision's annex I (form 01, 3).
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub sector: Option<Cow<'a, str>>,
    /// Its group there.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub group: Option<Cow<'a, str>>,
    /// Its subgroup there, where it has one.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub subgroup: Option<Cow<'a, str>>,
}

/// The producer (form 02, part I).
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Producer<'a> {
    /// Its name.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub name: Option<Cow<'a, str>>,
    /// What kind of organisation it is: `cooperative`, `cooperative-group`,
    /// `small-or-medium-enterprise`, `farm`, `household` … as Art. 2.3 lists them, or in Vietnamese.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub kind: Option<Cow<'a, str>>,
    /// Its address.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub address: Option<Cow<'a, str>>,
    /// Its legal representative.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub representative: Option<Cow<'a, str>>,
    /// Its telephone number.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub phone: Option<Cow<'a, str>>,
    /// Its e-mail address.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub email: Option<Cow<'a, str>>,
    /// The position of its representative.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub position: Option<Cow<'a, str>>,
    /// The sex of its representative (form 02, I.5).
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub representative_sex: Option<Cow<'a, str>>,
    /// The ethnicity of its representative.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub representative_ethnicity: Option<Cow<'a, str>>,
    /// The permanent address of its representative.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub representative_address: Option<Cow<'a, str>>,
    /// The number of its business registration.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub registration_number: Option<Cow<'a, str>>,
    /// The day it was founded or registered.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub established_on: Option<Date>,
}

/// The registration (form 01).
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Registration {
    /// First rating, upgrade or re-rating.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub kind: Option<RegistrationKind>,
    /// The day the dossier was lodged.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub submitted_on: Option<Date>,
    /// The number on the registration form.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub number: Option<String>,
    /// How many samples go along.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    #[schemars(range(min = 0, max = 1_000))]
    pub samples: Option<u16>,
}

/// An answer: a level's number, or an object with the level or its points.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(untagged)]
pub enum AnswerInput<'a> {
    /// The level reached; `0` where none is.
    Level(#[schemars(range(min = 0, max = 99))] i64),
    /// The level or its points, with what proves it. Apart, since most answers are a level: a sheet of
    /// them stays a few lines of the processor's cache.
    Detailed(Box<DetailedAnswer<'a>>),
}

/// An answer with what proves it. Either `level` or `points` is needed.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
#[non_exhaustive]
pub struct DetailedAnswer<'a> {
    /// The level reached; `0` where none is.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 0, max = 99))]
    pub level: Option<i64>,
    /// Its points, where exactly one level (of the case) has them.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 0, max = 10_000))]
    pub points: Option<i64>,
    /// The case, where the sheet offers cases.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub case: Option<Cow<'a, str>>,
    /// Papers that prove it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schemars(default)]
    pub evidence: Vec<Evidence<'a>>,
    /// Anything the assessor wants to note.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<Cow<'a, str>>,
    /// What the producer describes (form 02, part III).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<Cow<'a, str>>,
}

/// A paper that proves an answer: its name, or more about it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(untagged)]
pub enum Evidence<'a> {
    /// Its name.
    Name(Cow<'a, str>),
    /// Its name, number and dates.
    Paper(Paper<'a>),
}

/// A paper with its number and dates.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
#[non_exhaustive]
pub struct Paper<'a> {
    /// Its name.
    pub document: Cow<'a, str>,
    /// Its number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub number: Option<Cow<'a, str>>,
    /// The day it was issued.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub issued_on: Option<Date>,
    /// The last day it is valid.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub valid_until: Option<Date>,
    /// The rows of the law's table of evidence that it belongs to: `awards`. Needed where its
    /// criterion stands in several rows; a paper proves one thing unless it says so.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schemars(default)]
    pub proves: Vec<Cow<'a, str>>,
}

crate::setters!(
    /// ```
    /// let product = ocop::Product::default().name("Nhãn lồng").code("33-12268-1-2026");
    /// assert_eq!(product.name.as_deref(), Some("Nhãn lồng"));
    /// ```
    Product<'a> {
    name: text,
    code: text,
    description: text,
    sector: text,
    group: text,
    subgroup: text,
});

crate::setters!(Producer<'a> {
    name: text,
    kind: text,
    address: text,
    representative: text,
    phone: text,
    email: text,
    position: text,
    representative_sex: text,
    representative_ethnicity: text,
    representative_address: text,
    registration_number: text,
    established_on: Option<Date>,
});

crate::setters!(Registration {
    kind: Option<RegistrationKind>,
    submitted_on: Option<Date>,
    number: Option<String>,
    samples: Option<u16>,
});

crate::setters!(
    /// ```
    /// use ocop::{DetailedAnswer, Evidence, Paper};
    /// let paper = Paper::new("VietGAP").number("GCN 12").valid_until(ocop::jiff::civil::date(2028, 1, 31));
    /// let answer = DetailedAnswer::default().level(2).evidence([Evidence::Paper(paper)]);
    /// assert_eq!((answer.level, answer.evidence.len()), (Some(2), 1));
    /// ```
    DetailedAnswer<'a> {
    level: Option<i64>,
    points: Option<i64>,
    case: text,
    evidence: Vec<Evidence<'a>>,
    note: text,
    description: text,
});

impl<'a> Paper<'a> {
    /// A paper of this name.
    #[must_use]
    pub fn new(document: impl Into<Cow<'a, str>>) -> Self {
        Self {
            document: document.into(),
            number: None,
            issued_on: None,
            valid_until: None,
            proves: Vec::new(),
        }
    }
}

crate::setters!(Paper<'a> {
    number: text,
    issued_on: Option<Date>,
    valid_until: Option<Date>,
    proves: Vec<Cow<'a, str>>,
});

into_owned! {
    Dossier {
        format, id, criteria, product_set, product, producer, registration, assessed_on, answers,
        points, case, findings, note, self_assessment, commune_report, parts,
    }
    Product { name, code, description, sector, group, subgroup }
    Producer {
        name, kind, address, representative, phone, email, position, representative_sex,
        representative_ethnicity, representative_address, registration_number, established_on,
    }
    DetailedAnswer { level, points, case, evidence, note, description }
    Paper { document, number, issued_on, valid_until, proves }
}
enum_into_owned!(SetRef, AnswerInput, Evidence);
never_borrows!(Registration, SelfAssessment, CommuneReport);

impl Owned for SetRef<'_> {
    type Static = SetRef<'static>;

    fn owned(self) -> SetRef<'static> {
        match self {
            Self::Number(number) => SetRef::Number(number),
            Self::Slug(slug) => SetRef::Slug(slug.owned()),
        }
    }
}

impl Owned for AnswerInput<'_> {
    type Static = AnswerInput<'static>;

    fn owned(self) -> AnswerInput<'static> {
        match self {
            Self::Level(level) => AnswerInput::Level(level),
            Self::Detailed(answer) => AnswerInput::Detailed(Box::new(answer.into_owned())),
        }
    }
}

impl Owned for Evidence<'_> {
    type Static = Evidence<'static>;

    fn owned(self) -> Evidence<'static> {
        match self {
            Self::Name(name) => Evidence::Name(name.owned()),
            Self::Paper(paper) => Evidence::Paper(paper.into_owned()),
        }
    }
}

impl Product<'_> {
    /// The same, borrowing from this one.
    pub(crate) fn borrowed(&self) -> Product<'_> {
        Product {
            name: self.name.as_deref().map(Cow::Borrowed),
            code: self.code.as_deref().map(Cow::Borrowed),
            description: self.description.as_deref().map(Cow::Borrowed),
            sector: self.sector.as_deref().map(Cow::Borrowed),
            group: self.group.as_deref().map(Cow::Borrowed),
            subgroup: self.subgroup.as_deref().map(Cow::Borrowed),
        }
    }
}

impl Producer<'_> {
    /// What tells the producer apart, borrowing from this one; none where nothing does. How to reach
    /// it, and who represents it, is the dossier's business.
    pub(crate) fn named(&self) -> Option<Producer<'_>> {
        let Self {
            name,
            kind,
            address,
            ..
        } = self;
        if name.is_none() && kind.is_none() && address.is_none() {
            return None;
        }
        Some(Producer {
            name: name.as_deref().map(Cow::Borrowed),
            kind: kind.as_deref().map(Cow::Borrowed),
            address: address.as_deref().map(Cow::Borrowed),
            ..Producer::default()
        })
    }
}

impl Registration {
    /// What was applied for, when, and under which number; none where nothing says so.
    pub(crate) fn applied_for(&self) -> Option<Self> {
        if self.kind.is_none() && self.submitted_on.is_none() && self.number.is_none() {
            return None;
        }
        Some(Self {
            samples: None,
            ..self.clone()
        })
    }
}
