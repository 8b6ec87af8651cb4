//! The body of a document: a block after the other.

use ocop_text::{
    Block, Document, Fact, Inline, Item, Letterhead, List, Recipients, Run, Signature, Title,
};

use super::element::{KEEP, Look, TAB, paragraph, rule, run, words};
use super::table::{self, LayoutCell, layout};

/// The width of the text in twentieths of a point: A4 upright and lying, between margins of 30 and
/// 15 mm.
const UPRIGHT: usize = 9354;
const LYING: usize = 14287;
/// Room for the name of the state on one line.
const STATE: usize = 5500;
/// How far a step of a list is set in.
const STEP: usize = 340;

/// The main part of the file.
pub fn document(document: &Document) -> String {
    let mut page = Page {
        out: String::new(),
        width: if document.landscape { LYING } else { UPRIGHT },
        official: document.is_official(),
    };
    for (i, block) in document.blocks.iter().enumerate() {
        let signed = goes_with_signatures(document.blocks.get(i.saturating_add(1)..));
        page.block(block, if signed { KEEP } else { "" });
    }
    let size = if document.landscape {
        "w:w=\"16838\" w:h=\"11906\" w:orient=\"landscape\""
    } else {
        "w:w=\"11906\" w:h=\"16838\""
    };
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n\
         <w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" \
         xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><w:body>\n\
         {}<w:sectPr><w:headerReference w:type=\"default\" r:id=\"rId3\"/>\
         <w:pgSz {size}/><w:pgMar w:top=\"1134\" w:right=\"850\" w:bottom=\"1134\" \
         w:left=\"1701\" w:header=\"567\" w:footer=\"567\" w:gutter=\"0\"/><w:titlePg/></w:sectPr>\
         </w:body></w:document>\n",
        page.out
    )
}

/// Whether signatures follow at once, or after what is no text: they never stand without text on a page
/// of their own.
fn goes_with_signatures(rest: Option<&[Block]>) -> bool {
    let mut rest = rest.unwrap_or_default().iter();
    let next = rest.find(|b| !matches!(b, Block::Facts { .. } | Block::Lines { .. }));
    matches!(next, Some(Block::Signatures { .. }))
}

struct Page {
    out: String,
    width: usize,
    official: bool,
}

impl Page {
    fn paragraph(&mut self, style: &str, properties: &str, runs: &str) {
        self.out.push_str(&paragraph(style, properties, runs));
    }

    fn block(&mut self, block: &Block, keep: &str) {
        let plain = Look::default();
        match block {
            Block::Letterhead(head) => self.letterhead(head),
            Block::Title(title) => self.title(title),
            Block::Heading { level, text } => {
                self.paragraph(&format!("Heading{level}"), "", &words(text, plain));
            }
            Block::Paragraph { text } => {
                let style = if self.official { "BodyText" } else { "Normal" };
                // a gap cannot be broken: words before it would be pulled apart
                let is_broken = text.runs().iter().any(|r| matches!(r, Run::Gap(_)));
                let align = if is_broken {
                    "<w:jc w:val=\"left\"/>"
                } else {
                    ""
                };
                self.paragraph(style, &format!("{keep}{align}"), &words(text, plain));
            }
            Block::Centred { text } => self.paragraph("Centred", keep, &words(text, plain)),
            // what it warns of follows
            Block::Warning { text } => self.paragraph("Warning", KEEP, &words(text, plain)),
            Block::Facts { facts } => self.facts(facts, keep),
            Block::List(list) => self.list(list, keep),
            Block::Table(found) => self.out.push_str(&table::table(found, self.width, keep)),
            Block::Signatures {
                recipients,
                signatures,
            } => self.signatures(recipients.as_ref(), signatures),
            Block::Lines { count } => {
                for _ in 0..*count {
                    self.blank("", keep);
                }
            }
            Block::PageBreak => {
                self.paragraph("Rule", "", "<w:r><w:br w:type=\"page\"/></w:r>");
            }
            // a kind of block that is newer than this writer is told, not lost
            other => self.paragraph("Warning", keep, &run(&format!("{other:?}"), plain)),
        }
    }

    fn letterhead(&mut self, head: &Letterhead) {
        let (plain, bold) = (Look::default(), Look::BOLD);
        let left = self.width.saturating_sub(STATE);
        let line =
            |text: &Inline, style: &str, look: Look| paragraph(style, "", &words(text, look));
        let mut body = String::new();
        if let Some(above) = &head.above {
            body.push_str(&line(above, "Letterhead", plain.capitals()));
        }
        body.push_str(&line(&head.body, "Letterhead", bold.capitals()));
        // a third to half of the width
        body.push_str(&rule(left.saturating_mul(30) / 100));
        if let Some(number) = &head.number {
            body.push_str(&line(number, "Centred", plain));
        }
        if let Some(subject) = &head.subject {
            body.push_str(&line(subject, "Letterhead", plain));
        }
        let mut state = line(&head.nation, "Letterhead", bold);
        state.push_str(&line(&head.motto, "Motto", bold));
        if let Some(when) = &head.place_and_date {
            state.push_str(&line(when, "Centred", Look::ITALIC));
        }
        let cells = [LayoutCell::new(left, body), LayoutCell::new(STATE, state)];
        self.out.push_str(&layout(&cells, false));
    }

