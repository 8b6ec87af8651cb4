//! Answers given in points, as paper sheets carry them: one by one, or a whole sheet.

use crate::bounded::{LevelNumber, Points};
use crate::criteria::{Criterion, Level};
use crate::dossier::{Filled, read_points};
use crate::ids::{Case, CriterionId};
use crate::json::Node;
use crate::problem::{Code, Problem};
use crate::text::Text;

use super::builder::{Builder, Misfit, Under};
use super::marks::Given;
use super::offered::{all_points, offered, with_points};

impl<'c> Builder<'c> {
    /// Takes all that a sheet was filled in with.
    pub(crate) fn take(&mut self, filled: &Filled<'_, '_>) {
        if let Some(case) = &filled.case {
            self.sheet_case(case);
        }
        for (key, node) in filled.answers() {
            if self.problems.is_full() {
                return;
            }
            self.node(key, node);
        }
        self.under = Under::Points;
        for (key, node) in filled.points() {
            if self.problems.is_full() {
                break;
            }
            self.points_node(key, node);
        }
        self.under = Under::Answers;
    }

    /// The case of a whole sheet.
    pub(crate) fn sheet_case(&mut self, text: &str) {
        let known = text.parse().ok();
        let known = known.filter(|case| self.set.cases.iter().any(|c| c.case == *case));
        match known {
            Some(case) => self.case = Some((case, None)),
            None => {
                self.case_told = true;
                let set = self.set.number();
                let problem = self.no_such_case(
                    "/case".to_owned(),
                    text,
                    &Text::new(
                        format!("Bộ sản phẩm {set} không chia trường hợp."),
                        format!("Product set {set} has no cases."),
                    ),
                    true,
                );
                self.problems.push(problem);
            }
        }
    }

    /// The case of one answer.
    pub(super) fn case_of(&mut self, criterion: &Criterion, key: &str, text: &str) -> Option<Case> {
        let known = text.parse().ok().filter(|case| {
            criterion.cased && self.set.cases.iter().any(|offered| offered.case == *case)
        });
        if known.is_none() {
            let uncased = Text::new(
                format!("Tiêu chí {} không chia trường hợp.", criterion.id),
                format!("Criterion {} has no cases.", criterion.id),
            );
            let path = self.path(key, "/case");
            let problem = self.no_such_case(path, text, &uncased, criterion.cased);
            self.problems.push(problem);
        }
        known
    }

    fn no_such_case(&self, path: String, text: &str, uncased: &Text, cased: bool) -> Problem {
        let offered: Vec<String> = self.set.cases.iter().map(|c| c.case.to_string()).collect();
        if !cased || offered.is_empty() {
            return Problem::new(
                Code::UnknownCase,
                path,
                uncased.vi.clone(),
                uncased.en.clone(),
            );
        }
        let (list, text) = (offered.join(", "), crate::json::shortened(text));
        Problem::new(
            Code::UnknownCase,
            path,
            format!("Không có trường hợp \"{text}\"; cần: {list}."),
            format!("There is no case \"{text}\"; expected: {list}."),
        )
        .with_found(text)
        .with_one_of(&list)
        .with_source(self.set.cases_source.clone())
    }

    fn case(&self) -> Option<Case> {
        self.case.map(|(case, _)| case)
    }

    fn points_node(&mut self, key: &str, node: &Node<'_>) {
        let Some(index) = self.index_for(CriterionId::read(key), key) else {
            return;
        };
        let Some(criterion) = self.set.criteria.get(index) else {
            return;
        };
        self.in_points.insert(index);
        let read = read_points(node, &self.path(key, ""));
        let given = read
            .map_err(|problem| {
                let case = self.case();
                self.problems.push(with_points(problem, criterion, case));
            })
            .ok()
            .and_then(|points| self.of_sheet(index, criterion, key, points));
        let Some((given, case)) = given else {
            self.refused.insert(index);
            return;
        };
        self.hold_case(case, criterion, key);
        if let Some(slot) = self.answers.get_mut(index) {
            *slot = given;
        }
    }

