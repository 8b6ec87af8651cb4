//! Minutes as Markdown (tables as in GitHub's).

use super::{Block, Document, Table};

/// Writes a document.
pub fn markdown(document: &Document) -> String {
    let mut out = String::new();
    for block in &document.blocks {
        let text = match block {
            Block::Letterhead { left, right } => {
                let side = |lines: &[String]| {
                    lines
                        .iter()
                        .map(|l| escape(l))
                        .collect::<Vec<_>>()
                        .join("<br>")
                };
                format!("| {} | {} |\n|:---:|:---:|", side(left), side(right))
            }
            Block::Title(title, below) => format!("# {}\n\n{}", escape(title), escape(below)),
            Block::Heading(level, text) => {
                format!("{} {}", "#".repeat(usize::from(*level)), escape(text))
            }
            Block::Paragraph(text) => escape(text),
            Block::Warning(text) => format!("> **{}**", escape(text)),
            Block::List(items) => {
                let items = items.iter().map(|i| format!("- {}", escape(i)));
                items.collect::<Vec<_>>().join("\n")
            }
            Block::Table(table) => self::table(table),
            Block::Signatures(people) => {
                let row = |pick: &dyn Fn(&(String, String)) -> &String| {
                    let cells = people.iter().map(|p| escape(pick(p)));
                    format!("| {} |", cells.collect::<Vec<_>>().join(" | "))
                };
                let rule = format!("|{}", ":---:|".repeat(people.len()));
                format!("{}\n{rule}\n{}", row(&|p| &p.0), row(&|p| &p.1))
            }
        };
        if !text.is_empty() {
            out.push_str(&text);
            out.push_str("\n\n");
        }
    }
    out.truncate(out.trim_end().len());
    out.push('\n');
    out
}

fn table(table: &Table) -> String {
    let row = |cells: &[String]| {
        let cells = cells.iter().map(|c| escape(c));
        format!("| {} |", cells.collect::<Vec<_>>().join(" | "))
    };
    let rules = table
        .figures
        .iter()
        .map(|f| if *f { "---:" } else { "---" });
    let mut lines = Vec::new();
    if !table.caption.is_empty() {
        lines.push(format!("**{}**\n", escape(&table.caption)));
    }
    lines.push(row(&table.head));
    lines.push(format!("| {} |", rules.collect::<Vec<_>>().join(" | ")));
    for (i, cells) in table.rows.iter().enumerate() {
        if table.total && i.saturating_add(1) == table.rows.len() {
            let bold = cells.iter().map(|c| {
                if c.is_empty() {
                    String::new()
                } else {
                    format!("**{}**", escape(c))
                }
            });
            lines.push(format!("| {} |", bold.collect::<Vec<_>>().join(" | ")));
        } else {
            lines.push(row(cells));
        }
    }
    lines.join("\n")
}

/// What would be markup is escaped; a line end would end a cell.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' | '`' | '*' | '_' | '{' | '}' | '[' | ']' | '<' | '>' | '#' | '|' | '~' => {
                out.push('\\');
                out.push(c);
            }
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    // a number and a dot at the start would begin a list
    let digits = out.chars().take_while(char::is_ascii_digit).count();
    if digits > 0
        && out.chars().nth(digits) == Some('.')
        && out.chars().nth(digits.saturating_add(1)) == Some(' ')
    {
        out = out.replacen('.', "\\.", 1);
    } else if out.starts_with("- ") || out.starts_with("+ ") {
        out.insert(0, '\\');
    }
    out
}

#[cfg(test)]
mod tests {
    use super::escape;

    #[test]
    fn what_would_be_markup_is_escaped() {
        assert_eq!(
            escape("a|b <script> *x*\n# y"),
            "a\\|b \\<script\\> \\*x\\* \\# y"
        );
        assert_eq!(escape("1. x"), "1\\. x");
        assert_eq!(escape("89.99 x"), "89.99 x");
        assert_eq!(escape("- x"), "\\- x");
    }
}
