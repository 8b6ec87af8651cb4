//! The law's sheet of a product set by itself: for one product, in no session.

use std::sync::Arc;

use ocop::criteria::SetReport;
use ocop::{CriteriaVersion, Lang, Problems, ProductSet, ScoreSheet, rate};
use rust_xlsxwriter::XlsxError;

use super::contents::Page;
use super::front::Cover;
use super::layout::Purpose;
use super::words::Words;
use super::{refused, sheet};
use crate::workbook::identity::{PROPERTY, SheetIdentity};
use crate::workbook::roster::RosteredProduct;
use crate::workbook::style::{Looks, new_book};

/// Writes the empty score sheet of a product set as a workbook that can be filled in: the sheet of a
/// member's workbook, with room for the product and its producer. What is filled in is a dossier:
/// [`read_dossier`](crate::workbook::collect::read_dossier).
///
/// ```
/// use ocop::{Lang, Library};
/// use ocop_office::workbook::member::blank_sheet;
/// let library = Library::embedded();
/// let criteria = library.version("qd-26-2026")?;
/// let book = blank_sheet(criteria, criteria.product_set("1")?, Lang::Vi)?;
/// assert!(book.starts_with(b"PK"));
/// # Ok::<(), ocop::Problems>(())
/// ```
///
/// # Errors
///
/// What is wrong with the files of the version, and whatever the writer of workbooks refuses.
pub fn blank_sheet(
    criteria: &CriteriaVersion,
    set: &Arc<ProductSet>,
    lang: Lang,
) -> Result<Vec<u8>, Problems> {
    let words = Words::new(lang);
    let product = product(set, Arc::new(criteria.show(set)?), &words);
    let empty = ScoreSheet::new(set, [], [])?;
    let page = Page {
        title: words
            .say(
                "PHIẾU ĐÁNH GIÁ, PHÂN HẠNG SẢN PHẨM OCOP",
                "OCOP SCORE SHEET",
            )
            .to_owned(),
        identity: SheetIdentity::new(criteria.id().as_str(), set.number().get()).text(),
        sheet: None,
        content: None,
        rating: Some(rate(&empty)),
        product: &product,
    };
    write(&page, &words).map_err(|error| refused(&error))
}

/// What stands where a session has its product.
pub(crate) fn product(
    set: &Arc<ProductSet>,
    shown: Arc<SetReport>,
    words: &Words,
) -> RosteredProduct {
    RosteredProduct {
        id: String::new(),
        name: format!(
            "{} {}: {}",
            words.say("Bộ sản phẩm", "Product set"),
            set.number(),
            shown.name.get(words.lang)
        ),
        code: None,
        producer: None,
        address: None,
        recused: Vec::new(),
        set: Arc::clone(set),
        shown,
        subject: String::new(),
        round: None,
    }
}

fn write(page: &Page<'_>, words: &Words) -> Result<Vec<u8>, XlsxError> {
    let looks = Looks::new();
    let cover = Cover {
        purpose: Purpose::Alone,
        assessor: String::new(),
        words,
        looks: &looks,
    };
    let title = format!("{}: {}", page.title, page.product.name);
    let mut book = new_book(&title, Some((PROPERTY, &page.identity)))?;
    let name = format!("{} {}", words.say("Bộ", "Set"), page.product.set.number());
    sheet::write(book.add_worksheet().set_name(name)?, &cover, page)?;
    book.save_to_buffer()
}
