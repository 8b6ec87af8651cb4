//! What the results of all products of a session rest on.

use crate::criteria::Instrument;
use crate::criteria::files::Written;

use super::format::Mode;
use super::report::{MemberReport, TallyReport};

/// What the results of all products rest on besides their own figures.
pub(super) struct Council<'c, 'a> {
    pub instrument: &'c Instrument,
    /// Where the law lets members give their opinions in writing.
    pub written: Option<&'c Written>,
    /// The head of the tally: members, attendance, regulation.
    pub head: &'c TallyReport<'a>,
}

impl<'a> Council<'_, 'a> {
    /// Whether a member may score as far as attendance goes.
    pub(super) fn attends(&self, member: &MemberReport<'_>) -> bool {
        self.head.mode == Mode::Written || member.present
    }

    /// A member's name, with the identifier where two have the same.
    pub(super) fn name(&self, id: &str) -> String {
        let members = &self.head.members;
        let own = members.iter().find(|m| m.id == id);
        let Some(name) = own.and_then(|m| m.name.as_deref()) else {
            return id.to_owned();
        };
        let same = members.iter().filter(|m| m.name.as_deref() == Some(name));
        match same.count() {
            0 | 1 => name.to_owned(),
            _ => format!("{name} ({id})"),
        }
    }
}
