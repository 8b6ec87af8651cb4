//! Equal words of the law have equal labels: levels of two decisions, or of two sheets of one
//! decision, whose sources print the same words for the same thing, and whose labels differ all the
//! same. A comparison of decisions would call them new and gone.

use std::collections::{BTreeMap, BTreeSet};

use ocop::compare::files::PairFile;
use ocop::criteria::files::{CriterionFile, LevelFile, SetFile};

use super::data::{Data, VERSION, parse, read};
use super::older::{Older, Reading, superseded};
use super::{sheet, transcript};
use crate::workspace::root;

/// A level with the words that each of its sources prints.
pub struct Worded {
    set: u8,
    criterion: String,
    key: String,
    level: String,
    printed: BTreeSet<String>,
    label: String,
}

/// What is left of a text where case, spaces and punctuation do not count; signs of a comparison do.
fn bare(text: &str) -> String {
    let text = text.trim_end_matches(['*', ' ']);
    text.chars()
        .filter(|c| c.is_alphanumeric() || "<>≤≥%".contains(*c))
        .flat_map(char::to_lowercase)
        .collect()
}

/// Levels with their criteria, as far as printed levels correspond to them one by one.
fn worded(set: &SetFile, criterion: &CriterionFile, printed: &[&str], to: &mut Vec<Worded>) {
    if printed.len() != criterion.levels.len() {
        return;
    }
    for (printed, level) in printed.iter().zip(&criterion.levels) {
        add(set, criterion, level, bare(printed), to);
    }
}

fn add(
    set: &SetFile,
    criterion: &CriterionFile,
    level: &LevelFile,
    words: String,
    to: &mut Vec<Worded>,
) {
    let (number, name) = (set.product_set.get(), criterion.criterion.to_string());
    let at = level.level.to_string();
    let here = |w: &&mut Worded| w.set == number && w.criterion == name && w.level == at;
    if let Some(known) = to.iter_mut().rev().find(here) {
        known.printed.insert(words);
        return;
    }
    to.push(Worded {
        set: number,
        criterion: name,
        key: criterion.key.clone(),
        level: at,
        printed: BTreeSet::from([words]),
        label: level.label.clone(),
    });
}

/// The levels of decision 26/2026, as its transcript words them.
pub fn of_decision(html: &str, data: &Data) -> Vec<Worded> {
    let mut found = Vec::new();
    for sheet in sheet::sheets(&transcript::read(html)) {
        for set in data
            .sets
            .iter()
            .filter(|s| s.product_set.get() == sheet.number)
        {
            for criterion in criteria(set) {
                let heading = sheet
                    .headings
                    .iter()
                    .find(|h| h.number == criterion.criterion);
                let levels = heading.iter().flat_map(|h| &h.levels);
                let texts: Vec<_> = levels.map(|l| l.text.as_str()).collect();
                worded(set, criterion, &texts, &mut found);
            }
        }
    }
    found
}

/// The levels of an older decision, as its sources word them.
pub fn of_older(older: &Older, data: &Data) -> Result<Vec<Worded>, String> {
    let mut found = Vec::new();
    for sheets in older.sheets(&data.sets)? {
        for set in &data.sets {
            let reading = sheets.get(&set.product_set.get());
            for reading in reading.into_iter().filter(|r| !superseded(set, r)) {
                of_reading(set, reading, &mut found);
            }
        }
    }
    Ok(found)
}

/// Sections, and criteria in a section, are matched in order, as the audit does.
fn of_reading(set: &SetFile, reading: &Reading, to: &mut Vec<Worded>) {
    let sections = set.parts.iter().flat_map(|p| &p.sections);
    for (section, (_, read)) in sections.zip(reading.sections()) {
        for (criterion, leaf) in section.criteria.iter().zip(&read.leaves) {
            let texts: Vec<_> = leaf.levels.iter().map(|l| l.text.as_str()).collect();
            worded(set, criterion, &texts, to);
        }
    }
}

fn criteria(set: &SetFile) -> impl Iterator<Item = &CriterionFile> {
    let sections = set.parts.iter().flat_map(|p| &p.sections);
    sections.flat_map(|s| &s.criteria)
}

/// Levels of equal words and unequal labels, a line each. A level whose sources differ is compared
/// with one whose sources differ in the same way only.
pub fn unequal(from: &[Worded], to: &[Worded], pairs: &BTreeMap<u8, Vec<u8>>) -> Vec<String> {
    let mut found = Vec::new();
    for old in from {
        let sets = pairs.get(&old.set).map(Vec::as_slice).unwrap_or_default();
        let there = to
            .iter()
            .filter(|w| sets.contains(&w.set) && w.key == old.key);
        for new in there.filter(|w| w.printed == old.printed) {
            if new.label != old.label {
                found.push(format!(
                    "{}/{} level {} [{}] \"{}\" - {}/{} level {} \"{}\"",
                    old.set,
                    old.criterion,
                    old.level,
                    old.key,
                    old.label,
                    new.set,
                    new.criterion,
                    new.level,
                    new.label
                ));
            }
        }
    }
    found
}

/// Which sets of one decision correspond to which of another.
pub fn pairs(folder: &str) -> Result<BTreeMap<u8, Vec<u8>>, String> {
    let pair: PairFile = parse(
        &root()
            .join("criteria/correspondence")
            .join(folder)
            .join("pair.json"),
    )?;
    let sets = pair.sets.iter();
    Ok(sets
        .map(|s| (s.from.get(), s.to.iter().map(|n| n.get()).collect()))
        .collect())
}

/// The levels of the three decisions; none where their sources are not at hand.
fn all() -> Option<[Vec<Worded>; 3]> {
    let legal = root().join("../shared/legal");
    let html = read(&legal.join("qd-26-2026/decision.html")).ok()?;
    let transcribed = legal.join("qd-1048-2019");
    let older = |older: Older| {
        let data = Data::load(&older.folder()).unwrap();
        of_older(&older, &data).unwrap()
    };
    let (a, b) = (
        transcribed.join("source-a.json"),
        transcribed.join("source-b.json"),
    );
    Some([
        older(Older::Transcribed(a, b)),
        older(Older::Typed(legal.join("qd-148-2023"))),
        of_decision(&html, &Data::load(&root().join(VERSION)).unwrap()),
    ])
}

/// Levels whose labels differ rightly: what stands around the same words differs.
const RIGHTLY: [&str; 2] = [
    // test reports there, records of checks here, as their headings say
    "1048-to-148: 20/11 level 3 [periodic-testing]",
    "1048-to-26: 20/11 level 3 [periodic-testing]",
];

#[test]
fn equal_words_have_equal_labels_in_all_decisions() {
    let Some([first, second, third]) = all() else {
        crate::workspace::skipped();
        return;
    };
    let mut found = Vec::new();
    for (folder, from, to) in [
        ("1048-to-148", &first, &second),
        ("1048-to-26", &first, &third),
        ("148-to-26", &second, &third),
    ] {
        let unequal = unequal(from, to, &pairs(folder).unwrap());
        found.extend(unequal.iter().map(|line| format!("{folder}: {line}")));
    }
    found.retain(|line| !RIGHTLY.iter().any(|right| line.starts_with(right)));
    assert!(
        found.is_empty(),
        "{} levels:\n{}",
        found.len(),
        found.join("\n")
    );
}
