//! What people do to a sheet that is not wrong in one cell only: answers beside their places, formulas
//! pasted as what they came to, rows taken out, errors where words should be. Nothing of it gives a
//! result that looks clean.
#![expect(clippy::indexing_slicing, reason = "helpers of tests")]
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod bad;

use bad::{
    PART, all_collected, book, cells, codes, figure, of, points, product, row_of, session, sheets,
    submitted, with_cell, with_part, words,
};
use ocop::{Code, Lang, Library, NoticeCode};
use ocop_office::workbook::collect::Collection;
use ocop_office::workbook::{Entry, Given, Roster, Slot, tables_as_text};
use serde_json::{Value, json};

const FRONT: &str = "xl/worksheets/sheet1.xml";

/// A note that begins with a dash became a formula: what was written is gone, and its error is no note.
#[test]
fn an_error_is_no_note_no_evidence_and_no_comment() {
    let ours = session(1);
    let bytes = book(&ours, 1, &[points("1.1", 3), submitted()]);
    let sheet = product(&bytes);
    let row = row_of(&sheet, "1.1");
    let comment = row_of(&sheet, "NX");
    let error = "t=\"e\"><f>-abc</f><v>#NAME?</v>";
    for at in [
        format!("F{row}"),
        format!("G{row}"),
        format!("E{comment}"),
        format!("E{}", row_of(&sheet, "1.2")),
    ] {
        let found = of(&ours, &with_cell(&bytes, PART, &at, error));
        assert_eq!(codes(&found), [Code::CellNotRead]);
        assert_eq!(cells(&found), [format!("p1 Gạo!{at}")]);
        assert_eq!(found.report.errors[0].found.as_deref(), Some("#NAME?"));
        assert!(found.report.notices.is_empty());
        assert_eq!(sheets(&found)[0]["points"], json!({"1.1": 3}));
        assert_eq!(sheets(&found)[0]["status"], "draft");
    }
}

/// A cell may hold 32,767 characters, a note in the annotated copy no more than that, and a message is
/// read by somebody.
#[test]
fn a_page_pasted_into_a_cell_for_points_is_told_in_short_and_copied() {
    let ours = session(1);
    let page = "đ".repeat(32_767);
    let fill = [
        (
            Slot::Points("1.1".parse().unwrap()),
            Entry::from(page.as_str()),
        ),
        (Slot::Finding(0), Entry::from(page.as_str())),
        points("1.2", 2),
    ];
    let found = of(&ours, &book(&ours, 1, &fill));
    assert_eq!(codes(&found), [Code::UnknownChoice, Code::WrongType]);
    for problem in &found.report.errors {
        assert!(problem.message.vi.chars().count() < 300);
    }
    assert_eq!(found.copies.len(), 1);
    let again = of(&ours, &found.copies[0].1);
    assert_eq!(codes(&again), codes(&found));
    // many problems at one cell, each short, are one note
    let cased = session(26);
    let found = of(
        &cased,
        &book(&cased, 1, &[(Slot::Case, Entry::from(page.as_str()))]),
    );
    assert_eq!(
        (codes(&found), found.copies.len()),
        (vec![Code::UnknownCase], 1)
    );
    assert!(found.report.errors[0].message.vi.chars().count() < 300);
}

#[test]
fn points_say_which_there_are_and_figures_apart_are_no_number() {
    let ours = session(1);
    let fill = [
        (Slot::Points("1.1".parse().unwrap()), Entry::from("1 0")),
        (Slot::Points("1.2".parse().unwrap()), Entry::from("2,5")),
    ];
    let found = of(&ours, &book(&ours, 1, &fill));
    assert_eq!(codes(&found), [Code::WrongType, Code::WrongType]);
    let help = found.report.errors[1].help.as_ref().unwrap();
    assert_eq!(help.vi, "Ghi một trong các số: 0, 1, 2.");
}

