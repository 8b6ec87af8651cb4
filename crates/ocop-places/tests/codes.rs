//! Product codes: form, places, dates and law.
#![expect(
    clippy::arithmetic_side_effects,
    reason = "tests may fail where something is not as they say"
)]

use std::collections::BTreeSet;

use jiff::civil::{Date, date};
use ocop_places::FaultKind::{self, Form, Place, Time, Year};
use ocop_places::{CommuneKind, InForce, ProductCode, Use, check, commune, communes, provinces};
use proptest::prelude::*;

/// What is wrong, with the nearest right code of each.
type Found = Vec<(FaultKind, Option<String>)>;

const LAWS: [InForce<'static>; 3] = [
    InForce {
        number: "26/2026/QĐ-TTg",
        from: date(2026, 5, 22),
        until: None,
    },
    InForce {
        number: "148/QĐ-TTg",
        from: date(2023, 2, 24),
        until: Some(date(2026, 5, 21)),
    },
    InForce {
        number: "1048/QĐ-TTg",
        from: date(2019, 8, 21),
        until: Some(date(2023, 2, 23)),
    },
];

fn faults(code: &str, of: Use<'_>) -> Found {
    let found = check(code, &of);
    found.into_iter().map(|f| (f.kind, f.suggestion)).collect()
}

fn first_fault(code: &str) -> Option<(FaultKind, Option<String>)> {
    faults(code, Use::default()).into_iter().next()
}

fn dates(on: Option<Date>, submitted_on: Option<Date>, may_be_earlier: bool) -> Use<'static> {
    Use {
        on,
        submitted_on,
        may_be_earlier,
        law: None,
    }
}

#[test]
fn decision_19_2025_has_34_provinces_and_3321_communes() {
    assert_eq!(provinces().count(), 34);
    let communes: Vec<_> = communes().collect();
    let of = |kind| communes.iter().filter(|c| c.kind() == kind).count();
    assert_eq!(communes.len(), 3_321);
    assert_eq!(
        (
            of(CommuneKind::Commune),
            of(CommuneKind::Ward),
            of(CommuneKind::SpecialZone)
        ),
        (2_611, 697, 13)
    );
    // ten became wards on 30 April 2026
    let wards = communes.iter().filter(|c| {
        let name = c.name_on(date(2025, 7, 1));
        name.starts_with("Phường ")
    });
    assert_eq!(wards.count(), 687);
    let codes: BTreeSet<_> = communes.iter().map(|c| c.code()).collect();
    assert_eq!(codes.len(), 3_321);
    assert!(
        codes
            .iter()
            .all(|c| c.len() == 5 && c.bytes().all(|b| b.is_ascii_digit()))
    );
    assert!(
        communes
            .iter()
            .all(|c| c.bare_name() != c.name() && c.bare_name().trim() == c.bare_name())
    );
}

#[test]
fn a_wrong_form_is_told_with_the_nearest_code() {
    for (wrong, nearest) in [
        ("68-24781-1", None),
        ("", None),
        ("68-24781-1-2026-", Some("68-24781-1-2026")),
        (" 68-24781-1-2026", Some("68-24781-1-2026")),
        ("68.24781.1.2026", Some("68-24781-1-2026")),
        ("68 – 24781 – 1 – 2026", Some("68-24781-1-2026")),
        ("68-24781-1-26", Some("68-24781-1-2026")),
        ("1-4-12-2026", Some("01-00004-12-2026")),
        ("66.24781.1.2026", Some("68-24781-1-2026")),
        ("68-24781-0-2026", None),
        ("68-24781-1-1926", None),
        ("68-24781-1234567-2026", None),
        ("OCOP-68-24781-1-2026", None),
        ("83-832-28882-2-22", Some("83-832-28882-2-2022")),
        ("６８-24781-1-2026", None),
        ("68-24781--1-2026", Some("68-24781-1-2026")),
    ] {
        let expected = (Form, nearest.map(str::to_owned));
        assert_eq!(first_fault(wrong), Some(expected), "{wrong}");
    }
}

