//! The functions of the packages for other languages, one an operation: from the table.

mod common;
mod php;
mod python;
mod ruby;

use std::path::PathBuf;

pub use php::header;

/// The generated files of all packages.
pub fn files() -> Vec<(PathBuf, String)> {
    let files = [
        (
            "crates/ocop-python/python/ocop/_operations.py",
            python::functions(),
        ),
        (
            "crates/ocop-python/python/ocop/_operations.pyi",
            python::stubs(),
        ),
        ("packages/php/src/Operations.php", php::functions()),
        ("packages/ruby/lib/ocop/operations.rb", ruby::functions()),
    ];
    files
        .into_iter()
        .map(|(path, text)| (PathBuf::from(path), text))
        .collect()
}
