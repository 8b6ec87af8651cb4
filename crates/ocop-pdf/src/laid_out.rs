//! Where words come to stand on the page: what no reader of the file's text would notice.

#![expect(clippy::unwrap_used, reason = "what fails is to stop the test")]

use ocop::Lang;
use ocop_text::{Column, Document, Item, List, Row, Table};
use typst::layout::{Abs, Frame, FrameItem, Point};
use typst_layout::PagedDocument;

use crate::data;
use crate::world::World;

/// The words of each page, with where each begins and ends from the left.
fn words(document: &Document) -> Vec<Vec<(String, Abs, Abs)>> {
    let world = World::new(data(document).unwrap()).unwrap();
    let laid = typst::compile::<PagedDocument>(&world).output.unwrap();
    let each = laid.pages().iter().map(|page| {
        let mut out = Vec::new();
        walk(&page.frame, Point::zero(), &mut out);
        out
    });
    each.collect()
}

fn walk(frame: &Frame, at: Point, out: &mut Vec<(String, Abs, Abs)>) {
    for (place, item) in frame.items() {
        let at = at + *place;
        match item {
            FrameItem::Group(group) => walk(&group.frame, at, out),
            FrameItem::Text(text) => {
                let end = at.x + text.width();
                out.push((text.text.to_string(), at.x, end));
            }
            _ => {}
        }
    }
}

/// A council of fifteen, and names such as are met: a column a member has room on the page, and
/// no name runs over the next column.
#[test]
fn a_table_with_a_column_a_member_stays_on_the_page() {
    let long = "siêu thực phẩm dinh dưỡng ".repeat(6).replace(' ', "");
    let mut columns = vec![Column::figures("No."), Column::words("Product", 5)];
    columns.push(Column::words("Producer", 5));
    columns.extend((1..=15).map(|n| Column::figures(format!("({n})"))));
    columns.push(Column::words("Note", 4));
    let mut table = Table::new(columns);
    let cells = ["1", &long, &long].map(str::to_owned).into_iter();
    let cells = cells.chain((1..=15).map(|_| "100".to_owned()));
    table.rows.push(Row::new(cells.chain(["last".to_owned()])));
    let mut document = Document::new(Lang::En, "x");
    document.landscape = true;
    document.push(ocop_text::Block::Table(table));
    document.paragraph(long);
    for page in words(&document) {
        for (word, from, to) in &page {
            assert!(*from >= Abs::mm(30.0) && *to <= Abs::mm(282.1), "{word}");
        }
        let scores = page.iter().filter(|(w, ..)| w == "100").count();
        assert_eq!(scores, 15, "{page:?}");
        let first = page.iter().find(|(w, ..)| w == "100").unwrap();
        let names = page.iter().filter(|(w, ..)| w.contains("dưỡng"));
        // the paragraph begins at the margin, the names stand before the first score
        let mut in_cells = names.filter(|(_, from, _)| *from > Abs::mm(31.0));
        assert!(in_cells.all(|(_, _, to)| *to <= first.1), "{page:?}");
    }
}

/// What heads the lines below it is not the last line of a page.
#[test]
fn an_item_is_on_the_page_of_what_it_heads() {
    let item = |text: &str, items| Item {
        text: text.to_owned().into(),
        items,
        ..Item::default()
    };
    for before in 20..40 {
        let mut document = Document::new(Lang::Vi, "x");
        for _ in 0..before {
            document.paragraph("y");
        }
        document.push(ocop_text::Block::List(List {
            numbered: false,
            items: vec![item("head", vec![item("below", Vec::new())])],
        }));
        let pages = words(&document);
        let page_of = |word| pages.iter().position(|p| p.iter().any(|(w, ..)| w == word));
        assert_eq!(page_of("head"), page_of("below"), "{before}");
        assert!(page_of("head").is_some());
    }
}
