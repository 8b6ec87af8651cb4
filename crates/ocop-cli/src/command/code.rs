//! `ocop code`: what a product code says and whether it is right, and the codes of places.

use ocop::{Lang, Occasion, Problems};
use ocop_operations::codes;
use ocop_places::{Fit, ProductCode, look_up};
use ocop_places::{ShownCode, ShownFormer, ShownPlace, ShownPlaces, ShownProvince};

use crate::Exit;
use crate::cli::CodeArgs;
use crate::io::{Failure, print_json, print_text, refuse};
use crate::table::{clean, wrapped};
use crate::text::{fact, line, say};

pub fn run(args: &CodeArgs, lang: Lang) -> Result<Exit, Failure> {
    let as_text = (!args.json).then_some(lang);
    match &args.code {
        Some(code) => match (explained(code, args.on.as_deref()), as_text) {
            (Ok(code), Some(lang)) => print_text(&product_code(&code, lang))?,
            (Ok(code), None) => print_json(&code, false)?,
            (Err(problems), _) => return refuse(&problems, as_text, false),
        },
        None => match look_up(args.province.as_deref(), args.commune.as_deref()) {
            Ok(places) if args.json => print_json(&places, false)?,
            Ok(places) => print_text(&places_text(&places, args, lang))?,
            Err(faults) => {
                let problems = faults.into_iter().map(codes::problem).collect();
                return refuse(&problems, as_text, false);
            }
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
    problems.append(codes::check(code, &occasion, None));
    match code.parse::<ProductCode>() {
        Ok(code) => problems.or(ShownCode::new(code, occasion.on)),
        Err(_) => Err(problems),
    }
}

/// A product code, with the names of its places.
fn product_code(code: &ShownCode, lang: Lang) -> String {
    let mut out = String::new();
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
    if !code.now.is_empty() {
        let today = say(lang, "Nay thuộc", "Today in");
        fact(&mut out, today, &communes_of(&code.now));
    }
    if code.district.is_some() && code.commune.name.is_none() {
        let text = say(
            lang,
            "mã của thời kỳ trước 01/7/2025, chỉ kiểm tra cách viết.",
            "a code of the time before 1 July 2025, checked for form only.",
        );
        line(&mut out, &wrapped(say(lang, "Lưu ý: ", "Note: "), text));
    }
    out
}

fn named(place: &ShownPlace) -> String {
    match &place.name {
        Some(name) => format!("{} {name}", place.code),
        None => place.code.clone(),
    }
}

/// Communes with their provinces, on one line.
fn communes_of(provinces: &[ShownProvince]) -> String {
    let each = provinces.iter().map(|p| {
        let communes = p.communes.iter().map(|c| format!("{} {}", c.code, c.name));
        let communes: Vec<_> = communes.collect();
        format!("{} ({} {})", communes.join(", "), p.code, p.name)
    });
    each.collect::<Vec<_>>().join("; ")
}

/// Provinces and their communes with their codes; places of before with where they are now.
fn places_text(places: &ShownPlaces, args: &CodeArgs, lang: Lang) -> String {
    let mut out = String::new();
    let asked = args.commune.as_deref().or(args.province.as_deref());
    let asked = clean(asked.unwrap_or_default());
    if let Some(note) = places.fit.and_then(|fit| fitting(fit, &asked, lang)) {
        line(&mut out, &wrapped("", &note));
    }
    listing(&mut out, &places.provinces);
    if !places.formerly.is_empty() {
        let note = match (lang, places.provinces.is_empty()) {
            (Lang::Vi, true) => {
                format!("Nay không còn nơi nào tên hoặc mã \"{asked}\". Trước đây:")
            }
            (Lang::Vi, false) => format!("Trước đây cũng tên hoặc mã \"{asked}\":"),
            (Lang::En, true) => format!("No place is called \"{asked}\" today. Formerly:"),
            (Lang::En, false) => format!("Formerly called \"{asked}\" too:"),
        };
        line(&mut out, &wrapped("", &note));
    }
    for former in &places.formerly {
        line(&mut out, &wrapped("", &formerly(former, lang)));
        listing(&mut out, &former.now);
    }
    out
}

fn listing(out: &mut String, provinces: &[ShownProvince]) {
    for province in provinces {
        line(out, &format!("{}  {}", province.code, province.name));
        for commune in &province.communes {
            line(out, &format!("    {}  {}", commune.code, commune.name));
        }
    }
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
fn formerly(former: &ShownFormer, lang: Lang) -> String {
    let places = [
        former.commune.as_ref(),
        former.district.as_ref(),
        Some(&former.province),
    ];
    let places: Vec<_> = places.into_iter().flatten().map(named).collect();
    let (place, until) = (places.join(", "), former.until);
    match lang {
        Lang::Vi => format!("{place} (đến {}), nay là:", until.strftime("%d/%m/%Y")),
        Lang::En => format!("{place} (until {until}), now:"),
    }
}
