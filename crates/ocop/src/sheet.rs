//! A score sheet: lawful answers to the criteria of one product set.

use std::borrow::Cow;
use std::collections::BTreeSet;

use jiff::civil::Date;

use crate::bounded::{LevelNumber, Points};
use crate::criteria::{Criterion, FindingRule, ProductSet};
use crate::dossier::{AnswerInput, DetailedAnswer, read_answer};
use crate::ids::{Case, CriterionId};
use crate::json::{Node, pointer, repeated, shortened};
use crate::places::Places;
use crate::problem::{Code, Problem, Problems};
use crate::text::nearest;

mod points;

pub(crate) use points::{Filled, given_twice, read_points};

use points::{Misfit, Under};

/// Answers to the criteria of a product set, checked against its sheet. Whatever a score sheet
/// holds is lawful: each level exists, one case holds, and no criterion has points without the one
/// that it depends on. Criteria may be unanswered, which is not the same as `0`.
///
/// ```
/// use ocop::{Library, ScoreSheet, Answer, rate};
/// let library = Library::embedded();
/// let set = library.version("qd-26-2026")?.product_set("16")?;
/// let sheet = ScoreSheet::new(set, [("1.1".parse()?, Answer::level(3)), ("6.1".parse()?, Answer::level(0))], [])?;
/// assert_eq!(rate(&sheet).points().get(), 4);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone)]
pub struct ScoreSheet<'c> {
    pub(crate) set: &'c ProductSet,
    pub(crate) answers: Vec<Given>,
    /// Places in the set's list of findings, in its order, each once.
    pub(crate) findings: Vec<usize>,
    pub(crate) case: Option<Case>,
    /// Criteria given in points that several of their levels have: the lowest of them was taken.
    pub(crate) shared: Places,
    pub(crate) on: Option<Date>,
}

/// What was given for one criterion.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Given {
    Unanswered,
    Level(LevelNumber, Points),
}

impl Given {
    /// Its points; none where nothing was given.
    pub(crate) const fn points(self) -> Points {
        match self {
            Self::Unanswered => Points::ZERO,
            Self::Level(_, points) => points,
        }
    }

    /// Its level; none where nothing was given.
    pub(crate) const fn level(self) -> Option<LevelNumber> {
        match self {
            Self::Unanswered => None,
            Self::Level(level, _) => Some(level),
        }
    }

    fn has_points(self) -> bool {
        self.points() > Points::ZERO
    }
}

/// Whether the criterion at this place was answered, with 0 points.
pub(crate) fn at_zero(answers: &[Given], place: usize) -> bool {
    matches!(answers.get(place), Some(Given::Level(_, Points::ZERO)))
}

/// An answer to one criterion: a level, or its points where exactly one level has them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer(pub(crate) AnswerInput<'static>);

impl Answer {
    /// The level reached; `0` where none is.
    #[must_use]
    pub fn level(level: u8) -> Self {
        Self(AnswerInput::Level(level.into()))
    }

    /// The points awarded, where exactly one level (of the case) has them.
    #[must_use]
    pub fn points(points: u16, case: Option<Case>) -> Self {
        Self(AnswerInput::Detailed(DetailedAnswer {
            points: Some(points.into()),
            case: case.map(|c| Cow::Owned(c.to_string())),
            ..DetailedAnswer::default()
        }))
    }
}

