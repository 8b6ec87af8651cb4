//! Results as row groups of Parquet: encoded where they are rated, written one after the other.

use std::io::Write;
use std::sync::Arc;

use ocop_arrow::Rater;
use ocop_arrow::arrow_array::{Array, RecordBatch};
use ocop_arrow::arrow_schema::SchemaRef;
use parquet::arrow::ArrowWriter;
use parquet::arrow::arrow_writer::{ArrowColumnChunk, ArrowRowGroupWriterFactory, compute_leaves};
use parquet::basic::{Compression, ZstdLevel};
use parquet::errors::{ParquetError, Result};
use parquet::file::properties::{EnabledStatistics, WriterProperties};
use parquet::file::writer::SerializedFileWriter;

use super::pieces::Piece;

/// The column that a refused row leaves empty.
const OUTCOME: &str = "outcome";

/// Results of a piece, ready to be written.
pub struct Encoded {
    chunks: Vec<ArrowColumnChunk>,
    pub rows: u64,
    pub refused: u64,
    /// The number of the first row that is refused.
    pub first_refused: Option<u64>,
}

/// Rates and encodes pieces; threads share it.
pub struct Encoder {
    schema: SchemaRef,
    groups: ArrowRowGroupWriterFactory,
}

/// The file of results.
pub struct Output<W: Write + Send>(SerializedFileWriter<W>);

impl<W: Write + Send> Output<W> {
    /// A file of this schema, and what encodes its row groups.
    pub fn new(out: W, schema: SchemaRef) -> Result<(Self, Encoder)> {
        let properties = WriterProperties::builder()
            .set_compression(Compression::ZSTD(ZstdLevel::default()))
            // for each of many small row groups, what is known of every page would be held to the end
            .set_statistics_enabled(EnabledStatistics::Chunk)
            .set_offset_index_disabled(true)
            .set_created_by(concat!("ocop ", env!("CARGO_PKG_VERSION")).to_owned())
            .build();
        let writer = ArrowWriter::try_new(out, Arc::clone(&schema), Some(properties))?;
        let (file, groups) = writer.into_serialized_writer()?;
        Ok((Self(file), Encoder { schema, groups }))
    }

    /// Writes a row group behind the others.
    pub fn append(&mut self, encoded: Encoded) -> Result<()> {
        let mut group = self.0.next_row_group()?;
        for chunk in encoded.chunks {
            chunk.append_to_row_group(&mut group)?;
        }
        group.close().map(drop)
    }

    /// Ends the file.
    pub fn close(self) -> Result<()> {
        self.0.close().map(drop)
    }
}

impl Encoder {
    /// Rates a piece on this thread.
    pub fn encode(&self, rater: &Rater, piece: &Piece) -> Result<Encoded> {
        // without encryption all row groups are alike
        let mut columns = self.groups.create_column_writers(0)?;
        let (mut rows, mut refused, mut first_refused) = (0_u64, 0_u64, None);
        for batch in &piece.batches {
            let results = rater.rate(batch);
            for result in results.map_err(ParquetError::from)? {
                let mut columns = columns.iter_mut();
                for (field, values) in self.schema.fields().iter().zip(result.columns()) {
                    for leaf in compute_leaves(field, values)? {
                        // as many writers as leaves: both come of the schema
                        columns
                            .next()
                            .map_or(Ok(()), |column| column.write(&leaf))?;
                    }
                }
                let (none, first) = empty(&result);
                let before = piece.first.saturating_add(rows);
                first_refused = first_refused.or(first.map(|row| before.saturating_add(row)));
                refused = refused.saturating_add(none);
                rows = rows.saturating_add(count(result.num_rows()));
            }
        }
        let chunks = columns.into_iter().map(|column| column.close());
        Ok(Encoded {
            chunks: chunks.collect::<Result<_>>()?,
            rows,
            refused,
            first_refused,
        })
    }
}

/// How many rows of results are refused, and the place of the first.
fn empty(results: &RecordBatch) -> (u64, Option<u64>) {
    let Some(outcome) = results.column_by_name(OUTCOME) else {
        return (0, None);
    };
    let first = match outcome.null_count() {
        0 => None,
        _ => (0..outcome.len()).find(|row| outcome.is_null(*row)),
    };
    (count(outcome.null_count()), first.map(count))
}

fn count(rows: usize) -> u64 {
    u64::try_from(rows).unwrap_or(u64::MAX)
}
