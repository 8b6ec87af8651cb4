//! Fields and values of what is kept, in the words of people.

use crate::pages::words::Words;

/// A field by its name on the pages; empty for one that only holds others. One that no page shows has
/// the name that it has in the file.
pub(crate) fn field(w: Words, name: &str) -> &str {
    match name {
        "name" => w.say("tên", "name"),
        "role" => w.role(),
        "institution" => w.institution(),
        "status" | "state" => w.state(),
        "reason" => w.reason(),
        "note" => w.note(),
        "evidence" => w.say("minh chứng", "evidence"),
        "comment" => w.comment(),
        "case" => w.case(),
        "product" => w.product(),
        "producer" => w.producer(),
        "code" => w.say("mã", "code"),
        "product_set" => w.product_set(),
        "registration" => w.registration(),
        "members" => w.members(),
        "products" => w.products(),
        "present" => w.presence(),
        "recused" => w.recused(),
        "council" => w.council(),
        "place" => w.place(),
        "held_on" => w.held_on(),
        "level" => w.council_level(),
        "regulation" => w.rules(),
        "quorum" => w.quorum(),
        "numerator" => w.say("tử số", "numerator"),
        "denominator" => w.say("mẫu số", "denominator"),
        "chair_required" => w.chair_required(),
        "max_spread" => w.max_spread(),
        "spread_at_limit" => w.spread_at_limit(),
        "minimums" => w.minimums(),
        "findings" => w.findings_word(),
        "fewest_members" => w.fewest_members(),
        "totals_shown" => w.totals_shown(),
        "secretary_acts" => w.secretary_acts(),
        "decision" => w.decision_number(),
        "issued_on" => w.issued_on(),
        "expires_on" => w.expires_on(),
        "unchanged" => w.stand_by(),
        "file" => w.say("tệp", "file"),
        "stars" => w.say("số sao", "stars"),
        "criteria" => w.say("bộ tiêu chí", "criteria"),
        "format" => w.say("dạng tệp", "format"),
        "id" => w.say("mã trong phiên", "identifier"),
        "sheets" => w.say("phiếu", "sheets"),
        "evening" | "kind" | "now" | "content" => "",
        other => other,
    }
}

/// A value that is a word of a file, in the words of the language; any other as it is.
pub(crate) fn value(w: Words, value: &str) -> String {
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
