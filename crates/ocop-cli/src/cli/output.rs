//! Where papers go and in which form, for every verb that writes one.

use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};
use ocop_operations::document::DocumentFormat;

/// Where a result goes.
#[derive(Debug, Args)]
pub struct OutArgs {
    /// Ghi vào tệp này; không ghi đè tệp đã có · Write to this file; one that is there is kept
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,

    /// Ghi đè tệp đã có · Overwrite a file that is there
    #[arg(long)]
    pub force: bool,
}

/// How a paper is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum PaperFormat {
    /// Văn bản thường · Plain text
    Text,
    /// Markdown
    Md,
    /// HTML, khổ A4 · HTML, A4
    Html,
    /// Word
    Docx,
    /// PDF
    Pdf,
    /// Excel
    Xlsx,
}

impl PaperFormat {
    /// The form that the end of a file's name asks for.
    pub fn of(path: &Path) -> Option<Self> {
        let end = path.extension()?.to_str()?.to_ascii_lowercase();
        let mut all = Self::value_variants().iter();
        all.find(|format| format.end() == end).copied()
    }

    /// The end of a file's name.
    pub const fn end(self) -> &'static str {
        match self {
            Self::Text => "txt",
            Self::Md => "md",
            Self::Html => "html",
            Self::Docx => "docx",
            Self::Pdf => "pdf",
            Self::Xlsx => "xlsx",
        }
    }
}

impl From<PaperFormat> for DocumentFormat {
    fn from(format: PaperFormat) -> Self {
        match format {
            PaperFormat::Text => Self::Text,
            PaperFormat::Md => Self::Md,
            PaperFormat::Html => Self::Html,
            PaperFormat::Docx => Self::Docx,
            PaperFormat::Pdf => Self::Pdf,
            PaperFormat::Xlsx => Self::Xlsx,
        }
    }
}

/// How a page that programs may read too is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum PageFormat {
    /// Văn bản thường · Plain text
    Text,
    /// Markdown
    Md,
    /// HTML, khổ A4 · HTML, A4
    Html,
    /// Word
    Docx,
    /// PDF
    Pdf,
    /// JSON
    Json,
}

impl PageFormat {
    /// The form of a document; none for JSON, which is the figures themselves.
    pub const fn document(self) -> Option<DocumentFormat> {
        Some(match self {
            Self::Text => DocumentFormat::Text,
            Self::Md => DocumentFormat::Md,
            Self::Html => DocumentFormat::Html,
            Self::Docx => DocumentFormat::Docx,
            Self::Pdf => DocumentFormat::Pdf,
            Self::Json => return None,
        })
    }
}
