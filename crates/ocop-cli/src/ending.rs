//! The ending of a file's name and what is written under it: a text under `.docx` opens nowhere.

use std::path::Path;

use memchr::memmem;
use ocop::Text;

/// What is written, as far as the ending of a file's name says it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Content {
    Workbook,
    Word,
    Pdf,
    Text,
    /// What this program does not write.
    Other,
}

impl Content {
    /// What people expect behind an ending; none of one that promises nothing.
    fn promised(ending: &str) -> Option<Self> {
        Some(match ending {
            "xlsx" => Self::Workbook,
            "docx" => Self::Word,
            "pdf" => Self::Pdf,
            "txt" | "md" | "html" | "htm" | "csv" | "json" | "ndjson" | "ics" => Self::Text,
            "doc" | "xls" | "xlsm" | "ods" | "odt" | "rtf" | "ppt" | "pptx" | "zip" | "parquet" => {
                Self::Other
            }
            _ => return None,
        })
    }

    /// What bytes are that this program made.
    fn of(bytes: &[u8]) -> Self {
        let holds = |part: &str| memmem::find(bytes, part.as_bytes()).is_some();
        if bytes.starts_with(b"%PDF") {
            Self::Pdf
        } else if !bytes.starts_with(b"PK\x03\x04") {
            Self::Text
        } else if holds("word/document.xml") {
            Self::Word
        } else {
            Self::Workbook
        }
    }

    const fn name(self) -> (&'static str, &'static str) {
        match self {
            Self::Workbook => ("bảng tính Excel (.xlsx)", "an Excel workbook (.xlsx)"),
            Self::Word => ("văn bản Word (.docx)", "a Word document (.docx)"),
            Self::Pdf => ("tệp PDF (.pdf)", "a PDF file (.pdf)"),
            Self::Text | Self::Other => (
                "chữ thường, không phải tệp Excel, Word hay PDF",
                "plain text, no file of Excel, Word or PDF",
            ),
        }
    }
}

/// The ending of a file's name, in small letters.
pub fn ending(path: &Path) -> Option<String> {
    Some(path.extension()?.to_str()?.to_ascii_lowercase())
}

/// Whether people expect something of their own behind an ending.
pub fn promises(ending: &str) -> bool {
    Content::promised(ending).is_some()
}

/// What is wrong with a name whose ending promises something else than what is to be written.
pub fn unfit(path: &Path, bytes: &[u8]) -> Option<Text> {
    let ending = ending(path)?;
    let written = Content::of(bytes);
    if Content::promised(&ending)? == written {
        return None;
    }
    let (vi, en) = written.name();
    Some(Text::new(
        format!("kết quả là {vi}, không hợp với đuôi .{ending}; đặt đuôi khác"),
        format!("the result is {en}, which .{ending} does not fit; choose another ending"),
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_ending_promises_what_is_written() {
        let fits = |name: &str, bytes: &[u8]| unfit(Path::new(name), bytes).is_none();
        for name in ["a.json", "a.txt", "a", "a.dat", "a.HTML", "a.2026"] {
            assert!(fits(name, b"{}"), "{name}");
        }
        for name in ["a.doc", "a.DOCX", "a.xlsx", "a.pdf", "a.ods"] {
            assert!(!fits(name, b"{}"), "{name}");
        }
        let book: &[u8] = b"PK\x03\x04...xl/workbook.xml";
        let word: &[u8] = b"PK\x03\x04...word/document.xml";
        assert!(fits("a.xlsx", book) && !fits("a.csv", book) && !fits("a.docx", book));
        assert!(fits("a.docx", word) && !fits("a.xlsx", word));
        assert!(fits("a.pdf", b"%PDF-1.7") && !fits("a.html", b"%PDF-1.7"));
    }
}
