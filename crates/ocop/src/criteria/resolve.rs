//! Which law applies on a date: the decision in force, and the transition from the one before.

use std::borrow::Cow;
use std::sync::Arc;

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::day;
use crate::ids::VersionId;
use crate::library::Library;
use crate::problem::{Code, Problem};
use crate::text::Text;

use super::dates::{DossierDates, out_of_order};
use super::files::{InstrumentFile, Transition};
use super::version::CriteriaVersion;

/// The name of the format that a resolution is printed in.
pub const RESOLUTION_FORMAT: &str = "ocop-resolution/1";

/// Why a version applies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Applicability {
    /// It is the latest decision in force on the day.
    InForce,
    /// The dossier was lodged under it and is finished within the period of transition.
    Transition,
    /// The dossier was lodged before it, but the period of transition is over.
    TransitionOver,
}

/// Which version applies, and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[non_exhaustive]
pub struct Resolution {
    /// Always `ocop-resolution/1`.
    pub format: Cow<'static, str>,
    /// The version that applies.
    pub criteria: VersionId,
    /// Why.
    pub because: Applicability,
    /// Why, in a sentence.
    pub reason: Text,
    /// The article.
    pub source: String,
}

impl Library {
    /// The version that applies at these dates.
    ///
    /// The latest decision in force on the day of the assessment applies, unless the dossier was
    /// lodged before that decision and is finished within its period of transition (Art. 12.2).
    /// Without a day of assessment the day of lodging stands for it.
    ///
    /// ```
    /// use ocop::{Library, DossierDates};
    /// let on = Some("2026-09-15".parse()?);
    /// let resolution = Library::embedded().resolve(&DossierDates::default().on(on)).unwrap();
    /// assert_eq!(resolution.criteria.as_str(), "qd-26-2026");
    /// # Ok::<(), jiff::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// No date at all, dates out of order, a date before every decision, a law whose criteria are
    /// not at hand, or a kind of registration that is needed and not given.
    pub fn resolve(&self, dates: &DossierDates) -> Result<Resolution, Problem> {
        self.decide(dates).map(|decided| decided.explain())
    }

    /// Which version applies, without the words that most ratings never need.
    pub(crate) fn decide(&self, dates: &DossierDates) -> Result<Decided<'_>, Problem> {
        let Some(day) = dates.day() else {
            let from =
                |c: &&Arc<CriteriaVersion>| c.instrument().map(|i| i.file.in_force.from).ok();
            let example = self.versions().max_by_key(from);
            let example = example.map_or_else(String::new, |c| format!(": \"{}\"", c.id()));
            return Err(Problem::new(
                Code::CriteriaUnresolved,
                "/criteria",
                "Không có \"criteria\" và không có ngày nào để xác định văn bản áp dụng.",
                "There is neither \"criteria\" nor a date to tell which decision applies.",
            )
            .with_help(
                format!("Thêm \"criteria\"{example}, hoặc \"assessed_on\"."),
                format!("Add \"criteria\"{example}, or \"assessed_on\"."),
            ));
        };
        out_of_order(dates)?;
        let instruments = || {
            self.versions()
                .filter_map(|c| c.instrument().ok())
                .map(|i| &i.file)
        };
        let in_force = instruments()
            .filter(|i| i.in_force.from <= day && i.in_force.until.is_none_or(|until| day <= until))
            .max_by_key(|i| i.in_force.from);
        let Some(instrument) = in_force else {
            return Err(no_law(&instruments().collect::<Vec<_>>(), day));
        };
        let rule = transition(instrument, dates, day)?;
        let (version, because) = match rule {
            Some(rule) if day <= rule.finished_by => (&rule.applies, Applicability::Transition),
            Some(_) => (&instrument.criteria, Applicability::TransitionOver),
            None => (&instrument.criteria, Applicability::InForce),
        };
        let source = rule.map_or(&instrument.in_force.source, |r| &r.source);
        match self.get(version) {
            Some(version) => Ok(Decided {
                version,
                because,
                source,
                instrument,
                rule,
            }),
            None => Err(not_available(version, source)),
        }
    }
}

/// Which version applies, before it is put into words.
pub(crate) struct Decided<'l> {
    pub version: &'l Arc<CriteriaVersion>,
    because: Applicability,
    source: &'l str,
    instrument: &'l InstrumentFile,
    rule: Option<&'l Transition>,
}

