//! A second scorer of decision 26/2026, written from the law and not from the engine.
//!
//! It is plain and slow on purpose. Bands, authorities and the order of the rules stand in the code,
//! as the law puts them; only the sheets (criteria, levels, marks, findings) come from the data. The
//! comments name the rules of "How a sheet is scored", the project's digest of the law, by number.
//!
//! [`Slip`] makes it wrong on purpose, one mistake at a time, to show that a comparison with it can
//! fail.

use std::path::Path;

use serde_json::{Map, Value};

/// The one version that this scorer knows.
pub const CRITERIA: &str = "qd-26-2026";

/// The first day of the decision.
const IN_FORCE_FROM: &str = "2026-05-22";

/// A score sheet: one product set.
#[derive(Debug, Clone)]
pub struct Sheet {
    /// Its number in Annex II.
    pub number: u64,
    /// Its name without diacritics.
    pub slug: String,
    /// Letter and greatest points of each part.
    pub parts: Vec<(String, u64)>,
    /// Every section and group of criteria that is not scored itself.
    pub headings: Vec<String>,
    /// What is scored, in printed order.
    pub leaves: Vec<Leaf>,
    /// Pairs: the first is scored only if the second has points.
    pub dependencies: Vec<(String, String)>,
    /// Leaves that stop the assessment at 0 points, each with its source.
    pub zero_stops: Vec<(String, String)>,
    /// Letters of the cases that the sheet offers.
    pub cases: Vec<String>,
    /// Findings that the sheet knows.
    pub findings: Vec<Finding>,
}

/// A criterion or section that is scored itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Leaf {
    /// Its number by position.
    pub criterion: String,
    /// The letter of its part.
    pub part: String,
    /// What it measures.
    pub key: String,
    /// Its greatest points.
    pub max_points: u64,
    /// Its levels in printed order.
    pub levels: Vec<Level>,
}

/// A level of a leaf.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Level {
    /// Its number, from 1.
    pub number: u64,
    /// What it is worth.
    pub points: u64,
    /// The stars it is the least for.
    pub minimum_for: Option<u64>,
    /// The case it belongs to.
    pub case: Option<String>,
}

/// A finding that a sheet knows.
#[derive(Debug, Clone)]
pub struct Finding {
    /// Its name.
    pub finding: String,
    /// `rejection`, `eligibility` or `stop`.
    pub effect: String,
    /// The criterion it stands at, if at one.
    pub criterion: Option<String>,
    /// Where the law says so.
    pub source: String,
}

/// A mistake made on purpose.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Slip {
    /// Five stars from 89 points.
    FiveStarsFrom89,
    /// Three stars only from 51 points.
    ThreeStarsFrom51,
    /// Star minimums are not looked at.
    MinimumsIgnored,
    /// Stars need only the minimums marked for exactly these stars.
    MinimumsNotCumulative,
    /// The level under the marked one is enough.
    MinimumsOneLevelLower,
    /// A missed 3-star minimum takes the sheet to one star.
    MissedThreeGivesOne,
    /// An unanswered criterion is taken for a 0.
    UnansweredIsZero,
    /// The story's structure is scored without a story.
    StoryRuleForgotten,
    /// Both cases may stand on one sheet.
    CasesMayMix,
    /// The first of several levels with the given points is taken.
    FirstLevelWithPoints,
    /// A criterion at 0 does not stop the assessment.
    ZeroStopForgotten,
    /// An unanswered criterion stops the assessment like a 0.
    UnansweredStops,
    /// A stop goes before ineligibility.
    StopBeforeIneligibility,
    /// Ineligibility goes before rejection.
    IneligibilityBeforeRejection,
    /// Any finding is good for any set.
    FindingsOfAnySet,
    /// A level above the highest one counts as the highest.
    LevelsClamped,
    /// Four stars are recognised by the centre.
    FourStarsByTheCentre,
    /// Two stars are recognised.
    TwoStarsRecognised,
}

impl Slip {
    /// All mistakes.
    pub const ALL: [Self; 18] = [
        Self::FiveStarsFrom89,
        Self::ThreeStarsFrom51,
        Self::MinimumsIgnored,
        Self::MinimumsNotCumulative,
        Self::MinimumsOneLevelLower,
        Self::MissedThreeGivesOne,
        Self::UnansweredIsZero,
        Self::StoryRuleForgotten,
        Self::CasesMayMix,
        Self::FirstLevelWithPoints,
        Self::ZeroStopForgotten,
        Self::UnansweredStops,
        Self::StopBeforeIneligibility,
        Self::IneligibilityBeforeRejection,
        Self::FindingsOfAnySet,
        Self::LevelsClamped,
        Self::FourStarsByTheCentre,
        Self::TwoStarsRecognised,
    ];
}

