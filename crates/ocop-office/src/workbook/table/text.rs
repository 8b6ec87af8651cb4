//! The tables as text (CSV): a file a product, for whoever keeps score in another program.
//!
//! No row of totals: a text has no formulas, and a figure that does not follow what is entered would
//! mislead.

use std::collections::BTreeMap;

use ocop::{BYTE_ORDER_MARK, Lang, csv_row};

use super::super::member::layout::{KEY, WORDS, WORTH};
use super::super::member::words::Words;
use super::super::roster::{Roster, RosteredProduct};
use super::super::slot::{Entry, Filled};
use super::super::style::{entered, text};
use super::given::Given;
use super::lines::{lines, scorers};

/// The tables of a round as text, blank or with what is given: for each product its identifier and its
/// table, which begins with the mark by which spreadsheets know UTF-8.
#[must_use]
pub fn tables_as_text(
    roster: &Roster,
    round: u8,
    given: &Given,
    lang: Lang,
) -> Vec<(String, String)> {
    let words = Words::new(lang);
    let nothing = BTreeMap::new();
    let products = roster.products().iter();
    products
        .map(|product| {
            let given = given.get(&product.id).unwrap_or(&nothing);
            let table = of_product(roster, product, round, given, &words);
            (product.id.clone(), table)
        })
        .collect()
}

fn of_product(
    roster: &Roster,
    product: &RosteredProduct,
    round: u8,
    given: &BTreeMap<String, Filled>,
    words: &Words,
) -> String {
    let members = scorers(roster, product);
    let mut out = BYTE_ORDER_MARK.to_owned();
    let mut row = |start: [&str; 3], cells: &[String]| {
        let cells = cells.iter().map(String::as_str);
        out.push_str(&csv_row(start.into_iter().chain(cells)));
    };
    let blank = vec![String::new(); members.len()];
    let round_word = words.say("vòng", "round");
    let title = format!("{} · {round_word} {round}", text(&product.name));
    row([&product.id, &title, ""], &blank);
    // names stand above the headings: those are the members' identifiers alone
    let set = format!(
        "{} {}: {}",
        words.say("Bộ sản phẩm", "Product set"),
        product.set.number(),
        product.shown.name.get(words.lang)
    );
    let names = members.iter().map(|id| {
        let member = roster.member(id).and_then(|m| m.name.as_deref());
        text(member.unwrap_or_default())
    });
    row(["", &set, ""], &names.collect::<Vec<_>>());
    row(
        [KEY, WORDS, WORTH].map(|column| words.head(column.into())),
        &members,
    );
    let identity = roster.identity("", round);
    let own = identity.of_product(&product.id, &product.subject);
    row([&own.text(), "", ""], &blank);
    for line in lines(words, &product.shown, round) {
        let most = line.most.map(|m| m.to_string()).unwrap_or_default();
        let cells =
            members.iter().map(
                |member| match given.get(member).and_then(|f| f.get(&line.slot)) {
                    None => String::new(),
                    Some(Entry::Number(number)) => number.to_string(),
                    Some(Entry::Text(words)) => entered(words),
                },
            );
        let cells: Vec<String> = cells.collect();
        row([&line.mark, &text(&line.label), &most], &cells);
    }
    out
}
