//! What the secretary prepares: sessions, members, products, presence, recusals; and sessions from
//! files.

use ocop::{Code, Text};
use serde_json::{Map, Value, json};

use super::actor::Actor;
use super::fault::stated;
use super::sitting::{Session, object, probe};
use super::{Evening, Fault};
use crate::infra::random::code;
use crate::repository::Tx;
use crate::repository::sessions::{self, MemberRow, ProductRow, SessionRow};
use crate::repository::sheets::{self, SheetRow};

/// The characters of identifiers that may stand in an address as they are.
fn plain(id: &str) -> bool {
    let fits = id
        .bytes()
        .all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_');
    fits && (1..=40).contains(&id.len())
}

/// A field of a form: tidied, and left out where it is empty.
pub(super) fn put(fields: &mut Map<String, Value>, name: &str, value: &str) {
    let value = ocop::tidy(value);
    if !value.is_empty() {
        fields.insert(name.to_owned(), value.into());
    }
}

/// What a secretary says of a new session.
#[derive(Debug, Clone, Default)]
pub(crate) struct NewSession {
    pub(crate) council: String,
    pub(crate) place: String,
    pub(crate) level: String,
    pub(crate) held_on: String,
    pub(crate) minimums: String,
}

impl Evening {
    /// A new session, without members and products.
    pub(crate) async fn add_session(
        &self,
        actor: &Actor,
        new: &NewSession,
    ) -> Result<String, Fault> {
        let day = ocop::read_day(&new.held_on).map_err(|_| {
            Fault::refused(
                "Ngày họp ghi như 20/09/2026.",
                "The day of the session is written like 20/09/2026.",
            )
        })?;
        let mut head = Map::new();
        head.insert("format".to_owned(), "ocop-council/1".into());
        head.insert("level".to_owned(), new.level.as_str().into());
        head.insert("held_on".to_owned(), day.to_string().into());
        put(&mut head, "council", &new.council);
        put(&mut head, "place", &new.place);
        if !new.minimums.is_empty() {
            head.insert("regulation".to_owned(), json!({"minimums": new.minimums}));
        }
        let file = probe(&head);
        let text = file.to_string();
        let tally = self.library.tally_json(text.as_bytes(), &[])?;
        prepared(&tally.errors, &file)?;
        let criteria = tally.criteria.to_string();
        head.insert("criteria".to_owned(), criteria.as_str().into());
        let row = SessionRow {
            id: code(self.random.as_ref())?.to_lowercase(),
            criteria,
            head: Value::Object(head).to_string(),
            state: "preparing".to_owned(),
            round: 0,
            arrangement: "{}".to_owned(),
        };
        let mut tx = self.store.write().await?;
        sessions::add_session(&mut tx, &row).await?;
        let (who, change) = (actor.who(), (None, Some(row.head.as_str())));
        self.note(&mut tx, &who, Some(&row.id), ("session-added", ""), change)
            .await?;
        tx.commit().await?;
        Ok(row.id)
    }

    /// Puts a session of the format `ocop-council/1` into the database. What is wrong with it is told,
    /// all of it, and nothing is kept.
    ///
    /// # Errors
    ///
    /// The session is refused, or the database cannot be written.
    pub async fn import(&self, who: &str, text: &str) -> Result<String, Fault> {
        let tally = self.library.tally_json(text.as_bytes(), &[])?;
        let mut head = object(text);
        let mut wrong = faults(&tally.errors, &Value::Object(head.clone()));
        let criteria = tally.criteria.to_string();
        let mut list = |name: &str| match head.remove(name) {
            Some(Value::Array(items)) => items,
            _ => Vec::new(),
        };
        let (members, present) = (list("members"), list("present"));
        let products = list("products");
        for id in members.iter().chain(&products).filter_map(|v| v.get("id")) {
            if !id.as_str().is_some_and(plain) {
                wrong.push(Text::new(
                    format!(
                        "Mã {id}: chỉ dùng chữ không dấu, chữ số, \"-\" và \"_\", tối đa 40 ký tự."
                    ),
                    format!(
                        "Identifier {id}: only plain letters, digits, \"-\" and \"_\", at most 40."
                    ),
                ));
            }
        }
        if !wrong.is_empty() {
            return Err(Fault::Refused(wrong));
        }
        let id = code(self.random.as_ref())?.to_lowercase();
        let mut row = SessionRow {
            id: id.clone(),
            criteria,
            head: Value::Object(head).to_string(),
            state: "preparing".to_owned(),
            round: 0,
            arrangement: "{}".to_owned(),
        };
        let mut tx = self.store.write().await?;
        sessions::add_session(&mut tx, &row).await?;
        for body in &members {
            let name = body.get("id").and_then(Value::as_str).unwrap_or_default();
            let member = MemberRow {
                id: name.to_owned(),
                body: body.to_string(),
                present: present.iter().any(|p| p == name),
            };
            sessions::put_member(&mut tx, &id, &member).await?;
        }
        for mut body in products {
            let taken = body.as_object_mut().and_then(|b| b.remove("sheets"));
            let sheets = taken
                .and_then(|s| s.as_array().cloned())
                .unwrap_or_default();
            let name = body
                .get("id")
                .and_then(Value::as_str)
                .unwrap_or_default()
                .to_owned();
            let rows: Vec<SheetRow> = sheets
                .into_iter()
                .filter_map(|s| self.sheet_row(&name, s))
                .collect();
            let round = rows.iter().map(|r| r.round).max().unwrap_or(0);
            row.round = row.round.max(round);
            let product = ProductRow {
                id: name,
                body: body.to_string(),
                round,
            };
            sessions::put_product(&mut tx, &id, &product).await?;
            for sheet in &rows {
                sheets::put(&mut tx, &id, sheet).await?;
            }
        }
        if row.round > 0 {
            "closed".clone_into(&mut row.state);
            sessions::put_session(&mut tx, &row).await?;
        }
        self.note(
            &mut tx,
            who,
            Some(&id),
            ("session-imported", ""),
            (None, Some(text)),
        )
        .await?;
        tx.commit().await?;
        Ok(id)
    }

