//! What a sheet comes to, by the engine: a line that is always in view, and all of it.

use askama::Template;
use ocop::criteria::SetReport;
use ocop::{RatingReport, Stars};

use crate::pages::words::Words;
use crate::service::sheets::Wrong;

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
pub(crate) fn short(w: Words, rated: &Result<RatingReport<'static>, Vec<Wrong>>) -> String {
    match rated {
        Ok(r) => {
            let stars = drawn(w, r, r.stars);
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

/// Stars as they are drawn: none before an answer, marked while criteria are open.
fn drawn(w: Words, rating: &RatingReport<'_>, stars: Option<Stars>) -> String {
    match stars {
        None => "–".to_owned(),
        Some(_) if rating.nothing_scored() => w.not_rated_yet().to_owned(),
        Some(stars) => {
            let drawn = "★".repeat(usize::from(stars.get()));
            match rating.unanswered.is_empty() {
                true => drawn,
                false => format!("{} {drawn}", w.so_far()),
            }
        }
    }
}

/// What a sheet comes to, as a piece of HTML.
pub(crate) fn summary(
    w: Words,
    set: &SetReport,
    rated: &Result<RatingReport<'static>, Vec<Wrong>>,
) -> String {
    let rating = rated.as_ref().ok();
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
            Err(problems) => problems.iter().map(|p| w.at(p)).collect(),
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
        stars: rating.map_or_else(String::new, |r| drawn(w, r, r.stars)),
        points_stars: rating.map_or_else(String::new, |r| drawn(w, r, r.points_stars)),
    };
    template.render().unwrap_or_default()
}
