//! What was compared, with what came of it, and how the errata of the data bear on it.

use std::fmt;

use ocop::criteria::files::{Erratum, ErratumField, ErratumStatus};
use ocop::{CriterionId, LevelNumber, PartLetter};

/// Where something stands. Ordered by set, part, number and level.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Place {
    /// The product set; none for the decision itself.
    pub set: Option<u8>,
    /// The part.
    pub part: Option<PartLetter>,
    /// The section, group or criterion.
    pub number: Option<CriterionId>,
    /// The level.
    pub level: Option<LevelNumber>,
}

impl Place {
    /// A product set.
    pub fn set(set: u8) -> Self {
        Self {
            set: Some(set),
            ..Self::default()
        }
    }

    /// A part of this set.
    pub fn part(self, part: PartLetter) -> Self {
        Self {
            part: Some(part),
            ..self
        }
    }

    /// A section, group or criterion of this set.
    pub fn at(self, number: CriterionId) -> Self {
        Self {
            number: Some(number),
            ..self
        }
    }

    /// A level of this criterion.
    pub fn level(self, level: LevelNumber) -> Self {
        Self {
            level: Some(level),
            ..self
        }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.set {
            Some(set) => write!(f, "set {set}")?,
            None => f.write_str("decision")?,
        }
        if let Some(part) = self.part {
            write!(f, " part {part}")?;
        }
        if let Some(number) = self.number {
            write!(f, " criterion {number}")?;
        }
        if let Some(level) = self.level {
            write!(f, " level {level}")?;
        }
        Ok(())
    }
}

/// What was compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum What {
    /// A figure or text that errata may concern.
    Field(ErratumField),
    /// Anything else, by its name in reports.
    Other(&'static str),
}

impl fmt::Display for What {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Field(ErratumField::Points) => "points",
            Self::Field(ErratumField::MaxPoints) => "maximum",
            Self::Field(ErratumField::MinimumFor) => "star mark",
            Self::Field(ErratumField::Box) => "box",
            Self::Field(ErratumField::Label) => "wording",
            Self::Field(ErratumField::Level) => "levels",
            Self::Field(ErratumField::Structure) => "structure",
            Self::Field(ErratumField::Sum) => "sum",
            Self::Other(name) => name,
        })
    }
}

/// One comparison.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Where.
    pub place: Place,
    /// What.
    pub what: What,
    /// What the decision prints.
    pub printed: String,
    /// What the data has.
    pub encoded: String,
    /// Whether they say the same.
    pub agrees: bool,
}

impl fmt::Display for Entry {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { place, what, .. } = self;
        let quoted = |text: &str| match text {
            "" => "nothing".to_owned(),
            text => format!("\"{text}\""),
        };
        let (printed, encoded) = (quoted(&self.printed), quoted(&self.encoded));
        write!(f, "{place}: printed {printed}, encoded {encoded} ({what})")
    }
}

/// All comparisons.
#[derive(Debug, Default)]
pub struct Ledger {
    entries: Vec<Entry>,
}

impl Ledger {
    /// Enters a comparison whose outcome is known.
    pub fn enter(&mut self, place: Place, what: What, pair: (&str, &str), agrees: bool) {
        let (printed, encoded) = (pair.0.to_owned(), pair.1.to_owned());
        self.entries.push(Entry {
            place,
            what,
            printed,
            encoded,
            agrees,
        });
    }

    /// Compares two texts to the letter.
    pub fn equal(&mut self, place: Place, what: What, printed: &str, encoded: &str) {
        self.enter(place, what, (printed, encoded), printed == encoded);
    }

    /// Compares a printed figure with an encoded one.
    pub fn figure(
        &mut self,
        place: Place,
        field: ErratumField,
        printed: &str,
        encoded: impl fmt::Display,
    ) {
        self.equal(place, What::Field(field), printed, &encoded.to_string());
    }

    /// All comparisons, in the order they were made.
    pub fn entries(&self) -> impl Iterator<Item = &Entry> {
        self.entries.iter()
    }

    /// Differences: how many there are, and those that no erratum covers.
    pub fn differences(&self, errata: &[(u8, Erratum)]) -> (usize, Vec<&Entry>) {
        let all: Vec<_> = self.entries.iter().filter(|entry| !entry.agrees).collect();
        let covered = |entry: &Entry| {
            errata
                .iter()
                .any(|(set, e)| concerns(*set, e, entry) && quotes(e, entry))
        };
        let uncovered = all
            .iter()
            .copied()
            .filter(|entry| !covered(entry))
            .collect();
        (all.len(), uncovered)
    }

    /// Errata that the decision or the data belies: one that says a figure was corrected where
    /// nothing differs, or quotes figures that are not there.
    pub fn stale(&self, errata: &[(u8, Erratum)]) -> Vec<String> {
        let mut stale = Vec::new();
        for (set, erratum) in errata {
            let must_differ = match (erratum.status, erratum.field) {
                (ErratumStatus::Corrected, _) => true,
                (ErratumStatus::Doubtful, ErratumField::Points | ErratumField::MaxPoints) => false,
                (ErratumStatus::Doubtful, ErratumField::MinimumFor | ErratumField::Box) => false,
                (ErratumStatus::Doubtful, _) => continue,
            };
            let at: Vec<_> = self
                .entries
                .iter()
                .filter(|e| concerns(*set, erratum, e))
                .collect();
            if !at
                .iter()
                .any(|e| quotes(erratum, e) && !(must_differ && e.agrees))
            {
                let place = place_of(*set, erratum);
                let (printed, encoded) = (&erratum.printed, &erratum.encoded);
                let what = What::Field(erratum.field);
                let found = match at.first() {
                    Some(entry) => entry.to_string(),
                    None => "nothing of the kind is there".to_owned(),
                };
                stale.push(format!(
                    "stale erratum of {place}, {what} \"{printed}\" to \"{encoded}\": {found}"
                ));
            }
        }
        stale
    }
}

fn place_of(set: u8, erratum: &Erratum) -> Place {
    Place {
        set: Some(set),
        part: erratum.part,
        number: erratum.criterion.or(erratum.section),
        level: erratum.level,
    }
}

/// Whether an erratum is about what was compared.
fn concerns(set: u8, erratum: &Erratum, entry: &Entry) -> bool {
    place_of(set, erratum) == entry.place && What::Field(erratum.field) == entry.what
}

/// Whether an erratum quotes both sides as they are.
fn quotes(erratum: &Erratum, entry: &Entry) -> bool {
    erratum.printed.trim() == entry.printed && erratum.encoded.trim() == entry.encoded
}
