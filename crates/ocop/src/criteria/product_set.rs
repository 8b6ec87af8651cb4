//! A product set that passed its checks, in the shape that scoring needs.

use std::ops::Range;
use std::sync::Arc;

use crate::bounded::{LevelNumber, Points, ProductSetNumber, Stars};
use crate::ids::{Case, CriterionId, PartLetter, VersionId};
use crate::positions::Positions;

use super::files::{CaseFile, CriterionFile, Effect, Erratum, RuleFile, SetFile};
use super::instrument::Instrument;

/// The most criteria of one product set: sets of them are kept in one word.
pub(crate) const MAX_CRITERIA: usize = Positions::MOST;

/// The most star minimums of one product set, for the same reason.
pub(crate) const MAX_MINIMUMS: usize = Positions::MOST;

/// The most parts of one product set.
pub(crate) const MAX_PARTS: usize = 8;

/// A product set of one criteria version, checked: sums, marks, references all hold.
///
/// ```
/// use ocop::Library;
/// let library = Library::embedded();
/// let set = library.version("qd-26-2026")?.product_set("nuoc-khoang-thien-nhien-nuoc-uong-dong-chai")?;
/// assert_eq!(set.number().get(), 16);
/// assert_eq!(set.max_points().get(), 100);
/// # Ok::<(), ocop::Problems>(())
/// ```
#[derive(Debug)]
pub struct ProductSet {
    pub(crate) file: SetFile,
    pub(crate) instrument: Arc<Instrument>,
    pub(crate) criteria: Vec<Criterion>,
    pub(crate) parts: Vec<Part>,
    pub(crate) minimums: Vec<Minimum>,
    /// The minimums once more, in the same order.
    pub(crate) tests: Vec<MinimumTest>,
    pub(crate) findings: Vec<FindingRule>,
    pub(crate) zero_stop: Option<ZeroStop>,
    pub(crate) cases: Vec<CaseFile>,
    pub(crate) cases_source: String,
    /// The criteria once more, in the same order.
    pub(crate) rows: Vec<Row>,
    /// The levels of all criteria with their points, each after level 0.
    worth: Vec<(LevelNumber, Points)>,
    /// Runs of criteria of one part that depend on no other: the part's position, and theirs.
    pub(crate) runs: Vec<(usize, Range<usize>)>,
    /// Positions of criteria with doubtful points.
    pub(crate) doubtful: Vec<usize>,
    /// Positions of criteria that depend on another.
    pub(crate) dependent: Vec<usize>,
    max_points: Points,
    /// By how much its highest levels fall short of that, in the source it was read from.
    pub(crate) short: Points,
}

/// A part of the sheet.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Part {
    /// Its letter.
    pub letter: PartLetter,
    /// Its heading in Vietnamese.
    pub name: String,
    /// Its greatest points.
    pub max_points: Points,
}

/// A scored criterion.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Criterion {
    /// Its identifier by position.
    pub id: CriterionId,
    /// What it measures: the same in every set and version.
    pub key: String,
    /// Its name in Vietnamese.
    pub name: String,
    /// Its greatest points.
    pub max_points: Points,
    /// Where the mark stands on the criterion itself: the stars for which at least one level must be
    /// reached.
    pub minimum_for: Option<Stars>,
    /// How to judge it, in Vietnamese.
    pub notes: Vec<String>,
    /// Its levels in printed order.
    pub levels: Vec<Level>,
    /// The part it stands in, by position.
    pub(crate) part: usize,
    /// The criterion that must have points for this one to be scored, by position, and its source.
    pub(crate) requires: Option<(usize, String)>,
    /// Whether its levels come in cases.
    pub(crate) cased: bool,
}

/// What it takes to check an answer. Most of a criterion is text; a sheet's rows lie close together,
/// which is worth a lot where millions of dossiers are rated.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Row {
    pub id: CriterionId,
    /// Whether its levels come in cases.
    pub cased: bool,
    /// How many levels it has, level 0 among them.
    levels: u8,
    /// Where they begin.
    first: u16,
}

/// A level of a criterion.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Level {
    /// Its number, from 1 in printed order.
    pub number: LevelNumber,
    /// What it is worth.
    pub points: Points,
    /// The stars for which it is the least that must be reached.
    pub minimum_for: Option<Stars>,
    /// The case it belongs to.
    pub case: Option<Case>,
    /// Which of several ladders it stands on, where the sheet puts levels for different kinds of
    /// producer into one list: no step leads from one ladder to another.
    pub ladder: Option<u8>,
    /// What it takes, in Vietnamese.
    pub label: String,
    /// Whether its points are doubtful in the decision; the reason, in Vietnamese.
    pub doubtful: Option<String>,
}

/// A star minimum: a level that must be reached for so many stars.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Minimum {
    pub criterion: usize,
    pub stars: Stars,
    pub level: LevelNumber,
    pub points: Points,
    pub case: Option<Case>,
    /// The criterion that must have points for its criterion to be scored, by position.
    pub requires: Option<usize>,
}

