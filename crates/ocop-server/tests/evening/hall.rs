//! A server with the example, and browsers.

use std::sync::Arc;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Request, StatusCode};
use ocop_server::api::Limits;
use ocop_server::infra::clock::SetClock;
use ocop_server::{Demo, Engine, Evening, Store, app};
use serde_json::Value;
use tower::ServiceExt as _;

use crate::data::Data;

/// A server with the example, and a clock that stands at the afternoon of its session.
pub struct Hall {
    pub app: Router,
    pub evening: Evening,
    pub demo: Demo,
    pub clock: Arc<SetClock>,
    pub data: Data,
}

/// A browser: what it keeps of a login.
#[derive(Clone, Default)]
pub struct Browser {
    pub cookie: String,
    pub csrf: String,
}

pub struct Got {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub text: String,
    pub bytes: Vec<u8>,
}

impl Hall {
    pub async fn new() -> Self {
        let data = Data::new().await;
        let store = data.store().await;
        Self::on(data, store).await
    }

    pub async fn on(data: Data, store: Store) -> Self {
        let clock = Arc::new(SetClock::new("2026-09-20T07:00:00Z".parse().unwrap()));
        let evening = Evening::new(store)
            .with_clock(clock.clone())
            .with_tries(1, 100);
        let demo = evening.demo().await.unwrap();
        let app = app(&Engine::new(Limits::default()), Some(evening.clone()));
        Self {
            app,
            evening,
            demo,
            clock,
            data,
        }
    }

    /// The same data under a server that was started anew.
    pub async fn again(self) -> Self {
        let evening = Evening::new(self.data.store().await).with_clock(self.clock.clone());
        let app = app(&Engine::new(Limits::default()), Some(evening.clone()));
        Self {
            app,
            evening,
            ..self
        }
    }

    pub async fn send(&self, method: &str, path: &str, browser: &Browser, form: &str) -> Got {
        self.send_with(method, path, browser, form, &[]).await
    }

    pub async fn send_with(
        &self,
        method: &str,
        path: &str,
        browser: &Browser,
        form: &str,
        headers: &[(&str, &str)],
    ) -> Got {
        let mut request = Request::builder()
            .method(method)
            .uri(path)
            .header("host", "hall");
        if !browser.cookie.is_empty() {
            request = request.header("cookie", &browser.cookie);
        }
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let body = if method == "POST" {
            format!("csrf={}&{form}", browser.csrf)
        } else {
            String::new()
        };
        self.answered(request.body(Body::from(body)).unwrap()).await
    }

    async fn answered(&self, request: Request<Body>) -> Got {
        let response = self.app.clone().oneshot(request).await;
        let (parts, body) = response.unwrap().into_parts();
        let bytes = to_bytes(body, usize::MAX).await.unwrap().to_vec();
        Got {
            status: parts.status,
            headers: parts.headers,
            text: String::from_utf8_lossy(&bytes).into_owned(),
            bytes,
        }
    }

    /// Sends files with a form.
    pub async fn upload(&self, path: &str, browser: &Browser, files: &[(&str, &[u8])]) -> Got {
        let mut body = Vec::new();
        let csrf = &browser.csrf;
        let head = "--cut\r\nContent-Disposition: form-data;";
        body.extend(format!("{head} name=\"csrf\"\r\n\r\n{csrf}\r\n").bytes());
        for (name, bytes) in files {
            body.extend(format!("{head} name=\"file\"; filename=\"{name}\"\r\n\r\n").bytes());
            body.extend_from_slice(bytes);
            body.extend(b"\r\n");
        }
        body.extend(b"--cut--\r\n");
        let request = Request::post(path)
            .header("host", "hall")
            .header("cookie", &browser.cookie)
            .header("content-type", "multipart/form-data; boundary=cut");
        self.answered(request.body(Body::from(body)).unwrap()).await
    }

    pub async fn get(&self, path: &str, browser: &Browser) -> Got {
        self.send("GET", path, browser, "").await
    }

    pub async fn post(&self, path: &str, browser: &Browser, form: &str) -> Got {
        self.send("POST", path, browser, form).await
    }

    /// Saves as a script does, on another server; what it is told.
    pub async fn post_to(&self, app: &Router, path: &str, browser: &Browser, form: &str) -> Value {
        let request = Request::post(path)
            .header("cookie", &browser.cookie)
            .header("accept", "application/json")
            .body(Body::from(format!("csrf={}&{form}", browser.csrf)));
        let response = app.clone().oneshot(request.unwrap()).await.unwrap();
        assert_eq!(response.status(), 200);
        let bytes = to_bytes(response.into_body(), usize::MAX).await.unwrap();
        serde_json::from_slice(&bytes).unwrap()
    }

    /// What a browser keeps of an answer that signs it in.
    pub async fn entered(&self, got: Got) -> Browser {
        assert_eq!(got.status, 303, "{}", got.text);
        let cookie = got.headers["set-cookie"].to_str().unwrap();
        assert!(
            cookie.contains("HttpOnly") && cookie.contains("SameSite=Lax"),
            "{cookie}"
        );
        let cookie = cookie.split(';').next().unwrap().to_owned();
        let mut browser = Browser {
            cookie,
            csrf: String::new(),
        };
        let mut page = self.get("/", &browser).await;
        while page.status == 303 {
            page = self
                .get(page.headers["location"].to_str().unwrap(), &browser)
                .await;
        }
        let (_, rest) = page.text.split_once("name=\"csrf\" value=\"").unwrap();
        browser.csrf = rest[..64].to_owned();
        browser
    }

    pub async fn account(&self, number: usize) -> Browser {
        let (login, password) = &self.demo.accounts[number];
        let form = format!("login={login}&password={password}");
        let got = self.post("/sign-in", &Browser::default(), &form).await;
        self.entered(got).await
    }

    pub async fn member(&self, number: usize) -> Browser {
        let form = format!("code={}", self.demo.members[number].1);
        let got = self.post("/join", &Browser::default(), &form).await;
        self.entered(got).await
    }

    pub fn at(&self, rest: &str) -> String {
        format!("/sessions/{}{rest}", self.demo.session)
    }
}

/// All criteria of a set at their first level, as a form.
pub fn full(set: &str) -> String {
    let library = ocop_operations::library();
    let criteria = library.version("qd-26-2026").unwrap();
    let set = criteria.show(criteria.product_set(set).unwrap()).unwrap();
    set.criteria()
        .map(|c| format!("level.{}=1&", c.criterion))
        .collect()
}
