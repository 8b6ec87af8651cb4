//! `ocop certificate`: expiry, renewal, extension, rounds.

use std::path::Path;

use ocop::certificate::{
    CertificateFacts, CertificateStatus, Due, Holidays, Phase, Renewal, Renewals, calendar,
};
use ocop::{Code, Lang, Library, Problem, Problems, Stars};

use crate::Exit;
use crate::cli_council::{CertificateCommand, RenewalsArgs, StatusArgs};
use crate::council_text::{cited, level_name};
use crate::io::{Failure, print_json, print_text, read, refuse, write};
use crate::register::RegisterText;
use crate::table::{clean, left, wrapped};
use crate::text::{fact, line, say, stars};

/// The most bytes of a list of days off.
const MAX_HOLIDAYS: usize = 1 << 20;

pub fn run(command: &CertificateCommand, library: &Library, lang: Lang) -> Result<Exit, Failure> {
    match command {
        CertificateCommand::Status(args) => status(args, library, lang),
        CertificateCommand::Renewals(args) => renewals(args, library, lang),
    }
}

/// Dates of the command line, each told by its option.
pub struct Days(pub Problems);

impl Days {
    /// A date, or its problem told.
    pub fn date(&mut self, text: &str, option: &str) -> Option<jiff::civil::Date> {
        let date = ocop::parse_date(text);
        if date.is_none() {
            self.0.push(Problem::new(
                Code::InvalidDate,
                format!("/{option}"),
                format!("Gặp \"{text}\", cần một ngày có thật dạng NĂM-THÁNG-NGÀY."),
                format!("Found \"{text}\", expected a real date as YYYY-MM-DD."),
            ));
        }
        date
    }

