//! Sheets: saved on every change, never over another version, submitted and taken back.

use std::sync::Arc;

use ocop::criteria::SetReport;
use ocop::{AssessOptions, Code, Outcome, Problem, RatingReport, Text};
use serde_json::{Value, json};

use super::actor::Actor;
use super::sitting::{Frame, Member, Product, object};
use super::{Evening, Fault};
use crate::domain::access::Role;
use crate::domain::content::{self, Content, Fields};
use crate::repository::Tx;
use crate::repository::sheets::{self, SheetRow};

/// Which sheet.
#[derive(Debug, Clone, serde::Deserialize)]
pub(crate) struct Key {
    pub(crate) session: String,
    pub(crate) product: String,
    pub(crate) member: String,
}

/// A sheet as it stands, with what it is a sheet of.
#[derive(Debug, Clone)]
pub(crate) struct Sheet {
    pub(crate) session: Frame,
    pub(crate) product: Product,
    pub(crate) member: Member,
    pub(crate) set: Arc<SetReport>,
    /// The round that the product is in, and what the server has of the sheet in it.
    pub(crate) round: i64,
    pub(crate) row: Option<SheetRow>,
    /// The sheet of the round before.
    pub(crate) earlier: Option<SheetRow>,
    /// Why nothing can be changed, where nothing can.
    pub(crate) frozen: Option<Text>,
}

/// What came of saving.
#[derive(Debug)]
pub(crate) enum Saved {
    /// The server has it.
    Stored(Box<Sheet>),
    /// The server has another version than the one that was changed: both, and a choice.
    Conflict { stored: Box<Sheet>, mine: Content },
    /// Some of it cannot be read; nothing was changed.
    Unreadable {
        stored: Box<Sheet>,
        mine: Content,
        problems: Vec<(String, Text)>,
    },
}

impl Sheet {
    pub(crate) fn content(&self) -> Content {
        self.row
            .as_ref()
            .map(|r| object(&r.content))
            .unwrap_or_default()
    }

    pub(crate) fn version(&self) -> i64 {
        self.row.as_ref().map_or(0, |r| r.version)
    }

    pub(crate) fn is_submitted(&self) -> bool {
        self.row.as_ref().is_some_and(|r| r.status == "submitted")
    }

    pub(crate) fn is_unchanged(&self) -> bool {
        self.content().get("unchanged").is_some_and(|u| u == true)
    }

    fn subject(&self) -> String {
        format!("{}/{}/{}", self.product.id, self.member.id, self.round)
    }

    /// Whether somebody other than the member may look at it and type it: the secretary, where it was
    /// not scored by the member in person.
    fn open_to_secretary(&self) -> bool {
        self.row.as_ref().is_none_or(|r| r.typed_by.is_some())
    }
}

impl Evening {
    /// A sheet, for whoever may see it.
    pub(crate) async fn sheet(&self, actor: &Actor, key: &Key) -> Result<Sheet, Fault> {
        let mut tx = self.store.read().await?;
        self.sheet_in(&mut tx, actor, key).await
    }

    async fn sheet_in(&self, tx: &mut Tx, actor: &Actor, key: &Key) -> Result<Sheet, Fault> {
        let session = Frame::load(tx, &key.session).await?;
        let product = session.product(tx, &key.product).await?;
        let member = session.member(tx, &key.member).await?;
        let set = self.sheet_of(&session, &product)?;
        let rows = sheets::of_member(tx, &key.session, &key.product, &key.member).await?;
        let round = product.round;
        let (now, before): (Vec<_>, Vec<_>) = rows.into_iter().partition(|r| r.round == round);
        let mut sheet = Sheet {
            round,
            row: now.into_iter().next(),
            earlier: before.into_iter().next_back(),
            frozen: None,
            session,
            product,
            member,
            set,
        };
        let own = actor.is_member(&key.session, &key.member);
        let typist = actor.role == Role::Secretary && sheet.open_to_secretary();
        if !own && !typist {
            return Err(Fault::Forbidden);
        }
        sheet.frozen = frozen(&sheet);
        Ok(sheet)
    }

