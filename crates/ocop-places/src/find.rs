//! Places by name or code, as people type them. What is only near is told apart from what was asked
//! for.

use serde::{Deserialize, Serialize};

use crate::name::{Likeness, Name};
use crate::place::{Commune, Province};
use crate::{FormerCommune, FormerDistrict, FormerProvince};

/// How places fit a name that was asked for.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, schemars::JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Fit {
    /// They bear the name or the code, with or without the word for what they are; diacritics may
    /// have been left out.
    Name,
    /// It is an abbreviation of their name: `TP HCM`, `BR-VT`.
    Abbreviation,
    /// It is part of their name.
    Part,
}

/// A place that has a name.
pub(crate) trait Named: Copy {
    fn code(self) -> &'static str;
    fn full_name(self) -> &'static str;
    /// The name without what the place is.
    fn bare_name(self) -> &'static str {
        without_kind(self.full_name())
    }
}

/// What names begin with, the longer first.
const KINDS: [&str; 9] = [
    "Tỉnh ",
    "Thành phố ",
    "Thị trấn ",
    "Thị xã ",
    "Phường ",
    "Đặc khu ",
    "Huyện ",
    "Quận ",
    "Xã ",
];

fn without_kind(name: &'static str) -> &'static str {
    let bare = KINDS.iter().find_map(|kind| name.strip_prefix(kind));
    bare.unwrap_or(name)
}

macro_rules! named {
    ($($type:ty: $full_name:ident;)*) => {$(
        impl Named for $type {
            fn code(self) -> &'static str {
                <$type>::code(self)
            }
            fn full_name(self) -> &'static str {
                <$type>::$full_name(self)
            }
        }
    )*};
}

named! {
    Province: full_name;
    Commune: name;
    FormerProvince: full_name;
    FormerDistrict: name;
    FormerCommune: name;
}

/// What a word in front may stand for.
const SHORT_KINDS: [(&str, &str); 9] = [
    ("t", "Tỉnh"),
    ("tp", "Thành phố"),
    ("tt", "Thị trấn"),
    ("tx", "Thị xã"),
    ("p", "Phường"),
    ("x", "Xã"),
    ("h", "Huyện"),
    ("q", "Quận"),
    ("dk", "Đặc khu"),
];

/// What was asked for.
pub(crate) struct Wanted {
    code: String,
    /// As it was typed; and with the word for what the place is written out.
    names: Vec<Name>,
    /// The letters of the shortest of these.
    letters: usize,
    /// Without the word for what the place is, where it was typed.
    bare: Option<Name>,
}

impl Wanted {
    pub fn new(typed: &str) -> Self {
        let name = Name::new(typed);
        let mut names = vec![name.clone()];
        for (short, kind) in SHORT_KINDS {
            names.extend(name.without(&[short]).map(|rest| rest.after(kind)));
        }
        let letters = names.iter().map(Name::count).min().unwrap_or(0);
        Self {
            code: typed.trim().to_owned(),
            bare: KINDS
                .iter()
                .find_map(|kind| name.after_words(&Name::new(kind))),
            names,
            letters,
        }
    }

    fn is_code_of(&self, place: impl Named) -> bool {
        self.code == place.code()
    }

    pub fn likeness(&self, place: impl Named) -> Option<Likeness> {
        if self.is_code_of(place) {
            return Some(Likeness::Same);
        }
        // what is shorter than what was typed need not be taken apart
        if place.full_name().chars().count() < self.letters {
            return None;
        }
        let (full, bare) = (Name::new(place.full_name()), Name::new(place.bare_name()));
        let each = self.names.iter().flat_map(|typed| {
            // part of what a place is, such as "phường", is no part of a name unless it begins it
            let part = |l: &Likeness| *l != Likeness::Part || typed.begins(&full);
            let of_full = typed.likeness(&full).filter(part);
            [of_full, typed.likeness(&bare)]
        });
        each.flatten().min()
    }

    /// Whether the name is another's that only its diacritics or some slips of the pen tell apart:
    /// how many.
    pub fn slips(&self, place: impl Named) -> Option<usize> {
        let typed = self.names.first()?.folded();
        let most = typed.chars().count().div_euclid(5).max(1);
        if place.full_name().chars().count().saturating_add(most) < typed.len() {
            return None;
        }
        let slips = |name: &str| {
            let folded = Name::new(name).folded();
            let spelt = strsim::osa_distance(&typed, &folded);
            // another spelling of the same sounds is one slip, however often it is made
            let heard = strsim::osa_distance(&sounds(&typed), &sounds(&folded));
            spelt.min(heard.saturating_add(1))
        };
        let slips = slips(place.bare_name()).min(slips(place.full_name()));
        // the same name with another word for what the place is: nothing is nearer
        let is_same = |bare: &Name| {
            bare.likeness(&Name::new(place.bare_name()))
                .is_some_and(|l| l != Likeness::Part)
        };
        if self.bare.as_ref().is_some_and(is_same) {
            return Some(0);
        }
        (!typed.is_empty() && slips <= most).then_some(slips)
    }
}

/// Folded letters by their sounds: names of other languages are written now with `k`, now with `c`, with
/// `y` or `i`, `Đắc Lắc` for *Đắk Lắk*.
fn sounds(folded: &str) -> String {
    let sound = |letter: char| match letter {
        'k' => 'c',
        'y' => 'i',
        other => other,
    };
    folded.chars().map(sound).collect()
}

