//! From batch to batch.

use std::num::NonZero;
use std::sync::Arc;
use std::thread;

use arrow_array::{ArrayRef, RecordBatch};
use arrow_schema::{ArrowError, Schema, SchemaRef};
use ocop::{Code, Detail, Library, Problem, Problems};

use crate::dossiers::Dossiers;
use crate::options::{RaterOptions, no_column};
use crate::results::{Results, columns};

/// Fewer rows than this are not worth another thread.
const LEAST_ROWS: usize = 1024;

/// The most rows of a batch of results.
const MOST_ROWS: usize = 1 << 16;

/// Rates batches of one schema. It may be shared between threads.
#[derive(Debug)]
pub struct Rater {
    library: Library,
    options: RaterOptions,
    kept: Vec<usize>,
    schema: SchemaRef,
}

impl Rater {
    /// Checks that dossiers can be read from batches of this schema.
    ///
    /// # Errors
    ///
    /// A column that there is not, or of a type that holds no dossier; a column to be kept that has
    /// the name of a result; typed columns of which one is no part of a dossier.
    pub fn new(library: Library, input: &Schema, options: RaterOptions) -> Result<Self, Problems> {
        let mut problems = Problems::new();
        if let Err(found) = Dossiers::check(input, &options) {
            problems.append(found);
        }
        let results = columns();
        let mut fields = Vec::new();
        let mut kept = Vec::new();
        for name in &options.keep {
            match input.index_of(name) {
                Err(_) => problems.push(no_column("/keep", name, input)),
                Ok(_) if results.find(name).is_some() => problems.push(Problem::new(
                    Code::RepeatedEntry,
                    "/keep",
                    format!("Cột \"{name}\" trùng tên với một cột kết quả."),
                    format!("The column \"{name}\" has the name of a result."),
                )),
                Ok(index) => {
                    kept.push(index);
                    fields.extend(input.fields().get(index).cloned());
                }
            }
        }
        problems.or(())?;
        fields.extend(results.iter().cloned());
        Ok(Self {
            library,
            options,
            kept,
            schema: Arc::new(Schema::new(fields)),
        })
    }

    /// The schema of the results: the kept columns, then [`columns`].
    #[must_use]
    pub fn schema(&self) -> SchemaRef {
        Arc::clone(&self.schema)
    }

    /// Rates a batch on this thread. Its results are in the order of its rows, nearly always in one
    /// batch.
    ///
    /// # Errors
    ///
    /// The batch is of another schema.
    pub fn rate(&self, batch: &RecordBatch) -> Result<Vec<RecordBatch>, ArrowError> {
        let dossiers = Dossiers::of(batch, &self.options)?;
        let mut results = Results::default();
        let mut made = Vec::new();
        let mut first = 0;
        let mut text = Vec::new();
        for row in 0..batch.num_rows() {
            let bytes = dossiers.row(row, &mut text);
            let assess = &self.options.assess;
            let rated = self
                .library
                .rate_json(bytes, assess, Detail::Brief, |report| {
                    results.rated(report);
                });
            if let Err(problems) = rated {
                results.refused(&problems);
            }
            if results.is_full() || results.rows() >= MOST_ROWS {
                let rows = results.rows();
                made.push(self.batch(batch, first, rows, &mut results)?);
                first = first.saturating_add(rows);
            }
        }
        if results.rows() > 0 || made.is_empty() {
            let rows = results.rows();
            made.push(self.batch(batch, first, rows, &mut results)?);
        }
        Ok(made)
    }

    /// Rates a batch on up to this many threads; the results are in the order of its rows.
    ///
    /// # Errors
    ///
    /// As [`rate`](Self::rate).
    pub fn rate_on(
        &self,
        batch: &RecordBatch,
        threads: NonZero<usize>,
    ) -> Result<Vec<RecordBatch>, ArrowError> {
        let rows = batch.num_rows();
        let most = rows.div_ceil(LEAST_ROWS).clamp(1, threads.get());
        if most == 1 {
            return self.rate(batch);
        }
        let each = rows.div_ceil(most);
        let parts = (0..most).map_while(|index| {
            let first = index.saturating_mul(each);
            let left = rows.checked_sub(first).filter(|left| *left > 0)?;
            Some(batch.slice(first, left.min(each)))
        });
        let parts: Vec<RecordBatch> = parts.collect();
        thread::scope(|scope| {
            let running: Vec<_> = parts
                .iter()
                .map(|part| scope.spawn(|| self.rate(part)))
                .collect();
            let mut made = Vec::new();
            for thread in running {
                let ended = thread
                    .join()
                    .map_err(|_| ArrowError::ComputeError("the program itself failed".to_owned()));
                made.extend(ended??);
            }
            Ok(made)
        })
    }

    /// The kept columns and the results so far as a batch.
    fn batch(
        &self,
        input: &RecordBatch,
        first: usize,
        rows: usize,
        results: &mut Results,
    ) -> Result<RecordBatch, ArrowError> {
        let kept = self
            .kept
            .iter()
            .filter_map(|index| input.columns().get(*index));
        let mut all: Vec<ArrayRef> = kept.map(|column| column.slice(first, rows)).collect();
        all.extend(results.finish()?);
        RecordBatch::try_new(self.schema(), all)
    }
}
