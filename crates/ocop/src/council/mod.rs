//! Councils: from the members' score sheets to a result that stands up to an audit.
//!
//! A council's result is the mean of its members' totals (Art. 3.3). It is held as a sum and a
//! count and never rounded before it is compared: 89.99… is 4 stars. Quorum, spread and how
//! minimums are tested are settings of a council's regulation, not of the law; their defaults are
//! data with sources (`council.json`).

mod collate;
mod decode;
mod format;
mod mean;
mod moment;
mod next;
mod owned;
mod parts;
mod regulation;
mod report;
mod session;
mod standing;
mod tally;

pub use crate::criteria::files::{FindingsRule, MinimumRule};
pub use format::{
    COUNCIL_FORMAT, COUNCIL_SHEET_FORMAT, Member, Quorum, Recusal, RegulationInput, Role, Session,
    SessionProduct, Sheet, SheetStatus,
};
pub use mean::Mean;
pub use moment::Moment;
pub use next::{NEXT_FORMAT, NextProduct, NextReport, Step, StepKind};
pub use parts::{PartCheck, PartState};
pub use regulation::Regulation;
pub use report::{
    Aside, Attendance, Contested, CriterionTally, EarlierRound, EarlierSheet, FindingTally,
    MemberReport, MinimumTally, PartTally, ProductTally, SetAside, SheetTally, Standing,
    StandingCode, TALLY_FORMAT, TallyDigests, TallyReport,
};
pub use session::{MAX_MEMBERS, MAX_SESSION_BYTES, SheetFile};
