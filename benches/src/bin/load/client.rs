//! A client that costs little: one connection that stays open, one request after the other. One that the
//! server closed while nothing was asked is opened anew, as browsers do.

use std::error::Error;

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

pub type Result<T> = std::result::Result<T, Box<dyn Error + Send + Sync>>;

pub struct Client {
    stream: TcpStream,
    host: String,
    cookie: String,
    csrf: String,
    read: Vec<u8>,
}

pub struct Reply {
    pub status: u16,
    pub head: String,
    pub body: String,
}

async fn connected(host: &str) -> Result<TcpStream> {
    let stream = TcpStream::connect(host).await?;
    stream.set_nodelay(true)?;
    Ok(stream)
}

impl Client {
    pub async fn new(host: &str) -> Result<Self> {
        Ok(Self {
            stream: connected(host).await?,
            host: host.to_owned(),
            cookie: String::new(),
            csrf: String::new(),
            read: Vec::new(),
        })
    }

    /// Signs in by a form at a path, and reads the secret of the login from a page.
    pub async fn enter(&mut self, path: &str, form: &str, page: &str) -> Result<()> {
        let reply = self.post(path, form).await?;
        let cookie = reply
            .head
            .lines()
            .find_map(|l| l.strip_prefix("set-cookie: "));
        let cookie = cookie.and_then(|c| c.split(';').next());
        self.cookie = cookie.ok_or("no cookie")?.to_owned();
        let page = self.get(page).await?.body;
        let (_, rest) = page.split_once("name=\"csrf\" value=\"").ok_or("no form")?;
        self.csrf = rest.chars().take(64).collect();
        Ok(())
    }

    pub async fn get(&mut self, path: &str) -> Result<Reply> {
        self.send("GET", path, "").await
    }

    /// Sends a form of a page.
    pub async fn post(&mut self, path: &str, form: &str) -> Result<Reply> {
        let form = format!("csrf={}&{form}", self.csrf);
        self.send("POST", path, &form).await
    }

    pub async fn send(&mut self, method: &str, path: &str, body: &str) -> Result<Reply> {
        let request = format!(
            "{method} {path} HTTP/1.1\r\nhost: {}\r\ncookie: {}\r\naccept: application/json\r\n\
             content-length: {}\r\n\r\n{body}",
            self.host,
            self.cookie,
            body.len()
        );
        self.read.clear();
        let asked = self.stream.write_all(request.as_bytes()).await;
        if asked.is_err() || self.stream.read_buf(&mut self.read).await? == 0 {
            self.stream = connected(&self.host).await?;
            self.stream.write_all(request.as_bytes()).await?;
        }
        let end = loop {
            if let Some(end) = self.read.windows(4).position(|w| w == b"\r\n\r\n") {
                break end.saturating_add(4);
            }
            self.more().await?;
        };
        // our servers write the names of headers in small letters
        let head = str::from_utf8(self.read.get(..end).unwrap_or_default())?.to_owned();
        let length = head
            .lines()
            .find_map(|l| l.strip_prefix("content-length: "));
        let length: usize = length.map_or(Ok(0), str::parse)?;
        while self.read.len() < end.saturating_add(length) {
            self.more().await?;
        }
        let body = str::from_utf8(self.read.get(end..).unwrap_or_default())?.to_owned();
        let status = head.split(' ').nth(1).ok_or("no status")?.parse()?;
        Ok(Reply { status, head, body })
    }

    async fn more(&mut self) -> Result<()> {
        if self.stream.read_buf(&mut self.read).await? == 0 {
            return Err("the server closed the connection".into());
        }
        Ok(())
    }
}
