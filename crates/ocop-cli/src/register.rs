//! A register from a file: NDJSON, or CSV with a heading row.

use std::path::Path;

use ocop::certificate::Record;
use ocop::{Code, ErrorReport, Problem, Problems, Text};

use crate::io::{Failure, read};

/// The most bytes of a register: 256 MiB, some million records.
const MAX_REGISTER: usize = 256 << 20;

/// The records of a register with their lines, and what was refused.
pub struct Register<'t> {
    pub records: Vec<(u64, Record<'t>)>,
    pub errors: Vec<ErrorReport<'static>>,
}

/// A register's text.
pub struct RegisterText {
    text: String,
    csv: bool,
    rows: Vec<(u64, Vec<String>)>,
    heading: Vec<String>,
}

impl RegisterText {
    /// Reads a file; CSV by its name, else NDJSON.
    pub fn read(path: &Path) -> Result<Self, Failure> {
        let bytes = read(Some(path), MAX_REGISTER)?;
        let name = path.display();
        let text = String::from_utf8(bytes).map_err(|_| {
            Failure::Usage(Text::new(
                format!("\"{name}\" không phải văn bản UTF-8"),
                format!("\"{name}\" is not UTF-8 text"),
            ))
        })?;
        let csv = path
            .extension()
            .is_some_and(|e| e.eq_ignore_ascii_case("csv"));
        let mut register = Self {
            text,
            csv,
            rows: Vec::new(),
            heading: Vec::new(),
        };
        if csv {
            register.rows().map_err(|error| {
                Failure::Usage(Text::new(
                    format!("\"{name}\" không phải CSV: {error}"),
                    format!("\"{name}\" is not CSV: {error}"),
                ))
            })?;
        }
        Ok(register)
    }

    fn rows(&mut self) -> Result<(), csv::Error> {
        let text = self.text.trim_start_matches('\u{feff}');
        // spreadsheets of a Vietnamese locale separate by semicolons
        let first = text.lines().next().unwrap_or_default();
        let semicolons = first.matches(';').count() > first.matches(',').count();
        let mut reader = csv::ReaderBuilder::new()
            .delimiter(if semicolons { b';' } else { b',' })
            .flexible(true)
            .from_reader(text.as_bytes());
        self.heading = reader.headers()?.iter().map(str::to_owned).collect();
        for row in reader.records() {
            let row = row?;
            let line = row.position().map_or(0, csv::Position::line);
            self.rows
                .push((line, row.iter().map(str::to_owned).collect()));
        }
        Ok(())
    }

    /// Its records.
    pub fn records(&self) -> Register<'_> {
        let mut register = Register {
            records: Vec::new(),
            errors: Vec::new(),
        };
        if self.csv {
            for (line, row) in &self.rows {
                if row.len() > self.heading.len() {
                    register.refuse(&too_long(row.len(), self.heading.len()).into(), *line);
                    continue;
                }
                let cells = self.heading.iter().zip(row);
                register.add(
                    Record::from_row(cells.map(|(n, c)| (n.as_str(), c.as_str()))),
                    *line,
                );
            }
        } else {
            for (line, text) in (1_u64..).zip(self.text.lines()) {
                if !text.trim().is_empty() {
                    register.add(Record::parse(text.as_bytes()), line);
                }
            }
        }
        register
    }
}

fn too_long(found: usize, columns: usize) -> Problem {
    Problem::new(
        Code::RegisterColumns,
        "",
        format!("Dòng có {found} ô, tiêu đề có {columns} cột."),
        format!("The row has {found} cells, the heading {columns} columns."),
    )
}

impl<'t> Register<'t> {
    fn add(&mut self, record: Result<Record<'t>, Problems>, line: u64) {
        match record {
            Ok(record) => self.records.push((line, record)),
            Err(problems) => self.refuse(&problems, line),
        }
    }

    fn refuse(&mut self, problems: &Problems, line: u64) {
        let report = problems.report(Some(line));
        self.errors.push(ErrorReport {
            format: report.format.into_owned().into(),
            line: report.line,
            errors: report.errors.into_owned().into(),
        });
    }
}
