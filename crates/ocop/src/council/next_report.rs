//! The next steps as they are printed: the format `ocop-next/1`.

use std::borrow::Cow;

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::bounded::{Points, Stars};
use crate::criteria::files::Authority;
use crate::ids::CriterionId;
use crate::notice::Notice;
use crate::rating::Outcome;
use crate::text::Text;

use super::parts::PartCheck;
use super::product_report::Standing;

/// The name of the format.
pub const NEXT_FORMAT: &str = "ocop-next/1";

/// What happens next with each product of a tally.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[non_exhaustive]
pub struct NextReport {
    /// Always `ocop-next/1`.
    pub format: Cow<'static, str>,
    /// The criteria version.
    pub criteria: String,
    /// The level of the council.
    pub level: Authority,
    /// The day from which deadlines are looked for.
    pub on: Date,
    /// The products, in the order of the tally.
    pub products: Vec<NextProduct>,
    /// What a reader should know of the tally besides.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub notices: Vec<Notice>,
}

/// What happens next with a product.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[non_exhaustive]
pub struct NextProduct {
    /// Its identifier in the session.
    pub id: String,
    /// Its name.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub name: Option<String>,
    /// Whether its result stands.
    pub stands: bool,
    /// Its stars.
    pub stars: Option<Stars>,
    /// What its sheets come to; none where no sheet counts.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub outcome: Option<Outcome>,
    /// What is to be done, in order.
    pub steps: Vec<NextStep>,
    /// What should have come along with this dossier, and whether it did.
    pub dossier: Vec<PartCheck>,
    /// The contents of the commune's report (form 03), and whether it covers them.
    pub commune_report: Vec<PartCheck>,
}

/// One thing to be done.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[non_exhaustive]
pub struct NextStep {
    /// What kind.
    pub step: NextStepKind,
    /// Who does it.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub by: Option<Authority>,
    /// To whom it goes.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub to: Option<Authority>,
    /// Why the result does not stand, where that is to be mended first.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub reasons: Vec<Standing<'static>>,
    /// The round in which the product is scored again.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub round: Option<u8>,
    /// Who decides or issues, as the law names it.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub body: Option<Text>,
    /// The level that recognises these stars.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub recognised_by: Option<Authority>,
    /// How many months the certificate lasts.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub months: Option<u16>,
    /// The points that it goes on from, or that the centre's stars begin at.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub from_points: Option<Points>,
    /// What follows, as the law says it.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub label: Option<Text>,
    /// How many days the law gives.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub within_days: Option<u16>,
    /// The last day by law, where that is a day off and `by_date` is the working day before it.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub by_law: Option<Date>,
    /// The last day for it, where the law sets one.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub by_date: Option<Date>,
    /// Whether the last day for it is over on the day from which deadlines are looked for.
    #[serde(skip_serializing_if = "std::ops::Not::not", default)]
    pub overdue: bool,
    /// What must go along.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub parts: Vec<PartCheck>,
    /// Minimums that hold the product below the stars its points reach.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub held_back_by: Vec<CriterionId>,
    /// Where the law says so.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub source: Option<String>,
}

/// What kind of step.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum NextStepKind {
    /// The session lacks something: complete it.
    CompleteSession,
    /// Discuss, and score again in a new round.
    ScoreAgain,
    /// No decision and no certificate.
    NoRecognition,
    /// Decide the recognition.
    Recognise,
    /// Issue the certificate.
    IssueCertificate,
    /// Approve the result, for the next level to assess.
    ApproveResult,
    /// Send the dossier on.
    Forward,
    /// The centre found less than its band: the province may act on that.
    BackToProvince,
    /// The centre's result goes back to the level that recognises its stars, or that sent the dossier.
    ReturnResult,
    /// Opinions in writing differ: the council must meet.
    HoldMeeting,
    /// A re-rating must be over by a day.
    AssessBy,
}

impl NextStep {
    pub(super) const fn new(step: NextStepKind) -> Self {
        Self {
            step,
            by: None,
            to: None,
            reasons: Vec::new(),
            round: None,
            body: None,
            recognised_by: None,
            months: None,
            from_points: None,
            label: None,
            within_days: None,
            by_law: None,
            by_date: None,
            overdue: false,
            parts: Vec::new(),
            held_back_by: Vec::new(),
            source: None,
        }
    }

    pub(super) fn by(mut self, by: Authority, source: &str) -> Self {
        self.by = Some(by);
        self.source = Some(source.to_owned());
        self
    }
}
