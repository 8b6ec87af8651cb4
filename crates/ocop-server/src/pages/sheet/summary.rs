//! What a sheet comes to, by the engine: a line that is always in view, and all of it.

use askama::Template;
use ocop::criteria::SetReport;
use ocop::{RatingReport, Stars, Text};

use crate::pages::words::Words;

#[derive(Template)]
#[template(path = "summary.html")]
struct Summary<'s> {
    w: Words,
    rating: Option<&'s RatingReport<'static>>,
    problems: Vec<String>,
    reasons: Vec<String>,
    unmet: Vec<(u8, Vec<String>)>,
    unanswered: Vec<String>,
    stars: String,
    points_stars: String,
}

/// What a sheet comes to, in a line that is always in view.
pub(crate) fn short(w: Words, rated: &Result<RatingReport<'static>, Vec<Text>>) -> String {
    match rated {
        Ok(r) => {
            let stars = r.stars.map(|s| "★".repeat(usize::from(s.get())));
            let stars = stars.unwrap_or_else(|| "–".to_owned());
            let left = match r.unanswered.len() {
                0 => String::new(),
                n => format!(" · {}", w.lacks(n)),
            };
            format!(
                "{}/{} {} · {stars}{left}",
                r.points,
                r.max_points,
                w.points_word()
            )
        }
        Err(problems) => w.to_mend(problems.len()),
    }
}

/// What a sheet comes to, as a piece of HTML.
pub(crate) fn summary(
    w: Words,
    set: &SetReport,
    rated: &Result<RatingReport<'static>, Vec<Text>>,
) -> String {
    let rating = rated.as_ref().ok();
    let drawn = |stars: Option<Stars>| {
        stars.map_or_else(|| "–".to_owned(), |s| "★".repeat(usize::from(s.get())))
    };
    let names = |ids: &[ocop::CriterionId]| ids.iter().map(ToString::to_string).collect();
    let reason = |r: &ocop::Reason<'_>| {
        let known = set
            .findings
            .iter()
            .find(|f| Some(f.finding.as_str()) == r.finding.as_deref());
        let at = r.criterion.map(|c| c.to_string());
        let label = known.map(|f| f.label.get(w.lang).to_owned());
        label.or(at.map(|c| w.zero_at(&c))).unwrap_or_default()
    };
    let template = Summary {
        w,
        rating,
        problems: match rated {
            Err(problems) => problems.iter().map(|t| t.get(w.lang).to_owned()).collect(),
            Ok(_) => Vec::new(),
        },
        reasons: rating
            .map(|r| r.reasons.iter().map(reason).collect())
            .unwrap_or_default(),
        unmet: rating
            .map(|r| {
                r.unmet
                    .lists()
                    .map(|(s, ids)| (s, names(ids)))
                    .collect::<Vec<_>>()
            })
            .unwrap_or_default()
            .into_iter()
            .filter(|(_, ids): &(u8, Vec<String>)| !ids.is_empty())
            .collect(),
        unanswered: rating.map(|r| names(&r.unanswered)).unwrap_or_default(),
        stars: drawn(rating.and_then(|r| r.stars)),
        points_stars: drawn(rating.and_then(|r| r.points_stars)),
    };
    template.render().unwrap_or_default()
}
