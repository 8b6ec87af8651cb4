//! Who somebody is: accounts with passwords, members by codes, and how long a login lasts.

use std::net::IpAddr;
use std::time::Instant;

use argon2::Argon2;
use jiff::SignedDuration;
use ocop::Text;
use serde_json::Value;

use super::{Evening, Fault, stamp};
use crate::domain::access::Role;
use crate::infra::random::{code, digest, hex, secret};
use crate::repository::accounts::{self, Account, Login};
use crate::repository::sessions;

/// Somebody who is signed in.
#[derive(Debug, Clone)]
pub(crate) struct Actor {
    pub(crate) role: Role,
    pub(crate) name: String,
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

/// How long an invitation may wait.
const INVITED: SignedDuration = SignedDuration::from_hours(24 * 14);

/// The fewest characters of a password.
const SHORTEST: usize = 12;

/// The most that is looked at: longer ones are only meant to cost time.
const LONGEST: usize = 256;

impl Evening {
    /// Who has this token.
    pub(crate) async fn actor(&self, token: &str) -> Result<Option<Actor>, Fault> {
        let mut tx = self.store.read().await?;
        let Some(login) = accounts::login(&mut tx, &digest(token)).await? else {
            return Ok(None);
        };
        if login.expires_at <= self.stamp() {
            return Ok(None);
        }
        let actor = |role, name, member| Actor {
            role,
            name,
            member,
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
        let members = sessions::members(&mut tx, &session).await?;
        let Some(member) = members.into_iter().find(|m| m.id == id) else {
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

    /// Signs in by name and password.
    ///
    /// A wrong name takes as long as a wrong password, and is told in the same words.
    pub(crate) async fn sign_in(
        &self,
        from: IpAddr,
        login: &str,
        password: &str,
    ) -> Result<SignedIn, Fault> {
        self.try_from_address(from)?;
        let login = login_name(login);
        let account = {
            let mut tx = self.store.read().await?;
            accounts::by_login(&mut tx, &login).await?
        };
        let nobody = "00000000000000000000000000000000$";
        let kept = account.as_ref().map_or(nobody, |a| a.password.as_str());
        let right = self.is_password(kept, password).await?;
        let account = account.filter(|a| right && !a.disabled).ok_or_else(|| {
            Fault::refused(
                "Tên đăng nhập hoặc mật khẩu không đúng.",
                "The name or the password is not right.",
            )
        })?;
        let who = format!("{} ({})", account.name, account.role);
        let made = Login {
            account: Some(account.id),
            ..self.login()?
        };
        self.begin(made, None, &who).await
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
            session: Some(session.clone()),
            member: Some(member.clone()),
            ..self.login()?
        };
        let token = login.token.clone();
        let kept = Login {
            token: digest(&token),
            ..login
        };
        accounts::add_login(&mut tx, &kept, &now).await?;
        self.note(
            &mut tx,
            &who,
            Some(&session),
            ("joined", &member),
            (None, None),
        )
        .await?;
        tx.commit().await?;
        Ok(SignedIn { token })
    }

    /// Signs out.
    pub(crate) async fn sign_out(&self, actor: &Actor) -> Result<(), Fault> {
        let mut tx = self.store.write().await?;
        accounts::end_login(&mut tx, &actor.token).await?;
        Ok(tx.commit().await?)
    }

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

    /// Adds an account.
    ///
    /// # Errors
    ///
    /// The name is taken or empty, the role is none, the password is too short.
    pub async fn add_account(
        &self,
        who: &str,
        name: &str,
        login: &str,
        role_name: &str,
        password: &str,
    ) -> Result<(), Fault> {
        let (name, login) = (name.trim(), login_name(login));
        let mut wrong = Vec::new();
        if name.is_empty() || login.is_empty() || name.chars().count() > 200 || login.len() > 200 {
            wrong.push(Text::new(
                "Cần có họ tên và tên đăng nhập.",
                "A name and a name to sign in by are needed.",
            ));
        }
        if role(role_name).is_none() {
            wrong.push(Text::new("Không có vai trò này.", "There is no such role."));
        }
        wrong.extend(weak(password));
        if !wrong.is_empty() {
            return Err(Fault::Refused(wrong));
        }
        let kept = self.hashed(password).await?;
        let id = secret(self.random.as_ref())?.chars().take(12).collect();
        let mut tx = self.store.write().await?;
        if accounts::by_login(&mut tx, &login).await?.is_some() {
            return Err(Fault::refused(
                "Tên đăng nhập này đã có.",
                "There is an account of this name.",
            ));
        }
        let account = Account {
            id,
            name: name.to_owned(),
            login: login.clone(),
            role: role_name.to_owned(),
            password: kept,
            disabled: false,
        };
        accounts::put(&mut tx, &account).await?;
        let what = ("account-added", login.as_str());
        self.note(&mut tx, who, None, what, (None, Some(role_name)))
            .await?;
        Ok(tx.commit().await?)
    }

    /// Gives an account another password; whoever is signed in by it is signed out.
    pub(crate) async fn set_password(
        &self,
        actor: &Actor,
        id: &str,
        password: &str,
    ) -> Result<(), Fault> {
        if let Some(why) = weak(password) {
            return Err(Fault::Refused(vec![why]));
        }
        let password = self.hashed(password).await?;
        let mut tx = self.store.write().await?;
        let account = accounts::by_id(&mut tx, id).await?.ok_or(Fault::NotFound)?;
        let account = Account {
            password,
            ..account
        };
        accounts::put(&mut tx, &account).await?;
        accounts::end_logins(&mut tx, id).await?;
        let what = ("password-set", account.login.as_str());
        self.note(&mut tx, &actor.who(), None, what, (None, None))
            .await?;
        Ok(tx.commit().await?)
    }

    /// Closes an account, or opens it again.
    pub(crate) async fn set_disabled(
        &self,
        actor: &Actor,
        id: &str,
        disabled: bool,
    ) -> Result<(), Fault> {
        let mut tx = self.store.write().await?;
        let mut account = accounts::by_id(&mut tx, id).await?.ok_or(Fault::NotFound)?;
        let all = accounts::all(&mut tx).await?;
        let last = !all
            .iter()
            .any(|a| a.role == "administrator" && !a.disabled && a.id != id);
        if disabled && account.role == "administrator" && last {
            return Err(Fault::refused(
                "Không khóa quản trị viên cuối cùng.",
                "The last administrator is not disabled.",
            ));
        }
        account.disabled = disabled;
        accounts::put(&mut tx, &account).await?;
        accounts::end_logins(&mut tx, id).await?;
        let action = if disabled {
            "account-disabled"
        } else {
            "account-enabled"
        };
        let what = (action, account.login.as_str());
        self.note(&mut tx, &actor.who(), None, what, (None, None))
            .await?;
        Ok(tx.commit().await?)
    }

    /// All accounts.
    pub(crate) async fn accounts(&self) -> Result<Vec<Account>, Fault> {
        let mut tx = self.store.read().await?;
        Ok(accounts::all(&mut tx).await?)
    }

    fn try_from_address(&self, from: IpAddr) -> Result<(), Fault> {
        self.tries
            .take(from, Instant::now())
            .map_err(|_| Fault::Wait)
    }

    /// A login of nobody yet, with new secrets: a token that was there before never lives on.
    fn login(&self) -> Result<Login, Fault> {
        let until = self.now().checked_add(LASTS).unwrap_or_else(|_| self.now());
        Ok(Login {
            token: secret(self.random.as_ref())?,
            csrf: secret(self.random.as_ref())?,
            account: None,
            session: None,
            member: None,
            expires_at: stamp(until),
        })
    }

    async fn begin(
        &self,
        login: Login,
        session: Option<&str>,
        who: &str,
    ) -> Result<SignedIn, Fault> {
        let token = login.token.clone();
        let kept = Login {
            token: digest(&token),
            ..login
        };
        let mut tx = self.store.write().await?;
        accounts::add_login(&mut tx, &kept, &self.stamp()).await?;
        self.note(&mut tx, who, session, ("signed-in", ""), (None, None))
            .await?;
        tx.commit().await?;
        Ok(SignedIn { token })
    }

    /// A password as it is kept: its salt and its hash by Argon2id.
    async fn hashed(&self, password: &str) -> Result<String, Fault> {
        let mut salt = [0; 16];
        self.random.fill(&mut salt)?;
        let salt = hex(&salt);
        let hash = self.argon2(&salt, password).await?;
        Ok(format!("{salt}${hash}"))
    }

    async fn is_password(&self, kept: &str, password: &str) -> Result<bool, Fault> {
        let (salt, hash) = kept.split_once('$').unwrap_or_default();
        let found = self.argon2(salt, password).await?;
        // digests are compared, so that the time tells nothing of how much agrees
        Ok(digest(&found) == digest(hash))
    }

    async fn argon2(&self, salt: &str, password: &str) -> Result<String, Fault> {
        let _place = self.hashing.acquire().await.map_err(|_| Fault::Wait)?;
        let (salt, password) = (salt.to_owned(), password.to_owned());
        let work = move || {
            let mut out = [0; 32];
            let done = Argon2::default().hash_password_into(
                password.as_bytes(),
                salt.as_bytes(),
                &mut out,
            );
            done.map(|()| hex(&out))
        };
        let hash = tokio::task::spawn_blocking(work).await;
        hash.ok().and_then(Result::ok).ok_or(Fault::Wait)
    }
}

/// The role of an account by its name.
fn role(name: &str) -> Option<Role> {
    match name {
        "administrator" => Some(Role::Administrator),
        "secretary" => Some(Role::Secretary),
        "observer" => Some(Role::Observer),
        _ => None,
    }
}

/// A name to sign in by, however it is typed: composed or not, with capitals or not.
fn login_name(login: &str) -> String {
    ocop::tidy(login).to_lowercase()
}

/// A code as it is kept, however it is typed.
fn code_name(code: &str) -> String {
    let plain = code.chars().filter(char::is_ascii_alphanumeric).take(64);
    plain.collect::<String>().to_ascii_uppercase()
}

fn weak(password: &str) -> Option<Text> {
    let length = password.chars().count();
    (!(SHORTEST..=LONGEST).contains(&length)).then(|| {
        Text::new(
            format!("Mật khẩu cần từ {SHORTEST} đến {LONGEST} ký tự."),
            format!("A password takes {SHORTEST} to {LONGEST} characters."),
        )
    })
}
