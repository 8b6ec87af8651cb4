//! Whether a product code fits its places, its dates and its law; and the code that would.

use jiff::civil::Date;

use crate::code::ProductCode;
use crate::fault::{Fault, FaultKind, Said};
use crate::find::Named as _;
use crate::place::{Commune, DECISION, Province};
use crate::search::{day_en, day_vi};
use crate::{FORMER_PLACES, FormerCommune};

/// The decision whose sheets say, at their head (Annex II), what a code is made of.
const FORM_SOURCE: &str = "26/2026/QĐ-TTg";

/// The dates on which a code is used: what its form and its year must fit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Use<'a> {
    /// The day of assessment.
    pub on: Option<Date>,
    /// The day on which the dossier was lodged.
    pub submitted_on: Option<Date>,
    /// Whether the code may be that of an earlier assessment, as it may for an upgrade or a
    /// re-rating.
    pub may_be_earlier: bool,
    /// The decision that the dossier itself names; none where it follows from the dates.
    pub law: Option<InForce<'a>>,
}

/// A decision and the time it is in force.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct InForce<'a> {
    /// Its number.
    pub number: &'a str,
    /// The first day.
    pub from: Date,
    /// The last day, where there is one.
    pub until: Option<Date>,
}

/// Checks a product code: its form, that its places exist and its commune is in its province, and
/// that its form and year fit the dates and the law. All that is wrong is told, each with the nearest
/// right code where there is one. Codes of the time before 1 July 2025 are checked against the places
/// of that time; without the feature `former-places` for their form alone.
///
/// ```
/// use ocop_places::{FaultKind, Use, check};
/// let on = Some("2026-09-15".parse()?);
/// let found = check("68-24781-1-2025", &Use { on, ..Use::default() });
/// assert_eq!(found[0].kind, FaultKind::Year);
/// assert_eq!(found[0].suggestion.as_deref(), Some("68-24781-1-2026"));
/// # Ok::<(), ocop_places::jiff::Error>(())
/// ```
#[must_use]
pub fn check(code: &str, of: &Use<'_>) -> Vec<Fault> {
    let asked = Asked {
        of,
        years: Years::of(of),
    };
    let short = || code.chars().take(60).collect::<String>();
    match code.parse::<ProductCode>() {
        Ok(code) => {
            let faults = asked.faults(code).into_iter();
            faults.map(|fault| fault.in_text(&short())).collect()
        }
        Err(error) => {
            let short = short();
            let message = Said::new(
                format!(
                    "\"{short}\" không phải mã sản phẩm dạng T-X-STT-YYYY (tỉnh, xã, số thứ tự, năm)."
                ),
                format!(
                    "\"{short}\" is not a product code of the form T-X-STT-YYYY (province, commune, running number, year)."
                ),
            );
            let nearest = error.nearest.map(|n| asked.nearest(n).unwrap_or(n));
            let fault = Fault::new(FaultKind::Form, message, FORM_SOURCE);
            vec![fault.in_text(&short).meaning(nearest)]
        }
    }
}

/// What a code is held against.
struct Asked<'c> {
    of: &'c Use<'c>,
    years: [Option<Years<'c>>; 2],
}

