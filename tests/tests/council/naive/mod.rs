//! A second tally, written without the first: fractions, plain loops, raw JSON of law and session.

mod figures;
mod law;
mod sheet;

use std::collections::BTreeSet;

use serde_json::Value;

pub use law::{Law, Set};

use figures::{apart, from_others, minimums, outcome, stars};
use law::text;
use sheet::{Scored, resolved, score};

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
    /// Codes of the notices on what the law does not provide for, or its data lack.
    pub notices: BTreeSet<String>,
}

pub fn tally(law: &Law, session: &Value) -> Vec<Result> {
    let products = session["products"].as_array().unwrap();
    let one = |product| Product::of(law, session, product).result();
    products.iter().map(one).collect()
}

fn texts<'v>(list: &'v Value) -> impl Iterator<Item = String> + 'v {
    list.as_array().into_iter().flatten().map(text)
}

fn round_of(sheet: &Value) -> u64 {
    sheet["round"].as_u64().unwrap_or(1)
}

fn submitted(sheet: &Value) -> bool {
    sheet["status"] != "draft"
}

/// A product of a session, and the sheets of it that count.
struct Product<'a> {
    law: &'a Law,
    set: &'a Set,
    session: &'a Value,
    product: &'a Value,
    members: Vec<String>,
    present: BTreeSet<String>,
    recused: BTreeSet<String>,
    written: bool,
    sheets: &'a [Value],
    round: Option<u64>,
    counted: Vec<Scored>,
}

impl<'a> Product<'a> {
    fn of(law: &'a Law, session: &'a Value, product: &'a Value) -> Self {
        let members = session["members"].as_array().unwrap();
        let recused = product["recused"].as_array().into_iter().flatten();
        let mut this = Self {
            law,
            set: &law.sets[product["product_set"].as_u64().unwrap() as usize - 1],
            session,
            product,
            members: members.iter().map(|m| text(&m["id"])).collect(),
            present: texts(&session["present"]).collect(),
            recused: recused.map(|r| text(&r["member"])).collect(),
            written: session["mode"] == "written",
            sheets: product["sheets"].as_array().unwrap(),
            round: None,
            counted: Vec::new(),
        };
        let entitled = |s: &&Value| {
            let member = text(&s["member"]);
            let here = this.written || this.present.contains(&member);
            submitted(s) && here && !this.recused.contains(&member)
        };
        let valid: Vec<&Value> = this.sheets.iter().filter(entitled).collect();
        this.round = valid.iter().map(|s| round_of(s)).max();
        let latest = valid.iter().filter(|s| Some(round_of(s)) == this.round);
        this.counted = latest
            .map(|s| score(this.set, &resolved(this.sheets, s)))
            .collect();
        this
    }

