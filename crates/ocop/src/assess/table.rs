//! Ratings as a table for spreadsheets: a product a row.

use std::borrow::Cow;

use jiff::civil::Date;

use crate::caller::CallerId;
use crate::csv::csv_row;
use crate::dossier::{DossierDraft, Producer, Product, Registration};
use crate::json;
use crate::problem::{ErrorReport, Problems};
use crate::rating::RatingReport;
use crate::spelling::tidy;
use crate::text::Lang;

use super::Assessment;

/// The columns of [`rating_row`].
const COLUMNS: [&str; 27] = [
    "line",
    "id",
    "registration_number",
    "code",
    "product",
    "producer",
    "producer_kind",
    "address",
    "kind",
    "submitted_on",
    "assessed_on",
    "criteria",
    "product_set",
    "set_name",
    "outcome",
    "stars",
    "points",
    "max_points",
    "points_stars",
    "recognised",
    "authority",
    "unmet",
    "unanswered",
    "reasons",
    "notices",
    "errors",
    "message",
];

/// The heading of a table of ratings. Names of columns are those of the formats, and stay the same in
/// every language.
///
/// ```
/// use ocop::{AssessOptions, Lang, Library, rating_heading, rating_row};
/// let library = Library::embedded();
/// let dossier = br#"{"criteria": "qd-26-2026", "product_set": 1, "product": {"name": "=A1"}, "answers": {"1.1": 3}}"#;
/// let assessment = library.assess_json(dossier, &AssessOptions::default())?;
/// let row = rating_row(7, &assessment, Lang::Vi);
/// assert!(rating_heading().starts_with("line,id,registration_number,code,product,"));
/// assert!(row.starts_with("7,,,,'=A1,,"));
/// # Ok::<(), ocop::Problems>(())
/// ```
#[must_use]
pub fn rating_heading() -> String {
    csv_row(COLUMNS)
}

/// A line of a batch as a row: what the dossier says of product, producer and dates, and what it
/// comes to. Lists are joined by blanks.
#[must_use]
pub fn rating_row(line: u64, rated: &Assessment, lang: Lang) -> String {
    let mut row = TableRow::default();
    row.set("line", line);
    row.assessment(rated, lang);
    row.written()
}

/// A refused line of a batch as a row: why it is refused, in a language, and what its text says of
/// product, producer and dates, as far as that can be read: somebody has to find the dossier.
///
/// ```
/// use ocop::{AssessOptions, Lang, Library, refused_row};
/// let text = r#"{"product_set": 1, "product": {"name": "Mật ong"}, "answers": {"1.1": 9}}"#;
/// let refused = Library::embedded().assess_json(text.as_bytes(), &AssessOptions::default());
/// let row = refused_row(7, &refused.unwrap_err().report(Some(7)), Some(text.as_bytes()), Lang::Vi);
/// assert!(row.starts_with("7,,,,Mật ong,,"));
/// ```
#[must_use]
pub fn refused_row(
    line: u64,
    refused: &ErrorReport<'_>,
    text: Option<&[u8]>,
    lang: Lang,
) -> String {
    let mut row = TableRow::default();
    row.set("line", line);
    let node = text
        .and_then(|bytes| json::text(bytes, json::MAX_BYTES).ok())
        .and_then(|text| json::parse(text).ok());
    // what is wrong with it is told already
    let mut problems = Problems::new();
    if let Some(draft) = node
        .as_ref()
        .and_then(|node| DossierDraft::read(node, &mut problems))
    {
        row.said(&Said {
            product: draft.product.as_ref(),
            producer: draft.producer.as_ref(),
            registration: draft.registration.as_ref(),
            assessed_on: draft.assessed_on,
        });
    }
    row.refused(refused, lang);
    row.written()
}

/// What a dossier says that tells it from others.
struct Said<'d, 'a> {
    product: Option<&'d Product<'a>>,
    producer: Option<&'d Producer<'a>>,
    registration: Option<&'d Registration>,
    assessed_on: Option<Date>,
}

