//! What a caller says of a batch.

use arrow_schema::Schema;
use ocop::{AssessOptions, Code, Problem, nearest};

/// How dossiers stand in a batch, and how they are rated.
///
/// ```
/// let options = ocop_arrow::RaterOptions::default().column(None).points(true);
/// assert!(options.points && options.keep.is_empty());
/// ```
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct RaterOptions {
    /// The column of dossiers: JSON text, or a struct of typed columns. None: the batch itself is
    /// of typed columns.
    pub column: Option<String>,
    /// Columns that are handed on, before those of the results.
    pub keep: Vec<String>,
    /// Whether columns of criteria hold points, not levels.
    pub points: bool,
    /// How dossiers are rated.
    pub assess: AssessOptions,
}

impl Default for RaterOptions {
    /// JSON text in the column `dossier`.
    fn default() -> Self {
        Self {
            column: Some("dossier".to_owned()),
            keep: Vec::new(),
            points: false,
            assess: AssessOptions::default(),
        }
    }
}

ocop::setters!(RaterOptions {
    column: Option<String>,
    keep: Vec<String>,
    points: bool,
    assess: AssessOptions,
});

/// A column that there is not, with the nearest one.
pub fn no_column(path: &str, name: &str, input: &Schema) -> Problem {
    let names = || input.fields().iter().map(|field| field.name().as_str());
    let problem = Problem::new(
        Code::UnknownField,
        path,
        format!("Không có cột \"{name}\"."),
        format!("There is no column \"{name}\"."),
    );
    match nearest(name, names()) {
        Some(near) => problem.with_nearest(Some(near)),
        None => {
            let list = names().collect::<Vec<_>>().join(", ");
            problem.with_help(
                format!("Các cột: {list}."),
                format!("The columns are: {list}."),
            )
        }
    }
}
