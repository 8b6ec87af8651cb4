//! What is audited, and what an audit tells.

use std::fmt;
use std::fs;
use std::path::Path;

use ocop::criteria::files::{InstrumentFile, SetFile};
use serde::de::DeserializeOwned;

pub(super) const VERSION: &str = "criteria/qd-26-2026";

/// The data of a version, so far as it is audited.
pub struct Data {
    /// The decision itself.
    pub instrument: InstrumentFile,
    /// Its product sets.
    pub sets: Vec<SetFile>,
}

impl Data {
    pub(super) fn load(folder: &Path) -> Result<Self, String> {
        let instrument = parse(&folder.join("instrument.json"))?;
        let sets = folder.join("sets");
        let mut paths = Vec::new();
        for entry in fs::read_dir(&sets).map_err(|e| format!("{}: {e}", sets.display()))? {
            paths.push(entry.map_err(|e| e.to_string())?.path());
        }
        paths.sort();
        let sets = paths
            .iter()
            .map(|path| parse(path))
            .collect::<Result<_, _>>()?;
        Ok(Self { instrument, sets })
    }
}

pub(super) fn parse<T: DeserializeOwned>(path: &Path) -> Result<T, String> {
    serde_json::from_str(&read(path)?).map_err(|e| format!("{}: {e}", path.display()))
}

pub(super) fn read(path: &Path) -> Result<String, String> {
    fs::read_to_string(path).map_err(|e| format!("{}: {e}", path.display()))
}

/// What an audit found. Its counts are those of the transcript.
pub struct Report {
    /// Differences without an erratum, and errata that are not true: a line each.
    pub findings: Vec<String>,
    /// Differences, covered or not.
    pub differences: usize,
    /// Differences that errata cover.
    pub covered: usize,
    pub(super) sheets: usize,
    pub(super) criteria: usize,
    pub(super) levels: usize,
    pub(super) marks: usize,
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for finding in &self.findings {
            writeln!(f, "{finding}")?;
        }
        let Self {
            sheets,
            criteria,
            levels,
            marks,
            differences,
            covered,
            ..
        } = self;
        write!(
            f,
            "{sheets} sheets, {criteria} criteria, {levels} levels, {marks} star marks; \
             {differences} differences, {covered} covered by errata"
        )
    }
}
