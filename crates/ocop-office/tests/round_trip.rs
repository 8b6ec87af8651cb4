//! Written, filled in, read back, tallied: the same as if no workbook had been there.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]
#![expect(clippy::panic, clippy::indexing_slicing, reason = "helpers of tests")]

mod common;

use common::{Dice, as_sheet, session};
use ocop::{Lang, Library};
use ocop_office::workbook::collect::{Collection, Options, ReturnedFile, collect};
use ocop_office::workbook::member::{Contents, Order, write};
use ocop_office::workbook::{Roster, given, tables};
use serde_json::{Value, json};

const OPTIONS: Options = Options {
    round: None,
    lang: Lang::Vi,
};

fn books(
    library: &Library,
    session: &Value,
    contents: &[(String, Contents)],
    lang: Lang,
) -> Vec<(String, Vec<u8>)> {
    let roster = Roster::read(library, session.to_string().as_bytes(), &[]).unwrap();
    let book = |(member, contents): &(String, Contents)| {
        let order = Order {
            member,
            round: 1,
            products: Vec::new(),
            lang,
        };
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
        .map(|(name, bytes)| ReturnedFile {
            name,
            bytes: Some(bytes),
        })
        .collect();
    collect(
        library,
        session.to_string().as_bytes(),
        &[],
        &files,
        OPTIONS,
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
fn the_secretarys_tables_give_the_session_that_they_were_filled_from() {
    let library = Library::embedded();
    for seed in 40..44 {
        let (session, contents) = session(&library, "qd-26-2026", &mut Dice::new(seed));
        let members = books(&library, &session, &contents, Lang::Vi);
        let collection = collected(&library, &session, &members);
        let text = collection.session.to_string();
        let roster = Roster::read(&library, text.as_bytes(), &[]).unwrap();
        let held = given(&library, &roster, &collection.session, 1);
        let table = tables(&roster, 1, &held, Lang::En).unwrap();
        let again = collected(&library, &session, &[("bang.xlsx".to_owned(), table)]);
        assert_eq!(again.report.errors, [], "seed {seed}");
        assert_eq!(
            tally(&library, &again.session),
            tally(&library, &collection.session),
            "seed {seed}"
        );
    }
}
