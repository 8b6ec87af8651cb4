//! Random sessions, and what a member fills in, drawn from a seed.
#![expect(
    clippy::arithmetic_side_effects,
    reason = "small numbers of a generator"
)]
#![allow(
    dead_code,
    clippy::allow_attributes,
    reason = "not every test draws everything"
)]

pub mod rounds;

use ocop::{Library, ProductSet};
use ocop_office::workbook::member::{Content, Contents};
use ocop_office::workbook::{Entry, Filled, Slot};
use serde_json::{Map, Value, json};

/// A small generator of pseudo-random numbers (splitmix64).
pub struct Dice(u64);

impl Dice {
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    pub fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((z ^ (z >> 31)) % u64::try_from(bound.max(1)).unwrap()).unwrap()
    }

    pub fn one_in(&mut self, n: usize) -> bool {
        self.below(n) == 0
    }
}

/// What a member fills in on a product: lawful, with some criteria open, findings now and then.
pub fn filled(set: &ProductSet, findings: usize, dice: &mut Dice) -> Filled {
    let mut out = Filled::new();
    let case = set
        .cases()
        .get(dice.below(set.cases().len().max(1)))
        .map(|c| c.case);
    if let Some(case) = case {
        out.insert(Slot::Case, Entry::Text(case.to_string()));
    }
    // sheets near the top of the scale, where minimums decide, as well as low ones
    let height = 1 + dice.below(6);
    let open = dice.one_in(4);
    for criterion in set.criteria() {
        if open && dice.one_in(8) {
            continue;
        }
        let levels: Vec<i64> = criterion
            .levels
            .iter()
            .filter(|l| l.case.is_none() || l.case == case)
            .map(|l| i64::from(l.points))
            .collect();
        let mut points = if dice.one_in(20) {
            0
        } else {
            levels[dice.below(levels.len())]
        };
        for _ in 0..height {
            points = points.max(levels[dice.below(levels.len())]);
        }
        let required = set.required_by(criterion.id);
        let zero = required.is_some_and(|r| out.get(&Slot::Points(r)) == Some(&Entry::Number(0)));
        let points = if zero { 0 } else { points };
        out.insert(Slot::Points(criterion.id), Entry::Number(points));
    }
    for finding in 0..findings {
        if dice.one_in(60) {
            out.insert(Slot::Finding(finding), Entry::from("x"));
        }
    }
    out
}

/// The same as a session's sheet, put together without the reader of workbooks.
pub fn as_sheet(member: &str, set: &ProductSet, filled: &Filled) -> Value {
    let mut sheet = Map::new();
    let mut points = Map::new();
    let mut findings = Vec::new();
    sheet.insert("member".into(), json!(member));
    sheet.insert("status".into(), json!("draft"));
    for (slot, entry) in filled {
        match (slot, entry) {
            (Slot::Points(id), Entry::Number(n)) => _ = points.insert(id.to_string(), json!(n)),
            (Slot::Case, Entry::Text(case)) => _ = sheet.insert("case".into(), json!(case)),
            (Slot::Finding(i), _) => findings.push(json!(set.findings()[*i].finding)),
            (Slot::Submitted, _) => _ = sheet.insert("status".into(), json!("submitted")),
            (Slot::Comment, Entry::Text(text)) => _ = sheet.insert("comment".into(), json!(text)),
            _ => panic!("no such place is drawn"),
        }
    }
    sheet.insert("points".into(), Value::Object(points));
    sheet.insert("findings".into(), json!(findings));
    Value::Object(sheet)
}

/// A session without sheets, and what each member will fill in, by member.
pub fn session(
    library: &Library,
    version: &str,
    dice: &mut Dice,
) -> (Value, Vec<(String, Contents)>) {
    let criteria = library.version(version).unwrap();
    let sets: Vec<_> = criteria.set_numbers().collect();
    let day = match version {
        "qd-1048-2019" => "2020-09-20",
        "qd-148-2023" => "2024-09-20",
        _ => "2026-09-20",
    };
    let members: Vec<String> = (0..3 + dice.below(3)).map(|m| format!("m{m}")).collect();
    let mut products = Vec::new();
    let mut contents: Vec<(String, Contents)> = members
        .iter()
        .map(|m| (m.clone(), Contents::default()))
        .collect();
    for p in 0..1 + dice.below(4) {
        let number = sets[dice.below(sets.len())];
        let set = criteria.set(number).unwrap();
        let recused = dice
            .one_in(4)
            .then(|| members[dice.below(members.len())].clone());
        let id = format!("p{p}");
        products.push(json!({
            "id": id, "product_set": number, "product": {"name": format!("Sản phẩm {p} & \"<=1+1>\"")},
            "recused": recused.iter().map(|m| json!({"member": m})).collect::<Vec<_>>(),
        }));
        for (member, content) in &mut contents {
            if recused.as_ref() == Some(member) || dice.one_in(15) {
                continue;
            }
            let mut filled = filled(set, set.findings().len(), dice);
            if !dice.one_in(8) {
                filled.insert(Slot::Submitted, Entry::from("x"));
            }
            if dice.one_in(3) {
                filled.insert(Slot::Comment, Entry::from("=1+1 ngon, đậm đà"));
            }
            content.sheets.insert(
                id.clone(),
                Content {
                    filled,
                    ..Content::default()
                },
            );
        }
    }
    let session = json!({
        "criteria": version, "level": "province", "held_on": day, "council": "Hội đồng",
        "members": members.iter().enumerate().map(|(i, m)| json!({"id": m, "role": if i == 0 { "chair" } else { "member" }})).collect::<Vec<_>>(),
        "present": members, "products": products,
    });
    (session, contents)
}
