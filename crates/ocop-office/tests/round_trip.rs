//! Written, filled in, read back, tallied: the same as if no workbook had been there.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]
#![expect(clippy::panic, clippy::indexing_slicing, reason = "helpers of tests")]

mod common;

use common::{Dice, as_sheet, session};
use ocop::{Lang, Library, NoticeCode};
use ocop_office::workbook::collect::{CollectOptions, Collection, ReturnedFile, collect};
use ocop_office::workbook::member::{Contents, Order, write};
use ocop_office::workbook::{Entry, Roster, Slot, given, tables, tables_as_text};
use serde_json::{Value, json};

fn books(
    library: &Library,
    session: &Value,
    contents: &[(String, Contents)],
    lang: Lang,
) -> Vec<(String, Vec<u8>)> {
    let roster = Roster::read(library, session.to_string().as_bytes(), &[]).unwrap();
    let book = |(member, contents): &(String, Contents)| {
        let order = Order::new(member).lang(lang);
        (
            format!("{member}.xlsx"),
            write(library, &roster, &order, contents).unwrap(),
        )
    };
    contents.iter().map(book).collect()
}

fn collected(library: &Library, session: &Value, books: &[(String, Vec<u8>)]) -> Collection {
    let files: Vec<ReturnedFile<'_>> = books
        .iter()
        .map(|(name, bytes)| ReturnedFile::new(name).bytes(bytes.as_slice()))
        .collect();
    collect(
        library,
        session.to_string().as_bytes(),
        &[],
        &files,
        CollectOptions::default(),
    )
    .unwrap()
}

/// A tally without the digest of the text it was made from.
fn tally(library: &Library, session: &Value) -> Value {
    let text = session.to_string();
    let tally = library.tally_json(text.as_bytes(), &[]).unwrap();
    let mut value = serde_json::to_value(&tally).unwrap();
    value["digests"]["session"] = Value::Null;
    value
}

#[test]
fn what_is_filled_in_and_read_back_tallies_as_the_session_does() {
    let library = Library::embedded();
    let versions: Vec<String> = library.versions().map(|c| c.id().to_string()).collect();
    for seed in 0..24 {
        let mut dice = Dice::new(seed);
        let version = &versions[dice.below(versions.len())];
        let (session, contents) = session(&library, version, &mut dice);
        let criteria = library.version(version).unwrap();
        let mut expected = session.clone();
        for product in expected["products"].as_array_mut().unwrap() {
            let set = criteria
                .product_set(&product["product_set"].to_string())
                .unwrap();
            let id = product["id"].as_str().unwrap().to_owned();
            let filled = contents
                .iter()
                .filter_map(|(m, c)| Some((m, &c.sheets.get(&id)?.filled)));
            let sheets: Vec<Value> = filled.map(|(m, f)| as_sheet(m, set, f)).collect();
            product["sheets"] = json!(sheets);
        }
        let lang = if seed % 2 == 0 { Lang::Vi } else { Lang::En };
        let books = books(&library, &session, &contents, lang);
        let collection = collected(&library, &session, &books);
        assert_eq!(collection.report.errors, [], "seed {seed}");
        assert!(collection.copies.is_empty());
        assert_eq!(
            tally(&library, &collection.session),
            tally(&library, &expected),
            "seed {seed}"
        );
        // once more, in another order: the session has every sheet already
        let mut again: Vec<_> = books;
        again.reverse();
        let twice = collected(&library, &collection.session, &again);
        assert_eq!(twice.report.errors, [], "seed {seed}");
        assert_eq!(twice.session, collection.session, "seed {seed}");
    }
}

#[test]
fn the_same_session_gives_the_same_bytes() {
    let library = Library::embedded();
    let (session, contents) = session(&library, "qd-26-2026", &mut Dice::new(5));
    let once = books(&library, &session, &contents, Lang::Vi);
    let twice = books(&library, &session, &contents, Lang::Vi);
    assert!(once == twice);
}

