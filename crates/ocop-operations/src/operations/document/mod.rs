//! `document`: what people read, as text, Markdown or HTML.

mod council_pages;
mod options;
mod pages;

use ocop::practice::class_table;
use ocop::stats::table;
use ocop::{Code, Library, Problem};
use ocop_text::{calendar, page, table_csv};

pub use super::kinds::{DocumentFormat, DocumentKind, Language};
use super::paper;
use super::write::{available, name, write_as};
use super::{criteria, mark_class, renewals, stats, tally};
use crate::operation::{Operation, Output, options as read, schema_of};
use crate::options::Within;
use crate::reply::{Refusal, Reply, left_out};

pub use options::DocumentOptions;
pub use pages::document;

use options::behind;

pub(crate) const OPERATION: Operation = Operation {
    name: "document",
    vi: "Văn bản cho người đọc: biên bản, giải thích, phiếu, kế hoạch, thống kê, …",
    en: "What people read: minutes, explanations, sheets, plans, statistics …",
    input: &[
        "dossier",
        "council",
        "tally",
        "register",
        "rating",
        "verification-input",
        "practice-sheet",
    ],
    output: Output::Document,
    schema: schema_of::<DocumentOptions>,
    run,
};

fn run(library: &Library, input: &[u8], bytes: &[u8]) -> Result<Reply, Refusal> {
    let options: DocumentOptions = read(bytes)?;
    if let DocumentFormat::Csv | DocumentFormat::Ics = options.format {
        return figures(library, input, &options);
    }
    available(options.format)?;
    let width = options.width.map(Within::get);
    if options.document == DocumentKind::ScoreSheet {
        // a workbook of it is no picture of the page: it can be filled in
        let asked: criteria::CriteriaOptions = behind(&options)?;
        let lang = options.lang.into();
        return paper::score_sheet(library, &asked, options.format, width, lang);
    }
    let document = document(library, input, &options)?;
    write_as(&document, options.format, width)
}

/// What is written from figures, without a page: a table, a calendar.
fn figures(library: &Library, input: &[u8], given: &DocumentOptions) -> Result<Reply, Refusal> {
    if !cfg!(feature = "all-operations") {
        return Err(left_out());
    }
    let (text, media_type) = match (given.document, given.format) {
        (DocumentKind::Statistics, DocumentFormat::Csv) => (
            table(&stats::stats(library, input, &behind(given)?)?),
            "text/csv; charset=utf-8",
        ),
        (DocumentKind::Tally, DocumentFormat::Csv) => {
            let _: tally::TallyOptions = behind(given)?;
            let tally = tally::tally(library, input, &[])?;
            let table = page::results_table(&tally, library, given.lang.into());
            (table_csv(&table), "text/csv; charset=utf-8")
        }
        (DocumentKind::ClassMarking, DocumentFormat::Csv) => (
            class_table(&mark_class::mark_lines(library, input, &behind(given)?)?),
            "text/csv; charset=utf-8",
        ),
        (DocumentKind::Renewals, DocumentFormat::Ics) => (
            calendar(
                &renewals::renewals(library, input, &behind(given)?)?,
                given.lang.into(),
            ),
            "text/calendar; charset=utf-8",
        ),
        _ => {
            return Err(Refusal::wrong_call(Problem::new(
                Code::UnknownChoice,
                "/format",
                "\"csv\" chỉ có với \"statistics\", \"tally\" và \"class-marking\", \"ics\" chỉ có với \"renewals\".",
                "\"csv\" goes with \"statistics\", \"tally\" and \"class-marking\" alone, \"ics\" with \"renewals\" alone.",
            ).with_found(name(given.format))));
        }
    };
    Ok(Reply {
        bytes: text.into_bytes(),
        media_type,
    })
}
