//! Places by the names that people type; those of before, and where they are now.
#![cfg(feature = "former-places")]
#![expect(
    clippy::unwrap_used,
    reason = "helpers of tests: what does not hold is to fail"
)]

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::date;
use ocop_places::{
    Fault, Fit, PlacesReport, communes, find_communes, find_provinces, former_commune,
    former_communes, former_districts, former_provinces, look_up, look_up_on, province, provinces,
};

/// The codes of the communes that are found, those of today and those of before.
fn codes(found: &PlacesReport) -> (Vec<&str>, Vec<&str>) {
    let today = found.provinces.iter().flat_map(|p| &p.communes);
    let before = found.formerly.iter().filter_map(|f| f.commune.as_ref());
    (
        today.map(|c| c.code.as_ref()).collect(),
        before.map(|c| c.code.as_str()).collect(),
    )
}

fn refused(province: Option<&str>, commune: Option<&str>) -> Fault {
    let mut faults = look_up(province, commune).unwrap_err();
    assert_eq!(faults.len(), 1);
    faults.remove(0)
}

#[test]
fn places_are_found_by_name_however_it_is_typed() {
    let found = |name: &str, of: &str| {
        let found = look_up(Some(of), Some(name)).unwrap();
        assert_eq!(found.fit, None, "{name} {of}");
        codes(&found).0.join(" ")
    };
    for name in [
        "Phường Ba Đình",
        "ba dinh",
        "BA ĐÌNH",
        "Ba Đi\u{300}nh",
        "phuong ba dinh",
        "P. Ba Đình",
        "00004",
    ] {
        for of in ["hà nội", "Tp Hà Nội", "T.P. Ha Noi", "01"] {
            assert_eq!(found(name, of), "00004", "{name} {of}");
        }
    }
    assert_eq!(found("xa dat mui", "ca mau"), "32248");
    assert_eq!(found("X. Đất Mũi", "tỉnh Cà Mau"), "32248");
    assert_eq!(
        found("Xa Dung", "Điện Biên"),
        found("Xã Xa Dung", "Điện Biên")
    );
    assert_eq!(found("ea hleo", "Đắk Lắk"), found("Ea H’Leo", "Dak Lak"));
    let begun = find_communes("A Lưới", province("46").unwrap().communes()).unwrap();
    assert_eq!(
        (begun.0, begun.1.len()),
        (Fit::Part, 5),
        "all that begin so"
    );
    assert_eq!(find_communes("đặc khu", communes()).unwrap().1.len(), 13);
    assert_eq!(find_provinces(""), None);
    assert_eq!(find_communes("", communes()), None);
}

#[test]
fn a_name_that_is_only_near_is_refused_with_the_one_that_may_be_meant() {
    for (of, name, path, suggestion, told) in [
        (
            Some("Cần Thơ"),
            Some("Phường Bình Tây"),
            "/commune",
            None,
            "27367 Phường Bình Tây (79 Thành phố Hồ Chí Minh)",
        ),
        (
            Some("Tây Ninh"),
            Some("Xã Long Thành"),
            "/commune",
            None,
            "29513 Xã Long Thành (86 Vĩnh Long); 26368 Phường Long Thành (75 Thành phố Đồng Nai)",
        ),
        (
            Some("Thuỷ Nguyên"),
            None,
            "/province",
            None,
            "Phường Thủy Nguyên (31 Thành phố Hải Phòng)",
        ),
        (
            Some("cà mau"),
            Some("đất mủi"),
            "/commune",
            Some("Xã Đất Mũi"),
            "32248 Xã Đất Mũi",
        ),
        (Some("Cá Mau"), None, "/province", Some("Cà Mau"), ""),
        (Some("Đắc Lắc"), None, "/province", Some("Đắk Lắk"), ""),
        (Some("Daclac"), None, "/province", Some("Đắk Lắk"), ""),
        (Some("Gia Lay"), None, "/province", Some("Gia Lai"), ""),
        (Some("Lâm Đống"), None, "/province", Some("Lâm Đồng"), ""),
        (Some("Atlantis"), None, "/province", None, ""),
        (None, Some("Xuân Hương - Đà Lat"), "", None, ""),
    ] {
        if path.is_empty() {
            // diacritics left out are no other name
            assert!(look_up(of, name).is_ok());
            continue;
        }
        let fault = refused(of, name);
        assert_eq!((fault.path, fault.kind.as_str()), (path, "unknown-place"));
        if let Some(suggestion) = suggestion {
            assert_eq!(
                fault.suggestion.as_deref(),
                Some(suggestion),
                "{of:?} {name:?}"
            );
        }
        let help = fault.help.unwrap_or_default().vi;
        assert!(help.contains(told), "{of:?} {name:?}: {help}");
    }
    // both are wrong: both are told
    let both = look_up(Some("Atlantis"), Some("Atlantis")).unwrap_err();
    assert_eq!(
        both.iter().map(|f| f.path).collect::<Vec<_>>(),
        ["/province", "/commune"]
    );
}

