//! One Markdown table of figures, ratios and targets.

use std::fmt;

/// What a figure is to reach.
#[derive(Debug, Clone, Copy)]
pub enum Target {
    AtMost(f64),
    AtLeast(f64),
    Below(f64, &'static str),
    /// Told for comparison only.
    None,
}

impl Target {
    fn met(self, figure: f64) -> &'static str {
        let met = match self {
            Self::AtMost(limit) => figure <= limit,
            Self::AtLeast(limit) => figure >= limit,
            Self::Below(limit, _) => figure < limit,
            Self::None => return "",
        };
        if met { "met" } else { "**not met**" }
    }
}

impl fmt::Display for Target {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::AtMost(limit) => write!(f, "≤ {limit:.2}"),
            Self::AtLeast(limit) => write!(f, "≥ {limit:.1}"),
            Self::Below(limit, unit) => write!(f, "< {limit} {unit}"),
            Self::None => Ok(()),
        }
    }
}

/// The table: rows of text, in the order they were measured.
#[derive(Debug, Default)]
pub struct Table(Vec<[String; 7]>);

/// How much one quantity is of another: by the best round of each, and by the median of all.
#[derive(Debug, Clone, Copy)]
pub struct Ratio {
    pub best: f64,
    pub median: f64,
}

impl Table {
    /// A figure that is compared with another: the best ratio has the target, since whatever else
    /// runs on the machine only ever slows a round.
    pub fn ratio(&mut self, what: &str, figure: &str, against: &str, ratio: Ratio, target: Target) {
        self.0.push([
            what.to_owned(),
            figure.to_owned(),
            against.to_owned(),
            format!("{:.3}", ratio.best),
            format!("{:.3}", ratio.median),
            target.to_string(),
            target.met(ratio.best).to_owned(),
        ]);
    }

    /// A figure that has a target itself.
    pub fn figure(&mut self, what: &str, text: &str, figure: f64, target: Target) {
        self.0.push([
            what.to_owned(),
            text.to_owned(),
            String::new(),
            String::new(),
            String::new(),
            target.to_string(),
            target.met(figure).to_owned(),
        ]);
    }

    /// What could not be measured here, and why.
    pub fn not_measured(&mut self, what: &str, why: &str, target: Target) {
        self.0.push([
            what.to_owned(),
            format!("not measured: {why}"),
            String::new(),
            String::new(),
            String::new(),
            target.to_string(),
            "not measured".to_owned(),
        ]);
    }
}

impl fmt::Display for Table {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let head = [
            "What", "Measured", "Against", "Ratio", "Median", "Target", "",
        ]
        .map(str::to_owned);
        let rule = ["---", "---:", "---:", "---:", "---:", "---:", "---"].map(str::to_owned);
        for row in [&head, &rule].into_iter().chain(&self.0) {
            writeln!(f, "| {} |", row.join(" | "))?;
        }
        Ok(())
    }
}

/// A time per dossier, for people.
pub fn time(nanoseconds: f64) -> String {
    match nanoseconds {
        ns if ns < 1e3 => format!("{ns:.0} ns"),
        ns if ns < 1e6 => format!("{:.2} µs", ns / 1e3),
        ns if ns < 1e9 => format!("{:.2} ms", ns / 1e6),
        ns => format!("{:.2} s", ns / 1e9),
    }
}
