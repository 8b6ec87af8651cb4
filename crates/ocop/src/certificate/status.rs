//! Where a certificate stands on a day: valid, in its window, extended, lapsed, revoked.

use std::borrow::Cow;

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::bounded::Stars;
use crate::criteria::Occasion;
use crate::criteria::files::{Authority, InstrumentFile};
use crate::library::Library;
use crate::notice::{Notice, NoticeCode};
use crate::problem::{Code, Problem, Problems};
use crate::text::Text;

use super::days::{Holidays, days_between, days_from, months_after};
use super::rounds::{Entry, RoundDates, next_rounds};

/// The name of the format.
pub const CERTIFICATE_FORMAT: &str = "ocop-certificate/1";

/// What is known of a certificate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CertificateFacts {
    /// The day it was issued.
    pub issued_on: Date,
    /// Its last day, where the decision states it (Art. 12.1).
    pub expires_on: Option<Date>,
    /// Its stars.
    pub stars: Stars,
    /// The day on which a re-rating dossier was handed in.
    pub lodged_on: Option<Date>,
    /// The day on which that dossier was decided.
    pub decided_on: Option<Date>,
    /// The day on which it was revoked.
    pub revoked_on: Option<Date>,
}

/// Where a certificate stands on a day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct CertificateStatus {
    /// Always `ocop-certificate/1`.
    pub format: Cow<'static, str>,
    /// The criteria version whose decision is in force on the day.
    pub criteria: String,
    /// The day asked about.
    pub on: Date,
    /// The day it was issued.
    pub issued_on: Date,
    /// Its stars.
    pub stars: Stars,
    /// Its last day by its own term.
    pub expires_on: Date,
    /// The last day on which it holds, as things stand: its expiry, or the end of an extension.
    pub valid_until: Date,
    /// Where it stands.
    pub phase: Phase,
    /// Whether it holds on the day.
    pub valid: bool,
    /// Days from the day asked about to the last day on which it holds; below 0 when past.
    pub days_left: i64,
    /// When a re-rating dossier may be handed in.
    pub window: Option<Window>,
    /// When the dossier came, against the window.
    pub lodged: Option<Lodged>,
    /// The last day that an extension can reach, for a dossier that missed the window.
    pub extension_until: Option<Date>,
    /// The next rounds that a dossier handed to the commune on the day can make.
    pub rounds: Vec<RoundDates>,
    /// Who revokes it.
    pub revoked_by: Option<Authority>,
    /// On what grounds.
    pub revocation_grounds: Vec<RevocationGround>,
    /// What a reader should know besides.
    pub notices: Vec<Notice>,
    /// The articles behind the term, the window and the extension.
    pub sources: Vec<String>,
}

/// Where a certificate stands.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum Phase {
    /// It holds, and it is too early for a re-rating dossier.
    Valid,
    /// A re-rating dossier may be handed in.
    WindowOpen,
    /// It holds, and the window has closed without a dossier.
    WindowMissed,
    /// It holds, and a dossier is under assessment.
    AwaitingDecision,
    /// Past its term, it holds until the late dossier is decided.
    Extended,
    /// It no longer holds.
    Lapsed,
    /// It was revoked.
    Revoked,
}

/// When a re-rating dossier may be handed in; both days count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Window {
    /// The first day.
    pub opens_on: Date,
    /// The last day.
    pub closes_on: Date,
}

/// When a dossier came, against the window.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum Lodged {
    /// Before it opened: the law does not take it yet.
    TooEarly,
    /// Within it.
    InTime,
    /// After it closed.
    Late,
}

/// A ground of revocation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct RevocationGround {
    /// Its letter.
    pub ground: String,
    /// What it says.
    pub label: Text,
    /// Where the law says so.
    pub source: String,
}

