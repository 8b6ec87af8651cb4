//! What is asked of a plan, and its check against the sheet.

use jiff::civil::Date;
use ocop_vietnamese::slug;

use crate::bounded::{Points, Stars};
use crate::criteria::ProductSet;
use crate::day;
use crate::ids::{Case, CriterionId};
use crate::problem::{Code, Problem, Problems};
use crate::sheet::{Given, SheetView};
use crate::text::{nearest, shortened};

/// What a plan makes as small as it can.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    serde::Serialize,
    serde::Deserialize,
    schemars::JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum Objective {
    /// The number of criteria whose level changes.
    Changes,
    /// The longest lead time, for changes run side by side.
    LeadTime,
    /// The sum of efforts.
    Effort,
}

/// What is asked of a plan.
///
/// ```
/// use ocop::plan::{Objective, PlanRequest};
/// let request = PlanRequest::to(ocop::Stars::new(4)?);
/// assert_eq!(request.order, [Objective::Changes, Objective::LeadTime, Objective::Effort]);
/// let safer = request.margin(ocop::Points::new(2)?).keep(["product-story"]);
/// assert_eq!(safer.margin.get(), 2);
/// # Ok::<(), ocop::OutOfBounds>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct PlanRequest {
    /// The stars aimed at: stars that the decision recognises.
    pub target: Stars,
    /// What to make small, most important first. What is not named follows in the usual order:
    /// changes, lead time, effort.
    pub order: Vec<Objective>,
    /// Points wanted above the band: councils differ.
    pub margin: Points,
    /// Criteria, by key or number, at which the plan must have a step.
    pub keep: Vec<String>,
    /// Criteria, by key or number, that are left as they are.
    pub exclude: Vec<String>,
    /// Only steps that are done by this day.
    pub by: Option<Date>,
    /// The day on which the plan starts.
    pub today: Option<Date>,
    /// Plan under this case, even where the sheet is answered under another.
    pub case: Option<Case>,
    /// Whether a level may be lowered. That never helps but where the case changes.
    pub allow_lower: bool,
    /// How many further plans to give.
    pub alternatives: usize,
}

impl PlanRequest {
    /// The usual request: fewest changes, then the shortest lead time, then the least effort.
    #[must_use]
    pub fn to(target: Stars) -> Self {
        Self {
            target,
            order: USUAL.to_vec(),
            margin: Points::ZERO,
            keep: Vec::new(),
            exclude: Vec::new(),
            by: None,
            today: None,
            case: None,
            allow_lower: false,
            alternatives: 0,
        }
    }
}

crate::setters!(PlanRequest {
    target: Stars,
    order: Vec<Objective>,
    margin: Points,
    keep: Vec<String>,
    exclude: Vec<String>,
    by: Option<Date>,
    today: Option<Date>,
    case: Option<Case>,
    allow_lower: bool,
    alternatives: usize,
});

const USUAL: [Objective; 3] = [Objective::Changes, Objective::LeadTime, Objective::Effort];

/// A request that fits its sheet.
#[derive(Debug, Clone)]
pub(crate) struct Ask {
    pub target: Stars,
    /// The points aimed at: the band and the margin.
    pub needed: u32,
    pub order: [Objective; 3],
    pub days: Option<u32>,
    pub case: Option<Case>,
    pub allow_lower: bool,
    keep: Vec<usize>,
    exclude: Vec<usize>,
}

impl Ask {
    pub(crate) fn kept(&self, index: usize) -> bool {
        self.keep.contains(&index)
    }

    pub(crate) fn excluded(&self, index: usize) -> bool {
        self.exclude.contains(&index)
    }

    /// The same with one more criterion left as it is; none where it must change.
    pub(crate) fn without(&self, index: usize) -> Option<Self> {
        if self.kept(index) {
            return None;
        }
        let mut ask = self.clone();
        ask.exclude.push(index);
        Some(ask)
    }

    /// The same with another objective first.
    pub(crate) fn putting_first(&self, first: Objective) -> Self {
        let mut ask = self.clone();
        // stable: what is left keeps its order
        ask.order.sort_by_key(|objective| *objective != first);
        ask
    }

    /// The criteria that must change, and those that are left as they are.
    pub(crate) fn kept_and_excluded(&self) -> (&[usize], &[usize]) {
        (&self.keep, &self.exclude)
    }

    /// The same for other stars.
    pub(crate) fn aiming_at(&self, target: Stars, from: u32, to: u32) -> Self {
        Self {
            target,
            needed: self.needed.saturating_sub(from).saturating_add(to),
            ..self.clone()
        }
    }

