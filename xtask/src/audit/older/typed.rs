//! The sheets of Decision 148/2023 as a provincial office typed them in: one CSV a sheet, with the
//! columns title, description, level (of heading), stars and score.

use ocop::Case;
use serde::Deserialize;

use super::super::words::{after, without_brackets};
use super::reading::{Group, Leaf, Level, Part, Reading, Section, marked};

#[derive(Deserialize)]
struct Row {
    title: String,
    description: String,
    level: String,
    stars: String,
    score: String,
}

/// Reads one sheet.
pub fn read(csv: &str) -> Result<Reading, String> {
    let mut sheet = Reading {
        keeps_notes: true,
        ..Reading::default()
    };
    let mut case = None;
    for row in csv::Reader::from_reader(csv.as_bytes()).deserialize() {
        let row: Row = row.map_err(|e| e.to_string())?;
        if place(&mut sheet, &mut case, &row).is_none() {
            let line = format!("{} | {} | {}", row.title, row.level, row.score);
            sheet.unread.push(line);
        }
    }
    let sections = sheet.parts.iter_mut().flat_map(|p| &mut p.sections);
    sections.for_each(regroup);
    Ok(sheet)
}

/// Where one letter stands before several names that begin alike, `a) Outside - colour` and
/// `a) Outside - smell`, what they share is the name of a heading.
fn regroup(section: &mut Section) {
    let shared = |leaf: &Leaf| -> Option<(String, String)> {
        let (above, name) = leaf.name.split_once(" - ")?;
        Some((above.to_owned(), name.to_owned()))
    };
    let begins = |leaf: &Leaf| (leaf.label.clone(), shared(leaf).map(|(above, _)| above));
    let repeats = |pair: &[Leaf]| match pair {
        [a, b] => shared(a).is_some() && begins(a) == begins(b),
        _ => false,
    };
    if !section.leaves.windows(2).any(repeats) {
        return;
    }
    for leaf in &mut section.leaves {
        let Some((above, name)) = shared(leaf) else {
            continue;
        };
        if section.groups.last().is_none_or(|g| g.name != above) {
            let max = Some(String::new());
            section.groups.push(Group { name: above, max });
        }
        (leaf.label, leaf.name) = ("-".to_owned(), name);
    }
}

/// Puts a row where it belongs; none where that cannot be told.
fn place(sheet: &mut Reading, case: &mut Option<Case>, row: &Row) -> Option<()> {
    let mut lines = row.title.lines().map(str::trim);
    let first = lines.next()?;
    let mut notes: Vec<String> = lines.map(str::to_owned).collect();
    notes.extend((!row.description.is_empty()).then(|| row.description.clone()));
    if row.level == "3" {
        return level(sheet, *case, row);
    }
    *case = None;
    let (title, mark) = marked(first);
    // the column says the same as the asterisks
    if mark.len().to_string() != row.stars && !(mark.is_empty() && row.stars.is_empty()) {
        return None;
    }
    match row.level.as_str() {
        "0" => {
            let letter = after(first, "Phần ")?.chars().next()?.to_string();
            let bracket = row.title.rsplit_once('(').map(|(_, bracket)| bracket);
            let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect();
            let in_heading: Option<String> = bracket.map(digits);
            sheet.parts.push(Part {
                letter: letter.parse().ok()?,
                max: in_heading.into_iter().chain([row.score.clone()]).collect(),
                sections: Vec::new(),
            });
        }
        "1" => {
            let (number, name) = title.split_once('.')?;
            sheet.parts.last_mut()?.sections.push(Section {
                number: number.to_owned(),
                name: without_brackets(name.trim()),
                max: Some(row.score.clone()),
                notes,
                ..Section::default()
            });
        }
        "2" => heading(sheet, case, row, (&title, mark, notes))?,
        _ => return None,
    }
    Some(())
}

/// A row typed as a criterion: `a) …`, `- …` under one, `a) Group - …`, or a case `a. Trường hợp 1`.
fn heading(
    sheet: &mut Reading,
    case: &mut Option<Case>,
    row: &Row,
    (title, mark, notes): (&str, String, Vec<String>),
) -> Option<()> {
    let section = sheet.parts.last_mut()?.sections.last_mut()?;
    if let Some((letter, rest)) = title.split_once('.')
        && after(rest.trim_start(), "Trường hợp").is_some()
    {
        *case = Some(letter.parse().ok()?);
        if section.leaves.is_empty() {
            section.leaves.push(Leaf {
                max: Some(row.score.clone()),
                ..Leaf::default()
            });
        }
        return Some(());
    }
    let (label, name) = if let Some(name) = title.strip_prefix("- ") {
        // what it stands under is a heading, if it has no levels of its own
        if let Some(above) = section.leaves.pop_if(|l| l.levels.is_empty()) {
            section.groups.push(Group {
                name: above.name,
                max: above.max,
            });
        }
        ("-".to_owned(), name)
    } else {
        let (label, name) = title.split_once(')')?;
        (format!("{})", label.trim()), name.trim())
    };
    section.leaves.push(Leaf {
        label,
        name: without_brackets(name),
        max: Some(row.score.clone()),
        mark,
        notes,
        levels: Vec::new(),
    });
    Some(())
}

fn level(sheet: &mut Reading, case: Option<Case>, row: &Row) -> Option<()> {
    let section = sheet.parts.last_mut()?.sections.last_mut()?;
    if section.leaves.is_empty() {
        // the section is scored itself
        section.leaves.push(Leaf {
            max: section.max.clone(),
            ..Leaf::default()
        });
    }
    let leaf = section.leaves.last_mut()?;
    let text = row.title.strip_prefix('□')?.trim();
    let (text, note) = match text.split_once("\n") {
        Some((text, note)) => (text, Some(note.trim().to_owned())),
        None => (text, None),
    };
    leaf.notes.extend(note);
    let (text, mut mark) = marked(text);
    if mark.is_empty() && !row.stars.is_empty() {
        // a mark with nothing but a stop behind it
        let (_, inner) = marked(text.trim_end_matches(['.', '"', '”', '\u{a0}']));
        mark = inner;
    }
    let same = mark.len().to_string() == row.stars || mark.is_empty() && row.stars.is_empty();
    leaf.levels.push(Level {
        points: row.score.clone(),
        mark,
        text,
        case,
    });
    same.then_some(())
}
