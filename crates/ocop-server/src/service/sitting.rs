//! A session as it stands: read as one, written as `ocop-council/1`.

use std::ops::{Deref, DerefMut};
use std::sync::Arc;

use ocop::criteria::SetReport;
use serde_json::{Map, Value, json};

use super::actor::Actor;
use super::{Evening, Fault};
use crate::domain::access::Role;
use crate::domain::arrangement::Arrangement;
use crate::domain::content;
use crate::domain::fields::text;
use crate::repository::sessions::{self, MemberRow, ProductRow, SessionRow};
use crate::repository::sheets::{self, SheetRow};
use crate::repository::{Tx, trail};

/// What holds for a session as a whole: all that a single sheet needs of it.
#[derive(Debug, Clone)]
pub(crate) struct Frame {
    pub(crate) row: SessionRow,
    pub(crate) head: Map<String, Value>,
    pub(crate) arrangement: Arrangement,
}

/// A session, all of it.
#[derive(Debug, Clone)]
pub(crate) struct Session {
    frame: Frame,
    pub(crate) members: Vec<Member>,
    pub(crate) products: Vec<Product>,
}

impl Deref for Session {
    type Target = Frame;

    fn deref(&self) -> &Frame {
        &self.frame
    }
}

impl DerefMut for Session {
    fn deref_mut(&mut self) -> &mut Frame {
        &mut self.frame
    }
}

/// A member of its council.
#[derive(Debug, Clone)]
pub(crate) struct Member {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) role: String,
    pub(crate) present: bool,
    pub(crate) body: Map<String, Value>,
}

/// A product before it.
#[derive(Debug, Clone)]
pub(crate) struct Product {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) producer: String,
    pub(crate) set: Value,
    pub(crate) round: i64,
    /// Who does not score it, and why.
    pub(crate) recused: Vec<(String, String)>,
    pub(crate) findings: Vec<String>,
    pub(crate) body: Map<String, Value>,
}

/// A text of JSON from the database as an object.
pub(crate) fn object(text: &str) -> Map<String, Value> {
    match serde_json::from_str(text) {
        Ok(Value::Object(fields)) => fields,
        _ => Map::new(),
    }
}

impl Member {
    fn read(row: MemberRow) -> Self {
        let body = object(&row.body);
        let name = text(&body, &["name"]);
        let name = if name.is_empty() { &row.id } else { name };
        let role = match text(&body, &["role"]) {
            "" => "member",
            role => role,
        };
        Self {
            name: name.to_owned(),
            role: role.to_owned(),
            present: row.present,
            id: row.id,
            body,
        }
    }

    pub(crate) fn row(&self) -> MemberRow {
        MemberRow {
            id: self.id.clone(),
            body: Value::Object(self.body.clone()).to_string(),
            present: self.present,
        }
    }
}

impl Product {
    fn read(row: ProductRow) -> Self {
        let body = object(&row.body);
        let name = text(&body, &["product", "name"]);
        let name = if name.is_empty() { &row.id } else { name }.to_owned();
        let list = |field: &str| body.get(field).and_then(Value::as_array).cloned();
        let of = |v: &Value, f: &str| {
            v.get(f)
                .and_then(Value::as_str)
                .unwrap_or_default()
                .to_owned()
        };
        let recused = list("recused").unwrap_or_default();
        let findings = list("findings").unwrap_or_default();
        Self {
            name,
            producer: text(&body, &["producer", "name"]).to_owned(),
            set: body.get("product_set").cloned().unwrap_or_default(),
            round: row.round,
            recused: recused
                .iter()
                .map(|r| (of(r, "member"), of(r, "reason")))
                .collect(),
            findings: findings
                .iter()
                .filter_map(|f| Some(f.as_str()?.to_owned()))
                .collect(),
            id: row.id,
            body,
        }
    }

    pub(crate) fn row(&self) -> ProductRow {
        ProductRow {
            id: self.id.clone(),
            body: Value::Object(self.body.clone()).to_string(),
            round: self.round,
        }
    }

    pub(crate) fn is_recused(&self, member: &str) -> bool {
        self.recused.iter().any(|(m, _)| m == member)
    }
}