#[test]
fn a_place_that_is_not_there_is_told_with_the_one_that_is_meant() {
    for (wrong, code, nearest) in [
        (
            "66-24781-1-2026",
            FaultKind::Province,
            Some("68-24781-1-2026"),
        ),
        (
            "83-24781-1-2026",
            FaultKind::Province,
            Some("68-24781-1-2026"),
        ),
        ("68-42781-1-2026", Place, Some("68-24781-1-2026")),
        ("68-99999-1-2026", Place, None),
        ("99-99999-1-2026", Place, None),
    ] {
        let expected = (code, nearest.map(str::to_owned));
        assert_eq!(first_fault(wrong), Some(expected), "{wrong}");
    }
}

#[cfg(feature = "former-places")]
#[test]
fn codes_of_the_time_before_1_july_2025_are_checked_against_the_places_of_that_time() {
    for right in [
        "83-832-28882-2-2022",
        "68-672-24781-1-2025",
        "79-760-26734-12-2023",
    ] {
        assert_eq!(first_fault(right), None, "{right}");
    }
    for (wrong, kind, nearest) in [
        ("83-832-28883-2-2022", Place, None),
        ("99-999-99999-1-2019", Place, None),
        ("83-999-99999-1-2019", Place, None),
        // one slip of the pen away from one commune of the district
        ("83-832-28902-2-2022", Place, Some("83-832-28900-2-2022")),
        (
            "84-832-28882-2-2022",
            FaultKind::Province,
            Some("83-832-28882-2-2022"),
        ),
        (
            "83-831-28882-2-2022",
            FaultKind::Province,
            Some("83-832-28882-2-2022"),
        ),
        (
            "68-001-24781-1-2025",
            FaultKind::Province,
            Some("68-672-24781-1-2025"),
        ),
    ] {
        let expected = (kind, nearest.map(str::to_owned));
        assert_eq!(first_fault(wrong), Some(expected), "{wrong}");
    }
}

#[cfg(not(feature = "former-places"))]
#[test]
fn without_the_places_of_before_their_codes_are_checked_for_form_only() {
    for right in ["83-832-28882-2-2022", "99-999-99999-1-2019"] {
        assert_eq!(first_fault(right), None, "{right}");
    }
    assert_eq!(first_fault("83-832-28882-2-2026"), Some((Time, None)));
}

#[cfg(feature = "former-places")]
#[test]
fn a_form_that_contradicts_the_codes_own_year_is_told() {
    let found = |code| faults(code, Use::default());
    let time = |nearest: Option<&str>| (Time, nearest.map(str::to_owned));
    // the commune of that time, where it is now
    assert_eq!(
        found("68-672-24784-1-2026"),
        [time(Some("68-24781-1-2026"))]
    );
    assert_eq!(
        found("83-832-28882-2-2026"),
        [time(Some("86-28870-2-2026"))]
    );
    // of a commune that was divided nobody can tell which part
    assert_eq!(found("01-001-00007-2-2026"), [time(None)]);
    assert_eq!(
        found("68-24781-1-2024"),
        [time(Some("68-672-24781-1-2024"))]
    );
    assert_eq!(found("68-24781-1-2025"), []);
    // the number was that of Xã Cửu Cao, Phụng Công had another one
    assert_eq!(
        found("33-12025-1-2024"),
        [time(Some("33-326-12028-1-2024"))]
    );
}

#[test]
fn the_year_lies_between_lodging_and_assessment() {
    let lodged = date(2026, 12, 20);
    let on = date(2027, 3, 1);
    let year = |year: i16, of| faults(&format!("68-24781-1-{year}"), of);
    let wrong = |right: i16| vec![(Year, Some(format!("68-24781-1-{right}")))];
    {
        let kind = false;
        let both = dates(Some(on), Some(lodged), kind);
        assert_eq!(year(2025, both), wrong(2026));
        assert_eq!(year(2026, both), []);
        assert_eq!(year(2027, both), []);
        assert_eq!(year(2028, both), wrong(2027));
        assert_eq!(year(2026, dates(Some(on), None, kind)), wrong(2027));
        assert_eq!(year(2025, dates(None, Some(lodged), kind)), wrong(2026));
        assert_eq!(year(2028, dates(None, Some(lodged), kind)), []);
    }
}

