//! A document as Markdown and as HTML. What a dossier says is quoted, never obeyed: marks of either
//! language are escaped.

use crate::text::{Lang, Text};

use super::document::{Block, Document};

impl Document {
    /// The document as Markdown (CommonMark, with tables).
    #[must_use]
    pub fn markdown(&self, lang: Lang) -> String {
        let t = |text: &Text| markdown(text.get(lang));
        let mut out = format!("# {}\n", t(&self.title));
        for block in &self.blocks {
            out.push('\n');
            match block {
                Block::Heading(text) => out.push_str(&format!("## {}\n", t(text))),
                Block::Paragraph(text) => out.push_str(&format!("{}\n", t(text))),
                Block::List(items) => {
                    for item in items {
                        out.push_str(&format!("- {}\n", t(item)));
                    }
                }
                Block::Table { head, rows } => {
                    let row = |cells: &[Text]| {
                        let cells: Vec<String> = cells.iter().map(t).collect();
                        format!("| {} |\n", cells.join(" | "))
                    };
                    out.push_str(&row(head));
                    out.push_str(&format!("|{}\n", "---|".repeat(head.len())));
                    for cells in rows {
                        out.push_str(&row(cells));
                    }
                }
                Block::Signatures(names) => {
                    let names: Vec<String> = names.iter().map(t).collect();
                    out.push_str(&format!("| {} |\n", names.join(" | ")));
                    out.push_str(&format!("|{}\n", "---|".repeat(names.len())));
                    out.push_str(&format!("|{}\n", "  |".repeat(names.len())));
                }
            }
        }
        out
    }

    /// The document as a page of HTML that stands alone and prints on A4.
    #[must_use]
    pub fn html(&self, lang: Lang) -> String {
        let t = |text: &Text| escape_html(text.get(lang));
        let code = match lang {
            Lang::Vi => "vi",
            Lang::En => "en",
        };
        let title = t(&self.title);
        let mut out = format!(
            "<!DOCTYPE html>\n<html lang=\"{code}\">\n<head>\n<meta charset=\"utf-8\">\n\
<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>{title}</title>\n\
<style>{STYLE}</style>\n</head>\n<body>\n<main>\n<h1>{title}</h1>\n"
        );
        for block in &self.blocks {
            match block {
                Block::Heading(text) => out.push_str(&format!("<h2>{}</h2>\n", t(text))),
                Block::Paragraph(text) => out.push_str(&format!("<p>{}</p>\n", t(text))),
                Block::List(items) => {
                    out.push_str("<ul>\n");
                    for item in items {
                        out.push_str(&format!("<li>{}</li>\n", t(item)));
                    }
                    out.push_str("</ul>\n");
                }
                Block::Table { head, rows } => {
                    out.push_str("<table>\n<thead><tr>");
                    for cell in head {
                        out.push_str(&format!("<th scope=\"col\">{}</th>", t(cell)));
                    }
                    out.push_str("</tr></thead>\n<tbody>\n");
                    for cells in rows {
                        out.push_str("<tr>");
                        for cell in cells {
                            out.push_str(&format!("<td>{}</td>", t(cell)));
                        }
                        out.push_str("</tr>\n");
                    }
                    out.push_str("</tbody>\n</table>\n");
                }
                Block::Signatures(names) => {
                    out.push_str("<div class=\"signatures\">\n");
                    for name in names {
                        out.push_str(&format!("<div>{}</div>\n", t(name)));
                    }
                    out.push_str("</div>\n");
                }
            }
        }
        out.push_str("</main>\n</body>\n</html>\n");
        out
    }
}

const STYLE: &str = "body{font-family:sans-serif;line-height:1.45;color:#1a1a1a;background:#fff;margin:0}\
main{max-width:48rem;margin:0 auto;padding:1.5rem}h1{font-size:1.4rem}h2{font-size:1.1rem;margin-top:1.4rem}\
table{border-collapse:collapse;width:100%;font-size:.9rem}th,td{border:1px solid #767676;padding:.3rem .5rem;\
text-align:left;vertical-align:top}.signatures{display:flex;justify-content:space-around;margin-top:2rem;\
min-height:6rem;break-inside:avoid}@page{size:A4;margin:2cm}";

/// Text with the marks of Markdown escaped, on one line.
fn markdown(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for (i, c) in text.chars().enumerate() {
        match c {
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '#' | '~' | '&' | '!' => {
                out.push('\\');
                out.push(c);
            }
            // at the beginning of an item these would start a list
            '-' | '+' if i == 0 => {
                out.push('\\');
                out.push(c);
            }
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    out
}

/// Text with the marks of HTML escaped, and control characters made spaces: for whoever puts what a
/// dossier says into a page.
///
/// ```
/// assert_eq!(ocop::explain::escape_html("<b>&"), "&lt;b&gt;&amp;");
/// ```
#[must_use]
pub fn escape_html(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_dossier_says_is_quoted_and_not_obeyed() {
        let document = Document {
            title: Text::new("<script>alert(1)</script>", "a"),
            blocks: vec![Block::List(vec![Text::new(
                "[x](javascript:1) <b>&\"'|\n# y",
                "b",
            )])],
        };
        let page = document.html(Lang::Vi);
        assert!(!page.contains("<script") && !page.contains("<b>"));
        assert!(page.contains("&lt;b&gt;&amp;&quot;&#39;| # y"));
        let text = document.markdown(Lang::Vi);
        assert!(text.contains("- \\[x\\](javascript:1) \\<b\\>\\&\"'\\| \\# y\n"));
    }
}
