//! A document of a few kinds of block. What it holds is plain words: no mark of any writer, and no
//! character that could turn, hide or end a line, whoever the words are from.

use ocop::Lang;
use serde::Serialize;

use crate::inline::Inline;

/// A page or paper in one language, ready to be written in any form.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Document {
    /// The language it is in.
    pub lang: Lang,
    /// What it is called: the heading of a page, the property of a file.
    pub title: Inline,
    /// Whether its tables are too broad for an upright page.
    pub landscape: bool,
    /// Its pieces, in order.
    pub blocks: Vec<Block>,
}

/// A piece of a document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "block", rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Block {
    /// The head of an official paper: who issues it, and the state's name and motto.
    Letterhead(Letterhead),
    /// The title, with lines below it.
    Title(Title),
    /// A heading: level 1 for a part, 2 within it, 3 within that.
    Heading {
        /// 1 to 3.
        level: u8,
        /// Its words.
        text: Inline,
    },
    /// A paragraph.
    Paragraph {
        /// Its words.
        text: Inline,
    },
    /// A paragraph in the middle of the page: whom a letter is for, what a decision decides.
    Centred {
        /// Its words.
        text: Inline,
    },
    /// A paragraph that must not be missed.
    Warning {
        /// Its words.
        text: Inline,
    },
    /// Labels and their values. A value without words is a line to be filled in by hand.
    Facts {
        /// In order.
        facts: Vec<Fact>,
    },
    /// A list.
    List(List),
    /// A table.
    Table(Table),
    /// Places to sign, side by side, kept with the text before them.
    Signatures {
        /// Who gets a copy, at the left of the places to sign.
        recipients: Option<Recipients>,
        /// From left to right.
        signatures: Vec<Signature>,
    },
    /// Empty lines to write on.
    Lines {
        /// How many.
        count: u8,
    },
    /// What follows stands on a new page.
    PageBreak,
}

/// The head of an official paper.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Letterhead {
    /// The body above the one that issues it.
    pub above: Option<Inline>,
    /// The body that issues it.
    pub body: Inline,
    /// The paper's number.
    pub number: Option<Inline>,
    /// What a letter is about: it has no title.
    pub subject: Option<Inline>,
    /// The name of the state.
    pub nation: Inline,
    /// Its motto.
    pub motto: Inline,
    /// Where and when.
    pub place_and_date: Option<Inline>,
}

/// A title.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Title {
    /// Its words.
    pub text: Inline,
    /// Lines below it.
    pub below: Vec<Inline>,
}

/// A label and its value.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Fact {
    /// The label, without a colon.
    pub label: Inline,
    /// The value; without words, a line to be filled in by hand.
    pub value: Inline,
}

/// Who gets a copy of an official paper.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Recipients {
    /// What stands above them, without a colon.
    pub label: Inline,
    /// Each on a line.
    pub lines: Vec<Inline>,
}

/// A list.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct List {
    /// Whether its items are numbered from 1.
    pub numbered: bool,
    /// Its items.
    pub items: Vec<Item>,
}

/// An item of a list.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Item {
    /// A box before it: ticked, or to be ticked.
    pub ticked: Option<bool>,
    /// Its words.
    pub text: Inline,
    /// Paragraphs below it.
    pub notes: Vec<Inline>,
    /// The list within it.
    pub items: Vec<Self>,
}

/// A table.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Table {
    /// What it shows.
    pub caption: Option<Inline>,
    /// Its columns; a table whose heads are all empty has no row of heads.
    pub columns: Vec<Column>,
    /// Its rows.
    pub rows: Vec<Row>,
}

/// A column of a table.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Column {
    /// Its head.
    pub head: Inline,
    /// How its cells are set.
    pub align: Align,
    /// Its share of the width that columns without a share leave; 0: as wide as its cells.
    pub share: u16,
}

/// How the cells of a column are set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Align {
    /// Words.
    #[default]
    Left,
    /// Signs, boxes.
    Centre,
    /// Figures.
    Right,
}

