//! A line of text that is typed.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use unicode_width::{UnicodeWidthChar as _, UnicodeWidthStr as _};

use super::super::layout::fitted;
use super::question::{Answer, Line, Question, Reaction};
use ocop_text::clean;

/// What stands before the text.
const PROMPT: &str = "> ";

/// A text under way.
#[derive(Debug)]
pub struct Edit {
    question: &'static str,
    help: &'static str,
    text: Vec<char>,
    at: usize,
    /// As it was before anything was typed.
    before: Vec<char>,
}

/// A mark that belongs to the letter before it.
const fn is_combining(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}')
}

impl Edit {
    pub fn new(question: &'static str, help: &'static str, text: &str) -> Self {
        let text: Vec<char> = text.chars().collect();
        Self {
            question,
            help,
            at: text.len(),
            before: text.clone(),
            text,
        }
    }

    fn insert(&mut self, c: char) {
        let upsets = clean(c.encode_utf8(&mut [0; 4])).starts_with(char::REPLACEMENT_CHARACTER);
        if !upsets && self.at <= self.text.len() {
            self.text.insert(self.at, c);
            self.at = self.at.saturating_add(1);
        }
    }

    /// The place before the letter that ends at a place.
    fn before(&self, mut at: usize) -> usize {
        while let Some(previous) = at.checked_sub(1) {
            at = previous;
            if !self.text.get(at).copied().is_some_and(is_combining) {
                break;
            }
        }
        at
    }

    /// The place behind the letter that begins at a place.
    fn behind(&self, at: usize) -> usize {
        let mut at = at.saturating_add(1).min(self.text.len());
        while self.text.get(at).copied().is_some_and(is_combining) {
            at = at.saturating_add(1);
        }
        at
    }

    fn remove(&mut self, from: usize, to: usize) {
        self.text.drain(from.min(to)..to.min(self.text.len()));
        self.at = from;
    }

    fn word_before(&self) -> usize {
        let is = |at: usize, blank: bool| {
            let c = at.checked_sub(1).and_then(|i| self.text.get(i));
            c.is_some_and(|c| c.is_whitespace() == blank)
        };
        let mut at = self.at;
        while is(at, true) {
            at = at.saturating_sub(1);
        }
        while is(at, false) {
            at = at.saturating_sub(1);
        }
        at
    }

    /// What of the text is seen, with the column of the cursor in it.
    fn seen(&self, width: usize) -> (String, usize) {
        let room = width.saturating_sub(PROMPT.width()).max(2);
        let wide = |c: &char| c.width().unwrap_or(0);
        let mut from = self.at;
        let mut column = 0_usize;
        // as much as fits before the cursor, which needs a column of its own
        while let Some(c) = from.checked_sub(1).and_then(|i| self.text.get(i)) {
            let more = column.saturating_add(wide(c));
            if more >= room {
                break;
            }
            column = more;
            from = from.saturating_sub(1);
        }
        let mut used = 0_usize;
        let seen = self.text.iter().skip(from).take_while(|c| {
            used = used.saturating_add(wide(c));
            used <= room
        });
        (seen.collect(), column)
    }
}

impl Question for Edit {
    type Answer = String;

    fn lines(&self, width: usize, _: usize) -> Vec<Line> {
        let head = format!("{} ({})", self.question, self.help);
        let mut lines: Vec<Line> = Line::plain(&fitted(width, "", &head)).collect();
        lines.push(Line {
            text: format!("{PROMPT}{}", self.seen(width).0),
            marked: false,
        });
        lines
    }

    fn cursor(&self, width: usize) -> Option<usize> {
        Some(self.seen(width).1.saturating_add(PROMPT.width()))
    }

