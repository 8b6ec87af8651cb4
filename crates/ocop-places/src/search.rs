//! Places looked up by the names or codes of a province and a commune: those of today, and those of
//! before with where they are now.

use std::collections::BTreeSet;

use jiff::civil::Date;

use crate::fault::{Fault, FaultKind, Said};
use crate::find::{Fit, Named, Wanted, bearing, best, nearest, provinces_called};
use crate::name::Name;
use crate::place::{Commune, DECISION, EarlierName, Province};
use crate::report::{FormerFacts, PlacesReport};
use crate::{FormerCommune, FormerDistrict, FormerProvince};
use crate::{former_communes, former_districts, former_provinces};

/// The most places that a refusal names beside the one it takes to be meant.
const NAMED: usize = 3;

/// Looks up places by the name or code of a province, of a commune, or of both. Found are those of
/// today that bear the name, have it in part or are abbreviated by it ([`PlacesReport::fit`],
/// [`PlacesReport::province_fit`]); and, told
/// apart from them ([`PlacesReport::formerly`]), places of before that bore it. A province alone comes
/// with all its communes.
///
/// ```
/// let found = ocop_places::look_up(Some("Cà Mau"), Some("đất mũi"))?;
/// assert_eq!(found.provinces[0].communes[0].code, "32248");
/// # #[cfg(feature = "former-places")] {
/// let found = ocop_places::look_up(Some("Quảng Bình"), None)?;
/// assert!(found.provinces.is_empty());
/// assert_eq!(found.formerly[0].now[0].name, "Quảng Trị");
/// # }
/// # Ok::<(), Vec<ocop_places::Fault>>(())
/// ```
///
/// # Errors
///
/// [`FaultKind::UnknownPlace`], with the nearest names and with where the name belongs, where no
/// place bears it: one that is only near is never taken for it.
pub fn look_up(province: Option<&str>, commune: Option<&str>) -> Result<PlacesReport, Vec<Fault>> {
    let scope = match province {
        Some(typed) => Scope::of(typed),
        None => Ok(Scope::everywhere()),
    };
    let Some(typed) = commune else {
        return scope.map(Scope::report).map_err(|fault| vec![fault]);
    };
    match scope {
        Ok(scope) => scope.communes(typed).map_err(|fault| vec![fault]),
        // both names may be wrong: all is told at once
        Err(fault) => {
            let elsewhere = Scope::everywhere().communes(typed).err();
            Err(std::iter::once(fault).chain(elsewhere).collect())
        }
    }
}

/// The one province that somebody wrote down, by its name, by its code of today, or by letters that are
/// short for no other: its name of today where it is there still, else the name that it bore. None where
/// it may be several, or none.
///
/// ```
/// use ocop_places::one_province;
/// assert_eq!(one_province("TP.HCM"), Some("Thành phố Hồ Chí Minh"));
/// assert_eq!(one_province("x"), None);
/// # #[cfg(feature = "former-places")] {
/// assert_eq!(one_province("Bà Rịa–Vũng Tàu"), Some("Bà Rịa - Vũng Tàu"));
/// assert_eq!(one_province("HN"), None); // Hà Nội, or Hà Nam
/// # }
/// ```
#[must_use]
pub fn one_province(written: &str) -> Option<&'static str> {
    if Name::new(written).count() == 0 {
        return None;
    }
    if let Some(found) = crate::province(written) {
        return Some(found.name());
    }
    let today = fitting(provinces_called(written, crate::provinces()));
    let former = fitting(provinces_called(written, former_provinces()));
    let renamed = fitting(provinces_called(written, earlier_provinces()));
    // a full name is a province's wherever it is borne; letters may be short for one that is no more
    let mut names = BTreeSet::new();
    for (fit, province) in &today {
        if *fit == Fit::Name {
            return Some(province.name());
        }
        names.insert(province.name());
    }
    names.extend(renamed.iter().map(|(_, earlier)| earlier.place.name()));
    names.extend(former.iter().map(|(_, former)| former.name()));
    let only = names.pop_first();
    only.filter(|_| names.is_empty())
}

/// The places that bear a name, or that it is short for.
fn fitting<T>(found: Option<(Fit, Vec<T>)>) -> Vec<(Fit, T)> {
    let found = found.filter(|(fit, _)| matches!(fit, Fit::Name | Fit::Abbreviation));
    let found = found.into_iter();
    found
        .flat_map(|(fit, places)| places.into_iter().map(move |place| (fit, place)))
        .collect()
}

