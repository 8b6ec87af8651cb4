//! Columns of lists, built row by row.

use std::fmt::{Display, Write as _};
use std::sync::Arc;

use arrow_array::builder::{Int32Builder, StringBuilder};
use arrow_array::{ArrayRef, ListArray, StructArray};
use arrow_buffer::OffsetBuffer;
use arrow_schema::{ArrowError, DataType, Field, FieldRef, Fields};

/// The name that Arrow gives the items of a list.
const ITEM: &str = "item";

/// A list of items of this type.
pub fn list_of(item: DataType) -> DataType {
    DataType::List(item_field(item))
}

fn item_field(item: DataType) -> FieldRef {
    Arc::new(Field::new(ITEM, item, true))
}

/// The type of an item that has several fields.
pub fn fields<const N: usize>(named: [(&str, DataType); N]) -> Fields {
    let fields = named.map(|(name, kind)| Field::new(name, kind, true));
    fields.into_iter().collect()
}

/// Where the list of each row ends.
#[derive(Debug)]
pub struct Ends(Vec<i32>);

impl Default for Ends {
    fn default() -> Self {
        Self(vec![0])
    }
}

impl Ends {
    /// Ends the list of a row, after as many items as there are in all.
    pub fn end(&mut self, items: usize) {
        // rows are cut into batches long before (see `Results::is_full`)
        self.0.push(i32::try_from(items).unwrap_or(i32::MAX));
    }

    fn take(&mut self) -> OffsetBuffer<i32> {
        OffsetBuffer::new(std::mem::take(self).0.into())
    }

    /// The column of lists of these items.
    pub fn lists(&mut self, items: ArrayRef) -> Result<ArrayRef, ArrowError> {
        let field = item_field(items.data_type().clone());
        Ok(Arc::new(ListArray::try_new(
            field,
            self.take(),
            items,
            None,
        )?))
    }

    /// The column of lists of items with several fields.
    pub fn structs(
        &mut self,
        fields: Fields,
        columns: Vec<ArrayRef>,
    ) -> Result<ArrayRef, ArrowError> {
        self.lists(Arc::new(StructArray::try_new(fields, columns, None)?))
    }
}

/// A column of text.
#[derive(Debug, Default)]
pub struct Texts {
    builder: StringBuilder,
    rows: usize,
}

impl Texts {
    pub const fn len(&self) -> usize {
        self.rows
    }

    pub fn text(&mut self, text: &str) {
        self.builder.append_value(text);
        self.rows = self.rows.saturating_add(1);
    }

    pub fn maybe(&mut self, text: Option<&str>) {
        self.builder.append_option(text);
        self.rows = self.rows.saturating_add(1);
    }

    pub fn shown(&mut self, value: &impl Display) {
        // into memory this does not fail
        let _ = write!(self.builder, "{value}");
        self.text("");
    }

    pub fn maybe_shown(&mut self, value: Option<&impl Display>) {
        match value {
            Some(value) => self.shown(value),
            None => self.maybe(None),
        }
    }

    pub fn finish(&mut self) -> ArrayRef {
        self.rows = 0;
        Arc::new(self.builder.finish())
    }
}

/// A whole number of a result: all of them are small.
pub fn whole(number: impl Into<u32>) -> i32 {
    i32::try_from(number.into()).unwrap_or(i32::MAX)
}

/// A column of whole numbers, finished.
pub fn finished(builder: &mut Int32Builder) -> ArrayRef {
    Arc::new(builder.finish())
}
