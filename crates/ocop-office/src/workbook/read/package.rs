//! The archive that a workbook is: what kind it is, and its parts, unpacked within a measure.

use std::cell::Cell;
use std::io::{self, BufRead, BufReader, Cursor, Read};

use ocop::Text;
use zip::ZipArchive;

/// The most parts of an archive.
const MAX_PARTS: usize = 20_000;

/// Why a workbook cannot be read.
#[derive(Debug)]
pub(crate) enum Trouble {
    TooLarge,
    Encrypted,
    /// Another kind of file.
    Other(Text),
    /// A table in text, in an encoding of before.
    NotUtf8,
    Damaged(Damage),
    /// A table in text with a quote that is closed nowhere, or in the wrong place: the row, from 0.
    Unclosed(u32),
}

/// In what way a workbook is damaged.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Damage {
    /// The archive has no list of its parts, or one that leads nowhere.
    Archive,
    /// A part cannot be unpacked.
    Packed,
    /// A part is not there.
    Missing(String),
    /// A part is no XML, or ends within it.
    Markup,
    /// A cell is of a text that the workbook does not have.
    NoSuchText,
    /// A cell is beyond the edge of a sheet.
    BeyondSheet,
    /// A table in text is no table.
    Table,
}

impl Damage {
    /// In words.
    pub(super) fn text(&self) -> Text {
        let (vi, en) = match self {
            Self::Archive => (
                "không có danh mục các phần của tệp",
                "the list of its parts is gone",
            ),
            Self::Packed => (
                "có phần không giải nén được",
                "a part of it cannot be unpacked",
            ),
            Self::Missing(part) => {
                return Text::new(
                    format!("thiếu phần \"{part}\""),
                    format!("the part \"{part}\" is missing"),
                );
            }
            Self::Markup => (
                "có phần sai cú pháp XML hoặc dừng giữa chừng",
                "a part of it is no sound XML, or stops halfway",
            ),
            Self::NoSuchText => (
                "có ô trỏ đến một chuỗi không có",
                "a cell refers to a text that is not there",
            ),
            Self::BeyondSheet => (
                "có ô nằm ngoài trang tính",
                "a cell lies beyond the edge of its sheet",
            ),
            Self::Table => ("không đọc được thành bảng", "it does not read as a table"),
        };
        Text::new(vi, en)
    }
}

impl Trouble {
    pub(super) fn missing(part: &str) -> Self {
        let part = ocop_text::clean(part).chars().take(80).collect();
        Self::Damaged(Damage::Missing(part))
    }

    fn other(vi: &str, en: &str) -> Self {
        Self::Other(Text::new(vi, en))
    }
}

/// What kind of workbook it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Xlsx,
    Ods,
}

/// An archive, and how much may still be unpacked.
pub(super) struct Package<'b> {
    archive: ZipArchive<Cursor<&'b [u8]>>,
    names: Vec<String>,
    left: Cell<u64>,
}

impl<'b> Package<'b> {
    pub(super) fn open(bytes: &'b [u8], most: u64) -> Result<Self, Trouble> {
        if !bytes.starts_with(b"PK") {
            return Err(what_else(bytes));
        }
        let archive =
            ZipArchive::new(Cursor::new(bytes)).map_err(|_| Trouble::Damaged(Damage::Archive))?;
        // what an archive says of itself refuses an honest bomb at once; one that lies is measured
        let says = archive.decompressed_size().unwrap_or(0);
        if archive.len() > MAX_PARTS || says > u128::from(most) {
            return Err(Trouble::TooLarge);
        }
        let names = archive
            .file_names_raw()
            .map(|n| String::from_utf8_lossy(n).into_owned());
        Ok(Self {
            names: names.collect(),
            archive,
            left: Cell::new(most),
        })
    }

    /// Whether there is a part of a name, capitals aside, as Windows has it.
    fn find(&self, name: &str) -> Option<usize> {
        let exact = self.names.iter().position(|n| n == name);
        exact.or_else(|| self.names.iter().position(|n| n.eq_ignore_ascii_case(name)))
    }

    pub(super) fn has(&self, name: &str) -> bool {
        self.find(name).is_some()
    }

    pub(super) fn has_below(&self, folder: &str) -> bool {
        self.names.iter().any(|n| n.starts_with(folder))
    }

