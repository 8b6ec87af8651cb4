//! A [`Document`] as `.docx`: A4, the layout of official papers, to be edited on in Word or
//! LibreOffice.
//!
//! ```
//! use ocop_text::{Block, Document};
//!
//! let mut page = Document::new(ocop::Lang::Vi, "Kết quả");
//! page.push(Block::paragraph("Mật ong rừng: 4 sao"));
//! let bytes = ocop_office::docx::docx(&page)?;
//! assert!(bytes.starts_with(b"PK"));
//! # Ok::<(), ocop_office::docx::DocxError>(())
//! ```

mod body;
mod element;
mod table;

use std::io::{Cursor, Write as _};

use ocop_text::Document;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use element::{escaped, tag};

/// The media type of `.docx`.
pub const MEDIA_TYPE: &str =
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

const CONTENT_TYPES: &str = include_str!("parts/content-types.xml");
const RELATIONSHIPS: &str = include_str!("parts/relationships.xml");
const DOCUMENT_RELATIONSHIPS: &str = include_str!("parts/document-relationships.xml");
const STYLES: &str = include_str!("parts/styles.xml");
const SETTINGS: &str = include_str!("parts/settings.xml");
const HEADER: &str = include_str!("parts/header.xml");
const APP: &str = include_str!("parts/app.xml");

/// A file that could not be packed.
#[derive(Debug, thiserror::Error)]
#[error("the .docx could not be written: {0}")]
pub struct DocxError(#[from] zip::result::ZipError);

impl From<std::io::Error> for DocxError {
    fn from(error: std::io::Error) -> Self {
        Self(error.into())
    }
}

/// Writes a document as `.docx`. The same document gives the same bytes.
///
/// # Errors
///
/// [`DocxError`] where the file cannot be packed: it would be larger than the format allows.
pub fn docx(document: &Document) -> Result<Vec<u8>, DocxError> {
    let styles = STYLES.replace("[language]", tag(document.lang));
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    // no clock: every part has the first day that the format knows
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::DEFAULT);
    for (name, content) in [
        ("[Content_Types].xml", CONTENT_TYPES),
        ("_rels/.rels", RELATIONSHIPS),
        ("docProps/core.xml", &core(document)),
        ("docProps/app.xml", APP),
        ("word/document.xml", &body::document(document)),
        ("word/_rels/document.xml.rels", DOCUMENT_RELATIONSHIPS),
        ("word/styles.xml", &styles),
        ("word/settings.xml", SETTINGS),
        ("word/header1.xml", HEADER),
    ] {
        zip.start_file(name, options)?;
        zip.write_all(content.as_bytes())?;
    }
    Ok(zip.finish()?.into_inner())
}

/// Title and language as properties of the file.
fn core(document: &Document) -> String {
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n\
         <cp:coreProperties \
         xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" \
         xmlns:dc=\"http://purl.org/dc/elements/1.1/\">\
         <dc:title>{}</dc:title><dc:language>{}</dc:language></cp:coreProperties>\n",
        escaped(&document.title.to_string()),
        tag(document.lang),
    )
}
