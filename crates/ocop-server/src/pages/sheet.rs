//! The score sheet: criterion by criterion as the law prints it, with what it comes to beside it.

use std::collections::{BTreeMap, BTreeSet};

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Redirect, Response};
use axum::{Extension, Json};
use ocop::criteria::{SetCriterion, SetReport};
use ocop::{Lang, RatingReport, Stars, Text};
use serde_json::json;

use super::head;
use super::seen::{Head, Seen};
use super::words::Words;
use crate::domain::access::Role;
use crate::domain::content::{self, Content, answer, beside};
use crate::service::sheets::{Key, Saved, Sheet};
use crate::service::sitting::Trailed;
use crate::service::{Evening, Fault, shown};

#[derive(Template)]
#[template(path = "sheet.html")]
struct Page {
    w: Words,
    head: Head,
    about: About,
    parts: Vec<Part>,
    cases: Vec<Choice>,
    findings: Vec<Choice>,
    comment: String,
    by_points: bool,
    short: String,
    summary: String,
    /// What could not be read of a form, and why, by criterion.
    problems: Vec<(String, String)>,
}

/// What a sheet is of, and how it stands.
struct About {
    base: String,
    session: String,
    council: String,
    product: String,
    producer: String,
    set: String,
    member: String,
    round: i64,
    version: i64,
    saved_at: String,
    typed_by: String,
    submitted: bool,
    unchanged: bool,
    frozen: Option<String>,
    /// Whether there is a sheet of the round before, and none yet of this.
    may_stand_by: bool,
    present: bool,
    others: Vec<(String, String)>,
}

struct Part {
    name: String,
    points: String,
    sections: Vec<Section>,
}

struct Section {
    name: String,
    /// A section that is scored itself has its name on its criterion.
    alone: bool,
    criteria: Vec<Row>,
}

struct Row {
    id: String,
    name: String,
    most: u16,
    notes: Vec<String>,
    levels: Vec<Level>,
    /// Whether points are typed here, and which are there.
    points: Option<String>,
    /// Whether none of the levels is reached.
    zero: bool,
    /// Whether that is a choice of its own: the sheet prints no level of 0 points.
    no_level: bool,
    /// Whether it is not answered.
    open: bool,
    note: String,
    evidence: String,
    papers: Vec<String>,
}

struct Level {
    level: i64,
    points: u16,
    label: String,
    mark: String,
    chosen: bool,
}

struct Choice {
    value: String,
    label: String,
    chosen: bool,
}

fn about(w: Words, sheet: &Sheet) -> About {
    let session = &sheet.session;
    let (product, member) = (&sheet.product, &sheet.member);
    let row = sheet.row.as_ref();
    About {
        base: base(sheet, &product.id),
        session: session.row.id.clone(),
        council: session.council().to_owned(),
        product: product.name.clone(),
        producer: product.producer.clone(),
        set: format!("{}. {}", sheet.set.product_set, sheet.set.name.get(w.lang)),
        member: member.name.clone(),
        round: sheet.round,
        version: sheet.version(),
        saved_at: row.map(|r| shown(&r.saved_at)).unwrap_or_default(),
        typed_by: row.and_then(|r| r.typed_by.clone()).unwrap_or_default(),
        submitted: sheet.is_submitted(),
        unchanged: sheet.is_unchanged(),
        frozen: sheet.frozen.as_ref().map(|t| t.get(w.lang).to_owned()),
        may_stand_by: row.is_none() && sheet.earlier.is_some(),
        present: member.present,
        others: session
            .products
            .iter()
            .filter(|p| p.id != product.id && !p.is_recused(&member.id))
            .map(|p| (base(sheet, &p.id), p.name.clone()))
            .collect(),
    }
}

fn base(sheet: &Sheet, product: &str) -> String {
    let (session, member) = (&sheet.session.row.id, &sheet.member.id);
    format!("/sessions/{session}/sheets/{product}/{member}")
}

fn mark(stars: Option<Stars>) -> String {
    stars.map_or_else(String::new, |s| format!("★{s}"))
}

fn parts(w: Words, set: &SetReport, content: &Content, by_points: bool) -> Vec<Part> {
    let lang = w.lang;
    let row = |criterion: &SetCriterion| row(lang, criterion, content, by_points);
    set.parts
        .iter()
        .map(|part| Part {
            name: format!("{}. {}", part.part, part.name.get(lang)),
            points: part.max_points.to_string(),
            sections: part
                .sections
                .iter()
                .map(|section| Section {
                    name: format!("{}. {}", section.section, section.name.get(lang)),
                    alone: section
                        .criteria
                        .first()
                        .is_some_and(|c| c.criterion == section.section),
                    criteria: section.criteria.iter().map(row).collect(),
                })
                .collect(),
        })
        .collect()
}

