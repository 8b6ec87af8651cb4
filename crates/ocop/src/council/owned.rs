//! `into_owned` for what a session and its tally are made of, field by field: a field that is added
//! there is added here.

use crate::criteria::files::{FindingsRule, MinimumRule, SpreadAtLimit};
use crate::ids::Case;
use crate::owned::{into_owned, never_borrows};
use crate::problem::Problem;

use super::format::*;
use super::mean::{Deviation, Mean};
use super::moment::Moment;
use super::product_report::*;
use super::regulation::Regulation;
use super::report::*;

into_owned! {
    Session { format, criteria, level, mode, held_on, closed_at, council, place, regulation, members, present, products, note }
    RegulationInput { decision, quorum, chair_required, max_spread, spread_at_limit, minimums, findings, fewest_members }
    Member { id, name, role, institution }
    SessionProduct { id, product_set, criteria, product, producer, registration, proposed_on, documents, commune_report, recused, findings, sheets, note }
    Recusal { member, reason }
    Sheet { format, product, member, round, status, criteria, submitted_at, unchanged, answers, points, case, findings, comment }
}

into_owned! {
    TallyReport { format, criteria, level, mode, held_on, council, place, stands, regulation, attendance, members, products, notices, errors, note, digests }
    TallyDigests { criteria, translations, session, sheets, program }
    SheetDigest { file, digest }
    MemberReport { id, name, role, institution, present }
    ProductTally { id, product_set, product, producer, registration, proposed_on, documents, commune_report, attendance, stands, reasons, round, sheets, sum, count, mean, spread, outcome, points_stars, stars, stars_by_rule, recognised, authority, parts, minimums, unmet, contested, criteria, findings, recused, set_aside, earlier_rounds, notices, note }
    Standing { code, members, findings, message }
    SheetTally { member, points, parts, deviation, case, unchanged, outcome, findings, unanswered, comment, notices }
    Contested { criterion, stars, reached, missed }
    CriterionTally { criterion, key, sum, mean, least, greatest, max_points, apart }
    Apart { member, points, deviation }
    FindingTally { finding, effect, members, by_council, counts, source }
    SetAside { member, round, why }
    EarlierRound { round, sheets, sum, count, mean, spread }
    EarlierSheet { member, points }
}
never_borrows!(
    Case,
    Aside,
    Attendance,
    Deviation,
    FindingsRule,
    Mean,
    MinimumRule,
    MinimumTally,
    Mode,
    Moment,
    PartTally,
    Problem,
    ProductAttendance,
    Quorum,
    Regulation,
    Role,
    SheetStatus,
    SpreadAtLimit,
    StandingCode,
    StarsByRule,
);
