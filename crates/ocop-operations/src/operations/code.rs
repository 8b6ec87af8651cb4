//! `code`: what a product code says and whether it is right, and the codes of places.

use ocop::{Code, DossierDates, Library, Problem, Problems};
use ocop_places::{CodeReport, PlacesReport, ProductCode, look_up};
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
    /// The day of the assessment that the code must fit.
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
        None if named && options.on.is_none() => Ok(CodeAnswer::Places(places(province, commune)?)),
        Some(_) => Err(Refusal::wrong_call(Problem::new(
            Code::AnswerContradictory,
            "/code",
            "\"code\" không đi cùng \"province\", \"commune\".",
            "\"code\" does not go with \"province\" or \"commune\".",
        ))),
        None => Err(Refusal::wrong_call(Problem::new(
            Code::MissingOption,
            "/code",
            "Cần \"code\" (có thể kèm \"on\"), hoặc \"province\", \"commune\".",
            "Give \"code\" (and \"on\", perhaps), or else \"province\" or \"commune\".",
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

/// The places of these names. A province that is asked for alone comes with all its communes;
/// several come without.
///
/// # Errors
///
/// No place has such a name, or only near ones.
pub fn places(province: Option<&str>, commune: Option<&str>) -> Result<PlacesReport, Problems> {
    look_up(province, commune).map_err(|faults| faults.into_iter().map(codes::problem).collect())
}
