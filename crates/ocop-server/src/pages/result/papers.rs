//! The papers of a closed round.

use std::collections::BTreeMap;

use axum::Extension;
use axum::extract::{Path, Query, State};
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse as _, Response};
use serde_json::{Value, json};

use crate::pages::head::{self, save_as};
use crate::pages::seen::Seen;
use crate::pages::words::Words;
use crate::service::{Evening, Fault};

/// A paper: its name in an address, what it is called, and the forms that this build writes it in.
pub(super) struct Paper {
    pub(super) name: &'static str,
    pub(super) title: &'static str,
    pub(super) forms: &'static [(&'static str, &'static str)],
}

/// The forms to keep, by the names that people know them by.
#[cfg(feature = "pdf")]
const FORMS: &[(&str, &str)] = &[("docx", "Word"), ("pdf", "PDF")];
#[cfg(not(feature = "pdf"))]
const FORMS: &[(&str, &str)] = &[("docx", "Word")];

/// Tables open in a spreadsheet too.
#[cfg(feature = "pdf")]
const TABLES: &[(&str, &str)] = &[("docx", "Word"), ("xlsx", "Excel"), ("pdf", "PDF")];
#[cfg(not(feature = "pdf"))]
const TABLES: &[(&str, &str)] = &[("docx", "Word"), ("xlsx", "Excel")];

/// Every paper of a closed round.
pub(super) const fn papers(w: Words) -> [Paper; 9] {
    const fn paper(
        name: &'static str,
        title: &'static str,
        forms: &'static [(&'static str, &'static str)],
    ) -> Paper {
        Paper { name, title, forms }
    }
    [
        paper("minutes", w.minutes(), FORMS),
        paper("tally", w.tally(), TABLES),
        paper("summary", w.tally_summary(), TABLES),
        paper("synthesis", w.synthesis(), TABLES),
        paper("next", w.next_steps(), FORMS),
        paper("submission", w.submission(), FORMS),
        paper("decision", w.decision(), FORMS),
        paper("letter", w.letter(), FORMS),
        paper("notice", w.notice_paper(), FORMS),
    ]
}

/// A paper of a closed round: the minutes, the tally, what happens next.
pub(crate) async fn paper(
    State(evening): State<Evening>,
    Extension(seen): Extension<Seen>,
    Path((id, paper)): Path<(String, String)>,
    Query(query): Query<BTreeMap<String, String>>,
) -> Result<Response, Fault> {
    let (_, file) = evening.closed(&id).await?;
    let mut input = file.to_string().into_bytes();
    if papers(seen.w).iter().all(|p| p.name != paper) {
        return Err(Fault::NotFound);
    }
    let call = |name: &str, input: &[u8], options: &Value| {
        let options = options.to_string();
        ocop_operations::call(&evening.library, name, input, options.as_bytes())
            .map_err(|refusal| Fault::from(refusal.problems))
    };
    if paper == "next" {
        input = call("tally", &input, &json!({}))?.bytes;
    }
    let format = query.get("format").map_or("html", String::as_str);
    let lang = query.get("lang").map_or(seen.w.tag(), String::as_str);
    let mut options = json!({"document": paper, "format": format, "lang": lang});
    if paper == "next" {
        // deadlines are counted in working days
        let behind = json!({"holidays": evening.holidays().await?});
        if let Some(fields) = options.as_object_mut() {
            fields.insert("options".to_owned(), behind);
        }
    }
    let reply = call("document", &input, &options)?;
    let mut response = reply.bytes.into_response();
    let headers = response.headers_mut();
    headers.insert(
        header::CONTENT_TYPE,
        HeaderValue::from_static(reply.media_type),
    );
    if format == "html" {
        return Ok(head::paper(response));
    }
    save_as(headers, &format!("{paper}-{id}.{}", extension(format)));
    Ok(response)
}

fn extension(format: &str) -> &str {
    match format {
        "text" => "txt",
        other => other,
    }
}
