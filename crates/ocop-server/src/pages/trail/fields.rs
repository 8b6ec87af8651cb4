//! Fields and values of what is kept, in the words of people.

use crate::domain::fields;
use crate::pages::words::Words;

/// A field by its name for people; empty for one that only holds others.
pub(super) fn field(w: Words, name: &str) -> String {
    fields::named(name).map_or_else(String::new, |t| t.get(w.lang).to_owned())
}

/// A value that is a word of a file, in the words of the language; any other as it is.
pub(super) fn value(w: Words, value: &str) -> String {
    let known = match value {
        "true" => w.yes(),
        "false" => w.no(),
        "draft" => w.say("nháp", "draft"),
        "submitted" => w.submitted(),
        "mean" => w.mean(),
        "majority" => w.majority(),
        "unanimous" => w.unanimous(),
        "collective" => w.findings_collective(),
        "allowed" => w.spread_allowed(),
        "rescore" => w.spread_rescore(),
        "first" => w.first_rating(),
        "upgrade" => w.upgrade(),
        "re-rating" => w.re_rating(),
        "province" => w.province(),
        "central" => w.central(),
        "district" => w.district(),
        other => other,
    };
    known.to_owned()
}
