//! The law's sheet by itself: filled in it is a dossier, of any set of any law.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]
#![expect(clippy::panic, clippy::indexing_slicing, reason = "helpers of tests")]

mod bad;
mod common;

use bad::{codes, collected, fill, row_of, session, with_copy, with_part};
use common::{Dice, filled};
use ocop::{AssessOptions, Code, Dossier, Lang, Library, NoticeCode, Problems};
use ocop_office::workbook::collect::{ReturnedFile, Told, read_dossier};
use ocop_office::workbook::member::blank_sheet;
use ocop_office::workbook::read::Book;
use ocop_office::workbook::{Entry, Slot};

const PART: &str = "xl/worksheets/sheet1.xml";

fn blank(version: &str, set: &str, lang: Lang) -> Vec<u8> {
    let library = Library::embedded();
    let criteria = library.version(version).unwrap();
    blank_sheet(criteria, criteria.product_set(set).unwrap(), lang).unwrap()
}

fn read(book: &[u8]) -> Result<(Dossier<'static>, Vec<Told>), Problems> {
    let file = ReturnedFile::new("phieu.xlsx").bytes(book);
    read_dossier(&Library::embedded(), &file, &AssessOptions::default())
}

fn found(book: &[u8]) -> Vec<(Code, String)> {
    let problems = read(book).unwrap_err();
    problems
        .iter()
        .map(|p| {
            assert_eq!(p.file.as_deref(), Some("phieu.xlsx"));
            (p.code, p.cell.clone().unwrap_or_default())
        })
        .collect()
}

#[test]
fn what_is_filled_in_is_the_dossier_of_any_set_of_any_law() {
    let library = Library::embedded();
    let mut dice = Dice::new(31);
    for criteria in library.versions() {
        for number in criteria.set_numbers() {
            let set = criteria.set(number).unwrap();
            let lang = if dice.one_in(2) { Lang::Vi } else { Lang::En };
            let entries = filled(set, set.findings().len(), &mut dice);
            let mut expected = Dossier::new(i64::from(number)).criteria(criteria.id().to_string());
            let mut cells: Vec<(char, String, String)> = Vec::new();
            for (slot, entry) in &entries {
                match (slot, entry) {
                    (Slot::Points(id), Entry::Number(points)) => {
                        cells.push(('E', id.to_string(), points.to_string()));
                        expected = expected.points(id.to_string(), u16::try_from(*points).unwrap());
                    }
                    (Slot::Case, Entry::Text(case)) => {
                        cells.push(('E', "TH".into(), case.clone()));
                        expected = expected.case(case.clone());
                    }
                    (Slot::Finding(i), _) => {
                        cells.push(('E', format!("K{}", i + 1), "x".into()));
                        expected = expected.finding(set.findings()[*i].finding.to_string());
                    }
                    other => panic!("{other:?}"),
                }
            }
            let cells: Vec<(char, &str, &str)> = cells
                .iter()
                .map(|(c, m, t)| (*c, m.as_str(), t.as_str()))
                .collect();
            let book = blank_sheet(criteria, set, lang).unwrap();
            let name = Book::open(&book).unwrap().sheets[0].name.clone();
            let (dossier, notices) = read(&fill(&book, PART, &name, &cells)).unwrap();
            assert_eq!(notices, [], "{} {number}", criteria.id());
            let rate = |dossier: Dossier<'static>| {
                let assessed = library.assess(dossier, &AssessOptions::default()).unwrap();
                serde_json::to_value(assessed.full()).unwrap()
            };
            assert_eq!(rate(dossier), rate(expected), "{} {number}", criteria.id());
        }
    }
}

#[test]
fn product_producer_day_notes_and_papers_come_along() {
    let book = blank("qd-26-2026", "1", Lang::Vi);
    let cells = [
        ('E', "SP", "=Nhãn lồng"),
        ('E', "MS", "33-12025-1-2026"),
        ('E', "CT", "HTX Hồng Nam"),
        ('E', "ĐT", "0912 345 678"),
        ('E', "ĐC", "Xã Tân Hưng"),
        ('E', "NG", "15/09/2026"),
        ('E', "1.1", "3"),
        ('F', "1.1", "- đã xem sổ"),
        ('G', "1.1", "Hợp đồng 01\n\nGiấy chứng nhận"),
        ('F', "1.4", "chưa rõ"),
        ('E', "NX", "Ngon"),
    ];
    let (dossier, notices) = read(&fill(&book, PART, "Bộ 1", &cells)).unwrap();
    assert_eq!(notices, []);
    let figures = [('E', "ĐT", "912345678"), ('E', "1.1", "3")];
    let (_, told) = read(&fill(&book, PART, "Bộ 1", &figures)).unwrap();
    let told: Vec<NoticeCode> = told.iter().map(|n| n.code).collect();
    assert_eq!(told, [NoticeCode::PhoneWithoutZero]);
    let expected = serde_json::json!({
        "criteria": "qd-26-2026", "product_set": 1, "assessed_on": "2026-09-15",
        "product": {"name": "=Nhãn lồng", "code": "33-12025-1-2026"},
        "producer": {"name": "HTX Hồng Nam", "phone": "0912 345 678", "address": "Xã Tân Hưng"},
        "answers": {"1.1": {"points": 3, "note": "- đã xem sổ", "evidence": ["Hợp đồng 01", "Giấy chứng nhận"]}},
        "note": "Ngon\n1.4: chưa rõ",
    });
    assert_eq!(serde_json::to_value(&dossier).unwrap(), expected);
}

