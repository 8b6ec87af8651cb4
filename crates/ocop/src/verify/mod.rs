//! A result held against what it rests on, years later: which criteria, which dossier or session,
//! which version of the engine; and whether every figure still follows from them.
//!
//! A result is made again from the dossier or session and compared field by field, so that a figure
//! changed by hand is found whatever the digests say.

mod differences;
mod report;

use std::sync::Arc;

use serde::Serialize;
use serde_json::Value;

use crate::assess::AssessOptions;
use crate::council::{MAX_SESSION_BYTES, SheetFile, TALLY_FORMAT, TallyReport};
use crate::criteria::CriteriaVersion;
use crate::json::{self, Node};
use crate::library::Library;
use crate::notice::NoticeCode;
use crate::problem::{Code, Problem, Problems};
use crate::rating::{RATING_FORMAT, RatingReport};

use differences::Differences;
pub use report::{
    Check, CheckKind, CheckResult, Difference, VERIFICATION_FORMAT, Verification, Verified,
};

impl Library {
    /// The criteria of this digest ([`CriteriaVersion::digest`]).
    #[must_use]
    pub fn by_digest(&self, digest: &str) -> Option<&Arc<CriteriaVersion>> {
        self.versions().find(|c| c.digest() == digest)
    }

    /// Whether a digest is that of another version than the one that a result names.
    pub(crate) fn is_of_another(&self, version: &CriteriaVersion, digest: &str) -> bool {
        let mut others = self.versions().filter(|c| c.id() != version.id());
        others.any(|c| c.digest() == digest)
    }

    /// Holds a rating (`ocop-rating/1`) against its dossier.
    ///
    /// ```
    /// use ocop::{AssessOptions, Library};
    /// let library = Library::embedded();
    /// let dossier = br#"{"criteria": "qd-26-2026", "product_set": 1, "answers": {"1.1": 3}}"#;
    /// let rating = library.assess_json(dossier, &AssessOptions::default())?;
    /// let mut rating = serde_json::to_value(rating.full()).unwrap();
    /// assert!(library.verify_rating(rating.to_string().as_bytes(), dossier)?.agrees);
    ///
    /// rating["points"] = 90.into();
    /// let found = library.verify_rating(rating.to_string().as_bytes(), dossier)?;
    /// assert!(!found.agrees && found.differences[0].path == "/points");
    /// # Ok::<(), ocop::Problems>(())
    /// ```
    ///
    /// # Errors
    ///
    /// The rating is none, or cannot be read. A dossier that is refused is told in the verification.
    pub fn verify_rating(&self, rating: &[u8], dossier: &[u8]) -> Result<Verification, Problems> {
        let stated = Stated::read(rating, RATING_FORMAT)?;
        let report: RatingReport<'_> = stated.typed()?;
        let digests = report.digests.as_ref();
        let stated_criteria = digests.map(|d| d.criteria.as_ref());
        let law = self.law(&report.criteria, stated_criteria);
        let mut checks = Checks::new(law, &report.criteria);
        checks.criteria(stated_criteria, digests.map(|d| d.translations.as_ref()));
        let stated_dossier = digests.map(|d| d.dossier.as_ref());
        let found = digest_of_text(dossier, json::MAX_BYTES);
        checks.same(CheckKind::Dossier, stated_dossier, found.as_deref().ok());
        let again = self.rated_again(&report, law, dossier);
        checks.figures(&stated.value, again);
        checks.program(digests.map(|d| d.program.as_ref()));
        Ok(checks.finish(Verified::Rating))
    }

    /// The rating that follows from the dossier, as long or as brief as the stated one.
    fn rated_again(
        &self,
        stated: &RatingReport<'_>,
        law: Option<&Arc<CriteriaVersion>>,
        dossier: &[u8],
    ) -> Result<Value, Problems> {
        let of_itself = self.assess_json(dossier, &AssessOptions::default());
        let same = |a: &crate::Assessment| a.version().id().as_str() == stated.criteria;
        let asked = |id: crate::VersionId| {
            let options = AssessOptions {
                criteria: Some(id),
                ..AssessOptions::default()
            };
            self.assess_json(dossier, &options)
        };
        let assessment = match (of_itself, law) {
            (Ok(assessment), _) if same(&assessment) => assessment,
            // it was rated under another version than its own dates tell
            (_, Some(law)) => asked(law.id().clone())?,
            (Ok(_), None) => return Err(not_at_hand(&stated.criteria).into()),
            (Err(problems), None) => return Err(problems),
        };
        let again = if stated.scores.is_some() {
            assessment.full()
        } else {
            assessment.brief()
        };
        value(&as_far_as_told(again, stated))
    }

