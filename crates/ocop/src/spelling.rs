//! The same thing written differently: one spelling for texts that people type, so that a register,
//! a list and a code mean the same whether a word processor, a telephone or a spreadsheet wrote them.
//!
//! Three strengths. [`tidy`] keeps the words and changes only what no reader sees: decomposed letters,
//! odd spaces, invisible characters, figures of full width. [`name_key`] tells whether two names are the same, capitals,
//! dashes and the place of a tone mark aside. [`product_code`] is the one way to write a code.
//! Diacritics are never dropped: without them different words look alike.

use std::borrow::Cow;

use ocop_vietnamese::letters;

/// The vowels of Vietnamese: each row plain, then with grave, acute, hook, tilde and dot below.
const VOWELS: [[char; 6]; 12] = [
    ['a', 'à', 'á', 'ả', 'ã', 'ạ'],
    ['ă', 'ằ', 'ắ', 'ẳ', 'ẵ', 'ặ'],
    ['â', 'ầ', 'ấ', 'ẩ', 'ẫ', 'ậ'],
    ['e', 'è', 'é', 'ẻ', 'ẽ', 'ẹ'],
    ['ê', 'ề', 'ế', 'ể', 'ễ', 'ệ'],
    ['i', 'ì', 'í', 'ỉ', 'ĩ', 'ị'],
    ['o', 'ò', 'ó', 'ỏ', 'õ', 'ọ'],
    ['ô', 'ồ', 'ố', 'ổ', 'ỗ', 'ộ'],
    ['ơ', 'ờ', 'ớ', 'ở', 'ỡ', 'ợ'],
    ['u', 'ù', 'ú', 'ủ', 'ũ', 'ụ'],
    ['ư', 'ừ', 'ứ', 'ử', 'ữ', 'ự'],
    ['y', 'ỳ', 'ý', 'ỷ', 'ỹ', 'ỵ'],
];

/// The combining marks of the tones, in the order of [`VOWELS`].
const TONES: [char; 5] = ['\u{300}', '\u{301}', '\u{309}', '\u{303}', '\u{323}'];

/// The vowel and tone of a letter.
fn parts(letter: char) -> Option<(char, usize)> {
    VOWELS.iter().find_map(|row| {
        let tone = row.iter().position(|c| *c == letter)?;
        row.first().map(|vowel| (*vowel, tone))
    })
}

/// A vowel with a tone.
fn with_tone(vowel: char, tone: usize) -> Option<char> {
    let row = VOWELS.iter().find(|row| row.first() == Some(&vowel))?;
    row.get(tone).copied()
}

/// A letter with one more combining mark, where Vietnamese has it as one letter.
fn composed(letter: char, mark: char) -> Option<char> {
    let lower = letter.to_lowercase().next()?;
    let (vowel, tone) = parts(lower)?;
    let made = match (mark, vowel) {
        ('\u{302}', 'a') => with_tone('â', tone),
        ('\u{302}', 'e') => with_tone('ê', tone),
        ('\u{302}', 'o') => with_tone('ô', tone),
        ('\u{306}', 'a') => with_tone('ă', tone),
        ('\u{31b}', 'o') => with_tone('ơ', tone),
        ('\u{31b}', 'u') => with_tone('ư', tone),
        _ if tone == 0 => {
            let tone = TONES.iter().position(|t| *t == mark)?;
            with_tone(vowel, tone.saturating_add(1))
        }
        _ => None,
    }?;
    if letter == lower {
        Some(made)
    } else {
        made.to_uppercase().next()
    }
}

/// What no reader sees: soft hyphens, joiners, tags, marks of direction and of byte order, controls.
pub(crate) fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}' | '\u{61c}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}'
        | '\u{e0000}'..='\u{e007f}')
        || (c.is_control() && !c.is_whitespace())
}

/// Hyphens, dashes and minus signs of every length.
pub(crate) fn is_dash(c: char) -> bool {
    matches!(
        c,
        '-' | '\u{2010}'
            ..='\u{2015}' | '\u{2043}' | '\u{2212}' | '\u{fe58}' | '\u{fe63}' | '\u{ff0d}'
    )
}

/// Slashes of word processors and of keyboards of full width.
pub(crate) fn is_slash(c: char) -> bool {
    matches!(c, '/' | '\u{2044}' | '\u{2215}' | '\u{ff0f}')
}

/// Signs between the figures of a day.
pub(crate) fn is_between_figures(c: char) -> bool {
    c == '.' || is_slash(c) || is_dash(c)
}