    fn regulation(&self, field: &str) -> &'a Value {
        &self.session["regulation"][field]
    }

    fn result(&self) -> Result {
        let (set, counted) = (self.set, &self.counted);
        let totals: Vec<i128> = counted.iter().map(|s| s.total).collect();
        let decided: BTreeSet<String> = texts(&self.product["findings"]).collect();
        let majority = self.regulation("findings").as_str() != Some("collective");
        let (outcome, disagree) = outcome(set, counted, &decided, majority);
        let rule = self.regulation("minimums").as_str();
        let minimums = minimums(set, counted, rule.unwrap_or("mean"));
        let starred = matches!(outcome, Some("rated" | "provisional"));
        let given = starred.then(|| stars(self.law, &totals, &minimums));
        let by_rule = given.map(|(_, by_rule)| by_rule);
        let stars = by_rule.map(|by| match rule {
            Some("majority") => by[1],
            Some("unanimous") => by[2],
            _ => by[0],
        });
        let day = self.session["held_on"].as_str().unwrap();

        let mut reasons = self.absences(outcome);
        let mut because = |code: &str, holds: bool| {
            if holds {
                reasons.insert(code.to_owned());
            }
        };
        let spread = totals.iter().max().zip(totals.iter().min());
        let spread = spread.map(|(a, b)| a - b);
        let most = i128::from(self.regulation("max_spread").as_i64().unwrap_or(10));
        let passes = self.regulation("spread_at_limit").as_str() != Some("rescore");
        let too_far = spread.is_some_and(|s| s > most || (s == most && !passes));
        because("spread", too_far);
        let ways = by_rule.filter(|by| rule.is_none() && by.iter().any(|s| *s != by[0]));
        because("minimum-rule-decides", ways.is_some());
        let cases: BTreeSet<&String> = counted.iter().filter_map(|s| s.case.as_ref()).collect();
        because("cases-disagree", cases.len() > 1);
        because("findings-disagree", disagree);
        Result {
            round: self.round,
            sum: totals.iter().sum(),
            count: counted.len(),
            mean: (!counted.is_empty()).then(|| Fraction::mean(&totals).shown()),
            spread,
            outcome: outcome.map(str::to_owned),
            points_stars: given.map(|(by_points, _)| by_points),
            stars,
            authority: stars.and_then(|s| self.law.authority(s, day)),
            notices: self.notices(&totals, stars, day, &decided),
            unmet: minimums.unmet,
            contested: minimums.contested,
            reasons,
            stars_by_rule: ways,
            furthest: self.furthest(&totals, too_far),
            apart: apart(set, counted),
        }
    }

    /// Whoever is furthest from the mean of the others.
    fn furthest(&self, totals: &[i128], too_far: bool) -> BTreeSet<String> {
        let away: Vec<(i128, &String)> = self
            .counted
            .iter()
            .map(|s| (from_others(s.total, totals).0, &s.member))
            .collect();
        away.iter()
            .filter(|(far, _)| too_far && away.iter().all(|(other, _)| other <= far))
            .map(|(_, member)| (*member).clone())
            .collect()
    }

    /// Reasons that lie in who sits, who came, and whose sheet is there.
    fn absences(&self, outcome: Option<&str>) -> BTreeSet<String> {
        let mut reasons = BTreeSet::new();
        let mut because = |code: &str, holds: bool| {
            if holds {
                reasons.insert(code.to_owned());
            }
        };
        let quorum = self.regulation("quorum");
        let share = |key: &str, default| quorum[key].as_i64().map_or(default, i128::from);
        let (over, under) = (share("numerator", 3), share("denominator", 4));
        let (all, came) = (self.members.len() as i128, self.present.len() as i128);
        because("quorum", !self.written && came * under < over * all);
        let members = self.members.iter();
        let free: Vec<_> = members.filter(|m| !self.recused.contains(*m)).collect();
        let came = if self.written {
            self.counted.len()
        } else {
            free.iter().filter(|m| self.present.contains(**m)).count()
        };
        because("quorum", came as i128 * under < over * free.len() as i128);
        because("no-sheet", self.counted.is_empty());
        let members = self.session["members"].as_array().unwrap();
        let chair = members
            .iter()
            .any(|m| m["role"] == "chair" && self.present.contains(&text(&m["id"])));
        let required = self.regulation("chair_required").as_bool().unwrap_or(true);
        because("chair-absent", !self.written && required && !chair);
        let fewest = self.regulation("fewest_members").as_i64().unwrap_or(5);
        because("too-few-members", all < i128::from(fewest));
        for member in &self.members {
            if let Some(code) = self.absence_of(member, outcome) {
                because(code, true);
            }
        }
        reasons
    }

    /// What is wrong with a member's sheet, or that there is none.
    fn absence_of(&self, member: &String, outcome: Option<&str>) -> Option<&'static str> {
        let of = |s: &&Value| text(&s["member"]) == *member;
        let mine: Vec<&Value> = self.sheets.iter().filter(of).collect();
        if self.recused.contains(member) {
            let now = |s: &&Value| submitted(s) && self.round.is_none_or(|r| round_of(s) >= r);
            return mine.iter().any(now).then_some("recused-sheet");
        }
        if !self.written && !self.present.contains(member) {
            return mine.iter().any(|s| submitted(s)).then_some("absent-sheet");
        }
        let draft = |s: &&Value| !submitted(s) && self.round.is_none_or(|r| round_of(s) == r);
        match self.counted.iter().find(|s| s.member == *member) {
            Some(sheet) => {
                let by_points = outcome == Some("provisional");
                (sheet.unanswered && (by_points || !sheet.stops)).then_some("unfinished-sheet")
            }
            // opinions that did not come back are a matter of the quorum
            None if self.written => None,
            None if mine.iter().any(draft) => Some("unfinished-sheet"),
            None => Some("missing-sheet"),
        }
    }

    fn notices(
        &self,
        totals: &[i128],
        stars: Option<u64>,
        day: &str,
        decided: &BTreeSet<String>,
    ) -> BTreeSet<String> {
        let mut notices = BTreeSet::new();
        let mut tell = |code: &str, holds: bool| {
            if holds {
                notices.insert(code.to_owned());
            }
        };
        // 26/2026, Art. 7.6.d, e: opinions in writing are for re-ratings
        let kind = self.product["registration"]["kind"].as_str();
        let provided = self.law.id == "qd-26-2026" && kind == Some("re-rating");
        tell("written-opinions", self.written && !provided);
        let later = |s: &Value| !submitted(s) && Some(round_of(s)) > self.round;
        let begun = self.sheets.iter().any(later);
        tell("later-round-begun", self.round.is_some() && begun);
        // what all found is only reported
        let reported = self.regulation("findings").as_str() == Some("collective");
        let sheets = &self.counted;
        let all = |has: &dyn Fn(&Scored) -> bool| !sheets.is_empty() && sheets.iter().all(has);
        let mut found = self
            .set
            .findings
            .iter()
            .filter(|(f, _)| !decided.contains(f));
        let found = found.any(|(f, _)| all(&|s| s.findings.contains(f))) || all(&|s| s.zero);
        tell("finding-not-counted", reported && found);
        // 781/2020 added minimums whose text is not at hand
        let lacking = self.law.id == "qd-1048-2019" && self.set.number != 26;
        tell(
            "rule-not-encoded",
            stars.is_some() && lacking && day >= "2020-06-08",
        );
        let (sum, n) = (totals.iter().sum::<i128>(), totals.len() as i128);
        let lost = self.set.short * n;
        let bands = self.law.bands.iter().map(|(_, from)| from * n);
        let within = bands
            .filter(|bound| sum < *bound && *bound <= sum + lost)
            .count();
        tell("points-lost-in-source", stars.is_some() && within > 0);
        notices
    }
}
