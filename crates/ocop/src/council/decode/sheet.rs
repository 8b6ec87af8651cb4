//! A member's sheet, in a session or in a file of its own.

use std::borrow::Cow;

use crate::dossier::decode::FINDING;
use crate::dossier::{Filled, filled};
use crate::json::{Fields, Node, names};
use crate::problem::Problems;

use super::super::format::{COUNCIL_SHEET_FORMAT, ROUNDS, SheetStatus};
use super::super::moment::Moment;
use super::fields::{moment, required};

names! { pub(super) SHEET, sheet_field {
    FORMAT = "format",
    PRODUCT = "product",
    MEMBER = "member",
    ROUND = "round",
    STATUS = "status",
    CRITERIA = "criteria",
    SUBMITTED_AT = "submitted_at",
    ANSWERS = "answers",
    FINDINGS = "findings",
    COMMENT = "comment",
    POINTS = "points",
    CASE = "case",
    UNCHANGED = "unchanged",
} }

const STATUSES: [(&str, SheetStatus); 2] = [
    ("submitted", SheetStatus::Submitted),
    ("draft", SheetStatus::Draft),
];

/// A sheet as far as it could be read, with what is wrong with it.
#[derive(Debug)]
pub(crate) struct SheetDraft<'n, 'a> {
    /// Where it stands: in the session, or in a file of its own.
    pub path: String,
    pub file: Option<&'n str>,
    pub format: Option<Cow<'a, str>>,
    pub product: Option<Cow<'a, str>>,
    pub member: Option<Cow<'a, str>>,
    /// The round, 1 where it is not said; none where it cannot be read.
    pub round: Option<u8>,
    pub round_said: bool,
    /// The status, `submitted` where it is not said; none where it cannot be read.
    pub status: Option<SheetStatus>,
    pub status_said: bool,
    pub criteria: Option<Cow<'a, str>>,
    pub submitted_at: Option<Moment>,
    /// Whether it stands by the sheet of the round before.
    pub unchanged: bool,
    pub filled: Filled<'n, 'a>,
    pub findings: Vec<(usize, Cow<'a, str>)>,
    pub comment: Option<Cow<'a, str>>,
    pub problems: Problems,
}

impl<'n, 'a> SheetDraft<'n, 'a> {
    /// Reads a sheet; its problems stay with it. `file` names the file that it stands in alone.
    pub(crate) fn read(
        node: &'n Node<'a>,
        path: String,
        file: Option<&'n str>,
        problems: &mut Problems,
    ) -> Option<Self> {
        let mut own = Problems::new();
        let read = Fields::of_format(node, &path, SHEET, COUNCIL_SHEET_FORMAT, &mut own);
        let Some(fields) = read else {
            problems.append(own);
            return None;
        };
        let format = fields.format(sheet_field::FORMAT, COUNCIL_SHEET_FORMAT, &mut own);
        let product = fields.text(sheet_field::PRODUCT, &mut own);
        let member = fields.text(sheet_field::MEMBER, &mut own);
        let member = required(&fields, sheet_field::MEMBER, member, &mut own);
        let round = match fields.get(sheet_field::ROUND) {
            None => Some(1),
            Some(_) => fields.whole_between(
                sheet_field::ROUND,
                i64::from(*ROUNDS.start())..=i64::from(*ROUNDS.end()),
                &mut own,
            ),
        };
        let status = match fields.get(sheet_field::STATUS) {
            None => Some(SheetStatus::Submitted),
            Some(_) => fields.choice(sheet_field::STATUS, &STATUSES, &mut own),
        };
        let unchanged = fields
            .flag(sheet_field::UNCHANGED, &mut own)
            .unwrap_or(false);
        let filled = match (
            fields.get(sheet_field::ANSWERS),
            fields.get(sheet_field::POINTS),
        ) {
            (None, None) if unchanged => Filled::default(),
            _ => filled(
                &fields,
                [sheet_field::ANSWERS, sheet_field::POINTS, sheet_field::CASE],
                &mut own,
            ),
        };
        Some(Self {
            file,
            format,
            product,
            member,
            round,
            round_said: fields.get(sheet_field::ROUND).is_some(),
            status,
            status_said: fields.get(sheet_field::STATUS).is_some(),
            unchanged,
            criteria: fields.text(sheet_field::CRITERIA, &mut own),
            submitted_at: moment(&fields, sheet_field::SUBMITTED_AT, &mut own),
            filled,
            findings: fields
                .texts(sheet_field::FINDINGS, FINDING, &mut own)
                .unwrap_or_default(),
            comment: fields.text(sheet_field::COMMENT, &mut own),
            path,
            problems: own,
        })
    }
}
