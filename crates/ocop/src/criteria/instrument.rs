//! The decision itself: bands, authority, certificates, transition.

use jiff::civil::Date;

use crate::bounded::{Points, Stars};

use super::files::{AuthorityRule, Band, InstrumentFile};

/// A decision that passed its checks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Instrument {
    pub(crate) file: InstrumentFile,
}

impl Instrument {
    /// All that the decision's file holds.
    #[must_use]
    pub const fn file(&self) -> &InstrumentFile {
        &self.file
    }

    /// The stars that points alone give: those of the first band, from the highest down, whose
    /// lower bound they reach (bounds are inclusive: Art. 3.3). Data checks see to it that the
    /// lowest band starts at 0.
    #[must_use]
    pub fn stars_for(&self, points: Points) -> Stars {
        self.file
            .bands
            .iter()
            .find(|b| points >= b.from_points)
            .map_or(Stars::MIN, |b| b.stars)
    }

    /// The stars that the mean of several totals gives: `sum` against the band's bound times
    /// `count`, so that nothing is rounded on the way (Art. 3.3: "under 90" is under 90).
    ///
    /// ```
    /// let library = ocop::Library::embedded();
    /// let instrument = library.version("qd-26-2026")?.instrument()?;
    /// assert_eq!(instrument.stars_for_mean(89 + 90 + 90, 3).get(), 4);
    /// assert_eq!(instrument.stars_for_mean(90 * 3, 3).get(), 5);
    /// # Ok::<(), ocop::Problems>(())
    /// ```
    #[must_use]
    pub fn stars_for_mean(&self, sum: u32, count: u32) -> Stars {
        self.file
            .bands
            .iter()
            .find(|b| reaches(sum, count, b.from_points))
            .map_or(Stars::MIN, |b| b.stars)
    }

    /// The band of these stars.
    #[must_use]
    pub fn band(&self, stars: Stars) -> Option<&Band> {
        self.file.bands.iter().find(|b| b.stars == stars)
    }

    /// Who recognises products of these stars on a day; without a day, under the latest rule.
    /// None below the stars that are recognised.
    #[must_use]
    pub fn authority(&self, stars: Stars, on: Option<Date>) -> Option<&AuthorityRule> {
        let of_stars = || {
            self.file
                .authority
                .iter()
                .filter(|a| a.stars.contains(&stars))
        };
        let holds = |a: &&AuthorityRule| {
            on.is_none_or(|d| a.from <= d && a.until.is_none_or(|until| d <= until))
        };
        // a version asked for out of its time still has its nearest rule
        of_stars()
            .filter(holds)
            .max_by_key(|a| a.from)
            .or_else(|| match on {
                Some(day) if of_stars().all(|a| day < a.from) => of_stars().min_by_key(|a| a.from),
                _ => of_stars().max_by_key(|a| a.from),
            })
    }

    /// Whether products of these stars get a decision and a certificate.
    #[must_use]
    pub fn recognises(&self, stars: Stars) -> bool {
        stars >= self.file.recognition.from_stars
    }
}

/// Whether the mean of so many totals reaches a bound: exact, in whole numbers.
#[must_use]
pub(crate) fn reaches(sum: u32, count: u32, bound: Points) -> bool {
    u64::from(sum) >= u64::from(bound.get()).saturating_mul(u64::from(count))
}
