//! A quick way through JSON as programs mostly write it: on one line, no escapes.
//!
//! It reads values of a known kind straight from the text, with no tree between, and gives up at
//! the first thing it does not expect. Giving up is no refusal: whoever asked then reads the text
//! into a [`Node`](super::Node), which serde_json does, and which alone can tell what is wrong. So
//! all that must hold here is that whatever is read, the tree would hold too; a property and a
//! fuzz target compare the two.

use memchr::memchr;

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

    /// A whole number from 0 to 99: the greatest level and product set.
    pub(crate) fn whole(&mut self) -> Option<i64> {
        let first = self.next().filter(u8::is_ascii_digit)?;
        self.at = self.at.checked_add(1)?;
        let second = self.text.as_bytes().get(self.at);
        let mut number = i64::from(first.saturating_sub(b'0'));
        if let Some(second) = second.filter(|b| b.is_ascii_digit()) {
            // no number begins with 0 and goes on
            if number == 0 {
                return None;
            }
            number = number.saturating_mul(10);
            number = number.saturating_add(i64::from(second.saturating_sub(b'0')));
            self.at = self.at.checked_add(1)?;
        }
        // what follows is looked at by whoever asked: a third digit or a fraction is no comma
        Some(number)
    }

    /// An object: reads the value behind each key with `field`.
    pub(crate) fn object(
        &mut self,
        mut field: impl FnMut(&mut Self, &'a str) -> Option<()>,
    ) -> Option<()> {
        self.take(b'{')?;
        if self.take(b'}').is_some() {
            return Some(());
        }
        loop {
            let key = self.text()?;
            self.take(b':')?;
            field(self, key)?;
            match self.next()? {
                b',' => self.take(b',')?,
                _ => return self.take(b'}'),
            }
        }
    }

    /// An object with fields of these names, each at most once: reads each by its place.
    pub(crate) fn fields<const N: usize>(
        &mut self,
        names: &[&str; N],
        mut field: impl FnMut(&mut Self, usize) -> Option<()>,
    ) -> Option<()> {
        let mut found = [false; N];
        let mut next = 0_usize;
        self.object(|plain, key| {
            // most writers keep to the order of the format
            let place = match names.get(next) {
                Some(name) if *name == key => next,
                _ => names.iter().position(|name| *name == key)?,
            };
            next = place.saturating_add(1);
            if std::mem::replace(found.get_mut(place)?, true) {
                return None;
            }
            field(plain, place)
        })
    }

    /// A list of texts.
    pub(crate) fn texts(&mut self) -> Option<Vec<&'a str>> {
        let mut texts = Vec::new();
        self.take(b'[')?;
        if self.take(b']').is_some() {
            return Some(texts);
        }
        loop {
            texts.push(self.text()?);
            match self.next()? {
                b',' => self.take(b',')?,
                _ => return self.take(b']').map(|()| texts),
            }
        }
    }

    /// Nothing but spaces is left.
    pub(crate) fn end(mut self) -> Option<()> {
        self.next().is_none().then_some(())
    }
}