/// What it takes to test most star minimums, for the same reason as there are [`Row`]s.
#[derive(Debug, Clone, Copy)]
pub(crate) struct MinimumTest {
    pub criterion: u16,
    /// The points of the least level that must be reached.
    pub points: Points,
    /// Whether there is more to it: a case, a criterion that must have points, or a level that is
    /// worth nothing.
    pub tangled: bool,
}

impl MinimumTest {
    fn of(minimum: &Minimum) -> Self {
        let criterion = u16::try_from(minimum.criterion);
        Self {
            criterion: criterion.unwrap_or(u16::MAX),
            points: minimum.points,
            tangled: minimum.case.is_some()
                || minimum.requires.is_some()
                || minimum.points == Points::ZERO
                || criterion.is_err(),
        }
    }
}

/// A finding that the sheet knows.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct FindingRule {
    /// Its stable name.
    pub finding: String,
    /// What follows from it.
    pub effect: Effect,
    /// The criterion it stands at, if at one.
    pub criterion: Option<CriterionId>,
    /// What it says, in Vietnamese.
    pub label: String,
    /// Where the law says so.
    pub source: String,
}

/// Criteria of which none may be at 0 points.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ZeroStop {
    pub criteria: Vec<usize>,
    pub label: String,
    pub source: String,
}

impl ProductSet {
    /// The set's number in the decision's annex.
    #[must_use]
    pub const fn number(&self) -> ProductSetNumber {
        self.file.product_set
    }

    /// The version it belongs to.
    #[must_use]
    pub const fn version(&self) -> &VersionId {
        &self.file.criteria
    }

    /// Its name without diacritics, in kebab-case.
    #[must_use]
    pub fn slug(&self) -> &str {
        &self.file.slug
    }