/// A figure of full width as the plain one; any other character as it is.
fn plain_figure(c: char) -> char {
    match u32::from(c).checked_sub(0xff10) {
        Some(figure) if figure < 10 => char::from_digit(figure, 10).unwrap_or(c),
        _ => c,
    }
}

/// A text as it is meant: letters composed, every run of spaces one space, none at the ends, nothing
/// invisible, no figure of full width. Words, capitals and dashes stay as they are.
///
/// ```
/// assert_eq!(ocop::tidy(" Mật\u{a0} ong\u{200b} "), "Mật ong");
/// assert_eq!(ocop::tidy("Ma\u{323}\u{302}t ong"), "Mật ong");
/// ```
#[must_use]
pub fn tidy(text: &str) -> Cow<'_, str> {
    if is_tidy(text) {
        return text.into();
    }
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_whitespace() {
            if !out.is_empty() && !out.ends_with(' ') {
                out.push(' ');
            }
        } else if !is_invisible(c) {
            let made = out.chars().next_back().and_then(|last| composed(last, c));
            if let Some(made) = made {
                out.pop();
                out.push(made);
            } else {
                out.push(plain_figure(c));
            }
        }
    }
    out.truncate(out.trim_end().len());
    if out == text { text.into() } else { out.into() }
}

/// Whether a text is certainly as it is meant: most are, and need not be written anew to know it.
fn is_tidy(text: &str) -> bool {
    let mut before = ' ';
    for c in text.chars() {
        let sound = match c {
            ' ' => before != ' ',
            '!'..='~' | 'À'..='ɏ' | 'Ạ'..='ỹ' => true,
            // a mark may be one letter with the letter before it
            '\u{300}'..='\u{36f}' => false,
            c => !c.is_whitespace() && !is_invisible(c) && plain_figure(c) == c,
        };
        if !sound {
            return false;
        }
        before = c;
    }
    before != ' ' || text.is_empty()
}

/// What two spellings of one name have in common: the same whatever its capitals, signs, spaces and
/// the place of its tone marks ("hoà" is "hòa"), and whatever is invisible. For comparing only, not
/// for people.
///
/// ```
/// assert_eq!(ocop::name_key("HTX  Hoà Bình – Trà"), ocop::name_key("htx hòa bình-trà"));
/// assert_ne!(ocop::name_key("Mật ong"), ocop::name_key("Mát ong"));
/// ```
#[must_use]
pub fn name_key(text: &str) -> String {
    let tidied = tidy(text);
    let words =
        tidied.split(|c: char| !(c.is_alphanumeric() || ('\u{300}'..='\u{36f}').contains(&c)));
    let mut out = String::with_capacity(tidied.len());
    for word in words.filter(|w| !w.is_empty()) {
        if !out.is_empty() {
            out.push(' ');
        }
        // a syllable has one tone, wherever its mark is put
        let mut tone = 0_u8;
        for letter in letters(word) {
            out.push(letter.base);
            if letter.mark > 0 {
                out.push(char::from(b'A'.saturating_add(letter.mark)));
            }
            tone = tone.max(letter.tone);
        }
        if tone > 0 {
            out.push(char::from(b'0'.saturating_add(tone)));
        }
    }
    out
}

/// The order of names that people read: that of a Vietnamese dictionary, without the word for what a
/// province is in front.
pub(crate) fn name_order(a: &str, b: &str) -> std::cmp::Ordering {
    fn bare(name: &str) -> &str {
        let mut fronts = ["Thành phố ", "Tỉnh "].into_iter();
        fronts
            .find_map(|front| name.strip_prefix(front))
            .unwrap_or(name)
    }
    ocop_vietnamese::compare(bare(a), bare(b)).then_with(|| a.cmp(b))
}

/// How people shorten what a place is, and what it stands for.
const PLACES: [(&str, &str); 7] = [
    ("tp", "thành phố"),
    ("tx", "thị xã"),
    ("tt", "thị trấn"),
    ("x", "xã"),
    ("p", "phường"),
    ("h", "huyện"),
    ("t", "tỉnh"),
];

/// How people shorten what an organisation is, and what it stands for.
const ORGANISATIONS: [(&str, &str); 9] = [
    ("htx", "hợp tác xã"),
    ("tht", "tổ hợp tác"),
    ("hkd", "hộ kinh doanh"),
    ("cty", "công ty"),
    ("dntn", "doanh nghiệp tư nhân"),
    ("tnhh", "trách nhiệm hữu hạn"),
    ("mtv", "một thành viên"),
    ("cp", "cổ phần"),
    ("lh", "liên hiệp"),
];

