//! What the decisions say, read from the raw files.

use std::collections::BTreeMap;

use serde_json::Value;

/// What the law says of one product set.
pub struct Set {
    pub number: u64,
    pub criteria: Vec<(String, Vec<Value>)>,
    /// The printed maximum of each criterion.
    pub most: BTreeMap<String, i128>,
    pub depends: Vec<(String, String)>,
    pub zero_stop: Vec<String>,
    pub findings: Vec<(String, String)>,
    /// The letters of the cases, where the sheet has them.
    pub cases: Vec<String>,
    /// The points that the printed levels fall short of the sheet's maximum.
    pub short: i128,
}

/// Who recognises products of some stars, from one day to another.
struct Authority {
    stars: Vec<u64>,
    by: String,
    from: String,
    until: Option<String>,
}

pub struct Law {
    pub id: &'static str,
    /// Days on which a council may sit under it.
    pub days: &'static [&'static str],
    pub sets: Vec<Set>,
    pub bands: Vec<(u64, i128)>,
    authority: Vec<Authority>,
}

pub fn text(value: &Value) -> String {
    value.as_str().unwrap().to_owned()
}

fn list(value: &Value) -> Vec<Value> {
    value.as_array().unwrap().clone()
}

impl Law {
    /// The three decisions, the newest first.
    pub fn all() -> [Self; 3] {
        [
            Self::read("qd-26-2026", &["2026-05-22", "2026-09-20"]),
            Self::read(
                "qd-148-2023",
                &["2023-02-24", "2025-07-05", "2025-07-06", "2026-05-21"],
            ),
            Self::read(
                "qd-1048-2019",
                &["2019-08-21", "2020-06-07", "2020-06-08", "2023-02-23"],
            ),
        ]
    }

    fn read(id: &'static str, days: &'static [&'static str]) -> Self {
        let mut versions = ocop_criteria::VERSIONS.iter();
        let version = versions.find(|v| v.id == id).unwrap();
        let json = |path: &str| -> Value {
            let file = version.files.iter().find(|f| f.path == path).unwrap();
            serde_json::from_str(file.content).unwrap()
        };
        let instrument = json("instrument.json");
        let sets = (1..=26).map(|n| Set::read(n, &json(&format!("sets/{n:02}.json"))));
        let bands = list(&instrument["bands"]);
        let bands = bands.iter().map(|b| {
            let from = i128::from(b["from_points"].as_u64().unwrap());
            (b["stars"].as_u64().unwrap(), from)
        });
        let authority = list(&instrument["authority"]);
        let authority = authority.iter().map(|a| Authority {
            stars: list(&a["stars"]).iter().filter_map(Value::as_u64).collect(),
            by: text(&a["authority"]),
            from: text(&a["from"]),
            until: a["until"].as_str().map(str::to_owned),
        });
        Self {
            id,
            days,
            sets: sets.collect(),
            bands: bands.collect(),
            authority: authority.collect(),
        }
    }

    /// Who recognises products of these stars on this day.
    pub fn authority(&self, stars: u64, day: &str) -> Option<String> {
        let holds = |a: &&Authority| {
            let over = a.until.as_deref().is_some_and(|until| until < day);
            a.stars.contains(&stars) && a.from.as_str() <= day && !over
        };
        self.authority.iter().find(holds).map(|a| a.by.clone())
    }
}

impl Set {
    fn read(number: u64, file: &Value) -> Self {
        let mut set = Self {
            number,
            criteria: Vec::new(),
            most: BTreeMap::new(),
            depends: Vec::new(),
            zero_stop: Vec::new(),
            findings: Vec::new(),
            cases: Vec::new(),
            short: 0,
        };
        for part in list(&file["parts"]) {
            set.short += i128::from(part["max_points"].as_i64().unwrap());
            for section in list(&part["sections"]) {
                for criterion in list(&section["criteria"]) {
                    set.read_criterion(&criterion);
                }
            }
        }
        for rule in list(&file["rules"]) {
            match rule["rule"].as_str().unwrap() {
                "dependency" => {
                    let pair = (text(&rule["criterion"]), text(&rule["requires"]));
                    set.depends.push(pair);
                }
                "zero-stop" => set.zero_stop = list(&rule["criteria"]).iter().map(text).collect(),
                "finding" => {
                    let pair = (text(&rule["finding"]), text(&rule["effect"]));
                    set.findings.push(pair);
                }
                "cases" => {
                    let cases = list(&rule["cases"]);
                    set.cases = cases.iter().map(|c| text(&c["case"])).collect();
                }
                _ => {}
            }
        }
        set
    }

    fn read_criterion(&mut self, criterion: &Value) {
        let mut levels = list(&criterion["levels"]);
        // a mark on the criterion itself asks for any of its levels
        if criterion["minimum_for"].is_u64() {
            levels[0]["minimum_for"] = criterion["minimum_for"].clone();
        }
        let most = levels.iter().filter_map(|l| l["points"].as_i64()).max();
        self.short -= i128::from(most.unwrap());
        let (id, printed) = (text(&criterion["criterion"]), &criterion["max_points"]);
        self.most
            .insert(id.clone(), printed.as_i64().unwrap().into());
        self.criteria.push((id, levels));
    }
}
