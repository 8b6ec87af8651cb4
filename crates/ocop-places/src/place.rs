//! Handles to the rows of the table: provinces, and their communes.

use std::cmp::Ordering;
use std::fmt;

use jiff::civil::{Date, date};

use crate::table::PROVINCES;

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

/// A row of the table: a province with its communes, one a line: `00004 Phường Ba Đình`.
#[derive(Debug)]
pub(crate) struct Row {
    pub code: &'static str,
    pub name: &'static str,
    pub communes: &'static str,
}

/// A province, or a city of the same rank: a cheap handle to a row of the table.
#[derive(Clone, Copy)]
pub struct Province(&'static Row);

impl Province {
    /// Its code: two digits.
    #[must_use]
    pub const fn code(self) -> &'static str {
        self.0.code
    }

    /// Its name, without the word *tỉnh*: `Lâm Đồng`, `Thành phố Huế`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        self.0.name
    }

    /// Its communes, wards and special zones, in order of their codes.
    pub fn communes(self) -> impl Iterator<Item = Commune> {
        self.0.communes.lines().filter_map(move |line| {
            let (code, name) = line.split_once(' ')?;
            Some(Commune {
                province: self,
                code,
                name,
            })
        })
    }

    /// The commune of this code, where it is in this province.
    #[must_use]
    pub fn commune(self, code: &str) -> Option<Commune> {
        // lines stand in order of their codes: look at the middle one, then go on in one half
        let mut lines = self.0.communes;
        loop {
            let middle = lines.floor_char_boundary(lines.len().div_euclid(2));
            let before = lines.get(..middle)?;
            let start = before.rfind('\n').map_or(0, |end| end.saturating_add(1));
            let (lower, from) = lines.split_at_checked(start)?;
            let (line, upper) = from.split_once('\n')?;
            let (found, name) = line.split_once(' ')?;
            lines = match code.cmp(found) {
                Ordering::Less => lower,
                Ordering::Greater => upper,
                Ordering::Equal => {
                    return Some(Commune {
                        province: self,
                        code: found,
                        name,
                    });
                }
            };
        }
    }
}

impl PartialEq for Province {
    fn eq(&self, other: &Self) -> bool {
        self.code() == other.code()
    }
}

impl Eq for Province {}

impl fmt::Debug for Province {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.code(), self.name())
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

    /// Its name with what it is: `Xã Đất Mũi`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        self.name
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
/// assert_eq!(ocop_places::provinces().flat_map(|p| p.communes()).count(), 3_321);
/// ```
pub fn provinces() -> impl Iterator<Item = Province> {
    PROVINCES.iter().map(Province)
}

/// The province of a code.
///
/// ```
/// assert_eq!(ocop_places::province("68").unwrap().name(), "Lâm Đồng");
/// assert!(ocop_places::province("83").is_none()); // Bến Tre, until 30 June 2025
/// ```
#[must_use]
pub fn province(code: &str) -> Option<Province> {
    provinces().find(|p| p.code() == code)
}

/// The commune of a code, wherever it is.
///
/// ```
/// let commune = ocop_places::commune("32248").unwrap();
/// assert_eq!((commune.name(), commune.province().code()), ("Xã Đất Mũi", "96"));
/// ```
#[must_use]
pub fn commune(code: &str) -> Option<Commune> {
    provinces().find_map(|p| p.commune(code))
}
