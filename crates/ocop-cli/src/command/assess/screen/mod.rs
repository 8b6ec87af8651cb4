//! Questions on a terminal: drawn below what was printed, redrawn in place, and gone when they are
//! answered, but for one line.

mod choose;
mod edit;
mod question;

use std::io::{self, Stdout, Write as _};
use std::time::{Duration, Instant};

use crossterm::cursor::{Hide, MoveToColumn, MoveUp, Show};
use crossterm::event::{self, DisableBracketedPaste, EnableBracketedPaste};
use crossterm::event::{Event, KeyCode, KeyEvent, KeyEventKind, KeyModifiers};
use crossterm::style::{Attribute, Print, SetAttribute};
use crossterm::terminal::{self, Clear, ClearType};
use crossterm::{execute, queue};
use unicode_width::UnicodeWidthStr as _;

pub use choose::{Choice, Item};
pub use edit::Edit;
pub use question::Answer;
use question::{Question, Reaction};

/// How soon after a question appears the key that answered the one before is taken for one pressed
/// twice, or held.
const TOO_SOON: Duration = Duration::from_millis(200);

/// How soon after Enter more must come for both to be of one paste: nobody types so fast.
const ONE_PASTE: Duration = Duration::from_millis(30);

/// How long a pause makes what is typed something new.
const PAUSE: Duration = Duration::from_secs(1);

/// The terminal.
pub struct Screen {
    widest: usize,
    /// The key that answered the last question.
    answered: Option<KeyCode>,
}

impl Screen {
    pub const fn new(widest: usize) -> Self {
        Self {
            widest,
            answered: None,
        }
    }

    /// How wide lines may be: the last column is left free, where terminals differ.
    pub fn width(&self) -> usize {
        let (columns, _) = size();
        columns.saturating_sub(1).min(self.widest)
    }

    /// Asks a question. Keys that were pressed before it appeared answer nothing.
    pub fn ask<Q: Question>(&mut self, mut question: Q) -> io::Result<Answer<Q::Answer>> {
        let _raw = Raw::begin()?;
        if pressed_too_late()? {
            return Ok(Answer::Stop);
        }
        let mut drawing = Drawing::default();
        drawing.draw(&question, self.width())?;
        let shown = Instant::now();
        let mut last = shown;
        loop {
            let event = event::read()?;
            if last.elapsed() > PAUSE {
                question.pause();
            }
            let twice = |key: &KeyEvent, answered: Option<KeyCode>| {
                !question.takes_lines() && Some(key.code) == answered && shown.elapsed() < TOO_SOON
            };
            let step = match event {
                Event::Key(key) if key.kind == KeyEventKind::Release => continue,
                Event::Key(key) if stops(&key) => Reaction::Done(Answer::Stop),
                Event::Key(key) if twice(&key, self.answered) => Reaction::Wrong,
                Event::Key(key)
                    if key.code == KeyCode::Enter
                        && question.takes_lines()
                        && event::poll(ONE_PASTE)? =>
                {
                    question.paste("\n")
                }
                Event::Key(key) => {
                    let step = question.key(key);
                    if matches!(step, Reaction::Done(_)) {
                        self.answered = Some(key.code);
                    }
                    step
                }
                Event::Paste(text) => question.paste(&text),
                Event::Resize(..) => Reaction::Going,
                _ => continue,
            };
            last = Instant::now();
            match step {
                Reaction::Going => drawing.draw(&question, self.width())?,
                Reaction::Wrong => {
                    drawing.draw(&question, self.width())?;
                    execute!(io::stdout(), Print('\u{7}'))?;
                }
                Reaction::Done(answer) => {
                    drawing.end(&question.record(self.width()))?;
                    return Ok(answer);
                }
            }
        }
    }
}

fn size() -> (usize, usize) {
    match terminal::size() {
        Ok((columns, rows)) if columns > 0 && rows > 0 => (columns.into(), rows.into()),
        _ => (80, 24),
    }
}

fn stops(key: &KeyEvent) -> bool {
    key.modifiers.contains(KeyModifiers::CONTROL) && key.code == KeyCode::Char('c')
}

/// Throws away the keys that were pressed while no question stood; tells whether one of them was
/// Ctrl-C, which always counts.
fn pressed_too_late() -> io::Result<bool> {
    let mut stop = false;
    while event::poll(Duration::ZERO)? {
        stop |= matches!(event::read()?, Event::Key(key) if stops(&key));
    }
    Ok(stop)
}

/// The terminal handing over keys one by one, for as long as this lives.
struct Raw;

impl Raw {
    fn begin() -> io::Result<Self> {
        terminal::enable_raw_mode()?;
        let raw = Self;
        execute!(io::stdout(), EnableBracketedPaste)?;
        Ok(raw)
    }
}

impl Drop for Raw {
    fn drop(&mut self) {
        // a terminal that has gone needs nothing
        let _ = execute!(io::stdout(), DisableBracketedPaste, Show);
        let _ = terminal::disable_raw_mode();
    }
}

/// What of a question stands on the terminal.
#[derive(Default)]
struct Drawing {
    /// The width of each line.
    lines: Vec<usize>,
}

impl Drawing {
    fn draw(&mut self, question: &impl Question, width: usize) -> io::Result<()> {
        let (_, rows) = size();
        let mut out = io::stdout();
        self.clear(&mut out)?;
        let lines = question.lines(width, rows.saturating_sub(1).max(3));
        for (at, line) in lines.iter().enumerate() {
            if at > 0 {
                queue!(out, Print("\r\n"))?;
            }
            if line.marked {
                queue!(out, SetAttribute(Attribute::Bold))?;
            }
            queue!(out, Print(&line.text))?;
            if line.marked {
                queue!(out, SetAttribute(Attribute::Reset))?;
            }
        }
        self.lines = lines.iter().map(|l| l.text.width()).collect();
        match question.cursor(width) {
            Some(column) => {
                let column = u16::try_from(column).unwrap_or(u16::MAX);
                queue!(out, MoveToColumn(column), Show)?;
            }
            None => queue!(out, Hide)?,
        }
        out.flush()
    }

    /// Takes away what was drawn: the cursor is in the last row of it, and a terminal made narrower
    /// has more rows of it.
    fn clear(&mut self, out: &mut Stdout) -> io::Result<()> {
        let (columns, _) = size();
        let rows = |width: &usize| {
            width
                .saturating_sub(1)
                .div_euclid(columns)
                .saturating_add(1)
        };
        let rows: usize = self.lines.iter().map(rows).sum();
        if let Some(above) = rows.checked_sub(1) {
            queue!(out, MoveToColumn(0))?;
            if let Some(above) = u16::try_from(above).ok().filter(|n| *n > 0) {
                queue!(out, MoveUp(above))?;
            }
            queue!(out, Clear(ClearType::FromCursorDown))?;
        }
        self.lines.clear();
        Ok(())
    }

    /// Leaves a record in place of the question.
    fn end(&mut self, record: &str) -> io::Result<()> {
        let mut out = io::stdout();
        self.clear(&mut out)?;
        for line in record.lines() {
            queue!(out, Print(line), Print("\r\n"))?;
        }
        queue!(out, Show)?;
        out.flush()
    }
}
