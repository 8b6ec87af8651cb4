//! A second tally, written without the first: fractions, plain loops, raw JSON of law and session.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

/// A fraction, compared by multiplying across.
#[derive(Clone, Copy)]
pub struct Fraction {
    over: i128,
    under: i128,
}

impl Fraction {
    fn mean(numbers: &[i128]) -> Self {
        Self {
            over: numbers.iter().sum(),
            under: numbers.len() as i128,
        }
    }

    fn at_least(self, bound: i128) -> bool {
        self.over >= bound * self.under
    }

    /// Two places, half up, as text without trailing zeros.
    fn shown(self) -> String {
        let hundredths = (self.over * 1000 / self.under + 5) / 10;
        let (whole, part) = (hundredths / 100, hundredths % 100);
        match part {
            0 => format!("{whole}"),
            p if p % 10 == 0 => format!("{whole}.{}", p / 10),
            p => format!("{whole}.{p:02}"),
        }
    }
}

/// What the law says of one product set, read from the raw files.
pub struct Set {
    pub number: u64,
    pub criteria: Vec<(String, Vec<Value>)>,
    pub depends: Vec<(String, String)>,
    pub zero_stop: Vec<String>,
    pub findings: Vec<(String, String)>,
}

pub struct Law {
    pub sets: Vec<Set>,
    bands: Vec<(u64, i128)>,
    authority: Vec<(Vec<u64>, String)>,
}

impl Law {
    pub fn read() -> Self {
        let version = ocop_criteria::VERSIONS
            .iter()
            .find(|v| v.id == "qd-26-2026")
            .unwrap();
        let json = |path: &str| -> Value {
            let file = version.files.iter().find(|f| f.path == path).unwrap();
            serde_json::from_str(file.content).unwrap()
        };
        let instrument = json("instrument.json");
        let list = |v: &Value| v.as_array().unwrap().clone();
        let bands = list(&instrument["bands"]);
        let authority = list(&instrument["authority"]);
        let mut sets = Vec::new();
        for number in 1..=26 {
            let file = json(&format!("sets/{number:02}.json"));
            let mut set = Set {
                number,
                criteria: Vec::new(),
                depends: Vec::new(),
                zero_stop: Vec::new(),
                findings: Vec::new(),
            };
            for part in list(&file["parts"]) {
                for section in list(&part["sections"]) {
                    for criterion in list(&section["criteria"]) {
                        let mut levels = list(&criterion["levels"]);
                        if criterion["minimum_for"].is_u64() && levels[0]["minimum_for"].is_null() {
                            levels[0]["minimum_for"] = criterion["minimum_for"].clone();
                        }
                        set.criteria.push((text(&criterion["criterion"]), levels));
                    }
                }
            }
            for rule in list(&file["rules"]) {
                match rule["rule"].as_str().unwrap() {
                    "dependency" => {
                        set.depends
                            .push((text(&rule["criterion"]), text(&rule["requires"])));
                    }
                    "zero-stop" => {
                        set.zero_stop = list(&rule["criteria"]).iter().map(text).collect()
                    }
                    "finding" => set
                        .findings
                        .push((text(&rule["finding"]), text(&rule["effect"]))),
                    _ => {}
                }
            }
            sets.push(set);
        }
        Self {
            sets,
            bands: bands
                .iter()
                .map(|b| {
                    (
                        b["stars"].as_u64().unwrap(),
                        i128::from(b["from_points"].as_u64().unwrap()),
                    )
                })
                .collect(),
            authority: authority
                .iter()
                .map(|a| {
                    let stars = list(&a["stars"])
                        .iter()
                        .map(|s| s.as_u64().unwrap())
                        .collect();
                    (stars, text(&a["authority"]))
                })
                .collect(),
        }
    }
}

fn text(value: &Value) -> String {
    value.as_str().unwrap().to_owned()
}

/// One sheet, scored.
struct Scored {
    member: String,
    levels: BTreeMap<String, i128>,
    points: BTreeMap<String, i128>,
    total: i128,
    unanswered: bool,
    findings: BTreeSet<String>,
    zero: bool,
    case: Option<String>,
}

