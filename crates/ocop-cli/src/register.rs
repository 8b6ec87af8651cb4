//! A register from a file.

use std::path::Path;

use ocop::Problems;
use ocop::certificate::{MAX_REGISTER, Register, RegisterForm};
use ocop_office::workbook::read::Book;

use crate::io::{Failure, read};

/// Reads a register; what its name says it is, it must be.
pub fn register(path: &Path) -> Result<Result<Register, Problems>, Failure> {
    let bytes = read(Some(path), MAX_REGISTER)?;
    Ok(of_bytes(path, &bytes))
}

/// A register that was read: a workbook is told from what it holds.
pub fn of_bytes(path: &Path, bytes: &[u8]) -> Result<Register, Problems> {
    if Book::is_one(bytes) {
        return ocop_office::workbook::register(bytes);
    }
    Register::read(bytes, form(path))
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

/// A form in which a register is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RegisterFile {
    Xlsx,
    Csv,
    Ndjson,
}

impl RegisterFile {
    /// The form that a file's name asks for.
    pub fn of(path: &Path) -> Option<Self> {
        let ending = path.extension()?.to_ascii_lowercase();
        match (ending.to_str()?, form(path)) {
            ("xlsx", _) => Some(Self::Xlsx),
            ("csv", _) => Some(Self::Csv),
            (_, Some(RegisterForm::Ndjson)) => Some(Self::Ndjson),
            _ => None,
        }
    }
}
