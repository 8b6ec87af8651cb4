//! A list as it is given.

/// A list and the name of its file.
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub struct ListFile<'f> {
    /// The file's name, for messages.
    pub name: &'f str,
    /// What it holds.
    pub bytes: &'f [u8],
}

impl<'f> ListFile<'f> {
    /// A list of this name that holds these bytes.
    #[must_use]
    pub const fn new(name: &'f str, bytes: &'f [u8]) -> Self {
        Self { name, bytes }
    }
}
