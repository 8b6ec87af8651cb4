//! What collecting is given: the files that came back, and how to read them.

use ocop::Lang;

/// A file that came back.
#[derive(Debug, Clone, Copy)]
pub struct ReturnedFile<'f> {
    /// Its name, for messages.
    pub name: &'f str,
    /// What it holds; none where it could not be read.
    pub bytes: Option<&'f [u8]>,
}

/// How to collect.
#[derive(Debug, Clone, Copy)]
pub struct Options {
    /// Only sheets of this round; any, where none is given.
    pub round: Option<u8>,
    /// The language of annotated copies.
    pub lang: Lang,
}