    pub(crate) fn check(sheet: SheetView<'_>, request: &PlanRequest) -> Result<Self, Problems> {
        let set = sheet.set;
        let mut problems = Problems::new();
        let recognition = &set.instrument.file.recognition;
        if request.target < recognition.from_stars {
            let (least, target) = (recognition.from_stars, request.target);
            problems.push(
                Problem::new(
                    Code::UnknownTarget,
                    "/target",
                    format!("{target} sao không được công nhận; cần từ {least} sao."),
                    format!("{target} stars are not recognised; aim at {least} or more."),
                )
                .with_found(target.to_string())
                .with_expected(format!("từ {least} trở lên"), format!("{least} or more"))
                .with_source(recognition.source.clone()),
            );
        }
        let keep = indices(sheet, &request.keep, "/keep", &mut problems);
        let exclude = indices(sheet, &request.exclude, "/exclude", &mut problems);
        for index in keep.iter().filter(|p| exclude.contains(p)) {
            if let Some(c) = set.criteria.get(*index) {
                problems.push(
                    Problem::new(
                        Code::KeepAndExclude,
                        "/exclude",
                        format!("{} {} vừa phải có bước, vừa phải để nguyên.", c.id, c.key),
                        format!(
                            "{} {} is both to have a step and to be left as it is.",
                            c.id, c.key
                        ),
                    )
                    .with_found(c.id.to_string()),
                );
            }
        }
        for index in keep.iter().filter(|p| !exclude.contains(p)) {
            raisable(sheet, *index, request.case, &mut problems);
        }
        let offered = |case: Case| set.cases.iter().any(|c| c.case == case);
        if let Some(case) = request.case.filter(|c| !offered(*c)) {
            problems.push(
                Problem::new(
                    Code::UnknownCase,
                    "/case",
                    format!("Bộ sản phẩm {} không có trường hợp {case}.", set.number()),
                    format!("Product set {} has no case {case}.", set.number()),
                )
                .with_found(case.to_string()),
            );
        }
        let days = days(request, &mut problems);
        let mut order: Vec<Objective> = Vec::with_capacity(USUAL.len());
        for objective in request.order.iter().chain(&USUAL) {
            if !order.contains(objective) {
                order.push(*objective);
            }
        }
        let band = set
            .instrument
            .band(request.target)
            .map_or(0, |b| b.from_points.get());
        problems.or(Self {
            target: request.target,
            needed: u32::from(band).saturating_add(request.margin.get().into()),
            order: order.try_into().unwrap_or(USUAL),
            days,
            case: request.case,
            allow_lower: request.allow_lower,
            keep,
            exclude,
        })
    }
}

/// The days between today and the day by which all is to be done.
fn days(request: &PlanRequest, problems: &mut Problems) -> Option<u32> {
    let by = request.by?;
    let Some(today) = request.today else {
        problems.push(
            Problem::new(
                Code::TodayNeeded,
                "/by",
                format!(
                    "Cần biết ngày bắt đầu để xét việc nào xong trước {by}.",
                    by = day::vi(by)
                ),
                format!(
                    "The day of the start is needed to tell what is done by {by}.",
                    by = day::en(by)
                ),
            )
            .with_found(by.to_string())
            .with_help(
                "Thêm ngày bắt đầu (\"today\"), hoặc \"assessed_on\" trong hồ sơ.",
                "Add the day it starts (\"today\"), or \"assessed_on\" in the dossier.",
            ),
        );
        return None;
    };
    let days = today.until(by).map_or(0, |span| span.get_days());
    if by < today {
        problems.push(
            Problem::new(
                Code::DateInThePast,
                "/by",
                format!(
                    "{by} đã qua: kế hoạch bắt đầu {today}.",
                    by = day::vi(by),
                    today = day::vi(today)
                ),
                format!(
                    "{by} is past: the plan starts on {today}.",
                    by = day::en(by),
                    today = day::en(today)
                ),
            )
            .with_too_early(by, today),
        );
    }
    u32::try_from(days).ok()
}

/// Criteria by key or number.
fn indices(
    sheet: SheetView<'_>,
    names: &[String],
    path: &str,
    problems: &mut Problems,
) -> Vec<usize> {
    let mut out = Vec::with_capacity(names.len());
    for (i, name) in names.iter().enumerate() {
        match index_of(sheet.set, name) {
            Some(index) => out.push(index),
            None => {
                problems.push(no_criterion(sheet.set, name, format!("{path}/{i}")));
            }
        }
    }
    out
}

