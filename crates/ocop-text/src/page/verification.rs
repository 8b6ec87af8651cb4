//! What agrees with what a result rests on.

use ocop::Lang;
use ocop::verify::{Check, CheckKind, CheckResult, Verification, Verified};
use serde_json::Value;

use crate::document::{Block, Column, Document, Row, Table};
use crate::inline::Inline;
use crate::words::say;

/// A verification: each thing that was looked at, and every place that differs.
#[must_use]
pub fn verification(found: &Verification, lang: Lang) -> Document {
    let title = match found.of {
        Verified::Tally => say(lang, "Đối chiếu kết quả hội đồng", "A tally verified"),
        _ => say(lang, "Đối chiếu kết quả chấm", "A rating verified"),
    };
    let mut out = Document::new(lang, title);
    let mut decisive = found.checks.iter().filter(|c| c.check.decides());
    let all_stated = decisive.all(|c| c.result == CheckResult::Agrees);
    let verdict = if found.agrees && !all_stated {
        // a brief rating may be of any dossier that gives these figures
        match found.of {
            Verified::Tally => say(
                lang,
                "Không thấy chỗ nào khác, nhưng chưa rõ có đúng phiên họp, bộ tiêu chí này không: xem \"không ghi\" dưới đây.",
                "Nothing differs, but whether it rests on this session and these criteria cannot be told: see \"not stated\" below.",
            ),
            _ => say(
                lang,
                "Không thấy chỗ nào khác, nhưng chưa rõ có đúng hồ sơ, bộ tiêu chí này không: xem \"không ghi\" dưới đây.",
                "Nothing differs, but whether it rests on this dossier and these criteria cannot be told: see \"not stated\" below.",
            ),
        }
    } else if found.agrees {
        match found.of {
            Verified::Tally => say(
                lang,
                "Khớp: kết quả đúng là của phiên họp và bộ tiêu chí này.",
                "It agrees: the result is that of this session and these criteria.",
            ),
            _ => say(
                lang,
                "Khớp: kết quả đúng là của hồ sơ và bộ tiêu chí này.",
                "It agrees: the result is that of this dossier and these criteria.",
            ),
        }
    } else {
        say(
            lang,
            "Không khớp: xem các dòng dưới đây.",
            "It does not agree: see below.",
        )
    };
    out.paragraph(Inline::default().strong(verdict));
    let mut table = Table::new([
        Column::words(say(lang, "Mục", "What"), 1),
        Column::words(say(lang, "Kết luận", "Verdict"), 1),
        Column::words(say(lang, "Ghi chú", "Note"), 3),
    ]);
    for check in &found.checks {
        table.rows.push(Row::new([
            kind(check.check, lang).to_owned(),
            verdict_of(check.result, lang).to_owned(),
            note(check, &found.criteria, lang),
        ]));
    }
    out.push(Block::Table(table));
    for check in found
        .checks
        .iter()
        .filter(|c| c.result == CheckResult::Differs)
    {
        if let (Some(stated), Some(at_hand)) = (&check.stated, &check.found) {
            out.paragraph(match lang {
                Lang::Vi => format!(
                    "{}: kết quả ghi {stated}; có ở đây {at_hand}.",
                    kind(check.check, lang)
                ),
                Lang::En => format!(
                    "{}: the result states {stated}; at hand is {at_hand}.",
                    kind(check.check, lang)
                ),
            });
        }
    }
    if !found.differences.is_empty() {
        out.heading(2, say(lang, "Chỗ khác nhau", "Where they differ"));
        let mut table = Table::new([
            Column::words(say(lang, "Vị trí", "Place"), 2),
            Column::words(say(lang, "Kết quả ghi", "The result says"), 2),
            Column::words(say(lang, "Tính lại", "It should be"), 2),
        ]);
        for difference in &found.differences {
            table.rows.push(Row::new([
                difference.path.clone(),
                shown(difference.stated.as_ref()),
                shown(difference.found.as_ref()),
            ]));
        }
        out.push(Block::Table(table));
        if found.more_differences > 0 {
            let n = found.more_differences;
            out.paragraph(match lang {
                Lang::Vi => format!("Còn {n} chỗ khác."),
                Lang::En => format!("And {n} more."),
            });
        }
    }
    if !found.errors.is_empty() {
        out.heading(
            2,
            match found.of {
                Verified::Tally => say(lang, "Phiên họp bị từ chối", "The session is refused"),
                _ => say(lang, "Hồ sơ bị từ chối", "The dossier is refused"),
            },
        );
        out.list(found.errors.iter().map(|p| super::problems::item(p, lang)));
    }
    out
}

const fn kind(check: CheckKind, lang: Lang) -> &'static str {
    match check {
        CheckKind::Criteria => say(lang, "Bộ tiêu chí", "Criteria"),
        CheckKind::Translations => say(lang, "Bản dịch", "Translations"),
        CheckKind::Dossier => say(lang, "Hồ sơ", "Dossier"),
        CheckKind::Session => say(lang, "Phiên họp", "Session"),
        CheckKind::Sheets => say(lang, "Tệp phiếu", "Files of sheets"),
        CheckKind::Figures => say(lang, "Con số", "Figures"),
        CheckKind::Words => say(lang, "Câu chữ", "Wording"),
        CheckKind::Program => say(lang, "Chương trình", "Program"),
        _ => say(lang, "Khác", "Other"),
    }
}

