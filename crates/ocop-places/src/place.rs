//! Provinces and communes of today: cheap handles to the rows of the tables.

use std::fmt;

use jiff::civil::{Date, date};

use crate::lines::Table;

/// The decision that numbers the places.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Decision {
    /// Its number.
    pub number: &'static str,
    /// The day it was signed.
    pub signed: Date,
    /// The first day it is in force: from then on there are no districts, and product codes are
    /// `T-X-STT-YYYY`.
    pub in_force: Date,
}

/// Decision 19/2025/QĐ-TTg of 30 June 2025: names and codes of administrative units.
pub const DECISION: Decision = Decision {
    number: "19/2025/QĐ-TTg",
    signed: date(2025, 6, 30),
    in_force: date(2025, 7, 1),
};

const PROVINCES: Table = Table::new(include_str!("../data/provinces.txt"));
const COMMUNES: Table = Table::new(include_str!("../data/communes.txt"));
const EARLIER: [Table; 2] = [
    Table::new(include_str!("../data/names-before-2025.txt")),
    Table::new(include_str!("../data/earlier-names.txt")),
];

/// A name that a place bore.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct EarlierName {
    /// The name: `Xã Long Thành`.
    pub name: &'static str,
    /// The first day of the name that came after it.
    pub before: Date,
    /// The resolution that changed it.
    pub source: &'static str,
}

/// The names that a place bore before that of today, the oldest first.
fn earlier_names(code: &str) -> impl Iterator<Item = EarlierName> {
    let rows = EARLIER.into_iter().flat_map(Table::rows);
    rows.filter(move |(of, _)| *of == code)
        .filter_map(|(_, rest)| {
            let (before, rest) = rest.split_once(' ')?;
            let (source, name) = rest.split_once(' ')?;
            Some(EarlierName {
                name,
                before: before.parse().ok()?,
                source,
            })
        })
}

/// The name of a place on a day: that of today, or the one that it bore then.
fn name_on(code: &str, today: &'static str, day: Date) -> &'static str {
    let mut names = earlier_names(code);
    names.find(|n| day < n.before).map_or(today, |n| n.name)
}

/// A province's name without the word *tỉnh*.
pub(crate) fn without_tinh(name: &'static str) -> &'static str {
    name.strip_prefix("Tỉnh ").unwrap_or(name)
}

/// A province, or a city of the same rank: a cheap handle to a row of the table.
#[derive(Clone, Copy)]
pub struct Province {
    code: &'static str,
    full_name: &'static str,
}

impl Province {
    fn new((code, full_name): (&'static str, &'static str)) -> Self {
        Self { code, full_name }
    }

    /// Its code: two digits.
    #[must_use]
    pub const fn code(self) -> &'static str {
        self.code
    }

    /// Its name of today, without the word *tỉnh*: `Lâm Đồng`, `Thành phố Huế`.
    #[must_use]
    pub fn name(self) -> &'static str {
        without_tinh(self.full_name)
    }

    /// Its name of today, with what it is: `Tỉnh Lâm Đồng`.
    #[must_use]
    pub const fn full_name(self) -> &'static str {
        self.full_name
    }

    /// Its name on a day, without the word *tỉnh*.
    ///
    /// ```
    /// use jiff::civil::date;
    /// let province = ocop_places::province("75").unwrap();
    /// assert_eq!(province.name_on(date(2026, 4, 29)), "Đồng Nai");
    /// assert_eq!(province.name_on(date(2026, 4, 30)), "Thành phố Đồng Nai");
    /// ```
    #[must_use]
    pub fn name_on(self, day: Date) -> &'static str {
        without_tinh(name_on(self.code, self.full_name, day))
    }

    /// The names that it bore before, the oldest first.
    pub fn earlier_names(self) -> impl Iterator<Item = EarlierName> {
        earlier_names(self.code)
    }

    /// Its communes, wards and special zones, in order of their codes.
    pub fn communes(self) -> impl Iterator<Item = Commune> {
        COMMUNES.rows().filter_map(move |(code, rest)| {
            let (province, name) = rest.split_once(' ')?;
            (province == self.code).then_some(Commune {
                province: self,
                code,
                name,
            })
        })
    }

    /// The commune of this code, where it is in this province.
    #[must_use]
    pub fn commune(self, code: &str) -> Option<Commune> {
        commune(code).filter(|c| c.province == self)
    }
}

