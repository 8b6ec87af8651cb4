//! Counting results: ratings, and the products of tallies.

use jiff::civil::Date;

use crate::bounded::{Points, Stars};
use crate::council::{ProductTally, TallyReport};
use crate::criteria::ProductSet;
use crate::dossier::{Producer, Product};
use crate::ids::CriterionId;
use crate::rating::{Outcome, RatingReport, State, Unmet};
use crate::spelling::product_code;

use super::super::report::{Near, NearMiss};
use super::super::request::ProvinceOf;

use super::{Stats, set_name};

/// A result to be counted: a rating, or a product of a tally.
struct Assessed<'r> {
    product: Option<&'r Product<'r>>,
    producer: Option<&'r Producer<'r>>,
    id: &'r str,
    criteria: &'r str,
    set: Option<&'r ProductSet>,
    outcome: Outcome,
    stars: Option<Stars>,
    sum: u32,
    count: u32,
    unmet: &'r Unmet,
    year: Option<i16>,
}

impl Stats {
    /// Counts a rating.
    pub fn rating(&mut self, rating: &RatingReport<'_>) {
        let set = self.set_of(&rating.criteria, rating.product_set);
        for score in rating.scores.iter().flatten() {
            if score.state == State::Scored && score.points == Points::ZERO {
                self.zeros.add(score.key.clone().into_owned());
            }
        }
        self.assessed(&Assessed {
            product: rating.product.as_ref(),
            producer: rating.producer.as_ref(),
            id: "",
            criteria: &rating.criteria,
            set: set.as_deref(),
            outcome: rating.outcome,
            stars: rating.stars,
            sum: u32::from(rating.points.get()),
            count: 1,
            unmet: &rating.unmet,
            year: rating.assessed_on.map(Date::year),
        });
    }

    /// Counts the products of a tally whose results stand.
    pub fn tally(&mut self, tally: &TallyReport<'_>) {
        for product in &tally.products {
            let outcome = product.outcome.filter(|_| product.stands);
            let Some(outcome) = outcome else {
                self.not_standing = self.not_standing.saturating_add(1);
                continue;
            };
            self.product(tally, product, outcome);
        }
    }

    fn product(&mut self, tally: &TallyReport<'_>, product: &ProductTally<'_>, outcome: Outcome) {
        for criterion in product.criteria.iter().filter(|c| c.sum == 0) {
            self.zeros.add(criterion.key.clone().into_owned());
        }
        let set = product
            .product_set
            .and_then(|n| self.set_of(&tally.criteria, n));
        self.assessed(&Assessed {
            product: product.product.as_ref(),
            producer: product.producer.as_ref(),
            id: &product.id,
            criteria: &tally.criteria,
            set: set.as_deref(),
            outcome,
            stars: product.stars,
            sum: product.sum,
            count: product.count,
            unmet: &product.unmet,
            year: tally.held_on.map(Date::year),
        });
    }

    fn assessed(&mut self, item: &Assessed<'_>) {
        self.assessed = self.assessed.saturating_add(1);
        self.outcome.add(match item.outcome {
            Outcome::Rated => "rated",
            Outcome::Provisional => "provisional",
            Outcome::Stopped => "stopped",
            Outcome::Ineligible => "ineligible",
            Outcome::Rejected => "rejected",
        });
        let code = item.product.and_then(|p| p.code.as_deref());
        if let Some(set) = item.set {
            self.set.add(set_name(item.criteria, set));
            self.sector.add(set.file().classification.sector.clone());
        }
        let code = code.map(product_code);
        let province = code
            .as_deref()
            .and_then(|code| self.request.province_of(ProvinceOf::Code(code)));
        self.place(province);
        let coded = code
            .as_deref()
            .and_then(|c| c.rsplit('-').next())
            .filter(|y| y.len() == 4);
        if let Some(year) = item.year.or_else(|| coded.and_then(|y| y.parse().ok())) {
            self.year.add(year);
        }
        let Some(stars) = item.stars else { return };
        self.stars.add(stars);
        let tens = item
            .sum
            .checked_div(item.count.saturating_mul(10))
            .unwrap_or(0);
        let bin = usize::try_from(tens).unwrap_or(0).min(9);
        if let Some(count) = self.totals.get_mut(bin) {
            *count = count.saturating_add(1);
        }
        for (at, criteria) in by_stars(item.unmet) {
            for id in criteria {
                self.unmet.add((key_of(item.set, *id), at));
            }
        }
        if let Some(near) = self.near_miss(item, stars) {
            self.near.add(near, self.request.most_near_misses().into());
        }
    }

    /// Whether a product is some points, or one minimum, from the next star.
    fn near_miss(&self, item: &Assessed<'_>, stars: Stars) -> Option<NearMiss> {
        let next = stars.next()?;
        let bound = item.set?.instrument().band(next)?.from_points;
        let needed = u32::from(bound.get()).saturating_mul(item.count);
        let short = needed.saturating_sub(item.sum);
        let lists = by_stars(item.unmet)
            .into_iter()
            .filter(|(at, _)| *at <= next);
        let unmet: Vec<&CriterionId> = lists.flat_map(|(_, ids)| ids).collect();
        let near = match unmet.as_slice() {
            [] if short > 0
                && short <= u32::from(self.request.near_points).saturating_mul(item.count) =>
            {
                Near::Points {
                    points: short.div_ceil(item.count.max(1)),
                }
            }
            [one] if short == 0 => Near::Minimum {
                criterion: one.to_string(),
            },
            _ => return None,
        };
        let name = item
            .product
            .and_then(|p| p.name.as_deref().or(p.code.as_deref()));
        Some(NearMiss {
            next,
            near,
            product: name.unwrap_or(item.id).to_owned(),
            producer: item
                .producer
                .and_then(|p| p.name.as_deref())
                .map(str::to_owned),
        })
    }
}

fn key_of(set: Option<&ProductSet>, id: CriterionId) -> String {
    let criterion = set.and_then(|s| s.criterion(id));
    criterion.map_or_else(|| id.to_string(), |c| c.key.clone())
}

/// The lists of unmet minimums with their stars.
fn by_stars(unmet: &Unmet) -> Vec<(Stars, &[CriterionId])> {
    let lists = unmet.lists();
    lists
        .filter_map(|(n, list)| Some((Stars::new(n.into()).ok()?, list)))
        .collect()
}
