//! The checks that a product set passes before anything is scored with it. Every failure is told,
//! with its pointer in the file.

use std::collections::BTreeMap;
use std::fmt::Display;

use crate::bounded::{Points, Stars};
use crate::ids::CriterionId;
use crate::problem::{Code, Problem, Problems};
use ocop_vietnamese::slug;

use super::files::{
    CriterionFile, Erratum, ErratumField, ErratumStatus, PartFile, SectionFile, SetFile,
};
use super::instrument::Instrument;
use super::product_set::{MAX_CRITERIA, MAX_MINIMUMS, MAX_PARTS};

impl Erratum {
    /// Whether it says that points stand as printed and are doubtful.
    pub(crate) fn is_doubtful_figure(&self) -> bool {
        self.status == ErratumStatus::Doubtful && self.field == ErratumField::Points
    }

    /// Whether it says that figures there do not add up and stand as printed.
    fn excuses_sum(&self, at: &Sum, printed: Points, sum: Points) -> bool {
        self.field == ErratumField::Sum
            && self.printed == printed.to_string()
            && self.encoded == sum.to_string()
            && match at {
                Sum::Sheet => {
                    self.part.is_none() && self.section.is_none() && self.criterion.is_none()
                }
                Sum::Part(p) => self.part == Some(*p) && self.section.is_none(),
                Sum::Section(s) => self.section == Some(*s),
            }
    }
}

/// What a sum belongs to.
enum Sum {
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
        &Sum::Sheet,
        instrument.file.max_points,
        sum,
        "/parts",
        ("phiếu", "sheet"),
    );
    let marks = check.seen.values().map(|c| {
        let on_levels = c.levels.iter().filter(|l| l.minimum_for.is_some()).count();
        // a mark on the criterion stands for one in each case
        on_levels.saturating_add(if c.minimum_for.is_some() {
            c.levels.len()
        } else {
            0
        })
    });
    let (criteria, marks) = (check.seen.len(), marks.sum::<usize>());
    for (count, most, vi, en) in [
        (criteria, MAX_CRITERIA, "tiêu chí", "criteria"),
        (marks, MAX_MINIMUMS, "mức tối thiểu", "star minimums"),
        (file.parts.len(), MAX_PARTS, "phần", "parts"),
    ] {
        if count > most {
            let path = "/parts";
            check.tell(
                Code::DataPlace,
                path,
                format!("{count} {vi}, nhiều hơn {most}."),
                format!("{count} {en}, more than {most}."),
            );
        }
    }
    check.rules();
    check.errata();
    check.problems
}

pub(super) struct Check<'f> {
    pub(super) file: &'f SetFile,
    problems: Problems,
    pub(super) seen: BTreeMap<CriterionId, &'f CriterionFile>,
    keys: BTreeMap<&'f str, CriterionId>,
}

impl<'f> Check<'f> {
    pub(super) fn tell(
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
            &Sum::Part(part.part),
            part.max_points,
            sum,
            path,
            ("phần", "part"),
        );
    }

    fn section(&mut self, section: &'f SectionFile, path: &str) {
        if section.section.steps() != 1 {
            self.misplaced(
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
                self.misplaced(
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
                self.misplaced(
                    &format!("{path}/group"),
                    group.group,
                    "thuộc mục của nó",
                    "inside its section",
                );
            }
            self.sum(
                &Sum::Section(group.group),
                group.max_points,
                total(Some(group.group)),
                &path,
                ("nhóm", "group"),
            );
        }
        self.sum(
            &Sum::Section(section.section),
            section.max_points,
            total(None),
            path,
            ("mục", "section"),
        );
    }

    pub(super) fn misplaced(&mut self, path: &str, id: impl Display, vi: &str, en: &str) {
        self.tell(
            Code::DataPlace,
            path,
            format!("\"{id}\" không ở đúng chỗ: cần {vi}."),
            format!("\"{id}\" is out of place: expected {en}."),
        );
    }

    fn sum(&mut self, at: &Sum, printed: Points, sum: Points, path: &str, (vi, en): (&str, &str)) {
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
            self.misplaced(
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

    pub(super) fn repeated(&mut self, path: &str, what: impl Display) {
        self.tell(
            Code::DataRepeated,
            path,
            format!("\"{what}\" có hai lần."),
            format!("\"{what}\" stands twice."),
        );
    }

    pub(super) fn mark(&mut self, stars: Stars, path: &str) {
        // a minimum for 1 star means nothing: whoever misses it still has the lowest rank
        if stars == Stars::MIN {
            self.tell(
                Code::DataMarks,
                path,
                format!("Dấu {stars} sao: chỉ từ 2 sao trở lên mới có mức tối thiểu."),
                format!("A mark of {stars}: only 2 stars and more have minimums."),
            );
        }
    }
}

/// Whether a name is written in kebab-case.
pub(super) fn is_kebab(text: &str) -> bool {
    !text.is_empty()
        && text.split('-').all(|w| {
            !w.is_empty()
                && w.bytes()
                    .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit())
        })
}
