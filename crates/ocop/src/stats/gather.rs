//! Gathering what statistics are made of: ratings, tallies, register records.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use jiff::civil::Date;

use crate::bounded::{Points, Stars};
use crate::certificate::{Alike, Record, RegisterEntry, RegisterLine, settle};
use crate::council::{ProductTally, TALLY_FORMAT, TallyReport};
use crate::criteria::ProductSet;
use crate::dossier::Product;
use crate::ids::CriterionId;
use crate::json::{self, Node};
use crate::library::Library;
use crate::notice::Notice;
use crate::problem::{ERRORS_FORMAT, ErrorReport, Problem, Problems};
use crate::rating::{Outcome, RATING_FORMAT, RatingReport, State, Unmet};
use crate::spelling::product_code;

use super::count::Tallied;
use super::options::{ProvinceOf, StatsOptions};
use super::report::{Bin, Ideas, Lacking, Near, NearMiss, STATS_FORMAT, StatsReport, YearHistory};

/// Statistics in the making. Feed it lines, then ask for the report; the order of lines does not
/// matter.
///
/// ```
/// use ocop::stats::StatsOptions;
/// let library = ocop::Library::embedded();
/// let mut stats = ocop::stats::Stats::new(&library, StatsOptions::default());
/// stats.line(1, br#"{"code": "33-1-1-2026", "stars": 4, "issued_on": "2026-10-05"}"#)?;
/// let report = stats.report();
/// assert_eq!((report.recognitions, report.recognised), (1, 1));
/// # Ok::<(), ocop::Problems>(())
/// ```
#[derive(Debug)]
pub struct Stats {
    library: Library,
    options: StatsOptions,
    files: Vec<String>,
    assessed: u64,
    not_standing: u64,
    refused: u64,
    revoked: u64,
    ideas: Ideas,
    outcome: Tallied<&'static str>,
    stars: Tallied<Stars>,
    set: Tallied<String>,
    sector: Tallied<String>,
    province: Tallied<String>,
    year: Tallied<i16>,
    totals: [u64; 10],
    near: Vec<NearMiss>,
    unmet: Tallied<(String, Stars)>,
    zeros: Tallied<String>,
    /// The days of ideas that were counted, by product: a row twice is one idea.
    ideas_seen: BTreeSet<(String, IdeaStage, Date)>,
    /// The recognitions of each product, by its key.
    recognitions: BTreeMap<String, Vec<RegisterEntry<Labels>>>,
    alike: Alike,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum IdeaStage {
    Registered,
    Appraised,
    Accepted,
}

/// What a recognition is counted under.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Labels {
    province: Option<String>,
    sector: Option<String>,
    set: Option<String>,
}

/// A result to be counted: a rating, or a product of a tally.
struct Assessed<'r> {
    product: Option<&'r Product<'r>>,
    id: &'r str,
    criteria: &'r str,
    set: Option<&'r ProductSet>,
    outcome: Outcome,
    stars: Option<Stars>,
    sum: u32,
    count: u32,
    unmet: &'r Unmet,
    year: Option<i16>,
}

impl Stats {
    /// Nothing counted yet.
    #[must_use]
    pub fn new(library: &Library, options: StatsOptions) -> Self {
        Self {
            library: library.clone(),
            options,
            files: Vec::new(),
            assessed: 0,
            not_standing: 0,
            refused: 0,
            revoked: 0,
            ideas: Ideas::default(),
            outcome: Tallied::default(),
            stars: Tallied::default(),
            set: Tallied::default(),
            sector: Tallied::default(),
            province: Tallied::default(),
            year: Tallied::default(),
            totals: [0; 10],
            near: Vec::new(),
            unmet: Tallied::default(),
            zeros: Tallied::default(),
            ideas_seen: BTreeSet::new(),
            recognitions: BTreeMap::new(),
            alike: Alike::default(),
        }
    }

