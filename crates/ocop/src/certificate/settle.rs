//! The rows of one product put in order: a row twice is one, rows that add to each other are one
//! certificate, rows that contradict each other are told.

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::bounded::{ProductSetNumber, Stars};
use crate::day;
use crate::problem::{Code, Problem};
use crate::spelling::organisation_key;
use crate::text::Text;

use super::register::Record;
use super::standing::CertificateFacts;

/// Where a row stands: the file by its number, where there are several, and the line.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct RegisterLine {
    pub file: usize,
    pub line: u64,
}

/// A row's certificate, with what its user wants of it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct RegisterEntry<T> {
    pub facts: CertificateFacts,
    pub what: T,
    decision: Option<String>,
    name: String,
    besides: Besides,
    pub at: RegisterLine,
}

/// What a row says besides the certificate, for comparing; nothing where it says nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
struct Besides {
    producer: String,
    sector: String,
    /// With the criteria whose set it is: sets have other numbers under other decisions.
    product_set: Option<(String, ProductSetNumber)>,
}

impl<T> RegisterEntry<T> {
    /// The certificate of a record, if it has one.
    pub fn new(record: &Record<'_>, at: RegisterLine, what: T) -> Option<Self> {
        let key = |text: Option<&str>| crate::spelling::name_key(text.unwrap_or_default());
        Some(Self {
            facts: record.facts()?,
            what,
            decision: record.decision.as_deref().map(|d| key(Some(d))),
            name: key(record.name.as_deref()),
            besides: Besides {
                producer: organisation_key(record.producer.as_deref().unwrap_or_default()),
                sector: key(record.sector.as_deref()),
                product_set: record
                    .criteria
                    .as_ref()
                    .map(ToString::to_string)
                    .zip(record.product_set),
            },
            at,
        })
    }
}

/// Two rows that do not agree on a certificate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Conflict {
    pub field: &'static str,
    pub one: (RegisterLine, Text),
    pub other: (RegisterLine, Text),
}

/// What a product's rows come to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Settled<T> {
    /// Its certificates, each once, the latest last; none where rows contradict each other.
    pub certificates: Vec<RegisterEntry<T>>,
    pub conflicts: Vec<Conflict>,
    /// The rows under two names, where there are such.
    pub other_name: Option<(RegisterLine, RegisterLine)>,
    /// What two rows say differently besides the certificate, by the title of its column.
    pub differing: Vec<(Text, RegisterLine, RegisterLine)>,
}

/// A day in both languages.
fn said(day: Date) -> Text {
    Text::new(day::vi(day), day::en(day))
}

/// A number of stars, which is written alike in both languages.
fn stars(stars: Stars) -> Text {
    Text::new(stars.to_string(), stars.to_string())
}

/// Settles the rows of one product; their order does not matter.
pub(crate) fn settle<T: Ord>(mut rows: Vec<RegisterEntry<T>>) -> Settled<T> {
    rows.sort();
    let first_name = rows.iter().find(|r| !r.name.is_empty());
    let other_name = first_name.and_then(|first| {
        let other = rows
            .iter()
            .find(|r| !r.name.is_empty() && r.name != first.name)?;
        Some((first.at, other.at))
    });
    let differing = differing(&rows);
    let mut conflicts = dated_differently(&rows);
    for rows in rows.chunk_by(|a, b| a.facts.issued_on == b.facts.issued_on) {
        conflicts.extend(contradictions(rows));
    }
    let mut certificates: Vec<RegisterEntry<T>> = Vec::new();
    for row in rows {
        match certificates.last_mut() {
            Some(last) if last.facts.issued_on == row.facts.issued_on => last.merge(row),
            _ => certificates.push(row),
        }
    }
    if !conflicts.is_empty() {
        certificates.clear();
    }
    Settled {
        certificates,
        conflicts,
        other_name,
        differing,
    }
}

