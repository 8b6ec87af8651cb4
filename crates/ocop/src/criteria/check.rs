//! The checks that a product set passes before anything is scored with it. Every failure is told,
//! with its place in the file.

use std::collections::BTreeMap;
use std::fmt::Display;

use crate::bounded::{LevelNumber, Points, Stars};
use crate::ids::{Case, CriterionId};
use crate::json::pointer;
use crate::problem::{Code, Problem, Problems};
use crate::text::slug;

use super::files::{
    CriterionFile, Erratum, ErratumField, ErratumStatus, PartFile, RuleFile, SectionFile, SetFile,
};
use super::instrument::Instrument;
use super::product_set::MAX_CRITERIA;

impl Erratum {
    /// Whether it says that points stand as printed and are doubtful.
    pub(crate) fn is_doubtful_figure(&self) -> bool {
        self.status == ErratumStatus::Doubtful && self.field == ErratumField::Points
    }

    /// Whether it says that figures at this place do not add up and stand as printed.
    fn excuses_sum(&self, at: &Place, printed: Points, sum: Points) -> bool {
        self.field == ErratumField::Sum
            && self.printed == printed.to_string()
            && self.encoded == sum.to_string()
            && match at {
                Place::Sheet => {
                    self.part.is_none() && self.section.is_none() && self.criterion.is_none()
                }
                Place::Part(p) => self.part == Some(*p) && self.section.is_none(),
                Place::Section(s) => self.section == Some(*s),
            }
    }
}

/// What a sum belongs to.
enum Place {
    Sheet,
    Part(crate::ids::PartLetter),
    Section(CriterionId),
}

/// Checks a product set against itself and its instrument.
pub(crate) fn check_set(file: &SetFile, instrument: &Instrument) -> Problems {
    let mut check = Check {
        file,
        problems: Problems::new(),
        seen: BTreeMap::new(),
        keys: BTreeMap::new(),
    };
    check.head(instrument);
    for (i, part) in file.parts.iter().enumerate() {
        check.part(part, &format!("/parts/{i}"));
    }
    let sum = file.parts.iter().map(|p| p.max_points).sum();
    check.sum(
        &Place::Sheet,
        instrument.file.max_points,
        sum,
        "/parts",
        ("phiếu", "sheet"),
    );
    if check.seen.len() > MAX_CRITERIA {
        check.tell(
            Code::DataPlace,
            "/parts",
            format!("{} tiêu chí, nhiều hơn {MAX_CRITERIA}.", check.seen.len()),
            format!("{} criteria, more than {MAX_CRITERIA}.", check.seen.len()),
        );
    }
    check.rules();
    check.errata();
    check.problems
}

struct Check<'f> {
    file: &'f SetFile,
    problems: Problems,
    seen: BTreeMap<CriterionId, &'f CriterionFile>,
    keys: BTreeMap<&'f str, CriterionId>,
}

impl<'f> Check<'f> {
    fn tell(
        &mut self,
        code: Code,
        path: impl Into<String>,
        vi: impl Into<String>,
        en: impl Into<String>,
    ) {
        self.problems.push(Problem::new(code, path, vi, en));
    }

    fn head(&mut self, instrument: &Instrument) {
        let file = self.file;
        if file.criteria != instrument.file.criteria {
            self.tell(
                Code::DataReference,
                "/criteria",
                format!(
                    "Gặp \"{}\", cần \"{}\".",
                    file.criteria, instrument.file.criteria
                ),
                format!(
                    "Found \"{}\", expected \"{}\".",
                    file.criteria, instrument.file.criteria
                ),
            );
        }
        let expected = slug(&file.name);
        if file.slug != expected {
            self.tell(
                Code::DataPlace,
                "/slug",
                format!("Gặp \"{}\", tên cho ra \"{expected}\".", file.slug),
                format!(
                    "Found \"{}\", but the name makes \"{expected}\".",
                    file.slug
                ),
            );
        }
        let letters: Vec<_> = file.parts.iter().map(|p| p.part).collect();
        if !letters.is_sorted_by(|a, b| a < b) {
            self.tell(
                Code::DataRepeated,
                "/parts",
                "Các phần không theo thứ tự chữ cái.",
                "The parts are not in rising order.",
            );
        }
    }

