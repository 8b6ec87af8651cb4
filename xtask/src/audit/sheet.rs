//! Rows of a table → the score sheet that they print. Figures are kept as printed: nothing is
//! repaired here.

use ocop::{Case, CriterionId, PartLetter};

use super::notes;
use super::transcript::{Block, Row};
use super::words::{after, letters, same, without_brackets};

/// A score sheet as printed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Sheet {
    /// The number in its title.
    pub number: u8,
    /// The name in its title.
    pub name: String,
    /// Paragraphs of its head that say when a dossier is rejected.
    pub rejections: Vec<String>,
    /// The note that star marks are minimums.
    pub star_note: String,
    /// Its parts.
    pub parts: Vec<Part>,
    /// Its numbered headings: sections, groups and criteria.
    pub headings: Vec<Heading>,
    /// The grand total.
    pub total: String,
    /// Rows that could not be understood.
    pub unread: Vec<String>,
}

/// A part of a sheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// Its letter.
    pub letter: PartLetter,
    /// Its name.
    pub name: String,
    /// The maximum that its heading gives in brackets.
    pub in_heading: String,
    /// The maximum in the column of points.
    pub max: String,
}

/// A numbered heading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heading {
    /// Its number.
    pub number: CriterionId,
    /// The part it stands in.
    pub part: Option<PartLetter>,
    /// Its name.
    pub name: String,
    /// Its maximum.
    pub max: String,
    /// Its star mark.
    pub mark: String,
    /// Notes and explanations.
    pub notes: Vec<String>,
    /// Its levels.
    pub levels: Vec<Level>,
}

/// A level.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Level {
    /// The box before it.
    pub tick: String,
    /// What it takes.
    pub text: String,
    /// Its points.
    pub points: String,
    /// Its star mark.
    pub mark: String,
    /// The case it stands under.
    pub case: Option<Case>,
}

impl Sheet {
    /// Whether a heading is a criterion: none stands under it.
    pub fn is_criterion(&self, heading: &Heading) -> bool {
        let under = |other: &Heading| other.number.parent() == Some(heading.number);
        !self.headings.iter().any(under)
    }

    /// Its criteria.
    pub fn criteria(&self) -> impl Iterator<Item = &Heading> {
        self.headings.iter().filter(|h| self.is_criterion(h))
    }

    /// How many levels its criteria have; one without any levels is itself one, yes or no.
    pub fn levels(&self) -> usize {
        self.criteria().map(|c| c.levels.len().max(1)).sum()
    }

    /// How many star marks it has.
    pub fn marks(&self) -> usize {
        let levels = self.headings.iter().flat_map(|h| &h.levels);
        let marks = levels
            .map(|l| &l.mark)
            .chain(self.headings.iter().map(|h| &h.mark));
        marks.filter(|mark| !mark.is_empty()).count()
    }
}

/// The score sheets of a decision, in printed order.
pub fn sheets(blocks: &[Block]) -> Vec<Sheet> {
    let mut found: Vec<Sheet> = Vec::new();
    let mut head = Sheet::default();
    for block in blocks {
        match block {
            Block::Paragraph(text) => {
                if let Some((number, name)) = title(text) {
                    head = Sheet {
                        number,
                        name,
                        ..Sheet::default()
                    };
                } else if notes::is_rejection(text) {
                    head.rejections.push(text.clone());
                } else if after(text, "Ghi chú: Dấu sao").is_some()
                    && let Some(sheet) = found.last_mut().filter(|_| head == Sheet::default())
                {
                    sheet.star_note.clone_from(text);
                }
            }
            Block::Table(rows) if is_score_table(rows) => {
                let mut reader = Reader {
                    sheet: std::mem::take(&mut head),
                    part: None,
                    case: None,
                };
                rows.iter().skip(1).for_each(|row| reader.row(row));
                found.push(reader.done());
            }
            Block::Table(_) => {}
        }
    }
    found
}

/// `1. Bộ sản phẩm: Hoa`, with the words before the name left out.
fn title(text: &str) -> Option<(u8, String)> {
    let (number, name) = text.split_once(". ")?;
    let name = after(name, "Bộ sản phẩm:").unwrap_or(name);
    Some((number.parse().ok()?, name.to_owned()))
}

fn is_score_table(rows: &[Row]) -> bool {
    rows.first()
        .is_some_and(|row| same(&row.line(0), "Các tiêu chí") && same(&row.line(1), "Thang điểm"))
}

struct Reader {
    sheet: Sheet,
    part: Option<PartLetter>,
    case: Option<Case>,
}