    /// A part, unpacked as it is read; none where there is none.
    pub(super) fn part(&mut self, name: &str) -> Result<Option<Part<'_>>, Trouble> {
        let Some(place) = self.find(name) else {
            return Ok(None);
        };
        let left = &self.left;
        match self.archive.by_index(place) {
            Ok(file) if file.encrypted() => Err(Trouble::Encrypted),
            Ok(file) => Ok(Some(Part(BufReader::with_capacity(
                1 << 16,
                Metered {
                    inner: Box::new(file),
                    left,
                },
            )))),
            Err(_) => Err(Trouble::Damaged(Damage::Packed)),
        }
    }

    /// The beginning of a part that is short.
    fn beginning(&mut self, name: &str) -> Result<String, Trouble> {
        let Some(part) = self.part(name)? else {
            return Ok(String::new());
        };
        let mut text = Vec::new();
        part.take(1 << 20)
            .read_to_end(&mut text)
            .map_err(|_| Trouble::Damaged(Damage::Packed))?;
        Ok(String::from_utf8_lossy(&text).into_owned())
    }

    pub(super) fn kind(&mut self) -> Result<Kind, Trouble> {
        const SHEET: &str = "application/vnd.oasis.opendocument.spreadsheet";
        if self.has("mimetype") {
            let kind = self.beginning("mimetype")?;
            if !kind.trim().starts_with(SHEET) {
                return Err(Trouble::other(
                    "một tệp OpenDocument loại khác",
                    "an OpenDocument file of another kind",
                ));
            }
            let manifest = self.beginning("META-INF/manifest.xml")?;
            if manifest.contains("encryption-data") || self.has("encrypted-package") {
                return Err(Trouble::Encrypted);
            }
            return Ok(Kind::Ods);
        }
        let types = self.beginning("[Content_Types].xml")?;
        if types.contains("macroEnabled") || self.has("xl/vbaProject.bin") {
            return Err(Trouble::other(
                "bảng tính có macro (.xlsm)",
                "a workbook with macros (.xlsm)",
            ));
        }
        if self.has("xl/workbook.bin") {
            return Err(Trouble::other(
                "bảng tính nhị phân (.xlsb)",
                "a binary workbook (.xlsb)",
            ));
        }
        if self.has_below("word/") {
            return Err(Trouble::other(
                "văn bản Word (.docx)",
                "a Word document (.docx)",
            ));
        }
        if self.has_below("ppt/") {
            return Err(Trouble::other(
                "trình chiếu (.pptx)",
                "a presentation (.pptx)",
            ));
        }
        if types.contains("spreadsheetml") || self.has("xl/workbook.xml") {
            return Ok(Kind::Xlsx);
        }
        Err(Trouble::other("một tệp nén", "an archive"))
    }
}

/// What a file that is no archive seems to be.
fn what_else(bytes: &[u8]) -> Trouble {
    let begins = |with: &[u8]| bytes.starts_with(with);
    if begins(&[0xd0, 0xcf, 0x11, 0xe0]) {
        // a locked workbook of today is wrapped in the format of yesterday
        let name: Vec<u8> = "EncryptedPackage"
            .encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect();
        if bytes.windows(name.len()).any(|w| w == name) {
            return Trouble::Encrypted;
        }
        return Trouble::other("bảng tính kiểu cũ (.xls)", "an old workbook (.xls)");
    }
    let picture = [&b"\x89PNG"[..], b"\xff\xd8\xff", b"GIF8", b"BM", b"RIFF"]
        .iter()
        .any(|p| begins(p));
    if picture {
        return Trouble::other("một tấm hình", "a picture");
    }
    if begins(b"%PDF") {
        return Trouble::other("một tệp PDF", "a PDF");
    }
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Trouble::other("một tệp trống", "an empty file");
    }
    match std::str::from_utf8(bytes.get(..bytes.len().min(4096)).unwrap_or_default()) {
        Ok(text) if text.trim_start().starts_with('<') => {
            Trouble::other("một trang web hay XML", "a web page or XML")
        }
        Ok(_) => Trouble::other("một tệp văn bản", "a text file"),
        Err(_) => Trouble::other("một tệp loại khác", "another kind of file"),
    }
}

/// A part of an archive.
pub(super) struct Part<'p>(BufReader<Metered<'p>>);

impl Read for Part<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.0.read(buffer)
    }
}

impl BufRead for Part<'_> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        self.0.fill_buf()
    }

    fn consume(&mut self, amount: usize) {
        self.0.consume(amount);
    }
}

/// A part that stops where the workbook has unpacked to more than it may.
struct Metered<'p> {
    inner: Box<dyn Read + 'p>,
    left: &'p Cell<u64>,
}

/// What a reader is told where a workbook unpacks to too much.
pub(super) const TOO_MUCH: &str = "unpacks to too much";

impl Read for Metered<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(buffer)?;
        let count = u64::try_from(read).unwrap_or(u64::MAX);
        match self.left.get().checked_sub(count) {
            Some(left) => self.left.set(left),
            None => return Err(io::Error::other(TOO_MUCH)),
        }
        Ok(read)
    }
}
