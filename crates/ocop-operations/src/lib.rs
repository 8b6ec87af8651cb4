//! What `ocop` does, once, for every wrapper: one table of operations.
//!
//! An operation takes an input (JSON of a named format, or none), options (a JSON object) and gives
//! an output or a refusal (`ocop-errors/1`): bytes in, bytes out. The command line, a web service and
//! the packages for other languages are this table in another dress.
//!
//! ```
//! let library = ocop_operations::library();
//! let dossier = br#"{"criteria": "qd-26-2026", "product_set": 1, "answers": {"1.1": 3}}"#;
//! let reply = ocop_operations::call(&library, "rate", dossier, br#"{"brief": true}"#)?;
//! assert_eq!(reply.media_type, "application/json");
//! assert!(reply.bytes.starts_with(br#"{"format":"ocop-rating/1","criteria":"qd-26-2026""#));
//!
//! let refusal = ocop_operations::call(&library, "rate", dossier, br#"{"breif": true}"#).unwrap_err();
//! assert_eq!(refusal.kind, ocop_operations::RefusalKind::WrongCall);
//! assert_eq!(refusal.problems.iter().next().unwrap().code, ocop::Code::UnknownOption);
//! # Ok::<(), ocop_operations::Refusal>(())
//! ```
//!
//! # Bytes
//!
//! JSON is written as the engine writes it: on one line, without a line end, fields in the order of
//! their format. The same input, options and library give the same bytes. The command line prints
//! the same value, spread over lines for people, or as it is with `--compact`.
//!
//! # What is refused
//!
//! A wrong call (an operation or option that there is not, a value of another kind, a missing one)
//! is told from an input that is refused by [`RefusalKind`]. Paths of a wrong call point into the
//! options, all others into the input, or into the options where the path names one.

mod answer;
pub mod codes;
mod input;
mod operation;
mod operations;
mod options;
mod reply;
mod schemas;
mod table;
mod unfit;
#[cfg(feature = "derived-schemas")]
mod written_schemas;

use ocop::{Code, Library, Problem};

pub use ocop;

pub use answer::{CallAnswer, CallStatus, answer};
pub use operation::{Operation, Output};
pub use operations::{
    certificate, check, code, compare, compare_laws, criteria, document, evidence, explain,
    mark_class, next, paper, plan, practice, rate, renewals, resolve, schema, stats, tally, verify,
    write,
};
pub use options::{Day, DaysOff, SetSelector, Within};
pub use reply::{JSON, Refusal, RefusalKind, Reply};
pub use table::{OPERATIONS, operation};
pub use unfit::{Unfit, UnfitKind};
#[cfg(feature = "derived-schemas")]
pub use written_schemas::{written_formats, written_options};

/// The criteria that come with the engine, with product codes checked: what most callers want.
#[must_use]
pub fn library() -> Library {
    Library::embedded()
        .with_code_check(codes::check)
        .with_province_names(codes::province)
}

/// Calls an operation by its name.
///
/// `input` is of the operation's input format; it is not looked at where the operation takes none.
/// `options` is a JSON object; no bytes at all are no options.
///
/// # Errors
///
/// A [`Refusal`]: the call is wrong, or the input is refused.
pub fn call(library: &Library, name: &str, input: &[u8], options: &[u8]) -> Result<Reply, Refusal> {
    match operation(name) {
        Some(operation) => operation.call(library, input, options),
        None => Err(Refusal::wrong_call(unknown(name))),
    }
}

fn unknown(name: &str) -> Problem {
    let names = || OPERATIONS.iter().map(|o| o.name);
    let short: String = name.chars().take(60).collect();
    let problem = Problem::new(
        Code::UnknownOperation,
        "",
        format!("Không có thao tác \"{short}\"."),
        format!("There is no operation \"{short}\"."),
    )
    .with_found(&*short);
    match ocop::nearest(name, names()) {
        Some(near) => problem.with_nearest(Some(near)),
        None => {
            let list = names().collect::<Vec<_>>().join(", ");
            problem.with_help(
                format!("Các thao tác: {list}."),
                format!("The operations are: {list}."),
            )
        }
    }
}

#[cfg(doctest)]
#[doc = include_str!("../../../docs/embedding.md")]
struct Embedding;
