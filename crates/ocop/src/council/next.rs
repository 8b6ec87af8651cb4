//! What happens next with a tallied product, by law, level, date and stars: who recognises it, what
//! goes on to whom, what must go along, and by when.

use std::borrow::Cow;

use jiff::civil::Date;

use crate::bounded::Stars;
use crate::certificate::{Holidays, RoundEntry, next_rounds};
use crate::criteria::files::{Authority, InstrumentFile, RegistrationKind};
use crate::criteria::{CriteriaVersion, Instrument, reaches};
use crate::day;
use crate::ids::CriterionId;
use crate::library::Library;
use crate::problem::{Code, Problem, Problems};
use crate::rating::Outcome;

use super::format::Mode;
use super::parts::{PartCheck, contents, parts_for, producer_parts};
use super::product_report::{ProductTally, StandingCode};
use super::report::TallyReport;
use super::sitting::level_name;

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
        Ok(NextReport {
            format: NEXT_FORMAT.into(),
            criteria: tally.criteria.clone().into_owned(),
            level: course.level,
            on: course.on,
            products: tally.products.iter().map(|p| course.product(p)).collect(),
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
        Ok(Course {
            version,
            instrument,
            law: instrument.file(),
            level,
            mode: tally.mode,
            held_on,
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
    held_on: Date,
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
            let (vi, en) = match product.outcome {
                Some(Outcome::Rejected) => ("Hồ sơ bị loại", "The dossier is rejected"),
                Some(Outcome::Ineligible) => ("Không đủ điều kiện đánh giá", "Not eligible"),
                _ => ("Dừng đánh giá", "The assessment is stopped"),
            };
            let source = product
                .findings
                .iter()
                .find(|f| f.counts)
                .map(|f| f.source.clone());
            steps.push(NextStep {
                source: source.map(Cow::into_owned),
                ..NextStep::new(
                    NextStepKind::NoRecognition,
                    format!("{vi}: không công nhận, không cấp giấy chứng nhận."),
                    format!("{en}: no recognition and no certificate."),
                )
            });
            return;
        };
        let rule = Some(stars)
            .filter(|s| self.instrument.recognises(*s))
            .and_then(|s| self.instrument.authority(s, Some(self.held_on)));
        match rule {
            None => steps.push(
                NextStep::new(
                    NextStepKind::NoRecognition,
                    format!("{stars} sao: không ban hành quyết định công nhận, không cấp giấy chứng nhận."),
                    format!("{stars} stars: no decision of recognition and no certificate."),
                )
                .by(self.level, &self.law.recognition.source),
            ),
            Some(rule) if rule.authority == self.level => {
                let body = self.version.translate(&rule.body);
                steps.push(
                    NextStep::new(
                        NextStepKind::Recognise,
                        format!("{}: quyết định công nhận {stars} sao.", body.vi),
                        format!("{}: decides the recognition at {stars} stars.", body.en),
                    )
                    .by(rule.authority, &rule.source),
                );
                let term = &self.law.certificate;
                steps.push(
                    NextStep::new(
                        NextStepKind::IssueCertificate,
                        format!("{}: cấp giấy chứng nhận, thời hạn {} tháng.", body.vi, term.months),
                        format!("{}: issues the certificate, for {} months.", body.en, term.months),
                    )
                    .by(rule.authority, &term.source),
                );
            }
            Some(_) if self.level == Authority::Central => {}
            Some(rule) => steps.push(
                NextStep::new(
                    NextStepKind::ApproveResult,
                    format!("Phê duyệt kết quả; {stars} sao do {} công nhận.", level_name(rule.authority).0),
                    format!("Approve the result; {stars} stars are recognised by the {}.", level_name(rule.authority).1),
                )
                .by(self.level, &rule.source),
            ),
        }
        if self.level == Authority::Central {
            self.below_band(product, rule.map(|r| r.authority), steps);
        } else {
            self.forward(product, stars, steps);
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
        let label = self.version.translate(&rule.label);
        let below = !reaches(product.sum, product.count, rule.points_below);
        let step = if below {
            NextStep::new(NextStepKind::BackToProvince, label.vi, label.en)
        } else {
            NextStep::new(
                NextStepKind::BackToProvince,
                format!(
                    "Đủ {} điểm nhưng chưa đạt tiêu chí tối thiểu; quyết định chỉ nói về trường hợp dưới {} điểm. Trả kết quả về tỉnh xem xét.",
                    rule.points_below, rule.points_below
                ),
                format!(
                    "{} points or more, held back by minimums; the decision speaks only of results below {}. The result goes back to the province.",
                    rule.points_below, rule.points_below
                ),
            )
        };
        steps.push(NextStep {
            to: Some(Authority::Province),
            held_back_by: held_back(product),
            ..step.by(self.level, &rule.source)
        });
    }

    /// Where the law does not say what the centre's result means for other stars: it goes back to
    /// whoever recognises them, and otherwise to whoever sent the dossier.
    fn return_result(
        &self,
        product: &ProductTally<'_>,
        recognises: Option<Authority>,
        steps: &mut Vec<NextStep>,
    ) {
        let sender = || self.law.forwarding.iter().find(|f| f.to == self.level);
        let Some(to) = recognises.or_else(|| sender().map(|f| f.from)) else {
            return;
        };
        let source = product
            .stars
            .and_then(|s| self.instrument.authority(s, Some(self.held_on)))
            .map(|a| a.source.clone())
            .or_else(|| sender().map(|f| f.source.clone()));
        let (name, name_en) = level_name(to);
        let (vi, en) = if recognises.is_some() {
            (
                format!("Trả kết quả về {name}, nơi có thẩm quyền công nhận hạng sao này."),
                format!("Return the result to the {name_en}, which recognises these stars."),
            )
        } else {
            (
                format!("Trả kết quả về {name}, nơi gửi hồ sơ."),
                format!("Return the result to the {name_en}, which sent the dossier."),
            )
        };
        steps.push(NextStep {
            by: Some(self.level),
            to: Some(to),
            held_back_by: held_back(product),
            source,
            ..NextStep::new(NextStepKind::ReturnResult, vi, en)
        });
    }

    /// What goes on to the next level.
    fn forward(&self, product: &ProductTally<'_>, stars: Stars, steps: &mut Vec<NextStep>) {
        let holds = |until: Option<Date>| until.is_none_or(|d| self.held_on <= d);
        let rules = self.law.forwarding.iter().filter(|f| {
            f.from == self.level
                && holds(f.until)
                && reaches(product.sum, product.count, f.from_points)
        });
        for rule in rules {
            let (to, to_en) = level_name(rule.to);
            let held = held_back(product);
            let (vi, en) = if held.is_empty() {
                (
                    format!(
                        "Gửi hồ sơ đề nghị {to} đánh giá (từ {} điểm).",
                        rule.from_points
                    ),
                    format!(
                        "Send the dossier to the {to_en} for assessment ({} points or more).",
                        rule.from_points
                    ),
                )
            } else {
                (
                    format!(
                        "Đủ {} điểm để gửi {to}, nhưng tiêu chí tối thiểu giữ ở {stars} sao: cân nhắc trước khi gửi.",
                        rule.from_points
                    ),
                    format!(
                        "{} points are enough to send it to the {to_en}, but minimums hold it at {stars} stars: weigh it first.",
                        rule.from_points
                    ),
                )
            };
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
                held_back_by: held,
                ..NextStep::new(NextStepKind::Forward, vi, en).by(self.level, &rule.source)
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
        let (off_vi, off_en) = if by == by_law {
            (String::new(), String::new())
        } else {
            (
                format!(" Theo luật đến {}, ngày nghỉ.", day::vi(by_law)),
                format!(" By law until {}, a day off.", day::en(by_law)),
            )
        };
        steps.push(NextStep {
            by_date: Some(by),
            ..NextStep::new(
                NextStepKind::AssessBy,
                format!(
                    "Đánh giá lại phải xong trong {} ngày từ khi nhận đủ hồ sơ.{off_vi}",
                    renewal.assessed_within_days
                ),
                format!(
                    "The re-rating must be over {} days after the complete dossier came.{off_en}",
                    renewal.assessed_within_days
                ),
            )
            .by(self.level, &renewal.assessed_source)
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
    if mode == Mode::Written && product.reasons.iter().any(|r| again.contains(&r.code)) {
        steps.push(NextStep::new(
            NextStepKind::HoldMeeting,
            "Ý kiến bằng văn bản khác nhau: tổ chức họp trực tiếp.",
            "The opinions in writing differ: hold a meeting.",
        ));
    }
    for reason in product.reasons.iter().filter(|r| !again.contains(&r.code)) {
        steps.push(NextStep {
            message: reason.message.clone(),
            ..NextStep::new(NextStepKind::CompleteSession, "", "")
        });
    }
    let apart: Vec<_> = product
        .reasons
        .iter()
        .filter(|r| again.contains(&r.code))
        .collect();
    if !apart.is_empty() {
        let next = product.round.unwrap_or(0).saturating_add(1);
        let words = |lang| {
            let all = apart.iter().map(|r| r.message.get(lang).to_owned());
            all.collect::<Vec<_>>().join(" ")
        };
        steps.push(NextStep::new(
            NextStepKind::ScoreAgain,
            format!("{} Vòng tiếp theo: {next}.", words(crate::text::Lang::Vi)),
            format!("{} The next round is {next}.", words(crate::text::Lang::En)),
        ));
    }
}
