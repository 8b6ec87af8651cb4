//! `ocop certificate`: expiry, renewal, extension, rounds.

use std::io::Write as _;
use std::path::Path;

use ocop::certificate::{CertificateFacts, Holidays};
use ocop::{Lang, Library, Problems, Stars, Text};
use ocop_office::workbook::{register_book, register_text};
use ocop_text::{calendar, clean, page};

use super::put::{by_name, written};
use crate::Exit;
use crate::cli::{CertificateCommand, RegisterArgs, RenewalsArgs, StatusArgs};
use crate::io::{
    Failure, already, json, print_json, print_page, read, refusal, refuse, shown, write_bytes,
    write_files,
};
use crate::register::{RegisterFile, register};

/// The most bytes of a list of days off.
const MAX_HOLIDAYS: usize = 1 << 20;

pub fn run(command: &CertificateCommand, library: &Library, lang: Lang) -> Result<Exit, Failure> {
    match command {
        CertificateCommand::Status(args) => status(args, library, lang),
        CertificateCommand::Renewals(args) => renewals(args, library, lang),
        CertificateCommand::Register(args) => convert(args, library, lang),
    }
}

/// Dates of the command line, each told by its option.
pub struct Days(pub Problems);

impl Days {
    /// A date, or its problem told.
    pub fn date(&mut self, text: &str, option: &str) -> Option<jiff::civil::Date> {
        match ocop::read_day(text) {
            Ok(date) => Some(date),
            Err(why) => {
                self.0.push(why.problem(text, format!("/{option}")));
                None
            }
        }
    }

    /// Days off from a file.
    pub fn holidays(&mut self, file: Option<&Path>) -> Result<Holidays, Failure> {
        let Some(file) = file else {
            return Ok(Holidays::default());
        };
        let bytes = read(Some(file), MAX_HOLIDAYS)?;
        let text = String::from_utf8(bytes).map_err(|_| {
            let name = shown(file);
            Failure::Usage(Text::new(
                format!("\"{name}\" không phải văn bản UTF-8"),
                format!("\"{name}\" is not UTF-8 text"),
            ))
        })?;
        match Holidays::parse(&text) {
            Ok(days) => Ok(days),
            Err(problems) => {
                self.0.append(problems);
                Ok(Holidays::default())
            }
        }
    }
}

fn status(args: &StatusArgs, library: &Library, lang: Lang) -> Result<Exit, Failure> {
    let as_text = args.text.then_some(lang);
    let mut days = Days(Problems::new());
    let issued = days.date(&args.issued_on, "issued-on");
    let on = days.date(&args.day.on, "on");
    let mut optional = |text: &Option<String>, option: &str| {
        text.as_ref().and_then(|text| days.date(text, option))
    };
    let expires_on = optional(&args.expires_on, "expires-on");
    let lodged_on = optional(&args.lodged_on, "lodged-on");
    let decided_on = optional(&args.decided_on, "decided-on");
    let revoked_on = optional(&args.revoked_on, "revoked-on");
    let holidays = days.holidays(args.day.holidays.as_deref())?;
    let stars = Stars::new(args.stars.into());
    let (Some(issued_on), Some(on), Ok(stars)) = (issued, on, stars) else {
        return refuse(&days.0, as_text, false);
    };
    if !days.0.is_empty() {
        return refuse(&days.0, as_text, false);
    }
    let facts = CertificateFacts::new(issued_on, stars)
        .expires_on(expires_on)
        .lodged_on(lodged_on)
        .decided_on(decided_on)
        .revoked_on(revoked_on);
    match library.certificate(&facts, on, &holidays) {
        Ok(status) => {
            match as_text {
                Some(lang) => print_page(&page::certificate(&status, library, lang))?,
                None => print_json(&status, false)?,
            }
            Ok(Exit::Done)
        }
        Err(problems) => refuse(&problems, as_text, false),
    }
}

fn renewals(args: &RenewalsArgs, library: &Library, lang: Lang) -> Result<Exit, Failure> {
    let as_text = args.text.then_some(lang);
    let mut days = Days(Problems::new());
    let on = days.date(&args.day.on, "on");
    let holidays = days.holidays(args.day.holidays.as_deref())?;
    let Some(on) = on.filter(|_| days.0.is_empty()) else {
        return refuse(&days.0, as_text, false);
    };
    let register = register(&args.register)?.map_err(refusal(as_text, false))?;
    let renewals = library.renewals(&register, on, args.within, &holidays);
    let mut files = Vec::new();
    if let Some(file) = &args.ics {
        files.push((file.clone(), calendar(&renewals, lang).into_bytes()));
    }
    if let Some(file) = &args.out {
        let form = by_name(file)?.into();
        files.push((
            file.clone(),
            written(&page::renewals(&renewals, lang), form)?,
        ));
    }
    let (printed, kept): (Vec<_>, Vec<_>) =
        files.into_iter().partition(|(f, _)| f.as_os_str() == "-");
    // both or none
    write_files(&kept, None, args.force, already)?;
    for (_, bytes) in printed {
        write_bytes(&bytes, None, args.force)?;
    }
    match (&args.out, as_text) {
        (Some(_), _) => {}
        (None, Some(lang)) => print_page(&page::renewals(&renewals, lang))?,
        (None, None) => print_json(&renewals, false)?,
    }
    Ok(if renewals.errors.is_empty() {
        Exit::Done
    } else {
        Exit::SomeRefused
    })
}

/// Writes a register in another form. What is refused is told on standard error, and is not in it.
fn convert(args: &RegisterArgs, library: &Library, lang: Lang) -> Result<Exit, Failure> {
    let Some(form) = RegisterFile::of(&args.out) else {
        let name = shown(&args.out);
        return Err(Failure::Usage(Text::new(
            format!("đuôi của \"{name}\" không cho biết định dạng; cần .xlsx, .csv hoặc .ndjson"),
            format!("the ending of \"{name}\" tells no form; expected .xlsx, .csv or .ndjson"),
        )));
    };
    let register = register(&args.register)?.map_err(refusal(Some(lang), false))?;
    // a message that cannot be written has nowhere else to go
    let tell = |text: &str| _ = writeln!(std::io::stderr(), "ocop: {}", clean(text));
    // what contradicts stays in the table, where somebody can put it right
    let (contradictions, doubts) = library.contradictions(&register);
    for notice in register.notices.iter().chain(&doubts) {
        tell(notice.message.get(lang));
    }
    for error in register.errors.iter().chain(&contradictions) {
        let line = error.line.unwrap_or(0);
        let name = shown(&args.register);
        for problem in error.errors.iter() {
            tell(&format!("{name}:{line}: {}", problem.line(lang)));
        }
    }
    let bytes = match form {
        RegisterFile::Xlsx => match register_book(&register, lang) {
            Ok(bytes) => bytes,
            Err(problems) => return refuse(&problems, Some(lang), false),
        },
        RegisterFile::Csv => register_text(&register, lang).into_bytes(),
        RegisterFile::Ndjson => {
            let lines = register.records.iter().map(|(_, r)| json(r, true));
            lines.collect::<Result<String, _>>()?.into_bytes()
        }
    };
    write_bytes(&bytes, Some(&args.out), args.force)?;
    Ok(if register.errors.is_empty() && contradictions.is_empty() {
        Exit::Done
    } else {
        Exit::SomeRefused
    })
}
