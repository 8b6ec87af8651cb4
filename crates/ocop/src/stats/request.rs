//! What statistics are asked to show.

use crate::spelling::tidy;

/// The most near misses that are listed where nothing else is asked for.
pub const NEAR_MISSES: u16 = 20;

/// How a province is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ProvinceOf<'a> {
    /// By a product's code.
    Code(&'a str),
    /// By what somebody wrote: a name, or its number.
    Named(&'a str),
}

/// The name of a province, where it is known: the core knows no places.
pub type ProvinceName = fn(ProvinceOf<'_>) -> Option<String>;

/// What statistics are asked to show.
///
/// ```
/// use ocop::stats::StatsRequest;
/// let request = StatsRequest::default().near_points(5_u16).top(100_u16);
/// assert_eq!((request.near_points, request.top), (5, Some(100)));
/// assert!(request.province.is_none());
/// ```
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub struct StatsRequest {
    /// How many points from the next star count as near.
    pub near_points: u16,
    /// The most rows of a ranking: of near misses, the nearest first, and of what is most often
    /// lacking. Without it, [`NEAR_MISSES`] of the former, and all of the latter.
    pub top: Option<u16>,
    /// Names of provinces; without it they go by the number in the code, or as written.
    pub province: Option<ProvinceName>,
}

impl Default for StatsRequest {
    fn default() -> Self {
        Self {
            near_points: 2,
            top: None,
            province: None,
        }
    }
}

crate::setters!(StatsRequest {
    near_points: u16,
    top: Option<u16>,
    province: Option<ProvinceName>,
});

impl StatsRequest {
    /// The most near misses that are listed.
    pub(super) fn most_near_misses(&self) -> u16 {
        self.top.unwrap_or(NEAR_MISSES)
    }

    /// The first rows of what is most often lacking, as many as are asked for.
    pub(super) fn first<T>(&self, mut rows: Vec<T>) -> Vec<T> {
        rows.truncate(self.top.map_or(usize::MAX, usize::from));
        rows
    }

    /// What a province is counted under.
    pub(super) fn province_of(&self, known: ProvinceOf<'_>) -> Option<String> {
        let name = self.province.and_then(|name| name(known));
        name.or_else(|| {
            let text = match known {
                // a bare number is no code of a product, and none of a province
                ProvinceOf::Code(code) => code.split_once('-')?.0,
                ProvinceOf::Named(name) => name,
            };
            Some(tidy(text).into_owned()).filter(|t| !t.is_empty())
        })
    }
}
