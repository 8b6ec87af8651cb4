//! Accounts: added, given other passwords, closed and opened again.

use std::net::IpAddr;

use ocop::Text;

use super::actor::{Actor, role};
use super::passwords::{login_name, weak};
use super::{Evening, Fault};
use crate::infra::random::secret;
use crate::repository::accounts::{self, Account};
use crate::repository::factors;

impl Evening {
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
        // as names of members are: without marks that turn the text around
        let (name, login) = (ocop::tidy(name), login_name(login));
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
            name: name.into_owned(),
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
        self.give_password(&actor.who(), id, password).await
    }

    /// Gives one's own account another password, for the present one; one signs in anew.
    pub(crate) async fn set_own_password(
        &self,
        actor: &Actor,
        from: IpAddr,
        present: &str,
        password: &str,
    ) -> Result<(), Fault> {
        let account = self.by_password(actor, from, present).await?;
        self.give_password(&actor.who(), &account.id, password)
            .await
    }

    /// Gives the account of this name another password.
    ///
    /// # Errors
    ///
    /// There is no such account, or the password is too short.
    pub async fn set_password_of(
        &self,
        who: &str,
        login: &str,
        password: &str,
    ) -> Result<(), Fault> {
        let id = self.account_of(login).await?;
        self.give_password(who, &id, password).await
    }

    /// The identifier of the account of this name.
    pub(super) async fn account_of(&self, login: &str) -> Result<String, Fault> {
        let mut tx = self.store.read().await?;
        let found = accounts::by_login(&mut tx, &login_name(login)).await?;
        found.map(|account| account.id).ok_or(Fault::NotFound)
    }

    async fn give_password(&self, who: &str, id: &str, password: &str) -> Result<(), Fault> {
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
        self.note(&mut tx, who, None, what, (None, None)).await?;
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

    /// All accounts, each with whether it is asked for a second factor.
    pub(crate) async fn accounts(&self) -> Result<Vec<(Account, bool)>, Fault> {
        let mut tx = self.store.read().await?;
        let with = factors::accounts(&mut tx).await?;
        let all = accounts::all(&mut tx).await?.into_iter();
        Ok(all
            .map(|account| {
                let asked = with.contains(&account.id);
                (account, asked)
            })
            .collect())
    }
}