    /// Holds a tally (`ocop-tally/1`) against its session, with members' sheets that are files of
    /// their own.
    ///
    /// # Errors
    ///
    /// The tally is none, or cannot be read. A session that is refused is told in the verification.
    pub fn verify_tally(
        &self,
        tally: &[u8],
        session: &[u8],
        sheets: &[SheetFile<'_>],
    ) -> Result<Verification, Problems> {
        let stated = Stated::read(tally, TALLY_FORMAT)?;
        let report: TallyReport<'_> = stated.typed()?;
        let digests = &report.digests;
        let told = |text: &str| !text.is_empty();
        let stated_criteria = Some(digests.criteria.as_ref()).filter(|d| told(d));
        let law = self.law(&report.criteria, stated_criteria);
        let mut checks = Checks::new(law, &report.criteria);
        checks.criteria(stated_criteria, Some(digests.translations.as_ref()));
        let found = digest_of_text(session, MAX_SESSION_BYTES);
        let session_digest = Some(digests.session.as_ref());
        checks.same(CheckKind::Session, session_digest, found.as_deref().ok());
        let again = self.tally_json(session, sheets);
        if let Ok(again) = &again
            && !(digests.sheets.is_empty() && again.digests.sheets.is_empty())
        {
            checks.sheets(digests.sheets == again.digests.sheets);
        }
        let mut told = stated.value.clone();
        without_files(&mut told);
        let again = again.and_then(|tally| {
            let mut again = value(&tally)?;
            without_files(&mut again);
            Ok(again)
        });
        checks.figures(&told, again);
        checks.program(Some(digests.program.as_ref()));
        Ok(checks.finish(Verified::Tally))
    }

    /// The criteria that a result rests on: those of its digest, else those of its name.
    fn law(&self, id: &str, digest: Option<&str>) -> Option<&Arc<CriteriaVersion>> {
        let by_digest = digest.and_then(|d| self.by_digest(d));
        by_digest.or_else(|| self.version_named(id))
    }
}

/// A result as its text states it.
struct Stated<'t> {
    text: &'t str,
    value: Value,
}

impl<'t> Stated<'t> {
    fn read(bytes: &'t [u8], format: &'static str) -> Result<Self, Problems> {
        let text = json::text(bytes, MAX_SESSION_BYTES)?;
        let node = json::parse(text)?;
        let found = match &node {
            Node::Object(fields) => fields.iter().find(|(k, _)| k == "format").map(|(_, v)| v),
            _ => None,
        };
        if !matches!(found, Some(Node::Text(name)) if name == format) {
            return Err(json::not_the_format(found, format).into());
        }
        let mut repeated = Problems::new();
        repeated_keys(&node, "", &mut repeated);
        repeated.or(())?;
        let value = serde_json::from_str(text).map_err(|e| not_read(Some(text), &e))?;
        Ok(Self { text, value })
    }

    fn typed<T: serde::Deserialize<'t>>(&self) -> Result<T, Problems> {
        json::from_str(self.text).map_err(|e| not_read(Some(self.text), &e).into())
    }
}

/// A key that stands twice says two things: no reader may choose one.
fn repeated_keys(node: &Node<'_>, path: &str, problems: &mut Problems) {
    match node {
        Node::Object(fields) => {
            let mut seen = std::collections::BTreeSet::new();
            for (key, value) in fields {
                let below = json::pointer(path, key);
                if !seen.insert(key.as_ref()) {
                    problems.push(json::repeated(&below, key));
                }
                repeated_keys(value, &below, problems);
            }
        }
        Node::List(list) => {
            for (i, item) in list.iter().enumerate() {
                repeated_keys(item, &json::pointer(path, i), problems);
            }
        }
        _ => {}
    }
}

/// Leaves out whose rating it is where the stated one says nothing of it, as those of earlier versions
/// do.
fn as_far_as_told<'r>(again: RatingReport<'r>, stated: &RatingReport<'_>) -> RatingReport<'r> {
    let told = stated.id.is_some()
        || stated.producer.is_some()
        || stated.registration.is_some()
        || stated.assessed_on.is_some();
    if told {
        return again;
    }
    RatingReport {
        id: None,
        producer: None,
        registration: None,
        assessed_on: None,
        ..again
    }
}

