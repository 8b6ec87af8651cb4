//! Which line of a score sheet stands in which row: laid out once for a product set.

use std::sync::Arc;

use ocop::criteria::{SetCriterion, SetReport, SetSection};
use ocop::{Case, CriterionId, ProductSet, ScoreSheet, Stars, rate};

use crate::workbook::slot::ProductDetail;

/// The columns of a score sheet.
pub(crate) const KEY: u16 = 0;
pub(crate) const WORDS: u16 = 1;
pub(crate) const WORTH: u16 = 2;
pub(crate) const MARK: u16 = 3;
pub(crate) const INPUT: u16 = 4;
pub(crate) const NOTE: u16 = 5;
pub(crate) const EVIDENCE: u16 = 6;
pub(crate) const COLUMNS: u16 = 7;

/// The row of the headings: those above it stay in view.
pub(crate) const HEAD: u32 = 2;

/// A line of the sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Line {
    Title,
    Live,
    Head,
    Fact(Fact),
    Identity,
    DetailsHeading,
    Detail(ProductDetail),
    Unchanged,
    CasesHeading,
    Case,
    CaseLabel(usize),
    FindingsHeading,
    Finding(usize),
    Part(usize),
    Section(usize, usize),
    Group(usize, usize, usize),
    Criterion(usize),
    CriterionNote(usize, usize),
    Level(usize, usize),
    Total,
    PointsStars,
    Stars,
    Outcome,
    MinimumsHeading,
    StarHeading(Stars),
    Minimum(usize),
    OwnHeading,
    Comment,
    Submitted,
    Day,
    Signature,
}

/// What stands above the criteria.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fact {
    Set,
    Code,
    Producer,
    Assessor,
    Decision,
    Purpose,
    Cells,
    Marks,
}

/// What a sheet is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Purpose {
    /// A member's, in a round of a session.
    Round(u8),
    /// One product by itself, in no session.
    Alone,
}

impl Purpose {
    const fn facts(self) -> &'static [Fact] {
        match self {
            Self::Round(_) => &[
                Fact::Set,
                Fact::Code,
                Fact::Producer,
                Fact::Assessor,
                Fact::Cells,
                Fact::Marks,
            ],
            Self::Alone => &[
                Fact::Set,
                Fact::Decision,
                Fact::Purpose,
                Fact::Cells,
                Fact::Marks,
            ],
        }
    }
}

/// A star minimum as the sheet tests it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Minimum {
    pub stars: Stars,
    /// Its criterion, by its position.
    pub criterion: usize,
    pub points: i64,
    pub case: Option<Case>,
}

/// A sheet laid out: its lines from the top, and where those stand that others refer to.
#[derive(Debug)]
pub(crate) struct Layout<'s> {
    pub set: &'s SetReport,
    pub lines: Vec<Line>,
    /// The criteria in printed order, each with its part.
    pub criteria: Vec<(usize, &'s SetCriterion)>,
    pub minimums: Vec<Minimum>,
    pub purpose: Purpose,
}