#[cfg(feature = "former-places")]
#[test]
fn an_upgrade_or_re_rating_may_bear_the_code_of_an_earlier_assessment() {
    let on = Some(date(2026, 9, 15));
    let upgrade = Use {
        law: Some(LAWS[0]),
        ..dates(on, None, true)
    };
    assert_eq!(faults("83-832-28882-2-2022", upgrade), []);
    let late = faults("68-24781-1-2027", dates(on, None, true));
    assert_eq!(late, [(Year, Some("68-24781-1-2026".to_owned()))]);
    let today = Some("86-28870-2-2026".to_owned());
    assert_eq!(
        faults("83-832-28882-2-2022", dates(on, None, false)),
        [(Time, today.clone()), (Year, today)]
    );
}

#[cfg(feature = "former-places")]
#[test]
fn the_form_changes_on_1_july_2025_to_the_day() {
    let on = |day| dates(Some(day), None, false);
    let (before, after) = (date(2025, 6, 30), date(2025, 7, 1));
    let (older, newer) = ("68-672-24781-1-2025", "68-24781-1-2025");
    assert_eq!(faults(older, on(before)), []);
    assert_eq!(faults(newer, on(after)), []);
    assert_eq!(faults(newer, on(before)), [(Time, Some(older.to_owned()))]);
    assert_eq!(faults(older, on(after)), [(Time, Some(newer.to_owned()))]);
    let across = dates(Some(after), Some(before), false);
    assert_eq!(faults(older, across), []);
    assert_eq!(faults(newer, across), []);
}

#[test]
fn a_code_may_contradict_the_decision_that_the_dossier_names() {
    let of = |code, law: usize| -> Vec<FaultKind> {
        let law = Some(LAWS[law]);
        let found = faults(
            code,
            Use {
                law,
                ..Use::default()
            },
        );
        found.into_iter().map(|(kind, _)| kind).collect()
    };
    for (code, law, expected) in [
        ("68-24781-1-2026", 0, vec![]),
        ("68-24781-1-2025", 0, vec![Year]),
        ("83-832-28882-2-2022", 0, vec![Time, Year]),
        ("83-832-28882-2-2022", 1, vec![Year]),
        ("83-832-28882-2-2023", 1, vec![]),
        ("68-24781-1-2026", 1, vec![]),
        ("68-24781-1-2027", 1, vec![Year]),
        ("83-832-28882-2-2022", 2, vec![]),
        ("68-24781-1-2026", 2, vec![Time, Year]),
    ] {
        assert_eq!(of(code, law), expected, "{code} {law}");
    }
}

#[test]
fn all_that_is_wrong_with_a_code_is_told_at_once_with_one_right_code() {
    let right = Some("68-24781-1-2026".to_owned());
    assert_eq!(
        faults(
            "66-24781-1-2027",
            dates(Some(date(2026, 9, 15)), None, false)
        ),
        [(FaultKind::Province, right.clone()), (Year, right)]
    );
}

#[test]
fn a_running_number_is_the_same_with_zeros_in_front() {
    let of = |code: &str| code.parse::<ProductCode>().unwrap();
    let (plain, padded) = (of("68-24781-1-2026"), of("68-24781-01-2026"));
    assert_eq!(plain, padded);
    assert_eq!(BTreeSet::from([plain.number(), padded.number()]).len(), 1);
    assert_eq!(std::collections::HashSet::from([plain, padded]).len(), 1);
    assert_eq!(padded.to_string(), "68-24781-01-2026");
    assert_ne!(plain, of("68-24781-10-2026"));
    assert_ne!(plain, of("68-672-24781-1-2026"));
}

#[test]
fn every_communes_code_is_accepted_with_its_province_and_refused_with_any_other() {
    for home in provinces() {
        for commune in home.communes() {
            let right = format!("{}-{}-1-2026", home.code(), commune.code());
            assert_eq!(first_fault(&right), None, "{right}");
            let code: ProductCode = right.parse().unwrap();
            assert_eq!(code.commune(), Some(commune));
        }
    }
    // each other province, for a commune of each
    let some = provinces().filter_map(|p| p.communes().next());
    for (commune, other) in some.flat_map(|c| provinces().map(move |p| (c, p))) {
        let code = format!("{}-{}-1-2026", other.code(), commune.code());
        let right = format!("{}-{}-1-2026", commune.province().code(), commune.code());
        let expected = (other != commune.province()).then_some((FaultKind::Province, Some(right)));
        assert_eq!(first_fault(&code), expected, "{code}");
    }
}

