//! Notes of a sheet, against the rules and notes of its product set.

use std::collections::{BTreeMap, BTreeSet};

use ocop::CriterionId;
use ocop::criteria::files::{CriterionFile, Effect, RuleFile, SetFile};

use super::ledger::{Ledger, Place, What};
use super::notes::{self, Note};
use super::sheet::{Heading, Sheet};
use super::words::{same, without_brackets};

const RULE: What = What::Other("rule");
const NOTES: What = What::Other("notes on how to judge");

/// Compares rules one by one, then how many notes each criterion has.
pub fn compare(ledger: &mut Ledger, place: Place, sheet: &Sheet, set: &SetFile) {
    let printed = printed_rules(ledger, place, sheet);
    let encoded: BTreeSet<_> = set.rules.iter().map(encoded_rule).collect();
    for rule in printed.union(&encoded) {
        let side = |rules: &BTreeSet<String>| rules.get(rule).cloned().unwrap_or_default();
        ledger.equal(place, RULE, &side(&printed), &side(&encoded));
    }
    let sources = set.rules.iter().map(source).chain([set.source.as_str()]);
    for source in sources {
        let sheet = format!("Phụ lục II, phiếu {},", sheet.number);
        ledger.enter(
            place,
            What::Other("source"),
            (&sheet, source),
            source.starts_with(&sheet),
        );
    }
    let criteria = set
        .parts
        .iter()
        .flat_map(|p| &p.sections)
        .flat_map(|s| &s.criteria);
    let criteria: BTreeMap<_, _> = criteria.map(|c| (c.criterion, c)).collect();
    for heading in &sheet.headings {
        if let Some(criterion) = criteria.get(&heading.number) {
            guidance(ledger, place.at(heading.number), heading, criterion);
        }
    }
}

/// The rules that a sheet prints, each as one line that is written the same for the data.
fn printed_rules(ledger: &mut Ledger, place: Place, sheet: &Sheet) -> BTreeSet<String> {
    let mut rules = BTreeSet::new();
    for (ground, finding) in sheet
        .rejections
        .iter()
        .flat_map(|text| notes::grounds(text))
    {
        match finding {
            Some(finding) => _ = rules.insert(finding_rule(Effect::Rejection, finding, None)),
            None => ledger.equal(place, RULE, &ground, ""),
        }
    }
    let mut with_cases = Vec::new();
    for heading in &sheet.headings {
        let number = heading.number;
        for note in &heading.notes {
            match notes::read(note) {
                Note::Finding(effect, name) => {
                    _ = rules.insert(finding_rule(effect, name, Some(number)))
                }
                Note::NeedsStory => _ = rules.insert(dependency_rule(number, story(sheet))),
                Note::ZeroStop => _ = rules.insert(zero_rule(above(sheet, heading))),
                Note::Cases => with_cases.push(number),
                Note::Guidance => {}
                Note::Unknown => ledger.equal(place.at(number), RULE, note, ""),
            }
        }
    }
    if !with_cases.is_empty() {
        let levels = sheet.headings.iter().flat_map(|h| &h.levels);
        let letters: BTreeSet<_> = levels.filter_map(|level| level.case).collect();
        rules.insert(cases_rule(letters, with_cases));
    }
    rules
}

/// The criterion that asks for a story.
fn story(sheet: &Sheet) -> Option<CriterionId> {
    let is_story = |h: &&Heading| same(&h.name, "Câu chuyện sản phẩm");
    sheet.criteria().find(is_story).map(|h| h.number)
}

/// The criteria of a heading's section down to the heading itself.
fn above(sheet: &Sheet, heading: &Heading) -> Vec<CriterionId> {
    let section = |number: CriterionId| std::iter::successors(Some(number), |n| n.parent()).last();
    let here =
        |h: &&Heading| section(h.number) == section(heading.number) && h.number <= heading.number;
    sheet.criteria().filter(here).map(|h| h.number).collect()
}

/// A rule in one line, as both sides write it.
pub fn encoded_rule(rule: &RuleFile) -> String {
    match rule {
        RuleFile::Finding {
            finding,
            effect,
            criterion,
            ..
        } => finding_rule(*effect, finding, *criterion),
        RuleFile::Dependency {
            criterion,
            requires,
            ..
        } => dependency_rule(*criterion, Some(*requires)),
        RuleFile::ZeroStop { criteria, .. } => zero_rule(criteria.clone()),
        RuleFile::Cases {
            criteria, cases, ..
        } => cases_rule(cases.iter().map(|c| c.case).collect(), criteria.clone()),
    }
}

fn source(rule: &RuleFile) -> &str {
    match rule {
        RuleFile::Finding { source, .. }
        | RuleFile::Dependency { source, .. }
        | RuleFile::ZeroStop { source, .. }
        | RuleFile::Cases { source, .. } => source,
    }
}

/// A rule in one line, as both sides write it.
pub fn finding_rule(effect: Effect, finding: &str, criterion: Option<CriterionId>) -> String {
    let effect = match effect {
        Effect::Stop => "stop",
        Effect::Eligibility => "eligibility",
        Effect::Rejection => "rejection",
    };
    let place = criterion.map_or("head of the sheet".to_owned(), |c| c.to_string());
    format!("{effect} for {finding} at {place}")
}

fn dependency_rule(criterion: CriterionId, requires: Option<CriterionId>) -> String {
    let requires = requires.map_or("a story".to_owned(), |c| c.to_string());
    format!("{criterion} only with {requires}")
}

/// A rule in one line, as both sides write it.
pub fn zero_rule(criteria: Vec<CriterionId>) -> String {
    format!("stop for 0 points at one of {}", list(criteria))
}

fn cases_rule(cases: BTreeSet<ocop::Case>, criteria: Vec<CriterionId>) -> String {
    format!("cases {} at {}", list(cases), list(criteria))
}

fn list(items: impl IntoIterator<Item = impl ToString>) -> String {
    let items: Vec<_> = items.into_iter().map(|i| i.to_string()).collect();
    items.join(", ")
}

/// Each note that only guides has one in the data; the data may have more for what the sheet says
/// by a rule or in brackets behind a name.
fn guidance(ledger: &mut Ledger, place: Place, printed: &Heading, encoded: &CriterionFile) {
    let guides = |note: &&String| notes::read(note) == Note::Guidance;
    let guiding: Vec<_> = printed.notes.iter().filter(guides).cloned().collect();
    let brackets = usize::from(without_brackets(&printed.name) != printed.name);
    let most = printed.notes.len().saturating_add(brackets);
    let agrees = (guiding.len()..=most).contains(&encoded.notes.len());
    ledger.enter(
        place,
        NOTES,
        (&guiding.join(" / "), &encoded.notes.join(" / ")),
        agrees,
    );
}
