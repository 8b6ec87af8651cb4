//! The trail in the words of people: members, products and criteria by their names, roles, states and
//! fields by those of the language. What is kept of the trail stays as it was written.

use std::collections::BTreeMap;
use std::sync::Arc;

use ocop::criteria::SetReport;

use super::fields;
use crate::domain::changes::{Line, changes};
use crate::domain::fields::text;
use crate::pages::sheet::rows::worth;
use crate::pages::words::Words;
use crate::service::Evening;
use crate::service::sitting::{Session, Trailed, object};

/// What the entries of a trail name.
pub(super) struct Names {
    w: Words,
    members: BTreeMap<String, String>,
    products: BTreeMap<String, String>,
    /// The sheets of the products, by product.
    sets: BTreeMap<String, Arc<SetReport>>,
}

/// An entry as people read it.
pub(super) struct Entry {
    pub(super) number: i64,
    pub(super) at: String,
    pub(super) who: String,
    pub(super) action: String,
    pub(super) subject: String,
    pub(super) changes: Vec<Line>,
}

impl Names {
    /// Of what belongs to no session.
    pub(super) const fn none(w: Words) -> Self {
        Self {
            w,
            members: BTreeMap::new(),
            products: BTreeMap::new(),
            sets: BTreeMap::new(),
        }
    }

    /// Of a session, and of what was taken out of it, which its trail still knows.
    pub(super) fn of(evening: &Evening, w: Words, session: &Session, trail: &[Trailed]) -> Self {
        let mut names = Self::none(w);
        for entry in trail {
            let body = object(&entry.before);
            let (list, path): (_, &[&str]) = match entry.action.as_str() {
                "member-removed" => (&mut names.members, &["name"]),
                "product-removed" => (&mut names.products, &["product", "name"]),
                _ => continue,
            };
            list.insert(entry.subject.clone(), text(&body, path).to_owned());
        }
        for member in &session.members {
            names.members.insert(member.id.clone(), member.name.clone());
        }
        for product in &session.products {
            let name = product.name.clone();
            names.products.insert(product.id.clone(), name);
            if let Ok(set) = evening.sheet_of(session, product) {
                names.sets.insert(product.id.clone(), set);
            }
        }
        names
    }

    /// An entry in words.
    pub(super) fn told(&self, entry: Trailed) -> Entry {
        let lines = changes(&entry.before, &entry.after);
        Entry {
            number: entry.number,
            at: entry.at.clone(),
            who: self.who(&entry.who),
            action: self.w.action(&entry.action).to_owned(),
            subject: self.subject(&entry),
            changes: lines.into_iter().map(|l| self.line(&entry, l)).collect(),
        }
    }

    /// Who: `Lan (chair, m1)` by their role in words, a member that has no name there by the name.
    fn who(&self, who: &str) -> String {
        let Some((name, rest)) = who.rsplit_once(" (") else {
            return who.to_owned();
        };
        let Some((inner, tail)) = rest.split_once(')') else {
            return who.to_owned();
        };
        let role = inner.split(", ").next().unwrap_or_default();
        let Some(role) = self.w.actor_role(role) else {
            return who.to_owned();
        };
        let name = self.members.get(name).map_or(name, String::as_str);
        let tail = match tail {
            ", for the chair" => self.w.say(", thay chủ tịch", ", for the chair"),
            other => other,
        };
        format!("{name} ({role}){tail}")
    }

    /// What an entry is about: `p1/m2/1` as product, member and round.
    fn subject(&self, entry: &Trailed) -> String {
        let round = |number: &str| format!("{} {number}", self.w.round());
        if entry.action.starts_with("round-") {
            return round(&entry.subject);
        }
        let sheet = entry.action.starts_with("sheet-");
        let parts = entry.subject.split('/').enumerate().map(|(n, part)| {
            let found = self.products.get(part).or_else(|| self.members.get(part));
            match found {
                Some(name) => name.clone(),
                None if sheet && n == 2 => round(part),
                None => self.w.subject(part).to_owned(),
            }
        });
        parts.collect::<Vec<_>>().join(" · ")
    }