impl Reader {
    fn row(&mut self, row: &Row) {
        let Some((first, more)) = row.paragraphs(0).split_first() else {
            return self.unread(row);
        };
        let figure = row.paragraphs(1).join(" / ");
        if let Some(part) = part(&row.line(0), &figure) {
            self.part = Some(part.letter);
            self.sheet.parts.push(part);
        } else if let Some((number, name)) = numbered(first) {
            if self.sheet.headings.iter().any(|h| h.number == number) {
                self.unread(row);
            }
            let (name, mark) = mark(name);
            let (part, max, notes) = (self.part, figure, more.to_vec());
            let levels = Vec::new();
            self.case = None;
            self.sheet.headings.push(Heading {
                number,
                part,
                name,
                max,
                mark,
                notes,
                levels,
            });
        } else if letters(first).starts_with("tổngcộng") {
            self.sheet.total = figure;
        } else if let Some(case) = case(first) {
            self.case = Some(case);
        } else {
            self.under_heading(row, figure);
        }
    }

    /// A level, or a note, or a level with notes in the same cell.
    fn under_heading(&mut self, row: &Row, points: String) {
        let case = self.case;
        let Some(heading) = self.sheet.headings.last_mut() else {
            return self.unread(row);
        };
        let is_note = |p: &&String| {
            ["Ghi chú", "Chú ý", "Yêu cầu"]
                .iter()
                .any(|n| after(p, n).is_some())
        };
        let (notes, texts): (Vec<&String>, Vec<&String>) =
            row.paragraphs(0).iter().partition(is_note);
        let (tick, text) = tick(
            &texts
                .into_iter()
                .map(String::as_str)
                .collect::<Vec<_>>()
                .join(" "),
        );
        if tick.is_empty() && points.is_empty() {
            heading.notes.push(row.line(0));
            return;
        }
        heading.notes.extend(notes.into_iter().cloned());
        let (text, mark) = mark(&text);
        let stray = text.contains('*');
        heading.levels.push(Level {
            tick,
            text,
            points,
            mark,
            case,
        });
        if stray {
            self.unread(row);
        }
    }

    /// The sheet; a star mark in a note is none that could be read.
    fn done(mut self) -> Sheet {
        let notes = self.sheet.headings.iter().flat_map(|h| &h.notes);
        let stray: Vec<_> = notes.filter(|note| note.contains('*')).cloned().collect();
        self.sheet.unread.extend(stray);
        self.sheet
    }

    fn unread(&mut self, row: &Row) {
        self.sheet
            .unread
            .push(format!("{} | {}", row.line(0), row.line(1)));
    }
}

/// `Phần A: SẢN PHẨM (40 Điểm)`.
fn part(text: &str, max: &str) -> Option<Part> {
    let rest = after(text, "phần ")?;
    let (letter, rest) = rest.split_at_checked(1)?;
    let letter = letter.parse().ok()?;
    let (_, bracket) = rest.rsplit_once('(').unwrap_or_default();
    Some(Part {
        letter,
        name: without_brackets(rest.trim_start_matches([':', ' '])),
        in_heading: bracket.chars().filter(char::is_ascii_digit).collect(),
        max: max.to_owned(),
    })
}

/// `6.1.1. Tạp chất` or `6.2 Nước pha`.
fn numbered(text: &str) -> Option<(CriterionId, &str)> {
    let (number, name) = text.split_once(' ')?;
    let number = CriterionId::read(number.strip_suffix('.').unwrap_or(number))?;
    Some((number, name))
}

/// `a. Trường hợp 1: …`.
fn case(text: &str) -> Option<Case> {
    let (letter, rest) = text.split_once('.')?;
    after(rest.trim_start(), "Trường hợp")?;
    letter.parse().ok()
}

/// The box before a level, and the rest. A single letter stands for a box that a transcript lost.
fn tick(text: &str) -> (String, String) {
    if let Some(rest) = text.strip_prefix('□') {
        return ("□".to_owned(), rest.trim_start().to_owned());
    }
    match text.split_once(' ') {
        Some((first, rest)) if first.chars().count() == 1 => (first.to_owned(), rest.to_owned()),
        _ => (String::new(), text.to_owned()),
    }
}

/// A text without the star mark at its end, and the mark as printed.
fn mark(text: &str) -> (String, String) {
    let plain = text.trim_end_matches(['*', ' ']);
    let mark = text.strip_prefix(plain).unwrap_or_default().trim();
    (plain.to_owned(), mark.to_owned())
}
