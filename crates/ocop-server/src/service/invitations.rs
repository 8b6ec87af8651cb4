//! Members join by a code that works once.

use std::net::IpAddr;

use jiff::SignedDuration;
use serde_json::Value;

use super::actor::{Actor, SignedIn};
use super::{Evening, Fault, stamp};
use crate::infra::random::{code, digest};
use crate::repository::accounts::{self, Login};
use crate::repository::sessions;

/// How long an invitation may wait.
const INVITED: SignedDuration = SignedDuration::from_hours(24 * 14);

impl Evening {
    /// Invites a member: a code that works once.
    pub(crate) async fn invite(
        &self,
        actor: &Actor,
        session: &str,
        member: &str,
    ) -> Result<String, Fault> {
        let made = code(self.random.as_ref())?;
        let mut tx = self.store.write().await?;
        let members = sessions::members(&mut tx, session).await?;
        if !members.iter().any(|m| m.id == member) {
            return Err(Fault::NotFound);
        }
        let until = stamp(
            self.now()
                .checked_add(INVITED)
                .unwrap_or_else(|_| self.now()),
        );
        accounts::invite(&mut tx, &digest(&made), (session, member), &until).await?;
        let what = ("invited", member);
        self.note(&mut tx, &actor.who(), Some(session), what, (None, None))
            .await?;
        tx.commit().await?;
        Ok(made)
    }

    /// The member that a code invites, and their session, without using the code up: links are looked
    /// at by programs before people follow them.
    pub(crate) async fn invited(
        &self,
        from: IpAddr,
        code: &str,
    ) -> Result<Option<(String, String)>, Fault> {
        self.try_from_address(from)?;
        let code = digest(&code_name(code));
        let mut tx = self.store.read().await?;
        let Some((session, id)) = accounts::invitation(&mut tx, &code, &self.stamp()).await? else {
            return Ok(None);
        };
        let members = sessions::members(&mut tx, &session).await?;
        let body = members.into_iter().find(|m| m.id == id).map(|m| m.body);
        let body: Value = serde_json::from_str(&body.unwrap_or_default()).unwrap_or_default();
        let name = body
            .get("name")
            .and_then(Value::as_str)
            .unwrap_or(&id)
            .to_owned();
        let head = sessions::session(&mut tx, &session).await?.map(|s| s.head);
        let head: Value = serde_json::from_str(&head.unwrap_or_default()).unwrap_or_default();
        let council = head
            .get("council")
            .and_then(Value::as_str)
            .unwrap_or_default();
        Ok(Some((name, council.to_owned())))
    }

    /// Joins a session by a code, which then no longer works.
    pub(crate) async fn join(&self, from: IpAddr, code: &str) -> Result<SignedIn, Fault> {
        self.try_from_address(from)?;
        let code = digest(&code_name(code));
        let mut tx = self.store.write().await?;
        let now = self.stamp();
        let Some((session, member)) = accounts::invitation(&mut tx, &code, &now).await? else {
            return Err(Fault::refused(
                "Mã không đúng, đã dùng hoặc đã hết hạn. Đề nghị thư ký cấp mã mới.",
                "The code is wrong, used or expired. Please ask the secretary for a new one.",
            ));
        };
        accounts::use_invitation(&mut tx, &code, &now).await?;
        let who = format!("{member} (member)");
        let login = Login {
            session: Some(session),
            member: Some(member.clone()),
            ..self.login()?
        };
        let what = ("joined", member.as_str());
        let signed_in = self.begin(&mut tx, login, &who, what).await?;
        tx.commit().await?;
        Ok(signed_in)
    }
}

/// A code as it is kept, however it is typed.
pub(super) fn code_name(code: &str) -> String {
    let plain = code.chars().filter(char::is_ascii_alphanumeric).take(64);
    plain.collect::<String>().to_ascii_uppercase()
}