    /// The other products that its member scores.
    pub(crate) async fn also_scored(&self, sheet: &Sheet) -> Result<Vec<Product>, Fault> {
        let mut tx = self.store.read().await?;
        let mut products = sheet.session.products(&mut tx).await?;
        products.retain(|p| p.id != sheet.product.id && !p.is_recused(&sheet.member.id));
        Ok(products)
    }

    /// Saves a form over the version that it was made from. The same content as the server has is
    /// saved already: a request that is sent again, since its answer was lost, changes nothing.
    pub(crate) async fn save(
        &self,
        actor: &Actor,
        key: &Key,
        version: i64,
        fields: &Arc<Fields>,
    ) -> Result<Saved, Fault> {
        let (at, fields) = (self.at(actor, key), Arc::clone(fields));
        self.store
            .together(move |tx| Box::pin(at.save(tx, version, fields)))
            .await
    }

    /// Hands a sheet in. One that is handed in already stays as it is.
    pub(crate) async fn submit(&self, actor: &Actor, key: &Key) -> Result<Sheet, Fault> {
        let at = self.at(actor, key);
        self.store.together(move |tx| Box::pin(at.submit(tx))).await
    }

    /// Takes a sheet back, to change it.
    pub(crate) async fn retract(&self, actor: &Actor, key: &Key) -> Result<Sheet, Fault> {
        let at = self.at(actor, key);
        self.store
            .together(move |tx| Box::pin(at.retract(tx)))
            .await
    }

    /// In a later round: stands by the sheet of the round before.
    pub(crate) async fn stand_by(&self, actor: &Actor, key: &Key) -> Result<Sheet, Fault> {
        let at = self.at(actor, key);
        self.store
            .together(move |tx| Box::pin(at.stand_by(tx)))
            .await
    }

    /// In a later round: begins with a copy of the sheet of the round before.
    pub(crate) async fn again(&self, actor: &Actor, key: &Key) -> Result<Sheet, Fault> {
        let at = self.at(actor, key);
        self.store.together(move |tx| Box::pin(at.again(tx))).await
    }

    fn at(&self, actor: &Actor, key: &Key) -> AtSheet {
        AtSheet {
            evening: self.clone(),
            actor: actor.clone(),
            key: key.clone(),
        }
    }

    /// What a sheet comes to, by the engine, or what is wrong with it.
    pub(crate) fn evaluate(
        &self,
        sheet: &Sheet,
        content: &Content,
    ) -> Result<RatingReport<'static>, Vec<Wrong>> {
        self.evaluated(&sheet.session.row.criteria, &sheet.product.set, content)
    }

    /// What answers on a product set come to, by the engine, or what is wrong with them.
    pub(crate) fn evaluated(
        &self,
        criteria: &str,
        set: &Value,
        content: &Content,
    ) -> Result<RatingReport<'static>, Vec<Wrong>> {
        let dossier = content::dossier(content, criteria, set).to_string();
        match self
            .library
            .assess_json(dossier.as_bytes(), &AssessOptions::default())
        {
            Ok(assessment) => Ok(assessment.full().into_owned()),
            Err(problems) => Err(problems.iter().map(at_criterion).collect()),
        }
    }
}

/// What is wrong with a sheet, and at which criterion; of the whole sheet, where that is empty.
pub(crate) type Wrong = (String, Text);

/// A problem of a dossier as whoever fills in a sheet is told it: at its criterion, and without the
/// words of a file.
pub(super) fn at_criterion(problem: &Problem) -> Wrong {
    let rest = problem.path.strip_prefix("/answers/");
    let rest = rest.or_else(|| problem.path.strip_prefix("/points/"));
    let criterion = rest.and_then(|r| r.split('/').next()).unwrap_or_default();
    let mut own = problem.clone();
    own.path.clear();
    if own.code == Code::SeveralLevelsWithPoints {
        own = own.with_help(
            "Để trống điểm ở đây, lưu, rồi chọn mức ở cách \"Chọn theo mức\".",
            "Leave the points empty here, save, then choose the level by \"Choose levels\".",
        );
    }
    (criterion.to_owned(), super::told(&own))
}