impl Library {
    /// Where a certificate stands on a day. Its term is that of the law it was issued under; window,
    /// extension, rounds and revocation are those of the law in force on the day.
    ///
    /// ```
    /// use ocop::certificate::{CertificateFacts, Holidays, Phase};
    /// let library = ocop::Library::embedded();
    /// let day = |text: &str| text.parse().unwrap();
    /// let facts = CertificateFacts {
    ///     issued_on: day("2026-08-31"), expires_on: None, stars: ocop::Stars::new(4).unwrap(),
    ///     lodged_on: None, decided_on: None, revoked_on: None,
    /// };
    /// let status = library.certificate(&facts, day("2029-05-03"), &Holidays::default())?;
    /// assert_eq!(status.expires_on, day("2029-08-31"));
    /// assert_eq!(status.window.unwrap().opens_on, day("2029-03-04"));
    /// assert_eq!(status.window.unwrap().closes_on, day("2029-05-03"));
    /// assert_eq!(status.phase, Phase::WindowOpen);
    /// # Ok::<(), ocop::Problems>(())
    /// ```
    ///
    /// # Errors
    ///
    /// Dates out of order, stars without a certificate, or no law at hand for the day.
    pub fn certificate(
        &self,
        facts: &CertificateFacts,
        on: Date,
        holidays: &Holidays,
    ) -> Result<CertificateStatus, Problems> {
        check_dates(facts, on).or(())?;
        let law = self.law_on(on)?;
        let mut notices = Vec::new();
        let issued_under = match self.law_on(facts.issued_on) {
            Ok(older) => older,
            Err(_) => {
                notices.push(notice(
                    NoticeCode::OlderTerm,
                    "Chưa có dữ liệu văn bản áp dụng khi cấp; thời hạn lấy theo văn bản hiện hành.",
                    "The law it was issued under is not at hand; the term is that of the present law.",
                    &law.certificate.source,
                ));
                law
            }
        };
        let term = &issued_under.certificate;
        if facts.stars < term.from_stars {
            return Err(Problem::new(
                Code::OutOfRange,
                "/stars",
                format!("Không cấp giấy chứng nhận cho {} sao.", facts.stars),
                format!("There is no certificate for {} stars.", facts.stars),
            )
            .with_source(term.source.clone())
            .into());
        }
        let by_term = months_after(facts.issued_on, term.months);
        let expires_on = facts.expires_on.unwrap_or(by_term);
        if expires_on != by_term {
            notices.push(notice(
                NoticeCode::StatedTerm,
                &format!("Ngày hết hạn ghi {expires_on}; tính theo thời hạn là {by_term}."),
                &format!("The stated expiry is {expires_on}; by the term it is {by_term}."),
                &term.source,
            ));
        }
        let mut sources = vec![term.source.clone()];
        let window = law.renewal.as_ref().map(|r| Window {
            opens_on: days_from(
                expires_on,
                i64::from(r.not_earlier_than_days).saturating_neg(),
            ),
            closes_on: days_from(
                expires_on,
                i64::from(r.not_later_than_days).saturating_neg(),
            ),
        });
        let longest = law
            .renewal
            .as_ref()
            .map(|r| days_from(expires_on, i64::from(r.extension_days)));
        if let Some(renewal) = &law.renewal {
            sources.extend([renewal.source.clone(), renewal.extension_source.clone()]);
        }
        let lodged = facts
            .lodged_on
            .filter(|d| *d <= on)
            .zip(window)
            .map(|(day, window)| {
                if day < window.opens_on {
                    Lodged::TooEarly
                } else if day <= window.closes_on {
                    Lodged::InTime
                } else {
                    Lodged::Late
                }
            });
        let decided = facts.decided_on.filter(|d| *d <= on);
        let extended = longest.filter(|_| lodged == Some(Lodged::Late));
        let valid_until = match (facts.revoked_on.filter(|d| *d <= on), extended, decided) {
            (Some(day), ..) => day.yesterday().unwrap_or(day),
            (None, Some(longest), Some(decided)) => decided.clamp(expires_on, longest),
            (None, Some(longest), None) => longest,
            (None, None, _) => expires_on,
        };
        let valid = on <= valid_until;
        let phase = if facts.revoked_on.is_some_and(|d| d <= on) {
            Phase::Revoked
        } else if !valid {
            Phase::Lapsed
        } else if on > expires_on {
            Phase::Extended
        } else if lodged.is_some_and(|l| l != Lodged::TooEarly) && decided.is_none() {
            Phase::AwaitingDecision
        } else {
            match window {
                Some(window) if on > window.closes_on => Phase::WindowMissed,
                Some(window) if on >= window.opens_on => Phase::WindowOpen,
                _ => Phase::Valid,
            }
        };
        self.tell(law, phase, lodged, decided.is_some(), longest, &mut notices);
        let level = law
            .authority
            .iter()
            .filter(|a| a.stars.contains(&facts.stars) && a.from <= on)
            .map(|a| a.authority)
            .next_back();
        let first = law.rounds.iter().map(|r| r.level).min();
        let mut rounds = first
            .or(level)
            .map(|level| next_rounds(law, level, Entry::Lodged, on, holidays))
            .unwrap_or_default();
        rounds.truncate(2);
        let revocation = law.revocation.as_ref();
        let revoked_by = revocation
            .and_then(|r| r.by.iter().find(|b| b.stars.contains(&facts.stars)))
            .map(|b| b.authority);
        let grounds = revocation.map(|r| r.grounds.as_slice()).unwrap_or_default();
        let criteria = self.get(&law.criteria);
        Ok(CertificateStatus {
            format: CERTIFICATE_FORMAT.into(),
            criteria: law.criteria.to_string(),
            on,
            issued_on: facts.issued_on,
            stars: facts.stars,
            expires_on,
            valid_until,
            phase,
            valid: valid && phase != Phase::Revoked,
            days_left: days_between(on, valid_until),
            window,
            lodged,
            extension_until: extended,
            rounds,
            revoked_by,
            revocation_grounds: grounds
                .iter()
                .map(|g| RevocationGround {
                    ground: g.ground.clone(),
                    label: criteria.map_or_else(
                        || Text::new(&*g.label, &*g.label),
                        |c| c.translate(&g.label),
                    ),
                    source: g.source.clone(),
                })
                .collect(),
            notices,
            sources,
        })
    }

