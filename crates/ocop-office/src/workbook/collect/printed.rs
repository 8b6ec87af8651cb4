//! What was printed on a sheet left of its places, in both languages: by it is known what somebody wrote
//! over.

use std::collections::{BTreeMap, BTreeSet};

use ocop::{CriterionId, Lang, ProductSetNumber, tidy};

use crate::workbook::member::layout::{Layout, Line, Purpose};
use crate::workbook::member::printed::Printed;
use crate::workbook::member::words::Words;
use crate::workbook::roster::RosteredProduct;
use crate::workbook::slot::Slot;
use crate::workbook::style::text;
use crate::workbook::table::lines;

/// What is handed out of a product set: what is printed differs by it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Handout {
    /// A member's sheet, in a round.
    Sheet(u8),
    /// The secretary's table, in a round.
    Table(u8),
    /// A sheet of no session.
    Alone,
}

/// What was printed on the sheets of a workbook: of many products with one set it is worded once.
#[derive(Default)]
pub(super) struct Printouts(BTreeMap<(ProductSetNumber, Handout), Rows>);

impl Printouts {
    pub(super) fn of(&mut self, product: &RosteredProduct, handout: Handout) -> &Rows {
        let key = (product.set.number(), handout);
        self.0.entry(key).or_insert_with(|| match handout {
            Handout::Sheet(round) => Rows::of_sheet(product, Purpose::Round(round)),
            Handout::Table(round) => Rows::of_table(product, round),
            Handout::Alone => Rows::of_sheet(product, Purpose::Alone),
        })
    }
}

/// The rows of a sheet as it is handed out.
#[derive(Default)]
pub(super) struct Rows {
    /// Whether it is the secretary's table, in which members' columns may stand left of one another.
    pub is_table: bool,
    by_words: BTreeMap<String, Vec<Row>>,
    keys: BTreeSet<String>,
    marks: BTreeSet<String>,
    worths: BTreeSet<String>,
}

/// A row, and whether something is filled in there that counts.
struct Row {
    counts: bool,
    lang: Lang,
    /// The criterion that a level is of.
    of: Option<CriterionId>,
    key: String,
    worth: String,
}

impl Rows {
    /// Of a member's sheet, or one of no session.
    fn of_sheet(product: &RosteredProduct, purpose: Purpose) -> Self {
        let layout = Layout::new(&product.shown, &product.set, purpose);
        let mut rows = Self::default();
        for lang in [Lang::Vi, Lang::En] {
            let words = Words::new(lang);
            for line in &layout.lines {
                let of = match *line {
                    Line::Level(index, _) => layout.criteria.get(index).map(|(_, c)| c.criterion),
                    _ => None,
                };
                let Some(printed) = Printed::of(&layout, *line, &words) else {
                    continue;
                };
                let counts = matches!(line, Line::Criterion(_) | Line::Finding(_));
                rows.push(counts, lang, of, printed);
            }
        }
        rows
    }

    /// Of the secretary's table.
    fn of_table(product: &RosteredProduct, round: u8) -> Self {
        let mut rows = Self {
            is_table: true,
            ..Self::default()
        };
        for lang in [Lang::Vi, Lang::En] {
            for line in lines(&Words::new(lang), &product.shown, round) {
                let counts = matches!(line.slot, Slot::Points(_) | Slot::Finding(_));
                rows.push(
                    counts,
                    lang,
                    None,
                    Printed {
                        key: line.mark,
                        words: line.label,
                        ..Printed::default()
                    },
                );
            }
        }
        rows
    }

    fn push(&mut self, counts: bool, lang: Lang, of: Option<CriterionId>, printed: Printed) {
        let words = tidy(&text(&printed.words)).into_owned();
        let worth = printed.worth.text();
        if !printed.key.is_empty() {
            self.keys.insert(printed.key.clone());
        }
        self.marks.insert(printed.mark);
        self.worths.insert(worth.clone());
        let row = Row {
            counts,
            lang,
            of,
            key: printed.key,
            worth,
        };
        self.by_words.entry(words).or_default().push(row);
    }

    /// The rows with these words.
    pub(super) fn with(&self, words: &str) -> Alike<'_> {
        Alike(self.by_words.get(words).map_or(&[], Vec::as_slice))
    }

    /// Whether a number or mark stands in a row with these words; where they are not known, in any.
    pub(super) fn has_key(&self, key: &str, alike: Alike<'_>) -> bool {
        if alike.is_empty() {
            self.keys.contains(key)
        } else {
            alike.has(Some(key))
        }
    }

    /// Whether such words stand in the column of points on the sheet.
    pub(super) fn has_worth(&self, worth: &str) -> bool {
        self.worths.contains(worth)
    }

    /// How many levels of the sheet as it is handed out have no row in it, by how often words stand there.
    pub(super) fn levels_gone(&self, there: &BTreeMap<&str, usize>) -> usize {
        let gone = |lang| -> usize {
            let each = self.by_words.iter().map(|(words, rows)| {
                let levels = rows.iter().filter(|r| r.of.is_some() && r.lang == lang);
                let found = there.get(words.as_str()).copied().unwrap_or(0);
                levels.count().saturating_sub(found)
            });
            each.sum()
        };
        gone(Lang::Vi).min(gone(Lang::En))
    }

    /// Whether stars, or what follows from a finding, stand on the sheet.
    pub(super) fn has_mark(&self, mark: &str) -> bool {
        self.marks.contains(mark)
    }
}

/// The rows of a sheet whose words are the same, in either language; none where no row has them.
#[derive(Clone, Copy)]
pub(super) struct Alike<'r>(&'r [Row]);

impl<'r> Alike<'r> {
    /// No row.
    pub(super) const NONE: Self = Self(&[]);

    pub(super) const fn is_empty(self) -> bool {
        self.0.is_empty()
    }

    /// Whether there is one: with this number or mark, where one is asked for.
    pub(super) fn has(self, key: Option<&str>) -> bool {
        self.0.iter().any(|r| key.is_none_or(|key| r.key == key))
    }

    /// The number or mark of the first that counts.
    pub(super) fn key(self) -> Option<&'r str> {
        let mut rows = self.0.iter();
        rows.find(|r| r.counts).map(|r| r.key.as_str())
    }

    /// Whether one is worth this. Rows may have been sorted, so that levels stand below any criterion.
    pub(super) fn has_worth(self, worth: &str) -> bool {
        self.0.iter().any(|r| r.worth == worth)
    }

    /// Whether one is a level: of this criterion, and worth this, where it is asked.
    pub(super) fn has_level(self, of: Option<CriterionId>, worth: Option<&str>) -> bool {
        self.0.iter().any(|r| {
            let is_of = r.of.is_some() && of.is_none_or(|of| r.of == Some(of));
            is_of && worth.is_none_or(|worth| r.worth == worth)
        })
    }

    /// How many are worth this on a sheet as it is handed out.
    pub(super) fn count_of(self, worth: &str) -> usize {
        let of = |lang| {
            let of_lang = self.0.iter().filter(|r| r.lang == lang);
            of_lang.filter(|r| r.worth == worth).count()
        };
        of(Lang::Vi).max(of(Lang::En))
    }
}
