//! A document as plain text, as wide as asked for.

use unicode_width::UnicodeWidthStr;

use crate::document::{
    Block, Document, Fact, Item, Letterhead, List, Recipients, Signature, Title,
};
use crate::inline::Inline;

use super::table;
use super::wrap::{centred, left, lines};

/// Writes a document in lines of at most `width` columns.
pub fn text(document: &Document, width: usize) -> String {
    let mut page = Page {
        out: String::new(),
        width,
        official: false,
    };
    let mut before: Option<&Block> = None;
    for block in &document.blocks {
        if before.is_some_and(|b| !joined(b, block)) {
            page.out.push('\n');
        }
        page.block(block);
        before = Some(block);
    }
    page.out.truncate(page.out.trim_end().len());
    page.out.push('\n');
    page.out
}

/// Whether a block stands right below the one before it.
const fn joined(before: &Block, block: &Block) -> bool {
    matches!(
        (before, block),
        (Block::Heading { .. }, _)
            | (
                Block::Paragraph { .. } | Block::Warning { .. },
                Block::List(_)
            )
    )
}

struct Page {
    out: String,
    width: usize,
    /// Whether it is a paper with a letterhead, whose title stands in the middle.
    official: bool,
}

impl Page {
    fn line(&mut self, text: &str) {
        self.out.push_str(text.trim_end());
        self.out.push('\n');
    }

    /// Text under a beginning, later lines set in as far.
    fn wrapped(&mut self, first: &str, text: &str) {
        let indent = first.width();
        for (i, line) in lines(text, self.width.saturating_sub(indent))
            .iter()
            .enumerate()
        {
            let start = if i == 0 {
                left(first, indent)
            } else {
                " ".repeat(indent)
            };
            self.line(&format!("{start}{line}"));
        }
    }

