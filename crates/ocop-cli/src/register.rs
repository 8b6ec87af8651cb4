//! A register from a file.

use std::path::Path;

use ocop::Problems;
use ocop::certificate::{MAX_REGISTER, Register, RegisterForm};

use crate::io::{Failure, read};

/// Reads a register; what its name says it is, it must be.
pub fn register(path: &Path) -> Result<Result<Register, Problems>, Failure> {
    let bytes = read(Some(path), MAX_REGISTER)?;
    Ok(Register::read(&bytes, form(path)))
}

/// What a file's name says of its form.
pub fn form(path: &Path) -> Option<RegisterForm> {
    let ending = path.extension()?.to_ascii_lowercase();
    match ending.to_str()? {
        "csv" | "tsv" => Some(RegisterForm::Csv),
        "ndjson" | "jsonl" | "json" => Some(RegisterForm::Ndjson),
        _ => None,
    }
}