/// A row of a table.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Row {
    /// What kind of row.
    pub kind: RowKind,
    /// Its cells, one a column; of a heading the first alone, over the whole width.
    pub cells: Vec<Inline>,
}

/// What kind of row it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum RowKind {
    /// One of many.
    #[default]
    Plain,
    /// It heads those below it.
    Heading,
    /// It sums up those above it.
    Total,
}

/// A place to sign.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Signature {
    /// Where and when it is signed, where no letterhead says so.
    pub when: Inline,
    /// For whom the signer signs, on a line of its own.
    pub on_behalf: Inline,
    /// What the signer is.
    pub role: Inline,
    /// How to sign.
    pub note: Inline,
    /// The signer's name; empty where it is to be written by hand.
    pub name: Inline,
}

impl Document {
    /// An empty page with a title that is shown.
    #[must_use]
    pub fn new(lang: Lang, title: impl Into<Inline>) -> Self {
        let title = title.into();
        let mut page = Self::untitled(lang, title.clone());
        page.push(Block::Title(Title {
            text: title,
            below: Vec::new(),
        }));
        page
    }

    /// An empty page whose title is not shown, or is pushed later than a letterhead.
    #[must_use]
    pub fn untitled(lang: Lang, title: impl Into<Inline>) -> Self {
        Self {
            lang,
            title: title.into(),
            landscape: false,
            blocks: Vec::new(),
        }
    }

    /// Adds a piece.
    pub fn push(&mut self, block: Block) {
        self.blocks.push(block);
    }

    /// Adds a heading of a level from 1 to 3.
    pub fn heading(&mut self, level: u8, text: impl Into<Inline>) {
        self.push(Block::Heading {
            level: level.clamp(1, 3),
            text: text.into(),
        });
    }

    /// Adds a paragraph.
    pub fn paragraph(&mut self, text: impl Into<Inline>) {
        self.push(Block::paragraph(text));
    }

    /// Adds a paragraph in the middle of the page.
    pub fn centred(&mut self, text: impl Into<Inline>) {
        self.push(Block::Centred { text: text.into() });
    }

    /// Adds places to sign, without anybody who gets a copy.
    pub fn signatures(&mut self, signatures: impl IntoIterator<Item = Signature>) {
        self.push(Block::Signatures {
            recipients: None,
            signatures: signatures.into_iter().collect(),
        });
    }

    /// Whether it is an official paper: it begins with a letterhead somewhere.
    #[must_use]
    pub fn is_official(&self) -> bool {
        let letterhead = |b: &Block| matches!(b, Block::Letterhead(_));
        self.blocks.iter().any(letterhead)
    }

    /// Adds a list, unless it is empty.
    pub fn list(&mut self, items: impl IntoIterator<Item = impl Into<Item>>) {
        let items: Vec<Item> = items.into_iter().map(Into::into).collect();
        if !items.is_empty() {
            self.push(Block::List(List {
                numbered: false,
                items,
            }));
        }
    }

    /// Adds a heading and a list below it, unless the list is empty.
    pub fn headed_list(
        &mut self,
        level: u8,
        heading: impl Into<Inline>,
        items: impl IntoIterator<Item = impl Into<Item>>,
    ) {
        let mut items = items.into_iter().peekable();
        if items.peek().is_some() {
            self.heading(level, heading);
            self.list(items);
        }
    }

    /// Adds facts, unless there are none.
    pub fn facts(&mut self, facts: Vec<Fact>) {
        if !facts.is_empty() {
            self.push(Block::Facts { facts });
        }
    }
}

impl Block {
    /// A paragraph.
    #[must_use]
    pub fn paragraph(text: impl Into<Inline>) -> Self {
        Self::Paragraph { text: text.into() }
    }

    /// A paragraph that must not be missed.
    #[must_use]
    pub fn warning(text: impl Into<Inline>) -> Self {
        Self::Warning { text: text.into() }
    }
}

impl Fact {
    /// Puts the two together.
    #[must_use]
    pub fn new(label: impl Into<Inline>, value: impl Into<Inline>) -> Self {
        Self {
            label: label.into(),
            value: value.into(),
        }
    }
}

