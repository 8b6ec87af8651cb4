//! The decision model of a product set, from the set's file.

use serde_json::{Value, json};

use crate::Result;

/// A scored criterion: its name, part, levels, and their points, those of no level first.
struct Criterion<'s> {
    name: &'s str,
    part: &'s str,
    levels: &'s [Value],
    points: Vec<u64>,
    requires: Option<&'s str>,
}

/// The number of a product set, and its model: one expression node between input and output.
pub fn of(set: &Value) -> Result<(u64, Value)> {
    let number = set["product_set"].as_u64().ok_or("no product set")?;
    let expressions: Vec<Value> = expressions(set)?
        .into_iter()
        .map(|(key, value)| json!({"id": key, "key": key, "value": value}))
        .collect();
    let model = json!({
        "nodes": [
            {"id": "in", "name": "in", "type": "inputNode"},
            {"id": "rate", "name": "rate", "type": "expressionNode",
             "content": {"expressions": expressions, "passThrough": false}},
            {"id": "out", "name": "out", "type": "outputNode"},
        ],
        "edges": [
            {"id": "a", "sourceId": "in", "targetId": "rate", "type": "edge"},
            {"id": "b", "sourceId": "rate", "targetId": "out", "type": "edge"},
        ],
    });
    Ok((number, model))
}

fn expressions(set: &Value) -> Result<Vec<(String, String)>> {
    let criteria = criteria(set)?;
    let mut parts: Vec<&str> = criteria.iter().map(|c| c.part).collect();
    parts.dedup();
    let mut expressions = Vec::new();
    for part in &parts {
        let of_part = criteria.iter().filter(|c| c.part == *part);
        let terms: Vec<String> = of_part.map(|c| counted(c, &criteria)).collect();
        expressions.push((format!("part{part}"), terms.join(" + ")));
    }
    let total: Vec<String> = parts.iter().map(|p| format!("$.part{p}")).collect();
    let mut add = |key: &str, value: String| expressions.push((key.to_owned(), value));
    add("points", total.join(" + "));
    add(
        "points_stars",
        format!(
            "{} ? null : $.points >= 90 ? 5 : $.points >= 70 ? 4 : $.points >= 50 ? 3 : $.points >= 30 ? 2 : 1",
            no_stars(set, &criteria)
        ),
    );
    let mut stars = "$.points_stars == null ? null : ".to_owned();
    for needed in 3..=5 {
        let met = minimums(&criteria, needed);
        stars += &format!(
            "$.points_stars >= {needed} and not({met}) ? {} : ",
            needed - 1
        );
    }
    add("stars", stars + "$.points_stars");
    Ok(expressions)
}

fn list<'v>(of: &'v Value, name: &str) -> &'v [Value] {
    of[name].as_array().map_or(&[], Vec::as_slice)
}

fn criteria(set: &Value) -> Result<Vec<Criterion<'_>>> {
    let mut criteria = Vec::new();
    for part in list(set, "parts") {
        let sections = list(part, "sections").iter();
        for criterion in sections.flat_map(|s| list(s, "criteria")) {
            let levels = list(criterion, "levels");
            let points = levels.iter().filter_map(|l| l["points"].as_u64());
            let rules = list(set, "rules").iter();
            let depends = rules
                .filter(|r| r["rule"] == "dependency")
                .find(|r| r["criterion"] == criterion["criterion"]);
            criteria.push(Criterion {
                name: criterion["criterion"].as_str().ok_or("no criterion")?,
                part: part["part"].as_str().ok_or("no part")?,
                levels,
                points: std::iter::once(0).chain(points).collect(),
                requires: depends.and_then(|rule| rule["requires"].as_str()),
            });
        }
    }
    Ok(criteria)
}

fn answer(criterion: &Criterion<'_>) -> String {
    format!("answers[\"{}\"]", criterion.name)
}

