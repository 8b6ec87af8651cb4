//! `ocop code`: what a product code says and whether it is right, and the codes of places.

use ocop::{Lang, Problems};
use ocop_operations::Day;
use ocop_operations::code::{places, product_code};
use ocop_text::page;

use crate::Exit;
use crate::asked::day;
use crate::cli::CodeArgs;
use crate::io::{Failure, print_json, print_page, refuse};

pub fn run(args: &CodeArgs, lang: Lang) -> Result<Exit, Failure> {
    let as_text = (!args.json).then_some(lang);
    let on = args.on.as_deref();
    match &args.code {
        Some(code) => match (asked(on, |on| product_code(code, on)), as_text) {
            (Ok(code), Some(lang)) => print_page(&page::product_code(&code, lang))?,
            (Ok(code), None) => print_json(&code, false)?,
            (Err(problems), _) => return refuse(&problems, as_text, false),
        },
        None => {
            let (province, commune) = (args.province.as_deref(), args.commune.as_deref());
            match (asked(on, |on| places(province, commune, on)), as_text) {
                (Ok(found), Some(lang)) => {
                    let asked = page::AskedPlaces { province, commune };
                    print_page(&page::places(&found, asked, lang))?;
                }
                (Ok(found), None) => print_json(&found, false)?,
                (Err(problems), _) => return refuse(&problems, as_text, false),
            }
        }
    }
    Ok(Exit::Done)
}

/// What is asked of a day; what is wrong with the day is told beside all else.
fn asked<T>(
    on: Option<&str>,
    ask: impl FnOnce(Option<Day>) -> Result<T, Problems>,
) -> Result<T, Problems> {
    let mut problems = Problems::new();
    let on = day(on, "/on", &mut problems);
    match ask(on) {
        Ok(answer) => problems.or(answer),
        Err(more) => {
            problems.append(more);
            Err(problems)
        }
    }
}
