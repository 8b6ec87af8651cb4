//! From JSON trees to a session, telling everything that is wrong with its shape. What can be read
//! is kept: a session with problems is still tallied, and marked as not standing.

mod fields;
mod product;
mod regulation;
mod sheet;

use std::borrow::Cow;

use jiff::civil::Date;

use crate::criteria::files::Authority;
use crate::json::{Fields, Node, names, pointer};
use crate::problem::Problems;

use super::format::{COUNCIL_FORMAT, Member, Mode, Role};
use super::moment::Moment;

use fields::{moment, required};
pub(super) use product::ProductDraft;
pub(super) use regulation::regulation;
pub(super) use sheet::SheetDraft;

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

names! { MEMBER, member_field {
    ID = "id",
    NAME = "name",
    ROLE = "role",
    INSTITUTION = "institution",
} }

pub(super) const LEVELS: [(&str, Authority); 3] = [
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

const MODES: [(&str, Mode); 2] = [("meeting", Mode::Meeting), ("written", Mode::Written)];

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

impl<'n, 'a> SessionDraft<'n, 'a> {
    /// Reads what can be read; `None` where the value is no object at all.
    pub(super) fn read(node: &'n Node<'a>, problems: &mut Problems) -> Option<Self> {
        let fields = Fields::of_format(node, "", SESSION, COUNCIL_FORMAT, problems)?;
        let format = fields.format(session_field::FORMAT, COUNCIL_FORMAT, problems);
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

#[cfg(test)]
mod tests {
    use super::product::{PRODUCT, RECUSAL};
    use super::regulation::{QUORUM, REGULATION};
    use super::sheet::SHEET;
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
