//! The tables as a workbook: a sheet a product.

use std::collections::BTreeMap;

use ocop::{Lang, Problems};
use rust_xlsxwriter::{
    DataValidation, DataValidationRule, Formula, IgnoreError, Worksheet, XlsxError,
};

use super::super::address::a1;
use super::super::identity::{Identity, PROPERTY};
use super::super::member::front::protection;
use super::super::member::layout::{KEY, WORDS, WORTH};
use super::super::member::refused;
use super::super::member::words::{TOTAL, Words};
use super::super::roster::{Roster, RosteredProduct};
use super::super::slot::{Entry, Filled, Slot};
use super::super::style::{Looks, across, entered, for_print, height, new_book, sheet_name, text};
use super::given::Given;
use super::lines::{FIRST, HEAD, Line, lines, scorers};

/// How many characters of a line are sure to go into a member's column.
const COMMENT_WIDTH: usize = 11;
/// How many characters of a line are sure to go into the column of words.
const LINE: usize = 58;

/// Writes the tables of a round, blank or with what is given.
///
/// # Errors
///
/// Whatever the writer of workbooks refuses.
pub fn tables(roster: &Roster, round: u8, given: &Given, lang: Lang) -> Result<Vec<u8>, Problems> {
    write(roster, round, given, lang).map_err(|error| refused(&error))
}

fn write(roster: &Roster, round: u8, given: &Given, lang: Lang) -> Result<Vec<u8>, XlsxError> {
    let words = Words::new(lang);
    let looks = Looks::new();
    // nobody's own: the members stand in the headings
    let identity = roster.identity("", round);
    let title = words.say("Bảng điểm của hội đồng", "Score tables of the council");
    let mut book = new_book(title, Some((PROPERTY, &identity.text())))?;
    let mut names = Vec::new();
    let nothing = BTreeMap::new();
    for product in roster.products() {
        let name = sheet_name(&format!("{} {}", product.id, product.name), &names);
        let sheet = book.add_worksheet().set_name(&name)?;
        names.push(name);
        let given = given.get(&product.id).unwrap_or(&nothing);
        Writer {
            sheet,
            looks: &looks,
            words: &words,
            roster,
            product,
            given,
            round,
        }
        .write(&identity)?;
    }
    book.save_to_buffer()
}

struct Writer<'w> {
    sheet: &'w mut Worksheet,
    looks: &'w Looks,
    words: &'w Words,
    roster: &'w Roster,
    product: &'w RosteredProduct,
    given: &'w BTreeMap<String, Filled>,
    round: u8,
}