impl<'c> ScoreSheet<'c> {
    /// A sheet from answers and findings.
    ///
    /// # Errors
    ///
    /// Everything that does not fit the sheet, all at once, each with the place `/answers/…` or
    /// `/findings/…`.
    pub fn new<'f>(
        set: &'c ProductSet,
        answers: impl IntoIterator<Item = (CriterionId, Answer)>,
        findings: impl IntoIterator<Item = &'f str>,
    ) -> Result<Self, Problems> {
        let mut builder = Builder::new(set);
        for (id, answer) in answers {
            builder.answer(Some(id), &id.to_string(), &answer.0);
        }
        for (i, finding) in findings.into_iter().enumerate() {
            builder.finding(i, finding, || false);
        }
        builder.finish(None)
    }

    /// The product set.
    #[must_use]
    pub const fn product_set(&self) -> &'c ProductSet {
        self.set
    }

    /// The level given for a criterion; none where it is unanswered or not on the sheet.
    #[must_use]
    pub fn level(&self, id: CriterionId) -> Option<LevelNumber> {
        let place = self.set.index_of(id)?;
        self.answers.get(place)?.level()
    }

    /// The case that holds for the sheet, where its answers tell.
    #[must_use]
    pub const fn case(&self) -> Option<Case> {
        self.case
    }

    /// The findings, in the order of the law.
    pub fn findings(&self) -> impl Iterator<Item = &'c FindingRule> + '_ {
        self.findings
            .iter()
            .filter_map(|i| self.set.findings.get(*i))
    }

    /// The day of the assessment, which decides who recognises the product.
    #[must_use]
    pub const fn assessed_on(&self) -> Option<Date> {
        self.on
    }

    /// The criteria that must be answered and are not, in order. A criterion whose required
    /// criterion is at 0 points need not be answered.
    pub fn unanswered(&self) -> impl Iterator<Item = &'c Criterion> + '_ {
        self.set
            .criteria
            .iter()
            .zip(&self.answers)
            .filter(|(c, given)| **given == Given::Unanswered && !self.required_is_zero(c))
            .map(|(c, _)| c)
    }

    /// Leaves out points of criteria whose required criterion is at 0 points: they are not scored.
    pub(crate) fn lapse_dependents(&mut self) {
        for (place, criterion) in self.set.criteria.iter().enumerate() {
            if self.required_is_zero(criterion)
                && let Some(given) = self.answers.get_mut(place)
                && given.has_points()
            {
                *given = Given::Unanswered;
            }
        }
    }

    /// A criterion by its place, and what was given for it.
    pub(crate) fn at(&self, place: usize) -> Option<(&'c Criterion, Given)> {
        Some((self.set.criteria.get(place)?, *self.answers.get(place)?))
    }

    /// The most points that the sheet can come to: what is answered, and the best level of what is
    /// not, within one case.
    ///
    /// ```
    /// # use ocop::{Answer, Library, ScoreSheet};
    /// let library = Library::embedded();
    /// let set = library.version("qd-26-2026")?.product_set("1")?;
    /// let sheet = ScoreSheet::new(set, [("1.1".parse()?, Answer::level(1))], [])?;
    /// assert_eq!(sheet.most_points().get(), 98);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn most_points(&self) -> Points {
        let mut cases: Vec<Option<Case>> = match self.case {
            Some(held) => vec![Some(held)],
            None => self.set.cases.iter().map(|c| Some(c.case)).collect(),
        };
        if cases.is_empty() {
            cases.push(None);
        }
        let most = |case: Option<Case>| -> Points {
            let each = self.set.criteria.iter().zip(&self.answers);
            each.map(|(criterion, given)| match given {
                Given::Level(_, points) => *points,
                Given::Unanswered if self.required_is_zero(criterion) => Points::ZERO,
                Given::Unanswered => {
                    let levels = criterion.levels.iter();
                    let offered = levels.filter(|l| l.case.is_none() || l.case == case);
                    offered.map(|l| l.points).max().unwrap_or(Points::ZERO)
                }
            })
            .sum()
        };
        cases.into_iter().map(most).max().unwrap_or(Points::ZERO)
    }

    /// Whether a criterion was given in points that stand on several ladders, so that it is not
    /// known on which of them it stands.
    pub(crate) fn ladder_unknown(&self, place: usize) -> bool {
        let Some((criterion, given)) = self.at(place).filter(|_| self.shared.contains(place))
        else {
            return false;
        };
        let taken = given.level().and_then(|number| criterion.level(number));
        taken.is_some_and(|taken| {
            let mut same = criterion.levels.iter().filter(|l| l.points == taken.points);
            same.any(|l| l.ladder != taken.ladder)
        })
    }

    /// The sheet with every open criterion at its highest level, within a case. No answers come to
    /// more.
    pub(crate) fn at_best(&self, case: Option<Case>) -> Self {
        let mut best = self.clone();
        for (place, criterion) in self.set.criteria.iter().enumerate() {
            if let Some(slot @ Given::Unanswered) = best.answers.get_mut(place)
                && !self.required_is_zero(criterion)
            {
                let levels = criterion.levels.iter().filter(|l| l.holds_in(case));
                let highest = levels.max_by_key(|l| l.points);
                *slot = highest.map_or(Given::Unanswered, |l| Given::Level(l.number, l.points));
            }
        }
        best.case = best.case.or(case);
        best
    }

    /// Whether the criterion that this one depends on was answered with 0 points.
    pub(crate) fn required_is_zero(&self, criterion: &Criterion) -> bool {
        let required = criterion.required();
        required.is_some_and(|place| at_zero(&self.answers, place))
    }
}

