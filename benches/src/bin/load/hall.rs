//! A council of many members with an open round, made through the pages as people make it.

use ocop::Library;
use ocop_server::Evening;
use serde_json::{Value, json};

use crate::client::{Client, Result};

pub const MEMBERS: usize = 60;
pub const PRODUCTS: usize = 12;

pub struct Hall {
    pub session: String,
    pub members: Vec<Client>,
    /// Every criterion but the first, answered, as a form.
    pub answers: String,
}

/// Puts the council into the database, lets every member join, and opens the round.
pub async fn fill(evening: &Evening, library: &Library, host: &str) -> Result<Hall> {
    let password = "mật khẩu để đo tải";
    let added = evening.add_account("bench", "Thư ký", "thuky", "secretary", password);
    added.await.map_err(|f| format!("{f:?}"))?;
    let file = session().to_string();
    let session = evening.import("bench", &file).await;
    let session = session.map_err(|f| format!("{f:?}"))?;
    let mut secretary = Client::new(host).await?;
    let form = "login=thuky&password=m%E1%BA%ADt+kh%E1%BA%A9u+%C4%91%E1%BB%83+%C4%91o+t%E1%BA%A3i";
    secretary.enter("/sign-in", form, "/sessions").await?;
    let mut members = Vec::new();
    for member in 1..=MEMBERS {
        let path = format!("/sessions/{session}/members/m{member}/invitation");
        let page = secretary.post(&path, "").await?.body;
        let (_, code) = page.split_once("<p class=\"code\">").ok_or("no code")?;
        let code: String = code.chars().take_while(|c| *c != '<').collect();
        let code: String = code.chars().filter(char::is_ascii_alphanumeric).collect();
        let mut client = Client::new(host).await?;
        let page = format!("/sessions/{session}");
        client
            .enter("/join", &format!("code={code}"), &page)
            .await?;
        members.push(client);
    }
    let chair = members.first_mut().ok_or("no member")?;
    let opened = chair.post(&format!("/sessions/{session}/open"), "").await?;
    if opened.status != 303 {
        return Err(format!("not opened: {} {}", opened.status, opened.body).into());
    }
    Ok(Hall {
        session,
        members,
        answers: answers(library)?,
    })
}

fn session() -> Value {
    let members: Vec<Value> = (1..=MEMBERS)
        .map(|n| {
            let role = if n == 1 { "chair" } else { "member" };
            json!({"id": format!("m{n}"), "name": format!("Thành viên {n}"), "role": role})
        })
        .collect();
    let products: Vec<Value> = (1..=PRODUCTS)
        .map(|n| {
            let name = format!("Sản phẩm {n}");
            json!({"id": format!("p{n}"), "product_set": 1, "product": {"name": name}})
        })
        .collect();
    json!({"format": "ocop-council/1", "criteria": "qd-26-2026", "level": "province",
        "held_on": "2026-09-20", "council": "Hội đồng đo tải", "members": members,
        "present": [], "products": products})
}

fn answers(library: &Library) -> Result<String> {
    let criteria = library
        .version("qd-26-2026")
        .map_err(|p| format!("{p:?}"))?;
    let set = criteria.product_set("1").map_err(|p| format!("{p:?}"))?;
    let set = criteria.show(set).map_err(|p| format!("{p:?}"))?;
    Ok(set
        .criteria()
        .skip(1)
        .map(|c| format!("&level.{}=1", c.criterion))
        .collect())
}
