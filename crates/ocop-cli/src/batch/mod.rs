//! `ocop rate --ndjson`: one dossier a line, results in the same order, on all cores, in memory that
//! does not grow with the number of lines.

mod lines;
mod progress;
mod room;
mod turns;

use std::io::Write;
use std::path::Path;
use std::thread;

use ocop::{
    AssessOptions, BYTE_ORDER_MARK, Code, Detail, Lang, Library, MAX_BYTES, Problem, Problems,
    RatingReport, caller_id, rating_heading, rating_row, refused_row,
};

use crate::Exit;
use crate::io::{Failure, open};
use crate::standard::standard;

use lines::{Chunk, Lines};
use room::{Room, Spare};

pub use progress::Progress;
pub use turns::in_turns;

/// A batch and how it is rated.
pub struct Batch<'a> {
    pub library: &'a Library,
    pub options: &'a AssessOptions,
    pub detail: Detail,
    pub jobs: usize,
    /// Whether the results are a table in place of JSON lines.
    pub table: Option<Table>,
}

/// Results as a table.
#[derive(Debug, Clone, Copy)]
pub struct Table {
    /// The language of what is said of refused lines.
    pub lang: Lang,
    /// Whether it begins with the mark by which spreadsheets know UTF-8.
    pub mark: bool,
}

/// As many threads as the machine has cores.
pub fn all_cores() -> usize {
    thread::available_parallelism()
        .map_or(1, usize::from)
        .min(64)
}

/// The results of some lines.
struct Rated {
    room: Room,
    lines: u64,
    refused: u64,
    /// How many of these are no JSON at all.
    unread: u64,
    /// The table that they are rows of.
    table: Option<Table>,
}

/// Rates a batch from a file or standard input to standard output.
pub fn run(batch: &Batch<'_>, file: Option<&Path>, lang: Lang) -> Result<Exit, Failure> {
    let spare = Spare::default();
    let name = file.unwrap_or_else(|| Path::new("-"));
    let input = Lines::new(open(file)?, name, &spare);
    let mut progress = Progress::new(lang);
    // whole lines go straight through what standard output holds back
    let mut out = standard();
    if let Some(table) = batch.table {
        let mark = if table.mark { BYTE_ORDER_MARK } else { "" };
        out.write_all(format!("{mark}{}", rating_heading()).as_bytes())?;
    }
    let (mut lines, mut unread) = (0_u64, 0_u64);
    let rated = in_turns(
        batch.jobs,
        input,
        |chunk| batch.rate(chunk),
        |rated| {
            out.write_all(&rated.room.results)?;
            progress.add(rated.lines, rated.refused);
            lines = lines.saturating_add(rated.lines);
            unread = unread.saturating_add(rated.unread);
            spare.give(rated.room);
            Ok(())
        },
    );
    let flushed = out.flush();
    let refused = progress.finish();
    rated?;
    flushed?;
    if let Some(said) = nothing_read(lines, unread, lang) {
        // a message that cannot be written has nowhere else to go
        _ = writeln!(std::io::stderr(), "ocop: {said}");
    }
    Ok(if refused == 0 {
        Exit::Done
    } else {
        Exit::SomeRefused
    })
}

/// What is to be said of a batch in which there is no dossier, or in which no line is JSON.
fn nothing_read(lines: u64, unread: u64, lang: Lang) -> Option<&'static str> {
    Some(match (lines, lang) {
        (0, Lang::Vi) => "đầu vào không có hồ sơ nào",
        (0, Lang::En) => "there is no dossier in the input",
        // one line is told by its own problem
        (1, _) => return None,
        (lines, _) if lines != unread => return None,
        (_, Lang::Vi) => {
            "không dòng nào đọc được: với --ndjson, mỗi dòng là một hồ sơ JSON trọn vẹn; một hồ sơ viết trên nhiều dòng, hoặc phiếu bảng tính, thì bỏ --ndjson"
        }
        (_, Lang::En) => {
            "no line could be read: with --ndjson each line is a whole dossier as JSON; leave out --ndjson for one dossier over several lines, or for a workbook"
        }
    })
}

impl Batch<'_> {
    fn rate(&self, mut chunk: Chunk) -> Rated {
        let mut rated = Rated {
            room: Room {
                results: std::mem::take(&mut chunk.room.results),
                ..Room::default()
            },
            lines: 0,
            refused: 0,
            unread: 0,
            table: self.table,
        };
        for (number, line) in chunk.lines() {
            if line.iter().all(u8::is_ascii_whitespace) {
                continue;
            }
            if let Some(table) = self.table {
                match self.library.assess_json(line, self.options) {
                    Ok(assessment) => rated.row(&rating_row(number, &assessment, table.lang)),
                    Err(problems) => rated.refuse(&problems, number, Some(line)),
                }
                continue;
            }
            let print = |report: &RatingReport<'_>| rated.print(report);
            match self
                .library
                .rate_json(line, self.options, self.detail, print)
            {
                Ok(()) => rated.lines = rated.lines.saturating_add(1),
                Err(problems) => rated.refuse(&problems, number, Some(line)),
            }
        }
        if let Some(number) = chunk.too_large {
            let problem = Problem::new(
                Code::TooLarge,
                "",
                format!("Dòng vượt giới hạn {MAX_BYTES} byte."),
                format!("The line is over the limit of {MAX_BYTES} bytes."),
            );
            rated.refuse(&problem.into(), number, None);
        }
        rated.room.lines = chunk.room.lines;
        rated
    }
}

impl Rated {
    fn print<T: serde::Serialize>(&mut self, value: &T) {
        // writing to memory does not fail
        let _: Result<(), serde_json::Error> = serde_json::to_writer(&mut self.room.results, value);
        self.room.results.push(b'\n');
    }

    fn row(&mut self, row: &str) {
        self.room.results.extend_from_slice(row.as_bytes());
        self.lines = self.lines.saturating_add(1);
    }

    /// Tells why a line is refused, with what the caller calls it where its text still says so.
    fn refuse(&mut self, problems: &Problems, line: u64, text: Option<&[u8]>) {
        self.refused = self.refused.saturating_add(1);
        let is_no_json = |p: &Problem| matches!(p.code, Code::NotJson | Code::NotUtf8);
        if problems.iter().any(is_no_json) {
            self.unread = self.unread.saturating_add(1);
        }
        let mut report = problems.report(Some(line));
        report.id = text.and_then(caller_id);
        if let Some(table) = self.table {
            self.row(&refused_row(line, &report, text, table.lang));
            return;
        }
        self.print(&report);
        self.lines = self.lines.saturating_add(1);
    }
}