/// Reads all 26 sheets from the data files.
///
/// # Panics
///
/// Where a file is missing or not what it should be.
#[must_use]
pub fn sheets() -> Vec<Sheet> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../criteria/qd-26-2026/sets");
    (1..=26)
        .map(|number| {
            let text = std::fs::read_to_string(folder.join(format!("{number:02}.json")))
                .expect("the file of the set");
            Sheet::read(&serde_json::from_str(&text).expect("a set is JSON"))
        })
        .collect()
}

fn text(value: &Value) -> String {
    value.as_str().expect("a text").to_owned()
}

fn number(value: &Value) -> u64 {
    value.as_u64().expect("a whole number")
}

fn list(value: &Value) -> &Vec<Value> {
    value.as_array().expect("a list")
}

fn optional_text(value: &Value) -> Option<String> {
    value.as_str().map(str::to_owned)
}

impl Sheet {
    fn read(file: &Value) -> Self {
        let mut sheet = Self {
            number: number(&file["product_set"]),
            slug: text(&file["slug"]),
            parts: vec![],
            headings: vec![],
            leaves: vec![],
            dependencies: vec![],
            zero_stops: vec![],
            cases: vec![],
            findings: vec![],
        };
        for part in list(&file["parts"]) {
            sheet
                .parts
                .push((text(&part["part"]), number(&part["max_points"])));
            for section in list(&part["sections"]) {
                sheet.headings.push(text(&section["section"]));
                for group in section["groups"].as_array().into_iter().flatten() {
                    sheet.headings.push(text(&group["group"]));
                }
                for criterion in list(&section["criteria"]) {
                    sheet.leaves.push(Leaf::read(criterion, &part["part"]));
                }
            }
        }
        let leaves = &sheet.leaves;
        sheet
            .headings
            .retain(|h| leaves.iter().all(|leaf| leaf.criterion != *h));
        for rule in list(&file["rules"]) {
            sheet.read_rule(rule);
        }
        sheet
    }

    fn read_rule(&mut self, rule: &Value) {
        match text(&rule["rule"]).as_str() {
            "dependency" => {
                let pair = (text(&rule["criterion"]), text(&rule["requires"]));
                self.dependencies.push(pair);
            }
            "zero-stop" => {
                for criterion in list(&rule["criteria"]) {
                    self.zero_stops
                        .push((text(criterion), text(&rule["source"])));
                }
            }
            "cases" => {
                for case in list(&rule["cases"]) {
                    self.cases.push(text(&case["case"]));
                }
            }
            "finding" => self.findings.push(Finding {
                finding: text(&rule["finding"]),
                effect: text(&rule["effect"]),
                criterion: optional_text(&rule["criterion"]),
                source: text(&rule["source"]),
            }),
            other => panic!("set {}: unknown rule {other}", self.number),
        }
    }

    /// The leaf of this number.
    #[must_use]
    pub fn leaf(&self, criterion: &str) -> Option<&Leaf> {
        self.leaves.iter().find(|l| l.criterion == criterion)
    }

    /// What the criterion depends on.
    #[must_use]
    pub fn requires(&self, criterion: &str) -> Option<&str> {
        let pair = self.dependencies.iter().find(|(of, _)| of == criterion);
        pair.map(|(_, on)| on.as_str())
    }
}

impl Leaf {
    fn read(criterion: &Value, part: &Value) -> Self {
        Self {
            criterion: text(&criterion["criterion"]),
            part: text(part),
            key: text(&criterion["key"]),
            max_points: number(&criterion["max_points"]),
            levels: list(&criterion["levels"])
                .iter()
                .map(|level| Level {
                    number: number(&level["level"]),
                    points: number(&level["points"]),
                    minimum_for: level["minimum_for"].as_u64(),
                    case: optional_text(&level["case"]),
                })
                .collect(),
        }
    }

    /// The level of this number; none for 0 and for numbers that are not there.
    #[must_use]
    pub fn level(&self, number: u64) -> Option<&Level> {
        self.levels.iter().find(|l| l.number == number)
    }

    /// The points of a level; level 0 has none.
    #[must_use]
    pub fn points(&self, number: u64) -> u64 {
        self.level(number).map_or(0, |l| l.points)
    }
}

