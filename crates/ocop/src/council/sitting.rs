//! What holds for all products of a session, and the problems that several of its files tell.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::criteria::CriteriaVersion;
use crate::criteria::files::Authority;
use crate::json::pointer;
use crate::library::Library;
use crate::problem::{Code, Problem};
use crate::spelling::name_key;
use crate::text::nearest;

use super::decode::SessionDraft;
use super::format::{Member, Mode, Role};
use super::moment::Moment;
use super::regulation::Regulation;
use super::report::Attendance;

/// What holds for all products of a session.
pub(super) struct Sitting<'s, 'a> {
    pub library: &'a Library,
    pub version: &'a Arc<CriteriaVersion>,
    pub mode: Mode,
    pub held_on: Option<jiff::civil::Date>,
    pub closes: Option<Moment>,
    pub regulation: Regulation,
    /// The members in order of their identifiers.
    pub members: Vec<&'s Member<'a>>,
    pub present: BTreeSet<&'s str>,
    pub attendance: Attendance,
    /// Whether the session itself was refused.
    pub refused: bool,
}

impl<'s, 'a> Sitting<'s, 'a> {
    pub(super) fn new(
        library: &'a Library,
        version: &'a Arc<CriteriaVersion>,
        draft: &'s SessionDraft<'_, 'a>,
        regulation: Regulation,
        refused: bool,
    ) -> Self
    where
        'a: 's,
    {
        let mode = draft.mode.unwrap_or_default();
        let by_id: BTreeMap<&str, &Member<'a>> = draft
            .members
            .iter()
            .rev()
            .map(|m| (m.id.as_ref(), m))
            .collect();
        let present: BTreeSet<&str> = match &draft.present {
            _ if mode == Mode::Written => BTreeSet::new(),
            None => by_id.keys().copied().collect(),
            Some(list) => list
                .iter()
                .map(|(_, id)| id.as_ref())
                .filter(|id| by_id.contains_key(id))
                .collect(),
        };
        let members: Vec<&Member<'a>> = by_id.into_values().collect();
        let size = |n: usize| u16::try_from(n).unwrap_or(u16::MAX);
        let chair_present = members
            .iter()
            .any(|m| m.role == Some(Role::Chair) && present.contains(m.id.as_ref()));
        Self {
            library,
            version,
            held_on: draft.held_on,
            closes: draft.closed_at.or(draft.held_on.map(Moment::day)),
            mode,
            attendance: Attendance {
                members: size(members.len()),
                present: size(present.len()),
                needed: match mode {
                    Mode::Meeting => regulation.needed(size(members.len())),
                    Mode::Written => 0,
                },
                chair_present,
            },
            regulation,
            members,
            present,
            refused,
        }
    }
}

impl Sitting<'_, '_> {
    /// Whether somebody is a member of the council.
    pub(super) fn is_member(&self, id: &str) -> bool {
        self.members
            .binary_search_by(|m| m.id.as_ref().cmp(id))
            .is_ok()
    }

    /// Whether a member may score as far as attendance goes: with opinions in writing nobody need be
    /// present.
    pub(super) fn attends(&self, id: &str) -> bool {
        self.mode == Mode::Written || self.present.contains(id)
    }

    /// The members, in the order of their identifiers.
    pub(super) fn members(&self) -> impl Iterator<Item = &Member<'_>> {
        self.members.iter().copied()
    }
}

/// A level of authority in both languages.
pub(super) const fn level_name(level: Authority) -> (&'static str, &'static str) {
    match level {
        Authority::District => ("cấp huyện", "district"),
        Authority::Province => ("cấp tỉnh", "province"),
        Authority::Central => ("cấp trung ương", "centre"),
    }
}

/// The problem of what stands twice.
pub(super) fn twice(path: &str, what: &str) -> Problem {
    Problem::new(
        Code::RepeatedEntry,
        path,
        format!("\"{what}\" đã có ở trên."),
        format!("\"{what}\" is there already."),
    )
    .with_found(what)
}

/// The problem of somebody who is no member; where it is a member's name, that one's identifier is
/// meant.
pub(super) fn no_member<'m, 'a: 'm>(
    path: &str,
    id: &str,
    members: impl IntoIterator<Item = &'m Member<'a>>,
) -> Problem {
    let members: Vec<&Member<'a>> = members.into_iter().collect();
    let is_named = |m: &&&Member<'a>| {
        let name = m.name.as_deref().map(name_key);
        name.is_some_and(|name| !name.is_empty() && name == name_key(id))
    };
    let mut named = members.iter().filter(is_named);
    // a name that two members bear says neither
    let named = named.next().filter(|_| named.next().is_none());
    let near = || nearest(id, members.iter().map(|m| m.id.as_ref()));
    Problem::new(
        Code::UnknownMember,
        path,
        format!("\"{id}\" không phải thành viên hội đồng."),
        format!("\"{id}\" is no member of the council."),
    )
    .with_found(id)
    .with_nearest(named.map(|m| m.id.as_ref()).or_else(near))
}

/// The pointer of a field below another.
pub(super) fn below(path: &str, field: &str) -> String {
    pointer(path, field)
}