/// Values pasted over the whole sheet are the sheet all the same; a total that says something else is told.
#[test]
fn formulas_pasted_as_what_they_came_to_are_no_problem_unless_they_contradict_the_points() {
    let ours = session(1);
    let fill = [points("1.1", 3), points("5.1", 1), submitted()];
    let bytes = book(&ours, 1, &fill);
    let pasted = with_part(&bytes, PART, |xml| {
        let mut out = String::new();
        let mut rest = xml.as_str();
        while let Some((before, after)) = rest.split_once("<f>") {
            out.push_str(before);
            rest = after.split_once("</f>").unwrap().1;
        }
        out + rest
    });
    assert!(product(&pasted).cells.iter().all(|c| !c.formula));
    let found = of(&ours, &pasted);
    assert_eq!(
        (codes(&found), found.report.notices.as_slice()),
        (vec![], &[][..])
    );
    assert_eq!(sheets(&found)[0]["status"], "submitted");
    // the sum of a section, and then the total
    let sheet = product(&pasted);
    let section = format!("E{}", row_of(&sheet, "1"));
    let found = of(&ours, &with_cell(&pasted, PART, &section, &figure(9)));
    assert_eq!(codes(&found), [Code::CellNotRead]);
    assert_eq!(cells(&found), [format!("p1 Gạo!{section}")]);
    let total = sheet.cells.iter().find(|c| c.value.text() == "TỔNG CỘNG");
    let total = format!("E{}", total.unwrap().row + 1);
    let found = of(&ours, &with_cell(&pasted, PART, &total, &figure(90)));
    assert_eq!(codes(&found), []);
    let notice = &found.report.notices[0];
    assert_eq!(
        notice.cell.as_deref(),
        Some(format!("p1 Gạo!{total}").as_str())
    );
    assert!(notice.message.vi.contains("90") && notice.message.vi.contains("là 4"));
}

/// Ticks at levels, as on paper, and points beside the column for them are answers that nobody reads.
#[test]
fn ticks_at_levels_and_points_beside_their_column_are_told() {
    let ours = session(1);
    let bytes = book(&ours, 1, &[points("1.1", 3), submitted()]);
    let sheet = product(&bytes);
    let row = row_of(&sheet, "1.2");
    for (column, down, content) in [
        ('E', 1, words("x")),
        ('E', 2, words("☑")),
        ('E', 1, figure(2)),
        ('D', 0, figure(2)),
        ('D', 0, words("2 ")),
        ('C', 0, figure(1)),
    ] {
        let at = format!("{column}{}", row + down);
        let found = of(&ours, &with_cell(&bytes, PART, &at, &content));
        assert_eq!(codes(&found), [Code::CellNotRead], "{at} {content}");
        assert_eq!(cells(&found), [format!("p1 Gạo!{at}")]);
        assert_eq!(sheets(&found)[0]["status"], "draft");
    }
    // many of them are no reason to pass over the last
    let mut many = bytes.clone();
    for level in sheet.cells.iter().filter(|c| c.formula && c.column == 4) {
        if level.value.text() == "☐" {
            let at = format!("E{}", level.row + 1);
            many = with_cell(&many, PART, &at, &words("x"));
        }
    }
    let found = of(&ours, &many);
    assert_eq!(found.report.errors.len(), 21);
    assert!(found.report.errors[20].message.vi.starts_with("Còn "));
}

#[test]
fn rows_that_are_gone_are_told_whatever_they_are_for() {
    for (set, round, mark, told) in [
        (1, 1, "NỘP", "Mất dòng có ký hiệu NỘP."),
        (1, 1, "K1", "Mất dòng có ký hiệu K1."),
        (26, 1, "TH", "Mất dòng có ký hiệu TH."),
        (1, 2, "GN", "Mất dòng có ký hiệu GN."),
        (1, 1, "1.1", "Mất dòng của tiêu chí 1.1."),
    ] {
        let ours = session(set);
        let kept = if mark == "1.1" {
            points("1.2", 2)
        } else {
            points("1.1", 3)
        };
        let bytes = book(&ours, round, &[kept]);
        let at = format!("A{}", row_of(&product(&bytes), mark));
        let found = of(&ours, &with_cell(&bytes, PART, &at, &words("")));
        assert_eq!(codes(&found), [Code::WorkbookLayout], "{mark}");
        assert_eq!(found.report.errors[0].message.vi, told);
        assert!(found.report.errors[0].help.is_some());
    }
}

