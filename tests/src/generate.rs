//! Random dossiers for comparing the engine with the naive scorer: full and partial sheets, weak and
//! near the top, lawful and not. The same seed gives the same dossier.

use serde_json::{Map, Value, json};

use crate::naive::{Law, Leaf, Level, Sheet};

/// A small generator of pseudo-random numbers (splitmix64).
#[derive(Debug, Clone)]
pub struct Random(u64);

impl Random {
    /// Starts from a seed.
    #[must_use]
    pub const fn new(seed: u64) -> Self {
        Self(seed)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number below `bound`.
    ///
    /// # Panics
    ///
    /// Where `bound` is 0.
    pub fn below(&mut self, bound: usize) -> usize {
        let bound = u64::try_from(bound).expect("a small bound");
        usize::try_from(self.next() % bound).expect("below the bound")
    }

    /// Whether something with so many chances in a hundred happens.
    pub fn chance(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }

    /// One of several.
    ///
    /// # Panics
    ///
    /// Where there are none.
    pub fn pick<'t, T>(&mut self, of: &'t [T]) -> &'t T {
        &of[self.below(of.len())]
    }
}

/// How well a dossier does.
#[derive(Clone, Copy)]
enum Style {
    /// Any level, as likely as another.
    Even,
    /// The worse of two.
    Weak,
    /// The better of two.
    Good,
    /// The highest level, with a chance in a hundred of any other.
    Top { except: usize },
    /// Any level that reaches the minimum for these stars, with a chance in a hundred of any other.
    AtMinimums { stars: u64, except: usize },
}

/// A random dossier of a random set of a decision.
#[must_use]
pub fn dossier(law: &Law, sheets: &[Sheet], seed: u64) -> Value {
    let random = &mut Random::new(seed);
    let sheet = random.pick(sheets);
    let mut dossier = Map::new();
    head(law, sheet, random, &mut dossier);
    let case = (!sheet.cases.is_empty()).then(|| random.pick(&sheet.cases).clone());
    let mut answers = answers(sheet, case.as_deref(), random);
    let mut findings: Vec<Value> = vec![];
    if random.chance(15) && !sheet.findings.is_empty() {
        for _ in 0..=random.below(3) {
            let finding = json!(random.pick(&sheet.findings).finding);
            if !findings.contains(&finding) {
                findings.push(finding);
            }
        }
    }
    if random.chance(4) {
        let other = random.pick(sheets);
        if !other.findings.is_empty() {
            let finding = json!(random.pick(&other.findings).finding);
            if !findings.contains(&finding) {
                findings.push(finding);
            }
        }
    }
    if random.chance(15) {
        for _ in 0..=random.below(2) {
            flaw(sheet, random, &mut dossier, &mut answers, &mut findings);
        }
    }
    if random.chance(30) {
        let points = in_points(sheet, &mut answers, random);
        dossier.insert("points".to_owned(), points.into());
        if case.is_some() && !random.chance(15) {
            dossier.insert("case".to_owned(), case.into());
        }
    } else if random.chance(5) {
        let case = case.as_deref().unwrap_or(*random.pick(&["a", "c"]));
        dossier.insert("case".to_owned(), json!(case));
    }
    if !answers.is_empty() || !dossier.contains_key("points") || random.chance(20) {
        dossier.insert("answers".to_owned(), answers.into());
    }
    if !findings.is_empty() || random.chance(10) {
        dossier.insert("findings".to_owned(), findings.into());
    }
    dossier.into()
}

fn head(law: &Law, sheet: &Sheet, random: &mut Random, dossier: &mut Map<String, Value>) {
    if random.chance(30) {
        dossier.insert("format".to_owned(), json!("ocop-dossier/1"));
    }
    let dated = random.chance(40);
    if dated {
        let (day, lodged) = days(law, random);
        dossier.insert("assessed_on".to_owned(), json!(day));
        if let Some((kind, day)) = lodged {
            let registration = json!({"kind": kind, "submitted_on": day});
            dossier.insert("registration".to_owned(), registration);
        }
    }
    if !dated || random.chance(50) {
        dossier.insert("criteria".to_owned(), json!(law.id));
    }
    let set = if random.chance(80) {
        json!(sheet.number)
    } else {
        json!(sheet.slug)
    };
    dossier.insert("product_set".to_owned(), set);
    if random.chance(20) {
        let product = json!({"name": "Nhãn lồng \"Hưng Yên\"", "code": "68-24781-1-2026"});
        dossier.insert("product".to_owned(), product);
    }
}

/// A day of the law; now and then one around the day on which the newest law began, of a dossier
/// that was lodged about then, so that another law may apply.
fn days(law: &Law, random: &mut Random) -> (&'static str, Option<(&'static str, &'static str)>) {
    if law.id == Law::ALL[0].id || random.chance(70) {
        return (*random.pick(law.days), None);
    }
    let assessed = [
        "2026-05-22",
        "2026-06-21",
        "2026-06-22",
        "2026-07-21",
        "2026-07-22",
    ];
    let lodged = ["2026-04-02", "2026-05-21", "2026-05-22", "2026-06-22"];
    let (assessed, lodged) = (*random.pick(&assessed), *random.pick(&lodged));
    let kind = *random.pick(&["first", "upgrade", "re-rating"]);
    (assessed, Some((kind, lodged)))
}

