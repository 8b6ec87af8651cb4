//! The secretary's lists and registers as offices keep them: several sheets, errors of formulas, two
//! people of one name. Nothing of it is lost without a word, and each problem stands at its cell.
#![expect(clippy::indexing_slicing, reason = "helpers of tests")]
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod bad;

use ocop::criteria::Authority;
use ocop::jiff::civil::date;
use ocop::{Code, Library, NoticeCode, Problems};
use ocop_office::workbook::collect::Told;
use ocop_office::workbook::lists::{ListFile, NewSession, new_session};
use ocop_office::workbook::register;
use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Workbook, Worksheet};
use serde_json::{Value, json};

const MEMBERS: &str =
    "TT,Họ và tên,Vai trò,Có mặt\n1,Thành viên Một,Chủ tịch,x\n2,Thành viên Hai,Thư ký,x\n";
const PRODUCTS: &str = "Bộ,Tên sản phẩm,Không chấm\n1,Gạo,\n";

fn made(members: &[u8], products: &[u8]) -> Result<(Value, Vec<Told>), Problems> {
    let about = NewSession::new(Authority::Province, date(2026, 9, 20));
    let members = ListFile::new("members", members);
    let products = ListFile::new("products", products);
    new_session(&Library::embedded(), members, products, &about)
}

/// What is wrong, each as its code, file and cell.
fn wrong(members: &[u8], products: &[u8]) -> Vec<(Code, String, String)> {
    let problems = made(members, products).unwrap_err();
    let all = problems.into_iter();
    all.map(|p| {
        (
            p.code,
            p.file.unwrap_or_default(),
            p.cell.unwrap_or_default(),
        )
    })
    .collect()
}

fn fill(sheet: &mut Worksheet, rows: &[&[&str]]) {
    for (row, cells) in (0..).zip(rows) {
        for (column, text) in (0..).zip(*cells) {
            match text.strip_prefix('=') {
                Some(error) => {
                    let formula = Formula::new("=NA()").set_result(error);
                    sheet.write_formula(row, column, formula).unwrap();
                }
                None => {
                    sheet.write_string(row, column, *text).unwrap();
                }
            }
        }
    }
}

fn book(sheets: &[(&str, &[&[&str]])]) -> Vec<u8> {
    let mut book = Workbook::new();
    for (name, rows) in sheets {
        fill(book.add_worksheet().set_name(*name).unwrap(), rows);
    }
    book.save_to_buffer().unwrap()
}

fn told(code: Code, file: &str, cell: &str) -> (Code, String, String) {
    (code, file.to_owned(), cell.to_owned())
}

/// As a number a telephone number loses the 0 before it, and nobody sees that it had one.
#[test]
fn a_telephone_number_without_its_zero_is_told_at_its_cell() {
    let list = |phone: &str| format!("Bộ,Tên sản phẩm,Chủ thể,Điện thoại\n1,Gạo,HTX,{phone}\n");
    for (phone, is_told) in [
        ("912345678", true),
        ("2213865432", true),
        ("0912345678", false),
        ("0912 345 678", false),
        ("+84912345678", false),
        ("19001234", false),
    ] {
        let (session, notices) = made(MEMBERS.as_bytes(), list(phone).as_bytes()).unwrap();
        assert_eq!(session["products"][0]["producer"]["phone"], phone);
        let told: Vec<&Told> = notices
            .iter()
            .filter(|n| n.code == NoticeCode::PhoneWithoutZero)
            .collect();
        assert_eq!(told.len(), usize::from(is_told), "{phone}");
        if let Some(notice) = told.first() {
            assert_eq!(
                (notice.file.as_str(), notice.cell.as_deref()),
                ("products", Some("D2"))
            );
        }
    }
}

#[test]
fn a_list_behind_another_sheet_is_found_and_sheets_that_are_not_read_are_told() {
    let list: &[&[&str]] = &[&["Họ và tên", "Vai trò"], &["Thành viên Một", "Chủ tịch"]];
    let cover: &[&[&str]] = &[&["DANH SÁCH HỘI ĐỒNG"]];
    let more: &[&[&str]] = &[&["Họ và tên", "Vai trò"], &["Thành viên Hai", "Thư ký"]];
    let bytes = book(&[("Bìa", cover), ("A", list), ("B", more), ("C", &[])]);
    let (session, notices) = made(&bytes, PRODUCTS.as_bytes()).unwrap();
    assert_eq!(session["members"].as_array().unwrap().len(), 1);
    let passed = notices
        .iter()
        .filter(|n| n.code == NoticeCode::CellPassedOver);
    let cells: Vec<_> = passed.map(|n| n.cell.clone().unwrap()).collect();
    assert_eq!(cells, ["Bìa!A1", "B!A1"]);
    let none = book(&[("Bìa", cover)]);
    assert_eq!(
        wrong(&none, PRODUCTS.as_bytes()),
        [told(Code::RegisterColumns, "members", "Bìa!A1")]
    );
}