impl Writer<'_> {
    fn write(&mut self, identity: &Identity) -> Result<(), XlsxError> {
        let (looks, words, product, round) = (self.looks, self.words, self.product, self.round);
        let members = scorers(self.roster, product);
        let count = u16::try_from(members.len()).unwrap_or(u16::MAX);
        let columns = FIRST.saturating_add(count).max(6);
        for (column, width) in [(KEY, 7), (WORDS, 46), (WORTH, 7)] {
            self.sheet.set_column_width(column, width)?;
        }
        let title = format!(
            "{} · {} · {} {round}",
            product.id,
            text(&product.name),
            words.say("vòng", "round")
        );
        across(self.sheet, 0, columns, &title, &looks.title)?;
        let set = format!(
            "{} {}: {}",
            words.say("Bộ sản phẩm", "Product set"),
            product.set.number(),
            product.shown.name.get(words.lang)
        );
        across(self.sheet, 1, columns, &set, &looks.fact)?;
        for column in [KEY, WORDS, WORTH] {
            self.sheet.write_string_with_format(
                HEAD,
                column,
                words.head(column.into()),
                &looks.head,
            )?;
        }
        for (column, id) in (FIRST..).zip(&members) {
            let member = self.roster.member(id).and_then(|m| m.name.as_deref());
            let head = format!("{id}\n{}", text(member.unwrap_or_default()));
            self.sheet
                .write_string_with_format(HEAD, column, head.trim_end(), &looks.head)?;
            self.sheet.set_column_width(column, 13)?;
        }
        let own = identity.of_product(&product.id, &product.subject);
        let mut row = HEAD.saturating_add(1);
        self.sheet
            .write_string_with_format(row, KEY, own.text(), &looks.small)?;
        self.sheet.set_row_height(HEAD, 33)?;
        for line in lines(words, &product.shown, round) {
            let Line {
                mark,
                label,
                most,
                slot,
            } = line;
            row = row.saturating_add(1);
            if label.chars().count() > LINE {
                self.sheet.set_row_height(row, height(&label, LINE, 15))?;
            }
            self.sheet
                .write_string_with_format(row, KEY, mark, &looks.cell_figure)?;
            self.sheet
                .write_string_with_format(row, WORDS, text(&label), &looks.cell)?;
            match most {
                Some(most) => {
                    _ = self
                        .sheet
                        .write_number_with_format(row, WORTH, most, &looks.cell_figure)?
                }
                None => _ = self.sheet.write_blank(row, WORTH, &looks.cell_figure)?,
            }
            if slot == Slot::Comment {
                // merged or not, a row does not grow with what is entered in every program
                let given = self.given.values().filter_map(|f| f.get(&slot));
                let heights = given.map(|entry| match entry {
                    Entry::Text(words) => height(words, COMMENT_WIDTH, 15),
                    Entry::Number(_) => 0,
                });
                self.sheet
                    .set_row_height(row, heights.max().unwrap_or(0).max(48))?;
            }
            for (column, id) in (FIRST..).zip(&members) {
                self.cell(row, column, slot, id)?;
            }
            if let Some(most) = most {
                let most = i32::try_from(most).unwrap_or(i32::MAX);
                let whole =
                    DataValidation::new().allow_whole_number(DataValidationRule::Between(0, most));
                let last = FIRST.saturating_add(count).saturating_sub(1);
                self.sheet
                    .add_data_validation(row, FIRST, row, last.max(FIRST), &whole)?;
            }
        }
        self.total(row.saturating_add(1), &members)?;
        self.sheet
            .ignore_error_range(0, KEY, row, KEY, IgnoreError::NumberStoredAsText)?;
        self.sheet.set_freeze_panes(HEAD.saturating_add(1), FIRST)?;
        self.sheet.set_repeat_rows(HEAD, HEAD)?;
        self.sheet.set_repeat_columns(KEY, WORDS)?;
        for_print(self.sheet, &text(&product.name), words.page, true);
        self.sheet.protect_with_options(&protection());
        Ok(())
    }

    fn cell(&mut self, row: u32, column: u16, slot: Slot, member: &str) -> Result<(), XlsxError> {
        let looks = self.looks;
        let look = if slot == Slot::Comment {
            &looks.input_text
        } else {
            &looks.input
        };
        match self.given.get(member).and_then(|f| f.get(&slot)) {
            None => self.sheet.write_blank(row, column, look)?,
            Some(Entry::Number(number)) => {
                let number = i32::try_from(*number).unwrap_or(0);
                self.sheet
                    .write_number_with_format(row, column, number, look)?
            }
            Some(Entry::Text(words)) => {
                self.sheet
                    .write_string_with_format(row, column, entered(words), look)?
            }
        };
        Ok(())
    }

    /// The sum of each member's points, as far as they count.
    fn total(&mut self, row: u32, members: &[String]) -> Result<(), XlsxError> {
        let looks = self.looks;
        let first = HEAD.saturating_add(2);
        let rows: BTreeMap<_, u32> = (first..)
            .zip(lines(self.words, &self.product.shown, self.round))
            .map(|(row, line)| (line.slot, row))
            .collect();
        for column in [KEY, WORDS, WORTH] {
            self.sheet.write_blank(row, column, &looks.part)?;
        }
        let (vi, en) = TOTAL;
        let label = self.words.say(vi, en);
        self.sheet
            .write_string_with_format(row, WORDS, label, &looks.part)?;
        let criteria = self.product.shown.criteria();
        let criteria: Vec<_> = criteria.map(|c| (c.criterion, c.requires)).collect();
        for (column, member) in (FIRST..).zip(members) {
            let at = |id| a1(rows.get(&Slot::Points(id)).copied().unwrap_or(0), column);
            let counted = criteria.iter().map(|(id, requires)| match requires {
                Some(required) => format!("IF(N({})>0,N({}),0)", at(*required), at(*id)),
                None => at(*id),
            });
            let all: Vec<String> = counted.collect();
            let given = self.given.get(member).into_iter().flatten();
            let sum: i64 = given
                .filter_map(|(slot, entry)| match (slot, entry) {
                    (Slot::Points(_), Entry::Number(n)) => Some(*n),
                    _ => None,
                })
                .sum();
            let formula =
                Formula::new(format!("=SUM({})", all.join(","))).set_result(sum.to_string());
            self.sheet
                .write_formula_with_format(row, column, formula, &looks.part_figure)?;
        }
        Ok(())
    }
}
