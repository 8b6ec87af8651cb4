//! A dossier: what is wrong with it, or what it comes to.

use serde_json::{Map, Value};

use super::answers::read_sheet;
use super::law::Law;
use super::score::{Rating, score};
use super::sheet::{Finding, Sheet};
use super::slip::Slip;
use super::wrong::{Wrong, wrong};

/// Judges a dossier under the decision that it names or that its days are of, by the sheets at hand:
/// its rating, or everything that is wrong with it.
///
/// # Errors
///
/// What makes the dossier one that has to be refused.
pub fn judge<'s>(
    sheets: &'s [Sheet],
    dossier: &Value,
    slip: Option<Slip>,
) -> Result<Rating<'s>, Vec<Wrong>> {
    let Some(fields) = dossier.as_object() else {
        return Err(vec![wrong("", "not an object")]);
    };
    let mut wrongs = vec![];
    for name in fields.keys() {
        let known = [
            "format",
            "criteria",
            "product_set",
            "product",
            "producer",
            "registration",
            "assessed_on",
            "answers",
            "points",
            "case",
            "findings",
        ];
        if !known.contains(&name.as_str()) {
            wrongs.push(wrong(format!("/{name}"), "unknown field"));
        }
    }
    if fields.get("format").is_some_and(|f| f != "ocop-dossier/1") {
        wrongs.push(wrong("/format", "unknown format"));
    }
    // Without the law there is no sheet to hold the answers against.
    let law = match law(fields, slip) {
        Ok(law) => law,
        Err(wrong) => {
            wrongs.push(wrong);
            return Err(wrongs);
        }
    };
    let mut sheets = sheets.iter().filter(|sheet| sheet.law.id == law.id);
    let set = sheets.find(|sheet| {
        let named = |set: &Value| *set == sheet.slug || sheet.aliases.contains(set);
        let given = fields.get("product_set");
        given.is_some_and(|set| *set == sheet.number || named(set))
    });
    let Some(sheet) = set else {
        wrongs.push(wrong("/product_set", "unknown product set"));
        return Err(wrongs);
    };
    let findings = match read_findings(sheet, fields.get("findings"), slip) {
        Ok(findings) => findings,
        Err(more) => {
            wrongs.extend(more);
            vec![]
        }
    };
    match read_sheet(sheet, fields, slip) {
        Err(more) => wrongs.extend(more),
        Ok(ticked) if wrongs.is_empty() => {
            let day = fields.get("assessed_on").and_then(Value::as_str);
            return Ok(score(sheet, &ticked, &findings, day, slip));
        }
        Ok(_) => {}
    }
    Err(wrongs)
}

/// The decision must be named, or found by the days, and be the one that applies on them.
fn law(fields: &Map<String, Value>, slip: Option<Slip>) -> Result<&'static Law, Wrong> {
    let named = fields.get("criteria").map(|name| {
        let law = Law::ALL.into_iter().find(|law| *name == law.id);
        law.ok_or_else(|| wrong("/criteria", "unknown version"))
    });
    let named = named.transpose()?;
    let Some(day) = fields.get("assessed_on") else {
        return named.ok_or_else(|| wrong("", "neither a version nor a date"));
    };
    let Some(day) = day.as_str().filter(|day| is_date(day)) else {
        return Err(wrong("/assessed_on", "impossible date"));
    };
    let lodged = fields.get("registration").map(|r| {
        let word = |field: &str| r[field].as_str().expect("a text");
        (word("kind"), word("submitted_on"))
    });
    if lodged.is_some_and(|(_, lodged)| lodged > day) {
        return Err(wrong("", "lodged after it was assessed"));
    }
    let right = Law::of_day(day, lodged, slip);
    let applies = right.filter(|right| named.is_none_or(|law| law.id == right.id));
    applies.ok_or_else(|| wrong("", "not in force on that day"))
}

fn is_date(text: &str) -> bool {
    let steps: Vec<&str> = text.split('-').collect();
    let digits = |s: &str, n: usize| s.len() == n && s.bytes().all(|b| b.is_ascii_digit());
    let [year, month, day] = steps.as_slice() else {
        return false;
    };
    if !(digits(year, 4) && digits(month, 2) && digits(day, 2)) {
        return false;
    }
    let year: u32 = year.parse().expect("digits");
    let leap = year.is_multiple_of(400) || (year.is_multiple_of(4) && !year.is_multiple_of(100));
    let days = match *month {
        "01" | "03" | "05" | "07" | "08" | "10" | "12" => 31,
        "04" | "06" | "09" | "11" => 30,
        "02" if leap => 29,
        "02" => 28,
        _ => 0,
    };
    (1..=days).contains(&day.parse().expect("digits"))
}

/// A finding is valid only in the sets whose sheet has the rule.
fn read_findings<'s>(
    sheet: &'s Sheet,
    findings: Option<&Value>,
    slip: Option<Slip>,
) -> Result<Vec<&'s Finding>, Vec<Wrong>> {
    let Some(findings) = findings else {
        return Ok(vec![]);
    };
    let Some(names) = findings.as_array() else {
        return Err(vec![wrong("/findings", "not a list")]);
    };
    let mut found = vec![];
    let mut wrongs = vec![];
    for (at, name) in names.iter().enumerate() {
        let place = format!("/findings/{at}");
        if names[..at].contains(name) {
            wrongs.push(wrong(place, "the same finding twice"));
            continue;
        }
        match sheet.findings.iter().find(|f| *name == f.finding) {
            Some(finding) => found.push(finding),
            None if slip == Some(Slip::FindingsOfAnySet) => {}
            None => wrongs.push(wrong(place, "no finding of this set")),
        }
    }
    if wrongs.is_empty() {
        Ok(found)
    } else {
        Err(wrongs)
    }
}
