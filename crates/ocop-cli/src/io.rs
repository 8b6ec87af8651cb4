//! Reading input and writing output; what goes wrong there, told once.

use std::fs::{self, File};
use std::io::{self, BufWriter, Read, Write};
use std::path::{Path, PathBuf};

use ocop::{Lang, Problems, Text};
use ocop_text::console::reason;
use ocop_text::{Document, Format, clean, page};
use serde::Serialize;

use crate::Exit;
use crate::ending::unfit;
use crate::inputs;
use crate::save::{Existing, save, save_all};
use crate::standard::{Standard, standard};

/// Why a command ends before it is done.
#[derive(Debug)]
pub enum Failure {
    /// The reader of our output has gone: nothing to say.
    ClosedPipe,
    /// The output could not be written.
    NotWritten(io::Error),
    /// A file could not be written; what was there before is there still.
    NotSaved(PathBuf, io::Error),
    /// The call is wrong, or a file that it names cannot be read.
    Usage(Text),
    /// An input is refused: told as the command tells its result, see [`refusal`].
    Refused {
        problems: Problems,
        text: Option<Lang>,
        compact: bool,
    },
}

impl Failure {
    /// Says what is to be said, of a refused input where results go and of all else on standard
    /// error, and how the process ends.
    pub fn tell(&self, lang: Lang) -> Exit {
        // a message that cannot be written has nowhere else to go
        let say = |text: &str| {
            // what was typed is told again: line by line, without what would upset a terminal
            let lines: Vec<_> = text.lines().map(clean).collect();
            _ = writeln!(io::stderr(), "ocop: {}", lines.join("\n"));
        };
        match self {
            Self::ClosedPipe => Exit::Done,
            Self::Usage(text) => {
                say(text.get(lang));
                Exit::Usage
            }
            Self::NotWritten(error) => {
                let why = reason(error);
                say(&match lang {
                    Lang::Vi => format!("không ghi được kết quả: {}", why.vi),
                    Lang::En => format!("the output could not be written: {}", why.en),
                });
                Exit::NotWritten
            }
            Self::NotSaved(path, error) => {
                let path = shown(path);
                let why = reason(error);
                say(&match lang {
                    Lang::Vi => format!("không ghi được \"{path}\": {}", why.vi),
                    Lang::En => format!("cannot write \"{path}\": {}", why.en),
                });
                Exit::NotWritten
            }
            Self::Refused {
                problems,
                text,
                compact,
            } => refuse(problems, *text, *compact).unwrap_or_else(|failure| failure.tell(lang)),
        }
    }
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        if error.kind() == io::ErrorKind::BrokenPipe {
            Self::ClosedPipe
        } else {
            Self::NotWritten(error)
        }
    }
}

impl From<serde_json::Error> for Failure {
    fn from(error: serde_json::Error) -> Self {
        io::Error::from(error).into()
    }
}

/// A file that cannot be read.
pub fn unreadable(path: &Path, error: &io::Error) -> Failure {
    let path = shown(path);
    let why = reason(error);
    Failure::Usage(Text::new(
        format!("không đọc được \"{path}\": {}", why.vi),
        format!("cannot read \"{path}\": {}", why.en),
    ))
}

/// Opens a file, or standard input where none is named.
pub fn open(file: Option<&Path>) -> Result<Box<dyn Read + Send>, Failure> {
    match file {
        None => Ok(Box::new(io::stdin())),
        Some(path) if path.as_os_str() == "-" => Ok(Box::new(io::stdin())),
        Some(path) if path.is_dir() => Err(unreadable(path, &io::ErrorKind::IsADirectory.into())),
        Some(path) => {
            let file = File::open(path).map_err(|e| unreadable(path, &e))?;
            inputs::note(path);
            Ok(Box::new(file))
        }
    }
}

/// Reads all of an input, up to one byte past the limit, so that a larger one is known as such.
pub fn read(file: Option<&Path>, limit: usize) -> Result<Vec<u8>, Failure> {
    let name = file.unwrap_or_else(|| Path::new("-"));
    upto(name, open(file)?, limit)
}

/// Reads what is left of an input, up to one byte past the limit.
pub fn upto(name: &Path, input: impl Read, limit: usize) -> Result<Vec<u8>, Failure> {
    let mut bytes = Vec::new();
    let past = u64::try_from(limit).unwrap_or(u64::MAX).saturating_add(1);
    input
        .take(past)
        .read_to_end(&mut bytes)
        .map_err(|e| unreadable(name, &e))?;
    Ok(bytes)
}

/// Standard output, buffered.
pub fn output() -> BufWriter<Standard> {
    BufWriter::with_capacity(1 << 16, standard())
}

/// Writes a result to a file, or to standard output where none is named. A file that is there is
/// kept unless told otherwise.
pub fn write(text: &str, file: Option<&Path>, force: bool) -> Result<(), Failure> {
    write_bytes(text.as_bytes(), file, force)
}

