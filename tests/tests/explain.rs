//! Every figure of an explanation is the rating's: tested from the rating, over every example and
//! over sheets of every set.
#![expect(
    clippy::unwrap_used,
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    reason = "helpers of tests: what does not hold is to fail"
)]

use std::collections::BTreeSet;
use std::fs;

use ocop::explain::Explanation;
use ocop::plan::Costs;
use ocop::{AssessOptions, Lang, Library, RatingReport, State};
use ocop_text::page::{self, Reader};
use ocop_text::{Format, html_body, write};
use serde_json::{Value, json};

/// Dossiers: the examples, and sheets of every set at three heights.
fn dossiers(library: &Library) -> Vec<String> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../examples");
    let mut all: Vec<String> = fs::read_dir(folder)
        .unwrap()
        .map(|e| e.unwrap().path())
        .filter(|p| p.extension().is_some_and(|e| e == "json"))
        .map(|p| fs::read_to_string(p).unwrap())
        .collect();
    for criteria in library.versions() {
        for set in criteria.set_numbers().map(|n| criteria.set(n).unwrap()) {
            for height in 1..=3 {
                let level = |c: &ocop::Criterion| {
                    if c.has_cases() {
                        1
                    } else {
                        c.levels.len().saturating_sub(3 - height)
                    }
                };
                let answers: serde_json::Map<String, Value> = set
                    .criteria()
                    .iter()
                    .filter(|c| c.key != "story-structure")
                    .map(|c| (c.id.to_string(), json!(level(c))))
                    .collect();
                let dossier = json!({"criteria": criteria.id(), "product_set": set.number().get(), "answers": answers});
                all.push(dossier.to_string());
            }
        }
    }
    all
}

