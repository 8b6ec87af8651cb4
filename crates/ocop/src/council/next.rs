//! What happens next with a tallied product, by law, level, date and stars: who recognises it, what
//! goes on to whom, what must go along, and by when.

use std::borrow::Cow;

use jiff::civil::Date;

use crate::certificate::{Holidays, RoundEntry, days_off_unknown, next_rounds};
use crate::criteria::files::{Authority, Forwarding, InstrumentFile, RegistrationKind};
use crate::criteria::{CriteriaVersion, Instrument, reaches};
use crate::day;
use crate::ids::CriterionId;
use crate::library::Library;
use crate::notice::{Notice, NoticeCode};
use crate::problem::{Code, Problem, Problems};
use crate::text::Text;

use super::format::Mode;
use super::parts::{PartCheck, contents, parts_for, producer_parts};
use super::product_report::{ProductTally, Standing, StandingCode};
use super::report::TallyReport;

use super::next_report::{NEXT_FORMAT, NextProduct, NextReport, NextStep, NextStepKind};

impl Library {
    /// What happens next with each product of a tally, looked at from a day on.
    ///
    /// ```
    /// let library = ocop::Library::embedded();
    /// let session = br#"{"criteria": "qd-26-2026", "level": "province", "held_on": "2026-09-20",
    ///   "members": [{"id": "m1"}], "present": [], "products": [{"id": "p1", "product_set": 1}]}"#;
    /// let tally = library.tally_json(session, &[])?;
    /// let next = library.next_steps(&tally, None, &ocop::certificate::Holidays::default())?;
    /// assert_eq!(next.products[0].steps[0].step, ocop::council::NextStepKind::CompleteSession);
    /// # Ok::<(), ocop::Problems>(())
    /// ```
    ///
    /// # Errors
    ///
    /// Unknown criteria, or a tally without level or day.
    pub fn next_steps(
        &self,
        tally: &TallyReport<'_>,
        on: Option<Date>,
        holidays: &Holidays,
    ) -> Result<NextReport, Problems> {
        let course = self.course(tally, on, holidays)?;
        let products: Vec<NextProduct> = tally.products.iter().map(|p| course.product(p)).collect();
        let mut notices: Vec<Notice> = tally.of_other_files().cloned().collect();
        notices.extend(producers(self.version(&tally.criteria)?, tally)?);
        notices.extend(tally.products.iter().flat_map(doubts));
        let steps = products.iter().flat_map(|p| &p.steps);
        notices.extend(days_off_unknown(steps.filter_map(|s| s.by_date), holidays));
        Ok(NextReport {
            format: NEXT_FORMAT.into(),
            criteria: tally.criteria.clone().into_owned(),
            level: course.level,
            on: course.on,
            products,
            notices,
        })
    }

    /// What happens next with one product of a tally, as [`next_steps`](Self::next_steps) has it.
    ///
    /// # Errors
    ///
    /// As those of all products.
    pub fn next_steps_of(
        &self,
        product: &ProductTally<'_>,
        tally: &TallyReport<'_>,
        on: Option<Date>,
        holidays: &Holidays,
    ) -> Result<NextProduct, Problems> {
        Ok(self.course(tally, on, holidays)?.product(product))
    }

    /// The law, the council and the day of a tally.
    fn course<'w>(
        &'w self,
        tally: &TallyReport<'_>,
        on: Option<Date>,
        holidays: &'w Holidays,
    ) -> Result<Course<'w>, Problems> {
        let version = self.version(&tally.criteria)?;
        let instrument = version.instrument()?;
        let (Some(level), Some(held_on)) = (tally.level, tally.held_on) else {
            return Err(Problem::new(
                Code::MissingField,
                if tally.level.is_none() {
                    "/level"
                } else {
                    "/held_on"
                },
                "Cần cấp hội đồng và ngày họp.",
                "The council’s level and the day of the session are needed.",
            )
            .into());
        };
        // deadlines counted from a day before the session would all have passed before it
        if let Some(on) = on.filter(|on| *on < held_on) {
            let problem = Problem::new(
                Code::DatesOutOfOrder,
                "/on",
                format!("Ngày {} trước ngày họp {}.", day::vi(on), day::vi(held_on)),
                format!(
                    "{} is before the day of the session, {}.",
                    day::en(on),
                    day::en(held_on)
                ),
            );
            return Err(problem.with_too_early(on, held_on).into());
        }
        Ok(Course {
            version,
            instrument,
            law: instrument.file(),
            level,
            mode: tally.mode,
            on: on.unwrap_or(held_on),
            holidays,
        })
    }
}

/// The law, the council and the day.
struct Course<'w> {
    version: &'w CriteriaVersion,
    instrument: &'w Instrument,
    law: &'w InstrumentFile,
    level: Authority,
    mode: Mode,
    on: Date,
    holidays: &'w Holidays,
}