#[test]
fn no_place_is_found_by_a_name_that_is_not_its_own() {
    let names = [
        "Quảng Bính",
        "Hà Nôm",
        "Long Thạnh Mỹ Xuân",
        "Bình Tâyy",
        "Phường Đất Mũi",
        "Xã Xuân Hướng",
    ];
    for name in names {
        let found = [look_up(Some(name), None), look_up(None, Some(name))];
        assert!(found.iter().all(Result::is_err), "{name}: {found:?}");
    }
}

#[test]
fn abbreviations_that_people_use_are_told_as_such() {
    for (typed, today, before) in [
        ("TP HCM", "79", ""),
        ("TPHCM", "79", ""),
        ("TP.HCM", "79", ""),
        ("Tp. HCM", "79", ""),
        ("hcm", "79", ""),
        ("HN", "01", "35"),
        ("BR-VT", "", "77"),
        ("BRVT", "", "77"),
        ("BR – VT", "", "77"),
        ("TT-Huế", "", "46"),
        ("TT Hue", "", "46"),
        ("T.T. Huế", "", "46"),
        ("TTH", "", "46"),
    ] {
        let found = look_up(Some(typed), None).unwrap();
        assert_eq!(found.fit, Some(Fit::Abbreviation), "{typed}");
        let of_today: Vec<_> = found.provinces.iter().map(|p| p.code.as_ref()).collect();
        let of_before: Vec<_> = found
            .formerly
            .iter()
            .map(|f| f.province.code.as_ref())
            .collect();
        assert_eq!(
            (of_today.join(" "), of_before.join(" ")),
            (today.into(), before.into()),
            "{typed}"
        );
    }
    let huế = look_up(Some("Thừa Thiên - Huế"), None).unwrap();
    assert_eq!((huế.fit, huế.formerly[0].until), (None, date(2024, 12, 31)));
    assert_eq!(huế.formerly[0].now[0].name, "Thành phố Huế");
}

#[test]
fn every_place_is_found_by_its_own_name() {
    for province in provinces() {
        for name in [province.name(), province.full_name(), province.code()] {
            assert_eq!(
                find_provinces(name),
                Some((Fit::Name, vec![province])),
                "{name}"
            );
        }
        // one in eight: taking all names apart takes the longest of these tests
        for commune in province.communes().step_by(8) {
            for name in [commune.name(), commune.bare_name(), commune.code()] {
                let (fit, found) = find_communes(name, province.communes()).unwrap();
                assert!(fit == Fit::Name && found.contains(&commune), "{name}");
            }
        }
    }
}

