//! One member's sheet.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::law::{Set, text};

/// One sheet, scored.
pub struct Scored {
    pub member: String,
    pub levels: BTreeMap<String, i128>,
    pub points: BTreeMap<String, i128>,
    pub total: i128,
    pub unanswered: bool,
    /// Whether it comes to something else than points.
    pub stops: bool,
    pub findings: BTreeSet<String>,
    /// Whether it stops by its own scores.
    pub zero: bool,
    pub case: Option<String>,
}

/// The sheet that says what this one does: that of the round before, where it is unchanged.
pub fn resolved(sheets: &[Value], sheet: &Value) -> Value {
    let round = |s: &Value| s["round"].as_u64().unwrap_or(1);
    if sheet["unchanged"] != true {
        return sheet.clone();
    }
    let before = sheets
        .iter()
        .find(|s| s["member"] == sheet["member"] && round(s) + 1 == round(sheet))
        .unwrap();
    resolved(sheets, before)
}

/// The level that points mean on a sheet in points: the first of its case that has them; none at 0
/// where no level has 0.
fn of_points(levels: &[Value], points: i64, case: Option<&str>) -> i128 {
    let fits = |l: &Value| {
        l["points"].as_i64() == Some(points) && (l["case"].is_null() || l["case"].as_str() == case)
    };
    let at = levels.iter().position(fits);
    match at {
        Some(at) => at as i128 + 1,
        None => {
            assert_eq!(points, 0, "a lawful sheet");
            0
        }
    }
}

pub fn score(set: &Set, sheet: &Value) -> Scored {
    let mut levels = BTreeMap::new();
    let mut points = BTreeMap::new();
    let mut case = sheet["case"].as_str().map(str::to_owned);
    for (id, of) in &set.criteria {
        let answer = &sheet["answers"][id];
        let level = match (answer, &sheet["points"][id]) {
            (Value::Null, Value::Null) => None,
            (Value::Null, worth) => Some(of_points(of, worth.as_i64().unwrap(), case.as_deref())),
            (Value::Object(answer), _) => answer["level"].as_i64().map(i128::from),
            (level, _) => level.as_i64().map(i128::from),
        };
        let worth = match level {
            Some(l) if l > 0 => {
                let level = &of[l as usize - 1];
                if let Some(c) = level["case"].as_str() {
                    case = Some(c.to_owned());
                }
                i128::from(level["points"].as_i64().unwrap())
            }
            _ => 0,
        };
        if let Some(level) = level {
            levels.insert(id.clone(), level);
        }
        points.insert(id.clone(), worth);
    }
    let raw = points.clone();
    let unanswered = set.criteria.iter().any(|(id, _)| {
        let excused = set
            .depends
            .iter()
            .any(|(c, r)| c == id && levels.contains_key(r) && raw[r] == 0);
        !levels.contains_key(id) && !excused
    });
    for (criterion, required) in &set.depends {
        if raw[required] == 0 {
            points.insert(criterion.clone(), 0);
        }
    }
    let findings = sheet["findings"].as_array();
    let findings: BTreeSet<String> = findings.into_iter().flatten().map(text).collect();
    let zero = set
        .zero_stop
        .iter()
        .any(|c| levels.contains_key(c) && raw[c] == 0);
    // a sheet that stops, or rejects, need not go on where that counts
    let stops = zero || !findings.is_empty();
    Scored {
        member: text(&sheet["member"]),
        total: points.values().sum(),
        levels,
        points,
        unanswered,
        stops,
        findings,
        zero,
        case,
    }
}
