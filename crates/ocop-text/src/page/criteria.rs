//! Which decisions there are, and which one applies.

use ocop::{Lang, Library, Problems, Resolution};

use crate::document::{Block, Column, Document, Fact, Row, Table};
use crate::inline::Inline;
use crate::words::{Law, date, say};

/// The decisions of a library and their product sets.
///
/// # Errors
///
/// The problems of a decision's files; the embedded ones have none.
pub fn criteria(library: &Library, lang: Lang) -> Result<Document, Problems> {
    let mut out = Document::new(lang, say(lang, "Bộ tiêu chí OCOP", "OCOP criteria"));
    for version in library.versions() {
        let file = version.instrument()?.file();
        out.heading(
            1,
            format!("{} {}", say(lang, "Quyết định", "Decision"), file.number),
        );
        let from = date(lang, file.in_force.from);
        let until = file.in_force.until.map(|d| date(lang, d));
        let force = match (until, lang) {
            (Some(until), Lang::Vi) => format!("từ {from} đến {until}"),
            (Some(until), Lang::En) => format!("from {from} until {until}"),
            (None, Lang::Vi) => format!("từ {from}"),
            (None, Lang::En) => format!("from {from}"),
        };
        out.facts(vec![
            Fact::new(say(lang, "Ký hiệu", "Identifier"), version.id().as_str()),
            Fact::new(say(lang, "Hiệu lực", "In force"), force),
            Fact::new(
                say(lang, "Mã kiểm tra (SHA-256)", "Digest"),
                version.digest(),
            ),
        ]);
        let mut table = Table::new([
            Column::figures(say(lang, "Bộ", "Set")),
            Column::words(say(lang, "Tên", "Name"), 1),
            Column::words(say(lang, "Tên không dấu", "Slug"), 1),
        ]);
        for number in version.set_numbers() {
            let set = version.set(number)?;
            table.rows.push(Row::new([
                number.to_string(),
                version.translate(set.name()).get(lang).to_owned(),
                set.slug().to_owned(),
            ]));
        }
        out.push(Block::Table(table));
    }
    Ok(out)
}

/// Which decision applies, and why.
#[must_use]
pub fn resolution(resolution: &Resolution, library: &Library, lang: Lang) -> Document {
    let law = Law::of(library, resolution.criteria.as_str(), lang);
    let title = say(lang, "Văn bản áp dụng", "The decision that applies");
    let mut out = Document::new(lang, title);
    let name = law.decision(resolution.criteria.as_str());
    let reason = Inline::from(resolution.reason.get(lang));
    out.facts(vec![
        Fact::new(
            say(lang, "Văn bản", "Law"),
            format!("{name} ({})", resolution.criteria),
        ),
        Fact::new(
            say(lang, "Căn cứ", "Because"),
            reason.source(law.translate(&resolution.source)),
        ),
    ]);
    out
}
