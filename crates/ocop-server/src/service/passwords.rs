//! Passwords: signing in by them, how they are kept, and how many tries there are.

use std::net::IpAddr;
use std::time::Instant;

use argon2::Argon2;
use ocop::Text;

use super::actor::SignedIn;
use super::{Evening, Fault};
use crate::infra::random::{digest, hex};
use crate::repository::accounts::{self, Login};

/// The fewest characters of a password.
const SHORTEST: usize = 12;

/// The most that is looked at: longer ones are only meant to cost time.
const LONGEST: usize = 256;

impl Evening {
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
        let mut tx = self.store.write().await?;
        let signed_in = self.begin(&mut tx, made, &who, ("signed-in", "")).await?;
        tx.commit().await?;
        Ok(signed_in)
    }

    /// Takes one of the tries of passwords and codes that an address has.
    pub(super) fn try_from_address(&self, from: IpAddr) -> Result<(), Fault> {
        self.tries
            .take(from, Instant::now())
            .map_err(|_| Fault::Wait)
    }

    /// A password as it is kept: its salt and its hash by Argon2id.
    pub(super) async fn hashed(&self, password: &str) -> Result<String, Fault> {
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

/// A name to sign in by, however it is typed: composed or not, with capitals or not.
pub(super) fn login_name(login: &str) -> String {
    ocop::tidy(login).to_lowercase()
}

/// What is wrong with a password, if anything.
pub(super) fn weak(password: &str) -> Option<Text> {
    let length = password.chars().count();
    (!(SHORTEST..=LONGEST).contains(&length)).then(|| {
        Text::new(
            format!("Mật khẩu cần từ {SHORTEST} đến {LONGEST} ký tự."),
            format!("A password takes {SHORTEST} to {LONGEST} characters."),
        )
    })
}