/// Puts a sheet together, collecting everything that does not fit.
pub(crate) struct Builder<'c> {
    set: &'c ProductSet,
    answers: Vec<Given>,
    /// The criteria with an answer that was refused.
    refused: Places,
    /// Keys that are no criterion of the sheet.
    strange: BTreeSet<String>,
    findings: Vec<usize>,
    /// The case of the sheet, or of the first answer with one, and that answer's criterion.
    case: Option<(Case, Option<CriterionId>)>,
    next: usize,
    /// Whether it was told that the case of the sheet is missing or unknown.
    case_told: bool,
    /// What is being read: answers, or points.
    under: Under,
    /// The criteria given in points.
    in_points: Places,
    shared: Places,
    /// Numbers that are no level, or no level's points, of their criterion.
    misfits: Vec<Misfit>,
    pub(crate) problems: Problems,
}

impl<'c> Builder<'c> {
    pub(crate) fn new(set: &'c ProductSet) -> Self {
        Self {
            set,
            answers: vec![Given::Unanswered; set.criteria.len()],
            refused: Places::default(),
            strange: BTreeSet::new(),
            findings: Vec::new(),
            case: None,
            next: 0,
            case_told: false,
            under: Under::Answers,
            in_points: Places::default(),
            shared: Places::default(),
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
        let answer = read_answer(node, &pointer("/answers", key), &mut problems);
        self.problems = problems;
        match answer {
            Some(answer) => self.answer(id, key, &answer),
            None => {
                if let Some(place) = self.place(id, key) {
                    self.refused.insert(place);
                }
            }
        }
    }

    /// Takes an answer that is the number of a level.
    pub(crate) fn number(&mut self, key: &str, level: i64) {
        let id = CriterionId::read(key);
        if id.and_then(|id| self.expected(id, level)).is_none() {
            self.answer(id, key, &AnswerInput::Level(level));
        }
    }

    /// Gives a level that is known to be on the sheet, unless the criterion has an answer, or would
    /// have points without those of the one that it depends on.
    pub(crate) fn carry(&mut self, place: usize, number: LevelNumber) {
        let set = self.set;
        let Some(criterion) = set.criteria.get(place) else {
            return;
        };
        let key = criterion.id.to_string();
        if self.is_answered(place) {
            return;
        }
        let Some((given, case)) = self.level(criterion, &key, "", number.get().into()) else {
            return;
        };
        let required = criterion.required();
        let excused = required.is_some_and(|place| at_zero(&self.answers, place));
        if let Some(slot) = self.answers.get_mut(place)
            && !(excused && given.has_points())
        {
            *slot = given;
            self.hold_case(case, criterion, &key);
        }
    }

    /// Takes a lawful level of the next criterion in order, as most answers are; else leaves all as
    /// it was.
    fn expected(&mut self, id: CriterionId, level: i64) -> Option<()> {
        let rows = &self.set.rows;
        let row = rows.get(self.next).filter(|r| r.id == id && !r.cased)?;
        let (level, points) = self.set.worth(row, level)?;
        let slot = self.answers.get_mut(self.next)?;
        if *slot != Given::Unanswered || self.refused != Places::default() {
            return None;
        }
        *slot = Given::Level(level, points);
        self.next = self.next.saturating_add(1);
        Some(())
    }

    /// The place of an answer, or of one of its fields; points have none.
    fn path(&self, key: &str, field: &str) -> String {
        match self.under {
            Under::Answers => format!("{}{field}", pointer("/answers", key)),
            Under::Points => pointer("/points", key),
        }
    }

    /// The place where a criterion's answer stands, or would stand.
    fn path_of(&self, place: usize, criterion: &Criterion) -> String {
        let list = if self.in_points.contains(place) {
            "/points"
        } else {
            "/answers"
        };
        pointer(list, criterion.id)
    }

    /// Whether a criterion has an answer, right or wrong.
    fn is_answered(&self, place: usize) -> bool {
        let given = self.answers.get(place);
        given.is_some_and(|given| *given != Given::Unanswered) || self.refused.contains(place)
    }

    /// The place of a criterion on the sheet; none where it is not there, or answered before.
    fn place(&mut self, id: Option<CriterionId>, key: &str) -> Option<usize> {
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
            let elsewhere = found.is_some_and(|place| self.in_points.contains(place))
                != (self.under == Under::Points);
            let path = self.path(key, "");
            self.problems.push(if found.is_some() && elsewhere {
                points::given_twice(path, key)
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

    #[cold]
    fn unknown_criterion(&self, id: Option<CriterionId>, key: &str) -> Problem {
        let set = self.set;
        let path = self.path(key, "");
        let below: Vec<String> = id
            .into_iter()
            .flat_map(|id| {
                set.criteria.iter().filter(move |c| {
                    c.id.parent() == Some(id)
                        || c.id.parent().and_then(CriterionId::parent) == Some(id)
                })
            })
            .map(|c| c.id.to_string())
            .collect();
        if !below.is_empty() {
            let list = below.join(", ");
            return Problem::new(
                Code::UnknownCriterion,
                path,
                format!("\"{key}\" là mục gồm nhiều tiêu chí, không chấm trực tiếp."),
                format!("\"{key}\" is a heading over criteria and is not scored itself."),
            )
            .with_help(
                format!("Chấm từng tiêu chí: {list}."),
                format!("Answer its criteria: {list}."),
            );
        }
        let short = shortened(key);
        let problem = Problem::new(
            Code::UnknownCriterion,
            path,
            format!(
                "Bộ sản phẩm {} không có tiêu chí \"{short}\".",
                set.number()
            ),
            format!("Product set {} has no criterion \"{short}\".", set.number()),
        );
        // its name, the key of what it measures, or its number written another way
        let spelt = key.replace([',', ' ', '_', '-'], ".");
        let spelt: Vec<&str> = spelt
            .split('.')
            .map(|step| step.trim_start_matches('0'))
            .filter(|step| !step.is_empty())
            .collect();
        let spelt = CriterionId::read(&spelt.join("."));
        let names = set
            .criteria
            .iter()
            .flat_map(|c| [c.key.as_str(), c.name.as_str()]);
        let named = nearest(key, names);
        let near = set
            .criteria
            .iter()
            .find(|c| {
                Some(c.id) == spelt || named.is_some_and(|name| name == c.key || name == c.name)
            })
            .map(|c| c.id.to_string());
        if near.is_some() {
            return problem.with_nearest(near.as_deref());
        }
        // a number that is not there is next to none: its section tells more
        let section = id.map(CriterionId::section);
        let inside: Vec<String> = set
            .criteria
            .iter()
            .filter(|c| Some(c.id.section()) == section)
            .map(|c| c.id.to_string())
            .collect();
        if let Some(section) = section.filter(|_| !inside.is_empty()) {
            if inside == [section.to_string()] {
                return problem.with_nearest(inside.first().map(String::as_str));
            }
            let list = inside.join(", ");
            return problem.with_help(
                format!("Mục {section} có: {list}."),
                format!("Section {section} has: {list}."),
            );
        }
        let list = set
            .criteria
            .iter()
            .map(|c| c.id.to_string())
            .collect::<Vec<_>>()
            .join(", ");
        problem.with_help(
            format!("Các tiêu chí: {list}."),
            format!("The criteria are: {list}."),
        )
    }

    /// Takes one answer.
    pub(crate) fn answer(&mut self, id: Option<CriterionId>, key: &str, input: &AnswerInput<'_>) {
        let Some(place) = self.place(id, key) else {
            return;
        };
        let Some(criterion) = self.set.criteria.get(place) else {
            return;
        };
        let given = match input {
            AnswerInput::Level(level) => self.level(criterion, key, "", *level),
            AnswerInput::Detailed(answer) => self.detailed(criterion, key, answer),
        };
        let Some((given, case)) = given else {
            self.refused.insert(place);
            return;
        };
        self.hold_case(case, criterion, key);
        if let Some(slot) = self.answers.get_mut(place) {
            *slot = given;
        }
    }

    /// What a level comes to, and the case it belongs to.
    fn level(
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
        self.problems.push(Problem::new(
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
        ));
    }

    fn detailed(
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
            (None, Some(points)) => self.by_points(criterion, key, points, case?),
            (None, None) => None,
        };
        let (case, (given, of_level)) = case.zip(given)?;
        let Given::Level(number, worth) = given else {
            return None;
        };
        if let (Some(_), Some(points)) = (answer.level, answer.points)
            && points != i64::from(worth)
        {
            self.problems.push(Problem::new(
                Code::AnswerContradictory,
                self.path(key, "/points"),
                format!("Mức {number} được {worth} điểm, không phải {points}."),
                format!("Level {number} is worth {worth} points, not {points}."),
            ));
            return None;
        }
        if let (Some(case), Some(other)) = (case, of_level)
            && case != other
        {
            self.problems.push(Problem::new(
                Code::AnswerContradictory,
                self.path(key, "/case"),
                format!("Mức {number} thuộc trường hợp {other}, không phải {case}."),
                format!("Level {number} belongs to case {other}, not {case}."),
            ));
            return None;
        }
        Some((given, of_level.or(case)))
    }

    /// One case holds for the whole sheet.
    fn hold_case(&mut self, case: Option<Case>, criterion: &Criterion, key: &str) {
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
                );
                self.problems
                    .push(problem.with_source(self.set.cases_source.clone()));
            }
            Some(_) => {}
        }
    }

