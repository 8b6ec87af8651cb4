//! Words and numbers of Vietnamese legal text, so far as a comparison needs them.

use std::collections::BTreeSet;
use std::fmt;

/// Letters and digits alone, in lower case: what is left of a name where case, spaces and
/// punctuation do not count.
pub fn letters(text: &str) -> String {
    text.chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

/// Whether two texts say the same, case, spaces and punctuation aside.
pub fn same(a: &str, b: &str) -> bool {
    letters(a) == letters(b)
}

/// Whether a text says each of some phrases, case, spaces and punctuation aside.
pub fn says(text: &str, phrases: &[&str]) -> bool {
    let text = letters(text);
    phrases.iter().all(|phrase| text.contains(&letters(phrase)))
}

/// What follows a prefix, whatever its case.
pub fn after<'a>(text: &'a str, prefix: &str) -> Option<&'a str> {
    let mut rest = text.chars();
    for expected in prefix.chars() {
        if !rest.next()?.to_lowercase().eq(expected.to_lowercase()) {
            return None;
        }
    }
    Some(rest.as_str().trim_start())
}

/// A text without what it says in brackets; a bracket that is never closed runs to the end.
pub fn without_brackets(text: &str) -> String {
    let mut depth = 0_u32;
    let mut out = String::new();
    for c in text.chars() {
        match c {
            '(' => depth = depth.saturating_add(1),
            ')' => depth = depth.saturating_sub(1),
            _ if depth == 0 => out.push(c),
            _ => {}
        }
    }
    out.trim().to_owned()
}

/// A number in a text: `03`, `75%`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Number {
    /// Its digits, without leading zeros.
    digits: String,
    /// Whether it is a percentage.
    percent: bool,
}

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.digits)?;
        f.write_str(if self.percent { "%" } else { "" })
    }
}

/// What stands between the two ends of a range: `50 - 75%` and `50 đến dưới 75%` begin at 50%.
const RANGE: [&str; 5] = ["-", "–", "đến", "đến dưới", "tới"];

/// The numbers written in digits.
pub fn numbers(text: &str) -> BTreeSet<Number> {
    let mut found = BTreeSet::new();
    let mut rest = text;
    let mut begun: Option<Number> = None;
    while let Some(start) = rest.find(|c: char| c.is_ascii_digit()) {
        let (between, from) = rest.split_at(start);
        let (digits, behind) = number(from);
        let trimmed = behind.trim_start();
        let percent = trimmed.starts_with('%');
        if let Some(mut first) = begun.take() {
            first.percent |= percent && RANGE.contains(&between.trim());
            found.insert(first);
        }
        rest = trimmed.strip_prefix('%').unwrap_or(behind);
        begun = Some(Number { digits, percent });
    }
    found.extend(begun);
    found
}

/// The number that a text begins with, and what follows. A point or comma between digits belongs
/// to it.
fn number(text: &str) -> (String, &str) {
    let digit = |c: char| c.is_ascii_digit();
    let mut end = text.find(|c| !digit(c)).unwrap_or(text.len());
    if let Some(decimals) = text.get(end..).and_then(|r| r.strip_prefix(['.', ',']))
        && decimals.starts_with(digit)
    {
        end = text
            .len()
            .saturating_sub(decimals.trim_start_matches(digit).len());
    }
    let (digits, rest) = text.split_at(end);
    let plain = digits.trim_start_matches('0');
    let zero = !plain.starts_with(digit);
    let digits = format!("{}{}", if zero { "0" } else { "" }, plain.replace(',', "."));
    (digits, rest)
}

/// Numbers as words. `năm` is not here: it is 5, but far more often a year.
const NUMBER_WORDS: [(&str, &str); 9] = [
    ("một", "1"),
    ("hai", "2"),
    ("ba", "3"),
    ("bốn", "4"),
    ("sáu", "6"),
    ("bảy", "7"),
    ("tám", "8"),
    ("chín", "9"),
    ("mười", "10"),
];

/// The numbers of one text that another does not have, be it in digits or as a word.
pub fn numbers_missing(wanted: &str, text: &str) -> Vec<Number> {
    let mut there = numbers(text);
    for word in text
        .split(|c: char| !c.is_alphabetic())
        .map(str::to_lowercase)
    {
        let known = NUMBER_WORDS.iter().find(|(name, _)| *name == word);
        there.extend(known.map(|(_, digits)| Number {
            digits: (*digits).to_owned(),
            percent: false,
        }));
    }
    numbers(wanted).difference(&there).cloned().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> Vec<String> {
        numbers(text).iter().map(ToString::to_string).collect()
    }

    #[test]
    fn numbers_know_percentages_ranges_and_leading_zeros() {
        assert_eq!(shown("từ 50 - 75% trong 02 năm"), ["2", "50%", "75%"]);
        assert_eq!(shown("50% đến dưới 75 %, ≥ 5 đại lý"), ["5", "50%", "75%"]);
        assert_eq!(shown("0,5 và 1.000; 2."), ["0.5", "1.000", "2"]);
        assert!(shown("Không có").is_empty());
    }

    #[test]
    fn a_number_may_be_there_as_a_word_but_not_as_another_number() {
        assert!(numbers_missing("03 hoạt động", "Ba hoạt động").is_empty());
        assert!(numbers_missing("03 hoạt động", "≤ 3 hoạt động").is_empty());
        let missing = |wanted, text| numbers_missing(wanted, text).len();
        assert_eq!(missing("dưới 50%", "dưới 50"), 1);
        assert_eq!(missing("36 tháng", "3 năm 6 tháng"), 1);
        assert_eq!(missing("5 đại lý", "trong năm"), 1);
    }

    #[test]
    fn names_are_compared_by_letters() {
        assert!(same("TỔ CHỨC SẢN XUẤT", "Tổ chức  sản xuất."));
        assert!(!same("Mùi", "Mùi vị"));
        assert_eq!(
            without_brackets("Ghi nhãn (Việt - Anh (hoặc khác)) song ngữ"),
            "Ghi nhãn  song ngữ"
        );
        assert_eq!(after("PHẦN C: x", "phần "), Some("C: x"));
    }
}
