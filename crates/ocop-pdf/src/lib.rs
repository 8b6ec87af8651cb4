//! A `Document` as PDF, A4, in the layout that official papers have: fonts are embedded, text can
//! be searched and copied with all its diacritics, title and language are set.
//!
//! It is set by Typst. The template is ours; the document is data to it, and nothing a document says
//! is ever read as Typst. Nothing is read from the machine: fonts come with this crate, and there is
//! no clock. So the same document gives the same bytes.
//!
//! The writer is the feature `typst`; without it the crate is empty.
//!
#![cfg_attr(feature = "typst", doc = "```")]
#![cfg_attr(not(feature = "typst"), doc = "```text")]
//! use ocop_text::{Block, Document};
//!
//! let mut page = Document::new(ocop::Lang::Vi, "Kết quả");
//! page.push(Block::paragraph("Mật ong rừng: ★★★★☆"));
//! let bytes = ocop_pdf::pdf(&page)?;
//! assert!(bytes.starts_with(b"%PDF-"));
//! # Ok::<(), ocop_pdf::PdfError>(())
//! ```
//!
//! # Letters that the fonts lack
//!
//! Liberation Serif has Latin, Greek and Cyrillic with all of Vietnamese, DejaVu Sans the stars and
//! boxes. Any other character, such as one of another script in a name, stands as its number:
//! `[U+4E2D]`. It is never left out in silence.

#![cfg(feature = "typst")]

mod error;
mod glyphs;
#[cfg(test)]
mod laid_out;
mod world;

use ocop_text::{Document, LONG_WORD, MANY_COLUMNS};
use serde_json::Value;
use typst::foundations::Smart;
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandards};

use world::World;

pub use error::PdfError;
pub use glyphs::has_glyph;

/// The media type of PDF.
pub const MEDIA_TYPE: &str = "application/pdf";

/// Writes a document as PDF.
///
/// # Errors
///
/// [`PdfError`] where the template fails, which no document should bring about.
pub fn pdf(document: &Document) -> Result<Vec<u8>, PdfError> {
    let world = World::new(data(document)?)?;
    let compiled = typst::compile::<PagedDocument>(&world).output;
    let written = compiled.and_then(|pages| {
        let options = PdfOptions {
            ident: Smart::Auto,
            creator: Smart::Custom(None),
            timestamp: None,
            page_ranges: None,
            standards: PdfStandards::default(),
            tagged: true,
            pretty: false,
        };
        typst_pdf::pdf(&pages, &options)
    });
    // what Typst remembers of a document is of no use to the next, and would grow without end
    comemo::evict(0);
    written.map_err(|found| PdfError::of(&found))
}

/// The document as the template reads it.
fn data(document: &Document) -> Result<Vec<u8>, PdfError> {
    let fault = |error: serde_json::Error| PdfError::new(error.to_string());
    let mut value = serde_json::to_value(document).map_err(fault)?;
    if let Value::Object(fields) = &mut value {
        let heading = document.title.to_string();
        fields.insert("heading".to_owned(), Value::String(heading));
        fields.insert("long_word".to_owned(), LONG_WORD.into());
        fields.insert("many_columns".to_owned(), MANY_COLUMNS.into());
    }
    glyphs::drawable(&mut value);
    serde_json::to_vec(&value).map_err(fault)
}

#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
