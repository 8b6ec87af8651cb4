//! What it costs to write the minutes of a session of twelve products as PDF and as Word.
//!
//! ```text
//! cargo run --release -p ocop-benches --features papers --bin papers
//! ```

#![expect(
    clippy::float_arithmetic,
    reason = "measurements are figures for people; no rating rests on them"
)]

use std::error::Error;
use std::time::Instant;

use ocop::{Lang, Library};
use ocop_text::page;
use serde_json::{Value, json};

const PRODUCTS: usize = 12;
const ROUNDS: usize = 9;

fn main() -> Result<(), Box<dyn Error>> {
    let text = std::fs::read(concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../examples/council/session.json"
    ))?;
    let mut session: Value = serde_json::from_slice(&text)?;
    let given = session
        .get("products")
        .and_then(Value::as_array)
        .cloned()
        .unwrap_or_default();
    let products: Vec<Value> = given
        .iter()
        .cycle()
        .take(PRODUCTS)
        .cloned()
        .enumerate()
        .map(|(number, mut product)| {
            if let Some(fields) = product.as_object_mut() {
                fields.insert("id".to_owned(), json!(format!("p{number}")));
            }
            product
        })
        .collect();
    if let Some(fields) = session.as_object_mut() {
        fields.insert("products".to_owned(), Value::Array(products));
    }
    let library = Library::embedded();
    let bytes = serde_json::to_vec(&session)?;
    let tally = library.tally_json(&bytes, &[])?;
    let minutes = page::minutes(&tally, &library, Lang::Vi);
    println!("| minutes of {PRODUCTS} products | first, ms | median of {ROUNDS}, ms | bytes |");
    println!("|---|---:|---:|---:|");
    measure("Word", || Ok(ocop_office::docx::docx(&minutes)?))?;
    measure("PDF", || Ok(ocop_pdf::pdf(&minutes)?))?;
    Ok(())
}

fn measure(
    name: &str,
    write: impl Fn() -> Result<Vec<u8>, Box<dyn Error>>,
) -> Result<(), Box<dyn Error>> {
    let once = || -> Result<(f64, usize), Box<dyn Error>> {
        let begun = Instant::now();
        let bytes = write()?;
        Ok((begun.elapsed().as_secs_f64() * 1000.0, bytes.len()))
    };
    let (first, length) = once()?;
    let mut times = Vec::new();
    for _ in 0..ROUNDS {
        times.push(once()?.0);
    }
    times.sort_by(f64::total_cmp);
    let median = times.get(ROUNDS / 2).copied().unwrap_or(first);
    println!("| {name} | {first:.1} | {median:.1} | {length} |");
    Ok(())
}
