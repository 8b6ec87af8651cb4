//! What members write into sheets and do to them: each slip is refused or taken for text, with its place
//! and reason.
#![expect(clippy::indexing_slicing, reason = "helpers of tests")]
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod bad;

use std::io::Read as _;

use bad::{book, codes, collected, points, session, sheets, with_part};
use ocop::{Code, Library};
use ocop_office::workbook::read::Book;
use ocop_office::workbook::{Entry, Slot};
use rust_xlsxwriter::Workbook;
use serde_json::json;

#[test]
fn numbers_as_people_write_them_are_numbers() {
    let text = |id: &str, text: &str| (Slot::Points(id.parse().unwrap()), Entry::from(text));
    let fill = [
        text("1.1", "3 "),
        text("1.4", " 2,0"),
        text("3.1", "1"),
        (Slot::Submitted, Entry::from("X")),
    ];
    let session = session(1);
    let collection = collected(&session, &[("a.xlsx", &book(&session, 1, &fill))], None);
    assert_eq!(codes(&collection), []);
    let sheet = &sheets(&collection)[0];
    assert_eq!(sheet["points"], json!({"1.1": 3, "1.4": 2, "3.1": 1}));
    assert_eq!(sheet["status"], "submitted");
}

#[test]
fn everything_wrong_is_told_at_its_cell_and_what_is_good_is_kept() {
    let fill = [
        points("1.1", 77),
        (
            Slot::Points("1.4".parse().unwrap()),
            Entry::from("hai điểm"),
        ),
        points("5.1", 0),
        points("5.2", 1),
        points("3.1", 1),
        (Slot::Finding(0), Entry::from("có lẽ")),
        (Slot::Submitted, Entry::from("x")),
    ];
    let session = session(1);
    let collection = collected(&session, &[("a.xlsx", &book(&session, 1, &fill))], None);
    let mut found: Vec<(Code, String)> = collection
        .report
        .errors
        .iter()
        .map(|p| (p.code, p.cell.clone().unwrap()))
        .collect();
    found.sort();
    let named: Vec<Code> = found.iter().map(|(c, _)| *c).collect();
    for code in [
        Code::WrongType,
        Code::NoLevelWithPoints,
        Code::RequiredCriterionAtZero,
        Code::UnknownChoice,
    ] {
        assert!(named.contains(&code), "{code}: {found:?}");
    }
    assert!(
        found.iter().all(|(_, cell)| cell.starts_with("p1 Gạo!E")),
        "{found:?}"
    );
    assert!(
        collection
            .report
            .errors
            .iter()
            .all(|p| p.file.as_deref() == Some("a.xlsx"))
    );
    let sheet = &sheets(&collection)[0];
    assert_eq!(sheet["points"], json!({"3.1": 1, "5.1": 0}));
    assert_eq!(sheet["status"], "draft", "what has problems never counts");
    // the copy has all that was written, and a note at each wrong cell
    let (_, copy) = &collection.copies[0];
    let again = collected(&session, &[("b.xlsx", copy)], None);
    assert_eq!(codes(&again), codes(&collection));
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(copy.as_slice())).unwrap();
    let mut notes = String::new();
    archive
        .by_name("xl/comments1.xml")
        .unwrap()
        .read_to_string(&mut notes)
        .unwrap();
    assert_eq!(notes.matches("<comment ").count(), 4, "{notes}");
    assert!(notes.contains("hai điểm"));
}

#[test]
fn a_sheet_of_another_session_round_product_or_member_lands_nowhere() {
    let ours = session(1);
    let filled = [points("1.1", 3)];
    let mut other_day = ours.clone();
    other_day["held_on"] = json!("2026-10-20");
    let mut renamed = ours.clone();
    renamed["products"][0]["product"]["name"] = json!("Mật ong");
    let mut other_id = ours.clone();
    other_id["products"][0]["id"] = json!("p7");
    other_id["members"][0]["id"] = json!("m7");
    other_id["present"] = json!(["m2", "m3"]);
    let theirs = book(&ours, 1, &filled);
    for (session, round, code) in [
        (&other_day, None, Code::OtherSession),
        (&renamed, None, Code::OtherSession),
        (&ours, Some(2), Code::OtherSession),
        (&other_id, None, Code::UnknownMember),
        (&other_id, None, Code::UnknownProduct),
    ] {
        let collection = collected(session, &[("a.xlsx", &theirs)], round);
        assert!(
            codes(&collection).contains(&code),
            "{code}: {:?}",
            collection.report.errors
        );
        assert!(collection.report.taken.is_empty());
        assert!(collection.session["products"][0].get("sheets").is_none());
    }
}

