//! What goes along with a dossier, in words.

use ocop::Lang;
use ocop::council::{PartCheck, PartState};

use crate::document::Item;
use crate::inline::Inline;
use crate::words::Law;

/// A part with what the law says of it: how many samples, and that some go along only where there are
/// any. It is ticked where it is at hand.
pub fn part(part: &PartCheck, law: &Law<'_>) -> Item {
    let instrument = law.criteria().and_then(|c| c.instrument().ok());
    let file = instrument.map(|i| i.file());
    let rule = file.and_then(|f| f.dossier_parts.iter().find(|p| p.part == part.part));
    let samples = file.and_then(|f| f.samples.as_ref());
    let samples = samples.filter(|_| rule.is_some_and(|r| r.samples));
    let count = samples.map(|s| match law.lang {
        Lang::Vi => format!(" ({:02} mẫu)", s.count),
        Lang::En => format!(" ({})", s.count),
    });
    let at_hand = part.state == PartState::AtHand;
    let any = if rule.is_some_and(|r| r.if_any) && !at_hand {
        law.say(" (nếu có)", " (if any)")
    } else {
        ""
    };
    let words = format!(
        "{}{}{any}",
        part.label.get(law.lang),
        count.unwrap_or_default()
    );
    Item::new(Inline::from(words).source(law.translate(&part.source))).ticked(at_hand)
}