/// What two spellings of one place have in common: as [`name_key`], "X. Hồng Nam" and "xã Hồng Nam"
/// the same.
pub(crate) fn place_key(text: &str) -> String {
    let tidied = tidy(text).to_lowercase();
    let full = PLACES.iter().find_map(|(short, full)| {
        let rest = tidied.strip_prefix(short)?;
        let name = rest.strip_prefix('.').map(str::trim_start);
        // a letter by itself needs its full stop
        let name = name.or_else(|| rest.strip_prefix(' ').filter(|_| short.len() > 1))?;
        Some(format!("{full} {name}"))
    });
    name_key(full.as_deref().unwrap_or(&tidied))
}

/// What two spellings of one organisation have in common: as [`name_key`], "HTX" and "Hợp tác xã" the
/// same.
pub(crate) fn organisation_key(text: &str) -> String {
    let tidied = tidy(text).to_lowercase();
    let words = tidied.split(' ').map(|word| {
        let bare = word.trim_end_matches('.');
        let known = ORGANISATIONS.iter().find(|(short, _)| *short == bare);
        known.map_or(word, |(_, full)| *full)
    });
    name_key(&words.collect::<Vec<_>>().join(" "))
}

/// A product code as it is written: hyphens for every dash and for what else people put between its
/// figures, no spaces, the running number without zeros in front, a year of two figures whole. What is
/// no code stays what it is, tidied.
///
/// ```
/// assert_eq!(ocop::product_code("68–24781 – 01–2026"), "68-24781-1-2026");
/// assert_eq!(ocop::product_code("68/24781/01/2026"), "68-24781-1-2026");
/// assert_eq!(ocop::product_code("chưa có"), "chưa có");
/// ```
#[must_use]
pub fn product_code(text: &str) -> String {
    let tidied = tidy(text);
    let joined: String = tidied.chars().filter(|c| *c != ' ').collect();
    let steps = steps_of(&joined, is_dash).or_else(|| steps_of(&tidied, is_between_numbers));
    let Some(mut steps) = steps else {
        return tidied.into_owned();
    };
    if let Some(number) = steps.iter_mut().nth_back(1) {
        *number = without_zeros(number);
    }
    let year = steps.pop().unwrap_or_default();
    let century = if year.len() == 2 { "20" } else { "" };
    format!("{}-{century}{year}", steps.join("-"))
}

/// A text tidied, with a hyphen and no space for every dash between its parts, as codes are written;
/// nothing else in it is changed.
///
/// ```
/// assert_eq!(ocop::hyphenated("68–24781 – 1–2026"), "68-24781-1-2026");
/// assert_eq!(ocop::hyphenated("68/24781/1/26"), "68/24781/1/26");
/// ```
#[must_use]
pub fn hyphenated(text: &str) -> String {
    let tidied = tidy(text);
    let parts: Vec<&str> = tidied.split(is_dash).map(str::trim).collect();
    parts.join("-")
}

/// Whether a text that is no product code would be one with figures for the letters that look like
/// them.
pub(crate) fn has_letters_for_figures(text: &str) -> bool {
    // most codes have no such letter
    if !text.contains(['l', 'I', 'i', 'O', 'o']) {
        return false;
    }
    let figures: String = text
        .chars()
        .map(|c| match c {
            'l' | 'I' | 'i' => '1',
            'O' | 'o' => '0',
            c => c,
        })
        .collect();
    steps_of(&product_code(&figures), is_dash).is_some()
}

/// What people put between the numbers of a code for its hyphens.
fn is_between_numbers(c: char) -> bool {
    is_between_figures(c) || matches!(c, '_' | ' ')
}

/// The four or five numbers of a code, where a text is made of them.
fn steps_of(text: &str, between: fn(char) -> bool) -> Option<Vec<&str>> {
    let steps: Vec<&str> = text.split(between).filter(|s| !s.is_empty()).collect();
    let figures = |s: &&str| s.bytes().all(|b| b.is_ascii_digit());
    (matches!(steps.len(), 4 | 5) && steps.iter().all(figures)).then_some(steps)
}

/// Whether what stands in place of a product code tells products apart: "-", "chưa có", "N/A" and "0" do
/// not, nor does a code of which a number is still to come, `33-12025-STT-2026`.
pub(crate) fn is_code(text: &str) -> bool {
    let tells = |c: char| c.is_numeric() && !matches!(c, '0' | '\u{ff10}');
    text.chars().any(tells) && !lacks_a_number(text)
}

