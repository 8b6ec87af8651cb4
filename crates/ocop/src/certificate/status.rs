//! Where a certificate stands on a day: valid, in its window, extended, lapsed, revoked.

use jiff::civil::Date;

use crate::bounded::Stars;
use crate::criteria::DossierDates;
use crate::criteria::files::{self, InstrumentFile};
use crate::day;
use crate::library::Library;
use crate::notice::{Notice, NoticeCode};
use crate::problem::{Code, Problem, Problems};
use crate::text::Text;

use super::days::{Holidays, days_between, days_from, months_after};
use super::life::{Life, Terms, life};
use super::rounds::{RoundDates, RoundEntry, next_rounds};
use super::standing::{
    CERTIFICATE_FORMAT, CertificateFacts, CertificateStatus, Phase, RevocationGround, Window,
};
use super::told::{cited, days_off_unknown, last_use, no_round, tell};

impl Library {
    /// Where a certificate stands on a day. Its term is that of the law it was issued under; window,
    /// extension, rounds and revocation are those of the law in force on the day.
    ///
    /// ```
    /// use ocop::certificate::{CertificateFacts, Holidays, Phase};
    /// let library = ocop::Library::embedded();
    /// let day = |text: &str| text.parse().unwrap();
    /// let facts = CertificateFacts::new(day("2026-08-31"), ocop::Stars::new(4).unwrap());
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
        check_dates(facts, Some(on)).or(())?;
        let law = self.law_on(on)?;
        let mut notices = Vec::new();
        let issued_under = match self.law_on(facts.issued_on) {
            Ok(older) => older,
            Err(_) => {
                notices.push(cited(
                    NoticeCode::OlderTerm,
                    "Chưa có dữ liệu văn bản áp dụng khi cấp; thời hạn lấy theo văn bản hiện hành.",
                    "The law it was issued under is not at hand; the term is that of the present law.",
                    &law.certificate.source,
                ));
                law
            }
        };
        let term = &issued_under.certificate;
        check_stars(facts.stars, term)?;
        let by_term = months_after(facts.issued_on, term.months);
        let expires_on = facts.expires_on.unwrap_or(by_term);
        if expires_on != by_term {
            notices.push(stated_term(expires_on, by_term, term));
        }
        let mut sources = vec![term.source.clone()];
        let renewal = law.renewal.as_ref();
        sources.extend(
            renewal
                .into_iter()
                .flat_map(|r| [r.source.clone(), r.extension_source.clone()]),
        );
        let window = renewal.map(|r| window(r, expires_on, holidays));
        let longest = renewal.map(|r| days_from(expires_on, i64::from(r.extension_days)));
        let terms = Terms {
            expires_on,
            window,
            longest,
            extension_for: renewal.map_or(&[], |r| &r.extension_for),
        };
        let life = life(facts, &terms, on);
        let Life { phase, lodged, .. } = life;
        tell(law, facts, &terms, &life, on, &mut notices);
        let rounds = match last_use(&terms, &life, on) {
            Some(end) => rounds_until(end, facts.stars, law, on, holidays, &mut notices),
            None => Vec::new(),
        };
        let lodge_by = rounds.iter().filter_map(|r| r.lodge_by);
        let open = matches!(phase, Phase::Valid | Phase::WindowOpen);
        let closing = window.filter(|_| open).map(|w| w.closes_on);
        notices.extend(days_off_unknown(lodge_by.chain(closing), holidays));
        let revocation = law.revocation.as_ref();
        let revoked_by = revocation
            .and_then(|r| r.by.iter().find(|b| b.stars.contains(&facts.stars)))
            .map(|b| b.authority);
        Ok(CertificateStatus {
            format: CERTIFICATE_FORMAT.into(),
            criteria: law.criteria.to_string(),
            on,
            issued_on: facts.issued_on,
            stars: facts.stars,
            expires_on,
            valid_until: life.valid_until,
            phase,
            valid: on <= life.valid_until,
            days_left: days_between(on, life.valid_until),
            window,
            lodged,
            extension_until: life.extended,
            rounds,
            revoked_by,
            revocation_grounds: self.grounds(law),
            notices,
            sources,
        })
    }

    /// The grounds of revocation that a law has.
    fn grounds(&self, law: &InstrumentFile) -> Vec<RevocationGround> {
        let version = self.get(&law.criteria);
        let grounds = law.revocation.iter().flat_map(|r| &r.grounds);
        grounds
            .map(|g| RevocationGround {
                ground: g.ground.clone(),
                label: version.map_or_else(
                    || Text::new(&*g.label, &*g.label),
                    |c| c.translate(&g.label),
                ),
                source: g.source.clone(),
            })
            .collect()
    }

    /// Whether a record's certificate can be what it says: its dates in order, its stars such as are
    /// certified. The same for every use of a register.
    pub(crate) fn check_certificate(&self, facts: &CertificateFacts) -> Result<(), Problems> {
        check_dates(facts, None).or(())?;
        let law = self.law_on(facts.issued_on).ok();
        let latest = || {
            let laws = self.versions().filter_map(|c| c.instrument().ok());
            laws.map(|i| i.file()).max_by_key(|i| i.in_force.from)
        };
        match law.or_else(latest) {
            Some(law) => check_stars(facts.stars, &law.certificate),
            None => Ok(()),
        }
    }

    /// Whether the day on which a certificate ends is stated and is not that of its term. Where the law of
    /// the day of issue is not at hand, that is not known.
    pub(super) fn states_another_term(&self, facts: &CertificateFacts) -> bool {
        let Some(expires_on) = facts.expires_on else {
            return false;
        };
        self.law_on(facts.issued_on)
            .is_ok_and(|law| months_after(facts.issued_on, law.certificate.months) != expires_on)
    }

    /// The decision in force on a day.
    pub(crate) fn law_on(&self, on: Date) -> Result<&InstrumentFile, Problems> {
        let dates = DossierDates::default().on(on);
        let resolution = self.resolve(&dates)?;
        let version = self.version(resolution.criteria.as_str())?;
        Ok(version.instrument()?.file())
    }
}

