//! Whether a dossier is complete: what is wrong, what is missing, what is worth a look.

use ocop::check::{
    BeforeReport, CheckReport, CheckStage, FieldsReport, ListedPaper, Missing, MissingKind,
};
use ocop::{Lang, Library};

use super::problems::item;
use crate::document::{Document, Fact, Item};
use crate::inline::Inline;
use crate::words::{Law, counted, list, notice, points_change, say};

/// A check for people.
#[must_use]
pub fn check(report: &CheckReport, library: &Library, lang: Lang) -> Document {
    let law = Law::of(library, report.criteria.as_str(), lang).with_set(Some(report.product_set));
    let mut out = Document::new(lang, say(lang, "Kiểm tra hồ sơ", "Check of a dossier"));
    out.facts(vec![
        Fact::new(
            say(lang, "Bộ sản phẩm", "Product set"),
            law.set_name(report.product_set),
        ),
        Fact::new(say(lang, "Giai đoạn", "Stage"), stage(report.stage, lang)),
        Fact::new(
            say(lang, "Kết luận", "Answer"),
            Inline::new().strong(answer(report, lang)),
        ),
    ]);
    let errors = report.errors.iter().map(|p| item(p, lang));
    out.headed_list(2, say(lang, "Sai", "Wrong"), errors);
    missing(&mut out, report, &law);
    let notices = report.worth_a_look.iter().map(|n| notice(&law, n));
    out.headed_list(2, say(lang, "Cần xem lại", "Worth a look"), notices);
    let forms = report.forms.iter().map(|form| {
        let (name, filled, asked) = (form.name.get(lang), form.filled, form.asked);
        Inline::from(match lang {
            Lang::Vi => format!("{name}: đã ghi {filled}/{asked}"),
            Lang::En => format!("{name}: {filled} of {asked} filled in"),
        })
        .source(law.translate(&form.source))
    });
    out.headed_list(2, say(lang, "Các mẫu", "Forms"), forms);
    let boxes = report.evidence.iter().map(|row| {
        let criteria = list(row.proves.iter().map(|p| p.criterion));
        Item::new(format!("{} ({criteria})", row.name.get(lang))).ticked(row.ticked)
    });
    out.headed_list(2, say(lang, "Minh chứng", "Evidence"), boxes);
    if let Some(before) = &report.before {
        compared(&mut out, before, &law);
    }
    out
}

fn stage(stage: CheckStage, lang: Lang) -> &'static str {
    match stage {
        CheckStage::Draft => say(lang, "đang soạn", "draft"),
        CheckStage::Lodged => say(lang, "nộp cho UBND cấp xã", "lodged with the commune"),
        CheckStage::Commune => say(
            lang,
            "UBND cấp xã chuyển lên tỉnh",
            "sent on by the commune",
        ),
        CheckStage::Council => say(
            lang,
            "hội đồng cấp tỉnh đánh giá",
            "before the council of the province",
        ),
        CheckStage::Central => say(lang, "tỉnh đề nghị trung ương", "sent on to the centre"),
        _ => "",
    }
}

/// What kind of "no problem" it is.
fn answer(report: &CheckReport, lang: Lang) -> String {
    let number = |count: usize| i64::try_from(count).unwrap_or(i64::MAX);
    let mut parts = vec![match (report.errors.len(), lang) {
        (0, Lang::Vi) => "không có lỗi".to_owned(),
        (0, Lang::En) => "nothing is wrong".to_owned(),
        (n, Lang::Vi) => format!("{n} lỗi"),
        (n, Lang::En) => counted(lang, number(n), "", "error"),
    }];
    let open = report.unanswered.len();
    if open > 0 {
        parts.push(match lang {
            Lang::Vi => format!("{open} tiêu chí chưa chấm"),
            Lang::En if open == 1 => "1 criterion is unanswered".to_owned(),
            Lang::En => format!("{open} criteria are unanswered"),
        });
    }
    let rest = report.missing.len().saturating_sub(open);
    if rest > 0 {
        parts.push(match lang {
            Lang::Vi => format!("còn thiếu {rest} nội dung"),
            Lang::En => format!("{} missing", counted(lang, number(rest), "", "thing")),
        });
    }
    let look = report.worth_a_look.len();
    if look > 0 {
        parts.push(match lang {
            Lang::Vi => format!("{look} điểm cần xem lại"),
            Lang::En => format!("{} worth a look", counted(lang, number(look), "", "thing")),
        });
    }
    if report.complete && look == 0 {
        parts.push(say(lang, "đủ ở giai đoạn này", "complete at this stage").to_owned());
    }
    crate::words::ended(&crate::words::capital(&parts.join("; ")))
}

const KINDS: [MissingKind; 7] = [
    MissingKind::Answer,
    MissingKind::Field,
    MissingKind::Part,
    MissingKind::Samples,
    MissingKind::Day,
    MissingKind::Evidence,
    MissingKind::Description,
];

