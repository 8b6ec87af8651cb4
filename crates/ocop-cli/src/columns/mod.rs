//! `ocop rate in.parquet --out out.parquet`: a dossier a row, results in the same order, on all cores,
//! in memory that does not grow with the number of rows.

mod encode;
mod pieces;

use std::fs::File;
use std::io::{self, Write};
use std::path::Path;

use ocop::{AssessOptions, Lang, Library, Problem, Problems, Text};
use ocop_arrow::arrow_schema::Schema;
use ocop_arrow::{Rater, RaterOptions};
use parquet::arrow::ProjectionMask;
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use parquet::errors::ParquetError;

use crate::Exit;
use crate::batch::{Progress, in_turns};
use crate::cli::ColumnsArgs;
use crate::inputs;
use crate::io::{Failure, not_an_input, not_saved, unreadable};
use crate::save::{Existing, save_with};
use crate::standard::standard;

use encode::{Encoded, Output};
use pieces::{BATCH_ROWS, Piece, Pieces, damaged};

/// The column of dossiers, where none is named.
const COLUMN: &str = "dossier";

/// A table and how it is rated.
pub struct Columns<'a> {
    pub library: &'a Library,
    pub options: AssessOptions,
    pub jobs: usize,
    pub asked: &'a ColumnsArgs,
    pub lang: Lang,
}

/// How many rows were rated, and which were refused.
#[derive(Debug, Default)]
struct Count {
    rows: u64,
    refused: u64,
    first_refused: Option<u64>,
}

impl Columns<'_> {
    /// Rates the table in a file into another one: whole, or not at all.
    pub fn run(&self, input: &Path, output: &Path) -> Result<Exit, Failure> {
        let file = File::open(input).map_err(|e| unreadable(input, &e))?;
        inputs::note(input);
        if file.metadata().is_ok_and(|found| found.is_dir()) {
            return Err(unreadable(input, &io::ErrorKind::IsADirectory.into()));
        }
        let table = ParquetRecordBatchReaderBuilder::try_new(file);
        let table = table.map_err(|e| damaged(input, &e))?;
        let rows = table.metadata().file_metadata().num_rows();
        let options = self.reading(table.schema());
        // what is wrong with the call is told of the whole table, not of the columns that are read
        Rater::new(self.library.clone(), table.schema(), options.clone()).map_err(|p| wrong(&p))?;
        let needed = needed(table.schema(), &options);
        let mask = ProjectionMask::roots(table.parquet_schema(), needed);
        let reader = table
            .with_projection(mask)
            .with_batch_size(BATCH_ROWS)
            .build()
            .map_err(|e| damaged(input, &e))?;
        let pieces = Pieces::new(reader, input);
        let rater =
            Rater::new(self.library.clone(), &pieces.schema(), options).map_err(|p| wrong(&p))?;
        let mut progress = Progress::of(u64::try_from(rows).unwrap_or(0), self.lang);
        let mut count = Count::default();
        if output.as_os_str() == "-" {
            let out = standard();
            self.rate(&rater, pieces, out, output, |e| count.add(e, &mut progress))?;
        } else {
            not_an_input(output)?;
            let existing = Existing::forced(self.asked.force);
            let rate = |file: &File| {
                self.rate(&rater, pieces, file, output, |e| {
                    count.add(e, &mut progress)
                })
            };
            save_with(output, existing, rate, |error| not_saved(output, error))?;
        }
        progress.finish();
        Ok(count.tell(self.lang))
    }

    /// Rates pieces side by side and writes them in their order.
    fn rate(
        &self,
        rater: &Rater,
        pieces: Pieces<'_>,
        out: impl Write + Send,
        name: &Path,
        mut count: impl FnMut(&Encoded) + Send,
    ) -> Result<(), Failure> {
        let written = |error: ParquetError| unwritten(name, error);
        let (mut out, encoder) = Output::new(out, rater.schema()).map_err(written)?;
        in_turns(
            self.jobs,
            pieces,
            |piece: Piece| encoder.encode(rater, &piece),
            |encoded: Result<Encoded, ParquetError>| {
                let encoded = encoded.map_err(written)?;
                count(&encoded);
                out.append(encoded).map_err(written)
            },
        )?;
        out.close().map_err(written)
    }

    /// How dossiers stand in the table: what is not said is the usual way.
    fn reading(&self, schema: &Schema) -> RaterOptions {
        let column = match &self.asked.column {
            _ if self.asked.typed => None,
            Some(name) => Some(name.clone()),
            None => Some(COLUMN.to_owned()),
        };
        let others = || {
            let names = schema.fields().iter().map(|field| field.name().clone());
            let others = names.filter(|name| column.as_ref().is_some_and(|c| c != name));
            others.collect()
        };
        let mut options = RaterOptions::default();
        // `--keep=` keeps none
        let named = |names: &Vec<String>| names.iter().filter(|n| !n.is_empty()).cloned().collect();
        options.keep = self.asked.keep.as_ref().map_or_else(others, named);
        options.column = column;
        options.points = self.asked.points;
        options.assess = self.options.clone();
        options
    }
}

impl Count {
    fn add(&mut self, encoded: &Encoded, progress: &mut Progress) {
        self.rows = self.rows.saturating_add(encoded.rows);
        self.refused = self.refused.saturating_add(encoded.refused);
        self.first_refused = self.first_refused.or(encoded.first_refused);
        progress.add(encoded.rows, encoded.refused);
    }

    /// Says which rows were refused: the results are not read by eye.
    fn tell(&self, lang: Lang) -> Exit {
        let Some(first) = self.first_refused else {
            return Exit::Done;
        };
        let Self { refused, rows, .. } = self;
        let said = match lang {
            Lang::Vi => format!(
                "{refused} trong {rows} hàng bị từ chối, trước hết là hàng {first}; lý do ở cột \"problems\""
            ),
            Lang::En => format!(
                "{refused} of {rows} rows are refused, the first of them row {first}; the column \"problems\" says why"
            ),
        };
        // a message that cannot be written has nowhere else to go
        _ = writeln!(io::stderr(), "ocop: {said}");
        Exit::SomeRefused
    }
}

/// The columns that are read: none where all are.
fn needed(schema: &Schema, options: &RaterOptions) -> Vec<usize> {
    let fields = schema.fields().iter().enumerate();
    let needed = fields.filter(|(_, field)| {
        let name = field.name();
        options.column.as_ref().is_none_or(|c| c == name) || options.keep.contains(name)
    });
    needed.map(|(index, _)| index).collect()
}

/// What is wrong with the call, each by its option.
fn wrong(problems: &Problems) -> Failure {
    let lines = |lang| {
        let lines = problems.iter().map(|problem| {
            let option = problem.path.split('/').nth(1).unwrap_or_default();
            let path = String::new();
            let line = Problem {
                path,
                ..problem.clone()
            }
            .line(lang);
            format!("--{option}: {line}")
        });
        lines.collect::<Vec<_>>().join("\n")
    };
    Failure::Usage(Text::new(lines(Lang::Vi), lines(Lang::En)))
}

/// What could not be written.
fn unwritten(path: &Path, error: ParquetError) -> Failure {
    let error = match error {
        ParquetError::External(inner) => match inner.downcast::<io::Error>() {
            Ok(error) => *error,
            Err(other) => io::Error::other(other),
        },
        other => io::Error::other(other),
    };
    if path.as_os_str() == "-" {
        error.into()
    } else {
        not_saved(path, error)
    }
}