    /// Days off from a file.
    pub fn holidays(&mut self, file: Option<&Path>) -> Result<Holidays, Failure> {
        let Some(file) = file else {
            return Ok(Holidays::default());
        };
        let bytes = read(Some(file), MAX_HOLIDAYS)?;
        match Holidays::parse(&String::from_utf8_lossy(&bytes)) {
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
    let facts = CertificateFacts {
        issued_on,
        expires_on,
        stars,
        lodged_on,
        decided_on,
        revoked_on,
    };
    match library.certificate(&facts, on, &holidays) {
        Ok(status) => {
            match as_text {
                Some(lang) => print_text(&status_text(&status, library, lang))?,
                None => print_json(&status, false)?,
            }
            Ok(Exit::Done)
        }
        Err(problems) => refuse(&problems, as_text, false),
    }
}

fn status_text(status: &CertificateStatus, library: &Library, lang: Lang) -> String {
    let criteria = library.version(&status.criteria).ok().map(AsRef::as_ref);
    let cite = |source: &str| cited(criteria, source, lang);
    let mut out = String::new();
    let mut add = |label: &str, value: &str| fact(&mut out, label, value);
    add(say(lang, "Hạng", "Stars"), &stars(status.stars, lang));
    add(
        say(lang, "Ngày cấp", "Issued"),
        &status.issued_on.to_string(),
    );
    add(
        say(lang, "Hết hạn", "Expires"),
        &status.expires_on.to_string(),
    );
    add(
        say(lang, "Tình trạng", "Standing"),
        phase(status.phase, lang),
    );
    let left_over = match lang {
        Lang::Vi => format!("{} (còn {} ngày)", status.valid_until, status.days_left),
        Lang::En => format!("{} ({} days left)", status.valid_until, status.days_left),
    };
    add(say(lang, "Hiệu lực đến", "Holds until"), &left_over);
    if let Some(window) = status.window {
        let text = format!("{} – {}", window.opens_on, window.closes_on);
        add(say(lang, "Nộp hồ sơ", "Window"), &text);
    }
    for round in &status.rounds {
        let by = round.lodge_by.unwrap_or(round.propose_by);
        let level = level_name(round.level, lang);
        let text = match lang {
            Lang::Vi => format!(
                "{level}, đợt {}: nộp cho xã chậm nhất {by}, đề nghị chậm nhất {}, đánh giá chậm nhất {} [{}]",
                round.round,
                round.propose_by,
                round.assess_by,
                cite(&round.source)
            ),
            Lang::En => format!(
                "{level}, round {}: to the commune by {by}, proposed by {}, assessed by {} [{}]",
                round.round,
                round.propose_by,
                round.assess_by,
                cite(&round.source)
            ),
        };
        add(say(lang, "Đợt tới", "Next round"), &text);
    }
    if let Some(level) = status.revoked_by {
        add(
            say(lang, "Thu hồi bởi", "Revoked by"),
            level_name(level, lang),
        );
    }
    for notice in &status.notices {
        let source = cite(notice.source.as_deref().unwrap_or_default());
        let text = format!("{} [{source}]", notice.message.get(lang));
        line(&mut out, &wrapped(say(lang, "Lưu ý: ", "Note: "), &text));
    }
    let sources: Vec<String> = status.sources.iter().map(|s| cite(s)).collect();
    let sources = sources.join("; ");
    fact(&mut out, say(lang, "Căn cứ", "Sources"), &sources);
    out
}

/// Where a certificate stands, in words.
const fn phase(phase: Phase, lang: Lang) -> &'static str {
    match phase {
        Phase::Valid => say(lang, "còn hiệu lực", "in force"),
        Phase::WindowOpen => say(
            lang,
            "đang trong thời gian nộp hồ sơ đánh giá lại",
            "re-rating dossiers are open",
        ),
        Phase::WindowMissed => say(
            lang,
            "còn hiệu lực, đã quá hạn nộp hồ sơ đánh giá lại",
            "in force, the window was missed",
        ),
        Phase::AwaitingDecision => say(
            lang,
            "còn hiệu lực, chờ kết quả đánh giá lại",
            "in force, a dossier is under assessment",
        ),
        Phase::Extended => say(
            lang,
            "kéo dài hiệu lực, chờ kết quả đánh giá lại",
            "extended until the late dossier is decided",
        ),
        Phase::Lapsed => say(lang, "hết hiệu lực", "lapsed"),
        Phase::Revoked => say(lang, "đã bị thu hồi", "revoked"),
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
    let text = RegisterText::read(&args.register)?;
    let register = text.records();
    let mut renewals = library.renewals(&register.records, on, args.within, &holidays);
    renewals.errors.extend(register.errors);
    renewals.errors.sort_by_key(|e| e.line);
    if let Some(file) = &args.ics {
        write(&calendar(&renewals, lang), Some(file), args.force)?;
    }
    match as_text {
        Some(lang) => print_text(&renewals_text(&renewals, lang))?,
        None => print_json(&renewals, false)?,
    }
    Ok(if renewals.errors.is_empty() {
        Exit::Done
    } else {
        Exit::SomeRefused
    })
}

fn renewals_text(renewals: &Renewals, lang: Lang) -> String {
    let mut out = String::new();
    let head = match lang {
        Lang::Vi => format!(
            "Việc đến hạn từ {} đến {}: {}",
            renewals.on,
            renewals.until,
            renewals.due.len()
        ),
        Lang::En => format!(
            "Due from {} to {}: {}",
            renewals.on,
            renewals.until,
            renewals.due.len()
        ),
    };
    line(&mut out, &head);
    for due in &renewals.due {
        let what = match due.due {
            Due::Opens => say(lang, "bắt đầu nhận", "opens"),
            Due::Closes => say(lang, "hạn cuối nộp", "closes"),
            Due::Lapses => say(lang, "hết hiệu lực", "lapses"),
        };
        due_line(&mut out, due, what, lang);
    }
    if !renewals.late.is_empty() {
        out.push('\n');
        let text = say(
            lang,
            "Còn hiệu lực nhưng đã quá hạn nộp, chưa có hồ sơ (nộp ngay):",
            "In force, the window missed, no dossier yet (hand one in now):",
        );
        line(&mut out, text);
        for late in &renewals.late {
            due_line(&mut out, late, say(lang, "hết hiệu lực", "lapses"), lang);
        }
    }
    for error in &renewals.errors {
        for problem in error.errors.iter() {
            let number = error.line.unwrap_or(0);
            let text = match lang {
                Lang::Vi => format!("dòng {number}: {}", clean(&problem.line(lang))),
                Lang::En => format!("line {number}: {}", clean(&problem.line(lang))),
            };
            line(&mut out, &wrapped("! ", &text));
        }
    }
    out
}

fn due_line(out: &mut String, due: &Renewal, what: &str, lang: Lang) {
    let name = due.name.as_deref().unwrap_or_default();
    let text = format!("{} {} ({})", due.product, name, stars(due.stars, lang));
    line(
        out,
        &wrapped(
            &format!("  {}  {}  ", due.day, left(what, 13)),
            &clean(&text),
        ),
    );
}
