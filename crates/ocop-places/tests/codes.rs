//! Product codes: form, places, dates and law.
#![expect(
    clippy::unwrap_used,
    clippy::arithmetic_side_effects,
    reason = "tests may fail where something is not as they say"
)]

use std::collections::BTreeSet;
use std::sync::LazyLock;

use jiff::civil::{Date, date};
use ocop::criteria::files::RegistrationKind::{self, First, ReRating, Upgrade};
use ocop::{AssessOptions, Code, Library, Occasion};
use ocop_places::{CommuneKind, ProductCode, commune, find_communes, find_provinces, provinces};
use proptest::prelude::*;

/// The codes of the problems, with the nearest right code that each of them gives.
fn problems(code: &str, occasion: Occasion, law: Option<&str>) -> Vec<(Code, Option<String>)> {
    static LIBRARY: LazyLock<Library> = LazyLock::new(Library::embedded);
    let law = law.map(|id| LIBRARY.version(id).unwrap().instrument().unwrap());
    let found = ocop_places::check(code, &occasion, law.map(AsRef::as_ref));
    let nearest = |help: &str| help.split('"').nth(1).map(str::to_owned);
    found
        .iter()
        .map(|p| (p.code, p.help.as_ref().and_then(|h| nearest(&h.en))))
        .collect()
}

fn first_problem(code: &str) -> Option<(Code, Option<String>)> {
    problems(code, Occasion::default(), None).into_iter().next()
}

fn dates(on: Option<Date>, submitted_on: Option<Date>, kind: Option<RegistrationKind>) -> Occasion {
    Occasion {
        on,
        submitted_on,
        kind,
    }
}

#[test]
fn decision_19_2025_has_34_provinces_and_3321_communes() {
    assert_eq!(provinces().count(), 34);
    let communes: Vec<_> = provinces().flat_map(|p| p.communes()).collect();
    let of = |kind| communes.iter().filter(|c| c.kind() == kind).count();
    assert_eq!(communes.len(), 3_321);
    assert_eq!(
        (
            of(CommuneKind::Commune),
            of(CommuneKind::Ward),
            of(CommuneKind::SpecialZone)
        ),
        (2_621, 687, 13)
    );
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
        let expected = (Code::ProductCodeForm, nearest.map(str::to_owned));
        assert_eq!(first_problem(wrong), Some(expected), "{wrong}");
    }
}

#[test]
fn a_place_that_is_not_there_is_told_with_the_one_that_is_meant() {
    for (wrong, code, nearest) in [
        (
            "66-24781-1-2026",
            Code::ProductCodeProvince,
            Some("68-24781-1-2026"),
        ),
        (
            "83-24781-1-2026",
            Code::ProductCodeProvince,
            Some("68-24781-1-2026"),
        ),
        (
            "68-42781-1-2026",
            Code::ProductCodePlace,
            Some("68-24781-1-2026"),
        ),
        ("68-99999-1-2026", Code::ProductCodePlace, None),
        ("99-99999-1-2026", Code::ProductCodePlace, None),
    ] {
        let expected = (code, nearest.map(str::to_owned));
        assert_eq!(first_problem(wrong), Some(expected), "{wrong}");
    }
}

#[test]
fn codes_of_the_time_before_1_july_2025_are_checked_for_form_only() {
    for right in [
        "83-832-28882-2-2022",
        "99-999-99999-1-2019",
        "68-001-24781-1-2025",
    ] {
        assert_eq!(first_problem(right), None, "{right}");
    }
}

#[test]
fn a_form_that_contradicts_the_codes_own_year_is_told() {
    let found = |code| first_problem(code);
    let time = |nearest: Option<&str>| Some((Code::ProductCodeTime, nearest.map(str::to_owned)));
    assert_eq!(found("68-001-24781-1-2026"), time(Some("68-24781-1-2026")));
    assert_eq!(found("83-832-28882-2-2026"), time(None));
    assert_eq!(found("68-24781-1-2024"), time(None));
    assert_eq!(found("68-24781-1-2025"), None);
}

