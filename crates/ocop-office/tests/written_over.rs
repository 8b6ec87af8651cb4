//! What was printed on a sheet and is there no more: words written over, marks and figures where words
//! stand, cells that show something else than points.
#![expect(clippy::indexing_slicing, reason = "helpers of tests")]
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod bad;

use bad::{
    PART, book, cells, codes, collected, figure, of, points, product, row_of, session, sheets,
    submitted, with_cell, with_part, words,
};
use ocop::{Code, Lang, Library, NoticeCode};
use ocop_office::workbook::collect::Collection;
use ocop_office::workbook::read::Book;
use ocop_office::workbook::{Given, Roster, tables_as_text};
use serde_json::{Value, json};

/// A level that whoever scored could not see.
#[test]
fn levels_whose_rows_are_gone_are_told() {
    let ours = session(1);
    let bytes = book(&ours, 1, &[points("1.1", 3), submitted()]);
    let first = row_of(&product(&bytes), "1.1") + 1;
    let without = |rows: std::ops::Range<u32>| {
        with_part(&bytes, PART, |mut xml| {
            for row in rows.clone() {
                let (before, rest) = xml.split_once(&format!("<row r=\"{row}\"")).unwrap();
                let (_, after) = rest.split_once("</row>").unwrap();
                xml = format!("{before}{after}");
            }
            xml
        })
    };
    for rows in [first..first + 1, first..first + 2] {
        let found = of(&ours, &without(rows.clone()));
        assert_eq!(codes(&found), []);
        let [notice] = found.report.notices.as_slice() else {
            panic!("{:?}", found.report.notices);
        };
        assert_eq!(notice.code, NoticeCode::CellPassedOver);
        let count = format!("mất {} dòng", rows.len());
        assert!(notice.message.vi.contains(&count), "{notice:?}");
        assert_eq!(sheets(&found)[0]["status"], "submitted");
    }
}

/// Words that were printed and are others now: what is filled in beside them counts for the number of its
/// row, unless they are the words of another row.
#[test]
fn printed_words_that_were_written_over_are_told() {
    let ours = session(1);
    let bytes = book(&ours, 1, &[points("1.1", 3), submitted()]);
    let sheet = product(&bytes);
    let words_of = |mark: &str| {
        let row = row_of(&sheet, mark) - 1;
        let cell = sheet.cells.iter().find(|c| (c.row, c.column) == (row, 1));
        cell.unwrap().value.text().into_owned()
    };
    let row = row_of(&sheet, "1.1");
    for (at, key) in [
        (format!("B{row}"), Some("1.1")),
        (format!("B{}", row + 1), None),
        (format!("B{}", row_of(&sheet, "K2")), Some("K2")),
        (format!("B{}", row_of(&sheet, "A")), None),
    ] {
        let found = of(
            &ours,
            &with_cell(&bytes, PART, &at, &words("Nguồn gốc khác")),
        );
        assert_eq!(codes(&found), [], "{at}");
        let [notice] = found.report.notices.as_slice() else {
            panic!("{at}: {:?}", found.report.notices);
        };
        assert_eq!(notice.code, NoticeCode::CellPassedOver);
        assert_eq!(
            notice.cell.as_deref(),
            Some(format!("p1 Gạo!{at}").as_str())
        );
        assert!(notice.message.vi.contains("\"Nguồn gốc khác\""));
        assert!(notice.message.vi.contains(key.unwrap_or("không ảnh hưởng")));
        assert_eq!(sheets(&found)[0]["status"], "submitted");
    }
    // words of one sorted column, or a paste that was a row out
    for (mark, other, kept) in [("1.1", "1.2", Value::Null), ("K1", "K2", json!({"1.1": 3}))] {
        let at = format!("B{}", row_of(&sheet, mark));
        let found = of(
            &ours,
            &with_cell(&bytes, PART, &at, &words(&words_of(other))),
        );
        assert_eq!(codes(&found), [Code::WorkbookLayout], "{mark}");
        assert_eq!(cells(&found), [format!("p1 Gạo!{at}")]);
        assert!(
            found.report.errors[0]
                .message
                .en
                .contains(&format!("number {mark}"))
        );
        let sheet = &sheets(&found)[0];
        assert_eq!(
            (&sheet["points"], &sheet["status"]),
            (&kept, &json!("draft"))
        );
    }
    // all of them, as find and replace does it, are no long list
    let replaced = with_part(&bytes, "xl/sharedStrings.xml", |xml| {
        xml.replace("sản phẩm", "SP")
    });
    let found = of(&ours, &replaced);
    assert_eq!(codes(&found), []);
    assert_eq!(found.report.notices.len(), 21);
    assert!(found.report.notices[20].message.vi.starts_with("Còn "));
}