fn row(lang: Lang, criterion: &SetCriterion, content: &Content, by_points: bool) -> Row {
    let id = criterion.criterion.to_string();
    let (level, points) = answer(content, &id);
    let worth = |p: i64| {
        let same = criterion
            .levels
            .iter()
            .filter(move |l| i64::from(l.points.get()) == p);
        same.map(|l| i64::from(l.level.get())).collect::<Vec<_>>()
    };
    // typed points stand for the one level that has them; where several do, they stay typed
    let of_points = points.map(|p| if p == 0 { vec![0] } else { worth(p) });
    let told = of_points
        .as_ref()
        .and_then(|levels| match levels.as_slice() {
            [one] => Some(*one),
            _ => None,
        });
    let typed = by_points || (of_points.is_some() && told.is_none());
    let chosen = level.or(told);
    let level_points = |level: i64| {
        let found = criterion
            .levels
            .iter()
            .find(|l| i64::from(l.level.get()) == level);
        found.map_or(0, |l| i64::from(l.points.get()))
    };
    let mut notes: Vec<String> = Vec::new();
    if let Some(requires) = criterion.requires {
        notes.push(match lang {
            Lang::Vi => format!("Chỉ chấm khi {requires} có điểm."),
            Lang::En => format!("Scored only if {requires} has points."),
        });
    }
    if let Some(stars) = criterion.minimum_for {
        notes.push(match lang {
            Lang::Vi => format!("★{stars}: phải đạt ít nhất một mức."),
            Lang::En => format!("★{stars}: at least one level must be reached."),
        });
    }
    notes.extend(criterion.notes.iter().map(|n| n.get(lang).to_owned()));
    Row {
        name: criterion.name.get(lang).to_owned(),
        most: criterion.max_points.get(),
        notes,
        levels: criterion
            .levels
            .iter()
            .map(|l| Level {
                level: l.level.get().into(),
                points: l.points.get(),
                label: match l.case {
                    Some(case) => format!("{case}) {}", l.label.get(lang)),
                    None => l.label.get(lang).to_owned(),
                },
                mark: mark(l.minimum_for),
                chosen: chosen == Some(l.level.get().into()),
            })
            .collect(),
        points: typed.then(|| {
            let now = points.or_else(|| level.map(level_points));
            now.map(|p| p.to_string()).unwrap_or_default()
        }),
        zero: chosen == Some(0),
        no_level: chosen == Some(0) || criterion.levels.iter().all(|l| l.points.get() > 0),
        open: chosen.is_none(),
        note: beside(content, &id, "note"),
        evidence: beside(content, &id, "evidence"),
        papers: criterion
            .evidence
            .iter()
            .map(|e| e.requirement.get(lang).to_owned())
            .collect(),
        id,
    }
}

#[derive(Template)]
#[template(path = "summary.html")]
struct Summary<'s> {
    w: Words,
    rating: Option<&'s RatingReport<'static>>,
    problems: Vec<String>,
    reasons: Vec<String>,
    unmet: Vec<(u8, Vec<String>)>,
    unanswered: Vec<String>,
    stars: String,
    points_stars: String,
}

/// What a sheet comes to, in a line that is always in view.
fn short(evening: &Evening, w: Words, sheet: &Sheet, content: &Content) -> String {
    match evening.evaluate(sheet, content) {
        Ok(r) => {
            let stars = r.stars.map(|s| "★".repeat(usize::from(s.get())));
            let stars = stars.unwrap_or_else(|| "–".to_owned());
            let left = match r.unanswered.len() {
                0 => String::new(),
                n => format!(" · {}", w.lacks(n)),
            };
            format!(
                "{}/{} {} · {stars}{left}",
                r.points,
                r.max_points,
                w.points_word()
            )
        }
        Err(problems) => w.to_mend(problems.len()),
    }
}