impl Asked<'_> {
    fn faults(&self, code: ProductCode) -> Vec<Fault> {
        let found = [place(code), self.time(code), self.year(code)];
        if found.iter().all(Option::is_none) {
            return Vec::new();
        }
        let right = |n: &ProductCode| {
            let wrong = [place(*n), self.time(*n), self.year(*n)];
            wrong.iter().all(Option::is_none)
        };
        let nearest = self.nearest(code).filter(right);
        let found = found.into_iter().flatten();
        found.map(|fault| fault.meaning(nearest)).collect()
    }

    /// A form that belongs to another time than the code's own year, the dates or the law.
    fn time(&self, code: ProductCode) -> Option<Fault> {
        let change = DECISION.in_force;
        let older = code.district_code().is_some();
        let mut against = Vec::new();
        if older && code.year() > change.year() || !older && code.year() < change.year() {
            against.push((
                format!("năm {} của chính mã", code.year()),
                format!("the code's own year {}", code.year()),
            ));
        }
        // what lies wholly on the other side of the change
        let wrong_side = |from: Option<Date>, until: Option<Date>| {
            if older {
                !self.of.may_be_earlier && from.is_some_and(|day| day >= change)
            } else {
                until.is_some_and(|day| day < change)
            }
        };
        let Use {
            on, submitted_on, ..
        } = *self.of;
        if wrong_side(submitted_on.or(on), on) {
            against.extend(on.or(submitted_on).map(|day| {
                (
                    format!("ngày {day}", day = day_vi(day)),
                    format!("the date {day}", day = day_en(day)),
                )
            }));
        }
        if let Some(law) = self.of.law
            && wrong_side(Some(law.from), law.until)
        {
            against.push((law.number.to_owned(), law.number.to_owned()));
        }
        let (vi, en) = listed(&against)?;
        let form = if older {
            "T-H-X-STT-YYYY"
        } else {
            "T-X-STT-YYYY"
        };
        let (side_vi, side_en) = if older {
            ("trước", "before")
        } else {
            ("từ", "from")
        };
        Some(Fault::new(
            FaultKind::Time,
            Said::new(
                format!(
                    "Mã dạng {form} chỉ dùng {side_vi} {}; trái với {vi}.",
                    day_vi(change)
                ),
                format!(
                    "Codes {form} are of the time {side_en} {}, which contradicts {en}.",
                    day_en(change)
                ),
            ),
            DECISION.number,
        ))
    }

    fn year(&self, code: ProductCode) -> Option<Fault> {
        let contradicting = self.years.iter().flatten().filter(|y| !y.hold(code.year()));
        let against: Vec<_> = contradicting.map(Years::words).collect();
        let (vi, en) = listed(&against)?;
        let year = code.year();
        Some(Fault::new(
            FaultKind::Year,
            Said::new(
                format!("Năm đánh giá {year} trong mã trái với {vi}."),
                format!("The year of assessment {year} in the code contradicts {en}."),
            ),
            FORM_SOURCE,
        ))
    }

    /// The code that would be right: the commune with its own province, today's form where it must
    /// be, a year that fits. None where it cannot be told.
    fn nearest(&self, code: ProductCode) -> Option<ProductCode> {
        let years = self.years.iter().flatten().find(|y| !y.hold(code.year()));
        let dated = years.map_or(code, |years| code.of_year(years.clamp(code.year())));
        if self.time(dated).is_some() {
            return other_form(dated);
        }
        if dated.district_code().is_some() {
            if !FORMER_PLACES || dated.former_commune().is_some() {
                return Some(dated);
            }
            return dated.in_former_commune(meant_before(dated)?);
        }
        match dated.commune() {
            Some(_) => Some(dated),
            None => dated.in_commune(meant(dated)?),
        }
    }
}

/// The code of the same commune in the form of the other time, where that is certain.
fn other_form(code: ProductCode) -> Option<ProductCode> {
    let number = code.commune_code();
    if code.district_code().is_none() {
        let today = crate::commune(&number);
        // a number may have gone on to a commune of another name: the one that bore its name is meant
        let namesake = today.and_then(|today| {
            let is = |c: &FormerCommune| {
                c.now().any(|n| n == today) && c.bare_name() == today.bare_name()
            };
            crate::former_communes().find(is)
        });
        return code.in_former_commune(namesake.or_else(|| crate::former_commune(&number))?);
    }
    let Some(former) = crate::former_commune(&number) else {
        return code.in_commune(crate::commune(&number)?);
    };
    // of a commune that was divided nobody can tell which part
    let mut now = former.now();
    now.next()
        .filter(|_| now.next().is_none())
        .and_then(|commune| code.in_commune(commune))
}

/// The years that a code may bear, by what says so.
struct Years<'c> {
    from: Option<i16>,
    until: Option<i16>,
    by: Says<'c>,
}

/// What limits the years of a code.
enum Says<'c> {
    Dates(&'c Use<'c>),
    Law(InForce<'c>),
}

impl<'c> Years<'c> {
    /// Those that the dates allow, then those of the law that the dossier names.
    fn of(of: &'c Use<'c>) -> [Option<Self>; 2] {
        // an upgrade or re-rating may still bear the code of the assessment before
        let first_of_all = |year: i16| (!of.may_be_earlier).then_some(year);
        let Use {
            on, submitted_on, ..
        } = *of;
        let dates = submitted_on.or(on).map(|first| Self {
            from: first_of_all(first.min(on.unwrap_or(first)).year()),
            // a dossier that is only lodged may be assessed in any later year
            until: on.map(Date::year),
            by: Says::Dates(of),
        });
        let law = of.law.map(|law| Self {
            from: first_of_all(law.from.year()),
            until: law.until.map(Date::year),
            by: Says::Law(law),
        });
        [dates, law]
    }