/// Calls with each dossier that is accepted: its explanation and its rating.
fn each(mut check: impl FnMut(&Explanation, &RatingReport<'_>, &Library)) {
    let library = Library::embedded();
    let costs = Costs::embedded().unwrap();
    let mut count = 0;
    for text in dossiers(&library) {
        let Ok(assessment) = library.assess_json(text.as_bytes(), &AssessOptions::default()) else {
            continue;
        };
        check(
            &assessment.explain(&costs).unwrap(),
            &assessment.full(),
            &library,
        );
        count += 1;
    }
    assert!(count > 90, "{count}");
}

#[test]
fn the_figures_of_an_explanation_are_those_of_the_rating() {
    each(|explanation, rating, _| {
        assert_eq!(explanation.outcome, rating.outcome);
        assert_eq!(
            (explanation.stars, explanation.points_stars),
            (rating.stars, rating.points_stars)
        );
        assert_eq!(
            (explanation.points, explanation.max_points),
            (rating.points, rating.max_points)
        );
        assert_eq!(explanation.recognised, rating.recognised);
        let parts: Vec<_> = explanation
            .parts
            .iter()
            .map(|p| (p.part, p.points, p.max_points))
            .collect();
        let rated: Vec<_> = rating
            .parts
            .iter()
            .map(|p| (p.part, p.points, p.max_points))
            .collect();
        assert_eq!(parts, rated);
        let awards: Vec<_> = explanation
            .awarded
            .iter()
            .map(|a| (a.criterion, a.level, a.points, a.max_points, a.state))
            .collect();
        let scores = rating.scores.as_ref().unwrap();
        let scores: Vec<_> = scores
            .iter()
            .map(|s| (s.criterion, s.level, s.points, s.max_points, s.state))
            .collect();
        assert_eq!(awards, scores);
        let open: Vec<_> = explanation.unanswered.iter().map(|o| o.criterion).collect();
        assert_eq!(open, rating.unanswered);
        for held in &explanation.held_back {
            let unmet: Vec<_> = held.minimums.iter().map(|m| m.criterion).collect();
            assert_eq!(
                unmet,
                *match held.stars.get() {
                    3 => &rating.unmet.three,
                    4 => &rating.unmet.four,
                    5 => &rating.unmet.five,
                    _ => continue,
                }
            );
            assert_eq!(
                held.points_short,
                held.from_points.get().saturating_sub(rating.points.get())
            );
            for minimum in &held.minimums {
                let found = rating
                    .minimums
                    .as_ref()
                    .unwrap()
                    .iter()
                    .find(|m| m.criterion == minimum.criterion && m.stars == held.stars)
                    .unwrap();
                assert_eq!(
                    (minimum.level, minimum.points, minimum.scored),
                    (found.level, found.points, found.scored)
                );
            }
        }
        if let (Some(stars), Some(firm)) = (rating.stars, &explanation.firmness) {
            assert_eq!(
                firm.points_above + firm.from_points.get(),
                rating.points.get()
            );
            assert!(
                firm.fragile
                    .iter()
                    .all(|f| f.stars.is_none_or(|s| s < stars))
            );
        }
        let plan = explanation.next.as_ref();
        if let Some(plan) = plan {
            assert_eq!(
                (plan.before.points, plan.before.stars),
                (rating.points, rating.stars)
            );
        }
    });
}

/// Runs of digits.
fn numbers(text: &str) -> BTreeSet<String> {
    let runs = text
        .split(|c: char| !c.is_ascii_digit())
        .filter(|r| !r.is_empty());
    runs.map(|run| run.trim_start_matches('0').to_owned())
        .collect()
}

/// Text without the numbers of tags and escapes.
fn without_marks(text: &str) -> String {
    let mut out = String::new();
    for (i, piece) in text.split("&#").enumerate() {
        out.push_str(if i == 0 {
            piece
        } else {
            piece.split_once(';').unwrap().1
        });
    }
    out = out.replace(" tabindex=\"0\"", "");
    for tag in ["<h1>", "<h2>", "<h3>", "<h4>"] {
        out = out.replace(tag, "").replace(&tag.replace('<', "</"), "");
    }
    out
}

/// Text without months: they are days over again.
fn without_months(text: &str) -> String {
    let mut words: Vec<&str> = text.split(' ').collect();
    for i in 1..words.len() {
        if matches!(words[i], "tháng" | "months")
            && words
                .get(i + 2)
                .is_some_and(|w| w.starts_with("ngày") || w.starts_with("days"))
        {
            words[i - 1] = "";
        }
    }
    words.join(" ")
}

#[test]
fn no_number_stands_in_a_text_that_is_not_among_its_figures() {
    each(|explanation, _, library| {
        let figures = numbers(&serde_json::to_string(explanation).unwrap());
        for lang in [Lang::Vi, Lang::En] {
            for reader in [Reader::Producer, Reader::Council] {
                let document = page::explanation(explanation, reader, library, lang);
                let markdown = write(&document, Format::Markdown);
                for text in [markdown, html_body(&document)] {
                    let text = without_months(&without_marks(&text));
                    let strange: Vec<_> = numbers(&text).difference(&figures).cloned().collect();
                    assert!(strange.is_empty(), "{strange:?}");
                }
            }
        }
    });
}

#[test]
fn a_council_reads_every_criterion_with_its_level_and_points() {
    each(|explanation, rating, library| {
        let document = page::explanation(explanation, Reader::Council, library, Lang::Vi);
        let text = write(&document, Format::Markdown);
        for score in rating.scores.as_ref().unwrap() {
            let row = text
                .lines()
                .find(|l| l.starts_with(&format!("| {} ", score.criterion)))
                .unwrap();
            let cells: Vec<&str> = row.split(" | ").collect();
            assert_eq!(
                cells[cells.len() - 2],
                format!("{}/{}", score.points, score.max_points)
            );
            if score.state == State::Scored {
                assert_eq!(cells[cells.len() - 3], score.level.unwrap().to_string());
            }
        }
    });
}

#[test]
fn both_languages_say_the_same_in_as_many_pieces() {
    each(|explanation, _, library| {
        for reader in [Reader::Producer, Reader::Council] {
            let written = |lang| {
                let document = page::explanation(explanation, reader, library, lang);
                write(&document, Format::Markdown)
            };
            let shape = |lang| {
                written(lang)
                    .lines()
                    .map(|l| {
                        l.chars()
                            .take(2)
                            .filter(|c| "#-|".contains(*c))
                            .collect::<String>()
                    })
                    .collect::<Vec<_>>()
            };
            assert_eq!(shape(Lang::Vi), shape(Lang::En));
            assert_ne!(written(Lang::Vi), written(Lang::En));
        }
    });
}
