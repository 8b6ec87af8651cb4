//! What a sheet is filled in with: levels, points, or both for different criteria.

use serde_json::{Map, Value};

use super::sheet::{Leaf, Level, Sheet};
use super::slip::Slip;
use super::wrong::{Wrong, wrong};

/// An answer that was understood.
#[derive(Debug, Clone)]
pub(super) struct Ticked {
    pub level: u64,
    pub case: Option<String>,
}

/// The answers and the points of a dossier in the order of the sheet, `None` where there is neither.
pub(super) fn read_sheet(
    sheet: &Sheet,
    fields: &Map<String, Value>,
    slip: Option<Slip>,
) -> Result<Vec<Option<Ticked>>, Vec<Wrong>> {
    let object = |name: &'static str| match fields.get(name) {
        None => Ok(None),
        Some(value) => match value.as_object() {
            Some(object) => Ok(Some(object)),
            None => Err(wrong(format!("/{name}"), "not an object")),
        },
    };
    let (answers, points) = match (object("answers"), object("points")) {
        (Ok(None), Ok(None)) => return Err(vec![wrong("/answers", "no answers")]),
        (Ok(answers), Ok(points)) => (answers, points),
        (answers, points) => {
            return Err([answers.err(), points.err()]
                .into_iter()
                .flatten()
                .collect());
        }
    };
    let mut wrongs = vec![];
    // The case of the whole sheet.
    let said = fields
        .get("case")
        .filter(|_| slip != Some(Slip::CaseOfTheSheetForgotten));
    let offered = |case: &&str| sheet.cases.iter().any(|c| c == case);
    let of_sheet = said.and_then(Value::as_str).filter(offered);
    if said.is_some() && of_sheet.is_none() {
        wrongs.push(wrong("/case", "no such case"));
    }
    let mut ticked: Vec<Option<Ticked>> = vec![None; sheet.leaves.len()];
    // Rule 1: only leaves are scored.
    for (criterion, answer) in answers.into_iter().flatten() {
        let place = format!("/answers/{criterion}");
        match sheet.leaves.iter().position(|l| l.criterion == *criterion) {
            None => wrongs.push(wrong(place, "no scored criterion")),
            Some(at) => match read_answer(sheet, &sheet.leaves[at], answer, of_sheet, slip) {
                Ok(answer) => ticked[at] = Some(answer),
                Err(why) => wrongs.push(wrong(place, why)),
            },
        }
    }
    // A sheet in points is of the case that it says, or that its answers are of.
    let of_answers = ticked.iter().flatten().find_map(|t| t.case.clone());
    let case = of_sheet.map(str::to_owned).or(of_answers);
    for (criterion, worth) in points.into_iter().flatten() {
        let place = format!("/points/{criterion}");
        let Some(at) = sheet.leaves.iter().position(|l| l.criterion == *criterion) else {
            wrongs.push(wrong(place, "no scored criterion"));
            continue;
        };
        if answers.is_some_and(|answers| answers.contains_key(criterion)) {
            if slip != Some(Slip::GivenTwice) {
                wrongs.push(wrong(place, "in answers and in points"));
            }
            continue;
        }
        match read_points_of_sheet(&sheet.leaves[at], worth, case.as_ref(), slip) {
            Ok(answer) => ticked[at] = Some(answer),
            Err("no case") => wrongs.push(wrong("/case", "no case")),
            Err(why) => wrongs.push(wrong(place, why)),
        }
    }
    // Rule 7: one case holds for the whole sheet.
    let mut cases: Vec<&str> = ticked
        .iter()
        .flatten()
        .filter_map(|t| t.case.as_deref())
        .collect();
    cases.extend(of_sheet);
    if cases.iter().any(|case| *case != cases[0]) && slip != Some(Slip::CasesMayMix) {
        wrongs.push(wrong("", "mixed cases"));
    }
    // Rule 6: the story's structure is scored only if there is a story.
    for (of, on) in &sheet.dependencies {
        let points = |criterion: &str| {
            let at = sheet.leaves.iter().position(|l| l.criterion == criterion)?;
            let level = ticked[at].as_ref()?.level;
            Some(sheet.leaves[at].points(level))
        };
        let broken = points(on) == Some(0) && points(of).is_some_and(|p| p > 0);
        if broken && slip != Some(Slip::StoryRuleForgotten) {
            wrongs.push(wrong("", "a positive answer without what it requires"));
        }
    }
    if !wrongs.is_empty() {
        return Err(wrongs);
    }
    // A case that the sheet says holds for answers at 0 and for those of either case, too.
    if let Some(case) = of_sheet {
        for answer in ticked.iter_mut().flatten() {
            answer.case = Some(case.to_owned());
        }
    }
    Ok(ticked)
}

