//! Sheets from Excel: a member's workbook given out, and workbooks that came back taken in on behalf.

use ocop::{Lang, Text};
use ocop_office::workbook::Roster;
use ocop_office::workbook::collect::{CollectOptions, ReturnedFile, Taken, collect};
use ocop_office::workbook::member::{Contents, Order, write};
use serde_json::{Value, json};

use super::actor::Actor;
use super::sitting::{Session, object};
use super::{Evening, Fault};
use crate::repository::Tx;
use crate::repository::sheets::{self, SheetRow};

/// A workbook that came back.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Returned<'f> {
    pub(crate) name: &'f str,
    pub(crate) bytes: &'f [u8],
}

/// What came of workbooks.
#[derive(Debug, Clone, Default)]
pub(crate) struct Collected {
    /// Each sheet that was found, and what became of it.
    pub(crate) sheets: Vec<(Taken, Fate)>,
    /// Everything that is wrong, with file, sheet and cell.
    pub(crate) problems: Vec<Text>,
    /// What should be known besides.
    pub(crate) notices: Vec<Text>,
    /// Copies with a note at each cell that is to be mended.
    pub(crate) copies: Vec<(String, Vec<u8>)>,
}

/// What became of a sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fate {
    /// It is kept now.
    Stored,
    /// It was kept already, word for word.
    Same,
    /// Nothing is filled in.
    Blank,
    /// The member scores in person here: that sheet is kept.
    Own,
    /// Another sheet was handed in before: that one is kept.
    HandedIn,
    /// The product is not scored in this round, or the round is not open.
    OtherRound,
}

impl Evening {
    /// A member's workbook for the round that is scored, as it is to be filled in.
    pub(crate) async fn workbook(
        &self,
        id: &str,
        member: &str,
        lang: Lang,
    ) -> Result<Vec<u8>, Fault> {
        let (session, _) = self.whole(id).await?;
        let member = session.member(member).ok_or(Fault::NotFound)?;
        let file = session.council_file(&[]).to_string();
        let roster = Roster::read(&self.library, file.as_bytes(), &[])?;
        let in_round = |p: &&super::sitting::Product| p.round == session.row.round;
        let mut order = Order::new(&member.id);
        order.round = u8::try_from(session.row.round.max(1)).unwrap_or(1);
        let scored = session.products.iter().filter(in_round);
        order.products = scored.map(|p| p.id.as_str()).collect();
        order.lang = lang;
        Ok(write(&self.library, &roster, &order, &Contents::default())?)
    }

    /// Takes in workbooks that came back. A sheet with something wrong is kept as a draft with all
    /// that is good in it; what is there already is never overwritten, but for a draft that was typed.
    pub(crate) async fn collect(
        &self,
        actor: &Actor,
        id: &str,
        files: &[Returned<'_>],
        lang: Lang,
    ) -> Result<Collected, Fault> {
        if files.is_empty() {
            return Err(Fault::refused("Chưa chọn tệp nào.", "No file was chosen."));
        }
        let mut tx = self.store.write().await?;
        let session = Session::load(&mut tx, id).await?;
        if !session.is_open() {
            return Err(Fault::refused(
                "Vòng chấm không mở: phiếu chưa nhận được.",
                "The round is not open: no sheets are taken.",
            ));
        }
        let rows = sheets::of_session(&mut tx, id).await?;
        let before = |r: &&SheetRow| {
            let product = session.product(&r.product);
            product.is_some_and(|p| r.round < p.round)
        };
        let earlier: Vec<SheetRow> = rows.iter().filter(before).cloned().collect();
        let file = session.council_file(&earlier).to_string();
        let returned: Vec<ReturnedFile<'_>> = files
            .iter()
            .map(|f| {
                let mut file = ReturnedFile::new(f.name);
                file.bytes = Some(f.bytes);
                file
            })
            .collect();
        let mut options = CollectOptions::default();
        options.lang = lang;
        let found = collect(&self.library, file.as_bytes(), &[], &returned, options)?;
        let mut out = Collected {
            problems: found.report.errors.iter().map(super::told).collect(),
            notices: found
                .report
                .notices
                .iter()
                .map(|n| Text::new(n.line(Lang::Vi), n.line(Lang::En)))
                .collect(),
            copies: found.copies,
            ..Collected::default()
        };
        for taken in found.report.taken {
            let content = sheet_in(&found.session, &taken);
            let fate = self
                .take(&mut tx, actor, (&session, &rows), &taken, content)
                .await?;
            out.sheets.push((taken, fate));
        }
        let blank = found.report.blank.into_iter();
        out.sheets.extend(blank.map(|b| (b, Fate::Blank)));
        tx.commit().await?;
        Ok(out)
    }

    async fn take(
        &self,
        tx: &mut Tx,
        actor: &Actor,
        (session, rows): (&Session, &[SheetRow]),
        taken: &Taken,
        content: serde_json::Map<String, Value>,
    ) -> Result<Fate, Fault> {
        let round = i64::from(taken.round);
        let product = session.product(&taken.product);
        if round != session.row.round || product.is_none_or(|p| p.round != round) {
            return Ok(Fate::OtherRound);
        }
        let of = |r: &&SheetRow| {
            r.product == taken.product && r.member == taken.member && r.round == round
        };
        let there = rows.iter().find(of);
        if let Some(there) = there {
            let said = |mut content: serde_json::Map<String, Value>| {
                content.remove("submitted_at");
                content
            };
            if said(object(&there.content)) == content && there.status == taken.status {
                return Ok(Fate::Same);
            }
            if there.typed_by.is_none() {
                return Ok(Fate::Own);
            }
            if there.status == "submitted" {
                return Ok(Fate::HandedIn);
            }
        }
        let mut kept = content;
        if taken.status == "submitted" {
            kept.insert("submitted_at".to_owned(), self.moment().into());
        }
        let row = SheetRow {
            product: taken.product.clone(),
            member: taken.member.clone(),
            round,
            version: there.map_or(1, |r| r.version.saturating_add(1)),
            status: taken.status.clone(),
            content: Value::Object(kept.clone()).to_string(),
            saved_at: self.stamp(),
            typed_by: Some(actor.name.clone()),
        };
        sheets::put(tx, &session.row.id, &row).await?;
        let after = json!({"version": row.version, "status": row.status, "file": taken.file, "content": kept});
        let subject = format!("{}/{}/{round}", row.product, row.member);
        let before = there.map(|r| r.content.as_str());
        self.note(
            tx,
            &actor.who(),
            Some(&session.row.id),
            ("sheet-collected", &subject),
            (before, Some(&after.to_string())),
        )
        .await?;
        Ok(Fate::Stored)
    }
}

/// The sheet of the session that collecting filled.
fn sheet_in(session: &Value, taken: &Taken) -> serde_json::Map<String, Value> {
    let is = |value: &Value, field: &str, name: &str| value.get(field).is_some_and(|v| v == name);
    let products = session.get("products").and_then(Value::as_array);
    let product = products
        .into_iter()
        .flatten()
        .find(|p| is(p, "id", &taken.product));
    let sheets = product
        .and_then(|p| p.get("sheets"))
        .and_then(Value::as_array);
    let found = sheets.into_iter().flatten().find(|s| {
        let round = s.get("round").and_then(Value::as_u64).unwrap_or(1);
        is(s, "member", &taken.member) && round == u64::from(taken.round)
    });
    let mut content = found
        .and_then(Value::as_object)
        .cloned()
        .unwrap_or_default();
    for field in ["member", "round", "status"] {
        content.remove(field);
    }
    content
}
