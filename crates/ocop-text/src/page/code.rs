//! What a product code says, and the codes of places.

use ocop::Lang;
use ocop_places::{ShownCode, ShownPlace, ShownPlaces};

use crate::document::{Block, Column, Document, Fact, Row, Table};
use crate::words::say;

/// A product code with the names of its places.
#[must_use]
pub fn product_code(code: &ShownCode, lang: Lang) -> Document {
    let named = |place: &ShownPlace| match &place.name {
        Some(name) => format!("{} {name}", place.code),
        None => place.code.clone(),
    };
    let mut out = Document::untitled(lang, say(lang, "Mã sản phẩm", "Product code"));
    let mut facts = vec![
        Fact::new(say(lang, "Mã sản phẩm", "Product code"), &code.code),
        Fact::new(say(lang, "Tỉnh", "Province"), named(&code.province)),
    ];
    if let Some(district) = &code.district {
        facts.push(Fact::new(say(lang, "Huyện", "District"), named(district)));
    }
    facts.extend([
        Fact::new(say(lang, "Xã", "Commune"), named(&code.commune)),
        Fact::new(say(lang, "Số thứ tự", "Number"), code.number.to_string()),
        Fact::new(
            say(lang, "Năm đánh giá", "Assessed in"),
            code.year.to_string(),
        ),
    ]);
    out.facts(facts);
    if code.district.is_some() {
        out.paragraph(say(
            lang,
            "Lưu ý: mã của thời kỳ trước 01/7/2025, chỉ kiểm tra cách viết.",
            "Note: a code of the time before 1 July 2025, checked for form only.",
        ));
    }
    out
}

/// Provinces and their communes with their codes.
#[must_use]
pub fn places(places: &ShownPlaces, lang: Lang) -> Document {
    let mut out = Document::untitled(lang, say(lang, "Mã địa phương", "Codes of places"));
    let mut table = Table::new([
        Column::figures(say(lang, "Mã", "Code")),
        Column::words(say(lang, "Tên", "Name"), 1),
    ]);
    for province in &places.provinces {
        if province.communes.is_empty() {
            table
                .rows
                .push(Row::new([province.code.as_ref(), province.name.as_ref()]));
            continue;
        }
        table
            .rows
            .push(Row::heading(format!("{} {}", province.code, province.name)));
        for commune in &province.communes {
            table
                .rows
                .push(Row::new([commune.code.as_ref(), commune.name.as_ref()]));
        }
    }
    out.push(Block::Table(table));
    out
}
