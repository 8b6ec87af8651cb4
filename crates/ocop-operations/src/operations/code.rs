//! `code`: what a product code says and whether it is right, and the codes of places.

use jiff::civil::Date;
use ocop::{Code, DossierDates, Lang, Library, Problem, Problems, written_day};
use ocop_places::{CodeReport, DECISION, PlacesReport, ProductCode, look_up, look_up_on};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::codes;
use crate::operation::{Operation, Output, options, schema_of};
use crate::options::Day;
use crate::reply::{Refusal, Reply};

/// A product code, or names of places.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[non_exhaustive]
pub struct CodeOptions {
    /// The product code, `T-X-STT-YYYY`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
    /// The day of the assessment that the code must fit; with names, the day whose names are given,
    /// from 1 July 2025.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub on: Option<Day>,
    /// The name of a province, diacritics not needed, or its code.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub province: Option<String>,
    /// The name of a commune, ward or special zone, or its code.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub commune: Option<String>,
}

ocop::setters!(CodeOptions {
    code: Option<String>,
    on: Option<Day>,
    province: Option<String>,
    commune: Option<String>,
});

pub(crate) const OPERATION: Operation = Operation {
    name: "code",
    vi: "Mã sản phẩm nói gì và có đúng không; mã của tỉnh, xã theo tên.",
    en: "What a product code says and whether it is right; the codes of places by name.",
    input: &[],
    output: Output::Json(&["code", "places"]),
    schema: schema_of::<CodeOptions>,
    run,
};

fn run(_: &Library, _: &[u8], bytes: &[u8]) -> Result<Reply, Refusal> {
    match answer(&options(bytes)?)? {
        CodeAnswer::Code(code) => Reply::json(&code),
        CodeAnswer::Places(places) => Reply::json(&places),
    }
}

/// What was asked for: a code, or places.
pub(crate) enum CodeAnswer {
    Code(CodeReport),
    Places(PlacesReport),
}

pub(crate) fn answer(options: &CodeOptions) -> Result<CodeAnswer, Refusal> {
    let (province, commune) = (options.province.as_deref(), options.commune.as_deref());
    let named = province.is_some() || commune.is_some();
    match &options.code {
        Some(code) if !named => Ok(CodeAnswer::Code(product_code(code, options.on)?)),
        None if named => Ok(CodeAnswer::Places(places(province, commune, options.on)?)),
        Some(_) => Err(Refusal::wrong_call(Problem::new(
            Code::AnswerContradictory,
            "/code",
            "\"code\" không đi cùng \"province\", \"commune\".",
            "\"code\" does not go with \"province\" or \"commune\".",
        ))),
        None => Err(Refusal::wrong_call(Problem::new(
            Code::MissingOption,
            "/code",
            "Cần \"code\", hoặc \"province\", \"commune\" (có thể kèm \"on\").",
            "Give \"code\", or else \"province\" or \"commune\" (and \"on\", perhaps).",
        ))),
    }
}

/// What a product code says, where it is right.
///
/// # Errors
///
/// The code is no code, names places that there are not, or does not fit the day.
pub fn product_code(code: &str, on: Option<Day>) -> Result<CodeReport, Problems> {
    let dates = DossierDates::default().on(on.map(|d| d.0));
    // a paste from a word processor has its dashes
    let code = ocop::hyphenated(code);
    let problems = codes::check(&code, &dates, None);
    match code.parse::<ProductCode>() {
        Ok(code) => problems.or(CodeReport::new(code, dates.on)),
        Err(_) => Err(problems),
    }
}

/// The places of these names, under those of a day where one is given. A province that is asked for
/// alone comes with all its communes; several come without.
///
/// # Errors
///
/// No place has such a name, or only near ones; the day is one of other provinces and communes.
pub fn places(
    province: Option<&str>,
    commune: Option<&str>,
    on: Option<Day>,
) -> Result<PlacesReport, Problems> {
    let early = on.and_then(|on| too_early(on.0));
    let found = match on {
        Some(on) => look_up_on(province, commune, on.0),
        None => look_up(province, commune),
    };
    match (found, early) {
        (Ok(found), None) => Ok(found),
        (Ok(_), Some(early)) => Err(early.into()),
        (Err(faults), early) => {
            let faults = faults.into_iter().map(codes::problem);
            Err(early.into_iter().chain(faults).collect())
        }
    }
}

/// A day whose places are told as those of before, not looked up.
fn too_early(on: Date) -> Option<Problem> {
    let first = DECISION.in_force;
    let (vi, en) = (written_day(first, Lang::Vi), written_day(first, Lang::En));
    (on < first).then(|| {
        Problem::new(
            Code::OutOfRange,
            "/on",
            format!("Tên theo ngày chỉ tra được từ {vi}."),
            format!("Names of a day can be looked up from {en} on."),
        )
        .with_found(on.to_string())
        .with_help(
            "Bỏ ngày: nơi của thời trước được nêu cùng nơi của nay.",
            "Leave out the day: places of before are told beside those of today.",
        )
        .with_source(DECISION.number)
    })
}
