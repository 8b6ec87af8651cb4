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
}

/// A row, and whether something is filled in there that counts.
struct Row {
    counts: bool,
    lang: Lang,
    /// The criterion that a level is of.
    of: Option<CriterionId>,
    printed: Printed,
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
        if !printed.key.is_empty() {
            self.keys.insert(printed.key.clone());
        }
        let words = tidy(&text(&printed.words)).into_owned();
        let row = Row {
            counts,
            lang,
            of,
            printed,
        };
        self.by_words.entry(words).or_default().push(row);
    }

    /// Whether words stand on the sheet: in the row of this mark, where it has one that counts.
    pub(super) fn has_words(&self, words: &str, key: Option<&str>) -> bool {
        let mut rows = self.by_words.get(words).into_iter().flatten();
        rows.any(|r| key.is_none_or(|key| r.printed.key == key))
    }

    /// The number or mark of another row that counts, whose words these are.
    pub(super) fn key_of(&self, words: &str) -> Option<&str> {
        let mut rows = self.by_words.get(words)?.iter();
        rows.find(|r| r.counts).map(|r| r.printed.key.as_str())
    }

    /// Whether a number or mark stands in a row with these words; where they are not known, in any.
    pub(super) fn has_key(&self, key: &str, words: &str) -> bool {
        self.by_words.get(words).map_or_else(
            || self.keys.contains(key),
            |rows| rows.iter().any(|r| r.printed.key == key),
        )
    }

    /// Whether a row with these words is worth this; nothing where the words are not known. Rows may have
    /// been sorted, so that levels stand below any criterion.
    pub(super) fn has_worth(&self, worth: &str, words: &str) -> Option<bool> {
        let rows = self.by_words.get(words)?;
        Some(rows.iter().any(|r| r.printed.worth.text() == worth))
    }

    /// Whether rows with these words are levels: of this criterion, and worth this, where it is asked.
    pub(super) fn has_level(
        &self,
        words: &str,
        of: Option<CriterionId>,
        worth: Option<&str>,
    ) -> bool {
        let mut rows = self.by_words.get(words).into_iter().flatten();
        rows.any(|r| {
            let is_of = r.of.is_some() && of.is_none_or(|of| r.of == Some(of));
            is_of && worth.is_none_or(|worth| r.printed.worth.text() == worth)
        })
    }

    /// How many rows with these words are worth this on a sheet as it is handed out.
    pub(super) fn count_of(&self, words: &str, worth: &str) -> usize {
        let rows = || self.by_words.get(words).into_iter().flatten();
        let of = |lang| {
            let of_lang = rows().filter(|r| r.lang == lang);
            of_lang.filter(|r| r.printed.worth.text() == worth).count()
        };
        of(Lang::Vi).max(of(Lang::En))
    }

    /// Whether stars, or what follows from a finding, stand on the sheet.
    pub(super) fn has_mark(&self, mark: &str) -> bool {
        let mut rows = self.by_words.values().flatten();
        rows.any(|r| r.printed.mark == mark)
    }
}
