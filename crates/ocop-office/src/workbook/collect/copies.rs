//! Annotated copies: the workbook written afresh with what was filled in, each problem as a note at
//! its cell. The file that came back is never changed.

use std::collections::{BTreeMap, BTreeSet};

use ocop::{Lang, Library, Problems};

use super::found::Found;
use crate::workbook::member::{Content, Contents, Order, write};
use crate::workbook::roster::Roster;

/// The copies of all workbooks with problems, each by the name of its file; and why there is none of
/// some, which is no reason to lose what was collected.
pub(super) fn of(
    library: &Library,
    roster: &Roster,
    found: &Found,
    lang: Lang,
) -> (Vec<(String, Vec<u8>)>, Problems) {
    let mut books: BTreeMap<(&str, &str, u8), Vec<usize>> = BTreeMap::new();
    for (i, sheet) in found.sheets.iter().enumerate() {
        let key = (sheet.file.as_str(), sheet.member.as_str(), sheet.round);
        books.entry(key).or_default().push(i);
    }
    let (mut copies, mut failed) = (Vec::new(), Problems::new());
    for ((file, member, round), places) in books {
        let sheets: Vec<_> = places.iter().filter_map(|i| found.sheets.get(*i)).collect();
        let mut told: Vec<String> = Vec::new();
        for sheet in &sheets {
            told.extend(sheet.problems.iter().map(|p| p.line(lang)));
        }
        if told.is_empty() {
            continue;
        }
        let mut contents = Contents::default();
        let mut products = Vec::new();
        for sheet in sheets {
            let Some(product) = roster.products().get(sheet.product) else {
                continue;
            };
            products.push(product.id.as_str());
            contents
                .sheets
                .entry(product.id.clone())
                .or_insert_with(|| Content {
                    filled: sheet.filled.clone(),
                    remarks: sheet.remarks.clone(),
                });
        }
        let products: BTreeSet<&str> = products.into_iter().collect();
        contents.told = told;
        let order = Order::new(member)
            .round(round)
            .products(products)
            .lang(lang);
        match write(library, roster, &order, &contents) {
            Ok(copy) => copies.push((file.to_owned(), copy)),
            Err(problems) => {
                for mut problem in problems {
                    problem.file = Some(file.to_owned());
                    failed.push(problem);
                }
            }
        }
    }
    (copies, failed)
}
