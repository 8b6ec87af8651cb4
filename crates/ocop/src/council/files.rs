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
            "$recycle.bin",
            ".apdisk",
            ".appledouble",
            ".directory",
            ".documentrevisions-v100",
            ".ds_store",
            ".fseventsd",
            ".localized",
            ".spotlight-v100",
            ".temporaryitems",
            ".trashes",
            ".volumeicon.icns",
            "@eadir",
            "__macosx",
            "desktop.ini",
            "ehthumbs.db",
            "icon\r",
            "system volume information",
            "thumbs.db",
        ];
        let begins = [
            "._",
            "~$",
            ".~lock.",
            "~wrl",
            "~wrd",
            ".trash-",
            ".nfs",
            ".fuse_hidden",
        ];
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

/// Whether a file outside the folder of sheets holds a member's sheet, so that a result must not stand
/// without it: by what is in it, whatever its name ends in. A file that is named as JSON and cannot be
/// read may hold one.
///
/// ```
/// use ocop::council::may_hold_sheet;
/// let sheet = "\u{feff}{\"member\": \"m1\", \"round\": 2, \"unchanged\": true}";
/// assert!(may_hold_sheet("m1-2.json.txt", sheet.as_bytes()));
/// assert!(may_hold_sheet("m1-2.json", b"{\"member\": "));
/// assert!(!may_hold_sheet("ket-qua.json", b"{\"format\": \"ocop-tally/1\"}"));
/// assert!(!may_hold_sheet("bien-ban.docx", b"PK\x03\x04"));
/// ```
#[must_use]
pub fn may_hold_sheet(name: &str, bytes: &[u8]) -> bool {
    let is_sheet = |node: &Node<'_>| match node {
        Node::Object(fields) => {
            let has = |wanted: &str| fields.iter().any(|(key, _)| key == wanted);
            has("member") && ["answers", "points", "unchanged"].into_iter().any(has)
        }
        _ => false,
    };
    if bytes.len() > json::MAX_BYTES {
        // more than any sheet holds
        return false;
    }
    match json::text(bytes, json::MAX_BYTES).and_then(json::parse) {
        Ok(Node::List(list)) => list.iter().any(is_sheet),
        Ok(node) => is_sheet(&node),
        Err(_) => FileKind::of(name) == FileKind::Sheet,
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
