//! The checklist of papers of random dossiers, against a plain second reading of the law's table: what
//! is claimed, what stands in which row, which boxes are ticked, and what is told of each paper.
#![expect(
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a plain second reading: what it trips over fails the test"
)]

use std::collections::BTreeMap;
use std::path::Path;

use ocop::{AssessOptions, Library};
use ocop_tests::generate::Random;
use ocop_tests::naive::{OF_2023, OF_2026, Sheet, sheets};
use serde_json::{Map, Value, json};

const DOSSIERS: u64 = 400;

/// A row of the table: its name, and the keys of the criteria that it proves.
type Row = (String, Vec<String>);

/// A paper as it is listed.
#[derive(Debug, Clone)]
struct Paper {
    name: &'static str,
    proves: Vec<String>,
    issued_on: Option<&'static str>,
    valid_until: Option<&'static str>,
}

impl Paper {
    fn random(rows: &[Row], random: &mut Random) -> Self {
        let days = ["2024-03-01", "2026-09-14", "2026-09-15", "2026-09-16"];
        let day = |random: &mut Random| random.chance(50).then(|| *random.pick(&days));
        let mut proves: Vec<String> = Vec::new();
        while random.chance(30) {
            let (row, _) = random.pick(rows);
            if !proves.contains(row) {
                proves.push(row.clone());
            }
        }
        // a paper that ends before it is issued is refused as it is read
        let (issued_on, valid_until) = match (day(random), day(random)) {
            (Some(one), Some(other)) => (Some(one.min(other)), Some(one.max(other))),
            days => days,
        };
        Self {
            name: *random.pick(&["Hợp đồng", "VietGAP", "Giấy xác nhận"]),
            proves,
            issued_on,
            valid_until,
        }
    }

    /// A paper of which nothing but its name is said is written as that.
    fn json(&self) -> Value {
        if self.proves.is_empty() && self.issued_on.is_none() && self.valid_until.is_none() {
            return json!(self.name);
        }
        let mut paper = json!({"document": self.name, "proves": self.proves});
        for (field, day) in [
            ("issued_on", self.issued_on),
            ("valid_until", self.valid_until),
        ] {
            if let Some(day) = day {
                paper[field] = json!(day);
            }
        }
        paper
    }
}

/// A criterion's level, and its papers.
type Filled = BTreeMap<String, (u64, Vec<Paper>)>;

fn filled(sheet: &Sheet, rows: &[Row], random: &mut Random) -> Filled {
    let case = (!sheet.cases.is_empty()).then(|| random.pick(&sheet.cases).clone());
    let mut filled = Filled::new();
    for leaf in &sheet.leaves {
        let mut open = vec![0];
        let of_case = leaf
            .levels
            .iter()
            .filter(|l| l.case.is_none() || l.case == case);
        open.extend(of_case.map(|l| l.number));
        if random.chance(90) {
            let mut papers = Vec::new();
            while random.chance(40) {
                papers.push(Paper::random(rows, random));
            }
            filled.insert(leaf.criterion.clone(), (*random.pick(&open), papers));
        }
    }
    // nothing is claimed that depends on a criterion without points
    for (of, on) in &sheet.dependencies {
        let leaf = sheet.leaf(on).expect("a criterion of the sheet");
        let none = filled.get(on).is_some_and(|(l, _)| leaf.points(*l) == 0);
        if let Some((level, _)) = filled.get_mut(of).filter(|_| none) {
            *level = 0;
        }
    }
    filled
}

fn dossier(sheet: &Sheet, filled: &Filled) -> Value {
    let answers: Map<String, Value> = filled
        .iter()
        .map(|(criterion, (level, papers))| {
            let papers: Vec<Value> = papers.iter().map(Paper::json).collect();
            let answer = match papers.len() {
                0 => json!(level),
                _ => json!({"level": level, "evidence": papers}),
            };
            (criterion.clone(), answer)
        })
        .collect();
    json!({"criteria": sheet.law.id, "product_set": sheet.number, "answers": answers})
}

