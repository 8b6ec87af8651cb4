//! The regulation of a council, as its secretary enters it, and the days off of the server.

use ocop::Text;
use ocop::certificate::Holidays;
use ocop::council::Regulation;
use serde_json::{Map, Value, json};

use super::actor::Actor;
use super::sitting::Session;
use super::{Evening, Fault};
use crate::domain::arrangement::Arrangement;
use crate::domain::said;
use crate::repository::settings;

/// A regulation as a form has it: an empty text is not stated.
#[derive(Debug, Clone, Default)]
pub(crate) struct Rules {
    pub(crate) decision: String,
    pub(crate) quorum: [String; 2],
    pub(crate) chair_required: String,
    pub(crate) max_spread: String,
    pub(crate) spread_at_limit: String,
    pub(crate) minimums: String,
    pub(crate) findings: String,
    pub(crate) fewest_members: String,
    pub(crate) arrangement: Arrangement,
}

impl Rules {
    /// As a session has them.
    pub(crate) fn of(session: &Session) -> Self {
        let stated = session.head.get("regulation").and_then(Value::as_object);
        let said = |value: Option<&Value>| value.map(said).unwrap_or_default();
        let text = |field: &str| said(stated.and_then(|r| r.get(field)));
        let quorum = stated.and_then(|r| r.get("quorum"));
        let part = |field: &str| said(quorum.and_then(|q| q.get(field)));
        Self {
            decision: text("decision"),
            quorum: [part("numerator"), part("denominator")],
            chair_required: text("chair_required"),
            max_spread: text("max_spread"),
            spread_at_limit: text("spread_at_limit"),
            minimums: text("minimums"),
            findings: text("findings"),
            fewest_members: text("fewest_members"),
            arrangement: session.arrangement,
        }
    }

    /// As `ocop-council/1` writes them, or what is no number.
    fn regulation(&self) -> Result<Map<String, Value>, Vec<Text>> {
        let mut out = Map::new();
        let mut wrong = Vec::new();
        let mut number = |given: &str| match given.trim().parse::<u16>() {
            Ok(number) => Value::from(number),
            Err(_) => {
                let short: String = given.chars().take(20).collect();
                wrong.push(Text::new(
                    format!("Gặp \"{short}\", cần một số nguyên từ 0."),
                    format!("Found \"{short}\", expected a whole number from 0."),
                ));
                Value::Null
            }
        };
        let [numerator, denominator] = &self.quorum;
        if !numerator.is_empty() || !denominator.is_empty() {
            let quorum =
                json!({"numerator": number(numerator), "denominator": number(denominator)});
            out.insert("quorum".to_owned(), quorum);
        }
        for (field, given) in [
            ("max_spread", &self.max_spread),
            ("fewest_members", &self.fewest_members),
        ] {
            if !given.is_empty() {
                out.insert(field.to_owned(), number(given));
            }
        }
        for (field, given) in [
            ("decision", &self.decision),
            ("spread_at_limit", &self.spread_at_limit),
            ("minimums", &self.minimums),
            ("findings", &self.findings),
        ] {
            super::prepare::put(&mut out, field, given);
        }
        if !self.chair_required.is_empty() {
            let required = self.chair_required == "true";
            out.insert("chair_required".to_owned(), required.into());
        }
        if wrong.is_empty() {
            Ok(out)
        } else {
            Err(wrong)
        }
    }
}

impl Evening {
    /// Sets the regulation, until the round closes: what a result was made by is not changed after it.
    pub(crate) async fn set_rules(
        &self,
        actor: &Actor,
        id: &str,
        rules: &Rules,
    ) -> Result<(), Fault> {
        let regulation = rules.regulation().map_err(Fault::Refused)?;
        let mut tx = self.store.write().await?;
        let mut session = Session::load(&mut tx, id).await?;
        if session.is_closed() {
            return Err(Fault::refused(
                "Vòng chấm đã đóng: quy chế không sửa được nữa. Chủ tịch vẫn chọn được cách xét điểm tối thiểu ở trang Kết quả.",
                "The round is closed: the rules are no longer changed. The chair can still choose how minimums are tested, on the page of the result.",
            ));
        }
        let said = |session: &Session| {
            let regulation = session.head.get("regulation").cloned().unwrap_or_default();
            json!({"regulation": regulation, "evening": session.arrangement}).to_string()
        };
        let before = said(&session);
        if regulation.is_empty() {
            session.head.remove("regulation");
        } else {
            session
                .head
                .insert("regulation".to_owned(), regulation.into());
        }
        session.arrangement = rules.arrangement;
        session.put_head(&mut tx).await?;
        let after = said(&session);
        self.changed(tx, actor, id, ("rules-set", ""), (&before, &after))
            .await
    }

    /// What holds for a session where its regulation is silent.
    pub(crate) fn silent(&self, session: &Session) -> Result<Regulation, Fault> {
        let mut head = session.head.clone();
        head.remove("regulation");
        let file = super::sitting::probe(&head).to_string();
        Ok(self.library.tally_json(file.as_bytes(), &[])?.regulation)
    }

    /// The days off, one a line.
    pub(crate) async fn holidays(&self) -> Result<String, Fault> {
        let mut tx = self.store.read().await?;
        Ok(settings::get(&mut tx, settings::HOLIDAYS).await?)
    }

    /// Sets the days off, for all sessions and the register.
    pub(crate) async fn set_holidays(&self, actor: &Actor, text: &str) -> Result<(), Fault> {
        let text: String = text.chars().take(20_000).collect();
        Holidays::parse(&text)?;
        let mut tx = self.store.write().await?;
        let before = settings::get(&mut tx, settings::HOLIDAYS).await?;
        settings::put(&mut tx, settings::HOLIDAYS, &text).await?;
        let change = (Some(before.as_str()), Some(text.as_str()));
        self.note(&mut tx, &actor.who(), None, ("holidays-set", ""), change)
            .await?;
        Ok(tx.commit().await?)
    }
}
