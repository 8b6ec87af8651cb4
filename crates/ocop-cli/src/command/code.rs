//! `ocop code`: what a product code says and whether it is right, and the codes of places.

use ocop::{Code, Lang, Occasion, Problem, Problems};
use ocop_places::{ProductCode, Province, ShownCode, ShownPlace, ShownPlaces};
use ocop_places::{find_communes, find_provinces, provinces};

use crate::Exit;
use crate::cli::CodeArgs;
use crate::io::{Failure, print_json, print_text, refuse};
use crate::table::wrapped;
use crate::text::{fact, line, say};

pub fn run(args: &CodeArgs, lang: Lang) -> Result<Exit, Failure> {
    let as_text = (!args.json).then_some(lang);
    match &args.code {
        Some(code) => match (explained(code, args.on.as_deref()), as_text) {
            (Ok(code), Some(lang)) => print_text(&product_code(&code, lang))?,
            (Ok(code), None) => print_json(&code, false)?,
            (Err(problems), _) => return refuse(&problems, as_text, false),
        },
        None => match found(args.province.as_deref(), args.commune.as_deref()) {
            Ok(places) if args.json => print_json(&places, false)?,
            Ok(places) => print_text(&places_text(&places))?,
            Err(problem) => return refuse(&problem.into(), as_text, false),
        },
    }
    Ok(Exit::Done)
}

fn explained(code: &str, on: Option<&str>) -> Result<ShownCode, Problems> {
    let mut problems = Problems::new();
    let occasion = Occasion {
        on: super::date(on, "/on", &mut problems),
        ..Occasion::default()
    };
    problems.append(ocop_places::check(code, &occasion, None));
    match code.parse::<ProductCode>() {
        Ok(code) => problems.or(code.into()),
        Err(_) => Err(problems),
    }
}

/// The places of these names. A province that is asked for alone comes with all its communes;
/// several come without.
fn found(province: Option<&str>, commune: Option<&str>) -> Result<ShownPlaces, Problem> {
    let within: Vec<Province> = match province {
        Some(name) => find_provinces(name),
        None => provinces().collect(),
    };
    if within.is_empty() {
        return Err(unknown(
            "/province",
            ("tỉnh, thành phố", "province"),
            province,
        ));
    }
    let communes: Vec<_> = match commune {
        Some(name) => find_communes(name, within.iter().copied()),
        None => match *within.as_slice() {
            [only] => only.communes().collect(),
            _ => return Ok(ShownPlaces::new(&within, &[])),
        },
    };
    if communes.is_empty() {
        return Err(unknown(
            "/commune",
            ("xã, phường, đặc khu", "commune, ward or special zone"),
            commune,
        ));
    }
    let has_any = |p: &Province| communes.iter().any(|c| c.province() == *p);
    let within: Vec<_> = within.into_iter().filter(has_any).collect();
    Ok(ShownPlaces::new(&within, &communes))
}

fn unknown(path: &str, (vi, en): (&str, &str), name: Option<&str>) -> Problem {
    let name: String = name.unwrap_or_default().chars().take(60).collect();
    Problem::new(
        Code::UnknownPlace,
        path,
        format!("Không có {vi} nào tên \"{name}\"."),
        format!("There is no {en} \"{name}\"."),
    )
    .with_source(ocop_places::DECISION.number)
}

/// A product code, with the names of its places.
fn product_code(code: &ShownCode, lang: Lang) -> String {
    let mut out = String::new();
    let named = |place: &ShownPlace| match &place.name {
        Some(name) => format!("{} {name}", place.code),
        None => place.code.clone(),
    };
    fact(
        &mut out,
        say(lang, "Mã sản phẩm", "Product code"),
        &code.code,
    );
    fact(
        &mut out,
        say(lang, "Tỉnh", "Province"),
        &named(&code.province),
    );
    if let Some(district) = &code.district {
        fact(&mut out, say(lang, "Huyện", "District"), &named(district));
    }
    fact(&mut out, say(lang, "Xã", "Commune"), &named(&code.commune));
    fact(
        &mut out,
        say(lang, "Số thứ tự", "Number"),
        &code.number.to_string(),
    );
    fact(
        &mut out,
        say(lang, "Năm đánh giá", "Assessed in"),
        &code.year.to_string(),
    );
    if code.district.is_some() {
        let text = say(
            lang,
            "mã của thời kỳ trước 01/7/2025, chỉ kiểm tra cách viết.",
            "a code of the time before 1 July 2025, checked for form only.",
        );
        line(&mut out, &wrapped(say(lang, "Lưu ý: ", "Note: "), text));
    }
    out
}

/// Provinces and their communes with their codes.
fn places_text(places: &ShownPlaces) -> String {
    let mut out = String::new();
    for province in &places.provinces {
        line(&mut out, &format!("{}  {}", province.code, province.name));
        for commune in &province.communes {
            line(&mut out, &format!("    {}  {}", commune.code, commune.name));
        }
    }
    out
}
