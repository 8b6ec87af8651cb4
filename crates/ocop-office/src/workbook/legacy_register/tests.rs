//! Small sheets of the old register, as provinces keep them and as they go wrong.

use rust_xlsxwriter::{ExcelDateTime, Format, Workbook};

use super::*;
use crate::workbook::register;

/// A sheet of these rows from the fifth on, each as its cells, with merged ranges of one column.
fn read(rows: &[&[(u16, &str)]], merged: &[(u32, u32, u16)]) -> Register {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet().set_name("Loc").unwrap();
    sheet.write_string(2, 0, "TT").unwrap();
    sheet.write_string(2, 1, "Tên sản phẩm").unwrap();
    let plain = Format::new();
    let day = Format::new().set_num_format("dd/mm/yyyy");
    for (first, last, column) in merged {
        sheet
            .merge_range(*first, *column, *last, *column, "", &plain)
            .unwrap();
    }
    for (row, cells) in (FIRST..).zip(rows) {
        for (column, text) in *cells {
            match text.strip_prefix('@') {
                Some(text) => {
                    let date = ExcelDateTime::parse_from_str(text).unwrap();
                    sheet
                        .write_datetime_with_format(row, *column, &date, &day)
                        .unwrap();
                }
                None => {
                    sheet.write_string(row, *column, *text).unwrap();
                }
            }
        }
    }
    register(&book.save_to_buffer().unwrap()).unwrap()
}

/// What is taken, each as its line, name, producer and stars.
fn taken(register: &Register) -> Vec<(u64, &str, &str, u8)> {
    let records = register.records.iter();
    records
        .map(|(line, r)| {
            let producer = r.producer.as_deref().unwrap_or_default();
            let name = r.name.as_deref().unwrap();
            (*line, name, producer, r.stars.unwrap().get())
        })
        .collect()
}

fn told(register: &Register) -> Vec<(Option<u64>, &str)> {
    let errors = register.errors.iter();
    errors
        .flat_map(|e| {
            let cells = e.errors.iter().map(|p| p.cell.as_deref().unwrap());
            cells.map(|cell| (e.line, cell))
        })
        .collect()
}

const COFFEE: &[(u16, &str)] = &[
    (0, "1"),
    (1, "Cà phê"),
    (4, "HTX F"),
    (5, "Xã Z"),
    (9, "5"),
    (11, "5"),
    (12, "04/05/2022"),
];

#[test]
fn the_legacy_sheet_gives_a_record_a_recognition_and_tells_what_contradicts_itself() {
    let register = read(
        &[
            &[
                (1, "Mật ong"),
                (4, "HTX A"),
                (9, "4 sao"),
                (10, "01/06/2026"),
                (11, "3 sao"),
                (12, "01/06/2020"),
                (13, "2020"),
                (14, "12/QĐ"),
                (16, "4 sao"),
                (17, "01/06/2023"),
                (18, "2023"),
                (19, "34/QĐ"),
            ],
            // nothing but one more recognition
            &[(11, "3"), (12, "02/07/2021"), (13, "2021")],
            &[
                (1, "Gạo"),
                (9, "5"),
                (11, "4"),
                (12, "2021-03-04"),
                (13, "2019"),
            ],
            &[(1, "Trà")],
        ],
        &[],
    );
    assert_eq!(
        taken(&register),
        [
            (5, "Mật ong", "HTX A", 3),
            (5, "Mật ong", "HTX A", 4),
            (6, "Mật ong", "HTX A", 3)
        ]
    );
    let ends = register.records.iter().map(|(_, r)| r.expires_on);
    let ends: Vec<_> = ends.map(|day| day.map(|d| d.to_string())).collect();
    assert_eq!(ends, [None, Some("2026-06-01".to_owned()), None]);
    assert_eq!(
        told(&register),
        [
            (Some(7), "Loc!M7"),
            (Some(7), "Loc!J7"),
            (Some(8), "Loc!B8")
        ]
    );
}

