//! How far a batch has come, for whoever waits for it.

use std::fmt;
use std::io::IsTerminal;

use indicatif::{HumanCount, ProgressBar, ProgressState, ProgressStyle};
use ocop::Lang;

/// Progress on standard error, where that is a terminal.
pub struct Progress {
    bar: ProgressBar,
    refused: u64,
    lang: Lang,
}

impl Progress {
    /// Of a batch whose end is not known.
    pub fn new(lang: Lang) -> Self {
        let template = match lang {
            Lang::Vi => "{spinner} {human_pos} hồ sơ, {speed}{msg}",
            Lang::En => "{spinner} {human_pos} dossiers, {speed}{msg}",
        };
        Self::shown(ProgressBar::new_spinner(), template, lang)
    }

    /// Of a batch of so many dossiers.
    #[cfg(feature = "parquet")]
    pub fn of(dossiers: u64, lang: Lang) -> Self {
        let template = match lang {
            Lang::Vi => "{bar:24} {human_pos} / {human_len} hồ sơ, {speed}, còn {eta}{msg}",
            Lang::En => "{bar:24} {human_pos} of {human_len} dossiers, {speed}, {eta} left{msg}",
        };
        Self::shown(ProgressBar::new(dossiers), template, lang)
    }

    fn shown(bar: ProgressBar, template: &str, lang: Lang) -> Self {
        let bar = if std::io::stderr().is_terminal() {
            bar
        } else {
            ProgressBar::hidden()
        };
        if let Ok(style) = ProgressStyle::with_template(template) {
            // whole dossiers: nobody waits for a ten-thousandth of one
            let speed = |state: &ProgressState, out: &mut dyn fmt::Write| {
                _ = write!(out, "{:.0}/s", state.per_sec());
            };
            bar.set_style(style.with_key("speed", speed));
        }
        Self {
            bar,
            refused: 0,
            lang,
        }
    }

    pub fn add(&mut self, lines: u64, refused: u64) {
        self.bar.inc(lines);
        if refused > 0 {
            self.refused = self.refused.saturating_add(refused);
            let refused = HumanCount(self.refused);
            self.bar.set_message(match self.lang {
                Lang::Vi => format!(", {refused} bị từ chối"),
                Lang::En => format!(", {refused} refused"),
            });
        }
    }

    /// How many lines were refused.
    pub fn finish(&self) -> u64 {
        self.bar.finish();
        self.refused
    }
}
