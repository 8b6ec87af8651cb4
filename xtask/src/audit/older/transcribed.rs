//! The sheets of Decision 1048/2019 in two transcriptions of different make, both JSON.

use std::collections::BTreeMap;

use ocop::{CriterionId, PartLetter};
use serde::Deserialize;

use super::super::words::{after, same, without_brackets};
use super::reading::{Group, Leaf, Level, Part, Reading, Section};

/// Points and words of a level, as both give them.
#[derive(Deserialize)]
struct LevelRow {
    points: i64,
    text: String,
}

impl From<&LevelRow> for Level {
    fn from(row: &LevelRow) -> Self {
        Self {
            points: row.points.to_string(),
            text: row.text.trim().to_owned(),
            ..Self::default()
        }
    }
}

/// Sheets of transcription A, with their notes; it has no figures but points, and no numbers of
/// sheets.
pub mod a {
    use super::*;

    #[derive(Deserialize)]
    struct Sheet {
        product_set: String,
        sections: Vec<SectionRow>,
    }

    #[derive(Deserialize)]
    struct SectionRow {
        part: PartLetter,
        title: String,
        criteria: Vec<CriterionRow>,
    }

    #[derive(Deserialize, PartialEq)]
    struct CriterionRow {
        title: String,
        note: String,
        levels: Vec<LevelRow>,
        children: Vec<CriterionRow>,
    }

    impl PartialEq for LevelRow {
        fn eq(&self, other: &Self) -> bool {
            self.points == other.points && same(&self.text, &other.text)
        }
    }

    /// Reads all sheets, by name.
    pub fn read(json: &str) -> Result<Vec<Reading>, String> {
        let sheets: Vec<Sheet> = serde_json::from_str(json).map_err(|e| e.to_string())?;
        Ok(sheets.iter().map(sheet).collect())
    }

    fn sheet(sheet: &Sheet) -> Reading {
        let mut parts: BTreeMap<PartLetter, Vec<Section>> = BTreeMap::new();
        for row in &sheet.sections {
            let (number, name) = numbered(&row.title);
            let (name, max) = with_points(name);
            let mut section = Section {
                number,
                name,
                max,
                ..Section::default()
            };
            for criterion in once(&row.criteria) {
                add(&mut section, criterion);
            }
            parts.entry(row.part).or_default().push(section);
        }
        Reading {
            name: sheet.product_set.clone(),
            keeps_notes: true,
            parts: parts
                .into_iter()
                .map(|(letter, sections)| Part {
                    letter,
                    max: Vec::new(),
                    sections,
                })
                .collect(),
            unread: Vec::new(),
        }
    }

    /// Some sheets hold every list twice over.
    fn once(rows: &[CriterionRow]) -> &[CriterionRow] {
        let (first, second) = rows.split_at(rows.len().div_euclid(2));
        if first == second { first } else { rows }
    }

    fn add(section: &mut Section, row: &CriterionRow) {
        let (label, name) = numbered(&row.title);
        let (name, max) = with_points(name);
        if row.children.is_empty() {
            section.leaves.push(Leaf {
                label,
                name,
                max,
                // line ends came out as letters
                notes: row
                    .note
                    .split("rn")
                    .map(|n| n.trim().to_owned())
                    .filter(|n| !n.is_empty())
                    .collect(),
                levels: row.levels.iter().map(Level::from).collect(),
                ..Leaf::default()
            });
            return;
        }
        section.groups.push(Group { name, max });
        let first = section.leaves.len();
        for child in &row.children {
            add(section, child);
        }
        // a note at a heading is one at the first criterion under it
        if let Some(leaf) = section.leaves.get_mut(first) {
            leaf.notes
                .extend((!row.note.is_empty()).then(|| row.note.clone()));
        }
    }
}

/// Sheets of transcription B, by their numbers; it has no notes but those in brackets behind names.
pub mod b {
    use super::*;

    #[derive(Deserialize)]
    struct Sheet {
        number: u8,
        product_set: String,
        parts: Vec<PartRow>,
    }

    #[derive(Deserialize)]
    struct PartRow {
        title: String,
        sections: Vec<SectionRow>,
    }

    #[derive(Deserialize)]
    struct SectionRow {
        title: String,
        criteria: Vec<CriterionRow>,
    }

    #[derive(Deserialize)]
    struct CriterionRow {
        title: String,
        levels: Vec<LevelRow>,
    }

    /// Reads all sheets, by number.
    pub fn read(json: &str) -> Result<BTreeMap<u8, Reading>, String> {
        let sheets: Vec<Sheet> = serde_json::from_str(json).map_err(|e| e.to_string())?;
        Ok(sheets.iter().map(|s| (s.number, sheet(s))).collect())
    }

    fn sheet(sheet: &Sheet) -> Reading {
        let letters = ["A", "B", "C"].iter().filter_map(|l| l.parse().ok());
        Reading {
            name: sheet.product_set.clone(),
            keeps_notes: false,
            parts: sheet
                .parts
                .iter()
                .zip(letters)
                .map(|(row, letter)| part(row, letter))
                .collect(),
            unread: sheet
                .parts
                .iter()
                .skip(3)
                .map(|p| p.title.clone())
                .collect(),
        }
    }

    /// `Phần A: … (35 Điểm)`; some titles have lost their letter.
    fn part(row: &PartRow, letter: PartLetter) -> Part {
        let (_, bracket) = row.title.rsplit_once('(').unwrap_or_default();
        let max = bracket.chars().filter(char::is_ascii_digit).collect();
        Part {
            letter,
            max: vec![max],
            sections: row.sections.iter().map(section).collect(),
        }
    }

    fn section(row: &SectionRow) -> Section {
        let (number, name) = numbered(&row.title);
        let (name, max) = with_points(name);
        let leaves = row.criteria.iter().map(|c| {
            let (label, title) = numbered(&c.title);
            let (title, max) = with_points(title);
            let own = row.criteria.len() == 1 && same(&title, &name);
            let (_, note) = c.title.split_once('(').unwrap_or_default();
            Leaf {
                label: if own { String::new() } else { label },
                name: if own { String::new() } else { title },
                max,
                notes: after(note, "Chỉ áp dụng")
                    .map(|_| note.to_owned())
                    .into_iter()
                    .collect(),
                levels: c.levels.iter().map(Level::from).collect(),
                ..Leaf::default()
            }
        });
        Section {
            leaves: leaves.collect(),
            number,
            name: name.clone(),
            max,
            ..Section::default()
        }
    }
}

/// A name with its points behind it, `… 3 điểm`, as both have some.
fn with_points(name: String) -> (String, Option<String>) {
    let split = name.strip_suffix(" điểm").and_then(|n| n.rsplit_once(' '));
    match split {
        Some((name, points)) if points.bytes().all(|b| b.is_ascii_digit()) => {
            (name.to_owned(), Some(points.to_owned()))
        }
        _ => (name, None),
    }
}

/// `6.1.2. Mùi`, `4.TIẾP THỊ`, `7. 1.TÍNH ĐỘC ĐÁO` → the number and the name without brackets; an
/// empty number where there is none.
fn numbered(title: &str) -> (String, String) {
    let title = title.trim();
    let name = title.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.' || c == ' ');
    let digits = title.strip_suffix(name).unwrap_or_default();
    let number: String = digits.chars().filter(|c| *c != ' ').collect();
    let number = number.trim_end_matches('.');
    let known = CriterionId::read(number).is_some() || number.is_empty();
    let name = if known { name } else { title };
    let number = if known { number } else { "" };
    (number.to_owned(), without_brackets(name))
}
