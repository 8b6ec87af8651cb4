//! One writer for each form. Each escapes its own marks; what would upset any form never gets into a
//! document: see [`Inline`](crate::Inline).

mod csv;
mod html;
mod markdown;
mod table;
mod text;
mod wrap;

use crate::document::Document;

pub use csv::table_csv;
pub use html::{STYLE, html_body, html_part};

/// The least width of plain text, in columns.
pub const MIN_WIDTH: u16 = 40;
/// The greatest width of plain text, in columns.
pub const MAX_WIDTH: u16 = 200;
/// The width of plain text where none is asked for.
pub const WIDTH: u16 = 80;

/// The form that a document is written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Format {
    /// Plain text for a terminal.
    Text {
        /// Its width in columns, brought between [`MIN_WIDTH`] and [`MAX_WIDTH`].
        width: u16,
    },
    /// Markdown: CommonMark with the tables and boxes of GitHub's.
    Markdown,
    /// A page of HTML that stands alone: no script, nothing fetched, A4 in print.
    Html,
}

impl Format {
    /// Plain text of the usual width.
    pub const TEXT: Self = Self::Text { width: WIDTH };

    /// The media type of what is written, with its encoding.
    #[must_use]
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Text { .. } => "text/plain; charset=utf-8",
            Self::Markdown => "text/markdown; charset=utf-8",
            Self::Html => "text/html; charset=utf-8",
        }
    }
}

/// Writes a document in a form.
///
/// ```
/// use ocop_text::{Block, Document, Format, write};
///
/// let mut page = Document::new(ocop::Lang::En, "Result");
/// page.push(Block::paragraph("4 stars"));
/// assert_eq!(write(&page, Format::TEXT), "RESULT\n\n4 stars\n");
/// ```
#[must_use]
pub fn write(document: &Document, format: Format) -> String {
    match format {
        Format::Text { width } => {
            text::text(document, usize::from(width.clamp(MIN_WIDTH, MAX_WIDTH)))
        }
        Format::Markdown => markdown::markdown(document),
        Format::Html => html::html(document),
    }
}