impl Frame {
    pub(crate) async fn load(tx: &mut Tx, id: &str) -> Result<Self, Fault> {
        let row = sessions::session(tx, id).await?.ok_or(Fault::NotFound)?;
        Ok(Self {
            head: object(&row.head),
            arrangement: serde_json::from_str(&row.arrangement).unwrap_or_default(),
            row,
        })
    }

    /// One member of its council.
    pub(crate) async fn member(&self, tx: &mut Tx, id: &str) -> Result<Member, Fault> {
        let row = sessions::member(tx, &self.row.id, id).await?;
        row.map(Member::read).ok_or(Fault::NotFound)
    }

    /// One product before it.
    pub(crate) async fn product(&self, tx: &mut Tx, id: &str) -> Result<Product, Fault> {
        let row = sessions::product(tx, &self.row.id, id).await?;
        row.map(Product::read).ok_or(Fault::NotFound)
    }

    pub(crate) async fn products(&self, tx: &mut Tx) -> Result<Vec<Product>, Fault> {
        let rows = sessions::products(tx, &self.row.id).await?;
        Ok(rows.into_iter().map(Product::read).collect())
    }

    pub(crate) fn council(&self) -> &str {
        text(&self.head, &["council"])
    }

    pub(crate) fn held_on(&self) -> &str {
        text(&self.head, &["held_on"])
    }

    /// How the regulation tests minimums, where it says so.
    pub(crate) fn minimums(&self) -> &str {
        text(&self.head, &["regulation", "minimums"])
    }

    pub(crate) fn is_open(&self) -> bool {
        self.row.state == "open"
    }

    pub(crate) fn is_closed(&self) -> bool {
        self.row.state == "closed"
    }

    /// Keeps the head as it is now.
    pub(crate) async fn put_head(&mut self, tx: &mut Tx) -> Result<(), Fault> {
        self.row.head = Value::Object(self.head.clone()).to_string();
        self.row.arrangement = serde_json::to_string(&self.arrangement).unwrap_or_default();
        Ok(sessions::put_session(tx, &self.row).await?)
    }
}

impl Session {
    /// Reads a session.
    pub(crate) async fn load(tx: &mut Tx, id: &str) -> Result<Self, Fault> {
        let frame = Frame::load(tx, id).await?;
        let members = sessions::members(tx, id).await?;
        Ok(Self {
            members: members.into_iter().map(Member::read).collect(),
            products: frame.products(tx).await?,
            frame,
        })
    }

    pub(crate) fn member(&self, id: &str) -> Option<&Member> {
        self.members.iter().find(|m| m.id == id)
    }

    /// Whether there are results to see: of all products, or of those that are not scored again.
    pub(crate) fn has_results(&self) -> bool {
        let settled = |p: &Product| p.round > 0 && p.round < self.row.round;
        self.is_closed() || (self.is_open() && self.products.iter().any(settled))
    }

    pub(crate) fn product(&self, id: &str) -> Option<&Product> {
        self.products.iter().find(|p| p.id == id)
    }

    /// The session as `ocop-council/1`.
    pub(crate) fn council_file(&self, sheets: &[SheetRow]) -> Value {
        let mut file = self.head.clone();
        let members = self.members.iter().map(|m| Value::Object(m.body.clone()));
        file.insert("members".to_owned(), members.collect());
        let present = self.members.iter().filter(|m| m.present);
        let present: Vec<Value> = present.map(|m| m.id.clone().into()).collect();
        // opinions in writing know no presence; a meeting says who was there, if nobody
        let written = text(&self.head, &["mode"]) == "written";
        if !written || !present.is_empty() {
            file.insert("present".to_owned(), present.into());
        }
        let products = self.products.iter().map(|product| {
            let mut body = product.body.clone();
            let own = sheets.iter().filter(|s| s.product == product.id);
            let own: Vec<Value> = own.map(sheet_file).collect();
            if !own.is_empty() {
                body.insert("sheets".to_owned(), own.into());
            }
            Value::Object(body)
        });
        file.insert("products".to_owned(), products.collect());
        Value::Object(file)
    }
}

