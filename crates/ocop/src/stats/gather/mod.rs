//! Gathering what statistics are made of: ratings, tallies, register records.

mod assessed;
mod near_misses;
mod register;
mod settled;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use jiff::civil::Date;
use ocop_vietnamese::slug;

use crate::bounded::Stars;
use crate::certificate::{Alike, Keys, REGISTER_FORMAT, Record, RegisterEntry, RegisterLine, Rows};
use crate::council::{TALLY_FORMAT, TallyReport};
use crate::criteria::ProductSet;
use crate::dossier::{Producer, Product};
use crate::json::{self, Node};
use crate::library::Library;
use crate::notice::NoticeCode;
use crate::problem::{ERRORS_FORMAT, Problems};
use crate::rating::{RATING_FORMAT, RatingReport};
use crate::spelling::{code_key, is_code};

use super::count::Tallied;
use super::report::Ideas;
use super::request::StatsRequest;

use near_misses::NearMisses;

/// Statistics in the making. Feed it lines, then ask for the report; the order of lines does not
/// matter.
///
/// ```
/// use ocop::stats::StatsRequest;
/// let library = ocop::Library::embedded();
/// let mut stats = ocop::stats::Stats::new(&library, StatsRequest::default());
/// stats.line(1, br#"{"code": "33-1-1-2026", "stars": 4, "issued_on": "2026-10-05"}"#)?;
/// let report = stats.report();
/// assert_eq!((report.recognitions, report.recognised), (1, 1));
/// # Ok::<(), ocop::Problems>(())
/// ```
#[derive(Debug)]
pub struct Stats {
    library: Library,
    request: StatsRequest,
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
    /// Products whose province is not known.
    unplaced: u64,
    year: Tallied<i16>,
    totals: [u64; 10],
    near: NearMisses,
    unmet: Tallied<(String, Stars)>,
    zeros: Tallied<String>,
    /// How many results rest on other files of their criteria than those at hand, by version.
    other_files: Tallied<String>,
    /// The days of ideas that were counted, by product: a row twice is one idea.
    ideas_seen: BTreeSet<(String, IdeaStage, Date)>,
    /// The recognitions of each product, by its key.
    recognitions: BTreeMap<String, Vec<RegisterEntry<Labels>>>,
    /// What tells the results that were counted apart: their product, their day, their level. Whether
    /// a result was counted before, only all of them tell: of each a digest is kept, not its words.
    results_seen: BTreeSet<u128>,
    alike: Alike,
    rows: Rows,
    keys: Keys,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum IdeaStage {
    Registered,
    Appraised,
    Accepted,
}

/// What a line may be that names its format.
const COUNTED: &[&str] = &[RATING_FORMAT, TALLY_FORMAT, REGISTER_FORMAT];

/// What a recognition is counted under.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Labels {
    province: Option<String>,
    sector: Option<String>,
    set: Option<String>,
}

impl Stats {
    /// Counts a product in its province.
    fn place(&mut self, province: Option<String>) {
        match province {
            Some(province) => self.province.add(province),
            None => self.unplaced = self.unplaced.saturating_add(1),
        }
    }

    /// Nothing counted yet.
    #[must_use]
    pub fn new(library: &Library, request: StatsRequest) -> Self {
        Self {
            library: library.clone(),
            keys: Keys::of(library),
            request,
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
            unplaced: 0,
            year: Tallied::default(),
            totals: [0; 10],
            near: NearMisses::default(),
            unmet: Tallied::default(),
            zeros: Tallied::default(),
            other_files: Tallied::default(),
            ideas_seen: BTreeSet::new(),
            recognitions: BTreeMap::new(),
            results_seen: BTreeSet::new(),
            alike: Alike::default(),
            rows: Rows::default(),
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
                let code = NoticeCode::CriteriaFilesDiffer;
                if rating.notices.iter().any(|n| n.code == code) {
                    self.other_files.add(rating.criteria.clone().into_owned());
                }
                self.rating(&rating);
                self.seen(number, [key_of_rating(&rating)].into_iter().flatten());
            }
            Some(Node::Text(name)) if name == TALLY_FORMAT => {
                let tally = self.library.read_tally(bytes)?;
                if tally.of_other_files().next().is_some() {
                    self.other_files.add(tally.criteria.clone().into_owned());
                }
                self.tally(&tally);
                self.seen(number, keys_of_tally(&tally));
            }
            Some(Node::Text(name)) if name == ERRORS_FORMAT => {
                self.refused = self.refused.saturating_add(1);
            }
            Some(found @ Node::Text(name)) if name != REGISTER_FORMAT => {
                // another format, or another version of one of these
                let another = json::another_format_than(&node, COUNTED);
                let wanted = COUNTED.iter().find(|f| json::is_of_kind(f, name));
                let wanted = wanted.unwrap_or(&REGISTER_FORMAT);
                let other = || json::not_the_format(Some(found), wanted);
                return Err(another.unwrap_or_else(other).into());
            }
            _ => self.count(number, &Record::parse(bytes)?)?,
        }
        Ok(())
    }

    /// Tells of a line that holds a result counted before: a file given twice, or two results of one
    /// product, would otherwise look like more products.
    fn seen(&mut self, number: u64, keys: impl Iterator<Item = String>) {
        let again = keys.fold(false, |again, key| {
            let new = self.results_seen.insert(json::short_digest(key.as_bytes()));
            again || !new
        });
        if again {
            self.rows.again(self.at(number));
        }
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
}

/// What tells a rating apart from those of other products and days; none where it does not name its
/// product and day.
fn key_of_rating(rating: &RatingReport<'_>) -> Option<String> {
    let day = rating.assessed_on?;
    let product = product_key(rating.product.as_ref()?, rating.producer.as_ref())?;
    Some(format!("rating {day} {product}"))
}

/// The same of each product of a tally whose result stands.
fn keys_of_tally(tally: &TallyReport<'_>) -> impl Iterator<Item = String> {
    let sitting = tally.held_on.map(|day| (day, tally.level));
    let standing = tally.products.iter().filter(|p| p.stands);
    standing.filter_map(move |p| {
        let (day, level) = sitting?;
        let product = product_key(p.product.as_ref()?, p.producer.as_ref())?;
        Some(format!("tally {day} {level:?} {product}"))
    })
}

/// A product by its code, else by its name and its producer's.
fn product_key(product: &Product<'_>, producer: Option<&Producer<'_>>) -> Option<String> {
    let filled = |text: &&str| !text.trim().is_empty();
    if let Some(code) = product.code.as_deref().filter(|code| is_code(code)) {
        return Some(code_key(code));
    }
    let name = product.name.as_deref().filter(filled)?;
    let of = producer.and_then(|p| p.name.as_deref()).filter(filled)?;
    Some(format!("{} / {}", slug(name), slug(of)))
}

fn set_name(criteria: &str, set: &ProductSet) -> String {
    format!("{criteria}/{:02} {}", set.number().get(), set.name())
}
