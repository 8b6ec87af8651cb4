//! `ocop council`: from members' sheets to a result.

use std::fs;
use std::path::{Path, PathBuf};

use ocop::council::{FileKind, MAX_SESSION_BYTES, SheetFile, TallyReport, may_hold_sheet};
use ocop::verify::Verification;
use ocop::{Lang, Library, MAX_BYTES, Problems};
use ocop_text::{Format, page};

use super::certificate::Days;
use crate::Exit;
use crate::cli::{NextArgs, SessionArgs, TallyArgs};
use crate::io::{Failure, json, print_json, print_page, read, refusal, refuse, unreadable, write};

/// Files by their names, with what they hold where they were read.
type Files = Vec<(String, Option<Vec<u8>>)>;

/// A session's bytes, and the files beside it.
pub struct SessionBytes {
    session: Vec<u8>,
    sheets: Files,
}

impl SessionBytes {
    /// Reads a session from a file or standard input, or from a folder: `session.json` and, in its
    /// folder `sheets`, one file a sheet. Sheets that lie elsewhere in the folder are not read, and
    /// told.
    pub fn read(args: &SessionArgs) -> Result<Self, Failure> {
        let (session, own, outside) = if args.session.is_dir() {
            let folder = &args.session;
            let entries = entries(folder)?;
            let named = |wanted: &str| {
                let mut all = entries.iter();
                all.find(|(name, _)| name.to_lowercase() == wanted)
                    .map(|(_, path)| path.clone())
            };
            let session = named("session.json").unwrap_or_else(|| folder.join("session.json"));
            let own = named("sheets").filter(|p| p.is_dir());
            // of two folders of sheets the one that is named is read, and the other told
            let sheets = args.sheets.clone().or(own);
            let outside = outside(&entries, [Some(&session), sheets.as_ref()])?;
            (session, sheets, outside)
        } else {
            (args.session.clone(), args.sheets.clone(), Vec::new())
        };
        let mut files = own.map_or_else(|| Ok(Vec::new()), |f| sheets(&f))?;
        files.extend(outside.into_iter().map(|name| (name, None)));
        Ok(Self {
            session: read(Some(&session), MAX_SESSION_BYTES)?,
            sheets: files,
        })
    }

    /// Holds a tally against it.
    pub fn verify(&self, library: &Library, tally: &[u8]) -> Result<Verification, Problems> {
        library.verify_tally(tally, &self.session, &self.files())
    }

    /// The session's own text.
    pub fn session(&self) -> &[u8] {
        &self.session
    }

    /// The sheets that stand in files of their own.
    pub fn files(&self) -> Vec<SheetFile<'_>> {
        self.sheets
            .iter()
            .map(|(name, bytes)| SheetFile::new(name).bytes(bytes.as_deref()))
            .collect()
    }

    /// Tallies it.
    pub fn tally<R>(
        &self,
        library: &Library,
        then: impl FnOnce(Result<TallyReport<'_>, Problems>) -> R,
    ) -> R {
        let files = self.files();
        then(library.tally_json(&self.session, &files))
    }
}

/// Whether an entry of a folder is to be opened: what is not there is refused by whoever opens it, and a
/// pipe or a device, from which nothing may ever come, is told as a file that was not read.
pub fn may_be_read(path: &Path) -> bool {
    fs::metadata(path).map_or(true, |what| what.is_file())
}

/// What is in a folder, in order of the names.
fn entries(folder: &Path) -> Result<Vec<(String, PathBuf)>, Failure> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).map_err(|e| unreadable(folder, &e))? {
        let entry = entry.map_err(|e| unreadable(folder, &e))?;
        let name = entry.file_name().to_string_lossy().into_owned();
        found.push((name, entry.path()));
    }
    found.sort();
    Ok(found)
}

/// The files of a folder of sheets: sheets with what they hold, others by their names.
fn sheets(folder: &Path) -> Result<Files, Failure> {
    let files = entries(folder)?.into_iter().map(|(name, path)| {
        if path.is_dir() {
            return Ok((format!("{name}/"), None));
        }
        Ok(match FileKind::of(&name) {
            FileKind::Sheet if may_be_read(&path) => (name, Some(read(Some(&path), MAX_BYTES)?)),
            _ => (name, None),
        })
    });
    files.collect()
}

