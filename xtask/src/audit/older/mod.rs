//! Audit of the older decisions: each source is read on its own and compared with the data, and
//! through the data with the other source. A difference must be recorded as an erratum, and an
//! erratum must still be true.

mod compare;
mod reading;
mod rules;
#[cfg(test)]
mod tests;
mod transcribed;
mod typed;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use ocop::CriterionId;
use ocop::criteria::files::{Erratum, ErratumField as Field, ErratumStatus, SetFile};

use super::data::{Data, Report, read};
use super::ledger::{Entry, Ledger, Place, What};
use crate::workspace::root;
pub use reading::Reading;

/// Which older decision, with its sources.
pub enum Older {
    /// Decision 148/2023: the folder of its 26 typed sheets.
    Typed(PathBuf),
    /// Decision 1048/2019: two transcriptions.
    Transcribed(PathBuf, PathBuf),
}

impl Older {
    /// The folder of its data.
    pub fn folder(&self) -> PathBuf {
        root().join(match self {
            Self::Typed(_) => "criteria/qd-148-2023",
            Self::Transcribed(..) => "criteria/qd-1048-2019",
        })
    }

    /// Its sheets, as each of its sources has them.
    pub fn sheets(&self, sets: &[SetFile]) -> Result<Vec<Sheets>, String> {
        match self {
            Self::Typed(folder) => Ok(vec![typed_sheets(folder, sets)?]),
            Self::Transcribed(a, b) => {
                let a = by_name(transcribed::a::read(&read(a)?)?, sets)?;
                Ok(vec![a, transcribed::b::read(&read(b)?)?])
            }
        }
    }
}

/// Audits the data of an older decision.
pub fn run(older: &Older) -> Result<Report, String> {
    let data = Data::load(&older.folder())?;
    Ok(audit(&data.sets, &older.sheets(&data.sets)?))
}

/// Sheets by the number of their product set.
pub type Sheets = BTreeMap<u8, Reading>;

fn typed_sheets(folder: &Path, sets: &[SetFile]) -> Result<Sheets, String> {
    let mut sheets = Sheets::new();
    for set in sets {
        let number = set.product_set.get();
        let csv = read(&folder.join(format!("{number:02}.csv")))?;
        sheets.insert(number, typed::read(&csv)?);
    }
    Ok(sheets)
}

/// A source without numbers is sorted by the names of product sets. Empty sheets are left out.
fn by_name(readings: Vec<Reading>, sets: &[SetFile]) -> Result<Sheets, String> {
    let mut sheets = Sheets::new();
    for reading in readings.into_iter().filter(|r| !r.parts.is_empty()) {
        let slug = ocop::slug(&reading.name);
        let bears = |set: &&SetFile| set.slug == slug || set.aliases.contains(&slug);
        let set = sets.iter().find(bears);
        let set = set.ok_or_else(|| format!("no product set is named \"{}\"", reading.name))?;
        if sheets.insert(set.product_set.get(), reading).is_some() {
            return Err(format!("two sheets are named \"{}\"", set.name));
        }
    }
    Ok(sheets)
}

/// Compares sources with data.
fn audit(sets: &[SetFile], sources: &[Sheets]) -> Report {
    let mut ledger = Ledger::default();
    for source in sources {
        for set in sets {
            let number = set.product_set.get();
            match source.get(&number) {
                Some(sheet) if superseded(set, sheet) => {}
                Some(sheet) => compare::sheet(&mut ledger, set, sheet),
                None => ledger.equal(
                    Place::set(number),
                    What::Field(Field::Structure),
                    "",
                    &set.name,
                ),
            }
        }
    }
    // notes stand in the first source that has the sheet
    for set in sets {
        let number = set.product_set.get();
        if let Some(sheet) = sources.iter().find_map(|source| source.get(&number)) {
            rules::compare(&mut ledger, set, sheet);
        }
    }
    let mut findings = Vec::new();
    let errata = |set: &SetFile| -> Vec<Erratum> { set.errata.clone() };
    let of = |place: Place| sets.iter().find(|s| Some(s.product_set.get()) == place.set);
    let (mut differences, mut covered) = (0_usize, 0_usize);
    for entry in ledger.entries().filter(|e| !e.agrees) {
        differences = differences.saturating_add(1);
        let known = of(entry.place).is_some_and(|set| errata(set).iter().any(|e| covers(e, entry)));
        if known {
            covered = covered.saturating_add(1);
        } else {
            findings.push(entry.to_string());
        }
    }
    for set in sets {
        for erratum in &set.errata {
            let sheets: Vec<_> = sources
                .iter()
                .filter_map(|s| s.get(&set.product_set.get()))
                .collect();
            findings.extend(stale(set, erratum, &ledger, &sheets));
        }
    }
    let readings = || sources.iter().flat_map(BTreeMap::values);
    Report {
        findings,
        differences,
        covered,
        sheets: readings().count(),
        criteria: readings().map(|r| r.leaves().count()).sum(),
        levels: readings()
            .flat_map(Reading::leaves)
            .map(|l| l.levels.len())
            .sum(),
        marks: readings().map(marks).sum(),
    }
}