#[test]
fn everything_wrong_with_a_sheet_is_told_at_its_cell() {
    let book = blank("qd-26-2026", "26", Lang::En);
    let cells = [
        ('E', "NG", "31/02/2026"),
        ('E', "1.1", "77"),
        ('E', "1.2", "ba"),
        ('E', "8", "1"),
    ];
    let told = found(&fill(&book, PART, "Set 26", &cells));
    let opened = Book::open(&book).unwrap();
    let at = |mark: &str| format!("Set 26!E{}", row_of(&opened.sheets[0], mark));
    for (code, mark) in [
        (Code::InvalidDate, "NG"),
        (Code::NoLevelWithPoints, "1.1"),
        (Code::WrongType, "1.2"),
        (Code::MissingField, "TH"),
    ] {
        assert!(told.contains(&(code, at(mark))), "{code} {mark}: {told:?}");
    }
    // a day on which the decision was not in force, and a sheet that must be complete
    let early = fill(&book, PART, "Set 26", &[('E', "NG", "15/09/2024")]);
    assert!(!found(&early).is_empty());
    let file = ReturnedFile::new("phieu.xlsx").bytes(book.as_slice());
    let strict = AssessOptions::default().strict(true);
    let open = read_dossier(&Library::embedded(), &file, &strict).unwrap_err();
    assert!(open.iter().all(|p| p.cell.is_some()), "{open:?}");
}

#[test]
fn a_sheet_is_told_from_a_members_and_from_one_that_was_changed() {
    let book = blank("qd-26-2026", "1", Lang::Vi);
    // an empty one is a dossier of which nothing is scored
    let (dossier, _) = read(&book).unwrap();
    assert!(dossier.points.is_empty() && dossier.answers.is_empty());
    // collected into a session it belongs to nobody
    let collection = collected(&session(1), &[("phieu.xlsx", &book)], None);
    assert_eq!(codes(&collection), [Code::OtherSession]);
    assert!(collection.report.errors[0].help.is_some());
    // and a member's is no dossier
    let members = bad::book(&session(1), 1, &[]);
    assert!(
        found(&members)
            .iter()
            .all(|(code, _)| *code == Code::OtherSession)
    );
    let broken = with_part(&book, "xl/sharedStrings.xml", |xml| {
        xml.replace("qd-26", "qd-x\"y")
    });
    assert_eq!(found(&broken)[0].0, Code::WorkbookLayout);
    let unknown = with_part(&book, "xl/sharedStrings.xml", |xml| {
        xml.replace("qd-26-2026", "qd-26-2062")
    });
    assert_eq!(
        read(&unknown).unwrap_err().iter().next().unwrap().code,
        Code::UnknownCriteria
    );
    assert_eq!(found(b"\xd0\xcf\x11\xe0\0\0")[0].0, Code::WorkbookFormat);
    // two sheets that are filled in are two dossiers; an empty copy is in nobody's way
    let scored = fill(&book, PART, "Bộ 1", &[('E', "1.1", "3")]);
    let mut copy = String::new();
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(&book)).unwrap();
    std::io::Read::read_to_string(&mut archive.by_name(PART).unwrap(), &mut copy).unwrap();
    let (dossier, _) = read(&with_copy(&scored, PART, |_| copy.clone())).unwrap();
    assert_eq!(dossier.points.len(), 1);
    assert_eq!(
        found(&with_copy(&scored, PART, |xml| xml))[0].0,
        Code::RepeatedSheet
    );
}

/// What a sheet comes to stands across the last columns: "chưa xếp hạng" does not fit into the one for
/// points.
#[test]
fn the_state_of_a_sheet_has_room_for_its_words() {
    let bytes = blank("qd-26-2026", "1", Lang::Vi);
    let book = Book::open(&bytes).unwrap();
    let row = book.sheets[0]
        .cells
        .iter()
        .find(|c| c.value.text() == "Tình trạng phiếu");
    let row = row.unwrap().row + 1;
    let merged = format!("<mergeCell ref=\"E{row}:G{row}\"/>");
    let seen = std::cell::Cell::new(false);
    with_part(&bytes, PART, |xml| {
        seen.set(xml.contains(&merged));
        xml
    });
    assert!(seen.get(), "{merged}");
}