/// The same in one line of each language.
fn in_a_line((criterion, text): &Wrong) -> Text {
    if criterion.is_empty() {
        return text.clone();
    }
    Text::new(
        format!("{criterion}: {}", text.vi),
        format!("{criterion}: {}", text.en),
    )
}

/// Somebody at a sheet, which they change.
struct AtSheet {
    evening: Evening,
    actor: Actor,
    key: Key,
}

impl AtSheet {
    async fn sheet(&self, tx: &mut Tx) -> Result<Sheet, Fault> {
        self.evening.sheet_in(tx, &self.actor, &self.key).await
    }

    async fn save(self, tx: &mut Tx, version: i64, fields: Arc<Fields>) -> Result<Saved, Fault> {
        let sheet = self.sheet(tx).await?;
        let before = sheet.content();
        let (mine, problems) = match content::read(&fields, &sheet.set, &before) {
            Ok(mine) => (mine, Vec::new()),
            Err(unread) => (unread.content, unread.problems),
        };
        // also where it was handed in since: the answer to that may have been lost
        if problems.is_empty() && sheet.row.is_some() && same(&mine, &before) {
            return Ok(Saved::Stored(Box::new(sheet)));
        }
        changeable(&sheet)?;
        // first of all: what is shown again must not be saved over a version that was never seen
        if version != sheet.version() {
            let stored = Box::new(sheet);
            return Ok(Saved::Conflict { stored, mine });
        }
        if !problems.is_empty() {
            return Ok(Saved::Unreadable {
                stored: Box::new(sheet),
                mine,
                problems,
            });
        }
        let sheet = self.put(tx, sheet, mine, "draft", "sheet-saved").await?;
        Ok(Saved::Stored(Box::new(sheet)))
    }

    async fn submit(self, tx: &mut Tx) -> Result<Sheet, Fault> {
        let sheet = self.sheet(tx).await?;
        if sheet.is_submitted() {
            return Ok(sheet);
        }
        changeable(&sheet)?;
        let mut content = sheet.content();
        if !sheet.is_unchanged() {
            let rating = self
                .evening
                .evaluate(&sheet, &content)
                .map_err(|wrong| Fault::Refused(wrong.iter().map(in_a_line).collect()))?;
            if rating.outcome == Outcome::Provisional {
                let missing: Vec<String> =
                    rating.unanswered.iter().map(ToString::to_string).collect();
                let missing = missing.join(", ");
                return Err(Fault::refused(
                    format!("Chưa nộp được: còn tiêu chí chưa chấm: {missing}."),
                    format!("Not submitted: criteria without an answer: {missing}."),
                ));
            }
        }
        content.insert("submitted_at".to_owned(), self.evening.moment().into());
        self.put(tx, sheet, content, "submitted", "sheet-submitted")
            .await
    }

    async fn retract(self, tx: &mut Tx) -> Result<Sheet, Fault> {
        let sheet = self.sheet(tx).await?;
        if !sheet.is_submitted() {
            return Ok(sheet);
        }
        if let Some(why) = &sheet.frozen {
            return Err(Fault::Refused(vec![why.clone()]));
        }
        let mut content = sheet.content();
        content.remove("submitted_at");
        content.remove("unchanged");
        self.put(tx, sheet, content, "draft", "sheet-retracted")
            .await
    }

