//! Rounds of sessions drawn at random, out and in: the same tally, and the same notes, papers and comments.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]
#![expect(clippy::panic, clippy::indexing_slicing, reason = "helpers of tests")]

mod common;

use std::collections::BTreeMap;

use common::{Dice, rounds};
use ocop::{Lang, Library, NoticeCode};
use ocop_office::workbook::collect::{CollectOptions, Collection, ReturnedFile, collect};
use ocop_office::workbook::member::{Content, Contents, Order, write};
use ocop_office::workbook::{Given, Roster, given, tables, tables_as_text};
use serde_json::{Value, json};

/// What every member fills in of every product in a round.
type Round = BTreeMap<(String, String), ocop_office::workbook::Filled>;

fn roster(library: &Library, session: &Value) -> Roster {
    Roster::read(library, session.to_string().as_bytes(), &[]).unwrap()
}

fn books(
    library: &Library,
    session: &Value,
    round: u8,
    filled: &Round,
    lang: Lang,
) -> Vec<(String, Vec<u8>)> {
    let roster = roster(library, session);
    let mut contents: BTreeMap<&str, Contents> = BTreeMap::new();
    for ((product, member), filled) in filled {
        let content = Content {
            filled: filled.clone(),
            ..Content::default()
        };
        let member = contents.entry(member).or_default();
        member.sheets.insert(product.clone(), content);
    }
    let book = |(member, contents): (&str, Contents)| {
        let order = Order::new(member).round(round).lang(lang);
        let book = write(library, &roster, &order, &contents).unwrap();
        (format!("{member}.xlsx"), book)
    };
    contents.into_iter().map(book).collect()
}

fn collected(
    library: &Library,
    session: &Value,
    files: &[(String, Vec<u8>)],
    round: u8,
) -> Collection {
    let files: Vec<ReturnedFile<'_>> = files
        .iter()
        .map(|(name, bytes)| ReturnedFile::new(name).bytes(bytes.as_slice()))
        .collect();
    let options = CollectOptions::default().round(round);
    collect(
        library,
        session.to_string().as_bytes(),
        &[],
        &files,
        options,
    )
    .unwrap()
}

/// A tally without what tells levels from points: the digest of the text, and what is noted of points
/// that two levels have.
fn tally(library: &Library, session: &Value) -> Value {
    let text = session.to_string();
    let tally = library.tally_json(text.as_bytes(), &[]).unwrap();
    assert_eq!(tally.errors, []);
    let mut value = serde_json::to_value(&tally).unwrap();
    value["digests"]["session"] = Value::Null;
    for product in value["products"].as_array_mut().unwrap() {
        for sheet in product["sheets"].as_array_mut().unwrap() {
            sheet["notices"] = Value::Null;
        }
    }
    value
}

fn held(library: &Library, session: &Value, round: u8) -> Given {
    given(library, &roster(library, session), session, round)
}

#[test]
fn what_members_say_in_any_round_under_any_law_comes_back_as_it_was() {
    let library = Library::embedded();
    let versions: Vec<_> = library.versions().collect();
    let mut kinds = [0; 4];
    for seed in 0..9_usize {
        let mut dice = Dice::new(900 + u64::try_from(seed).unwrap());
        let criteria = versions[seed % versions.len()];
        let mut session = rounds::session(criteria, &mut dice);
        let mut expected = session.clone();
        let lang = if dice.one_in(2) { Lang::Vi } else { Lang::En };
        for round in 1..=2 {
            let mut filled = Round::new();
            for place in 0..session["products"].as_array().unwrap().len() {
                let product = session["products"][place].clone();
                let id = product["id"].as_str().unwrap();
                let set = rounds::set_of(&library, &session, &product);
                // not every product is scored anew
                if round > 1 && dice.one_in(4) {
                    continue;
                }
                for member in rounds::scorers(&session, &product) {
                    if dice.one_in(14) {
                        continue;
                    }
                    let has_one = rounds::has_one(&product, &member);
                    let entered = rounds::entered(set, round > 1 && has_one, &mut dice);
                    let sheet = rounds::sheet(&member, round, set, &entered, &mut dice);
                    for (kind, field) in ["case", "unchanged", "comment"].iter().enumerate() {
                        kinds[kind] += usize::from(sheet.get(*field).is_some());
                    }
                    kinds[3] +=
                        usize::from(sheet["findings"].as_array().is_some_and(|f| !f.is_empty()));
                    let sheets = &mut expected["products"][place]["sheets"];
                    match sheets.as_array_mut() {
                        Some(sheets) => sheets.push(sheet),
                        None => *sheets = json!([sheet]),
                    }
                    filled.insert((id.to_owned(), member), entered);
                }
            }
            let files = books(&library, &session, round, &filled, lang);
            let collection = collected(&library, &session, &files, round);
            assert_eq!(collection.report.errors, [], "seed {seed}");
            // of a sheet that was handed in with open criteria those are told, and nothing else
            let others = collection.report.notices.iter();
            let mut others = others.filter(|t| t.code != NoticeCode::SheetUnfinished);
            assert_eq!(others.next(), None, "seed {seed}");
            session = collection.session;
            assert_eq!(
                tally(&library, &session),
                tally(&library, &expected),
                "seed {seed}"
            );
            let came = held(&library, &session, round);
            assert_eq!(came, held(&library, &expected, round), "seed {seed}");
            // a second time, from the session in its other words: every sheet is there already
            for there in [&session, &expected] {
                let again = collected(&library, there, &files, round);
                assert_eq!(again.report.errors, [], "seed {seed}");
                assert_eq!(again.session, *there, "seed {seed}");
            }
            // and so are the secretary's tables, which have no room for notes and papers
            let roster = roster(&library, &session);
            let table = tables(&roster, round, &came, lang).unwrap();
            let texts = tables_as_text(&roster, round, &came, lang).into_iter();
            let texts = texts.map(|(id, text)| (format!("{id}.csv"), text.into_bytes()));
            for files in [vec![("bang.xlsx".to_owned(), table)], texts.collect()] {
                let again = collected(&library, &session, &files, round);
                assert_eq!(again.report.errors, [], "seed {seed}");
                assert_eq!(again.session, session, "seed {seed}");
            }
        }
    }
    // what is drawn must be of every kind, or it shows nothing
    assert!(kinds.iter().all(|n| *n > 3), "{kinds:?}");
}

/// As they stand in the papers: whoever copies from one to the other does not have to look for a name.
#[test]
fn members_stand_by_rank_and_m2_before_m10() {
    let ids: Vec<String> = (1..=11).map(|n| format!("m{n}")).collect();
    let members = ids.iter().map(|id| {
        let role = if id == "m11" { "chair" } else { "member" };
        serde_json::json!({"id": id, "role": role})
    });
    let session = serde_json::json!({
        "criteria": "qd-26-2026", "level": "province", "held_on": "2026-09-20",
        "members": members.collect::<Vec<_>>(), "present": ids,
        "products": [{"id": "p1", "product_set": 1}],
    });
    let roster = Roster::read(&Library::embedded(), session.to_string().as_bytes(), &[]).unwrap();
    let texts = tables_as_text(&roster, 1, &Given::new(), Lang::Vi);
    let heads = texts[0].1.lines().find(|l| l.starts_with("TT,")).unwrap();
    let places = ["m11", "m1", "m2", "m10"].map(|id| {
        let mut heads = heads.split(',');
        heads.position(|h| h.trim_matches('"').split_whitespace().next() == Some(id))
    });
    assert!(places.is_sorted() && places[0].is_some(), "{heads}");
}