/// The points of a criterion: without a table where its levels are worth 1, 2, 3 … or 0, 1, 2 …
fn points(criterion: &Criterion<'_>) -> String {
    let answer = answer(criterion);
    let points = criterion.points.iter().copied();
    if points.clone().eq(0..points.len() as u64) {
        return format!("({answer} ?? 0)");
    }
    if points.clone().skip(1).eq(0..points.len() as u64 - 1) {
        return format!("(({answer} ?? 0) > 1 ? {answer} - 1 : 0)");
    }
    let worth = points.enumerate().filter(|(_, points)| *points > 0);
    let conditions: String = worth
        .map(|(level, points)| format!("{answer} == {level} ? {points} : "))
        .collect();
    format!("({conditions}0)")
}

/// Its points, where the criterion that it depends on has any.
fn counted(criterion: &Criterion<'_>, criteria: &[Criterion<'_>]) -> String {
    match required(criterion, criteria) {
        Some(needed) => format!("({} ? {} : 0)", worth(needed, 1), points(criterion)),
        None => points(criterion),
    }
}

fn required<'c>(
    criterion: &Criterion<'_>,
    criteria: &'c [Criterion<'_>],
) -> Option<&'c Criterion<'c>> {
    criteria.iter().find(|c| Some(c.name) == criterion.requires)
}

/// Whether a criterion's level is worth at least so many points.
fn worth(criterion: &Criterion<'_>, least: u64) -> String {
    let answer = answer(criterion);
    let levels = criterion.points.iter().enumerate().skip(1);
    let enough = levels.filter(|(_, points)| **points >= least);
    let enough: Vec<usize> = enough.map(|(level, _)| level).collect();
    let first = enough.first().copied().unwrap_or(usize::MAX);
    if enough.iter().copied().eq(first..criterion.points.len()) {
        format!("({answer} ?? 0) >= {first}")
    } else {
        let any: Vec<String> = enough.iter().map(|l| format!("{answer} == {l}")).collect();
        format!("({})", any.join(" or "))
    }
}

/// Whether a finding, or a criterion at 0 points that may not be, stands against any stars.
fn no_stars(set: &Value, criteria: &[Criterion<'_>]) -> String {
    let mut any = vec!["findings != null".to_owned()];
    for rule in list(set, "rules")
        .iter()
        .filter(|r| r["rule"] == "zero-stop")
    {
        let named = |c: &&Criterion<'_>| list(rule, "criteria").iter().any(|name| name == c.name);
        for criterion in criteria.iter().filter(named) {
            let levels = criterion.points.iter().enumerate();
            let zero = levels.filter(|(_, points)| **points == 0);
            any.extend(zero.map(|(level, _)| format!("{} == {level}", answer(criterion))));
        }
    }
    format!("({})", any.join(" or "))
}

/// Whether all minimums for these stars are met.
fn minimums(criteria: &[Criterion<'_>], stars: u64) -> String {
    let mut all = vec!["true".to_owned()];
    for criterion in criteria {
        let marked = criterion
            .levels
            .iter()
            .filter(|l| l["minimum_for"] == stars);
        for level in marked {
            let mut met = worth(criterion, level["points"].as_u64().unwrap_or_default());
            if let Some(needed) = required(criterion, criteria) {
                met = format!("({met} and {})", worth(needed, 1));
            }
            if let Some(case) = level["case"].as_str() {
                met = format!("({met} or {})", other_case(criteria, case));
            }
            all.push(met);
        }
    }
    all.join(" and ")
}

/// Whether an answer puts the sheet under another case.
fn other_case(criteria: &[Criterion<'_>], case: &str) -> String {
    let mut any = Vec::new();
    for criterion in criteria {
        for (level, number) in criterion.levels.iter().zip(1..) {
            if level["case"].as_str().is_some_and(|c| c != case) {
                any.push(format!("{} == {number}", answer(criterion)));
            }
        }
    }
    format!("({})", any.join(" or "))
}
