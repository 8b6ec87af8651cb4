//! A table, some rows at a time.

use std::path::Path;

use ocop::Text;
use ocop_arrow::arrow_array::{RecordBatch, RecordBatchReader as _};
use ocop_arrow::arrow_schema::SchemaRef;
use parquet::arrow::arrow_reader::ParquetRecordBatchReader;
use parquet::errors::ParquetError;

use crate::io::{Failure, shown};

/// Rows that are read at once: few, since each may be a large dossier.
pub const BATCH_ROWS: usize = 1024;

/// Rows of a piece: a row group of the results.
const PIECE_ROWS: usize = 16 << 10;

/// A piece of fewer rows holds no more than about these bytes.
const PIECE_BYTES: usize = 16 << 20;

/// Some rows of a table.
pub struct Piece {
    /// The number of the first row, from 1.
    pub first: u64,
    pub batches: Vec<RecordBatch>,
}

/// The rows of a table.
pub struct Pieces<'p> {
    reader: ParquetRecordBatchReader,
    name: &'p Path,
    next: u64,
}

impl<'p> Pieces<'p> {
    pub const fn new(reader: ParquetRecordBatchReader, name: &'p Path) -> Self {
        Self {
            reader,
            name,
            next: 1,
        }
    }

    pub fn schema(&self) -> SchemaRef {
        self.reader.schema()
    }
}

impl Iterator for Pieces<'_> {
    type Item = Result<Piece, Failure>;

    fn next(&mut self) -> Option<Self::Item> {
        let mut piece = Piece {
            first: self.next,
            batches: Vec::new(),
        };
        let (mut rows, mut bytes) = (0_usize, 0_usize);
        while rows < PIECE_ROWS && bytes < PIECE_BYTES {
            match self.reader.next() {
                None => break,
                Some(Ok(batch)) => {
                    rows = rows.saturating_add(batch.num_rows());
                    bytes = bytes.saturating_add(batch.get_array_memory_size());
                    piece.batches.push(batch);
                }
                Some(Err(error)) => {
                    return Some(Err(damaged(self.name, &ParquetError::from(error))));
                }
            }
        }
        self.next = self.next.saturating_add(u64::try_from(rows).unwrap_or(0));
        (rows > 0).then_some(Ok(piece))
    }
}

/// A file that is no Parquet, or not whole.
pub fn damaged(path: &Path, error: &ParquetError) -> Failure {
    let path = shown(path);
    Failure::Usage(Text::new(
        format!("không đọc được \"{path}\": không phải tệp Parquet, hoặc tệp hỏng ({error})"),
        format!("cannot read \"{path}\": it is no Parquet file, or a damaged one ({error})"),
    ))
}