/// Takes answers out and gives their points instead: of the whole sheet, but for what its points do
/// not tell, or of a part of it.
fn in_points(
    sheet: &Sheet,
    answers: &mut Map<String, Value>,
    random: &mut Random,
) -> Map<String, Value> {
    let share = *random.pick(&[100, 100, 50]);
    let mut points = Map::new();
    for leaf in &sheet.leaves {
        let level = answers.get(&leaf.criterion).and_then(Value::as_u64);
        let Some(level) = level.filter(|_| random.chance(share)) else {
            continue;
        };
        let same = leaf
            .levels
            .iter()
            .filter(|l| l.points == leaf.points(level));
        let marks: Vec<_> = same.map(|l| l.minimum_for).collect();
        if marks.windows(2).any(|pair| pair[0] != pair[1]) && !random.chance(2) {
            continue;
        }
        let mut worth = json!(leaf.points(level));
        if random.chance(1) && random.chance(50) {
            let odd = [
                json!(leaf.max_points + 1),
                json!(-1),
                json!("3"),
                json!(1.5),
                json!(null),
            ];
            worth = random.pick(&odd).clone();
        }
        points.insert(leaf.criterion.clone(), worth);
        if !(random.chance(1) && random.chance(30)) {
            answers.remove(&leaf.criterion);
        }
    }
    if random.chance(1) {
        points.insert("99".to_owned(), json!(1));
    }
    points
}

fn answers(sheet: &Sheet, case: Option<&str>, random: &mut Random) -> Map<String, Value> {
    let style = match random.below(8) {
        0 => Style::Even,
        1 => Style::Weak,
        2 => Style::Good,
        3 => Style::Top { except: 8 },
        4 => Style::Top { except: 25 },
        _ => Style::AtMinimums {
            stars: *random.pick(&[3, 4, 5]),
            except: *random.pick(&[0, 2, 5]),
        },
    };
    let left_out = *random.pick(&[0, 0, 0, 3, 30]);
    let mut chosen: Vec<Option<u64>> = sheet
        .leaves
        .iter()
        .map(|leaf| {
            let level = level(leaf, case, style, random);
            (!random.chance(left_out)).then_some(level)
        })
        .collect();
    for (of, on) in &sheet.dependencies {
        let at = |criterion: &str| {
            let at = sheet.leaves.iter().position(|l| l.criterion == criterion);
            at.expect("a criterion of the sheet")
        };
        let required_at_zero = chosen[at(on)].is_some_and(|l| sheet.leaves[at(on)].points(l) == 0);
        if required_at_zero {
            chosen[at(of)] = *random.pick(&[None, None, Some(0), Some(0), Some(1)]);
        }
    }
    let mut answers = Map::new();
    for (leaf, level) in sheet.leaves.iter().zip(chosen) {
        if let Some(level) = level {
            let answer = form(leaf, level, case, random);
            answers.insert(leaf.criterion.clone(), answer);
        }
    }
    answers
}

fn of_case<'l>(leaf: &'l Leaf, case: Option<&str>) -> Vec<&'l Level> {
    let levels = leaf.levels.iter();
    levels
        .filter(|l| l.case.is_none() || l.case.as_deref() == case)
        .collect()
}

fn level(leaf: &Leaf, case: Option<&str>, style: Style, random: &mut Random) -> u64 {
    let mut open = vec![0];
    open.extend(of_case(leaf, case).iter().map(|l| l.number));
    let top = open[open.len() - 1];
    let mut any = || *random.pick(&open);
    match style {
        Style::Even => any(),
        Style::Weak => any().min(any()),
        Style::Good => any().max(any()),
        Style::Top { except } | Style::AtMinimums { except, .. } if random.chance(except) => {
            *random.pick(&open)
        }
        Style::Top { .. } => top,
        Style::AtMinimums { stars, .. } => {
            let marked = |l: &&Level| l.minimum_for.is_some_and(|s| s <= stars);
            let whole = leaf.minimum_for.filter(|s| *s <= stars).map(|_| 1);
            let least = leaf.levels.iter().filter(marked).map(|l| l.number).max();
            let least = least.max(whole);
            open.retain(|l| *l >= least.unwrap_or(0));
            // Half of them aim high, so that the points are there too.
            let drawn = *random.pick(&open);
            drawn.max(*random.pick(&open))
        }
    }
}

