//! What is photographed from a page, or read aloud and typed.

use qrcode::QrCode;
use qrcode::render::svg;

/// A text as a square to be photographed: a picture that stands in a page.
pub(super) fn square(text: &str) -> String {
    let drawn = QrCode::new(text.as_bytes()).map(|qr| {
        let mut drawn = qr.render::<svg::Color<'_>>();
        drawn.min_dimensions(240, 240).build()
    });
    let drawn = drawn.unwrap_or_default();
    // without the head of a file
    let picture = drawn.split_once("?>").map(|(_, svg)| svg.to_owned());
    picture.unwrap_or(drawn)
}

/// Letters in groups of four, as they are read aloud.
pub(super) fn in_fours(code: &str) -> String {
    let letters: Vec<char> = code.chars().collect();
    let groups: Vec<String> = letters
        .chunks(4)
        .map(|four| four.iter().collect())
        .collect();
    groups.join("-")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_read_in_groups_of_four() {
        assert_eq!(in_fours("ABCDEFGH"), "ABCD-EFGH");
        assert_eq!(in_fours("ABCDE"), "ABCD-E");
        assert_eq!(in_fours(""), "");
    }

    #[test]
    fn a_square_is_a_picture_without_the_head_of_a_file() {
        let drawn = square("http://hall/join?code=ABCDEFGH");
        assert!(drawn.trim_start().starts_with("<svg"), "{drawn}");
    }
}
