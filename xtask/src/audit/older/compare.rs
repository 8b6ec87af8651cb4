//! What a source says of a sheet, against the product set of the data. Sections, and criteria in a
//! section, are matched in order: their numbers are compared, not relied on.

use ocop::criteria::files::{
    CriterionFile, ErratumField as Field, LevelFile, SectionFile, SetFile,
};
use ocop::{Case, Points, Stars};

use super::super::ledger::{Ledger, Place, What};
use super::super::words::{numbers_missing, without_brackets};
use super::reading::{Leaf, Level, Reading, Section};

const NUMBER: What = What::Other("number in the wording");

/// Compares a reading with its product set.
pub fn sheet(ledger: &mut Ledger, set: &SetFile, reading: &Reading) {
    let place = Place::set(set.product_set.get());
    for row in &reading.unread {
        ledger.equal(place, What::Other("row that could not be read"), row, "");
    }
    for part in &set.parts {
        let place = place.part(part.part);
        let read = reading.parts.iter().find(|p| p.letter == part.part);
        for max in read.iter().flat_map(|p| &p.max) {
            ledger.figure(place, Field::MaxPoints, max, part.max_points);
        }
    }
    let encoded = set
        .parts
        .iter()
        .flat_map(|p| p.sections.iter().map(move |s| (p.part, s)));
    let mut read = reading.sections();
    for (part, encoded) in encoded {
        let at = place.at(encoded.section);
        match read.next() {
            Some((letter, read)) => {
                let letters = (letter.to_string(), part.to_string());
                ledger.equal(at, What::Other("part"), &letters.0, &letters.1);
                section(ledger, place, read, encoded);
            }
            None => {
                let pair = ("", encoded.name.as_str());
                ledger.enter(at, What::Field(Field::Structure), pair, false);
            }
        }
    }
    for (_, section) in read {
        ledger.enter(
            place,
            What::Field(Field::Structure),
            (&section.name, ""),
            false,
        );
    }
    sums(ledger, place, set);
}

fn section(ledger: &mut Ledger, place: Place, read: &Section, encoded: &SectionFile) {
    let at = place.at(encoded.section);
    ledger.figure(at, Field::Structure, &read.number, encoded.section);
    name(ledger, at, &read.name, &encoded.name);
    if let Some(max) = &read.max {
        ledger.figure(at, Field::MaxPoints, max, encoded.max_points);
    }
    groups(ledger, place, read, encoded);
    for (read, criterion) in read.leaves.iter().zip(&encoded.criteria) {
        leaf(ledger, place.at(criterion.criterion), read, criterion);
    }
    for leaf in read.leaves.iter().skip(encoded.criteria.len()) {
        ledger.enter(at, What::Field(Field::Structure), (&leaf.name, ""), false);
    }
    for criterion in encoded.criteria.iter().skip(read.leaves.len()) {
        let at = place.at(criterion.criterion);
        ledger.enter(
            at,
            What::Field(Field::Structure),
            ("", &criterion.name),
            false,
        );
    }
}

/// Headings over criteria of a third step: every source writes them in a way of its own.
fn groups(ledger: &mut Ledger, place: Place, read: &Section, encoded: &SectionFile) {
    for (read, encoded) in read.groups.iter().zip(&encoded.groups) {
        let at = place.at(encoded.group);
        name(ledger, at, &read.name, &encoded.name);
        if let Some(max) = &read.max {
            ledger.figure(at, Field::MaxPoints, max, encoded.max_points);
        }
    }
    let names = |names: Vec<&str>| names.join(", ");
    if read.groups.len() != encoded.groups.len() {
        let pair = (
            names(read.groups.iter().map(|g| g.name.as_str()).collect()),
            names(encoded.groups.iter().map(|g| g.name.as_str()).collect()),
        );
        let at = place.at(encoded.section);
        ledger.enter(at, What::Field(Field::Structure), (&pair.0, &pair.1), false);
    }
}

fn leaf(ledger: &mut Ledger, at: Place, read: &Leaf, encoded: &CriterionFile) {
    let itself = encoded.criterion.steps() == 1;
    let number = encoded.criterion.to_string();
    match encoded.printed.as_deref() {
        // a letter of the sheet, kept beside the position
        Some(letter) if !letter.starts_with(|c: char| c.is_ascii_digit()) => {
            ledger.figure(at, Field::Structure, &read.label, format!("{letter})"));
        }
        printed => {
            let is_its_own = itself && read.label.is_empty();
            let expected = if is_its_own { "" } else { number.as_str() };
            ledger.figure(at, Field::Structure, &read.label, expected);
            if let Some(printed) = printed {
                let what = What::Other("printed number");
                ledger.enter(at, what, (&read.label, printed), true);
            }
        }
    }
    if !read.name.is_empty() && !itself {
        name(ledger, at, &read.name, &encoded.name);
    }
    if let Some(max) = &read.max {
        ledger.figure(at, Field::MaxPoints, max, encoded.max_points);
    }
    mark(ledger, at, &read.mark, encoded.minimum_for);
    let scale: Vec<_> = encoded
        .levels
        .iter()
        .map(|l| l.points.to_string())
        .collect();
    let scale = scale.join(", ");
    // lists of as many levels are compared level by level
    if read.levels.len() != encoded.levels.len() || read.scale() == scale {
        ledger.figure(at, Field::Level, &read.scale(), &scale);
    }
    if read.levels.len() != encoded.levels.len() {
        return;
    }
    cases(ledger, at, read, encoded);
    for (number, (read, encoded)) in (1..).zip(read.levels.iter().zip(&encoded.levels)) {
        let order = (number.to_string(), encoded.level.to_string());
        ledger.equal(at, What::Other("order of levels"), &order.0, &order.1);
        level(ledger, at.level(encoded.level), read, encoded);
    }
}

