//! Words with emphasis, boxes and gaps, free of characters that could upset whoever shows them.

use std::borrow::Cow;

use serde::Serialize;

/// Words in a line. Whoever they come from, a name or a comment in a dossier too, they hold no
/// character that ends a line, controls a terminal or turns the direction of writing: such a
/// character becomes `\u{fffd}`, a line end or tab a space, and what cannot be seen is left out. So
/// every writer escapes its own marks and no more.
///
/// ```
/// use ocop_text::Inline;
///
/// let words = Inline::from("Mật ong\n\u{202e}").strong("4 sao").source("Điều 5");
/// assert_eq!(words.to_string(), "Mật ong \u{fffd}4 sao [Điều 5]");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Inline(Vec<Run>);

/// A piece of a line. Its words are those that [`Inline`] lets through.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "run", content = "value", rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Run {
    /// Words.
    Plain(String),
    /// Words in bold.
    Strong(String),
    /// Words in italics.
    Emphasis(String),
    /// Where the law says so; writers put it in square brackets after a space.
    Source(String),
    /// A box: ticked, or to be ticked.
    Tick(bool),
    /// A gap to be filled in by hand, so many characters wide.
    Gap(u8),
}

/// Whether a character controls a terminal, ends a line, turns it or is no character.
fn upsets(c: char) -> bool {
    c.is_control()
        || matches!(
            c,
            '\u{61c}'
                | '\u{200e}'
                | '\u{200f}'
                | '\u{2028}'..='\u{202e}'
                | '\u{2066}'..='\u{206f}'
                | '\u{fff9}'..='\u{fffb}'
                | '\u{fffe}'
                | '\u{ffff}'
        )
}

/// Whether a character has no width: word processors and web pages leave such in what is copied.
const fn unseen(c: char) -> bool {
    matches!(
        c,
        '\u{ad}'
            | '\u{180e}'
            | '\u{200b}'..='\u{200d}'
            | '\u{2060}'..='\u{2065}'
            | '\u{feff}'
            | '\u{e0000}'..='\u{e007f}'
    )
}

/// Words without what would upset a terminal, a page or a file: see [`Inline`].
///
/// ```
/// assert_eq!(ocop_text::clean("a\u{1b}[31m\r\nb\t\u{202e}c"), "a\u{fffd}[31m b \u{fffd}c");
/// ```
#[must_use]
pub fn clean(text: &str) -> Cow<'_, str> {
    if !text.chars().any(|c| upsets(c) || unseen(c)) {
        return text.into();
    }
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            // one line end, one space
            '\r' if chars.peek() == Some(&'\n') => {}
            '\r' | '\n' | '\t' => out.push(' '),
            c if unseen(c) => {}
            c if upsets(c) => out.push(char::REPLACEMENT_CHARACTER),
            c => out.push(c),
        }
    }
    out.into()
}

impl Inline {
    /// No words.
    #[must_use]
    pub const fn new() -> Self {
        Self(Vec::new())
    }

    /// Its pieces, in order.
    #[must_use]
    pub fn runs(&self) -> &[Run] {
        &self.0
    }

    /// Whether it has no words.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Followed by words.
    #[must_use]
    pub fn plain(mut self, text: impl AsRef<str>) -> Self {
        let text = clean(text.as_ref());
        match self.0.last_mut() {
            _ if text.is_empty() => {}
            Some(Run::Plain(last)) => last.push_str(&text),
            _ => self.0.push(Run::Plain(text.into_owned())),
        }
        self
    }

    /// Followed by words in bold.
    #[must_use]
    pub fn strong(self, text: impl AsRef<str>) -> Self {
        self.run(text.as_ref(), Run::Strong)
    }

    /// Followed by words in italics.
    #[must_use]
    pub fn emphasis(self, text: impl AsRef<str>) -> Self {
        self.run(text.as_ref(), Run::Emphasis)
    }

    /// Followed by where the law says so; by nothing where that is empty.
    #[must_use]
    pub fn source(self, text: impl AsRef<str>) -> Self {
        self.run(text.as_ref(), Run::Source)
    }

    /// Followed by a box.
    #[must_use]
    pub fn tick(mut self, ticked: bool) -> Self {
        self.0.push(Run::Tick(ticked));
        self
    }

    /// Followed by a gap to be filled in by hand.
    #[must_use]
    pub fn gap(mut self, width: u8) -> Self {
        self.0.push(Run::Gap(width));
        self
    }

    /// Followed by another.
    #[must_use]
    pub fn then(self, other: Self) -> Self {
        other.0.into_iter().fold(self, |all, run| match run {
            Run::Plain(text) => all.plain(text),
            run => {
                let Self(mut runs) = all;
                runs.push(run);
                Self(runs)
            }
        })
    }

    fn run(mut self, text: &str, kind: fn(String) -> Run) -> Self {
        let text = clean(text);
        if !text.is_empty() {
            self.0.push(kind(text.into_owned()));
        }
        self
    }
}

/// As plain text.
impl std::fmt::Display for Inline {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        for (i, run) in self.0.iter().enumerate() {
            match run {
                Run::Plain(text) | Run::Strong(text) | Run::Emphasis(text) => f.write_str(text)?,
                Run::Source(text) if i == 0 => write!(f, "[{text}]")?,
                Run::Source(text) => write!(f, " [{text}]")?,
                Run::Tick(true) => f.write_str("☑")?,
                Run::Tick(false) => f.write_str("☐")?,
                Run::Gap(width) => f.write_str(&"…".repeat(usize::from(*width)))?,
            }
        }
        Ok(())
    }
}

impl From<&str> for Inline {
    fn from(text: &str) -> Self {
        Self::new().plain(text)
    }
}

impl From<String> for Inline {
    fn from(text: String) -> Self {
        Self::new().plain(text)
    }
}

impl From<&String> for Inline {
    fn from(text: &String) -> Self {
        Self::new().plain(text)
    }
}

impl From<Cow<'_, str>> for Inline {
    fn from(text: Cow<'_, str>) -> Self {
        Self::new().plain(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_that_turns_or_hides_a_line_gets_in() {
        for c in (0..=char::MAX as u32).filter_map(char::from_u32) {
            let words = Inline::from(format!("a{c}b")).to_string();
            assert!(
                !words.chars().any(|c| upsets(c) || unseen(c)),
                "{:x}",
                u32::from(c)
            );
        }
        let hostile = "\u{202e}gnol\u{0}\u{200b}";
        assert_eq!(
            Inline::new().strong(hostile).to_string(),
            "\u{fffd}gnol\u{fffd}"
        );
    }

    #[test]
    fn words_of_vietnamese_stay_as_they_are() {
        for text in ["Tổng hợp", "To\u{302}\u{309}ng", "★ ☐ – “x” 5 ≤ 6"] {
            assert_eq!(clean(text), text);
        }
    }

    #[test]
    fn words_side_by_side_are_one_run() {
        let words = Inline::from("a")
            .plain("b")
            .then(Inline::from("c").tick(true));
        assert_eq!(
            words.runs(),
            [Run::Plain("abc".to_owned()), Run::Tick(true)]
        );
        assert!(Inline::from("").strong("").source("").is_empty());
    }
}
