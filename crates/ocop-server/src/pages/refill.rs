//! A form that was refused, shown again as it was filled in, with what is wrong above it: the page that it
//! stands on is asked for anew, and the form in it filled in. One way for all forms, whichever page they
//! are of. Passwords and files are not given back.

use std::net::SocketAddr;
use std::sync::Arc;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::{ConnectInfo, Request, State};
use axum::http::{Method, StatusCode, Uri, header};
use axum::middleware::Next;
use axum::response::{Html, IntoResponse as _, Response};
use tower::ServiceExt as _;

use super::words::Words;
use crate::domain::content::Fields;
use crate::infra::serve::ByTls;

/// The field by which a form that is shown again knows the page it stands on.
pub(crate) const PAGE: &str = "page";

/// The most bytes of a page that is read to be filled in.
const MOST: usize = 16 << 20;

/// A form that was refused.
#[derive(Debug, Clone)]
pub(crate) struct Refused {
    pub(crate) w: Words,
    /// The page that it stands on.
    pub(crate) page: String,
    pub(crate) fields: Arc<Fields>,
    pub(crate) lines: Vec<String>,
}

/// Shows a refused form again, where its page is there and has it.
pub(crate) async fn refill(State(pages): State<Router>, request: Request, next: Next) -> Response {
    if *request.method() != Method::POST {
        return next.run(request).await;
    }
    let mut again = Request::new(Body::empty());
    *again.headers_mut() = request.headers().clone();
    // who asks and how they came, not what the way here has found
    if let Some(from) = request.extensions().get::<ConnectInfo<SocketAddr>>() {
        again.extensions_mut().insert(*from);
    }
    if request.extensions().get::<ByTls>().is_some() {
        again.extensions_mut().insert(ByTls);
    }
    for name in [
        header::CONTENT_LENGTH,
        header::CONTENT_TYPE,
        header::TRANSFER_ENCODING,
    ] {
        again.headers_mut().remove(name);
    }
    let action = request.uri().path().to_owned();
    let response = next.run(request).await;
    let Some(refused) = response.extensions().get::<Refused>().cloned() else {
        return response;
    };
    let Ok(page) = refused.page.parse::<Uri>() else {
        return response;
    };
    *again.uri_mut() = page;
    let Ok(shown) = pages.oneshot(again).await;
    if shown.status() != StatusCode::OK {
        return response;
    }
    let Ok(bytes) = to_bytes(shown.into_body(), MOST).await else {
        return response;
    };
    let filled = String::from_utf8(bytes.to_vec()).ok();
    match filled.and_then(|html| filled_in(&html, &action, &refused)) {
        Some(html) => (response.status(), Html(html)).into_response(),
        None => response,
    }
}

/// The page with the form of this action filled in, and what is wrong above both.
fn filled_in(html: &str, action: &str, refused: &Refused) -> Option<String> {
    let (start, end) = form(html, action, &refused.fields)?;
    let (before, own, after) = (html.get(..start)?, html.get(start..end)?, html.get(end..)?);
    let (head, rest) = own.split_once('>')?;
    let lines: String = refused
        .lines
        .iter()
        .map(|l| format!("<p>{}</p>", escaped(l)))
        .collect();
    let page = escaped(&refused.page);
    let link = escaped(refused.w.to_the_form());
    // told where the page begins, with a way to the form, which may be far below
    let (top, main) = before.split_once("<main")?;
    let (tag, main) = main.split_once('>')?;
    let told = format!(
        "<div class=\"error\" role=\"alert\">{lines}<p><a href=\"#refused\">{link}</a></p></div>"
    );
    let main = opened(main);
    Some(format!(
        "{top}<main{tag}>{told}{main}<div id=\"refused\" class=\"error\">{lines}</div>{head}>\
         <input type=\"hidden\" name=\"{PAGE}\" value=\"{page}\">{}{after}",
        fields_filled(rest, &refused.fields)
    ))
}

