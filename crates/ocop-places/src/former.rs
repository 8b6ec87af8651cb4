//! Provinces, districts and communes of before 1 July 2025, and where each is now: cheap handles to
//! the rows of the tables. Without the feature `former-places` there are none.

use crate::lines::Table;
use crate::place::{Commune, Province, without_tinh};

/// Whether this build knows the places of before 1 July 2025: the feature `former-places`.
pub const FORMER_PLACES: bool = cfg!(feature = "former-places");

#[cfg(feature = "former-places")]
mod tables {
    pub const PROVINCES: &str = include_str!("../data/former-provinces.txt");
    pub const DISTRICTS: &str = include_str!("../data/former-districts.txt");
    pub const COMMUNES: &str = include_str!("../data/former-communes.txt");
}

#[cfg(not(feature = "former-places"))]
mod tables {
    pub const PROVINCES: &str = "";
    pub const DISTRICTS: &str = "";
    pub const COMMUNES: &str = "";
}

const PROVINCES: Table = Table::new(tables::PROVINCES);
const DISTRICTS: Table = Table::new(tables::DISTRICTS);
const COMMUNES: Table = Table::new(tables::COMMUNES);

/// A province of before 1 July 2025.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FormerProvince {
    code: &'static str,
    now: Province,
    full_name: &'static str,
}

/// A district, town or city below a province, of before 1 July 2025.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FormerDistrict {
    code: &'static str,
    province: FormerProvince,
    name: &'static str,
}

/// A commune, ward or township of before 1 July 2025.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FormerCommune {
    code: &'static str,
    district: FormerDistrict,
    /// The codes of today, separated by semicolons.
    now: &'static str,
    name: &'static str,
}

type Row = (&'static str, &'static str);

impl FormerProvince {
    fn of_row((code, rest): Row) -> Option<Self> {
        let (now, full_name) = rest.split_once(' ')?;
        Some(Self {
            code,
            now: crate::province(now)?,
            full_name,
        })
    }

    /// Its code: two digits. Some belong to another province today: 44 was Quảng Bình.
    #[must_use]
    pub const fn code(self) -> &'static str {
        self.code
    }

    /// Its name, without the word *tỉnh*.
    #[must_use]
    pub fn name(self) -> &'static str {
        without_tinh(self.full_name)
    }

    /// Its name, with what it was: `Tỉnh Bến Tre`.
    #[must_use]
    pub const fn full_name(self) -> &'static str {
        self.full_name
    }

    /// The province that it is in, or that it is, today.
    #[must_use]
    pub const fn now(self) -> Province {
        self.now
    }

    /// Its communes, in order of their codes.
    pub fn communes(self) -> impl Iterator<Item = FormerCommune> {
        former_communes().filter(move |c| c.district.province == self)
    }
}

impl FormerDistrict {
    fn of_row((code, rest): Row) -> Option<Self> {
        let (of, name) = rest.split_once(' ')?;
        Some(Self {
            code,
            province: former_province(of)?,
            name,
        })
    }

    /// Its code: three digits.
    #[must_use]
    pub const fn code(self) -> &'static str {
        self.code
    }

    /// Its name, with what it was: `Huyện Chợ Lách`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        self.name
    }

    /// The province it was in.
    #[must_use]
    pub const fn province(self) -> FormerProvince {
        self.province
    }

    /// Its communes, in order of their codes.
    pub fn communes(self) -> impl Iterator<Item = FormerCommune> {
        former_communes().filter(move |c| c.district == self)
    }
}

impl FormerCommune {
    fn of_row((code, rest): Row) -> Option<Self> {
        let (district, rest) = rest.split_once(' ')?;
        let (now, name) = rest.split_once(' ')?;
        Some(Self {
            code,
            district: former_district(district)?,
            now,
            name,
        })
    }

    /// Its code: five digits.
    #[must_use]
    pub const fn code(self) -> &'static str {
        self.code
    }

    /// Its name, with what it was: `Xã Hòa Nghĩa`, `Thị trấn Chợ Lách`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        self.name
    }

    /// The district it was in.
    #[must_use]
    pub const fn district(self) -> FormerDistrict {
        self.district
    }

    /// The communes that its land is in today: one; or several, the main one first, where it was
    /// divided.
    ///
    /// ```
    /// # #[cfg(feature = "former-places")] {
    /// let commune = ocop_places::former_commune("28882").unwrap();
    /// assert_eq!((commune.name(), commune.district().name()), ("Xã Hòa Nghĩa", "Huyện Chợ Lách"));
    /// let now: Vec<_> = commune.now().map(|c| c.name()).collect();
    /// assert_eq!(now, ["Xã Chợ Lách"]);
    /// # }
    /// ```
    pub fn now(self) -> impl Iterator<Item = Commune> {
        self.now.split(';').filter_map(crate::commune)
    }
}

/// The provinces of before 1 July 2025, in order of their codes: 63.
pub fn former_provinces() -> impl Iterator<Item = FormerProvince> {
    PROVINCES.rows().filter_map(FormerProvince::of_row)
}

/// The districts of before 1 July 2025 that had communes, in order of their codes: 691. The island
/// districts without communes are not among them.
pub fn former_districts() -> impl Iterator<Item = FormerDistrict> {
    DISTRICTS.rows().filter_map(FormerDistrict::of_row)
}

/// The communes as they were on 30 June 2025, in order of their codes: 10,035. Communes that were
/// joined to another before that day are not among them.
pub fn former_communes() -> impl Iterator<Item = FormerCommune> {
    COMMUNES.rows().filter_map(FormerCommune::of_row)
}

/// The province of before 1 July 2025 of a code.
///
/// ```
/// # #[cfg(feature = "former-places")] {
/// let province = ocop_places::former_province("83").unwrap();
/// assert_eq!((province.name(), province.now().name()), ("Bến Tre", "Vĩnh Long"));
/// # }
/// ```
#[must_use]
pub fn former_province(code: &str) -> Option<FormerProvince> {
    FormerProvince::of_row(PROVINCES.row(code)?)
}

/// The district of before 1 July 2025 of a code.
#[must_use]
pub fn former_district(code: &str) -> Option<FormerDistrict> {
    FormerDistrict::of_row(DISTRICTS.row(code)?)
}

/// The commune of before 1 July 2025 of a code.
#[must_use]
pub fn former_commune(code: &str) -> Option<FormerCommune> {
    FormerCommune::of_row(COMMUNES.row(code)?)
}
