//! Certificates and time: how long one lasts, when its product must be rated again, which round a
//! dossier can still make, and what a register holds.

mod calendar;
mod days;
mod register;
mod renewals;
mod rounds;
mod status;

pub use calendar::calendar;
pub use days::Holidays;
pub use register::{REGISTER_FORMAT, Record};
pub use renewals::{Due, RENEWALS_FORMAT, Renewal, Renewals};
pub use rounds::{Entry, RoundDates, next_rounds};
pub use status::{
    CERTIFICATE_FORMAT, CertificateFacts, CertificateStatus, Lodged, Phase, RevocationGround,
    Window,
};
