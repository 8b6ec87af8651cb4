//! What the writers of Word and PDF are tested with.

use ocop::Lang;
use ocop_text::{
    Block, Column, Document, Fact, Inline, Item, Letterhead, Recipients, Row, Signature, Table,
    Title,
};

/// A document of every kind of block, with these words wherever words can be.
pub fn every_block(words: &str) -> Document {
    let inline = || {
        Inline::from(words)
            .strong(words)
            .emphasis(words)
            .tick(true)
            .gap(3)
            .source(words)
    };
    let mut out = Document::untitled(Lang::Vi, words);
    out.push(Block::Letterhead(Letterhead {
        above: Some(inline()),
        number: Some(inline()),
        subject: Some(inline()),
        place_and_date: Some(inline()),
        ..Letterhead::of(Lang::Vi, words)
    }));
    out.push(Block::Title(Title {
        text: inline(),
        below: vec![inline(), inline()],
    }));
    (1..=3).for_each(|level| out.heading(level, inline()));
    out.paragraph(inline());
    out.centred(inline());
    out.push(Block::warning(inline()));
    out.facts(vec![Fact::new(words, inline()), Fact::new(words, "")]);
    out.list([Item::new(inline()).ticked(true).note(words).with([words])]);
    let mut table = Table::new([
        Column::figures(words),
        Column::words(words, 1),
        Column::signs(words),
    ]);
    table.caption = Some(inline());
    table.rows = vec![
        Row::heading(words),
        Row::new([inline()]),
        Row::total([words, words, words]),
    ];
    out.push(Block::Table(table));
    out.push(Block::Table(Table::default()));
    out.push(Block::Lines { count: 2 });
    out.push(Block::PageBreak);
    out.push(Block::Signatures {
        recipients: Some(Recipients {
            label: words.into(),
            lines: vec![inline()],
        }),
        signatures: vec![Signature::new(words, words).note(words)],
    });
    out
}