#[test]
fn two_workbooks_of_one_member_are_taken_once_or_not_at_all() {
    let ours = session(1);
    let (three, two) = (
        book(&ours, 1, &[points("1.1", 3)]),
        book(&ours, 1, &[points("1.1", 2)]),
    );
    let same = collected(&ours, &[("a.xlsx", &three), ("b.xlsx", &three)], None);
    assert_eq!((codes(&same), sheets(&same).len()), (vec![], 1));
    let differ = collected(&ours, &[("a.xlsx", &three), ("b.xlsx", &two)], None);
    assert_eq!(codes(&differ), [Code::RepeatedSheet, Code::RepeatedSheet]);
    assert!(differ.session["products"][0].get("sheets").is_none());
}

#[test]
fn what_the_session_has_is_never_overwritten() {
    let ours = session(1);
    let handed_in = [points("1.1", 3), (Slot::Submitted, Entry::from("x"))];
    let first = collected(&ours, &[("a.xlsx", &book(&ours, 1, &handed_in))], None);
    let changed = [points("1.1", 1), (Slot::Submitted, Entry::from("x"))];
    let second = collected(
        &first.session,
        &[("b.xlsx", &book(&ours, 1, &changed))],
        None,
    );
    assert_eq!(codes(&second), [Code::RepeatedSheet]);
    assert_eq!(second.session, first.session);
}

#[test]
fn moved_renamed_and_stray_cells_are_found_or_told() {
    let ours = session(1);
    let filled = [points("1.1", 3), (Slot::Submitted, Entry::from("x"))];
    let bytes = book(&ours, 1, &filled);
    // renamed sheet
    let renamed = with_part(&bytes, "xl/workbook.xml", |text| {
        text.replace("p1 Gạo", "Trang tính của tôi")
    });
    assert_eq!(
        sheets(&collected(&ours, &[("a.xlsx", &renamed)], None))[0]["points"],
        json!({"1.1": 3})
    );
    // everything three columns to the right, by whoever inserted columns
    let moved = with_part(&bytes, "xl/worksheets/sheet2.xml", |text| {
        let mut out = String::new();
        let mut rest = text.as_str();
        while let Some((before, after)) = rest.split_once("<c r=\"") {
            let (letter, after) = after.split_at(1);
            let letter = char::from(letter.as_bytes()[0] + 3);
            out.push_str(&format!("{before}<c r=\"{letter}"));
            rest = after;
        }
        out + rest
    });
    let collection = collected(&ours, &[("a.xlsx", &moved)], None);
    assert_eq!(sheets(&collection)[0]["points"], json!({"1.1": 3}));
    // points in the row of a level, and words beside the sheet
    let stray = with_part(&bytes, "xl/worksheets/sheet2.xml", |text| {
        let (before, after) = text.rsplit_once("</sheetData>").unwrap();
        let row = "<row r=\"900\"><c r=\"E900\"><v>2</v></c><c r=\"K900\" t=\"str\"><v>xem lại</v></c></row>";
        format!("{before}{row}</sheetData>{after}")
    });
    let collection = collected(&ours, &[("a.xlsx", &stray)], None);
    assert_eq!(codes(&collection), [Code::CellNotRead]);
    assert_eq!(
        collection.report.errors[0].cell.as_deref(),
        Some("p1 Gạo!E900")
    );
    assert!(
        collection
            .report
            .notices
            .iter()
            .any(|n| n.cell.as_deref() == Some("p1 Gạo!K900"))
    );
    assert_eq!(sheets(&collection)[0]["status"], "draft");
}

#[test]
fn a_formula_that_lies_is_asked_for_its_last_value_and_totals_are_never_read() {
    let ours = session(1);
    let bytes = book(
        &ours,
        1,
        &[points("1.1", 3), (Slot::Submitted, Entry::from("x"))],
    );
    let lying = with_part(&bytes, "xl/worksheets/sheet2.xml", |text| {
        // every formula claims 100, and the points come from another file
        let text = text.replace("</f><v>0</v>", "</f><v>100</v>");
        text.replace(
            "<v>3</v></c><c r=\"F",
            "<f>[1]Sheet1!A1</f><v>3</v></c><c r=\"F",
        )
    });
    let collection = collected(&ours, &[("a.xlsx", &lying)], None);
    assert_eq!(codes(&collection), []);
    assert_eq!(sheets(&collection)[0]["points"], json!({"1.1": 3}));
    assert_eq!(collection.report.taken[0].points, Some(3));
}

