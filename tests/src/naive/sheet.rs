//! The sheets, read from the data files.

use std::path::Path;

use serde_json::Value;

use super::law::Law;

/// A score sheet: one product set.
#[derive(Debug, Clone)]
pub struct Sheet {
    /// The decision it is a sheet of.
    pub law: &'static Law,
    /// Its number among the sheets.
    pub number: u64,
    /// Its name without diacritics.
    pub slug: String,
    /// What it was called under a decision before.
    pub aliases: Vec<Value>,
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
    /// The stars that need any of its levels, where the mark stands on no level of its own.
    pub minimum_for: Option<u64>,
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

/// Reads all 26 sheets of a decision from the data files.
///
/// # Panics
///
/// Where a file is missing or not what it should be.
#[must_use]
pub fn sheets(law: &'static Law) -> Vec<Sheet> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../criteria");
    let folder = folder.join(law.id).join("sets");
    (1..=26)
        .map(|number| {
            let text = std::fs::read_to_string(folder.join(format!("{number:02}.json")))
                .expect("the file of the set");
            Sheet::read(law, &serde_json::from_str(&text).expect("a set is JSON"))
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
    fn read(law: &'static Law, file: &Value) -> Self {
        let mut sheet = Self {
            law,
            number: number(&file["product_set"]),
            slug: text(&file["slug"]),
            aliases: file["aliases"].as_array().cloned().unwrap_or_default(),
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
            minimum_for: criterion["minimum_for"].as_u64(),
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

    /// Whether its levels come in cases.
    #[must_use]
    pub fn has_cases(&self) -> bool {
        self.levels.iter().any(|l| l.case.is_some())
    }

    /// The points of a level; level 0 has none.
    #[must_use]
    pub fn points(&self, number: u64) -> u64 {
        self.level(number).map_or(0, |l| l.points)
    }
}