    /// Says which file the lines that follow are of, so that what contradicts can be told.
    pub fn file(&mut self, name: impl Into<String>) {
        self.files.push(name.into());
    }

    fn at(&self, line: u64) -> RegisterLine {
        RegisterLine {
            file: self.files.len(),
            line,
        }
    }

    /// Counts one line, by its number: a rating, a tally, an error object, or a register record
    /// (which need not name its format).
    ///
    /// # Errors
    ///
    /// A line that is none of them; it is counted as refused.
    pub fn line(&mut self, number: u64, bytes: &[u8]) -> Result<(), Problems> {
        let counted = self.read(number, bytes);
        if counted.is_err() {
            self.refused = self.refused.saturating_add(1);
        }
        counted
    }

    fn read(&mut self, number: u64, bytes: &[u8]) -> Result<(), Problems> {
        let text = json::text(bytes, crate::council::MAX_SESSION_BYTES)?;
        let node = json::parse(text)?;
        let format = match &node {
            Node::Object(fields) => fields.iter().find(|(k, _)| k == "format").map(|(_, v)| v),
            _ => None,
        };
        match format {
            Some(Node::Text(name)) if name == RATING_FORMAT => {
                let rating = self.library.read_rating(bytes)?;
                self.rating(&rating);
            }
            Some(Node::Text(name)) if name == TALLY_FORMAT => {
                let tally = self.library.read_tally(bytes)?;
                self.tally(&tally);
            }
            Some(Node::Text(name)) if name == ERRORS_FORMAT => {
                self.refused = self.refused.saturating_add(1);
            }
            _ => self.count(number, &Record::parse(bytes)?)?,
        }
        Ok(())
    }

    /// Counts a line that was refused elsewhere.
    pub fn refuse(&mut self) {
        self.refused = self.refused.saturating_add(1);
    }

    fn set_of(
        &self,
        criteria: &str,
        number: crate::bounded::ProductSetNumber,
    ) -> Option<Arc<ProductSet>> {
        let criteria = criteria.parse().ok().and_then(|id| self.library.get(&id))?;
        criteria.set(number).ok().cloned()
    }

    /// Counts a rating.
    pub fn rating(&mut self, rating: &RatingReport<'_>) {
        let set = self.set_of(&rating.criteria, rating.product_set);
        for score in rating.scores.iter().flatten() {
            if score.state == State::Scored && score.points == Points::ZERO {
                self.zeros.add(score.key.clone().into_owned());
            }
        }
        self.assessed(&Assessed {
            product: rating.product.as_ref(),
            id: "",
            criteria: &rating.criteria,
            set: set.as_deref(),
            outcome: rating.outcome,
            stars: rating.stars,
            sum: u32::from(rating.points.get()),
            count: 1,
            unmet: &rating.unmet,
            year: None,
        });
    }

    /// Counts the products of a tally whose results stand.
    pub fn tally(&mut self, tally: &TallyReport<'_>) {
        for product in &tally.products {
            let outcome = product.outcome.filter(|_| product.stands);
            let Some(outcome) = outcome else {
                self.not_standing = self.not_standing.saturating_add(1);
                continue;
            };
            self.product(tally, product, outcome);
        }
    }

    fn product(&mut self, tally: &TallyReport<'_>, product: &ProductTally<'_>, outcome: Outcome) {
        for criterion in product.criteria.iter().filter(|c| c.sum == 0) {
            self.zeros.add(criterion.key.clone().into_owned());
        }
        let set = product
            .product_set
            .and_then(|n| self.set_of(&tally.criteria, n));
        self.assessed(&Assessed {
            product: product.product.as_ref(),
            id: &product.id,
            criteria: &tally.criteria,
            set: set.as_deref(),
            outcome,
            stars: product.stars,
            sum: product.sum,
            count: product.count,
            unmet: &product.unmet,
            year: tally.held_on.map(Date::year),
        });
    }