/// Whether a text begins as a product code does, with a province and what lies in it, and has something
/// else than figures where its number or year should be.
fn lacks_a_number(text: &str) -> bool {
    let code = product_code(text);
    let steps: Vec<&str> = code.split('-').collect();
    let [province, within, .., last] = steps.as_slice() else {
        return false;
    };
    let figures = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    matches!(steps.len(), 4 | 5)
        && !has_letters_for_figures(text)
        && province.len() == 2
        && figures(province)
        && matches!(within.len(), 3 | 5)
        && figures(within)
        && (figures(last) || !last.contains(|c: char| c.is_ascii_digit()))
        && steps
            .iter()
            .any(|step| !step.contains(|c: char| c.is_ascii_digit()))
}

/// Whether a text has no letter and no figure: "-", "…" and "?" stand where something is still to come.
///
/// ```
/// assert!(ocop::is_mere_sign(" … ") && ocop::is_mere_sign("--") && ocop::is_mere_sign(""));
/// assert!(!ocop::is_mere_sign("0") && !ocop::is_mere_sign("không"));
/// ```
#[must_use]
pub fn is_mere_sign(text: &str) -> bool {
    !text.chars().any(char::is_alphanumeric)
}

/// What people write where there is nothing yet.
const NOT_YET: [&str; 10] = [
    "chưa",
    "n/a",
    "na",
    "đang bổ sung",
    "sẽ bổ sung",
    "bổ sung sau",
    "đang cập nhật",
    "sẽ cập nhật",
    "tbd",
    "to be added",
];

/// Whether a text says that something is still to come, or is a mere sign: "chưa có", "n/a", "…".
pub(crate) fn says_not_yet(text: &str) -> bool {
    let words = tidy(text).to_lowercase();
    let words = words.trim_end_matches(['.', '…', ' ', '!']);
    is_mere_sign(words)
        || NOT_YET.contains(&words)
        || ["chưa có", "chưa nộp", "chưa làm", "chưa rõ"]
            .iter()
            .any(|start| words.starts_with(start))
}

/// Whether what stands in place of a paper is none: "không có", and whatever says that it is to come.
pub(crate) fn is_no_paper(text: &str) -> bool {
    let words = tidy(text).to_lowercase();
    let words = words.trim_end_matches(['.', ' ']);
    [
        "không",
        "không có",
        "none",
        "no",
        "nil",
        "không có giấy tờ",
        "không có minh chứng",
    ]
    .contains(&words)
        || says_not_yet(words)
}

/// What two spellings of one code have in common: as [`product_code`], no figure with zeros in
/// front, since spreadsheets drop them.
pub(crate) fn code_key(text: &str) -> String {
    let code = product_code(text);
    let steps: Vec<&str> = code.split('-').map(without_zeros).collect();
    steps.join("-").to_lowercase()
}

