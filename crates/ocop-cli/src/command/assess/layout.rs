//! Lines within the width of a terminal.

use unicode_width::UnicodeWidthStr as _;

/// Text within a width, later lines under the first; under its beginning only as far as that leaves
/// room on a narrow terminal.
pub fn fitted(width: usize, first: &str, text: &str) -> String {
    let indent = first.width().min(width.div_euclid(4));
    let options = textwrap::Options::new(width)
        .initial_indent(first)
        .subsequent_indent("")
        .word_separator(textwrap::WordSeparator::AsciiSpace)
        .word_splitter(textwrap::WordSplitter::NoHyphenation);
    let under = " ".repeat(indent);
    textwrap::fill(text, options.subsequent_indent(&under))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_fit_from_40_to_200_columns_whatever_stands_in_them() {
        let words = "Nguồn gốc sản phẩm; Nguô\u{302}\u{300}n gốc ".repeat(20);
        for text in [words.as_str(), &"x".repeat(500), ""] {
            for width in [40, 41, 79, 80, 200] {
                let lines = fitted(width, "> 3. 3 điểm  ", text);
                assert!(
                    lines.lines().all(|l| l.width() <= width),
                    "{width}: {lines}"
                );
            }
        }
        assert_eq!(fitted(40, "  1. ", "Một"), "  1. Một");
    }
}