/// A spreadsheet that takes "1.1" for a number may show it with a comma, or a dot behind it.
#[test]
fn numbers_of_criteria_are_known_however_a_spreadsheet_shows_them() {
    let ours = session(1);
    let bytes = book(&ours, 1, &[points("1.1", 3), submitted()]);
    let at = format!("A{}", row_of(&product(&bytes), "1.1"));
    for content in [words("1,1"), words("1.1."), "><v>1.1</v>".to_owned()] {
        let found = of(&ours, &with_cell(&bytes, PART, &at, &content));
        assert_eq!(codes(&found), [], "{content}");
        assert_eq!(sheets(&found)[0]["points"], json!({"1.1": 3}));
    }
}

#[test]
fn a_sheet_that_stands_by_the_one_before_and_has_points_keeps_the_points_and_is_told() {
    let ours = session(1);
    let first = of(&ours, &book(&ours, 1, &[points("1.1", 3), submitted()]));
    let fill = [
        (Slot::Unchanged, Entry::from("x")),
        points("1.1", 2),
        submitted(),
    ];
    let bytes = book(&ours, 2, &fill);
    let found = of(&first.session, &bytes);
    assert_eq!(codes(&found), [Code::AnswerContradictory]);
    let at = format!("p1 Gạo!E{}", row_of(&product(&bytes), "GN"));
    assert_eq!(cells(&found), [at]);
    let sheet = &sheets(&found)[1];
    assert_eq!(
        (&sheet["points"], &sheet["status"]),
        (&json!({"1.1": 2}), &json!("draft"))
    );
    assert!(sheet.get("unchanged").is_none());
}

#[test]
fn what_is_written_above_the_headings_and_on_the_front_sheet_is_told() {
    let ours = session(1);
    let bytes = book(&ours, 1, &[points("1.1", 3), submitted()]);
    let add = |part: &str, row: &str, cell: &str| {
        with_part(&bytes, part, |xml| {
            let (before, rest) = xml.split_once(&format!("<row r=\"{row}\"")).unwrap();
            let (inside, after) = rest.split_once("</row>").unwrap();
            format!("{before}<row r=\"{row}\"{inside}{cell}</row>{after}")
        })
    };
    let cell = |at: &str| format!("<c r=\"{at}\" {}</c>", words("xin xem lại"));
    for (part, row, at, sheet) in [
        (PART, "2", "I2", "p1 Gạo"),
        (FRONT, "1", "L1", "Danh sách"),
        (FRONT, "8", "C8", "Danh sách"),
    ] {
        let found = of(&ours, &add(part, row, &cell(at)));
        assert_eq!(codes(&found), []);
        let [notice] = found.report.notices.as_slice() else {
            panic!("{:?}", found.report.notices);
        };
        assert_eq!(notice.code, NoticeCode::CellPassedOver);
        assert_eq!(
            notice.cell.as_deref(),
            Some(format!("{sheet}!{at}").as_str())
        );
    }
}

/// On the front sheet stand results that formulas give: whoever writes over one of them means something
/// by it. A program that saves values alone has written over none.
#[test]
fn a_result_on_the_front_sheet_that_somebody_wrote_over_is_told() {
    let ours = session(1);
    let bytes = book(&ours, 1, &[points("1.1", 3)]);
    let over = with_cell(&bytes, FRONT, "H6", "t=\"n\"><v>5</v>");
    let found = of(&ours, &over);
    let [notice] = found.report.notices.as_slice() else {
        panic!("{:?}", found.report.notices);
    };
    assert_eq!(
        (notice.code, notice.cell.as_deref()),
        (NoticeCode::CellPassedOver, Some("Danh sách!H6"))
    );
    let values = with_part(&bytes, FRONT, |xml| {
        let mut out = String::new();
        for (number, piece) in xml.split("<f>").enumerate() {
            let kept = piece.split_once("</f>").filter(|_| number > 0);
            out.push_str(kept.map_or(piece, |(_, kept)| kept));
        }
        out
    });
    assert!(of(&ours, &values).report.notices.is_empty());
}

