//! From JSON trees to a session, telling everything that is wrong with its shape. What can be read
//! is kept: a session with problems is still tallied, and marked as not standing.

use std::borrow::Cow;

use jiff::civil::Date;

use crate::criteria::files::{Authority, FindingsRule, Fixed, MinimumRule, SpreadAtLimit};
use crate::dossier::Filled;
use crate::dossier::decode::{FINDING, filled, producer, product, product_set, registration};
use crate::dossier::{Producer, Product, Registration, SetRef};
use crate::json::{Fields, Node, kind, names, pointer};
use crate::problem::{Code, Problem, Problems};
use crate::text::Text;

use super::format::{
    COUNCIL_FORMAT, COUNCIL_SHEET_FORMAT, Member, Mode, Quorum, Recusal, RegulationInput, Role,
    SheetStatus,
};
use super::moment::Moment;

names! { pub(super) SESSION, session_field {
    FORMAT = "format",
    CRITERIA = "criteria",
    LEVEL = "level",
    HELD_ON = "held_on",
    CLOSED_AT = "closed_at",
    COUNCIL = "council",
    PLACE = "place",
    REGULATION = "regulation",
    MEMBERS = "members",
    PRESENT = "present",
    PRODUCTS = "products",
    NOTE = "note",
    MODE = "mode",
} }
names! { REGULATION, regulation_field {
    DECISION = "decision",
    QUORUM = "quorum",
    CHAIR_REQUIRED = "chair_required",
    MAX_SPREAD = "max_spread",
    MINIMUMS = "minimums",
    FINDINGS = "findings",
    FEWEST_MEMBERS = "fewest_members",
    SPREAD_AT_LIMIT = "spread_at_limit",
} }
names! { QUORUM, quorum_field {
    NUMERATOR = "numerator",
    DENOMINATOR = "denominator",
} }
names! { MEMBER, member_field {
    ID = "id",
    NAME = "name",
    ROLE = "role",
    INSTITUTION = "institution",
} }
names! { PRODUCT, product_field {
    ID = "id",
    PRODUCT_SET = "product_set",
    CRITERIA = "criteria",
    PRODUCT = "product",
    PRODUCER = "producer",
    REGISTRATION = "registration",
    PROPOSED_ON = "proposed_on",
    DOCUMENTS = "documents",
    COMMUNE_REPORT = "commune_report",
    RECUSED = "recused",
    FINDINGS = "findings",
    SHEETS = "sheets",
    NOTE = "note",
} }
names! { RECUSAL, recusal_field {
    MEMBER = "member",
    REASON = "reason",
} }
names! { SHEET, sheet_field {
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

const LEVELS: [(&str, Authority); 3] = [
    ("district", Authority::District),
    ("province", Authority::Province),
    ("central", Authority::Central),
];
const ROLES: [(&str, Role); 4] = [
    ("chair", Role::Chair),
    ("deputy", Role::Deputy),
    ("secretary", Role::Secretary),
    ("member", Role::Member),
];
const STATUSES: [(&str, SheetStatus); 2] = [
    ("submitted", SheetStatus::Submitted),
    ("draft", SheetStatus::Draft),
];
const MODES: [(&str, Mode); 2] = [("meeting", Mode::Meeting), ("written", Mode::Written)];
const AT_LIMIT: [(&str, SpreadAtLimit); 2] = [
    ("allowed", SpreadAtLimit::Allowed),
    ("rescore", SpreadAtLimit::Rescore),
];
const MINIMUMS: [(&str, MinimumRule); 3] = [
    ("mean", MinimumRule::Mean),
    ("majority", MinimumRule::Majority),
    ("unanimous", MinimumRule::Unanimous),
];
const FINDINGS: [(&str, FindingsRule); 2] = [
    ("majority", FindingsRule::Majority),
    ("collective", FindingsRule::Collective),
];

/// A session as far as it could be read.
#[derive(Debug)]
pub(super) struct SessionDraft<'n, 'a> {
    pub format: Option<Cow<'a, str>>,
    pub criteria: Option<Cow<'a, str>>,
    pub level: Option<Authority>,
    pub mode: Option<Mode>,
    pub held_on: Option<Date>,
    pub closed_at: Option<Moment>,
    pub council: Option<Cow<'a, str>>,
    pub place: Option<Cow<'a, str>>,
    pub regulation: Option<&'n Node<'a>>,
    pub members: Vec<Member<'a>>,
    /// None where it is not said who was present.
    pub present: Option<Vec<(usize, Cow<'a, str>)>>,
    pub products: Vec<ProductDraft<'n, 'a>>,
    pub note: Option<Cow<'a, str>>,
}

/// A product as far as it could be read, with what is wrong with it.
#[derive(Debug)]
pub(super) struct ProductDraft<'n, 'a> {
    pub path: String,
    pub id: Cow<'a, str>,
    pub product_set: Option<SetRef<'a>>,
    pub criteria: Option<Cow<'a, str>>,
    pub product: Option<Product<'a>>,
    pub producer: Option<Producer<'a>>,
    pub registration: Option<Registration>,
    pub proposed_on: Option<Date>,
    pub documents: Option<Vec<(usize, Cow<'a, str>)>>,
    pub commune_report: Option<Vec<(usize, Cow<'a, str>)>>,
    pub recused: Vec<(usize, Recusal<'a>)>,
    pub findings: Vec<(usize, Cow<'a, str>)>,
    pub sheets: Vec<SheetDraft<'n, 'a>>,
    pub note: Option<Cow<'a, str>>,
    pub problems: Problems,
}

/// A sheet as far as it could be read, with what is wrong with it.
#[derive(Debug)]
pub(super) struct SheetDraft<'n, 'a> {
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

/// The format, where it is said; another than the one expected is told.
fn format<'a, const N: usize>(
    fields: &Fields<'_, 'a, N>,
    index: usize,
    expected: &str,
    problems: &mut Problems,
) -> Option<Cow<'a, str>> {
    let format = fields.text(index, problems)?;
    if format != expected {
        let found = &format;
        problems.push(Problem::new(
            Code::UnknownFormat,
            fields.path(index),
            format!("Gặp định dạng \"{found}\", cần \"{expected}\"."),
            format!("Found the format \"{found}\", expected \"{expected}\"."),
        ));
    }
    Some(format)
}

/// A required field.
fn required<T, const N: usize>(
    fields: &Fields<'_, '_, N>,
    index: usize,
    value: Option<T>,
    problems: &mut Problems,
) -> Option<T> {
    if fields.get(index).is_none() {
        fields.missing(index, problems);
    }
    value
}

fn moment<const N: usize>(
    fields: &Fields<'_, '_, N>,
    index: usize,
    problems: &mut Problems,
) -> Option<Moment> {
    let node = fields.get(index)?;
    let read = match node {
        Node::Text(text) => Moment::read(text),
        _ => None,
    };
    if read.is_none() {
        problems.push(Problem::unexpected(
            Code::InvalidDate,
            fields.path(index),
            &kind(node),
            Text::new(
                "ngày giờ như 2026-09-20 hoặc 2026-09-20T16:30",
                "a day or time as 2026-09-20 or 2026-09-20T16:30",
            ),
        ));
    }
    read
}

impl<'n, 'a> SessionDraft<'n, 'a> {
    /// Reads what can be read; `None` where the value is no object at all.
    pub(super) fn read(node: &'n Node<'a>, problems: &mut Problems) -> Option<Self> {
        let fields = Fields::read(node, "", SESSION, problems)?;
        let format = format(&fields, session_field::FORMAT, COUNCIL_FORMAT, problems);
        let criteria = fields.text(session_field::CRITERIA, problems);
        let level = fields.choice(session_field::LEVEL, &LEVELS, problems);
        let level = required(&fields, session_field::LEVEL, level, problems);
        let held_on = fields.date(session_field::HELD_ON, problems);
        let held_on = required(&fields, session_field::HELD_ON, held_on, problems);
        let closed_at = moment(&fields, session_field::CLOSED_AT, problems);
        let (council, place) = (
            fields.text(session_field::COUNCIL, problems),
            fields.text(session_field::PLACE, problems),
        );
        let members = fields.list(session_field::MEMBERS, problems);
        let members =
            required(&fields, session_field::MEMBERS, members, problems).unwrap_or_default();
        let members = members.iter().enumerate();
        let members = members
            .filter_map(|(i, node)| {
                member(
                    node,
                    &pointer(&fields.path(session_field::MEMBERS), i),
                    problems,
                )
            })
            .collect();
        let what = ("mã một thành viên", "a member's identifier");
        let present = fields.texts(session_field::PRESENT, what, problems);
        // nobody is present where opinions are given in writing
        let mode = fields.choice(session_field::MODE, &MODES, problems);
        let present = match mode.unwrap_or_default() {
            Mode::Meeting => required(&fields, session_field::PRESENT, present, problems),
            Mode::Written => present,
        };
        let products = fields.list(session_field::PRODUCTS, problems);
        let products =
            required(&fields, session_field::PRODUCTS, products, problems).unwrap_or_default();
        let products = products.iter().enumerate();
        let products = products
            .filter_map(|(i, node)| {
                ProductDraft::read(
                    node,
                    pointer(&fields.path(session_field::PRODUCTS), i),
                    problems,
                )
            })
            .collect();
        Some(Self {
            format,
            criteria,
            level,
            mode,
            held_on,
            closed_at,
            council,
            place,
            regulation: fields.get(session_field::REGULATION),
            members,
            present,
            products,
            note: fields.text(session_field::NOTE, problems),
        })
    }
}

fn member<'a>(node: &Node<'a>, path: &str, problems: &mut Problems) -> Option<Member<'a>> {
    let fields = Fields::read(node, path, MEMBER, problems)?;
    let id = fields.text(member_field::ID, problems);
    let id = required(&fields, member_field::ID, id, problems);
    let name = fields.text(member_field::NAME, problems);
    let role = fields.choice(member_field::ROLE, &ROLES, problems);
    let institution = fields.text(member_field::INSTITUTION, problems);
    Some(Member {
        id: id?,
        name,
        role,
        institution,
    })
}

impl<'n, 'a> ProductDraft<'n, 'a> {
    fn read(node: &'n Node<'a>, path: String, problems: &mut Problems) -> Option<Self> {
        let mut own = Problems::new();
        let Some(fields) = Fields::read(node, &path, PRODUCT, &mut own) else {
            problems.append(own);
            return None;
        };
        let id = fields.text(product_field::ID, &mut own);
        let Some(id) = required(&fields, product_field::ID, id, &mut own) else {
            problems.append(own);
            return None;
        };
        let part = (
            "tên một thành phần hồ sơ",
            "the name of a part of the dossier",
        );
        let content = ("tên một nội dung", "the name of a content");
        let recused = fields
            .list(product_field::RECUSED, &mut own)
            .unwrap_or_default();
        let recused = recused.iter().enumerate();
        let recused = recused
            .filter_map(|(i, node)| {
                Some((
                    i,
                    recusal(
                        node,
                        &pointer(&fields.path(product_field::RECUSED), i),
                        &mut own,
                    )?,
                ))
            })
            .collect();
        let sheets = fields
            .list(product_field::SHEETS, &mut own)
            .unwrap_or_default();
        let sheets = sheets.iter().enumerate();
        let sheets = sheets
            .filter_map(|(i, node)| {
                SheetDraft::read(
                    node,
                    pointer(&fields.path(product_field::SHEETS), i),
                    None,
                    &mut own,
                )
            })
            .collect();
        Some(Self {
            id,
            product_set: product_set(&fields, product_field::PRODUCT_SET, &mut own),
            criteria: fields.text(product_field::CRITERIA, &mut own),
            product: fields
                .get(product_field::PRODUCT)
                .and_then(|n| product(n, &fields.path(product_field::PRODUCT), &mut own)),
            producer: fields
                .get(product_field::PRODUCER)
                .and_then(|n| producer(n, &fields.path(product_field::PRODUCER), &mut own)),
            registration: fields
                .get(product_field::REGISTRATION)
                .and_then(|n| registration(n, &fields.path(product_field::REGISTRATION), &mut own)),
            proposed_on: fields.date(product_field::PROPOSED_ON, &mut own),
            documents: fields.texts(product_field::DOCUMENTS, part, &mut own),
            commune_report: fields.texts(product_field::COMMUNE_REPORT, content, &mut own),
            recused,
            findings: fields
                .texts(product_field::FINDINGS, FINDING, &mut own)
                .unwrap_or_default(),
            sheets,
            note: fields.text(product_field::NOTE, &mut own),
            path,
            problems: own,
        })
    }
}

fn recusal<'a>(node: &Node<'a>, path: &str, problems: &mut Problems) -> Option<Recusal<'a>> {
    let fields = Fields::read(node, path, RECUSAL, problems)?;
    let member = fields.text(recusal_field::MEMBER, problems);
    let member = required(&fields, recusal_field::MEMBER, member, problems);
    let reason = fields.text(recusal_field::REASON, problems);
    Some(Recusal {
        member: member?,
        reason,
    })
}

impl<'n, 'a> SheetDraft<'n, 'a> {
    /// Reads a sheet; its problems stay with it. `file` names the file that it stands in alone.
    pub(super) fn read(
        node: &'n Node<'a>,
        path: String,
        file: Option<&'n str>,
        problems: &mut Problems,
    ) -> Option<Self> {
        let mut own = Problems::new();
        let Some(fields) = Fields::read(node, &path, SHEET, &mut own) else {
            problems.append(own);
            return None;
        };
        let format = format(&fields, sheet_field::FORMAT, COUNCIL_SHEET_FORMAT, &mut own);
        let product = fields.text(sheet_field::PRODUCT, &mut own);
        let member = fields.text(sheet_field::MEMBER, &mut own);
        let member = required(&fields, sheet_field::MEMBER, member, &mut own);
        let round = match fields.get(sheet_field::ROUND) {
            None => Some(1),
            Some(_) => fields.whole_between(sheet_field::ROUND, 1..=99, &mut own),
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

/// Reads a regulation as far as it is stated. What the law fixes may not be set.
pub(super) fn regulation<'a>(
    node: &Node<'a>,
    fixed: &[Fixed],
    problems: &mut Problems,
) -> Option<RegulationInput<'a>> {
    let path = "/regulation";
    let mut own = Problems::new();
    let fields = Fields::read(node, path, REGULATION, &mut own);
    for mut problem in own {
        let name = problem.path.rsplit('/').next().unwrap_or_default();
        if let Some(law) = fixed.iter().find(|f| f.setting == name) {
            problem = Problem::new(
                Code::FixedByLaw,
                problem.path,
                format!("Quy chế không được đặt \"{}\": {}.", law.setting, law.label),
                format!(
                    "A regulation may not set \"{}\": the law fixes it.",
                    law.setting
                ),
            )
            .with_source(law.source.clone());
        }
        problems.push(problem);
    }
    let fields = fields?;
    let decision = fields.text(regulation_field::DECISION, problems);
    let quorum = fields
        .get(regulation_field::QUORUM)
        .and_then(|n| quorum(n, &fields.path(regulation_field::QUORUM), problems));
    Some(RegulationInput {
        decision,
        quorum,
        chair_required: fields.flag(regulation_field::CHAIR_REQUIRED, problems),
        max_spread: fields.whole_between(
            regulation_field::MAX_SPREAD,
            0..=i64::from(u16::MAX),
            problems,
        ),
        minimums: fields.choice(regulation_field::MINIMUMS, &MINIMUMS, problems),
        findings: fields.choice(regulation_field::FINDINGS, &FINDINGS, problems),
        fewest_members: fields.whole_between(regulation_field::FEWEST_MEMBERS, 1..=99, problems),
        spread_at_limit: fields.choice(regulation_field::SPREAD_AT_LIMIT, &AT_LIMIT, problems),
    })
}

fn quorum(node: &Node<'_>, path: &str, problems: &mut Problems) -> Option<Quorum> {
    let fields = Fields::read(node, path, QUORUM, problems)?;
    let numerator = fields.whole_between(quorum_field::NUMERATOR, 1..=100, problems);
    let numerator = required(&fields, quorum_field::NUMERATOR, numerator, problems);
    let denominator = fields.whole_between(quorum_field::DENOMINATOR, 1..=100, problems);
    let denominator = required(&fields, quorum_field::DENOMINATOR, denominator, problems);
    Some(Quorum {
        numerator: numerator?,
        denominator: denominator?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::council::{Session, Sheet};
    use crate::schema::tests::assert_fields;

    /// The names read here are those that the schema promises.
    #[test]
    fn the_fields_read_are_the_fields_of_the_schema() {
        let schema = schemars::schema_for!(Session<'static>);
        assert_fields(&schema, None, SESSION);
        for (definition, fields) in [
            ("RegulationInput", REGULATION.as_slice()),
            ("Quorum", QUORUM),
            ("Member", MEMBER),
            ("SessionProduct", PRODUCT),
            ("Recusal", RECUSAL),
            ("Sheet", SHEET),
        ] {
            assert_fields(&schema, Some(definition), fields);
        }
        let alone = schemars::schema_for!(Sheet<'static>);
        assert_fields(&alone, None, SHEET);
    }
}