impl Item {
    /// An item of words alone.
    #[must_use]
    pub fn new(text: impl Into<Inline>) -> Self {
        Self {
            text: text.into(),
            ..Self::default()
        }
    }

    /// With a box before it.
    #[must_use]
    pub fn ticked(mut self, ticked: bool) -> Self {
        self.ticked = Some(ticked);
        self
    }

    /// With a paragraph below it.
    #[must_use]
    pub fn note(mut self, text: impl Into<Inline>) -> Self {
        self.notes.push(text.into());
        self
    }

    /// With items below it.
    #[must_use]
    pub fn with(mut self, items: impl IntoIterator<Item = impl Into<Self>>) -> Self {
        self.items.extend(items.into_iter().map(Into::into));
        self
    }
}

impl<T: Into<Inline>> From<T> for Item {
    fn from(text: T) -> Self {
        Self::new(text)
    }
}

impl Column {
    /// Words, taking a share of the width.
    #[must_use]
    pub fn words(head: impl Into<Inline>, share: u16) -> Self {
        Self {
            head: head.into(),
            align: Align::Left,
            share,
        }
    }

    /// Figures, as wide as they are.
    #[must_use]
    pub fn figures(head: impl Into<Inline>) -> Self {
        Self {
            head: head.into(),
            align: Align::Right,
            share: 0,
        }
    }

    /// Signs in the middle of a column as wide as they are.
    #[must_use]
    pub fn signs(head: impl Into<Inline>) -> Self {
        Self {
            head: head.into(),
            align: Align::Centre,
            share: 0,
        }
    }
}

impl Row {
    /// A row like the others.
    #[must_use]
    pub fn new<T: Into<Inline>>(cells: impl IntoIterator<Item = T>) -> Self {
        Self {
            kind: RowKind::Plain,
            cells: cells.into_iter().map(Into::into).collect(),
        }
    }

    /// A row that sums up.
    #[must_use]
    pub fn total<T: Into<Inline>>(cells: impl IntoIterator<Item = T>) -> Self {
        Self {
            kind: RowKind::Total,
            ..Self::new(cells)
        }
    }

    /// A row that heads those below it.
    #[must_use]
    pub fn heading(text: impl Into<Inline>) -> Self {
        Self {
            kind: RowKind::Heading,
            cells: vec![text.into()],
        }
    }
}

impl Table {
    /// A table of these columns, without rows.
    #[must_use]
    pub fn new(columns: impl IntoIterator<Item = Column>) -> Self {
        Self {
            columns: columns.into_iter().collect(),
            ..Self::default()
        }
    }

    /// Whether any column has a head.
    #[must_use]
    pub fn has_head(&self) -> bool {
        self.columns.iter().any(|c| !c.head.is_empty())
    }
}

impl Letterhead {
    /// The head of a paper that a body issues, in the form that papers of the state have.
    #[must_use]
    pub fn of(lang: Lang, body: impl Into<Inline>) -> Self {
        let (nation, motto) = match lang {
            Lang::Vi => (
                "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
                "Độc lập - Tự do - Hạnh phúc",
            ),
            Lang::En => (
                "SOCIALIST REPUBLIC OF VIETNAM",
                "Independence - Freedom - Happiness",
            ),
        };
        Self {
            above: None,
            body: body.into(),
            number: None,
            subject: None,
            nation: nation.into(),
            motto: motto.into(),
            place_and_date: None,
        }
    }
}

impl Signature {
    /// With how to sign.
    #[must_use]
    pub fn note(mut self, note: impl Into<Inline>) -> Self {
        self.note = note.into();
        self
    }

    /// A place for a role, and the name if it is known.
    #[must_use]
    pub fn new(role: impl Into<Inline>, name: impl Into<Inline>) -> Self {
        Self {
            when: Inline::default(),
            on_behalf: Inline::default(),
            role: role.into(),
            note: Inline::default(),
            name: name.into(),
        }
    }
}