/// What stands before the form, with the details that hold it opened.
fn opened(before: &str) -> String {
    let open = before.rfind("<details").filter(|at| {
        let since = before.get(*at..).unwrap_or_default();
        !since.contains("</details>") && !since.starts_with("<details open")
    });
    match open.and_then(|at| before.split_at_checked(at)) {
        Some((a, b)) => format!("{a}{}", b.replacen("<details", "<details open", 1)),
        None => before.to_owned(),
    }
}

/// Where the form is that was sent: of those with this action, the first that has all its fields.
fn form(html: &str, action: &str, fields: &Fields) -> Option<(usize, usize)> {
    let action = format!("action=\"{}\"", escaped(action));
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(at) = html.get(from..)?.find("<form") {
        let start = from.saturating_add(at);
        let length = html.get(start..)?.find("</form>")?;
        let end = start.saturating_add(length);
        if html.get(start..end)?.split('>').next()?.contains(&action) {
            found.push((start, end));
        }
        from = end;
    }
    let has_all = |(start, end): &&(usize, usize)| {
        let own = html.get(*start..*end).unwrap_or_default();
        let has = |name: &str| name == PAGE || own.contains(&format!("name=\"{}\"", escaped(name)));
        fields.iter().all(|(name, _)| has(name))
    };
    found
        .iter()
        .find(has_all)
        .or_else(|| found.first())
        .copied()
}

/// The fields of a form as they were filled in.
fn fields_filled(form: &str, fields: &Fields) -> String {
    let mut out = String::with_capacity(form.len());
    let mut rest = form;
    // the field whose options or text follow
    let mut select: Option<&str> = None;
    while let Some((text, tail)) = rest.split_once('<') {
        out.push_str(text);
        let Some((tag, tail)) = tail.split_once('>') else {
            out.push('<');
            rest = tail;
            continue;
        };
        let name = attribute(tag, "name");
        let kind = attribute(tag, "type").unwrap_or("text");
        let value = attribute(tag, "value").unwrap_or_default();
        let given = |name: &str| {
            fields
                .iter()
                .find(|(n, _)| n == name)
                .map(|(_, v)| v.as_str())
        };
        let has = |name: &str| fields.iter().any(|(n, v)| n == name && escaped(v) == value);
        let mut written = tag.to_owned();
        rest = tail;
        if tag.starts_with("select") {
            select = name;
        } else if tag.starts_with("/select") {
            select = None;
        } else if tag.starts_with("option") {
            if let Some(name) = select.filter(|name| given(name).is_some()) {
                written = flagged(tag, "selected", has(name));
            }
        } else if tag.starts_with("input") {
            match (kind, name) {
                ("hidden" | "password" | "file", _) | (_, None) => {}
                ("checkbox" | "radio", Some(name)) => {
                    written = flagged(tag, "checked", has(name));
                }
                (_, Some(name)) => {
                    if let Some(given) = given(name) {
                        let old = format!(" value=\"{value}\"");
                        written = format!("{} value=\"{}\"", tag.replace(&old, ""), escaped(given));
                    }
                }
            }
        }
        out.push_str(&format!("<{written}>"));
        if tag.starts_with("textarea")
            && let Some(given) = name.and_then(given)
            && let Some((_, tail)) = tail.split_once("</textarea>")
        {
            out.push_str(&format!("{}</textarea>", escaped(given)));
            rest = tail;
        }
    }
    out.push_str(rest);
    out
}

/// A tag with or without an attribute that has no value.
fn flagged(tag: &str, flag: &str, there: bool) -> String {
    let mut tag = tag.replace(&format!(" {flag}"), "");
    if there {
        tag.push_str(&format!(" {flag}"));
    }
    tag
}

/// An attribute as our templates write it.
fn attribute<'t>(tag: &'t str, name: &str) -> Option<&'t str> {
    let (_, rest) = tag.split_once(&format!(" {name}=\""))?;
    rest.split('"').next()
}

/// As the templates escape it.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&#38;"),
            '<' => out.push_str("&#60;"),
            '>' => out.push_str("&#62;"),
            '"' => out.push_str("&#34;"),
            '\'' => out.push_str("&#39;"),
            other => out.push(other),
        }
    }
    out
}
