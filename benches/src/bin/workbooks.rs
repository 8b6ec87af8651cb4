//! The workbooks of a council of 11 members and 200 products: written beside XlsxWriter, read back
//! beside openpyxl in read-only mode, in one run and in turns.
//!
//! ```text
//! cargo run --release -p ocop-benches --features workbooks --bin workbooks
//! ```
//!
//! `python3` with XlsxWriter and openpyxl; `PYTHON` names another one.

#![expect(
    clippy::float_arithmetic,
    reason = "measurements are figures for people; no rating rests on them"
)]

use std::error::Error;
use std::io::{BufRead as _, BufReader, Write as _};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Instant;

use ocop::Library;
use ocop_office::workbook::collect::{CollectOptions, ReturnedFile, collect};
use ocop_office::workbook::member::{Content, Contents, Order, write_all};
use ocop_office::workbook::read::Book;
use ocop_office::workbook::{Entry, Filled, Roster, Slot};
use serde_json::{Value, json};

const PRODUCTS: usize = 200;
const MEMBERS: usize = 11;
const ROUNDS: usize = 3;

type Result<T> = std::result::Result<T, Box<dyn Error>>;

fn main() -> Result<()> {
    if cfg!(debug_assertions) {
        return Err("measure with: cargo run --release".into());
    }
    let library = Library::embedded();
    let session = session(&library)?.to_string();
    let roster = Roster::read(&library, session.as_bytes(), &[])?;
    let members: Vec<String> = roster.members().iter().map(|m| m.id.to_string()).collect();
    let mut books = Vec::new();
    for (place, member) in members.iter().enumerate() {
        let order = Order::new(member);
        books.push((order, contents(&library, &roster, place)?));
    }
    let (mut writing, mut opening, mut collecting) = (Vec::new(), Vec::new(), Vec::new());
    let mut write = || -> Result<Vec<Vec<u8>>> {
        let start = Instant::now();
        let written = write_all(&library, &roster, &books)?;
        writing.push(start.elapsed().as_secs_f64());
        Ok(written)
    };
    let written = write()?;
    let folder = std::env::temp_dir().join(format!("ocop-workbooks-{}", std::process::id()));
    std::fs::create_dir_all(&folder)?;
    for (member, book) in members.iter().zip(&written) {
        std::fs::write(folder.join(format!("{member}.xlsx")), book)?;
    }
    let files: Vec<ReturnedFile<'_>> = members
        .iter()
        .zip(&written)
        .map(|(name, bytes)| ReturnedFile::new(name).bytes(bytes.as_slice()))
        .collect();
    let mut read = || -> Result<usize> {
        let start = Instant::now();
        let mut cells = 0_usize;
        for book in &written {
            let book = Book::open(book).map_err(ocop::Problems::from)?;
            cells = cells.saturating_add(book.sheets.iter().map(|s| s.cells.len()).sum());
        }
        opening.push(start.elapsed().as_secs_f64());
        let start = Instant::now();
        let options = CollectOptions::default();
        let found = collect(&library, session.as_bytes(), &[], &files, options)?;
        collecting.push(start.elapsed().as_secs_f64());
        let taken = found.report.taken.len();
        if taken != PRODUCTS.saturating_mul(MEMBERS) || !found.report.errors.is_empty() {
            return Err(format!(
                "{taken} sheets taken, {} problems",
                found.report.errors.len()
            )
            .into());
        }
        Ok(cells)
    };
    let (mut xlsxwriter, mut openpyxl) = (Vec::new(), Vec::new());
    let mut cells = 0;
    let peer = Peer::start(&folder);
    let mut peer = match peer {
        Ok(peer) => Some(peer),
        Err(why) => {
            println!("not measured beside XlsxWriter and openpyxl: {why}\n");
            None
        }
    };
    for round in 0..ROUNDS {
        if round > 0 {
            write()?;
        }
        if let Some(peer) = &mut peer {
            xlsxwriter.push(peer.round("write")?);
        }
        cells = read()?;
        if let Some(peer) = &mut peer {
            openpyxl.push(peer.round("read")?);
        }
    }
    drop(peer);
    std::fs::remove_dir_all(&folder)?;
    let bytes: usize = written.iter().map(Vec::len).sum();
    println!(
        "{MEMBERS} workbooks of {PRODUCTS} products: {bytes} bytes, {cells} cells; best of {ROUNDS}\n"
    );
    println!("| what | ocop, s | beside it, s | ratio | target |");
    println!("| --- | ---: | ---: | ---: | --- |");
    row(
        "written on all cores",
        "XlsxWriter",
        &writing,
        &xlsxwriter,
        5.0,
    );
    row(
        "opened on one core",
        "openpyxl, read-only",
        &opening,
        &openpyxl,
        10.0,
    );
    row(
        "read back, checked and put into the session",
        "openpyxl, read-only",
        &collecting,
        &openpyxl,
        10.0,
    );
    Ok(())
}

