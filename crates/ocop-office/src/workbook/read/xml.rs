//! XML, event by event, with texts put together.

use std::io::BufRead;

use quick_xml::Reader;
use quick_xml::XmlVersion;
use quick_xml::escape::resolve_xml_entity;
use quick_xml::events::{BytesStart, Event};

use super::package::{Damage, TOO_MUCH, Trouble};

/// The most bytes of one text.
const MAX_TEXT: usize = 1 << 20;

/// What comes next.
pub(super) enum Next {
    /// An element begins; the second says whether it has no content.
    Start(Element),
    End(String),
    Text(String),
    Done,
}

/// An element's name, without its prefix, and its attributes.
pub(super) struct Element {
    pub name: String,
    attributes: Vec<(String, String)>,
}

impl Element {
    /// An attribute by its name without a prefix.
    pub(super) fn get(&self, name: &str) -> Option<&str> {
        let mut all = self.attributes.iter();
        all.find(|(key, _)| key == name)
            .map(|(_, value)| value.as_str())
    }

    /// A number that an attribute gives; 1 where it is not there.
    pub(super) fn count(&self, name: &str) -> u32 {
        self.get(name).and_then(|n| n.parse().ok()).unwrap_or(1)
    }
}

/// Reads a part as XML.
pub(super) struct Xml<R> {
    reader: Reader<R>,
    buffer: Vec<u8>,
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
        }
    }

    /// The next event that says something.
    pub(super) fn next(&mut self) -> Result<Next, Trouble> {
        loop {
            self.buffer.clear();
            let event = self
                .reader
                .read_event_into(&mut self.buffer)
                .map_err(|e| trouble(&e))?;
            return Ok(match event {
                Event::Start(start) => Next::Start(element(&start)?),
                Event::End(end) => Next::End(end.local_name().as_ref().to_owned()),
                Event::Text(text) => Next::Text(text.xml10_content().into_owned()),
                Event::CData(text) => Next::Text(text.xml10_content().into_owned()),
                Event::GeneralRef(entity) => {
                    let name: &str = entity.as_ref();
                    match resolve_xml_entity(name) {
                        Some(known) => Next::Text(known.to_owned()),
                        None => match entity.resolve_char_ref() {
                            Ok(Some(found)) => Next::Text(found.to_string()),
                            // an entity that is not defined stands as it is written
                            _ => Next::Text(format!("&{name};")),
                        },
                    }
                }
                Event::Eof => Next::Done,
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
    pub(super) fn text(&mut self, within: &[&str]) -> Result<String, Trouble> {
        let mut text = String::new();
        let mut depth = 1_usize;
        while depth > 0 {
            match self.next()? {
                Next::Start(element) if within.contains(&element.name.as_str()) => {
                    depth = depth.saturating_add(1);
                }
                Next::Start(_) => self.skip()?,
                Next::End(_) => depth = depth.saturating_sub(1),
                Next::Text(part) => {
                    if text.len().saturating_add(part.len()) > MAX_TEXT {
                        return Err(Trouble::TooLarge);
                    }
                    text.push_str(&part);
                }
                Next::Done => return Err(Trouble::Damaged(Damage::Markup)),
            }
        }
        Ok(text)
    }
}

fn element(start: &BytesStart<'_>) -> Result<Element, Trouble> {
    let mut attributes = Vec::new();
    for attribute in start.attributes().with_checks(false) {
        let attribute = attribute.map_err(|_| Trouble::Damaged(Damage::Markup))?;
        let key = attribute.key.local_name().as_ref().to_owned();
        let value = attribute.normalized_value(XmlVersion::Implicit1_0);
        let value = value.map_err(|e| trouble(&e))?.into_owned();
        attributes.push((key, value));
    }
    Ok(Element {
        name: start.local_name().as_ref().to_owned(),
        attributes,
    })
}

fn trouble(error: &quick_xml::Error) -> Trouble {
    match error {
        quick_xml::Error::Io(error) if error.to_string() == TOO_MUCH => Trouble::TooLarge,
        // an archive that ends too early, or whose sums do not fit
        quick_xml::Error::Io(_) => Trouble::Damaged(Damage::Packed),
        _ => Trouble::Damaged(Damage::Markup),
    }
}
