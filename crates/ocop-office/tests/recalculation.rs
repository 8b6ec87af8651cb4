//! The formulas of a workbook, recalculated by LibreOffice, agree with the engine on every set of
//! every law: totals, minimums and stars.
//!
//! `cargo xtask test office`, or by hand: `cargo test -p ocop-office --test recalculation -- --ignored`.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]
#![expect(clippy::panic, clippy::indexing_slicing, reason = "helpers of tests")]

mod bad;
mod common;

use std::collections::BTreeMap;
use std::fs;
use std::io::{Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use common::{Dice, filled};
use ocop::{AssessOptions, Lang, Library, Rating};
use ocop_office::workbook::collect::{ReturnedFile, read_dossier};
use ocop_office::workbook::member::{Content, Contents, Order, blank_sheet, rated, write};
use ocop_office::workbook::read::{Book, Worksheet};
use ocop_office::workbook::{Entry, Filled, Roster, Slot};
use serde_json::json;

/// How many sheets of each set of each law: 13 of 78 sets are a little over 1,000.
const SHEETS: usize = 13;

/// How many sheets a workbook.
const BOOK: usize = 26;

/// Of the blank sheets of each law, one in so many is filled in.
const ONE_IN: usize = 3;

/// Takes away what formulas came to when the workbook was written: whatever is there afterwards was
/// worked out anew.
fn without_results(book: &[u8]) -> Vec<u8> {
    let mut from = zip::ZipArchive::new(std::io::Cursor::new(book)).unwrap();
    let mut to = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for i in 0..from.len() {
        let mut file = from.by_index(i).unwrap();
        let name = file.name().unwrap().into_owned();
        let mut content = Vec::new();
        file.read_to_end(&mut content).unwrap();
        if name.starts_with("xl/worksheets/sheet") {
            let text = String::from_utf8(content).unwrap();
            let mut out = String::new();
            let mut rest = text.as_str();
            while let Some((before, after)) = rest.split_once("</f><v>") {
                out.push_str(before);
                out.push_str("</f><v>7");
                rest = after.split_at(after.find("</v>").unwrap()).1;
            }
            out.push_str(rest);
            content = out.into_bytes();
        }
        to.start_file(name, zip::write::SimpleFileOptions::default())
            .unwrap();
        to.write_all(&content).unwrap();
    }
    to.finish().unwrap().into_inner()
}

/// Recalculates workbooks with LibreOffice, whoever wrote them, in one process with a profile of its own:
/// two that start at once can end each other.
fn recalculate(folder: &Path, files: &[String]) {
    let profile = folder.join("profile");
    fs::create_dir_all(profile.join("user")).unwrap();
    let always = r#"<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>"#;
    fs::write(profile.join("user/registrymodifications.xcu"), always).unwrap();
    let status = Command::new("soffice")
        .arg(format!(
            "-env:UserInstallation=file://{}",
            profile.display()
        ))
        .args([
            "--headless",
            "--convert-to",
            "xlsx:Calc MS Excel 2007 XML",
            "--outdir",
        ])
        .arg(folder.join("out"))
        .args(files.iter().map(|file| folder.join(file)))
        .stdout(Stdio::null())
        .status()
        .unwrap();
    assert!(status.success(), "{status}");
}

/// Text of the cell in a column of a row.
fn at(sheet: &Worksheet, row: u32, column: u16) -> String {
    let cell = sheet
        .cells
        .iter()
        .find(|c| (c.row, c.column) == (row, column));
    cell.map(|c| c.value.text().into_owned())
        .unwrap_or_default()
}

/// What a sheet shows, held against the engine.
fn agrees(sheet: &Worksheet, rating: &Rating, place: &str) {
    let row_of = |words: &str| {
        let cell = sheet
            .cells
            .iter()
            .find(|c| c.column == 1 && c.value.text() == words);
        cell.unwrap_or_else(|| panic!("{place}: no row \"{words}\""))
            .row
    };
    let shown = |words: &str| at(sheet, row_of(words), 4);
    // no star is shown before an answer
    let empty = rating.scores().all(|s| s.level.is_none());
    let stars = |s: Option<ocop::Stars>| s.filter(|_| !empty).map(|s| s.to_string());
    assert_eq!(
        shown("TOTAL"),
        rating.points().to_string(),
        "{place}: total"
    );
    assert_eq!(
        shown("Stars by points"),
        stars(rating.points_stars()).unwrap_or_default(),
        "{place}: stars by points"
    );
    assert_eq!(
        shown("Stars after the minimums"),
        stars(rating.stars()).unwrap_or_default(),
        "{place}: stars"
    );
    let outcome = match rating.outcome() {
        ocop::Outcome::Rated => "complete",
        ocop::Outcome::Provisional if empty => "not rated yet",
        ocop::Outcome::Provisional => "provisional",
        ocop::Outcome::Stopped => "assessment stopped",
        ocop::Outcome::Ineligible => "not eligible",
        ocop::Outcome::Rejected => "rejected",
    };
    assert_eq!(shown("State of the sheet"), outcome, "{place}: outcome");
    for (part, points) in rating.parts() {
        let cell = sheet
            .cells
            .iter()
            .find(|c| c.column == 0 && c.value.text() == part.letter.to_string());
        let row = cell
            .unwrap_or_else(|| panic!("{place}: no part {}", part.letter))
            .row;
        assert_eq!(
            at(sheet, row, 4),
            points.to_string(),
            "{place}: part {}",
            part.letter
        );
    }
    let minimums: Vec<_> = rating.minimums().collect();
    if minimums.is_empty() {
        // the decision of 2019 has none
        return;
    }
    // the minimums stand in the engine's order, below the heading
    let first = row_of("Star minimums");
    let mut row = first;
    let mut seen = 0;
    let end = row_of("The assessor's opinion");
    while row < end {
        row = row.saturating_add(1);
        let met = at(sheet, row, 4);
        if met != "met" && met != "not met" {
            continue;
        }
        let minimum = minimums
            .get(seen)
            .unwrap_or_else(|| panic!("{place}: more minimums than the engine has"));
        let expected = if minimum.met { "met" } else { "not met" };
        assert_eq!(
            met, expected,
            "{place}: minimum {} of {}",
            minimum.criterion.id, minimum.stars
        );
        seen = seen.saturating_add(1);
    }
    assert_eq!(seen, minimums.len(), "{place}: minimums");
}

/// An empty folder for the workbooks of a test.
fn emptied(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    folder
}

#[test]
#[ignore = "needs LibreOffice: cargo xtask test office"]
fn recalculated_sheets_agree_with_the_engine() {
    let library = Library::embedded();
    let folder = emptied("recalculation");
    let mut dice = Dice::new(2026);
    let mut expected = BTreeMap::new();
    let mut files = Vec::new();
    let mut outcomes = BTreeMap::new();
    for criteria in library.versions() {
        let version = criteria.id().to_string();
        let day = criteria.instrument().unwrap().file().in_force.from;
        let mut products = Vec::new();
        for number in criteria.set_numbers() {
            for n in 0..SHEETS {
                products.push(json!({"id": format!("{number}-{n}"), "product_set": number}));
            }
        }
        let session = json!({
            "criteria": version, "level": "province", "held_on": day, "members": [{"id": "m"}], "present": ["m"],
            "products": products,
        });
        let roster = Roster::read(&library, session.to_string().as_bytes(), &[]).unwrap();
        let mut contents = Contents::default();
        for (nth, product) in roster.products().iter().enumerate() {
            let number: i64 = product.id.split('-').next().unwrap().parse().unwrap();
            let set = criteria.product_set(&number.to_string()).unwrap();
            // the first is empty
            let filled = match nth {
                0 => Filled::new(),
                _ => filled(set, set.findings().len(), &mut dice),
            };
            let content = Content {
                filled,
                ..Content::default()
            };
            let rating = rated(&library, &roster, product, Some(&content)).unwrap();
            *outcomes
                .entry((rating.outcome(), rating.stars() != rating.points_stars()))
                .or_insert(0) += 1;
            expected.insert((version.clone(), product.id.clone()), rating);
            contents.sheets.insert(product.id.clone(), content);
        }
        // LibreOffice takes long over a book of hundreds of sheets
        for (nth, products) in roster.products().chunks(BOOK).enumerate() {
            let order = Order::new("m")
                .round(1)
                .products(products.iter().map(|p| p.id.as_str()))
                .lang(Lang::En);
            let book = write(&library, &roster, &order, &contents).unwrap();
            let name = format!("{version}-{nth}.xlsx");
            fs::write(folder.join(&name), without_results(&book)).unwrap();
            files.push((version.clone(), name));
        }
    }
    // what is drawn must be of every kind, or it shows nothing
    assert!(outcomes.len() >= 5, "{outcomes:?}");
    let names: Vec<_> = files.iter().map(|(_, name)| name.clone()).collect();
    recalculate(&folder, &names);
    let mut held = 0;
    for (version, name) in &files {
        let bytes = fs::read(folder.join("out").join(name)).unwrap();
        let book = Book::open(&bytes).unwrap();
        for sheet in &book.sheets {
            let id = sheet.name.split(' ').next().unwrap().to_owned();
            let place = format!("{version} {id}");
            if let Some(rating) = expected.remove(&(version.clone(), id)) {
                agrees(sheet, &rating, &place);
                held += 1;
            }
        }
    }
    assert!(expected.is_empty(), "{} sheets are gone", expected.len());
    assert!(held >= 1000, "{held}");
    println!("{held} sheets agree: {outcomes:?}");
}

/// The cells in which entries stand: the column, the mark of the row, and what is written.
fn written(filled: &Filled) -> Vec<(char, String, String)> {
    let cells = filled.iter().map(|(slot, entry)| {
        let text = match entry {
            Entry::Number(number) => number.to_string(),
            Entry::Text(text) => text.clone(),
        };
        let mark = match slot {
            Slot::Points(id) => id.to_string(),
            Slot::Case => "TH".to_owned(),
            Slot::Finding(i) => format!("K{}", i.saturating_add(1)),
            other => panic!("{other:?}"),
        };
        ('E', mark, text)
    });
    cells.collect()
}

/// What `ocop sheet --format xlsx` writes, filled in by another program: LibreOffice shows what the engine
/// gives, and what it saves is rated the same.
#[test]
#[ignore = "needs LibreOffice: cargo xtask test office"]
fn blank_sheets_that_are_filled_in_and_recalculated_agree_with_the_engine() {
    let library = Library::embedded();
    let folder = emptied("recalculation-blank");
    let mut dice = Dice::new(11);
    let mut files = Vec::new();
    for criteria in library.versions() {
        let numbers: Vec<_> = criteria.set_numbers().collect();
        // the last has cases
        let last = numbers.last().copied().unwrap();
        for number in numbers.iter().copied() {
            if usize::from(number.get()) % ONE_IN != 1 && number != last {
                continue;
            }
            let set = criteria.set(number).unwrap();
            let mut entries = filled(set, set.findings().len(), &mut dice);
            // what is drawn seldom has any
            if files.len() % 4 == 0 && !set.findings().is_empty() {
                let any = dice.below(set.findings().len());
                entries.insert(Slot::Finding(any), Entry::from("x"));
            }
            let cells = written(&entries);
            let cells: Vec<(char, &str, &str)> = cells
                .iter()
                .map(|(column, mark, text)| (*column, mark.as_str(), text.as_str()))
                .collect();
            let blank = blank_sheet(criteria, set, Lang::En).unwrap();
            let name = Book::open(&blank).unwrap().sheets[0].name.clone();
            let book = bad::fill(&blank, "xl/worksheets/sheet1.xml", &name, &cells);
            let name = format!("{}-{number}.xlsx", criteria.id());
            fs::write(folder.join(&name), without_results(&book)).unwrap();
            let file = ReturnedFile::new(&name).bytes(book.as_slice());
            let options = AssessOptions::default();
            let (dossier, _) = read_dossier(&library, &file, &options).unwrap();
            let assessment = library.assess(dossier, &options).unwrap();
            let rating = assessment.rating().clone();
            files.push((
                name,
                serde_json::to_value(assessment.full()).unwrap(),
                rating,
            ));
        }
    }
    let names: Vec<_> = files.iter().map(|(name, ..)| name.clone()).collect();
    assert!(names.len() >= 24, "{names:?}");
    recalculate(&folder, &names);
    let mut outcomes = BTreeMap::new();
    for (name, full, rating) in &files {
        let bytes = fs::read(folder.join("out").join(name)).unwrap();
        agrees(&Book::open(&bytes).unwrap().sheets[0], rating, name);
        let file = ReturnedFile::new(name).bytes(bytes.as_slice());
        let (dossier, notices) = read_dossier(&library, &file, &AssessOptions::default()).unwrap();
        assert_eq!(notices, [], "{name}");
        let assessment = library.assess(dossier, &AssessOptions::default()).unwrap();
        assert_eq!(
            &serde_json::to_value(assessment.full()).unwrap(),
            full,
            "{name}"
        );
        *outcomes.entry(rating.outcome()).or_insert(0) += 1;
    }
    assert!(outcomes.len() >= 3, "{outcomes:?}");
    println!("{} sheets agree: {outcomes:?}", files.len());
}