impl<'s> Layout<'s> {
    pub(crate) fn new(set: &'s SetReport, rules: &Arc<ProductSet>, purpose: Purpose) -> Self {
        let mut lines = vec![Line::Title, Line::Live, Line::Head];
        // what the marks mean is not said where there are none
        let marked = set.has_minimums();
        let facts = purpose.facts().iter().copied();
        let facts = facts.filter(|f| marked || *f != Fact::Marks);
        lines.extend(facts.map(Line::Fact));
        lines.push(Line::Identity);
        match purpose {
            Purpose::Round(round) if round > 1 => lines.push(Line::Unchanged),
            Purpose::Round(_) => {}
            Purpose::Alone => {
                lines.push(Line::DetailsHeading);
                lines.extend(ProductDetail::ALL.map(Line::Detail));
            }
        }
        if !set.cases.is_empty() {
            lines.extend([Line::CasesHeading, Line::Case]);
            lines.extend((0..set.cases.len()).map(Line::CaseLabel));
        }
        if !set.findings.is_empty() {
            lines.push(Line::FindingsHeading);
            lines.extend((0..set.findings.len()).map(Line::Finding));
        }
        let mut criteria = Vec::new();
        for (p, part) in set.parts.iter().enumerate() {
            lines.push(Line::Part(p));
            for (s, section) in part.sections.iter().enumerate() {
                if !alone(section) {
                    lines.push(Line::Section(p, s));
                }
                let mut group = None;
                for criterion in &section.criteria {
                    let of = criterion.criterion.parent();
                    let heading = section.groups.iter().position(|g| Some(g.group) == of);
                    if let Some(g) = heading.filter(|_| group != of) {
                        group = of;
                        lines.push(Line::Group(p, s, g));
                    }
                    let index = criteria.len();
                    lines.push(Line::Criterion(index));
                    lines.extend((0..criterion.notes.len()).map(|n| Line::CriterionNote(index, n)));
                    lines.extend((0..criterion.levels.len()).map(|l| Line::Level(index, l)));
                    criteria.push((p, criterion));
                }
            }
        }
        lines.extend([Line::Total, Line::PointsStars, Line::Stars, Line::Outcome]);
        let minimums = minimums(rules, &criteria);
        if !minimums.is_empty() {
            lines.push(Line::MinimumsHeading);
        }
        let mut stars = None;
        for (m, minimum) in minimums.iter().enumerate() {
            if stars.replace(minimum.stars) != Some(minimum.stars) {
                lines.push(Line::StarHeading(minimum.stars));
            }
            lines.push(Line::Minimum(m));
        }
        lines.extend([Line::OwnHeading, Line::Comment]);
        if let Purpose::Round(_) = purpose {
            lines.push(Line::Submitted);
        }
        lines.extend([Line::Day, Line::Signature]);
        Self {
            set,
            lines,
            criteria,
            minimums,
            purpose,
        }
    }

    /// The row of a line; the first one for a line that is not there, which nothing asks for.
    pub(crate) fn row(&self, line: Line) -> u32 {
        let index = self.lines.iter().position(|l| *l == line);
        u32::try_from(index.unwrap_or(0)).unwrap_or(0)
    }

    /// The rows of the criteria, by their positions.
    pub(crate) fn criterion_rows(&self) -> Vec<u32> {
        let mut rows = Vec::with_capacity(self.criteria.len());
        for (row, line) in (0_u32..).zip(&self.lines) {
            if let Line::Criterion(_) = line {
                rows.push(row);
            }
        }
        rows
    }

    /// The position of a criterion.
    pub(crate) fn index(&self, id: CriterionId) -> Option<usize> {
        self.criteria.iter().position(|(_, c)| c.criterion == id)
    }

    /// The stars that have minimums, lowest first.
    pub(crate) fn starred(&self) -> Vec<Stars> {
        let mut all: Vec<Stars> = self.minimums.iter().map(|m| m.stars).collect();
        all.dedup();
        all
    }
}

/// Whether a section is scored itself.
pub(crate) fn alone(section: &SetSection) -> bool {
    section
        .criteria
        .first()
        .is_some_and(|c| c.criterion == section.section)
}

/// The minimums as the engine has them: of an empty sheet, on which all of them apply.
fn minimums(rules: &Arc<ProductSet>, criteria: &[(usize, &SetCriterion)]) -> Vec<Minimum> {
    let Ok(empty) = ScoreSheet::new(rules, [], []) else {
        return Vec::new();
    };
    let rating = rate(&empty);
    let found = rating.minimums().filter_map(|m| {
        let index = criteria
            .iter()
            .position(|(_, c)| c.criterion == m.criterion.id)?;
        Some(Minimum {
            stars: m.stars,
            criterion: index,
            points: m.points.into(),
            case: m.criterion.level(m.level).and_then(|l| l.case),
        })
    });
    found.collect()
}
