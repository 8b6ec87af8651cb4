//! The rows of a score sheet, criterion by criterion as the law prints it, with what is answered.

use ocop::criteria::{SetCriterion, SetReport};
use ocop::{Lang, Stars};

use crate::domain::content::{Content, answer, beside};
use crate::pages::words::Words;
use crate::service::sheets::Wrong;

pub(crate) struct Part {
    pub(crate) name: String,
    pub(crate) points: String,
    pub(crate) sections: Vec<Section>,
}

pub(crate) struct Section {
    pub(crate) name: String,
    /// A section that is scored itself has its name on its criterion.
    pub(crate) alone: bool,
    pub(crate) criteria: Vec<Row>,
}

pub(crate) struct Row {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) most: u16,
    pub(crate) notes: Vec<String>,
    pub(crate) levels: Vec<Level>,
    /// Whether points are typed here, and which are there.
    pub(crate) points: Option<String>,
    /// Whether none of the levels is reached.
    pub(crate) zero: bool,
    /// Whether that is a choice of its own: the sheet prints no level of 0 points.
    pub(crate) no_level: bool,
    /// Whether it is not answered.
    pub(crate) open: bool,
    pub(crate) note: String,
    pub(crate) evidence: String,
    pub(crate) papers: Vec<String>,
    /// What is wrong here.
    pub(crate) wrong: Vec<String>,
}

pub(crate) struct Level {
    pub(crate) level: i64,
    pub(crate) points: u16,
    pub(crate) label: String,
    pub(crate) mark: String,
    pub(crate) chosen: bool,
}

pub(crate) struct Choice {
    pub(crate) value: String,
    pub(crate) label: String,
    pub(crate) chosen: bool,
}

/// The cases that a sheet offers.
pub(crate) fn cases(w: Words, set: &SetReport, content: &Content) -> Vec<Choice> {
    let of = |c: &ocop::criteria::SetCase| Choice {
        value: c.case.to_string(),
        label: format!("{}) {}", c.case, c.label.get(w.lang)),
        chosen: content
            .get("case")
            .is_some_and(|v| *v == c.case.to_string()),
    };
    set.cases.iter().map(of).collect()
}

/// The findings that a sheet knows.
pub(crate) fn findings(w: Words, set: &SetReport, content: &Content) -> Vec<Choice> {
    let given = content.get("findings").and_then(|f| f.as_array());
    let of = |f: &ocop::criteria::SetFinding| Choice {
        value: f.finding.clone(),
        label: f.label.get(w.lang).to_owned(),
        chosen: given.is_some_and(|given| given.iter().any(|g| *g == f.finding)),
    };
    set.findings.iter().map(of).collect()
}

/// The most characters of a level's words beside its points.
const SHORT: usize = 80;

/// A level as people read it: its points, and its words where there are some, cut where they are long.
pub(crate) fn worth(w: Words, criterion: &SetCriterion, level: i64) -> String {
    let known = criterion.levels.iter();
    let mut known = known.filter(|l| i64::from(l.level.get()) == level);
    let Some(known) = known.next() else {
        // none of them, or one that there is not: the engine says so
        return match level {
            0 => w.points(0),
            other => format!("{} {other}", w.say("mức", "level")),
        };
    };
    let label = known.label.get(w.lang);
    let mut short: String = label.chars().take(SHORT).collect();
    if short.len() < label.len() {
        short.push('…');
    }
    format!("{} ({short})", w.points(known.points.get().into()))
}

fn mark(stars: Option<Stars>) -> String {
    stars.map_or_else(String::new, |s| format!("★{s}"))
}

/// The rows of a sheet: what it says, and what is wrong with it at each criterion.
pub(crate) fn parts(
    w: Words,
    set: &SetReport,
    content: &Content,
    by_points: bool,
    wrong: &[Wrong],
) -> Vec<Part> {
    let lang = w.lang;
    let row = |criterion: &SetCriterion| {
        let row = row(lang, criterion, content, by_points);
        let own = wrong.iter().filter(|(at, _)| *at == row.id);
        let wrong = own.map(|p| w.at(p)).collect();
        Row { wrong, ..row }
    };
    set.parts
        .iter()
        .map(|part| Part {
            name: format!("{}. {}", part.part, part.name.get(lang)),
            points: part.max_points.to_string(),
            sections: part
                .sections
                .iter()
                .map(|section| Section {
                    name: format!("{}. {}", section.section, section.name.get(lang)),
                    alone: section
                        .criteria
                        .first()
                        .is_some_and(|c| c.criterion == section.section),
                    criteria: section.criteria.iter().map(row).collect(),
                })
                .collect(),
        })
        .collect()
}

fn row(lang: Lang, criterion: &SetCriterion, content: &Content, by_points: bool) -> Row {
    let id = criterion.criterion.to_string();
    let (level, points) = answer(content, &id);
    let worth = |p: i64| {
        let same = criterion
            .levels
            .iter()
            .filter(move |l| i64::from(l.points.get()) == p);
        same.map(|l| i64::from(l.level.get())).collect::<Vec<_>>()
    };
    // typed points stand for the one level that has them; where several do, they stay typed
    let of_points = points.map(|p| if p == 0 { vec![0] } else { worth(p) });
    let told = of_points
        .as_ref()
        .and_then(|levels| match levels.as_slice() {
            [one] => Some(*one),
            _ => None,
        });
    let typed = by_points || (of_points.is_some() && told.is_none());
    let chosen = level.or(told);
    let level_points = |level: i64| {
        let found = criterion
            .levels
            .iter()
            .find(|l| i64::from(l.level.get()) == level);
        found.map_or(0, |l| i64::from(l.points.get()))
    };
    let mut notes: Vec<String> = Vec::new();
    if let Some(requires) = criterion.requires {
        notes.push(match lang {
            Lang::Vi => format!("Chỉ chấm khi {requires} có điểm."),
            Lang::En => format!("Scored only if {requires} has points."),
        });
    }
    if let Some(stars) = criterion.minimum_for {
        notes.push(match lang {
            Lang::Vi => format!("★{stars}: phải đạt ít nhất một mức."),
            Lang::En => format!("★{stars}: at least one level must be reached."),
        });
    }
    notes.extend(criterion.notes.iter().map(|n| n.get(lang).to_owned()));
    Row {
        name: criterion.name.get(lang).to_owned(),
        most: criterion.max_points.get(),
        notes,
        levels: criterion
            .levels
            .iter()
            .map(|l| Level {
                level: l.level.get().into(),
                points: l.points.get(),
                label: match l.case {
                    Some(case) => format!("{case}) {}", l.label.get(lang)),
                    None => l.label.get(lang).to_owned(),
                },
                mark: mark(l.minimum_for),
                chosen: chosen == Some(l.level.get().into()),
            })
            .collect(),
        points: typed.then(|| {
            let now = points.or_else(|| level.map(level_points));
            now.map(|p| p.to_string()).unwrap_or_default()
        }),
        zero: chosen == Some(0),
        no_level: chosen == Some(0) || criterion.levels.iter().all(|l| l.points.get() > 0),
        open: chosen.is_none(),
        note: beside(content, &id, "note"),
        evidence: beside(content, &id, "evidence"),
        papers: criterion
            .evidence
            .iter()
            .map(|e| e.requirement.get(lang).to_owned())
            .collect(),
        wrong: Vec::new(),
        id,
    }
}
