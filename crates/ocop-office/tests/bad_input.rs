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

/// What was pinned to a cell is not in it: it is not read, and told, but for what an annotated copy has.
#[test]
fn notes_pinned_to_cells_are_told_and_those_of_an_annotated_copy_are_not() {
    let ours = session(1);
    let fill = [points("1.1", 77), points("1.4", 2)];
    let first = collected(&ours, &[("a.xlsx", &book(&ours, 1, &fill))], None);
    let (_, copy) = &first.copies[0];
    let again = collected(&ours, &[("b.xlsx", copy)], None);
    assert_eq!(codes(&again), codes(&first));
    assert_eq!(again.report.notices, []);
    let pinned = with_part(copy, "xl/comments1.xml", |xml| {
        let place = r#"<comment ref="F30" authorId="0"><text><r><t>chưa có </t></r><r><t>giấy</t></r></text></comment>"#;
        xml.replace("</commentList>", &format!("{place}</commentList>"))
    });
    let found = collected(&ours, &[("c.xlsx", &pinned)], None);
    let notices = &found.report.notices;
    assert_eq!(notices.len(), 1, "{notices:?}");
    assert!(notices[0].cell.as_deref().unwrap().ends_with("!F30"));
    assert!(notices[0].message.vi.contains("chưa có giấy"));
    // in OpenDocument they stand in the cell, and are none of its text
    let table = r#"<table:table table:name="a"><table:table-row><table:table-cell office:value-type="string"><office:annotation><dc:creator>An</dc:creator><text:p>xem</text:p><text:p>lại</text:p></office:annotation><text:p>x</text:p></table:table-cell></table:table-row></table:table>"#;
    let sheet = &Book::open(&bad::ods(table)).unwrap().sheets[0];
    assert_eq!(sheet.cells[0].value.text(), "x");
    assert_eq!(sheet.notes[0].text, "xem\nlại");
}

#[test]
fn a_copied_sheet_is_taken_once_and_none_of_two_that_differ() {
    let ours = session(1);
    let part = "xl/worksheets/sheet2.xml";
    let bytes = book(&ours, 1, &[points("1.1", 3)]);
    let same = collected(
        &ours,
        &[("a.xlsx", &bad::with_copy(&bytes, part, |xml| xml))],
        None,
    );
    assert_eq!((codes(&same), sheets(&same).len()), (vec![], 1));
    assert_eq!(
        same.report.notices[0].code,
        ocop::NoticeCode::SameSheetTwice
    );
    let opened = Book::open(&bytes).unwrap();
    let sheet = opened.sheets.iter().find(|s| s.name == "p1 Gạo").unwrap();
    let cell = format!("<c r=\"E{}\"", bad::row_of(sheet, "1.1"));
    let other = bad::with_copy(&bytes, part, |xml| {
        let (before, after) = xml.split_once(&cell).unwrap();
        format!(
            "{before}{cell}{}",
            after.replacen("<v>3</v>", "<v>2</v>", 1)
        )
    });
    let differ = collected(&ours, &[("a.xlsx", &other)], None);
    assert_eq!(codes(&differ), [Code::RepeatedSheet, Code::RepeatedSheet]);
    let cells: Vec<_> = differ
        .report
        .errors
        .iter()
        .map(|p| p.cell.clone().unwrap())
        .collect();
    assert_eq!(cells, ["p1 Gạo", "Trang (2)"]);
}