impl PartialEq for Province {
    fn eq(&self, other: &Self) -> bool {
        self.code == other.code
    }
}

impl Eq for Province {}

impl fmt::Debug for Province {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.code, self.name())
    }
}

/// A commune, ward or special zone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Commune {
    province: Province,
    code: &'static str,
    name: &'static str,
}

/// What a commune is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum CommuneKind {
    /// *Xã*.
    Commune,
    /// *Phường*.
    Ward,
    /// *Đặc khu*.
    SpecialZone,
}

/// The words that names begin with.
const KINDS: [(&str, CommuneKind); 3] = [
    ("Xã ", CommuneKind::Commune),
    ("Phường ", CommuneKind::Ward),
    ("Đặc khu ", CommuneKind::SpecialZone),
];

impl Commune {
    /// The province it is in.
    #[must_use]
    pub const fn province(self) -> Province {
        self.province
    }

    /// Its code: five digits.
    #[must_use]
    pub const fn code(self) -> &'static str {
        self.code
    }

    /// Its name of today with what it is: `Xã Đất Mũi`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        self.name
    }

    /// Its name on a day, with what it was then.
    ///
    /// ```
    /// use jiff::civil::date;
    /// let commune = ocop_places::commune("26368").unwrap();
    /// assert_eq!(commune.name_on(date(2026, 4, 29)), "Xã Long Thành");
    /// assert_eq!(commune.name_on(date(2026, 4, 30)), "Phường Long Thành");
    /// ```
    #[must_use]
    pub fn name_on(self, day: Date) -> &'static str {
        name_on(self.code, self.name, day)
    }

    /// The names that it bore before, the oldest first.
    pub fn earlier_names(self) -> impl Iterator<Item = EarlierName> {
        earlier_names(self.code)
    }

    /// What it is.
    #[must_use]
    pub fn kind(self) -> CommuneKind {
        self.split().0
    }

    /// Its name alone: `Đất Mũi`.
    #[must_use]
    pub fn bare_name(self) -> &'static str {
        self.split().1
    }

    fn split(self) -> (CommuneKind, &'static str) {
        KINDS
            .iter()
            .find_map(|(word, kind)| Some((*kind, self.name.strip_prefix(word)?)))
            .unwrap_or((CommuneKind::Commune, self.name))
    }
}

/// All provinces, in order of their codes.
///
/// ```
/// assert_eq!(ocop_places::provinces().count(), 34);
/// assert_eq!(ocop_places::communes().count(), 3_321);
/// ```
pub fn provinces() -> impl Iterator<Item = Province> {
    PROVINCES.rows().map(Province::new)
}

/// The province of a code.
///
/// ```
/// assert_eq!(ocop_places::province("68").unwrap().name(), "Lâm Đồng");
/// assert!(ocop_places::province("83").is_none()); // Bến Tre, until 30 June 2025
/// ```
#[must_use]
pub fn province(code: &str) -> Option<Province> {
    PROVINCES.row(code).map(Province::new)
}

/// All communes, wards and special zones, in order of their codes.
pub fn communes() -> impl Iterator<Item = Commune> {
    COMMUNES.rows().filter_map(of_row)
}

/// The commune of a code, wherever it is.
///
/// ```
/// let commune = ocop_places::commune("32248").unwrap();
/// assert_eq!((commune.name(), commune.province().code()), ("Xã Đất Mũi", "96"));
/// ```
#[must_use]
pub fn commune(code: &str) -> Option<Commune> {
    of_row(COMMUNES.row(code)?)
}

fn of_row((code, rest): (&'static str, &'static str)) -> Option<Commune> {
    let (of, name) = rest.split_once(' ')?;
    Some(Commune {
        province: province(of)?,
        code,
        name,
    })
}