/// What is wrong with a dossier: where, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wrong {
    /// The place: the first two steps of a JSON Pointer at most.
    pub place: String,
    /// In a few words.
    pub why: &'static str,
}

fn wrong(place: impl Into<String>, why: &'static str) -> Wrong {
    Wrong {
        place: place.into(),
        why,
    }
}

/// An answer that was understood.
#[derive(Debug, Clone)]
struct Ticked {
    level: u64,
    case: Option<String>,
}

/// A rating: what the law decides about a sheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rating<'s> {
    /// The number of the set.
    pub product_set: u64,
    /// `rated`, `provisional`, `stopped`, `ineligible` or `rejected`.
    pub outcome: &'static str,
    /// Stars after the minimums.
    pub stars: Option<u64>,
    /// Whether products of these stars are recognised.
    pub recognised: bool,
    /// Who recognises them: `province` or `central`.
    pub authority: Option<&'static str>,
    /// The total.
    pub points: u64,
    /// The greatest total.
    pub max_points: u64,
    /// Stars by points alone.
    pub points_stars: Option<u64>,
    /// Letter, points and greatest points of each part.
    pub parts: Vec<(&'s str, u64, u64)>,
    /// Each leaf, in the order of the sheet.
    pub scores: Vec<Score<'s>>,
    /// Each star mark: lowest stars first, then in the order of the sheet.
    pub minimums: Vec<Minimum<'s>>,
    /// Leaves without an answer that need one.
    pub unanswered: Vec<&'s str>,
    /// Why there are no stars.
    pub reasons: Vec<Reason<'s>>,
}

impl Rating<'_> {
    /// The criteria whose minimum for exactly these stars is not met.
    #[must_use]
    pub fn unmet(&self, stars: u64) -> Vec<&str> {
        let missed = self.minimums.iter().filter(|m| m.stars == stars && !m.met);
        missed.map(|m| m.criterion).collect()
    }
}

/// What a leaf scores.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Score<'s> {
    /// The leaf.
    pub leaf: &'s Leaf,
    /// The level that counts; none where unanswered or not applicable.
    pub level: Option<u64>,
    /// The points that count.
    pub points: u64,
    /// `scored`, `unanswered` or `not-applicable`.
    pub state: &'static str,
}

/// A star mark, held against the sheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Minimum<'s> {
    /// The stars that need it.
    pub stars: u64,
    /// The leaf.
    pub criterion: &'s str,
    /// The marked level.
    pub level: u64,
    /// The points of that level.
    pub points: u64,
    /// The points scored.
    pub scored: u64,
    /// Whether it is met.
    pub met: bool,
}

/// Why there are no stars.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reason<'s> {
    /// The finding; none where a criterion at 0 stops the assessment.
    pub finding: Option<&'s str>,
    /// `rejection`, `eligibility` or `stop`.
    pub effect: &'s str,
    /// The criterion it stands at, if at one.
    pub criterion: Option<&'s str>,
    /// Where the law says so.
    pub source: &'s str,
}

/// Judges a dossier: its rating, or everything that is wrong with it.
///
/// # Errors
///
/// What makes the dossier one that has to be refused.
pub fn judge<'s>(
    sheets: &'s [Sheet],
    dossier: &Value,
    slip: Option<Slip>,
) -> Result<Rating<'s>, Vec<Wrong>> {
    let Some(fields) = dossier.as_object() else {
        return Err(vec![wrong("", "not an object")]);
    };
    let mut wrongs = vec![];
    for name in fields.keys() {
        let known = [
            "format",
            "criteria",
            "product_set",
            "product",
            "producer",
            "registration",
            "assessed_on",
            "answers",
            "findings",
        ];
        if !known.contains(&name.as_str()) {
            wrongs.push(wrong(format!("/{name}"), "unknown field"));
        }
    }
    if fields.get("format").is_some_and(|f| f != "ocop-dossier/1") {
        wrongs.push(wrong("/format", "unknown format"));
    }
    // Without the law there is no sheet to hold the answers against.
    if let Some(wrong) = wrong_law(fields) {
        wrongs.push(wrong);
        return Err(wrongs);
    }
    let set = sheets.iter().find(|sheet| {
        fields
            .get("product_set")
            .is_some_and(|set| *set == sheet.number || *set == sheet.slug)
    });
    let Some(sheet) = set else {
        wrongs.push(wrong("/product_set", "unknown product set"));
        return Err(wrongs);
    };
    let Some(answers) = fields.get("answers").and_then(Value::as_object) else {
        wrongs.push(wrong("/answers", "no answers"));
        return Err(wrongs);
    };
    let findings = match read_findings(sheet, fields.get("findings"), slip) {
        Ok(findings) => findings,
        Err(more) => {
            wrongs.extend(more);
            vec![]
        }
    };
    match read_answers(sheet, answers, slip) {
        Err(more) => wrongs.extend(more),
        Ok(ticked) if wrongs.is_empty() => {
            return Ok(score(sheet, &ticked, &findings, slip));
        }
        Ok(_) => {}
    }
    Err(wrongs)
}