    /// Takes a finding. `known` tells whether another set has one of that name.
    pub(crate) fn finding(&mut self, index: usize, name: &str, known: impl FnOnce() -> bool) {
        let path = format!("/findings/{index}");
        match self.set.findings.iter().position(|f| f.finding == name) {
            Some(place) if self.findings.contains(&place) => self.problems.push(Problem::new(
                Code::RepeatedFinding,
                path,
                format!("\"{name}\" đã có ở trên."),
                format!("\"{name}\" is given already."),
            )),
            Some(place) => self.findings.push(place),
            None => {
                let names = || self.set.findings.iter().map(|f| f.finding.as_str());
                let list = names().collect::<Vec<_>>().join(", ");
                let set = self.set.number();
                let problem = if known() {
                    Problem::new(
                        Code::FindingNotInSet,
                        path,
                        format!("Phiếu của bộ sản phẩm {set} không có quy tắc \"{name}\"."),
                        format!("The sheet of product set {set} has no rule \"{name}\"."),
                    )
                } else {
                    Problem::new(
                        Code::UnknownFinding,
                        path,
                        format!("Không có phát hiện nào tên \"{name}\"."),
                        format!("There is no finding \"{name}\"."),
                    )
                };
                // a finding that other sheets have is spelt right: nothing near it is meant
                let near = match problem.code {
                    Code::UnknownFinding => nearest(name, names()),
                    _ => None,
                };
                let problem = match near {
                    Some(near) => problem.with_nearest(Some(near)),
                    None if list.is_empty() => problem.with_help(
                        "Phiếu này không có phát hiện nào.",
                        "This sheet has no findings.",
                    ),
                    None => problem.with_help(
                        format!("Bộ này có: {list}."),
                        format!("This set has: {list}."),
                    ),
                };
                self.problems.push(problem);
            }
        }
    }

