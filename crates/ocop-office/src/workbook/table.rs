//! The secretary's tables: a sheet a product, criteria in rows, members in columns, in points.
//!
//! For sheets that came back on paper: what is entered is read back as the members' own workbooks are.

use std::collections::BTreeMap;

use ocop::{AssessOptions, CriterionId, Lang, Library, Problems};
use rust_xlsxwriter::{
    DataValidation, DataValidationRule, DocProperties, ExcelDateTime, Formula, IgnoreError,
    Workbook, Worksheet, XlsxError,
};
use serde_json::{Map, Value};

use super::identity::{Identity, PROPERTY};
use super::member::front::protection;
use super::member::layout::{KEY, WORDS, WORTH};
use super::member::refused;
use super::member::words::{HEADS, Words};
use super::place::a1;
use super::roster::{Roster, RosteredProduct};
use super::slot::{CASE_MARK, COMMENT_MARK, Entry, FINDING_MARK, Filled, SUBMITTED_MARK, Slot};
use super::style::{Looks, across, for_print, height, sheet_name, text};

/// The column of the first member.
const FIRST: u16 = 3;
/// The row of the headings.
const HEAD: u32 = 2;
/// How many characters of a line are sure to go into the column of words.
const LINE: usize = 58;

/// What the members' sheets of a session hold in a round: by product, then member.
pub type Given = BTreeMap<String, BTreeMap<String, Filled>>;

/// What a session's sheets hold in a round, as workbooks show it. Answers in levels become points.
#[must_use]
pub fn given(library: &Library, roster: &Roster, session: &Value, round: u8) -> Given {
    let mut out = Given::new();
    let products = session.get("products").and_then(Value::as_array);
    for json in products.into_iter().flatten() {
        let id = json.get("id").and_then(Value::as_str).unwrap_or_default();
        let Some(product) = roster.product(id) else {
            continue;
        };
        let sheets = json.get("sheets").and_then(Value::as_array);
        for sheet in sheets.into_iter().flatten() {
            let own = sheet.get("round").and_then(Value::as_u64).unwrap_or(1);
            let member = sheet.get("member").and_then(Value::as_str);
            if let Some(member) = member.filter(|_| own == u64::from(round)) {
                let filled = of_sheet(library, roster, product, sheet);
                out.entry(id.to_owned())
                    .or_default()
                    .insert(member.to_owned(), filled);
            }
        }
    }
    out
}

fn of_sheet(
    library: &Library,
    roster: &Roster,
    product: &RosteredProduct,
    sheet: &Value,
) -> Filled {
    let mut out = Filled::new();
    let mut dossier = Map::new();
    dossier.insert("product_set".into(), product.set.number().get().into());
    for field in ["answers", "points", "case", "findings"] {
        if let Some(value) = sheet.get(field) {
            dossier.insert(field.into(), value.clone());
        }
    }
    if !dossier.contains_key("points") {
        dossier
            .entry("answers")
            .or_insert_with(|| Value::Object(Map::new()));
    }
    let options = AssessOptions {
        criteria: Some(roster.criteria.id().clone()),
        ..AssessOptions::default()
    };
    let text = Value::Object(dossier).to_string();
    let sheet_json = sheet;
    if let Ok(assessment) = library.assess_json(text.as_bytes(), &options) {
        let sheet = assessment.sheet();
        for score in assessment.rating().scores() {
            let level = score.level.and_then(|l| score.criterion.level(l));
            if score.level.is_some() {
                let points = level.map_or(0, |l| i64::from(l.points));
                out.insert(Slot::Points(score.criterion.id), Entry::Number(points));
            }
        }
        for (id, answer) in answers(sheet_json) {
            let note = answer.get("note").and_then(Value::as_str);
            if let Some(note) = note {
                out.insert(Slot::Note(id), Entry::from(note));
            }
            let papers = answer.get("evidence").and_then(Value::as_array);
            let papers: Vec<&str> = papers
                .into_iter()
                .flatten()
                .filter_map(|p| p.as_str().or_else(|| p.get("name")?.as_str()))
                .collect();
            if !papers.is_empty() {
                out.insert(Slot::Evidence(id), Entry::Text(papers.join("\n")));
            }
        }
        if let Some(case) = sheet.case() {
            out.insert(Slot::Case, Entry::Text(case.to_string()));
        }
    }
    let findings = sheet.get("findings").and_then(Value::as_array);
    let findings: Vec<&str> = findings
        .into_iter()
        .flatten()
        .filter_map(Value::as_str)
        .collect();
    for (i, finding) in product.shown.findings.iter().enumerate() {
        if findings.contains(&finding.finding.as_str()) {
            out.insert(Slot::Finding(i), Entry::from("x"));
        }
    }
    if let Some(comment) = sheet.get("comment").and_then(Value::as_str) {
        out.insert(Slot::Comment, Entry::from(comment));
    }
    if sheet.get("unchanged").and_then(Value::as_bool) == Some(true) {
        out.insert(Slot::Unchanged, Entry::from("x"));
    }
    if sheet.get("status").and_then(Value::as_str) != Some("draft") {
        out.insert(Slot::Submitted, Entry::from("x"));
    }
    out
}

