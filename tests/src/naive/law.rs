//! The three decisions: their days, who recognises under them, and which of them a dossier falls
//! under.

use super::slip::Slip;

/// A decision, as far as it is not its sheets.
#[derive(Debug)]
pub struct Law {
    /// Its identifier.
    pub id: &'static str,
    /// Days on which a product may be assessed under it, without regard to transition.
    pub days: &'static [&'static str],
    authority: fn(u64, &str) -> &'static str,
}

/// Decision 1048/QĐ-TTg.
pub static OF_2019: Law = Law {
    id: "qd-1048-2019",
    days: &[
        "2019-08-21",
        "2020-06-08",
        "2020-11-30",
        "2021-12-31",
        "2023-02-23",
    ],
    authority: |stars, _| if stars == 5 { "central" } else { "province" },
};

/// Decision 148/QĐ-TTg; three stars went from the districts to the provinces on 2025-07-06.
pub static OF_2023: Law = Law {
    id: "qd-148-2023",
    days: &[
        "2023-02-24",
        "2024-02-29",
        "2025-07-05",
        "2025-07-06",
        "2026-05-21",
    ],
    authority: |stars, day| match stars {
        5 => "central",
        3 if day < "2025-07-06" => "district",
        _ => "province",
    },
};

/// Decision 26/2026/QĐ-TTg.
pub static OF_2026: Law = Law {
    id: "qd-26-2026",
    days: &["2026-05-22", "2026-09-15", "2028-02-29"],
    authority: |stars, _| if stars == 5 { "central" } else { "province" },
};

impl Law {
    /// All of them, the oldest first.
    pub const ALL: [&'static Self; 3] = [&OF_2019, &OF_2023, &OF_2026];

    /// Who recognises products of these stars; of a sheet without a day, under the law as it was
    /// last.
    #[must_use]
    pub fn authority(
        &self,
        stars: u64,
        day: Option<&str>,
        slip: Option<Slip>,
    ) -> Option<&'static str> {
        let day = day.filter(|_| slip != Some(Slip::AuthorityOfToday));
        match stars {
            4 if slip == Some(Slip::FourStarsByTheCentre) => Some("central"),
            3..=5 => Some((self.authority)(stars, day.unwrap_or("9999-12-31"))),
            _ => None,
        }
    }

    /// The law of a day; a dossier that was lodged before 2026-05-22 stays under the older one for
    /// 60 days from then on, a re-rating for 30 (26/2026, Art. 12.2).
    #[must_use]
    pub fn of_day(
        assessed: &str,
        lodged: Option<(&str, &str)>,
        slip: Option<Slip>,
    ) -> Option<&'static Self> {
        let last = match lodged {
            Some((kind, day)) if day < "2026-05-22" && slip != Some(Slip::TransitionForgotten) => {
                if kind == "re-rating" {
                    "2026-06-21"
                } else {
                    "2026-07-21"
                }
            }
            _ => "2026-05-21",
        };
        match assessed {
            day if day < "2019-08-21" => None,
            day if day < "2023-02-24" => Some(&OF_2019),
            day if day <= last => Some(&OF_2023),
            _ => Some(&OF_2026),
        }
    }
}