    fn part(&mut self, part: &'f PartFile, path: &str) {
        let mut sum = Points::ZERO;
        for (i, section) in part.sections.iter().enumerate() {
            sum = sum.plus(section.max_points);
            self.section(section, &format!("{path}/sections/{i}"));
        }
        self.sum(
            &Place::Part(part.part),
            part.max_points,
            sum,
            path,
            ("phần", "part"),
        );
    }

    fn section(&mut self, section: &'f SectionFile, path: &str) {
        if section.section.steps() != 1 {
            self.place(
                &format!("{path}/section"),
                section.section,
                "một số",
                "one step",
            );
        }
        if section.criteria.is_empty() {
            self.tell(
                Code::DataPlace,
                format!("{path}/criteria"),
                "Mục không có tiêu chí.",
                "The section has no criteria.",
            );
        }
        for (i, criterion) in section.criteria.iter().enumerate() {
            let path = format!("{path}/criteria/{i}");
            let id = criterion.criterion;
            let alone = section.criteria.len() == 1 && id == section.section;
            let direct = id.parent() == Some(section.section);
            let grouped = section.groups.iter().any(|g| id.parent() == Some(g.group));
            if !(alone || direct || grouped) {
                self.place(
                    &format!("{path}/criterion"),
                    id,
                    "thuộc mục của nó",
                    "inside its section",
                );
            }
            self.criterion(criterion, &path);
        }
        let total = |under: Option<CriterionId>| -> Points {
            section
                .criteria
                .iter()
                .filter(|c| under.is_none_or(|u| c.criterion.parent() == Some(u)))
                .map(|c| c.max_points)
                .sum()
        };
        for (i, group) in section.groups.iter().enumerate() {
            let path = format!("{path}/groups/{i}");
            if group.group.parent() != Some(section.section) {
                self.place(
                    &format!("{path}/group"),
                    group.group,
                    "thuộc mục của nó",
                    "inside its section",
                );
            }
            self.sum(
                &Place::Section(group.group),
                group.max_points,
                total(Some(group.group)),
                &path,
                ("nhóm", "group"),
            );
        }
        self.sum(
            &Place::Section(section.section),
            section.max_points,
            total(None),
            path,
            ("mục", "section"),
        );
    }

    fn place(&mut self, path: &str, id: impl Display, vi: &str, en: &str) {
        self.tell(
            Code::DataPlace,
            path,
            format!("\"{id}\" không ở đúng chỗ: cần {vi}."),
            format!("\"{id}\" is out of place: expected {en}."),
        );
    }

    fn sum(
        &mut self,
        at: &Place,
        printed: Points,
        sum: Points,
        path: &str,
        (vi, en): (&str, &str),
    ) {
        if printed != sum
            && !self
                .file
                .errata
                .iter()
                .any(|e| e.excuses_sum(at, printed, sum))
        {
            self.tell(
                Code::DataSum,
                path,
                format!("Các điểm tối đa bên dưới cộng lại là {sum}, {vi} ghi {printed}."),
                format!("The maxima below add up to {sum}, the {en} says {printed}."),
            );
        }
    }

    fn criterion(&mut self, criterion: &'f CriterionFile, path: &str) {
        let id = criterion.criterion;
        if self.seen.insert(id, criterion).is_some() {
            self.repeated(&format!("{path}/criterion"), id);
        }
        if self.keys.insert(&criterion.key, id).is_some() {
            self.repeated(&format!("{path}/key"), &criterion.key);
        }
        if !is_kebab(&criterion.key) {
            self.place(
                &format!("{path}/key"),
                &criterion.key,
                "chữ-thường-nối-gạch",
                "kebab-case",
            );
        }
        if let Some(stars) = criterion.minimum_for {
            self.mark(stars, &format!("{path}/minimum_for"));
        }
        self.levels(criterion, &format!("{path}/levels"));
    }

