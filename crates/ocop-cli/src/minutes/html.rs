//! Minutes as one page of HTML: no scripts, nothing fetched, A4 in print, readable in black and
//! white.

use ocop::explain::escape_html as escape;

use super::{Block, Document, Table};

const STYLE: &str = include_str!("style.css");

/// Writes a document.
pub fn html(document: &Document) -> String {
    let mut out = format!(
        "<!DOCTYPE html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <title>{}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n<main>\n",
        document.lang,
        escape(&document.title)
    );
    for block in &document.blocks {
        out.push_str(&self::block(block));
        out.push('\n');
    }
    out.push_str("</main>\n</body>\n</html>\n");
    out
}

fn block(block: &Block) -> String {
    match block {
        Block::Letterhead { left, right } => {
            let side = |lines: &[String]| {
                let lines = lines.iter().map(|l| format!("<p>{}</p>", escape(l)));
                format!("<div>{}</div>", lines.collect::<String>())
            };
            format!(
                "<header class=\"letterhead\">{}{}</header>",
                side(left),
                side(right)
            )
        }
        Block::Title(title, below) => {
            format!(
                "<h1>{}</h1>\n<p class=\"below\">{}</p>",
                escape(title),
                escape(below)
            )
        }
        Block::Heading(level, text) => format!("<h{level}>{}</h{level}>", escape(text)),
        Block::Paragraph(text) => format!("<p>{}</p>", escape(text)),
        Block::Warning(text) => format!("<p class=\"warning\">{}</p>", escape(text)),
        Block::List(items) => {
            let items = items.iter().map(|i| format!("<li>{}</li>", escape(i)));
            format!("<ul>{}</ul>", items.collect::<String>())
        }
        Block::Table(table) => self::table(table),
        Block::Signatures(people) => {
            let people = people.iter().map(|(role, name)| {
                format!(
                    "<div><p class=\"role\">{}</p><p class=\"name\">{}</p></div>",
                    escape(role),
                    escape(name)
                )
            });
            format!(
                "<section class=\"signatures\">{}</section>",
                people.collect::<String>()
            )
        }
    }
}

fn table(table: &Table) -> String {
    let cells = |cells: &[String], tag: &str| {
        let cells = cells
            .iter()
            .zip(table.figures.iter().chain(std::iter::repeat(&false)));
        let cells = cells.map(|(cell, figure)| {
            let class = if *figure { " class=\"figure\"" } else { "" };
            format!("<{tag}{class}>{}</{tag}>", escape(cell))
        });
        format!("<tr>{}</tr>\n", cells.collect::<String>())
    };
    let mut body = String::new();
    for (i, row) in table.rows.iter().enumerate() {
        let last = i.saturating_add(1) == table.rows.len();
        body.push_str(&cells(row, if table.total && last { "th" } else { "td" }));
    }
    let caption = if table.caption.is_empty() {
        String::new()
    } else {
        format!("<caption>{}</caption>\n", escape(&table.caption))
    };
    format!(
        "<table>\n{caption}<thead>\n{}</thead>\n<tbody>\n{body}</tbody>\n</table>",
        cells(&table.head, "th")
    )
}

#[cfg(test)]
mod tests {
    use super::escape;

    #[test]
    fn what_would_be_markup_is_escaped() {
        assert_eq!(
            escape("<b onload='x'>&\""),
            "&lt;b onload=&#39;x&#39;&gt;&amp;&quot;"
        );
        assert_eq!(escape("a\u{0}b"), "a b");
    }
}
