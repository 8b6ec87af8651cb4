//! The rating engine of Vietnam's *One Commune One Product* programme (OCOP).
//!
//! A product's dossier answers the criteria of its product set; the engine turns the answers into
//! points, tests them against the star minimums of the law, and says what the product comes to, with
//! the article behind every figure. The law itself is data (crate `ocop-criteria`): no set,
//! criterion, threshold or date stands in this code.
//!
//! ```
//! let library = ocop::Library::embedded();
//! let dossier = br#"{"criteria": "qd-26-2026", "product_set": 1, "answers": {"1.1": 3, "1.4": 2}}"#;
//! let assessment = library.assess_json(dossier, &ocop::AssessOptions::default())?;
//! let rating = assessment.rating();
//! assert_eq!((rating.points().get(), rating.stars().unwrap().get()), (5, 1));
//! # Ok::<(), ocop::Problems>(())
//! ```
//!
//! # In a program of one's own
//!
//! What a program holds has no lifetimes: a [`Library`] is a handle on criteria that are read once,
//! an [`Assessment`] owns its dossier, its sheet and its law. All of it may be kept in a struct, sent
//! to another thread, held across an `await`; a copy costs next to nothing. A handler of any web
//! framework is this:
//!
//! ```
//! use std::sync::Arc;
//! use ocop::{AssessOptions, Dossier, Library};
//!
//! struct State { library: Library }
//!
//! async fn rate(state: Arc<State>, dossier: Dossier<'static>) -> (u16, String) {
//!     match state.library.assess(dossier, &AssessOptions::default()) {
//!         Ok(assessment) => (200, serde_json::to_string(&assessment.full()).unwrap()),
//!         Err(problems) => (422, serde_json::to_string(&problems.report(None)).unwrap()),
//!     }
//! }
//!
//! let state = Arc::new(State { library: Library::embedded() });
//! let dossier = Dossier::new(1).criteria("qd-26-2026").answer("1.1", 3);
//! fn served<T: Send + 'static>(_: T) {}
//! served(rate(Arc::clone(&state), dossier));
//! ```
//!
//! What comes of a dossier, of a council's session, and of either years later:
//!
//! ```
//! use ocop::council::{Member, Role, Session, SessionProduct, Sheet};
//! use ocop::criteria::Authority;
//! use ocop::plan::{Costs, PlanRequest, next_target};
//! use ocop::{AssessOptions, Dossier, Library, RatingReport};
//!
//! let library = Library::embedded();
//! let dossier = Dossier::new(1)
//!     .criteria("qd-26-2026")
//!     .assessed_on("2026-09-15".parse::<ocop::jiff::civil::Date>()?)
//!     .answer("1.1", 3)
//!     .answer("1.4", 2);
//! let assessment = library.assess(dossier, &AssessOptions::default().strict(false))?;
//!
//! // reports are figures and codes; crate `ocop-text` words them
//! let rating: RatingReport<'static> = assessment.full().into_owned();
//! let written = serde_json::to_vec(&rating)?;
//! assert_eq!(serde_json::from_reader::<_, RatingReport<'static>>(&written[..])?, rating);
//! let costs = Costs::embedded()?;
//! let explanation = assessment.explain(&costs)?;
//! let request = PlanRequest::to(next_target(&assessment.rating()));
//! let plan = assessment.plan(&request, &costs)?.report();
//! let evidence = assessment.evidence(assessment.day())?;
//! # let _ = (explanation, plan, evidence);
//!
//! // an auditor holds a rating against its dossier, a tally against its session
//! let dossier = serde_json::to_vec(assessment.dossier())?;
//! assert!(library.verify_rating(&written, &dossier)?.agrees);
//!
//! let session = Session::new(Authority::Province, "2026-09-20".parse()?)
//!     .member(Member::new("m1").role(Role::Chair))
//!     .member(Member::new("m2"))
//!     .present(["m1", "m2"])
//!     .product(SessionProduct::new("p1", 1).sheet(Sheet::new("m1").answer("1.1", 3)));
//! let tally = library.tally(&session)?;
//! let (tally, session) = (serde_json::to_vec(&tally)?, serde_json::to_vec(&session)?);
//! assert!(library.verify_tally(&tally, &session, &[])?.agrees);
//!
//! // the JSON Schema of every format
//! assert!(ocop::schema::NAMES.iter().all(|name| ocop::schema::of(name).is_some()));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! - A dossier is read from JSON ([`Library::assess_json`]), made in code or by any deserialiser
//!   ([`Dossier::new`], [`Library::assess`]), or one of many ([`Library::rate_json`]); one check
//!   stands behind all three. A web framework that deserialises a body tells what is wrong with its
//!   shape as one text in English; [`Library::assess_json`] tells it as [`Problems`], in both
//!   languages, each at its place.
//! - From an assessment come its [rating](Assessment::rating), its [explanation](Assessment::explain),
//!   [plans](Assessment::plan) to the next stars, the [evidence](Assessment::evidence) it lacks and a
//!   [check](Assessment::check) before it is lodged.
//! - [`council`] tallies sheets, [`certificate`] tells terms and renewals, [`stats`] counts,
//!   [`compare`] holds two decisions against each other, [`verify`] looks again years later.
//! - Options and requests are made by `default()`, `new` or `to`, and a setter for each field.
//! - A program that takes calls by name, bytes in and bytes out, has them all in crate
//!   `ocop-operations`.
//! - Reports serialise, and read back what they wrote, from any reader and into values that own what
//!   they hold (`into_owned`).
//! - `examples/` has a handler, a register that lives long, and a pool of threads.
//!
//! # How it works
//!
//! The way through is one: bytes are read strictly ([`Dossier`]), checked against the sheet of their
//! product set ([`ScoreSheet`]), and rated by a function that cannot fail ([`rate`]); the [`Rating`]
//! carries its own trace. There is no input or output here, no clock and no randomness: the same
//! input and version give the same bytes.