    fn repeated(&mut self, path: &str, what: impl Display) {
        self.tell(
            Code::DataRepeated,
            path,
            format!("\"{what}\" có hai lần."),
            format!("\"{what}\" stands twice."),
        );
    }

    fn mark(&mut self, stars: Stars, path: &str) {
        // A minimum for 1 or 2 stars means nothing: whoever misses it still has the lowest rank.
        if stars.get() < 3 {
            self.tell(
                Code::DataMarks,
                path,
                format!("Dấu {stars} sao: chỉ 3, 4, 5 sao có mức tối thiểu."),
                format!("A mark of {stars}: only 3, 4 and 5 stars have minimums."),
            );
        }
    }

    fn levels(&mut self, criterion: &'f CriterionFile, path: &str) {
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
        let mut cases: Vec<Option<Case>> = criterion.levels.iter().map(|l| l.case).collect();
        cases.dedup();
        let mut unique = cases.clone();
        unique.sort_unstable();
        unique.dedup();
        if unique.len() != cases.len() || (unique.len() > 1 && unique.contains(&None)) {
            self.tell(
                Code::DataLevels,
                path,
                "Mức của các trường hợp lẫn vào nhau.",
                "The levels of the cases are mixed up.",
            );
        }
        for case in unique {
            self.ladder(criterion, case, path);
        }
        if criterion.levels.is_empty() {
            self.tell(
                Code::DataLevels,
                path,
                "Không có mức nào.",
                "There are no levels.",
            );
        }
    }

