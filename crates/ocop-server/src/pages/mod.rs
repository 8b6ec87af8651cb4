//! Pages for people: what stands on them, and the words they stand in.

pub(crate) mod assets;
pub(crate) mod head;
pub(crate) mod words;
