//! Opening workbooks that strangers saved: `.xlsx` of Excel, LibreOffice and Google Sheets, and
//! `.ods`; cell by cell, in bounded memory.
//!
//! What a file is, is told from what it holds, never from its name. A cell far out, a million empty
//! rows or a small file that unpacks to gigabytes cost nothing but time, and not much of that.

mod book;
mod cell;
mod days;
mod ods;
mod package;
mod text;
mod xlsx;
mod xml;

use ocop::{Code, Problem};

use super::address::a1;

pub use book::{Book, CellNote, Worksheet};
pub use cell::{Cell, Value};
use package::{Kind, Package, Trouble};

/// The most bytes of a workbook: 32 MiB, some ten times one of 200 products.
pub const MAX_WORKBOOK_BYTES: usize = 32 << 20;

/// The most bytes that a workbook may unpack to.
const MAX_UNPACKED: u64 = 256 << 20;

impl Book {
    /// Opens a workbook.
    ///
    /// # Errors
    ///
    /// [`Code::WorkbookFormat`] for what is no workbook, or one that cannot be read: an old `.xls`, one
    /// with macros, an encrypted or damaged one, another kind of file. [`Code::WorkbookTooLarge`] for
    /// one that is larger, or unpacks to more, than any workbook of a council.
    pub fn open(bytes: &[u8]) -> Result<Self, Problem> {
        if bytes.len() > MAX_WORKBOOK_BYTES {
            return Err(Trouble::TooLarge.problem());
        }
        open_within(bytes, MAX_UNPACKED, false).map_err(|trouble| trouble.problem())
    }

    /// Whether a file is a workbook, new, old or locked, or was one before it was damaged: text begins
    /// with none of their signs.
    ///
    /// ```
    /// use ocop_office::workbook::read::Book;
    /// assert!(Book::is_one(b"PK\x03\x04..."));
    /// assert!(!Book::is_one(br#"{"product_set": 1}"#));
    /// ```
    #[must_use]
    pub fn is_one(bytes: &[u8]) -> bool {
        bytes.starts_with(b"PK") || bytes.starts_with(b"\xd0\xcf\x11\xe0")
    }

    /// Opens a workbook, or a table in text: commas, semicolons or tabs, in UTF-8 or UTF-16.
    ///
    /// # Errors
    ///
    /// As [`open`](Self::open).
    pub fn open_any(bytes: &[u8]) -> Result<Self, Problem> {
        any(bytes, false)
    }

    /// Opens a workbook with the cells that reach down over several of its rows.
    pub(crate) fn open_merged(bytes: &[u8]) -> Result<Self, Problem> {
        if bytes.len() > MAX_WORKBOOK_BYTES {
            return Err(Trouble::TooLarge.problem());
        }
        open_within(bytes, MAX_UNPACKED, true).map_err(|trouble| trouble.problem())
    }

    /// Opens a list, a workbook or a table in text, with the cells that reach down over several of its rows.
    pub(crate) fn open_list(bytes: &[u8]) -> Result<Self, Problem> {
        any(bytes, true)
    }
}

/// Opens a workbook or a table in text, with its merged cells where they are asked for.
fn any(bytes: &[u8], merged: bool) -> Result<Book, Problem> {
    let opened = if bytes.len() > MAX_WORKBOOK_BYTES {
        Err(Trouble::TooLarge)
    } else {
        match text::decoded(bytes) {
            Some(text) => text::read(&text),
            None if text::is_of_before(bytes) => Err(Trouble::NotUtf8),
            None => open_within(bytes, MAX_UNPACKED, merged),
        }
    };
    opened.map_err(|trouble| trouble.problem())
}

/// Opens a workbook that unpacks to no more than so many bytes.
fn open_within(bytes: &[u8], most: u64, merged: bool) -> Result<Book, Trouble> {
    let mut package = Package::open(bytes, most)?;
    match package.kind()? {
        Kind::Xlsx => xlsx::read(&mut package, merged),
        Kind::Ods => ods::read(&mut package),
    }
}

