//! Two versions of one sheet, side by side, and a choice.

use std::collections::BTreeSet;

use askama::Template;
use axum::http::StatusCode;
use axum::response::Response;

use ocop::criteria::SetCriterion;
use serde_json::Value;

use super::base::base;
use super::rows::worth;
use crate::domain;
use crate::domain::content::{Content, answer, beside};
use crate::pages::head;
use crate::pages::seen::{Head, Seen};
use crate::pages::words::Words;
use crate::service::sheets::Sheet;
use crate::service::shown;

#[derive(Template)]
#[template(path = "conflict.html")]
struct Conflict {
    w: Words,
    head: Head,
    base: String,
    product: String,
    member: String,
    version: i64,
    saved_at: String,
    rows: Vec<[String; 3]>,
    fields: Vec<(String, String)>,
}

/// Both versions beside each other, and a choice.
pub(super) fn conflict(seen: &Seen, stored: &Sheet, mine: &Content) -> Response {
    let w = seen.w;
    let theirs = stored.content();
    let said = |content: &Content, criterion: &SetCriterion| {
        let id = &criterion.criterion.to_string();
        let value = match answer(content, id) {
            (Some(level), _) => worth(w, criterion, level),
            (None, Some(points)) => w.points(points),
            (None, None) => w.unanswered_one().to_owned(),
        };
        let beside = [beside(content, id, "note"), beside(content, id, "evidence")];
        let beside: Vec<&str> = beside
            .iter()
            .map(String::as_str)
            .filter(|t| !t.is_empty())
            .collect();
        [&[value.as_str()][..], &beside].concat().join(" · ")
    };
    let mut rows: Vec<[String; 3]> = stored
        .set
        .criteria()
        .map(|c| {
            let id = c.criterion.to_string();
            let name = format!("{id} {}", c.name.get(w.lang));
            [name, said(&theirs, c), said(mine, c)]
        })
        .filter(|[_, a, b]| a != b)
        .collect();
    for (field, name) in [
        ("comment", w.comment()),
        ("findings", w.findings()),
        ("case", w.case()),
    ] {
        let label = |value: &Value| {
            let named = |value: &Value| {
                let known = stored.set.findings.iter();
                let known = known
                    .filter(|_| field == "findings")
                    .find(|f| *value == f.finding);
                known.map_or_else(|| domain::said(value), |f| f.label.get(w.lang).to_owned())
            };
            match value {
                Value::Array(list) => list.iter().map(named).collect::<Vec<_>>().join("; "),
                one => named(one),
            }
        };
        let value = |c: &Content| c.get(field).map_or_else(|| "–".to_owned(), label);
        if value(&theirs) != value(mine) {
            rows.push([name.to_owned(), value(&theirs), value(mine)]);
        }
    }
    let mut skipped: BTreeSet<&str> = BTreeSet::new();
    skipped.extend(["csrf", "version", "then"]);
    let page = Conflict {
        w,
        head: seen.head(),
        base: base(stored, &stored.product.id),
        product: stored.product.name.clone(),
        member: stored.member.name.clone(),
        version: stored.version(),
        saved_at: stored
            .row
            .as_ref()
            .map(|r| shown(&r.saved_at))
            .unwrap_or_default(),
        rows,
        fields: seen
            .form
            .iter()
            .filter(|(n, _)| !skipped.contains(n.as_str()))
            .cloned()
            .collect(),
    };
    head::page(StatusCode::CONFLICT, &page)
}