/// One of the ways to write a lawful answer.
fn form(leaf: &Leaf, level: u64, case: Option<&str>, random: &mut Random) -> Value {
    let points = leaf.points(level);
    let cased = case.filter(|_| leaf.levels.iter().any(|l| l.case.is_some()));
    let same = of_case(leaf, case)
        .iter()
        .filter(|l| l.points == points)
        .count();
    let by_points = same == 1 || (same == 0 && points == 0);
    let mut answer = match random.below(10) {
        0..=5 => return json!(level),
        6 if by_points => match cased {
            Some(case) => json!({"points": points, "case": case}),
            None => json!({"points": points}),
        },
        7 => json!({"level": level, "points": points}),
        8 if cased.is_some() => json!({"level": level, "case": cased}),
        _ => json!({"level": level}),
    };
    if random.chance(20) {
        answer["evidence"] = json!(["Hợp đồng số 7", {"document": "Giấy chứng nhận"}]);
        answer["note"] = json!("…");
    }
    answer
}

/// Whether several levels are worth the same.
fn has_equal_levels(leaf: &Leaf) -> bool {
    let mut pairs = leaf.levels.windows(2);
    pairs.any(|pair| pair[0].points == pair[1].points)
        || leaf.levels.iter().any(|l| l.case.is_some())
}

/// Makes one thing wrong, or at least doubtful.
fn flaw(
    sheet: &Sheet,
    random: &mut Random,
    dossier: &mut Map<String, Value>,
    answers: &mut Map<String, Value>,
    findings: &mut Vec<Value>,
) {
    // Few sheets have levels of the same points, or cases: there they come up more often.
    let several = sheet.leaves.iter().filter(|l| has_equal_levels(l));
    let several: Vec<&Leaf> = several.collect();
    let special = !several.is_empty() && random.chance(60);
    let leaf = if special {
        random.pick(&several)
    } else {
        random.pick(&sheet.leaves)
    };
    let kind = if special {
        *random.pick(&[4, 7, 9, 17])
    } else {
        random.below(22)
    };
    let highest = leaf.levels.len();
    let mut answer = |value: Value| {
        answers.insert(leaf.criterion.clone(), value);
    };
    match kind {
        0 => answer(json!(highest + 1)),
        1 => answer(json!(random.pick(&[
            -1_i64,
            99,
            100,
            256,
            65_536,
            i64::MAX
        ]))),
        2 => answer(json!({"level": highest + 1})),
        3 => answer(json!({"points": leaf.max_points + 1})),
        4 => answer(json!({"points": random.below(4)})),
        5 => answer(json!({"points": -1})),
        6 => answer(json!({"level": random.below(highest + 1), "points": random.below(4)})),
        7 => answer(json!({"level": random.below(highest + 1), "case": "a"})),
        8 => answer(json!({"level": random.below(highest + 1), "case": "c"})),
        9 => answer(json!({"points": random.below(4), "case": random.pick(&["a", "b"])})),
        10 => answer(
            random
                .pick(&[json!({}), json!({"note": "…"}), json!({"case": "a"})])
                .clone(),
        ),
        11 => {
            let other = [json!(null), json!("1"), json!(true), json!([1]), json!(1.5)];
            answer(random.pick(&other).clone());
        }
        12 => answer(json!({"level": 1, "stars": 1})),
        13 => {
            let unknown = ["99", "1.99", "1.1.1.1", "0", "01.1", "a", "", "1.1.9"];
            answers.insert((*random.pick(&unknown)).to_owned(), json!(1));
        }
        14 if !sheet.headings.is_empty() => {
            answers.insert(random.pick(&sheet.headings).clone(), json!(1));
        }
        15 => {
            for (of, on) in &sheet.dependencies {
                answers.insert(on.clone(), json!(random.below(2)));
                answers.insert(of.clone(), json!(random.below(4)));
            }
        }
        16 => {
            for (of, on) in &sheet.dependencies {
                answers.remove(on);
                answers.insert(of.clone(), json!(random.below(4)));
            }
        }
        17 => {
            for leaf in &sheet.leaves {
                if leaf.levels.iter().any(|l| l.case.is_some()) {
                    answers.insert(leaf.criterion.clone(), json!(random.below(5)));
                }
            }
        }
        18 => findings.push(json!(random.pick(&["forged", "", "Forged-dossier"]))),
        19 => {
            if let Some(first) = findings.first().cloned() {
                findings.push(first);
            } else {
                findings.extend([json!("forged-dossier"), json!("forged-dossier")]);
            }
        }
        20 => {
            let set = [
                json!(0),
                json!(27),
                json!("gao"),
                json!(-1),
                json!(1.5),
                json!(null),
            ];
            dossier.insert("product_set".to_owned(), random.pick(&set).clone());
        }
        _ => match random.below(5) {
            0 => {
                let days = [
                    "2026-05-21",
                    "2026-02-29",
                    "2026-13-01",
                    "22/05/2026",
                    "2019-08-20",
                ];
                let day = random.pick(&days);
                dossier.remove("registration");
                dossier.insert("assessed_on".to_owned(), json!(day));
            }
            1 => {
                dossier.insert("criteria".to_owned(), json!("qd-27-2026"));
            }
            2 => {
                for field in ["criteria", "assessed_on", "registration"] {
                    dossier.remove(field);
                }
            }
            3 => {
                dossier.insert("answer".to_owned(), json!({}));
            }
            _ => {
                dossier.insert("format".to_owned(), json!("ocop-dossier/2"));
            }
        },
    }
}
