//! Score sheets as printed, against the product sets of the data.

use std::collections::{BTreeMap, BTreeSet};

use ocop::criteria::files::{CriterionFile, ErratumField as Field, LevelFile, SetFile};
use ocop::{CriterionId, PartLetter, Stars};

use super::ledger::{Ledger, Place, What};
use super::rules;
use super::sheet::{Heading, Level, Sheet};
use super::words::{numbers_missing, same, without_brackets};

/// Compares a sheet with its product set.
pub fn sheet(ledger: &mut Ledger, sheet: &Sheet, set: &SetFile) {
    let place = Place::set(sheet.number);
    for row in &sheet.unread {
        ledger.equal(place, What::Other("row that could not be read"), row, "");
    }
    parts(ledger, place, sheet, set);
    headings(ledger, place, sheet, set);
    wording(ledger, place, sheet, set);
    let total = set
        .parts
        .iter()
        .map(|part| part.max_points)
        .sum::<ocop::Points>();
    ledger.figure(place, Field::MaxPoints, &sheet.total, total);
    star_note(ledger, place, sheet, set);
    rules::compare(ledger, place, sheet, set);
}

fn parts(ledger: &mut Ledger, place: Place, sheet: &Sheet, set: &SetFile) {
    let printed = by_key(&sheet.parts, |part| part.letter);
    let encoded = by_key(&set.parts, |part| part.part);
    for letter in keys(&printed, &encoded) {
        let place = place.part(letter);
        match (printed.get(&letter), encoded.get(&letter)) {
            (Some(printed), Some(encoded)) => {
                name(ledger, place, &printed.name, &encoded.name);
                ledger.figure(place, Field::MaxPoints, &printed.max, encoded.max_points);
                if !printed.in_heading.is_empty() {
                    ledger.figure(
                        place,
                        Field::MaxPoints,
                        &printed.in_heading,
                        encoded.max_points,
                    );
                }
            }
            (printed, encoded) => {
                let pair = (
                    printed.map_or("", |p| &p.name),
                    encoded.map_or("", |p| &p.name),
                );
                ledger.enter(place, What::Field(Field::Structure), pair, false);
            }
        }
    }
}

/// A section, group or criterion of the data.
struct Encoded<'a> {
    part: PartLetter,
    name: &'a str,
    max: String,
    criterion: Option<&'a CriterionFile>,
}

/// All sections, groups and criteria of a product set; a section scored itself is its criterion.
fn encoded_headings(set: &SetFile) -> BTreeMap<CriterionId, Encoded<'_>> {
    let mut found = BTreeMap::new();
    for part in &set.parts {
        for section in &part.sections {
            let mut add = |number, name, max: ocop::Points, criterion| {
                let max = max.to_string();
                found.insert(
                    number,
                    Encoded {
                        part: part.part,
                        name,
                        max,
                        criterion,
                    },
                );
            };
            add(
                section.section,
                section.name.as_str(),
                section.max_points,
                None,
            );
            for group in &section.groups {
                add(group.group, &group.name, group.max_points, None);
            }
            for criterion in &section.criteria {
                add(
                    criterion.criterion,
                    &criterion.name,
                    criterion.max_points,
                    Some(criterion),
                );
            }
        }
    }
    found
}

fn headings(ledger: &mut Ledger, place: Place, sheet: &Sheet, set: &SetFile) {
    let printed = by_key(&sheet.headings, |heading| heading.number);
    let encoded = encoded_headings(set);
    for number in keys(&printed, &encoded) {
        let place = place.at(number);
        let (Some(heading), Some(encoded)) = (printed.get(&number), encoded.get(&number)) else {
            let name = |present: Option<&str>| present.unwrap_or_default().to_owned();
            let here = name(printed.get(&number).map(|h| h.name.as_str()));
            let there = name(encoded.get(&number).map(|e| e.name));
            ledger.enter(place, What::Field(Field::Structure), (&here, &there), false);
            continue;
        };
        name(ledger, place, &heading.name, encoded.name);
        ledger.figure(place, Field::MaxPoints, &heading.max, &encoded.max);
        let part = heading
            .part
            .map(|part| part.to_string())
            .unwrap_or_default();
        ledger.equal(place, What::Other("part"), &part, &encoded.part.to_string());
        let kind = |scored| if scored { "scored" } else { "a heading" };
        let scored = (sheet.is_criterion(heading), encoded.criterion.is_some());
        ledger.figure(place, Field::Structure, kind(scored.0), kind(scored.1));
        if !scored.0 {
            let levels: Vec<_> = heading.levels.iter().map(|l| l.text.as_str()).collect();
            ledger.equal(
                place,
                What::Other("levels of a heading"),
                &levels.join(" / "),
                "",
            );
        }
        if let Some(encoded) = encoded.criterion {
            criterion(ledger, place, heading, encoded);
        }
    }
}

fn criterion(ledger: &mut Ledger, place: Place, printed: &Heading, encoded: &CriterionFile) {
    mark(ledger, place, &printed.mark, encoded.minimum_for);
    let label = encoded.printed.as_deref().unwrap_or_default();
    ledger.equal(place, What::Other("printed label"), "", label);
    if printed.levels.is_empty() {
        implied(ledger, place, printed, encoded);
        return;
    }
    ledger.figure(
        place,
        Field::Level,
        &printed.levels.len().to_string(),
        encoded.levels.len(),
    );
    for (printed, encoded) in printed.levels.iter().zip(&encoded.levels) {
        level(ledger, place.level(encoded.level), printed, encoded);
    }
    for (number, encoded) in (1..).zip(&encoded.levels) {
        ledger.equal(
            place,
            What::Other("order of levels"),
            &number.to_string(),
            &encoded.level.to_string(),
        );
    }
}

