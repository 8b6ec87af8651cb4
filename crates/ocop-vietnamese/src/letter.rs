//! A text as letters with their marks and tones.

use std::iter::Peekable;

/// A letter of a text, in lower case, taken apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Letter {
    /// Without diacritics: `a` of *Ấ*, `d` of *Đ*. Signs and other letters stand for themselves.
    pub base: char,
    /// Which letter of the alphabet it is among those of one base, in its order: 0 plain; 1 *ă*, *đ*;
    /// 2 *â*, *ê*, *ô*; 3 *ơ*, *ư*.
    pub mark: u8,
    /// Its tone, in the order of dictionaries: 0 none, 1 huyền, 2 hỏi, 3 ngã, 4 sắc, 5 nặng.
    pub tone: u8,
}

/// The letters with diacritics: base, mark, and the letter with each tone.
const COMPOSED: [(char, u8, &str); 12] = [
    ('a', 0, "aàảãáạ"),
    ('a', 1, "ăằẳẵắặ"),
    ('a', 2, "âầẩẫấậ"),
    ('e', 0, "eèẻẽéẹ"),
    ('e', 2, "êềểễếệ"),
    ('i', 0, "iìỉĩíị"),
    ('o', 0, "oòỏõóọ"),
    ('o', 2, "ôồổỗốộ"),
    ('o', 3, "ơờởỡớợ"),
    ('u', 0, "uùủũúụ"),
    ('u', 3, "ưừửữứự"),
    ('y', 0, "yỳỷỹýỵ"),
];

impl Letter {
    /// A single character; combining marks are not looked at.
    fn new(c: char) -> Self {
        let plain = Self {
            base: c,
            mark: 0,
            tone: 0,
        };
        if c.is_ascii() {
            return plain;
        }
        // Icelandic eth, in upper case, cannot be told from Đ by eye
        if matches!(c, 'đ' | 'ð') {
            return Self {
                base: 'd',
                mark: 1,
                tone: 0,
            };
        }
        COMPOSED
            .iter()
            .find_map(|(base, mark, tones)| {
                let tone = tones.chars().position(|t| t == c)?;
                Some(Self {
                    base: *base,
                    mark: *mark,
                    tone: u8::try_from(tone).ok()?,
                })
            })
            .unwrap_or(plain)
    }

    /// With a combining mark that follows it.
    const fn with(mut self, combining: char) -> Self {
        match combining {
            '\u{300}' => self.tone = 1,
            '\u{309}' => self.tone = 2,
            '\u{303}' => self.tone = 3,
            '\u{301}' => self.tone = 4,
            '\u{323}' => self.tone = 5,
            '\u{306}' => self.mark = 1,
            '\u{302}' => self.mark = 2,
            '\u{31b}' => self.mark = 3,
            _ => {}
        }
        self
    }
}

/// The letters of a text, in lower case, combining marks joined to the letter that bears them.
///
/// ```
/// use ocop_vietnamese::{Letter, letters};
/// let of = |text| letters(text).collect::<Vec<_>>();
/// assert_eq!(of("Ấ"), [Letter { base: 'a', mark: 2, tone: 4 }]);
/// assert_eq!(of("Ấ"), of("A\u{302}\u{301}"));
/// ```
pub fn letters(text: &str) -> impl Iterator<Item = Letter> + '_ {
    Letters(text.chars().flat_map(char::to_lowercase).peekable())
}

struct Letters<I: Iterator>(Peekable<I>);

impl<I: Iterator<Item = char>> Iterator for Letters<I> {
    type Item = Letter;

    fn next(&mut self) -> Option<Letter> {
        let is_combining = |c: &char| matches!(c, '\u{300}'..='\u{36f}');
        // a mark that no letter bears says nothing
        while self.0.next_if(is_combining).is_some() {}
        let mut letter = Letter::new(self.0.next()?);
        while let Some(mark) = self.0.next_if(is_combining) {
            letter = letter.with(mark);
        }
        Some(letter)
    }
}
