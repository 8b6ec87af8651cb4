//! The checks of a decision's own file.

use jiff::civil::Date;

use crate::bounded::Points;
use crate::problem::{Code, Problem, Problems};

use super::files::{CouncilFile, InstrumentFile};

/// Checks bands, dates and periods against each other.
pub(crate) fn check_instrument(file: &InstrumentFile) -> Problems {
    let mut problems = Problems::new();
    let mut tell = |path: &str, vi: &str, en: &str| {
        problems.push(Problem::new(Code::DataInstrument, path, vi, en));
    };

    let falling = |pairs: Vec<i64>| pairs.is_sorted_by(|a, b| a > b);
    let stars = falling(file.bands.iter().map(|b| i64::from(b.stars)).collect());
    let points = falling(
        file.bands
            .iter()
            .map(|b| i64::from(b.from_points))
            .collect(),
    );
    let from_zero = file
        .bands
        .last()
        .is_some_and(|b| b.from_points == Points::ZERO);
    if !(stars && points && from_zero) {
        tell(
            "/bands",
            "Các hạng phải đi từ sao cao xuống thấp, điểm giảm dần, hạng cuối từ 0.",
            "Bands must go from high stars to low, with falling points, the last from 0.",
        );
    }
    if file
        .bands
        .first()
        .is_some_and(|b| b.from_points > file.max_points)
    {
        tell(
            "/bands/0",
            "Không thể đạt hạng cao nhất.",
            "The highest band cannot be reached.",
        );
    }
    if file
        .in_force
        .until
        .is_some_and(|until| until < file.in_force.from)
    {
        tell(
            "/in_force",
            "Hết hiệu lực trước khi có hiệu lực.",
            "It ends before it begins.",
        );
    }
    for (i, rule) in file.authority.iter().enumerate() {
        let path = format!("/authority/{i}");
        if rule.until.is_some_and(|until| until < rule.from) {
            tell(
                &path,
                "Ngày cuối trước ngày đầu.",
                "The last day is before the first.",
            );
        }
        if rule.stars.iter().any(|s| *s < file.recognition.from_stars) {
            tell(
                &path,
                "Số sao này không được công nhận.",
                "These stars are not recognised.",
            );
        }
        let end = |until: Option<Date>| until.unwrap_or(Date::MAX);
        let clash = file.authority.iter().take(i).any(|other| {
            other.stars.iter().any(|s| rule.stars.contains(s))
                && other.from <= end(rule.until)
                && rule.from <= end(other.until)
        });
        if clash {
            tell(
                &path,
                "Hai thẩm quyền cho cùng số sao trong cùng thời gian.",
                "Two authorities for the same stars at the same time.",
            );
        }
    }
    if file
        .renewal
        .as_ref()
        .is_some_and(|r| r.not_earlier_than_days < r.not_later_than_days)
    {
        tell(
            "/renewal",
            "Hạn nộp sớm nhất sau hạn muộn nhất.",
            "The window opens after it closes.",
        );
    }
    for (i, part) in file.dossier_parts.iter().enumerate() {
        let same = |p: &super::files::DossierPart| {
            p.stage == part.stage
                && p.part == part.part
                && p.kinds.iter().any(|k| part.kinds.contains(k))
        };
        if part.kinds.is_empty() || file.dossier_parts.iter().take(i).any(same) {
            tell(
                &format!("/dossier_parts/{i}"),
                "Thành phần không thuộc loại đăng ký nào, hoặc có hai lần cho một loại.",
                "A part for no kind of registration, or twice for one.",
            );
        }
    }
    for (i, round) in file.rounds.iter().enumerate() {
        for (name, day) in [
            ("proposed_before", &round.proposed_before),
            ("assessed_before", &round.assessed_before),
        ] {
            if day_of_year(day).is_none() {
                tell(
                    &format!("/rounds/{i}/{name}"),
                    "Cần THÁNG-NGÀY.",
                    "Expected MM-DD.",
                );
            }
        }
    }
    problems
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