#[test]
fn the_secretarys_tables_as_workbook_and_as_text_give_the_session_that_they_were_filled_from() {
    let library = Library::embedded();
    for seed in 40..44 {
        let (session, contents) = session(&library, "qd-26-2026", &mut Dice::new(seed));
        let members = books(&library, &session, &contents, Lang::Vi);
        let collection = collected(&library, &session, &members);
        let text = collection.session.to_string();
        let roster = Roster::read(&library, text.as_bytes(), &[]).unwrap();
        let held = given(&library, &roster, &collection.session, 1);
        let table = tables(&roster, 1, &held, Lang::En).unwrap();
        let book = vec![("bang.xlsx".to_owned(), table)];
        let texts = tables_as_text(&roster, 1, &held, Lang::Vi).into_iter();
        let texts = texts.map(|(id, text)| (format!("{id}.csv"), text.into_bytes()));
        for files in [book, texts.collect()] {
            let again = collected(&library, &session, &files);
            assert_eq!(again.report.errors, [], "seed {seed}");
            // of a sheet that was handed in with open criteria those are told, and nothing else
            let others = again.report.notices.iter();
            let mut others = others.filter(|t| t.code != NoticeCode::SheetUnfinished);
            assert_eq!(others.next(), None, "seed {seed}");
            assert_eq!(
                tally(&library, &again.session),
                tally(&library, &collection.session),
                "seed {seed}"
            );
        }
    }
}

/// As Excel saves a table on a computer of Vietnam: semicolons, or tabs in UTF-16; a total that was a
/// formula is a figure then.
#[test]
fn a_table_that_another_program_saved_as_text_is_read_and_strays_are_told() {
    let library = Library::embedded();
    let session = json!({
        "criteria": "qd-26-2026", "level": "province", "held_on": "2026-09-20",
        "members": [{"id": "m1", "role": "chair", "name": "Nguyễn, A; B"}, {"id": "m2"}], "present": ["m1", "m2"],
        "products": [{"id": "p1", "product_set": 1, "product": {"name": "Gạo; nếp, tẻ"}}],
    });
    let roster = Roster::read(&library, session.to_string().as_bytes(), &[]).unwrap();
    let mut given = ocop_office::workbook::Given::new();
    let comment = (
        Slot::Comment,
        Entry::from("=Ngon, đậm, dẻo\nbao bì, nhãn, mác"),
    );
    let id = library
        .version("qd-26-2026")
        .unwrap()
        .product_set("1")
        .unwrap()
        .criteria()[0]
        .id;
    let filled = [comment.clone(), (Slot::Points(id), Entry::Number(3))];
    given
        .entry("p1".into())
        .or_default()
        .insert("m1".into(), filled.into_iter().collect());
    let texts = tables_as_text(&roster, 1, &given, Lang::Vi);
    let text = &texts[0].1;
    assert!(text.contains("'=Ngon"), "{text}");
    // a spreadsheet writes what it read with a separator of its own
    let mut rows = csv::ReaderBuilder::new();
    let rows = rows
        .has_headers(false)
        .flexible(true)
        .from_reader(text.as_bytes())
        .into_records();
    let rows: Vec<csv::StringRecord> = rows.map(Result::unwrap).collect();
    let saved = |separator: u8, strays: bool| {
        let mut writer = csv::WriterBuilder::new()
            .delimiter(separator)
            .flexible(true)
            .from_writer(Vec::new());
        for row in &rows {
            writer.write_record(row).unwrap();
        }
        writer
            .write_record(["", "TỔNG CỘNG", "", "3", "0"])
            .unwrap();
        if strays {
            writer.write_record(["", "", "", "7", ""]).unwrap();
        }
        String::from_utf8(writer.into_inner().unwrap()).unwrap()
    };
    let utf_16: Vec<u8> = saved(b'\t', false)
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    let files = [
        saved(b';', false).into_bytes(),
        [&[0xff, 0xfe][..], &utf_16].concat(),
    ];
    for file in files {
        let found = collected(&library, &session, &[("bang.csv".to_owned(), file)]);
        assert_eq!(found.report.errors, []);
        let sheet = &found.session["products"][0]["sheets"][0];
        assert_eq!(sheet["comment"], "=Ngon, đậm, dẻo\nbao bì, nhãn, mác");
        assert_eq!(sheet["points"][id.to_string()], 3);
    }
    let strays = saved(b',', true).into_bytes();
    let found = collected(&library, &session, &[("bang.csv".to_owned(), strays)]);
    let told: Vec<_> = found
        .report
        .errors
        .iter()
        .map(|p| (p.code, p.cell.clone()))
        .collect();
    let row = rows.len() + 2;
    assert_eq!(told, [(ocop::Code::CellNotRead, Some(format!("D{row}")))]);
}
