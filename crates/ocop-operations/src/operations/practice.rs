//! `practice`, `practice-key` and `mark`: dossiers for a class, their keys, and a trainee's sheet
//! beside the key.

use std::borrow::Cow;
use std::sync::Arc;

use ocop::practice::{Marking, Practice, compare_in_points, make};
use ocop::{
    Code, Dossier, Lang, Library, Points, Problem, Problems, ProductSet, Stars, VersionId,
    rate as rating,
};
use ocop_text::{Document, page};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

use super::paper::joined;
use super::rate;
use crate::operation::{Operation, Output, options, schema_of};
use crate::options::SetSelector;
use crate::reply::{Refusal, Reply};

/// The name of the format of a key.
pub const KEY_FORMAT: &str = "ocop-practice-key/1";

/// Which practice dossier.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct PracticeOptions {
    /// The product set.
    pub set: SetSelector,
    /// The number of the dossier: the same number, the same dossier.
    pub seed: u64,
}

ocop::setters!(PracticeOptions {
    set: SetSelector,
    seed: u64,
});

impl PracticeOptions {
    /// The dossier of this number, of a product set.
    #[must_use]
    pub const fn new(set: SetSelector, seed: u64) -> Self {
        Self { set, seed }
    }

    /// The dossiers of a class: of this number and those that follow.
    pub fn class(&self, count: u16) -> impl Iterator<Item = Self> + '_ {
        (0..u64::from(count)).map(|i| Self::new(self.set.clone(), self.seed.wrapping_add(i)))
    }
}

/// The key of a practice dossier: a dossier that can be rated, explained and planned like any other.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct PracticeKey {
    /// Always `ocop-practice-key/1`.
    pub format: Cow<'static, str>,
    /// The number of the dossier.
    pub seed: u64,
    /// What it comes to.
    pub points: Points,
    /// Its stars; none where none are given.
    pub stars: Option<Stars>,
    /// The answers of the key (`ocop-dossier/1`).
    #[schemars(with = "Dossier<'static>")]
    pub dossier: Value,
    /// The same in points, as a paper sheet has them; a criterion several levels of which have the
    /// same points stands with its level.
    #[schemars(with = "Dossier<'static>")]
    pub in_points: Value,
}

pub(crate) const PRACTICE: Operation = Operation {
    name: "practice",
    vi: "Một hồ sơ thực hành cho lớp tập huấn; cùng số hiệu thì cùng hồ sơ.",
    en: "A practice dossier for trainers; the same number gives the same dossier.",
    input: &[],
    output: Output::Json(&["practice"]),
    schema: schema_of::<PracticeOptions>,
    run: |library, _, bytes| Reply::json(&practice(library, &options(bytes)?)?.0),
};

pub(crate) const KEY: Operation = Operation {
    name: "practice-key",
    vi: "Đáp án của một hồ sơ thực hành.",
    en: "The key of a practice dossier.",
    input: &[],
    output: Output::Json(&["practice-key"]),
    schema: schema_of::<PracticeOptions>,
    run: |library, _, bytes| Reply::json(&practice_key(library, &options(bytes)?)?),
};

pub(crate) const MARK: Operation = Operation {
    name: "mark",
    vi: "So phiếu của học viên với đáp án của hồ sơ thực hành.",
    en: "A trainee's sheet beside the key of a practice dossier.",
    input: &["dossier"],
    output: Output::Json(&["practice-result"]),
    schema: schema_of::<PracticeOptions>,
    run: |library, input, bytes| Reply::json(&mark(library, input, &options(bytes)?)?),
};

/// The dossier that a trainee reads, and its product set.
///
/// # Errors
///
/// There is no such product set.
pub fn practice<'l>(
    library: &'l Library,
    options: &PracticeOptions,
) -> Result<(Practice, &'l Arc<ProductSet>), Refusal> {
    let (criteria, set) = options.set.find(library)?;
    Ok((make(criteria, set, options.seed), set))
}

/// The key of a practice dossier.
///
/// # Errors
///
/// There is no such product set.
pub fn practice_key(library: &Library, options: &PracticeOptions) -> Result<PracticeKey, Refusal> {
    let (practice, set) = practice(library, options)?;
    let sheet = practice.sheet(set)?;
    let answers: Map<String, Value> = practice
        .key()
        .iter()
        .map(|(id, level)| (id.to_string(), json!(level.get())))
        .collect();
    let rating = rating(&sheet);
    Ok(PracticeKey {
        format: KEY_FORMAT.into(),
        seed: practice.seed,
        points: rating.points(),
        stars: rating.stars(),
        dossier: json!({
            "format": ocop::DOSSIER_FORMAT,
            "criteria": practice.criteria,
            "product_set": practice.product_set,
            "answers": answers,
            "findings": practice.findings(),
        }),
        in_points: in_points(&practice, set),
    })
}

