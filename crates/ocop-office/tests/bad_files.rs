//! Files that are no workbook, or one made to do harm: each is refused with its reason, in bounded memory.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]
#![expect(clippy::panic, clippy::indexing_slicing, reason = "helpers of tests")]

mod bad;
mod common;

use bad::{book, code_of, codes, collected, ods, points, session, with_part, xlsx, zipped};
use ocop::Code;
use ocop_office::workbook::read::{Book, MAX_WORKBOOK_BYTES};
use rust_xlsxwriter::Workbook;

#[test]
fn what_is_no_workbook_is_told_for_what_it_is() {
    let mut encrypted = vec![0xd0, 0xcf, 0x11, 0xe0];
    encrypted.extend("EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes));
    let macros = zipped(&[
        (
            "[Content_Types].xml",
            b"vnd.ms-excel.sheet.macroEnabled.main+xml",
        ),
        ("xl/workbook.xml", b""),
    ]);
    let word = zipped(&[("[Content_Types].xml", b""), ("word/document.xml", b"")]);
    let locked = zipped(&[
        (
            "mimetype",
            b"application/vnd.oasis.opendocument.spreadsheet",
        ),
        ("META-INF/manifest.xml", b"<manifest:encryption-data/>"),
    ]);
    for (bytes, vi, en) in [
        (&encrypted[..], "mật khẩu", "password"),
        (&locked, "mật khẩu", "password"),
        (b"\xd0\xcf\x11\xe0\0\0", ".xls", "old workbook (.xls)"),
        (&macros, ".xlsm", "macros"),
        (&word, "Word", "Word"),
        (b"\x89PNG\r\n", "hình", "picture"),
        (b"%PDF-1.7", "PDF", "PDF"),
        (b"", "trống", "empty"),
        (b"<html>", "trang web", "web page"),
        ("a;b;c\nx".as_bytes(), "văn bản", "text file"),
        (&zipped(&[("a.txt", b"a")]), "nén", "archive"),
    ] {
        let problem = Book::open(bytes).unwrap_err();
        assert_eq!(problem.code, Code::WorkbookFormat);
        assert!(
            problem.message.vi.contains(vi) && problem.message.en.contains(en),
            "{}",
            problem.message.en
        );
        assert!(problem.help.is_some());
    }
    assert_eq!(
        code_of(&vec![b'P'; MAX_WORKBOOK_BYTES + 1]),
        Code::WorkbookTooLarge
    );
}

#[test]
fn a_workbook_cut_short_anywhere_is_refused() {
    let book = book(&session(1), 1, &[points("1.1", 3)]);
    let twentieths = (1..20).map(|part| book.len() * part / 20);
    for cut in twentieths.chain([4, 100, book.len() - 1]) {
        assert_eq!(code_of(&book[..cut]), Code::WorkbookFormat, "{cut}");
    }
    // a part cut short within a whole archive
    let cut = with_part(&book, "xl/worksheets/sheet2.xml", |text| {
        text.chars().take(text.chars().count() / 2).collect()
    });
    assert_eq!(code_of(&cut), Code::WorkbookFormat);
}

/// Archives within archives, and one that says it holds nothing.
#[test]
fn archives_that_are_not_what_they_say_are_refused() {
    // a workbook within a workbook is nobody's sheet, and is not opened
    let inner = book(&session(1), 1, &[points("1.1", 3)]);
    let nested = zipped(&[
        ("[Content_Types].xml", b"spreadsheetml"),
        ("xl/workbook.xml", &inner),
    ]);
    assert_eq!(code_of(&nested), Code::WorkbookFormat);
    // the end of the directory says that there is nothing in it
    let mut empty = inner.clone();
    let end = empty.windows(4).rposition(|w| w == b"PK\x05\x06").unwrap();
    empty[end + 8..end + 16].fill(0);
    assert_eq!(code_of(&empty), Code::WorkbookFormat);
}

#[test]
fn a_cell_at_the_far_corner_costs_nothing() {
    let mut workbook = Workbook::new();
    workbook
        .add_worksheet()
        .write_string(1_048_575, 16_383, "xa")
        .unwrap();
    let book = Book::open(&workbook.save_to_buffer().unwrap()).unwrap();
    let cells = &book.sheets[0].cells;
    assert_eq!(
        (cells.len(), cells[0].row, cells[0].column),
        (1, 1_048_575, 16_383)
    );
}

#[test]
fn a_million_empty_rows_are_passed_over() {
    let mut workbook = Workbook::new();
    workbook.add_worksheet().write_string(0, 0, "a").unwrap();
    let bytes = workbook.save_to_buffer().unwrap();
    let rows = (2..=1_000_000_u32)
        .map(|r| format!("<row r=\"{r}\"/>"))
        .collect::<String>();
    let long = with_part(&bytes, "xl/worksheets/sheet1.xml", |text| {
        text.replace("</sheetData>", &format!("{rows}</sheetData>"))
    });
    assert_eq!(Book::open(&long).unwrap().sheets[0].cells.len(), 1);
    // and those that OpenDocument counts instead of writing
    let table = r#"<office:spreadsheet><table:table table:name="a"><table:table-row table:number-rows-repeated="1048575"><table:table-cell table:number-columns-repeated="16384"/></table:table-row><table:table-row><table:table-cell office:value-type="float" office:value="3"><text:p>3</text:p></table:table-cell></table:table-row></table:table></office:spreadsheet>"#;
    let book = Book::open(&ods(table)).unwrap();
    assert_eq!(
        (book.sheets[0].cells.len(), book.sheets[0].cells[0].row),
        (1, 1_048_575)
    );
    // rows that repeat something, without end
    let bomb = table.replace(
        "table:number-columns-repeated=\"16384\"/>",
        "table:number-columns-repeated=\"9000\"><text:p>a</text:p></table:table-cell>",
    );
    assert_eq!(code_of(&ods(&bomb)), Code::WorkbookTooLarge);
}

/// Every refusal is worded here, whatever the libraries beneath say: Vietnamese in Vietnamese.
#[test]
fn a_damaged_workbook_says_in_both_languages_what_is_wrong_with_it() {
    let whole = book(&session(1), 1, &[]);
    let without = |name: &str| {
        let mut from = zip::ZipArchive::new(std::io::Cursor::new(&whole)).unwrap();
        let mut parts: Vec<(String, Vec<u8>)> = Vec::new();
        for i in 0..from.len() {
            let mut file = from.by_index(i).unwrap();
            let part = file.name().unwrap().into_owned();
            let mut content = Vec::new();
            std::io::Read::read_to_end(&mut file, &mut content).unwrap();
            if part != name {
                parts.push((part, content));
            }
        }
        let parts: Vec<(&str, &[u8])> = parts
            .iter()
            .map(|(n, c)| (n.as_str(), c.as_slice()))
            .collect();
        zipped(&parts)
    };
    let mut garbled = whole.clone();
    let middle = garbled.len() / 2;
    for byte in &mut garbled[middle..middle + 400] {
        *byte = 0xa5;
    }
    for (bytes, vi, en) in [
        (
            whole[..whole.len() / 2].to_vec(),
            "danh mục",
            "the list of its parts is gone",
        ),
        (
            without("xl/worksheets/sheet2.xml"),
            "thiếu phần \"xl/worksheets/sheet2.xml\"",
            "is missing",
        ),
        (
            with_part(&whole, "xl/workbook.xml", |_| "<workbook><sheets a=".into()),
            "XML",
            "XML",
        ),
        (
            xlsx(r#"<row r="1"><c r="A1" t="s"><v>7</v></c></row>"#, "<sst/>"),
            "chuỗi không có",
            "text that is not there",
        ),
        (
            xlsx(r#"<row><c r="XFE1"><v>7</v></c></row>"#, ""),
            "ngoài trang tính",
            "beyond the edge",
        ),
        (
            xlsx(r#"<row><c r="A1048577"><v>7</v></c></row>"#, ""),
            "ngoài trang tính",
            "beyond the edge",
        ),
        (ods("<table:table><table:table-row"), "XML", "XML"),
    ] {
        let problem = Book::open(&bytes).unwrap_err();
        assert_eq!(problem.code, Code::WorkbookFormat, "{en}");
        let (told_vi, told_en) = (&problem.message.vi, &problem.message.en);
        assert!(
            told_vi.starts_with("Bảng tính bị hỏng hoặc bị cắt cụt: "),
            "{told_vi}"
        );
        assert!(
            told_vi.contains(vi) && told_en.contains(en),
            "{told_vi} {told_en}"
        );
    }
    assert_eq!(code_of(&garbled), Code::WorkbookFormat);
}

#[test]
fn other_kinds_of_file_are_told_apart_too() {
    let binary = zipped(&[("[Content_Types].xml", b"x"), ("xl/workbook.bin", b"")]);
    let slides = zipped(&[("[Content_Types].xml", b""), ("ppt/presentation.xml", b"")]);
    let project = zipped(&[
        ("[Content_Types].xml", b"spreadsheetml"),
        ("xl/vbaProject.bin", b""),
    ]);
    let writer = zipped(&[("mimetype", b"application/vnd.oasis.opendocument.text")]);
    for (bytes, en) in [
        (&binary[..], ".xlsb"),
        (&slides, "presentation"),
        (&project, "macros"),
        (&writer, "OpenDocument file of another kind"),
        (b"GIF89a\x01\0", "picture"),
        (b"BM\0\0", "picture"),
        (b"\xff\xd8\xff\xe0", "picture"),
        (b"{\"members\": []}", "text file"),
        (b"{\\rtf1", "text file"),
        (b"\x1f\x8b\x08\0\xff\xfe", "another kind of file"),
        (b"   \n", "empty"),
    ] {
        let problem = Book::open(bytes).unwrap_err();
        assert_eq!(problem.code, Code::WorkbookFormat);
        assert!(
            problem.message.en.contains(en),
            "{en}: {}",
            problem.message.en
        );
        // what may be a list in text is one only if it is text
        let list = Book::open_any(bytes);
        assert_eq!(list.is_ok(), bytes.starts_with(b"{\""), "{en}");
    }
}

#[test]
fn what_is_written_to_fill_a_memory_is_refused_or_costs_no_more_than_it_is_long() {
    // spaces that an element counts
    let spaces = r#"<text:s text:c="2000000000"/>"#.repeat(50_000);
    let book = Book::open(&ods(&format!("<table:table><table:table-row><table:table-cell><text:p>a{spaces}b</text:p></table:table-cell></table:table-row></table:table>"))).unwrap();
    assert!(book.sheets[0].cells[0].value.text().len() < spaces.len());
    // entities of entities
    let laughs = r#"<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]><table:table><table:table-row><table:table-cell><text:p>&b;</text:p></table:table-cell></table:table-row></table:table>"#;
    assert_eq!(
        Book::open(&ods(laughs)).unwrap().sheets[0].cells[0]
            .value
            .text(),
        "&b;"
    );
    // more sheets than any council has, more parts, elements within elements
    let sheets = r#"<table:table table:name="a"></table:table>"#.repeat(1001);
    assert_eq!(code_of(&ods(&sheets)), Code::WorkbookTooLarge);
    let nested = format!("<row>{}", "<c>".repeat(200_000));
    assert_eq!(code_of(&xlsx(&nested, "")), Code::WorkbookFormat);
    let deep = format!(
        "<sst><si>{}a{}</si></sst>",
        "<r>".repeat(100_000),
        "</r>".repeat(100_000)
    );
    assert!(Book::open(&xlsx("", &deep)).is_ok());
    // one text of many megabytes
    let long = format!("<sst><si><t>{}</t></si></sst>", "a".repeat(3 << 20));
    assert_eq!(code_of(&xlsx("", &long)), Code::WorkbookTooLarge);
    // a row of text with more cells than a sheet has columns
    let broad = Book::open_any(";".repeat(20_000).as_bytes()).unwrap_err();
    assert_eq!(broad.code, Code::WorkbookTooLarge);
}

#[test]
fn empty_cells_of_every_make_are_passed_over() {
    let styled = (1..=200_000)
        .map(|r| format!(r#"<row r="{r}" s="1" customFormat="1"><c r="A{r}" s="1"/></row>"#));
    let book = Book::open(&xlsx(&styled.collect::<String>(), "")).unwrap();
    assert!(book.sheets[0].cells.is_empty());
    let shared = r#"<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="inlineStr"><is><t></t></is></c><c r="C1" t="str"><v></v></c></row>"#;
    let book = Book::open(&xlsx(shared, "<sst><si><t></t></si></sst>")).unwrap();
    assert!(book.sheets[0].cells.is_empty());
    let text = format!("a{}", "\n,,,".repeat(100_000));
    assert_eq!(
        Book::open_any(text.as_bytes()).unwrap().sheets[0]
            .cells
            .len(),
        1
    );
}

#[test]
fn links_to_other_files_are_never_followed_and_are_told() {
    let ours = session(1);
    let bytes = book(&ours, 1, &[points("1.1", 3)]);
    let linked = with_part(&bytes, "xl/_rels/workbook.xml.rels", |text| {
        text.replace(
            "</Relationships>",
            r#"<Relationship Id="x9" Type="http://x/externalLink" Target="file:///etc/passwd" TargetMode="External"/></Relationships>"#,
        )
    });
    let collection = collected(&ours, &[("a.xlsx", &linked)], None);
    assert_eq!(codes(&collection), []);
    assert_eq!(
        collection.report.notices[0].code,
        ocop::NoticeCode::ExternalLinks
    );
    // a sheet whose content is said to lie elsewhere is not there
    let elsewhere = with_part(&bytes, "xl/_rels/workbook.xml.rels", |text| {
        text.replace("worksheets/sheet2.xml", "../../../../etc/passwd")
    });
    let problem = Book::open(&elsewhere).unwrap_err();
    assert!(
        problem.message.en.contains("etc/passwd"),
        "{}",
        problem.message.en
    );
    // and a table that asks another program for its figures is text
    let dde = "TT,=cmd|'/c calc'!A0,+SUM(1)\n1,@x,=WEBSERVICE(\"http://x\")\n";
    let book = Book::open_any(dde.as_bytes()).unwrap();
    assert!(book.sheets[0].cells.iter().all(|c| !c.formula));
}

#[test]
fn hostile_names_of_sheets_and_files_are_shown_as_text() {
    let sheet = "\u{202e}xslx\u{1b}[2J";
    let book = zipped(&[
        ("[Content_Types].xml", b"spreadsheetml"),
        ("xl/workbook.xml", format!("<workbook><sheets><sheet name=\"{sheet}\" r:id=\"r1\"/></sheets></workbook>").as_bytes()),
        ("xl/_rels/workbook.xml.rels", br#"<Relationships><Relationship Id="r1" Type="x/worksheet" Target="s.xml"/></Relationships>"#),
        ("xl/s.xml", b"<worksheet><sheetData><row><c t=\"str\"><v>=1+1</v></c></row></sheetData></worksheet>"),
    ]);
    let collection = collected(&session(1), &[("\u{202e}a\u{1b}[31m.xlsx", &book)], None);
    let page = ocop_office::workbook::collect::page(&collection, ocop::Lang::En);
    let text = ocop_text::write(&page, ocop_text::Format::TEXT);
    assert_eq!(codes(&collection), [Code::WorkbookLayout]);
    assert!(!text.contains(['\u{1b}', '\u{202e}']), "{text}");
    let cell = collection.report.errors[0].cell.clone().unwrap();
    assert!(!cell.contains(['\u{1b}', '\u{202e}']), "{cell}");
}

/// What fuzzing does for minutes, in little, on every run: parts of small workbooks with pieces of them
/// changed, left out and put in twice.
#[test]
fn parts_that_are_changed_anywhere_are_read_or_refused() {
    let sheet = r#"<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" s="1"><f>A1</f><v>46300</v></c><c r="C1" t="inlineStr"><is><r><t>ộ</t></r></is></c></row><row r="9"><c r="XFD9" t="b"><v>1</v></c></row>"#;
    let strings = "<sst><si><t>a_x0041_</t></si><si><r><t>b</t></r></si></sst>";
    let table = r#"<table:table table:name="a"><table:table-row table:number-rows-repeated="2"><table:table-cell table:number-columns-repeated="3" office:value-type="float" office:value="3"><text:p>3<text:s text:c="4"/></text:p></table:table-cell></table:table-row></table:table>"#;
    let text = "TT;Điểm;\"a \"\"b\"\"\nc\"\n1;3,0;'=x\n";
    let mut dice = common::Dice::new(11);
    let mut read = 0;
    for round in 0..4_000 {
        let which = round % 4;
        let mut part = [sheet, strings, table, text][which].as_bytes().to_vec();
        for _ in 0..=dice.below(3) {
            let (from, length) = (dice.below(part.len()), dice.below(12));
            let until = part.len().min(from + length);
            let piece = part[from..until].to_vec();
            match dice.below(4) {
                0 => part[from] = u8::try_from(dice.below(256)).unwrap(),
                1 => _ = part.drain(from..until),
                2 => _ = part.splice(from..from, piece),
                _ => {
                    let signs = [
                        &b"<"[..],
                        b">",
                        b"\"",
                        b"&#x110000;",
                        b"99999999999",
                        b"-1",
                        b"]]>",
                        b"\0",
                    ];
                    let sign = signs[dice.below(signs.len())];
                    _ = part.splice(from..from, sign.iter().copied());
                }
            }
            if part.is_empty() {
                part.push(b'a');
            }
        }
        let part = String::from_utf8_lossy(&part).into_owned();
        let file = match which {
            0 => xlsx(&part, strings),
            1 => xlsx(sheet, &part),
            2 => ods(&part),
            _ => part.into_bytes(),
        };
        match Book::open_any(&file) {
            Ok(book) => {
                read += 1;
                for cell in book.sheets.iter().flat_map(|s| &s.cells) {
                    // a whole number is one in whatever way it was written
                    let whole = cell.value.whole();
                    let text = cell.value.text();
                    assert!(
                        whole.is_none() || text.chars().any(char::is_numeric),
                        "{text}"
                    );
                }
            }
            Err(problem) => assert!(
                [
                    Code::WorkbookFormat,
                    Code::WorkbookTooLarge,
                    Code::UnclosedQuote
                ]
                .contains(&problem.code),
                "{problem:?}"
            ),
        }
    }
    // neither all nor none: else what is changed would not be what is read
    assert!((400..3_990).contains(&read), "{read}");
}
