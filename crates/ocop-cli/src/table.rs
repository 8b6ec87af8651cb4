//! Columns that stay straight under Vietnamese text, composed or decomposed.

use unicode_width::UnicodeWidthStr;

/// The width that text is wrapped to.
pub const WIDTH: usize = 80;

/// Text without what would upset a terminal: control characters, line breaks and marks that turn
/// the direction of writing become a visible mark.
pub fn clean(text: &str) -> String {
    let upsets = |c: char| {
        c.is_control()
            || matches!(c, '\u{2028}' | '\u{2029}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    text.chars()
        .map(|c| if upsets(c) { '\u{fffd}' } else { c })
        .collect()
}

/// Text padded with spaces to a width in columns.
pub fn left(text: &str, width: usize) -> String {
    let pad = width.saturating_sub(text.width());
    format!("{text}{}", " ".repeat(pad))
}

/// Text set to the right of a column.
pub fn right(text: &str, width: usize) -> String {
    let pad = width.saturating_sub(text.width());
    format!("{}{text}", " ".repeat(pad))
}

/// Text wrapped to the page, later lines under the first.
pub fn wrapped(first: &str, text: &str) -> String {
    let indent = " ".repeat(first.width());
    textwrap::fill(
        text,
        options(WIDTH)
            .initial_indent(first)
            .subsequent_indent(&indent),
    )
}

/// Lines break at spaces alone: names such as `unknown-field` stay whole.
pub fn options<'o>(width: usize) -> textwrap::Options<'o> {
    textwrap::Options::new(width)
        .break_words(false)
        .word_separator(textwrap::WordSeparator::AsciiSpace)
        .word_splitter(textwrap::WordSplitter::NoHyphenation)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn composed_and_decomposed_vietnamese_take_the_same_columns() {
        let (composed, decomposed) = ("Tổng", "To\u{302}\u{309}ng");
        assert_eq!(left(composed, 6).width(), 6);
        assert_eq!(left(decomposed, 6).width(), 6);
        assert_eq!(right(decomposed, 6).width(), 6);
        assert_eq!(left("dài hơn", 3), "dài hơn");
    }

    #[test]
    fn wrapped_lines_stay_on_the_page_and_under_the_first() {
        let text = wrapped("  1.1  ", &"Nguồn gốc sản phẩm ".repeat(20));
        assert!(text.lines().all(|l| l.width() <= WIDTH));
        assert!(text.lines().skip(1).all(|l| l.starts_with("       ")));
        let names = wrapped("- ", &"unsafe-foreign-matter ".repeat(9));
        assert!(names.lines().all(|l| l.ends_with("matter")));
    }

    #[test]
    fn control_characters_never_reach_the_terminal() {
        assert_eq!(clean("a\u{0}\u{1b}[31m\n"), "a\u{fffd}\u{fffd}[31m\u{fffd}");
        assert_eq!(clean("\u{202e}gnol"), "\u{fffd}gnol");
    }
}
