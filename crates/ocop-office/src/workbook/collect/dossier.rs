//! A score sheet of no session, filled in and read back: a dossier.

use std::collections::BTreeMap;
use std::sync::Arc;

use ocop::{
    AssessOptions, Code, CriterionId, DetailedAnswer, Dossier, Evidence, Lang, Library, NoticeCode,
    Problem, Problems, Producer, Product, read_day,
};

use super::beside::tell_beside;
use super::check::fit;
use super::columns::Kind;
use super::given::ReturnedFile;
use super::heads::Columns;
use super::pinned::tell_pinned;
use super::printed::Printouts;
use super::read_sheet::ReadSheet;
use super::report::Told;
use super::sheet::no_heads;
use super::whose::problem;
use crate::workbook::identity::{BEGINS, Identity, SheetIdentity};
use crate::workbook::member::words::Words;
use crate::workbook::member::{alone, dossier};
use crate::workbook::read::{Book, Value, Worksheet};
use crate::workbook::roster::RosteredProduct;
use crate::workbook::slot::{Entry, Filled, ProductDetail, Slot};

/// Reads a score sheet that [`blank_sheet`](crate::workbook::member::blank_sheet) wrote and somebody
/// filled in, as a dossier under the decision of the sheet; beside it, what should be known.
///
/// # Errors
///
/// Everything that is wrong, each at its cell: the file, whose sheet it is, what is filled in, and
/// what the engine refuses of it under these options.
pub fn read_dossier(
    library: &Library,
    file: &ReturnedFile<'_>,
    options: &AssessOptions,
) -> Result<(Dossier<'static>, Vec<Told>), Problems> {
    let book = Book::open(file.bytes.unwrap_or_default()).map_err(|mut problem| {
        problem.file = Some(file.name.to_owned());
        Problems::from(problem)
    })?;
    let mut problems = Problems::new();
    let mut notices = Vec::new();
    let mut found = Vec::new();
    for sheet in &book.sheets {
        match of(file.name, sheet) {
            Of::Nobody => {
                if let Some(first) = sheet.cells.iter().find(|c| !c.value.is_blank()) {
                    notices.push(Told::new(
                        NoticeCode::CellPassedOver,
                        file.name,
                        crate::workbook::cell_name(&sheet.name, first.row, first.column),
                        "Trang này không có mã nhận dạng nên không đọc.",
                        "This sheet has no identity, so it is not read.",
                    ));
                }
            }
            Of::Refused(problem) => problems.push(*problem),
            Of::Sheet(identity) => match read(library, file.name, sheet, &identity) {
                Ok(read) => found.push(read),
                Err(more) => problems.append(more),
            },
        }
    }
    if !problems.is_empty() {
        return Err(problems);
    }
    let (mut read, product, identity) = only(file.name, found)?;
    let compose = |good: &Filled| composed(&identity, &product, good);
    fit(library, options, &product, compose, &mut read);
    notices.append(&mut read.notices);
    if !read.problems.is_empty() {
        return Err(read.problems.into_iter().collect());
    }
    // points that are no number were told above
    let dossier = compose(&read.good).ok_or_else(|| no_sheet(file.name))?;
    Ok((dossier, notices))
}

/// What a sheet of the workbook is.
enum Of {
    Nobody,
    Refused(Box<Problem>),
    Sheet(SheetIdentity),
}

fn of(file: &str, sheet: &Worksheet) -> Of {
    let mark = sheet.cells.iter().find_map(|cell| match &cell.value {
        Value::Text(text) if text.trim_start().starts_with(BEGINS) => Some((cell, text)),
        _ => None,
    });
    let Some((cell, text)) = mark else {
        return Of::Nobody;
    };
    if let Some(identity) = SheetIdentity::read(text) {
        return Of::Sheet(identity);
    }
    let refused = |code, vi, en| problem(file, sheet, code, Some(cell), vi, en);
    Of::Refused(Box::new(match Identity::read(text) {
        Some(_) => refused(
            Code::OtherSession,
            "Bảng tính này thuộc một phiên họp của hội đồng, không phải hồ sơ của một sản phẩm.",
            "This workbook belongs to a session of a council; it is no dossier of one product.",
        )
        .with_help(
            "Thu bảng tính này vào phiên họp của nó.",
            "Collect it into its session.",
        ),
        None => refused(
            Code::WorkbookLayout,
            "Mã nhận dạng của phiếu đã bị sửa: không biết phiếu theo quyết định nào, bộ nào.",
            "The identity of the sheet was changed: nobody knows its decision and product set.",
        ),
    }))
}

type Found = (ReadSheet, RosteredProduct, SheetIdentity);