    fn middle(&mut self, text: &str) {
        for line in lines(text, self.width) {
            self.line(&centred(&line, self.width));
        }
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Letterhead(head) => self.letterhead(head),
            Block::Title(title) => self.title(title),
            Block::Heading { level, text } => self.heading(*level, text),
            Block::Paragraph { text } => self.wrapped("", &text.to_string()),
            Block::Centred { text } => self.middle(&text.to_string()),
            Block::Warning { text } => self.wrapped("! ", &text.to_string()),
            Block::Facts { facts } => self.facts(facts),
            Block::List(list) => self.list(list, 2),
            Block::Table(found) => {
                for line in table::lines(found, self.width) {
                    self.line(&line);
                }
            }
            Block::Signatures {
                recipients,
                signatures,
            } => {
                self.signatures(signatures);
                if let Some(recipients) = recipients {
                    self.recipients(recipients);
                }
            }
            Block::Lines { count } => {
                for _ in 0..*count {
                    self.line(&".".repeat(self.width));
                }
            }
            Block::PageBreak => self.line(&"─".repeat(self.width)),
        }
    }

    fn letterhead(&mut self, head: &Letterhead) {
        self.official = true;
        let all = |parts: &[Option<&Inline>]| -> Vec<String> {
            let parts = parts.iter().flatten();
            parts.map(ToString::to_string).collect()
        };
        let body = all(&[
            head.above.as_ref(),
            Some(&head.body),
            head.number.as_ref(),
            head.subject.as_ref(),
        ]);
        let state = all(&[
            Some(&head.nation),
            Some(&head.motto),
            head.place_and_date.as_ref(),
        ]);
        if self.width < 60 {
            for text in state.iter().chain(&body) {
                self.middle(text);
            }
            return;
        }
        // the state's name stays on one line
        let state_width = state
            .iter()
            .map(|t| t.width())
            .max()
            .unwrap_or(0)
            .min(self.width / 2);
        let body_width = self.width.saturating_sub(state_width.saturating_add(4));
        let column = |texts: &[String], width: usize| -> Vec<String> {
            texts.iter().flat_map(|t| lines(t, width)).collect()
        };
        let (body, state) = (column(&body, body_width), column(&state, state_width));
        for i in 0..body.len().max(state.len()) {
            let cell =
                |lines: &[String], width| centred(lines.get(i).map_or("", String::as_str), width);
            let text = format!(
                "{}    {}",
                cell(&body, body_width),
                cell(&state, state_width)
            );
            self.line(&text);
        }
    }

    fn title(&mut self, title: &Title) {
        let text = title.text.to_string().to_uppercase();
        let below = title.below.iter().map(ToString::to_string);
        if self.official {
            self.middle(&text);
            below.for_each(|t| self.middle(&t));
        } else {
            self.wrapped("", &text);
            below.for_each(|t| self.wrapped("", &t));
        }
    }

    fn heading(&mut self, level: u8, text: &Inline) {
        let text = text.to_string();
        match level {
            1 => {
                let found = lines(&text, self.width);
                let rule = found.iter().map(|l| l.width()).max().unwrap_or(0);
                found.iter().for_each(|l| self.line(l));
                self.line(&"─".repeat(rule));
            }
            2 => self.wrapped("", &text),
            _ => self.wrapped("", &format!("{}:", text.trim_end_matches(':'))),
        }
    }

    fn facts(&mut self, facts: &[Fact]) {
        let labels = facts.iter().map(|f| f.label.to_string().width());
        // a colon, a space; values keep at least half of the page
        let room = labels
            .max()
            .unwrap_or(0)
            .saturating_add(2)
            .min(self.width / 2);
        for fact in facts {
            let (label, value) = (format!("{}:", fact.label), fact.value.to_string());
            if value.is_empty() {
                self.blank(&label, room);
                continue;
            }
            let longest = value.split(' ').map(UnicodeWidthStr::width).max();
            // a digest stays whole where it can
            if label.width() < room && longest.unwrap_or(0) <= self.width.saturating_sub(room) {
                self.wrapped(&left(&label, room), &value);
            } else {
                self.wrapped("", &label);
                self.wrapped("    ", &value);
            }
        }
    }

    /// A label, and dots to the end of the line.
    fn blank(&mut self, label: &str, room: usize) {
        let start = if label.width() < room {
            left(label, room)
        } else {
            format!("{label} ")
        };
        // a label that leaves no room has its dots on the line below
        let dots = match self.width.checked_sub(start.width()) {
            Some(dots @ 8..) => dots,
            _ => {
                self.wrapped("", label);
                return self.line(&".".repeat(self.width));
            }
        };
        self.line(&format!("{start}{}", ".".repeat(dots)));
    }

    fn recipients(&mut self, recipients: &Recipients) {
        self.out.push('\n');
        self.wrapped("", &format!("{}:", recipients.label));
        for line in &recipients.lines {
            self.wrapped("- ", &line.to_string());
        }
    }

    fn list(&mut self, list: &List, indent: usize) {
        for (number, item) in (1_usize..).zip(&list.items) {
            let mark = if list.numbered {
                format!("{number}. ")
            } else {
                "- ".to_owned()
            };
            self.item(item, &mark, indent);
        }
    }

    fn item(&mut self, item: &Item, mark: &str, indent: usize) {
        // a box stands in place of a dash, after a number
        let mark = match (item.ticked, mark) {
            (None, mark) => mark.to_owned(),
            (Some(ticked), mark) => {
                let tick = if ticked { "[x] " } else { "[ ] " };
                format!("{}{tick}", if mark == "- " { "" } else { mark })
            }
        };
        // deep lists stay on the page
        let indent = indent.min(self.width / 3);
        let first = format!("{}{mark}", " ".repeat(indent));
        self.wrapped(&first, &item.text.to_string());
        let below = first.width();
        for note in &item.notes {
            self.wrapped(&" ".repeat(below), &note.to_string());
        }
        for inner in &item.items {
            self.item(inner, "- ", below);
        }
    }

    fn signatures(&mut self, signatures: &[Signature]) {
        let each = self
            .width
            .checked_div(signatures.len())
            .unwrap_or(self.width);
        let optional: [fn(&Signature) -> &Inline; 2] = [|s| &s.when, |s| &s.on_behalf];
        for pick in optional {
            if signatures.iter().any(|s| !pick(s).is_empty()) {
                self.signature_row(signatures, each, pick);
            }
        }
        self.signature_row(signatures, each, |s| &s.role);
        self.signature_row(signatures, each, |s| &s.note);
        // room to sign
        self.out.push_str("\n\n\n");
        self.signature_row(signatures, each, |s| &s.name);
    }

    fn signature_row(
        &mut self,
        signatures: &[Signature],
        each: usize,
        pick: fn(&Signature) -> &Inline,
    ) {
        let cells: Vec<Vec<String>> = signatures
            .iter()
            .map(|s| lines(&pick(s).to_string(), each.saturating_sub(2)))
            .collect();
        let height = cells.iter().map(Vec::len).max().unwrap_or(0);
        for i in 0..height {
            let line = cells
                .iter()
                .map(|c| centred(c.get(i).map_or("", String::as_str), each));
            self.line(&line.collect::<String>());
        }
    }
}