impl Decided<'_> {
    /// The same with the reason in a sentence.
    pub(crate) fn explain(&self) -> Resolution {
        let Self { instrument, .. } = self;
        let (vi, en) = match (self.because, self.rule) {
            (Applicability::Transition, Some(rule)) => (
                format!(
                    "Hồ sơ nộp trước {} và hoàn thành chậm nhất {}: áp dụng quy định cũ.",
                    day::vi(rule.submitted_before),
                    day::vi(rule.finished_by)
                ),
                format!(
                    "Lodged before {} and finished by {}: the older rules go on.",
                    day::en(rule.submitted_before),
                    day::en(rule.finished_by)
                ),
            ),
            (Applicability::TransitionOver, Some(rule)) => (
                format!(
                    "Hồ sơ nộp trước {} nhưng đến hết {} chưa hoàn thành: áp dụng {}.",
                    day::vi(rule.submitted_before),
                    day::vi(rule.finished_by),
                    instrument.number
                ),
                format!(
                    "Lodged before {} but not finished by {}: {} applies.",
                    day::en(rule.submitted_before),
                    day::en(rule.finished_by),
                    instrument.number
                ),
            ),
            _ => (
                format!(
                    "{} có hiệu lực từ {}.",
                    instrument.number,
                    day::vi(instrument.in_force.from)
                ),
                format!(
                    "{} is in force from {}.",
                    instrument.number,
                    day::en(instrument.in_force.from)
                ),
            ),
        };
        Resolution {
            format: RESOLUTION_FORMAT.into(),
            criteria: self.version.id().clone(),
            because: self.because,
            reason: Text::new(vi, en),
            source: self.source.to_owned(),
        }
    }
}

/// The rule of transition that a dossier falls under, if any.
fn transition<'i>(
    instrument: &'i InstrumentFile,
    dates: &DossierDates,
    day: Date,
) -> Result<Option<&'i Transition>, Problem> {
    let Some(submitted) = dates.submitted_on else {
        return Ok(None);
    };
    let lodged_before = || {
        instrument
            .transition
            .iter()
            .filter(|t| submitted < t.submitted_before)
    };
    match dates.kind {
        Some(kind) => Ok(lodged_before().find(|t| t.kinds.contains(&kind))),
        // Without the kind, all rules must say the same.
        None => {
            let mut rules = lodged_before();
            let Some(first) = rules.next() else {
                return Ok(None);
            };
            let same = |t: &Transition| {
                (day <= t.finished_by) == (day <= first.finished_by) && t.applies == first.applies
            };
            if rules.all(same) {
                Ok(Some(first))
            } else {
                Err(Problem::new(
                    Code::CriteriaUnresolved,
                    "/registration/kind",
                    "Cần biết loại đăng ký: thời hạn chuyển tiếp khác nhau theo loại.",
                    "The kind of registration is needed: the period of transition depends on it.",
                )
                .with_help(
                    "Loại: first, upgrade, re-rating.",
                    "Kinds: first, upgrade, re-rating.",
                )
                .with_source(first.source.clone()))
            }
        }
    }
}

fn not_available(version: &VersionId, source: &str) -> Problem {
    Problem::new(
        Code::CriteriaNotAvailable,
        "/criteria",
        format!("Áp dụng {version}, nhưng ở đây chưa có bộ tiêu chí này."),
        format!("{version} applies, but its criteria are not at hand here."),
    )
    .with_source(source)
}

fn no_law(instruments: &[&InstrumentFile], day: Date) -> Problem {
    let older = instruments
        .iter()
        .flat_map(|i| &i.replaces)
        .find(|r| day <= r.last_day && !instruments.iter().any(|i| i.criteria == r.criteria));
    if let Some(replaced) = older {
        // how far back that law reaches is known only from its own file
        let version = &replaced.criteria;
        return Problem::new(
            Code::CriteriaNotAvailable,
            "/criteria",
            format!("Vào ngày {day} áp dụng {version} hoặc văn bản cũ hơn, ở đây chưa có bộ tiêu chí ấy.", day = day::vi(day)),
            format!("On {day} {version} or an older decision applies, and its criteria are not at hand here.", day = day::en(day)),
        ).with_found(day.to_string())
        .with_source(&*replaced.source);
    }
    let problem = Problem::new(
        Code::NoLawInForce,
        "/assessed_on",
        format!(
            "Không có bộ tiêu chí nào có hiệu lực vào ngày {day}.",
            day = day::vi(day)
        ),
        format!("No criteria are in force on {day}.", day = day::en(day)),
    )
    .with_found(day.to_string());
    let first = instruments.iter().map(|i| i.in_force.from).min();
    match first.filter(|first| day < *first) {
        Some(first) => problem.with_help(
            format!(
                "Bộ tiêu chí sớm nhất có hiệu lực từ {first}.",
                first = day::vi(first)
            ),
            format!(
                "The earliest criteria are in force from {first}.",
                first = day::en(first)
            ),
        ),
        None => problem,
    }
}