/// A sheet as `ocop-council/1` has it.
fn sheet_file(row: &SheetRow) -> Value {
    let mut sheet = content::answered(&object(&row.content));
    sheet.insert("member".to_owned(), row.member.clone().into());
    // what was imported without its defaults is exported without them, so that it has one digest
    if row.round != 1 || sheet.contains_key("round") {
        sheet.insert("round".to_owned(), row.round.into());
    }
    if row.status != "submitted" || sheet.contains_key("status") {
        sheet.insert("status".to_owned(), row.status.clone().into());
    }
    Value::Object(sheet)
}

/// The sheets on the products of a session.
fn of_products(mut sheets: Vec<SheetRow>, session: &Session) -> Vec<SheetRow> {
    sheets.retain(|s| session.product(&s.product).is_some());
    sheets
}

/// What is settled of a session.
#[derive(Debug)]
pub(crate) struct Settled {
    /// With the products alone whose round is closed.
    pub(crate) session: Session,
    /// The same as `ocop-council/1`.
    pub(crate) file: Value,
    /// The sheets on these products.
    pub(crate) sheets: Vec<SheetRow>,
    /// The names of the products that are scored in the round that is open.
    pub(crate) reopened: Vec<String>,
}

/// What of a session an entry of its trail is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Trailed {
    pub(crate) number: i64,
    pub(crate) at: String,
    pub(crate) who: String,
    pub(crate) action: String,
    pub(crate) subject: String,
    pub(crate) before: String,
    pub(crate) after: String,
}

impl Evening {
    /// A session with all its sheets, read in one state of the database.
    pub(crate) async fn whole(&self, id: &str) -> Result<(Session, Vec<SheetRow>), Fault> {
        let mut tx = self.store.read().await?;
        let session = Session::load(&mut tx, id).await?;
        let sheets = sheets::of_session(&mut tx, id).await?;
        Ok((session, sheets))
    }

    /// All sessions, the latest first: identifier, council, day, state.
    pub(crate) async fn sessions(&self) -> Result<Vec<[String; 4]>, Fault> {
        let mut tx = self.store.read().await?;
        let rows = sessions::all(&mut tx).await?;
        Ok(rows
            .into_iter()
            .map(|row| {
                let head = object(&row.head);
                let council = text(&head, &["council"]).to_owned();
                let day = text(&head, &["held_on"]).to_owned();
                [row.id, council, day, row.state]
            })
            .collect())
    }

    /// The session as it closed, as `ocop-council/1`. Until a round closes nobody sees totals, and papers
    /// are of all products or of none.
    pub(crate) async fn closed(&self, id: &str) -> Result<(Session, Value), Fault> {
        let settled = self.settled(id).await?;
        if !settled.reopened.is_empty() {
            let (round, names) = (settled.session.row.round, settled.reopened.join("; "));
            return Err(Fault::refused(
                format!(
                    "Vòng {round} đang mở để chấm lại: {names}. Văn bản và tệp phiên họp có lại khi vòng này đóng; kết quả của các sản phẩm khác vẫn xem được ở trang Kết quả."
                ),
                format!(
                    "Round {round} is open, in which these are scored again: {names}. Papers and the session are there again when it closes; the results of the other products stay on the page of the result."
                ),
            ));
        }
        Ok((settled.session, settled.file))
    }

    /// What is settled of a session: all of it where the round is closed; while a later round is open, the
    /// products that are not scored again in it. Of the others there is nothing but
    /// their names: no sheet and no total of an open round is in what this gives.
    pub(crate) async fn settled(&self, id: &str) -> Result<Settled, Fault> {
        let (mut session, sheets) = self.whole(id).await?;
        let round = session.row.round;
        let mut reopened = Vec::new();
        if !session.is_closed() {
            let again = |p: &Product| p.round == 0 || p.round >= round;
            let open = session.products.iter().filter(|p| again(p));
            reopened.extend(open.map(|p| p.name.clone()));
            session.products.retain(|p| !again(p));
        }
        match (session.row.state.as_str(), session.products.is_empty()) {
            ("preparing", _) => Err(Fault::refused(
                "Vòng chấm chưa mở: chưa có kết quả.",
                "The round is not open yet: there are no results.",
            )),
            ("open", true) if round > 1 => Err(Fault::refused(
                format!(
                    "Mọi sản phẩm đang được chấm lại ở vòng {round}: kết quả có lại khi vòng này đóng."
                ),
                format!(
                    "All products are scored again in round {round}: results are there again when it closes."
                ),
            )),
            ("open", true) => Err(Fault::refused(
                "Vòng chấm chưa đóng: kết quả chưa được xem.",
                "The round is not closed: results are not shown yet.",
            )),
            _ => Ok(Settled {
                file: session.council_file(&sheets),
                sheets: of_products(sheets, &session),
                session,
                reopened,
            }),
        }
    }

