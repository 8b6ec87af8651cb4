//! Vietnamese letters as names need them: taken apart into base, mark and tone, without diacritics, and
//! in the order of a dictionary. Composed and decomposed text is read alike. And days as sentences have
//! them.
//!
//! ```
//! use ocop_vietnamese::{compare, slug};
//! assert_eq!(slug("Rau, củ, quả"), "rau-cu-qua");
//! let mut names = ["Đồng Nai", "Cà Mau", "Đà Nẵng", "Huế"];
//! names.sort_by(|a, b| compare(a, b));
//! assert_eq!(names, ["Cà Mau", "Đà Nẵng", "Đồng Nai", "Huế"]);
//! ```

mod day;
mod letter;

use std::cmp::Ordering;

pub use day::{day_en, day_vi};
pub use letter::{Letter, letters};

/// Vietnamese without diacritics, in lower case.
///
/// ```
/// assert_eq!(ocop_vietnamese::fold("Đắk Lắk").collect::<String>(), "dak lak");
/// ```
pub fn fold(text: &str) -> impl Iterator<Item = char> + '_ {
    letters(text).map(|l| l.base)
}

/// A name as a slug: no diacritics, lower case, words joined by hyphens.
///
/// ```
/// assert_eq!(ocop_vietnamese::slug("Rau, củ, quả, hạt tươi"), "rau-cu-qua-hat-tuoi");
/// ```
#[must_use]
pub fn slug(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    for c in fold(name) {
        if c.is_ascii_alphanumeric() {
            out.push(c);
        } else if !out.is_empty() && !out.ends_with('-') {
            out.push('-');
        }
    }
    out.truncate(out.trim_end_matches('-').len());
    out
}

/// The order of a Vietnamese dictionary: first by the letters of the alphabet (a ă â b c d đ e ê …),
/// signs and blanks before digits before letters; where these agree, by the tones (none, huyền, hỏi,
/// ngã, sắc, nặng); where these agree too, by the text itself, so that no two texts are of one rank.
#[must_use]
pub fn compare(a: &str, b: &str) -> Ordering {
    let rank = |l: Letter| {
        let base = if l.base.is_alphanumeric() {
            l.base
        } else {
            ' '
        };
        (base, l.mark)
    };
    letters(a)
        .map(rank)
        .cmp(letters(b).map(rank))
        .then_with(|| letters(a).map(|l| l.tone).cmp(letters(b).map(|l| l.tone)))
        .then_with(|| a.cmp(b))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn composed_and_decomposed_names_are_one() {
        let (composed, decomposed) = ("Đồ ăn nhanh", "Đo\u{302}\u{300} a\u{306}n nhanh");
        assert_eq!(slug(composed), "do-an-nhanh");
        assert_eq!(slug(decomposed), "do-an-nhanh");
        let of = |text| letters(text).collect::<Vec<_>>();
        assert_eq!(of(composed), of(decomposed));
        // both orders of the marks below and above a letter
        for written in [
            "ậ",
            "a\u{323}\u{302}",
            "a\u{302}\u{323}",
            "â\u{323}",
            "ạ\u{302}",
        ] {
            assert_eq!(of(written), of("ậ"), "{written}");
        }
        // the Icelandic letter that looks the same
        assert_eq!(of("Ðà Nẵng"), of("Đà Nẵng"));
    }

    #[test]
    fn other_letters_and_no_letters_at_all() {
        assert_eq!((slug("--"), slug("")), (String::new(), String::new()));
        assert_eq!(slug("Gia vị khác (muối, hành)"), "gia-vi-khac-muoi-hanh");
        assert_eq!(fold("e\u{308}ß中").collect::<String>(), "eß中");
    }

    #[test]
    fn names_stand_in_the_order_of_the_dictionary() {
        let mut names = vec![
            "Đắk Lắk",
            "Ân Thi",
            "Bạc Liêu",
            "An Giang",
            "Ăn",
            "Bà Rịa",
            "Dầu Tiếng",
            "Huế",
            "Ba Vì",
            "Bả",
            "Bã",
            "Bá",
            "Phường 2",
            "Phường 10",
            "Phường An",
            "Uông Bí",
            "Ứng Hòa",
            "Ẩm",
        ];
        names.sort_by(|a, b| compare(a, b));
        assert_eq!(
            names,
            [
                "An Giang",
                "Ăn",
                "Ẩm",
                "Ân Thi",
                "Bả",
                "Bã",
                "Bá",
                "Bà Rịa",
                "Ba Vì",
                "Bạc Liêu",
                "Dầu Tiếng",
                "Đắk Lắk",
                "Huế",
                "Phường 10",
                "Phường 2",
                "Phường An",
                "Uông Bí",
                "Ứng Hòa"
            ]
        );
    }

    proptest::proptest! {
        #[test]
        fn no_text_upsets_them(a in "\\PC*", b in "\\PC*", c in "[aăâeêđdòóởn\u{300}\u{302}\u{323} -]{0,12}") {
            for text in [&a, &b, &c] {
                let once = slug(text);
                proptest::prop_assert_eq!(&slug(&once), &once);
                proptest::prop_assert_eq!(compare(text, text), Ordering::Equal);
            }
            proptest::prop_assert_eq!(compare(&a, &c), compare(&c, &a).reverse());
        }
    }
}
