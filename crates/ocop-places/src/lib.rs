//! Vietnam's provinces, communes, wards and special zones, what they were before July 2025, and the
//! product codes of the OCOP programme that are made of their codes.
//!
//! A product code is `T-X-STT-YYYY`: province, commune, running number, year of the assessment; or,
//! from the time before 1 July 2025, `T-H-X-STT-YYYY` with a district. The provinces and communes
//! are those of Decision 19/2025/QĐ-TTg, with the names that they bear since; those before it are as
//! they were on 30 June 2025, each with where it is now.
//!
//! ```
//! use ocop_places::ProductCode;
//! let code: ProductCode = "68-24781-1-2026".parse()?;
//! let commune = code.commune().unwrap();
//! assert_eq!(commune.name(), "Phường Xuân Hương - Đà Lạt");
//! assert_eq!(commune.province().name(), "Lâm Đồng");
//! # #[cfg(feature = "former-places")] {
//! let before: ProductCode = "83-832-28882-2-2022".parse()?;
//! let commune = before.former_commune().unwrap();
//! assert_eq!(commune.name(), "Xã Hòa Nghĩa");
//! assert_eq!(commune.now().next().unwrap().name(), "Xã Chợ Lách");
//! # }
//! # Ok::<(), ocop_places::NotACode>(())
//! ```
//!
//! - [`check`]: all that is wrong with a code, on the dates on which it is used;
//! - [`look_up`]: places by the names or codes that people type. A name that is only near is never
//!   taken for the one that was asked for. [`look_up_on`]: under the names of a day;
//! - [`CodeReport`], [`PlacesReport`]: the same as JSON.
//!
//! The crate knows nothing of dossiers and ratings, and needs none of the engine.
//!
//! Feature `former-places` (on by default): the 63 provinces, 691 districts and 10,035 communes of
//! before. Without it codes of that time are checked for form only, and nothing is found by its
//! former name.

mod check;
mod code;
mod fault;
mod find;
mod former;
mod lines;
mod name;
mod on_day;
mod place;
mod report;
mod search;

pub use check::{InForce, Use, check};
pub use code::{NotACode, ProductCode};
pub use fault::{Fault, FaultKind, Said};
pub use find::{Fit, find_communes, find_provinces};
pub use former::{
    FORMER_PLACES, FormerCommune, FormerDistrict, FormerProvince, former_commune, former_communes,
    former_district, former_districts, former_province, former_provinces,
};
pub use jiff;
pub use on_day::look_up_on;
pub use place::{
    Commune, CommuneKind, DECISION, Decision, EarlierName, Province, commune, communes, province,
    provinces,
};
pub use report::{
    CODE_FORMAT, CodeReport, CommuneFacts, FormerFacts, PLACES_FORMAT, PlaceFacts, PlacesReport,
    ProvinceFacts, SCHEMAS, schema,
};
pub use search::{look_up, one_province};

#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
