//! What documents there are, in which forms and languages.

use ocop::Lang;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What a document is.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
#[schemars(inline)]
#[non_exhaustive]
pub enum DocumentKind {
    /// A rating, from a dossier.
    Rating,
    /// What is wrong with a dossier, what is missing, and what is worth a look.
    Check,
    /// A rating explained to a producer, on a page, from a dossier.
    Explanation,
    /// A rating explained to a council, criterion by criterion, from a dossier.
    CouncilExplanation,
    /// A plan, from a dossier.
    Plan,
    /// What proves what, from a dossier or a product set.
    Evidence,
    /// A dossier under another decision.
    Comparison,
    /// Two decisions side by side.
    LawComparison,
    /// A council's tally, from a session.
    Tally,
    /// A council's minutes, to print and sign, from a session.
    Minutes,
    /// What happens next, from a tally.
    Next,
    /// One certificate.
    Certificate,
    /// What falls due in a register.
    Renewals,
    /// Statistics over ratings, tallies and registers.
    Statistics,
    /// The score sheet of a product set.
    Sheet,
    /// The list of decisions and product sets.
    Criteria,
    /// Which decision applies.
    Resolution,
    /// What a product code says.
    Code,
    /// A practice dossier.
    Practice,
    /// The key of a practice dossier.
    PracticeKey,
    /// A trainee's sheet beside the key.
    Marking,
    /// The sheets of a class beside their keys.
    ClassMarking,
    /// What agrees with what a result rests on, and what does not.
    Verification,
    /// An empty score sheet of a product set, to be filled in by hand.
    ScoreSheet,
    /// The registration of a product, from a dossier or empty.
    #[serde(rename = "form-01")]
    Form01,
    /// The producer's report on itself, from a dossier or empty.
    #[serde(rename = "form-02")]
    Form02,
    /// The commune's report, from a dossier or empty.
    #[serde(rename = "form-03")]
    Form03,
    /// The members' scores of a product, from a session.
    Synthesis,
    /// The results of a round, a column a member, from a session.
    Summary,
    /// The submission to who decides, from a session.
    Submission,
    /// The draft decision with its list, from a session.
    Decision,
    /// The letter that sends dossiers on to the next level, from a session.
    Letter,
    /// The notice of a result to commune and producer, from a session.
    Notice,
}

/// The form of a document.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Default,
    Serialize,
    Deserialize,
    JsonSchema,
)]
#[serde(rename_all = "lowercase")]
#[schemars(inline)]
#[non_exhaustive]
pub enum DocumentFormat {
    /// Plain text.
    Text,
    /// Markdown.
    Md,
    /// HTML, A4 in print.
    #[default]
    Html,
    /// A Word document.
    Docx,
    /// PDF.
    Pdf,
    /// An Excel workbook.
    Xlsx,
    /// A table for spreadsheets: of statistics, of a tally, of a class.
    Csv,
    /// A calendar (RFC 5545), of what falls due.
    Ics,
}

/// The language of a document.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Default,
    Serialize,
    Deserialize,
    JsonSchema,
)]
#[serde(rename_all = "lowercase")]
#[schemars(inline)]
pub enum Language {
    /// Vietnamese.
    #[default]
    Vi,
    /// English.
    En,
}

impl From<Language> for Lang {
    fn from(language: Language) -> Self {
        match language {
            Language::Vi => Self::Vi,
            Language::En => Self::En,
        }
    }
}