fn without_zeros(figures: &str) -> &str {
    match figures.trim_start_matches('0') {
        "" => figures.get(..1).unwrap_or(figures),
        rest if rest.bytes().all(|b| b.is_ascii_digit()) => rest,
        _ => figures,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_in_place_of_a_code_or_a_paper_is_none() {
        for code in [
            "-",
            "chưa có",
            "0",
            "33-12025-STT-2026",
            "33-12025-..-2026",
            "33-12025-…-2026",
        ] {
            assert!(!is_code(code), "{code}");
        }
        for code in [
            "33-12025-7-2026",
            "OCOP-12/HY",
            "12",
            "83-832-28882-2-2022",
            "33-A12-1-2026",
        ] {
            assert!(is_code(code), "{code}");
        }
        for none in [
            "-",
            "…",
            "không",
            "Không có.",
            "n/a",
            "Chưa có, sẽ bổ sung",
            "chưa",
        ] {
            assert!(is_no_paper(none), "{none}");
        }
        for paper in [
            "Giấy VietGAP",
            "Không có dư lượng: phiếu kiểm nghiệm số 5",
            "1",
        ] {
            assert!(!is_no_paper(paper), "{paper}");
        }
        // in a form "không" is an answer, a dash is none
        assert!(!says_not_yet("không") && says_not_yet("-") && says_not_yet("Chưa có"));
    }

    #[test]
    fn names_are_in_the_order_of_a_vietnamese_dictionary() {
        let mut names = [
            "Vĩnh Long",
            "Thành phố Đà Nẵng",
            "Đắk Lắk",
            "Điện Biên",
            "An Giang",
            "Thành phố Cần Thơ",
            "Cà Mau",
            "Cao Bằng",
        ];
        names.sort_by(|a, b| name_order(a, b));
        assert_eq!(
            names,
            [
                "An Giang",
                "Cà Mau",
                "Cao Bằng",
                "Thành phố Cần Thơ",
                "Thành phố Đà Nẵng",
                "Đắk Lắk",
                "Điện Biên",
                "Vĩnh Long",
            ]
        );
    }

    #[test]
    fn decomposed_letters_are_composed_whatever_the_order_of_their_marks() {
        for decomposed in [
            "\u{1ea1}\u{302}",
            "a\u{302}\u{323}",
            "a\u{323}\u{302}",
            "\u{e2}\u{323}",
        ] {
            assert_eq!(tidy(decomposed), "ậ");
        }
        assert_eq!(tidy("U\u{31b}\u{309}"), "Ử");
        assert_eq!(tidy("\u{1ee7}\u{31b}"), "ử");
        assert_eq!(tidy("Đo\u{302}\u{300}ng"), "Đồng");
        assert_eq!(tidy("\u{ff12}\u{ff10} kg"), "20 kg");
        // no such letter: the mark stays
        assert_eq!(tidy("n\u{303}"), "n\u{303}");
    }

    #[test]
    fn spaces_and_what_is_invisible_do_not_count() {
        assert_eq!(
            tidy("\u{feff}a\u{a0}\u{202f}\tb\r\nc\u{202e}\u{7}"),
            "a b c"
        );
        assert_eq!(tidy("   "), "");
        assert!(matches!(tidy("Trà đen"), Cow::Borrowed(_)));
    }

    #[test]
    fn names_are_the_same_whatever_their_capitals_dashes_and_tone_marks() {
        for (one, other) in [
            ("THUÝ HOÀ", "Thúy Hòa"),
            ("loè", "lòe"),
            ("A — B", "a-b"),
            ("Hoàn", "HOÀN"),
        ] {
            assert_eq!(name_key(one), name_key(other), "{one}");
        }
        for (one, other) in [("Mật", "Mát"), ("Ha", "Hà"), ("a b", "ab"), ("đ", "d")] {
            assert_ne!(name_key(one), name_key(other), "{one}");
        }
    }

    #[test]
    fn what_places_and_organisations_are_may_be_shortened() {
        for (one, other) in [
            ("X. Hồng Nam", "xã Hồng Nam"),
            ("TP HCM", "Tp.HCM"),
            ("P.1", "Phường 1"),
        ] {
            assert_eq!(place_key(one), place_key(other), "{one}");
        }
        for (one, other) in [
            ("Xã Hồng Nam", "Phường Hồng Nam"),
            ("X Hồng", "Xã Hồng"),
            ("Tiên", "iên"),
        ] {
            assert_ne!(place_key(one), place_key(other), "{one}");
        }
        for (one, other) in [
            ("HTX Nhãn lồng", "Hợp tác xã nhãn lồng"),
            (
                "CTY TNHH MTV A",
                "Công ty trách nhiệm hữu hạn một thành viên A",
            ),
        ] {
            assert_eq!(organisation_key(one), organisation_key(other), "{one}");
        }
        assert_ne!(organisation_key("HTXA"), organisation_key("Hợp tác xã A"));
    }

    #[test]
    fn codes_differ_in_their_figures_only() {
        for same in [
            "4-1234-7-2026",
            "04-01234-007-2026",
            "04\u{2011}01234\u{2212}7-2026",
            "04/01234/7/2026",
            "04.01234.7.2026",
            "04_01234_7_2026",
            "04 01234 7 2026",
            "04-01234-7/2026",
            "04--01234-7-2026.",
            "04-01234-7-26",
            "\u{ff10}\u{ff14}-01234-\u{ff17}-2026",
        ] {
            assert_eq!(code_key(same), "4-1234-7-2026");
        }
        assert_eq!(code_key("83-832-28882-02-2022"), "83-832-28882-2-2022");
        assert_ne!(code_key("4-1234-70-2026"), code_key("4-1234-7-2026"));
        assert_eq!(product_code("1-2-000-2026"), "1-2-0-2026");
        // not of the form: nothing is taken away
        for other in ["A-01 / B", "12/QĐ-2026", "33.12025", "33-l2025-1-2026"] {
            assert_eq!(product_code(other), other);
        }
        assert!(has_letters_for_figures("33-l2O25-1-2026"));
        assert!(!has_letters_for_figures("33-12025-1-2026"));
        assert!(!has_letters_for_figures("OCOP-01"));
    }
}