impl Course<'_> {
    fn product(&self, product: &ProductTally<'_>) -> NextProduct {
        let mut steps = Vec::new();
        if product.stands {
            self.result(product, &mut steps);
            self.deadline(product, &mut steps);
        } else {
            unfinished(product, self.mode, &mut steps);
        }
        NextProduct {
            id: product.id.clone().into_owned(),
            name: product
                .product
                .as_ref()
                .and_then(|p| p.name.clone())
                .map(Cow::into_owned),
            stands: product.stands,
            stars: product.stars,
            outcome: product.outcome,
            steps,
            dossier: self.dossier(product),
            commune_report: contents(self.version, self.law, self.level, product),
        }
    }

    /// What should have come along with this dossier.
    fn dossier(&self, product: &ProductTally<'_>) -> Vec<PartCheck> {
        let mut all = producer_parts(self.version, self.law, product);
        all.extend(parts_for(self.version, self.law, self.level, product));
        all
    }

    /// The steps after a result that stands.
    fn result(&self, product: &ProductTally<'_>, steps: &mut Vec<NextStep>) {
        let Some(stars) = product.stars else {
            let counted = product.findings.iter().find(|f| f.counts);
            steps.push(NextStep {
                source: counted.map(|f| f.source.clone().into_owned()),
                ..NextStep::new(NextStepKind::NoRecognition)
            });
            return;
        };
        let rule = Some(stars)
            .filter(|s| self.instrument.recognises(*s))
            .and_then(|s| self.instrument.authority(s, Some(self.on)));
        match rule {
            None => steps.push(
                NextStep::new(NextStepKind::NoRecognition)
                    .by(self.level, &self.law.recognition.source),
            ),
            Some(rule) if rule.authority == self.level => {
                let body = Some(self.version.translate(&rule.body));
                let term = &self.law.certificate;
                steps.push(NextStep {
                    body: body.clone(),
                    ..NextStep::new(NextStepKind::Recognise).by(rule.authority, &rule.source)
                });
                steps.push(NextStep {
                    body,
                    months: Some(term.months),
                    ..NextStep::new(NextStepKind::IssueCertificate).by(rule.authority, &term.source)
                });
            }
            Some(_) if self.level == Authority::Central => {}
            Some(rule) => steps.push(NextStep {
                recognised_by: Some(rule.authority),
                ..NextStep::new(NextStepKind::ApproveResult).by(self.level, &rule.source)
            }),
        }
        if self.level == Authority::Central {
            self.below_band(product, rule.map(|r| r.authority), steps);
            return;
        }
        self.forward(product, steps);
        // what is another's to recognise, or nobody's, goes back to whoever sent it
        let recognises = rule.map(|r| r.authority);
        let goes_on = steps.iter().any(|s| s.step == NextStepKind::Forward);
        if !goes_on && recognises.is_none_or(|by| by < self.level) {
            self.return_result(product, recognises, steps);
        }
    }

    /// What a central result means that is not the centre's to recognise.
    fn below_band(
        &self,
        product: &ProductTally<'_>,
        recognises: Option<Authority>,
        steps: &mut Vec<NextStep>,
    ) {
        if recognises == Some(Authority::Central) {
            return;
        }
        let Some(rule) = self.law.central_below_band.as_ref() else {
            self.return_result(product, recognises, steps);
            return;
        };
        // with as many points the law is silent: minimums alone hold the stars back
        let below = !reaches(product.sum, product.count, rule.points_below);
        steps.push(NextStep {
            to: Some(Authority::Province),
            label: below.then(|| self.version.translate(&rule.label)),
            from_points: Some(rule.points_below),
            held_back_by: held_back(product),
            ..NextStep::new(NextStepKind::BackToProvince).by(self.level, &rule.source)
        });
    }

    /// What goes from one level to another on the day from which is looked: a level that is no more by then
    /// sends nothing, and gets nothing back.
    fn forwarding(&self) -> impl Iterator<Item = &Forwarding> {
        let rules = self.law.forwarding.iter();
        rules.filter(|f| f.until.is_none_or(|day| self.on <= day))
    }

    /// Where the law does not say what the centre's result means for other stars: it goes back to
    /// whoever recognises them, and otherwise to whoever sent the dossier.
    fn return_result(
        &self,
        product: &ProductTally<'_>,
        recognises: Option<Authority>,
        steps: &mut Vec<NextStep>,
    ) {
        let sender = || self.forwarding().find(|f| f.to == self.level);
        let Some(to) = recognises.or_else(|| sender().map(|f| f.from)) else {
            return;
        };
        let source = product
            .stars
            .and_then(|s| self.instrument.authority(s, Some(self.on)))
            .map(|a| a.source.clone())
            .or_else(|| sender().map(|f| f.source.clone()));
        steps.push(NextStep {
            by: Some(self.level),
            to: Some(to),
            recognised_by: recognises,
            held_back_by: held_back(product),
            source,
            ..NextStep::new(NextStepKind::ReturnResult)
        });
    }

    /// What goes on to the next level.
    fn forward(&self, product: &ProductTally<'_>, steps: &mut Vec<NextStep>) {
        let rules = self
            .forwarding()
            .filter(|f| f.from == self.level && reaches(product.sum, product.count, f.from_points));
        for rule in rules {
            let rounds = next_rounds(
                self.law,
                rule.to,
                RoundEntry::Proposed,
                self.on,
                self.holidays,
            );
            steps.push(NextStep {
                to: Some(rule.to),
                by_date: rounds.first().map(|r| r.propose_by),
                parts: parts_for(self.version, self.law, rule.to, product),
                from_points: Some(rule.from_points),
                held_back_by: held_back(product),
                ..NextStep::new(NextStepKind::Forward).by(self.level, &rule.source)
            });
        }
    }

    /// A re-rating must be over within some days of a complete proposal.
    fn deadline(&self, product: &ProductTally<'_>, steps: &mut Vec<NextStep>) {
        let kind = product.registration.as_ref().and_then(|r| r.kind);
        let (Some(renewal), Some(proposed), Some(RegistrationKind::ReRating)) =
            (&self.law.renewal, product.proposed_on, kind)
        else {
            return;
        };
        let by_law = proposed
            .checked_add(jiff::ToSpan::days(i64::from(renewal.assessed_within_days)))
            .unwrap_or(Date::MAX);
        // no office works on the last day: what is to be over is over on the working day before it
        let by = self.holidays.working_by(by_law);
        steps.push(NextStep {
            by_date: Some(by),
            overdue: by < self.on,
            by_law: (by != by_law).then_some(by_law),
            within_days: Some(renewal.assessed_within_days),
            ..NextStep::new(NextStepKind::AssessBy).by(self.level, &renewal.assessed_source)
        });
    }
}

