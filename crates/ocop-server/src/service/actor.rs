//! Who somebody is, and how long a login lasts.

use jiff::SignedDuration;
use serde_json::Value;

use super::{Evening, Fault, stamp};
use crate::domain::access::Role;
use crate::infra::random::{digest, secret};
use crate::repository::accounts::{self, Login};
use crate::repository::{Tx, sessions};

/// Somebody who is signed in.
#[derive(Debug, Clone)]
pub(crate) struct Actor {
    pub(crate) role: Role,
    pub(crate) name: String,
    /// The account, where it is one.
    pub(crate) account: Option<String>,
    /// The session and the member, where it is one.
    pub(crate) member: Option<(String, String)>,
    pub(crate) csrf: String,
    pub(crate) token: String,
}

impl Actor {
    /// Whether it is this member.
    pub(crate) fn is_member(&self, session: &str, member: &str) -> bool {
        let own = self.member.as_ref();
        own.is_some_and(|(s, m)| s == session && m == member)
    }

    /// As the trail names it.
    pub(crate) fn who(&self) -> String {
        let role = match self.role {
            Role::Visitor => "visitor",
            Role::Administrator => "administrator",
            Role::Secretary => "secretary",
            Role::Chair => "chair",
            Role::Member => "member",
            Role::Observer => "observer",
        };
        match &self.member {
            Some((_, member)) => format!("{} ({role}, {member})", self.name),
            None => format!("{} ({role})", self.name),
        }
    }
}

/// What a browser is given: the token is kept by it alone, the database has its digest.
#[derive(Debug)]
pub(crate) struct SignedIn {
    pub(crate) token: String,
}

/// How long a login lasts: an evening and the morning after.
pub(crate) const LASTS: SignedDuration = SignedDuration::from_hours(18);

/// How long a second factor is waited for.
pub(crate) const WAITS: SignedDuration = SignedDuration::from_mins(5);

impl Evening {
    /// Who has this token.
    pub(crate) async fn actor(&self, token: &str) -> Result<Option<Actor>, Fault> {
        let mut tx = self.store.read().await?;
        let Some(login) = accounts::login(&mut tx, &digest(token)).await? else {
            return Ok(None);
        };
        if login.pending || login.expires_at <= self.stamp() {
            return Ok(None);
        }
        let actor = |role, name, member| Actor {
            role,
            name,
            member,
            account: login.account.clone(),
            csrf: login.csrf.clone(),
            token: login.token.clone(),
        };
        if let Some(id) = &login.account {
            let account = accounts::by_id(&mut tx, id).await?.filter(|a| !a.disabled);
            return Ok(account.and_then(|a| Some(actor(role(&a.role)?, a.name, None))));
        }
        let (Some(session), Some(id)) = (login.session.clone(), login.member.clone()) else {
            return Ok(None);
        };
        let Some(member) = sessions::member(&mut tx, &session, &id).await? else {
            return Ok(None);
        };
        let body: Value = serde_json::from_str(&member.body).unwrap_or_default();
        let chair = body.get("role").is_some_and(|r| r == "chair");
        let role = if chair { Role::Chair } else { Role::Member };
        let name = body.get("name").and_then(Value::as_str).unwrap_or(&id);
        Ok(Some(actor(
            role,
            name.to_owned(),
            Some((session, id.clone())),
        )))
    }

    /// Whether a login that opens nothing was one of an account, and whether it still waits for a second
    /// factor; nothing where it is not known.
    pub(crate) async fn had_account(&self, token: &str) -> Result<Option<(bool, bool)>, Fault> {
        let mut tx = self.store.read().await?;
        let login = accounts::login(&mut tx, &digest(token)).await?;
        Ok(login.map(|l| (l.account.is_some(), l.pending)))
    }

    /// Signs out.
    pub(crate) async fn sign_out(&self, actor: &Actor) -> Result<(), Fault> {
        let mut tx = self.store.write().await?;
        accounts::end_login(&mut tx, &actor.token).await?;
        Ok(tx.commit().await?)
    }

    /// A login of nobody yet, with new secrets: a token that was there before never lives on.
    pub(super) fn login(&self) -> Result<Login, Fault> {
        let until = self.now().checked_add(LASTS).unwrap_or_else(|_| self.now());
        Ok(Login {
            token: secret(self.random.as_ref())?,
            csrf: secret(self.random.as_ref())?,
            account: None,
            session: None,
            member: None,
            expires_at: stamp(until),
            pending: false,
        })
    }

    /// A login that waits for a second factor: it opens nothing, and soon runs out.
    pub(super) async fn half(&self, tx: &mut Tx, account: String) -> Result<SignedIn, Fault> {
        let until = self.now().checked_add(WAITS);
        let made = self.login()?;
        let token = made.token.clone();
        let kept = Login {
            token: digest(&token),
            account: Some(account),
            expires_at: stamp(until.unwrap_or_else(|_| self.now())),
            pending: true,
            ..made
        };
        accounts::add_login(tx, &kept, &self.stamp()).await?;
        Ok(SignedIn { token })
    }

    /// Begins a login, with a line in the trail: what it says of who, and of what was done. The token is
    /// given out where the transaction is kept.
    pub(super) async fn begin(
        &self,
        tx: &mut Tx,
        login: Login,
        who: &str,
        (action, subject): (&str, &str),
    ) -> Result<SignedIn, Fault> {
        let token = login.token.clone();
        let session = login.session.clone();
        let kept = Login {
            token: digest(&token),
            ..login
        };
        accounts::add_login(tx, &kept, &self.stamp()).await?;
        let none = (None, None);
        self.note(tx, who, session.as_deref(), (action, subject), none)
            .await?;
        Ok(SignedIn { token })
    }
}

/// The role of an account by its name.
pub(super) fn role(name: &str) -> Option<Role> {
    match name {
        "administrator" => Some(Role::Administrator),
        "secretary" => Some(Role::Secretary),
        "observer" => Some(Role::Observer),
        _ => None,
    }
}