/// The decision must be named, or found by the date, and be in force on the date.
fn wrong_law(fields: &Map<String, Value>) -> Option<Wrong> {
    let named = fields.get("criteria");
    if named.is_some_and(|name| name != CRITERIA) {
        return Some(wrong("/criteria", "unknown version"));
    }
    let Some(day) = fields.get("assessed_on") else {
        return named
            .is_none()
            .then(|| wrong("", "neither a version nor a date"));
    };
    match day.as_str() {
        Some(day) if is_date(day) && day >= IN_FORCE_FROM => None,
        Some(day) if is_date(day) => Some(wrong("", "not in force on that day")),
        _ => Some(wrong("/assessed_on", "impossible date")),
    }
}

fn is_date(text: &str) -> bool {
    let steps: Vec<&str> = text.split('-').collect();
    let digits = |s: &str, n: usize| s.len() == n && s.bytes().all(|b| b.is_ascii_digit());
    let [year, month, day] = steps.as_slice() else {
        return false;
    };
    if !(digits(year, 4) && digits(month, 2) && digits(day, 2)) {
        return false;
    }
    let year: u32 = year.parse().expect("digits");
    let leap = year.is_multiple_of(400) || (year.is_multiple_of(4) && !year.is_multiple_of(100));
    let days = match *month {
        "01" | "03" | "05" | "07" | "08" | "10" | "12" => 31,
        "04" | "06" | "09" | "11" => 30,
        "02" if leap => 29,
        "02" => 28,
        _ => 0,
    };
    (1..=days).contains(&day.parse().expect("digits"))
}

/// A finding is valid only in the sets whose sheet has the rule.
fn read_findings<'s>(
    sheet: &'s Sheet,
    findings: Option<&Value>,
    slip: Option<Slip>,
) -> Result<Vec<&'s Finding>, Vec<Wrong>> {
    let Some(findings) = findings else {
        return Ok(vec![]);
    };
    let Some(names) = findings.as_array() else {
        return Err(vec![wrong("/findings", "not a list")]);
    };
    let mut found = vec![];
    let mut wrongs = vec![];
    for (at, name) in names.iter().enumerate() {
        let place = format!("/findings/{at}");
        if names[..at].contains(name) {
            wrongs.push(wrong(place, "the same finding twice"));
            continue;
        }
        match sheet.findings.iter().find(|f| *name == f.finding) {
            Some(finding) => found.push(finding),
            None if slip == Some(Slip::FindingsOfAnySet) => {}
            None => wrongs.push(wrong(place, "no finding of this set")),
        }
    }
    if wrongs.is_empty() {
        Ok(found)
    } else {
        Err(wrongs)
    }
}

/// The answers in the order of the sheet, `None` where there is none.
fn read_answers(
    sheet: &Sheet,
    answers: &Map<String, Value>,
    slip: Option<Slip>,
) -> Result<Vec<Option<Ticked>>, Vec<Wrong>> {
    let mut wrongs = vec![];
    // Rule 1: only leaves are scored.
    for criterion in answers.keys() {
        if sheet.leaf(criterion).is_none() {
            let place = format!("/answers/{criterion}");
            wrongs.push(wrong(place, "no scored criterion"));
        }
    }
    let mut ticked = vec![];
    for leaf in &sheet.leaves {
        let answer = answers.get(&leaf.criterion);
        match answer.map(|answer| read_answer(sheet, leaf, answer, slip)) {
            None => ticked.push(None),
            Some(Ok(answer)) => ticked.push(Some(answer)),
            Some(Err(why)) => {
                wrongs.push(wrong(format!("/answers/{}", leaf.criterion), why));
                ticked.push(None);
            }
        }
    }
    // Rule 7: one case holds for the whole sheet.
    let cases: Vec<_> = ticked.iter().flatten().flat_map(|t| &t.case).collect();
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
    if wrongs.is_empty() {
        Ok(ticked)
    } else {
        Err(wrongs)
    }
}

