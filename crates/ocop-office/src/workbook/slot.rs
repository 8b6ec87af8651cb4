//! The places of a score sheet that a member fills in.

use std::collections::BTreeMap;

use ocop::CriterionId;

/// A place to fill in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Slot {
    /// In a later round: the member stands by the sheet before.
    Unchanged,
    /// Which case holds for the sheet.
    Case,
    /// A finding, by its position in the list of the set.
    Finding(usize),
    /// The points of a criterion.
    Points(CriterionId),
    /// A note on a criterion.
    Note(CriterionId),
    /// What proves a criterion, one paper a line.
    Evidence(CriterionId),
    /// What the member says of the product.
    Comment,
    /// Whether the sheet is handed in.
    Submitted,
    /// What a sheet of no session says of its product.
    Detail(ProductDetail),
}

/// What a sheet of no session says of its product.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ProductDetail {
    /// Its name.
    Product,
    /// Its code.
    Code,
    /// Its producer.
    Producer,
    /// The producer's telephone number.
    Phone,
    /// The producer's address.
    Address,
    /// The day of the assessment.
    AssessedOn,
}

impl ProductDetail {
    /// In the order of the paper.
    pub(crate) const ALL: [Self; 6] = [
        Self::Product,
        Self::Code,
        Self::Producer,
        Self::Phone,
        Self::Address,
        Self::AssessedOn,
    ];

    /// The mark of its row.
    pub(crate) const fn mark(self) -> &'static str {
        match self {
            Self::Product => "SP",
            Self::Code => "MS",
            Self::Producer => "CT",
            Self::Phone => "ĐT",
            Self::Address => "ĐC",
            Self::AssessedOn => "NG",
        }
    }
}

/// The marks of rows that are no criterion, in their first column: the same in both languages, since
/// they are looked for when a sheet is read.
pub(crate) const CASE_MARK: &str = "TH";
pub(crate) const FINDING_MARK: &str = "K";

/// The mark of a finding, by its position.
pub(crate) fn finding_mark(index: usize) -> String {
    format!("{FINDING_MARK}{}", index.saturating_add(1))
}
pub(crate) const UNCHANGED_MARK: &str = "GN";
pub(crate) const COMMENT_MARK: &str = "NX";
pub(crate) const SUBMITTED_MARK: &str = "NỘP";

/// What stands in a place: a whole number, or anything else as it was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Entry {
    /// A whole number.
    Number(i64),
    /// Text.
    Text(String),
}

impl From<&str> for Entry {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

/// What a sheet is filled in with.
pub type Filled = BTreeMap<Slot, Entry>;

/// What is said of places, beside them.
pub type Remarks = BTreeMap<Slot, Vec<String>>;