/// What a sheet comes to, as a piece of HTML.
fn summary(evening: &Evening, w: Words, sheet: &Sheet, content: &Content) -> String {
    let evaluated = evening.evaluate(sheet, content);
    let rating = evaluated.as_ref().ok();
    let drawn = |stars: Option<Stars>| {
        stars.map_or_else(|| "–".to_owned(), |s| "★".repeat(usize::from(s.get())))
    };
    let names = |ids: &[ocop::CriterionId]| ids.iter().map(ToString::to_string).collect();
    let reason = |r: &ocop::Reason<'_>| {
        let known = sheet
            .set
            .findings
            .iter()
            .find(|f| Some(f.finding.as_str()) == r.finding.as_deref());
        let at = r.criterion.map(|c| c.to_string());
        let label = known.map(|f| f.label.get(w.lang).to_owned());
        label.or(at.map(|c| w.zero_at(&c))).unwrap_or_default()
    };
    let template = Summary {
        w,
        rating,
        problems: match &evaluated {
            Err(problems) => problems.iter().map(|t| t.get(w.lang).to_owned()).collect(),
            Ok(_) => Vec::new(),
        },
        reasons: rating
            .map(|r| r.reasons.iter().map(reason).collect())
            .unwrap_or_default(),
        unmet: rating
            .map(|r| {
                r.unmet
                    .lists()
                    .map(|(s, ids)| (s, names(ids)))
                    .collect::<Vec<_>>()
            })
            .unwrap_or_default()
            .into_iter()
            .filter(|(_, ids): &(u8, Vec<String>)| !ids.is_empty())
            .collect(),
        unanswered: rating.map(|r| names(&r.unanswered)).unwrap_or_default(),
        stars: drawn(rating.and_then(|r| r.stars)),
        points_stars: drawn(rating.and_then(|r| r.points_stars)),
    };
    template.render().unwrap_or_default()
}

fn written(
    evening: &Evening,
    seen: &Seen,
    sheet: &Sheet,
    content: &Content,
    by_points: bool,
    problems: Vec<(String, Text)>,
    status: StatusCode,
) -> Response {
    let w = seen.w;
    // a sheet that stands by the one before shows that one
    let shown = if sheet.is_unchanged() {
        let earlier = sheet.earlier.as_ref();
        earlier
            .map(|e| crate::service::sitting::object(&e.content))
            .unwrap_or_default()
    } else {
        content.clone()
    };
    let given = shown.get("findings").and_then(|f| f.as_array()).cloned();
    let given = given.unwrap_or_default();
    let page = Page {
        w,
        head: seen.head(),
        about: about(w, sheet),
        parts: parts(w, &sheet.set, &shown, by_points),
        cases: sheet
            .set
            .cases
            .iter()
            .map(|c| Choice {
                value: c.case.to_string(),
                label: format!("{}) {}", c.case, c.label.get(w.lang)),
                chosen: shown.get("case").is_some_and(|v| *v == c.case.to_string()),
            })
            .collect(),
        findings: sheet
            .set
            .findings
            .iter()
            .map(|f| Choice {
                value: f.finding.clone(),
                label: f.label.get(w.lang).to_owned(),
                chosen: given.iter().any(|g| *g == f.finding),
            })
            .collect(),
        comment: shown
            .get("comment")
            .and_then(|c| c.as_str())
            .unwrap_or_default()
            .to_owned(),
        by_points,
        short: short(evening, w, sheet, &shown),
        summary: summary(evening, w, sheet, &shown),
        problems: problems
            .into_iter()
            .map(|(id, t)| (id, t.get(w.lang).to_owned()))
            .collect(),
    };
    head::page(status, &page)
}

/// The sheet.
pub(crate) async fn page(
    State(evening): State<Evening>,
    Extension(seen): Extension<Seen>,
    Path(key): Path<Key>,
    Query(query): Query<BTreeMap<String, String>>,
) -> Result<Response, Fault> {
    let actor = seen.actor()?;
    let sheet = evening.sheet(actor, &key).await?;
    // papers are typed as they are, in points
    let by_points = match query.get("by").map(String::as_str) {
        Some("points") => true,
        Some("levels") => false,
        _ => actor.role == Role::Secretary,
    };
    let content = sheet.content();
    let ok = StatusCode::OK;
    Ok(written(
        &evening,
        &seen,
        &sheet,
        &content,
        by_points,
        Vec::new(),
        ok,
    ))
}

