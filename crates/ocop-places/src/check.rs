//! Whether a product code fits its places, its dates and its law; and the code that would.

use jiff::civil::Date;
use ocop::criteria::files::{InstrumentFile, RegistrationKind};
use ocop::criteria::{Instrument, Occasion};
use ocop::{Code, Problem, Problems};

use crate::code::ProductCode;
use crate::place::{Commune, DECISION, Province};

/// The decision whose sheets say, at their head (Annex II), what a code is made of.
const FORM_SOURCE: &str = "26/2026/QĐ-TTg";

/// Checks a product code: its form, that its places exist and its commune is in its province, and
/// that its form and year fit the dates and the law. All problems are told, each with the nearest
/// right code where there is one. Of an older code with a district the places are not checked.
///
/// `law` is the decision that the dossier itself names; none where it follows from the dates. The
/// code of an upgrade or a re-rating may be that of an earlier assessment.
///
/// ```
/// use ocop::{Code, Occasion};
/// let on = Some("2026-09-15".parse()?);
/// let found = ocop_places::check("68-24781-1-2025", &Occasion { on, ..Occasion::default() }, None);
/// let problem = found.iter().next().unwrap();
/// assert_eq!(problem.code, Code::ProductCodeYear);
/// assert!(problem.help.as_ref().unwrap().en.contains("68-24781-1-2026"));
/// # Ok::<(), jiff::Error>(())
/// ```
///
/// # Errors
///
/// The problems are the result: [`Code::ProductCodeForm`], [`Code::ProductCodePlace`],
/// [`Code::ProductCodeProvince`], [`Code::ProductCodeYear`], [`Code::ProductCodeTime`]. Their path
/// is empty: the whole code is meant.
#[must_use]
pub fn check(code: &str, occasion: &Occasion, law: Option<&Instrument>) -> Problems {
    let asked = Asked {
        occasion,
        law,
        years: Years::of(occasion, law),
    };
    match code.parse::<ProductCode>() {
        Ok(code) => asked.problems(code),
        Err(error) => {
            let short: String = code.chars().take(60).collect();
            let problem = Problem::new(
                Code::ProductCodeForm,
                "",
                format!("\"{short}\" không phải mã sản phẩm dạng T-X-STT-YYYY (tỉnh, xã, số thứ tự, năm)."),
                format!("\"{short}\" is not a product code of the form T-X-STT-YYYY (province, commune, running number, year)."),
            )
            .with_source(FORM_SOURCE);
            let nearest = error.nearest.map(|n| asked.nearest(n).unwrap_or(n));
            with_nearest(problem, nearest).into()
        }
    }
}

fn with_nearest(problem: Problem, nearest: Option<ProductCode>) -> Problem {
    match nearest {
        Some(n) => problem.with_help(
            format!("Có phải ý là \"{n}\"?"),
            format!("Did you mean \"{n}\"?"),
        ),
        None => problem,
    }
}

/// What a code is held against.
struct Asked<'c> {
    occasion: &'c Occasion,
    law: Option<&'c Instrument>,
    years: [Option<Years<'c>>; 2],
}

impl Asked<'_> {
    fn problems(&self, code: ProductCode) -> Problems {
        let found = [place(code), self.time(code), self.year(code)];
        if found.iter().all(Option::is_none) {
            return Problems::new();
        }
        let nearest = self.nearest(code).filter(|n| *n != code);
        let mut problems = Problems::new();
        for problem in found.into_iter().flatten() {
            problems.push(with_nearest(problem, nearest));
        }
        problems
    }

    /// A form that belongs to another time than the code's own year, the dates or the law.
    fn time(&self, code: ProductCode) -> Option<Problem> {
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
                !may_be_earlier(self.occasion) && from.is_some_and(|day| day >= change)
            } else {
                until.is_some_and(|day| day < change)
            }
        };
        let Occasion {
            on, submitted_on, ..
        } = *self.occasion;
        if wrong_side(submitted_on.or(on), on) {
            against.extend(
                on.or(submitted_on)
                    .map(|day| (format!("ngày {day}"), format!("the date {day}"))),
            );
        }
        if let Some(law) = self.law.map(Instrument::file)
            && wrong_side(Some(law.in_force.from), law.in_force.until)
        {
            against.push((law.number.clone(), law.number.clone()));
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
        Some(
            Problem::new(
                Code::ProductCodeTime,
                "",
                format!("Mã dạng {form} chỉ dùng {side_vi} {change}; trái với {vi}."),
                format!("Codes {form} are of the time {side_en} {change}, which contradicts {en}."),
            )
            .with_source(DECISION.number),
        )
    }

    fn year(&self, code: ProductCode) -> Option<Problem> {
        let contradicting = self.years.iter().flatten().filter(|y| !y.hold(code.year()));
        let against: Vec<_> = contradicting.map(Years::words).collect();
        let (vi, en) = listed(&against)?;
        let year = code.year();
        Some(
            Problem::new(
                Code::ProductCodeYear,
                "",
                format!("Năm đánh giá {year} trong mã trái với {vi}."),
                format!("The year of assessment {year} in the code contradicts {en}."),
            )
            .with_source(FORM_SOURCE),
        )
    }

    /// The code that would be right: the commune with its own province, today's form where it must
    /// be, a year that fits. None where it cannot be told.
    fn nearest(&self, code: ProductCode) -> Option<ProductCode> {
        let years = self.years.iter().flatten().find(|y| !y.hold(code.year()));
        let dated = years.map_or(code, |years| code.of_year(years.clamp(code.year())));
        if dated.district_code().is_some() {
            if self.time(dated).is_none() {
                return Some(dated);
            }
            return dated.in_commune(crate::commune(&dated.commune_code())?);
        }
        if self.time(dated).is_some() {
            // no table has the district that it lacks
            return None;
        }
        match dated.commune() {
            Some(_) => Some(dated),
            None => dated.in_commune(meant(dated)?),
        }
    }
}