fn codes() -> impl Strategy<Value = String> {
    let district = prop::option::of(0_u16..1_000);
    (
        0_u8..100,
        district,
        0_u32..100_000,
        "0{0,2}[1-9][0-9]{0,3}",
        2000_i16..2100,
    )
        .prop_map(|(province, district, commune, number, year)| {
            let district = district.map_or(String::new(), |d| format!("{d:03}-"));
            format!("{province:02}-{district}{commune:05}-{number}-{year}")
        })
}

fn any_day() -> impl Strategy<Value = Option<Date>> {
    let day = (2018_i16..2032, 1_i8..13, 1_i8..29).prop_map(|(y, m, d)| date(y, m, d));
    prop::option::of(day)
}

proptest! {
    #[test]
    fn what_is_printed_is_what_was_read(code in codes()) {
        let read: ProductCode = code.parse().unwrap();
        prop_assert_eq!(read.to_string(), code.clone());
        prop_assert_eq!(read.to_string().parse::<ProductCode>().unwrap(), read);
    }

    #[test]
    fn no_text_upsets_the_check(text in "\\PC*", near in "[0-9]{0,4}[-. ]?[0-9]{0,6}[-. ]?[0-9]{0,7}[-. ]?[0-9]{0,5}") {
        for text in [text, near] {
            let found = faults(&text, Use::default());
            prop_assert!(text.parse::<ProductCode>().is_ok() || found.len() == 1);
        }
    }

    #[test]
    fn the_nearest_right_code_is_right(
        code in codes(), real in 0_usize..3_321, keep in any::<bool>(),
        on in any_day(), lodged in any_day(), may_be_earlier in any::<bool>(),
        law in prop::option::of(prop::sample::select(LAWS.to_vec()))
    ) {
        // dates and law that do not contradict each other: then one code can fit both
        let lodged = lodged.filter(|day| on.is_none_or(|on| *day <= on));
        let law = law.filter(|_| on.is_none() && lodged.is_none());
        let of = Use { law, ..dates(on, lodged, may_be_earlier) };
        let commune = communes().nth(real).unwrap();
        let (front, back) = code.split_at(code.len() - 5);
        let code = match front.split('-').collect::<Vec<_>>()[..] {
            [t, _, n] if keep => format!("{t}-{}-{n}{back}", commune.code()),
            [t, h, _, n] if keep => format!("{t}-{h}-{}-{n}{back}", commune.code()),
            _ => code,
        };
        for (_, nearest) in faults(&code, of) {
            if let Some(nearest) = nearest {
                prop_assert_eq!(faults(&nearest, of), [], "{} to {}", code, nearest);
            }
        }
    }

    #[test]
    fn a_commune_is_refused_in_any_other_province(real in 0_usize..3_321, other in 0_usize..34) {
        let commune = communes().nth(real).unwrap();
        let other = provinces().nth(other).unwrap();
        prop_assume!(other != commune.province());
        let found = first_fault(&format!("{}-{}-7-2026", other.code(), commune.code()));
        let right = format!("{}-{}-7-2026", commune.province().code(), commune.code());
        prop_assert_eq!(found, Some((FaultKind::Province, Some(right))));
    }
}

#[test]
fn a_commune_is_found_wherever_it_is() {
    for province in provinces() {
        for c in province.communes() {
            assert_eq!(commune(c.code()), Some(c));
        }
    }
    for none in ["28882", "00000", "99999", "0000", "", "ố"] {
        assert_eq!(commune(none), None, "{none}");
    }
}

#[test]
fn of_a_commune_that_was_divided_all_parts_are_named_and_none_is_suggested() {
    // one digit from one of its parts, by chance
    let found = check("01-00073-1-2026", &Use::default());
    assert_eq!((found.len(), found[0].kind), (1, Place));
    assert_eq!(found[0].suggestion, None);
    let said = &found[0].message.vi;
    for part in ["00226", "00004", "00082", "00070"] {
        assert!(said.contains(part), "{said}");
    }
    assert!(said.contains("một trong"), "{said}");
}