/// The answers of a sheet that say more than their level.
fn answers(sheet: &Value) -> impl Iterator<Item = (CriterionId, &Map<String, Value>)> {
    let answers = sheet.get("answers").and_then(Value::as_object);
    let answers = answers.into_iter().flatten();
    answers.filter_map(|(id, answer)| Some((id.parse().ok()?, answer.as_object()?)))
}

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
    let mut book = Workbook::new();
    book.set_properties(
        &DocProperties::new()
            .set_title(words.say("Bảng điểm của hội đồng", "Score tables of the council"))
            .set_custom_property(PROPERTY, identity.text())
            .set_creation_datetime(&ExcelDateTime::from_ymd(2026, 1, 1)?),
    );
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
        }
        .write(&identity, round)?;
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
}

impl Writer<'_> {
    fn write(&mut self, identity: &Identity, round: u8) -> Result<(), XlsxError> {
        let (looks, words, product) = (self.looks, self.words, self.product);
        let members: Vec<String> = self
            .roster
            .members()
            .iter()
            .filter(|m| !product.recused.iter().any(|id| *id == m.id))
            .map(|m| m.id.to_string())
            .collect();
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
        for (mark, label, most, slot) in self.lines() {
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

    /// What stands in the rows: mark, words, the most points, and what is filled in there.
    fn lines(&self) -> Vec<(String, String, Option<u32>, Slot)> {
        let (words, set) = (self.words, &self.product.shown);
        let lang = words.lang;
        let mut out = Vec::new();
        if !set.cases.is_empty() {
            let cases: Vec<String> = set
                .cases
                .iter()
                .map(|c| format!("{}) {}", c.case, c.label.get(lang)))
                .collect();
            let label = format!("{}: {}", words.say("Trường hợp", "Case"), cases.join("; "));
            out.push((CASE_MARK.to_owned(), label, None, Slot::Case));
        }
        for (i, finding) in set.findings.iter().enumerate() {
            let mark = format!("{FINDING_MARK}{}", i.saturating_add(1));
            let label = format!(
                "{} ({})",
                finding.label.get(lang),
                words.effect(finding.effect)
            );
            out.push((mark, label, None, Slot::Finding(i)));
        }
        let criteria = set
            .parts
            .iter()
            .flat_map(|p| &p.sections)
            .flat_map(|s| &s.criteria);
        for criterion in criteria {
            let mut points: Vec<i64> = criterion
                .levels
                .iter()
                .map(|l| i64::from(l.points))
                .chain([0])
                .collect();
            points.sort_unstable();
            points.dedup();
            let points: Vec<String> = points.iter().map(ToString::to_string).collect();
            let label = format!("{} ({})", criterion.name.get(lang), points.join(", "));
            let most = u32::try_from(i64::from(criterion.max_points)).ok();
            let id = criterion.criterion;
            out.push((id.to_string(), label, most, Slot::Points(id)));
        }
        let comment = words.say("Nhận xét", "Comment").to_owned();
        out.push((COMMENT_MARK.to_owned(), comment, None, Slot::Comment));
        let submitted = words.say("Đã nộp: x", "Handed in: x").to_owned();
        out.push((SUBMITTED_MARK.to_owned(), submitted, None, Slot::Submitted));
        out
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
                    .write_string_with_format(row, column, text(words), look)?
            }
        };
        Ok(())
    }

    /// The sum of each member's points, as far as they count.
    fn total(&mut self, row: u32, members: &[String]) -> Result<(), XlsxError> {
        let looks = self.looks;
        let first = HEAD.saturating_add(2);
        let rows: BTreeMap<_, u32> = (first..)
            .zip(self.lines())
            .map(|(row, (.., slot))| (slot, row))
            .collect();
        for column in [KEY, WORDS, WORTH] {
            self.sheet.write_blank(row, column, &looks.part)?;
        }
        let label = self.words.say("TỔNG CỘNG", "TOTAL");
        self.sheet
            .write_string_with_format(row, WORDS, label, &looks.part)?;
        let criteria = self
            .product
            .shown
            .parts
            .iter()
            .flat_map(|p| &p.sections)
            .flat_map(|s| &s.criteria);
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

/// Whether a cell is a heading of a table's first columns, in either language.
pub(crate) fn is_own_head(text: &str) -> bool {
    let own = HEADS.iter().take(usize::from(FIRST));
    own.into_iter().any(|(vi, en)| text == *vi || text == *en)
}