    /// Tells of every criterion without an answer, unless the assessment ends before it: a stopped,
    /// ineligible or rejected product is not assessed further.
    pub(crate) fn require_all(&mut self) {
        let mut ending = self.set.zero_stop.iter().flat_map(|z| &z.criteria);
        let stopped = ending.any(|place| at_zero(&self.answers, *place));
        if stopped || !self.findings.is_empty() {
            return;
        }
        for (place, criterion) in self.set.criteria.iter().enumerate() {
            let required = criterion.required();
            let excused = required.is_some_and(|place| at_zero(&self.answers, place));
            if !self.is_answered(place) && !excused {
                self.problems.push(Problem::new(
                    Code::Unanswered,
                    self.path_of(place, criterion),
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
    pub(crate) fn finish(mut self, on: Option<Date>) -> Result<ScoreSheet<'c>, Problems> {
        let set = self.set;
        for (place, criterion) in set
            .dependent
            .iter()
            .filter_map(|i| Some((i, set.criteria.get(*i)?)))
        {
            let Some((required, source)) = &criterion.requires else {
                continue;
            };
            let (Some(Given::Level(_, points)), Some(Given::Level(_, Points::ZERO))) =
                (self.answers.get(*place), self.answers.get(*required))
            else {
                continue;
            };
            if *points > Points::ZERO
                && let Some(needed) = set.criteria.get(*required)
            {
                self.problems.push(
                    Problem::new(
                        Code::RequiredCriterionAtZero,
                        self.path_of(*place, criterion),
                        format!(
                            "Được {points} điểm, nhưng {} \"{}\" là 0 điểm.",
                            needed.id, needed.name
                        ),
                        format!(
                            "Points: {points}, but criterion {} \"{}\" is at 0 points.",
                            needed.id, needed.key
                        ),
                    )
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
        self.problems.or(ScoreSheet {
            set: self.set,
            answers: self.answers,
            findings: self.findings,
            case: self.case.map(|(case, _)| case),
            shared: self.shared,
            on,
        })
    }
}