/// A name that a place of today bore before.
#[derive(Clone, Copy)]
struct Earlier<T> {
    place: T,
    name: EarlierName,
}

impl<T: Named> Named for Earlier<T> {
    fn code(self) -> &'static str {
        // the code is that of today's place, which is found by itself
        ""
    }

    fn full_name(self) -> &'static str {
        self.name.name
    }
}

fn earlier_provinces() -> impl Iterator<Item = Earlier<Province>> {
    crate::provinces().flat_map(|place| {
        place
            .earlier_names()
            .map(move |name| Earlier { place, name })
    })
}

fn earlier_communes(among: &[Commune]) -> impl Iterator<Item = Earlier<Commune>> {
    let each = among.iter();
    each.flat_map(|place| {
        let place = *place;
        place
            .earlier_names()
            .map(move |name| Earlier { place, name })
    })
}

/// The day before.
fn last_day(first_of_next: Date) -> Date {
    first_of_next.yesterday().unwrap_or(first_of_next)
}

/// Where communes are looked for.
struct Scope {
    /// Whether a province was asked for.
    asked: bool,
    fit: Fit,
    provinces: Vec<Province>,
    former: Vec<FormerProvince>,
    renamed: Vec<Earlier<Province>>,
}

impl Scope {
    fn everywhere() -> Self {
        Self {
            asked: false,
            fit: Fit::Name,
            provinces: crate::provinces().collect(),
            former: former_provinces().collect(),
            renamed: Vec::new(),
        }
    }

    /// The provinces of a name: those of today, and those of before that are no longer found by it.
    fn of(typed: &str) -> Result<Self, Fault> {
        if Name::new(typed).is_empty() {
            return Err(blank("/province", typed));
        }
        let today = crate::find_provinces(typed);
        let former = provinces_called(typed, former_provinces());
        let renamed = provinces_called(typed, earlier_provinces());
        let fits = [
            today.as_ref().map(|(fit, _)| *fit),
            former.as_ref().map(|(fit, _)| *fit),
            renamed.as_ref().map(|(fit, _)| *fit),
        ];
        // what bears the name goes before what has it in part, whenever it was
        let Some(fit) = fits.into_iter().flatten().min() else {
            return Err(unknown_province(typed));
        };
        let provinces = those(today, fit);
        let mut former = those(former, fit);
        former.retain(|f| fit != Fit::Part && !provinces.contains(&f.now()));
        let mut renamed = those(renamed, fit);
        renamed.retain(|r| fit != Fit::Part && !provinces.contains(&r.place));
        if provinces.is_empty() && former.is_empty() && renamed.is_empty() {
            return Err(unknown_province(typed));
        }
        Ok(Self {
            asked: true,
            fit,
            provinces,
            former,
            renamed,
        })
    }

    /// The provinces alone; of a single one all its communes.
    fn report(self) -> PlacesReport {
        let alone = match *self.provinces.as_slice() {
            [only] if self.former.is_empty() && self.renamed.is_empty() => {
                only.communes().collect()
            }
            _ => Vec::new(),
        };
        let former = self.former.iter().map(|f| {
            let mut now: Vec<Commune> = f.communes().flat_map(FormerCommune::now).collect();
            now.sort_by_key(|c| c.code());
            now.dedup();
            FormerFacts::province(*f, &now)
        });
        let renamed = self
            .renamed
            .iter()
            .map(|r| FormerFacts::renamed_province(r.place, r.name));
        PlacesReport::new(&self.provinces, &alone)
            .fitting(self.fit)
            .with_former(renamed.chain(former).collect())
    }

