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
    let mut conflicts = Vec::new();
    let first_name = rows.iter().find(|r| !r.name.is_empty());
    let other_name = first_name.and_then(|first| {
        let other = rows
            .iter()
            .find(|r| !r.name.is_empty() && r.name != first.name)?;
        Some((first.at, other.at))
    });
    let differing = differing(&rows);
    let mut certificates: Vec<RegisterEntry<T>> = Vec::new();
    for row in rows {
        let same_decision = certificates
            .iter()
            .find(|c| c.decision.is_some() && c.decision == row.decision);
        if let Some(before) = same_decision.filter(|c| c.facts.issued_on != row.facts.issued_on) {
            conflicts.push(Conflict {
                field: "issued_on",
                one: (before.at, said(before.facts.issued_on)),
                other: (row.at, said(row.facts.issued_on)),
            });
        }
        match certificates.last_mut() {
            Some(last) if last.facts.issued_on == row.facts.issued_on => {
                merge(last, row, &mut conflicts);
            }
            _ => certificates.push(row),
        }
    }
    for certificate in &certificates {
        // each row may be in order and both together not
        if let (Some(lodged), Some(decided)) =
            (certificate.facts.lodged_on, certificate.facts.decided_on)
            && decided < lodged
        {
            conflicts.push(Conflict {
                field: "decided_on",
                one: (certificate.at, said(lodged)),
                other: (certificate.at, said(decided)),
            });
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

/// Adds what a second row knows of the same certificate.
fn merge<T>(into: &mut RegisterEntry<T>, row: RegisterEntry<T>, conflicts: &mut Vec<Conflict>) {
    let (one, other) = (into.at, row.at);
    if into.facts.stars != row.facts.stars {
        conflicts.push(Conflict {
            field: "stars",
            one: (one, stars(into.facts.stars)),
            other: (other, stars(row.facts.stars)),
        });
    }
    let mut day = |field, known: &mut Option<Date>, also: Option<Date>| match (*known, also) {
        (Some(a), Some(b)) if a != b => conflicts.push(Conflict {
            field,
            one: (one, said(a)),
            other: (other, said(b)),
        }),
        _ => *known = known.or(also),
    };
    day(
        "expires_on",
        &mut into.facts.expires_on,
        row.facts.expires_on,
    );
    day("lodged_on", &mut into.facts.lodged_on, row.facts.lodged_on);
    day(
        "decided_on",
        &mut into.facts.decided_on,
        row.facts.decided_on,
    );
    day(
        "revoked_on",
        &mut into.facts.revoked_on,
        row.facts.revoked_on,
    );
    into.decision = into.decision.take().or(row.decision);
    into.at = one.min(other);
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
