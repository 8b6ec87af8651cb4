//! Every report reads back what it wrote: from a value and from a reader, over all outputs of the
//! vectors.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use ocop::certificate::{CertificateStatus, Renewals};
use ocop::check::CheckReport;
use ocop::compare::{ComparisonReport, LawComparison};
use ocop::council::{NextReport, TallyReport};
use ocop::criteria::SetReport;
use ocop::evidence::Checklist;
use ocop::explain::Explanation;
use ocop::plan::PlanReport;
use ocop::stats::StatsReport;
use ocop::verify::Verification;
use ocop::{Dossier, ErrorReport, RatingReport, Resolution};
use ocop_operations::criteria::CriteriaList;
use ocop_places::{CodeReport, PlacesReport};
use ocop_tests::leaves;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

/// What a report comes to when it is read, from a value and from a reader, and written again.
fn again<T: Serialize + DeserializeOwned>(output: &Value) -> Result<[Value; 2], serde_json::Error> {
    let text = serde_json::to_vec(output)?;
    let of_value: T = serde_json::from_value(output.clone())?;
    let of_reader: T = serde_json::from_reader(text.as_slice())?;
    Ok([
        serde_json::to_value(of_value)?,
        serde_json::to_value(of_reader)?,
    ])
}

/// By the format that an output names; none where there is no type that reads it.
fn read(format: &str, output: &Value) -> Option<Result<[Value; 2], serde_json::Error>> {
    Some(match format {
        "ocop-certificate/1" => again::<CertificateStatus>(output),
        "ocop-check/1" => again::<CheckReport>(output),
        "ocop-code/1" => again::<CodeReport>(output),
        "ocop-comparison/1" => again::<ComparisonReport<'static>>(output),
        "ocop-criteria-list/1" => again::<CriteriaList>(output),
        "ocop-criteria/1" => again::<SetReport>(output),
        "ocop-dossier/1" => again::<Dossier<'static>>(output),
        "ocop-errors/1" => again::<ErrorReport<'static>>(output),
        "ocop-evidence/1" => again::<Checklist>(output),
        "ocop-explanation/1" => again::<Explanation>(output),
        "ocop-law-comparison/1" => again::<LawComparison>(output),
        "ocop-next/1" => again::<NextReport>(output),
        "ocop-places/1" => again::<PlacesReport>(output),
        "ocop-plan/1" => again::<PlanReport>(output),
        "ocop-rating/1" => again::<RatingReport<'static>>(output),
        "ocop-renewals/1" => again::<Renewals>(output),
        "ocop-resolution/1" => again::<Resolution>(output),
        "ocop-stats/1" => again::<StatsReport>(output),
        "ocop-tally/1" => again::<TallyReport<'static>>(output),
        "ocop-verification/1" => again::<Verification>(output),
        _ => return None,
    })
}

fn vectors() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("vectors");
    let folders = fs::read_dir(root).unwrap().map(|e| e.unwrap().path());
    let files = folders
        .filter(|p| p.is_dir())
        .flat_map(|folder| fs::read_dir(folder).unwrap().map(|e| e.unwrap().path()));
    let mut files: Vec<_> = files
        .filter(|p| p.extension().is_some_and(|e| e == "json"))
        .collect();
    files.sort();
    files
}

#[test]
fn every_report_reads_back_what_it_wrote() {
    let (mut wrong, mut unread) = (Vec::new(), BTreeSet::new());
    let mut formats = BTreeSet::new();
    for path in vectors() {
        let vector: Value = serde_json::from_slice(&fs::read(&path).unwrap()).unwrap();
        let output = vector.get("output").unwrap_or(&Value::Null);
        // a document is no report, and a schema has no format
        let Some(format) = output.get("format").and_then(Value::as_str) else {
            continue;
        };
        formats.insert(format.to_owned());
        match read(format, output) {
            None => _ = unread.insert(format.to_owned()),
            Some(Err(error)) => wrong.push(format!("{}: {error}", path.display())),
            Some(Ok(read)) if read.iter().any(|r| r != output) => {
                wrong.push(format!("{}: reads as something else", path.display()));
            }
            Some(Ok(_)) => {}
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    // papers of a class are made again from their seed, and marked again
    let made_again = [
        "practice",
        "practice-key",
        "practice-result",
        "practice-class",
    ]
    .map(|name| format!("ocop-{name}/1"));
    let made_again = BTreeSet::from(made_again);
    assert_eq!(unread, made_again, "formats that no type reads");
    assert!(formats.len() > 20, "{formats:?}");
}

/// A value that somebody wrote wrongly, in several ways.
fn slips(value: &Value) -> Vec<Value> {
    let words: &[&str] = &["", "x", "2026-09-31", "=1+1"];
    let numbers = [-1, 0, 3, 99].map(Value::from);
    let mut slips: Vec<Value> = words.iter().map(|w| json!(w)).collect();
    slips.extend(numbers);
    slips.extend([json!(null), json!([]), json!({}), json!(true)]);
    if let Some(text) = value.as_str() {
        let mut short = text.to_owned();
        short.pop();
        slips.extend([json!(short), json!(format!("{text}x"))]);
    }
    slips
}

/// What is wrong with a session is told in its tally, and the tally is one all the same: what does not
/// fit is left out of it.
#[test]
fn a_tally_of_a_session_with_a_slip_anywhere_reads_back() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let text = fs::read_to_string(root.join("examples/council/session.json")).unwrap();
    let session: Value = serde_json::from_str(&text).unwrap();
    let library = ocop::Library::embedded();
    let mut places = Vec::new();
    leaves(&session, "", &mut places);
    // of the hundreds of answers, as of all that differ by their numbers alone, twenty do
    let mut alike: BTreeMap<String, u8> = BTreeMap::new();
    places.retain(|place| {
        let of_kind = place.replace(|c: char| c.is_ascii_digit() || c == '.', "");
        let seen = alike.entry(of_kind).or_default();
        *seen = seen.saturating_add(1);
        *seen <= 20
    });
    let (mut read, mut wrong) = (0, Vec::new());
    for place in &places {
        for slip in slips(session.pointer(place).unwrap()) {
            let mut given = session.clone();
            *given.pointer_mut(place).unwrap() = slip.clone();
            let given = given.to_string();
            let Ok(tally) = library.tally_json(given.as_bytes(), &[]) else {
                continue;
            };
            read += 1;
            let written = serde_json::to_vec(&tally).unwrap();
            match library.read_tally(&written) {
                Ok(again) if again == tally => {}
                Ok(_) => wrong.push(format!("{place} = {slip}: another tally")),
                Err(problems) => {
                    let first = problems.iter().next();
                    let first = first.map(|p| p.line(ocop::Lang::En));
                    wrong.push(format!("{place} = {slip}: {}", first.unwrap_or_default()));
                }
            }
        }
    }
    assert!(read > places.len(), "{read} of {}", places.len());
    assert!(
        wrong.is_empty(),
        "{}: {:#?}",
        wrong.len(),
        &wrong[..wrong.len().min(40)]
    );
}
