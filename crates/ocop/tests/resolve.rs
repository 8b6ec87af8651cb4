//! Which law applies: to the day, for every day.

use jiff::civil::{Date, date};
use ocop::criteria::RegistrationKind::{self, First, ReRating, Upgrade};
use ocop::{Applicability, Code, DossierDates, Library};
use proptest::prelude::*;

fn resolve(
    on: Date,
    lodged: Option<(Date, Option<RegistrationKind>)>,
) -> Result<(String, Applicability), Code> {
    let dates = DossierDates::default()
        .on(on)
        .submitted_on(lodged.map(|l| l.0))
        .kind(lodged.and_then(|l| l.1));
    Library::embedded()
        .resolve(&dates)
        .map(|r| (r.criteria.to_string(), r.because))
        .map_err(|p| p.code)
}

#[test]
fn each_decision_applies_from_the_day_it_enters_into_force() {
    use Applicability::InForce;
    for (day, expected) in [
        (date(2019, 8, 20), Err(Code::NoLawInForce)),
        (date(2019, 8, 21), Ok(("qd-1048-2019".to_owned(), InForce))),
        (date(2023, 2, 23), Ok(("qd-1048-2019".to_owned(), InForce))),
        (date(2023, 2, 24), Ok(("qd-148-2023".to_owned(), InForce))),
        (date(2026, 5, 21), Ok(("qd-148-2023".to_owned(), InForce))),
        (date(2026, 5, 22), Ok(("qd-26-2026".to_owned(), InForce))),
        (date(2026, 7, 22), Ok(("qd-26-2026".to_owned(), InForce))),
    ] {
        assert_eq!(resolve(day, None), expected, "{day}");
    }
}

/// Art. 12.2.a: first ratings and upgrades, 60 days; Art. 12.2.b: re-ratings, 30 days.
#[test]
fn a_dossier_lodged_before_goes_on_under_the_older_rules_for_60_or_30_days() {
    let before = date(2026, 5, 21);
    for (kind, last) in [
        (First, date(2026, 7, 21)),
        (Upgrade, date(2026, 7, 21)),
        (ReRating, date(2026, 6, 21)),
    ] {
        let on = |day: Date| resolve(day, Some((before, Some(kind)))).unwrap();
        for day in [last.yesterday().unwrap(), last] {
            assert_eq!(
                on(day),
                ("qd-148-2023".to_owned(), Applicability::Transition),
                "{kind:?} {day}"
            );
        }
        let over = on(last.tomorrow().unwrap());
        assert_eq!(
            over,
            ("qd-26-2026".to_owned(), Applicability::TransitionOver),
            "{kind:?}"
        );
    }
}

#[test]
fn a_dossier_lodged_on_the_first_day_or_later_falls_under_the_new_decision() {
    for lodged in [date(2026, 5, 22), date(2026, 6, 1)] {
        for kind in [First, Upgrade, ReRating] {
            let found = resolve(date(2026, 6, 1), Some((lodged, Some(kind)))).unwrap();
            assert_eq!(found, ("qd-26-2026".to_owned(), Applicability::InForce));
        }
    }
}

#[test]
fn without_the_kind_the_law_is_told_only_where_all_kinds_agree() {
    let on = |day| resolve(day, Some((date(2026, 5, 21), None)));
    assert_eq!(
        on(date(2026, 6, 21)),
        Ok(("qd-148-2023".to_owned(), Applicability::Transition))
    );
    assert_eq!(on(date(2026, 6, 22)), Err(Code::CriteriaUnresolved));
    assert_eq!(on(date(2026, 7, 21)), Err(Code::CriteriaUnresolved));
    assert_eq!(
        on(date(2026, 7, 22)),
        Ok(("qd-26-2026".to_owned(), Applicability::TransitionOver))
    );
}

#[test]
fn a_dossier_is_not_assessed_before_it_is_lodged() {
    let found = resolve(date(2026, 6, 1), Some((date(2026, 6, 2), Some(First))));
    assert_eq!(found, Err(Code::DatesOutOfOrder));
}

#[expect(
    clippy::unwrap_used,
    reason = "a few thousand days never leave the calendar"
)]
fn days() -> impl Strategy<Value = Date> {
    // 2018 to 2030
    (0_i64..4_700).prop_map(|n| {
        date(2018, 1, 1)
            .checked_add(jiff::Span::new().days(n))
            .unwrap()
    })
}

proptest! {
    #[test]
    fn every_day_of_the_programme_has_one_law_and_it_never_goes_back(a in days(), b in days()) {
        let (early, late) = if a <= b { (a, b) } else { (b, a) };
        let year = |day| resolve(day, None).map(|(id, _)| id.rsplit('-').next().map(str::to_owned));
        match (year(early), year(late)) {
            (Ok(first), Ok(second)) => prop_assert!(first <= second),
            (Err(code), _) => {
                prop_assert_eq!(code, Code::NoLawInForce);
                prop_assert!(early < date(2019, 8, 21));
            }
            (Ok(_), Err(code)) => prop_assert!(false, "{late}: {code}"),
        }
    }

    #[test]
    fn a_transition_only_ever_keeps_the_law_of_the_day_it_was_lodged(
        lodged in days(), after in 0_i64..400, kind in prop::sample::select(vec![First, Upgrade, ReRating])
    ) {
        let on = lodged.checked_add(jiff::Span::new().days(after)).unwrap();
        if let Ok((id, because)) = resolve(on, Some((lodged, Some(kind)))) {
            let at_lodging = resolve(lodged, None).map(|(id, _)| id);
            let at_assessment = resolve(on, None).map(|(id, _)| id);
            let expected = if because == Applicability::Transition { at_lodging } else { at_assessment };
            prop_assert_eq!(Ok(id), expected);
        }
    }
}

#[test]
fn authority_by_stars_and_day_under_each_law() {
    let library = Library::embedded();
    let of = |version: &str, stars: i64, day: Date| {
        let instrument = library.version(version).unwrap().instrument().unwrap();
        instrument
            .authority(ocop::Stars::new(stars).unwrap(), Some(day))
            .map(|a| format!("{:?}", a.authority))
    };
    let table = [
        (
            "qd-1048-2019",
            date(2021, 1, 1),
            ["Province", "Province", "Central"],
        ),
        (
            "qd-148-2023",
            date(2025, 7, 5),
            ["District", "Province", "Central"],
        ),
        (
            "qd-148-2023",
            date(2025, 7, 6),
            ["Province", "Province", "Central"],
        ),
        (
            "qd-26-2026",
            date(2026, 5, 22),
            ["Province", "Province", "Central"],
        ),
    ];
    for (version, day, expected) in table {
        for (stars, who) in (3..).zip(expected) {
            assert_eq!(
                of(version, stars, day).as_deref(),
                Some(who),
                "{version} {stars} {day}"
            );
        }
        assert_eq!(
            (of(version, 1, day), of(version, 2, day)),
            (None, None),
            "{version}"
        );
    }
}
