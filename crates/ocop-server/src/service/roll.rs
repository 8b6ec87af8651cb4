//! Who is on the council and what is before it, put right: members and products changed and taken out
//! until the round closes, each with a reason for the trail.

use serde_json::{Map, Value, json};

use super::actor::Actor;
use super::fault::stated;
use super::prepare::put;
use super::sitting::Session;
use super::{Evening, Fault};
use crate::repository::{Tx, sessions, sheets};

impl Evening {
    /// Changes who a member is.
    pub(crate) async fn change_member(
        &self,
        actor: &Actor,
        id: &str,
        member: &str,
        [name, role, institution, reason]: [&str; 4],
    ) -> Result<(), Fault> {
        let reason = stated(reason)?;
        let mut tx = self.store.write().await?;
        let session = open(&mut tx, id).await?;
        let mut member = session.member(member).ok_or(Fault::NotFound)?.clone();
        let before = Value::Object(member.body.clone()).to_string();
        for (field, value) in [("name", name), ("institution", institution)] {
            member.body.remove(field);
            put(&mut member.body, field, value);
        }
        if !member.body.contains_key("name") {
            return Err(Fault::refused("Cần có họ tên.", "A name is needed."));
        }
        member.body.insert("role".to_owned(), role.into());
        let row = member.row();
        sessions::put_member(&mut tx, id, &row).await?;
        let what = ("member-changed", member.id.as_str());
        self.changed(tx, actor, id, what, (&before, &now(&reason, &row.body)))
            .await
    }

    /// Takes a member out of the council, and whatever was noted of them. Whoever has scored stays on
    /// it.
    pub(crate) async fn remove_member(
        &self,
        actor: &Actor,
        id: &str,
        member: &str,
        reason: &str,
    ) -> Result<(), Fault> {
        let reason = stated(reason)?;
        let mut tx = self.store.write().await?;
        let session = open(&mut tx, id).await?;
        let member = session.member(member).ok_or(Fault::NotFound)?.clone();
        let rows = sheets::of_session(&mut tx, id).await?;
        if rows.iter().any(|r| r.member == member.id) {
            return Err(Fault::refused(
                format!(
                    "{} đã có phiếu nên không xóa được; nếu vắng thì ghi vắng.",
                    member.name
                ),
                format!(
                    "{} has sheets and is not removed; mark them absent if they are.",
                    member.name
                ),
            ));
        }
        for product in session.products.iter().filter(|p| p.is_recused(&member.id)) {
            let mut product = product.clone();
            if let Some(Value::Array(list)) = product.body.get_mut("recused") {
                list.retain(|r| r.get("member").is_none_or(|m| *m != member.id));
            }
            sessions::put_product(&mut tx, id, &product.row()).await?;
        }
        sessions::remove_member(&mut tx, id, &member.id).await?;
        let before = Value::Object(member.body.clone()).to_string();
        let what = ("member-removed", member.id.as_str());
        let after = json!({"reason": reason}).to_string();
        self.changed(tx, actor, id, what, (&before, &after)).await
    }

