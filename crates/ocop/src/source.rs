//! Where the law says something: an article or an annex with its parts, worded in either language.

use std::fmt;
use std::str::FromStr;

use crate::text::{Lang, Text};

/// One step on the way to a place in the law.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum SourcePart {
    /// A decision by its number: `148/QĐ-TTg`.
    Decision(String),
    /// The decision that amends the one before: `781/QĐ-TTg`.
    AmendedBy(String),
    /// An article with its clauses and points: `4.1.a`.
    Article(String),
    /// An annex by its Roman number.
    Annex(String),
    /// A form of an annex: `02`.
    Form(String),
    /// A part of a form or annex: `III`.
    Division(String),
    /// The score sheet of a product set, by its number.
    Sheet(String),
    /// The table of criteria of a sheet.
    ScoreSheet,
    /// The head of a sheet.
    Head,
    /// A criterion or section of a sheet: `5.2`.
    At(String),
    /// The note under a criterion, or under each sheet where none is named.
    NoteUnder(Option<String>),
    /// A further number under the step before: `II.1.b`, `9 và 15`.
    Number(String),
}

impl SourcePart {
    fn read(word: &str) -> Option<Self> {
        let after = |start: &str| word.strip_prefix(start).filter(|rest| is_number(rest));
        let decision = |text: &str| text.strip_suffix("/QĐ-TTg").is_some_and(is_number);
        let owned = |text: &str| text.to_owned();
        match word {
            "phiếu đánh giá" => return Some(Self::ScoreSheet),
            "đầu phiếu" => return Some(Self::Head),
            "ghi chú dưới mỗi phiếu" => return Some(Self::NoteUnder(None)),
            _ => {}
        }
        let amended = word.strip_prefix("sửa đổi bởi ");
        let named = word.strip_prefix("Quyết định ").unwrap_or(word);
        after("Điều ")
            .map(|n| Self::Article(owned(n)))
            .or_else(|| after("Phụ lục ").map(|n| Self::Annex(owned(n))))
            .or_else(|| after("Mẫu số ").map(|n| Self::Form(owned(n))))
            .or_else(|| after("Phần ").map(|n| Self::Division(owned(n))))
            .or_else(|| after("phiếu ").map(|n| Self::Sheet(owned(n))))
            .or_else(|| after("tại ").map(|n| Self::At(owned(n))))
            .or_else(|| after("ghi chú dưới ").map(|n| Self::NoteUnder(Some(owned(n)))))
            .or_else(|| {
                amended
                    .filter(|n| decision(n))
                    .map(|n| Self::AmendedBy(owned(n)))
            })
            .or_else(|| decision(named).then(|| Self::Decision(owned(named))))
            .or_else(|| is_number(word).then(|| Self::Number(owned(word))))
    }

    /// Whether a source can begin with it: a number alone says nothing.
    const fn stands_alone(&self) -> bool {
        matches!(self, Self::Decision(_) | Self::Article(_) | Self::Annex(_))
    }

    /// The step in English.
    fn english(&self) -> String {
        let and = |number: &str| number.replace(" và ", " and ");
        match self {
            Self::Decision(number) => format!("Decision {number}"),
            Self::AmendedBy(number) => format!("amended by {number}"),
            Self::Article(number) => format!("Art. {}", and(number)),
            Self::Annex(number) => format!("Annex {number}"),
            Self::Form(number) => format!("form {number}"),
            Self::Division(number) => format!("part {number}"),
            Self::Sheet(number) => format!("sheet {number}"),
            Self::ScoreSheet => "score sheet".to_owned(),
            Self::Head => "head of the sheet".to_owned(),
            Self::At(number) => format!("at {}", and(number)),
            Self::NoteUnder(None) => "note under each sheet".to_owned(),
            Self::NoteUnder(Some(number)) => format!("note under {number}"),
            Self::Number(number) => and(number),
        }
    }
}

/// Whether a text is a number as the law counts: digits, Roman numbers and single letters, joined
/// by points, slashes or "và".
fn is_number(text: &str) -> bool {
    let counts = |step: &str| {
        let roman = || step.chars().all(|c| matches!(c, 'I' | 'V' | 'X'));
        let letter = || step.chars().count() == 1 && step.chars().all(char::is_lowercase);
        let digits = || step.chars().all(|c| c.is_ascii_digit());
        !step.is_empty() && (digits() || roman() || letter())
    };
    text.split(" và ").all(|n| n.split(['.', '/']).all(counts))
}

