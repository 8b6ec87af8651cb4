//! What one source says of a sheet, as it stands there: nothing is repaired. Figures are text; none
//! where the source has no place for them.

use ocop::{Case, PartLetter};

/// A sheet as one source gives it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Reading {
    /// Its name; empty where the source gives none.
    pub name: String,
    /// Whether the source keeps the notes of sheets, but for those on the story.
    pub keeps_notes: bool,
    /// Its parts.
    pub parts: Vec<Part>,
    /// Rows that could not be understood.
    pub unread: Vec<String>,
}

/// A part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// Its letter.
    pub letter: PartLetter,
    /// Its maximum, each time the source gives it.
    pub max: Vec<String>,
    /// Its sections.
    pub sections: Vec<Section>,
}

/// A section.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Section {
    /// Its number as given.
    pub number: String,
    /// Its name.
    pub name: String,
    /// Its maximum.
    pub max: Option<String>,
    /// Notes at it.
    pub notes: Vec<String>,
    /// How the source marks headings over criteria of a third step, where it has any.
    pub groups: Vec<Group>,
    /// What is scored: criteria, or the section itself.
    pub leaves: Vec<Leaf>,
}

/// A heading over criteria of a third step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// Its name.
    pub name: String,
    /// Its maximum; empty where it is not typed.
    pub max: Option<String>,
}

/// A scored criterion.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Leaf {
    /// Its label as given: `a)`, `6.1.1`; empty where the section is scored itself.
    pub label: String,
    /// Its name; empty where the label stands alone.
    pub name: String,
    /// Its maximum.
    pub max: Option<String>,
    /// Its star mark.
    pub mark: String,
    /// Notes at it.
    pub notes: Vec<String>,
    /// Its levels.
    pub levels: Vec<Level>,
}

/// A level.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Level {
    /// Its points.
    pub points: String,
    /// Its star mark.
    pub mark: String,
    /// What it takes.
    pub text: String,
    /// The case it stands under.
    pub case: Option<Case>,
}

impl Reading {
    /// All sections with the part they stand in.
    pub fn sections(&self) -> impl Iterator<Item = (PartLetter, &Section)> {
        self.parts
            .iter()
            .flat_map(|part| part.sections.iter().map(|s| (part.letter, s)))
    }

    /// All that is scored.
    pub fn leaves(&self) -> impl Iterator<Item = &Leaf> {
        self.sections().flat_map(|(_, s)| &s.leaves)
    }

    /// Whether a phrase stands anywhere on the sheet, case and punctuation aside.
    pub fn says(&self, phrase: &str) -> bool {
        let in_section = |s: &Section| {
            let groups = s.groups.iter().map(|g| g.name.as_str());
            let own = [s.name.as_str()].into_iter().chain(groups);
            own.chain(s.notes.iter().map(String::as_str))
                .any(|text| super::super::words::says(text, &[phrase]))
        };
        let in_leaf = |leaf: &Leaf| {
            let levels = leaf.levels.iter().map(|l| l.text.as_str());
            let own = [leaf.name.as_str(), leaf.label.as_str()].into_iter();
            own.chain(leaf.notes.iter().map(String::as_str))
                .chain(levels)
                .any(|text| super::super::words::says(text, &[phrase]))
        };
        super::super::words::says(&self.name, &[phrase])
            || self.sections().any(|(_, s)| in_section(s))
            || self.leaves().any(in_leaf)
    }
}

impl Leaf {
    /// The points of its levels: `0, 1, 3`.
    pub fn scale(&self) -> String {
        let points: Vec<_> = self.levels.iter().map(|l| l.points.as_str()).collect();
        points.join(", ")
    }
}

/// A text without the star mark at its end, and the mark; a note may follow on a line of its own.
pub fn marked(text: &str) -> (String, String) {
    let first = text.trim_end();
    let plain = first.trim_end_matches(['*', ' ']);
    let mark = first.strip_prefix(plain).unwrap_or_default().trim();
    (plain.to_owned(), mark.to_owned())
}