fn read_answer(
    sheet: &Sheet,
    leaf: &Leaf,
    answer: &Value,
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
            let cased = leaf.levels.iter().any(|l| l.case.is_some());
            if !(known && cased) {
                return Err("no such case");
            }
            Some(letter.to_owned())
        }
    };
    let level = match (fields.get("level"), fields.get("points")) {
        (None, None) => return Err("neither level nor points"),
        (Some(level), None) => read_level(leaf, level, slip)?,
        (None, Some(points)) => read_points(leaf, points, case.as_ref(), slip)?,
        (Some(level), Some(points)) => {
            let level = read_level(leaf, level, slip)?;
            if points.as_u64() != Some(leaf.points(level)) {
                return Err("level and points do not agree");
            }
            level
        }
    };
    let case_of_level = leaf.level(level).and_then(|l| l.case.clone());
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

/// Exactly one level (of the case) must have the points; 0 points are level 0 where no printed level
/// has them.
fn read_points(
    leaf: &Leaf,
    points: &Value,
    case: Option<&String>,
    slip: Option<Slip>,
) -> Result<u64, &'static str> {
    let points = points.as_u64().ok_or("no points")?;
    let of_case = |l: &&Level| case.is_none() || l.case.as_ref() == case;
    let levels: Vec<&Level> = leaf
        .levels
        .iter()
        .filter(of_case)
        .filter(|l| l.points == points)
        .collect();
    match levels.as_slice() {
        [] if points == 0 => Ok(0),
        [] => Err("no level has these points"),
        [level] => Ok(level.number),
        [level, ..] if slip == Some(Slip::FirstLevelWithPoints) => Ok(level.number),
        _ => Err("several levels have these points"),
    }
}

/// Scores a lawful sheet.
fn score<'s>(
    sheet: &'s Sheet,
    ticked: &[Option<Ticked>],
    findings: &[&'s Finding],
    slip: Option<Slip>,
) -> Rating<'s> {
    let scores = score_leaves(sheet, ticked, slip);

    // Rule 3: the total is the sum of the points.
    let points: u64 = scores.iter().map(|s| s.points).sum();
    let mut parts = vec![];
    for (part, max_points) in &sheet.parts {
        let of_part = scores.iter().filter(|s| s.leaf.part == *part);
        parts.push((part.as_str(), of_part.map(|s| s.points).sum(), *max_points));
    }

    // Rule 4: bands, lower bound inclusive.
    let five_from = if slip == Some(Slip::FiveStarsFrom89) {
        89
    } else {
        90
    };
    let three_from = if slip == Some(Slip::ThreeStarsFrom51) {
        51
    } else {
        50
    };
    let points_stars = if points >= five_from {
        5
    } else if points >= 70 {
        4
    } else if points >= three_from {
        3
    } else if points >= 30 {
        2
    } else {
        1
    };

    // Rule 5: 5 stars need every 3-, 4- and 5-star minimum of the set, 4 stars every 3- and 4-star
    // minimum, 3 stars every 3-star minimum.
    let minimums = star_minimums(&scores, slip);
    let all_met = |stars: u64| {
        let from = if slip == Some(Slip::MinimumsNotCumulative) {
            stars
        } else {
            3
        };
        let needed = minimums
            .iter()
            .filter(|m| m.stars >= from && m.stars <= stars);
        needed.into_iter().all(|m| m.met)
    };
    let mut stars = points_stars;
    while stars >= 3 && !all_met(stars) && slip != Some(Slip::MinimumsIgnored) {
        stars -= 1;
    }
    if stars == 2 && points_stars >= 3 && slip == Some(Slip::MissedThreeGivesOne) {
        stars = 1;
    }

    // Rules 8 to 10: what takes the stars away.
    let reasons = reasons(sheet, &scores, findings, slip);
    let taken = strongest(&reasons, slip);
    let unanswered: Vec<&str> = scores
        .iter()
        .filter(|s| s.state == "unanswered")
        .map(|s| s.leaf.criterion.as_str())
        .collect();
    let starred = taken.is_none();

    // Article 4: who recognises.
    let recognised_from = if slip == Some(Slip::TwoStarsRecognised) {
        2
    } else {
        3
    };
    let authority = match stars {
        _ if !starred => None,
        5 => Some("central"),
        4 if slip == Some(Slip::FourStarsByTheCentre) => Some("central"),
        3 | 4 => Some("province"),
        _ => None,
    };
    Rating {
        product_set: sheet.number,
        outcome: match taken {
            Some(outcome) => outcome,
            None if unanswered.is_empty() => "rated",
            None => "provisional",
        },
        stars: starred.then_some(stars),
        recognised: starred && stars >= recognised_from,
        authority,
        points,
        max_points: sheet.leaves.iter().map(|l| l.max_points).sum(),
        points_stars: starred.then_some(points_stars),
        parts,
        scores,
        minimums,
        unanswered,
        reasons,
    }
}