/// The years that a code may bear, by what says so.
struct Years<'c> {
    from: Option<i16>,
    until: Option<i16>,
    by: Says<'c>,
}

/// What limits the years of a code.
enum Says<'c> {
    Dates(&'c Occasion),
    Law(&'c InstrumentFile),
}

impl<'c> Years<'c> {
    /// Those that the dates allow, then those of the law that the dossier names.
    fn of(occasion: &'c Occasion, law: Option<&'c Instrument>) -> [Option<Self>; 2] {
        // an upgrade or re-rating may still bear the code of the assessment before
        let first_of_all = |year: i16| (!may_be_earlier(occasion)).then_some(year);
        let Occasion {
            on, submitted_on, ..
        } = *occasion;
        let dates = submitted_on.or(on).map(|first| Self {
            from: first_of_all(first.min(on.unwrap_or(first)).year()),
            // a dossier that is only lodged may be assessed in any later year
            until: on.map(Date::year),
            by: Says::Dates(occasion),
        });
        let law = law.map(Instrument::file).map(|law| Self {
            from: first_of_all(law.in_force.from.year()),
            until: law.in_force.until.map(Date::year),
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
            Says::Dates(occasion) => {
                let lodged = occasion.submitted_on.map(|day| {
                    (
                        format!("ngày nộp {day}"),
                        format!("the day of lodging {day}"),
                    )
                });
                let assessed = occasion.on.map(|day| {
                    (
                        format!("ngày đánh giá {day}"),
                        format!("the day of assessment {day}"),
                    )
                });
                let days: Vec<_> = lodged.into_iter().chain(assessed).collect();
                listed(&days).unwrap_or_default()
            }
            Says::Law(law) => {
                let until = law.in_force.until.map_or("…".to_owned(), |d| d.to_string());
                let text = format!("{} ({} – {until})", law.number, law.in_force.from);
                (text.clone(), text)
            }
        }
    }
}

const fn may_be_earlier(occasion: &Occasion) -> bool {
    matches!(
        occasion.kind,
        Some(RegistrationKind::Upgrade | RegistrationKind::ReRating)
    )
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

/// A place that is not there, or a commune outside the code's province. None of older codes.
fn place(code: ProductCode) -> Option<Problem> {
    if code.district_code().is_some() || code.commune().is_some() {
        return None;
    }
    let (province, commune) = (code.province(), code.commune_code());
    let elsewhere = crate::commune(&commune);
    let problem = match (province, elsewhere) {
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
            Problem::new(
                Code::ProductCodeProvince,
                "",
                format!("Mã xã {commune} ({name}) thuộc {right:?}, {vi}."),
                format!("Commune {commune} ({name}) is in {right:?}, {en}."),
            )
        }
        (Some(province), None) => Problem::new(
            Code::ProductCodePlace,
            "",
            format!("{province:?} không có xã mã {commune}, tỉnh khác cũng không."),
            format!("There is no commune {commune} in {province:?}, nor in any other province."),
        ),
        (None, None) => {
            let wrong = code.province_code();
            Problem::new(
                Code::ProductCodePlace,
                "",
                format!("Không có tỉnh mã {wrong} và không có xã mã {commune}."),
                format!("There is no province {wrong} and no commune {commune}."),
            )
        }
    };
    Some(problem.with_source(DECISION.number))
}

/// The commune that a code most likely means: the one of its number; else the only one of its
/// province that is one slip of the pen away.
fn meant(code: ProductCode) -> Option<Commune> {
    let number = code.commune_code();
    let one_slip = |c: &Commune| strsim::osa_distance(&number, c.code()) == 1;
    crate::commune(&number).or_else(|| {
        let mut near = code
            .province()
            .into_iter()
            .flat_map(Province::communes)
            .filter(one_slip);
        near.next().filter(|_| near.next().is_none())
    })
}
