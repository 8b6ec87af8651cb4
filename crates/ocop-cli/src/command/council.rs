//! `ocop council`: from members' sheets to a result.

use std::fs;
use std::path::{Path, PathBuf};

use ocop::council::{MAX_SESSION_BYTES, SheetFile, TallyReport};
use ocop::{Lang, Library, MAX_BYTES, Problems};
use ocop_text::{Format, page};

use super::certificate::Days;
use crate::Exit;
use crate::cli_council::{
    CouncilCommand, MinutesArgs, MinutesFormat, NextArgs, SessionArgs, TallyArgs,
};
use crate::io::{Failure, json, print_json, print_page, read, refuse, unreadable, write};

pub fn run(command: &CouncilCommand, library: &Library, lang: Lang) -> Result<Exit, Failure> {
    match command {
        CouncilCommand::Tally(args) => tally(args, library, lang),
        CouncilCommand::Minutes(args) => minutes(args, library, lang),
        CouncilCommand::Next(args) => next(args, library, lang),
    }
}

/// A session's bytes, and those of sheets in files of their own.
pub struct SessionBytes {
    session: Vec<u8>,
    sheets: Vec<(String, Vec<u8>)>,
}

impl SessionBytes {
    /// Reads a session from a file or standard input, or from a folder: `session.json` and, in its
    /// folder `sheets`, one file a sheet.
    pub fn read(args: &SessionArgs) -> Result<Self, Failure> {
        let (session, folder) = if args.session.is_dir() {
            let own = args.session.join("sheets");
            let own = own.is_dir().then_some(own);
            (
                args.session.join("session.json"),
                args.sheets.clone().or(own),
            )
        } else {
            (args.session.clone(), args.sheets.clone())
        };
        Ok(Self {
            session: read(Some(&session), MAX_SESSION_BYTES)?,
            sheets: folder.map_or_else(|| Ok(Vec::new()), |f| sheets(&f))?,
        })
    }

    /// Tallies it.
    pub fn tally<R>(
        &self,
        library: &Library,
        then: impl FnOnce(Result<TallyReport<'_>, Problems>) -> R,
    ) -> R {
        let files: Vec<SheetFile<'_>> = self
            .sheets
            .iter()
            .map(|(name, bytes)| SheetFile { name, bytes })
            .collect();
        then(library.tally(&self.session, &files))
    }
}

/// The JSON files of a folder, in order of their names.
fn sheets(folder: &Path) -> Result<Vec<(String, Vec<u8>)>, Failure> {
    let mut paths: Vec<PathBuf> = Vec::new();
    for entry in fs::read_dir(folder).map_err(|e| unreadable(folder, &e))? {
        let path = entry.map_err(|e| unreadable(folder, &e))?.path();
        if path.extension().is_some_and(|e| e == "json") {
            paths.push(path);
        }
    }
    paths.sort();
    let name = |path: &Path| {
        path.file_name()
            .map(|n| n.to_string_lossy().into_owned())
            .unwrap_or_default()
    };
    paths
        .iter()
        .map(|p| Ok((name(p), read(Some(p), MAX_BYTES)?)))
        .collect()
}

fn tally(args: &TallyArgs, library: &Library, lang: Lang) -> Result<Exit, Failure> {
    let bytes = SessionBytes::read(&args.session)?;
    bytes.tally(library, |tally| {
        let tally = match tally {
            Ok(tally) => tally,
            Err(problems) => return refuse(&problems, args.text.then_some(lang), args.compact),
        };
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

fn next(args: &NextArgs, library: &Library, lang: Lang) -> Result<Exit, Failure> {
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

fn minutes(args: &MinutesArgs, library: &Library, lang: Lang) -> Result<Exit, Failure> {
    let bytes = SessionBytes::read(&args.session)?;
    bytes.tally(library, |tally| {
        let tally = match tally {
            Ok(tally) => tally,
            Err(problems) => return refuse(&problems, Some(lang), false),
        };
        let document = page::minutes(&tally, library, lang);
        let text = match args.format {
            MinutesFormat::Md => ocop_text::write(&document, Format::Markdown),
            MinutesFormat::Html => ocop_text::write(&document, Format::Html),
        };
        write(&text, args.output.out.as_deref(), args.output.force)?;
        Ok(standing_of(&tally))
    })
}