    fn assessed(&mut self, item: &Assessed<'_>) {
        self.assessed = self.assessed.saturating_add(1);
        self.outcome.add(match item.outcome {
            Outcome::Rated => "rated",
            Outcome::Provisional => "provisional",
            Outcome::Stopped => "stopped",
            Outcome::Ineligible => "ineligible",
            Outcome::Rejected => "rejected",
        });
        let code = item.product.and_then(|p| p.code.as_deref());
        if let Some(set) = item.set {
            self.set.add(set_name(item.criteria, set));
            self.sector.add(set.file().classification.sector.clone());
        }
        let code = code.map(product_code);
        if let Some(code) = &code {
            self.province
                .extend(self.options.province_of(ProvinceOf::Code(code)));
        }
        let coded = code
            .as_deref()
            .and_then(|c| c.rsplit('-').next())
            .filter(|y| y.len() == 4);
        if let Some(year) = item.year.or_else(|| coded.and_then(|y| y.parse().ok())) {
            self.year.add(year);
        }
        let Some(stars) = item.stars else { return };
        self.stars.add(stars);
        let tens = item
            .sum
            .checked_div(item.count.saturating_mul(10))
            .unwrap_or(0);
        let bin = usize::try_from(tens).unwrap_or(0).min(9);
        if let Some(count) = self.totals.get_mut(bin) {
            *count = count.saturating_add(1);
        }
        for (at, criteria) in by_stars(item.unmet) {
            for id in criteria {
                self.unmet.add((key_of(item.set, *id), at));
            }
        }
        self.near.extend(self.near_miss(item, stars));
    }

    /// Whether a product is some points, or one minimum, from the next star.
    fn near_miss(&self, item: &Assessed<'_>, stars: Stars) -> Option<NearMiss> {
        let next = stars.next()?;
        let bound = item.set?.instrument().band(next)?.from_points;
        let needed = u32::from(bound.get()).saturating_mul(item.count);
        let short = needed.saturating_sub(item.sum);
        let lists = by_stars(item.unmet)
            .into_iter()
            .filter(|(at, _)| *at <= next);
        let unmet: Vec<&CriterionId> = lists.flat_map(|(_, ids)| ids).collect();
        let near = match unmet.as_slice() {
            [] if short > 0
                && short <= u32::from(self.options.near_points).saturating_mul(item.count) =>
            {
                Near::Points {
                    points: short.div_ceil(item.count.max(1)),
                }
            }
            [one] if short == 0 => Near::Minimum {
                criterion: one.to_string(),
            },
            _ => return None,
        };
        let name = item
            .product
            .and_then(|p| p.name.as_deref().or(p.code.as_deref()));
        Some(NearMiss {
            next,
            near,
            product: name.unwrap_or(item.id).to_owned(),
        })
    }

    /// Counts a register's record, by its line.
    ///
    /// # Errors
    ///
    /// A certificate that cannot be what it says; it is counted as refused.
    pub fn record(&mut self, line: u64, record: &Record<'_>) -> Result<(), Problems> {
        let counted = self.count(line, record);
        if counted.is_err() {
            self.refused = self.refused.saturating_add(1);
        }
        counted
    }