/// The key as a paper sheet has it (`ocop-dossier/1`).
fn in_points(practice: &Practice, set: &ProductSet) -> Value {
    let (mut points, mut answers) = (Map::new(), Map::new());
    for (id, worth) in practice.in_points(set) {
        match worth {
            Ok(worth) => points.insert(id.to_string(), json!(worth)),
            Err(level) => answers.insert(id.to_string(), json!(level.get())),
        };
    }
    let mut dossier = json!({
        "format": ocop::DOSSIER_FORMAT,
        "criteria": practice.criteria,
        "product_set": practice.product_set,
    });
    if let (Some(fields), Some(case)) = (dossier.as_object_mut(), practice.case()) {
        fields.insert("case".to_owned(), json!(case));
    }
    if let Some(fields) = dossier.as_object_mut() {
        fields.insert("points".to_owned(), points.into());
        if !answers.is_empty() {
            fields.insert("answers".to_owned(), answers.into());
        }
        fields.insert("findings".to_owned(), json!(practice.findings()));
    }
    dossier
}

/// The keys of a class as a page.
///
/// # Errors
///
/// There is no such product set.
pub fn key_page(
    library: &Library,
    options: &PracticeOptions,
    count: u16,
    lang: Lang,
) -> Result<Document, Refusal> {
    let (criteria, set) = options.set.find(library)?;
    let class = options.class(count);
    let class: Vec<Practice> = class.map(|o| make(criteria, set, o.seed)).collect();
    Ok(page::practice_key(&class, criteria, set, lang)?)
}

/// The papers of a class as one document to print: for each trainee the dossier and an answer sheet,
/// each on a page of its own.
///
/// # Errors
///
/// There is no such product set.
pub fn class_papers(
    library: &Library,
    options: &PracticeOptions,
    count: u16,
    lang: Lang,
) -> Result<Document, Refusal> {
    let (criteria, set) = options.set.find(library)?;
    let shown = criteria.show(set)?;
    let pages = options.class(count).flat_map(|o| {
        let practice = make(criteria, set, o.seed);
        [
            page::practice(&practice, lang),
            page::answer_sheet(&shown, practice.seed, lang),
        ]
    });
    Ok(joined(pages, lang))
}

/// A sheet for a trainee to fill in (`ocop-dossier/1`).
#[must_use]
pub fn blank(practice: &Practice) -> Value {
    json!({
        "format": ocop::DOSSIER_FORMAT,
        "criteria": practice.criteria,
        "product_set": practice.product_set,
        "answers": {},
    })
}

/// A trainee's sheet beside the key.
///
/// # Errors
///
/// There is no such product set, or the sheet is refused or of another product set.
pub fn mark(
    library: &Library,
    input: &[u8],
    options: &PracticeOptions,
) -> Result<Marking, Refusal> {
    mark_filled(library, input, options).map(|(found, _)| found)
}

/// A trainee's sheet beside the key, and whether anything is filled in.
pub(super) fn mark_filled(
    library: &Library,
    input: &[u8],
    options: &PracticeOptions,
) -> Result<(Marking, bool), Refusal> {
    let (criteria, set) = options.set.find(library)?;
    let practice = make(criteria, set, options.seed);
    // told before its levels are, which may be none of this decision
    let named = Dossier::parse(input).ok().and_then(|d| d.criteria);
    if let Some(other) = named.filter(|c| c.as_ref() != criteria.id().as_str()) {
        return Err(other_law(&other, criteria.id()).into());
    }
    let reading = rate::RateOptions {
        criteria: Some(criteria.id().to_string()),
        ..rate::RateOptions::default()
    };
    let assessment = rate::rate(library, input, &reading)?;
    let given = assessment.sheet().product_set();
    if given.number() != set.number() {
        return Err(other_set(given, set).into());
    }
    let dossier = assessment.dossier();
    let filled = !(dossier.answers.is_empty() && dossier.points.is_empty());
    let in_points = dossier.points.keys().filter_map(|id| id.parse().ok());
    let compared: Result<_, Problems> = compare_in_points(
        &practice,
        criteria,
        assessment.sheet(),
        &in_points.collect(),
    );
    Ok((compared?, filled || !dossier.findings.is_empty()))
}

fn other_law(found: &str, wanted: &VersionId) -> Problem {
    Problem::new(
        Code::AnswersOfAnotherSet,
        "/criteria",
        format!("Phiếu này theo {found}, hồ sơ thực hành theo {wanted}."),
        format!("This sheet is under {found}, the practice dossier under {wanted}."),
    )
    .with_found(found)
    .with_expected(wanted.to_string(), wanted.to_string())
}

fn other_set(given: &ProductSet, set: &ProductSet) -> Problem {
    let (found, wanted) = (given.number(), set.number());
    Problem::new(
        Code::AnswersOfAnotherSet,
        "/product_set",
        format!("Phiếu này của bộ {found}, hồ sơ thực hành của bộ {wanted}."),
        format!("This sheet is of set {found}, the practice dossier of set {wanted}."),
    )
    .with_found(found.to_string())
    .with_expected(wanted.to_string(), wanted.to_string())
}