/// A criterion that prints no levels: yes or no, so one level worth its maximum.
fn implied(ledger: &mut Ledger, place: Place, printed: &Heading, encoded: &CriterionFile) {
    ledger.figure(place, Field::Level, "1", encoded.levels.len());
    for level in &encoded.levels {
        let place = place.level(level.level);
        ledger.figure(place, Field::Points, &printed.max, level.points);
        ledger.figure(place, Field::Box, "", "□");
        ledger.equal(
            place,
            What::Other("implied"),
            "true",
            &level.implied.to_string(),
        );
        mark(ledger, place, "", level.minimum_for);
    }
}

fn level(ledger: &mut Ledger, place: Place, printed: &Level, encoded: &LevelFile) {
    ledger.figure(place, Field::Points, &printed.points, encoded.points);
    ledger.figure(
        place,
        Field::Box,
        &printed.tick,
        if encoded.implied { "" } else { "□" },
    );
    mark(ledger, place, &printed.mark, encoded.minimum_for);
    let case = |case: Option<ocop::Case>| case.map(|c| c.to_string()).unwrap_or_default();
    ledger.equal(
        place,
        What::Other("case"),
        &case(printed.case),
        &case(encoded.case),
    );
    for number in numbers_missing(&printed.text, &encoded.label) {
        let pair = (number.to_string(), encoded.label.as_str());
        ledger.enter(
            place,
            What::Other("number in the wording"),
            (&pair.0, pair.1),
            false,
        );
    }
    for number in numbers_missing(&encoded.label, &printed.text) {
        let pair = (printed.text.as_str(), number.to_string());
        ledger.enter(
            place,
            What::Other("number in the wording"),
            (pair.0, &pair.1),
            false,
        );
    }
}

/// Slips in the words of a level are not compared, for labels are our own words: an erratum of one
/// must quote what is printed there.
fn wording(ledger: &mut Ledger, place: Place, sheet: &Sheet, set: &SetFile) {
    let labels = set.errata.iter().filter(|e| e.field == Field::Label);
    for erratum in labels {
        let (Some(number), Some(level)) = (erratum.criterion, erratum.level) else {
            continue;
        };
        let heading = sheet.headings.iter().find(|h| h.number == number);
        let printed = heading.and_then(|h| h.levels.get(usize::from(level.get()).wrapping_sub(1)));
        if printed.is_some_and(|l| l.text.contains(erratum.printed.trim())) {
            let at = place.at(number).level(level);
            let pair = (erratum.printed.trim(), erratum.encoded.trim());
            ledger.enter(at, What::Field(Field::Label), pair, pair.0 == pair.1);
        }
    }
}

/// A star mark agrees only where it is printed as so many stars without spaces.
fn mark(ledger: &mut Ledger, place: Place, printed: &str, encoded: Option<Stars>) {
    let stars = encoded
        .map(|stars| "*".repeat(stars.get().into()))
        .unwrap_or_default();
    let encoded = encoded.map(|stars| stars.to_string()).unwrap_or_default();
    let what = What::Field(Field::MinimumFor);
    ledger.enter(place, what, (printed, &encoded), printed == stars);
}

/// The note under a sheet that makes its star marks minimums.
fn star_note(ledger: &mut Ledger, place: Place, sheet: &Sheet, set: &SetFile) {
    let criteria = set
        .parts
        .iter()
        .flat_map(|p| &p.sections)
        .flat_map(|s| &s.criteria);
    let of = |c: &CriterionFile| -> Vec<_> {
        let levels = c.levels.iter().map(|level| level.minimum_for);
        levels.chain([c.minimum_for]).flatten().collect()
    };
    let marks: BTreeSet<Stars> = criteria.flat_map(of).collect();
    let marks: Vec<_> = marks.iter().map(|s| "*".repeat(s.get().into())).collect();
    let agrees = marks.iter().all(|mark| explains(&sheet.star_note, mark));
    let what = What::Field(Field::MinimumFor);
    ledger.enter(place, what, (&sheet.star_note, &marks.join(", ")), agrees);
}

/// Whether the note says of a mark that it stands for as many stars as it has: `*** - 3 sao`.
fn explains(note: &str, mark: &str) -> bool {
    note.split([';', '(', ')']).any(|piece| {
        let said: String = piece
            .chars()
            .filter(|c| *c == '*' || c.is_ascii_digit())
            .collect();
        said.ends_with(&format!("{mark}{}", mark.len())) && piece.matches('*').count() == mark.len()
    })
}

/// Names agree by their letters; the data may leave out an explanation in brackets.
fn name(ledger: &mut Ledger, place: Place, printed: &str, encoded: &str) {
    let agrees = same(printed, encoded) || same(&without_brackets(printed), encoded);
    ledger.enter(place, What::Field(Field::Label), (printed, encoded), agrees);
}

fn by_key<T, K: Ord>(items: &[T], key: impl Fn(&T) -> K) -> BTreeMap<K, &T> {
    items.iter().rev().map(|item| (key(item), item)).collect()
}

fn keys<K: Ord + Copy, A, B>(a: &BTreeMap<K, A>, b: &BTreeMap<K, B>) -> BTreeSet<K> {
    a.keys().chain(b.keys()).copied().collect()
}