/// Where the law says something. It is written in Vietnamese, as the data have it, and worded in
/// English from its parts, so that no translation of it can be missing or wrong.
///
/// ```
/// use ocop::{Lang, Source, SourcePart};
/// let source: Source = "Phụ lục II, phiếu 26, tại 8, 9 và 15".parse()?;
/// assert_eq!(source.words(Lang::En), "Annex II, sheet 26, at 8, 9 and 15");
/// assert_eq!(source.words(Lang::Vi), "Phụ lục II, phiếu 26, tại 8, 9 và 15");
/// assert_eq!(source.parts().first(), Some(&SourcePart::Annex("II".into())));
/// # Ok::<(), ocop::NotASource>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Source {
    parts: Vec<SourcePart>,
    written: String,
    english: String,
}

impl Source {
    /// Its steps, from the instrument or annex inwards; several sources follow one another.
    #[must_use]
    pub fn parts(&self) -> &[SourcePart] {
        &self.parts
    }

    /// It in a language.
    #[must_use]
    pub fn words(&self, lang: Lang) -> &str {
        match lang {
            Lang::Vi => &self.written,
            Lang::En => &self.english,
        }
    }

    /// It in both languages.
    #[must_use]
    pub fn text(&self) -> Text {
        Text::new(self.written.as_str(), self.english.as_str())
    }
}

/// A text that does not name a place in the law as [`Source`] reads it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("expected an article or an annex with its parts, such as \"Điều 4.1.a\"")]
pub struct NotASource;

impl FromStr for Source {
    type Err = NotASource;

    fn from_str(text: &str) -> Result<Self, NotASource> {
        let mut parts = Vec::new();
        let mut english = String::with_capacity(text.len());
        for (i, whole) in text.split("; ").enumerate() {
            if i > 0 {
                english.push_str("; ");
            }
            for (j, word) in whole.split(", ").enumerate() {
                if j > 0 {
                    english.push_str(", ");
                }
                let part = SourcePart::read(word).ok_or(NotASource)?;
                if j == 0 && !part.stands_alone() {
                    return Err(NotASource);
                }
                english.push_str(&part.english());
                parts.push(part);
            }
        }
        Ok(Self {
            parts,
            written: text.to_owned(),
            english,
        })
    }
}

impl fmt::Display for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.written)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_way_to_name_a_place_in_the_law_is_worded_in_english() {
        for (vi, en) in [
            ("Điều 4.1.a", "Art. 4.1.a"),
            ("Điều 8.1.đ", "Art. 8.1.đ"),
            ("Điều 11 và 12", "Art. 11 and 12"),
            ("Phụ lục I, II.1.b", "Annex I, II.1.b"),
            (
                "Phụ lục II, ghi chú dưới mỗi phiếu",
                "Annex II, note under each sheet",
            ),
            (
                "Phụ lục II, phiếu 16, ghi chú dưới 6.4",
                "Annex II, sheet 16, note under 6.4",
            ),
            (
                "Phụ lục III, Mẫu số 02, Phần III",
                "Annex III, form 02, part III",
            ),
            (
                "148/QĐ-TTg, phiếu 3, phiếu đánh giá",
                "Decision 148/QĐ-TTg, sheet 3, score sheet",
            ),
            (
                "Quyết định 1048/QĐ-TTg, sửa đổi bởi 781/QĐ-TTg, phiếu 26",
                "Decision 1048/QĐ-TTg, amended by 781/QĐ-TTg, sheet 26",
            ),
            (
                "Quyết định 1048/QĐ-TTg; Quyết định 148/QĐ-TTg",
                "Decision 1048/QĐ-TTg; Decision 148/QĐ-TTg",
            ),
            (
                "26/2026/QĐ-TTg, Điều 3.3",
                "Decision 26/2026/QĐ-TTg, Art. 3.3",
            ),
        ] {
            let source: Source = vi.parse().unwrap();
            assert_eq!(
                (source.words(Lang::En), source.to_string().as_str()),
                (en, vi)
            );
        }
    }

    #[test]
    fn what_names_no_place_in_the_law_is_no_source() {
        for text in [
            "",
            "Quy chế hội đồng của các tỉnh",
            "Điều",
            "Điều x.y.zz",
            "phiếu , tại 5",
            "phiếu 5",
            "12",
        ] {
            assert_eq!(text.parse::<Source>(), Err(NotASource), "{text}");
        }
    }
}
