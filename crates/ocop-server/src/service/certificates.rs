//! Certificates: entered after the decision, kept as a register, and what falls due of them.

use jiff::civil::Date;
use ocop::certificate::{CertificateStatus, Holidays, Record, Register};
use ocop::criteria::Authority;
use ocop::{Lang, Stars};
use ocop_office::workbook::register_text;
use ocop_operations::document;
use ocop_text::Document;
use serde_json::{Map, Value, json};

use super::actor::Actor;
use super::fault::stated;
use super::sitting::{Session, object};
use super::{Evening, Fault};
use crate::domain::fields::text;
use crate::infra::clock::local;
use crate::infra::random::{digest, secret};
use crate::repository::certificates::{self, CertificateRow};
use crate::repository::settings;

/// A product that is recognised, and its certificate where it has one.
#[derive(Debug, Clone)]
pub(crate) struct Recognised {
    pub(crate) product: String,
    pub(crate) name: String,
    pub(crate) stars: Stars,
    /// The level that recognises it, where that is another than the council's.
    pub(crate) elsewhere: Option<Authority>,
    pub(crate) certificate: Option<Map<String, Value>>,
    /// How long it lasts, and when it is to be renewed.
    pub(crate) term: Option<CertificateStatus>,
}

impl Evening {
    pub(crate) fn today(&self) -> Date {
        local(self.now()).date()
    }

    /// The products whose round is closed and whose result stands and is recognised.
    pub(crate) async fn recognised(&self, id: &str) -> Result<(Session, Vec<Recognised>), Fault> {
        let settled = self.settled(id).await?;
        let (session, file) = (settled.session, settled.file.to_string());
        let tally = self.library.tally_json(file.as_bytes(), &[])?;
        let mut tx = self.store.read().await?;
        let kept = certificates::of_session(&mut tx, id).await?;
        let holidays = Holidays::parse(&settings::get(&mut tx, settings::HOLIDAYS).await?)?;
        let mut found = Vec::new();
        for product in tally.products.iter().filter(|p| p.stands && p.recognised) {
            let Some(stars) = product.stars else { continue };
            let own = kept.iter().find(|c| c.product == product.id);
            let certificate = own.map(|c| object(&c.body));
            let term = own.and_then(|kept| {
                let facts = Record::parse(kept.body.as_bytes()).ok()?.facts()?;
                self.library
                    .certificate(&facts, self.today(), &holidays)
                    .ok()
            });
            found.push(Recognised {
                name: session
                    .product(&product.id)
                    .map_or_else(|| product.id.to_string(), |p| p.name.clone()),
                product: product.id.to_string(),
                stars,
                elsewhere: product
                    .authority
                    .filter(|by| tally.level.is_some_and(|own| own != *by)),
                certificate,
                term,
            });
        }
        Ok((session, found))
    }

    /// Enters the certificate of a product: the number of the decision and the day it was issued, and
    /// its last day where the decision states another than the law.
    pub(crate) async fn set_certificate(
        &self,
        actor: &Actor,
        id: &str,
        product: &str,
        [decision, issued_on, expires_on]: [&str; 3],
    ) -> Result<(), Fault> {
        let (session, recognised) = self.recognised(id).await?;
        let found = recognised.iter().find(|r| r.product == product);
        let found = found.ok_or(Fault::NotFound)?;
        let product = session.product(product).ok_or(Fault::NotFound)?;
        // what was entered before is still put right here
        if found.elsewhere.is_some() && found.certificate.is_none() {
            return Err(Fault::refused(
                "Hạng sao này do cấp khác công nhận: giấy chứng nhận không ghi ở hội đồng này.",
                "These stars are recognised by another level: the certificate is not entered at this council.",
            ));
        }
        if ocop::tidy(decision).is_empty() {
            return Err(Fault::refused(
                "Cần số quyết định công nhận.",
                "The number of the decision is needed.",
            ));
        }
        let stars = found.stars.to_string();
        let set = self.sheet_of(&session, product)?.product_set.to_string();
        let cells = [
            ("code", text(&product.body, &["product", "code"])),
            ("name", product.name.as_str()),
            ("producer", product.producer.as_str()),
            ("criteria", session.row.criteria.as_str()),
            ("product_set", set.as_str()),
            ("stars", stars.as_str()),
            ("issued_on", issued_on),
            ("expires_on", expires_on),
            ("decision", decision),
        ];
        let record = Record::from_row(cells)?;
        let facts = record
            .facts()
            .ok_or_else(|| Fault::refused("Cần ngày cấp.", "The day it was issued is needed."))?;
        if facts.issued_on > self.today() {
            return Err(Fault::refused(
                "Ngày cấp chưa đến: chỉ ghi giấy chứng nhận đã cấp.",
                "The day of issue is still to come: only certificates that were issued are entered.",
            ));
        }
        self.library
            .certificate(&facts, self.today(), &Holidays::default())?;
        let held_on = ocop::parse_date(session.held_on());
        if held_on.is_some_and(|day| facts.issued_on < day) {
            return Err(Fault::refused(
                "Ngày cấp trước ngày họp của hội đồng.",
                "The day it was issued is before the council sat.",
            ));
        }
        let row = CertificateRow {
            session: id.to_owned(),
            product: product.id.clone(),
            body: written(&record),
        };
        let before = found
            .certificate
            .clone()
            .map(|c| Value::Object(c).to_string());
        let mut tx = self.store.write().await?;
        certificates::put(&mut tx, &row).await?;
        let what = ("certificate-entered", row.product.as_str());
        let change = (before.as_deref(), Some(row.body.as_str()));
        self.note(&mut tx, &actor.who(), Some(id), what, change)
            .await?;
        Ok(tx.commit().await?)
    }

