//! What the module holds for as long as the process lives.

use std::sync::OnceLock;

use ocop_operations::ocop::Library;

/// The criteria that come with the engine, read once for the process.
pub fn library() -> &'static Library {
    static LIBRARY: OnceLock<Library> = OnceLock::new();
    LIBRARY.get_or_init(ocop_operations::library)
}