    fn count(&mut self, line: u64, record: &Record<'_>) -> Result<(), Problems> {
        if let Some(facts) = record.facts() {
            self.library.check_certificate(&facts)?;
        }
        let key = record.key();
        for (day, stage, count) in [
            (
                record.registered_on,
                IdeaStage::Registered,
                &mut self.ideas.registered,
            ),
            (
                record.appraised_on,
                IdeaStage::Appraised,
                &mut self.ideas.appraised,
            ),
            (
                record.accepted_on,
                IdeaStage::Accepted,
                &mut self.ideas.accepted,
            ),
        ] {
            if day.is_some_and(|day| self.ideas_seen.insert((key.clone(), stage, day))) {
                *count = count.saturating_add(1);
            }
        }
        let criteria = record.criteria.as_deref();
        let set = criteria
            .zip(record.product_set)
            .and_then(|(c, n)| self.set_of(c, n));
        let sector = record.sector.clone().map(Cow::into_owned);
        let labels = Labels {
            province: self.options.province_of(match &record.province {
                Some(name) if !name.is_empty() => ProvinceOf::Named(name),
                _ => ProvinceOf::Code(record.code.as_deref().unwrap_or_default()),
            }),
            sector: sector.or_else(|| set.as_ref().map(|s| s.file().classification.sector.clone())),
            set: set.zip(criteria).map(|(s, c)| set_name(c, &s)),
        };
        let at = self.at(line);
        if let Some(entry) = RegisterEntry::new(record, at, labels) {
            self.alike.add(record, at);
            self.recognitions.entry(key).or_default().push(entry);
        }
        Ok(())
    }

    /// A line of a file, in both languages.
    fn named(&self, at: RegisterLine) -> (String, String) {
        let line = at.line;
        let (vi, en) = (format!("dòng {line}"), format!("line {line}"));
        let file = at.file.checked_sub(1).and_then(|i| self.files.get(i));
        match file.filter(|_| self.files.len() > 1) {
            Some(file) => (format!("\"{file}\" {vi}"), format!("\"{file}\" {en}")),
            None => (vi, en),
        }
    }

    /// What was counted. Of a product with several recognitions the latest counts, unless it was
    /// revoked; the history holds them all. A product whose rows contradict each other is left out.
    #[must_use]
    pub fn report(mut self) -> StatsReport {
        let products = std::mem::take(&mut self.recognitions);
        let mut recognitions = 0_u64;
        let mut history: BTreeMap<i16, Year> = BTreeMap::new();
        let mut told = Told::default();
        for (key, rows) in products {
            let number = u64::try_from(rows.len()).unwrap_or(u64::MAX);
            let settled = settle(rows);
            told.notices
                .extend(settled.notices(&key, &|at| self.named(at)));
            if !settled.conflicts.is_empty() {
                self.refused = self.refused.saturating_add(number);
            }
            for conflict in &settled.conflicts {
                let problem = conflict.problem(|at| self.named(at));
                told.errors.push((conflict.at(), problem));
            }
            let mut list = settled.certificates;
            let mut before: Option<Stars> = None;
            for one in list.iter().map(|c| &c.facts) {
                recognitions = recognitions.saturating_add(1);
                let year = history.entry(one.issued_on.year()).or_default();
                year.stars.add(one.stars);
                if let Some(before) = before {
                    year.renewed = year.renewed.saturating_add(1);
                    if before < one.stars {
                        year.upgraded = year.upgraded.saturating_add(1);
                    }
                }
                before = Some(one.stars);
                if let Some(day) = one.revoked_on {
                    let year = history.entry(day.year()).or_default();
                    year.revoked = year.revoked.saturating_add(1);
                }
            }
            let Some(latest) = list.pop() else { continue };
            if latest.facts.revoked_on.is_some() {
                self.revoked = self.revoked.saturating_add(1);
                continue;
            }
            self.stars.add(latest.facts.stars);
            self.year.add(latest.facts.issued_on.year());
            self.province.extend(latest.what.province);
            self.sector.extend(latest.what.sector);
            self.set.extend(latest.what.set);
        }
        let alike = std::mem::take(&mut self.alike);
        told.notices.extend(alike.notices(&|at| self.named(at)));
        self.finish(recognitions, history, told)
    }

