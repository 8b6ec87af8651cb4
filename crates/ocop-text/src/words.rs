//! Words that every page shares: numbers, dates, stars and the names that the law gives.

use jiff::civil::Date;
use ocop::council::{Deviation, Mean};
use ocop::criteria::{Authority, Effect};
use ocop::{
    CriteriaVersion, CriterionId, Lang, LevelNumber, Library, Notice, NoticeCode, Outcome,
    ProductSet, ProductSetNumber, Stars, Text,
};

use crate::document::Item;
use crate::inline::Inline;

/// Picks the word of a language.
pub const fn say<'w>(lang: Lang, vi: &'w str, en: &'w str) -> &'w str {
    match lang {
        Lang::Vi => vi,
        Lang::En => en,
    }
}

/// So many of something: `1 day`, `2 days`; `2 ngày`.
pub fn counted(lang: Lang, number: impl Into<i64>, vi: &str, en: &str) -> String {
    let number = number.into();
    match lang {
        Lang::Vi => format!("{number} {vi}"),
        Lang::En if number.abs() == 1 => format!("{number} {en}"),
        Lang::En => format!("{number} {en}s"),
    }
}

/// Points in words.
pub fn points(lang: Lang, points: impl Into<i64>) -> String {
    counted(lang, points, "điểm", "point")
}

/// Points that are added or lost, with their sign.
pub fn points_change(lang: Lang, points: i32) -> String {
    let sign = if points < 0 { "" } else { "+" };
    format!("{sign}{}", self::points(lang, points))
}

/// Stars in words.
pub fn stars(lang: Lang, stars: Stars) -> String {
    counted(lang, i64::from(stars.get()), "sao", "star")
}

/// Stars in words, or that there are none.
pub fn stars_or_none(lang: Lang, stars: Option<Stars>) -> String {
    stars.map_or_else(
        || say(lang, "không xếp sao", "no stars").to_owned(),
        |s| self::stars(lang, s),
    )
}

/// Stars as they are drawn: filled ones, then empty ones.
pub fn drawn(stars: Stars) -> String {
    let filled = usize::from(stars.get());
    let empty = usize::from(Stars::MAX.get()).saturating_sub(filled);
    "★".repeat(filled) + &"☆".repeat(empty)
}

/// Days in words; long ones in months too, as people plan.
pub fn days(lang: Lang, days: u32) -> String {
    let exact = counted(lang, i64::from(days), "ngày", "day");
    if days < 60 {
        return exact;
    }
    // a month has 30.44 days
    let months = u64::from(days).saturating_mul(100).saturating_add(1522) / 3044;
    match lang {
        Lang::Vi => format!("khoảng {months} tháng ({exact})"),
        Lang::En => format!("about {months} months ({exact})"),
    }
}

/// A date: 20/09/2026, 20 September 2026.
pub fn date(lang: Lang, day: Date) -> String {
    ocop::written_day(day, lang)
}

/// A date in words, with the zeros that official papers have: days below 10, months 1 and 2.
pub fn long_date(lang: Lang, day: Date) -> String {
    match lang {
        Lang::Vi => {
            let (year, month, day) = (day.year(), day.month(), day.day());
            let zero = if month < 3 { "0" } else { "" };
            format!("ngày {day:02} tháng {zero}{month} năm {year:04}")
        }
        Lang::En => date(lang, day),
    }
}

/// A date to be filled in by hand.
pub fn blank_date(lang: Lang) -> Inline {
    match lang {
        Lang::Vi => Inline::from("ngày ")
            .gap(2)
            .plain(" tháng ")
            .gap(2)
            .plain(" năm ")
            .gap(3),
        Lang::En => Inline::new().gap(10),
    }
}

/// A mean with its two places, and the decimal comma of Vietnamese.
pub fn mean(lang: Lang, mean: Mean) -> String {
    let text = format!("{:.2}", mean.decimal());
    match lang {
        Lang::Vi => text.replace('.', ","),
        Lang::En => text,
    }
}