#[test]
fn the_year_lies_between_lodging_and_assessment() {
    let lodged = date(2026, 12, 20);
    let on = date(2027, 3, 1);
    let year = |year: i16, occasion| problems(&format!("68-24781-1-{year}"), occasion, None);
    let wrong = |right: i16| vec![(Code::ProductCodeYear, Some(format!("68-24781-1-{right}")))];
    for kind in [None, Some(First)] {
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

#[test]
fn an_upgrade_or_re_rating_may_bear_the_code_of_an_earlier_assessment() {
    let on = Some(date(2026, 9, 15));
    for kind in [Upgrade, ReRating] {
        let occasion = dates(on, None, Some(kind));
        assert_eq!(
            problems("83-832-28882-2-2022", occasion, Some("qd-26-2026")),
            []
        );
        let late = problems("68-24781-1-2027", occasion, None);
        assert_eq!(
            late,
            [(Code::ProductCodeYear, Some("68-24781-1-2026".to_owned()))]
        );
    }
    let codes = |kind| problems("83-832-28882-2-2022", dates(on, None, kind), None);
    for kind in [None, Some(First)] {
        assert_eq!(
            codes(kind),
            [(Code::ProductCodeTime, None), (Code::ProductCodeYear, None)]
        );
    }
}

#[test]
fn the_form_changes_on_1_july_2025_to_the_day() {
    let on = |day| dates(Some(day), None, Some(First));
    let (before, after) = (date(2025, 6, 30), date(2025, 7, 1));
    let (older, newer) = ("68-001-24781-1-2025", "68-24781-1-2025");
    assert_eq!(problems(older, on(before), None), []);
    assert_eq!(problems(newer, on(after), None), []);
    assert_eq!(
        problems(newer, on(before), None),
        [(Code::ProductCodeTime, None)]
    );
    assert_eq!(
        problems(older, on(after), None),
        [(Code::ProductCodeTime, Some(newer.to_owned()))]
    );
    let across = dates(Some(after), Some(before), Some(First));
    assert_eq!(problems(older, across, None), []);
    assert_eq!(problems(newer, across, None), []);
}

#[test]
fn a_code_may_contradict_the_decision_that_the_dossier_names() {
    let of = |code, law| -> Vec<Code> {
        let found = problems(code, Occasion::default(), Some(law));
        found.into_iter().map(|(code, _)| code).collect()
    };
    let (time, year) = (Code::ProductCodeTime, Code::ProductCodeYear);
    for (code, law, expected) in [
        ("68-24781-1-2026", "qd-26-2026", vec![]),
        ("68-24781-1-2025", "qd-26-2026", vec![year]),
        ("83-832-28882-2-2022", "qd-26-2026", vec![time, year]),
        ("83-832-28882-2-2022", "qd-148-2023", vec![year]),
        ("83-832-28882-2-2023", "qd-148-2023", vec![]),
        ("68-24781-1-2026", "qd-148-2023", vec![]),
        ("68-24781-1-2027", "qd-148-2023", vec![year]),
        ("83-832-28882-2-2022", "qd-1048-2019", vec![]),
        ("68-24781-1-2026", "qd-1048-2019", vec![time, year]),
    ] {
        assert_eq!(of(code, law), expected, "{code} {law}");
    }
}

#[test]
fn all_that_is_wrong_with_a_code_is_told_at_once_with_one_right_code() {
    let on = dates(Some(date(2026, 9, 15)), None, Some(First));
    let right = Some("68-24781-1-2026".to_owned());
    assert_eq!(
        problems("66-24781-1-2027", on, None),
        [
            (Code::ProductCodeProvince, right.clone()),
            (Code::ProductCodeYear, right)
        ]
    );
}

#[test]
fn a_wrong_code_is_a_notice_and_changes_nothing_else_of_a_rating() {
    let dossier = |code: &str| {
        let product = format!(r#"{{"name": "x", "code": "{code}"}}"#);
        let answers = r#"{"1.1": 3, "1.5": 4}"#;
        format!(
            r#"{{"product_set": 1, "assessed_on": "2026-09-15", "product": {product}, "answers": {answers}}}"#
        )
    };
    let rated = |library: Library, code: &str| {
        let dossier = dossier(code);
        let assessment = library.assess_json(dossier.as_bytes(), &AssessOptions::default());
        let mut report = serde_json::to_value(assessment.unwrap().brief()).unwrap();
        let notices = report["notices"].take();
        report["product"].take();
        (report, notices.as_array().unwrap().len())
    };
    let checking = || Library::embedded().with_code_check(ocop_places::check);
    let plain = rated(Library::embedded(), "x");
    assert_eq!(plain.1, 0, "the core alone checks no codes");
    for (code, notices) in [("68-24781-1-2026", 0), ("66-24781-1-2025", 2), ("x", 1)] {
        assert_eq!(
            rated(checking(), code),
            (plain.0.clone(), notices),
            "{code}"
        );
    }
}

#[test]
fn a_refused_dossier_is_told_of_its_code_too() {
    let library = Library::embedded().with_code_check(ocop_places::check);
    let dossier = br#"{"product_set": 1, "assessed_on": "2026-09-15", "product": {"code": "x"}, "answers": {"1.1": 9}}"#;
    let problems = library
        .assess_json(dossier, &AssessOptions::default())
        .unwrap_err();
    let told: Vec<_> = problems.iter().map(|p| (p.code, p.path.as_str())).collect();
    assert_eq!(
        told,
        [
            (Code::UnknownLevel, "/answers/1.1"),
            (Code::ProductCodeForm, "/product/code")
        ]
    );
}

#[test]
fn places_are_found_by_name_however_it_is_typed() {
    let codes = |name: &str, province: &str| -> Vec<&str> {
        find_communes(name, find_provinces(province))
            .iter()
            .map(|c| c.code())
            .collect()
    };
    for name in [
        "Phường Ba Đình",
        "ba dinh",
        "BA ĐÌNH",
        "Ba Đi\u{300}nh",
        "phuong ba dinh",
        "00004",
    ] {
        assert_eq!(codes(name, "hà nội"), ["00004"], "{name}");
    }
    assert_eq!(codes("xa dat mui", "ca mau"), ["32248"]);
    assert_eq!(codes("đất mủi", "Tỉnh Cà Mau"), ["32248"]);
    assert!(codes("Ba Đình", "Cà Mau").is_empty());
    assert_eq!(codes("ea hleo", "Đắk Lắk"), codes("Ea H’Leo", "Dak Lak"));
    assert_eq!(codes("A Lưới", "Huế").len(), 5, "all that begin so");
    assert_eq!(find_communes("đặc khu", provinces()).len(), 13);
    let zones = find_communes("da", find_provinces("Lâm Đồng"));
    assert!(
        zones.iter().all(|c| c.kind() != CommuneKind::SpecialZone),
        "a word of the name, not of the kind"
    );
    assert!(find_provinces("").is_empty() && find_communes("", provinces()).is_empty());
}

#[test]
fn every_place_is_found_by_its_own_name() {
    for province in provinces() {
        assert_eq!(find_provinces(province.name()), [province]);
        // one in eight: folding all names takes the longest of these tests
        for commune in province.communes().step_by(8) {
            for name in [commune.name(), commune.bare_name()] {
                let found = find_communes(name, [province]);
                assert!(found.contains(&commune), "{name}");
            }
        }
    }
}

#[test]
fn every_communes_code_is_accepted_with_its_province_and_refused_with_any_other() {
    for home in provinces() {
        for commune in home.communes() {
            let right = format!("{}-{}-1-2026", home.code(), commune.code());
            assert_eq!(first_problem(&right), None, "{right}");
            let code: ProductCode = right.parse().unwrap();
            assert_eq!(code.commune(), Some(commune));
        }
    }
    // each other province, for a commune of each
    let some = provinces().filter_map(|p| p.communes().next());
    for (commune, other) in some.flat_map(|c| provinces().map(move |p| (c, p))) {
        let code = format!("{}-{}-1-2026", other.code(), commune.code());
        let right = format!("{}-{}-1-2026", commune.province().code(), commune.code());
        let expected =
            (other != commune.province()).then_some((Code::ProductCodeProvince, Some(right)));
        assert_eq!(first_problem(&code), expected, "{code}");
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

fn any_kind() -> impl Strategy<Value = Option<RegistrationKind>> {
    prop::option::of(prop::sample::select(vec![First, Upgrade, ReRating]))
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
            let found = problems(&text, Occasion::default(), None);
            prop_assert!(text.parse::<ProductCode>().is_ok() || found.len() == 1);
        }
    }

    #[test]
    fn the_nearest_right_code_is_right(
        code in codes(), real in 0_usize..3_321, keep in any::<bool>(),
        on in any_day(), lodged in any_day(), kind in any_kind(),
        law in prop::option::of(prop::sample::select(vec!["qd-26-2026", "qd-148-2023", "qd-1048-2019"]))
    ) {
        // dates and law that do not contradict each other: then one code can fit both
        let lodged = lodged.filter(|day| on.is_none_or(|on| *day <= on));
        let law = law.filter(|_| on.is_none() && lodged.is_none());
        let occasion = dates(on, lodged, kind);
        let commune = provinces().flat_map(|p| p.communes()).nth(real).unwrap();
        let (front, back) = code.split_at(code.len() - 5);
        let code = match front.split('-').collect::<Vec<_>>()[..] {
            [t, _, n] if keep => format!("{t}-{}-{n}{back}", commune.code()),
            [t, h, _, n] if keep => format!("{t}-{h}-{}-{n}{back}", commune.code()),
            _ => code,
        };
        for (_, nearest) in problems(&code, occasion, law) {
            if let Some(nearest) = nearest {
                prop_assert_eq!(problems(&nearest, occasion, law), [], "{} to {}", code, nearest);
            }
        }
    }

    #[test]
    fn a_commune_is_refused_in_any_other_province(real in 0_usize..3_321, other in 0_usize..34) {
        let commune = provinces().flat_map(|p| p.communes()).nth(real).unwrap();
        let other = provinces().nth(other).unwrap();
        prop_assume!(other != commune.province());
        let found = first_problem(&format!("{}-{}-7-2026", other.code(), commune.code()));
        let right = format!("{}-{}-7-2026", commune.province().code(), commune.code());
        prop_assert_eq!(found, Some((Code::ProductCodeProvince, Some(right))));
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