/// Cases are typed as rows of their own, `a.` and `b.`.
fn cases(ledger: &mut Ledger, at: Place, read: &Leaf, encoded: &CriterionFile) {
    let distinct = |cases: Vec<Case>, dot: &str| {
        let mut letters: Vec<_> = cases.iter().map(|c| format!("{c}{dot}")).collect();
        letters.dedup();
        letters.join(", ")
    };
    let typed = distinct(read.levels.iter().filter_map(|l| l.case).collect(), ".");
    let kept = distinct(encoded.levels.iter().filter_map(|l| l.case).collect(), "");
    ledger.figure(at, Field::Structure, &typed, &kept);
    for (read, encoded) in read.levels.iter().zip(&encoded.levels) {
        let letter = |case: Option<Case>| case.map(|c| c.to_string()).unwrap_or_default();
        let pair = (letter(read.case), letter(encoded.case));
        ledger.equal(
            at.level(encoded.level),
            What::Other("case"),
            &pair.0,
            &pair.1,
        );
    }
}

fn level(ledger: &mut Ledger, at: Place, read: &Level, encoded: &LevelFile) {
    ledger.figure(at, Field::Points, &read.points, encoded.points);
    mark(ledger, at, &read.mark, encoded.minimum_for);
    // in a list of two ladders each label begins with whom the ladder is for; one source says that
    // behind each level, the other not at all
    let label = match encoded.label.split_once(": ") {
        Some((_, own)) if encoded.ladder.is_some() && !read.text.contains("Đối với") => own,
        _ => &encoded.label,
    };
    for number in numbers_missing(&read.text, label) {
        let number = number.to_string();
        ledger.enter(at, NUMBER, (&number, encoded.label.as_str()), false);
    }
    for number in numbers_missing(label, &read.text) {
        let number = number.to_string();
        ledger.enter(at, NUMBER, (read.text.as_str(), &number), false);
    }
}

fn mark(ledger: &mut Ledger, at: Place, printed: &str, encoded: Option<Stars>) {
    let stars = encoded
        .map(|s| "*".repeat(s.get().into()))
        .unwrap_or_default();
    let encoded = encoded.map(|s| s.to_string()).unwrap_or_default();
    let what = What::Field(Field::MinimumFor);
    ledger.enter(at, what, (printed, &encoded), printed == stars);
}

/// Names agree by their letters, diacritics aside: transcriptions set tones in either way. Usual
/// abbreviations are read in full.
fn name(ledger: &mut Ledger, at: Place, printed: &str, encoded: &str) {
    let letters = |name: &str| {
        let full = |word: &str| match word {
            "attp" => "antoanthucpham".to_owned(),
            "sx" => "sanxuat".to_owned(),
            word => word.to_owned(),
        };
        ocop::slug(name).split('-').map(full).collect::<String>()
    };
    let agrees = letters(printed) == letters(encoded)
        || letters(&without_brackets(printed)) == letters(&without_brackets(encoded));
    ledger.enter(at, What::Field(Field::Label), (printed, encoded), agrees);
}

/// Maxima that what stands below them does not come to.
fn sums(ledger: &mut Ledger, place: Place, set: &SetFile) {
    let mut sum =
        |at, max: Points, below: Points| ledger.figure(at, Field::Sum, &max.to_string(), below);
    for part in &set.parts {
        let sections = part.sections.iter().map(|s| s.max_points).sum();
        sum(place.part(part.part), part.max_points, sections);
        for section in &part.sections {
            let criteria = section.criteria.iter().map(|c| c.max_points).sum();
            sum(place.at(section.section), section.max_points, criteria);
            for group in &section.groups {
                let inside = |c: &&CriterionFile| c.criterion.parent() == Some(group.group);
                let criteria = section.criteria.iter().filter(inside);
                let criteria = criteria.map(|c| c.max_points).sum();
                sum(place.at(group.group), group.max_points, criteria);
            }
            for criterion in &section.criteria {
                let highest = criterion.levels.iter().map(|l| l.points).max();
                let highest = highest.unwrap_or(Points::ZERO);
                sum(place.at(criterion.criterion), criterion.max_points, highest);
            }
        }
    }
}
