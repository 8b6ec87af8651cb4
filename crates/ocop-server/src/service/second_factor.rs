//! The second factor of an account: a code of an app that shows another every half minute (TOTP, RFC
//! 6238), and codes that work once, for the day when the app is gone.

use std::net::IpAddr;
use std::time::Instant;

use totp_rs::{Builder, Secret, Totp};

use super::actor::{Actor, SignedIn};
use super::invitations::code_name;
use super::{Evening, Fault};
use crate::infra::random::{code, digest};
use crate::repository::Tx;
use crate::repository::accounts::{self, Login};
use crate::repository::factors::{self, Factor};

/// The codes for the day when the app is gone.
const CODES: usize = 8;

/// What the trail calls it where somebody else takes a second factor away.
const RESET: &str = "second-factor-reset";

/// How a second factor stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Standing {
    /// Since when it is asked for, as people read it; empty where it is not.
    pub(crate) since: String,
    /// The codes that are left for the day when the app is gone.
    pub(crate) left: i64,
}

/// What goes into an app.
#[derive(Debug, Clone)]
pub(crate) struct Enrolment {
    /// The address that apps read from a square.
    pub(crate) address: String,
    /// The secret in it, to be typed.
    pub(crate) secret: String,
}

/// What somebody gives beside their password.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Given<'g> {
    /// What their app shows.
    Code(&'g str),
    /// A code for the day when the app is gone.
    Recovery(&'g str),
}

/// Somebody whose password was right, and of whom a second factor is asked.
#[derive(Debug)]
pub(crate) struct Pending {
    /// The secret of their form.
    pub(crate) csrf: String,
    account: String,
}

impl Evening {
    /// How the second factor of one's own account stands.
    pub(crate) async fn second_factor(&self, actor: &Actor) -> Result<Standing, Fault> {
        let id = actor.account.as_deref().ok_or(Fault::Forbidden)?;
        let mut tx = self.store.read().await?;
        let factor = factors::asked(&mut tx, id).await?;
        Ok(Standing {
            since: factor.map_or_else(String::new, |f| super::shown(&f.since)),
            left: factors::codes_left(&mut tx, id).await?,
        })
    }

    /// Makes the secret of a second factor. It is asked for once its first code has been typed.
    pub(crate) async fn begin_second_factor(
        &self,
        actor: &Actor,
        from: IpAddr,
        password: &str,
    ) -> Result<Enrolment, Fault> {
        let account = self.by_password(actor, from, password).await?;
        let mut bytes = [0; 20];
        self.random.fill(&mut bytes)?;
        let secret = Secret::new_stack(bytes).to_base32();
        let enrolment = enrolment(secret, &account.login)?;
        let mut tx = self.store.write().await?;
        if factors::asked(&mut tx, &account.id).await?.is_some() {
            return Err(Fault::refused(
                "Xác thực hai bước đang bật: tắt rồi mới lập lại được.",
                "The second factor is on already: turn it off before making another.",
            ));
        }
        let factor = Factor {
            account: account.id,
            secret: enrolment.secret.clone(),
            step: 0,
            since: String::new(),
        };
        factors::put(&mut tx, &factor).await?;
        tx.commit().await?;
        Ok(enrolment)
    }

    /// What goes into the app once more, where its first code was not right.
    pub(crate) async fn enrolment(&self, actor: &Actor) -> Result<Enrolment, Fault> {
        let id = actor.account.as_deref().ok_or(Fault::Forbidden)?;
        let mut tx = self.store.read().await?;
        let account = accounts::by_id(&mut tx, id).await?.ok_or(Fault::NotFound)?;
        let factor = factors::begun(&mut tx, id).await?.ok_or_else(again)?;
        enrolment(factor.secret, &account.login)
    }

    /// Turns it on by the first code that the app shows; gives the codes for the day when the app is gone.
    /// None where the code is not right.
    pub(crate) async fn confirm_second_factor(
        &self,
        actor: &Actor,
        typed: &str,
    ) -> Result<Option<Vec<String>>, Fault> {
        let id = actor.account.as_deref().ok_or(Fault::Forbidden)?;
        self.try_factor(id)?;
        let made = self.codes()?;
        let mut tx = self.store.write().await?;
        let account = accounts::by_id(&mut tx, id).await?.ok_or(Fault::NotFound)?;
        let factor = factors::begun(&mut tx, id).await?.ok_or_else(again)?;
        let Some(step) = self.step(&factor, &account.login, typed) else {
            return Ok(None);
        };
        let factor = Factor {
            step,
            since: self.stamp(),
            ..factor
        };
        factors::put(&mut tx, &factor).await?;
        factors::set_codes(&mut tx, id, &digests(&made)).await?;
        let what = ("second-factor-on", account.login.as_str());
        self.note(&mut tx, &actor.who(), None, what, (None, None))
            .await?;
        tx.commit().await?;
        Ok(Some(made))
    }

    /// Gives other codes for the day when the app is gone; those before no longer work.
    pub(crate) async fn new_recovery_codes(
        &self,
        actor: &Actor,
        from: IpAddr,
        password: &str,
    ) -> Result<Vec<String>, Fault> {
        let account = self.by_password(actor, from, password).await?;
        let made = self.codes()?;
        let mut tx = self.store.write().await?;
        factors::asked(&mut tx, &account.id)
            .await?
            .ok_or_else(again)?;
        factors::set_codes(&mut tx, &account.id, &digests(&made)).await?;
        let what = ("recovery-codes-made", account.login.as_str());
        self.note(&mut tx, &actor.who(), None, what, (None, None))
            .await?;
        tx.commit().await?;
        Ok(made)
    }

    /// Turns it off.
    pub(crate) async fn end_second_factor(
        &self,
        actor: &Actor,
        from: IpAddr,
        password: &str,
    ) -> Result<(), Fault> {
        let account = self.by_password(actor, from, password).await?;
        self.take_factor(&actor.who(), &account.id, "second-factor-off")
            .await
    }

    /// Takes it from the account of somebody who has lost the app and the codes; whoever is signed in by
    /// the account is signed out.
    pub(crate) async fn reset_second_factor(&self, actor: &Actor, id: &str) -> Result<(), Fault> {
        self.take_factor(&actor.who(), id, RESET).await
    }

    /// Takes it from the account of this name.
    ///
    /// # Errors
    ///
    /// There is no such account, or it has no second factor.
    pub async fn reset_second_factor_of(&self, who: &str, login: &str) -> Result<(), Fault> {
        let id = self.account_of(login).await?;
        self.take_factor(who, &id, RESET).await
    }

    async fn take_factor(&self, who: &str, id: &str, action: &str) -> Result<(), Fault> {
        let mut tx = self.store.write().await?;
        let account = accounts::by_id(&mut tx, id).await?.ok_or(Fault::NotFound)?;
        if factors::asked(&mut tx, id).await?.is_none() {
            return Err(Fault::refused(
                "Tài khoản này không bật xác thực hai bước.",
                "This account has no second factor.",
            ));
        }
        factors::remove(&mut tx, id).await?;
        if action == RESET {
            accounts::end_logins(&mut tx, id).await?;
        }
        let what = (action, account.login.as_str());
        self.note(&mut tx, who, None, what, (None, None)).await?;
        Ok(tx.commit().await?)
    }

    /// Who has this token of a login that waits for a second factor.
    pub(crate) async fn pending(&self, token: &str) -> Result<Option<Pending>, Fault> {
        let mut tx = self.store.read().await?;
        self.pending_in(&mut tx, token).await
    }

    async fn pending_in(&self, tx: &mut Tx, token: &str) -> Result<Option<Pending>, Fault> {
        let login = accounts::login(tx, &digest(token)).await?;
        let login = login.filter(|l| l.pending && l.expires_at > self.stamp());
        Ok(login.and_then(|l| {
            Some(Pending {
                csrf: l.csrf,
                account: l.account?,
            })
        }))
    }

    /// Signs in somebody whose password was right by what they give beside it. None where it is not right.
    pub(crate) async fn pass(
        &self,
        token: &str,
        csrf: &str,
        given: Given<'_>,
    ) -> Result<Option<SignedIn>, Fault> {
        let waits = self.pending(token).await?.filter(|p| p.csrf == csrf);
        self.try_factor(&waits.ok_or_else(again)?.account)?;
        let mut tx = self.store.write().await?;
        // it may have been used up or taken away by now
        let waits = self.pending_in(&mut tx, token).await?.ok_or_else(again)?;
        let id = waits.account;
        let account = accounts::by_id(&mut tx, &id).await?;
        let account = account.filter(|a| !a.disabled).ok_or_else(again)?;
        let factor = factors::asked(&mut tx, &id).await?.ok_or_else(again)?;
        let how = match given {
            Given::Code(typed) => {
                let Some(step) = self.step(&factor, &account.login, typed) else {
                    return Ok(None);
                };
                factors::put(&mut tx, &Factor { step, ..factor }).await?;
                "second-factor"
            }
            Given::Recovery(typed) => {
                let typed = digest(&code_name(typed));
                if !factors::use_code(&mut tx, &id, &typed).await? {
                    return Ok(None);
                }
                "recovery-code"
            }
        };
        accounts::end_login(&mut tx, &digest(token)).await?;
        let who = format!("{} ({})", account.name, account.role);
        let made = Login {
            account: Some(id),
            ..self.login()?
        };
        let begun = self.begin(&mut tx, made, &who, ("signed-in", how)).await?;
        tx.commit().await?;
        Ok(Some(begun))
    }

    /// The half minute that a code is of: this one or one beside it, and none that was used before.
    fn step(&self, factor: &Factor, login: &str, typed: &str) -> Option<i64> {
        let digits: String = typed
            .chars()
            .filter(char::is_ascii_digit)
            .take(12)
            .collect();
        let now = u64::try_from(self.now().as_second()).ok()?;
        let step = totp(&factor.secret, login)?.check(&digits, now)?;
        i64::try_from(step).ok().filter(|step| *step > factor.step)
    }

    /// Takes one of the tries of second factors that an account has.
    fn try_factor(&self, account: &str) -> Result<(), Fault> {
        let taken = self.factor_tries.take(account.to_owned(), Instant::now());
        taken.map_err(|_| Fault::Wait)
    }

    /// Codes of 80 bits, for the day when the app is gone.
    fn codes(&self) -> Result<Vec<String>, Fault> {
        let random = self.random.as_ref();
        let one = || Ok(format!("{}{}", code(random)?, code(random)?));
        std::iter::repeat_with(one).take(CODES).collect()
    }
}

fn again() -> Fault {
    Fault::refused(
        "Bước này đã hết hạn. Đề nghị làm lại từ đầu.",
        "This step has run out. Please begin again.",
    )
}

/// What works codes out. An app shows the account under its name; a colon would end it there.
fn totp(secret: &str, login: &str) -> Option<Totp> {
    let secret = Secret::try_from_base32(secret).ok()?;
    let builder = Builder::new().with_secret(secret).with_skew(1);
    let builder = builder.with_issuer(Some("OCOP"));
    builder
        .with_account_name(login.replace(':', "-"))
        .build()
        .ok()
}

/// What goes into an app for an account.
fn enrolment(secret: String, login: &str) -> Result<Enrolment, Fault> {
    let address = totp(&secret, login).and_then(|totp| totp.to_url().ok());
    Ok(Enrolment {
        address: address.ok_or_else(again)?,
        secret,
    })
}

fn digests(codes: &[String]) -> Vec<String> {
    codes.iter().map(|code| digest(code)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The key of the tests of RFC 6238, appendix B, with the codes of six digits at its times.
    #[test]
    fn codes_are_those_of_the_standard() {
        let key = Secret::from(b"12345678901234567890".as_slice().to_vec()).to_base32();
        let totp = totp(&key, "thuky").unwrap();
        for (time, shown) in [
            (59, "287082"),
            (1_111_111_109, "081804"),
            (1_234_567_890, "005924"),
            (20_000_000_000, "353130"),
        ] {
            assert_eq!(totp.generate(time).to_string(), shown);
            assert_eq!(totp.check(shown, time), Some(time / 30));
            assert_eq!(totp.check(shown, time + 30), Some(time / 30));
            assert_eq!(totp.check(shown, time + 60), None);
        }
        let address = totp.to_url().unwrap();
        assert!(
            address.starts_with("otpauth://totp/OCOP:thuky?"),
            "{address}"
        );
    }

    #[test]
    fn a_name_with_a_colon_has_an_address_too() {
        let key = Secret::new_stack([7; 20]).to_base32();
        let address = totp(&key, "thư ký: một").and_then(|t| t.to_url().ok());
        assert!(address.unwrap().contains("OCOP:"));
    }
}
