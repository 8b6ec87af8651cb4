//! What in a tally contradicts the rest of it.

use crate::problem::{Code, Problem, Problems};

/// The contradictions so far.
#[derive(Default)]
pub(super) struct Told(pub(super) Problems);

impl Told {
    /// Something that cannot be, in a few words.
    pub(super) fn tell(&mut self, path: &str, vi: &str, en: &str) {
        self.0.push(Problem::new(
            Code::TallyContradictory,
            path,
            format!("Các con số không khớp nhau: {vi}."),
            format!("The figures do not follow from each other: {en}."),
        ));
    }

    /// A figure that differs from the one that follows from the others.
    pub(super) fn differs(&mut self, path: &str, found: &str, expected: &str) {
        self.0.push(
            Problem::new(
                Code::TallyContradictory,
                path,
                format!("Các con số không khớp nhau: gặp {found}, theo các con số khác là {expected}."),
                format!("The figures do not follow from each other: found {found}, the others make it {expected}."),
            )
            .with_found(found)
            .with_expected(expected, expected),
        );
    }

    /// Tells where a figure differs.
    pub(super) fn same<T: PartialEq + serde::Serialize>(
        &mut self,
        path: &str,
        found: &T,
        expected: &T,
    ) {
        if found != expected {
            let shown = |v: &T| serde_json::to_string(v).unwrap_or_default();
            self.differs(path, &shown(found), &shown(expected));
        }
    }
}