/// What lies in a session's folder besides: sheets by their names, there or in a folder beside that of
/// the sheets, where none is read, and other files as files beside the folder of sheets.
fn outside(
    entries: &[(String, PathBuf)],
    known: [Option<&PathBuf>; 2],
) -> Result<Vec<String>, Failure> {
    let mut found = Vec::new();
    // one folder may be written in several ways
    let whole = |path: &PathBuf| fs::canonicalize(path).unwrap_or_else(|_| path.clone());
    let known = known.map(|path| path.map(whole));
    let others = entries
        .iter()
        .filter(|(_, path)| !known.contains(&Some(whole(path))));
    for (name, path) in others {
        let mut lost = Vec::new();
        lost_sheets(name, path, DEEPEST, &mut lost)?;
        if !lost.is_empty() {
            found.append(&mut lost);
        } else if path.is_dir() {
            found.push(format!("../{name}/"));
        } else {
            found.push(format!("../{name}"));
        }
    }
    Ok(found)
}

/// How deep below a session's folder sheets are looked for.
const DEEPEST: u8 = 8;

/// The files at a path, or in the folder that it is, that may hold a member's sheet.
fn lost_sheets(name: &str, path: &Path, deep: u8, lost: &mut Vec<String>) -> Result<(), Failure> {
    if FileKind::of(name) == FileKind::System {
        return Ok(());
    }
    // a link to a folder may lead back to where it stands
    if path.is_dir() && !path.is_symlink() {
        let inner = if deep > 0 { entries(path)? } else { Vec::new() };
        for (inner, path) in inner {
            lost_sheets(
                &format!("{name}/{inner}"),
                &path,
                deep.saturating_sub(1),
                lost,
            )?;
        }
    } else if path.is_file() {
        // what cannot be read may hold one, by its name
        let bytes = read(Some(path), MAX_BYTES);
        let may = bytes.map_or_else(
            |_| FileKind::of(name) == FileKind::Sheet,
            |bytes| may_hold_sheet(name, &bytes),
        );
        if may {
            lost.push(name.to_owned());
        }
    }
    Ok(())
}

pub fn tally(args: &TallyArgs, library: &Library, lang: Lang) -> Result<Exit, Failure> {
    let bytes = SessionBytes::read(&args.session)?;
    bytes.tally(library, |tally| {
        let tally = tally.map_err(refusal(args.text.then_some(lang), args.compact))?;
        let text = if args.text {
            ocop_text::write(&page::tally(&tally, library, lang), Format::TEXT)
        } else {
            json(&tally, args.compact)?
        };
        write(&text, args.output.out.as_deref(), args.output.force)?;
        Ok(standing_of(&tally))
    })
}

/// A session with problems is refused, even though what could be tallied was shown.
pub fn standing_of(tally: &TallyReport<'_>) -> Exit {
    if tally.errors.is_empty() {
        Exit::Done
    } else {
        Exit::Refused
    }
}

pub fn next(args: &NextArgs, library: &Library, lang: Lang) -> Result<Exit, Failure> {
    let as_text = args.text.then_some(lang);
    let mut days = Days(Problems::new());
    let on = args.on.as_ref().and_then(|text| days.date(text, "on"));
    let holidays = days.holidays(args.holidays.as_deref())?;
    if !days.0.is_empty() {
        return refuse(&days.0, as_text, false);
    }
    let bytes = read(Some(&args.tally), MAX_SESSION_BYTES)?;
    let steps = library
        .read_tally(&bytes)
        .and_then(|tally| library.next_steps(&tally, on, &holidays));
    match steps {
        Ok(next) => {
            match as_text {
                Some(lang) => print_page(&page::next(&next, library, lang))?,
                None => print_json(&next, false)?,
            }
            Ok(Exit::Done)
        }
        Err(problems) => refuse(&problems, as_text, false),
    }
}
