//! Levels of criteria in words, as the pages of sheets and comparisons have them.

use ocop::compare::MinimumFacts;
use ocop::{Lang, Stars};

use crate::words::{say, stars};

/// The mark of a star minimum: so many stars.
pub fn mark(minimum_for: Option<Stars>) -> String {
    minimum_for
        .map(|s| "★".repeat(usize::from(s.get())))
        .unwrap_or_default()
}

/// What the marks mean.
pub const fn legend(lang: Lang) -> &'static str {
    say(
        lang,
        "★★★, ★★★★, ★★★★★: mức tối thiểu để được 3, 4, 5 sao.",
        "★★★, ★★★★, ★★★★★: the least level for 3, 4, 5 stars.",
    )
}

/// A star minimum in one line.
pub fn minimum(minimum: &MinimumFacts, lang: Lang) -> String {
    let level = say(lang, "từ mức", "from level");
    format!(
        "{}: {} {}, {level} {}: {}",
        stars(lang, minimum.stars),
        minimum.criterion,
        minimum.name.get(lang),
        minimum.level,
        minimum.label.get(lang)
    )
}
