//! A batch, some lines at a time.

use std::io::{self, BufRead, BufReader, Read};
use std::path::Path;

use memchr::{memchr, memchr_iter, memrchr};
use ocop::MAX_BYTES;

use crate::io::{Failure, unreadable};

use super::room::{Room, Spare};

/// What is rated at a time: small, so that many threads hold little; large, so that they seldom meet.
const CHUNK_BYTES: usize = 1 << 16;

/// The longest line that is kept: a dossier, `\r\n`, and one byte to know a longer one by.
const LINE_BYTES: usize = MAX_BYTES + 3;

/// Some lines of the batch.
#[derive(Debug, Default)]
pub struct Chunk {
    /// The number of the first line.
    pub first: u64,
    /// The line behind them, where it is over the limit: its bytes were passed over.
    pub too_large: Option<u64>,
    /// The lines with their ends, and room for what comes of them.
    pub room: Room,
}

impl Chunk {
    /// The lines without their ends, numbered.
    pub fn lines(&self) -> impl Iterator<Item = (u64, &[u8])> {
        let mut rest = self.room.lines.as_slice();
        let lines = std::iter::from_fn(move || {
            // the last line of a file may have no end
            let end = memchr(b'\n', rest).map_or(rest.len(), |at| at.saturating_add(1));
            let (line, behind) = rest.split_at_checked(end).filter(|_| end > 0)?;
            rest = behind;
            let line = line.strip_suffix(b"\n").unwrap_or(line);
            Some(line.strip_suffix(b"\r").unwrap_or(line))
        });
        (self.first..).zip(lines)
    }

    fn is_full(&self) -> bool {
        self.too_large.is_some() || self.room.lines.len() >= CHUNK_BYTES
    }

    fn is_empty(&self) -> bool {
        self.room.lines.is_empty() && self.too_large.is_none()
    }
}

/// The lines of an input.
pub struct Lines<'p> {
    input: BufReader<Box<dyn Read + Send>>,
    name: &'p Path,
    spare: &'p Spare,
    next: u64,
    failed: Option<io::Error>,
}

impl<'p> Lines<'p> {
    pub fn new(input: Box<dyn Read + Send>, name: &'p Path, spare: &'p Spare) -> Self {
        Self {
            input: BufReader::with_capacity(CHUNK_BYTES, input),
            name,
            spare,
            next: 1,
            failed: None,
        }
    }

    /// Adds the lines that can be had without waiting for the input, all at once. None that fits into
    /// what is held of it is too long.
    fn whole(&mut self, chunk: &mut Chunk) {
        let held = self.input.buffer();
        let end = memrchr(b'\n', held).map_or(0, |at| at.saturating_add(1));
        let lines = held.get(..end).unwrap_or_default();
        chunk.room.lines.extend_from_slice(lines);
        let count = u64::try_from(memchr_iter(b'\n', lines).count()).unwrap_or(u64::MAX);
        self.next = self.next.saturating_add(count);
        self.input.consume(end);
    }

    /// Adds one line, with its end, to a chunk; `false` at the end of the input.
    fn line(&mut self, chunk: &mut Chunk) -> io::Result<bool> {
        let lines = &mut chunk.room.lines;
        let before = lines.len();
        let most = u64::try_from(LINE_BYTES).unwrap_or(u64::MAX);
        let read = (&mut self.input).take(most).read_until(b'\n', lines);
        // of a line that was cut off nothing is kept
        let read = read.inspect_err(|_| lines.truncate(before))?;
        if read == LINE_BYTES {
            if lines.last() != Some(&b'\n') {
                self.input.skip_until(b'\n')?;
            }
            lines.truncate(before);
            chunk.too_large = Some(self.next);
        }
        self.next = self.next.saturating_add(u64::from(read > 0));
        Ok(read > 0)
    }
}

