//! Addresses of this server as others are to follow them.

use axum::http::HeaderMap;
use axum::http::header::{HOST, REFERER};

/// A path as a whole address: by the name that whoever asks has reached the server under.
pub(crate) fn own_address(headers: &HeaderMap, by_tls: bool, path: &str) -> String {
    let host = headers.get(HOST).and_then(|h| h.to_str().ok());
    let scheme = if by_tls { "https" } else { "http" };
    format!("{scheme}://{}{path}", host.unwrap_or("localhost"))
}

/// A path of this server, or its front page: nobody is sent elsewhere by a link to us.
pub(crate) fn own_path(path: &str) -> &str {
    let plain = path
        .bytes()
        .all(|b| (b'!'..=b'~').contains(&b) && b != b'\\');
    let own = path.starts_with('/') && !path.starts_with("//");
    if own && plain { path } else { "/" }
}

/// The page of this server that a form was sent from, as far as the browser tells: where somebody goes
/// back to whose form came to nothing.
pub(crate) fn sent_from(headers: &HeaderMap) -> &str {
    let header = |name| headers.get(name).and_then(|h| h.to_str().ok());
    let host = header(HOST).unwrap_or_default();
    let from = header(REFERER).and_then(|from| from.split_once("://"));
    let path = from.and_then(|(_, rest)| rest.strip_prefix(host));
    own_path(path.unwrap_or("/"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::HeaderValue;

    #[test]
    fn nobody_is_sent_to_another_site() {
        assert_eq!(own_path("/sessions/a?b=c"), "/sessions/a?b=c");
        for path in [
            "//evil",
            "https://evil",
            "/\\evil",
            "evil",
            "/a\r\nb",
            "",
            "/ a",
        ] {
            assert_eq!(own_path(path), "/", "{path}");
        }
    }

    #[test]
    fn whose_form_came_to_nothing_goes_back_to_the_page_it_was_on() {
        for (from, path) in [
            (
                "http://hall:1/sessions/a?by=points",
                "/sessions/a?by=points",
            ),
            ("https://hall:1/account", "/account"),
            ("http://hall:12/account", "/"),
            ("http://hall:1.evil/account", "/"),
            ("http://evil/account", "/"),
            ("nonsense", "/"),
        ] {
            let mut headers = HeaderMap::new();
            headers.insert(HOST, HeaderValue::from_static("hall:1"));
            headers.insert(REFERER, HeaderValue::from_static(from));
            assert_eq!(sent_from(&headers), path, "{from}");
        }
        assert_eq!(sent_from(&HeaderMap::new()), "/");
    }
}
