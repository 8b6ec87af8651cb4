//! A document as Markdown: CommonMark, with the tables and boxes of GitHub's.

use crate::document::{
    Align, Block, Document, Item, Letterhead, List, Recipients, RowKind, Signature, Table, Title,
};
use crate::inline::{Inline, Run};

/// Writes a document.
pub fn markdown(document: &Document) -> String {
    let mut out = String::new();
    for block in &document.blocks {
        let text = self::block(block);
        if !text.is_empty() {
            out.push_str(text.trim_end());
            out.push_str("\n\n");
        }
    }
    out.truncate(out.trim_end().len());
    out.push('\n');
    out
}

fn block(block: &Block) -> String {
    match block {
        Block::Letterhead(head) => letterhead(head),
        Block::Title(title) => self::title(title),
        Block::Heading { level, text } => {
            let marks = "#".repeat(usize::from(*level).saturating_add(1));
            format!("{marks} {}", inline(text))
        }
        Block::Paragraph { text } | Block::Centred { text } => line(text),
        Block::Warning { text } => format!("> {}", strong(text)),
        Block::Facts { facts } => {
            let facts = facts.iter().map(|f| {
                let value = if f.value.is_empty() {
                    "…".repeat(20)
                } else {
                    inline(&f.value)
                };
                format!("- {} {value}", strong(&f.label.clone().plain(":")))
            });
            facts.collect::<Vec<_>>().join("\n")
        }
        Block::List(list) => self::list(list),
        Block::Table(table) => self::table(table),
        Block::Signatures {
            recipients,
            signatures,
        } => {
            let mut out = self::signatures(signatures);
            if let Some(recipients) = recipients {
                out.push_str(&self::recipients(recipients));
            }
            out
        }
        Block::Lines { count } => {
            let lines = (0..*count).map(|_| "…".repeat(40));
            lines.collect::<Vec<_>>().join("\n\n")
        }
        Block::PageBreak => "---".to_owned(),
    }
}

fn letterhead(head: &Letterhead) -> String {
    const NONE: &Inline = &Inline::new();
    let left = [
        head.above.as_ref(),
        Some(&head.body),
        head.number.as_ref(),
        head.subject.as_ref(),
    ];
    let left: Vec<&Inline> = left.into_iter().flatten().collect();
    let right = [
        Some(&head.nation),
        Some(&head.motto),
        head.place_and_date.as_ref(),
    ];
    let right: Vec<&Inline> = right.into_iter().flatten().collect();
    let mut lines = Vec::new();
    for i in 0..left.len().max(right.len()) {
        let cell = |of: &[&Inline]| inline(of.get(i).copied().unwrap_or(NONE));
        lines.push(format!("| {} | {} |", cell(&left), cell(&right)));
        if i == 0 {
            lines.push("|:---:|:---:|".to_owned());
        }
    }
    lines.join("\n")
}

fn title(title: &Title) -> String {
    let mut out = format!("# {}", inline(&title.text));
    for text in &title.below {
        out.push_str(&format!("\n\n{}", line(text)));
    }
    out
}

fn list(list: &List) -> String {
    let mut out = String::new();
    for (number, found) in (1_usize..).zip(&list.items) {
        let mark = if list.numbered {
            format!("{number}. ")
        } else {
            "- ".to_owned()
        };
        item(found, &mark, 0, &mut out);
    }
    out
}

fn item(found: &Item, mark: &str, indent: usize, out: &mut String) {
    let tick = match found.ticked {
        Some(true) => "[x] ",
        Some(false) => "[ ] ",
        None => "",
    };
    let below = indent.saturating_add(mark.len());
    out.push_str(&format!(
        "{}{mark}{tick}{}",
        " ".repeat(indent),
        line(&found.text)
    ));
    for note in &found.notes {
        out.push_str(&format!("\\\n{}{}", " ".repeat(below), line(note)));
    }
    out.push('\n');
    for inner in &found.items {
        item(inner, "- ", below, out);
    }
}

fn table(table: &Table) -> String {
    let mut lines = Vec::new();
    if let Some(caption) = &table.caption {
        lines.push(format!("{}\n", strong(caption)));
    }
    let row = |cells: Vec<String>| format!("| {} |", cells.join(" | "));
    lines.push(row(table.columns.iter().map(|c| inline(&c.head)).collect()));
    let rules = table.columns.iter().map(|c| match c.align {
        Align::Left => "---",
        Align::Centre => ":---:",
        Align::Right => "---:",
    });
    lines.push(format!("| {} |", rules.collect::<Vec<_>>().join(" | ")));
    for found in &table.rows {
        let written = |cell: &Inline| match found.kind {
            RowKind::Plain => inline(cell),
            RowKind::Heading | RowKind::Total => strong(cell),
        };
        let cells =
            (0..table.columns.len()).map(|i| found.cells.get(i).map(written).unwrap_or_default());
        lines.push(row(cells.collect()));
    }
    lines.join("\n")
}

