//! What all parts of the minutes are written from.

use ocop::Lang;
use ocop::council::{NextReport, TallyReport};

use super::super::council::Council;
use super::super::papers::PaperSettings;

/// What the minutes are made from.
pub(super) struct Minutes<'t> {
    pub settings: &'t PaperSettings,
    pub council: Council<'t>,
    pub next: Option<NextReport>,
}

impl Minutes<'_> {
    pub const fn say<'w>(&self, vi: &'w str, en: &'w str) -> &'w str {
        self.council.say(vi, en)
    }

    pub const fn lang(&self) -> Lang {
        self.council.lang()
    }

    pub const fn tally(&self) -> &TallyReport<'_> {
        self.council.tally
    }
}