    fn hold(&self, year: i16) -> bool {
        self.from.is_none_or(|from| from <= year) && self.until.is_none_or(|until| year <= until)
    }

    fn clamp(&self, year: i16) -> i16 {
        let year = self.from.map_or(year, |from| year.max(from));
        self.until.map_or(year, |until| year.min(until))
    }

    /// What says so, in both languages.
    fn words(&self) -> (String, String) {
        match self.by {
            Says::Dates(of) => {
                let lodged = of.submitted_on.map(|day| {
                    (
                        format!("ngày nộp {day}", day = day_vi(day)),
                        format!("the day of lodging {day}", day = day_en(day)),
                    )
                });
                let assessed = of.on.map(|day| {
                    (
                        format!("ngày đánh giá {day}", day = day_vi(day)),
                        format!("the day of assessment {day}", day = day_en(day)),
                    )
                });
                let days: Vec<_> = lodged.into_iter().chain(assessed).collect();
                listed(&days).unwrap_or_default()
            }
            Says::Law(law) => {
                let said = |day: fn(Date) -> String| {
                    let until = law.until.map_or_else(|| "…".to_owned(), day);
                    format!("{} ({} – {until})", law.number, day(law.from))
                };
                (said(day_vi), said(day_en))
            }
        }
    }
}

/// `a, b và c` in both languages; none where the list is empty.
fn listed(items: &[(String, String)]) -> Option<(String, String)> {
    let (last, front) = items.split_last()?;
    if front.is_empty() {
        return Some(last.clone());
    }
    let join =
        |pick: fn(&(String, String)) -> &str| front.iter().map(pick).collect::<Vec<_>>().join(", ");
    Some((
        format!("{} và {}", join(|i| &i.0), last.0),
        format!("{} and {}", join(|i| &i.1), last.1),
    ))
}

/// A place that is not there, or a commune outside the code's province (or district, in codes of the
/// time before).
fn place(code: ProductCode) -> Option<Fault> {
    if code.district_code().is_some() {
        return (FORMER_PLACES && code.former_commune().is_none())
            .then(|| former_place(code))
            .flatten();
    }
    if code.commune().is_some() {
        return None;
    }
    let (province, commune) = (code.province(), code.commune_code());
    let elsewhere = crate::commune(&commune);
    if elsewhere.is_none()
        && let Some(former) = crate::former_commune(&commune)
    {
        return Some(no_longer_used(former));
    }
    let (kind, message) = match (province, elsewhere) {
        (_, Some(elsewhere)) => {
            let (name, right) = (elsewhere.name(), elsewhere.province());
            let (vi, en) = match province {
                Some(p) => (format!("không thuộc {p:?}"), format!("not in {p:?}")),
                None => {
                    let wrong = code.province_code();
                    (
                        format!("mã tỉnh {wrong} không có"),
                        format!("and there is no province {wrong}"),
                    )
                }
            };
            (
                FaultKind::Province,
                Said::new(
                    format!("Mã xã {commune} ({name}) thuộc {right:?}, {vi}."),
                    format!("Commune {commune} ({name}) is in {right:?}, {en}."),
                ),
            )
        }
        (Some(province), None) => (
            FaultKind::Place,
            Said::new(
                format!("{province:?} không có xã mã {commune}, tỉnh khác cũng không."),
                format!(
                    "There is no commune {commune} in {province:?}, nor in any other province."
                ),
            ),
        ),
        (None, None) => {
            let wrong = code.province_code();
            (
                FaultKind::Place,
                Said::new(
                    format!("Không có tỉnh mã {wrong} và không có xã mã {commune}."),
                    format!("There is no province {wrong} and no commune {commune}."),
                ),
            )
        }
    };
    Some(Fault::new(kind, message, DECISION.number))
}

