//! Councils: from the members' score sheets to a result that stands up to an audit.
//!
//! A council's result is the mean of its members' totals (Art. 3.3). It is held as a sum and a
//! count and never rounded before it is compared: 89.99… is 4 stars. Quorum, spread and how
//! minimums are tested are settings of a council's regulation, not of the law; their defaults are
//! data with sources (`council.json`).

mod basis;
mod build;
mod collate;
mod contradictions;
mod decode;
mod figures;
mod files;
mod follows;
mod format;
mod known;
mod mean;
mod moment;
mod next;
mod next_report;
mod notices;
mod owned;
mod parts;
mod product_report;
mod read;
mod regulation;
mod report;
mod result;
mod rounds;
mod session;
mod sitting;
mod standing;
mod typed;

pub use crate::criteria::files::{FindingsRule, MinimumRule, SpreadAtLimit};
pub use files::{FileKind, SheetFile, may_hold_sheet};
pub use format::{
    COUNCIL_FORMAT, COUNCIL_SHEET_FORMAT, Member, Mode, Quorum, Recusal, RegulationInput, Role,
    Session, SessionProduct, Sheet, SheetStatus,
};
pub use mean::{Deviation, Mean};
pub use moment::Moment;
pub use next_report::{NEXT_FORMAT, NextProduct, NextReport, NextStep, NextStepKind};
pub use parts::{PartCheck, PartState};
pub use product_report::{
    Apart, Aside, Contested, CriterionTally, EarlierRound, EarlierSheet, FindingTally,
    MinimumTally, PartTally, ProductAttendance, ProductTally, SetAside, SheetTally, Standing,
    StandingCode, StarsByRule,
};
pub use regulation::Regulation;
pub use report::{Attendance, MemberReport, SheetDigest, TALLY_FORMAT, TallyDigests, TallyReport};
pub use session::{MAX_MEMBERS, MAX_SESSION_BYTES};
