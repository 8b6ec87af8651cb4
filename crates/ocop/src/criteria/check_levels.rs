//! The checks of a criterion's levels: numbers, points, marks, labels, cases.

use std::collections::BTreeMap;

use crate::bounded::{LevelNumber, Points, Stars};
use crate::ids::Case;
use crate::json::pointer;
use crate::problem::Code;

use super::check::Check;
use super::files::{CriterionFile, ErratumField, LevelFile};

/// What tells the ladders of one criterion apart.
type Rung = (Option<Case>, Option<u8>);

impl<'f> Check<'f> {
    pub(super) fn levels(&mut self, criterion: &'f CriterionFile, path: &str) {
        let mut labels = BTreeMap::new();
        for (i, level) in criterion.levels.iter().enumerate() {
            let path = pointer(path, i);
            let expected = i64::try_from(i).unwrap_or(i64::MAX).saturating_add(1);
            if i64::from(level.level) != expected {
                self.tell(
                    Code::DataLevels,
                    format!("{path}/level"),
                    format!("Mức {}, cần {expected}.", level.level),
                    format!("Level {}, expected {expected}.", level.level),
                );
            }
            if level.points > criterion.max_points {
                self.tell(
                    Code::DataMaximum,
                    format!("{path}/points"),
                    format!(
                        "{} điểm, vượt tối đa {}: không thể đạt.",
                        level.points, criterion.max_points
                    ),
                    format!(
                        "{} points, above the maximum of {}: unreachable.",
                        level.points, criterion.max_points
                    ),
                );
            }
            if let Some(stars) = level.minimum_for {
                self.mark(stars, &format!("{path}/minimum_for"));
            }
            if labels.insert((&level.label, level.case), i).is_some() {
                self.repeated(&format!("{path}/label"), &level.label);
            }
        }
        if criterion.levels.is_empty() {
            self.tell(
                Code::DataLevels,
                path,
                "Không có mức nào.",
                "There are no levels.",
            );
        }
        let mut ladders: Vec<Rung> = criterion
            .levels
            .iter()
            .map(|l| (l.case, l.ladder))
            .collect();
        ladders.dedup();
        let mut unique = ladders.clone();
        unique.sort_unstable();
        unique.dedup();
        let some_without_case =
            ladders.iter().any(|l| l.0.is_none()) && ladders.iter().any(|l| l.0.is_some());
        if unique.len() != ladders.len() || some_without_case {
            self.tell(
                Code::DataLevels,
                path,
                "Mức của các trường hợp lẫn vào nhau.",
                "The levels of the cases are mixed up.",
            );
        }
        for ladder in &unique {
            self.ladder(criterion, *ladder, path);
        }
        unique.dedup_by_key(|l| l.0);
        for (case, _) in unique {
            self.top(criterion, case, path);
        }
    }

    /// On one ladder points rise with the levels, and so do marks.
    fn ladder(&mut self, criterion: &CriterionFile, ladder: Rung, path: &str) {
        let levels: Vec<&LevelFile> = criterion
            .levels
            .iter()
            .filter(|l| (l.case, l.ladder) == ladder)
            .collect();
        if !levels.is_sorted_by_key(|l| l.points) {
            self.tell(
                Code::DataLevels,
                path,
                "Điểm giảm khi mức tăng.",
                "Points fall as levels rise.",
            );
        }
        let pairs = levels.iter().zip(levels.iter().skip(1));
        for (a, b) in pairs.filter(|(a, b)| a.points == b.points) {
            if !(self.is_doubtful(criterion, a.level) && self.is_doubtful(criterion, b.level)) {
                self.tell(
                    Code::DataLevels,
                    path,
                    format!(
                        "Mức {} và {} cùng {} điểm mà không có đính chính ghi lại.",
                        a.level, b.level, a.points
                    ),
                    format!(
                        "Levels {} and {} are both worth {} points, and no erratum records it.",
                        a.level, b.level, a.points
                    ),
                );
            }
        }
        let marks: Vec<Stars> = criterion
            .minimum_for
            .into_iter()
            .chain(levels.iter().filter_map(|l| l.minimum_for))
            .collect();
        if !marks.is_sorted_by(|a, b| a < b) {
            self.tell(
                Code::DataMarks,
                path,
                "Dấu sao không tăng theo mức.",
                "The star marks do not rise with the levels.",
            );
        }
    }

    /// The highest level of each case reaches the maximum, unless an erratum says why not.
    fn top(&mut self, criterion: &CriterionFile, case: Option<Case>, path: &str) {
        let points = criterion
            .levels
            .iter()
            .filter(|l| l.case == case)
            .map(|l| l.points);
        let top = points.max().unwrap_or(Points::ZERO);
        let maximum = criterion.max_points;
        let recorded = self.file.errata.iter().any(|e| {
            e.field == ErratumField::Sum
                && e.criterion == Some(criterion.criterion)
                && e.printed == maximum.to_string()
                && e.encoded == top.to_string()
        });
        if top != maximum && !recorded {
            self.tell(
                Code::DataMaximum,
                path,
                format!("Mức cao nhất {top} điểm, tiêu chí ghi tối đa {maximum}."),
                format!("The highest level is worth {top}, the criterion's maximum is {maximum}."),
            );
        }
    }

    fn is_doubtful(&self, criterion: &CriterionFile, level: LevelNumber) -> bool {
        self.file.errata.iter().any(|e| {
            e.is_doubtful_figure()
                && e.criterion == Some(criterion.criterion)
                && e.level == Some(level)
        })
    }
}