/// What rows say differently that decides nothing of the certificate: producers of one product, its
/// product set and sector, decisions of one day.
fn differing<T>(rows: &[RegisterEntry<T>]) -> Vec<(Text, RegisterLine, RegisterLine)> {
    type Said<T> = fn(&RegisterEntry<T>) -> &str;
    let each: [(&str, &str, Said<T>); 2] = [
        ("chủ thể", "producer", |r| &r.besides.producer),
        ("lĩnh vực", "sector", |r| &r.besides.sector),
    ];
    let of_all = each.into_iter().filter_map(|(vi, en, said)| {
        let mut filled = rows.iter().filter(|r| !said(r).is_empty());
        let first = filled.next()?;
        let other = filled.find(|r| said(r) != said(first))?;
        Some((Text::new(vi, en), first.at, other.at))
    });
    let mut found: Vec<_> = of_all.collect();
    let mut sets = BTreeMap::new();
    for row in rows {
        let Some((criteria, set)) = &row.besides.product_set else {
            continue;
        };
        let (first, at) = *sets.entry(criteria).or_insert((*set, row.at));
        if first != *set {
            found.push((Text::new("bộ sản phẩm", "product set"), at, row.at));
            break;
        }
    }
    let one_day = rows.iter().zip(rows.iter().skip(1)).find(|(a, b)| {
        a.facts.issued_on == b.facts.issued_on
            && a.decision.is_some()
            && b.decision.is_some()
            && a.decision != b.decision
    });
    if let Some((a, b)) = one_day {
        found.push((Text::new("số quyết định", "decision"), a.at, b.at));
    }
    found
}

/// What rows say of one thing: each value once, with the first row that says it, in the rows' order.
fn values<V: PartialEq>(said: impl Iterator<Item = (RegisterLine, V)>) -> Vec<(RegisterLine, V)> {
    let mut found: Vec<(RegisterLine, V)> = Vec::new();
    for (at, value) in said {
        match found.iter_mut().find(|(_, known)| *known == value) {
            Some((first, _)) => *first = at.min(*first),
            None => found.push((at, value)),
        }
    }
    found.sort_by_key(|(at, _)| *at);
    found
}

/// The first of several values beside each of the others.
fn conflicts_of<V: PartialEq>(
    field: &'static str,
    said: impl Iterator<Item = (RegisterLine, V)>,
    words: impl Fn(&V) -> Text,
) -> Vec<Conflict> {
    let values = values(said);
    let Some((first, others)) = values.split_first() else {
        return Vec::new();
    };
    let told = |(at, value): &(RegisterLine, V)| (*at, words(value));
    let conflicts = others.iter().map(|other| Conflict {
        field,
        one: told(first),
        other: told(other),
    });
    conflicts.collect()
}

/// Rows that name one decision and two days of it.
fn dated_differently<T>(rows: &[RegisterEntry<T>]) -> Vec<Conflict> {
    let mut days: BTreeMap<&str, Vec<(RegisterLine, Date)>> = BTreeMap::new();
    for row in rows {
        if let Some(decision) = &row.decision {
            let day = (row.at, row.facts.issued_on);
            days.entry(decision).or_default().push(day);
        }
    }
    let each = days.into_values();
    each.flat_map(|days| conflicts_of("issued_on", days.into_iter(), |day| said(*day)))
        .collect()
}

