//! From JSON trees to a session, telling everything that is wrong with its shape. What can be read
//! is kept: a session with problems is still tallied, and marked as not standing.

use std::borrow::Cow;

use jiff::civil::Date;

use crate::criteria::files::{Authority, FindingsRule, Fixed, MinimumRule, SpreadAtLimit};
use crate::dossier::Filled;
use crate::dossier::decode::{FINDING, filled, producer, product, product_set, registration};
use crate::dossier::{Producer, Product, Registration, SetRef};
use crate::json::{Fields, Node, kind, pointer};
use crate::problem::{Code, Problem, Problems};
use crate::text::Text;

use super::format::{
    COUNCIL_FORMAT, COUNCIL_SHEET_FORMAT, Member, Mode, Quorum, Recusal, RegulationInput, Role,
    SheetStatus,
};
use super::moment::Moment;

pub(super) const SESSION: &[&str; 13] = &[
    "format",
    "criteria",
    "level",
    "held_on",
    "closed_at",
    "council",
    "place",
    "regulation",
    "members",
    "present",
    "products",
    "note",
    "mode",
];
const REGULATION: &[&str; 8] = &[
    "decision",
    "quorum",
    "chair_required",
    "max_spread",
    "minimums",
    "findings",
    "fewest_members",
    "spread_at_limit",
];
const QUORUM: &[&str; 2] = &["numerator", "denominator"];
const MEMBER: &[&str; 4] = &["id", "name", "role", "institution"];
const PRODUCT: &[&str; 13] = &[
    "id",
    "product_set",
    "criteria",
    "product",
    "producer",
    "registration",
    "proposed_on",
    "documents",
    "commune_report",
    "recused",
    "findings",
    "sheets",
    "note",
];
const RECUSAL: &[&str; 2] = &["member", "reason"];
const SHEET: &[&str; 13] = &[
    "format",
    "product",
    "member",
    "round",
    "status",
    "criteria",
    "submitted_at",
    "answers",
    "findings",
    "comment",
    "points",
    "case",
    "unchanged",
];

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
    pub criteria: Option<Cow<'a, str>>,
    pub level: Option<Authority>,
    pub mode: Mode,
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
    pub product: Option<Cow<'a, str>>,
    pub member: Option<Cow<'a, str>>,
    pub round: Option<u8>,
    pub status: Option<SheetStatus>,
    pub criteria: Option<Cow<'a, str>>,
    pub submitted_at: Option<Moment>,
    /// Whether it stands by the sheet of the round before.
    pub unchanged: bool,
    pub filled: Filled<'n, 'a>,
    pub findings: Vec<(usize, Cow<'a, str>)>,
    pub comment: Option<Cow<'a, str>>,
    pub problems: Problems,
}

/// Refuses another format than the one expected.
fn format<const N: usize>(fields: &Fields<'_, '_, N>, expected: &str, problems: &mut Problems) {
    if let Some(found) = fields.text(0, problems).filter(|f| f != expected) {
        problems.push(Problem::new(
            Code::UnknownFormat,
            fields.path(0),
            format!("Gặp định dạng \"{found}\", cần \"{expected}\"."),
            format!("Found the format \"{found}\", expected \"{expected}\"."),
        ));
    }
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
        format(&fields, COUNCIL_FORMAT, problems);
        let criteria = fields.text(1, problems);
        let level = fields.choice(2, &LEVELS, problems);
        let level = required(&fields, 2, level, problems);
        let held_on = fields.date(3, problems);
        let held_on = required(&fields, 3, held_on, problems);
        let closed_at = moment(&fields, 4, problems);
        let (council, place) = (fields.text(5, problems), fields.text(6, problems));
        let members = fields.list(8, problems);
        let members = required(&fields, 8, members, problems).unwrap_or_default();
        let members = members.iter().enumerate();
        let members = members
            .filter_map(|(i, node)| member(node, &pointer(&fields.path(8), i), problems))
            .collect();
        let what = ("mã một thành viên", "a member's identifier");
        let present = fields.texts(9, what, problems);
        // nobody is present where opinions are given in writing
        let mode = fields.choice(12, &MODES, problems).unwrap_or_default();
        let present = match mode {
            Mode::Meeting => required(&fields, 9, present, problems),
            Mode::Written => present,
        };
        let products = fields.list(10, problems);
        let products = required(&fields, 10, products, problems).unwrap_or_default();
        let products = products.iter().enumerate();
        let products = products
            .filter_map(|(i, node)| {
                ProductDraft::read(node, pointer(&fields.path(10), i), problems)
            })
            .collect();
        Some(Self {
            criteria,
            level,
            mode,
            held_on,
            closed_at,
            council,
            place,
            regulation: fields.get(7),
            members,
            present,
            products,
            note: fields.text(11, problems),
        })
    }
}