#[test]
fn errors_of_formulas_are_no_names() {
    let list: &[&[&str]] = &[
        &["Họ và tên", "Vai trò", "Đơn vị", "Ghi riêng"],
        &["Thành viên Một", "Chủ tịch", "=#REF!", "=#N/A"],
        &["Thành viên Hai", "Thư ký", "", ""],
    ];
    assert_eq!(
        wrong(&book(&[("A", list)]), PRODUCTS.as_bytes()),
        [told(Code::CellNotRead, "members", "A!C2")]
    );
}

/// A producer is written once beside all of its products, and headings of two rows are no product.
#[test]
fn what_reaches_down_over_several_rows_is_of_all_of_them() {
    let rows: &[&[&str]] = &[
        &["Bộ", "Tên sản phẩm", "Chủ thể"],
        &["1", "Gạo", "HTX A"],
        &["16", "Trà", ""],
        &["2", "Cà", ""],
        &["3", "Mật", "HTX B"],
    ];
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    fill(sheet, rows);
    let plain = Format::new();
    sheet.merge_range(1, 2, 3, 2, "HTX A", &plain).unwrap();
    let bytes = book.save_to_buffer().unwrap();
    let cell = |text: &str| {
        format!(
            "<table:table-cell office:value-type=\"string\"><text:p>{text}</text:p></table:table-cell>"
        )
    };
    let mut table = String::from("<table:table table:name=\"a\">");
    for (nth, cells) in rows.iter().enumerate() {
        let producer = match nth {
            1 => cell(cells[2]).replacen(' ', " table:number-rows-spanned=\"3\" ", 1),
            2 | 3 => "<table:covered-table-cell/>".to_owned(),
            _ => cell(cells[2]),
        };
        let row = format!("{}{}{producer}", cell(cells[0]), cell(cells[1]));
        table.push_str(&format!("<table:table-row>{row}</table:table-row>"));
    }
    table.push_str("</table:table>");
    for file in [bytes, bad::ods(&table)] {
        let (session, _) = made(MEMBERS.as_bytes(), &file).unwrap();
        let products = session["products"].as_array().unwrap();
        let producers: Vec<_> = products.iter().map(|p| &p["producer"]["name"]).collect();
        assert_eq!(producers, ["HTX A", "HTX A", "HTX A", "HTX B"]);
    }
}

#[test]
fn two_members_of_one_name_are_not_taken_for_each_other() {
    let members = format!("{MEMBERS}3,Thành viên Hai,Thành viên,x\n");
    let products = format!("{PRODUCTS}16,Trà,thành viên  hai\n");
    assert_eq!(
        wrong(members.as_bytes(), products.as_bytes()),
        [told(Code::RepeatedEntry, "products", "C3")]
    );
    let products = format!("{PRODUCTS}16,Trà,m3\n");
    let (session, _) = made(members.as_bytes(), products.as_bytes()).unwrap();
    assert_eq!(session["products"][1]["recused"], json!([{"member": "m3"}]));
}

#[test]
fn what_the_engine_refuses_stands_at_the_cell_it_comes_from() {
    let products = "Bộ,Tên sản phẩm,Mã sản phẩm,Không chấm\n\"1,0\",Gạo,,Thành viên Ba\n1.5,Trà,abc,\n２,Cà,,\n";
    assert_eq!(
        wrong(MEMBERS.as_bytes(), products.as_bytes()),
        [
            told(Code::UnknownMember, "products", "D2"),
            told(Code::UnknownProductSet, "products", "A3"),
        ]
    );
    let problems = made(MEMBERS.as_bytes(), products.as_bytes()).unwrap_err();
    let first = problems.into_iter().nth(1).unwrap();
    assert!(first.message.vi.contains("\"1.5\""), "{}", first.message.vi);
    // told once, and an empty list with its file
    assert_eq!(
        wrong(MEMBERS.as_bytes(), b"B\xe1\xbb\x99,T\xc3\xaan\n,x\n"),
        [told(Code::MissingField, "products", "A2")]
    );
    assert_eq!(
        wrong(MEMBERS.as_bytes(), "Bộ,Tên\n".as_bytes()),
        [told(Code::MissingField, "products", "")]
    );
}

