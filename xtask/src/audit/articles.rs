//! Art. 3, Annex I and the list of product sets, against the data.

use std::collections::BTreeMap;

use ocop::criteria::files::{ErratumField, InstrumentFile, SetFile};

use super::annex::{self, Article3};
use super::data::Data;
use super::ledger::{Ledger, Place, What};
use super::sheet;
use super::transcript::Block;
use super::words::{after, same, without_brackets};

const NAME: What = What::Other("name");
const CLASSIFICATION: What = What::Other("classification");

/// Compares all that stands outside the score sheets.
pub fn compare(ledger: &mut Ledger, blocks: &[Block], data: &Data) {
    let article = annex::article_3(blocks);
    bands(ledger, &article, &data.instrument);
    let sets: BTreeMap<u8, &SetFile> = data
        .sets
        .iter()
        .map(|set| (set.product_set.get(), set))
        .collect();
    for (part, points) in &article.parts {
        for (number, set) in &sets {
            let encoded = set.parts.iter().find(|p| p.part == *part);
            let encoded = encoded
                .map(|p| p.max_points.to_string())
                .unwrap_or_default();
            let place = Place::set(*number).part(*part);
            ledger.figure(place, ErratumField::MaxPoints, points, encoded);
        }
    }
    classification(ledger, blocks, &sets);
    names(ledger, blocks, &sets);
}

fn bands(ledger: &mut Ledger, article: &Article3, instrument: &InstrumentFile) {
    let line = |stars: &str, from: &str, to: &str, source: &str| {
        format!("{stars} sao: từ {from} đến {to} điểm, {source}")
    };
    let printed = article
        .bands
        .iter()
        .map(|b| line(&b.stars, &b.from, &b.to, &b.source));
    let mut to = instrument.max_points.to_string();
    let encoded = instrument.bands.iter().map(|band| {
        let from = band.from_points.to_string();
        let upper = std::mem::replace(&mut to, format!("dưới {from}"));
        line(&band.stars.to_string(), &from, &upper, &band.source)
    });
    let [printed, encoded] = [printed.collect::<Vec<_>>(), encoded.collect()];
    for at in 0..printed.len().max(encoded.len()) {
        let side = |lines: &[String]| lines.get(at).cloned().unwrap_or_default();
        ledger.equal(
            Place::default(),
            What::Other("band"),
            &side(&printed),
            &side(&encoded),
        );
    }
}

/// Product sets follow the order of Annex I.
fn classification(ledger: &mut Ledger, blocks: &[Block], sets: &BTreeMap<u8, &SetFile>) {
    let places = annex::classification(blocks);
    for (number, place) in (1..).zip(&places) {
        let at = Place::set(number);
        let Some(set) = sets.get(&number) else {
            ledger.equal(at, CLASSIFICATION, &place.source, "");
            continue;
        };
        let encoded = &set.classification;
        let subgroup = encoded.subgroup.as_deref().unwrap_or_default();
        for (printed, encoded) in [
            (&place.sector, encoded.sector.as_str()),
            (&place.group, &encoded.group),
            (&place.subgroup, subgroup),
        ] {
            ledger.enter(
                at,
                CLASSIFICATION,
                (printed, encoded),
                same(printed, encoded),
            );
        }
        ledger.equal(at, What::Other("source"), &place.source, &encoded.source);
        let ministries = (place.ministries.join("; "), set.ministries.join("; "));
        ledger.equal(at, What::Other("ministries"), &ministries.0, &ministries.1);
    }
    for (number, set) in sets.iter().skip(places.len()) {
        ledger.equal(
            Place::set(*number),
            CLASSIFICATION,
            "",
            &set.classification.source,
        );
    }
}

/// A set's name is the one in the list; the title of its sheet may be another of its names.
fn names(ledger: &mut Ledger, blocks: &[Block], sets: &BTreeMap<u8, &SetFile>) {
    let listed = annex::list_of_sets(blocks);
    for (number, set) in sets {
        let printed = listed.get(number).map_or("", String::as_str);
        let agrees = same(printed, &set.name);
        ledger.enter(Place::set(*number), NAME, (printed, &set.name), agrees);
    }
    for (number, name) in listed
        .iter()
        .filter(|(number, _)| !sets.contains_key(number))
    {
        ledger.equal(Place::set(*number), NAME, name, "");
    }
    for sheet in sheet::sheets(blocks) {
        let Some(set) = sets.get(&sheet.number) else {
            continue;
        };
        let agrees = goes_by(set, &sheet.name);
        ledger.enter(
            Place::set(sheet.number),
            NAME,
            (&sheet.name, &set.name),
            agrees,
        );
    }
}

fn goes_by(set: &SetFile, name: &str) -> bool {
    let plain = without_brackets(name);
    let forms = [name, &plain, after(name, "Sản phẩm").unwrap_or(name)];
    let known = |slug: &String| forms.iter().any(|form| ocop::slug(form) == *slug);
    same(name, &set.name) || known(&set.slug) || set.aliases.iter().any(known)
}