    /// Changes what a product is. Its set stays, once there are sheets.
    pub(crate) async fn change_product(
        &self,
        actor: &Actor,
        id: &str,
        product: &str,
        [name, producer, code, set, kind, reason]: [&str; 6],
    ) -> Result<(), Fault> {
        let reason = stated(reason)?;
        let mut tx = self.store.write().await?;
        let session = open(&mut tx, id).await?;
        let mut product = session.product(product).ok_or(Fault::NotFound)?.clone();
        let before = Value::Object(product.body.clone()).to_string();
        let set = set
            .parse::<u16>()
            .map_or_else(|_| Value::from(set), Value::from);
        let same = self
            .sheet_of(&session, &product)
            .is_ok_and(|shown| set == u16::from(shown.product_set.get()));
        if !same {
            let rows = sheets::of_session(&mut tx, id).await?;
            if rows.iter().any(|r| r.product == product.id) {
                return Err(Fault::refused(
                    "Sản phẩm đã có phiếu theo bộ sản phẩm này: bộ không đổi được nữa.",
                    "There are sheets on this product: its product set is no longer changed.",
                ));
            }
            product.body.insert("product_set".to_owned(), set);
        }
        set_text(&mut product.body, ("product", "name"), name);
        set_text(&mut product.body, ("product", "code"), code);
        set_text(&mut product.body, ("producer", "name"), producer);
        set_text(&mut product.body, ("registration", "kind"), kind);
        let named = product.body.get("product").and_then(|p| p.get("name"));
        if named.is_none() {
            return Err(Fault::refused(
                "Cần có tên sản phẩm.",
                "The product's name is needed.",
            ));
        }
        let row = product.row();
        sessions::put_product(&mut tx, id, &row).await?;
        let what = ("product-changed", product.id.as_str());
        self.changed(tx, actor, id, what, (&before, &now(&reason, &row.body)))
            .await
    }

    /// Takes a product out of the session, as long as nobody has scored it.
    pub(crate) async fn remove_product(
        &self,
        actor: &Actor,
        id: &str,
        product: &str,
        reason: &str,
    ) -> Result<(), Fault> {
        let reason = stated(reason)?;
        let mut tx = self.store.write().await?;
        let session = open(&mut tx, id).await?;
        let product = session.product(product).ok_or(Fault::NotFound)?.clone();
        let rows = sheets::of_session(&mut tx, id).await?;
        if rows.iter().any(|r| r.product == product.id) {
            return Err(Fault::refused(
                format!(
                    "Đã có phiếu về sản phẩm \"{}\" nên không xóa được.",
                    product.name
                ),
                format!(
                    "There are sheets on \"{}\": it is not removed.",
                    product.name
                ),
            ));
        }
        sessions::remove_product(&mut tx, id, &product.id).await?;
        let before = Value::Object(product.body.clone()).to_string();
        let what = ("product-removed", product.id.as_str());
        let after = json!({"reason": reason}).to_string();
        self.changed(tx, actor, id, what, (&before, &after)).await
    }

    /// Ends a change with its line in the trail, where the engine has nothing against the session as
    /// it would be.
    pub(super) async fn changed(
        &self,
        mut tx: Tx,
        actor: &Actor,
        id: &str,
        what: (&str, &str),
        (before, after): (&str, &str),
    ) -> Result<(), Fault> {
        let session = Session::load(&mut tx, id).await?;
        self.right(&session)?;
        let change = (Some(before), Some(after));
        self.note(&mut tx, &actor.who(), Some(id), what, change)
            .await?;
        Ok(tx.commit().await?)
    }
}

/// A session whose sheets are not frozen.
async fn open(tx: &mut Tx, id: &str) -> Result<Session, Fault> {
    let session = Session::load(tx, id).await?;
    if session.is_closed() {
        return Err(Fault::refused(
            "Vòng chấm đã đóng: thành viên và sản phẩm không sửa được nữa.",
            "The round is closed: members and products are no longer changed.",
        ));
    }
    Ok(session)
}

/// What something is from now on, and why.
fn now(reason: &str, body: &str) -> String {
    let body: Value = serde_json::from_str(body).unwrap_or_default();
    json!({"reason": reason, "now": body}).to_string()
}

/// Sets a text within an object of a body; an empty one takes it out.
fn set_text(body: &mut Map<String, Value>, (object, field): (&str, &str), value: &str) {
    let fields = body.entry(object).or_insert_with(|| Map::new().into());
    if let Some(fields) = fields.as_object_mut() {
        fields.remove(field);
        put(fields, field, value);
    }
    if body
        .get(object)
        .and_then(Value::as_object)
        .is_some_and(Map::is_empty)
    {
        body.remove(object);
    }
}
