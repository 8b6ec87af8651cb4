//! `ocop rate --ndjson`: one dossier a line, results in the same order, on all cores, in memory that
//! does not grow with the number of lines.

use std::io::{BufRead, BufReader, IsTerminal, Read, Write};
use std::path::Path;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread;

use indicatif::{ProgressBar, ProgressStyle};
use ocop::{AssessOptions, Lang, Library, MAX_BYTES, Problems};

use crate::Exit;
use crate::io::{Failure, open, output};

/// What is handed to a thread at a time: small, so that many threads hold little.
const CHUNK_BYTES: usize = 1 << 14;

/// A batch and how it is rated.
pub struct Batch<'a> {
    pub library: &'a Library,
    pub options: &'a AssessOptions,
    pub brief: bool,
    pub jobs: usize,
}

/// As many threads as the machine has cores.
pub fn all_cores() -> usize {
    thread::available_parallelism()
        .map_or(1, usize::from)
        .min(64)
}

/// Some lines of the batch.
struct Chunk {
    /// The number of the first line.
    first: u64,
    lines: Vec<u8>,
    /// The line behind them, where it is over the limit: its bytes were passed over.
    too_large: Option<u64>,
}

/// Their results.
struct Rated {
    out: Vec<u8>,
    lines: u64,
    refused: u64,
}

/// Rates a batch from a file or standard input to standard output.
pub fn run(batch: &Batch<'_>, file: Option<&Path>, lang: Lang) -> Result<Exit, Failure> {
    let mut input = Lines::new(open(file)?, file.unwrap_or_else(|| Path::new("-")));
    let mut progress = Progress::new(lang);
    let mut out = output();
    let mut write = |rated: Rated| -> Result<(), Failure> {
        out.write_all(&rated.out)?;
        progress.add(&rated);
        Ok(())
    };
    let read = if batch.jobs <= 1 {
        input.try_for_each(|chunk| write(batch.rate(&chunk?)))
    } else {
        parallel(batch, input, &mut write)
    };
    // what was rated before a failure is not lost
    let flushed = out.flush();
    let refused = progress.finish();
    read?;
    flushed?;
    Ok(if refused == 0 {
        Exit::Done
    } else {
        Exit::SomeRefused
    })
}

/// Chunks go round the threads in turn and come back in the same turn: order needs no sorting.
fn parallel(
    batch: &Batch<'_>,
    input: Lines<'_>,
    write: &mut dyn FnMut(Rated) -> Result<(), Failure>,
) -> Result<(), Failure> {
    thread::scope(|scope| {
        let mut to: Vec<SyncSender<Chunk>> = Vec::new();
        let mut from: Vec<Receiver<Rated>> = Vec::new();
        for _ in 0..batch.jobs {
            let (chunk_in, chunks) = sync_channel::<Chunk>(2);
            let (rated_in, rated) = sync_channel::<Rated>(2);
            to.push(chunk_in);
            from.push(rated);
            scope.spawn(move || {
                // the writer has gone: nobody wants the rest
                for chunk in chunks {
                    if rated_in.send(batch.rate(&chunk)).is_err() {
                        break;
                    }
                }
            });
        }
        let reader = scope.spawn(move || -> Result<(), Failure> {
            for (chunk, to) in input.zip(to.iter().cycle()) {
                if to.send(chunk?).is_err() {
                    break;
                }
            }
            Ok(())
        });
        let mut written = Ok(());
        for from in from.iter().cycle() {
            let Ok(rated) = from.recv() else { break };
            written = write(rated);
            if written.is_err() {
                break;
            }
        }
        drop(from);
        let read = reader.join().unwrap_or(Ok(()));
        written.and(read)
    })
}

impl Batch<'_> {
    fn rate(&self, chunk: &Chunk) -> Rated {
        let mut rated = Rated {
            out: Vec::with_capacity(chunk.lines.len().saturating_mul(2)),
            lines: 0,
            refused: 0,
        };
        for (number, line) in (chunk.first..).zip(chunk.lines.split(|b| *b == b'\n')) {
            let line = line.strip_suffix(b"\r").unwrap_or(line);
            if line.iter().all(u8::is_ascii_whitespace) {
                continue;
            }
            match self.library.assess(line, self.options) {
                Ok(assessment) => {
                    let report = if self.brief {
                        assessment.brief()
                    } else {
                        assessment.full()
                    };
                    rated.print(&report);
                    rated.lines = rated.lines.saturating_add(1);
                }
                Err(problems) => rated.refuse(&problems, number),
            }
        }
        if let Some(number) = chunk.too_large {
            let problem = ocop::Problem::new(
                ocop::Code::TooLarge,
                "",
                format!("Dòng vượt giới hạn {MAX_BYTES} byte."),
                format!("The line is over the limit of {MAX_BYTES} bytes."),
            );
            rated.refuse(&problem.into(), number);
        }
        rated
    }
}

impl Rated {
    fn print<T: serde::Serialize>(&mut self, value: &T) {
        // writing to memory does not fail
        let _: Result<(), serde_json::Error> = serde_json::to_writer(&mut self.out, value);
        self.out.push(b'\n');
    }

    fn refuse(&mut self, problems: &Problems, line: u64) {
        self.print(&problems.report(Some(line)));
        self.lines = self.lines.saturating_add(1);
        self.refused = self.refused.saturating_add(1);
    }
}

/// The lines of an input, some at a time.
struct Lines<'p> {
    input: BufReader<Box<dyn Read + Send>>,
    name: &'p Path,
    next: u64,
    failed: Option<std::io::Error>,
}