/// Rows are known by their marks: whoever sorts or inserts them moves nothing out of its place.
#[test]
fn rows_that_are_sorted_or_inserted_keep_their_points_and_doubled_ones_count_for_none() {
    let ours = session(1);
    let fill = [
        points("1.1", 3),
        points("5.1", 1),
        (Slot::Submitted, Entry::from("x")),
    ];
    let bytes = book(&ours, 1, &fill);
    let renumbered = |turn: &dyn Fn(u32) -> u32| {
        with_part(&bytes, "xl/worksheets/sheet2.xml", |xml| {
            let (head, rest) = xml.split_once("<sheetData>").unwrap();
            let (rows, tail) = rest.split_once("</sheetData>").unwrap();
            let mut turned: Vec<(u32, String)> = rows
                .split_inclusive("</row>")
                .map(|row| {
                    let number: u32 = row.split('"').nth(1).unwrap().parse().unwrap();
                    let to = turn(number);
                    let mut text =
                        row.replacen(&format!("r=\"{number}\""), &format!("r=\"{to}\""), 1);
                    for column in 'A'..='G' {
                        text = text.replace(
                            &format!("\"{column}{number}\""),
                            &format!("\"{column}{to}\""),
                        );
                    }
                    (to, text)
                })
                .collect();
            turned.sort();
            let rows: String = turned.into_iter().map(|(_, row)| row).collect();
            format!("{head}<sheetData>{rows}</sheetData>{tail}")
        })
    };
    let expected = json!({"1.1": 3, "5.1": 1});
    // upside down below the headings; and five rows more before the criteria
    let upside_down = |row: u32| if row > 3 { 1000 - row } else { row };
    let inserted = |row: u32| if row > 12 { row + 5 } else { row };
    for book in [renumbered(&upside_down), renumbered(&inserted)] {
        let found = collected(&ours, &[("a.xlsx", &book)], None);
        assert_eq!(codes(&found), []);
        assert_eq!(sheets(&found)[0]["points"], expected);
    }
    let doubled = with_part(&bytes, "xl/worksheets/sheet2.xml", |xml| {
        let row =
            r#"<row r="900"><c r="A900" t="str"><v>1.1</v></c><c r="E900"><v>2</v></c></row>"#;
        xml.replace("</sheetData>", &format!("{row}</sheetData>"))
    });
    let found = collected(&ours, &[("a.xlsx", &doubled)], None);
    assert_eq!(codes(&found), [Code::RepeatedEntry]);
    assert_eq!(sheets(&found)[0]["points"], json!({"5.1": 1}));
}