impl Iterator for Lines<'_> {
    type Item = Result<Chunk, Failure>;

    fn next(&mut self) -> Option<Self::Item> {
        if let Some(error) = self.failed.take() {
            return Some(Err(unreadable(self.name, &error)));
        }
        let mut chunk = Chunk {
            first: self.next,
            too_large: None,
            room: self.spare.take(),
        };
        // whoever writes the input may wait for what it has written to be answered: lines that are
        // whole do not wait for the rest of another
        while chunk.is_empty() {
            match self.line(&mut chunk) {
                Ok(true) => {}
                Ok(false) => break,
                Err(error) => {
                    self.failed = Some(error);
                    break;
                }
            }
        }
        if !chunk.is_full() {
            self.whole(&mut chunk);
        }
        if chunk.first == self.next {
            let error = self.failed.take()?;
            return Some(Err(unreadable(self.name, &error)));
        }
        Some(Ok(chunk))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::{Cursor, Error, ErrorKind};

    /// Says once that it was interrupted, and fails for good.
    struct Failing(Vec<ErrorKind>);

    impl Read for Failing {
        fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
            Err(Error::from(self.0.pop().unwrap_or(ErrorKind::Other)))
        }
    }

    fn lines(chunk: &Chunk) -> Vec<(u64, &str)> {
        let lines = chunk.lines();
        lines
            .map(|(n, line)| (n, std::str::from_utf8(line).unwrap()))
            .collect()
    }

    fn all(input: impl Read + Send + 'static) -> Vec<Chunk> {
        let spare = Spare::default();
        let lines = Lines::new(Box::new(input), Path::new("-"), &spare);
        lines.map(Result::unwrap).collect()
    }

    #[test]
    fn lines_read_before_a_failure_are_not_lost() {
        let kinds = vec![ErrorKind::Other, ErrorKind::Interrupted];
        let input = Cursor::new("{}\r\n[]\n{\"cut").chain(Failing(kinds));
        let spare = Spare::default();
        let mut input = Lines::new(Box::new(input), Path::new("lo.ndjson"), &spare);
        let chunk = input.next().unwrap().unwrap();
        assert_eq!(lines(&chunk), [(1, "{}"), (2, "[]")]);
        let Err(Failure::Usage(text)) = input.next().unwrap() else {
            panic!("the failure is told");
        };
        assert!(text.en.contains("lo.ndjson"));
    }

    /// Gives what it has piece by piece, and notes how many pieces were asked for.
    struct Pieces(
        std::vec::IntoIter<&'static str>,
        std::sync::Arc<std::sync::atomic::AtomicUsize>,
    );

    impl Read for Pieces {
        fn read(&mut self, to: &mut [u8]) -> io::Result<usize> {
            self.1.fetch_add(1, std::sync::atomic::Ordering::SeqCst);
            self.0
                .next()
                .map_or(Ok(0), |piece| piece.as_bytes().read(to))
        }
    }

    #[test]
    fn whole_lines_do_not_wait_for_the_rest_of_the_input() {
        let asked = std::sync::Arc::new(std::sync::atomic::AtomicUsize::new(0));
        let pieces = vec!["{}\n[]\n{\"cu", "t", "\":1}\n", "1\n"].into_iter();
        let spare = Spare::default();
        let pieces = Box::new(Pieces(pieces, asked.clone()));
        let mut input = Lines::new(pieces, Path::new("-"), &spare);
        let mut next = || {
            let chunk = input.next().unwrap().unwrap();
            let lines: Vec<_> = lines(&chunk)
                .iter()
                .map(|(n, l)| format!("{n} {l}"))
                .collect();
            (
                lines.join(" | "),
                asked.load(std::sync::atomic::Ordering::SeqCst),
            )
        };
        assert_eq!(next(), ("1 {} | 2 []".to_owned(), 1));
        assert_eq!(next(), ("3 {\"cut\":1}".to_owned(), 3));
        assert_eq!(next(), ("4 1".to_owned(), 4));
        assert!(input.next().is_none());
    }

    #[test]
    fn a_failure_at_once_is_told() {
        let spare = Spare::default();
        let failing = Box::new(Failing(Vec::new()));
        let mut input = Lines::new(failing, Path::new("-"), &spare);
        assert!(input.next().unwrap().is_err());
    }

    #[test]
    fn lines_are_numbered_across_chunks_and_over_long_ones() {
        let long = format!("\"{}\"\n", "x".repeat(MAX_BYTES));
        let short = "{}\n".repeat(CHUNK_BYTES);
        let input = Cursor::new(format!("{short}{long}\n[]"));
        let chunks = all(input);
        let before = u64::try_from(CHUNK_BYTES).unwrap();
        let too_large: Vec<u64> = chunks.iter().filter_map(|c| c.too_large).collect();
        assert_eq!(too_large, [before + 1]);
        // whole lines are not kept waiting by the last one, which has no end
        let last: Vec<_> = chunks[chunks.len() - 2..].iter().flat_map(lines).collect();
        assert_eq!(last, [(before + 2, ""), (before + 3, "[]")]);
        let held = |c: &Chunk| c.room.lines.len();
        assert!(chunks.iter().all(|c| held(c) < 2 * CHUNK_BYTES));
        let all: usize = chunks.iter().map(|c| c.lines().count()).sum();
        assert_eq!(all, CHUNK_BYTES + 2);
    }

    #[test]
    fn a_line_may_be_as_long_as_a_dossier() {
        for (end, too_large) in [
            ("\r\n", None),
            (" \r\n", Some(1)),
            ("xxx", Some(1)),
            ("xx", None),
        ] {
            let input = Cursor::new(format!("{}{end}", "x".repeat(MAX_BYTES)));
            let chunks = all(input);
            assert_eq!(chunks[0].too_large, too_large, "{end:?}");
        }
    }
}