fn signatures(signatures: &[Signature]) -> String {
    let row = |pick: fn(&Signature) -> &Inline| {
        let cells = signatures.iter().map(|s| inline(pick(s)));
        format!("| {} |", cells.collect::<Vec<_>>().join(" | "))
    };
    let rows: [fn(&Signature) -> &Inline; 4] =
        [|s| &s.when, |s| &s.on_behalf, |s| &s.role, |s| &s.note];
    let filled = rows
        .into_iter()
        .filter(|pick| signatures.iter().any(|s| !pick(s).is_empty()));
    let mut lines: Vec<String> = filled.map(row).collect();
    lines.push(row(|s| &s.name));
    let rule = format!("|{}", ":---:|".repeat(signatures.len()));
    lines.insert(1, rule);
    lines.join("\n")
}

fn recipients(recipients: &Recipients) -> String {
    let label = strong(&recipients.label.clone().plain(":"));
    let lines = recipients.lines.iter().map(|l| format!("\n- {}", line(l)));
    format!("\n\n{label}\n{}", lines.collect::<String>())
}

/// Words at the beginning of a line, where some signs would begin a list, a heading or a rule.
fn line(text: &Inline) -> String {
    let out = inline(text);
    let out = out.trim_start();
    let digits = out.chars().take_while(char::is_ascii_digit).count();
    let mut rest = out.chars().skip(digits);
    match (digits, rest.next(), rest.next()) {
        // a number with a point or bracket would begin a list
        (1.., Some(sign @ ('.' | ')')), None | Some(' ')) => {
            out.replacen(sign, &format!("\\{sign}"), 1)
        }
        (0, Some('-' | '+' | '=' | '#' | ':'), _) => format!("\\{out}"),
        _ => out.to_owned(),
    }
}

fn inline(text: &Inline) -> String {
    let mut out = String::new();
    for (i, run) in text.runs().iter().enumerate() {
        match run {
            Run::Plain(text) => out.push_str(&escape(text)),
            Run::Strong(text) => out.push_str(&marked(text, "**")),
            Run::Emphasis(text) => out.push_str(&marked(text, "*")),
            Run::Source(text) => {
                let space = if i == 0 { "" } else { " " };
                out.push_str(&format!("{space}\\[{}\\]", escape(text)));
            }
            Run::Tick(true) => out.push('☑'),
            Run::Tick(false) => out.push('☐'),
            Run::Gap(width) => out.push_str(&"…".repeat(usize::from(*width))),
        }
    }
    out
}

/// Words between marks, with the spaces that are around them outside: marks stand right beside words.
fn marked(text: &str, mark: &str) -> String {
    let words = text.trim();
    if words.is_empty() {
        return text.to_owned();
    }
    let before: String = text.chars().take_while(|c| c.is_whitespace()).collect();
    let after: String = text
        .chars()
        .rev()
        .take_while(|c| c.is_whitespace())
        .collect();
    format!("{before}{mark}{}{mark}{after}", escape(words))
}

/// All words in bold.
fn strong(text: &Inline) -> String {
    let words = text.to_string();
    marked(words.trim(), "**")
}

/// What would be markup is escaped, and what would be made a link.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let after = rest.get(c.len_utf8()..).unwrap_or_default();
        let marks = matches!(
            c,
            '\\' | '`'
                | '*'
                | '_'
                | '{'
                | '}'
                | '['
                | ']'
                | '<'
                | '>'
                | '|'
                | '~'
                | '&'
                | '$'
                | '@'
        );
        let links = (c == ':' && after.starts_with("//"))
            || (c == '.'
                && out
                    .get(out.len().saturating_sub(3)..)
                    .is_some_and(|w| w.eq_ignore_ascii_case("www")));
        if marks || links {
            out.push('\\');
        }
        out.push(c);
        rest = after;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_would_be_markup_is_escaped() {
        let line = |t: &str| super::line(&Inline::from(t));
        assert_eq!(
            line("a|b <script> *x*\n# y"),
            "a\\|b \\<script\\> \\*x\\* # y"
        );
        assert_eq!(line("1. x"), "1\\. x");
        assert_eq!(line("12) x"), "12\\) x");
        assert_eq!(line("89.99 x"), "89.99 x");
        assert_eq!(line("- x"), "\\- x");
        assert_eq!(line("    # x"), "\\# x");
        assert_eq!(line("[x](javascript:1)"), "\\[x\\](javascript:1)");
        assert_eq!(
            line("https://a.b www.a.b a@b.c"),
            "https\\://a.b www\\.a.b a\\@b.c"
        );
    }

    #[test]
    fn marks_of_bold_stand_right_beside_the_words() {
        let text = Inline::from("a").strong(" b ").plain("c");
        assert_eq!(inline(&text), "a **b** c");
    }
}
