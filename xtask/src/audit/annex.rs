//! What the decision says outside its score sheets: bands and parts (Art. 3), the classification of
//! products (Annex I), the list of product sets (Annex II).

use std::collections::BTreeMap;

use ocop::PartLetter;

use super::transcript::{Block, Row};
use super::words::{after, letters, same};

/// A band of points as printed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Band {
    /// Its stars.
    pub stars: String,
    /// The least points; 0 where it only says "under".
    pub from: String,
    /// The upper end: `100`, or `dưới 90` where that is not within the band.
    pub to: String,
    /// Its place: `Điều 3.3.a`.
    pub source: String,
}

/// Bands and parts of Art. 3.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Article3 {
    /// The bands, in printed order.
    pub bands: Vec<Band>,
    /// The parts of every sheet with their greatest points.
    pub parts: Vec<(PartLetter, String)>,
}

/// Reads Art. 3.
pub fn article_3(blocks: &[Block]) -> Article3 {
    let mut read = Article3::default();
    let mut clause = String::new();
    let paragraphs = blocks.iter().filter_map(|block| match block {
        Block::Paragraph(text) => Some(text.as_str()),
        Block::Table(_) => None,
    });
    let article = paragraphs
        .skip_while(|text| after(text, "Điều 3.").is_none())
        .skip(1)
        .take_while(|text| after(text, "Điều ").is_none());
    for text in article {
        if let Some((number, _)) = text.split_once(". ")
            && number.chars().all(|c| c.is_ascii_digit())
        {
            number.clone_into(&mut clause);
        }
        let Some((letter, text)) = text.split_once(") ") else {
            continue;
        };
        if let Some(rest) = after(text, "Hạng ") {
            read.bands
                .extend(band(rest, format!("Điều 3.{clause}.{letter}")));
        } else if let Some(rest) = after(text, "Phần ")
            && let Some((part, rest)) = rest.split_once(':')
            && let Ok(part) = part.parse()
        {
            let bracket = rest.split_once('(').map_or("", |(_, inside)| inside);
            let points = bracket.split_once(" điểm").map_or("", |(points, _)| points);
            read.parts.push((part, points.to_owned()));
        }
    }
    read
}

/// `5 sao (…): Tổng điểm trung bình đạt từ 90 đến 100 điểm, …`, or `… đạt dưới 30 điểm, …`.
fn band(text: &str, source: String) -> Option<Band> {
    let (stars, rest) = text.split_once(" sao")?;
    let (_, rest) = rest.split_once("đạt ")?;
    let (range, _) = rest.split_once(" điểm")?;
    let (from, to) = match after(range, "từ ") {
        Some(range) => range.split_once(" đến ")?,
        None => ("0", range),
    };
    let [stars, from, to] = [stars, from, to].map(str::to_owned);
    Some(Band {
        stars,
        from,
        to,
        source,
    })
}

/// A product set's place in Annex I.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The sector.
    pub sector: String,
    /// The group.
    pub group: String,
    /// The subgroup; empty where the group has none.
    pub subgroup: String,
    /// The ministries.
    pub ministries: Vec<String>,
    /// The row: `Phụ lục I, I.1.a`.
    pub source: String,
}

/// Reads Annex I: its rows with a ministry, in printed order, which is that of the product sets.
pub fn classification(blocks: &[Block]) -> Vec<Place> {
    let is_annex = |row: &Row| same(&row.line(1), "Phân loại sản phẩm");
    let rows = tables(blocks).find(|rows| rows.first().is_some_and(is_annex));
    let (mut sector, mut group) = <((String, String), (String, String))>::default();
    let mut places = Vec::new();
    for row in rows.unwrap_or_default().iter().skip(1) {
        let [number, name, ministries] = [0, 1, 2].map(|cell| row.line(cell));
        let mut source = vec![sector.0.clone(), group.0.clone(), number.clone()];
        let mut subgroup = String::new();
        if let Some(name) = after(&name, "Phân nhóm:") {
            name.clone_into(&mut subgroup);
        } else if let Some(name) = after(&name, "Nhóm:") {
            source = vec![sector.0.clone(), number.clone()];
            group = (number, name.to_owned());
        } else {
            let name = after(&name, "Sản phẩm").unwrap_or(&name);
            sector = (number, name.to_owned());
        }
        let ministries = list(&ministries);
        if !ministries.is_empty() {
            places.push(Place {
                sector: sector.1.clone(),
                group: group.1.clone(),
                subgroup,
                ministries,
                source: format!("Phụ lục I, {}", source.join(".")),
            });
        }
    }
    places
}

fn list(text: &str) -> Vec<String> {
    let items = text.split(';').map(str::trim);
    items.filter(|i| !i.is_empty()).map(str::to_owned).collect()
}

/// Reads the list of product sets at the beginning of Annex II.
pub fn list_of_sets(blocks: &[Block]) -> BTreeMap<u8, String> {
    tables(blocks)
        .flatten()
        .filter_map(|row| {
            let name = row.line(1);
            let name = after(&name, "Bộ sản phẩm:")?;
            Some((letters(&row.line(0)).parse().ok()?, name.to_owned()))
        })
        .collect()
}

fn tables(blocks: &[Block]) -> impl Iterator<Item = &[Row]> {
    blocks.iter().filter_map(|block| match block {
        Block::Table(rows) => Some(rows.as_slice()),
        Block::Paragraph(_) => None,
    })
}