    /// Whether a session has no products yet.
    ///
    /// # Errors
    ///
    /// There is no such session.
    pub async fn is_empty(&self, id: &str) -> Result<bool, Fault> {
        let (session, _) = self.whole(id).await?;
        Ok(session.products.is_empty())
    }

    /// The session as it closed, as the text of an `ocop-council/1`.
    ///
    /// # Errors
    ///
    /// There is no such session, or its round is not closed.
    pub async fn export(&self, id: &str) -> Result<String, Fault> {
        let (_, file) = self.closed(id).await?;
        Ok(format!("{file:#}"))
    }

    /// The trail of a session. While a round is open, it does not tell what sheets say.
    pub(crate) async fn trail(&self, id: &str) -> Result<(Session, Vec<Trailed>), Fault> {
        let mut tx = self.store.read().await?;
        let session = Session::load(&mut tx, id).await?;
        let entries = trail::of_session(&mut tx, id, None).await?;
        let open = !session.is_closed();
        let shown = entries.into_iter().map(|e| trailed(e, open)).collect();
        Ok((session, shown))
    }

    /// What the trail says of the whole server, the latest first: of accounts, and who signed in.
    pub(crate) async fn trail_of_accounts(&self) -> Result<Vec<Trailed>, Fault> {
        let mut tx = self.store.read().await?;
        let entries = trail::of_server(&mut tx).await?;
        Ok(entries.into_iter().map(|e| trailed(e, false)).collect())
    }

    /// The history of a sheet, for its member.
    pub(crate) async fn history(
        &self,
        actor: &Actor,
        id: &str,
        product: &str,
        member: &str,
    ) -> Result<(Session, Vec<Trailed>), Fault> {
        let mut tx = self.store.read().await?;
        let session = Session::load(&mut tx, id).await?;
        let rows = sheets::of_member(&mut tx, id, product, member).await?;
        let typed = rows.iter().all(|r| r.typed_by.is_some());
        let may = actor.is_member(id, member)
            || (actor.role == Role::Secretary && (typed || session.is_closed()));
        if !may || session.product(product).is_none() || session.member(member).is_none() {
            return Err(Fault::NotFound);
        }
        let mut found = Vec::new();
        for round in rows.iter().map(|r| r.round) {
            let subject = format!("{product}/{member}/{round}");
            let entries = trail::of_session(&mut tx, id, Some(&subject)).await?;
            found.extend(entries.into_iter().map(|e| trailed(e, false)));
        }
        Ok((session, found))
    }

    /// The sheet of a product, as the law prints it.
    pub(crate) fn sheet_of(
        &self,
        session: &Frame,
        product: &Product,
    ) -> Result<Arc<SetReport>, Fault> {
        let criteria = self.library.version(&session.row.criteria)?;
        let set = product.set.as_str().map(str::to_owned);
        let set = criteria.product_set(&set.unwrap_or_else(|| product.set.to_string()))?;
        Ok(self.printed.sheet(criteria, set)?)
    }
}

fn trailed(entry: trail::Entry, hidden: bool) -> Trailed {
    let hide = |value: Option<String>| match value {
        Some(_) if hidden && entry.action.starts_with("sheet-") => "…".to_owned(),
        value => value.unwrap_or_default(),
    };
    Trailed {
        number: entry.number,
        at: super::shown(&entry.at),
        before: hide(entry.before),
        after: hide(entry.after),
        who: entry.who,
        action: entry.action,
        subject: entry.subject,
    }
}

/// The smallest session that says of a head whether it is right.
pub(crate) fn probe(head: &Map<String, Value>) -> Value {
    let mut file = head.clone();
    file.insert("members".to_owned(), json!([]));
    file.insert("products".to_owned(), json!([]));
    file.entry("present").or_insert_with(|| json!([]));
    Value::Object(file)
}
