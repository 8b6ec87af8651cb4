//! Random sessions from a seed: lawful ones, with everything that councils get wrong in them.

use serde_json::{Map, Value, json};

use crate::naive::{Law, Set};

/// A small generator of numbers (`SplitMix64`): the same seed gives the same session.
pub struct Dice(u64);

impl Dice {
    pub fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15).wrapping_add(1))
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    pub fn below(&mut self, n: usize) -> usize {
        (self.next() % n as u64) as usize
    }

    /// Whether one of so many times.
    fn one_in(&mut self, n: usize) -> bool {
        self.below(n) == 0
    }

    pub fn shuffle<T>(&mut self, list: &mut [T]) {
        for i in (1..list.len()).rev() {
            list.swap(i, self.below(i + 1));
        }
    }
}

/// A session of 3 to 15 members on one product.
pub fn session(law: &Law, seed: u64) -> Value {
    let dice = &mut Dice::new(seed);
    let set = &law.sets[dice.below(law.sets.len())];
    let n = 3 + dice.below(13);
    let ids: Vec<String> = (1..=n).map(|i| format!("m{i}")).collect();
    let members: Vec<Value> = ids
        .iter()
        .enumerate()
        .map(|(i, id)| {
            let role = if i == 0 && !dice.one_in(30) {
                "chair"
            } else {
                "member"
            };
            json!({"id": id, "role": role})
        })
        .collect();
    let absent = [40, 10, 4][dice.below(3)];
    let present: Vec<&String> = ids.iter().filter(|_| !dice.one_in(absent)).collect();
    let stood_back = if dice.one_in(60) { 1 } else { 25 };
    let recused: Vec<Value> = ids
        .iter()
        .filter(|_| dice.one_in(stood_back))
        .map(|id| json!({"member": id, "reason": "Có liên quan"}))
        .collect();
    // how far members are apart, and how high they score
    let noise = [30, 12, 5][dice.below(3)];
    let height = dice.below(9);
    let base = levels(set, height, dice);
    let mixed_cases = dice.one_in(if set.cases.is_empty() { 15 } else { 3 });
    let found: Option<String> = (dice.one_in(6) && !set.findings.is_empty())
        .then(|| set.findings[dice.below(set.findings.len())].0.clone());
    let share = 1 + dice.below(4);
    let rounds = 1 + usize::from(dice.one_in(4)) + usize::from(dice.one_in(12));
    // the last round is begun, and nobody has handed in
    let begun = rounds > 1 && dice.one_in(6);
    let missing = [200, 30, 8][dice.below(3)];
    let written = dice.one_in(8);
    let mut sheets: Vec<Value> = Vec::new();
    for round in 1..=rounds {
        let drafts_only = begun && round == rounds;
        for id in &ids {
            if dice.one_in(missing) {
                continue;
            }
            let before = |s: &&Value| {
                let of_round = s["round"].as_u64().unwrap_or(1) as usize + 1 == round;
                of_round && s["member"] == json!(id) && s["status"] != "draft"
            };
            if !drafts_only && round > 1 && dice.one_in(3) && sheets.iter().any(|s| before(&s)) {
                sheets.push(json!({"member": id, "round": round, "unchanged": true}));
                continue;
            }
            let mut answers = Map::new();
            for (i, (criterion, of)) in set.criteria.iter().enumerate() {
                let mut level = base[i];
                if dice.one_in(noise) {
                    level = dice.below(of.len() + 1);
                }
                if dice.one_in(900) {
                    continue;
                }
                answers.insert(criterion.clone(), json!(level));
            }
            let other = mixed_cases && dice.one_in(2);
            let case = if other { "b" } else { "a" };
            lawful(set, &mut answers, case);
            let mut sheet = filled(set, answers, case, dice);
            sheet["member"] = json!(id);
            if round > 1 || dice.one_in(2) {
                sheet["round"] = json!(round);
            }
            if drafts_only || dice.one_in(60) {
                sheet["status"] = json!("draft");
            } else if dice.one_in(2) {
                sheet["status"] = json!("submitted");
            }
            if let Some(finding) = found.as_ref().filter(|_| share == 1 || !dice.one_in(share)) {
                sheet["findings"] = json!([finding]);
            }
            sheets.push(sheet);
        }
    }
    let mut product =
        json!({"id": "p1", "product_set": set.number, "recused": recused, "sheets": sheets});
    if let Some(finding) = found.filter(|_| dice.one_in(3)) {
        product["findings"] = json!([finding]);
    }
    let mut regulation = Map::new();
    if dice.one_in(2) {
        let rule = ["mean", "majority", "unanimous"][dice.below(3)];
        regulation.insert("minimums".into(), json!(rule));
    }
    if dice.one_in(3) {
        let rule = ["majority", "collective"][dice.below(2)];
        regulation.insert("findings".into(), json!(rule));
    }
    if dice.one_in(4) {
        regulation.insert("max_spread".into(), json!(dice.below(30)));
    }
    if dice.one_in(3) {
        let rule = ["allowed", "rescore"][dice.below(2)];
        regulation.insert("spread_at_limit".into(), json!(rule));
    }
    if dice.one_in(4) {
        regulation.insert("fewest_members".into(), json!(1 + dice.below(9)));
    }
    if dice.one_in(4) {
        let over = 1 + dice.below(4);
        let quorum = json!({"numerator": over, "denominator": over + dice.below(4)});
        regulation.insert("quorum".into(), quorum);
    }
    if dice.one_in(6) {
        regulation.insert("chair_required".into(), json!(dice.one_in(2)));
    }
    if written || dice.one_in(3) {
        let kinds = ["first", "upgrade", "re-rating", "re-rating", "re-rating"];
        product["registration"] = json!({"kind": kinds[dice.below(kinds.len())]});
    }
    let level = ["province", "province", "central"][dice.below(3)];
    let held_on = law.days[dice.below(law.days.len())];
    let mut session = json!({
        "format": "ocop-council/1", "criteria": law.id,
        "level": level, "held_on": held_on, "regulation": regulation,
        "members": members, "products": [product],
    });
    if written {
        session["mode"] = json!("written");
    } else {
        session["present"] = json!(present);
    }
    session
}

