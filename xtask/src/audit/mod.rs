//! Audit of the data against the decisions: reads the transcript of decision 26/2026 on its own and
//! compares it with `criteria/qd-26-2026`, figure by figure. A difference must be recorded as an
//! erratum in the data, and an erratum must still be true. The older decisions, whose sources are
//! of other kinds, are in [`older`].

mod annex;
mod articles;
mod compare;
mod data;
mod ledger;
mod notes;
mod older;
mod rules;
mod sheet;
#[cfg(test)]
mod tests;
mod transcript;
#[cfg(test)]
mod wording;
mod words;

use std::collections::BTreeMap;

use ocop::criteria::files::SetFile;

use crate::workspace::root;
use data::{Data, Report, VERSION, read};
use ledger::{Ledger, Place, What};
use sheet::Sheet;

pub use older::Older;

/// What the data are audited against.
pub enum Against {
    /// A transcript of decision 26/2026.
    Decision(std::path::PathBuf),
    /// The sources of an older decision.
    Older(Older),
}

/// Audits the data of this repository.
pub fn run(against: &Against) -> Result<(), String> {
    let report = match against {
        Against::Decision(file) => audit(&read(file)?, &Data::load(&root().join(VERSION))?),
        Against::Older(older) => older::run(older)?,
    };
    println!("{report}");
    match report.findings.len() {
        0 => Ok(()),
        many => Err(format!("the audit has {many} findings")),
    }
}

/// Compares a transcript with data.
pub fn audit(html: &str, data: &Data) -> Report {
    let blocks = transcript::read(html);
    let sheets = sheet::sheets(&blocks);
    let mut ledger = Ledger::default();
    articles::compare(&mut ledger, &blocks, data);

    let mut sets: BTreeMap<u8, &SetFile> = data
        .sets
        .iter()
        .map(|set| (set.product_set.get(), set))
        .collect();
    for sheet in &sheets {
        match sets.remove(&sheet.number) {
            Some(set) => compare::sheet(&mut ledger, sheet, set),
            None => ledger.equal(
                Place::set(sheet.number),
                What::Other("sheet"),
                &sheet.name,
                "",
            ),
        }
    }
    for (number, set) in sets {
        ledger.equal(Place::set(number), What::Other("sheet"), "", &set.name);
    }

    let errata: Vec<_> = data
        .sets
        .iter()
        .flat_map(|set| {
            set.errata
                .iter()
                .map(|e| (set.product_set.get(), e.clone()))
        })
        .collect();
    let (differences, uncovered) = ledger.differences(&errata);
    let mut findings: Vec<_> = uncovered.iter().map(ToString::to_string).collect();
    findings.extend(ledger.stale(&errata));
    let count = |of: fn(&Sheet) -> usize| sheets.iter().map(of).sum();
    Report {
        covered: differences.saturating_sub(uncovered.len()),
        findings,
        differences,
        sheets: sheets.len(),
        criteria: count(|sheet| sheet.criteria().count()),
        levels: count(Sheet::levels),
        marks: count(Sheet::marks),
    }
}