/// How far points are from the mean of the others', with two places and its sign.
pub fn deviation(lang: Lang, deviation: Deviation) -> String {
    let number = deviation.decimal();
    // nothing is neither above nor below
    let text = if number.is_zero() {
        format!("{number:.2}")
    } else {
        // a hyphen would be left at the end of a line, without its figure
        format!("{number:+.2}").replace('-', "−")
    };
    match lang {
        Lang::Vi => text.replace('.', ","),
        Lang::En => text,
    }
}

/// What follows from a finding, in a word.
pub const fn effect(lang: Lang, effect: Effect) -> &'static str {
    match effect {
        Effect::Rejection => say(lang, "loại", "rejection"),
        Effect::Eligibility => say(lang, "không đủ điều kiện", "not eligible"),
        Effect::Stop => say(lang, "dừng đánh giá", "stop"),
    }
}

/// A level of authority.
pub const fn authority(lang: Lang, level: Authority) -> &'static str {
    match level {
        Authority::District => say(lang, "cấp huyện", "district level"),
        Authority::Province => say(lang, "cấp tỉnh", "provincial level"),
        Authority::Central => say(lang, "cấp trung ương", "central level"),
    }
}

/// Why there are no stars, or that stars are provisional; nothing for a rating that stands.
pub const fn outcome(lang: Lang, outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Rated => "",
        Outcome::Provisional => say(
            lang,
            "tạm tính, còn tiêu chí chưa chấm",
            "provisional: criteria are unanswered",
        ),
        Outcome::Stopped => say(
            lang,
            "Dừng đánh giá, không xếp sao",
            "Assessment stopped, no stars",
        ),
        Outcome::Ineligible => say(
            lang,
            "Không đủ điều kiện đánh giá, không xếp sao",
            "Not eligible for assessment, no stars",
        ),
        Outcome::Rejected => say(
            lang,
            "Hồ sơ bị loại, không xếp sao",
            "Dossier rejected, no stars",
        ),
    }
}

/// Names one after the other.
pub fn list<T: ToString>(names: impl IntoIterator<Item = T>) -> String {
    let names: Vec<String> = names.into_iter().map(|n| n.to_string()).collect();
    names.join(", ")
}

/// Words that begin a sentence: the first letter is a capital.
pub fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(chars).collect()
    })
}

/// Words that end like a sentence, whatever they are made of.
pub fn ended(text: &str) -> String {
    let text = text.trim_end();
    match text.chars().last() {
        None | Some('.' | '!' | '?' | ':' | ';') => text.to_owned(),
        Some(_) => format!("{text}."),
    }
}

/// A text of both languages in one.
pub fn text(lang: Lang, text: &Text) -> Inline {
    Inline::from(text.get(lang))
}

/// What a level asks for, or that none is reached.
pub fn label_or_none(lang: Lang, label: Option<&Text>) -> &str {
    label.map_or(
        say(lang, "không đạt mức nào", "none of the levels is reached"),
        |l| l.get(lang),
    )
}

/// The law that a page is about, where it is at hand: names, labels and articles in the language of
/// the page. Where it is not at hand, identifiers stand for names.
#[derive(Debug, Clone, Copy)]
pub struct Law<'l> {
    pub lang: Lang,
    criteria: Option<&'l CriteriaVersion>,
    set: Option<&'l ProductSet>,
}

impl<'l> Law<'l> {
    /// The version of an identifier.
    pub fn of(library: &'l Library, version: &str, lang: Lang) -> Self {
        Self {
            lang,
            criteria: library.version(version).ok().map(AsRef::as_ref),
            set: None,
        }
    }

    /// With a product set of it.
    pub fn with_set(self, number: Option<ProductSetNumber>) -> Self {
        let set = self
            .criteria
            .zip(number)
            .and_then(|(c, n)| c.set(n).ok())
            .map(AsRef::as_ref);
        Self { set, ..self }
    }

