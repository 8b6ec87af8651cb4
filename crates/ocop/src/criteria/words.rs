//! The words of a version: its files, its English, and what proves what. Its product sets hold them
//! too, so that what is made of a sheet is never worded from another version.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::problem::{Code, Problem, Problems};
use crate::source::Source;
use crate::text::Text;

use super::files::{EvidenceFile, TranslationFile};

pub(in crate::criteria) const EVIDENCE: &str = "evidence.json";

pub(in crate::criteria) const ENGLISH: &str = "translations/en.json";

/// The files of a version by their path inside its folder: `sets/01.json`.
pub type CriteriaFiles = BTreeMap<String, Cow<'static, str>>;

/// Papers that prove a criterion.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[non_exhaustive]
pub struct SetEvidence {
    /// Its stable name.
    pub evidence: String,
    /// What it is about.
    pub name: Text,
    /// The papers asked for.
    pub requirement: Text,
}

/// The files of a version, and what is read of them for every text that is shown.
#[derive(Debug)]
pub(crate) struct Words {
    pub(in crate::criteria) files: CriteriaFiles,
    evidence: OnceLock<Result<Option<EvidenceFile>, Problems>>,
    english: OnceLock<Result<TranslationFile, Problems>>,
}

impl Words {
    pub(in crate::criteria) fn of(files: CriteriaFiles) -> Arc<Self> {
        Arc::new(Self {
            files,
            evidence: OnceLock::new(),
            english: OnceLock::new(),
        })
    }

    fn text(&self, path: &str) -> Result<&str, Problem> {
        let text = self.files.get(path).map(AsRef::as_ref);
        text.ok_or_else(|| missing(path))
    }

    pub(in crate::criteria) fn parse<T: for<'de> serde::Deserialize<'de>>(
        &self,
        path: &str,
    ) -> Result<T, Problems> {
        let text = self.text(path)?;
        crate::json::from_str(text).map_err(|e| syntax(path, text, &e).into())
    }

    /// Reads a file that a version may do without.
    pub(in crate::criteria) fn parse_optional<T: for<'de> serde::Deserialize<'de>>(
        &self,
        path: &str,
    ) -> Result<Option<T>, Problems> {
        let is_there = self.files.contains_key(path);
        is_there.then(|| self.parse(path)).transpose()
    }

    pub(in crate::criteria) fn evidence(&self) -> Result<Option<&EvidenceFile>, Problems> {
        held(&self.evidence, || self.parse_optional(EVIDENCE))
    }

    pub(in crate::criteria) fn english(&self) -> Result<&TranslationFile, Problems> {
        self.english
            .get_or_init(|| self.parse(ENGLISH))
            .as_ref()
            .map_err(Clone::clone)
    }

    /// As [`CriteriaVersion::translate`](super::CriteriaVersion::translate).
    pub(crate) fn translate(&self, vi: &str) -> Text {
        if let Some(en) = self.english().ok().and_then(|t| t.get(vi)) {
            return Text::new(vi, en);
        }
        match vi.parse::<Source>() {
            Ok(source) => source.text(),
            Err(_) => Text::new(vi, vi),
        }
    }

    /// As [`CriteriaVersion::papers`](super::CriteriaVersion::papers).
    pub(crate) fn papers(&self, key: &str) -> Vec<SetEvidence> {
        let table = self.evidence().ok().flatten();
        table
            .into_iter()
            .flat_map(|t| &t.evidence)
            .filter(|item| item.keys.iter().any(|k| k == key))
            .map(|item| SetEvidence {
                evidence: item.evidence.clone(),
                name: self.translate(&item.name),
                requirement: self.translate(&item.requirement),
            })
            .collect()
    }
}

/// What a file holds that a version may do without, read when it is first asked for.
pub(in crate::criteria) fn held<T>(
    place: &OnceLock<Result<Option<T>, Problems>>,
    read: impl FnOnce() -> Result<Option<T>, Problems>,
) -> Result<Option<&T>, Problems> {
    let read = place.get_or_init(read).as_ref();
    read.map(Option::as_ref).map_err(Clone::clone)
}

pub(in crate::criteria) fn missing(path: &str) -> Problem {
    let mut problem = Problem::new(Code::DataMissing, "", "Thiếu tệp.", "The file is missing.");
    problem.file = Some(path.to_owned());
    problem
}

fn syntax(path: &str, text: &str, error: &serde_json::Error) -> Problem {
    let mut problem = crate::json::not_read("Không đọc được", "Cannot be read", Some(text), error);
    problem.code = Code::DataSyntax;
    problem.file = Some(path.to_owned());
    problem
}
