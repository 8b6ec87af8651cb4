//! From the file of a product set to what the engine looks things up in.

use std::ops::Range;
use std::sync::Arc;

use crate::bounded::{LevelNumber, Points};
use crate::ids::CriterionId;

use super::super::criterion::{Criterion, Level};
use super::super::files::{CaseFile, RuleFile, SetFile};
use super::super::instrument::Instrument;
use super::super::words::Words;

use super::{AnswerTest, FindingRule, Minimum, Part, ProductSet, ZeroStop};

impl ProductSet {
    /// Builds the set from a file that passed its checks.
    pub(crate) fn build(file: SetFile, instrument: Arc<Instrument>, words: Arc<Words>) -> Self {
        let mut criteria: Vec<Criterion> = file
            .parts
            .iter()
            .enumerate()
            .flat_map(|(part, p)| p.sections.iter().map(move |s| (part, s)))
            .flat_map(|(part, s)| s.criteria.iter().map(move |c| (part, c)))
            .map(|(part, c)| Criterion::build(part, c, &file.errata))
            .collect();
        criteria.sort_by_key(|c| c.id);
        let rules = Rules::of(&file, &criteria);
        for (criterion, needed, source) in rules.requires {
            if let Some(c) = criteria.get_mut(criterion) {
                c.requires = Some((needed, source));
            }
        }
        let minimums = minimums(&criteria);
        let indices = |that: fn(&Criterion) -> bool| -> Vec<usize> {
            criteria
                .iter()
                .enumerate()
                .filter(|(_, c)| that(c))
                .map(|(i, _)| i)
                .collect()
        };
        let dependent = indices(|c| c.requires.is_some());
        let doubtful = indices(|c| c.levels.iter().any(|l| l.doubtful.is_some()));
        let (rows, worth) = rows(&criteria);
        let runs = runs(&criteria);
        let parts = file
            .parts
            .iter()
            .map(|p| Part {
                letter: p.part,
                name: p.name.clone(),
                max_points: p.max_points,
            })
            .collect();
        let max_points: Points = file.parts.iter().map(|p| p.max_points).sum();
        let highest = |c: &Criterion| c.levels.iter().map(|l| l.points).max();
        let reached: Points = criteria.iter().filter_map(highest).sum();
        Self {
            short: max_points.minus(reached),
            rows,
            worth,
            runs,
            doubtful,
            dependent,
            max_points,
            file,
            instrument,
            words,
            criteria,
            parts,
            tests: minimums.iter().map(Minimum::test).collect(),
            tangled: (0..minimums.len())
                .filter(|index| minimums.get(*index).is_some_and(Minimum::is_tangled))
                .collect(),
            minimums,
            findings: rules.findings,
            zero_stop: rules.zero_stop,
            cases: rules.cases,
            cases_source: rules.cases_source,
        }
    }
}

/// The rules of a sheet, by kind.
#[derive(Default)]
struct Rules {
    /// The positions of a criterion and of the one that it depends on, with the source.
    requires: Vec<(usize, usize, String)>,
    findings: Vec<FindingRule>,
    zero_stop: Option<ZeroStop>,
    cases: Vec<CaseFile>,
    cases_source: String,
}

impl Rules {
    fn of(file: &SetFile, criteria: &[Criterion]) -> Self {
        let index = |id: &CriterionId| criteria.binary_search_by_key(id, |c| c.id).ok();
        let mut rules = Self::default();
        for rule in &file.rules {
            match rule {
                RuleFile::Dependency {
                    criterion,
                    requires,
                    source,
                } => {
                    let pair = index(criterion).zip(index(requires));
                    rules
                        .requires
                        .extend(pair.map(|(c, needed)| (c, needed, source.clone())));
                }
                RuleFile::Cases { cases, source, .. } => {
                    rules.cases.clone_from(cases);
                    rules.cases_source.clone_from(source);
                }
                RuleFile::ZeroStop {
                    criteria: ids,
                    label,
                    source,
                } => {
                    rules.zero_stop = Some(ZeroStop {
                        criteria: ids.iter().filter_map(index).collect(),
                        label: label.clone(),
                        source: source.clone(),
                    });
                }
                RuleFile::Finding {
                    finding,
                    effect,
                    criterion,
                    label,
                    source,
                } => rules.findings.push(FindingRule {
                    finding: finding.clone(),
                    effect: *effect,
                    criterion: *criterion,
                    label: label.clone(),
                    source: source.clone(),
                }),
            }
        }
        rules
    }
}

fn rows(criteria: &[Criterion]) -> (Vec<AnswerTest>, Vec<(LevelNumber, Points)>) {
    let mut worth = Vec::new();
    let mut rows = Vec::with_capacity(criteria.len());
    for criterion in criteria {
        let first = worth.len();
        worth.push((LevelNumber::NONE_REACHED, Points::ZERO));
        worth.extend(criterion.levels.iter().map(|l| (l.number, l.points)));
        let levels = worth.len().saturating_sub(first);
        rows.push(AnswerTest {
            id: criterion.id,
            cased: criterion.cased,
            // a row whose levels had no room would say that it has none: they are looked up then
            levels: u8::try_from(levels).unwrap_or(0),
            first: u16::try_from(first).unwrap_or(u16::MAX),
        });
    }
    (rows, worth)
}

fn runs(criteria: &[Criterion]) -> Vec<(usize, Range<usize>)> {
    let mut runs: Vec<(usize, Range<usize>)> = Vec::new();
    let independent = criteria.iter().enumerate();
    for (index, criterion) in independent.filter(|(_, c)| c.requires.is_none()) {
        let next = index.saturating_add(1);
        match runs.last_mut() {
            Some((part, run)) if *part == criterion.part && run.end == index => run.end = next,
            _ => runs.push((criterion.part, index..next)),
        }
    }
    runs
}

/// All star minimums, lowest stars first, then in the order of the sheet.
fn minimums(criteria: &[Criterion]) -> Vec<Minimum> {
    let mut all = Vec::new();
    for (index, criterion) in criteria.iter().enumerate() {
        let minimum = |level: &Level, stars| Minimum {
            criterion: index,
            stars,
            level: level.number,
            points: level.points,
            case: level.case,
            requires: criterion.required(),
        };
        if let Some(stars) = criterion.minimum_for {
            // a mark on the criterion itself asks for the first level, of each case where there are
            let firsts = criterion.levels.iter().enumerate().filter(|(i, level)| {
                i.checked_sub(1)
                    .and_then(|b| criterion.levels.get(b))
                    .is_none_or(|b| b.case != level.case)
            });
            all.extend(firsts.map(|(_, level)| minimum(level, stars)));
        }
        all.extend(
            criterion
                .levels
                .iter()
                .filter_map(|l| l.minimum_for.map(|stars| minimum(l, stars))),
        );
    }
    all.sort_by_key(|m| m.stars);
    all
}