/// The checklist, as far as it follows from the table: rows with their boxes, the criteria that they
/// prove and the papers listed there; criteria without papers; notices with their criteria. A paper
/// that names rows proves these alone, wherever in the dossier it is listed.
fn expected(sheet: &Sheet, filled: &Filled, rows: &[Row], day: Option<&str>) -> Value {
    let mut list: Vec<(String, bool, Vec<Value>)> = rows
        .iter()
        .map(|(name, _)| (name.clone(), false, vec![]))
        .collect();
    let (mut without, mut notices) = (vec![], vec![]);
    let anywhere: Vec<&Paper> = filled.values().flat_map(|(_, papers)| papers).collect();
    for leaf in &sheet.leaves {
        let Some((level, papers)) = filled.get(&leaf.criterion) else {
            continue;
        };
        if leaf.points(*level) == 0 {
            continue;
        }
        let here: Vec<usize> = (0..rows.len())
            .filter(|at| rows[*at].1.contains(&leaf.key))
            .collect();
        if here.is_empty() {
            without.push(json!([leaf.criterion, level]));
        }
        for at in &here {
            let (name, ticked, proves) = &mut list[*at];
            let says = |p: &Paper| p.proves.contains(name);
            let listed = papers.iter().filter(|p| says(p) || p.proves.is_empty());
            let listed: Vec<&str> = listed.map(|p| p.name).collect();
            proves.push(json!([leaf.criterion, level, listed]));
            // a paper that does not say what it proves proves one thing
            let open = papers.iter().any(|p| p.proves.is_empty());
            *ticked |= open && here.len() == 1 || anywhere.iter().any(|p| says(p));
        }
        let mut tell = |code: &str| notices.push(json!([code, leaf.criterion]));
        let proves = |p: &Paper| here.iter().any(|at| p.proves.contains(&rows[*at].0));
        if !here.is_empty() {
            let of_another = |p: &&Paper| !p.proves.is_empty() && !proves(p);
            for _ in papers.iter().filter(of_another) {
                tell("evidence-of-another-criterion");
            }
            let open = papers.iter().any(|p| p.proves.is_empty());
            if !open && !anywhere.iter().any(|p| proves(p)) {
                tell("evidence-missing");
            }
        }
        for paper in papers {
            // days written this way stand in the order of their letters
            if day.is_some() && paper.valid_until.is_some_and(|until| Some(until) < day) {
                tell("evidence-expired");
            }
            if day.is_some() && paper.issued_on > day {
                tell("evidence-not-yet-issued");
            }
            if paper.valid_until.is_some() && day.is_none() {
                tell("evidence-day-unknown");
            }
        }
    }
    let list = list
        .into_iter()
        .filter(|(_, _, proves)| !proves.is_empty())
        .map(|(name, ticked, proves)| json!([name, ticked, proves]));
    json!([list.collect::<Vec<_>>(), without, notices])
}

/// What the engine says, in the same form.
fn found(checklist: &Value) -> Value {
    let list = |value: &Value| value.as_array().cloned().unwrap_or_default();
    let rows = list(&checklist["evidence"]).into_iter().map(|row| {
        let proves = list(&row["proves"]).into_iter().map(|p| {
            let listed = list(&p["listed"]);
            json!([p["criterion"], p["level"], listed])
        });
        let proves: Vec<Value> = proves.collect();
        json!([row["evidence"], row["ticked"] == true, proves])
    });
    let without = list(&checklist["without_papers"])
        .into_iter()
        .map(|p| json!([p["criterion"], p["level"]]));
    let notices = list(&checklist["notices"])
        .into_iter()
        .map(|n| json!([n["code"], n["criterion"]]));
    json!([
        rows.collect::<Vec<_>>(),
        without.collect::<Vec<_>>(),
        notices.collect::<Vec<_>>()
    ])
}

fn table() -> Vec<Row> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../criteria/qd-26-2026/evidence.json");
    let text = std::fs::read_to_string(path).expect("the table of evidence");
    let file: Value = serde_json::from_str(&text).expect("JSON");
    let text = |v: &Value| v.as_str().expect("a text").to_owned();
    let rows = file["evidence"].as_array().expect("a list");
    rows.iter()
        .map(|row| {
            let keys = row["keys"].as_array().expect("a list");
            (text(&row["evidence"]), keys.iter().map(text).collect())
        })
        .collect()
}

#[test]
fn papers_of_random_dossiers_are_read_as_a_second_reading_of_the_table_says() {
    let library = Library::embedded();
    let table = table();
    let mut met: BTreeMap<String, u64> = BTreeMap::new();
    // under 148/2023 there is no table: nothing is asked for, and papers have their dates alone
    for (law, rows, dossiers) in [
        (&OF_2026, table.as_slice(), DOSSIERS),
        (&OF_2023, [].as_slice(), DOSSIERS / 8),
    ] {
        let sheets = sheets(law);
        for seed in 0..dossiers {
            let random = &mut Random::new(seed);
            let sheet = random.pick(&sheets);
            let filled = filled(sheet, &table, random);
            let day = *random.pick(&[None, Some("2026-09-15"), Some("2024-02-28")]);
            let dossier = dossier(sheet, &filled).to_string();
            let options = AssessOptions::default();
            let assessment = library.assess_json(dossier.as_bytes(), &options);
            let assessment = assessment.expect("a lawful dossier");
            let on = day.map(|day| day.parse().expect("a day"));
            let checklist = assessment.evidence(on).expect("the table is right");
            let checklist = serde_json::to_value(checklist).expect("a checklist is JSON");
            let wanted = expected(sheet, &filled, rows, day);
            assert_eq!(found(&checklist), wanted, "{} {seed}: {dossier}", law.id);
            for notice in wanted[2].as_array().into_iter().flatten() {
                *met.entry(notice[0].to_string()).or_default() += 1;
            }
            for row in wanted[0].as_array().into_iter().flatten() {
                *met.entry(format!("ticked: {}", row[1])).or_default() += 1;
            }
        }
    }
    assert!(met.len() == 7 && met.values().all(|n| *n > 50), "{met:?}");
}
