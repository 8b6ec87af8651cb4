//! How a mistake is told.

/// What is wrong with a dossier: where, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wrong {
    /// The place: the first two steps of a JSON Pointer at most.
    pub place: String,
    /// In a few words.
    pub why: &'static str,
}

pub(super) fn wrong(place: impl Into<String>, why: &'static str) -> Wrong {
    Wrong {
        place: place.into(),
        why,
    }
}
