//! Passwords: signing in by them, how they are kept, and how many tries there are.

use std::net::IpAddr;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Instant;

use argon2::{Argon2, Block};
use ocop::Text;

use super::actor::{Actor, SignedIn};
use super::{Evening, Fault};
use crate::infra::random::{digest, hex};
use crate::repository::accounts::{self, Account, Login};
use crate::repository::factors;

/// The fewest characters of a password.
const SHORTEST: usize = 12;

/// The most that is looked at: longer ones are only meant to cost time.
const LONGEST: usize = 256;

/// So many blocks, 40 MB, are asked for at least, of which only those are taken that are written to: what is
/// larger than 32 MB goes back to the system as soon as it is given up, smaller memory may stay with the
/// program.
const RETURNED: usize = 40 << 10;

/// How far somebody gets by name and password.
#[derive(Debug)]
pub(crate) enum Entered {
    /// All the way.
    SignedIn(SignedIn),
    /// A second factor is asked for; what they have so far opens nothing else.
    Pending(SignedIn),
}

impl Evening {
    /// Signs in by name and password, as far as that leads.
    ///
    /// A wrong name takes as long as a wrong password, and is told in the same words.
    pub(crate) async fn sign_in(
        &self,
        from: IpAddr,
        login: &str,
        password: &str,
    ) -> Result<Entered, Fault> {
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
        let mut tx = self.store.write().await?;
        let asked = factors::asked(&mut tx, &account.id).await?;
        let entered = if asked.is_some() {
            Entered::Pending(self.half(&mut tx, account.id).await?)
        } else {
            let made = Login {
                account: Some(account.id),
                ..self.login()?
            };
            let begun = self.begin(&mut tx, made, &who, ("signed-in", "")).await?;
            Entered::SignedIn(begun)
        };
        tx.commit().await?;
        Ok(entered)
    }

    /// The account of somebody who is signed in, where they give its password once more: what could lock
    /// them out is not done by whoever finds their screen open.
    pub(super) async fn by_password(
        &self,
        actor: &Actor,
        from: IpAddr,
        password: &str,
    ) -> Result<Account, Fault> {
        self.try_from_address(from)?;
        let id = actor.account.as_deref().ok_or(Fault::Forbidden)?;
        let account = {
            let mut tx = self.store.read().await?;
            accounts::by_id(&mut tx, id).await?.ok_or(Fault::NotFound)?
        };
        if self.is_password(&account.password, password).await? {
            return Ok(account);
        }
        Err(Fault::refused(
            "Mật khẩu hiện tại không đúng.",
            "The present password is not right.",
        ))
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
        self.hashed.fetch_add(1, Ordering::Relaxed);
        let alone = Arc::clone(&self.hashing).lock_owned().await;
        let (salt, password) = (salt.to_owned(), password.to_owned());
        let work = move || {
            let mut out = [0; 32];
            let argon2 = Argon2::default();
            let blocks = argon2.params().block_count();
            let mut memory = Vec::with_capacity(blocks.max(RETURNED));
            memory.resize(blocks, Block::new());
            let done = argon2.hash_password_into_with_memory(
                password.as_bytes(),
                salt.as_bytes(),
                &mut out,
                memory.as_mut_slice(),
            );
            drop((memory, alone));
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