    /// Points on a sheet that is filled in with them: of levels that share them and differ in
    /// nothing that decides, the lowest is taken, and a notice tells so.
    fn of_sheet(
        &mut self,
        index: usize,
        criterion: &'c Criterion,
        key: &str,
        points: i64,
    ) -> Option<(Given, Option<Case>)> {
        let case = self.case().filter(|_| criterion.cased);
        if criterion.cased && case.is_none() {
            self.ask_case();
            return None;
        }
        let worth = worth(criterion, points, case);
        let alike =
            |other: &&Level| Some(other.minimum_for) == worth.first().map(|l| l.minimum_for);
        if let (Some(lowest), 2.., true) = (worth.first(), worth.len(), worth.iter().all(alike)) {
            self.shared.insert(index);
            return Some((Given::Level(lowest.number, lowest.points), lowest.case));
        }
        self.by_points(criterion, key, points, case)
    }

    /// Points of a sheet that does not say which case holds for it: asked for once.
    fn ask_case(&mut self) {
        if std::mem::replace(&mut self.case_told, true) {
            return;
        }
        let offered: Vec<String> = self.set.cases.iter().map(|c| c.case.to_string()).collect();
        let (set, list) = (self.set.number(), offered.join(", "));
        let problem = Problem::new(
            Code::MissingField,
            "/case",
            format!(
                "Phiếu ghi điểm của bộ {set} mà không cho biết theo trường hợp nào; cần: {list}."
            ),
            format!(
                "A sheet of set {set} in points does not say which case holds; expected: {list}."
            ),
        )
        .with_one_of(&list)
        .with_help(
            "Ghi \"case\" một lần cho cả phiếu.",
            "Give \"case\" once for the whole sheet.",
        );
        self.problems
            .push(problem.with_source(self.set.cases_source.clone()));
    }

    /// Points where exactly one level (of the case) has them.
    pub(super) fn by_points(
        &mut self,
        criterion: &'c Criterion,
        key: &str,
        points: i64,
        case: Option<Case>,
    ) -> Option<(Given, Option<Case>)> {
        let worth = worth(criterion, points, case);
        match worth.as_slice() {
            [level] => Some((Given::Level(level.number, level.points), level.case)),
            // no level is worth nothing, so nothing was reached
            [] if points == 0 => {
                Some((Given::Level(LevelNumber::NONE_REACHED, Points::ZERO), case))
            }
            [] => {
                self.no_level_with(criterion, key, points, case);
                None
            }
            several => {
                self.several_levels_with(criterion, key, points, case, several);
                None
            }
        }
    }

    #[cold]
    fn no_level_with(&mut self, criterion: &Criterion, key: &str, points: i64, case: Option<Case>) {
        let list = all_points(criterion, case);
        self.misfits.push(Misfit {
            told: self.problems.len(),
            criterion: criterion.id,
            found: points,
        });
        self.problems.push(Problem::new(
            Code::NoLevelWithPoints,
            self.path(key, "/points"),
            format!(
                "Tiêu chí {} không có mức {points} điểm; các mức có điểm: {list}.",
                criterion.id
            ),
            format!(
                "No level of criterion {} is worth {points} points; its levels are worth {list}.",
                criterion.id
            ),
        ).with_found(points.to_string()).with_one_of(&list));
    }

    #[cold]
    fn several_levels_with(
        &mut self,
        criterion: &Criterion,
        key: &str,
        points: i64,
        case: Option<Case>,
        several: &[&Level],
    ) {
        let numbers = several
            .iter()
            .map(|l| l.number.to_string())
            .collect::<Vec<_>>()
            .join(", ");
        let problem = Problem::new(
            Code::SeveralLevelsWithPoints,
            self.path(key, "/points"),
            format!(
                "Các mức {numbers} của tiêu chí {} cùng {points} điểm.",
                criterion.id
            ),
            format!(
                "Levels {numbers} of criterion {} are all worth {points} points.",
                criterion.id
            ),
        )
        .with_found(points.to_string());
        self.problems.push(if self.under == Under::Points {
            problem.with_help(
                format!("Ghi mức của {} trong \"answers\".", criterion.id),
                format!("Give the level of {} in \"answers\".", criterion.id),
            )
        } else if criterion.cased && case.is_none() {
            problem.with_help(
                "Thêm \"case\", hoặc ghi \"level\".",
                "Add \"case\", or give \"level\".",
            )
        } else {
            problem.with_help(
                "Ghi \"level\" thay cho \"points\".",
                "Give \"level\" instead of \"points\".",
            )
        });
    }

    /// Where numbers do not fit the way they are written: whether the sheet as a whole fits the
    /// other way. To change single answers would leave a sheet that is half levels, half points.
    pub(super) fn tell_misfits(&mut self) {
        for under in [Under::Answers, Under::Points] {
            self.tell_misfits_of(under);
        }
    }

