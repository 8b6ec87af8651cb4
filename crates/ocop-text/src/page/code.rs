//! What a product code says, and the codes of places.

use ocop::Lang;
use ocop_places::{CodeReport, Fit, FormerFacts, PlaceFacts, PlacesReport, ProvinceFacts};

use crate::document::{Block, Column, Document, Fact, Row, Table};
use crate::words::{date, say};

/// A product code with the names of its places.
#[must_use]
pub fn product_code(code: &CodeReport, lang: Lang) -> Document {
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
    if !code.now.is_empty() {
        let now = code.now.iter().map(|p| {
            let communes = p.communes.iter().map(|c| format!("{} {}", c.code, c.name));
            let communes: Vec<String> = communes.collect();
            format!("{} ({} {})", communes.join(", "), p.code, p.name)
        });
        let now: Vec<String> = now.collect();
        facts.push(Fact::new(
            say(lang, "Nay thuộc", "Today in"),
            now.join("; "),
        ));
    }
    out.facts(facts);
    if code.district.is_some() && code.commune.name.is_none() {
        out.paragraph(say(
            lang,
            "Lưu ý: mã của thời kỳ trước 01/7/2025, chỉ kiểm tra cách viết.",
            "Note: a code of the time before 1 July 2025, checked for form only.",
        ));
    }
    out
}

fn named(place: &PlaceFacts) -> String {
    match &place.name {
        Some(name) => format!("{} {name}", place.code),
        None => place.code.clone(),
    }
}

/// The names or codes that places were looked for by.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct AskedPlaces<'a> {
    /// Of a province.
    pub province: Option<&'a str>,
    /// Of a commune, ward or special zone.
    pub commune: Option<&'a str>,
}

/// Provinces and their communes with their codes; places of before with where they are now.
#[must_use]
pub fn places(places: &PlacesReport, asked: AskedPlaces<'_>, lang: Lang) -> Document {
    let mut out = Document::untitled(lang, say(lang, "Mã địa phương", "Codes of places"));
    let of_province = asked.province.unwrap_or_default();
    // a province that is no more may have given the name to another: the commune is there still
    let within = asked.commune.map_or("", |_| of_province);
    let asked = asked.commune.unwrap_or(of_province);
    for (fit, asked) in [(places.province_fit, of_province), (places.fit, asked)] {
        if let Some(note) = fit.and_then(|fit| fitting(fit, asked, lang)) {
            out.paragraph(note);
        }
    }
    let day = places.on.map(|day| date(lang, day));
    if let Some(day) = day.as_ref().filter(|_| !places.provinces.is_empty()) {
        out.paragraph(match lang {
            Lang::Vi => format!("Theo tên của ngày {day}:"),
            Lang::En => format!("Under the names of {day}:"),
        });
    }
    listing(&mut out, &places.provinces, lang);
    if !places.formerly.is_empty() {
        out.paragraph(match (lang, places.provinces.is_empty()) {
            (Lang::Vi, true) => {
                let day = day.map_or("Nay".to_owned(), |day| format!("Ngày {day}"));
                match within {
                    "" => format!("{day} không còn nơi nào tên hoặc mã \"{asked}\". Trước đây:"),
                    within => format!("{day} không còn \"{asked}\" ở \"{within}\". Trước đây:"),
                }
            }
            (Lang::Vi, false) => format!("Trước đây cũng tên hoặc mã \"{asked}\":"),
            (Lang::En, true) => {
                let day = day.map_or("today".to_owned(), |day| format!("on {day}"));
                match within {
                    "" => format!("No place is called \"{asked}\" {day}. Formerly:"),
                    within => format!("There is no \"{asked}\" in \"{within}\" {day}. Formerly:"),
                }
            }
            (Lang::En, false) => format!("Formerly called \"{asked}\" too:"),
        });
    }
    for former in &places.formerly {
        out.heading(3, formerly(former, lang));
        listing(&mut out, &former.now, lang);
    }
    if !places.in_part.is_empty() {
        out.paragraph(match lang {
            Lang::Vi => format!("Nay có tên chứa \"{asked}\":"),
            Lang::En => format!("Names of today that hold \"{asked}\":"),
        });
        listing(&mut out, &places.in_part, lang);
    }
    out
}

fn listing(out: &mut Document, provinces: &[ProvinceFacts], lang: Lang) {
    if provinces.is_empty() {
        return;
    }
    let mut table = Table::new([
        Column::figures(say(lang, "Mã", "Code")),
        Column::words(say(lang, "Tên", "Name"), 1),
    ]);
    for province in provinces {
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
}

/// How places fit what was asked for, where they do not bear the very name.
fn fitting(fit: Fit, asked: &str, lang: Lang) -> Option<String> {
    Some(match (fit, lang) {
        (Fit::Part, Lang::Vi) => format!("Tên có chứa \"{asked}\":"),
        (Fit::Part, Lang::En) => format!("Names that contain \"{asked}\":"),
        (Fit::Abbreviation, Lang::Vi) => format!("\"{asked}\" là chữ viết tắt:"),
        (Fit::Abbreviation, Lang::En) => format!("\"{asked}\" is an abbreviation:"),
        _ => return None,
    })
}

/// A place as it was, and until when.
fn formerly(former: &FormerFacts, lang: Lang) -> String {
    let places = [
        former.commune.as_ref(),
        former.district.as_ref(),
        Some(&former.province),
    ];
    let places: Vec<String> = places.into_iter().flatten().map(named).collect();
    let (place, until) = (places.join(", "), date(lang, former.until));
    match lang {
        Lang::Vi => format!("{place} (đến {until}), nay là"),
        Lang::En => format!("{place} (until {until}), now"),
    }
}
