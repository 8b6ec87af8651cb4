//! Product codes of the OCOP programme, and the places that they are made of.
//!
//! A product code is `T-X-STT-YYYY`: province, commune, running number, year of the assessment; or,
//! from the time before 1 July 2025, `T-H-X-STT-YYYY` with a district. The provinces and communes
//! are those of Decision 19/2025/QĐ-TTg; for the districts before it there is no table, so older
//! codes are checked for form only.
//!
//! ```
//! use ocop_places::ProductCode;
//! let code: ProductCode = "68-24781-1-2026".parse()?;
//! let commune = code.commune().unwrap();
//! assert_eq!(commune.name(), "Phường Xuân Hương - Đà Lạt");
//! assert_eq!(commune.province().name(), "Lâm Đồng");
//! # Ok::<(), ocop_places::NotACode>(())
//! ```
//!
//! The core of the engine knows nothing of places. A program that wants codes checked hands it the
//! check; a wrong code is a notice in a rating and never changes the stars:
//!
//! ```
//! let library = ocop::Library::embedded().with_code_check(ocop_places::check);
//! let dossier = br#"{"product_set": 1, "product": {"code": "66-24781-1-2026"}, "assessed_on": "2026-09-15", "answers": {}}"#;
//! let assessment = library.assess_json(dossier, &ocop::AssessOptions::default())?;
//! let problem = assessment.code_problems().iter().next().unwrap();
//! assert_eq!(problem.code, ocop::Code::ProductCodeProvince);
//! assert!(problem.help.as_ref().unwrap().en.contains("68-24781-1-2026"));
//! # Ok::<(), ocop::Problems>(())
//! ```

mod check;
mod code;
mod find;
mod place;
mod shown;
mod table;

pub use check::check;
pub use code::{NotACode, ProductCode};
pub use find::{find_communes, find_provinces};
pub use place::{Commune, CommuneKind, DECISION, Decision, Province, commune, province, provinces};
pub use shown::{
    CODE_FORMAT, PLACES_FORMAT, SCHEMAS, ShownCode, ShownCommune, ShownPlace, ShownPlaces,
    ShownProvince, schema,
};
