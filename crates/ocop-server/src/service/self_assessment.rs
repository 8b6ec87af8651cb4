//! A producer's own assessment: worked out and handed back. Nothing of it is kept.

use std::net::IpAddr;
use std::sync::Arc;
use std::time::Instant;

use ocop::criteria::{CriteriaVersion, SetReport};
use ocop::{AssessOptions, Library, RatingReport};
use ocop_operations::{Refusal, Reply, document};
use ocop_text::Document;
use serde_json::{Value, json};
use tokio::sync::Semaphore;

use super::Fault;
use super::sheets::{Wrong, at_criterion};
use crate::api::Limits;
use crate::domain::said_of;
use crate::domain::self_assessment::Dossier;
use crate::infra::throttle::Throttle;

/// What the page of a producer works with: the engine, and what one visitor may cost.
#[derive(Debug, Clone)]
pub(crate) struct SelfAssessment(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    library: Library,
    places: Semaphore,
    throttle: Throttle<IpAddr>,
    /// The page that works by itself, with the engine inside it, where this server has one.
    page: Option<Vec<u8>>,
}

impl SelfAssessment {
    pub(crate) fn new(library: Library, limits: &Limits, page: Option<Vec<u8>>) -> Self {
        Self(Arc::new(Inner {
            places: Semaphore::new(limits.at_a_time),
            throttle: Throttle::new(limits.per_second, limits.burst),
            library,
            page,
        }))
    }

    pub(crate) fn page(&self) -> Option<&[u8]> {
        self.0.page.as_deref()
    }

    /// The decisions with their sets, the latest first.
    pub(crate) fn versions(&self) -> Result<Vec<(&CriteriaVersion, Vec<SetReport>)>, Fault> {
        let mut found = Vec::new();
        for version in self.0.library.versions() {
            let from = version.instrument()?.file().in_force.from;
            let numbers = version.set_numbers();
            let sets = numbers.map(|n| version.show(version.set(n)?));
            found.push((from, version.as_ref(), sets.collect::<Result<_, _>>()?));
        }
        found.sort_by_key(|(from, ..)| std::cmp::Reverse(*from));
        Ok(found.into_iter().map(|(_, v, sets)| (v, sets)).collect())
    }

    /// The sheet of a set, by version and by number or name.
    pub(crate) fn set(&self, version: &str, set: &str) -> Result<SetReport, Fault> {
        let found = self.0.library.version(version).ok();
        let found = found.and_then(|v| v.show(v.product_set(set).ok()?).ok());
        found.ok_or(Fault::NotFound)
    }

    /// The sheet that a dossier is answered by: that of its criteria, of the law of its day, or of the
    /// latest decision.
    pub(crate) fn set_of(&self, dossier: &Dossier) -> Result<SetReport, Fault> {
        let set = said_of(dossier, "product_set");
        let text = |field: &str| dossier.get(field).and_then(Value::as_str);
        if let Some(version) = text("criteria") {
            let version = self.0.library.version(version)?;
            return Ok(version.show(version.product_set(&set)?)?);
        }
        let on = text("assessed_on").and_then(ocop::parse_date);
        let dates = ocop::DossierDates::default().on(on);
        let resolved = on.and_then(|_| self.0.library.resolve(&dates).ok());
        let version = match resolved {
            Some(found) => self.0.library.version(found.criteria.as_str())?,
            None => {
                let name = ocop_operations::SetSelector::from(set.as_str());
                let (version, _) = name.find(&self.0.library)?;
                version
            }
        };
        Ok(version.show(version.product_set(&set)?)?)
    }

    /// What a dossier comes to, or what is wrong with it. A page of a decision is answered by that
    /// decision, whatever its day.
    pub(crate) fn rate(&self, dossier: &Dossier) -> Result<RatingReport<'static>, Vec<Wrong>> {
        let bytes = Value::Object(dossier.clone()).to_string();
        let options = AssessOptions::default().criteria(self.version(dossier));
        match self.0.library.assess_json(bytes.as_bytes(), &options) {
            Ok(assessment) => Ok(assessment.full().into_owned()),
            Err(problems) => Err(problems.iter().map(at_criterion).collect()),
        }
    }

    fn version(&self, dossier: &Dossier) -> Option<ocop::VersionId> {
        let named = dossier.get("criteria").and_then(Value::as_str)?;
        let version = self.0.library.version(named).ok()?;
        Some(version.id().clone())
    }

    /// A document of a dossier, in a form.
    pub(crate) async fn document(
        &self,
        from: IpAddr,
        dossier: &Dossier,
        (kind, format, lang): (&str, &str, &str),
    ) -> Result<Reply, Fault> {
        let options = self.options(
            dossier,
            json!({"document": kind, "format": format, "lang": lang}),
        );
        let call = move |library: &Library, input: &[u8]| {
            ocop_operations::call(library, "document", input, options.as_bytes())
        };
        self.worked(from, dossier, call).await
    }

    /// The way of a dossier to the next stars, as a piece of a page.
    pub(crate) async fn plan(
        &self,
        from: IpAddr,
        dossier: &Dossier,
        lang: &str,
    ) -> Result<Document, Fault> {
        let options = self.options(dossier, json!({"document": "plan", "lang": lang}));
        let options = serde_json::from_str(&options).map_err(|_| Fault::NotFound)?;
        let call =
            move |library: &Library, input: &[u8]| document::document(library, input, &options);
        self.worked(from, dossier, call).await
    }

    /// The options of a document under the decision that the dossier names, whatever its day.
    fn options(&self, dossier: &Dossier, mut options: Value) -> String {
        if let (Some(version), Some(fields)) = (self.version(dossier), options.as_object_mut()) {
            let form = fields
                .get("document")
                .and_then(Value::as_str)
                .is_some_and(|kind| kind.starts_with("form-"));
            let field = if form { "version" } else { "criteria" };
            let behind = json!({field: version.to_string()});
            fields.insert("options".to_owned(), behind);
        }
        options.to_string()
    }

    /// Works on a dossier within what one visitor may cost.
    async fn worked<T: Send + 'static>(
        &self,
        from: IpAddr,
        dossier: &Dossier,
        work: impl FnOnce(&Library, &[u8]) -> Result<T, Refusal> + Send + 'static,
    ) -> Result<T, Fault> {
        let inner = &self.0;
        let free = inner.throttle.take(from, Instant::now());
        free.map_err(|_| Fault::Wait)?;
        let _place = inner.places.acquire().await.map_err(|_| Fault::Wait)?;
        let input = Value::Object(dossier.clone()).to_string();
        let library = inner.library.clone();
        let done = tokio::task::spawn_blocking(move || work(&library, input.as_bytes())).await;
        let done = done.map_err(|_| Fault::Wait)?;
        done.map_err(|refusal| Fault::from(refusal.problems))
    }
}