#[test]
fn a_quote_that_is_not_closed_makes_no_member_of_several() {
    let members = MEMBERS.replace("1,Thành", "1,\"Thành");
    assert_eq!(
        wrong(members.as_bytes(), PRODUCTS.as_bytes()),
        [told(Code::UnclosedQuote, "members", "A2")]
    );
}

#[test]
fn a_register_tells_its_errors_at_their_cells_and_the_sheets_that_are_not_read() {
    let heads: &[&str] = &[
        "Tra cứu",
        "Mã sản phẩm",
        "Tên sản phẩm",
        "Số sao",
        "Ngày cấp",
    ];
    let rows: &[&[&str]] = &[
        heads,
        &["=#N/A", "33-12025-1-2026", "Gạo", "4", "05/10/2026"],
        &["", "33-12025-2-2026", "=#REF!", "4", "05/10/2026"],
        &["", "33-12025-3-2026", "Trà", "bốn", "05/10/2026"],
        &["", "33-12025-4-2026", "Trà", "4", "35/10/2026"],
    ];
    let year: &[&[&str]] = &[heads, &["", "33-12025-9-2026", "Mật", "4", "05/10/2026"]];
    let read = register(&book(&[("2026", rows), ("2025", year), ("C", &[])])).unwrap();
    assert_eq!(read.records.len(), 1);
    let mut cells: Vec<_> = read
        .errors
        .iter()
        .flat_map(|e| e.errors.iter())
        .map(|p| p.cell.clone().unwrap())
        .collect();
    cells.sort();
    assert_eq!(cells, ["2026!C3", "2026!D4", "2026!E5"]);
    let passed: Vec<_> = read
        .notices
        .iter()
        .filter(|n| n.code == NoticeCode::CellPassedOver)
        .collect();
    assert_eq!(passed.len(), 1);
    assert!(passed[0].message.vi.starts_with("2025!A1"));
}

/// In a register too a producer is written once beside its products; a code that a spreadsheet made a
/// day is no code.
#[test]
fn a_register_with_merged_producers_is_read_and_a_day_for_a_code_is_told() {
    let rows: &[&[&str]] = &[
        &[
            "Mã sản phẩm",
            "Chủ thể",
            "Số sao",
            "Ngày cấp",
            "Số quyết định",
            "Ngày thu hồi",
        ],
        &[
            "33-12025-1-2026",
            "HTX A",
            "4",
            "05/10/2026",
            "12/QĐ",
            "05/10/2027",
        ],
        &["33-12025-2-2026", "", "4", "05/10/2026"],
        &["", "HTX B", "4", "05/10/2026"],
    ];
    let mut book = Workbook::new();
    let sheet = book.add_worksheet().set_name("A").unwrap();
    fill(sheet, rows);
    sheet
        .merge_range(1, 1, 2, 1, "HTX A", &Format::new())
        .unwrap();
    // what nobody would miss: a decision for both, a day on which both were revoked
    for (column, said) in [(4, "12/QĐ"), (5, "05/10/2027")] {
        sheet
            .merge_range(1, column, 2, column, said, &Format::new())
            .unwrap();
    }
    let day = ExcelDateTime::from_ymd(2026, 1, 12).unwrap();
    let format = Format::new().set_num_format("dd/mm/yyyy");
    sheet
        .write_datetime_with_format(3, 0, &day, &format)
        .unwrap();
    let read = register(&book.save_to_buffer().unwrap()).unwrap();
    let producers: Vec<_> = read
        .records
        .iter()
        .map(|(_, r)| r.producer.as_deref())
        .collect();
    assert_eq!(producers, [Some("HTX A"), Some("HTX A")]);
    let second = &read.records[1].1;
    assert_eq!(second.decision.as_deref(), Some("12/QĐ"));
    assert!(second.revoked_on.is_some());
    let told = &read.errors[0].errors[0];
    assert_eq!(
        (told.code, told.cell.as_deref()),
        (Code::ProductCodeForm, Some("A!A4"))
    );
    assert!(
        told.message.vi.contains("12/01/2026"),
        "{}",
        told.message.vi
    );
}