fn no_criterion(set: &ProductSet, name: &str, path: String) -> Problem {
    let (number, short) = (set.number(), shortened(name));
    let problem = Problem::new(
        Code::UnknownKey,
        path,
        format!("Bộ sản phẩm {number} không có tiêu chí \"{short}\"."),
        format!("Product set {number} has no criterion \"{short}\"."),
    )
    .with_found(&*short);
    let keys = set.criteria.iter().map(|c| c.key.as_str());
    if let Some(near) = nearest(name, keys) {
        return problem.with_nearest(Some(near));
    }
    if let Some(near) = by_number(set, name).or_else(|| by_its_name(set, name)) {
        return problem.with_nearest(Some(&near));
    }
    let (vi, en) = (
        "Cần số hoặc khóa của một tiêu chí trong bộ",
        "The number or key of a criterion of the set is needed",
    );
    match set.criteria.first() {
        Some(one) => problem.with_help(
            format!("{vi}, ví dụ {} hoặc {}.", one.id, one.key),
            format!("{en}, such as {} or {}.", one.id, one.key),
        ),
        None => problem,
    }
}

/// The criterion whose number is written otherwise: `2,2`, `22`, `02.2`, or with a step too many.
fn by_number(set: &ProductSet, name: &str) -> Option<String> {
    let steps = name.split(|c: char| !c.is_ascii_digit());
    let steps: Vec<&str> = steps.map(|s| s.trim_start_matches('0')).collect();
    let steps: Vec<&str> = steps.into_iter().filter(|s| !s.is_empty()).collect();
    let (dotted, alone) = (steps.join("."), steps.concat());
    if alone.is_empty() || name.chars().any(char::is_alphabetic) {
        return None;
    }
    let ids: Vec<String> = set.criteria.iter().map(|c| c.id.to_string()).collect();
    let same = ids.iter().find(|id| **id == dotted);
    let without_dots = || ids.iter().find(|id| id.replace('.', "") == alone);
    let shorter = || {
        let begins = |id: &&String| id.contains('.') && dotted.starts_with(id.as_str());
        ids.iter().filter(begins).max_by_key(|id| id.len())
    };
    same.or_else(without_dots).or_else(shorter).cloned()
}

/// The key of the one criterion whose name holds a text.
fn by_its_name(set: &ProductSet, text: &str) -> Option<String> {
    let wanted = slug(text);
    if wanted.len() < 4 {
        return None;
    }
    let named = |c: &&crate::criteria::Criterion| slug(&c.name).contains(&wanted);
    let mut found = set.criteria.iter().filter(named);
    match (found.next(), found.next()) {
        (Some(one), None) => Some(one.key.to_string()),
        _ => None,
    }
}

fn index_of(set: &ProductSet, name: &str) -> Option<usize> {
    let name = name.trim();
    CriterionId::read(name)
        .and_then(|id| set.index_of(id))
        .or_else(|| set.criteria.iter().position(|c| c.key == name))
}

fn raisable(sheet: SheetView<'_>, index: usize, case: Option<Case>, problems: &mut Problems) {
    let Some(criterion) = sheet.set.criteria.get(index) else {
        return;
    };
    let (vi, en) = match sheet.answers.get(index) {
        Some(Given::Level(level, _)) => {
            let case = case.or(sheet.case);
            let now = criterion.level(*level);
            let higher = |l: &crate::criteria::Level| {
                l.number > *level && l.holds_in(case) && now.is_none_or(|now| l.is_beside(now))
            };
            let switches = criterion
                .level(*level)
                .is_some_and(|l| l.case.is_some() && l.case != case);
            if sheet.ladder_unknown(index) {
                (
                    "chỉ có điểm, không rõ theo danh sách mức nào",
                    "is given in points alone, and they stand on two lists of levels",
                )
            } else if switches || criterion.levels.iter().any(higher) {
                return;
            } else {
                ("đã ở mức cao nhất", "is at its highest level already")
            }
        }
        _ if sheet.required_is_zero(criterion) => return,
        _ => ("chưa chấm", "is unanswered"),
    };
    problems.push(
        Problem::new(
            Code::NothingToRaise,
            "/keep",
            format!(
                "{} {} {vi}: không có bước nào để giữ.",
                criterion.id, criterion.key
            ),
            format!(
                "{} {} {en}: there is no step to keep.",
                criterion.id, criterion.key
            ),
        )
        .with_found(criterion.id.to_string()),
    );
}
