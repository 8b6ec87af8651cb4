//! Sheets in files of their own: which files of a folder are sheets, and which are not.

use crate::json::{self, Node};
use crate::notice::{Notice, NoticeCode};
use crate::problem::{Code, Problem, Problems};

/// A file beside a session. Callers hand over every file of the folder of sheets, so that none is
/// left out without a word.
///
/// ```
/// use ocop::council::SheetFile;
/// let read = SheetFile::new("m1.json").bytes(&b"{}"[..]);
/// assert!(read.bytes.is_some() && SheetFile::new("m2.json").bytes.is_none());
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct SheetFile<'a> {
    /// The name of the file, for messages, and to tell whether it is a sheet: as seen from the folder
    /// of sheets, so that a file beside that folder begins with `../`.
    pub name: &'a str,
    /// What it holds; none where it was not read.
    pub bytes: Option<&'a [u8]>,
}

impl<'a> SheetFile<'a> {
    /// A file of this name that was not read.
    #[must_use]
    pub const fn new(name: &'a str) -> Self {
        Self { name, bytes: None }
    }
}

crate::setters!(SheetFile<'a> {
    name: &'a str,
    bytes: Option<&'a [u8]>,
});

/// What a file in a folder of sheets is, by its name.
///
/// ```
/// use ocop::council::FileKind;
/// assert_eq!(FileKind::of("m1-2.JSON"), FileKind::Sheet);
/// assert_eq!(FileKind::of("m1-2.json.txt"), FileKind::Unknown);
/// for hidden in ["._m1.json", "~$m1.docx", ".DS_Store", "Thumbs.db"] {
///     assert_eq!(FileKind::of(hidden), FileKind::System);
/// }
/// assert_eq!(FileKind::of("../bien-ban.docx"), FileKind::Beside);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileKind {
    /// A sheet: its name ends in `.json`, in capitals or not.
    Sheet,
    /// A file that an operating system or an office program leaves behind: passed over, and told.
    System,
    /// A file beside the folder of sheets: passed over, and told.
    Beside,
    /// Anything else: it might be a sheet, so that the result does not stand without it.
    Unknown,
}

impl FileKind {
    /// By the name, folders before it aside.
    #[must_use]
    pub fn of(name: &str) -> Self {
        let beside = name.starts_with("../");
        let name = name.trim_end_matches(['/', '\\']);
        let name = name.rsplit(['/', '\\']).next().unwrap_or_default();
        let lower = name.to_lowercase();
        let left_behind = [
            ".ds_store",
            ".directory",
            ".fseventsd",
            ".localized",
            ".spotlight-v100",
            ".trashes",
            "__macosx",
            "desktop.ini",
            "ehthumbs.db",
            "thumbs.db",
        ];
        let begins = ["._", "~$", ".~lock."];
        if left_behind.contains(&lower.as_str()) || begins.iter().any(|b| lower.starts_with(b)) {
            Self::System
        } else if beside {
            Self::Beside
        } else if lower.ends_with(".json") && !lower.starts_with('.') {
            Self::Sheet
        } else {
            Self::Unknown
        }
    }
}

/// Reads what is a sheet; what is none is told.
pub(super) fn read<'a>(
    files: &'a [SheetFile<'a>],
    problems: &mut Problems,
) -> (Vec<(&'a str, Node<'a>)>, Vec<Notice>) {
    let mut nodes = Vec::with_capacity(files.len());
    let mut notices = Vec::new();
    for file in files {
        match (FileKind::of(file.name), file.bytes) {
            (FileKind::Sheet, Some(bytes)) => {
                match json::text(bytes, json::MAX_BYTES).and_then(json::parse) {
                    Ok(node) => nodes.push((file.name, node)),
                    Err(problem) => problems.append(Problems::from(problem).in_file(file.name)),
                }
            }
            (FileKind::System, _) => notices.push(passed_over(file.name)),
            (FileKind::Beside, _) => notices.push(beside(file.name)),
            _ => problems.append(Problems::from(not_read(file.name)).in_file(file.name)),
        }
    }
    (nodes, notices)
}

fn passed_over(name: &str) -> Notice {
    Notice::new(
        NoticeCode::FilePassedOver,
        format!(
            "Bỏ qua \"{name}\": tệp của hệ điều hành hoặc phần mềm văn phòng, không phải phiếu."
        ),
        format!(
            "\"{name}\" was passed over: a file of an operating system or office program, no sheet."
        ),
    )
}

fn beside(name: &str) -> Notice {
    let name = name.trim_start_matches("../");
    Notice::new(
        NoticeCode::FilePassedOver,
        format!("Bỏ qua \"{name}\": không phải phiếu, nằm ngoài thư mục phiếu."),
        format!("\"{name}\" was passed over: no sheet, and outside the folder of sheets."),
    )
}

fn not_read(name: &str) -> Problem {
    Problem::new(
        Code::FileNotRead,
        "",
        format!("Không đọc \"{name}\": không biết trong đó có phiếu hay không."),
        format!("\"{name}\" was not read: whether there is a sheet in it is not known."),
    )
    .with_help(
        "Phiếu phải có tên kết thúc bằng .json và nằm trong thư mục phiếu; tệp khác thì chuyển ra ngoài.",
        "A sheet’s name ends in .json, and it lies in the folder of sheets; move other files elsewhere.",
    )
}
