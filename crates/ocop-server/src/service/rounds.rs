//! Rounds: opened and closed by the chair, with what the council decides in between.

use ocop::Text;
use serde_json::{Map, Value};

use super::actor::Actor;
use super::sitting::Session;
use super::{Evening, Fault};
use crate::domain::access::Role;
use crate::infra::clock::local;
use crate::repository::{sessions, sheets};

impl Evening {
    /// Opens the first round for all products, or a later one for those that are named.
    pub(crate) async fn open(
        &self,
        actor: &Actor,
        id: &str,
        products: &[String],
    ) -> Result<(), Fault> {
        let mut tx = self.store.write().await?;
        let mut session = Session::load(&mut tx, id).await?;
        let who = presiding(actor, &session)?;
        let first = match session.row.state.as_str() {
            "preparing" => true,
            "closed" => false,
            _ => {
                return Err(Fault::refused(
                    "Vòng chấm đang mở.",
                    "The round is open already.",
                ));
            }
        };
        let chosen: Vec<_> = session
            .products
            .iter()
            .filter(|p| first || products.contains(&p.id))
            .cloned()
            .collect();
        if chosen.is_empty() {
            return Err(Fault::refused(
                "Chưa có sản phẩm nào để chấm.",
                "There is no product to score.",
            ));
        }
        let round = session.row.round.saturating_add(1);
        if round > 99 {
            return Err(Fault::refused(
                "Nhiều nhất là 99 vòng.",
                "The most is 99 rounds.",
            ));
        }
        for mut product in chosen {
            product.round = round;
            sessions::put_product(&mut tx, id, &product.row()).await?;
        }
        session.row.round = round;
        "open".clone_into(&mut session.row.state);
        session.head.remove("closed_at");
        session.put_head(&mut tx).await?;
        let round = round.to_string();
        self.note(
            &mut tx,
            &who,
            Some(id),
            ("round-opened", &round),
            (None, None),
        )
        .await?;
        Ok(tx.commit().await?)
    }

    /// Closes the round: no sheet is changed after that, and the result is there for all. Where sheets
    /// are missing, it is only closed when that is meant.
    pub(crate) async fn close(&self, actor: &Actor, id: &str, meant: bool) -> Result<(), Fault> {
        let mut tx = self.store.write().await?;
        let mut session = Session::load(&mut tx, id).await?;
        let who = presiding(actor, &session)?;
        if !session.is_open() {
            return Err(Fault::refused(
                "Vòng chấm không mở.",
                "The round is not open.",
            ));
        }
        let rows = sheets::of_session(&mut tx, id).await?;
        let missing = missing(&session, &rows);
        if !missing.is_empty() && !meant {
            return Err(Fault::Refused(missing));
        }
        "closed".clone_into(&mut session.row.state);
        // a session that is tried out before its day has no close of that day
        if local(self.now()).date().to_string().as_str() >= session.held_on() {
            session
                .head
                .insert("closed_at".to_owned(), self.moment().into());
        }
        session.put_head(&mut tx).await?;
        let round = session.row.round.to_string();
        self.note(
            &mut tx,
            &who,
            Some(id),
            ("round-closed", &round),
            (None, None),
        )
        .await?;
        Ok(tx.commit().await?)
    }

    /// How the council tests minimums, where its regulation does not say so. Tells whether the round is
    /// closed.
    pub(crate) async fn set_minimums(
        &self,
        actor: &Actor,
        id: &str,
        rule: &str,
    ) -> Result<bool, Fault> {
        if !["mean", "majority", "unanimous"].contains(&rule) {
            return Err(Fault::refused(
                "Không có cách tính này.",
                "There is no such rule.",
            ));
        }
        let mut tx = self.store.write().await?;
        let mut session = Session::load(&mut tx, id).await?;
        let who = presiding(actor, &session)?;
        let before = session.minimums().to_owned();
        let regulation = session
            .head
            .entry("regulation")
            .or_insert_with(|| Map::new().into());
        if let Some(fields) = regulation.as_object_mut() {
            fields.insert("minimums".to_owned(), rule.into());
        }
        session.put_head(&mut tx).await?;
        let what = ("minimums-chosen", "");
        let change = (Some(before.as_str()), Some(rule));
        self.note(&mut tx, &who, Some(id), what, change).await?;
        tx.commit().await?;
        Ok(session.is_closed())
    }

