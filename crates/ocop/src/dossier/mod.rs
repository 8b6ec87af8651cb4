//! A submitted dossier: its format, how it is read, and how it is made in code.

mod answers;
pub(crate) mod decode;
mod filled;
mod format;
mod forms;
mod quick;
mod read;
mod typed;

pub(crate) use answers::{filled, read_answer, read_filled};
pub(crate) use decode::DossierDraft;
pub use decode::caller_id;
pub(crate) use filled::{Filled, given_twice, read_points};
pub use format::{
    AnswerInput, DOSSIER_FORMAT, DetailedAnswer, Dossier, Evidence, Paper, Producer, Product,
    Registration, SetRef,
};
pub use forms::{BusinessResults, CommuneReport, SelfAssessment, Updates};
pub(crate) use quick::read as read_plain;