/// Those of the places that fit best: that bear the name to the letter; else without its diacritics;
/// else have it in part.
pub(crate) fn best<T: Named>(
    wanted: &Wanted,
    places: impl IntoIterator<Item = T>,
) -> Option<(Fit, Vec<T>)> {
    let alike = |place: T| Some((wanted.likeness(place)?, place));
    let found: Vec<_> = places.into_iter().filter_map(alike).collect();
    let least = found.iter().map(|(like, _)| *like).min()?;
    let fit = match least {
        Likeness::Same | Likeness::Unmarked => Fit::Name,
        Likeness::Part => Fit::Part,
    };
    let found = found.into_iter().filter(|(like, _)| *like == least);
    Some((fit, found.map(|(_, place)| place).collect()))
}

/// Those of the places that bear the name.
pub(crate) fn bearing<T: Named>(wanted: &Wanted, places: impl IntoIterator<Item = T>) -> Vec<T> {
    match best(wanted, places) {
        Some((Fit::Name, found)) => found,
        _ => Vec::new(),
    }
}

/// Those of the places whose names differ from what was typed by slips of the pen, the nearest first,
/// then in the order of the dictionary.
pub(crate) fn nearest<T: Named>(wanted: &Wanted, places: impl IntoIterator<Item = T>) -> Vec<T> {
    let near = |place: T| Some((wanted.slips(place)?, place));
    let mut found: Vec<_> = places.into_iter().filter_map(near).collect();
    found.sort_by(|(a, one), (b, other)| {
        a.cmp(b)
            .then_with(|| ocop_vietnamese::compare(one.bare_name(), other.bare_name()))
            .then_with(|| one.code().cmp(other.code()))
    });
    found.into_iter().map(|(_, place)| place).collect()
}

/// What a province's name is without the words for what it is, in Vietnamese and English.
fn province_name(typed: &str) -> Vec<Name> {
    let name = Name::new(typed);
    let mut names = vec![name.clone()];
    for words in [&["tinh", "t"][..], &["tp"], &["thanh"]] {
        names.extend(name.without(words));
    }
    if let Some(rest) = name.without(&["thanh"]) {
        names.extend(rest.without(&["pho"]));
    }
    names.extend(name.without(&["t"]).and_then(|n| n.without(&["p"])));
    names.extend(name.without_letters("tp"));
    for english in ["city", "province"] {
        let more: Vec<_> = names
            .iter()
            .filter_map(|n| n.without_last(english))
            .collect();
        names.extend(more);
    }
    names
}

/// The provinces of a name, of those given: what a province is, *tỉnh* or *thành phố*, does not count.
pub(crate) fn provinces_called<T: Named>(
    typed: &str,
    provinces: impl IntoIterator<Item = T>,
) -> Option<(Fit, Vec<T>)> {
    let provinces: Vec<T> = provinces.into_iter().collect();
    if let Some(found) = provinces.iter().find(|p| p.code() == typed.trim()) {
        return Some((Fit::Name, vec![*found]));
    }
    let names = province_name(typed);
    let mut found: Vec<(Likeness, T)> = Vec::new();
    for place in &provinces {
        let bare = Name::new(place.bare_name());
        let like = names.iter().filter_map(|n| n.likeness(&bare)).min();
        found.extend(like.map(|l| (l, *place)));
    }
    let of = |wanted: &[Likeness]| -> Vec<T> {
        let least = found
            .iter()
            .map(|(l, _)| *l)
            .filter(|l| wanted.contains(l))
            .min();
        let found = found.iter().filter(|(l, _)| Some(*l) == least);
        found.map(|(_, place)| *place).collect()
    };
    let bear = of(&[Likeness::Same, Likeness::Unmarked]);
    if !bear.is_empty() {
        return Some((Fit::Name, bear));
    }
    let parts = of(&[Likeness::Part]);
    if !parts.is_empty() {
        return Some((Fit::Part, parts));
    }
    let short = |p: &T| {
        let bare = Name::new(p.bare_name());
        names.iter().any(|n| n.abbreviates(&bare))
    };
    let short: Vec<T> = provinces.into_iter().filter(short).collect();
    (!short.is_empty()).then_some((Fit::Abbreviation, short))
}

/// The provinces of a name or code: those that bear it; else those that have it in part; else those
/// that it abbreviates. With how they fit; none where there are none, however near some may be.
///
/// ```
/// use ocop_places::{Fit, find_provinces};
/// let found = |name| find_provinces(name).map(|(fit, found)| (fit, found[0].code()));
/// assert_eq!(found("lam dong"), Some((Fit::Name, "68")));
/// assert_eq!(found("Huế"), Some((Fit::Name, "46")));
/// assert_eq!(found("TP.HCM"), Some((Fit::Abbreviation, "79")));
/// assert_eq!(found("Nội"), Some((Fit::Part, "01")));
/// assert_eq!(found("Quảng Bình"), None); // it was one, and is near to others
/// ```
#[must_use]
pub fn find_provinces(name: &str) -> Option<(Fit, Vec<Province>)> {
    provinces_called(name, crate::provinces())
}

/// The communes of a name or code among these: those that bear it; else those that have it in part.
/// With how they fit; none where there are none, however near some may be.
///
/// ```
/// use ocop_places::{Fit, find_communes, province};
/// let (fit, found) = find_communes("xuan huong da lat", province("68").unwrap().communes()).unwrap();
/// assert_eq!((fit, found.len(), found[0].code()), (Fit::Name, 1, "24781"));
/// ```
#[must_use]
pub fn find_communes(
    name: &str,
    among: impl IntoIterator<Item = Commune>,
) -> Option<(Fit, Vec<Commune>)> {
    best(&Wanted::new(name), among)
}