/// Leaves out the files that were passed over: what else lies in a folder says nothing of a result,
/// and the tally itself may lie there by now.
fn without_files(tally: &mut Value) {
    let code = NoticeCode::FilePassedOver.as_str();
    let Some(Value::Array(notices)) = tally.get_mut("notices") else {
        return;
    };
    notices.retain(|n| n.get("code").and_then(Value::as_str) != Some(code));
    if let (true, Value::Object(fields)) = (notices.is_empty(), tally) {
        fields.remove("notices");
    }
}

fn not_read(text: Option<&str>, error: &serde_json::Error) -> Problem {
    json::not_read(
        "Không đọc được kết quả",
        "The result cannot be read",
        text,
        error,
    )
}

fn not_at_hand(criteria: &str) -> Problem {
    let short = json::shortened(criteria);
    Problem::new(
        Code::CriteriaNotAvailable,
        "/criteria",
        format!("Không có sẵn bộ tiêu chí \"{short}\" để tính lại."),
        format!("The criteria \"{short}\" are not at hand to rate it again."),
    )
    .with_found(&*short)
}

fn value(report: &impl Serialize) -> Result<Value, Problems> {
    serde_json::to_value(report).map_err(|e| not_read(None, &e).into())
}

/// The digest of a JSON text in its canonical form. Text that is no JSON has none.
fn digest_of_text(bytes: &[u8], limit: usize) -> Result<String, Problems> {
    Ok(json::digest(&json::parse(json::text(bytes, limit)?)?))
}

/// The checks of a verification, in the order they are made.
struct Checks<'l> {
    law: Option<&'l Arc<CriteriaVersion>>,
    name: String,
    made: Vec<Check>,
    differences: Differences,
    errors: Vec<Problem>,
}

impl<'l> Checks<'l> {
    fn new(law: Option<&'l Arc<CriteriaVersion>>, name: &str) -> Self {
        Self {
            law,
            name: json::shortened(name).into_owned(),
            made: Vec::new(),
            differences: Differences::default(),
            errors: Vec::new(),
        }
    }

    fn criteria(&mut self, digest: Option<&str>, translations: Option<&str>) {
        self.same(CheckKind::Criteria, digest, self.law.map(|c| c.digest()));
        let words = self.law.and_then(|c| c.translations_digest());
        self.same(CheckKind::Translations, translations, words);
    }

    /// Holds what the result states against what is at hand.
    fn same(&mut self, check: CheckKind, stated: Option<&str>, found: Option<&str>) {
        let stated = stated.filter(|s| !s.is_empty());
        let result = match (stated, found) {
            (None, _) => CheckResult::NotStated,
            (Some(_), None) => CheckResult::NotKnown,
            (Some(stated), Some(found)) if stated == found => CheckResult::Agrees,
            _ => CheckResult::Differs,
        };
        self.made.push(Check {
            check,
            result,
            stated: stated.map(|s| s.chars().take(100).collect()),
            found: found.map(str::to_owned),
            places: None,
        });
    }

    fn sheets(&mut self, agree: bool) {
        let result = if agree {
            CheckResult::Agrees
        } else {
            CheckResult::Differs
        };
        self.push(CheckKind::Sheets, result, None);
    }

    fn program(&mut self, stated: Option<&str>) {
        self.same(CheckKind::Program, stated, Some(crate::VERSION));
    }

    fn push(&mut self, check: CheckKind, result: CheckResult, places: Option<usize>) {
        self.made.push(Check {
            check,
            result,
            stated: None,
            found: None,
            places,
        });
    }

    /// Holds every figure against what follows from the dossier or session.
    fn figures(&mut self, stated: &Value, again: Result<Value, Problems>) {
        let again = match again {
            Ok(again) => again,
            Err(problems) => {
                self.errors = problems.into_iter().collect();
                self.push(CheckKind::Figures, CheckResult::NotKnown, None);
                return;
            }
        };
        self.differences = Differences::between(stated, &again);
        for (check, count) in [
            (CheckKind::Figures, self.differences.figures),
            (CheckKind::Words, self.differences.words),
        ] {
            let result = if count == 0 {
                CheckResult::Agrees
            } else {
                CheckResult::Differs
            };
            self.push(check, result, Some(count).filter(|n| *n > 0));
        }
    }

    fn finish(self, of: Verified) -> Verification {
        let sound = |check: &Check| {
            let stands = matches!(check.result, CheckResult::Agrees | CheckResult::NotStated);
            stands || !check.check.decides()
        };
        Verification {
            format: VERIFICATION_FORMAT.into(),
            of,
            criteria: self.name,
            agrees: self.made.iter().all(sound),
            checks: self.made,
            differences: self.differences.listed,
            more_differences: self.differences.more,
            errors: self.errors,
        }
    }
}
