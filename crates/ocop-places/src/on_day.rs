//! Places under the names that they bore on a day.

use jiff::civil::Date;

use crate::fault::Fault;
use crate::report::{PlacesReport, ProvinceFacts};
use crate::search::look_up;
use crate::{commune, province};

/// Looks up places like [`look_up`], and gives them under the names of a day: what they are called
/// since, or were called on that day, both find them. The day is one on which [`crate::DECISION`] is in
/// force: before, provinces and communes were others.
///
/// ```
/// use jiff::civil::date;
/// use ocop_places::look_up_on;
/// let found = look_up_on(Some("Đồng Nai"), Some("Xã Long Thành"), date(2026, 4, 1))?;
/// assert_eq!(found.provinces[0].name, "Đồng Nai");
/// assert_eq!(found.provinces[0].communes[0].name, "Xã Long Thành");
/// assert!(found.formerly.is_empty());
/// let found = look_up_on(Some("Đồng Nai"), Some("Xã Long Thành"), date(2026, 5, 1))?;
/// assert_eq!(found.formerly[0].until, date(2026, 4, 29));
/// # Ok::<(), Vec<ocop_places::Fault>>(())
/// ```
///
/// # Errors
///
/// As [`look_up`].
pub fn look_up_on(
    province: Option<&str>,
    commune: Option<&str>,
    day: Date,
) -> Result<PlacesReport, Vec<Fault>> {
    look_up(province, commune).map(|found| on_day(found, commune.is_none(), day))
}

/// The same places with what they were called on a day; what they were still called then is not what
/// they were called before.
fn on_day(mut found: PlacesReport, no_commune: bool, day: Date) -> PlacesReport {
    let (then, before): (Vec<_>, Vec<_>) = std::mem::take(&mut found.formerly)
        .into_iter()
        .partition(|former| former.until >= day);
    found.formerly = before;
    for former in then {
        for mut of in former.now {
            match found.provinces.iter_mut().find(|p| p.code == of.code) {
                Some(same) => same.communes.append(&mut of.communes),
                None => found.provinces.push(of),
            }
        }
    }
    let several = found.provinces.len() > 1;
    for of in &mut found.provinces {
        // a province alone comes with its communes, several come without
        if no_commune && several {
            of.communes.clear();
        }
        of.communes.sort_by(|a, b| a.code.cmp(&b.code));
    }
    found.provinces.sort_by(|a, b| a.code.cmp(&b.code));
    for of in found.provinces.iter_mut().chain(&mut found.in_part) {
        rename(of, day);
    }
    found.on = Some(day);
    found
}

fn rename(of: &mut ProvinceFacts, day: Date) {
    if let Some(province) = province(&of.code) {
        of.name = province.name_on(day).into();
    }
    for facts in &mut of.communes {
        if let Some(commune) = commune(&facts.code) {
            facts.name = commune.name_on(day).into();
        }
    }
}