/// The crate of dates that signatures here use, in its version.
pub use jiff;

mod assess;
mod bounded;
mod caller;
pub mod certificate;
pub mod check;
mod codes;
pub mod compare;
pub mod council;
pub mod criteria;
mod csv;
mod day;
mod dossier;
pub mod evidence;
pub mod explain;
mod ids;
mod json;
mod library;
mod notice;
mod owned;
pub mod plan;
mod positions;
pub mod practice;
mod problem;
mod rating;
pub mod schema;
mod setters;
mod shared;
mod sheet;
mod source;
mod spelling;
pub mod stats;
mod text;
pub mod verify;

/// The version of the engine, which ratings and tallies carry.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");

pub use assess::{AssessOptions, Assessment, Detail, rating_heading, rating_row, refused_row};
pub use bounded::{LevelNumber, OutOfBounds, Points, ProductSetNumber, Stars};
pub use caller::CallerId;
pub use compare::{CompareRequest, Comparison, Correspondence};
pub use criteria::{
    Applicability, CriteriaFiles, CriteriaVersion, Criterion, DossierDates, Instrument, ProductSet,
    Resolution,
};
pub use csv::{BYTE_ORDER_MARK, csv_cell, csv_row};
pub use day::{NotADay, read_day, written_day};
pub use dossier::{
    AnswerInput, BusinessResults, CommuneReport, DOSSIER_FORMAT, DetailedAnswer, Dossier, Evidence,
    Paper, Producer, Product, Registration, SelfAssessment, SetRef, Updates, caller_id,
};
pub use ids::{Case, CriterionId, NotAnId, PartLetter, VersionId};
pub use json::{MAX_BYTES, MAX_DEPTH, date as parse_date, read_options, read_options_by};
pub use library::{CodeCheck, Library, ProvinceNames};
pub use notice::{Notice, NoticeCode};
pub use ocop_vietnamese::slug;
pub use problem::{Code, ERRORS_FORMAT, ErrorReport, MAX_PROBLEMS, Position, Problem, Problems};
pub use rating::{
    Digests, Ground, MinimumReport, Outcome, PartReport, RATING_FORMAT, Rating, RatingReport,
    Reason, Score, ScoreReport, Sources, StarMinimum, State, Unmet, rate,
};
pub use shared::Shared;
pub use sheet::{Answer, ScoreSheet};
pub use source::{NotASource, Source, SourcePart};
pub use spelling::{hyphenated, is_mere_sign, name_key, product_code, tidy};
pub use text::{Lang, Text, nearest};

#[cfg(doctest)]
#[doc = include_str!("../../../README.md")]
struct Readme;
