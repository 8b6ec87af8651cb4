//! Lines of plain text: words wrapped, padded and set in columns.

use unicode_width::UnicodeWidthStr;

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

/// Text in the middle of a column.
pub fn centred(text: &str, width: usize) -> String {
    let before = width.saturating_sub(text.width()) / 2;
    left(&format!("{}{text}", " ".repeat(before)), width)
}

/// The lines of a text within a width. They break at spaces alone, so that names such as
/// `unsafe-foreign-matter` stay whole, unless a word is too long for any line.
pub fn lines(text: &str, width: usize) -> Vec<String> {
    // the other algorithm lets a line be too long where that makes the rest look better
    let options = textwrap::Options::new(width.max(1))
        .wrap_algorithm(textwrap::WrapAlgorithm::FirstFit)
        .word_separator(textwrap::WordSeparator::AsciiSpace)
        .word_splitter(textwrap::WordSplitter::NoHyphenation);
    textwrap::wrap(text, options)
        .into_iter()
        .map(std::borrow::Cow::into_owned)
        .collect()
}
