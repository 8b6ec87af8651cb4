//! A member's workbook: a front sheet, then a sheet a product, laid out as the law's score sheet.
//!
//! The sheets are locked but for what a member fills in. Formulas, built from the criteria's data,
//! show points, minimums and stars as the engine gives them; what a formula shows is never read back.

pub(crate) mod alone;
mod contents;
mod formulas;
pub(crate) mod front;
pub(crate) mod layout;
pub(crate) mod printed;
mod results;
mod sheet;
pub(crate) mod words;

use ocop::council::MemberReport;
use ocop::{AssessOptions, Dossier, Library, Problem, Problems, Rating, ScoreSheet, rate};
use rust_xlsxwriter::XlsxError;

use super::cores::on_all_cores;
use super::identity::PROPERTY;
use super::roster::{Roster, RosteredProduct};
use super::slot::{Entry, Filled, Slot};
use super::style::{Looks, new_book, sheet_name, text};
pub use alone::blank_sheet;
use contents::Page;
pub use contents::{Content, Contents, Order};
use front::{Cover, Front, assessor, told};
use layout::Purpose;
use words::Words;

/// Writes a member's workbook.
///
/// # Errors
///
/// An unknown member or product, and whatever the writer of workbooks refuses.
pub fn write(
    library: &Library,
    roster: &Roster,
    order: &Order<'_>,
    contents: &Contents,
) -> Result<Vec<u8>, Problems> {
    let member = roster
        .member(order.member)
        .ok_or_else(|| unknown(order.member, roster.members().iter().map(|m| m.id.as_ref())))?;
    for id in &order.products {
        if roster.product(id).is_none() {
            return Err(unknown(id, roster.products().iter().map(|p| p.id.as_str())));
        }
    }
    write_book(library, roster, member, order, contents).map_err(|e| refused(&e))
}

/// Writes workbooks on all cores, in the order in which they are asked for.
///
/// # Errors
///
/// As [`write()`], of the first that cannot be written.
pub fn write_all(
    library: &Library,
    roster: &Roster,
    books: &[(Order<'_>, Contents)],
) -> Result<Vec<Vec<u8>>, Problems> {
    let written = on_all_cores(books, |(order, contents)| {
        write(library, roster, order, contents)
    });
    written.into_iter().collect()
}

fn unknown<'k>(id: &str, known: impl Iterator<Item = &'k str>) -> Problems {
    let near = ocop::nearest(id, known);
    Problem::new(
        ocop::Code::UnknownMember,
        "",
        format!("Phiên này không có mã \"{id}\"."),
        format!("There is nothing with the identifier \"{id}\" in this session."),
    )
    .with_nearest(near)
    .into()
}

/// What the writer of workbooks refuses, which nothing in a session should lead to.
pub(crate) fn refused(error: &XlsxError) -> Problems {
    Problem::new(
        ocop::Code::Internal,
        "",
        "Không ghi được bảng tính; đề nghị báo lại kèm dữ liệu đã dùng.",
        "The workbook cannot be written; please report it with the input.",
    )
    .with_found(error.to_string())
    .into()
}

fn write_book(
    library: &Library,
    roster: &Roster,
    member: &MemberReport<'_>,
    order: &Order<'_>,
    contents: &Contents,
) -> Result<Vec<u8>, XlsxError> {
    let words = Words::new(order.lang);
    let looks = Looks::new();
    let identity = roster.identity(order.member, order.round);
    let mut names = vec![words.say("Danh sách", "List").to_owned()];
    names.push(words.say("Cần sửa", "To mend").to_owned());
    let wanted =
        |p: &&RosteredProduct| order.products.is_empty() || order.products.contains(&p.id.as_str());
    let mut pages = Vec::new();
    for product in roster.products().iter().filter(wanted) {
        let recused = product.recused.iter().any(|id| *id == member.id);
        let sheet = (!recused).then(|| {
            let name = sheet_name(&format!("{} {}", product.id, product.name), &names);
            names.push(name.clone());
            name
        });
        let content = contents.sheets.get(&product.id);
        let rating = rated(library, roster, product, content);
        pages.push(Page {
            product,
            title: format!("{} · {}", product.id, text(&product.name)),
            identity: identity.of_product(&product.id, &product.subject).text(),
            sheet,
            content,
            rating,
        });
    }
    let title = words.say("Phiếu đánh giá sản phẩm OCOP", "OCOP score sheets");
    let mut book = new_book(title, Some((PROPERTY, &identity.text())))?;
    if !contents.told.is_empty() {
        let name = names.get(1).cloned().unwrap_or_default();
        told(
            book.add_worksheet().set_name(name)?,
            &looks,
            &words,
            &contents.told,
        )?;
    }
    let cover = Cover {
        purpose: Purpose::Round(order.round),
        assessor: assessor(member, order.round, &words),
        words: &words,
        looks: &looks,
    };
    let front = Front {
        cover: &cover,
        roster,
        identity: &identity,
    };
    let first = names.first().cloned().unwrap_or_default();
    front.write(book.add_worksheet().set_name(first)?, &pages)?;
    for page in &pages {
        if let Some(name) = &page.sheet {
            sheet::write(book.add_worksheet().set_name(name)?, &cover, page)?;
        }
    }
    book.save_to_buffer()
}

/// What a sheet comes to as it stands, for programs that show a workbook without recalculating it;
/// none where it does not pass the engine.
#[must_use]
pub fn rated(
    library: &Library,
    roster: &Roster,
    product: &RosteredProduct,
    content: Option<&Content>,
) -> Option<Rating> {
    let Some(content) = content.filter(|c| !c.filled.is_empty()) else {
        return Some(rate(&ScoreSheet::new(&product.set, [], []).ok()?));
    };
    let dossier = dossier(roster.criteria.id().as_str(), product, &content.filled)?;
    let options = AssessOptions::default().criteria(roster.criteria.id().clone());
    let assessment = library.assess(dossier, &options).ok()?;
    Some(assessment.rating().clone())
}

/// What is filled in as a dossier, for the engine to check; none where some of it is no number.
pub(crate) fn dossier(
    criteria: &str,
    product: &RosteredProduct,
    filled: &Filled,
) -> Option<Dossier<'static>> {
    let number = i64::from(product.set.number());
    let mut dossier = Dossier::new(number).criteria(criteria.to_owned());
    for (slot, entry) in filled {
        match (slot, entry) {
            (Slot::Points(id), Entry::Number(points)) => {
                dossier.points.insert(id.to_string().into(), *points);
            }
            (Slot::Points(_), Entry::Text(_)) => return None,
            (Slot::Case, Entry::Text(case)) => dossier = dossier.case(case.clone()),
            (Slot::Finding(i), _) => {
                let finding = product.shown.findings.get(*i)?;
                dossier = dossier.finding(finding.finding.clone());
            }
            _ => {}
        }
    }
    Some(dossier)
}