/// Writes bytes that need not be text, as [`write`] does.
pub fn write_bytes(bytes: &[u8], file: Option<&Path>, force: bool) -> Result<(), Failure> {
    let Some(path) = file.filter(|p| p.as_os_str() != "-") else {
        let mut out = output();
        out.write_all(bytes)?;
        return Ok(out.flush()?);
    };
    not_an_input(path)?;
    fits(path, bytes)?;
    save(path, bytes, Existing::forced(force)).map_err(|error| not_saved(path, error))
}

/// Refuses a name whose ending promises something else than what is to be written.
fn fits(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    let Some(why) = unfit(path, bytes) else {
        return Ok(());
    };
    let name = shown(path);
    Err(Failure::Usage(Text::new(
        format!("\"{name}\": {}", why.vi),
        format!("\"{name}\": {}", why.en),
    )))
}

/// Refuses to write a result over what it was made from, whatever else is allowed.
pub fn not_an_input(path: &Path) -> Result<(), Failure> {
    if !inputs::hold(path) {
        return Ok(());
    }
    let name = shown(path);
    Err(Failure::Usage(Text::new(
        format!("\"{name}\" là tệp đầu vào; chọn tên khác cho kết quả"),
        format!("\"{name}\" is the input; choose another name for the output"),
    )))
}

/// That a file is there already.
pub fn already(name: &str) -> Text {
    Text::new(
        format!("\"{name}\" đã có; thêm --force để ghi đè"),
        format!("\"{name}\" is there already; add --force to overwrite it"),
    )
}

/// Why a file is not there that was to be written.
pub fn not_saved(path: &Path, error: io::Error) -> Failure {
    match error.kind() {
        io::ErrorKind::AlreadyExists => Failure::Usage(already(&shown(path))),
        _ => Failure::NotSaved(path.to_owned(), error),
    }
}

/// Writes files that belong together, all or none of them: into a folder that is made where it is not
/// there, and taken away again where nothing came into it. `already` words what is there and kept.
pub fn write_files<C: AsRef<[u8]>>(
    files: &[(PathBuf, C)],
    folder: Option<&Path>,
    force: bool,
    already: impl FnOnce(&str) -> Text,
) -> Result<(), Failure> {
    for (path, content) in files {
        not_an_input(path)?;
        fits(path, content.as_ref())?;
    }
    let new = folder.filter(|folder| !folder.exists());
    if let Some(folder) = new {
        fs::create_dir_all(folder).map_err(|e| Failure::NotSaved(folder.to_owned(), e))?;
    }
    save_all(files, Existing::forced(force)).map_err(|(path, error)| {
        if let Some(folder) = new {
            // only an empty folder goes
            _ = fs::remove_dir(folder);
        }
        match error.kind() {
            io::ErrorKind::AlreadyExists => Failure::Usage(already(&shown(&path))),
            _ => Failure::NotSaved(path, error),
        }
    })
}

/// A path for people: what would upset a terminal is replaced.
pub fn shown(path: &Path) -> String {
    clean(&path.to_string_lossy()).into_owned()
}

/// A value as JSON with a line end.
pub fn json<T: Serialize>(value: &T, compact: bool) -> Result<String, Failure> {
    let text = if compact {
        serde_json::to_string(value)
    } else {
        serde_json::to_string_pretty(value)
    };
    Ok(text? + "\n")
}

/// Prints a value as JSON with a line end.
pub fn print_json<T: Serialize>(value: &T, compact: bool) -> Result<(), Failure> {
    let mut out = output();
    if compact {
        serde_json::to_writer(&mut out, value)?;
    } else {
        serde_json::to_writer_pretty(&mut out, value)?;
    }
    out.write_all(b"\n")?;
    Ok(out.flush()?)
}

/// Prints a page as plain text.
pub fn print_page(document: &Document) -> Result<(), Failure> {
    print_text(&ocop_text::write(document, Format::TEXT))
}

/// Prints text as it stands.
pub fn print_text(text: &str) -> Result<(), Failure> {
    let mut out = output();
    out.write_all(text.as_bytes())?;
    Ok(out.flush()?)
}

/// Prints why an input is refused: the errors object, or a list for people.
pub fn refuse(problems: &Problems, text: Option<Lang>, compact: bool) -> Result<Exit, Failure> {
    match text {
        None => print_json(&problems.report(None), compact)?,
        Some(lang) => print_page(&page::problems(problems, lang))?,
    }
    Ok(Exit::Refused)
}

/// Ends a command whose input is refused, as [`refuse`] tells it.
pub fn refusal(text: Option<Lang>, compact: bool) -> impl FnOnce(Problems) -> Failure {
    move |problems| Failure::Refused {
        problems,
        text,
        compact,
    }
}
