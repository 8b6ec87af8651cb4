//! Puts a sheet together, collecting everything that does not fit.

use std::collections::BTreeSet;

use jiff::civil::Date;

use crate::bounded::{LevelNumber, Points};
use crate::criteria::{Criterion, ProductSet};
use crate::dossier::{AnswerInput, given_twice, read_answer};
use crate::ids::{Case, CriterionId};
use crate::json::{Node, pointer, repeated};
use crate::positions::Positions;
use crate::problem::{Code, Problem, Problems};

use super::marks::{Given, Marks, at_zero};
use super::offered::{with_levels, with_points};

/// What a builder is reading.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Under {
    Answers,
    Points,
}

/// A number that is no level, or no level's points, of its criterion.
#[derive(Debug, Clone, Copy)]
pub(super) struct Misfit {
    /// The pointer of its problem.
    pub told: usize,
    pub criterion: CriterionId,
    pub found: i64,
}

/// Puts a sheet together, collecting everything that does not fit.
pub(crate) struct Builder<'c> {
    pub(super) set: &'c ProductSet,
    pub(super) answers: Vec<Given>,
    /// The criteria with an answer that was refused.
    pub(super) refused: Positions,
    /// Keys that are no criterion of the sheet.
    pub(super) strange: BTreeSet<String>,
    pub(super) findings: Vec<usize>,
    /// The case of the sheet, or of the first answer with one, and that answer's criterion.
    pub(super) case: Option<(Case, Option<CriterionId>)>,
    pub(super) next: usize,
    /// Whether it was told that the case of the sheet is missing or unknown.
    pub(super) case_told: bool,
    /// What is being read: answers, or points.
    pub(super) under: Under,
    /// The criteria given in points.
    pub(super) in_points: Positions,
    pub(super) shared: Positions,
    /// Numbers that are no level, or no level's points, of their criterion.
    pub(super) misfits: Vec<Misfit>,
    pub(crate) problems: Problems,
}

impl<'c> Builder<'c> {
    pub(crate) fn new(set: &'c ProductSet) -> Self {
        Self {
            set,
            answers: vec![Given::Unanswered; set.criteria.len()],
            refused: Positions::default(),
            strange: BTreeSet::new(),
            findings: Vec::new(),
            case: None,
            next: 0,
            case_told: false,
            under: Under::Answers,
            in_points: Positions::default(),
            shared: Positions::default(),
            misfits: Vec::new(),
            problems: Problems::new(),
        }
    }

    /// Takes an answer from a dossier.
    pub(crate) fn node(&mut self, key: &str, node: &Node<'_>) {
        if let Node::Int(level) = node {
            return self.number(key, *level);
        }
        let id = CriterionId::read(key);
        let mut problems = std::mem::take(&mut self.problems);
        let before = problems.len();
        let answer = read_answer(node, &pointer("/answers", key), &mut problems);
        self.problems = problems;
        match answer {
            Some(answer) => self.answer(id, key, &answer),
            None => {
                if let Some(index) = self.index_for(id, key) {
                    self.refused.insert(index);
                    self.help_with_whole_numbers(before, index);
                }
            }
        }
    }

    /// Says which levels and points there are where a number is none of them: 2,5 is a custom of
    /// other sheets.
    #[cold]
    fn help_with_whole_numbers(&mut self, from: usize, index: usize) {
        let (set, case) = (self.set, self.case.map(|(case, _)| case));
        let Some(criterion) = set.criteria.get(index) else {
            return;
        };
        for at in from..self.problems.len() {
            let Some(problem) = self.problems.get_mut(at) else {
                return;
            };
            if problem.code == Code::WrongType {
                let found = problem.clone();
                *problem = match found.path.ends_with("/points") {
                    true => with_points(found, criterion, case),
                    false => with_levels(found, criterion),
                };
            }
        }
    }

    /// Takes an answer that is the number of a level.
    pub(crate) fn number(&mut self, key: &str, level: i64) {
        let id = CriterionId::read(key);
        if id.and_then(|id| self.lawful(id, level)).is_none() {
            self.answer(id, key, &AnswerInput::Level(level));
        }
    }

    /// Gives a level that is known to be on the sheet, unless the criterion has an answer, or would
    /// have points without those of the one that it depends on.
    pub(crate) fn carry(&mut self, index: usize, number: LevelNumber) {
        let set = self.set;
        let Some(criterion) = set.criteria.get(index) else {
            return;
        };
        let key = criterion.id.to_string();
        if self.is_answered(index) {
            return;
        }
        let Some((given, case)) = self.level(criterion, &key, "", number.get().into()) else {
            return;
        };
        let required = criterion.required();
        let excused = required.is_some_and(|index| at_zero(&self.answers, index));
        if let Some(slot) = self.answers.get_mut(index)
            && !(excused && given.has_points())
        {
            *slot = given;
            self.hold_case(case, criterion, &key);
        }
    }

    /// Takes a lawful level, as most answers are, the next criterion in order first of all; else leaves
    /// all as it was.
    fn lawful(&mut self, id: CriterionId, level: i64) -> Option<()> {
        let next = self.next;
        let here = self.set.rows.get(next).is_some_and(|row| row.id == id);
        let index = if here { next } else { self.set.index_of(id)? };
        let row = self.set.rows.get(index).filter(|row| !row.cased)?;
        let (level, points) = self.set.worth(row, level)?;
        let slot = self.answers.get_mut(index)?;
        if *slot != Given::Unanswered || self.refused != Positions::default() {
            return None;
        }
        *slot = Given::Level(level, points);
        self.next = index.saturating_add(1);
        Some(())
    }

