//! The checks of a decision's own file.

use jiff::civil::Date;

use crate::bounded::Points;
use crate::problem::{Code, Problem, Problems};

use super::files::{CouncilFile, DossierPart, InstrumentFile};

/// Checks bands, dates and periods against each other.
pub(crate) fn check_instrument(file: &InstrumentFile) -> Problems {
    let mut check = Check {
        file,
        problems: Problems::new(),
    };
    check.bands();
    check.in_force();
    check.authority();
    check.renewal();
    check.dossier_parts();
    check.rounds();
    check.problems
}

struct Check<'f> {
    file: &'f InstrumentFile,
    problems: Problems,
}

impl Check<'_> {
    fn tell(&mut self, path: impl Into<String>, vi: &str, en: &str) {
        let problem = Problem::new(Code::DataInstrument, path, vi, en);
        self.problems.push(problem);
    }

    fn bands(&mut self) {
        let bands = &self.file.bands;
        let stars = bands.is_sorted_by(|a, b| a.stars > b.stars);
        let points = bands.is_sorted_by(|a, b| a.from_points > b.from_points);
        let last = bands.last().map(|b| b.from_points);
        if !(stars && points && last == Some(Points::ZERO)) {
            self.tell(
                "/bands",
                "Các hạng phải đi từ sao cao xuống thấp, điểm giảm dần, hạng cuối từ 0.",
                "Bands must go from high stars to low, with falling points, the last from 0.",
            );
        }
        let first = bands.first().map(|b| b.from_points);
        if first.is_some_and(|points| points > self.file.max_points) {
            self.tell(
                "/bands/0",
                "Không thể đạt hạng cao nhất.",
                "The highest band cannot be reached.",
            );
        }
    }

    fn in_force(&mut self) {
        let in_force = &self.file.in_force;
        if in_force.until.is_some_and(|until| until < in_force.from) {
            self.tell(
                "/in_force",
                "Hết hiệu lực trước khi có hiệu lực.",
                "It ends before it begins.",
            );
        }
    }

    fn authority(&mut self) {
        let least = self.file.recognition.from_stars;
        for (i, rule) in self.file.authority.iter().enumerate() {
            let path = format!("/authority/{i}");
            if rule.until.is_some_and(|until| until < rule.from) {
                self.tell(
                    &path,
                    "Ngày cuối trước ngày đầu.",
                    "The last day is before the first.",
                );
            }
            if rule.stars.iter().any(|s| *s < least) {
                self.tell(
                    &path,
                    "Số sao này không được công nhận.",
                    "These stars are not recognised.",
                );
            }
            let end = |until: Option<Date>| until.unwrap_or(Date::MAX);
            let clash = self.file.authority.iter().take(i).any(|other| {
                other.stars.iter().any(|s| rule.stars.contains(s))
                    && other.from <= end(rule.until)
                    && rule.from <= end(other.until)
            });
            if clash {
                self.tell(
                    &path,
                    "Hai thẩm quyền cho cùng số sao trong cùng thời gian.",
                    "Two authorities for the same stars at the same time.",
                );
            }
        }
    }

    fn renewal(&mut self) {
        let renewal = self.file.renewal.as_ref();
        if renewal.is_some_and(|r| r.not_earlier_than_days < r.not_later_than_days) {
            self.tell(
                "/renewal",
                "Hạn nộp sớm nhất sau hạn muộn nhất.",
                "The window opens after it closes.",
            );
        }
    }

    fn dossier_parts(&mut self) {
        let parts = &self.file.dossier_parts;
        for (i, part) in parts.iter().enumerate() {
            let same = |p: &DossierPart| {
                p.stage == part.stage
                    && p.part == part.part
                    && p.kinds.iter().any(|k| part.kinds.contains(k))
            };
            if part.kinds.is_empty() || parts.iter().take(i).any(same) {
                self.tell(
                    format!("/dossier_parts/{i}"),
                    "Thành phần không thuộc loại đăng ký nào, hoặc có hai lần cho một loại.",
                    "A part for no kind of registration, or twice for one.",
                );
            }
        }
    }

    fn rounds(&mut self) {
        for (i, round) in self.file.rounds.iter().enumerate() {
            for (name, day) in [
                ("proposed_before", &round.proposed_before),
                ("assessed_before", &round.assessed_before),
            ] {
                if day_of_year(day).is_none() {
                    self.tell(
                        format!("/rounds/{i}/{name}"),
                        "Cần THÁNG-NGÀY.",
                        "Expected MM-DD.",
                    );
                }
            }
        }
    }
}

/// Checks the defaults of a council's regulation against themselves.
pub(crate) fn check_council(file: &CouncilFile) -> Problems {
    let mut problems = Problems::new();
    let quorum = &file.quorum;
    if quorum.numerator == 0 || quorum.denominator < quorum.numerator {
        problems.push(Problem::new(
            Code::DataInstrument,
            "/quorum",
            "Tỷ lệ phải lớn hơn 0 và không quá 1.",
            "The share must be above 0 and at most 1.",
        ));
    }
    for (i, fixed) in file.fixed.iter().enumerate() {
        if file
            .fixed
            .iter()
            .take(i)
            .any(|f| f.setting == fixed.setting)
        {
            problems.push(Problem::new(
                Code::DataRepeated,
                format!("/fixed/{i}/setting"),
                format!("\"{}\" có hai lần.", fixed.setting),
                format!("\"{}\" stands twice.", fixed.setting),
            ));
        }
    }
    problems
}

/// A day of the year written `MM-DD`, as month and day; a leap year's 29 February is none.
pub(crate) fn day_of_year(text: &str) -> Option<(i8, i8)> {
    let date = crate::json::date(&format!("2027-{text}"))?;
    Some((date.month(), date.day()))
}
