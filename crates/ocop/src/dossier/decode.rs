//! From the JSON tree to a dossier, telling everything that is wrong with its shape.

use std::borrow::Cow;

use jiff::civil::Date;

use crate::criteria::DossierDates;
use crate::criteria::files::RegistrationKind;
use crate::json::{Fields, Node, names, wrong_type};
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
        let format = fields.format(dossier_field::FORMAT, DOSSIER_FORMAT, problems);
        Some(Self {
            format,
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