#[test]
fn lists_that_were_exchanged_are_told_so() {
    let problems = made(PRODUCTS.as_bytes(), MEMBERS.as_bytes()).unwrap_err();
    let told = problems
        .iter()
        .map(|p| p.help.as_ref().map(|h| h.en.as_str()));
    let told: Vec<_> = told
        .map(|h| h.is_some_and(|h| h.contains("exchanged")))
        .collect();
    assert_eq!(told, [true, true]);
    let neither = made(b"a,b\n1,2\n", PRODUCTS.as_bytes()).unwrap_err();
    assert!(neither.iter().all(|p| p.help.is_none()));
}

/// As in registers: a heading without its marks is that heading.
#[test]
fn headings_are_known_whatever_their_marks_capitals_and_spaces() {
    let members =
        "Ho va ten;VAI TRO;Don vi;Có  măt\nThành viên Một;Chủ tịch;Sở A;x\nThành viên Hai;;;\n";
    let products = "Bo;Ten san pham;Chu the\n1;Gạo;HTX A\n";
    let (session, notices) = made(members.as_bytes(), products.as_bytes()).unwrap();
    assert_eq!(notices, []);
    assert_eq!(session["present"], json!(["m1"]));
    assert_eq!(session["members"][0]["role"], "chair");
    assert_eq!(session["members"][0]["institution"], "Sở A");
    assert_eq!(session["products"][0]["producer"]["name"], "HTX A");
}

/// Lists have columns of all kinds, some of which are called much like one of ours.
#[test]
fn honest_columns_that_no_list_has_are_passed_over_and_told() {
    let others = [
        "Địa điểm",
        "Loại sản phẩm",
        "Số đăng ký",
        "Hình thức bán",
        "Mẫu số",
        "Không đạt",
        "Ngày họp",
        "Ngày nhận",
        "Ngày cấp",
        "STT",
        "Ghi chú",
        "Chữ ký",
    ];
    for other in others {
        let products = format!("Bộ;Tên sản phẩm;Chủ thể;{other}\n1;Gạo;HTX A;x\n");
        let made = made(MEMBERS.as_bytes(), products.as_bytes());
        assert!(made.is_ok(), "{other}: {made:?}");
    }
}

/// A letter off, and nobody would be the chair without a word.
#[test]
fn a_heading_that_is_nearly_a_known_one_is_asked_about() {
    let members = "Họ và tên;Vai trof;Đơn vị;Cóo mặt\nThành viên Một;Chủ tịch;Sở A;x\n";
    assert_eq!(
        wrong(members.as_bytes(), PRODUCTS.as_bytes()),
        [
            told(Code::RegisterColumns, "members", "B1"),
            told(Code::RegisterColumns, "members", "D1")
        ]
    );
    let problems = made(members.as_bytes(), PRODUCTS.as_bytes()).unwrap_err();
    let meant: Vec<_> = problems.iter().map(|p| p.suggestion.clone()).collect();
    assert_eq!(
        meant,
        [Some("Vai trò".to_owned()), Some("Có mặt".to_owned())]
    );
    // of a column that is there already nothing is missing
    let products = "Bộ;Tên sản phẩm;Ngày nộp;Ngày cấp;Ghi chú\n1;Gạo;01/09/2026;02/09/2026;a\n";
    let (_, notices) = made(MEMBERS.as_bytes(), products.as_bytes()).unwrap();
    let unread = notices
        .iter()
        .filter(|n| n.code == NoticeCode::ColumnNotRead);
    let unread: Vec<_> = unread.map(|n| n.cell.as_deref()).collect();
    assert_eq!(unread, [Some("D1"), Some("E1")]);
}

