//! Which product set it is: all of them, as the annex groups them.

use askama::Template;
use axum::Extension;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;

use crate::pages::head;
use crate::pages::seen::{Head, Seen};
use crate::pages::words::Words;
use crate::service::Fault;
use crate::service::self_assessment::SelfAssessment;

#[derive(Template)]
#[template(path = "self-assessment.html")]
struct Page {
    w: Words,
    head: Head,
    /// Whether this server has the page that works by itself.
    alone: bool,
    decisions: Vec<Decision>,
}

struct Decision {
    id: String,
    title: String,
    sectors: Vec<Sector>,
}

struct Sector {
    name: String,
    /// Number and name.
    sets: Vec<(String, String)>,
}

/// The product sets of each decision, the latest first.
pub(crate) async fn choose(
    State(engine): State<SelfAssessment>,
    Extension(seen): Extension<Seen>,
) -> Result<Response, Fault> {
    let lang = seen.w.lang;
    let mut decisions = Vec::new();
    for (version, sets) in engine.versions()? {
        let mut sectors: Vec<Sector> = Vec::new();
        for set in sets {
            let name = set.classification.sector.get(lang);
            let line = (set.product_set.to_string(), set.name.get(lang).to_owned());
            match sectors.iter_mut().find(|s| s.name == name) {
                Some(sector) => sector.sets.push(line),
                None => sectors.push(Sector {
                    name: name.to_owned(),
                    sets: vec![line],
                }),
            }
        }
        decisions.push(Decision {
            id: version.id().to_string(),
            title: version.instrument()?.file().number.clone(),
            sectors,
        });
    }
    let page = Page {
        w: seen.w,
        head: seen.head(),
        alone: engine.page().is_some(),
        decisions,
    };
    Ok(head::page(StatusCode::OK, &page))
}
