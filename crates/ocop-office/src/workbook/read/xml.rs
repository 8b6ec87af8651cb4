//! XML, event by event, with texts put together. A workbook has a million cells: what an event says is
//! kept in the same room as what the one before said, and nothing is made anew for it.

use std::fmt::Write as _;
use std::io::BufRead;
use std::ops::Range;

use quick_xml::Reader;
use quick_xml::XmlVersion;
use quick_xml::escape::resolve_xml_entity;
use quick_xml::events::{BytesStart, Event};

use super::package::{Damage, TOO_MUCH, Trouble};

/// The most bytes of one text.
const MAX_TEXT: usize = 1 << 20;

/// What comes next, until the next is asked for.
#[derive(Clone, Copy)]
pub(super) enum Next<'x> {
    Start(Element<'x>),
    /// An element ends: its name, without a prefix.
    End(&'x str),
    Text(&'x str),
    Done,
}

/// An element's name, without its prefix, and its attributes.
#[derive(Clone, Copy)]
pub(super) struct Element<'x> {
    pub name: &'x str,
    held: &'x Held,
}

impl<'x> Element<'x> {
    /// An attribute by its name without a prefix.
    pub(super) fn get(&self, name: &str) -> Option<&'x str> {
        let mut all = self.held.attributes.iter();
        let (_, value) = all.find(|(key, _)| self.held.piece(key) == name)?;
        Some(self.held.piece(value))
    }

    /// A number that an attribute gives; 1 where it is not there.
    pub(super) fn count(&self, name: &str) -> u32 {
        self.get(name).and_then(|n| n.parse().ok()).unwrap_or(1)
    }
}

/// What the event at hand says: names, values and texts one behind another.
#[derive(Default)]
struct Held {
    all: String,
    name: Range<usize>,
    /// The name and the value of each attribute.
    attributes: Vec<(Range<usize>, Range<usize>)>,
}

impl Held {
    fn clear(&mut self) {
        self.all.clear();
        self.attributes.clear();
        self.name = 0..0;
    }

    /// Puts a piece behind the others, and says where it stands.
    fn push(&mut self, piece: &str) -> Range<usize> {
        let from = self.all.len();
        self.all.push_str(piece);
        from..self.all.len()
    }

    fn piece(&self, at: &Range<usize>) -> &str {
        self.all.get(at.clone()).unwrap_or_default()
    }

    fn element(&mut self, start: &BytesStart<'_>) -> Result<(), Trouble> {
        self.name = self.push(start.local_name().as_ref());
        for attribute in start.attributes().with_checks(false) {
            let attribute = attribute.map_err(|_| Trouble::Damaged(Damage::Markup))?;
            let key = self.push(attribute.key.local_name().as_ref());
            let value = attribute.normalized_value(XmlVersion::Implicit1_0);
            let value = self.push(&value.map_err(|e| trouble(&e))?);
            self.attributes.push((key, value));
        }
        Ok(())
    }
}

/// What kind of event is at hand.
enum Kind {
    Start,
    End,
    Text,
    Done,
}

/// Reads a part as XML.
pub(super) struct Xml<R> {
    reader: Reader<R>,
    buffer: Vec<u8>,
    held: Held,
    /// The room for the text of an element.
    text: String,
}

impl<R: BufRead> Xml<R> {
    pub(super) fn new(part: R) -> Self {
        let mut reader = Reader::from_reader(part);
        let config = reader.config_mut();
        config.expand_empty_elements = true;
        config.allow_dangling_amp = true;
        Self {
            reader,
            buffer: Vec::new(),
            held: Held::default(),
            text: String::new(),
        }
    }

    /// The next event that says something.
    pub(super) fn next(&mut self) -> Result<Next<'_>, Trouble> {
        let kind = self.read()?;
        let held = &self.held;
        Ok(match kind {
            Kind::Start => Next::Start(Element {
                name: held.piece(&held.name),
                held,
            }),
            Kind::End => Next::End(&held.all),
            Kind::Text => Next::Text(&held.all),
            Kind::Done => Next::Done,
        })
    }

    /// Reads to the next event that says something, and keeps what it says.
    fn read(&mut self) -> Result<Kind, Trouble> {
        let held = &mut self.held;
        loop {
            self.buffer.clear();
            held.clear();
            let event = self
                .reader
                .read_event_into(&mut self.buffer)
                .map_err(|e| trouble(&e))?;
            return Ok(match event {
                Event::Start(start) => {
                    held.element(&start)?;
                    Kind::Start
                }
                Event::End(end) => {
                    held.push(end.local_name().as_ref());
                    Kind::End
                }
                Event::Text(text) => {
                    held.push(&text.xml10_content());
                    Kind::Text
                }
                Event::CData(text) => {
                    held.push(&text.xml10_content());
                    Kind::Text
                }
                Event::GeneralRef(entity) => {
                    let name: &str = entity.as_ref();
                    match (resolve_xml_entity(name), entity.resolve_char_ref()) {
                        (Some(known), _) => held.all.push_str(known),
                        (None, Ok(Some(found))) => held.all.push(found),
                        // an entity that is not defined stands as it is written
                        _ => _ = write!(held.all, "&{name};"),
                    }
                    Kind::Text
                }
                Event::Eof => Kind::Done,
                _ => continue,
            });
        }
    }

    /// Passes over an element that has begun.
    pub(super) fn skip(&mut self) -> Result<(), Trouble> {
        let mut depth = 1_usize;
        while depth > 0 {
            match self.next()? {
                Next::Start(_) => depth = depth.saturating_add(1),
                Next::End(_) => depth = depth.saturating_sub(1),
                Next::Text(_) => {}
                Next::Done => return Err(Trouble::Damaged(Damage::Markup)),
            }
        }
        Ok(())
    }

    /// The text of an element that has begun, to its end; elements within are passed over, but for
    /// those that are named.
    pub(super) fn text(&mut self, within: &[&str]) -> Result<&str, Trouble> {
        let mut text = std::mem::take(&mut self.text);
        text.clear();
        let mut depth = 1_usize;
        while depth > 0 {
            match self.next()? {
                Next::Start(element) if within.contains(&element.name) => {
                    depth = depth.saturating_add(1);
                }
                Next::Start(_) => self.skip()?,
                Next::End(_) => depth = depth.saturating_sub(1),
                Next::Text(part) => {
                    if text.len().saturating_add(part.len()) > MAX_TEXT {
                        return Err(Trouble::TooLarge);
                    }
                    text.push_str(part);
                }
                Next::Done => return Err(Trouble::Damaged(Damage::Markup)),
            }
        }
        self.text = text;
        Ok(&self.text)
    }
}

fn trouble(error: &quick_xml::Error) -> Trouble {
    match error {
        quick_xml::Error::Io(error) if error.to_string() == TOO_MUCH => Trouble::TooLarge,
        // an archive that ends too early, or whose sums do not fit
        quick_xml::Error::Io(_) => Trouble::Damaged(Damage::Packed),
        _ => Trouble::Damaged(Damage::Markup),
    }
}