/// The window in which a re-rating dossier is handed in.
fn window(renewal: &files::RenewalFile, expires_on: Date, holidays: &Holidays) -> Window {
    let before = |days: u16| days_from(expires_on, i64::from(days).saturating_neg());
    let closes_on = before(renewal.not_later_than_days);
    Window {
        opens_on: before(renewal.not_earlier_than_days),
        closes_on,
        hand_in_by: holidays.working_by(closes_on),
    }
}

/// The next two rounds that are over by a day; where there are others and none of them is, it is told.
fn rounds_until(
    end: Date,
    stars: Stars,
    law: &InstrumentFile,
    on: Date,
    holidays: &Holidays,
    notices: &mut Vec<Notice>,
) -> Vec<RoundDates> {
    let rules = law.authority.iter();
    let level = rules
        .filter(|a| a.stars.contains(&stars) && a.from <= on)
        .map(|a| a.authority)
        .next_back();
    let first = law.rounds.iter().map(|r| r.level).min();
    let rounds = first
        .or(level)
        .map(|level| next_rounds(law, level, RoundEntry::Lodged, on, holidays))
        .unwrap_or_default();
    let (in_time, late): (Vec<_>, Vec<_>) = rounds.into_iter().partition(|r| r.assess_by <= end);
    if let (true, Some(nearest)) = (in_time.is_empty(), late.first()) {
        notices.push(no_round(nearest, end));
    }
    in_time.into_iter().take(2).collect()
}

/// A day of expiry that is stated and is not that of the term.
fn stated_term(expires_on: Date, by_term: Date, term: &files::CertificateFile) -> Notice {
    cited(
        NoticeCode::StatedTerm,
        &format!(
            "Ngày hết hạn ghi {expires_on}; tính theo thời hạn là {by_term}.",
            expires_on = day::vi(expires_on),
            by_term = day::vi(by_term)
        ),
        &format!(
            "The stated expiry is {expires_on}; by the term it is {by_term}.",
            expires_on = day::en(expires_on),
            by_term = day::en(by_term)
        ),
        &term.source,
    )
}

fn check_stars(stars: Stars, term: &files::CertificateFile) -> Result<(), Problems> {
    if stars >= term.from_stars {
        return Ok(());
    }
    Err(Problem::new(
        Code::OutOfRange,
        "/stars",
        format!("Không cấp giấy chứng nhận cho {stars} sao."),
        format!("There is no certificate for {stars} stars."),
    )
    .with_found(stars.to_string())
    .with_source(term.source.clone())
    .into())
}

/// Dates that contradict each other, whatever the day asked about.
pub(super) fn check_dates(facts: &CertificateFacts, on: Option<Date>) -> Problems {
    let mut problems = Problems::new();
    let issued = facts.issued_on;
    for (day, name) in [
        (on, "on"),
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
        format!(
            "Ngày {day} trước ngày {before}.",
            day = day::vi(day),
            before = day::vi(before)
        ),
        format!(
            "{day} is before {before}.",
            day = day::en(day),
            before = day::en(before)
        ),
    )
    .with_too_early(day, before)
}

