//! What collecting is given: the files that came back, and how to read them.

use ocop::Lang;

/// A file that came back.
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub struct ReturnedFile<'f> {
    /// Its name, for messages.
    pub name: &'f str,
    /// What it holds; none where it could not be read.
    pub bytes: Option<&'f [u8]>,
}

impl<'f> ReturnedFile<'f> {
    /// A file of this name that could not be read.
    #[must_use]
    pub const fn new(name: &'f str) -> Self {
        Self { name, bytes: None }
    }
}

ocop::setters!(ReturnedFile<'f> {
    name: &'f str,
    bytes: Option<&'f [u8]>,
});

/// How to collect.
///
/// ```
/// let options = ocop_office::workbook::collect::CollectOptions::default().round(2);
/// assert_eq!((options.round, options.lang), (Some(2), ocop::Lang::Vi));
/// ```
#[derive(Debug, Clone, Copy, Default)]
#[non_exhaustive]
pub struct CollectOptions {
    /// Only sheets of this round; any, where none is given.
    pub round: Option<u8>,
    /// The language of annotated copies.
    pub lang: Lang,
}

ocop::setters!(CollectOptions {
    round: Option<u8>,
    lang: Lang,
});
