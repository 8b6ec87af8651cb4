//! What the forms of a dossier hold besides the answers: the producer's report on itself, and the
//! commune's report.

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::json::{Fields, Node, names};
use crate::problem::Problems;

/// A struct of optional texts, with the names of its fields and its reading.
macro_rules! texts {
    ($(#[doc = $doc:literal])* $name:ident { $($(#[doc = $of:literal])* $field:ident,)* }) => {
        $(#[doc = $doc])*
        #[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
        #[serde(deny_unknown_fields)]
        #[non_exhaustive]
        pub struct $name {
            $(
                $(#[doc = $of])*
                #[serde(skip_serializing_if = "Option::is_none", default)]
                pub $field: Option<String>,
            )*
        }

        impl $name {
            pub(super) const FIELDS: &[&str; [$(stringify!($field)),*].len()] =
                &[$(stringify!($field)),*];

            pub(super) fn read(node: &Node<'_>, path: &str, problems: &mut Problems) -> Option<Self> {
                let fields = Fields::read(node, path, Self::FIELDS, problems)?;
                let mut texts = (0..Self::FIELDS.len())
                    .map(|i| fields.text(i, problems).map(std::borrow::Cow::into_owned));
                Some(Self { $($field: texts.next().flatten(),)* })
            }
        }
    };
}

texts! {
    /// The results of the business (form 02, part II).
    BusinessResults {
        /// Material areas, technology, processing and packing.
        materials_and_technology,
        /// Quality, standards, packaging and labels.
        quality,
        /// Markets.
        market,
        /// Revenue and profit.
        revenue_and_profit,
    }
}

texts! {
    /// What is new since the product was recognised, for a re-rating (Art. 6.1.c).
    Updates {
        /// Materials.
        materials,
        /// Technology.
        technology,
        /// Packaging.
        packaging,
        /// Labels.
        labels,
        /// The quality declaration.
        quality_declaration,
        /// Periodic test reports.
        periodic_tests,
        /// The market.
        market,
        /// Output.
        output,
        /// Revenue.
        revenue,
        /// Legal papers that have a term.
        dated_papers,
    }
}

/// The producer's report on itself, besides the answers (form 02).
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct SelfAssessment {
    /// How the producer came about (part I, 8).
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub history: Option<String>,
    /// How it is organised (part I, 9).
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub structure: Option<String>,
    /// The results of the business (part II).
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub business_results: Option<BusinessResults>,
    /// What changed since the product was recognised, for an upgrade (Art. 6.1.b).
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub changes: Option<String>,
    /// What is new since the product was recognised, for a re-rating (Art. 6.1.c).
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub updates: Option<Updates>,
    /// The plan (part IV).
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub business_plan: Option<String>,
}

/// The commune's report on some contents of the dossier (form 03).
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct CommuneReport {
    /// Its number.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub number: Option<String>,
    /// The day it was issued.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub issued_on: Option<Date>,
    /// Local materials (II.1).
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub local_materials: Option<String>,
    /// Local labour (II.2).
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub local_labour: Option<String>,
    /// Where the idea comes from (II.3).
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub idea_origin: Option<String>,
    /// Local identity and knowledge (II.4).
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub local_identity: Option<String>,
}

names! { SELF_ASSESSMENT, report_field {
    HISTORY = "history",
    STRUCTURE = "structure",
    BUSINESS_RESULTS = "business_results",
    CHANGES = "changes",
    UPDATES = "updates",
    BUSINESS_PLAN = "business_plan",
} }

impl SelfAssessment {
    pub(super) const FIELDS: &[&str; SELF_ASSESSMENT.len()] = SELF_ASSESSMENT;

    pub(super) fn read(node: &Node<'_>, path: &str, problems: &mut Problems) -> Option<Self> {
        let fields = Fields::read(node, path, Self::FIELDS, problems)?;
        Some(Self {
            history: fields.text(report_field::HISTORY, problems).map(Into::into),
            structure: fields
                .text(report_field::STRUCTURE, problems)
                .map(Into::into),
            business_results: fields.get(report_field::BUSINESS_RESULTS).and_then(|n| {
                BusinessResults::read(n, &fields.path(report_field::BUSINESS_RESULTS), problems)
            }),
            changes: fields.text(report_field::CHANGES, problems).map(Into::into),
            updates: fields
                .get(report_field::UPDATES)
                .and_then(|n| Updates::read(n, &fields.path(report_field::UPDATES), problems)),
            business_plan: fields
                .text(report_field::BUSINESS_PLAN, problems)
                .map(Into::into),
        })
    }
}

names! { COMMUNE_REPORT, commune_field {
    NUMBER = "number",
    ISSUED_ON = "issued_on",
    LOCAL_MATERIALS = "local_materials",
    LOCAL_LABOUR = "local_labour",
    IDEA_ORIGIN = "idea_origin",
    LOCAL_IDENTITY = "local_identity",
} }

impl CommuneReport {
    pub(super) const FIELDS: &[&str; COMMUNE_REPORT.len()] = COMMUNE_REPORT;

    pub(super) fn read(node: &Node<'_>, path: &str, problems: &mut Problems) -> Option<Self> {
        let fields = Fields::read(node, path, Self::FIELDS, problems)?;
        Some(Self {
            number: fields.text(commune_field::NUMBER, problems).map(Into::into),
            issued_on: fields.date(commune_field::ISSUED_ON, problems),
            local_materials: fields
                .text(commune_field::LOCAL_MATERIALS, problems)
                .map(Into::into),
            local_labour: fields
                .text(commune_field::LOCAL_LABOUR, problems)
                .map(Into::into),
            idea_origin: fields
                .text(commune_field::IDEA_ORIGIN, problems)
                .map(Into::into),
            local_identity: fields
                .text(commune_field::LOCAL_IDENTITY, problems)
                .map(Into::into),
        })
    }
}
