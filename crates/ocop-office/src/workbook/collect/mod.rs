//! Workbooks that members sent back, put into the session they belong to.
//!
//! Every sheet lands at its member, product and round, or is told. A sheet with problems is taken as a
//! draft with all that is good in it, so that nothing is lost and nothing wrong counts; beside it an
//! annotated copy is written afresh, with each problem as a note at its cell. What the session has
//! already is never overwritten.

mod beside;
mod check;
mod collection;
mod columns;
mod copies;
mod dossier;
mod found;
mod given;
mod handed_out;
mod heads;
mod merge;
mod names;
mod page;
mod pinned;
mod printed;
mod read_sheet;
mod report;
mod sheet;
mod titles;
mod value;
mod whose;

use ocop::council::SheetFile;
use ocop::{Library, Problems};

use super::cores::on_all_cores;
use super::roster::Roster;

pub use collection::Collection;
pub use dossier::read_dossier;
use found::Found;
pub use given::{CollectOptions, ReturnedFile};
pub use merge::whole;
pub use page::page;
pub use report::{COLLECTED_FORMAT, Collected, MissingSheets, Taken, Told, collected_schema};
pub(crate) use value::no_value;

/// Puts the sheets of workbooks into a session. `sheets` are the files of a session that is a folder:
/// what they hold goes into the session too.
///
/// # Errors
///
/// Everything that is wrong with the session itself, which is to be mended first. What is wrong with
/// the workbooks stands in the report.
pub fn collect(
    library: &Library,
    session: &[u8],
    sheets: &[SheetFile<'_>],
    files: &[ReturnedFile<'_>],
    options: CollectOptions,
) -> Result<Collection, Problems> {
    let roster = Roster::read(library, session, sheets)?;
    let value = merge::whole(session, sheets)?;
    let mut found = Found::default();
    let each = on_all_cores(files, |file| {
        let mut found = Found::default();
        found.file(library, &roster, file, options);
        found
    });
    each.into_iter().for_each(|of_one| found.append(of_one));
    found.sort_out();
    let mut report = Collected::default();
    let mut session = merge::FilledSession::new(value);
    for sheet in &mut found.sheets {
        session.take(library, &roster, sheet, &mut report);
    }
    let (copies, failed) = copies::of(library, &roster, &found, options.lang);
    report.errors.extend(found.told);
    report.errors.extend(failed);
    for sheet in found.sheets {
        report.errors.extend(sheet.problems);
        report.notices.extend(sheet.notices);
    }
    report.notices.splice(0..0, found.notices);
    report.missing = merge::missing(&roster, &session, options.round);
    Ok(Collection {
        report,
        session: session.into_value(),
        copies,
    })
}
