//! What a result under an incomplete source must say of itself: rules that are known to exist and
//! are not encoded, and sheets whose printed levels fall short of their maximum.

use jiff::civil::Date;

use crate::bounded::Points;
use crate::criteria::ProductSet;
use crate::criteria::files::NotEncoded;
use crate::notice::{Notice, NoticeCode};

/// The notices of a total, or of the mean of several: `sum` over `count` sheets of a product set,
/// assessed on a day.
pub(crate) fn cautions(
    set: &ProductSet,
    on: Option<Date>,
    sum: u32,
    count: u32,
) -> impl Iterator<Item = Notice> + '_ {
    not_encoded(set, on).chain(short(set, sum, count))
}

/// The rules of the law that hold for a set on a day and are not counted.
pub(crate) fn not_encoded(set: &ProductSet, on: Option<Date>) -> impl Iterator<Item = Notice> + '_ {
    let rules = set.instrument.file.not_encoded.iter();
    let number = set.number();
    rules
        .filter(move |rule| {
            // without a day nobody can say that the rule was not there yet
            let holds = on.is_none_or(|day| rule.from <= day);
            holds && !rule.except_product_sets.contains(&number)
        })
        .map(move |rule| told(set, rule))
}

/// Where the minimums would stand, as far as that is known: `9.1 (3 sao)`.
fn where_known(set: &ProductSet, rule: &NotEncoded, stars: &str) -> String {
    let mut known: Vec<String> = Vec::new();
    for minimum in &rule.minimums {
        let concerned =
            minimum.product_sets.is_empty() || minimum.product_sets.contains(&set.number());
        let criteria = set.criteria().iter();
        let at = criteria.filter(|c| concerned && minimum.keys.contains(&c.key));
        known.extend(at.map(|c| format!("{} ({} {stars})", c.id, minimum.stars)));
    }
    known.join(", ")
}

fn told(set: &ProductSet, rule: &NotEncoded) -> Notice {
    let (vi, en) = match (
        where_known(set, rule, "sao"),
        where_known(set, rule, "stars"),
    ) {
        (vi, en) if !vi.is_empty() => (
            format!(" Được biết có ở: {vi}; mức nào thì không rõ."),
            format!(" Known to stand at: {en}; at which level is not known."),
        ),
        _ => Default::default(),
    };
    let (source, from) = (&rule.source, rule.from);
    Notice::new(
        NoticeCode::RuleNotEncoded,
        format!(
            "{source} thêm mức tối thiểu cho từng hạng sao từ ngày {}; dữ liệu chưa có các mức \
             này, nên hạng sao ở đây có thể cao hơn thực tế.{vi}",
            crate::day::vi(from)
        ),
        format!(
            "{source} added star minimums from {from} on; they are not in the data, so the stars \
             given here may be too high.{en}",
            from = crate::day::en(from)
        ),
    )
    .with_source(source.as_str())
}

/// A total so close below a band that the points which the source has lost could lift it.
fn short(set: &ProductSet, sum: u32, count: u32) -> Option<Notice> {
    let (short, max) = (u32::from(set.short.get()), set.max_points());
    let bound = |points: Points| u32::from(points.get()).checked_mul(count);
    let bands = &set.instrument.file.bands;
    let above = bands.iter().map(|b| b.from_points).filter(|from| {
        let reached = sum.checked_add(short.saturating_mul(count));
        bound(*from).is_some_and(|bound| sum < bound && reached >= Some(bound))
    });
    let next = above.min()?;
    let source = &set.file.source;
    Some(
        Notice::new(
            NoticeCode::PointsLostInSource,
            format!(
                "Các mức in trên phiếu này chỉ cộng được {} trên {max} điểm: nguồn thiếu {short} \
                 điểm. Tổng điểm cách ngưỡng {next} không quá số điểm thiếu; cần đối chiếu với \
                 phiếu gốc.",
                max.get().saturating_sub(set.short.get())
            ),
            format!(
                "The levels printed on this sheet come to {} of {max} points: the source lacks \
                 {short}. The total is within that of the bound of {next}; compare it with the \
                 original sheet.",
                max.get().saturating_sub(set.short.get())
            ),
        )
        .with_source(source.as_str()),
    )
}