    fn line(&self, entry: &Trailed, [place, before, after]: Line) -> Line {
        if place.is_empty() {
            let say = |value: &str| self.plain(entry, value);
            return [String::new(), say(&before), say(&after)];
        }
        let product = entry.subject.split('/').next().unwrap_or_default();
        let set = self.sets.get(product).map(AsRef::as_ref);
        let (criterion, field) = match place.split_once(' ') {
            Some((id, field)) => (id, field),
            None => (place.as_str(), "points"),
        };
        let known = set.and_then(|s| s.criteria().find(|c| c.criterion.to_string() == criterion));
        if let Some(known) = known {
            let value = |value: &str| match (field, value.parse::<i64>()) {
                ("level", Ok(level)) => worth(self.w, known, level),
                ("points", Ok(points)) => self.w.points(points),
                _ => value.to_owned(),
            };
            let place = match field {
                "level" | "points" => criterion.to_owned(),
                field => format!("{criterion}, {}", fields::field(self.w, field)),
            };
            return [place, value(&before), value(&after)];
        }
        let value = |value: &str| self.value(&place, value, set);
        let words = place.split(' ').map(|step| fields::field(self.w, step));
        let words: Vec<String> = words.filter(|word| !word.is_empty()).collect();
        [words.join(", "), value(&before), value(&after)]
    }

    /// A value that stands for itself.
    fn plain(&self, entry: &Trailed, value: &str) -> String {
        let w = self.w;
        match (entry.action.as_str(), value) {
            (_, "") => String::new(),
            (_, "…") => w.hidden_until_closed().to_owned(),
            ("presence", "true") => w.present().to_owned(),
            ("presence", "false") => w.absent().to_owned(),
            ("account-added", role) => w.account_role(role).to_owned(),
            ("findings-decided", said) => {
                let (ids, reason) = said.split_once(": ").unwrap_or((said, ""));
                let ids = ids.trim_end_matches(':');
                let set = self.sets.get(&entry.subject).map(AsRef::as_ref);
                let labels = findings(w, set, ids, ", ");
                let parts = [labels.as_str(), reason];
                let parts: Vec<&str> = parts.into_iter().filter(|p| !p.is_empty()).collect();
                parts.join(": ")
            }
            (_, value) => fields::value(w, value),
        }
    }

    fn value(&self, place: &str, value: &str, set: Option<&SetReport>) -> String {
        let w = self.w;
        match place.rsplit(' ').next().unwrap_or_default() {
            "role" => match value {
                "" => String::new(),
                role => w.member_role(role).to_owned(),
            },
            // how findings are decided has the same name in a regulation
            "findings" if !place.starts_with("regulation") => findings(w, set, value, "; "),
            "product_set" => match self.set_named(value) {
                Some(set) => format!("{value}. {}", set.name.get(w.lang)),
                None => value.to_owned(),
            },
            "present" | "recused" => {
                let name = |item: &str| {
                    let (id, rest) = item.split_once(' ').unwrap_or((item, ""));
                    let name = self.members.get(id).map_or(id, String::as_str);
                    format!("{name} {rest}").trim_end().to_owned()
                };
                value.split("; ").map(name).collect::<Vec<_>>().join("; ")
            }
            "issued_on" | "expires_on" | "held_on" => w.day(value),
            "name" | "reason" | "note" | "comment" | "institution" | "decision" => value.to_owned(),
            _ => fields::value(w, value),
        }
    }

    fn set_named(&self, number: &str) -> Option<&SetReport> {
        let found = self.sets.values().map(AsRef::as_ref);
        let mut found = found.filter(|s| s.product_set.to_string() == number || s.slug == number);
        found.next()
    }
}

/// Findings by their names in the law.
fn findings(w: Words, set: Option<&SetReport>, ids: &str, between: &str) -> String {
    let name = |id: &str| {
        let known = set.and_then(|s| s.findings.iter().find(|f| f.finding == id));
        known.map_or_else(|| id.to_owned(), |f| f.label.get(w.lang).to_owned())
    };
    let names = ids.split(between).map(name).collect::<Vec<_>>();
    names.join("; ")
}
