//! `ocop code`: what a product code says and whether it is right, and the codes of places.

use ocop::{Lang, Problems};
use ocop_operations::code::{places, product_code};
use ocop_places::CodeReport;
use ocop_text::page;

use crate::Exit;
use crate::asked::day;
use crate::cli::CodeArgs;
use crate::io::{Failure, print_json, print_page, refuse};

pub fn run(args: &CodeArgs, lang: Lang) -> Result<Exit, Failure> {
    let as_text = (!args.json).then_some(lang);
    match &args.code {
        Some(code) => match (explained(code, args.on.as_deref()), as_text) {
            (Ok(code), Some(lang)) => print_page(&page::product_code(&code, lang))?,
            (Ok(code), None) => print_json(&code, false)?,
            (Err(problems), _) => return refuse(&problems, as_text, false),
        },
        None => match places(args.province.as_deref(), args.commune.as_deref()) {
            Ok(places) if args.json => print_json(&places, false)?,
            Ok(places) => {
                let asked = args.commune.as_deref().or(args.province.as_deref());
                print_page(&page::places(&places, asked.unwrap_or_default(), lang))?;
            }
            Err(problems) => return refuse(&problems, as_text, false),
        },
    }
    Ok(Exit::Done)
}

fn explained(code: &str, on: Option<&str>) -> Result<CodeReport, Problems> {
    let mut problems = Problems::new();
    let on = day(on, "/on", &mut problems);
    match product_code(code, on) {
        Ok(shown) => problems.or(shown),
        Err(more) => {
            problems.append(more);
            Err(problems)
        }
    }
}
