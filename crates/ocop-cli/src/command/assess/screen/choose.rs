//! One of several lines.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use super::super::layout::fitted;
use super::question::{Answer, Line, Question, Reaction};

/// A line that can be chosen.
#[derive(Debug, Clone)]
pub struct Item<A> {
    key: String,
    first: String,
    text: String,
    pub answer: A,
}

impl<A> Item<A> {
    /// `key` is what is typed for it; `first` what it begins with, the key too.
    pub fn new(key: &str, first: String, text: &str, answer: A) -> Self {
        Self {
            key: key.to_owned(),
            first,
            text: text.to_owned(),
            answer,
        }
    }
}

/// A choice.
#[derive(Debug)]
pub struct Choice<A> {
    question: String,
    items: Vec<Item<A>>,
    at: usize,
    /// What was typed. While it is no line's key, Enter chooses nothing, however late and however often
    /// it comes: the person does not mean the line that happens to be marked. Only another line's key
    /// or moving to a line says which is meant.
    typed: String,
    /// Whether the next key begins anew: after a pause, and where what was typed was refused.
    paused: bool,
    help: &'static str,
    wrong: &'static str,
}

/// The most of a wrong key that is shown.
const SHOWN: usize = 20;

impl<A> Choice<A> {
    pub fn new(
        question: String,
        items: Vec<Item<A>>,
        at: usize,
        help: &'static str,
        wrong: &'static str,
    ) -> Self {
        Self {
            question,
            items,
            at,
            typed: String::new(),
            paused: false,
            help,
            wrong,
        }
    }

    fn index(&self, key: &str) -> Option<usize> {
        self.items.iter().position(|item| item.key == key)
    }

    fn is_wrong(&self) -> bool {
        !self.typed.is_empty() && self.index(&self.typed).is_none()
    }

    fn typed(&mut self, c: char) -> Reaction<A> {
        if std::mem::take(&mut self.paused) {
            self.typed.clear();
        }
        let longer = format!("{}{c}", self.typed);
        let alone = c.to_string();
        // another key in place of the one before
        let instead = !self.is_wrong() && self.index(&longer).is_none();
        let typed = if instead && self.index(&alone).is_some() {
            alone
        } else {
            longer
        };
        let begins = self.items.iter().any(|item| item.key.starts_with(&typed));
        let index = self.index(&typed);
        self.typed = typed;
        match index {
            Some(index) => {
                self.at = index;
                Reaction::Going
            }
            None if begins => Reaction::Going,
            None => Reaction::Wrong,
        }
    }

    fn step(&mut self, by: isize) -> Reaction<A> {
        self.typed.clear();
        let count = self.items.len();
        if count > 0 {
            let to = self.at.saturating_add(count).saturating_add_signed(by);
            self.at = to.checked_rem(count).unwrap_or(0);
        }
        Reaction::Going
    }
}

impl<A: Copy> Question for Choice<A> {
    type Answer = A;

    fn lines(&self, width: usize, height: usize) -> Vec<Line> {
        let mut head: Vec<Line> = Line::plain(&fitted(width, "", &self.question)).collect();
        let mut foot = Vec::new();
        if self.is_wrong() {
            let typed: String = self.typed.chars().take(SHOWN).collect();
            let told = format!("{} \"{typed}\".", self.wrong);
            foot.extend(Line::plain(&fitted(width, "", &told)));
        }
        foot.extend(Line::plain(&fitted(width, "", self.help)));
        let mut items = Vec::new();
        let mut marked = 0..0;
        for (index, item) in self.items.iter().enumerate() {
            let is_marked = index == self.at;
            let first = format!("{}{}", if is_marked { "> " } else { "  " }, item.first);
            let from = items.len();
            let text = fitted(width, &first, &item.text);
            items.extend(text.lines().map(|text| Line {
                text: text.to_owned(),
                marked: is_marked,
            }));
            if is_marked {
                marked = from..items.len();
            }
        }
        // a low terminal shows the lines around the one that is marked
        let room = height
            .saturating_sub(head.len())
            .saturating_sub(foot.len())
            .max(1);
        if items.len() > room {
            let middle = marked
                .end
                .saturating_sub(room.div_euclid(4))
                .max(marked.start);
            let first = middle
                .saturating_sub(room.div_euclid(2))
                .min(items.len().saturating_sub(room))
                .min(marked.start)
                .max(
                    marked
                        .end
                        .min(marked.start.saturating_add(room))
                        .saturating_sub(room),
                );
            items = items.into_iter().skip(first).take(room).collect();
        }
        head.append(&mut items);
        head.append(&mut foot);
        head
    }

