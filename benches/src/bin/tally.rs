//! A session of 200 products and 11 members, tallied, beside `serde_json` reading the same text:
//! `cargo run --release -p ocop-benches --bin tally`.

#![expect(
    clippy::float_arithmetic,
    reason = "measurements are figures for people; no rating rests on them"
)]

use std::hint::black_box;
use std::time::{Duration, Instant};

use ocop::Library;
use serde_json::{Map, Value, json};

const PRODUCTS: usize = 200;
const MEMBERS: usize = 11;
const ROUNDS: usize = 15;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let library = Library::embedded();
    let text = session(&library)?.to_string();
    let (mut parse, mut tally) = (Duration::MAX, Duration::MAX);
    let mut standing = 0;
    // turn about, so that both meet the same noise
    for _ in 0..ROUNDS {
        let start = Instant::now();
        black_box(serde_json::from_str::<Value>(black_box(&text))?);
        parse = parse.min(start.elapsed());
        let start = Instant::now();
        let report = library.tally_json(black_box(text.as_bytes()), &[])?;
        tally = tally.min(start.elapsed());
        standing = report.products.iter().filter(|p| p.stands).count();
    }
    println!(
        "{PRODUCTS} products × {MEMBERS} members, {} bytes, {standing} stand",
        text.len()
    );
    println!("serde_json parses it in {parse:?}; read, checked and tallied in {tally:?}");
    let ratio = tally.as_secs_f64() / parse.as_secs_f64();
    println!(
        "ratio {ratio:.2} (target at most 3), tally under 100 ms: {}",
        tally.as_millis() < 100
    );
    Ok(())
}

/// A lawful session: each member's sheet differs from the others by a level here and there.
fn session(library: &Library) -> Result<Value, ocop::Problems> {
    let criteria = library.version("qd-26-2026")?;
    let member = |i: usize| format!("m{}", i.saturating_add(1));
    let members: Vec<Value> = (0..MEMBERS)
        .map(|i| {
            json!({"id": member(i), "name": format!("Thành viên {}", i.saturating_add(1)),
            "role": if i == 0 { "chair" } else { "member" }})
        })
        .collect();
    let numbers: Vec<_> = criteria.set_numbers().collect();
    let mut products = Vec::new();
    for (place, number) in (0..PRODUCTS).zip(numbers.into_iter().cycle()) {
        let set = criteria.set(number)?;
        let sheets: Vec<Value> = (0..MEMBERS)
            .map(|m| {
                let answers: Map<String, Value> = set
                    .criteria()
                    .iter()
                    .enumerate()
                    .map(|(i, c)| {
                        let levels = if c.has_cases() { 2 } else { c.levels.len() };
                        let lower = usize::from(place.wrapping_add(i).wrapping_add(m) % 11 == 0);
                        (c.id.to_string(), levels.saturating_sub(lower).max(1).into())
                    })
                    .collect();
                json!({"member": member(m), "round": 1, "status": "submitted", "answers": answers})
            })
            .collect();
        products.push(
            json!({"id": format!("p{place}"), "product_set": i64::from(number), "sheets": sheets}),
        );
    }
    Ok(
        json!({"format": "ocop-council/1", "criteria": "qd-26-2026", "level": "province",
        "held_on": "2026-09-20", "members": members,
        "present": (0..MEMBERS).map(member).collect::<Vec<_>>(), "products": products}),
    )
}
