//! Certificates and time: how long one lasts, when its product must be rated again, which round a
//! dossier can still make, and what a register holds.

mod alike;
mod columns;
mod days;
mod life;
mod public_holidays;
mod read;
mod register;
mod renewals;
mod rounds;
mod rows;
mod settle;
mod standing;
mod status;
mod told;

pub(crate) use alike::{Alike, Keys};
pub use columns::Columns;
pub use days::Holidays;
pub use public_holidays::{
    AnnouncedHoliday, FixedHoliday, InLieu, PublicHolidays, WeeklyRest, public_holidays,
};
pub use read::{MAX_REGISTER, Register, RegisterForm};
pub use register::{REGISTER_FORMAT, Record};
pub use renewals::{Due, RENEWALS_FORMAT, Renewal, Renewals};
pub use rounds::{RoundDates, RoundEntry, next_rounds};
pub(crate) use rows::Rows;
pub(crate) use settle::{RegisterEntry, RegisterLine, settle};
pub use standing::{
    CERTIFICATE_FORMAT, CertificateFacts, CertificateStatus, Lodged, Phase, RevocationGround,
    Window,
};
pub(crate) use told::days_off_unknown;
