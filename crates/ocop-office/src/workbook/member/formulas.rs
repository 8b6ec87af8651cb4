//! The rules of a sheet as formulas: a translation of the criteria's data, agreed with the engine by
//! recalculation.

use ocop::criteria::Effect;
use ocop::criteria::files::Band;
use ocop::criteria::{SetCriterion, SetLevel};
use ocop::{Case, Stars};

use super::layout::{INPUT, Layout, Line, MARK, Minimum, Purpose};
use super::words::Words;
use crate::workbook::address::a1;

/// The formulas of one sheet.
pub(crate) struct Formulas<'l> {
    layout: &'l Layout<'l>,
    bands: &'l [Band],
    words: &'l Words,
    /// The input cells of the criteria.
    inputs: Vec<String>,
    rows: Vec<u32>,
    case: Option<String>,
}

impl<'l> Formulas<'l> {
    pub(crate) fn new(layout: &'l Layout<'l>, bands: &'l [Band], words: &'l Words) -> Self {
        let rows = layout.criterion_rows();
        let cased = !layout.set.cases.is_empty();
        Self {
            inputs: rows.iter().map(|row| a1(*row, INPUT)).collect(),
            rows,
            case: cased.then(|| format!("TRIM({})", a1(layout.row(Line::Case), INPUT))),
            layout,
            bands,
            words,
        }
    }

    fn input(&self, index: usize) -> &str {
        self.inputs.get(index).map_or("", String::as_str)
    }

    fn cell(&self, line: Line) -> String {
        a1(self.layout.row(line), INPUT)
    }