/// What is open on a sheet that was handed in is told with its cells, and is no 0.
#[test]
fn open_criteria_of_a_sheet_that_is_handed_in_are_told_with_their_cells() {
    let ours = session(1);
    let open = |fill: &[(Slot, Entry)]| {
        let found = all_collected(&ours, &[("a.xlsx", &book(&ours, 1, fill))], None);
        let told = found.report.notices.iter();
        let told = told.filter(|t| t.code == NoticeCode::SheetUnfinished);
        told.map(|t| t.message.vi.to_string()).collect::<Vec<_>>()
    };
    assert_eq!(open(&[points("1.1", 3)]), [""; 0]);
    let told = open(&[points("1.1", 3), submitted()]);
    let row = row_of(&product(&book(&ours, 1, &[])), "1.2");
    assert!(told[0].contains(&format!(": 1.2 (E{row}), ")), "{told:?}");
    assert!(told[0].ends_with(", …."), "{told:?}");
}

/// The secretary's table as text, with cells of it written anew: the row's mark, the column, the text.
fn table(session: &Value, cells: &[(&str, usize, &str)]) -> Vec<u8> {
    let library = Library::embedded();
    let roster = Roster::read(&library, session.to_string().as_bytes(), &[]).unwrap();
    let texts = tables_as_text(&roster, 1, &Given::new(), Lang::Vi);
    let mut reader = csv::ReaderBuilder::new();
    let reader = reader.has_headers(false).flexible(true);
    let mut writer = csv::WriterBuilder::new()
        .flexible(true)
        .from_writer(Vec::new());
    for row in reader.from_reader(texts[0].1.as_bytes()).records() {
        let mut row: Vec<String> = row.unwrap().iter().map(str::to_owned).collect();
        row.resize(8, String::new());
        let mark = row[0].clone();
        for (_, column, text) in cells.iter().filter(|(of, ..)| *of == mark) {
            row[*column] = (*text).to_owned();
        }
        writer.write_record(row).unwrap();
    }
    writer.into_inner().unwrap()
}

/// What is wrong with one column of a table is wrong with no other, and is told at its heading.
#[test]
fn columns_of_a_table_are_told_each_at_its_heading() {
    let ours = session(1);
    let filled = [
        ("1.1", 3, "3"),
        ("1.1", 4, "2"),
        ("1.1", 5, "1"),
        ("NỘP", 3, "x"),
        ("NỘP", 4, "x"),
        ("NỘP", 5, "x"),
    ];
    let with = |more: &[(&str, usize, &str)]| table(&ours, &[&filled[..], more].concat());
    let states = |found: &Collection| -> Vec<(String, String)> {
        let text = |sheet: &Value, field: &str| sheet[field].as_str().unwrap().to_owned();
        let all = sheets(found).iter();
        all.map(|s| (text(s, "member"), text(s, "status")))
            .collect()
    };
    let submitted = |members: &[&str]| -> Vec<(String, String)> {
        let all = members.iter();
        all.map(|m| ((*m).to_owned(), "submitted".to_owned()))
            .collect()
    };
    // a column of somebody's own leaves those of the members as they are
    let found = of(&ours, &with(&[("TT", 6, "Trung bình"), ("1.1", 6, "2")]));
    assert_eq!(codes(&found), [Code::UnknownMember]);
    assert_eq!(cells(&found), ["G3"]);
    assert!(found.report.errors[0].help.is_some());
    assert_eq!(states(&found), submitted(&["m1", "m2", "m3"]));
    // two columns of one member that differ
    let found = of(&ours, &with(&[("TT", 6, "m1"), ("1.1", 6, "2")]));
    assert_eq!(codes(&found), [Code::RepeatedSheet, Code::RepeatedSheet]);
    assert_eq!(cells(&found), ["D3", "G3"]);
    let told = &found.report.errors[0].message.vi;
    assert!(told.contains("(D3)") && told.contains("(G3)"), "{told}");
    assert_eq!(states(&found), submitted(&["m2", "m3"]));
    // a row that is gone is told of every column
    let found = of(&ours, &with(&[("K1", 0, "")]));
    assert_eq!(codes(&found), [Code::WorkbookLayout; 3]);
    assert_eq!(cells(&found), ["D3", "E3", "F3"]);
}