    /// Its name in Vietnamese.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.file.name
    }

    /// Sector, group, subgroup, ministries and errata, as they stand in the file.
    #[must_use]
    pub const fn file(&self) -> &SetFile {
        &self.file
    }

    /// The decision it belongs to.
    #[must_use]
    pub fn instrument(&self) -> &Instrument {
        &self.instrument
    }

    /// The scored criteria in printed order.
    #[must_use]
    pub fn criteria(&self) -> &[Criterion] {
        &self.criteria
    }

    /// One criterion by its identifier.
    #[must_use]
    pub fn criterion(&self, id: CriterionId) -> Option<&Criterion> {
        self.index_of(id).and_then(|i| self.criteria.get(i))
    }

    /// The criterion that must have points for this one to be scored.
    ///
    /// ```
    /// let library = ocop::Library::embedded();
    /// let set = library.version("qd-26-2026")?.product_set("1")?;
    /// assert_eq!(set.required_by("5.2".parse()?), Some("5.1".parse()?));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn required_by(&self, id: CriterionId) -> Option<CriterionId> {
        let (required, _) = self.criterion(id)?.requires.as_ref()?;
        self.criteria.get(*required).map(|c| c.id)
    }

    /// The parts of the sheet in order.
    #[must_use]
    pub fn parts(&self) -> &[Part] {
        &self.parts
    }

    /// The findings that the sheet knows.
    #[must_use]
    pub fn findings(&self) -> &[FindingRule] {
        &self.findings
    }

    /// The cases that the sheet offers; none in most sets.
    #[must_use]
    pub fn cases(&self) -> &[CaseFile] {
        &self.cases
    }

    /// The greatest points of the whole sheet.
    #[must_use]
    pub const fn max_points(&self) -> Points {
        self.max_points
    }

    /// The position of a criterion among the scored ones.
    pub(crate) fn index_of(&self, id: CriterionId) -> Option<usize> {
        self.rows.binary_search_by_key(&id, |c| c.id).ok()
    }

    /// A level and its points: none of them is `0`, and worth nothing. None for numbers that are not
    /// there.
    pub(crate) fn worth(&self, row: &Row, level: i64) -> Option<(LevelNumber, Points)> {
        let level = u8::try_from(level).ok().filter(|n| *n < row.levels)?;
        let index = row.first.checked_add(level.into())?;
        self.worth.get(usize::from(index)).copied()
    }

    /// Builds the set from a file that passed its checks.
    pub(crate) fn build(file: SetFile, instrument: Arc<Instrument>) -> Self {
        let mut criteria: Vec<Criterion> = file
            .parts
            .iter()
            .enumerate()
            .flat_map(|(part, p)| p.sections.iter().map(move |s| (part, s)))
            .flat_map(|(part, s)| s.criteria.iter().map(move |c| (part, c)))
            .map(|(part, c)| Criterion::build(part, c, &file.errata))
            .collect();
        criteria.sort_by_key(|c| c.id);
        let index = |id: &CriterionId| criteria.binary_search_by_key(id, |c| c.id).ok();

        let mut requires = Vec::new();
        let (mut findings, mut zero_stop) = (Vec::new(), None);
        let (mut cases, mut cases_source) = (Vec::new(), String::new());
        for rule in &file.rules {
            match rule {
                RuleFile::Dependency {
                    criterion,
                    requires: needed,
                    source,
                } => {
                    if let (Some(c), Some(n)) = (index(criterion), index(needed)) {
                        requires.push((c, n, source.clone()));
                    }
                }
                RuleFile::Cases {
                    cases: offered,
                    source,
                    ..
                } => {
                    cases.clone_from(offered);
                    cases_source.clone_from(source);
                }
                RuleFile::ZeroStop {
                    criteria: ids,
                    label,
                    source,
                } => {
                    zero_stop = Some(ZeroStop {
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
                } => {
                    findings.push(FindingRule {
                        finding: finding.clone(),
                        effect: *effect,
                        criterion: *criterion,
                        label: label.clone(),
                        source: source.clone(),
                    });
                }
            }
        }
        for (criterion, needed, source) in requires {
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
        let short = max_points.get().saturating_sub(reached.get());
        Self {
            short: Points::new(i64::from(short)).unwrap_or(Points::ZERO),
            rows,
            worth,
            runs,
            doubtful,
            dependent,
            max_points,
            file,
            instrument,
            criteria,
            parts,
            tests: minimums.iter().map(MinimumTest::of).collect(),
            minimums,
            findings,
            zero_stop,
            cases,
            cases_source,
        }
    }
}

impl Criterion {
    fn build(part: usize, file: &CriterionFile, errata: &[Erratum]) -> Self {
        let doubtful = |level: LevelNumber| {
            errata
                .iter()
                .find(|e| {
                    e.is_doubtful_figure()
                        && e.criterion == Some(file.criterion)
                        && e.level == Some(level)
                })
                .map(|e| e.reason.clone())
        };
        Self {
            id: file.criterion,
            key: file.key.clone(),
            name: file.name.clone(),
            max_points: file.max_points,
            minimum_for: file.minimum_for,
            notes: file.notes.clone(),
            levels: file
                .levels
                .iter()
                .map(|l| Level {
                    number: l.level,
                    points: l.points,
                    minimum_for: l.minimum_for,
                    case: l.case,
                    ladder: l.ladder,
                    label: l.label.clone(),
                    doubtful: doubtful(l.level),
                })
                .collect(),
            part,
            requires: None,
            cased: file.levels.iter().any(|l| l.case.is_some()),
        }
    }

    /// The level with this number; none for `0` and for numbers that are not there.
    #[must_use]
    pub fn level(&self, number: LevelNumber) -> Option<&Level> {
        usize::from(number.get())
            .checked_sub(1)
            .and_then(|i| self.levels.get(i))
    }

    /// The most that an answer can bring, within a case: the points of the highest level, which may
    /// be fewer than the printed maximum.
    ///
    /// ```
    /// let library = ocop::Library::embedded();
    /// let set = library.version("qd-26-2026")?.product_set("1")?;
    /// let criterion = set.criterion("1.1".parse()?).unwrap();
    /// assert_eq!(criterion.most_points(None).get(), 3);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn most_points(&self, case: Option<Case>) -> Points {
        let levels = self.levels.iter().filter(|l| l.holds_in(case));
        levels.map(|l| l.points).max().unwrap_or(Points::ZERO)
    }

    /// Whether its levels stand on several ladders.
    #[must_use]
    pub fn has_ladders(&self) -> bool {
        let mut ladders = self.levels.iter().map(|l| l.ladder);
        let first = ladders.next();
        ladders.any(|ladder| Some(ladder) != first)
    }

    /// The criterion that must have points for this one to be scored, by position.
    pub(crate) fn required(&self) -> Option<usize> {
        self.requires.as_ref().map(|(index, _)| *index)
    }

    /// Whether its levels come in cases.
    #[must_use]
    pub const fn has_cases(&self) -> bool {
        self.cased
    }
}

impl Level {
    /// Whether it stands on the same ladder as another: of one case, for one kind of producer.
    pub(crate) fn is_beside(&self, other: &Self) -> bool {
        self.case == other.case && self.ladder == other.ladder
    }

    /// Whether it may be reached on a sheet of this case; of none, where that is open.
    pub(crate) fn holds_in(&self, case: Option<Case>) -> bool {
        self.case.is_none() || case.is_none() || self.case == case
    }
}

fn rows(criteria: &[Criterion]) -> (Vec<Row>, Vec<(LevelNumber, Points)>) {
    let mut worth = Vec::new();
    let mut rows = Vec::with_capacity(criteria.len());
    for criterion in criteria {
        let first = worth.len();
        worth.push((LevelNumber::NONE_REACHED, Points::ZERO));
        worth.extend(criterion.levels.iter().map(|l| (l.number, l.points)));
        let levels = worth.len().saturating_sub(first);
        rows.push(Row {
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