/// Where rows of one certificate contradict each other, each value told with a row that says it.
fn contradictions<T>(rows: &[RegisterEntry<T>]) -> Vec<Conflict> {
    type Day = fn(&CertificateFacts) -> Option<Date>;
    let of = |day: Day| {
        let days = rows.iter();
        days.filter_map(move |row| Some((row.at, day(&row.facts)?)))
    };
    let days: [(&'static str, Day); 4] = [
        ("expires_on", |facts| facts.expires_on),
        ("lodged_on", |facts| facts.lodged_on),
        ("decided_on", |facts| facts.decided_on),
        ("revoked_on", |facts| facts.revoked_on),
    ];
    let given = rows.iter().map(|row| (row.at, row.facts.stars));
    let mut found = conflicts_of("stars", given, |number| stars(*number));
    for (field, day) in days {
        found.extend(conflicts_of(field, of(day), |day| said(*day)));
    }
    let lodged = values(of(|facts| facts.lodged_on));
    let decided = values(of(|facts| facts.decided_on));
    // each row may be in order and both together not
    if let ([lodged], [decided]) = (lodged.as_slice(), decided.as_slice())
        && decided.1 < lodged.1
    {
        found.push(Conflict {
            field: "decided_on",
            one: (lodged.0, said(lodged.1)),
            other: (decided.0, said(decided.1)),
        });
    }
    found
}

impl<T> RegisterEntry<T> {
    /// Adds what a second row knows of the same certificate.
    fn merge(&mut self, row: Self) {
        let also = row.facts;
        for (known, also) in [
            (&mut self.facts.expires_on, also.expires_on),
            (&mut self.facts.lodged_on, also.lodged_on),
            (&mut self.facts.decided_on, also.decided_on),
            (&mut self.facts.revoked_on, also.revoked_on),
        ] {
            *known = known.or(also);
        }
        self.decision = self.decision.take().or(row.decision);
        self.at = self.at.min(row.at);
    }
}

impl Conflict {
    /// The problem, told at the later of the two rows.
    pub fn problem(&self, named: impl Fn(RegisterLine) -> (String, String)) -> Problem {
        let (one, other) = (named(self.one.0), named(self.other.0));
        Problem::new(
            Code::RegisterContradictory,
            format!("/{}", self.field),
            format!(
                "Cùng một giấy chứng nhận: {} ghi {}, {} ghi {}. Chưa tính sản phẩm này.",
                one.0, self.one.1.vi, other.0, self.other.1.vi
            ),
            format!(
                "One certificate: {} has {}, {} has {}. The product is left out.",
                one.1, self.one.1.en, other.1, self.other.1.en
            ),
        )
        .with_found(&*self.other.1.vi)
    }

    /// The row it is told at.
    pub fn at(&self) -> RegisterLine {
        self.one.0.max(self.other.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(line: u64, cells: &[(&str, &str)]) -> RegisterEntry<()> {
        let base = [("code", "33-12025-1-2026"), ("name", "Trà")];
        let record = Record::from_row(base.into_iter().chain(cells.iter().copied())).unwrap();
        RegisterEntry::new(&record, RegisterLine { file: 0, line }, ()).unwrap()
    }

    const FIRST: [(&str, &str); 2] = [("stars", "3"), ("issued_on", "2026-10-05")];

    #[test]
    fn a_row_twice_is_one_and_rows_add_to_each_other() {
        let revoked = [FIRST[0], FIRST[1], ("revoked_on", "2027-01-01")];
        let second = [("stars", "4"), ("issued_on", "2029-09-20")];
        let rows = [
            entry(2, &FIRST),
            entry(3, &second),
            entry(4, &FIRST),
            entry(5, &revoked),
        ];
        let settled = settle(rows.to_vec());
        assert_eq!(
            (settled.certificates.len(), settled.conflicts.len()),
            (2, 0)
        );
        assert!(settled.certificates[0].facts.revoked_on.is_some());
        let backwards = settle(rows.into_iter().rev().collect());
        assert_eq!(settled, backwards);
    }

    #[test]
    fn rows_that_contradict_each_other_leave_the_product_out() {
        for (other, field) in [
            (
                [
                    ("stars", "4"),
                    ("issued_on", "2026-10-05"),
                    ("producer", "B"),
                ],
                "stars",
            ),
            (
                [
                    ("stars", "3"),
                    ("issued_on", "2026-10-05"),
                    ("expires_on", "2029-10-01"),
                ],
                "expires_on",
            ),
            (
                [
                    ("stars", "3"),
                    ("issued_on", "2026-10-06"),
                    ("decision", "12/QĐ-UBND"),
                ],
                "issued_on",
            ),
        ] {
            let one = [
                FIRST[0],
                FIRST[1],
                ("expires_on", "2029-10-05"),
                ("decision", "12/QĐ–UBND"),
            ];
            let settled = settle(vec![entry(7, &other), entry(3, &one)]);
            assert!(settled.certificates.is_empty());
            assert_eq!(settled.conflicts[0].field, field);
            assert_eq!(settled.conflicts[0].at().line, 7);
        }
    }

    #[test]
    fn a_contradiction_names_the_rows_that_say_it() {
        let four = [("stars", "4"), FIRST[1]];
        let expires = |line, day| entry(line, &[FIRST[0], FIRST[1], ("expires_on", day)]);
        let told = |rows: Vec<RegisterEntry<()>>| {
            let conflicts = settle(rows).conflicts.into_iter();
            let said = conflicts.map(|c| (c.one.0.line, c.one.1.en, c.other.0.line, c.other.1.en));
            said.map(|(a, one, b, other)| format!("{a}: {one}, {b}: {other}"))
                .collect::<Vec<_>>()
        };
        // the same rows again are no more contradictions
        let rows = [(2, &four), (3, &FIRST), (4, &four), (5, &FIRST)];
        let rows = rows.into_iter().map(|(line, cells)| entry(line, cells));
        assert_eq!(told(rows.collect()), ["2: 4, 3: 3"]);
        // a row that says nothing of a day is not the one that contradicts another
        let rows = vec![
            entry(2, &FIRST),
            expires(3, "2029-10-05"),
            expires(4, "2029-10-01"),
        ];
        assert_eq!(told(rows), ["3: 5 October 2029, 4: 1 October 2029"]);
    }

    #[test]
    fn what_rows_say_differently_besides_the_certificate_is_told() {
        let with = |line, cells: &[(&'static str, &'static str)]| {
            let all: Vec<_> = FIRST.iter().chain(cells).copied().collect();
            entry(line, &all)
        };
        let told = |rows: Vec<RegisterEntry<()>>| {
            let settled = settle(rows);
            assert_eq!(
                (settled.certificates.len(), settled.conflicts.len()),
                (1, 0)
            );
            let named = |(what, a, b): (Text, RegisterLine, RegisterLine)| {
                (what.en, a.line.min(b.line), a.line.max(b.line))
            };
            settled.differing.into_iter().map(named).collect::<Vec<_>>()
        };
        let one = || with(2, &[("producer", "HTX A"), ("sector", "Thực phẩm")]);
        let same = with(3, &[("producer", "Hợp tác xã A")]);
        assert!(told(vec![one(), same]).is_empty());
        let other = with(5, &[("producer", "HTX B"), ("sector", "Đồ uống")]);
        assert_eq!(
            told(vec![other, one()]),
            [("producer".into(), 2, 5), ("sector".into(), 2, 5)]
        );
        let decided = |line, number| with(line, &[("decision", number)]);
        assert_eq!(
            told(vec![decided(2, "12/QĐ-UBND"), decided(7, "13/QĐ-UBND")]),
            [("decision".into(), 2, 7)]
        );
    }

    #[test]
    fn two_names_under_one_code_are_told() {
        let other = [("stars", "4"), ("issued_on", "2029-09-20")];
        let record = [("code", "33-12025-1-2026"), ("name", "Mít")];
        let record = Record::from_row(record.into_iter().chain(other)).unwrap();
        let mit = RegisterEntry::new(&record, RegisterLine { file: 0, line: 9 }, ()).unwrap();
        let settled = settle(vec![mit, entry(2, &FIRST)]);
        assert_eq!(
            settled.other_name.map(|(a, b)| (a.line, b.line)),
            Some((2, 9))
        );
        assert_eq!(settled.certificates.len(), 2);
    }
}