    /// The communes of a name in these provinces.
    fn communes(&self, typed: &str) -> Result<PlacesReport, Fault> {
        if Name::new(typed).is_empty() {
            return Err(blank("/commune", typed));
        }
        let wanted = Wanted::new(typed);
        let mut within = self.provinces.clone();
        within.extend(self.renamed.iter().map(|r| r.place));
        let all: Vec<Commune> = match self.asked {
            true => within.iter().flat_map(|p| p.communes()).collect(),
            false => crate::communes().collect(),
        };
        let former: Vec<FormerCommune> = former_communes()
            .filter(|c| {
                let province = c.district().province();
                within.contains(&province.now()) || self.former.contains(&province)
            })
            .collect();
        let today = best(&wanted, all.iter().copied());
        let (fit, found) = today.unwrap_or((Fit::Name, Vec::new()));
        let mut formerly = Vec::new();
        for earlier in bearing(&wanted, earlier_communes(&all)) {
            if !found.contains(&earlier.place) {
                let until = last_day(earlier.name.before);
                formerly.push(FormerFacts::renamed(
                    earlier.place,
                    earlier.name.name,
                    until,
                ));
            }
        }
        for commune in bearing(&wanted, former.iter().copied()) {
            if !commune
                .now()
                .next()
                .is_some_and(|main| found.contains(&main))
            {
                formerly.push(FormerFacts::commune(commune));
            }
        }
        // what bears the name goes before what has it in part
        let (found, in_part) = match fit {
            Fit::Part if !formerly.is_empty() => (Vec::new(), found),
            _ => (found, Vec::new()),
        };
        if found.is_empty() && formerly.is_empty() {
            let districts = former_districts().filter(|d| {
                let province = d.province();
                within.contains(&province.now()) || self.former.contains(&province)
            });
            let districts = bearing(&wanted, districts);
            formerly.extend(districts.into_iter().map(FormerFacts::district));
        }
        if found.is_empty() && formerly.is_empty() {
            return Err(self.unknown_commune(typed, &wanted, &all, &former));
        }
        let fit = if found.is_empty() { Fit::Name } else { fit };
        let has_any = |p: &Province| found.iter().any(|c| c.province() == *p);
        let provinces: Vec<_> = within.into_iter().filter(has_any).collect();
        Ok(PlacesReport::new(&provinces, &found)
            .fitting(fit)
            .in_provinces_fitting(self.fit)
            .with_former(formerly)
            .with_in_part(&in_part))
    }

    fn unknown_commune(
        &self,
        typed: &str,
        wanted: &Wanted,
        communes: &[Commune],
        former: &[FormerCommune],
    ) -> Fault {
        let mut fault = unknown(
            "/commune",
            Said::new("xã, phường, đặc khu", "commune, ward or special zone"),
            typed,
        );
        if self.asked {
            let names = self.provinces.iter().map(|p| p.name());
            let names = names.chain(self.former.iter().map(|p| p.name()));
            let names: Vec<_> = names
                .chain(self.renamed.iter().map(|r| r.place.name()))
                .collect();
            let within = names.join(", ");
            fault.message = Said::new(
                format!("{} ({within})", fault.message.vi.trim_end_matches('.')) + ".",
                format!("{} ({within})", fault.message.en.trim_end_matches('.')) + ".",
            );
        }
        let near = nearest(wanted, communes.iter().copied());
        let near_former = nearest(wanted, former.iter().copied());
        fault.suggestion = near
            .first()
            .map(|c| c.name().to_owned())
            .or_else(|| near_former.first().map(|c| c.name().to_owned()));
        let mut elsewhere = Vec::new();
        if self.asked {
            let all: Vec<Commune> = crate::communes().collect();
            elsewhere = bearing(wanted, all.iter().copied());
            // under the name that they bore before, too
            let earlier = bearing(wanted, earlier_communes(&all));
            elsewhere.extend(earlier.into_iter().map(|e| e.place));
        }
        let is_near = |c: &FormerCommune| c.now().next().is_some_and(|main| near.contains(&main));
        let near_former = near_former.into_iter().filter(|c| !is_near(c));
        let near_former: Vec<Said> = near_former.map(former_whereabouts).collect();
        let near: Vec<Said> = near.iter().copied().map(whereabouts).collect();
        fault.help = sentences([
            listed(BELONGS, elsewhere.into_iter().map(whereabouts).collect()),
            listed(NEAR, near.into_iter().chain(near_former).collect()),
        ]);
        fault
    }
}

fn those<T>(found: Option<(Fit, Vec<T>)>, fit: Fit) -> Vec<T> {
    match found {
        Some((of, places)) if of == fit => places,
        _ => Vec::new(),
    }
}

fn whereabouts(c: Commune) -> Said {
    let place = format!("{} {} ({:?})", c.code(), c.name(), c.province());
    Said::new(place.clone(), place)
}

fn former_whereabouts(c: FormerCommune) -> Said {
    let now: Vec<_> = c
        .now()
        .map(|c| format!("{} {}", c.code(), c.name()))
        .collect();
    let (place, now) = (
        format!("{} {}, {}", c.code(), c.name(), c.district().name()),
        now.join(", "),
    );
    Said::new(
        format!(
            "{place} (trước {}, nay thuộc {now})",
            day_vi(DECISION.in_force)
        ),
        format!(
            "{place} (before {}, now in {now})",
            day_en(DECISION.in_force)
        ),
    )
}