    /// The decision in force on a day.
    pub(crate) fn law_on(&self, on: Date) -> Result<&InstrumentFile, Problems> {
        let occasion = Occasion {
            on: Some(on),
            ..Occasion::default()
        };
        let resolution = self.resolve(&occasion)?;
        let criteria = self.version(resolution.criteria.as_str())?;
        Ok(criteria.instrument()?.file())
    }

    fn tell(
        &self,
        law: &InstrumentFile,
        phase: Phase,
        lodged: Option<Lodged>,
        decided: bool,
        longest: Option<Date>,
        notices: &mut Vec<Notice>,
    ) {
        let Some(renewal) = &law.renewal else { return };
        let open_end = longest.map(|d| d.to_string()).unwrap_or_default();
        match (phase, lodged) {
            (_, Some(Lodged::TooEarly)) => notices.push(notice(
                NoticeCode::TooEarly,
                "Hồ sơ nộp trước khi được nộp; cần nộp lại trong thời gian quy định.",
                "The dossier came before the window opened; hand it in again within it.",
                &renewal.source,
            )),
            (Phase::WindowMissed, _) => notices.push(notice(
                NoticeCode::Late,
                &format!("Đã quá hạn nộp. Nộp hồ sơ ngay: giấy chứng nhận được kéo dài đến khi có kết quả, nhiều nhất đến {open_end}."),
                &format!("The window has closed. Hand in a dossier now: the certificate then lasts until the outcome, at most until {open_end}."),
                &renewal.extension_source,
            )),
            (Phase::Lapsed, Some(Lodged::InTime)) if !decided => notices.push(notice(
                NoticeCode::DecisionOverdue,
                "Hồ sơ nộp đúng hạn nhưng chưa có kết quả khi giấy chứng nhận hết hạn; quyết định không nói rõ trường hợp này.",
                "The dossier came in time and was not decided before expiry; the decision does not say what holds then.",
                &renewal.assessed_source,
            )),
            (Phase::Lapsed, None) => notices.push(notice(
                NoticeCode::LapsedWithoutDossier,
                "Hết hạn mà chưa nộp hồ sơ đánh giá lại.",
                "It lapsed without a re-rating dossier.",
                &renewal.source,
            )),
            _ => {}
        }
    }
}

fn notice(code: NoticeCode, vi: &str, en: &str, source: &str) -> Notice {
    Notice::new(code, vi, en).with_source(source)
}

fn check_dates(facts: &CertificateFacts, on: Date) -> Problems {
    let mut problems = Problems::new();
    let issued = facts.issued_on;
    for (day, name) in [
        (Some(on), "on"),
        (facts.expires_on, "expires_on"),
        (facts.lodged_on, "lodged_on"),
        (facts.decided_on, "decided_on"),
        (facts.revoked_on, "revoked_on"),
    ] {
        if let Some(day) = day.filter(|d| *d < issued) {
            problems.push(out_of_order(name, day, issued));
        }
    }
    if let (Some(decided), Some(lodged)) = (facts.decided_on, facts.lodged_on)
        && decided < lodged
    {
        problems.push(out_of_order("decided_on", decided, lodged));
    }
    problems
}