    /// The levels of one case (or all, where there are none): points and marks rise, and the
    /// highest reaches the maximum.
    fn ladder(&mut self, criterion: &CriterionFile, case: Option<Case>, path: &str) {
        let levels: Vec<_> = criterion.levels.iter().filter(|l| l.case == case).collect();
        if !levels.is_sorted_by_key(|l| l.points) {
            self.tell(
                Code::DataLevels,
                path,
                "Điểm giảm khi mức tăng.",
                "Points fall as levels rise.",
            );
        }
        let tied =
            |a: &&super::files::LevelFile, b: &&super::files::LevelFile| a.points == b.points;
        for (a, b) in levels
            .iter()
            .zip(levels.iter().skip(1))
            .filter(|(a, b)| tied(a, b))
        {
            let recorded = |level: LevelNumber| {
                self.file.errata.iter().any(|e| {
                    e.is_doubtful_figure()
                        && e.criterion == Some(criterion.criterion)
                        && e.level == Some(level)
                })
            };
            if !(recorded(a.level) && recorded(b.level)) {
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
        let top = levels
            .iter()
            .map(|l| l.points)
            .max()
            .unwrap_or(Points::ZERO);
        if top != criterion.max_points {
            self.tell(
                Code::DataMaximum,
                path,
                format!(
                    "Mức cao nhất {top} điểm, tiêu chí ghi tối đa {}.",
                    criterion.max_points
                ),
                format!(
                    "The highest level is worth {top}, the criterion's maximum is {}.",
                    criterion.max_points
                ),
            );
        }
    }

    fn known(&mut self, id: CriterionId, path: &str) -> Option<&'f CriterionFile> {
        let found = self.seen.get(&id).copied();
        if found.is_none() {
            self.tell(
                Code::DataReference,
                path,
                format!("Không có tiêu chí {id}."),
                format!("There is no criterion {id}."),
            );
        }
        found
    }

    fn rules(&mut self) {
        let mut findings = BTreeMap::new();
        let (mut depends, mut cased, mut stops) = (BTreeMap::new(), Vec::new(), 0_usize);
        let mut cases_rules = 0_usize;
        for (i, rule) in self.file.rules.iter().enumerate() {
            let path = format!("/rules/{i}");
            match rule {
                RuleFile::Dependency {
                    criterion,
                    requires,
                    ..
                } => {
                    self.known(*criterion, &format!("{path}/criterion"));
                    self.known(*requires, &format!("{path}/requires"));
                    if criterion == requires || depends.insert(*criterion, *requires).is_some() {
                        self.repeated(&format!("{path}/criterion"), criterion);
                    }
                }
                RuleFile::Cases {
                    criteria, cases, ..
                } => {
                    cases_rules = cases_rules.saturating_add(1);
                    let letters: Vec<Case> = cases.iter().map(|c| c.case).collect();
                    for (j, id) in criteria.iter().enumerate() {
                        let path = format!("{path}/criteria/{j}");
                        if let Some(criterion) = self.known(*id, &path) {
                            let mut have: Vec<Case> =
                                criterion.levels.iter().filter_map(|l| l.case).collect();
                            have.dedup();
                            if have != letters {
                                self.tell(
                                    Code::DataReference,
                                    &path,
                                    "Các trường hợp của mức không khớp quy tắc.",
                                    "The cases of its levels are not those of the rule.",
                                );
                            }
                        }
                        cased.push(*id);
                    }
                }
                RuleFile::ZeroStop { criteria, .. } => {
                    stops = stops.saturating_add(1);
                    for (j, id) in criteria.iter().enumerate() {
                        self.known(*id, &format!("{path}/criteria/{j}"));
                    }
                }
                RuleFile::Finding {
                    finding, criterion, ..
                } => {
                    if let Some(id) = criterion {
                        self.known(*id, &format!("{path}/criterion"));
                    }
                    if findings.insert(finding, i).is_some() {
                        self.repeated(&format!("{path}/finding"), finding);
                    }
                    if !is_kebab(finding) {
                        self.place(
                            &format!("{path}/finding"),
                            finding,
                            "chữ-thường-nối-gạch",
                            "kebab-case",
                        );
                    }
                }
            }
        }
        for chained in depends
            .values()
            .filter(|needed| depends.contains_key(needed))
        {
            self.place(
                "/rules",
                chained,
                "một bước phụ thuộc",
                "one step of dependency",
            );
        }
        for (count, vi, en) in [
            (stops, "quy tắc dừng", "zero-stop"),
            (cases_rules, "quy tắc trường hợp", "cases"),
        ] {
            if count > 1 {
                self.tell(
                    Code::DataRepeated,
                    "/rules",
                    format!("Nhiều hơn một {vi}."),
                    format!("More than one {en} rule."),
                );
            }
        }
        let loose: Vec<_> = self
            .seen
            .values()
            .filter(|c| c.levels.iter().any(|l| l.case.is_some()) && !cased.contains(&c.criterion))
            .map(|c| c.criterion)
            .collect();
        for id in loose {
            self.tell(
                Code::DataReference,
                "/rules",
                format!("Tiêu chí {id} có trường hợp mà không quy tắc nào nêu."),
                format!("Criterion {id} has cases that no rule names."),
            );
        }
    }

    fn errata(&mut self) {
        for (i, erratum) in self.file.errata.iter().enumerate() {
            let path = format!("/errata/{i}");
            let Some(id) = erratum.criterion else {
                continue;
            };
            let known = self.known(id, &format!("{path}/criterion"));
            if let (Some(criterion), Some(level)) = (known, erratum.level) {
                let there = criterion.levels.iter().find(|l| l.level == level);
                let level_is_there = there.is_some() || erratum.field == ErratumField::Level;
                let points_agree = erratum.field != ErratumField::Points
                    || there.is_some_and(|l| l.points.to_string() == erratum.encoded);
                if !level_is_there || !points_agree {
                    self.tell(
                        Code::DataReference,
                        path,
                        format!("Đính chính không khớp tiêu chí {id}, mức {level}."),
                        format!("The erratum does not agree with criterion {id}, level {level}."),
                    );
                }
            }
        }
    }
}

fn is_kebab(text: &str) -> bool {
    !text.is_empty()
        && text.split('-').all(|w| {
            !w.is_empty()
                && w.bytes()
                    .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit())
        })
}