    fn criterion(&self, index: usize) -> Option<&'l SetCriterion> {
        self.layout.criteria.get(index).map(|(_, c)| *c)
    }

    /// The cell of the criterion that another depends on.
    fn required(&self, index: usize) -> Option<&str> {
        let id = self.criterion(index)?.requires?;
        Some(self.input(self.layout.index(id)?))
    }

    /// The points that count: none while the criterion it depends on has none.
    fn counted(&self, index: usize) -> String {
        let own = self.input(index);
        match self.required(index) {
            Some(required) => format!("IF(N({required})>0,N({own}),0)"),
            None => own.to_owned(),
        }
    }

    fn sum(&self, indices: impl Iterator<Item = usize>) -> String {
        let all: Vec<String> = indices.map(|p| self.counted(p)).collect();
        format!("=SUM({})", all.join(","))
    }

    /// The points of a section.
    pub(crate) fn section(&self, part: usize, section: usize) -> String {
        let shown = self.layout.set.parts.get(part);
        let shown = shown.and_then(|p| p.sections.get(section));
        let ids = shown.into_iter().flat_map(|s| &s.criteria);
        self.sum(ids.filter_map(|c| self.layout.index(c.criterion)))
    }

    /// The points of a part.
    pub(crate) fn part(&self, part: usize) -> String {
        let all = self.layout.criteria.iter().enumerate();
        self.sum(all.filter(|(_, (p, _))| *p == part).map(|(index, _)| index))
    }

    /// The points of the sheet.
    pub(crate) fn total(&self) -> String {
        let parts = (0..self.layout.set.parts.len()).map(|p| self.cell(Line::Part(p)));
        format!("=SUM({})", parts.collect::<Vec<_>>().join(","))
    }

    /// Whether a case holds.
    fn case_is(&self, case: Case) -> Option<String> {
        let cell = self.case.as_ref()?;
        Some(format!("{cell}=\"{case}\""))
    }

    /// The box of a level: ticked where its points are given. Of levels that share them it is the
    /// lowest, as the engine takes it.
    pub(crate) fn level(&self, index: usize, criterion: &SetCriterion, level: &SetLevel) -> String {
        let same = |l: &&SetLevel| l.points == level.points && l.case == level.case;
        if criterion.levels.iter().find(same).map(|l| l.level) != Some(level.level) {
            return "=\"☐\"".into();
        }
        let own = self.input(index);
        let case = level.case.and_then(|c| self.case_is(c));
        let case = case.map(|c| format!(",{c}")).unwrap_or_default();
        format!(
            "=IF(AND(ISNUMBER({own}),{own}={}{case}),\"☑\",\"☐\")",
            level.points
        )
    }

    /// What is wrong with a criterion's points, or that there are none.
    pub(crate) fn state(&self, index: usize, criterion: &SetCriterion) -> String {
        let (own, w) = (self.input(index), self.words);
        let required = self.required(index);
        let zero = required.map(|r| format!("AND(ISNUMBER({r}),{r}=0)"));
        let open = match &zero {
            Some(zero) => format!("IF({zero},\"\",\"{}\")", w.open),
            None => format!("\"{}\"", w.open),
        };
        let among = |levels: Vec<&SetLevel>| {
            let mut points: Vec<i64> = levels.iter().map(|l| l.points.into()).collect();
            points.push(0);
            points.sort_unstable();
            points.dedup();
            let list: Vec<String> = points.iter().map(ToString::to_string).collect();
            format!("ISNUMBER(MATCH({own},{{{}}},0))", list.join(","))
        };
        let of = |case: Option<Case>| criterion.levels.iter().filter(|l| l.case == case).collect();
        let cases: Vec<Case> = self.layout.set.cases.iter().map(|c| c.case).collect();
        let cased = criterion.levels.iter().any(|l| l.case.is_some());
        let fine = match &zero {
            Some(zero) => format!("IF(AND({own}>0,{zero}),\"{}\",\"\")", w.contrary),
            None => "\"\"".into(),
        };
        let wrong = format!("\"{}\"", w.wrong);
        let checked = if cased {
            let none = format!("\"{}\"", w.no_case);
            cases
                .iter()
                .rev()
                .fold(none, |rest, case| match self.case_is(*case) {
                    Some(is) => format!(
                        "IF({is},IF({},{fine},{wrong}),{rest})",
                        among(of(Some(*case)))
                    ),
                    None => rest,
                })
        } else {
            format!("IF({},{fine},{wrong})", among(of(None)))
        };
        format!("=IF({own}=\"\",{open},{checked})")
    }

    /// The column of states, from the first criterion to the last.
    fn states(&self) -> String {
        let row = |row: Option<&u32>| a1(row.copied().unwrap_or(0), MARK);
        format!("{}:{}", row(self.rows.first()), row(self.rows.last()))
    }

    /// How many criteria are open.
    fn open(&self) -> String {
        format!("COUNTIF({},\"{}\")", self.states(), self.words.open)
    }

    /// How many criteria are open, asked from another sheet.
    pub(crate) fn open_of(&self, sheet: &str) -> String {
        format!(
            "=COUNTIF('{sheet}'!{},\"{}\")",
            self.states(),
            self.words.open
        )
    }

    /// How many points cannot be.
    fn wrong(&self) -> String {
        let (states, w) = (self.states(), self.words);
        let each =
            [&w.wrong, &w.contrary, &w.no_case].map(|word| format!("COUNTIF({states},\"{word}\")"));
        each.join("+")
    }

    /// Whether a minimum is met.
    pub(crate) fn minimum(&self, minimum: &Minimum) -> String {
        let own = self.input(minimum.criterion);
        let required = self.required(minimum.criterion);
        let required = required.map(|r| format!(",N({r})>0")).unwrap_or_default();
        let w = self.words;
        let met = format!(
            "IF(AND(ISNUMBER({own}),N({own})>={}{required}),\"{}\",\"{}\")",
            minimum.points, w.met, w.unmet
        );
        match (minimum.case.and_then(|c| self.case_is(c)), &self.case) {
            (Some(is), Some(case)) => format!("=IF(OR({case}=\"\",{is}),{met},\"–\")"),
            _ => format!("={met}"),
        }
    }

    /// How many minimums of exactly these stars are not met.
    pub(crate) fn unmet(&self, stars: Stars) -> String {
        let of = |m: &usize| {
            self.layout
                .minimums
                .get(*m)
                .is_some_and(|m| m.stars == stars)
        };
        let all: Vec<usize> = (0..self.layout.minimums.len()).filter(of).collect();
        let cell = |m: Option<&usize>| self.cell(Line::Minimum(m.copied().unwrap_or(0)));
        format!(
            "COUNTIF({}:{},\"{}\")",
            cell(all.first()),
            cell(all.last()),
            self.words.unmet
        )
    }

    /// The stars by points alone.
    fn stars_of_points(&self) -> String {
        let total = self.cell(Line::Total);
        let mut bands: Vec<&Band> = self.bands.iter().collect();
        bands.sort_by_key(|b| b.stars);
        let mut bands = bands.into_iter();
        let lowest = bands.next().map_or(1, |b| b.stars.get());
        bands.fold(lowest.to_string(), |rest, band| {
            format!("IF({total}>={},{},{rest})", band.from_points, band.stars)
        })
    }

    /// Whether there are no points yet: the stars of an empty sheet are nobody's.
    fn nothing_yet(&self) -> String {
        format!("COUNT({})=0", self.inputs.join(","))
    }

    /// Whether there are stars at all: not where the assessment ends before them, points are wrong, or
    /// there are none yet.
    fn no_stars(&self) -> String {
        let ends = self.effects().into_iter().map(|(_, ends)| ends);
        let wrong = format!("({})>0", self.wrong());
        let all: Vec<String> = ends.chain([wrong, self.nothing_yet()]).collect();
        format!("OR({})", all.join(","))
    }

    pub(crate) fn points_stars(&self) -> String {
        format!("=IF({},\"\",{})", self.no_stars(), self.stars_of_points())
    }

    /// The stars after the minimums: below the lowest stars of which one is not met.
    pub(crate) fn stars(&self) -> String {
        let by_points = self.cell(Line::PointsStars);
        let caps = self.layout.starred().into_iter().map(|stars| {
            let below = stars.previous().unwrap_or(stars);
            format!(
                "IF({}>0,{below},{})",
                self.cell(Line::StarHeading(stars)),
                Stars::MAX
            )
        });
        let all: Vec<String> = [by_points.clone()].into_iter().chain(caps).collect();
        format!("=IF({by_points}=\"\",\"\",MIN({}))", all.join(","))
    }

    /// What ends an assessment, the strongest effect first, each as a condition.
    fn effects(&self) -> Vec<(Effect, String)> {
        let set = self.layout.set;
        let zero = set
            .zero_stops
            .iter()
            .filter_map(|id| self.layout.index(*id));
        let zero: Vec<String> = zero
            .map(|index| format!("AND(ISNUMBER({0}),{0}=0)", self.input(index)))
            .collect();
        let mut effects: Vec<Effect> = set.findings.iter().map(|f| f.effect).collect();
        if !zero.is_empty() {
            effects.push(Effect::Stop);
        }
        effects.sort_unstable_by(|a, b| b.cmp(a));
        effects.dedup();
        let each = effects.into_iter().map(|effect| {
            let found = set
                .findings
                .iter()
                .enumerate()
                .filter(|(_, f)| f.effect == effect);
            let cells: Vec<String> = found.map(|(i, _)| self.cell(Line::Finding(i))).collect();
            let mut all = Vec::new();
            if !cells.is_empty() {
                all.push(format!("COUNTA({})>0", cells.join(",")));
            }
            if effect == Effect::Stop {
                all.extend(zero.iter().cloned());
            }
            (effect, format!("OR({})", all.join(",")))
        });
        each.collect()
    }

    /// What the sheet comes to, in words.
    pub(crate) fn outcome(&self) -> String {
        let w = self.words;
        let complete = format!(
            "IF({},\"{}\",IF({}>0,\"{}\",\"{}\"))",
            self.nothing_yet(),
            w.not_rated,
            self.open(),
            w.provisional,
            w.complete
        );
        let end = self
            .effects()
            .into_iter()
            .rev()
            .fold(complete, |rest, (effect, ends)| {
                format!("IF({ends},\"{}\",{rest})", w.effect(effect))
            });
        format!("=IF({}>0,\"{}\",{end})", self.wrong(), w.to_mend)
    }

    /// The line that stays in view.
    pub(crate) fn live(&self) -> String {
        let w = self.words;
        let [total, stars, by_points, outcome] =
            [Line::Total, Line::Stars, Line::PointsStars, Line::Outcome]
                .map(|line| self.cell(line));
        let handed = match self.layout.purpose {
            Purpose::Round(_) => format!(
                "&IF({}=\"\",\" · {}\",\" · {}\")",
                self.cell(Line::Submitted),
                w.not_submitted,
                w.submitted
            ),
            Purpose::Alone => String::new(),
        };
        format!(
            "=\"{} \"&{total}&\"/{} · \"&IF({stars}=\"\",{outcome},{stars}&\" {} ({} \"&{by_points}&\") · \"&{outcome})\
             &IF({open}>0,\" · {} \"&{open},\"\"){handed}",
            w.total,
            self.layout.set.max_points,
            w.stars,
            w.by_points,
            w.open_count,
            open = self.open(),
        )
    }
}
