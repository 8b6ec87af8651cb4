//! A quick way through JSON as programs mostly write it: on one line, no escapes.
//!
//! It reads values of a known kind straight from the text, with no tree between, and gives up at
//! the first thing it does not expect. Giving up is no refusal: whoever asked then reads the text
//! into a [`Node`](super::Node), which serde_json does, and which alone can tell what is wrong. So
//! all that must hold here is that whatever is read, the tree would hold too; a property and a
//! fuzz target compare the two.

use memchr::memchr;

/// Room for the answers of any sheet so far.
const ROOM: usize = 40;

/// A text, and how far it was read.
pub(crate) struct Plain<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Plain<'a> {
    /// None where the text is written over several lines or has escapes. That no byte of it is a
    /// control character or a backslash makes the end of each string the next quote.
    pub(crate) fn new(text: &'a str) -> Option<Self> {
        // looks at every byte, found or not: that way many are looked at in one step
        let odd = |found, byte| found | (byte < b' ') | (byte == b'\\');
        let plain = !text.bytes().fold(false, odd);
        plain.then_some(Self { text, at: 0 })
    }

    /// The next byte that is no space.
    fn next(&mut self) -> Option<u8> {
        let bytes = self.text.as_bytes();
        while *bytes.get(self.at)? == b' ' {
            self.at = self.at.checked_add(1)?;
        }
        bytes.get(self.at).copied()
    }

    /// Passes over this byte, where it comes next.
    fn take(&mut self, wanted: u8) -> Option<()> {
        if self.next()? != wanted {
            return None;
        }
        self.at = self.at.checked_add(1)?;
        Some(())
    }

    /// A text.
    pub(crate) fn text(&mut self) -> Option<&'a str> {
        self.take(b'"')?;
        let rest = self.text.as_bytes().get(self.at..)?;
        let end = self.at.checked_add(memchr(b'"', rest)?)?;
        let text = self.text.get(self.at..end)?;
        self.at = end.checked_add(1)?;
        Some(text)
    }

    /// Passes over this text in its quotes, where it comes next.
    fn key(&mut self, name: &str) -> Option<()> {
        let rest = self.text.as_bytes().get(self.at..)?;
        let behind = rest.strip_prefix(b"\"")?.strip_prefix(name.as_bytes())?;
        if *behind.first()? != b'"' {
            return None;
        }
        self.at = self.at.checked_add(name.len())?.checked_add(2)?;
        Some(())
    }

    /// A whole number from 0 to 99: the greatest level and product set.
    pub(crate) fn whole(&mut self) -> Option<u8> {
        let first = self.next().filter(u8::is_ascii_digit)?;
        self.at = self.at.checked_add(1)?;
        let second = self.text.as_bytes().get(self.at);
        let mut number = first.saturating_sub(b'0');
        if let Some(second) = second.filter(|b| b.is_ascii_digit()) {
            // no number begins with 0 and goes on
            if number == 0 {
                return None;
            }
            number = number
                .checked_mul(10)?
                .checked_add(second.saturating_sub(b'0'))?;
            self.at = self.at.checked_add(1)?;
        }
        // what follows is looked at by whoever asked: a third digit or a fraction is no comma
        Some(number)
    }

    /// Whether a text comes next.
    pub(crate) fn begins_text(&mut self) -> bool {
        self.next() == Some(b'"')
    }

    /// A whole number of at most 15 figures: every reader keeps it to the digit. What follows is looked
    /// at by whoever asked.
    pub(crate) fn number(&mut self) -> Option<i64> {
        self.next()?;
        let rest = self.text.as_bytes().get(self.at..)?;
        let figures = rest.iter().take_while(|b| b.is_ascii_digit()).count();
        // no number begins with 0 and goes on
        if !(1..=15).contains(&figures) || figures > 1 && rest.first() == Some(&b'0') {
            return None;
        }
        let end = self.at.checked_add(figures)?;
        let number = self.text.get(self.at..end)?.parse().ok()?;
        self.at = end;
        Some(number)
    }

    /// Passes over the beginning of a list or an object; whether it holds anything.
    fn open(&mut self, begin: u8, end: u8) -> Option<bool> {
        self.take(begin)?;
        Some(self.take(end).is_none())
    }

    /// Whether more follows: passes over the comma, or over the end.
    fn more(&mut self, end: u8) -> Option<bool> {
        let next = self.next()?;
        self.at = self.at.checked_add(1)?;
        match next {
            b',' => Some(true),
            next if next == end => Some(false),
            _ => None,
        }
    }

    /// An object with fields of these names, each at most once: reads the value of each by its position.
    pub(crate) fn fields<const N: usize>(
        &mut self,
        names: &[&str; N],
        mut field: impl FnMut(&mut Self, usize) -> Option<()>,
    ) -> Option<()> {
        let mut found = [false; N];
        let mut next = 0_usize;
        let mut more = self.open(b'{', b'}')?;
        while more {
            // most writers keep to the order of the format
            let index = match names.get(next) {
                Some(name) if self.key(name).is_some() => next,
                _ => {
                    let key = self.text()?;
                    names.iter().position(|name| *name == key)?
                }
            };
            self.take(b':')?;
            if std::mem::replace(found.get_mut(index)?, true) {
                return None;
            }
            field(self, index)?;
            next = index.checked_add(1)?;
            more = self.more(b'}')?;
        }
        Some(())
    }

    /// An object of whole numbers from 0 to 99, in its order; a key may stand twice.
    pub(crate) fn numbers(&mut self) -> Option<Vec<(&'a str, u8)>> {
        let mut numbers = Vec::with_capacity(ROOM);
        let mut more = self.open(b'{', b'}')?;
        while more {
            let key = self.text()?;
            self.take(b':')?;
            numbers.push((key, self.whole()?));
            // as programs write them, nearly all are eight bytes: one look is enough
            while let Some(short) = self.short() {
                numbers.push(short);
            }
            more = self.more(b'}')?;
        }
        Some(numbers)
    }

    /// `,"1.1":3`: a key of three bytes, one digit. What follows is looked at by whoever asked.
    fn short(&mut self) -> Option<(&'a str, u8)> {
        let rest = self.text.as_bytes().get(self.at..)?;
        let [b',', b'"', a, b, c, b'"', b':', digit @ b'0'..=b'9'] = rest.first_chunk::<8>()?
        else {
            return None;
        };
        if *a == b'"' || *b == b'"' || *c == b'"' {
            return None;
        }
        let start = self.at.checked_add(2)?;
        let key = self.text.get(start..start.checked_add(3)?)?;
        self.at = self.at.checked_add(8)?;
        Some((key, digit.saturating_sub(b'0')))
    }

    /// A list of texts.
    pub(crate) fn texts(&mut self) -> Option<Vec<&'a str>> {
        let mut texts = Vec::new();
        let mut more = self.open(b'[', b']')?;
        while more {
            texts.push(self.text()?);
            more = self.more(b']')?;
        }
        Some(texts)
    }

    /// Nothing but spaces is left.
    pub(crate) fn end(mut self) -> Option<()> {
        self.next().is_none().then_some(())
    }
}
