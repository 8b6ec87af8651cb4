//! How a document and its pieces are put together.

use ocop::Lang;

use crate::inline::Inline;

use super::{
    Align, Block, Column, Document, Fact, Item, Letterhead, List, MANY_COLUMNS, Row, RowKind,
    Signature, Table, Title,
};

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

    /// Adds what somebody wrote, a paragraph for each line that they ended; lines to write on where
    /// they wrote nothing.
    pub fn written_or_lines(&mut self, text: Option<&str>, count: u8) {
        let lines = text.unwrap_or_default().lines().map(str::trim);
        let before = self.blocks.len();
        for line in lines.filter(|l| !l.is_empty()) {
            self.paragraph(line);
        }
        if self.blocks.len() == before {
            self.push(Block::Lines { count });
        }
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

    /// Whether it has more columns than a page has room for at the usual size.
    #[must_use]
    pub const fn is_dense(&self) -> bool {
        self.columns.len() > MANY_COLUMNS
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