/// Minimums between the stars given and those that the points reach.
fn held_back(product: &ProductTally<'_>) -> Vec<CriterionId> {
    let Some(by_points) = product.points_stars.filter(|s| product.stars < Some(*s)) else {
        return Vec::new();
    };
    let unmet = product
        .minimums
        .iter()
        .filter(|m| !m.met && m.stars <= by_points);
    let mut ids: Vec<CriterionId> = unmet.map(|m| m.criterion).collect();
    ids.sort_unstable();
    ids.dedup();
    ids
}

/// What is to be done before a result stands.
fn unfinished(product: &ProductTally<'_>, mode: Mode, steps: &mut Vec<NextStep>) {
    let again = [
        StandingCode::Spread,
        StandingCode::CasesDisagree,
        StandingCode::FindingsDisagree,
    ];
    let apart = |reason: &&Standing<'_>| again.contains(&reason.code);
    let owned = |reason: &Standing<'_>| reason.clone().into_owned();
    let disagree: Vec<_> = product.reasons.iter().filter(apart).map(owned).collect();
    if mode == Mode::Written && !disagree.is_empty() {
        steps.push(NextStep::new(NextStepKind::HoldMeeting));
    }
    for reason in product.reasons.iter().filter(|r| !apart(r)) {
        steps.push(NextStep {
            reasons: vec![owned(reason)],
            ..NextStep::new(NextStepKind::CompleteSession)
        });
    }
    if !disagree.is_empty() {
        steps.push(NextStep {
            reasons: disagree,
            round: Some(product.round.unwrap_or(0).saturating_add(1)),
            ..NextStep::new(NextStepKind::ScoreAgain)
        });
    }
}

/// What puts the result of a product in doubt: a later round that was begun, rules of the law that are not
/// counted. Nobody should take the next step without knowing it.
fn doubts<'t>(product: &'t ProductTally<'_>) -> impl Iterator<Item = Notice> + 't {
    product.doubts().map(|notice| of_product(product, notice))
}

/// A notice with the product that it is about.
fn of_product(product: &ProductTally<'_>, notice: &Notice) -> Notice {
    let name = product.product.as_ref().and_then(|p| p.name.as_deref());
    let name = name.unwrap_or(&product.id);
    notice.clone().of_what(name)
}

/// Producers of whom cannot be told whether they may take part: nobody should be handed a certificate
/// on a misspelt word.
fn producers(version: &CriteriaVersion, tally: &TallyReport<'_>) -> Result<Vec<Notice>, Problems> {
    let Some(forms) = version.forms()? else {
        return Ok(Vec::new());
    };
    let told = tally.products.iter().filter_map(|product| {
        let given = product.producer.as_ref()?.kind.as_deref()?;
        let notice = forms.participants.kind_of(given).err()?;
        // how large an enterprise is was for the commune to ask
        if notice.code != NoticeCode::ParticipantUnknown {
            return None;
        }
        let Text { vi, en } = &notice.message;
        let id = &product.id;
        Some(Notice {
            message: Text::new(
                format!("Sản phẩm {id}: {vi}"),
                format!("Product {id}: {en}"),
            ),
            ..notice
        })
    });
    Ok(told.collect())
}