#[test]
fn the_list_of_30_june_2025_has_63_provinces_691_districts_and_10035_communes() {
    assert_eq!(former_provinces().count(), 63);
    assert_eq!(former_districts().count(), 691);
    assert_eq!(former_communes().count(), 10_035);
    let mut divided = 0;
    let mut in_each: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for commune in former_communes() {
        let now: Vec<_> = commune.now().collect();
        assert!(!now.is_empty(), "{commune:?}");
        divided += usize::from(now.len() > 1);
        for place in now {
            let province = commune.district().province();
            assert_eq!(place.province(), province.now(), "{commune:?}");
            in_each
                .entry(place.province().code())
                .or_default()
                .insert(province.code());
        }
    }
    assert_eq!(divided, 471);
    // Resolution 202/2025/QH15: 11 provinces stand as they were, 52 were joined to 23
    assert_eq!(in_each.values().filter(|of| of.len() == 1).count(), 11);
    assert_eq!(
        in_each
            .values()
            .filter(|of| of.len() > 1)
            .map(BTreeSet::len)
            .sum::<usize>(),
        52
    );
}

#[test]
fn a_place_of_before_is_told_as_such_with_where_it_is_now() {
    let found = look_up(Some("Quảng Bình"), None).unwrap();
    assert!(found.provinces.is_empty());
    let former = &found.formerly[0];
    assert_eq!(former.until, date(2025, 6, 30));
    assert_eq!(
        (former.province.code.as_str(), former.now[0].name.as_ref()),
        ("44", "Quảng Trị")
    );
    assert!(former.now[0].communes.len() > 30);
    // a commune of before, by itself and within its province of then and of now
    for of in [None, Some("Bến Tre"), Some("Vĩnh Long")] {
        let found = look_up(of, Some("Xã Hòa Nghĩa")).unwrap();
        assert!(codes(&found).1.contains(&"28882"), "{of:?}");
    }
    // a district
    let found = look_up(None, Some("Huyện Chợ Lách")).unwrap();
    assert_eq!(found.formerly[0].district.as_ref().unwrap().code, "832");
    // codes too
    assert_eq!(
        look_up(Some("83"), None).unwrap().formerly[0].now[0].code,
        "86"
    );
    assert_eq!(codes(&look_up(None, Some("28882")).unwrap()).1, ["28882"]);
    // divided: the main one first
    let now: Vec<_> = former_commune("00007")
        .unwrap()
        .now()
        .map(|c| c.code())
        .collect();
    assert_eq!(now, ["00008", "00025"]);
}

#[test]
fn names_are_right_on_their_day_from_30_april_2026() {
    let changed: Vec<_> = communes()
        .filter(|c| c.earlier_names().next().is_some())
        .collect();
    assert_eq!(changed.len(), 10);
    for commune in changed {
        let (before, after) = (date(2026, 4, 29), date(2026, 4, 30));
        assert_eq!(commune.province().code(), "75");
        assert!(commune.name_on(before).starts_with("Xã "));
        assert!(commune.name_on(after).starts_with("Phường "));
        assert_eq!(commune.name_on(after), commune.name());
        // found by the name of today, and by that of before as such
        let today = look_up(Some("Đồng Nai"), Some(commune.name())).unwrap();
        assert_eq!(codes(&today).0, [commune.code()]);
        let before = look_up(Some("Đồng Nai"), Some(commune.name_on(before))).unwrap();
        assert!(codes(&before).0.is_empty() && codes(&before).1.contains(&commune.code()));
    }
}

#[test]
fn codes_are_those_of_the_decision_and_not_of_its_draft() {
    for (code, name) in [("00082", "Phường Cửa Nam"), ("06970", "Xã Ba Chẽ")] {
        assert_eq!(ocop_places::commune(code).map(|c| c.name()), Some(name));
    }
    assert_eq!(ocop_places::commune("00073"), None);
}