fn marks(reading: &Reading) -> usize {
    let on_criteria = reading.leaves().filter(|l| !l.mark.is_empty()).count();
    let levels = reading.leaves().flat_map(|l| &l.levels);
    levels
        .filter(|l| !l.mark.is_empty())
        .count()
        .saturating_add(on_criteria)
}

/// A sheet that the errata say is an earlier one, under another name.
pub fn superseded(set: &SetFile, sheet: &Reading) -> bool {
    set.errata.iter().any(|e| {
        e.field == Field::Structure
            && place_of(set, e) == Place::set(set.product_set.get())
            && e.other
                .as_ref()
                .is_some_and(|name| ocop::slug(name) == ocop::slug(&sheet.name))
    })
}

fn place_of(set: &SetFile, erratum: &Erratum) -> Place {
    Place {
        set: Some(set.product_set.get()),
        part: erratum.part,
        number: erratum.criterion.or(erratum.section),
        level: erratum.level,
    }
}

/// Whether an erratum records a difference. Figures must be quoted as they are, be it those of one
/// source or of the other. What is said of wording, or of a structure with many numbers, is prose:
/// it is enough that it stands at the place or over it, or lists it.
fn covers(erratum: &Erratum, entry: &Entry) -> bool {
    let number = erratum.criterion.or(erratum.section);
    let here = (erratum.part, number, erratum.level)
        == (entry.place.part, entry.place.number, entry.place.level);
    let quotes = || {
        let printed = [Some(&erratum.printed), erratum.other.as_ref()];
        erratum.encoded.trim() == entry.encoded
            && printed
                .into_iter()
                .flatten()
                .any(|p| p.trim() == entry.printed)
    };
    let structure = || {
        let prose = erratum.encoded.contains([',', '…', '–']) || number.is_none();
        let under = entry.place.number != number;
        erratum.field == Field::Structure
            && (here && quotes() || over(erratum, entry.place) && (prose || under))
    };
    match entry.what {
        What::Field(Field::Label) | What::Other("number in the wording") => {
            erratum.field == Field::Label && over(erratum, entry.place)
        }
        What::Field(Field::Structure) => structure(),
        // levels that fell under another criterion
        What::Field(Field::Level) => {
            erratum.field == Field::Level && here && quotes() || structure()
        }
        What::Field(field) => erratum.field == field && here && quotes(),
        What::Other(_) => false,
    }
}

/// Whether an erratum stands at a place, over it, or names it among the numbers it lists.
fn over(erratum: &Erratum, place: Place) -> bool {
    let number = erratum.criterion.or(erratum.section);
    let above =
        |id: CriterionId| std::iter::successors(place.number, |n| n.parent()).any(|n| n == id);
    let listed = || {
        erratum
            .encoded
            .split([',', '…', '–', ' '])
            .filter_map(CriterionId::read)
            .any(above)
    };
    match number {
        Some(id) => {
            (above(id) || listed()) && (erratum.level.is_none() || erratum.level == place.level)
        }
        None => place.number.is_none() && erratum.part == place.part,
    }
}

/// An erratum that the sources or the data belie.
fn stale(set: &SetFile, erratum: &Erratum, ledger: &Ledger, sheets: &[&Reading]) -> Option<String> {
    let place = place_of(set, erratum);
    let figure = matches!(
        erratum.field,
        Field::Points | Field::MaxPoints | Field::MinimumFor | Field::Sum | Field::Level
    );
    let true_still = match (erratum.status, erratum.field) {
        (_, Field::Label) => {
            let words = erratum.printed.trim();
            words.is_empty() || words.contains('…') || sheets.iter().any(|s| s.says(words))
        }
        (ErratumStatus::Corrected, _) => ledger
            .entries()
            .any(|e| !e.agrees && e.place.set == place.set && covers(erratum, e)),
        (ErratumStatus::Doubtful, _) if figure => ledger.entries().any(|e| {
            e.place == place
                && e.what == What::Field(erratum.field)
                && e.encoded == erratum.encoded.trim()
                && [Some(&erratum.printed), erratum.other.as_ref()]
                    .into_iter()
                    .flatten()
                    .any(|p| p.trim() == e.printed)
        }),
        (ErratumStatus::Doubtful, _) => true,
    };
    let (printed, encoded) = (&erratum.printed, &erratum.encoded);
    let what = What::Field(erratum.field);
    (!true_still)
        .then(|| format!("stale erratum of {place}, {what} \"{printed}\" to \"{encoded}\""))
}
