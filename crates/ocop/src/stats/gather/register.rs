//! Counting the rows of a register.

use std::borrow::Cow;

use crate::certificate::{Record, RegisterEntry, RegisterLine};
use crate::problem::Problems;

use super::super::request::ProvinceOf;

use super::{IdeaStage, Labels, Stats, set_name};

impl Stats {
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

    pub(super) fn count(&mut self, line: u64, record: &Record<'_>) -> Result<(), Problems> {
        if let Some(facts) = record.facts() {
            self.library.check_certificate(&facts)?;
        }
        let key = self.keys.key(record);
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
            province: self.request.province_of(match &record.province {
                Some(name) if !name.is_empty() => ProvinceOf::Named(name),
                _ => ProvinceOf::Code(record.code.as_deref().unwrap_or_default()),
            }),
            sector: sector.or_else(|| set.as_ref().map(|s| s.file().classification.sector.clone())),
            set: set.zip(criteria).map(|(s, c)| set_name(c, &s)),
        };
        let at = self.at(line);
        self.rows.add(&self.library, &mut self.keys, record, at);
        if let Some(entry) = RegisterEntry::new(record, at, labels) {
            self.alike.add(record, &key, at);
            self.recognitions.entry(key).or_default().push(entry);
        }
        Ok(())
    }

    /// A line of a file, in both languages.
    pub(super) fn named(&self, at: RegisterLine) -> (String, String) {
        let line = at.line;
        let (vi, en) = (format!("dòng {line}"), format!("line {line}"));
        let file = at.file.checked_sub(1).and_then(|i| self.files.get(i));
        match file.filter(|_| self.files.len() > 1) {
            Some(file) => (format!("\"{file}\" {vi}"), format!("\"{file}\" {en}")),
            None => (vi, en),
        }
    }
}