    async fn stand_by(self, tx: &mut Tx) -> Result<Sheet, Fault> {
        let sheet = self.sheet(tx).await?;
        changeable(&sheet)?;
        let handed_in = sheet
            .earlier
            .as_ref()
            .is_some_and(|e| e.status == "submitted");
        if !handed_in {
            return Err(Fault::refused(
                "Không có phiếu đã nộp ở vòng trước để giữ nguyên.",
                "There is no submitted sheet of the round before to stand by.",
            ));
        }
        let mut content = Content::new();
        content.insert("unchanged".to_owned(), true.into());
        content.insert("submitted_at".to_owned(), self.evening.moment().into());
        self.put(tx, sheet, content, "submitted", "sheet-unchanged")
            .await
    }

    async fn again(self, tx: &mut Tx) -> Result<Sheet, Fault> {
        let sheet = self.sheet(tx).await?;
        changeable(&sheet)?;
        if sheet.row.is_some() {
            return Ok(sheet);
        }
        let mut content = sheet
            .earlier
            .as_ref()
            .map(|e| object(&e.content))
            .unwrap_or_default();
        for field in [
            "submitted_at",
            "unchanged",
            "round",
            "status",
            "format",
            "product",
        ] {
            content.remove(field);
        }
        self.put(tx, sheet, content, "draft", "sheet-copied").await
    }

    /// Writes a sheet with its line in the trail.
    async fn put(
        &self,
        tx: &mut Tx,
        mut sheet: Sheet,
        content: Content,
        status: &str,
        action: &str,
    ) -> Result<Sheet, Fault> {
        let by = (self.actor.role == Role::Secretary).then(|| self.actor.name.clone());
        let row = SheetRow {
            product: sheet.product.id.clone(),
            member: sheet.member.id.clone(),
            round: sheet.round,
            version: sheet.version().saturating_add(1),
            status: status.to_owned(),
            content: Value::Object(content).to_string(),
            saved_at: self.evening.stamp(),
            typed_by: by,
        };
        sheets::put(tx, &sheet.session.row.id, &row).await?;
        let said = |row: &SheetRow| {
            let content = Value::Object(object(&row.content));
            json!({"version": row.version, "status": row.status, "content": content}).to_string()
        };
        let before = sheet.row.as_ref().map(said);
        let after = said(&row);
        let subject = sheet.subject();
        let session = sheet.session.row.id.clone();
        self.evening
            .note(
                tx,
                &self.actor.who(),
                Some(&session),
                (action, &subject),
                (before.as_deref(), Some(&after)),
            )
            .await?;
        sheet.row = Some(row);
        Ok(sheet)
    }
}

/// Whether two sheets say the same: what the server adds is not said by anybody.
fn same(mine: &Content, stored: &Content) -> bool {
    let mut stored = stored.clone();
    for field in ["submitted_at", "round", "status"] {
        stored.remove(field);
    }
    *mine == stored
}

fn changeable(sheet: &Sheet) -> Result<(), Fault> {
    if let Some(why) = &sheet.frozen {
        return Err(Fault::Refused(vec![why.clone()]));
    }
    if sheet.is_submitted() {
        return Err(Fault::refused(
            "Phiếu đã nộp; muốn sửa thì rút lại trước.",
            "The sheet is submitted; take it back to change it.",
        ));
    }
    Ok(())
}

fn frozen(sheet: &Sheet) -> Option<Text> {
    let session = &sheet.session;
    if sheet.product.is_recused(&sheet.member.id) {
        return Some(Text::new(
            "Thành viên này không chấm sản phẩm này.",
            "This member does not score this product.",
        ));
    }
    if session.row.state == "preparing" {
        return Some(Text::new(
            "Vòng chấm chưa mở; chủ tịch hội đồng sẽ mở.",
            "The round is not open yet; the chair will open it.",
        ));
    }
    if session.is_closed() {
        return Some(Text::new(
            "Vòng chấm đã đóng; phiếu không sửa được nữa.",
            "The round is closed; sheets are no longer changed.",
        ));
    }
    (sheet.round != session.row.round).then(|| {
        Text::new(
            "Sản phẩm này không chấm lại ở vòng này.",
            "This product is not scored again in this round.",
        )
    })
}