    fn key(&mut self, key: KeyEvent) -> Reaction<String> {
        let held = key.modifiers;
        if held.contains(KeyModifiers::CONTROL) && !held.contains(KeyModifiers::ALT) {
            match key.code {
                KeyCode::Char('a') => self.at = 0,
                KeyCode::Char('e') => self.at = self.text.len(),
                KeyCode::Char('u') => self.remove(0, self.at),
                KeyCode::Char('w') => self.remove(self.word_before(), self.at),
                KeyCode::Char('h') => self.remove(self.before(self.at), self.at),
                KeyCode::Char('d') if self.text.is_empty() => return Reaction::Done(Answer::Stop),
                KeyCode::Char('j') => return self.paste("\n"),
                _ => return Reaction::Wrong,
            }
            return Reaction::Going;
        }
        match key.code {
            KeyCode::Enter => return Reaction::Done(Answer::Given(self.text.iter().collect())),
            KeyCode::Esc => {
                self.text.clone_from(&self.before);
                return Reaction::Done(Answer::None);
            }
            KeyCode::Left => self.at = self.before(self.at),
            KeyCode::Right => self.at = self.behind(self.at),
            KeyCode::Home => self.at = 0,
            KeyCode::End => self.at = self.text.len(),
            KeyCode::Backspace => self.remove(self.before(self.at), self.at),
            KeyCode::Delete => self.remove(self.at, self.behind(self.at)),
            KeyCode::Tab => self.insert(' '),
            KeyCode::Char(c) if !held.contains(KeyModifiers::ALT) => self.insert(c),
            _ => return Reaction::Wrong,
        }
        Reaction::Going
    }

    /// Each line that is pasted is a thing of its own.
    fn paste(&mut self, text: &str) -> Reaction<String> {
        let text = text.replace("\r\n", "\n").replace('\r', "\n");
        for (number, line) in text.split('\n').enumerate() {
            let before: String = self.text.iter().take(self.at).collect();
            let before = before.trim_end();
            if number > 0 && !before.is_empty() && !before.ends_with(';') {
                "; ".chars().for_each(|c| self.insert(c));
            }
            let line = line.replace('\t', " ");
            line.chars().for_each(|c| self.insert(c));
        }
        Reaction::Going
    }

    fn takes_lines(&self) -> bool {
        true
    }

    fn record(&self, width: usize) -> String {
        let text: String = self.text.iter().collect();
        fitted(width, &format!("{}: ", self.question), &text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(keys: &[KeyCode]) -> String {
        let mut edit = Edit::new("Minh chứng", "Enter", "");
        for key in keys {
            edit.key(KeyEvent::from(*key));
        }
        edit.text.iter().collect()
    }

    #[test]
    fn letters_are_typed_moved_over_and_taken_away_whole() {
        use KeyCode::{Backspace, Char, Delete, End, Home, Left};
        assert_eq!(typed(&[Char('a'), Char('b'), Left, Char('c')]), "acb");
        assert_eq!(
            typed(&[Char('a'), Char('\u{302}'), Char('\u{301}'), Backspace]),
            ""
        );
        assert_eq!(
            typed(&[Char('a'), Char('e'), Char('\u{301}'), Home, Delete]),
            "e\u{301}"
        );
        assert_eq!(typed(&[Char('a'), Home, Backspace, End, Delete]), "a");
        assert_eq!(typed(&[Char('\u{1b}'), Char('\u{0}')]), "");
    }

    #[test]
    fn lines_that_are_pasted_are_papers_of_their_own() {
        for (pieces, text) in [
            (&["Hóa đơn A\nHợp đồng B"][..], "Hóa đơn A; Hợp đồng B"),
            (&["Hóa đơn A\r\nHợp đồng B\r\n"], "Hóa đơn A; Hợp đồng B; "),
            (&["A", "\n", "B", "\n", "\n"], "A; B; "),
            (&["\n\nA;\nB\tC"], "A;B C"),
            (&["A\u{1b}[31m\u{0}\u{202e}"], "A[31m"),
        ] {
            let mut edit = Edit::new("Minh chứng", "Enter", "");
            for piece in pieces {
                edit.paste(piece);
            }
            assert_eq!(edit.text.iter().collect::<String>(), text);
        }
    }

    #[test]
    fn the_cursor_stays_on_the_line_however_long_the_text() {
        let mut edit = Edit::new("Minh chứng", "Enter", &"Hợp đồng liên kết 中文 ".repeat(20));
        for width in [39, 40, 199] {
            for at in 0..=edit.text.len() {
                edit.at = at;
                let lines = edit.lines(width, 10);
                assert!(lines.iter().all(|l| l.text.width() <= width));
                assert!(edit.cursor(width).unwrap() < width);
            }
        }
    }
}