/// The number of a commune of before, in a code of today's form.
fn no_longer_used(former: FormerCommune) -> Fault {
    let district = former.district();
    let was = format!(
        "{} {}, {}, {}",
        former.code(),
        former.name(),
        district.name(),
        district.province().full_name()
    );
    let now: Vec<String> = former
        .now()
        .map(|c| format!("{} {}", c.code(), c.name()))
        .collect();
    let (several_vi, several_en) = match now.len() {
        0 | 1 => ("", ""),
        _ => ("một trong: ", "one of: "),
    };
    let now = now.join(", ");
    let message = Said::new(
        format!("Mã xã này đến 30/6/2025 là của {was}; nay là {several_vi}{now}."),
        format!("Until 30 June 2025 this was the number of {was}; it is now {several_en}{now}."),
    );
    Fault::new(FaultKind::Place, message, DECISION.number)
}

/// What is wrong with the places of a code of the time before.
fn former_place(code: ProductCode) -> Option<Fault> {
    let (province, district) = (code.province_code(), code.district_code()?);
    let commune = code.commune_code();
    if let Some(found) = crate::former_commune(&commune) {
        let (name, of) = (found.name(), found.district());
        let of_province = of.province();
        if crate::former_district(&district).is_none() {
            // Huế was a city below its province until the end of 2024, for one
            let message = Said::new(
                format!(
                    "Danh mục ngày 30/6/2025 không có huyện mã {district}; khi đó xã {commune} ({name}) thuộc {} {}. Huyện đã đổi trước ngày đó không còn trong danh mục.",
                    of.code(),
                    of.name()
                ),
                format!(
                    "The list of 30 June 2025 has no district {district}; commune {commune} ({name}) was in {} {} then. Districts that had changed before that day are no longer in it.",
                    of.code(),
                    of.name()
                ),
            );
            return Some(Fault::new(FaultKind::Place, message, DECISION.number));
        }
        let right = format!(
            "{} {}, {} {}",
            of.code(),
            of.name(),
            of_province.code(),
            of_province.full_name()
        );
        let message = Said::new(
            format!(
                "Mã xã {commune} ({name}) thuộc {right}, không thuộc huyện {district} của tỉnh {province} (đến 30/6/2025)."
            ),
            format!(
                "Commune {commune} ({name}) was in {right}, not in district {district} of province {province} (until 30 June 2025)."
            ),
        );
        return Some(Fault::new(FaultKind::Province, message, DECISION.number));
    }
    let mut missing = Vec::new();
    if crate::former_province(&province).is_none() {
        missing.push((
            format!("tỉnh mã {province}"),
            format!("province {province}"),
        ));
    }
    if crate::former_district(&district).is_none() {
        missing.push((
            format!("huyện mã {district}"),
            format!("district {district}"),
        ));
    }
    missing.push((format!("xã mã {commune}"), format!("commune {commune}")));
    let (vi, en) = listed(&missing)?;
    let message = Said::new(
        format!(
            "Danh mục ngày 30/6/2025 không có {vi}; nơi đã nhập vào nơi khác trước ngày đó không còn trong danh mục."
        ),
        format!(
            "The list of 30 June 2025 has no {en}; places that were joined to others before that day are no longer in it."
        ),
    );
    Some(Fault::new(FaultKind::Place, message, DECISION.number))
}

/// The commune that a code most likely means: the one of its number; the only one that the commune
/// of before with its number is in today; else the only one of its province that is one slip of the
/// pen away.
fn meant(code: ProductCode) -> Option<Commune> {
    let number = code.commune_code();
    if let Some(today) = crate::commune(&number) {
        return Some(today);
    }
    // of a commune that was divided nobody can tell which part: its number is no slip for one of them
    if let Some(former) = crate::former_commune(&number) {
        return only(former.now());
    }
    let one_slip = |c: &Commune| strsim::osa_distance(&number, c.code()) == 1;
    let within = code.province().into_iter().flat_map(Province::communes);
    only(within.filter(one_slip))
}

/// The commune that a code of the time before most likely means: the one of its number; else the only
/// one of its district that is one slip of the pen away.
fn meant_before(code: ProductCode) -> Option<FormerCommune> {
    let number = code.commune_code();
    // of a district that is not in the list nobody can tell which is meant
    let district = crate::former_district(&code.district_code()?)?;
    crate::former_commune(&number).or_else(|| {
        let right_province = district.province().code() == code.province_code();
        let one_slip = |c: &FormerCommune| strsim::osa_distance(&number, c.code()) == 1;
        only(
            district
                .communes()
                .filter(|_| right_province)
                .filter(one_slip),
        )
    })
}

/// The only one, where there is exactly one.
fn only<T>(mut some: impl Iterator<Item = T>) -> Option<T> {
    some.next().filter(|_| some.next().is_none())
}
