//! Registers read as people write them come to the same as a second reading of the law, whatever the
//! order of their rows and however often a row stands in them.
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    reason = "a wrong register is to stop the run, and no number is large"
)]

use std::collections::BTreeSet;

use ocop::Library;
use ocop::certificate::{Due, Holidays, Register, Renewals};
use ocop::stats::{Stats, StatsRequest};
use ocop_tests::registers::{Day, Expected, Row, civil, expected, iso, number};

const REGISTERS: u64 = 4_000;

/// Numbers that are the same in every run (SplitMix64).
struct Numbers(u64);

impl Numbers {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    fn below(&mut self, bound: u64) -> u64 {
        self.next() % bound
    }

    fn between(&mut self, from: i64, to: i64) -> i64 {
        let width = u64::try_from(to - from + 1).unwrap();
        from + i64::try_from(self.below(width)).unwrap()
    }

    fn one_in(&mut self, n: u64) -> bool {
        self.below(n) == 0
    }
}

/// A day in one of the spellings that people use.
fn spelt(day: Option<Day>, numbers: &mut Numbers) -> String {
    let Some(day) = day else { return String::new() };
    let (y, m, d) = civil(day);
    match numbers.below(6) {
        0 => format!("{d:02}/{m:02}/{y}"),
        1 => format!("{d}-{m}-{y}"),
        2 => format!("{d}.{m}.{y}"),
        3 => format!("{d}\u{2013}{m}\u{2013}{y}"),
        4 => format!("\u{a0}{y}-{m:02}-{d:02} 00:00:00"),
        _ => iso(day),
    }
}

/// A product's code in one of its spellings.
fn code(product: usize, numbers: &mut Numbers) -> String {
    match numbers.below(4) {
        0 => format!("33-12025-0{product}-2026"),
        1 => format!("33\u{2013}12025\u{2013}{product}\u{2013}2026"),
        2 => format!("33 - 12025 - {product} - 2026"),
        _ => format!("33-12025-{product}-2026"),
    }
}

fn table(rows: &[Row], numbers: &mut Numbers) -> String {
    let mut text = String::from("code;stars;issued_on;lodged_on;decided_on;revoked_on\n");
    for row in rows {
        let cells = [
            code(row.product, numbers),
            row.stars.to_string(),
            spelt(Some(row.issued), numbers),
            spelt(row.lodged, numbers),
            spelt(row.decided, numbers),
            spelt(row.revoked, numbers),
        ];
        text.push_str(&cells.join(";"));
        text.push('\n');
    }
    text
}

/// A row whose days are in order.
fn row(numbers: &mut Numbers, on: Day) -> Row {
    let issued = if numbers.one_in(3) {
        numbers.between(number(2023, 3, 1), on + 20)
    } else {
        // around the days that matter
        on - [1096, 1096 - 180, 1096 - 120, 1096 + 180][numbers.below(4) as usize]
            + numbers.between(-3, 3)
    };
    let issued = issued.max(number(2023, 2, 24));
    let expiry = issued + 1096;
    let near = |numbers: &mut Numbers| {
        let edge = [-180, -120, 0, 180][numbers.below(4) as usize];
        (expiry + edge + numbers.between(-3, 3)).max(issued)
    };
    let lodged = (!numbers.one_in(3)).then(|| near(numbers));
    let decided = numbers
        .one_in(3)
        .then(|| near(numbers))
        .filter(|d| lodged.is_none_or(|l| l <= *d));
    Row {
        product: usize::try_from(numbers.between(1, 4)).unwrap(),
        stars: numbers.between(3, 5),
        issued,
        lodged,
        decided,
        revoked: numbers.one_in(6).then(|| near(numbers)),
    }
}

fn found(renewals: &Renewals) -> Expected {
    let product = |code: &str| code.split('-').nth(2).unwrap().parse().unwrap();
    Expected {
        due: renewals
            .due
            .iter()
            .map(|r| {
                let what = match r.due {
                    Due::Opens => "opens",
                    Due::Closes => "closes",
                    Due::Lapses => "lapses",
                };
                (r.day.to_string(), what, product(&r.product))
            })
            .collect(),
        late: renewals.late.iter().map(|r| product(&r.product)).collect(),
        refused: BTreeSet::new(),
    }
}

#[test]
fn registers_come_to_the_same_as_a_second_reading_of_the_law() {
    let library = Library::embedded();
    let mut numbers = Numbers(26_2026);
    let (mut contradictory, mut seen) = (0_u32, [0_u32; 4]);
    for _ in 0..REGISTERS {
        let on = numbers.between(number(2026, 5, 22), number(2031, 12, 31));
        let count = numbers.below(7) + 1;
        let mut rows: Vec<Row> = (0..count).map(|_| row(&mut numbers, on)).collect();
        let again = rows[numbers.below(count) as usize];
        if numbers.one_in(2) {
            rows.push(again);
        }
        if numbers.one_in(6) {
            rows.push(Row {
                stars: 8 - again.stars,
                ..again
            });
        }
        let off: BTreeSet<Day> = (0..numbers.below(4))
            .map(|_| on + numbers.between(0, 60))
            .collect();
        let within = numbers.between(0, 400);
        let mut wanted = expected(&rows, on, within, &off);
        let days: String = off.iter().map(|d| format!("{}\n", iso(*d))).collect();
        let holidays = Holidays::parse(&days).unwrap();
        let text = table(&rows, &mut numbers);
        let ask = |text: &str| {
            let register = Register::read(text.as_bytes(), None).unwrap();
            let within = u16::try_from(within).unwrap();
            library.renewals(&register, iso(on).parse().unwrap(), within, &holidays)
        };
        let renewals = ask(&text);
        assert_eq!(
            renewals.errors.is_empty(),
            wanted.refused.is_empty(),
            "{on} {text}"
        );
        contradictory += u32::from(!wanted.refused.is_empty());
        // statistics leave out the same products
        let mut stats = Stats::new(&library, StatsRequest::default());
        for (line, record) in &Register::read(text.as_bytes(), None).unwrap().records {
            stats.record(*line, record).unwrap();
        }
        let report = stats.report();
        assert_eq!(
            report.errors.is_empty(),
            wanted.refused.is_empty(),
            "{text}"
        );
        let products: BTreeSet<usize> = rows.iter().map(|r| r.product).collect();
        let counted = report.by_stars.iter().map(|c| c.count).sum::<u64>() + report.revoked;
        assert_eq!(
            counted,
            (products.len() - wanted.refused.len()) as u64,
            "{text}"
        );
        wanted.refused.clear();
        assert_eq!(found(&renewals), wanted, "on {}\n{text}", iso(on));
        for (slot, what) in seen.iter_mut().zip(["opens", "closes", "lapses"]) {
            *slot += u32::from(wanted.due.iter().any(|(_, w, _)| *w == what));
        }
        seen[3] += u32::from(!wanted.late.is_empty());
        // backwards, and every row twice, it says the same
        rows.reverse();
        let twice: Vec<Row> = rows.iter().chain(&rows).copied().collect();
        let other = ask(&table(&twice, &mut numbers));
        assert_eq!(
            (&other.due, &other.late),
            (&renewals.due, &renewals.late),
            "{text}"
        );
    }
    // the registers reach every kind of answer
    assert!(
        contradictory > 200 && seen.iter().all(|n| *n > 200),
        "{contradictory} {seen:?}"
    );
}