/// One province is one, however its name is written.
#[cfg(feature = "former-places")]
#[test]
fn a_province_is_one_whatever_signs_its_name_is_written_with() {
    for (written, name) in [
        ("BR-VT", Some("Bà Rịa - Vũng Tàu")),
        ("Bà Rịa–Vũng Tàu", Some("Bà Rịa - Vũng Tàu")),
        ("tỉnh Bà Rịa-Vũng Tàu", Some("Bà Rịa - Vũng Tàu")),
        ("TT-Huế", Some("Thành phố Huế")),
        ("Thừa Thiên - Huế", Some("Thành phố Huế")),
        ("Thừa Thiên Huế", Some("Thành phố Huế")),
        ("TP HCM", Some("Thành phố Hồ Chí Minh")),
        ("hà nam", Some("Hà Nam")),
        // another has its code today
        ("Kiên Giang", Some("Kiên Giang")),
        ("Yên Bái", Some("Yên Bái")),
        ("An Giang", Some("An Giang")),
        ("Vĩnh Long", Some("Vĩnh Long")),
        ("46", Some("Thành phố Huế")),
        // Hà Nội or Hà Nam
        ("HN", None),
        ("Hà Nộ", None),
        ("", None),
    ] {
        assert_eq!(ocop_places::one_province(written), name, "{written}");
    }
}

#[test]
fn names_of_a_day_are_those_that_places_bore_then() {
    let renamed = date(2026, 4, 30);
    let before = renamed.yesterday().unwrap();
    let first = |province, commune, day| {
        let mut found = look_up_on(province, commune, day).unwrap();
        assert_eq!(found.on, Some(day));
        let of = found.provinces.remove(0);
        let commune = of.communes.first().map(|c| c.name.to_string());
        (of.name.to_string(), commune.unwrap_or_default())
    };
    let then = ("Đồng Nai".to_owned(), "Xã Long Thành".to_owned());
    let now = (
        "Thành phố Đồng Nai".to_owned(),
        "Phường Long Thành".to_owned(),
    );
    let province = Some("Đồng Nai");
    // whatever name finds it, that of the day is given
    for name in ["Xã Long Thành", "Phường Long Thành", "26368", "long thanh"] {
        assert_eq!(first(province, Some(name), before), then, "{name}");
        assert_eq!(first(None, Some(name), before), then, "{name}");
    }
    for name in ["Phường Long Thành", "26368"] {
        assert_eq!(first(province, Some(name), renamed), now, "{name}");
    }
    // what is no longer its name on the day is what it was called before
    let found = look_up_on(province, Some("Xã Long Thành"), renamed).unwrap();
    assert!(found.provinces.is_empty());
    assert_eq!(found.formerly[0].until, before);
    // a province alone, with its communes
    let found = look_up_on(province, None, before).unwrap();
    assert_eq!(found.provinces[0].name, "Đồng Nai");
    let mut names = found.provinces[0].communes.iter().map(|c| c.name.as_ref());
    assert!(names.any(|name| name == "Xã Long Thành"));
    assert_eq!(
        found.provinces[0].communes.len(),
        look_up(province, None).unwrap().provinces[0].communes.len()
    );
    // one that is found by nothing but its name of the time
    let found = look_up_on(Some("Tỉnh Đồng Nai"), Some("Xã Trị An"), before).unwrap();
    assert_eq!(codes(&found).0, ["26170"]);
}

#[test]
fn of_province_and_commune_each_has_its_fit() {
    let fits = |province, commune| {
        let found = look_up(Some(province), Some(commune)).unwrap();
        (found.province_fit, found.fit)
    };
    let (short, part) = (Some(Fit::Abbreviation), Some(Fit::Part));
    assert_eq!(fits("TP HCM", "Phường Sài Gòn"), (short, None));
    assert_eq!(fits("TP HCM", "Gòn"), (short, part));
    assert_eq!(fits("Nội", "Phường Ba Đình"), (part, None));
    assert_eq!(fits("Hà Nội", "Đình"), (None, part));
}
