//! Product codes: their form, and what they are made of.

use std::fmt;
use std::hash::{Hash, Hasher};
use std::str::FromStr;

use crate::FormerCommune;
use crate::place::{Commune, Province};

/// A product code of the right form. Whether its places exist, and its year fits, [`check`] tells.
///
/// Form: `T-X-STT-YYYY`, or with a district `T-H-X-STT-YYYY`: province, two digits; district, three;
/// commune, five; running number, one to six digits and not 0; year, 2000 to 2099. What is printed
/// is what was read, to the digit; but `…-01-2026` and `…-1-2026` are the same code.
///
/// ```
/// use ocop_places::ProductCode;
/// let older: ProductCode = "83-832-28882-2-2022".parse()?;
/// assert_eq!((older.district_code().as_deref(), older.number(), older.year()), (Some("832"), 2, 2022));
/// assert_eq!(older.to_string(), "83-832-28882-2-2022");
/// # Ok::<(), ocop_places::NotACode>(())
/// ```
///
/// [`check`]: crate::check
#[derive(Debug, Clone, Copy)]
pub struct ProductCode {
    province: u8,
    district: Option<u16>,
    commune: u32,
    number: u32,
    /// How many digits the running number is written with: `01` is not made into `1`.
    digits: usize,
    year: i16,
}

/// What is not a product code, with the code that was most likely meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a product code T-X-STT-YYYY or T-H-X-STT-YYYY")]
pub struct NotACode {
    /// The same figures in the right form, where they make a code.
    pub nearest: Option<ProductCode>,
}

impl ProductCode {
    /// The province's code: two digits.
    #[must_use]
    pub fn province_code(&self) -> String {
        format!("{:02}", self.province)
    }

    /// The district's code, three digits, in codes of the time before 1 July 2025.
    #[must_use]
    pub fn district_code(&self) -> Option<String> {
        self.district.map(|d| format!("{d:03}"))
    }

    /// The commune's code: five digits.
    #[must_use]
    pub fn commune_code(&self) -> String {
        format!("{:05}", self.commune)
    }

    /// The running number, from 1, that the commune gives its products.
    #[must_use]
    pub const fn number(&self) -> u32 {
        self.number
    }

    /// The year of the assessment.
    #[must_use]
    pub const fn year(&self) -> i16 {
        self.year
    }

    /// The province, of a code without a district and where it exists.
    #[must_use]
    pub fn province(&self) -> Option<Province> {
        match self.district {
            None => crate::province(&self.province_code()),
            Some(_) => None,
        }
    }

    /// The commune, of a code without a district and where it is in the code's province.
    #[must_use]
    pub fn commune(&self) -> Option<Commune> {
        let found = crate::commune(&self.commune_code()).filter(|_| self.district.is_none())?;
        (found.province().code() == self.province_code()).then_some(found)
    }

    /// The commune of before 1 July 2025, of a code with a district and where it was in that district
    /// and province.
    #[must_use]
    pub fn former_commune(&self) -> Option<FormerCommune> {
        let found = crate::former_commune(&self.commune_code())?;
        let (district, province) = (found.district(), found.district().province());
        (self.district_code()? == district.code() && self.province_code() == province.code())
            .then_some(found)
    }

    /// The same product in this commune of before 1 July 2025.
    pub(crate) fn in_former_commune(self, commune: FormerCommune) -> Option<Self> {
        let district = commune.district();
        Some(Self {
            province: district.province().code().parse().ok()?,
            district: Some(district.code().parse().ok()?),
            commune: commune.code().parse().ok()?,
            ..self
        })
    }

    /// What two codes of one product have in common, however the running number is written.
    const fn key(&self) -> (u8, Option<u16>, u32, u32, i16) {
        (
            self.province,
            self.district,
            self.commune,
            self.number,
            self.year,
        )
    }

    /// The same product in this commune: its province with it, no district.
    pub(crate) fn in_commune(self, commune: Commune) -> Option<Self> {
        Some(Self {
            province: commune.province().code().parse().ok()?,
            district: None,
            commune: commune.code().parse().ok()?,
            ..self
        })
    }

    /// The same code of another year.
    pub(crate) const fn of_year(self, year: i16) -> Self {
        Self { year, ..self }
    }
}

impl PartialEq for ProductCode {
    fn eq(&self, other: &Self) -> bool {
        self.key() == other.key()
    }
}

impl Eq for ProductCode {}

impl Hash for ProductCode {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.key().hash(state);
    }
}

impl fmt::Display for ProductCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}-", self.province)?;
        if let Some(district) = self.district {
            write!(f, "{district:03}-")?;
        }
        let digits = self.digits;
        write!(
            f,
            "{:05}-{:0digits$}-{}",
            self.commune, self.number, self.year
        )
    }
}

impl FromStr for ProductCode {
    type Err = NotACode;

    fn from_str(text: &str) -> Result<Self, NotACode> {
        read(text).ok_or_else(|| NotACode {
            nearest: repaired(text).and_then(|t| read(&t)),
        })
    }
}

fn read(text: &str) -> Option<ProductCode> {
    let parts: Vec<&str> = text.split('-').collect();
    let (province, district, commune, number, year) = match *parts.as_slice() {
        [province, commune, number, year] => (province, None, commune, number, year),
        [province, district, commune, number, year] => {
            (province, Some(district), commune, number, year)
        }
        _ => return None,
    };
    Some(ProductCode {
        province: digits(province, 2..=2)?.try_into().ok()?,
        district: match district {
            Some(district) => Some(digits(district, 3..=3)?.try_into().ok()?),
            None => None,
        },
        commune: digits(commune, 5..=5)?,
        number: digits(number, 1..=6).filter(|n| *n > 0)?,
        digits: number.len(),
        year: digits(year, 4..=4)
            .filter(|y| (2000..2100).contains(y))?
            .try_into()
            .ok()?,
    })
}

/// A number written in so many digits and nothing else.
fn digits(text: &str, lengths: std::ops::RangeInclusive<usize>) -> Option<u32> {
    let plain = lengths.contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
    plain.then(|| text.parse().ok()).flatten()
}

/// The figures of a text in the form of a code: other signs between them, zeros left out in front,
/// a year of two digits. Letters are no slip: they make it something else.
fn repaired(text: &str) -> Option<String> {
    // far longer than any code with its signs
    if text.len() > 64 || text.chars().any(char::is_alphabetic) {
        return None;
    }
    let parts: Vec<&str> = text
        .split(|c: char| !c.is_ascii_digit())
        .filter(|p| !p.is_empty())
        .collect();
    let year = |year: &str| match year.len() {
        2 => format!("20{year}"),
        _ => year.to_owned(),
    };
    match *parts.as_slice() {
        [t, x, n, y] => Some(format!("{t:0>2}-{x:0>5}-{n}-{}", year(y))),
        [t, h, x, n, y] => Some(format!("{t:0>2}-{h:0>3}-{x:0>5}-{n}-{}", year(y))),
        _ => None,
    }
}