    fn finish(
        mut self,
        recognitions: u64,
        history: BTreeMap<i16, Year>,
        mut told: Told,
    ) -> StatsReport {
        // nearest first
        self.near.sort_by(|a, b| {
            let short = |n: &NearMiss| match n.near {
                Near::Minimum { .. } => 0,
                Near::Points { points } => points,
            };
            let key = |n: &NearMiss| (short(n), std::cmp::Reverse(n.next));
            key(a).cmp(&key(b)).then_with(|| a.cmp(b))
        });
        let near_count = u64::try_from(self.near.len()).unwrap_or(u64::MAX);
        self.near.truncate(self.options.top.into());
        told.errors.sort_by_key(|(at, _)| *at);
        let files = &self.files;
        let errors = told.errors.into_iter().map(|(at, problem)| {
            let file = at.file.checked_sub(1).and_then(|i| files.get(i));
            ErrorReport {
                format: ERRORS_FORMAT.into(),
                line: Some(at.line),
                errors: vec![Problem {
                    file: file.cloned(),
                    ..problem
                }]
                .into(),
            }
        });
        let errors = errors.collect();
        let from_stars = |s: &Stars| {
            let law = self.library.versions().filter_map(|c| c.instrument().ok());
            law.map(|i| i.file().recognition.from_stars)
                .min()
                .is_none_or(|least| *s >= least)
        };
        let recognised = self
            .stars
            .iter()
            .filter(|(s, _)| from_stars(s))
            .map(|(_, n)| n);
        let recognised = recognised.fold(0, u64::saturating_add);
        let totals = (0_u16..).step_by(10).zip(self.totals);
        StatsReport {
            format: STATS_FORMAT.into(),
            assessed: self.assessed,
            not_standing: self.not_standing,
            recognitions,
            refused: self.refused,
            ideas: self.ideas,
            by_outcome: self.outcome.counts(|o| (*o).to_owned()),
            by_stars: falling(&self.stars),
            recognised,
            revoked: self.revoked,
            by_set: self.set.counts(Clone::clone),
            by_sector: self.sector.counts(Clone::clone),
            by_province: self.province.counts(Clone::clone),
            by_year: self.year.counts(ToString::to_string),
            totals: totals
                .map(|(from_points, count)| Bin { from_points, count })
                .collect(),
            near_points: self.options.near_points,
            near_count,
            near_misses: self.near,
            unmet: self
                .unmet
                .most()
                .into_iter()
                .map(|((key, stars), count)| Lacking {
                    key: key.clone(),
                    stars: Some(*stars),
                    count,
                })
                .collect(),
            zeros: self
                .zeros
                .most()
                .into_iter()
                .map(|(key, count)| Lacking {
                    key: key.clone(),
                    stars: None,
                    count,
                })
                .collect(),
            history: history
                .into_iter()
                .map(|(year, of)| YearHistory {
                    year,
                    by_stars: falling(&of.stars),
                    renewed: of.renewed,
                    upgraded: of.upgraded,
                    revoked: of.revoked,
                })
                .collect(),
            top: self.options.top,
            errors,
            notices: told.notices,
        }
    }
}

/// What is told besides the counts.
#[derive(Default)]
struct Told {
    errors: Vec<(RegisterLine, Problem)>,
    notices: Vec<Notice>,
}

#[derive(Default)]
struct Year {
    stars: Tallied<Stars>,
    renewed: u64,
    upgraded: u64,
    revoked: u64,
}

fn falling(stars: &Tallied<Stars>) -> Vec<super::report::Count> {
    let mut counts = stars.counts(ToString::to_string);
    counts.reverse();
    counts
}

fn set_name(criteria: &str, set: &ProductSet) -> String {
    format!("{criteria}/{:02} {}", set.number().get(), set.name())
}

fn key_of(set: Option<&ProductSet>, id: CriterionId) -> String {
    let criterion = set.and_then(|s| s.criterion(id));
    criterion.map_or_else(|| id.to_string(), |c| c.key.clone())
}

/// The lists of unmet minimums with their stars.
fn by_stars(unmet: &Unmet) -> Vec<(Stars, &[CriterionId])> {
    let lists = unmet.lists();
    lists
        .filter_map(|(n, list)| Some((Stars::new(n.into()).ok()?, list)))
        .collect()
}