fn score(set: &Set, sheet: &Value) -> Scored {
    let answers = sheet["answers"].as_object().unwrap();
    let mut levels = BTreeMap::new();
    let mut points = BTreeMap::new();
    let mut case = None;
    for (id, of) in &set.criteria {
        let level = answers.get(id).map(|a| i128::from(a.as_i64().unwrap()));
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
    let mut unanswered = set.criteria.iter().any(|(id, _)| {
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
    let findings: BTreeSet<String> = sheet["findings"]
        .as_array()
        .map(|l| l.iter().map(text).collect())
        .unwrap_or_default();
    let zero = set
        .zero_stop
        .iter()
        .any(|c| levels.contains_key(c) && raw[c] == 0);
    // a sheet that stops, or rejects, need not go on
    unanswered &= findings.is_empty() && !zero;
    Scored {
        member: text(&sheet["member"]),
        total: points.values().sum(),
        levels,
        points,
        unanswered,
        findings,
        zero,
        case,
    }
}

/// What a product comes to, in the words of the printed tally.
#[derive(Debug, PartialEq, Eq)]
pub struct Result {
    pub round: Option<u64>,
    pub sum: i128,
    pub count: usize,
    pub mean: Option<String>,
    pub spread: Option<i128>,
    pub outcome: Option<String>,
    pub points_stars: Option<u64>,
    pub stars: Option<u64>,
    pub authority: Option<String>,
    pub unmet: BTreeSet<(u64, String)>,
    pub contested: BTreeSet<(u64, String)>,
    pub reasons: BTreeSet<String>,
    pub stars_by_rule: Option<[u64; 3]>,
    /// Whom the reason `spread` points at.
    pub furthest: BTreeSet<String>,
    /// Criterion and member far from the others.
    pub apart: BTreeSet<(String, String)>,
}

/// The answers of a sheet, and its findings: those of the round before where it is unchanged.
fn resolved(sheets: &[Value], sheet: &Value) -> Value {
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

/// The points between the member's and the mean of the others', as a fraction's top and bottom.
fn from_others(mine: i128, all: &[i128]) -> (i128, i128) {
    let others = all.len() as i128 - 1;
    let rest: i128 = all.iter().sum::<i128>() - mine;
    ((mine * others - rest).abs(), others)
}

pub fn tally(law: &Law, session: &Value) -> Vec<Result> {
    let products = session["products"].as_array().unwrap();
    products
        .iter()
        .map(|product| one(law, session, product))
        .collect()
}

fn one(law: &Law, session: &Value, product: &Value) -> Result {
    let set = &law.sets[product["product_set"].as_u64().unwrap() as usize - 1];
    let empty = Vec::new();
    let members = session["members"].as_array().unwrap();
    let present: Vec<String> = session["present"]
        .as_array()
        .unwrap_or(&empty)
        .iter()
        .map(text)
        .collect();
    let recused: Vec<String> = product["recused"]
        .as_array()
        .unwrap_or(&empty)
        .iter()
        .map(|r| text(&r["member"]))
        .collect();
    let sheets = product["sheets"].as_array().unwrap();
    let round_of = |s: &Value| s["round"].as_u64().unwrap_or(1);
    let submitted = |s: &Value| s["status"] != "draft";
    let written = session["mode"] == "written";
    let entitled = |m: &String| (written || present.contains(m)) && !recused.contains(m);
    let round = sheets
        .iter()
        .filter(|s| submitted(s) && entitled(&text(&s["member"])))
        .map(round_of)
        .max();
    let counted: Vec<Scored> = sheets
        .iter()
        .filter(|s| submitted(s) && entitled(&text(&s["member"])) && Some(round_of(s)) == round)
        .map(|s| score(set, &resolved(sheets, s)))
        .collect();
    let n = counted.len() as i128;
    let totals: Vec<i128> = counted.iter().map(|s| s.total).collect();
    let regulation = &session["regulation"];

    // findings
    let decided: BTreeSet<String> = product["findings"]
        .as_array()
        .unwrap_or(&empty)
        .iter()
        .map(text)
        .collect();
    let majority = regulation["findings"].as_str().unwrap_or("majority") == "majority";
    let mut effects = BTreeSet::new();
    let mut disagree = false;
    for (finding, effect) in &set.findings {
        let has = counted
            .iter()
            .filter(|s| s.findings.contains(finding))
            .count() as i128;
        if decided.contains(finding) || (majority && 2 * has > n) {
            effects.insert(effect.clone());
        }
        disagree |= has > 0 && has < n && !decided.contains(finding);
    }
    let stopped = counted.iter().filter(|s| s.zero).count() as i128;
    if majority && 2 * stopped > n {
        effects.insert("stop".to_owned());
    }
    disagree |= stopped > 0 && stopped < n;
    let outcome = if counted.is_empty() {
        None
    } else if effects.contains("rejection") {
        Some("rejected")
    } else if effects.contains("eligibility") {
        Some("ineligible")
    } else if effects.contains("stop") {
        Some("stopped")
    } else if counted.iter().any(|s| s.unanswered) {
        Some("provisional")
    } else {
        Some("rated")
    };

    // minimums
    let rule = regulation["minimums"].as_str().unwrap_or("mean");
    let (mut unmet, mut contested) = (BTreeSet::new(), BTreeSet::new());
    let rules = ["mean", "majority", "unanimous"];
    let mut unmet_by: [BTreeSet<u64>; 3] = Default::default();
    for (id, levels) in &set.criteria {
        for (i, level) in levels.iter().enumerate() {
            let Some(stars) = level["minimum_for"].as_u64() else {
                continue;
            };
            let least = i128::from(level["points"].as_i64().unwrap());
            let asked: Vec<&Scored> = counted
                .iter()
                .filter(|s| match (level["case"].as_str(), &s.case) {
                    (Some(c), Some(mine)) => c == mine,
                    _ => true,
                })
                .collect();
            if asked.is_empty() {
                continue;
            }
            let _ = i;
            let points: Vec<i128> = asked.iter().map(|s| s.points[id]).collect();
            let reached = asked
                .iter()
                .filter(|s| {
                    s.points[id] >= least && s.levels.get(id).is_some_and(|l| *l > 0) && {
                        let needs = set.depends.iter().find(|(c, _)| c == id);
                        needs.is_none_or(|(_, r)| s.points[r] > 0)
                    }
                })
                .count();
            for (rule_place, each) in rules.iter().enumerate() {
                let met = match *each {
                    "mean" => Fraction::mean(&points).at_least(least),
                    "majority" => 2 * reached > asked.len(),
                    _ => reached == asked.len(),
                };
                if !met {
                    unmet_by[rule_place].insert(stars);
                    if *each == rule {
                        unmet.insert((stars, id.clone()));
                    }
                }
            }
            if reached > 0 && reached < asked.len() {
                contested.insert((stars, id.clone()));
            }
        }
    }

    // stars
    let starred = !counted.is_empty() && matches!(outcome, Some("rated" | "provisional"));
    let mut points_stars = None;
    let mut stars = None;
    let mut by_rule = None;
    if starred {
        let mean = Fraction::mean(&totals);
        let by_points = law
            .bands
            .iter()
            .filter(|b| mean.at_least(b.1))
            .map(|b| b.0)
            .max();
        points_stars = by_points;
        let mut s = by_points.unwrap();
        while s >= 3 && unmet.iter().any(|(at, _)| *at <= s) {
            s -= 1;
        }
        stars = Some(s);
        by_rule = Some([0, 1, 2].map(|place: usize| {
            let mut s = by_points.unwrap();
            while s >= 3 && unmet_by[place].iter().any(|at| *at <= s) {
                s -= 1;
            }
            s
        }));
    }
    let authority = stars.and_then(|s| {
        law.authority
            .iter()
            .find(|a| a.0.contains(&s))
            .map(|a| a.1.clone())
    });

    // standing
    let mut reasons = BTreeSet::new();
    let mut because = |code: &str, holds: bool| {
        if holds {
            reasons.insert(code.to_owned());
        }
    };
    let share = |key: &str, default: i128| {
        regulation["quorum"][key]
            .as_i64()
            .map_or(default, i128::from)
    };
    let (over, under) = (share("numerator", 3), share("denominator", 4));
    if !written {
        because(
            "quorum",
            (present.len() as i128) * under < over * members.len() as i128,
        );
    }
    let ids: Vec<String> = members.iter().map(|m| text(&m["id"])).collect();
    let free: Vec<&String> = ids.iter().filter(|m| !recused.contains(m)).collect();
    let came = if written {
        n
    } else {
        free.iter().filter(|m| present.contains(m)).count() as i128
    };
    because("quorum", came * under < over * free.len() as i128);
    because("no-sheet", counted.is_empty());
    let chair = members
        .iter()
        .any(|m| m["role"] == "chair" && present.contains(&text(&m["id"])));
    because(
        "chair-absent",
        !written && regulation["chair_required"].as_bool().unwrap_or(true) && !chair,
    );
    let fewest = regulation["fewest_members"].as_u64().unwrap_or(5);
    because("too-few-members", (members.len() as u64) < fewest);
    for member in members {
        let id = text(&member["id"]);
        let mine: Vec<&Value> = sheets.iter().filter(|s| text(&s["member"]) == id).collect();
        if recused.contains(&id) {
            let unwanted = mine
                .iter()
                .any(|s| submitted(s) && round.is_none_or(|r| round_of(s) >= r));
            because("recused-sheet", unwanted);
        } else if !written && !present.contains(&id) {
            because("absent-sheet", mine.iter().any(|s| submitted(s)));
        } else if present.contains(&id) || written {
            let own = counted.iter().find(|s| s.member == id);
            let draft = mine
                .iter()
                .any(|s| !submitted(s) && round.is_none_or(|r| round_of(s) == r));
            match own {
                Some(sheet) => because("unfinished-sheet", sheet.unanswered),
                // opinions that did not come back are a matter of the quorum
                None if written => {}
                None if draft => because("unfinished-sheet", true),
                None => because("missing-sheet", true),
            }
        }
    }
    let spread = totals
        .iter()
        .max()
        .zip(totals.iter().min())
        .map(|(a, b)| a - b);
    let most = i128::from(regulation["max_spread"].as_i64().unwrap_or(10));
    let passes = regulation["spread_at_limit"].as_str() != Some("rescore");
    let too_far = spread.is_some_and(|s| s > most || (s == most && !passes));
    because("spread", too_far);
    let away: Vec<(i128, &String)> = counted
        .iter()
        .map(|s| (from_others(s.total, &totals).0, &s.member))
        .collect();
    let furthest: BTreeSet<String> = away
        .iter()
        .filter(|(far, _)| too_far && away.iter().all(|(other, _)| other <= far))
        .map(|(_, member)| (*member).clone())
        .collect();
    let mut apart = BTreeSet::new();
    for (id, levels) in &set.criteria {
        let most = levels.iter().map(|l| l["points"].as_i64().unwrap());
        let most = i128::from(most.max().unwrap());
        let all: Vec<i128> = counted.iter().map(|s| s.points[id]).collect();
        for sheet in &counted {
            let (top, bottom) = from_others(sheet.points[id], &all);
            if top > 0 && 2 * top >= most * bottom {
                apart.insert((id.clone(), sheet.member.clone()));
            }
        }
    }
    let ways = by_rule
        .filter(|ways| regulation["minimums"].is_null() && ways.iter().any(|s| *s != ways[0]));
    because("minimum-rule-decides", ways.is_some());
    let cases: BTreeSet<&String> = counted.iter().filter_map(|s| s.case.as_ref()).collect();
    because("cases-disagree", cases.len() > 1);
    because("findings-disagree", disagree);

    Result {
        round,
        sum: totals.iter().sum(),
        count: counted.len(),
        mean: (!counted.is_empty()).then(|| Fraction::mean(&totals).shown()),
        spread,
        outcome: outcome.map(str::to_owned),
        points_stars,
        stars,
        authority,
        unmet,
        contested,
        reasons,
        stars_by_rule: ways,
        furthest,
        apart,
    }
}
