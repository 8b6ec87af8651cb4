//! One call: `POST /api/v1/rate?brief=true`, the body the input.

use std::sync::Arc;

use axum::body::{Body, to_bytes};
use axum::extract::{Path, RawQuery, State};
use axum::http::{HeaderValue, Method, header};
use axum::response::{IntoResponse as _, Response};
use ocop::{Code, Problem};
use ocop_operations::{Operation, Output, Refusal, RefusalKind, Reply};
use tokio::time::timeout;

use super::query;
use super::refusal::{refuse, respond, wait};
use super::state::Api;

/// Inputs up to this size are worked on at once by the operations that take well under a millisecond
/// on them; a thread of its own would cost as much as the work.
const SMALL: usize = 32 << 10;

/// The operations that look at their input once.
const QUICK: [&str; 4] = ["rate", "check", "resolve", "code"];

/// The methods of an operation: `GET` where it takes no input, `POST` where it does. A document may
/// be made of either.
pub(crate) fn methods(operation: &Operation) -> &'static [Method] {
    match (operation.input.is_empty(), operation.output) {
        (true, _) => &[Method::GET],
        (false, Output::Document) => &[Method::GET, Method::POST],
        (false, _) => &[Method::POST],
    }
}

/// Calls the operation that the path names.
pub(super) async fn call(
    State(api): State<Arc<Api>>,
    Path(name): Path<String>,
    RawQuery(asked): RawQuery,
    method: Method,
    body: Body,
) -> Response {
    let Some(operation) = ocop_operations::operation(&name) else {
        // the table says which operations there are, and which one is nearest
        return match ocop_operations::call(&api.library, &name, b"", b"") {
            Ok(reply) => answer(reply),
            Err(refusal) => respond(404, &refusal),
        };
    };
    // HEAD is GET without its body, which the server leaves out by itself
    let asked_by = if method == Method::HEAD {
        Method::GET
    } else {
        method
    };
    if !methods(operation).contains(&asked_by) {
        return wrong_method(operation);
    }
    let options = query::options(operation, asked.as_deref().unwrap_or_default());
    let work = async {
        let input = match to_bytes(body, api.limits.bytes).await {
            Ok(input) => input,
            Err(_) => return too_large(&api),
        };
        let Ok(place) = api.places.acquire().await else {
            return wait_a_moment();
        };
        let quick = input.len() <= SMALL && QUICK.contains(&operation.name);
        let done = if quick {
            operation.call(&api.library, &input, options.as_bytes())
        } else {
            let library = api.library.clone();
            let run = move || operation.call(&library, &input, options.as_bytes());
            match tokio::task::spawn_blocking(run).await {
                Ok(done) => done,
                Err(_) => return internal(),
            }
        };
        drop(place);
        match done {
            Ok(reply) => answer(reply),
            Err(refusal) => respond(status(&refusal), &refusal),
        }
    };
    match timeout(api.limits.time, work).await {
        Ok(response) => response,
        Err(_) => refuse(
            408,
            Code::OutOfTime,
            "Quá thời gian cho phép của một yêu cầu.",
            "The request took longer than one may take.",
        ),
    }
}

fn status(refusal: &Refusal) -> u16 {
    match refusal.kind {
        RefusalKind::WrongCall => 400,
        RefusalKind::Refused if refusal.problems.iter().any(|p| p.code == Code::TooLarge) => 413,
        RefusalKind::Refused => 422,
    }
}

fn answer(reply: Reply) -> Response {
    let kind = HeaderValue::from_static(reply.media_type);
    let mut response = ([(header::CONTENT_TYPE, kind)], reply.bytes).into_response();
    if reply.media_type.starts_with("text/html") {
        // a document carries its style with it, and has no script
        let policy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox";
        let headers = response.headers_mut();
        let policy = HeaderValue::from_static(policy);
        headers.insert(header::CONTENT_SECURITY_POLICY, policy);
    }
    response
}

fn wrong_method(operation: &Operation) -> Response {
    let name = operation.name;
    let allowed: Vec<&str> = methods(operation).iter().map(Method::as_str).collect();
    let spoken = allowed.join(", ");
    let mut response = refuse(
        405,
        Code::WrongMethod,
        &format!("Thao tác \"{name}\" được gọi bằng: {spoken}."),
        &format!("The operation \"{name}\" is called by: {spoken}."),
    );
    if let Ok(allowed) = HeaderValue::from_str(&spoken) {
        response.headers_mut().insert(header::ALLOW, allowed);
    }
    response
}

fn too_large(api: &Api) -> Response {
    let most = api.limits.bytes;
    let problem = Problem::new(
        Code::TooLarge,
        "",
        format!("Dữ liệu gửi lên lớn hơn {most} byte, hoặc bị ngắt giữa chừng."),
        format!("The input is larger than {most} bytes, or broke off."),
    );
    respond(413, &Refusal::refused(problem))
}

fn wait_a_moment() -> Response {
    wait(
        503,
        std::time::Duration::from_secs(1),
        Code::Busy,
        "Máy chủ đang dừng.",
        "The server is stopping.",
    )
}

fn internal() -> Response {
    refuse(
        500,
        Code::Internal,
        "Chương trình gặp lỗi bên trong; đề nghị báo lại kèm dữ liệu đã dùng.",
        "The program itself failed; please report it with the input.",
    )
}
