//! Random sessions of two rounds, with everything that a sheet can say.

use ocop::{CriteriaVersion, Library, ProductSet};
use ocop_office::workbook::{Entry, Filled, Slot};
use serde_json::{Map, Value, json};

use super::{Dice, filled};

/// The law, the day, members of whom some are not there, and products that some may not score; no
/// sheets.
pub fn session(criteria: &CriteriaVersion, dice: &mut Dice) -> Value {
    let from = criteria.instrument().unwrap().file().in_force.from;
    let members: Vec<String> = (0..5 + dice.below(3)).map(|m| format!("m{m}")).collect();
    let present: Vec<&String> = members.iter().filter(|_| !dice.one_in(9)).collect();
    let sets: Vec<_> = criteria.set_numbers().collect();
    let products = (0..1 + dice.below(2)).map(|p| {
        let recused: Vec<Value> = members
            .iter()
            .filter(|_| dice.one_in(9))
            .map(|m| json!({"member": m, "reason": "người thân"}))
            .collect();
        json!({
            "id": format!("p{p}"), "product_set": sets[dice.below(sets.len())],
            "product": {"name": format!("Bánh \"đa\" <{p}> & mật")}, "recused": recused,
        })
    });
    let products: Vec<Value> = products.collect();
    let roles = ["chair", "deputy", "secretary", "member"];
    let listed = members.iter().enumerate();
    let listed: Vec<Value> = listed
        .map(|(i, m)| json!({"id": m, "name": format!("Đỗ Thị {m}"), "role": roles[i.min(3)]}))
        .collect();
    json!({
        "criteria": criteria.id().to_string(), "level": "province", "held_on": from,
        "council": "Hội đồng", "members": listed, "present": present, "products": products,
    })
}

/// The members who score a product.
pub fn scorers(session: &Value, product: &Value) -> Vec<String> {
    let ids = |list: &Value, field: &str| -> Vec<String> {
        let all = list.as_array().unwrap().iter();
        all.map(|m| m[field].as_str().unwrap().to_owned()).collect()
    };
    let recused = ids(&product["recused"], "member");
    let mut members = ids(&session["members"], "id");
    members.retain(|m| !recused.contains(m));
    members
}

/// What a member enters: points with notes and papers, findings, a comment; who has a sheet of the
/// round before, now and then nothing but that it stays as it was.
pub fn entered(set: &ProductSet, has_one: bool, dice: &mut Dice) -> Filled {
    let mut out = Filled::new();
    if has_one && dice.one_in(3) {
        out.insert(Slot::Unchanged, Entry::from("x"));
    } else {
        out = filled(set, set.findings().len(), dice);
        let scored: Vec<_> = out
            .keys()
            .filter_map(|slot| match slot {
                Slot::Points(id) => Some(*id),
                _ => None,
            })
            .collect();
        for id in scored {
            if dice.one_in(6) {
                out.insert(Slot::Note(id), Entry::from("=1+1 – \"chưa\" <rõ> & đủ"));
            }
            if dice.one_in(6) {
                out.insert(
                    Slot::Evidence(id),
                    Entry::from("Hợp đồng số 01/HĐ\nGiấy chứng nhận"),
                );
            }
        }
    }
    if dice.one_in(3) {
        out.insert(Slot::Comment, Entry::from("+ Ngon\n- bao bì còn đơn giản"));
    }
    if !dice.one_in(9) {
        out.insert(Slot::Submitted, Entry::from("x"));
    }
    out
}

/// The same as a sheet of a session, without the reader of workbooks: in points or in levels, as it
/// comes.
pub fn sheet(member: &str, round: u8, set: &ProductSet, filled: &Filled, dice: &mut Dice) -> Value {
    let mut sheet = Map::new();
    let (mut points, mut answers, mut findings) = (Map::new(), Map::new(), Vec::new());
    let in_levels = dice.one_in(2);
    sheet.insert("member".into(), json!(member));
    sheet.insert("round".into(), json!(round));
    sheet.insert("status".into(), json!("draft"));
    let case = match filled.get(&Slot::Case) {
        Some(Entry::Text(case)) => Some(case.clone()),
        _ => None,
    };
    let text = |slot: Slot| match filled.get(&slot) {
        Some(Entry::Text(text)) => Some(text.clone()),
        _ => None,
    };
    for (slot, entry) in filled {
        match (slot, entry) {
            (Slot::Points(id), Entry::Number(n)) => {
                let levels = set.criterion(*id).unwrap().levels.iter();
                let mut of_case =
                    levels.filter(|l| l.case.is_none_or(|c| Some(c.to_string()) == case));
                let level = of_case.find(|l| i64::from(l.points) == *n);
                let level = level.map_or(0, |l| l.number.get());
                let (note, papers) = (text(Slot::Note(*id)), text(Slot::Evidence(*id)));
                if note.is_none() && papers.is_none() {
                    if in_levels {
                        answers.insert(id.to_string(), json!(level));
                    } else {
                        points.insert(id.to_string(), json!(n));
                    }
                    continue;
                }
                let mut answer = Map::new();
                answer.insert("level".into(), json!(level));
                if let Some(note) = note {
                    answer.insert("note".into(), json!(note));
                }
                if let Some(papers) = papers {
                    let papers: Vec<&str> = papers.lines().collect();
                    answer.insert("evidence".into(), json!(papers));
                }
                answers.insert(id.to_string(), Value::Object(answer));
            }
            (Slot::Case, Entry::Text(case)) => _ = sheet.insert("case".into(), json!(case)),
            (Slot::Finding(i), _) => findings.push(json!(set.findings()[*i].finding)),
            (Slot::Submitted, _) => _ = sheet.insert("status".into(), json!("submitted")),
            (Slot::Unchanged, _) => _ = sheet.insert("unchanged".into(), json!(true)),
            (Slot::Comment, Entry::Text(text)) => _ = sheet.insert("comment".into(), json!(text)),
            (Slot::Note(_) | Slot::Evidence(_), _) => {}
            other => panic!("no such place is drawn: {other:?}"),
        }
    }
    if !sheet.contains_key("unchanged") {
        sheet.insert("points".into(), Value::Object(points));
        sheet.insert("answers".into(), Value::Object(answers));
        sheet.insert("findings".into(), json!(findings));
    }
    Value::Object(sheet)
}

/// Whether a member handed in a sheet in the first round.
pub fn has_one(product: &Value, member: &str) -> bool {
    let sheets = product["sheets"].as_array();
    let mut sheets = sheets.into_iter().flatten();
    sheets.any(|s| s["member"] == member && s["round"] == 1 && s["status"] == "submitted")
}

/// The product set of a product of a session.
pub fn set_of<'l>(library: &'l Library, session: &Value, product: &Value) -> &'l ProductSet {
    let criteria = library
        .version(session["criteria"].as_str().unwrap())
        .unwrap();
    criteria
        .product_set(&product["product_set"].to_string())
        .unwrap()
}