#[test]
fn a_product_that_is_there_twice_is_told() {
    let heads = "Bộ;Tên sản phẩm;Mã sản phẩm;Chủ thể;Địa chỉ";
    for (rows, is_told) in [
        ("1;Nhãn;;HTX A;\n1;Nhãn;;HTX A;\n", true),
        ("1;Nhãn;;HTX A;xã X\n1;NHÃN;;Hợp tác xã A;X. X\n", true),
        ("1;Nhãn;33-12025-1-2026;HTX A;\n1;Nhãn;;HTX A;\n", true),
        (
            "1;Nhãn;33-12025-1-2026;HTX A;\n1;Vải;33-12025-01-2026;HTX A;\n",
            true,
        ),
        (
            "1;Nhãn;33-12025-1-2026;HTX A;\n1;Nhãn;33-12025-2-2026;HTX A;\n",
            false,
        ),
        ("1;Nhãn;;HTX A;xã X\n1;Nhãn;;HTX A;xã Y\n", false),
        ("1;Nhãn;;HTX A;\n1;Nhãn;;HTX B;\n", false),
        ("1;;;HTX A;\n1;;;HTX A;\n", false),
    ] {
        let products = format!("{heads}\n{rows}");
        let (_, notices) = made(MEMBERS.as_bytes(), products.as_bytes()).unwrap();
        let mut twice = notices
            .iter()
            .filter(|n| n.code == NoticeCode::ProductTwice);
        let notice = twice.next();
        assert_eq!(notice.is_some(), is_told, "{rows}");
        if let Some(notice) = notice {
            assert_eq!(notice.file, "products");
            assert!(notice.message.vi.contains("Nhãn (p1)"), "{notice:?}");
        }
        assert!(twice.next().is_none(), "{rows}");
    }
}

#[test]
fn a_member_who_is_there_twice_is_told() {
    let heads = "Họ và tên;Vai trò;Đơn vị";
    for (rows, is_told) in [
        ("Nguyễn A;Chủ tịch;\nNGUYỄN  A;Thành viên;\n", true),
        ("Nguyễn A;Chủ tịch;Sở X\nNguyễn A;Thành viên;Sở X\n", true),
        // one of them may be the other
        ("Nguyễn A;Chủ tịch;Sở X\nNguyễn A;Thành viên;\n", true),
        ("Nguyễn A;Chủ tịch;Sở X\nNguyễn A;Thành viên;Sở Y\n", false),
        ("Nguyễn A;Chủ tịch;Sở X\nNguyễn Á;Thành viên;Sở X\n", false),
    ] {
        let members = format!("{heads}\n{rows}Trần B;Thư ký;Sở X\n");
        let (_, notices) = made(members.as_bytes(), PRODUCTS.as_bytes()).unwrap();
        let twice = notices.iter().filter(|n| n.code == NoticeCode::MemberTwice);
        let twice: Vec<_> = twice
            .map(|n| (n.file.as_str(), n.message.vi.as_str()))
            .collect();
        assert_eq!(twice.len(), usize::from(is_told), "{rows}");
        for (file, message) in twice {
            assert_eq!(file, "members");
            assert!(message.contains("Nguyễn A (m1, m2)"), "{message}");
        }
    }
}

/// What stands below a list is nobody who scores.
#[test]
fn remarks_totals_and_signatures_below_a_list_are_no_members() {
    let list = |row: &str| format!("Họ và tên;Vai trò;Đơn vị\nNguyễn A;Chủ tịch;Sở X\n{row}\n");
    for row in [
        "Ghi chú: vắng không;;",
        "Tổng cộng: 5 người;;",
        "Tổng số;;",
        "NGƯỜI LẬP;;TRƯỞNG PHÒNG",
        "Danh sách có 2 người;;",
    ] {
        let name = "members";
        let cell = "A3";
        assert_eq!(
            wrong(list(row).as_bytes(), PRODUCTS.as_bytes()),
            [told(Code::UnknownMember, name, cell)],
            "{row}"
        );
    }
    for honest in ["Tống Công Minh;;", "Thành viên 2;;", "Ngô Ngày;;"] {
        assert!(
            made(list(honest).as_bytes(), PRODUCTS.as_bytes()).is_ok(),
            "{honest}"
        );
    }
}

/// A separator within a cell moves what comes after it: nothing of it is lost without a word.
#[test]
fn cells_beyond_the_headings_are_told() {
    let products = "Bộ;Tên sản phẩm;Không chấm\n1;Gạo;Lê Cường; Phạm Dũng\n";
    assert_eq!(
        wrong(MEMBERS.as_bytes(), products.as_bytes())[0],
        told(Code::RegisterColumns, "products", "D2")
    );
    // a separator that ends a row is none of it
    let products = "Bộ;Tên sản phẩm;Chủ thể\n1;Gạo;HTX A;;\n";
    assert!(made(MEMBERS.as_bytes(), products.as_bytes()).is_ok());
    // told once where the column is not there at all
    let products = "Tên sản phẩm;Chủ thể\nGạo;HTX A\nNhãn;HTX A\n";
    assert_eq!(
        wrong(MEMBERS.as_bytes(), products.as_bytes())[0],
        told(Code::RegisterColumns, "products", "A1")
    );
}