/// In the secretary's table the words of a row are those of all members: told once, and where they are
/// another row's, no member's points count there.
#[test]
fn printed_words_of_a_table_that_were_written_over_are_told() {
    let ours = session(1);
    let library = Library::embedded();
    let roster = Roster::read(&library, ours.to_string().as_bytes(), &[]).unwrap();
    let texts = tables_as_text(&roster, 1, &Given::new(), Lang::Vi);
    let filled = |name: &str| -> String {
        let lines = texts[0].1.lines().map(|line| {
            let (mark, rest) = line.split_once(',').unwrap_or((line, ""));
            match mark {
                "1.1" => format!("1.1,{name},3,3,2,1"),
                "NỘP" => "NỘP,Đã nộp: x,,x,x,x".to_owned(),
                _ => format!("{mark},{rest}"),
            }
        });
        lines.collect::<Vec<_>>().join("\r\n")
    };
    let (_, second) = texts[0].1.split_once("\n1.2,").unwrap();
    let second = second.split(",2,").next().unwrap();
    let found = of_table(&ours, &filled("Nguồn gốc khác"));
    assert_eq!(codes(&found), []);
    assert_eq!(found.report.notices.len(), 1);
    assert_eq!(sheets(&found)[2]["status"], "submitted");
    let found = of_table(&ours, &filled(second));
    assert_eq!(codes(&found), [Code::WorkbookLayout; 3], "{second}");
    assert_eq!(sheets(&found)[2]["status"], "draft");
}

fn of_table(session: &Value, text: &str) -> Collection {
    collected(session, &[("bang.csv", text.as_bytes())], None)
}

/// Marks and figures left of the column for points are meant for something, wherever they stand.
#[test]
fn ticks_and_figures_left_of_the_points_are_told() {
    let ours = session(1);
    let bytes = book(&ours, 1, &[points("1.1", 3), submitted()]);
    let row = row_of(&product(&bytes), "1.2");
    for (column, down, content) in [
        ('A', 1, words("x")),
        ('A', 1, figure(3)),
        ('B', 1, words("✓")),
        ('B', 2, figure(2)),
        ('C', 1, figure(2)),
        ('D', 2, words("x")),
    ] {
        let at = format!("{column}{}", row + down);
        let found = of(&ours, &with_cell(&bytes, PART, &at, &content));
        assert_eq!(codes(&found), [Code::CellNotRead], "{at} {content}");
        assert_eq!(cells(&found), [format!("p1 Gạo!{at}")]);
        assert_eq!(sheets(&found)[0]["status"], "draft");
    }
}

/// Two criteria of set 1 have a level "Tốt", worth 3 and worth 2: neither has the points of the other.
#[test]
fn points_of_another_level_with_the_same_words_are_told() {
    let ours = session(1);
    let bytes = book(&ours, 1, &[points("1.1", 3), submitted()]);
    let sheet = product(&bytes);
    for (criterion, own, other) in [("6.3", 3, 2), ("6.4", 2, 3)] {
        let above = row_of(&sheet, criterion) - 1;
        let mut below = sheet.cells.iter().filter(|c| c.row > above);
        let level = below.find(|c| c.column == 1 && c.value.text() == "Tốt");
        let at = format!("C{}", level.unwrap().row + 1);
        let with = |points| of(&ours, &with_cell(&bytes, PART, &at, &figure(points)));
        assert_eq!(codes(&with(own)), [], "{criterion}");
        let found = with(other);
        assert_eq!(codes(&found), [Code::CellNotRead], "{criterion}");
        assert_eq!(cells(&found), [format!("p1 Gạo!{at}")]);
    }
}

/// A cell that shows a day or TRUE shows no points, whatever number it keeps.
#[test]
fn days_and_truths_are_no_points() {
    let ours = session(1);
    let bytes = book(&ours, 1, &[submitted()]);
    let row = row_of(&product(&bytes), "1.1");
    let at = format!("E{row}");
    for content in [
        "t=\"b\"><v>1</v>".to_owned(),
        format!("s=\"900\"{}", figure(2)),
    ] {
        let dated = with_part(&bytes, "xl/styles.xml", |xml| {
            let (before, rest) = xml.split_once("<cellXfs").unwrap();
            let (formats, after) = rest.split_once("</cellXfs>").unwrap();
            let days = "<xf numFmtId=\"14\" applyNumberFormat=\"1\"/>".repeat(901);
            format!("{before}<cellXfs{formats}{days}</cellXfs>{after}")
        });
        let found = of(&ours, &with_cell(&dated, PART, &at, &content));
        assert_eq!(codes(&found), [Code::WrongType], "{content}");
        // a day as the sheet shows it
        let found_there = found.report.errors[0].found.as_deref();
        assert!([Some("TRUE"), Some("02/01/1900")].contains(&found_there));
        assert_eq!(cells(&found), [format!("p1 Gạo!{at}")]);
    }
    // as an office program keeps TRUE in a cell for numbers
    let table = r#"<table:table><table:table-row><table:table-cell table:formula="of:=TRUE()" office:value-type="float" office:value="1"><text:p>TRUE</text:p></table:table-cell></table:table-row></table:table>"#;
    let read = Book::open(&bad::ods(table)).unwrap();
    assert_eq!(read.sheets[0].cells[0].value.text(), "TRUE");
}