fn least(samples: &[f64]) -> f64 {
    samples.iter().copied().fold(f64::INFINITY, f64::min)
}

fn row(what: &str, peer: &str, ours: &[f64], theirs: &[f64], target: f64) {
    let (ours, theirs) = (least(ours), least(theirs));
    if theirs.is_infinite() {
        println!("| {what} | {ours:.2} | {peer}: not measured | | ≥ {target:.0} |");
        return;
    }
    let ratio = theirs / ours;
    let verdict = if ratio >= target { "met" } else { "NOT met" };
    println!(
        "| {what} | {ours:.2} | {peer}: {theirs:.2} | {ratio:.1} | ≥ {target:.0}, {verdict} |"
    );
}

/// The script that does the same with other programs.
struct Peer {
    process: Child,
    lines: BufReader<std::process::ChildStdout>,
}

impl Peer {
    fn start(folder: &Path) -> Result<Self> {
        let python = std::env::var("PYTHON").unwrap_or_else(|_| "python3".to_owned());
        let mut process = Command::new(python)
            .arg(concat!(env!("CARGO_MANIFEST_DIR"), "/peers/workbooks.py"))
            .arg(folder)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()?;
        let lines = BufReader::new(process.stdout.take().ok_or("no output")?);
        let mut peer = Self { process, lines };
        match peer.line()?.starts_with("ready") {
            true => Ok(peer),
            false => Err("it ended before it was ready; are XlsxWriter and openpyxl there?".into()),
        }
    }

    fn line(&mut self) -> Result<String> {
        let mut line = String::new();
        self.lines.read_line(&mut line)?;
        Ok(line)
    }

    /// One round, in seconds.
    fn round(&mut self, what: &str) -> Result<f64> {
        let input = self.process.stdin.as_mut().ok_or("no input")?;
        writeln!(input, "{what}")?;
        input.flush()?;
        let line = self.line()?;
        let seconds = line.split_whitespace().next().ok_or("the script ended")?;
        Ok(seconds.parse()?)
    }
}

impl Drop for Peer {
    fn drop(&mut self) {
        drop(self.process.stdin.take());
        _ = self.process.wait();
    }
}

/// Products of all sets in turn.
fn session(library: &Library) -> Result<Value> {
    let numbers: Vec<_> = library.version("qd-26-2026")?.set_numbers().collect();
    let members = 0..MEMBERS;
    let members: Vec<Value> = members
        .map(|m| json!({"id": format!("m{m}"), "name": format!("Thành viên {m}"), "role": if m == 0 { "chair" } else { "member" }}))
        .collect();
    let present: Vec<&Value> = members.iter().filter_map(|m| m.get("id")).collect();
    let products = (0..PRODUCTS).zip(numbers.into_iter().cycle());
    let products: Vec<Value> = products
        .map(|(p, set)| json!({"id": format!("p{p}"), "product_set": set, "product": {"name": format!("Sản phẩm thử số {p}")}}))
        .collect();
    Ok(json!({
        "format": "ocop-council/1", "criteria": "qd-26-2026", "level": "province", "held_on": "2026-09-20",
        "members": members, "present": present, "products": products,
    }))
}

/// What a member has filled in: lawful, and not the same as another's.
fn contents(library: &Library, roster: &Roster, member: usize) -> Result<Contents> {
    let criteria = library.version("qd-26-2026")?;
    let mut contents = Contents::default();
    let numbers = criteria.set_numbers();
    let sets: Vec<_> = numbers
        .map(|n| criteria.set(n))
        .collect::<std::result::Result<_, _>>()?;
    for (place, (product, set)) in roster
        .products()
        .iter()
        .zip(sets.iter().cycle())
        .enumerate()
    {
        let mut filled = Filled::new();
        let case = set.cases().first().map(|c| c.case);
        if let Some(case) = case {
            filled.insert(Slot::Case, Entry::Text(case.to_string()));
        }
        for (i, criterion) in set.criteria().iter().enumerate() {
            let levels = criterion.levels.iter();
            let levels: Vec<i64> = levels
                .filter(|l| l.case.is_none() || l.case == case)
                .map(|l| i64::from(l.points))
                .collect();
            let lower = usize::from(place.wrapping_add(i).wrapping_add(member) % 7 == 0);
            let chosen = levels.len().saturating_sub(1).saturating_sub(lower);
            let points = levels.get(chosen).copied().unwrap_or(0);
            filled.insert(Slot::Points(criterion.id), Entry::Number(points));
        }
        filled.insert(Slot::Submitted, Entry::from("x"));
        let content = Content {
            filled,
            ..Content::default()
        };
        contents.sheets.insert(product.id.clone(), content);
    }
    Ok(contents)
}