    /// The pointer of an answer, or of one of its fields; points have none.
    pub(super) fn path(&self, key: &str, field: &str) -> String {
        match self.under {
            Under::Answers => format!("{}{field}", pointer("/answers", key)),
            Under::Points => pointer("/points", key),
        }
    }

    /// The pointer where a criterion's answer stands, or would stand.
    fn path_of(&self, index: usize, criterion: &Criterion) -> String {
        let list = if self.in_points.contains(index) {
            "/points"
        } else {
            "/answers"
        };
        pointer(list, criterion.id)
    }

    /// Whether a criterion has an answer, right or wrong.
    pub(super) fn is_answered(&self, index: usize) -> bool {
        let given = self.answers.get(index);
        given.is_some_and(|given| *given != Given::Unanswered) || self.refused.contains(index)
    }

    /// The position of a criterion on the sheet; none where it is not there, or answered before.
    pub(super) fn index_for(&mut self, id: Option<CriterionId>, key: &str) -> Option<usize> {
        let found = id.and_then(|id| {
            let next = self.set.rows.get(self.next).filter(|row| row.id == id);
            next.map_or_else(|| self.set.index_of(id), |_| Some(self.next))
        });
        let again = match found {
            Some(found) => {
                self.next = found.saturating_add(1);
                self.is_answered(found)
            }
            None => !self.strange.insert(key.to_owned()),
        };
        if again {
            let elsewhere = found.is_some_and(|index| self.in_points.contains(index))
                != (self.under == Under::Points);
            let path = self.path(key, "");
            self.problems.push(if found.is_some() && elsewhere {
                given_twice(path, key)
            } else {
                repeated(&path, key)
            });
            return None;
        }
        if found.is_none() {
            let problem = self.unknown_criterion(id, key);
            self.problems.push(problem);
        }
        found
    }

    /// Takes one answer.
    pub(crate) fn answer(&mut self, id: Option<CriterionId>, key: &str, input: &AnswerInput<'_>) {
        let Some(index) = self.index_for(id, key) else {
            return;
        };
        let Some(criterion) = self.set.criteria.get(index) else {
            return;
        };
        let given = match input {
            AnswerInput::Level(level) => self.level(criterion, key, "", *level),
            AnswerInput::Detailed(answer) => self.detailed(criterion, key, answer),
        };
        let Some((given, case)) = given else {
            self.refused.insert(index);
            return;
        };
        self.hold_case(case, criterion, key);
        if let Some(slot) = self.answers.get_mut(index) {
            *slot = given;
        }
    }

    /// Tells of every criterion without an answer, unless the assessment ends before it: a stopped,
    /// ineligible or rejected product is not assessed further.
    pub(crate) fn require_all(&mut self) {
        let mut ending = self.set.zero_stop.iter().flat_map(|z| &z.criteria);
        let stopped = ending.any(|index| at_zero(&self.answers, *index));
        if stopped || !self.findings.is_empty() {
            return;
        }
        for (index, criterion) in self.set.criteria.iter().enumerate() {
            let required = criterion.required();
            let excused = required.is_some_and(|index| at_zero(&self.answers, index));
            if !self.is_answered(index) && !excused {
                self.problems.push(Problem::new(
                    Code::Unanswered,
                    self.path_of(index, criterion),
                    format!(
                        "Chưa chấm tiêu chí {} \"{}\".",
                        criterion.id, criterion.name
                    ),
                    format!(
                        "Criterion {} \"{}\" is unanswered.",
                        criterion.id, criterion.key
                    ),
                ));
            }
        }
    }

    /// The sheet, if everything fits.
    pub(crate) fn finish(mut self, on: Option<Date>) -> Result<Marks, Problems> {
        let set = self.set;
        for (index, criterion) in set
            .dependent
            .iter()
            .filter_map(|i| Some((i, set.criteria.get(*i)?)))
        {
            let Some((required, source)) = &criterion.requires else {
                continue;
            };
            let (Some(Given::Level(_, points)), Some(Given::Level(_, Points::ZERO))) =
                (self.answers.get(*index), self.answers.get(*required))
            else {
                continue;
            };
            if *points > Points::ZERO
                && let Some(needed) = set.criteria.get(*required)
            {
                self.problems.push(
                    Problem::new(
                        Code::RequiredCriterionAtZero,
                        self.path_of(*index, criterion),
                        format!(
                            "Được {points} điểm, nhưng {} \"{}\" là 0 điểm.",
                            needed.id, needed.name
                        ),
                        format!(
                            "Points: {points}, but criterion {} \"{}\" is at 0 points.",
                            needed.id, needed.key
                        ),
                    )
                    .with_found(points.to_string())
                    .with_expected("0", "0")
                    .with_help(
                        format!("Ghi 0 cho {}, hoặc xem lại {}.", criterion.id, needed.id),
                        format!("Give {} a 0, or look at {} again.", criterion.id, needed.id),
                    )
                    .with_source(source.clone()),
                );
            }
        }
        self.findings.sort_unstable();
        self.tell_misfits();
        self.problems.or(Marks {
            answers: self.answers,
            findings: self.findings,
            case: self.case.map(|(case, _)| case),
            shared: self.shared,
            on,
        })
    }
}