    /// What the council establishes of a product together, with its reason for the minutes.
    pub(crate) async fn set_findings(
        &self,
        actor: &Actor,
        id: &str,
        product: &str,
        findings: &[String],
        reason: &str,
    ) -> Result<(), Fault> {
        let reason = ocop::tidy(reason);
        let mut tx = self.store.write().await?;
        let session = Session::load(&mut tx, id).await?;
        let who = presiding(actor, &session)?;
        let mut product = session.product(product).ok_or(Fault::NotFound)?.clone();
        let set = self.sheet_of(&session, &product)?;
        if let Some(unknown) = findings
            .iter()
            .find(|f| set.findings.iter().all(|s| s.finding != **f))
        {
            let short: String = unknown.chars().take(60).collect();
            return Err(Fault::refused(
                format!("Phiếu này không có kết luận \"{short}\"."),
                format!("This sheet has no finding \"{short}\"."),
            ));
        }
        if !findings.is_empty() && reason.is_empty() {
            return Err(Fault::refused(
                "Kết luận của hội đồng cần có lý do.",
                "A finding of the council needs its reason.",
            ));
        }
        let before = product.findings.join(", ");
        let after = format!("{}: {reason}", findings.join(", "));
        if findings.is_empty() {
            product.body.remove("findings");
        } else {
            let list: Vec<Value> = findings.iter().map(|f| f.as_str().into()).collect();
            product.body.insert("findings".to_owned(), list.into());
        }
        if !reason.is_empty() {
            product.body.insert("note".to_owned(), reason.into());
        }
        sessions::put_product(&mut tx, id, &product.row()).await?;
        let what = ("findings-decided", product.id.as_str());
        let change = (Some(before.as_str()), Some(after.as_str()));
        self.note(&mut tx, &who, Some(id), what, change).await?;
        Ok(tx.commit().await?)
    }
}

/// Whoever presides, as the trail names them: the chair, or the secretary for the chair, where the
/// regulation lets that be.
fn presiding(actor: &Actor, session: &Session) -> Result<String, Fault> {
    if actor.role != Role::Secretary {
        return Ok(actor.who());
    }
    if session.arrangement.secretary_acts {
        return Ok(format!("{}, for the chair", actor.who()));
    }
    Err(Fault::refused(
        "Việc này của chủ tịch hội đồng. Thư ký chỉ làm thay khi quy chế cho phép và mục Quy chế của phiên ghi như vậy.",
        "This is the chair’s to do. The secretary does it only where the regulation lets that be, and the session’s rules say so.",
    ))
}

/// The sheets that are not handed in, of members who are present and score the product.
pub(crate) fn missing(session: &Session, rows: &[sheets::SheetRow]) -> Vec<Text> {
    let mut out = Vec::new();
    for product in session
        .products
        .iter()
        .filter(|p| p.round == session.row.round)
    {
        let lacking = session.members.iter().filter(|member| {
            let handed_in = rows.iter().any(|r| {
                r.product == product.id
                    && r.member == member.id
                    && r.round == product.round
                    && r.status == "submitted"
            });
            member.present && !product.is_recused(&member.id) && !handed_in
        });
        let names: Vec<&str> = lacking.map(|m| m.name.as_str()).collect();
        if !names.is_empty() {
            let (product, names) = (&product.name, names.join("; "));
            out.push(Text::new(
                format!("{product}: chưa nộp phiếu: {names}."),
                format!("{product}: no submitted sheet of {names}."),
            ));
        }
    }
    out
}
