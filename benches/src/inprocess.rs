//! The engine as a library, against the floor.

use std::hint::black_box;
use std::sync::Arc;

use ocop::{AssessOptions, Assessment, Detail, Library, Problems, RatingReport, rate};

use crate::effort::{Effort, Result};
use crate::floor::{Dossier, Map, Pairs, Rating};
use crate::measure::{Samples, interleaved};
use crate::table::{Table, Target, time};

/// Passes of `rate` in its turn: one alone would measure how a sheet gets back into the cache, where
/// it is when it has just been checked.
const RATE_PASSES: usize = 10;

/// `rate`, the brief rating and the full rating, each beside its floor.
pub fn measure(
    library: &Library,
    dossiers: &[String],
    effort: &Effort,
    table: &mut Table,
) -> Result<()> {
    let assessments = assess_all(library, dossiers)?;
    let typed = assessments.iter().map(|a| Arc::new(a.dossier().clone()));
    let typed: Vec<_> = typed.collect();
    let brief = written(&assessments, Assessment::brief)?;
    let full = written(&assessments, Assessment::full)?;
    let (brief_floor, full_floor) = (prepared(dossiers, &brief)?, prepared(dossiers, &full)?);
    let options = AssessOptions::default();
    // room for any rating: growing it is no part of what is measured
    let buffer = || Vec::<u8>::with_capacity(1 << 16);
    let (mut out1, mut out2, mut out3, mut out4) = (buffer(), buffer(), buffer(), buffer());
    let (mut out5, mut out6) = (buffer(), buffer());
    let call = ocop_operations::operation("rate").ok_or("no operation \"rate\"")?;

    let [
        parse,
        pairs,
        floor_brief,
        floor_full,
        pairs_brief,
        pairs_full,
        rating,
        to_brief,
        to_full,
        in_memory,
        copied,
        direct,
        called,
    ] = interleaved(
        effort.rounds,
        dossiers.len(),
        [
            &mut || pass(dossiers, |d| black_box(parsed::<Map<'_>>(d)).map(drop)),
            &mut || pass(dossiers, |d| black_box(parsed::<Pairs<'_>>(d)).map(drop)),
            &mut || pass(&brief_floor, |one| through::<Map<'_>>(one, &mut out1)),
            &mut || pass(&full_floor, |one| through::<Map<'_>>(one, &mut out2)),
            &mut || pass(&brief_floor, |one| through::<Pairs<'_>>(one, &mut out5)),
            &mut || pass(&full_floor, |one| through::<Pairs<'_>>(one, &mut out6)),
            &mut || (0..RATE_PASSES).try_for_each(|_| pass(&assessments, looked_up)),
            &mut || {
                pass(dossiers, |d| {
                    rated(library, d, &options, Detail::Brief, &mut out3)
                })
            },
            &mut || {
                pass(dossiers, |d| {
                    rated(library, d, &options, Detail::Full, &mut out4)
                })
            },
            &mut || {
                pass(&typed, |dossier| {
                    reported(library.assess(Arc::clone(black_box(dossier)), &options))
                })
            },
            &mut || {
                pass(&typed, |dossier| {
                    reported(library.assess(black_box(dossier.as_ref()), &options))
                })
            },
            // a buffer of its own for each rating, as whoever calls gets one
            &mut || {
                pass(dossiers, |d| {
                    rated(library, d, &options, Detail::Full, &mut Vec::new())
                })
            },
            &mut || {
                pass(dossiers, |d| {
                    let reply = call.call(library, d.as_bytes(), b"{}");
                    black_box(reply.map_err(|refusal| format!("{refusal:?}"))?);
                    Ok(())
                })
            },
        ],
    )?;

    let rating = rating.divided(RATE_PASSES);
    for (what, floor) in [
        ("Floor: parse, as a derive gives it", &parse),
        ("The same, answers pushed into a vector", &pairs),
    ] {
        table.figure(what, &figure(floor), 0.0, Target::None);
    }
    for (what, ours, floor, faster, target) in [
        ("`rate` on a checked sheet", &rating, &parse, &pairs, 0.10),
        (
            "JSON in, brief rating out",
            &to_brief,
            &floor_brief,
            &pairs_brief,
            1.5,
        ),
        (
            "JSON in, full rating with digests out",
            &to_full,
            &floor_full,
            &pairs_full,
            2.0,
        ),
    ] {
        let target = Target::AtMost(target);
        let against = format!("floor: {}", figure(floor));
        table.ratio(what, &figure(ours), &against, ours.ratio_to(floor), target);
        // whether the target is met must not hang on which of the two is called the floor, unseen
        let against = format!("with a vector: {}", figure(faster));
        let ratio = ours.ratio_to(faster);
        table.ratio("… against the vector", "", &against, ratio, Target::None);
    }
    // nothing is read or written, so it must not cost more
    let json = format!("JSON in, brief rating out: {}", figure(&to_brief));
    table.ratio(
        "`assess` a dossier in memory (`Arc`), brief report",
        &figure(&in_memory),
        &json,
        in_memory.ratio_to(&to_brief),
        Target::AtMost(1.0),
    );
    let ratio = copied.ratio_to(&to_brief);
    let what = "… by reference: the assessment copies it";
    table.ratio(what, &figure(&copied), &json, ratio, Target::None);
    let against = format!("the function: {}", figure(&direct));
    table.ratio(
        "The operation `rate`, as wrappers call it: full rating",
        &figure(&called),
        &against,
        called.ratio_to(&direct),
        Target::AtMost(1.1),
    );
    Ok(())
}

fn figure(samples: &Samples) -> String {
    time(samples.least())
}

/// One pass over all items of a contestant.
fn pass<T>(items: &[T], work: impl FnMut(&T) -> Result<()>) -> Result<()> {
    items.iter().try_for_each(work)
}

/// What the floor does with a dossier: it is parsed, and a rating made beforehand is written.
fn through<'a, A: serde::Deserialize<'a>>(
    (dossier, rating): &(&'a String, Rating<'_>),
    out: &mut Vec<u8>,
) -> Result<()> {
    black_box(parsed::<A>(dossier)?);
    write(out, rating)
}

/// The rating of a sheet that has been checked.
fn looked_up(assessment: &Assessment) -> Result<()> {
    let rating = rate(black_box(assessment.sheet()));
    black_box((rating.outcome(), rating.stars(), rating.points()));
    Ok(())
}

fn reported(assessment: std::result::Result<Assessment, Problems>) -> Result<()> {
    let assessment = assessment.map_err(|problems| format!("{problems:?}"))?;
    black_box(assessment.brief());
    Ok(())
}

/// One dossier through the engine; refused dossiers end the run.
pub fn rated(
    library: &Library,
    dossier: &str,
    options: &AssessOptions,
    detail: Detail,
    out: &mut Vec<u8>,
) -> Result<()> {
    let print = |report: &RatingReport<'_>| write(out, report);
    let printed = library.rate_json(dossier.as_bytes(), options, detail, print);
    printed.map_err(|problems| format!("{problems:?}"))?
}

/// Writes into a buffer that is used again.
fn write<T: serde::Serialize>(out: &mut Vec<u8>, value: &T) -> Result<()> {
    out.clear();
    serde_json::to_writer(&mut *out, value)?;
    black_box(out);
    Ok(())
}

fn parsed<'a, A: serde::Deserialize<'a>>(dossier: &'a str) -> Result<Dossier<'a, A>> {
    Ok(serde_json::from_str(dossier)?)
}

fn assess_all(library: &Library, dossiers: &[String]) -> Result<Vec<Assessment>> {
    let options = AssessOptions::default();
    let all = dossiers.iter().map(|dossier| {
        let assessment = library.assess_json(dossier.as_bytes(), &options);
        assessment.map_err(|problems| format!("{problems:?}").into())
    });
    all.collect()
}

fn written<'r>(
    assessments: &'r [Assessment],
    report: fn(&'r Assessment) -> RatingReport<'r>,
) -> Result<Vec<String>> {
    let all = assessments.iter().map(report);
    all.map(|r| Ok(serde_json::to_string(&r)?)).collect()
}

/// Each dossier with its rating as the floor writes it: to the byte what the engine writes.
fn prepared<'a>(
    dossiers: &'a [String],
    written: &'a [String],
) -> Result<Vec<(&'a String, Rating<'a>)>> {
    let mut prepared = Vec::new();
    for (dossier, text) in dossiers.iter().zip(written) {
        let rating: Rating<'_> = serde_json::from_str(text)?;
        if serde_json::to_string(&rating)? != *text {
            return Err(format!("the floor would not write the same bytes: {text}").into());
        }
        prepared.push((dossier, rating));
    }
    Ok(prepared)
}
