//! A producer's page: a sheet as a form of its own, for any browser, without an account. What is sent
//! is worked out and handed back; it travels in the form, and nothing is kept here.

mod choose;

use askama::Template;
use axum::Extension;
use axum::extract::{Path, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{Html, IntoResponse as _, Response};
use ocop::Text;
use ocop::criteria::SetReport;
use serde_json::Value;

pub(crate) use choose::choose;

use super::head::{self, remember_language, save_as};
use super::seen::{Head, Seen};
use super::sheet::rows::{Choice, Part, cases, findings, parts};
use super::sheet::summary::summary;
use super::words::Words;
use crate::domain::content::{self, Content};
use crate::domain::self_assessment::{self as own, Dossier};
use crate::service::Fault;
use crate::service::self_assessment::SelfAssessment;
use crate::service::sheets::Wrong;

#[derive(Template)]
#[template(path = "self-assessment-form.html")]
struct Form {
    w: Words,
    head: Head,
    about: About,
    parts: Vec<Part>,
    cases: Vec<Choice>,
    findings: Vec<Choice>,
    comment: String,
    problems: Vec<String>,
}

/// The fields that ask for the same page in another language, with all that was answered.
const FORM_IN: &str = "form-in";
const RESULT_IN: &str = "result-in";

/// The head of a page with answers, which nobody keeps: another language takes them along.
fn head_of(seen: &Seen, field: &'static str) -> Head {
    Head {
        carries: Some(field),
        ..seen.head()
    }
}

/// What a page is of.
struct About {
    address: String,
    set: String,
    product: String,
    producer: String,
    /// The file that was brought along, for what no form shows.
    kept: String,
}

fn about(seen: &Seen, set: &SetReport, dossier: &Dossier) -> About {
    About {
        address: format!("/self-assessment/{}/{}", set.criteria, set.product_set),
        set: format!("{}. {}", set.product_set, set.name.get(seen.w.lang)),
        product: own::name(dossier, "product").to_owned(),
        producer: own::name(dossier, "producer").to_owned(),
        kept: if dossier.is_empty() {
            String::new()
        } else {
            Value::Object(dossier.clone()).to_string()
        },
    }
}

/// The form, with what a dossier says already.
fn form(
    seen: &Seen,
    set: &SetReport,
    dossier: &Dossier,
    problems: &[Wrong],
    status: StatusCode,
) -> Response {
    let (w, content) = (seen.w, own::content(dossier));
    let page = Form {
        w,
        head: head_of(seen, FORM_IN),
        about: about(seen, set, dossier),
        parts: parts(w, set, &content, false, problems),
        cases: cases(w, set, &content),
        findings: findings(w, set, &content),
        comment: content
            .get("comment")
            .and_then(Value::as_str)
            .unwrap_or_default()
            .to_owned(),
        problems: problems.iter().map(|p| w.at(p)).collect(),
    };
    head::page(status, &page)
}

/// An empty form of a set.
pub(crate) async fn page(
    State(engine): State<SelfAssessment>,
    Extension(seen): Extension<Seen>,
    Path((version, set)): Path<(String, String)>,
) -> Result<Response, Fault> {
    let set = engine.set(&version, &set)?;
    let empty = Dossier::new();
    Ok(form(&seen, &set, &empty, &[], StatusCode::OK))
}

/// A form with what a kept file says.
pub(crate) async fn open(
    State(engine): State<SelfAssessment>,
    Extension(seen): Extension<Seen>,
) -> Result<Response, Fault> {
    let Some(file) = seen.files.first() else {
        return Err(Fault::refused("Chưa chọn tệp nào.", "No file was chosen."));
    };
    let Ok(Value::Object(dossier)) = serde_json::from_slice(&file.bytes) else {
        let name = &file.name;
        return Err(Fault::refused(
            format!("\"{name}\" không phải tệp đã lưu từ trang tự đánh giá (tệp .json)."),
            format!("\"{name}\" is no file kept from a self-assessment (a .json file)."),
        ));
    };
    let set = engine.set_of(&dossier)?;
    let problems = engine.rate(&dossier).err().unwrap_or_default();
    Ok(form(&seen, &set, &dossier, &problems, StatusCode::OK))
}

fn said(seen: &Seen, texts: Vec<Text>) -> Vec<String> {
    let lang = seen.w.lang;
    texts.iter().map(|t| t.get(lang).to_owned()).collect()
}

#[derive(Template)]
#[template(path = "self-assessment-result.html")]
struct Outcome {
    w: Words,
    head: Head,
    about: About,
    summary: String,
    plan: String,
    fields: Vec<(String, String)>,
}

/// What a form comes to; or the same page in another language, which is remembered.
pub(crate) async fn answer(
    State(engine): State<SelfAssessment>,
    Extension(mut seen): Extension<Seen>,
    Path(of): Path<(String, String)>,
) -> Result<Response, Fault> {
    let edit = seen.field(FORM_IN).to_owned();
    let asked = match edit.as_str() {
        "" => seen.field(RESULT_IN).to_owned(),
        tag => tag.to_owned(),
    };
    let by_tls = seen.by_tls;
    if !asked.is_empty() {
        seen.w = Words::of(&asked);
    }
    let tag = seen.w.tag();
    let then = match edit.as_str() {
        "" => seen.field("then").to_owned(),
        _ => "edit".to_owned(),
    };
    let mut response = answered(engine, seen, of, &then).await?;
    if !asked.is_empty() {
        remember_language(response.headers_mut(), tag, by_tls);
    }
    Ok(response)
}

/// The rating and the way to the next stars; or the form, the file to keep, or a paper.
async fn answered(
    engine: SelfAssessment,
    seen: Seen,
    (version, set): (String, String),
    then: &str,
) -> Result<Response, Fault> {
    let set = engine.set(&version, &set)?;
    let (kept, broken) = match seen.field("kept") {
        "" => (Dossier::new(), false),
        text => match serde_json::from_str(text) {
            Ok(kept) => (kept, false),
            Err(_) => (Dossier::new(), true),
        },
    };
    let said_before = own::content(&kept);
    let content = match content::read(&seen.form, &set, &said_before) {
        Ok(content) => content,
        Err(unread) => {
            // all that can be read stays on the page
            let dossier = made(&seen, &kept, &unread.content, &set);
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            return Ok(form(&seen, &set, &dossier, &unread.problems, status));
        }
    };
    let dossier = made(&seen, &kept, &content, &set);
    if broken {
        let broken = [(String::new(), Words::both(Words::own_kept_broken))];
        let status = StatusCode::UNPROCESSABLE_ENTITY;
        return Ok(form(&seen, &set, &dossier, &broken, status));
    }
    let lang = seen.w.tag();
    match then {
        "edit" => return Ok(form(&seen, &set, &dossier, &[], StatusCode::OK)),
        "file" => return Ok(file(&dossier, &set)),
        "print" => {
            let kind = ("explanation", "html", lang);
            let paper = engine.document(seen.from, &dossier, kind).await?;
            return Ok(head::paper(Html(paper.bytes).into_response()));
        }
        "form-02" => {
            let kind = ("form-02", "docx", lang);
            let paper = engine.document(seen.from, &dossier, kind).await?;
            let mut response = paper.bytes.into_response();
            let headers = response.headers_mut();
            let kind = HeaderValue::from_static(paper.media_type);
            headers.insert(header::CONTENT_TYPE, kind);
            save_as(headers, &format!("mau-02-{}.docx", set.slug));
            return Ok(response);
        }
        _ => {}
    }
    let rated = engine.rate(&dossier);
    let plan = match &rated {
        Ok(_) => engine.plan(seen.from, &dossier, lang),
        Err(problems) => {
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            return Ok(form(&seen, &set, &dossier, problems, status));
        }
    };
    let plan = match plan.await {
        Ok(plan) => ocop_text::html_body(&plan),
        // there may be no way on from here: the rating stands by itself
        Err(Fault::Refused(texts)) => lines(&said(&seen, texts)),
        Err(fault) => return Err(fault),
    };
    let page = Outcome {
        w: seen.w,
        head: head_of(&seen, RESULT_IN),
        about: about(&seen, &set, &dossier),
        summary: summary(seen.w, &set, &rated),
        plan,
        fields: seen
            .form
            .iter()
            .filter(|(name, _)| {
                ![
                    "csrf", "then", "kept", "product", "producer", FORM_IN, RESULT_IN,
                ]
                .contains(&name.as_str())
            })
            .cloned()
            .collect(),
    };
    Ok(head::page(StatusCode::OK, &page))
}

fn made(seen: &Seen, kept: &Dossier, content: &Content, set: &SetReport) -> Dossier {
    let names = (seen.field("product"), seen.field("producer"));
    let number = u64::from(set.product_set.get());
    let of = (set.criteria.as_str(), number);
    own::dossier(kept, content, of, names)
}

/// The file to keep: every program here reads it, the page that works by itself too.
fn file(dossier: &Dossier, set: &SetReport) -> Response {
    let text = format!("{:#}\n", Value::Object(dossier.clone()));
    let mut response = text.into_response();
    let headers = response.headers_mut();
    let json = HeaderValue::from_static("application/json");
    headers.insert(header::CONTENT_TYPE, json);
    save_as(headers, &format!("tu-danh-gia-{}.json", set.slug));
    response
}

/// The page that works by itself, from this server.
pub(crate) async fn alone(State(engine): State<SelfAssessment>) -> Result<Response, Fault> {
    let Some(page) = engine.page() else {
        return Err(Fault::NotFound);
    };
    let mut response = Html(page.to_vec()).into_response();
    // its style, its script and the engine stand in it, and it asks nobody for anything
    let policy = "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline' 'wasm-unsafe-eval'; \
        img-src data: blob:; connect-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
    response.headers_mut().insert(
        header::CONTENT_SECURITY_POLICY,
        HeaderValue::from_static(policy),
    );
    Ok(response)
}

#[derive(Template)]
#[template(
    source = "{% for line in lines %}<p class=\"notice\">{{ line }}</p>{% endfor %}",
    ext = "html"
)]
struct Lines<'l> {
    lines: &'l [String],
}

fn lines(lines: &[String]) -> String {
    Lines { lines }.render().unwrap_or_default()
}