    fn tell_misfits_of(&mut self, under: Under) {
        let (wrong, code) = match under {
            Under::Answers => (Code::UnknownLevel, Code::LevelsArePoints),
            Under::Points => (Code::NoLevelWithPoints, Code::PointsAreLevels),
        };
        let of = |misfit: &&Misfit| {
            let index = self.set.index_of(misfit.criterion);
            let in_points = index.is_some_and(|index| self.in_points.contains(index));
            in_points == (under == Under::Points)
        };
        let misfits: Vec<Misfit> = self.misfits.iter().filter(of).copied().collect();
        let told = |m: &Misfit| self.problems.iter().nth(m.told).map(|p| p.code);
        if !misfits.iter().any(|m| told(m) == Some(wrong)) {
            return;
        }
        // how the same numbers would do the other way
        let fits = |criterion: &Criterion, number: i64| match under {
            Under::Answers => number == 0 || !worth(criterion, number, None).is_empty(),
            Under::Points => {
                i64::try_from(criterion.levels.len()).is_ok_and(|n| (0..=n).contains(&number))
            }
        };
        let given = self.set.criteria.iter().zip(&self.answers).enumerate();
        let accepted = given.filter_map(|(index, (criterion, given))| {
            let Given::Level(level, points) = given else {
                return None;
            };
            let in_points = self.in_points.contains(index);
            let number = match under {
                Under::Answers => i64::from(*level),
                Under::Points => i64::from(*points),
            };
            (in_points == (under == Under::Points)).then_some((criterion, number))
        });
        let refused = misfits
            .iter()
            .filter_map(|m| Some((self.set.criterion(m.criterion)?, m.found)));
        let all: Vec<(&Criterion, i64)> = accepted.chain(refused).collect();
        let not_so_either = all.iter().filter(|(c, n)| !fits(c, *n)).count();
        // a single number tells nothing of a sheet
        if all.len() > 1 && not_so_either < misfits.len() {
            let problem = whole_sheet(code, all.len(), misfits.len(), not_so_either);
            self.problems.push(problem);
            return;
        }
        if under == Under::Answers {
            for misfit in misfits {
                let level = self.set.criterion(misfit.criterion).and_then(|c| {
                    let mut levels = c.levels.iter();
                    levels.find(|l| i64::from(l.points) == misfit.found)
                });
                if let (Some(level), Some(problem)) = (level, self.problems.get_mut(misfit.told)) {
                    problem.help = Some(meant_as_points(level, misfit.found));
                }
            }
        }
    }
}

/// The levels with so many points, lowest first.
fn worth(criterion: &Criterion, points: i64, case: Option<Case>) -> Vec<&Level> {
    offered(criterion, case)
        .filter(|l| i64::from(l.points) == points)
        .collect()
}

/// People write points where the level is asked for.
fn meant_as_points(level: &Level, found: i64) -> Text {
    Text::new(
        format!(
            "Nếu {found} là điểm thì đó là mức {}; hoặc ghi {{\"points\": {found}}}.",
            level.number
        ),
        format!(
            "If {found} is meant as points, that is level {}; or write {{\"points\": {found}}}.",
            level.number
        ),
    )
}

fn whole_sheet(code: Code, all: usize, misfits: usize, not_so_either: usize) -> Problem {
    let ((from, to), (is_vi, is_en), (other_vi, other_en)) = match code {
        Code::LevelsArePoints => (("answers", "points"), ("mức", "level"), ("điểm", "points")),
        _ => (
            ("points", "answers"),
            ("điểm của mức nào", "level's points"),
            ("mức", "levels"),
        ),
    };
    let (but_vi, but_en) = match not_so_either {
        0 => (String::new(), String::new()),
        n => (format!(", trừ {n} số"), format!(", but for {n}")),
    };
    let verb = if misfits == 1 { "is" } else { "are" };
    Problem::new(
        code,
        format!("/{from}"),
        format!(
            "{misfits} trong {all} số không phải là {is_vi}; đọc cả phiếu là {other_vi} thì đều hợp{but_vi}."
        ),
        format!(
            "{misfits} of {all} numbers {verb} no {is_en}; read as {other_en}, the whole sheet fits{but_en}."
        ),
    )
    .with_help(
        format!("Nếu phiếu ghi {other_vi}, đổi \"{from}\" thành \"{to}\" cho cả phiếu; đừng sửa từng số."),
        format!("If the sheet holds {other_en}, rename \"{from}\" to \"{to}\" for the whole sheet; do not change single numbers."),
    )
}