/// A day as people write it in Vietnamese.
pub(crate) fn day_vi(day: Date) -> String {
    ocop_vietnamese::day_vi(day.year(), day.month(), day.day())
}

/// A day as people write it in English.
pub(crate) fn day_en(day: Date) -> String {
    ocop_vietnamese::day_en(day.year(), day.month(), day.day())
}

/// What a list of places begins with, in both languages.
type Heading = (&'static str, &'static str);

const BELONGS: Heading = ("Tên này là của", "It is the name of");
const NEAR: Heading = ("Gần giống", "Near to it");

/// Sentences one after the other.
fn sentences(each: [Option<Said>; 2]) -> Option<Said> {
    each.into_iter().flatten().reduce(|one, other| {
        Said::new(
            format!("{} {}", one.vi, other.vi),
            format!("{} {}", one.en, other.en),
        )
    })
}

/// The first of some places as one sentence.
fn listed((vi, en): Heading, places: Vec<Said>) -> Option<Said> {
    let rest = places.len().saturating_sub(NAMED);
    let first: Vec<Said> = places.into_iter().take(NAMED).collect();
    if first.is_empty() {
        return None;
    }
    let join = |pick: fn(&Said) -> &str| first.iter().map(pick).collect::<Vec<_>>().join("; ");
    let (more_vi, more_en) = match rest {
        0 => (String::new(), String::new()),
        n => (format!("; và {n} nơi khác"), format!("; and {n} more")),
    };
    Some(Said::new(
        format!("{vi}: {}{more_vi}.", join(|s| &s.vi)),
        format!("{en}: {}{more_en}.", join(|s| &s.en)),
    ))
}

fn unknown_province(typed: &str) -> Fault {
    let mut fault = unknown("/province", Said::new("tỉnh, thành phố", "province"), typed);
    let wanted = Wanted::new(typed);
    let near = nearest(&wanted, crate::provinces());
    let mut near_former = nearest(&wanted, former_provinces());
    // part of a name of before: Thừa Thiên
    if let Some((Fit::Part, found)) = provinces_called(typed, former_provinces()) {
        near_former.extend(found);
    }
    fault.suggestion = near
        .first()
        .map(|p| p.name().to_owned())
        .or_else(|| near_former.first().map(|p| p.name().to_owned()));
    // the name of a commune or a district, given as a province's
    let mut belongs: Vec<Said> = bearing(&wanted, crate::communes())
        .into_iter()
        .map(whereabouts)
        .collect();
    belongs.extend(bearing(&wanted, former_districts()).into_iter().map(|d| {
        let place = format!("{} ({})", d.name(), d.province().name());
        let day = DECISION.in_force;
        Said::new(
            format!("{place}, huyện, quận trước {}", day_vi(day)),
            format!("{place}, a district before {}", day_en(day)),
        )
    }));
    fault.help = listed(BELONGS, belongs);
    fault
}

/// A name without a letter or figure, which every name of a place would have in part.
fn blank(path: &'static str, typed: &str) -> Fault {
    let level = match path {
        "/province" => Said::new("tỉnh, thành phố", "province"),
        _ => Said::new("xã, phường, đặc khu", "commune, ward or special zone"),
    };
    let mut fault = unknown(path, level, typed);
    fault.help = Some(Said::new("Ghi tên hoặc mã.", "Give its name or its code."));
    fault
}

fn unknown(path: &'static str, level: Said, typed: &str) -> Fault {
    let typed: String = typed.chars().filter(|c| !c.is_control()).take(60).collect();
    let message = Said::new(
        format!("Không có {} nào tên hoặc mã \"{typed}\".", level.vi),
        format!("There is no {} of the name or code \"{typed}\".", level.en),
    );
    Fault {
        path,
        ..Fault::new(FaultKind::UnknownPlace, message, DECISION.number).in_text(&typed)
    }
}

impl FormerDistrict {
    /// The communes that its land is in today, in order of their codes.
    pub(crate) fn now(self) -> Vec<Commune> {
        let mut now: Vec<Commune> = self.communes().flat_map(FormerCommune::now).collect();
        now.sort_by_key(|c| c.code());
        now.dedup();
        now
    }
}
