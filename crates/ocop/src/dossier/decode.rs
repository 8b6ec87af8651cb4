//! From the JSON tree to a dossier, telling everything that is wrong with its shape.

use std::borrow::Cow;

use jiff::civil::Date;

use crate::caller::CallerId;
use crate::criteria::DossierDates;
use crate::criteria::files::RegistrationKind;
use crate::json::{self, Fields, Node, names, wrong_type};
use crate::problem::Problems;

use super::answers::{evidence, filled, read_filled};
use super::filled::Filled;
use super::format::{DOSSIER_FORMAT, Dossier, Evidence, Producer, Product, Registration, SetRef};
use super::forms::{CommuneReport, SelfAssessment};

names! { pub(super) FIELDS, dossier_field {
    FORMAT = "format",
    CRITERIA = "criteria",
    PRODUCT_SET = "product_set",
    PRODUCT = "product",
    PRODUCER = "producer",
    REGISTRATION = "registration",
    ASSESSED_ON = "assessed_on",
    ANSWERS = "answers",
    FINDINGS = "findings",
    NOTE = "note",
    POINTS = "points",
    CASE = "case",
    SELF_ASSESSMENT = "self_assessment",
    COMMUNE_REPORT = "commune_report",
    PARTS = "parts",
    ID = "id",
} }

names! { pub(super) PRODUCT, product_field {
    NAME = "name",
    CODE = "code",
    DESCRIPTION = "description",
    SECTOR = "sector",
    GROUP = "group",
    SUBGROUP = "subgroup",
} }

names! { pub(super) PRODUCER, producer_field {
    NAME = "name",
    KIND = "kind",
    ADDRESS = "address",
    REPRESENTATIVE = "representative",
    PHONE = "phone",
    EMAIL = "email",
    POSITION = "position",
    REPRESENTATIVE_SEX = "representative_sex",
    REPRESENTATIVE_ETHNICITY = "representative_ethnicity",
    REPRESENTATIVE_ADDRESS = "representative_address",
    REGISTRATION_NUMBER = "registration_number",
    ESTABLISHED_ON = "established_on",
} }

names! { pub(super) REGISTRATION, registration_field {
    KIND = "kind",
    SUBMITTED_ON = "submitted_on",
    NUMBER = "number",
    SAMPLES = "samples",
} }

pub(super) const KINDS: &[(&str, RegistrationKind); 3] = &[
    ("first", RegistrationKind::First),
    ("upgrade", RegistrationKind::Upgrade),
    ("re-rating", RegistrationKind::ReRating),
];

/// What stands in a list of findings.
pub(crate) const FINDING: (&str, &str) = ("tên một phát hiện", "the name of a finding");

/// A dossier as far as it could be read. Unlike [`Dossier`] it may lack what is required, and it
/// keeps answers as they stand, repeated ones too, for the sheet to judge.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct DossierDraft<'n, 'a> {
    pub format: Option<Cow<'a, str>>,
    pub id: Option<CallerId<'a>>,
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
        let fields = Fields::of_format(node, "", FIELDS, DOSSIER_FORMAT, problems)?;
        let format = fields.format(dossier_field::FORMAT, DOSSIER_FORMAT, problems);
        Some(Self {
            format,
            id: id(&fields, problems),
            criteria: fields.text(dossier_field::CRITERIA, problems),
            product_set: product_set(&fields, dossier_field::PRODUCT_SET, problems),
            product: fields
                .get(dossier_field::PRODUCT)
                .and_then(|n| product(n, "/product", problems)),
            producer: fields
                .get(dossier_field::PRODUCER)
                .and_then(|n| producer(n, "/producer", problems)),
            registration: fields
                .get(dossier_field::REGISTRATION)
                .and_then(|n| registration(n, "/registration", problems)),
            assessed_on: fields.date(dossier_field::ASSESSED_ON, problems),
            filled: filled(
                &fields,
                [
                    dossier_field::ANSWERS,
                    dossier_field::POINTS,
                    dossier_field::CASE,
                ],
                problems,
            ),
            findings: fields
                .texts(dossier_field::FINDINGS, FINDING, problems)
                .unwrap_or_default(),
            note: fields.text(dossier_field::NOTE, problems),
            self_assessment: fields
                .get(dossier_field::SELF_ASSESSMENT)
                .and_then(|n| SelfAssessment::read(n, "/self_assessment", problems)),
            commune_report: fields
                .get(dossier_field::COMMUNE_REPORT)
                .and_then(|n| CommuneReport::read(n, "/commune_report", problems)),
            parts: fields
                .get(dossier_field::PARTS)
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
            id: self.id,
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

/// The whole numbers that every reader of JSON keeps to the digit.
const NUMBERS: std::ops::RangeInclusive<i64> = 0..=9_007_199_254_740_991;

/// What the caller calls a dossier.
fn id<'a, const N: usize>(
    fields: &Fields<'_, 'a, N>,
    problems: &mut Problems,
) -> Option<CallerId<'a>> {
    match fields.get(dossier_field::ID)? {
        Node::Text(text) => Some(CallerId::Text(text.clone())),
        Node::Int(_) => fields
            .whole_between(dossier_field::ID, NUMBERS, problems)
            .map(CallerId::Number),
        other => {
            problems.push(wrong_type(
                &fields.path(dossier_field::ID),
                other,
                "một chuỗi hoặc một số nguyên",
                "text or a whole number",
            ));
            None
        }
    }
}