/// The sheet that is filled in; where none is, the first.
fn only(file: &str, mut found: Vec<Found>) -> Result<Found, Problems> {
    if found.is_empty() {
        return Err(no_sheet(file));
    }
    let filled = found.iter().filter(|(read, ..)| !read.is_blank());
    let names: Vec<&str> = filled.map(|(read, ..)| read.sheet.as_str()).collect();
    if names.len() > 1 {
        let list = ocop_text::clean(&names.join("; ")).into_owned();
        return Err(of_file(
            file,
            Code::RepeatedSheet,
            format!("Tệp có nhiều phiếu đã ghi: {list}. Mỗi hồ sơ một phiếu, mỗi phiếu một tệp."),
            format!(
                "Several sheets of the file are filled in: {list}. A dossier is one sheet, in a file of its own."
            ),
        ));
    }
    let place = found.iter().position(|(read, ..)| !read.is_blank());
    Ok(found.swap_remove(place.unwrap_or(0)))
}

fn no_sheet(file: &str) -> Problems {
    let (vi, en) = (
        "Bảng tính không có trang phiếu đánh giá nào.",
        "The workbook has no score sheet.",
    );
    of_file(file, Code::WorkbookLayout, vi.to_owned(), en.to_owned())
}

fn of_file(file: &str, code: Code, vi: String, en: String) -> Problems {
    let mut problem = Problem::new(code, "", vi, en);
    problem.file = Some(file.to_owned());
    problem.into()
}

fn read(
    library: &Library,
    file: &str,
    sheet: &Worksheet,
    identity: &SheetIdentity,
) -> Result<Found, Problems> {
    let criteria = library.version(&identity.criteria)?;
    let set = criteria.product_set(&identity.product_set.to_string())?;
    let shown = Arc::new(criteria.show(set)?);
    let product = alone::product(set, shown, &Words::new(Lang::Vi));
    let Some(columns) = Columns::find(sheet) else {
        return Err(no_heads(file, sheet, 4).into());
    };
    let mut read = ReadSheet::new(file, &sheet.name);
    let beside = columns.take(
        &mut read,
        sheet,
        &product,
        Kind::Alone,
        &mut Printouts::default(),
    );
    let beside: Vec<_> = beside
        .into_iter()
        .filter(|cell| SheetIdentity::read(&cell.value.text()).is_none())
        .collect();
    tell_beside(&mut read, sheet, &beside, Some(columns.input));
    tell_pinned(&mut read, sheet);
    Ok((read, product, identity.clone()))
}

/// What is filled in as a dossier.
fn composed(
    identity: &SheetIdentity,
    product: &RosteredProduct,
    good: &Filled,
) -> Option<Dossier<'static>> {
    let mut out = dossier(&identity.criteria, product, good)?;
    let text = |slot: Slot| match good.get(&slot)? {
        Entry::Text(text) => Some(text.trim().to_owned()).filter(|t| !t.is_empty()),
        Entry::Number(number) => Some(number.to_string()),
    };
    let detail = |detail| text(Slot::Detail(detail));
    let mut named = Product::default();
    named.name = detail(ProductDetail::Product).map(Into::into);
    named.code = detail(ProductDetail::Code).map(Into::into);
    if named != Product::default() {
        out.product = Some(named);
    }
    let mut producer = Producer::default();
    producer.name = detail(ProductDetail::Producer).map(Into::into);
    producer.phone = detail(ProductDetail::Phone).map(Into::into);
    producer.address = detail(ProductDetail::Address).map(Into::into);
    if producer != Producer::default() {
        out.producer = Some(producer);
    }
    out.assessed_on = detail(ProductDetail::AssessedOn).and_then(|day| read_day(&day).ok());
    let mut notes: Vec<String> = text(Slot::Comment).into_iter().collect();
    let said: BTreeMap<CriterionId, (Option<String>, Option<String>)> = product
        .set
        .criteria()
        .iter()
        .map(|c| (c.id, (text(Slot::Note(c.id)), text(Slot::Evidence(c.id)))))
        .filter(|(_, (note, papers))| note.is_some() || papers.is_some())
        .collect();
    for (id, (note, papers)) in said {
        let key = id.to_string();
        let Some(points) = out.points.remove(key.as_str()) else {
            // an answer needs its points: what is said of an open criterion is a note on the whole
            let lines = note.into_iter().chain(papers);
            notes.extend(lines.map(|line| format!("{key}: {line}")));
            continue;
        };
        let papers = papers.unwrap_or_default();
        let papers = papers
            .lines()
            .map(str::trim)
            .filter(|line| !line.is_empty());
        let papers = papers.map(|line| Evidence::Name(line.to_owned().into()));
        let mut answer = DetailedAnswer::default()
            .points(points)
            .evidence(papers.collect::<Vec<_>>());
        answer.note = note.map(Into::into);
        out = out.answer(key, answer);
    }
    if !notes.is_empty() {
        out = out.note(notes.join("\n"));
    }
    Some(out)
}