impl<'p> Lines<'p> {
    fn new(input: Box<dyn Read + Send>, name: &'p Path) -> Self {
        Self {
            input: BufReader::with_capacity(1 << 16, input),
            name,
            next: 1,
            failed: None,
        }
    }

    /// Adds one line, with its end, to a chunk; `false` at the end of the input.
    fn line(&mut self, chunk: &mut Chunk) -> std::io::Result<bool> {
        let before = chunk.lines.len();
        let mut found = false;
        loop {
            let buffer = match self.input.fill_buf() {
                Ok(buffer) => buffer,
                Err(error) if error.kind() == std::io::ErrorKind::Interrupted => continue,
                Err(error) => return Err(error),
            };
            if buffer.is_empty() {
                return Ok(found);
            }
            found = true;
            let end = buffer.iter().position(|b| *b == b'\n');
            let taken = end.map_or(buffer.len(), |at| at.saturating_add(1));
            if chunk.too_large.is_none() {
                chunk
                    .lines
                    .extend_from_slice(buffer.get(..taken).unwrap_or_default());
                if chunk.lines.len().saturating_sub(before) > MAX_BYTES.saturating_add(2) {
                    chunk.too_large = Some(self.next);
                    chunk.lines.truncate(before);
                }
            }
            self.input.consume(taken);
            if end.is_some() {
                return Ok(true);
            }
        }
    }
}

impl Iterator for Lines<'_> {
    type Item = Result<Chunk, Failure>;

    fn next(&mut self) -> Option<Self::Item> {
        if let Some(error) = self.failed.take() {
            return Some(Err(crate::io::unreadable(self.name, &error)));
        }
        let mut chunk = Chunk {
            first: self.next,
            lines: Vec::with_capacity(CHUNK_BYTES),
            too_large: None,
        };
        loop {
            match self.line(&mut chunk) {
                Ok(true) => self.next = self.next.saturating_add(1),
                Ok(false) => break,
                Err(error) => {
                    // the lines before it are whole: they are rated first
                    let whole = chunk.lines.iter().rposition(|b| *b == b'\n');
                    chunk
                        .lines
                        .truncate(whole.map_or(0, |at| at.saturating_add(1)));
                    self.failed = Some(error);
                    break;
                }
            }
            if chunk.too_large.is_some() || chunk.lines.len() >= CHUNK_BYTES {
                break;
            }
        }
        let any = chunk.first != self.next;
        if !any && self.failed.is_some() {
            return self.next();
        }
        any.then_some(Ok(chunk))
    }
}

/// Progress on standard error, where that is a terminal.
struct Progress {
    bar: ProgressBar,
    refused: u64,
    lang: Lang,
}

impl Progress {
    fn new(lang: Lang) -> Self {
        let bar = if std::io::stderr().is_terminal() {
            ProgressBar::new_spinner()
        } else {
            ProgressBar::hidden()
        };
        let template = match lang {
            Lang::Vi => "{spinner} {human_pos} hồ sơ, {per_sec}{msg}",
            Lang::En => "{spinner} {human_pos} dossiers, {per_sec}{msg}",
        };
        if let Ok(style) = ProgressStyle::with_template(template) {
            bar.set_style(style);
        }
        Self {
            bar,
            refused: 0,
            lang,
        }
    }

    fn add(&mut self, rated: &Rated) {
        self.bar.inc(rated.lines);
        if rated.refused > 0 {
            self.refused = self.refused.saturating_add(rated.refused);
            self.bar.set_message(match self.lang {
                Lang::Vi => format!(", {} bị từ chối", self.refused),
                Lang::En => format!(", {} refused", self.refused),
            });
        }
    }

    fn finish(&self) -> u64 {
        self.bar.finish();
        self.refused
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::{Cursor, Error, ErrorKind};

    /// Says once that it was interrupted, and fails for good.
    struct Failing(Vec<ErrorKind>);

    impl Read for Failing {
        fn read(&mut self, _: &mut [u8]) -> std::io::Result<usize> {
            Err(Error::from(self.0.pop().unwrap_or(ErrorKind::Other)))
        }
    }

    #[test]
    fn lines_read_before_a_failure_are_not_lost() {
        let kinds = vec![ErrorKind::Other, ErrorKind::Interrupted];
        let input = Cursor::new("{}\n[]\n{\"cut").chain(Failing(kinds));
        let mut lines = Lines::new(Box::new(input), Path::new("lo.ndjson"));
        let chunk = lines.next().unwrap().unwrap();
        assert_eq!((chunk.first, chunk.lines.as_slice()), (1, &b"{}\n[]\n"[..]));
        let Err(Failure::Usage(text)) = lines.next().unwrap() else {
            panic!("the failure is told");
        };
        assert!(text.en.contains("lo.ndjson"));
    }

    #[test]
    fn lines_are_numbered_across_chunks_and_over_long_ones() {
        let long = format!("\"{}\"\n", "x".repeat(MAX_BYTES));
        let short = "{}\n".repeat(CHUNK_BYTES);
        let input = Cursor::new(format!("{short}{long}\n[]"));
        let chunks: Vec<Chunk> = Lines::new(Box::new(input), Path::new("-"))
            .map(Result::unwrap)
            .collect();
        let lines = u64::try_from(CHUNK_BYTES).unwrap();
        let too_large: Vec<u64> = chunks.iter().filter_map(|c| c.too_large).collect();
        assert_eq!(too_large, [lines + 1]);
        let last = chunks.last().unwrap();
        assert_eq!(
            (last.first, last.lines.as_slice()),
            (lines + 2, &b"\n[]"[..])
        );
        assert!(chunks.iter().all(|c| c.lines.len() < 2 * CHUNK_BYTES));
    }
}
