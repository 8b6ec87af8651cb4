//! Runs and paragraphs of WordprocessingML. Every text goes through [`escaped`].

use ocop::Lang;
use ocop_text::{Inline, Run};

/// The tag of a language.
pub const fn tag(lang: Lang) -> &'static str {
    match lang {
        Lang::Vi => "vi-VN",
        Lang::En => "en-GB",
    }
}

/// Text without what would be markup. Characters that XML does not have never get into a document:
/// see [`Inline`].
pub fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            c => out.push(c),
        }
    }
    out
}

/// How words look besides their style.
#[derive(Debug, Clone, Copy, Default)]
pub struct Look {
    pub bold: bool,
    pub italic: bool,
    pub capitals: bool,
    /// Twice the points, where they are not those of the style.
    pub size: Option<usize>,
}

impl Look {
    pub const BOLD: Self = Self {
        bold: true,
        italic: false,
        capitals: false,
        size: None,
    };
    pub const SMALL: Self = Self {
        bold: false,
        italic: false,
        capitals: false,
        size: Some(22),
    };
    pub const ITALIC: Self = Self {
        bold: false,
        italic: true,
        capitals: false,
        size: None,
    };

    pub const fn capitals(self) -> Self {
        Self {
            capitals: true,
            ..self
        }
    }
}

/// A run of words.
pub fn run(text: &str, look: Look) -> String {
    let mut properties = String::new();
    for (set, mark) in [
        (look.bold, "<w:b/><w:bCs/>"),
        (look.italic, "<w:i/><w:iCs/>"),
        (look.capitals, "<w:caps/>"),
    ] {
        if set {
            properties.push_str(mark);
        }
    }
    if let Some(size) = look.size {
        properties.push_str(&format!(
            "<w:sz w:val=\"{size}\"/><w:szCs w:val=\"{size}\"/>"
        ));
    }
    let properties = if properties.is_empty() {
        properties
    } else {
        format!("<w:rPr>{properties}</w:rPr>")
    };
    let text = escaped(text);
    format!("<w:r>{properties}<w:t xml:space=\"preserve\">{text}</w:t></w:r>")
}

/// The words of a line.
pub fn words(text: &Inline, look: Look) -> String {
    let mut out = String::new();
    for (i, piece) in text.runs().iter().enumerate() {
        out.push_str(&match piece {
            Run::Plain(text) => run(text, look),
            Run::Strong(text) => run(text, Look { bold: true, ..look }),
            Run::Emphasis(text) => run(
                text,
                Look {
                    italic: true,
                    ..look
                },
            ),
            Run::Source(text) => {
                let space = if i == 0 { "" } else { " " };
                run(
                    &format!("{space}[{text}]"),
                    Look {
                        size: look.size.or(Look::SMALL.size),
                        ..look
                    },
                )
            }
            // other pieces are written as they are in plain text
            other => {
                let alone = Inline::new();
                let alone = match other {
                    Run::Tick(ticked) => alone.tick(*ticked),
                    Run::Gap(width) => alone.gap(*width),
                    _ => alone,
                };
                run(&alone.to_string(), look)
            }
        });
    }
    out
}

/// A tab, and with it dots to the next stop where the paragraph has them.
pub const TAB: &str = "<w:r><w:tab/></w:r>";

/// A paragraph: its style, more properties in the order of the format, its runs.
pub fn paragraph(style: &str, properties: &str, runs: &str) -> String {
    format!("<w:p><w:pPr><w:pStyle w:val=\"{style}\"/>{properties}</w:pPr>{runs}</w:p>\n")
}

/// Keeps a paragraph on the page of the one after it.
pub const KEEP: &str = "<w:keepNext/>";

/// A rule: a paragraph without words whose upper border is set in from both sides, in twentieths of
/// a point, and stands clear of the words above it.
pub fn rule(inset: usize) -> String {
    paragraph(
        "Rule",
        &format!(
            "<w:pBdr><w:top w:val=\"single\" w:sz=\"6\" w:space=\"1\" w:color=\"auto\"/></w:pBdr>\
             <w:spacing w:before=\"50\"/><w:ind w:left=\"{inset}\" w:right=\"{inset}\"/>"
        ),
        "",
    )
}
