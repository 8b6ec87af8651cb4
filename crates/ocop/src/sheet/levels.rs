//! Which level an answer gives, and the case that it holds under.

use crate::bounded::{LevelNumber, Points};
use crate::criteria::Criterion;
use crate::dossier::DetailedAnswer;
use crate::ids::Case;
use crate::problem::{Code, Problem};

use super::builder::{Builder, Misfit};
use super::marks::Given;

impl<'c> Builder<'c> {
    /// What a level comes to, and the case it belongs to.
    pub(super) fn level(
        &mut self,
        criterion: &'c Criterion,
        key: &str,
        field: &str,
        number: i64,
    ) -> Option<(Given, Option<Case>)> {
        match LevelNumber::new(number) {
            Ok(none @ LevelNumber::NONE_REACHED) => Some((Given::Level(none, Points::ZERO), None)),
            Ok(known) if criterion.level(known).is_some() => {
                let level = criterion.level(known)?;
                Some((Given::Level(known, level.points), level.case))
            }
            _ => {
                self.unknown_level(criterion, key, field, number);
                None
            }
        }
    }

    #[cold]
    fn unknown_level(&mut self, criterion: &Criterion, key: &str, field: &str, found: i64) {
        let last = criterion.levels.len();
        self.misfits.push(Misfit {
            told: self.problems.len(),
            criterion: criterion.id,
            found,
        });
        self.problems.push(
            Problem::new(
                Code::UnknownLevel,
                self.path(key, field),
                format!(
                    "Tiêu chí {} không có mức {found}; cần 0 đến {last}.",
                    criterion.id
                ),
                format!(
                    "Criterion {} has no level {found}; expected 0 to {last}.",
                    criterion.id
                ),
            )
            .with_found(found.to_string())
            .with_expected(format!("0 đến {last}"), format!("0 to {last}")),
        );
    }

    pub(super) fn detailed(
        &mut self,
        criterion: &'c Criterion,
        key: &str,
        answer: &DetailedAnswer<'_>,
    ) -> Option<(Given, Option<Case>)> {
        let case = match &answer.case {
            None => Some(None),
            Some(text) => self.case_of(criterion, key, text).map(Some),
        };
        // a level is looked at whatever is wrong with the case; points need the case
        let given = match (answer.level, answer.points) {
            (Some(level), _) => self.level(criterion, key, "/level", level),
            (None, Some(points)) => {
                // what the sheet says once holds for each answer
                let said = self.case.filter(|(_, by)| criterion.cased && by.is_none());
                let case = case?.or(said.map(|(case, _)| case));
                self.by_points(criterion, key, points, case)
            }
            (None, None) => None,
        };
        let (case, (given, of_level)) = case.zip(given)?;
        let Given::Level(number, worth) = given else {
            return None;
        };
        if let (Some(_), Some(points)) = (answer.level, answer.points)
            && points != i64::from(worth)
        {
            self.problems.push(
                Problem::new(
                    Code::AnswerContradictory,
                    self.path(key, "/points"),
                    format!("Mức {number} được {worth} điểm, không phải {points}."),
                    format!("Level {number} is worth {worth} points, not {points}."),
                )
                .with_found(points.to_string())
                .with_expected(worth.to_string(), worth.to_string()),
            );
            return None;
        }
        if let (Some(case), Some(other)) = (case, of_level)
            && case != other
        {
            self.problems.push(
                Problem::new(
                    Code::AnswerContradictory,
                    self.path(key, "/case"),
                    format!("Mức {number} thuộc trường hợp {other}, không phải {case}."),
                    format!("Level {number} belongs to case {other}, not {case}."),
                )
                .with_found(case.to_string())
                .with_expected(other.to_string(), other.to_string()),
            );
            return None;
        }
        Some((given, of_level.or(case)))
    }

    /// One case holds for the whole sheet.
    pub(super) fn hold_case(&mut self, case: Option<Case>, criterion: &Criterion, key: &str) {
        let Some(case) = case else { return };
        match self.case {
            None => self.case = Some((case, Some(criterion.id))),
            Some((first, at)) if first != case => {
                let (vi, en) = at.map_or_else(
                    || ("cả phiếu".to_owned(), "the sheet".to_owned()),
                    |at| (format!("tiêu chí {at}"), format!("criterion {at}")),
                );
                let problem = Problem::new(
                    Code::MixedCases,
                    self.path(key, ""),
                    format!(
                        "Trường hợp {case}, nhưng {vi} đã theo trường hợp {first}; cả phiếu theo một trường hợp."
                    ),
                    format!(
                        "Case {case}, but {en} is answered under case {first}; one case holds for the whole sheet."
                    ),
                ).with_found(case.to_string()).with_expected(first.to_string(), first.to_string());
                self.problems
                    .push(problem.with_source(self.set.cases_source.clone()));
            }
            Some(_) => {}
        }
    }
}