fn missing(out: &mut Document, report: &CheckReport, law: &Law<'_>) {
    let lang = law.lang;
    for kind in KINDS {
        let heading = match kind {
            MissingKind::Answer => say(lang, "Chưa chấm", "Unanswered"),
            MissingKind::Field => say(lang, "Chưa ghi trong các mẫu", "Not filled in on the forms"),
            MissingKind::Part => say(lang, "Chưa có văn bản", "Papers not there"),
            MissingKind::Samples => say(lang, "Sản phẩm mẫu", "Samples"),
            MissingKind::Day => say(lang, "Chưa có ngày", "Days not given"),
            MissingKind::Evidence => say(lang, "Chưa có minh chứng", "Without evidence"),
            _ => say(
                lang,
                "Chưa mô tả trong Mẫu số 02",
                "Not described on form 02",
            ),
        };
        let of_kind = report.missing.iter().filter(|m| m.kind == kind);
        out.headed_list(2, heading, of_kind.map(|m| thing(m, law)));
    }
}

fn thing(missing: &Missing, law: &Law<'_>) -> Item {
    let what = missing.what.get(law.lang);
    let mut words = Inline::from(match (missing.criterion, missing.kind) {
        // the words of a missing paper begin with its criterion
        (Some(id), kind) if kind != MissingKind::Evidence => format!("{id} {what}"),
        _ => what.to_owned(),
    });
    if let (Some(there), Some(needed)) = (missing.there, missing.needed) {
        words = words.plain(match law.lang {
            Lang::Vi => format!(": có {there}, cần {needed}"),
            Lang::En => format!(": {there} there, {needed} needed"),
        });
    }
    if let Some(source) = &missing.source {
        let source = law.translate(source);
        words = words.source(match &missing.at {
            Some(at) => format!("{source}, {at}"),
            None => source,
        });
    }
    Item::new(words)
}

fn compared(out: &mut Document, before: &BeforeReport, law: &Law<'_>) {
    let lang = law.lang;
    out.heading(
        2,
        say(
            lang,
            "So với hồ sơ trước",
            "Compared with the dossier of before",
        ),
    );
    let same = before.carried_over.len();
    out.paragraph(match lang {
        Lang::Vi => format!("{same} tiêu chí giữ nguyên mức."),
        Lang::En if same == 1 => "1 criterion at the same level.".to_owned(),
        Lang::En => format!("{same} criteria at the same level."),
    });
    let changed = before.changed.iter().map(|change| {
        format!(
            "{}: {} {} → {}, {}",
            law.criterion(change.criterion),
            say(lang, "mức", "level"),
            change.from,
            change.to,
            points_change(lang, change.points)
        )
    });
    out.headed_list(3, say(lang, "Đổi mức", "Another level"), changed);
    let gone = before.missing.iter().map(|id| law.criterion(*id));
    out.headed_list(
        3,
        say(lang, "Trước có chấm, nay chưa", "Answered before, not now"),
        gone,
    );
    let added = before.new.iter().map(|id| law.criterion(*id));
    out.headed_list(
        3,
        say(lang, "Trước chưa chấm, nay có", "Answered now, not before"),
        added,
    );
    fields(out, &before.fields, lang);
    let papers = &before.papers;
    for (heading, papers) in [
        (say(lang, "Giấy tờ mới", "New papers"), &papers.new),
        (
            say(lang, "Giấy tờ giữ lại", "Papers carried over"),
            &papers.carried_over,
        ),
        (
            say(
                lang,
                "Giấy tờ trước có, nay không",
                "Papers listed before, not now",
            ),
            &papers.missing,
        ),
    ] {
        out.headed_list(3, heading, papers.iter().map(listed));
    }
}

/// What became of what the forms hold.
fn fields(out: &mut Document, fields: &FieldsReport, lang: Lang) {
    for (heading, fields) in [
        (
            say(
                lang,
                "Nội dung trong mẫu ghi khác trước",
                "On the forms in other words",
            ),
            &fields.changed,
        ),
        (
            say(
                lang,
                "Nội dung trong mẫu nay mới ghi",
                "On the forms now, not before",
            ),
            &fields.new,
        ),
        (
            say(
                lang,
                "Nội dung trong mẫu giữ nguyên",
                "On the forms in the same words",
            ),
            &fields.carried_over,
        ),
        (
            say(
                lang,
                "Nội dung trong mẫu trước có, nay không",
                "On the forms before, not now",
            ),
            &fields.missing,
        ),
    ] {
        let each = fields.iter().map(|field| field.what.get(lang).to_owned());
        out.headed_list(3, heading, each);
    }
}

fn listed(paper: &ListedPaper) -> String {
    let number = paper.number.as_ref().map(|n| format!(" ({n})"));
    format!(
        "{}: {}{}",
        paper.criterion,
        paper.document,
        number.unwrap_or_default()
    )
}
