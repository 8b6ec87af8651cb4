//! Excel and Word for councils: workbooks of score sheets out and in, papers as `.docx`.
//!
//! Bytes in, bytes out: no files, no clock. What is wrong with a workbook is told with the engine's one
//! error, with file, sheet and cell.

#[cfg(feature = "docx")]
pub mod docx;
#[cfg(feature = "xlsx")]
pub mod workbook;