/// What the caller calls a dossier that may be refused for anything else: a refusal finds its way
/// back by it. None where the text is no JSON object, or has no identifier that can be read.
///
/// ```
/// let line = br#"{"id": "A-7", "product_set": 99}"#;
/// assert_eq!(ocop::caller_id(line), Some("A-7".into()));
/// ```
#[must_use]
pub fn caller_id(bytes: &[u8]) -> Option<CallerId<'static>> {
    let node = json::parse(json::text(bytes, json::MAX_BYTES).ok()?).ok()?;
    let Node::Object(object) = &node else {
        return None;
    };
    let mut named = object.iter().filter(|(key, _)| key == "id");
    // of one that stands twice nobody can tell which is meant
    let (_, value) = named.next().filter(|_| named.next().is_none())?;
    match value {
        Node::Text(text) => Some(CallerId::from(text.to_string())),
        Node::Int(number) => NUMBERS
            .contains(number)
            .then_some(CallerId::Number(*number)),
        _ => None,
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
        name: fields.text(product_field::NAME, problems),
        code: fields.text(product_field::CODE, problems),
        description: fields.text(product_field::DESCRIPTION, problems),
        sector: fields.text(product_field::SECTOR, problems),
        group: fields.text(product_field::GROUP, problems),
        subgroup: fields.text(product_field::SUBGROUP, problems),
    })
}

pub(crate) fn producer<'a>(
    node: &Node<'a>,
    path: &str,
    problems: &mut Problems,
) -> Option<Producer<'a>> {
    let fields = Fields::read(node, path, PRODUCER, problems)?;
    Some(Producer {
        name: fields.text(producer_field::NAME, problems),
        kind: fields.text(producer_field::KIND, problems),
        address: fields.text(producer_field::ADDRESS, problems),
        representative: fields.text(producer_field::REPRESENTATIVE, problems),
        phone: fields.text(producer_field::PHONE, problems),
        email: fields.text(producer_field::EMAIL, problems),
        position: fields.text(producer_field::POSITION, problems),
        representative_sex: fields.text(producer_field::REPRESENTATIVE_SEX, problems),
        representative_ethnicity: fields.text(producer_field::REPRESENTATIVE_ETHNICITY, problems),
        representative_address: fields.text(producer_field::REPRESENTATIVE_ADDRESS, problems),
        registration_number: fields.text(producer_field::REGISTRATION_NUMBER, problems),
        established_on: fields.date(producer_field::ESTABLISHED_ON, problems),
    })
}

pub(crate) fn registration(
    node: &Node<'_>,
    path: &str,
    problems: &mut Problems,
) -> Option<Registration> {
    let fields = Fields::read(node, path, REGISTRATION, problems)?;
    let kind = fields.choice(registration_field::KIND, KINDS, problems);
    Some(Registration {
        kind,
        submitted_on: fields.date(registration_field::SUBMITTED_ON, problems),
        number: fields
            .text(registration_field::NUMBER, problems)
            .map(Cow::into_owned),
        samples: fields.whole_between(registration_field::SAMPLES, 0..=1_000, problems),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dossier::forms::{BusinessResults, Updates};
    use crate::json::pointer;
    use crate::schema::tests::assert_fields;

    /// The names read here are those that the schema promises.
    #[test]
    fn the_fields_read_are_the_fields_of_the_schema() {
        let schema = schemars::schema_for!(Dossier<'static>);
        assert_fields(&schema, None, FIELDS);
        for (definition, fields) in [
            ("Product", PRODUCT.as_slice()),
            ("Producer", PRODUCER),
            ("Registration", REGISTRATION),
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
