//! How a database comes to what this version needs, step by step.

use super::store_error::StoreError;

/// The steps of a migration that a database still needs, each with the version that it leads to.
pub(super) fn steps_from<'s>(
    found: i64,
    steps: &'s [&'static str],
) -> Result<impl Iterator<Item = (i64, &'static str)> + 's, StoreError> {
    let known = i64::try_from(steps.len()).unwrap_or(i64::MAX);
    if found > known {
        return Err(StoreError::Later { found, known });
    }
    let numbered = (1_i64..).zip(steps.iter().copied());
    Ok(numbered.filter(move |(leads_to, _)| *leads_to > found))
}