/// Rules 1, 2 and 6: points and state of each leaf.
fn score_leaves<'s>(
    sheet: &'s Sheet,
    ticked: &[Option<Ticked>],
    slip: Option<Slip>,
) -> Vec<Score<'s>> {
    let mut scores = vec![];
    for (leaf, answer) in sheet.leaves.iter().zip(ticked) {
        let required_at_zero = sheet.requires(&leaf.criterion).is_some_and(|on| {
            let at = sheet.leaves.iter().position(|l| l.criterion == on);
            let at = at.expect("what is required is on the sheet");
            match &ticked[at] {
                Some(required) => sheet.leaves[at].points(required.level) == 0,
                // An unanswered story is not above 0 points, so its structure does not count yet;
                // where both are unanswered, both are still to be answered.
                None => answer.is_some(),
            }
        });
        let (level, points, state) = match answer {
            _ if required_at_zero && slip != Some(Slip::StoryRuleForgotten) => {
                (None, 0, "not-applicable")
            }
            Some(ticked) => (Some(ticked.level), leaf.points(ticked.level), "scored"),
            None if slip == Some(Slip::UnansweredIsZero) => (Some(0), 0, "scored"),
            None => (None, 0, "unanswered"),
        };
        scores.push(Score {
            leaf,
            level,
            points,
            state,
        });
    }
    scores
}

/// Rule 5: a marked level is the least that must be reached. Lowest stars first.
fn star_minimums<'s>(scores: &[Score<'s>], slip: Option<Slip>) -> Vec<Minimum<'s>> {
    let slack = u64::from(slip == Some(Slip::MinimumsOneLevelLower));
    let mut minimums = vec![];
    for stars in 3..=5 {
        for score in scores {
            for level in &score.leaf.levels {
                if level.minimum_for == Some(stars) {
                    minimums.push(Minimum {
                        stars,
                        criterion: &score.leaf.criterion,
                        level: level.number,
                        points: level.points,
                        scored: score.points,
                        met: score.level.unwrap_or(0) + slack >= level.number,
                    });
                }
            }
        }
    }
    minimums
}

/// Rules 8 to 10: criteria at 0 that stop the assessment, and findings.
fn reasons<'s>(
    sheet: &'s Sheet,
    scores: &[Score<'s>],
    findings: &[&'s Finding],
    slip: Option<Slip>,
) -> Vec<Reason<'s>> {
    let mut reasons = vec![];
    for (criterion, source) in &sheet.zero_stops {
        let score = scores.iter().find(|s| s.leaf.criterion == *criterion);
        let score = score.expect("a leaf of the sheet");
        let counts = score.state != "unanswered" || slip == Some(Slip::UnansweredStops);
        if score.points == 0 && counts && slip != Some(Slip::ZeroStopForgotten) {
            reasons.push(Reason {
                finding: None,
                effect: "stop",
                criterion: Some(criterion),
                source,
            });
        }
    }
    for finding in findings {
        reasons.push(Reason {
            finding: Some(&finding.finding),
            effect: &finding.effect,
            criterion: finding.criterion.as_deref(),
            source: &finding.source,
        });
    }
    reasons
}

/// Rejection beats ineligibility beats stop.
fn strongest(reasons: &[Reason<'_>], slip: Option<Slip>) -> Option<&'static str> {
    let mut order = [
        ("rejection", "rejected"),
        ("eligibility", "ineligible"),
        ("stop", "stopped"),
    ];
    match slip {
        Some(Slip::StopBeforeIneligibility) => order.swap(1, 2),
        Some(Slip::IneligibilityBeforeRejection) => order.swap(0, 1),
        _ => {}
    }
    order
        .into_iter()
        .find(|(effect, _)| reasons.iter().any(|r| r.effect == *effect))
        .map(|(_, outcome)| outcome)
}