/// The cells of a row, by their columns.
#[derive(Default)]
struct TableRow(Vec<(&'static str, String)>);

impl TableRow {
    fn set(&mut self, column: &'static str, cell: impl ToString) {
        self.0.push((column, cell.to_string()));
    }

    /// What a stranger typed, on one line.
    fn typed(&mut self, column: &'static str, text: &Option<Cow<'_, str>>) {
        self.set_some(column, text.as_deref().map(tidy));
    }

    fn set_some(&mut self, column: &'static str, cell: Option<impl ToString>) {
        if let Some(cell) = cell {
            self.set(column, cell);
        }
    }

    fn list(&mut self, column: &'static str, cells: impl IntoIterator<Item = impl ToString>) {
        let cells: Vec<String> = cells.into_iter().map(|c| c.to_string()).collect();
        self.set(column, cells.join(" "));
    }

    fn cell(&self, column: &str) -> &str {
        let found = self.0.iter().find(|(name, _)| *name == column);
        found.map_or("", |(_, cell)| cell)
    }

    fn written(&self) -> String {
        csv_row(COLUMNS.iter().map(|column| self.cell(column)))
    }

    fn assessment(&mut self, assessment: &Assessment, lang: Lang) {
        let dossier = assessment.dossier();
        self.set_some("id", dossier.id.as_ref().map(one_line));
        self.said(&Said {
            product: dossier.product.as_ref(),
            producer: dossier.producer.as_ref(),
            registration: dossier.registration.as_ref(),
            assessed_on: dossier.assessed_on,
        });
        let name = assessment.sheet().product_set().name();
        self.set("set_name", assessment.version().translate(name).get(lang));
        self.report(&assessment.brief());
    }

    fn said(&mut self, said: &Said<'_, '_>) {
        if let Some(registration) = said.registration {
            self.set_some(
                "registration_number",
                registration.number.as_deref().map(tidy),
            );
            self.set_some("kind", registration.kind.map(|k| name_of(&k)));
            self.set_some("submitted_on", registration.submitted_on);
        }
        if let Some(product) = said.product {
            self.typed("code", &product.code);
            self.typed("product", &product.name);
        }
        if let Some(producer) = said.producer {
            self.typed("producer", &producer.name);
            self.typed("producer_kind", &producer.kind);
            self.typed("address", &producer.address);
        }
        self.set_some("assessed_on", said.assessed_on);
    }

    fn report(&mut self, report: &RatingReport<'_>) {
        self.set("criteria", &report.criteria);
        self.set("product_set", report.product_set);
        self.set("outcome", name_of(&report.outcome));
        self.set_some("stars", report.stars.map(|s| s.get()));
        self.set("points", report.points);
        self.set("max_points", report.max_points);
        self.set_some("points_stars", report.points_stars.map(|s| s.get()));
        self.set("recognised", report.recognised);
        self.set_some("authority", report.authority.map(|a| name_of(&a)));
        let unmet = report.unmet.lists().flat_map(|(stars, list)| {
            let list = list.iter();
            list.map(move |id| format!("{stars}*:{id}"))
        });
        self.list("unmet", unmet);
        self.list("unanswered", &report.unanswered);
        let reasons = report
            .reasons
            .iter()
            .map(|r| match (&r.finding, r.criterion) {
                (Some(finding), _) => finding.to_string(),
                (None, Some(id)) => format!("0-points:{id}"),
                (None, None) => name_of(&r.effect),
            });
        self.list("reasons", reasons);
        self.list("notices", report.notices.iter().map(|n| n.code));
    }

    fn refused(&mut self, refused: &ErrorReport<'_>, lang: Lang) {
        self.set_some("id", refused.id.as_ref().map(one_line));
        self.set("outcome", "refused");
        self.list("errors", refused.errors.iter().map(|p| p.code));
        let told = refused.errors.iter().map(|p| p.line(lang));
        self.list("message", told);
    }
}

/// What a caller calls a dossier, on one line.
fn one_line(id: &CallerId<'_>) -> String {
    tidy(&id.to_string()).into_owned()
}

/// The name that a value has in the formats.
fn name_of(value: &impl serde::Serialize) -> String {
    let value = serde_json::to_value(value).unwrap_or_default();
    value.as_str().unwrap_or_default().to_owned()
}
