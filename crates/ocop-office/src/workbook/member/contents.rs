//! What a member's workbook is to hold.

use std::collections::BTreeMap;

use ocop::{Lang, Rating};

use crate::workbook::roster::RosteredProduct;
use crate::workbook::slot::{Entry, Filled, Remarks, Slot};

/// What a workbook is to hold.
///
/// ```
/// use ocop_office::workbook::member::Order;
/// let order = Order::new("m1").round(2).products(["p3"]);
/// assert_eq!((order.member, order.round), ("m1", 2));
/// ```
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Order<'o> {
    /// The member, by identifier.
    pub member: &'o str,
    /// The round that is scored.
    pub round: u8,
    /// The products, by identifier; all that the member may score where none is named.
    pub products: Vec<&'o str>,
    /// The language of the workbook.
    pub lang: Lang,
}

impl<'o> Order<'o> {
    /// The first round of all products that the member may score, in Vietnamese.
    #[must_use]
    pub const fn new(member: &'o str) -> Self {
        Self {
            member,
            round: 1,
            products: Vec::new(),
            lang: Lang::Vi,
        }
    }
}

ocop::setters!(Order<'o> {
    member: &'o str,
    round: u8,
    products: Vec<&'o str>,
    lang: Lang,
});

/// What stands in a sheet already, and what is said of it.
#[derive(Debug, Clone, Default)]
pub struct Content {
    /// What it is filled in with.
    pub filled: Filled,
    /// What is said of its places, each as a note at its cell.
    pub remarks: Remarks,
}

/// What stands in the sheets of a workbook, by product, and what is said of the whole of it.
#[derive(Debug, Clone, Default)]
pub struct Contents {
    /// By product.
    pub sheets: BTreeMap<String, Content>,
    /// Lines on a sheet of their own before all others.
    pub told: Vec<String>,
}

/// One product of a workbook.
pub(crate) struct Page<'p> {
    pub product: &'p RosteredProduct,
    /// What stands at its head.
    pub title: String,
    /// Whose sheet it is, for the program.
    pub identity: String,
    /// The name of its sheet; none where the member does not score it.
    pub sheet: Option<String>,
    pub content: Option<&'p Content>,
    pub rating: Option<Rating>,
}

impl Page<'_> {
    pub(crate) fn entry(&self, slot: Slot) -> Option<&Entry> {
        self.content?.filled.get(&slot)
    }

    /// Whether the sheet is handed in as it stands.
    pub(crate) fn is_submitted(&self) -> bool {
        self.entry(Slot::Submitted).is_some()
    }
}