    /// The version, where it is at hand.
    pub const fn criteria(&self) -> Option<&'l CriteriaVersion> {
        self.criteria
    }

    /// The product set.
    pub const fn set(&self) -> Option<&'l ProductSet> {
        self.set
    }

    pub const fn say<'w>(&self, vi: &'w str, en: &'w str) -> &'w str {
        say(self.lang, vi, en)
    }

    /// A text of the law, or an article, in the language of the page.
    pub fn translate(&self, vi: &str) -> String {
        match (self.lang, self.criteria) {
            (Lang::En, Some(criteria)) => criteria.translate(vi).en,
            _ => vi.to_owned(),
        }
    }

    /// The decision by its number.
    pub fn decision(&self, version: &str) -> String {
        let file = self.criteria.and_then(|c| c.instrument().ok());
        let number = file.map(|i| i.file().number.clone());
        format!(
            "{} {}",
            self.say("Quyết định", "Decision"),
            number.as_deref().unwrap_or(version)
        )
    }

    /// The product set: `1. Rau, củ, quả, hạt tươi`.
    pub fn set_name(&self, number: ProductSetNumber) -> String {
        match self.set {
            Some(set) => format!("{number}. {}", self.translate(set.name())),
            None => number.to_string(),
        }
    }

    /// A criterion: `1.5 Liên kết sản xuất`.
    pub fn criterion(&self, id: CriterionId) -> String {
        match self.set.and_then(|s| s.criterion(id)) {
            Some(criterion) => format!("{id} {}", self.translate(&criterion.name)),
            None => id.to_string(),
        }
    }

    /// What a level of a criterion asks for.
    pub fn label(&self, id: CriterionId, level: LevelNumber) -> Option<String> {
        let level = self.set?.criterion(id)?.level(level)?;
        Some(self.translate(&level.label))
    }

    /// What a finding says.
    pub fn finding(&self, name: &str) -> Option<String> {
        let mut rules = self.set?.findings().iter();
        let rule = rules.find(|f| f.finding == name)?;
        Some(self.translate(&rule.label))
    }
}

/// A notice in an item: its words, and the article behind it.
pub fn notice(law: &Law<'_>, notice: &ocop::Notice) -> Item {
    let source = notice.source.as_deref().map(|s| law.translate(s));
    Item::new(text(law.lang, &notice.message).source(source.unwrap_or_default()))
}

/// The notices of rules that the law has and that are not counted: whoever reads of stars is to know.
pub fn not_counted(notices: &[Notice]) -> impl Iterator<Item = &Notice> {
    let code = NoticeCode::RuleNotEncoded;
    notices.iter().filter(move |n| n.code == code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_and_numbers_are_those_of_the_language() {
        let day = jiff::civil::date(2026, 9, 5);
        assert_eq!(date(Lang::Vi, day), "05/09/2026");
        assert_eq!(date(Lang::En, day), "5 September 2026");
        assert_eq!(long_date(Lang::Vi, day), "ngày 05 tháng 9 năm 2026");
        let day = jiff::civil::date(2027, 2, 20);
        assert_eq!(long_date(Lang::Vi, day), "ngày 20 tháng 02 năm 2027");
        let ninety = Mean::of(269, 3).unwrap();
        assert_eq!(mean(Lang::Vi, ninety), "89,67");
        assert_eq!(mean(Lang::En, Mean::of(792, 9).unwrap()), "88.00");
    }

    #[test]
    fn long_times_are_told_in_months_too() {
        assert_eq!(days(Lang::Vi, 815), "khoảng 27 tháng (815 ngày)");
        assert_eq!(days(Lang::En, 60), "about 2 months (60 days)");
        assert_eq!(days(Lang::En, 1), "1 day");
        assert_eq!(points_change(Lang::En, 1), "+1 point");
        assert_eq!(points_change(Lang::Vi, -2), "-2 điểm");
    }
}