/// Saves what was changed; from a form, or from a script that wants to know what it comes to.
pub(crate) async fn save(
    State(evening): State<Evening>,
    Extension(seen): Extension<Seen>,
    Path(key): Path<Key>,
) -> Result<Response, Fault> {
    let actor = seen.actor()?;
    let version = seen.field("version").parse().unwrap_or(0);
    let w = seen.w;
    let saved = evening.save(actor, &key, version, &seen.form).await?;
    let base = |sheet: &Sheet| self::base(sheet, &key.product);
    Ok(match saved {
        Saved::Stored(sheet) if seen.script => {
            let content = sheet.content();
            let reply = json!({
                "version": sheet.version(),
                "saved_at": sheet.row.as_ref().map(|r| shown(&r.saved_at)),
                "short": short(&evening, w, &sheet, &content),
                "summary": summary(&evening, w, &sheet, &content),
            });
            Json(reply).into_response()
        }
        Saved::Stored(sheet) => {
            if seen.field("then") == "submit" {
                evening.submit(actor, &key).await?;
            }
            let by = if seen.field("by") == "points" {
                "?by=points"
            } else {
                ""
            };
            Redirect::to(&format!("{}{by}", base(&sheet))).into_response()
        }
        Saved::Conflict { .. } if seen.script => {
            (StatusCode::CONFLICT, Json(json!({"conflict": true}))).into_response()
        }
        Saved::Conflict { stored, mine } => conflict(&seen, &stored, &mine),
        Saved::Unreadable { problems, .. } if seen.script => {
            let lines: Vec<String> = problems
                .iter()
                .map(|(id, t)| format!("{id}: {}", t.get(w.lang)))
                .collect();
            (
                StatusCode::UNPROCESSABLE_ENTITY,
                Json(json!({"refused": lines})),
            )
                .into_response()
        }
        Saved::Unreadable { stored, problems } => {
            let content = stored.content();
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            let by_points = seen.field("by") == "points";
            written(
                &evening, &seen, &stored, &content, by_points, problems, status,
            )
        }
    })
}

#[derive(Template)]
#[template(path = "conflict.html")]
struct Conflict {
    w: Words,
    head: Head,
    about: About,
    rows: Vec<[String; 3]>,
    fields: Vec<(String, String)>,
}

/// Both versions beside each other, and a choice.
fn conflict(seen: &Seen, stored: &Sheet, mine: &Content) -> Response {
    let w = seen.w;
    let theirs = stored.content();
    let said = |content: &Content, id: &str| {
        let value = match answer(content, id) {
            (Some(level), _) => w.level(level),
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
    let mut rows: Vec<[String; 3]> = content::criteria(&stored.set)
        .map(|c| {
            let id = c.criterion.to_string();
            let name = format!("{id} {}", c.name.get(w.lang));
            [name, said(&theirs, &id), said(mine, &id)]
        })
        .filter(|[_, a, b]| a != b)
        .collect();
    for (field, name) in [
        ("comment", w.comment()),
        ("findings", w.findings()),
        ("case", w.case()),
    ] {
        let value = |c: &Content| match c.get(field) {
            Some(serde_json::Value::String(text)) => text.clone(),
            Some(other) => other.to_string(),
            None => "–".to_owned(),
        };
        if value(&theirs) != value(mine) {
            rows.push([name.to_owned(), value(&theirs), value(mine)]);
        }
    }
    let mut skipped: BTreeSet<&str> = BTreeSet::new();
    skipped.extend(["csrf", "version", "then"]);
    let page = Conflict {
        w,
        head: seen.head(),
        about: about(w, stored),
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

pub(crate) async fn retract(
    State(evening): State<Evening>,
    Extension(seen): Extension<Seen>,
    Path(key): Path<Key>,
) -> Result<Response, Fault> {
    let sheet = evening.retract(seen.actor()?, &key).await?;
    Ok(Redirect::to(&base(&sheet, &key.product)).into_response())
}

pub(crate) async fn unchanged(
    State(evening): State<Evening>,
    Extension(seen): Extension<Seen>,
    Path(key): Path<Key>,
) -> Result<Response, Fault> {
    let sheet = evening.stand_by(seen.actor()?, &key).await?;
    Ok(Redirect::to(&base(&sheet, &key.product)).into_response())
}

pub(crate) async fn again(
    State(evening): State<Evening>,
    Extension(seen): Extension<Seen>,
    Path(key): Path<Key>,
) -> Result<Response, Fault> {
    let sheet = evening.again(seen.actor()?, &key).await?;
    Ok(Redirect::to(&base(&sheet, &key.product)).into_response())
}

#[derive(Template)]
#[template(path = "trail.html")]
pub(super) struct TrailPage {
    pub(super) w: Words,
    pub(super) head: Head,
    pub(super) title: String,
    pub(super) back: String,
    pub(super) entries: Vec<Trailed>,
}

/// The history of a sheet.
pub(crate) async fn history(
    State(evening): State<Evening>,
    Extension(seen): Extension<Seen>,
    Path(key): Path<Key>,
) -> Result<Response, Fault> {
    let actor = seen.actor()?;
    let found = evening
        .history(actor, &key.session, &key.product, &key.member)
        .await?;
    let (session, entries) = found;
    let product = session.product(&key.product).map_or("", |p| &p.name);
    let page = TrailPage {
        w: seen.w,
        head: seen.head(),
        title: format!("{}: {product}", seen.w.history()),
        back: format!(
            "/sessions/{}/sheets/{}/{}",
            key.session, key.product, key.member
        ),
        entries,
    };
    Ok(head::page(StatusCode::OK, &page))
}