    fn sheet_row(&self, product: &str, sheet: Value) -> Option<SheetRow> {
        let Value::Object(mut content) = sheet else {
            return None;
        };
        let member = content.remove("member")?.as_str()?.to_owned();
        let status = content
            .get("status")
            .and_then(Value::as_str)
            .unwrap_or("submitted");
        Some(SheetRow {
            product: product.to_owned(),
            member,
            round: content.get("round").and_then(Value::as_i64).unwrap_or(1),
            version: 1,
            status: status.to_owned(),
            saved_at: self.stamp(),
            typed_by: None,
            content: Value::Object(content).to_string(),
        })
    }

    /// Adds a member to the council.
    pub(crate) async fn add_member(
        &self,
        actor: &Actor,
        id: &str,
        name: &str,
        role: &str,
        institution: &str,
    ) -> Result<(), Fault> {
        let mut tx = self.store.write().await?;
        let session = Session::load(&mut tx, id).await?;
        still_prepared(&session)?;
        let mut body = Map::new();
        let number = free(session.members.iter().map(|m| m.id.as_str()), 'm');
        body.insert("id".to_owned(), number.as_str().into());
        put(&mut body, "name", name);
        body.insert("role".to_owned(), role.into());
        put(&mut body, "institution", institution);
        if !body.contains_key("name") {
            return Err(Fault::refused("Cần có họ tên.", "A name is needed."));
        }
        let row = MemberRow {
            id: number.clone(),
            body: Value::Object(body).to_string(),
            present: false,
        };
        sessions::put_member(&mut tx, id, &row).await?;
        let what = ("member-added", number.as_str());
        self.added(tx, actor, id, what, &row.body).await
    }

    /// Adds a product.
    pub(crate) async fn add_product(
        &self,
        actor: &Actor,
        id: &str,
        [name, producer, code, set]: [&str; 4],
    ) -> Result<(), Fault> {
        let mut tx = self.store.write().await?;
        let session = Session::load(&mut tx, id).await?;
        still_prepared(&session)?;
        let number = free(session.products.iter().map(|p| p.id.as_str()), 'p');
        let set = set
            .parse::<u16>()
            .map_or_else(|_| Value::from(set), Value::from);
        let mut product = Map::new();
        put(&mut product, "name", name);
        put(&mut product, "code", code);
        if !product.contains_key("name") {
            return Err(Fault::refused(
                "Cần có tên sản phẩm.",
                "The product's name is needed.",
            ));
        }
        let mut body = Map::new();
        body.insert("id".to_owned(), number.as_str().into());
        body.insert("product_set".to_owned(), set);
        body.insert("product".to_owned(), product.into());
        let mut of = Map::new();
        put(&mut of, "name", producer);
        if !of.is_empty() {
            body.insert("producer".to_owned(), of.into());
        }
        let row = ProductRow {
            id: number.clone(),
            body: Value::Object(body).to_string(),
            round: 0,
        };
        sessions::put_product(&mut tx, id, &row).await?;
        let what = ("product-added", number.as_str());
        self.added(tx, actor, id, what, &row.body).await
    }