    /// Takes a certificate out that was entered by mistake.
    pub(crate) async fn remove_certificate(
        &self,
        actor: &Actor,
        id: &str,
        product: &str,
        reason: &str,
    ) -> Result<(), Fault> {
        let reason = stated(reason)?;
        let mut tx = self.store.write().await?;
        let row = certificates::get(&mut tx, id, product).await?;
        let row = row.ok_or(Fault::NotFound)?;
        certificates::remove(&mut tx, id, product).await?;
        let after = json!({"reason": reason}).to_string();
        let change = (Some(row.body.as_str()), Some(after.as_str()));
        let what = ("certificate-removed", product);
        self.note(&mut tx, &actor.who(), Some(id), what, change)
            .await?;
        Ok(tx.commit().await?)
    }

    /// Every certificate, as a record of a register.
    pub(crate) async fn register(&self) -> Result<Vec<Map<String, Value>>, Fault> {
        let mut tx = self.store.read().await?;
        let kept = certificates::all(&mut tx).await?;
        Ok(kept.iter().map(|c| object(&c.body)).collect())
    }

    /// The register as a table that spreadsheets open and `ocop certificate renewals` reads.
    pub(crate) async fn register_table(&self) -> Result<String, Fault> {
        let mut tx = self.store.read().await?;
        let kept = certificates::all(&mut tx).await?;
        let mut register = Register::default();
        for (line, row) in (1_u64..).zip(&kept) {
            let record = Record::parse(row.body.as_bytes())?;
            register.records.push((line, record.into_owned()));
        }
        Ok(register_text(&register, Lang::Vi))
    }

    /// Makes a new secret address for the calendar; the one before no longer works.
    pub(crate) async fn share_calendar(&self, actor: &Actor) -> Result<String, Fault> {
        let made = secret(self.random.as_ref())?;
        let mut tx = self.store.write().await?;
        settings::put(&mut tx, settings::CALENDAR, &digest(&made)).await?;
        let what = ("calendar-shared", "");
        self.note(&mut tx, &actor.who(), None, what, (None, None))
            .await?;
        tx.commit().await?;
        Ok(made)
    }

    /// What falls due in the register as a calendar, for whoever has the secret of the calendar.
    pub(crate) async fn calendar(&self, secret: &str, lang: &str) -> Result<Vec<u8>, Fault> {
        let kept = {
            let mut tx = self.store.read().await?;
            settings::get(&mut tx, settings::CALENDAR).await?
        };
        if kept.is_empty() || digest(secret) != kept {
            return Err(Fault::NotFound);
        }
        let (table, options) = self.due("ics", u16::MAX, lang).await?;
        let options = options.to_string();
        let reply = ocop_operations::call(
            &self.library,
            "document",
            table.as_bytes(),
            options.as_bytes(),
        );
        let reply = reply.map_err(|refusal| Fault::from(refusal.problems))?;
        Ok(reply.bytes)
    }

    /// What falls due in the register within half a year.
    pub(crate) async fn due_soon(&self, lang: &str) -> Result<Document, Fault> {
        let (table, options) = self.due("html", 180, lang).await?;
        let options = serde_json::from_value(options).map_err(|_| Fault::NotFound)?;
        let made = document::document(&self.library, table.as_bytes(), &options);
        made.map_err(|refusal| Fault::from(refusal.problems))
    }

    /// The register, and the options of a document of what falls due in it within so many days.
    async fn due(&self, format: &str, within: u16, lang: &str) -> Result<(String, Value), Fault> {
        let table = self.register_table().await?;
        let holidays = self.holidays().await?;
        let options = json!({
            "document": "renewals", "format": format, "lang": lang,
            "options": {"on": self.today().to_string(), "within": within, "holidays": holidays},
        });
        Ok((table, options))
    }
}

/// A record as it is kept: a line of a register.
fn written(record: &Record<'_>) -> String {
    // what was read from text is always written
    serde_json::to_string(record).unwrap_or_default()
}