impl Trouble {
    /// In words, for whoever sent the file.
    pub(crate) fn problem(&self) -> Problem {
        let (vi, en) = match self {
            Self::TooLarge => {
                return Problem::new(
                    Code::WorkbookTooLarge,
                    "",
                    "Bảng tính lớn hơn, hoặc giải nén ra lớn hơn, mọi bảng tính của hội đồng.",
                    "The workbook is larger, or unpacks to more, than any workbook of a council.",
                );
            }
            Self::Unclosed(row) => {
                let problem = Problem::new(
                    Code::UnclosedQuote,
                    "",
                    "Dấu ngoặc kép mở ở dòng này không đóng, hoặc đóng sai chỗ: không biết ô nào hết ở đâu.",
                    "The quote that this row opens is closed nowhere, or in the wrong place: nobody knows where its cells end.",
                );
                return problem.with_cell(a1(*row, 0)).with_help(
                    "Thêm dấu ngoặc kép đóng, hoặc bỏ dấu mở.",
                    "Close the quote, or leave it out.",
                );
            }
            Self::Encrypted => (
                "Tệp có mật khẩu: không đọc được".to_owned(),
                "The file is locked with a password and cannot be read".to_owned(),
            ),
            Self::NotUtf8 => (
                "Tệp chữ này không phải UTF-8".to_owned(),
                "This text file is not UTF-8".to_owned(),
            ),
            Self::Other(kind) => (
                format!("Đây không phải bảng tính .xlsx hay .ods mà là {}", kind.vi),
                format!("This is no .xlsx or .ods workbook but {}", kind.en),
            ),
            Self::Damaged(what) => {
                let what = what.text();
                (
                    format!("Bảng tính bị hỏng hoặc bị cắt cụt: {}", what.vi),
                    format!("The workbook is damaged or cut short: {}", what.en),
                )
            }
        };
        let problem = Problem::new(Code::WorkbookFormat, "", format!("{vi}."), format!("{en}."));
        match self {
            Self::Encrypted => problem.with_help(
                "Bỏ mật khẩu rồi lưu lại.",
                "Take the password off and save it again.",
            ),
            Self::NotUtf8 => problem.with_help(
                "Trong Excel, lưu lại dạng \"CSV UTF-8\", hoặc gửi tệp .xlsx.",
                "In Excel save it as \"CSV UTF-8\", or send the .xlsx file.",
            ),
            Self::Damaged(_) => {
                problem.with_help("Xin người gửi gửi lại tệp.", "Ask for the file again.")
            }
            _ => problem.with_help(
                "Mở trong Excel hoặc LibreOffice, lưu lại dạng .xlsx (không kèm macro).",
                "Open it in Excel or LibreOffice and save it as .xlsx, without macros.",
            ),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use super::*;

    fn zipped(parts: &[(&str, &str)]) -> Vec<u8> {
        let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
        for (name, content) in parts {
            let options = zip::write::SimpleFileOptions::default();
            writer.start_file(*name, options).unwrap();
            writer.write_all(content.as_bytes()).unwrap();
        }
        writer.finish().unwrap().into_inner()
    }

    /// A bomb is a small file: what counts is what it unpacks to, whether it says so or not.
    #[test]
    fn a_workbook_that_unpacks_to_too_much_is_refused_before_it_does() {
        let most = 100_000;
        let sheet = |inner: &str| {
            let workbook = r#"<workbook><sheets><sheet name="a" r:id="r1"/></sheets></workbook>"#;
            let rels = r#"<Relationships><Relationship Id="r1" Type="x/worksheet" Target="s.xml"/></Relationships>"#;
            zipped(&[
                ("[Content_Types].xml", "spreadsheetml"),
                ("xl/workbook.xml", workbook),
                ("xl/_rels/workbook.xml.rels", rels),
                (
                    "xl/s.xml",
                    &format!("<worksheet><sheetData>{inner}</sheetData></worksheet>"),
                ),
            ])
        };
        let small = sheet(r#"<row r="7"><c r="C7"><v>5</v></c></row>"#);
        let book = open_within(&small, most, false).unwrap();
        let cell = &book.sheets[0].cells[0];
        assert_eq!((cell.row, cell.column, cell.value.whole()), (6, 2, Some(5)));

        let bomb = sheet(&"<row/>".repeat(40_000));
        assert!(bomb.len() < 10_000);
        assert!(matches!(
            open_within(&bomb, most, false),
            Err(Trouble::TooLarge)
        ));
        // one that lies about its size: the figure stands in the central directory
        let mut lying = bomb.clone();
        let size = u32::try_from("<worksheet><sheetData></sheetData></worksheet>".len() + 240_000)
            .unwrap();
        let places: Vec<usize> = lying
            .windows(4)
            .enumerate()
            .filter(|(_, w)| *w == size.to_le_bytes())
            .map(|(i, _)| i)
            .collect();
        assert!(!places.is_empty());
        for place in places {
            lying[place..place + 4].copy_from_slice(&60_u32.to_le_bytes());
        }
        assert!(open_within(&lying, most, false).is_err());
    }

    /// No part is too large by itself: what counts is all of them.
    #[test]
    fn many_parts_that_unpack_to_too_much_together_are_refused() {
        let one = format!(
            "<worksheet><sheetData>{}</sheetData></worksheet>",
            "<row/>".repeat(3_000)
        );
        let book = |count: usize| {
            let sheets: String = (0..count)
                .map(|i| format!(r#"<sheet name="s{i}" r:id="r{i}"/>"#))
                .collect();
            let relations: String = (0..count)
                .map(|i| {
                    format!(r#"<Relationship Id="r{i}" Type="x/worksheet" Target="s{i}.xml"/>"#)
                })
                .collect();
            let workbook = format!("<workbook><sheets>{sheets}</sheets></workbook>");
            let relations = format!("<Relationships>{relations}</Relationships>");
            let names: Vec<String> = (0..count).map(|i| format!("xl/s{i}.xml")).collect();
            let mut parts = vec![
                ("[Content_Types].xml", "spreadsheetml"),
                ("xl/workbook.xml", workbook.as_str()),
                ("xl/_rels/workbook.xml.rels", relations.as_str()),
            ];
            parts.extend(names.iter().map(|name| (name.as_str(), one.as_str())));
            zipped(&parts)
        };
        assert_eq!(
            open_within(&book(4), 100_000, false).unwrap().sheets.len(),
            4
        );
        assert!(matches!(
            open_within(&book(7), 100_000, false),
            Err(Trouble::TooLarge)
        ));
    }

    /// Text that refers to itself is an old way to fill a memory: entities are not expanded.
    #[test]
    fn entities_of_a_document_are_not_expanded() {
        let strings = r#"<!DOCTYPE sst [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]><sst><si><t>&b;</t></si></sst>"#;
        let book = zipped(&[
            ("[Content_Types].xml", "spreadsheetml"),
            (
                "xl/workbook.xml",
                r#"<workbook><sheets><sheet name="a" r:id="r1"/></sheets></workbook>"#,
            ),
            (
                "xl/_rels/workbook.xml.rels",
                r#"<Relationships><Relationship Id="r1" Type="x/worksheet" Target="s.xml"/></Relationships>"#,
            ),
            ("xl/sharedStrings.xml", strings),
            (
                "xl/s.xml",
                r#"<worksheet><sheetData><row><c t="s"><v>0</v></c></row></sheetData></worksheet>"#,
            ),
        ]);
        let book = open_within(&book, MAX_UNPACKED, false).unwrap();
        assert_eq!(book.sheets[0].cells[0].value.text(), "&b;");
    }
}