fn read_answer(
    sheet: &Sheet,
    leaf: &Leaf,
    answer: &Value,
    of_sheet: Option<&str>,
    slip: Option<Slip>,
) -> Result<Ticked, &'static str> {
    let Some(fields) = answer.as_object() else {
        let level = read_level(leaf, answer, slip)?;
        let case = leaf.level(level).and_then(|l| l.case.clone());
        return Ok(Ticked { level, case });
    };
    let known = ["level", "points", "case", "evidence", "note"];
    if fields.keys().any(|f| !known.contains(&f.as_str())) {
        return Err("unknown field");
    }
    let case = match fields.get("case") {
        None => None,
        Some(case) => {
            let letter = case.as_str().ok_or("a case is a letter")?;
            let known = sheet.cases.iter().any(|c| c == letter);
            if !(known && leaf.has_cases()) {
                return Err("no such case");
            }
            Some(letter)
        }
    };
    let level = match (fields.get("level"), fields.get("points")) {
        (None, None) => return Err("neither level nor points"),
        (Some(level), None) => read_level(leaf, level, slip)?,
        (None, Some(points)) => {
            let case = case.or(of_sheet.filter(|_| leaf.has_cases()));
            read_points(leaf, points, case, slip)?
        }
        (Some(level), Some(points)) => {
            let level = read_level(leaf, level, slip)?;
            if points.as_u64() != Some(leaf.points(level)) {
                return Err("level and points do not agree");
            }
            level
        }
    };
    let case_of_level = leaf.level(level).and_then(|l| l.case.clone());
    let case = case.map(str::to_owned);
    if case.is_some() && case_of_level.is_some() && case != case_of_level {
        return Err("level and case do not agree");
    }
    let case = case.or(case_of_level);
    Ok(Ticked { level, case })
}

/// A level must be one of the printed ones, or 0: none of them is reached.
fn read_level(leaf: &Leaf, level: &Value, slip: Option<Slip>) -> Result<u64, &'static str> {
    let number = level.as_u64().ok_or("no level number")?;
    if number == 0 || leaf.level(number).is_some() {
        Ok(number)
    } else if slip == Some(Slip::LevelsClamped) {
        Ok(leaf.levels.len() as u64)
    } else {
        Err("no such level")
    }
}

/// The levels (of the case) with so many points.
fn worth<'l>(leaf: &'l Leaf, points: u64, case: Option<&str>) -> Vec<&'l Level> {
    let of_case = |l: &&Level| case.is_none() || l.case.as_deref() == case;
    let levels = leaf.levels.iter();
    levels
        .filter(of_case)
        .filter(|l| l.points == points)
        .collect()
}

/// Exactly one level (of the case) must have the points; 0 points are level 0 where no printed level
/// has them.
fn read_points(
    leaf: &Leaf,
    points: &Value,
    case: Option<&str>,
    slip: Option<Slip>,
) -> Result<u64, &'static str> {
    let points = points.as_u64().ok_or("no points")?;
    match worth(leaf, points, case).as_slice() {
        [] if points == 0 => Ok(0),
        [] => Err("no level has these points"),
        [level] => Ok(level.number),
        [level, ..] if slip == Some(Slip::FirstLevelWithPoints) => Ok(level.number),
        _ => Err("several levels have these points"),
    }
}

/// On a sheet in points, levels that share them and differ in no mark are as good as one: the
/// lowest.
fn read_points_of_sheet(
    leaf: &Leaf,
    points: &Value,
    case: Option<&String>,
    slip: Option<Slip>,
) -> Result<Ticked, &'static str> {
    let number = points.as_u64().ok_or("no points")?;
    let case = case.filter(|_| leaf.has_cases());
    if leaf.has_cases() && case.is_none() {
        return Err("no case");
    }
    let same = worth(leaf, number, case.map(String::as_str));
    let alike = same.iter().all(|l| l.minimum_for == same[0].minimum_for);
    let level = match same.as_slice() {
        [.., last] if alike && slip == Some(Slip::HighestLevelWithPoints) => last.number,
        [first, _, ..] if alike => first.number,
        _ => read_points(leaf, points, case.map(String::as_str), slip)?,
    };
    Ok(Ticked {
        level,
        case: case.cloned(),
    })
}