/// As Google Sheets and small writers save: every text in its cell, no properties, no shared texts, no
/// numbers of rows and cells; and a sheet that is hidden.
#[test]
fn a_workbook_without_shared_texts_properties_and_numbers_of_cells_is_read() {
    let ours = session(1);
    let bytes = book(
        &ours,
        1,
        &[points("1.1", 3), (Slot::Submitted, Entry::from("x"))],
    );
    let opened = Book::open(&bytes).unwrap();
    let sheet = opened.sheets.iter().find(|s| s.name == "p1 Gạo").unwrap();
    let mut rows = String::new();
    let last = sheet.cells.iter().map(|c| c.row).max().unwrap();
    for row in 0..=last {
        rows.push_str("<row>");
        for column in 0..7 {
            let cell = sheet
                .cells
                .iter()
                .find(|c| (c.row, c.column) == (row, column));
            rows.push_str(&match cell.map(|c| &c.value) {
                None => "<c/>".to_owned(),
                Some(value) => {
                    let text = value.text().replace('&', "&amp;").replace('<', "&lt;");
                    let number = matches!(value, ocop_office::workbook::read::Value::Number(_));
                    match (cell.is_some_and(|c| c.formula), number) {
                        (true, true) => format!("<c><f>1</f><v>{text}</v></c>"),
                        (true, false) => format!("<c t=\"str\"><f>1</f><v>{text}</v></c>"),
                        (false, true) => format!("<c><v>{text}</v></c>"),
                        (false, false) => format!("<c t=\"inlineStr\"><is><t>{text}</t></is></c>"),
                    }
                }
            });
        }
        rows.push_str("</row>");
    }
    let plain = bad::zipped(&[
        ("[Content_Types].xml", b"spreadsheetml"),
        ("xl/workbook.xml", br#"<workbook><sheets><sheet name="x" state="hidden" r:id="r1"/></sheets></workbook>"#),
        ("xl/_rels/workbook.xml.rels", br#"<Relationships><Relationship Id="r1" Type="x/worksheet" Target="s.xml"/></Relationships>"#),
        ("xl/s.xml", format!("<worksheet><sheetData>{rows}</sheetData></worksheet>").as_bytes()),
    ]);
    let found = collected(&ours, &[("a.xlsx", &plain)], None);
    assert_eq!(codes(&found), []);
    assert_eq!(sheets(&found)[0]["points"], json!({"1.1": 3}));
    assert_eq!(sheets(&found)[0]["status"], "submitted");
}

/// A draft knows more of its papers than a workbook shows: what is the same stays as it was.
#[test]
fn papers_of_a_draft_keep_their_numbers_when_the_workbook_comes_back() {
    let mut ours = session(1);
    let paper = json!({"document": "Giấy chứng nhận VietGAP", "number": "12/GCN"});
    ours["products"][0]["sheets"] = json!([{
        "member": "m1", "status": "draft",
        "answers": {"1.1": {"level": 3, "evidence": [paper, "Sổ ghi chép"]}, "1.4": 2},
    }]);
    let library = Library::embedded();
    let roster =
        ocop_office::workbook::Roster::read(&library, ours.to_string().as_bytes(), &[]).unwrap();
    let mut held = ocop_office::workbook::given(&library, &roster, &ours, 1);
    let mut filled = held.remove("p1").unwrap().remove("m1").unwrap();
    let id = "1.1".parse().unwrap();
    assert_eq!(
        filled[&Slot::Evidence(id)],
        Entry::from("Giấy chứng nhận VietGAP\nSổ ghi chép")
    );
    // as it is, it is there already; handed in with more points, it takes the draft's place
    let fill: Vec<_> = filled.clone().into_iter().collect();
    let same = collected(&ours, &[("a.xlsx", &book(&ours, 1, &fill))], None);
    assert_eq!((codes(&same), &same.session), (vec![], &ours));
    filled.insert(Slot::Points("3.1".parse().unwrap()), Entry::Number(1));
    filled.insert(Slot::Submitted, Entry::from("x"));
    let fill: Vec<_> = filled.into_iter().collect();
    let more = collected(&ours, &[("a.xlsx", &book(&ours, 1, &fill))], None);
    assert_eq!(codes(&more), []);
    let sheet = &sheets(&more)[0];
    assert_eq!(sheet["status"], "submitted");
    assert_eq!(
        sheet["answers"]["1.1"]["evidence"],
        json!([paper, "Sổ ghi chép"])
    );
}

#[test]
fn cells_that_were_merged_keep_what_the_first_of_them_has() {
    let ours = session(1);
    let bytes = book(&ours, 1, &[points("1.1", 3), points("1.4", 2)]);
    let merged = with_part(&bytes, "xl/worksheets/sheet2.xml", |xml| {
        xml.replace("<mergeCells count=\"", "<mergeCells x=\"")
            .replace(
                "</mergeCells>",
                "<mergeCell ref=\"E1:E400\"/><mergeCell ref=\"A1:XFD1048576\"/></mergeCells>",
            )
    });
    let found = collected(&ours, &[("a.xlsx", &merged)], None);
    assert_eq!(codes(&found), []);
    assert_eq!(sheets(&found)[0]["points"], json!({"1.1": 3, "1.4": 2}));
}

/// What some programs save has formulas and no values: they are no points, and not passed over either.
#[test]
fn a_formula_that_nobody_worked_out_is_told_at_its_cell() {
    let ours = session(1);
    let bytes = book(&ours, 1, &[points("1.4", 2)]);
    let opened = Book::open(&bytes).unwrap();
    let sheet = opened.sheets.iter().find(|s| s.name == "p1 Gạo").unwrap();
    let at = format!("E{}", bad::row_of(sheet, "1.1"));
    let cell = format!("<c r=\"{at}\"");
    for content in ["<f>1+2</f>", "<f>1+2</f><v></v>", "<f>1+2</f><v/>"] {
        let open = with_part(&bytes, "xl/worksheets/sheet2.xml", |xml| {
            let (before, after) = xml.split_once(&cell).unwrap();
            format!(
                "{before}{cell}{}",
                after.replacen("/>", &format!(">{content}</c>"), 1)
            )
        });
        let found = collected(&ours, &[("a.xlsx", &open)], None);
        assert_eq!(codes(&found), [Code::CellNotRead]);
        let place = found.report.errors[0].cell.clone().unwrap();
        assert_eq!(place, format!("p1 Gạo!{at}"));
        assert_eq!(sheets(&found)[0]["points"], json!({"1.4": 2}));
    }
    // one that was worked out and came to nothing is empty
    let empty = with_part(&bytes, "xl/worksheets/sheet2.xml", |xml| {
        let (before, after) = xml.split_once(&cell).unwrap();
        let content = " t=\"str\"><f>IF(1=1,\"\",3)</f><v></v></c>";
        format!("{before}{cell}{}", after.replacen("/>", content, 1))
    });
    let found = collected(&ours, &[("a.xlsx", &empty)], None);
    assert_eq!((codes(&found), found.report.notices.len()), (vec![], 0));
    let table = r#"<table:table table:name="a"><table:table-row><table:table-cell table:formula="of:=1"/><table:table-cell/><table:table-cell table:formula="of:=&quot;&quot;" office:value-type="string" office:string-value=""><text:p/></table:table-cell></table:table-row></table:table>"#;
    let cells = &Book::open(&bad::ods(table)).unwrap().sheets[0].cells;
    assert!(cells.len() == 1 && cells[0].formula && cells[0].value.is_blank());
}