#[cfg(test)]
mod tests {
    use super::super::standing::{Lodged, Phase};
    use super::*;
    use crate::criteria::files::Authority;
    use crate::notice::Notice;

    fn status(on: &str, lodged: Option<&str>, decided: Option<&str>) -> CertificateStatus {
        let day = |text: &str| text.parse::<Date>().unwrap();
        let facts = CertificateFacts::new(day("2026-06-30"), Stars::new(3).unwrap())
            .lodged_on(lodged.map(day))
            .decided_on(decided.map(day));
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
    fn a_dossier_in_time_gives_no_extension() {
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
    fn a_dossier_a_day_early_is_read_like_one_a_day_late() {
        // Art. 12.3 speaks of dossiers whose day does not meet the window: before it or after it
        let early = Some("2028-12-31");
        assert_eq!(status("2028-12-31", early, None).phase, Phase::Valid);
        assert_eq!(
            status("2029-03-03", early, None).phase,
            Phase::AwaitingDecision
        );
        let after = status("2029-07-01", early, None);
        assert_eq!((after.phase, after.valid), (Phase::Extended, true));
        assert_eq!(after.valid_until.to_string(), "2029-12-27");
        assert!(after.notices.iter().any(|n| n.code == NoticeCode::TooEarly));
    }

    #[test]
    fn what_was_decided_is_never_missed_and_never_valid_past_its_end() {
        for lodged in ["2029-02-01", "2029-04-01", "2028-12-01"] {
            let decided = Some("2029-05-02");
            let before = status("2029-06-30", Some(lodged), decided);
            assert_eq!((before.phase, before.valid), (Phase::Decided, true));
            let after = status("2029-07-01", Some(lodged), decided);
            assert_eq!((after.phase, after.valid), (Phase::Lapsed, false));
            assert_eq!(after.valid_until.to_string(), "2029-06-30");
            assert!(after.notices.iter().all(|n| n.code == NoticeCode::Decided));
        }
        // in time, decided after the term: nothing extends it
        let late = status("2029-07-15", Some("2029-02-01"), Some("2029-07-10"));
        assert_eq!(late.valid_until.to_string(), "2029-06-30");
    }

    #[test]
    fn revoked_after_it_lapsed_it_held_until_it_lapsed() {
        let on = |revoked: &str, lodged: Option<&str>| {
            let day = |text: &str| text.parse::<Date>().unwrap();
            let facts = CertificateFacts::new(day("2026-10-05"), Stars::new(4).unwrap())
                .lodged_on(lodged.map(day))
                .revoked_on(day(revoked));
            let on = day("2030-07-01");
            let status = Library::embedded()
                .certificate(&facts, on, &Holidays::default())
                .unwrap();
            (status.valid_until.to_string(), status.phase, status.valid)
        };
        let held = |until: &str| (until.to_owned(), Phase::Revoked, false);
        assert_eq!(on("2030-06-01", None), held("2029-10-05"));
        assert_eq!(on("2029-10-06", None), held("2029-10-05"));
        assert_eq!(on("2029-10-05", None), held("2029-10-04"));
        let late = Some("2029-08-01");
        assert_eq!(on("2030-01-01", late), held("2029-12-31"));
        assert_eq!(on("2030-06-01", late), held("2030-04-03"));
    }

    #[test]
    fn no_round_is_named_that_closes_after_the_end() {
        // assessed by 2029-06-29, one day before the expiry
        let rounds = |on| {
            let status = status(on, None, None);
            let told = |n: &Notice| n.code == NoticeCode::NoRoundBeforeTheEnd;
            let days: Vec<_> = status
                .rounds
                .iter()
                .map(|r| r.assess_by.to_string())
                .collect();
            (days, status.notices.iter().any(told))
        };
        assert_eq!(rounds("2029-01-02"), (vec!["2029-06-29".to_owned()], false));
        // in the window, too late for that round; the next one ends after the extension
        assert_eq!(rounds("2029-05-02"), (vec![], true));
        assert_eq!(rounds("2029-07-01"), (vec![], false));
    }

    #[test]
    fn certificates_of_three_and_four_stars_are_revoked_by_the_province_five_by_the_centre() {
        let by = |stars: i64| {
            let day = "2026-07-01".parse().unwrap();
            let facts = CertificateFacts::new(day, Stars::new(stars).unwrap())
                .revoked_on("2027-01-01".parse::<Date>().unwrap());
            let on = "2027-01-01".parse::<Date>().unwrap();
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
