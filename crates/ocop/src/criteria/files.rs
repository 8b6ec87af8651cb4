//! The files of a criteria version, as they stand in `criteria/<version>/`: format types alone.
//!
//! Texts are Vietnamese; their English is in `translations/en.json`, keyed by the Vietnamese.

use std::collections::BTreeMap;

pub use super::certificate_file::{
    CertificateFile, GroundFile, RenewalFile, Revocation, RevokedBy, Untimely,
};
pub use super::council_file::{
    CompositionRule, CouncilFile, FindingsRule, Fixed, MinimumRule, QuorumDefault, Seat, Setting,
    SpreadAtLimit, Written,
};
pub use super::evidence_file::{EvidenceFile, EvidenceItem};
pub use super::forms_file::{FormField, FormFile, FormsFile, ParticipantKind, Participants};
pub use super::instrument_file::{
    Amendment, AuthorityRule, Band, CitedFile, InForceFile, InstrumentFile, Kept, KnownMinimum,
    NotEncoded, Recognition, Replaces, Transition,
};
pub use super::practice_file::{FactFile, FactNumber, LevelSigns, PracticeFile};
pub use super::procedure_file::{
    Authority, CentralBelowBand, CommuneCheck, CommuneContent, DossierPart, Forwarding, Preparer,
    RegistrationKind, Round, Samples, Stage,
};
pub use super::set_file::{
    CaseFile, Classification, CriterionFile, Effect, Erratum, ErratumField, ErratumStatus,
    GroupFile, LevelFile, PartFile, RuleFile, SectionFile, SetFile,
};

/// `translations/en.json`: English by Vietnamese.
pub type TranslationFile = BTreeMap<String, String>;
