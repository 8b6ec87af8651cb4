//! Fields that only the formats of a council have.

use crate::json::{Fields, Node, kind};
use crate::problem::{Code, Problem, Problems};
use crate::text::Text;

use super::super::moment::Moment;

/// The value of a field that is required: told where the field is not there.
pub(super) fn required<T, const N: usize>(
    fields: &Fields<'_, '_, N>,
    index: usize,
    value: Option<T>,
    problems: &mut Problems,
) -> Option<T> {
    if fields.get(index).is_none() {
        fields.missing(index, problems);
    }
    value
}

/// A day or a time of a day.
pub(super) fn moment<const N: usize>(
    fields: &Fields<'_, '_, N>,
    index: usize,
    problems: &mut Problems,
) -> Option<Moment> {
    let node = fields.get(index)?;
    let read = match node {
        Node::Text(text) => Moment::read(text),
        _ => None,
    };
    if read.is_none() {
        problems.push(Problem::unexpected(
            Code::InvalidDate,
            fields.path(index),
            &kind(node),
            Text::new(
                "ngày giờ như 2026-09-20 hoặc 2026-09-20T16:30",
                "a day or time as 2026-09-20 or 2026-09-20T16:30",
            ),
        ));
    }
    read
}