fn member<'a>(node: &Node<'a>, path: &str, problems: &mut Problems) -> Option<Member<'a>> {
    let fields = Fields::read(node, path, MEMBER, problems)?;
    let id = fields.text(0, problems);
    let id = required(&fields, 0, id, problems);
    let name = fields.text(1, problems);
    let role = fields.choice(2, &ROLES, problems).unwrap_or_default();
    let institution = fields.text(3, problems);
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
        let id = fields.text(0, &mut own);
        let Some(id) = required(&fields, 0, id, &mut own) else {
            problems.append(own);
            return None;
        };
        let part = (
            "tên một thành phần hồ sơ",
            "the name of a part of the dossier",
        );
        let content = ("tên một nội dung", "the name of a content");
        let recused = fields.list(9, &mut own).unwrap_or_default();
        let recused = recused.iter().enumerate();
        let recused = recused
            .filter_map(|(i, node)| {
                Some((i, recusal(node, &pointer(&fields.path(9), i), &mut own)?))
            })
            .collect();
        let sheets = fields.list(11, &mut own).unwrap_or_default();
        let sheets = sheets.iter().enumerate();
        let sheets = sheets
            .filter_map(|(i, node)| {
                SheetDraft::read(node, pointer(&fields.path(11), i), None, &mut own)
            })
            .collect();
        Some(Self {
            id,
            product_set: product_set(&fields, 1, &mut own),
            criteria: fields.text(2, &mut own),
            product: fields
                .get(3)
                .and_then(|n| product(n, &fields.path(3), &mut own)),
            producer: fields
                .get(4)
                .and_then(|n| producer(n, &fields.path(4), &mut own)),
            registration: fields
                .get(5)
                .and_then(|n| registration(n, &fields.path(5), &mut own)),
            proposed_on: fields.date(6, &mut own),
            documents: fields.texts(7, part, &mut own),
            commune_report: fields.texts(8, content, &mut own),
            recused,
            findings: fields.texts(10, FINDING, &mut own).unwrap_or_default(),
            sheets,
            note: fields.text(12, &mut own),
            path,
            problems: own,
        })
    }
}

fn recusal<'a>(node: &Node<'a>, path: &str, problems: &mut Problems) -> Option<Recusal<'a>> {
    let fields = Fields::read(node, path, RECUSAL, problems)?;
    let member = fields.text(0, problems);
    let member = required(&fields, 0, member, problems);
    let reason = fields.text(1, problems);
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
        format(&fields, COUNCIL_SHEET_FORMAT, &mut own);
        let product = fields.text(1, &mut own);
        let member = fields.text(2, &mut own);
        let member = required(&fields, 2, member, &mut own);
        let round = match fields.get(3) {
            None => Some(1),
            Some(_) => fields.whole_between(3, 1..=99, &mut own),
        };
        let status = match fields.get(4) {
            None => Some(SheetStatus::Submitted),
            Some(_) => fields.choice(4, &STATUSES, &mut own),
        };
        let unchanged = fields.flag(12, &mut own).unwrap_or(false);
        let filled = match (fields.get(7), fields.get(10)) {
            (None, None) if unchanged => Filled::default(),
            _ => filled(&fields, [7, 10, 11], &mut own),
        };
        Some(Self {
            file,
            product,
            member,
            round,
            status,
            unchanged,
            criteria: fields.text(5, &mut own),
            submitted_at: moment(&fields, 6, &mut own),
            filled,
            findings: fields.texts(8, FINDING, &mut own).unwrap_or_default(),
            comment: fields.text(9, &mut own),
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
    let decision = fields.text(0, problems);
    let quorum = fields
        .get(1)
        .and_then(|n| quorum(n, &fields.path(1), problems));
    Some(RegulationInput {
        decision,
        quorum,
        chair_required: fields.flag(2, problems),
        max_spread: fields.whole_between(3, 0..=i64::from(u16::MAX), problems),
        minimums: fields.choice(4, &MINIMUMS, problems),
        findings: fields.choice(5, &FINDINGS, problems),
        fewest_members: fields.whole_between(6, 1..=99, problems),
        spread_at_limit: fields.choice(7, &AT_LIMIT, problems),
    })
}

fn quorum(node: &Node<'_>, path: &str, problems: &mut Problems) -> Option<Quorum> {
    let fields = Fields::read(node, path, QUORUM, problems)?;
    let numerator = fields.whole_between(0, 1..=100, problems);
    let numerator = required(&fields, 0, numerator, problems);
    let denominator = fields.whole_between(1, 1..=100, problems);
    let denominator = required(&fields, 1, denominator, problems);
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