#[test]
fn words_of_choices_are_known_as_people_write_them() {
    let members =
        "Họ và tên;Vai trò;Có mặt\nA A;Chủ tịch HĐ;x\nB B;Uỷ viên;vắng có lý do\nC C;TV;k\n";
    let problems = made(members.as_bytes(), PRODUCTS.as_bytes()).unwrap_err();
    let problems: Vec<_> = problems
        .into_iter()
        .map(|p| (p.cell, p.suggestion))
        .collect();
    // short for nothing that is known: no other word is suggested for two letters
    assert_eq!(problems, [(Some("B4".to_owned()), None)]);
    let products = "Bộ;Tên sản phẩm;Hình thức\nBộ 12;Gạo;Đánh giá lần đầu\n";
    let (session, _) = made(MEMBERS.as_bytes(), products.as_bytes()).unwrap();
    assert_eq!(session["products"][0]["product_set"], 12);
    assert_eq!(session["products"][0]["registration"]["kind"], "first");
}

/// What people write for short at the head of a column.
#[test]
fn short_headings_are_known() {
    let members = "Mã TV;Tên thành viên;Chức danh\nA1;Nguyễn A;Chủ tịch\n";
    let products = "Bộ;Tên SP;Mã SP;SĐT\n1;Gạo;33-12025-1-2026;0912345678\n";
    let (session, notices) = made(members.as_bytes(), products.as_bytes()).unwrap();
    assert!(notices.iter().all(|n| n.code != NoticeCode::ColumnNotRead));
    assert_eq!(session["members"][0]["id"], "A1");
    assert_eq!(session["members"][0]["name"], "Nguyễn A");
    let product = &session["products"][0];
    assert_eq!(product["product"]["name"], "Gạo");
    assert_eq!(product["product"]["code"], "33-12025-1-2026");
    assert_eq!(product["producer"]["phone"], "0912345678");
}

/// A council of nobody is no council, as a session of no products is none.
#[test]
fn a_list_of_headings_alone_is_refused() {
    let heads = "Họ và tên;Vai trò;Có mặt\n";
    assert_eq!(
        wrong(heads.as_bytes(), PRODUCTS.as_bytes()),
        [told(Code::MissingField, "members", "")]
    );
}

/// What stands in the column of presence is a tick, or none, or it is asked about: nobody is there by a
/// dash.
#[test]
fn a_sign_in_place_of_a_tick_makes_nobody_present() {
    let list = |sign: &str| {
        format!("Họ và tên,Vai trò,Có mặt\nMột,Chủ tịch,x\nHai,Thư ký,{sign}\n").into_bytes()
    };
    let present = |sign: &str| {
        let (session, _) = made(&list(sign), PRODUCTS.as_bytes()).unwrap();
        session["present"].as_array().unwrap().len()
    };
    for (sign, count) in [
        ("-", 1),
        ("–", 1),
        ("—", 1),
        ("☐", 1),
        ("✗", 1),
        ("", 1),
        ("vắng", 1),
        ("x", 2),
        ("✓", 2),
        ("☑", 2),
        ("có mặt", 2),
    ] {
        assert_eq!(present(sign), count, "{sign}");
    }
    for sign in ["?", ".", "…", "x?", "( )"] {
        assert_eq!(
            wrong(&list(sign), PRODUCTS.as_bytes()),
            [(Code::UnknownChoice, "members".into(), "C3".into())],
            "{sign}"
        );
    }
}

/// "Không có" in the column of recusals is nobody's name, and a sign is no name of anything.
#[test]
fn signs_and_words_for_nobody_are_no_names() {
    let products = "Bộ,Tên sản phẩm,Chủ thể,Không chấm\n1,Gạo,…,không có\n2,Thịt,?,-\n";
    let (session, _) = made(MEMBERS.as_bytes(), products.as_bytes()).unwrap();
    for product in session["products"].as_array().unwrap() {
        assert!(product.get("recused").is_none() && product.get("producer").is_none());
    }
    let members = "Họ và tên,Vai trò\n-,Chủ tịch\nHai,Thư ký\n";
    assert_eq!(
        wrong(members.as_bytes(), PRODUCTS.as_bytes()),
        [(Code::MissingField, "members".into(), "A2".into())]
    );
}