    /// Ends what adds to a session: with a line in the trail, where the engine has nothing against it.
    async fn added(
        &self,
        mut tx: Tx,
        actor: &Actor,
        id: &str,
        what: (&str, &str),
        body: &str,
    ) -> Result<(), Fault> {
        let session = Session::load(&mut tx, id).await?;
        self.right(&session)?;
        self.note(&mut tx, &actor.who(), Some(id), what, (None, Some(body)))
            .await?;
        Ok(tx.commit().await?)
    }

    /// Whether the engine has anything against a session as it would be.
    pub(super) fn right(&self, session: &Session) -> Result<(), Fault> {
        let file = session.council_file(&[]);
        let text = file.to_string();
        let tally = self.library.tally_json(text.as_bytes(), &[])?;
        prepared(&tally.errors, &file)
    }

    /// Notes whether a member is present.
    pub(crate) async fn set_presence(
        &self,
        actor: &Actor,
        id: &str,
        member: &str,
        present: bool,
    ) -> Result<(), Fault> {
        let mut tx = self.store.write().await?;
        let session = Session::load(&mut tx, id).await?;
        if session.is_closed() {
            return Err(Fault::refused("Vòng chấm đã đóng.", "The round is closed."));
        }
        let mut member = session.member(member).ok_or(Fault::NotFound)?.clone();
        let before = member.present;
        member.present = present;
        sessions::put_member(&mut tx, id, &member.row()).await?;
        let (before, after) = (before.to_string(), present.to_string());
        let what = ("presence", member.id.as_str());
        let change = (Some(before.as_str()), Some(after.as_str()));
        self.note(&mut tx, &actor.who(), Some(id), what, change)
            .await?;
        Ok(tx.commit().await?)
    }

    /// Notes that a member does not score a product, or does after all.
    pub(crate) async fn set_recusal(
        &self,
        actor: &Actor,
        id: &str,
        product: &str,
        member: &str,
        reason: Option<&str>,
    ) -> Result<(), Fault> {
        let reason = reason.map(stated).transpose()?;
        let reason = reason.as_deref();
        let mut tx = self.store.write().await?;
        let session = Session::load(&mut tx, id).await?;
        if session.is_closed() {
            return Err(Fault::refused("Vòng chấm đã đóng.", "The round is closed."));
        }
        let mut product = session.product(product).ok_or(Fault::NotFound)?.clone();
        session.member(member).ok_or(Fault::NotFound)?;
        let mut list: Vec<Value> = match product.body.get("recused") {
            Some(Value::Array(list)) => list.clone(),
            _ => Vec::new(),
        };
        list.retain(|r| r.get("member").is_none_or(|m| m != member));
        if let Some(reason) = reason {
            let mut recusal = Map::new();
            recusal.insert("member".to_owned(), member.into());
            put(&mut recusal, "reason", reason);
            list.push(recusal.into());
        }
        if list.is_empty() {
            product.body.remove("recused");
        } else {
            product.body.insert("recused".to_owned(), list.into());
        }
        sessions::put_product(&mut tx, id, &product.row()).await?;
        let action = if reason.is_some() {
            "recused"
        } else {
            "recusal-withdrawn"
        };
        let subject = format!("{}/{member}", product.id);
        self.note(
            &mut tx,
            &actor.who(),
            Some(id),
            (action, &subject),
            (None, reason),
        )
        .await?;
        Ok(tx.commit().await?)
    }
}

/// What the engine has against a session, where it has anything.
fn prepared(errors: &[ocop::Problem], file: &Value) -> Result<(), Fault> {
    let wrong = faults(errors, file);
    if wrong.is_empty() {
        Ok(())
    } else {
        Err(Fault::Refused(wrong))
    }
}

/// What the engine has against a session; that nothing is before it yet is no fault while it is
/// prepared.
fn faults(errors: &[ocop::Problem], file: &Value) -> Vec<Text> {
    let none_yet = |e: &&ocop::Problem| e.path == "/products" && e.code == Code::MissingField;
    let wrong = errors.iter().filter(|e| !none_yet(e));
    wrong.map(|problem| super::told_in(problem, file)).collect()
}

fn still_prepared(session: &Session) -> Result<(), Fault> {
    if session.row.state == "preparing" {
        return Ok(());
    }
    Err(Fault::refused(
        "Vòng chấm đã mở: thành viên và sản phẩm không thêm được nữa.",
        "The round has opened: members and products are no longer added.",
    ))
}

/// The first identifier of a letter and a number that is not taken.
fn free<'i>(taken: impl Iterator<Item = &'i str> + Clone, letter: char) -> String {
    let name = |n: u32| format!("{letter}{n}");
    let found = (1..).map(name).find(|id| taken.clone().all(|t| t != id));
    found.unwrap_or_default()
}