    fn key(&mut self, key: KeyEvent) -> Reaction<A> {
        let modified = KeyModifiers::CONTROL | KeyModifiers::ALT;
        match key.code {
            KeyCode::Up => self.step(-1),
            KeyCode::Down => self.step(1),
            KeyCode::Home => {
                self.at = 0;
                self.step(0)
            }
            KeyCode::End => {
                self.at = self.items.len().saturating_sub(1);
                self.step(0)
            }
            KeyCode::Esc => Reaction::Done(Answer::None),
            // what was wrong is taken back with the next key, not before: it still says no line
            KeyCode::Backspace | KeyCode::Enter if self.is_wrong() => {
                self.paused = true;
                Reaction::Wrong
            }
            KeyCode::Backspace => self.step(0),
            KeyCode::Enter => match self.items.get(self.at) {
                Some(item) => Reaction::Done(Answer::Given(item.answer)),
                None => Reaction::Wrong,
            },
            KeyCode::Char(c) if !key.modifiers.intersects(modified) => self.typed(c),
            _ => Reaction::Wrong,
        }
    }

    fn paste(&mut self, _: &str) -> Reaction<A> {
        Reaction::Wrong
    }

    fn takes_lines(&self) -> bool {
        false
    }

    fn pause(&mut self) {
        self.paused = true;
    }

    fn record(&self, width: usize) -> String {
        let chosen = self.items.get(self.at);
        let (first, text) = chosen.map_or(("", ""), |i| (&i.first, &i.text));
        fitted(width, &format!("{}: {first}", self.question), text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use unicode_width::UnicodeWidthStr as _;

    fn choice() -> Choice<u8> {
        let keys = ["1", "2", "3", "10", "0", "s", "q"];
        let item = |(at, key): (usize, &&str)| {
            let words = "Sản phẩm có nguồn gốc tại địa phương ".repeat(at);
            Item::new(key, format!("{key}. "), &words, u8::try_from(at).unwrap())
        };
        let items = keys.iter().enumerate().map(item).collect();
        Choice::new("1.1 mức".to_owned(), items, 0, "giúp", "Không có dòng")
    }

    fn press(choice: &mut Choice<u8>, typed: &str) -> Reaction<u8> {
        let mut step = Reaction::Going;
        for c in typed.chars() {
            let code = match c {
                '\r' => KeyCode::Enter,
                '↓' => KeyCode::Down,
                '↑' => KeyCode::Up,
                '⎋' => KeyCode::Esc,
                '⌫' => KeyCode::Backspace,
                c => KeyCode::Char(c),
            };
            step = choice.key(KeyEvent::from(code));
        }
        step
    }

    #[test]
    fn keys_choose_the_lines_that_they_stand_before() {
        for (typed, at) in [
            ("\r", 0),
            ("3\r", 2),
            ("10\r", 3),
            ("0\r", 4),
            ("32\r", 1),
            ("s\r", 5),
            ("3↓\r", 3),
            ("↑\r", 6),
            ("↓↓↑\r", 1),
        ] {
            let step = press(&mut choice(), typed);
            assert_eq!(step, Reaction::Done(Answer::Given(at)), "{typed:?}");
        }
        assert_eq!(press(&mut choice(), "⎋"), Reaction::Done(Answer::None));
    }

    #[test]
    fn what_stands_before_no_line_chooses_nothing() {
        for typed in ["7\r", "Hoa don A\r", "Hop dong 01\r", "sổ 3\r", "7\rx\r"] {
            let mut choice = choice();
            assert_eq!(press(&mut choice, typed), Reaction::Wrong, "{typed:?}");
            assert_eq!(choice.paste("3"), Reaction::Wrong);
        }
        // nor do more of them, until a line is said
        for typed in ["7\r\r", "7\r\r\r", "92\r\r", "7⌫\r", "7\r⌫\r\r"] {
            let mut choice = choice();
            assert_eq!(press(&mut choice, typed), Reaction::Wrong, "{typed:?}");
            choice.pause();
            assert_eq!(press(&mut choice, "\r"), Reaction::Wrong, "{typed:?}");
            let lines = choice.lines(79, 23);
            assert!(lines.iter().any(|l| l.text.starts_with("Không có dòng")));
        }
        for (typed, at) in [
            ("7\r3\r", 2),
            ("7\r\r↓\r", 1),
            ("92⌫2\r", 1),
            ("7\r↓↑\r", 0),
        ] {
            let step = press(&mut choice(), typed);
            assert_eq!(step, Reaction::Done(Answer::Given(at)), "{typed:?}");
        }
        let mut after_a_pause = choice();
        press(&mut after_a_pause, "7");
        after_a_pause.pause();
        assert_eq!(press(&mut after_a_pause, "\r"), Reaction::Wrong);
        press(&mut after_a_pause, "7");
        after_a_pause.pause();
        assert_eq!(
            press(&mut after_a_pause, "3\r"),
            Reaction::Done(Answer::Given(2))
        );
    }

    #[test]
    fn the_marked_line_is_seen_in_every_size_of_terminal() {
        for (width, height) in [(39, 5), (39, 8), (79, 23), (199, 10), (100, 60)] {
            let mut choice = choice();
            for _ in 0..choice.items.len() {
                let lines = choice.lines(width, height);
                assert!(lines.len() <= height, "{width} {height}");
                assert!(lines.iter().all(|l| l.text.width() <= width));
                let first = lines.iter().find(|l| l.marked).unwrap();
                assert!(first.text.starts_with("> "), "{width} {height} {first:?}");
                press(&mut choice, "↓");
            }
        }
    }
}
