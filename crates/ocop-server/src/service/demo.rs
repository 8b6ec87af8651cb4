//! An example to look at: a council's round in the middle, with sheets in every state.

use serde_json::{Value, json};

use super::sitting::object;
use super::{Evening, Fault};
use crate::infra::random::{code, digest, secret};
use crate::repository::{accounts, sessions, sheets};

/// The example session.
const SESSION: &str = include_str!("../../demo/session.json");

/// How to get into the example.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Demo {
    /// The session.
    pub session: String,
    /// The name and the password of each account.
    pub accounts: Vec<(String, String)>,
    /// The name and the code of each member.
    pub members: Vec<(String, String)>,
}

impl Evening {
    /// Fills an empty database with the example: three sheets in the middle of a round, the others in.
    ///
    /// # Errors
    ///
    /// The database cannot be written.
    pub async fn demo(&self) -> Result<Demo, Fault> {
        let session = self.import("demo", SESSION).await?;
        let mut found = Demo {
            session: session.clone(),
            accounts: Vec::new(),
            members: Vec::new(),
        };
        for (name, login, role) in [
            ("Quản trị", "quantri", "administrator"),
            ("Thư ký", "thuky", "secretary"),
            ("Người theo dõi", "theodoi", "observer"),
        ] {
            let password: String = secret(self.random.as_ref())?.chars().take(16).collect();
            self.add_account("demo", name, login, role, &password)
                .await?;
            found.accounts.push((login.to_owned(), password));
        }
        let mut tx = self.store.write().await?;
        let mut row = sessions::session(&mut tx, &session)
            .await?
            .ok_or(Fault::NotFound)?;
        "open".clone_into(&mut row.state);
        let mut head = object(&row.head);
        head.remove("closed_at");
        row.head = Value::Object(head).to_string();
        sessions::put_session(&mut tx, &row).await?;
        let what = ("round-opened", "1");
        self.note(&mut tx, "demo", Some(&session), what, (None, None))
            .await?;
        for mut sheet in sheets::of_session(&mut tx, &session).await? {
            let mut content = object(&sheet.content);
            if sheet.status == "draft" {
                content.remove("status");
                sheet.content = Value::Object(content).to_string();
                sheets::put(&mut tx, &session, &sheet).await?;
            }
        }
        let until = "9999-01-01T00:00:00Z";
        for member in sessions::members(&mut tx, &session).await? {
            let made = code(self.random.as_ref())?;
            accounts::invite(&mut tx, &digest(&made), (&session, &member.id), until).await?;
            let name = object(&member.body)
                .get("name")
                .cloned()
                .unwrap_or_else(|| json!(member.id));
            found
                .members
                .push((name.as_str().unwrap_or_default().to_owned(), made));
        }
        tx.commit().await?;
        Ok(found)
    }
}