/// A row that says something of a product of its own does not take the name above.
#[test]
fn a_row_without_a_name_is_refused_unless_it_is_of_the_product_above() {
    let recognised = [(11, "3"), (12, "01/01/2023")];
    for own in [
        &[(0, "2"), (4, "HTX K"), (5, "Xã Q")][..],
        &[(0, "2")],
        &[(4, "HTX F")],
        &[(9, "3")],
    ] {
        let row: Vec<(u16, &str)> = own.iter().copied().chain(recognised).collect();
        let register = read(&[COFFEE, &row], &[]);
        assert_eq!(taken(&register), [(5, "Cà phê", "HTX F", 5)], "{own:?}");
        assert_eq!(told(&register), [(Some(6), "Loc!B6")], "{own:?}");
    }
    // nobody has filled these in yet, or nobody knows what they are
    let register = read(&[COFFEE, &[(0, "2")], &[(4, "HTX K")]], &[]);
    assert_eq!(told(&register), [(Some(7), "Loc!B7")]);
    // nothing stands above that it could be more of
    let register = read(&[&recognised], &[]);
    assert_eq!(told(&register), [(Some(5), "Loc!B5")]);
}

#[test]
fn what_is_merged_over_several_rows_is_of_all_of_them() {
    let honey: &[(u16, &str)] = &[(0, "2"), (1, "Mật"), (11, "3"), (12, "01/01/2023")];
    let register = read(&[COFFEE, honey], &[(4, 5, 4), (4, 5, 5)]);
    assert_eq!(
        taken(&register),
        [(5, "Cà phê", "HTX F", 5), (6, "Mật", "HTX F", 3)]
    );
    assert_eq!(register.records[1].1.commune.as_deref(), Some("Xã Z"));
    assert!(register.errors.is_empty());
    // one decision and its year for both, which the day of the second contradicts
    let mut coffee = COFFEE.to_vec();
    coffee.extend([(13, "2022"), (14, "12/QĐ")]);
    let register = read(&[&coffee, honey], &[(4, 5, 14)]);
    assert_eq!(register.records[1].1.decision.as_deref(), Some("12/QĐ"));
    let register = read(&[&coffee, honey], &[(4, 5, 13)]);
    assert_eq!(told(&register), [(Some(6), "Loc!M6")]);
    // a producer that is not merged is of its own row alone
    let register = read(&[COFFEE, honey], &[]);
    assert_eq!(register.records[1].1.producer, None);
    // one name over the products of two producers
    let other: &[(u16, &str)] = &[(4, "HTX K"), (11, "4"), (12, "01/01/2023")];
    let register = read(&[COFFEE, other], &[(4, 5, 1)]);
    assert_eq!(taken(&register)[1], (6, "Cà phê", "HTX K", 4));
    // one product over two rows: its stars of today are those of the later one
    let later: &[(u16, &str)] = &[(11, "5"), (12, "01/01/2025")];
    let merged = [(4, 5, 0), (4, 5, 1), (4, 5, 4), (4, 5, 9)];
    let register = read(&[COFFEE, later], &merged);
    assert_eq!(taken(&register)[1], (6, "Cà phê", "HTX F", 5));
    assert!(register.errors.is_empty());
}

/// What is refused counts nowhere, and days are told as people write them.
#[test]
fn a_row_that_contradicts_itself_is_refused_and_not_counted() {
    let row = |year, now| {
        [
            (1, "Miến"),
            (9, now),
            (11, "3"),
            (12, "@2022-05-04"),
            (13, year),
        ]
    };
    let register = read(&[&row("2021", "3")], &[]);
    assert_eq!((taken(&register).len(), told(&register).len()), (0, 1));
    let message = &register.errors[0].errors[0].message;
    assert_eq!(message.vi, "Ngày công nhận 04/05/2022 trái với năm 2021.");
    assert!(message.en.contains("4 May 2022"));
    let register = read(&[&row("2022", "4")], &[]);
    assert_eq!((taken(&register).len(), told(&register).len()), (0, 1));
    let register = read(&[&row("2022", "3")], &[]);
    assert_eq!((taken(&register).len(), told(&register).len()), (1, 0));
    // nobody knows which of its recognitions counts
    let more: &[(u16, &str)] = &[(11, "4"), (12, "01/01/2025")];
    let register = read(&[&row("2022", "3"), more], &[]);
    assert_eq!(taken(&register), []);
    assert_eq!(told(&register), [(Some(5), "Loc!J5"), (Some(6), "Loc!J5")]);
}
