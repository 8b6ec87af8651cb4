//! The minutes of a council's session: one document, written as Markdown or HTML.

mod build;
mod html;
mod markdown;

pub use build::minutes;
pub use html::html;
pub use markdown::markdown;

/// A document of a few kinds of block: what minutes need, and no more.
pub struct Document {
    /// The language tag.
    pub lang: &'static str,
    /// The title of the page.
    pub title: String,
    /// Its blocks, in order.
    pub blocks: Vec<Block>,
}

/// A block of a document. All text is plain: each writer escapes it.
pub enum Block {
    /// Two columns over the title: the body that issues it, and the state's name and motto.
    Letterhead {
        left: Vec<String>,
        right: Vec<String>,
    },
    /// The title, with a line below it.
    Title(String, String),
    /// A heading; 2 for a part, 3 for a product.
    Heading(u8, String),
    /// A paragraph.
    Paragraph(String),
    /// A paragraph that must not be missed.
    Warning(String),
    /// A list.
    List(Vec<String>),
    /// A table.
    Table(Table),
    /// Signatures side by side: role, and the name below.
    Signatures(Vec<(String, String)>),
}

/// A table with a heading row.
pub struct Table {
    pub caption: String,
    pub head: Vec<String>,
    /// Columns of figures are set to the right.
    pub figures: Vec<bool>,
    pub rows: Vec<Vec<String>>,
    /// Whether the last row is a sum.
    pub total: bool,
}