/// What a check found, in a sentence.
fn note(check: &Check, criteria: &str, lang: Lang) -> String {
    let places = check.places.unwrap_or_default();
    match (check.check, check.result, lang) {
        (CheckKind::Criteria, CheckResult::Agrees, Lang::Vi) => {
            format!("Đúng bộ tiêu chí {criteria} đã dùng.")
        }
        (CheckKind::Criteria, CheckResult::Agrees, Lang::En) => {
            format!("The criteria {criteria} are those that were used.")
        }
        (CheckKind::Criteria, CheckResult::Differs, Lang::Vi) => {
            format!("Bộ tiêu chí {criteria} có ở đây khác bộ đã dùng: tệp đã được sửa sau đó.")
        }
        (CheckKind::Criteria, CheckResult::Differs, Lang::En) => format!(
            "The criteria {criteria} at hand are not those that were used: their files have changed since."
        ),
        (CheckKind::Criteria, CheckResult::NotKnown, Lang::Vi) => {
            format!("Không có sẵn bộ tiêu chí {criteria}.")
        }
        (CheckKind::Criteria, CheckResult::NotKnown, Lang::En) => {
            format!("The criteria {criteria} are not at hand.")
        }
        (other, CheckResult::NotStated, Lang::Vi) => {
            format!("Kết quả không ghi {}.", named(other, lang))
        }
        (other, CheckResult::NotStated, Lang::En) => {
            format!("The result does not state {}.", named(other, lang))
        }
        (CheckKind::Figures, CheckResult::Agrees, _) => say(
            lang,
            "Mọi con số tính lại đều khớp.",
            "Every figure follows again.",
        )
        .to_owned(),
        (CheckKind::Figures, CheckResult::Differs, Lang::Vi) => {
            format!("{places} con số không khớp khi tính lại.")
        }
        (CheckKind::Figures, CheckResult::Differs, Lang::En) if places == 1 => {
            "1 figure does not follow.".to_owned()
        }
        (CheckKind::Figures, CheckResult::Differs, Lang::En) => {
            format!("{places} figures do not follow.")
        }
        (CheckKind::Figures, _, _) => say(
            lang,
            "Không tính lại được.",
            "The figures could not be made again.",
        )
        .to_owned(),
        (CheckKind::Words, CheckResult::Differs, _) => say(
            lang,
            "Câu chữ của ghi chú hoặc lý do khác; con số không bị ảnh hưởng.",
            "Notices or reasons are worded otherwise; no figure depends on it.",
        )
        .to_owned(),
        (CheckKind::Program, CheckResult::Differs, _) => say(
            lang,
            "Kết quả do phiên bản khác của chương trình tính.",
            "Another version of the program made the result.",
        )
        .to_owned(),
        (other, CheckResult::Agrees, Lang::Vi) => format!("Đúng {}.", named(other, lang)),
        (other, CheckResult::Agrees, Lang::En) => format!("The same: {}.", named(other, lang)),
        (other, CheckResult::Differs, Lang::Vi) => {
            format!("Khác: {} không phải bản đã dùng.", named(other, lang))
        }
        (other, CheckResult::Differs, Lang::En) => format!("Not the same: {}.", named(other, lang)),
        (other, _, Lang::Vi) => format!("Không xác định được {}.", named(other, lang)),
        (other, _, Lang::En) => format!("Cannot be told: {}.", named(other, lang)),
    }
}

/// What is looked at, inside a sentence.
const fn named(check: CheckKind, lang: Lang) -> &'static str {
    match check {
        CheckKind::Criteria => say(lang, "bộ tiêu chí", "the criteria"),
        CheckKind::Translations => say(
            lang,
            "bản dịch của bộ tiêu chí",
            "the translations of the criteria",
        ),
        CheckKind::Dossier => say(lang, "hồ sơ", "the dossier"),
        CheckKind::Session => say(lang, "phiên họp", "the session"),
        CheckKind::Sheets => say(lang, "các tệp phiếu", "the files of sheets"),
        CheckKind::Figures => say(lang, "con số", "the figures"),
        CheckKind::Words => say(lang, "câu chữ", "the wording"),
        CheckKind::Program => say(lang, "phiên bản chương trình", "the version of the program"),
        _ => say(lang, "nội dung này", "this"),
    }
}

const fn verdict_of(result: CheckResult, lang: Lang) -> &'static str {
    match result {
        CheckResult::Agrees => say(lang, "khớp", "agrees"),
        CheckResult::Differs => say(lang, "khác", "differs"),
        CheckResult::NotStated => say(lang, "không ghi", "not stated"),
        _ => say(lang, "không xác định được", "cannot be told"),
    }
}

/// A value as it stands in the result, shortened where it is long.
fn shown(value: Option<&Value>) -> String {
    let text = match value {
        None => return "–".to_owned(),
        Some(Value::String(text)) => text.clone(),
        Some(other) => other.to_string(),
    };
    if text.chars().count() > 80 {
        text.chars().take(79).chain(['…']).collect()
    } else {
        text
    }
}