#[test]
fn hostile_names_are_text_and_never_formulas() {
    let mut ours = session(1);
    ours["products"][0]["product"]["name"] = json!("=HYPERLINK(\"http://x\")\u{202e}<b>");
    ours["members"][0]["name"] = json!("@SUM(1+1)|cmd");
    ours["council"] = json!("-1+1");
    let fill = [points("1.1", 3), (Slot::Comment, Entry::from("+1\n=2"))];
    let bytes = book(&ours, 1, &fill);
    let book = Book::open(&bytes).unwrap();
    for cell in book.sheets.iter().flat_map(|s| &s.cells) {
        let text = cell.value.text();
        if text.contains("HYPERLINK") || text.contains("cmd") || text.starts_with(['+', '-', '@']) {
            assert!(!cell.formula, "{text}");
            assert!(!text.contains('\u{202e}'));
        }
    }
    let collection = collected(&ours, &[("=cmd.xlsx", &bytes)], None);
    assert_eq!(codes(&collection), []);
    assert_eq!(sheets(&collection)[0]["comment"], "+1\n=2");
}

#[test]
fn files_of_the_system_and_sheets_of_others_are_told() {
    let ours = session(1);
    let bytes = book(&ours, 1, &[points("1.1", 3)]);
    let collection = collected(&ours, &[("~$a.xlsx", b"lock"), ("a.xlsx", &bytes)], None);
    assert_eq!(
        (codes(&collection), collection.report.notices.len()),
        (vec![], 1)
    );
    let mut workbook = Workbook::new();
    workbook
        .add_worksheet()
        .write_string(4, 1, "chi tiêu tháng 9")
        .unwrap();
    let collection = collected(
        &ours,
        &[("b.xlsx", &workbook.save_to_buffer().unwrap())],
        None,
    );
    assert_eq!(codes(&collection), [Code::WorkbookLayout]);
    assert_eq!(
        collection.report.errors[0].cell.as_deref(),
        Some("Sheet1!B5")
    );
}

#[test]
fn in_a_later_round_a_member_may_stand_by_the_sheet_before() {
    let ours = session(1);
    let first = [points("1.1", 3), (Slot::Submitted, Entry::from("x"))];
    let first = collected(&ours, &[("a.xlsx", &book(&ours, 1, &first))], None);
    let second = [
        (Slot::Unchanged, Entry::from("x")),
        (Slot::Submitted, Entry::from("x")),
    ];
    let second = collected(
        &first.session,
        &[("b.xlsx", &book(&ours, 2, &second))],
        Some(2),
    );
    assert_eq!(codes(&second), []);
    let sheet = &sheets(&second)[1];
    assert_eq!(
        (&sheet["unchanged"], &sheet["round"]),
        (&json!(true), &json!(2))
    );
    let library = Library::embedded();
    let text = second.session.to_string();
    let tally = library.tally_json(text.as_bytes(), &[]).unwrap();
    assert_eq!(tally.errors, []);
    assert_eq!(tally.products[0].sheets[0].points.get(), 3);
}

#[test]
fn cases_are_asked_for_once_and_points_of_cased_criteria_wait_for_them() {
    let ours = session(26);
    let fill = [
        points("1.1", 3),
        points("8", 1),
        points("9", 2),
        (Slot::Submitted, Entry::from("x")),
    ];
    let collection = collected(&ours, &[("a.xlsx", &book(&ours, 1, &fill))], None);
    assert_eq!(codes(&collection), [Code::MissingField]);
    assert_eq!(sheets(&collection)[0]["points"], json!({"1.1": 3}));
    let mut with_case = fill.to_vec();
    with_case.push((Slot::Case, Entry::from(" A ")));
    let collection = collected(&ours, &[("a.xlsx", &book(&ours, 1, &with_case))], None);
    assert_eq!(codes(&collection), []);
    assert_eq!(
        sheets(&collection)[0]["points"],
        json!({"1.1": 3, "8": 1, "9": 2})
    );
    assert_eq!(sheets(&collection)[0]["case"], "a");
}

#[test]
fn notes_and_papers_come_back_with_their_criterion() {
    let ours = session(1);
    let id = "1.1".parse().unwrap();
    let open = "1.4".parse().unwrap();
    let fill = [
        points("1.1", 3),
        (Slot::Note(id), Entry::from("đã xem hồ sơ")),
        (
            Slot::Evidence(id),
            Entry::from("Hợp đồng 01\nGiấy chứng nhận"),
        ),
        (Slot::Note(open), Entry::from("chưa rõ")),
    ];
    let collection = collected(&ours, &[("a.xlsx", &book(&ours, 1, &fill))], None);
    let sheet = &sheets(&collection)[0];
    assert_eq!(
        sheet["answers"]["1.1"],
        json!({"level": 3, "note": "đã xem hồ sơ", "evidence": ["Hợp đồng 01", "Giấy chứng nhận"]})
    );
    assert_eq!(sheet["comment"], "1.4: chưa rõ");
}