/// A sheet of these answers: levels, or points wherever they tell the level, or some of both.
fn filled(set: &Set, mut answers: Map<String, Value>, case: &str, dice: &mut Dice) -> Value {
    let in_points = [0, 0, 1, 2][dice.below(4)];
    if in_points == 0 {
        for answer in answers.values_mut() {
            if dice.one_in(40) {
                *answer = json!({"level": answer, "note": "…"});
            }
        }
        return json!({"answers": answers});
    }
    let mut points = Map::new();
    for (id, of) in &set.criteria {
        let Some(level) = answers.get(id).and_then(Value::as_u64) else {
            continue;
        };
        let worth = match level {
            0 => 0,
            level => of[level as usize - 1]["points"].as_u64().unwrap(),
        };
        let mine = |l: &&Value| l["case"].as_str().is_none_or(|c| c == case);
        let same = of.iter().filter(mine).filter(|l| l["points"] == worth);
        let marks: Vec<&Value> = same.map(|l| &l["minimum_for"]).collect();
        if marks.iter().all(|mark| *mark == marks[0]) && (in_points == 1 || !dice.one_in(3)) {
            points.insert(id.clone(), json!(worth));
            answers.remove(id);
        }
    }
    let mut sheet = json!({"points": points});
    if !set.cases.is_empty() {
        sheet["case"] = json!(case);
    }
    if !answers.is_empty() || dice.one_in(4) {
        sheet["answers"] = answers.into();
    }
    sheet
}

/// A level for each criterion: the higher, the nearer to the last.
fn levels(set: &Set, height: usize, dice: &mut Dice) -> Vec<usize> {
    let level = |of: &Vec<Value>, dice: &mut Dice| {
        let n = of.len();
        if dice.below(10) < height {
            n
        } else {
            dice.below(n + 1)
        }
    };
    set.criteria.iter().map(|(_, of)| level(of, dice)).collect()
}

/// Levels of the other case are brought to this one; what depends on a criterion at 0 is at 0.
fn lawful(set: &Set, answers: &mut Map<String, Value>, case: &str) {
    for (id, of) in &set.criteria {
        let Some(level) = answers.get(id).and_then(Value::as_u64) else {
            continue;
        };
        if level == 0 {
            continue;
        }
        let mine = |l: &Value| l["case"].as_str().is_none_or(|c| c == case);
        if !mine(&of[level as usize - 1]) {
            let other = of.iter().rposition(mine).map_or(0, |i| i + 1);
            answers.insert(id.clone(), json!(other));
        }
    }
    for (criterion, required) in &set.depends {
        let worth = |answers: &Map<String, Value>, id: &String| {
            let level = answers.get(id).and_then(Value::as_u64)?;
            let of = &set.criteria.iter().find(|(c, _)| c == id)?.1;
            Some(if level == 0 {
                0
            } else {
                of[level as usize - 1]["points"].as_u64()?
            })
        };
        if worth(answers, required) == Some(0) && worth(answers, criterion).is_some_and(|p| p > 0) {
            answers.insert(criterion.clone(), json!(0));
        }
    }
}