    fn title(&mut self, title: &Title) {
        self.paragraph("Title", "", &words(&title.text, Look::default()));
        for (i, below) in title.below.iter().enumerate() {
            let look = if self.official && i == 0 {
                Look::BOLD
            } else {
                Look::ITALIC
            };
            self.paragraph("Subtitle", "", &words(below, look));
        }
        if self.official {
            self.out
                .push_str(&rule(self.width.saturating_mul(41) / 100));
        }
    }

    /// A line of dots to the right margin, after a label or nothing.
    fn blank(&mut self, label: &str, keep: &str) {
        let stop = format!(
            "{keep}<w:tabs><w:tab w:val=\"right\" w:leader=\"dot\" w:pos=\"{}\"/></w:tabs>",
            self.width
        );
        self.paragraph("Blank", &stop, &format!("{label}{TAB}"));
    }

    fn facts(&mut self, facts: &[Fact], keep: &str) {
        let plain = Look::default();
        for fact in facts {
            let label = words(&fact.label, plain) + &run(": ", plain);
            if fact.value.is_empty() {
                self.blank(&label, keep);
            } else {
                let runs = label + &words(&fact.value, plain);
                self.paragraph("Fact", keep, &runs);
            }
        }
    }

    /// What stands before signatures is kept with them: of a list, its last item.
    fn list(&mut self, list: &List, keep: &str) {
        for (number, item) in (1_usize..).zip(&list.items) {
            let last = number == list.items.len();
            let mark = match (list.numbered, item.ticked) {
                (true, None) => format!("{number}."),
                (true, Some(ticked)) => format!("{number}. {}", tick(ticked)),
                (false, _) => bullet(item).to_owned(),
            };
            self.item(item, &mark, 1, if last { keep } else { "" });
        }
    }

    fn item(&mut self, item: &Item, mark: &str, depth: usize, keep: &str) {
        let plain = Look::default();
        let left = depth.saturating_mul(STEP);
        // a number with a box takes more room than a dash
        let hanging = STEP.saturating_mul(if mark.chars().count() > 2 { 2 } else { 1 });
        let left = left.saturating_add(hanging.saturating_sub(STEP));
        let indent = format!("{keep}<w:ind w:left=\"{left}\" w:hanging=\"{hanging}\"/>");
        let runs = run(mark, plain) + TAB + &words(&item.text, plain);
        // an item is not left alone at the foot of a page, with what it heads on the next
        let heads = !item.notes.is_empty() || !item.items.is_empty();
        let stays = if heads && keep.is_empty() { KEEP } else { "" };
        self.paragraph("Item", &format!("{stays}{indent}"), &runs);
        for note in &item.notes {
            let indent = format!("{keep}<w:ind w:left=\"{left}\"/>");
            self.paragraph("Item", &indent, &words(note, plain));
        }
        for inner in &item.items {
            self.item(inner, bullet(inner), depth.saturating_add(1), keep);
        }
    }

    fn signatures(&mut self, recipients: Option<&Recipients>, signatures: &[Signature]) {
        // a place that nobody signs leaves its room to those beside it, for a date on one line
        let share = |s: &Signature| if s.role.is_empty() { 1 } else { 3 };
        let to = if recipients.is_some() { 3 } else { 0 };
        let all = signatures
            .iter()
            .map(share)
            .sum::<usize>()
            .saturating_add(to);
        let Some(each) = self.width.checked_div(all) else {
            return;
        };
        let wide = each.saturating_mul(3);
        let mut cells = Vec::new();
        if let Some(to) = recipients {
            let label = words(
                &to.label,
                Look {
                    bold: true,
                    italic: true,
                    ..Look::default()
                },
            );
            let colon = run(
                ":",
                Look {
                    bold: true,
                    italic: true,
                    ..Look::default()
                },
            );
            let mut text = paragraph("Recipients", KEEP, &(label + &colon));
            for line in &to.lines {
                let dash = run("- ", Look::SMALL);
                let line = words(line, Look::SMALL);
                text.push_str(&paragraph("Recipients", KEEP, &(dash + &line)));
            }
            cells.push(LayoutCell::new(wide, text));
        }
        for signature in signatures {
            let role = words(&signature.role, Look::BOLD.capitals());
            let mut text = String::new();
            if !signature.when.is_empty() {
                let when = words(&signature.when, Look::ITALIC);
                text.push_str(&paragraph("Signature", KEEP, &when));
            }
            if !signature.on_behalf.is_empty() {
                let whom = words(&signature.on_behalf, Look::BOLD.capitals());
                text.push_str(&paragraph("Signature", KEEP, &whom));
            }
            text.push_str(&paragraph("Signature", KEEP, &role));
            if !signature.note.is_empty() {
                let note = words(&signature.note, Look::ITALIC);
                text.push_str(&paragraph("Signature", KEEP, &note));
            }
            let name = words(&signature.name, Look::BOLD);
            text.push_str(&paragraph("Signatory", "", &name));
            cells.push(LayoutCell::new(each.saturating_mul(share(signature)), text));
        }
        self.out.push_str(&paragraph("Rule", KEEP, ""));
        self.out.push_str(&layout(&cells, true));
    }
}

const fn tick(ticked: bool) -> &'static str {
    if ticked { "☑" } else { "☐" }
}

const fn bullet(item: &Item) -> &'static str {
    match item.ticked {
        None => "–",
        Some(ticked) => tick(ticked),
    }
}