fn out_of_order(name: &str, day: Date, before: Date) -> Problem {
    Problem::new(
        Code::DatesOutOfOrder,
        format!("/{name}"),
        format!("Ngày {day} trước ngày {before}."),
        format!("{day} is before {before}."),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn status(on: &str, lodged: Option<&str>, decided: Option<&str>) -> CertificateStatus {
        let day = |text: &str| text.parse::<Date>().unwrap();
        let facts = CertificateFacts {
            issued_on: day("2026-06-30"),
            expires_on: None,
            stars: Stars::new(3).unwrap(),
            lodged_on: lodged.map(day),
            decided_on: decided.map(day),
            revoked_on: None,
        };
        Library::embedded()
            .certificate(&facts, day(on), &Holidays::default())
            .unwrap()
    }

    #[test]
    fn the_window_is_180_to_120_days_before_expiry_both_days_counted() {
        let phase = |on| status(on, None, None).phase;
        assert_eq!(
            status("2029-01-01", None, None).expires_on.to_string(),
            "2029-06-30"
        );
        assert_eq!(phase("2028-12-31"), Phase::Valid);
        assert_eq!(phase("2029-01-01"), Phase::WindowOpen);
        assert_eq!(phase("2029-03-02"), Phase::WindowOpen);
        assert_eq!(phase("2029-03-03"), Phase::WindowMissed);
        assert_eq!(phase("2029-06-30"), Phase::WindowMissed);
        assert_eq!(phase("2029-07-01"), Phase::Lapsed);
    }

    #[test]
    fn a_late_dossier_keeps_the_certificate_until_the_outcome_at_most_180_days() {
        let late = Some("2029-03-03");
        let open = status("2029-07-01", late, None);
        assert_eq!((open.phase, open.valid), (Phase::Extended, true));
        assert_eq!(open.valid_until.to_string(), "2029-12-27");
        assert_eq!(status("2029-12-28", late, None).phase, Phase::Lapsed);
        let decided = status("2029-08-02", late, Some("2029-08-01"));
        assert_eq!(decided.valid_until.to_string(), "2029-08-01");
        assert_eq!(decided.phase, Phase::Lapsed);
    }

    #[test]
    fn a_dossier_in_time_gives_no_extension_and_one_too_early_does_not_count() {
        let in_time = status("2029-07-01", Some("2029-03-02"), None);
        assert_eq!(
            (in_time.lodged, in_time.phase),
            (Some(Lodged::InTime), Phase::Lapsed)
        );
        assert!(
            in_time
                .notices
                .iter()
                .any(|n| n.code == NoticeCode::DecisionOverdue)
        );
        let early = status("2029-01-01", Some("2028-12-31"), None);
        assert_eq!(
            (early.lodged, early.phase),
            (Some(Lodged::TooEarly), Phase::WindowOpen)
        );
        assert_eq!(
            status("2029-03-05", Some("2029-03-01"), None).phase,
            Phase::AwaitingDecision
        );
    }

    #[test]
    fn certificates_of_three_and_four_stars_are_revoked_by_the_province_five_by_the_centre() {
        let by = |stars: i64| {
            let day = "2026-07-01".parse().unwrap();
            let facts = CertificateFacts {
                issued_on: day,
                expires_on: None,
                stars: Stars::new(stars).unwrap(),
                lodged_on: None,
                decided_on: None,
                revoked_on: Some("2027-01-01".parse().unwrap()),
            };
            let on = "2027-01-01".parse().unwrap();
            let status = Library::embedded().certificate(&facts, on, &Holidays::default());
            status.map(|s| (s.phase, s.valid, s.revoked_by, s.revocation_grounds.len()))
        };
        let province = Some(Authority::Province);
        assert_eq!(by(3).unwrap(), (Phase::Revoked, false, province, 6));
        assert_eq!(by(5).unwrap().2, Some(Authority::Central));
        assert_eq!(
            by(2).unwrap_err().iter().next().unwrap().code,
            Code::OutOfRange
        );
    }
}
