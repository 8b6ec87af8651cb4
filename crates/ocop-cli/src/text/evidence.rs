//! A checklist of evidence as text.

use ocop::Lang;
use ocop::evidence::{Checklist, ProvenCriterion};

use crate::table::{clean, wrapped};

use super::{line, plural, say};

/// A checklist for people: a box to tick before each paper.
pub fn page(checklist: &Checklist, lang: Lang) -> String {
    let mut out = String::new();
    line(
        &mut out,
        say(lang, "DANH MỤC MINH CHỨNG", "CHECKLIST OF EVIDENCE"),
    );
    let set = checklist.product_set;
    let mut what = match lang {
        Lang::Vi => format!("Bộ sản phẩm {set}, {}", checklist.criteria),
        Lang::En => format!("Product set {set}, {}", checklist.criteria),
    };
    if let Some(target) = checklist.target {
        what.push_str(&match lang {
            Lang::Vi => format!(", cho {target} sao"),
            Lang::En => format!(", for {}", plural(target)),
        });
    }
    if let Some(source) = &checklist.source {
        what.push_str(&format!(" [{}]", source.get(lang)));
    }
    line(&mut out, &wrapped("", &what));
    for item in &checklist.evidence {
        out.push('\n');
        line(&mut out, &wrapped("[ ] ", item.name.get(lang)));
        line(&mut out, &wrapped("    ", item.requirement.get(lang)));
        for proven in &item.proves {
            criterion(&mut out, proven, lang);
        }
    }
    if !checklist.without_papers.is_empty() {
        line(
            &mut out,
            match &checklist.source {
                Some(_) => say(
                    lang,
                    "\nBảng minh chứng không nêu giấy tờ (xem, nếm, hỏi tại chỗ)",
                    "\nNo paper named by the table (judged by looking, tasting, asking)",
                ),
                None => say(
                    lang,
                    "\nDữ liệu của văn bản này không có bảng minh chứng; tiêu chí cần chứng minh:",
                    "\nNo table of evidence is at hand for this decision; criteria to prove:",
                ),
            },
        );
        for proven in &checklist.without_papers {
            criterion(&mut out, proven, lang);
        }
    }
    if !checklist.notices.is_empty() {
        line(&mut out, say(lang, "\nCần xem lại", "\nTo look at"));
        for notice in &checklist.notices {
            line(&mut out, &wrapped("  - ", &clean(notice.message.get(lang))));
        }
    }
    out
}

fn criterion(out: &mut String, proven: &ProvenCriterion, lang: Lang) {
    let (id, name) = (proven.criterion, proven.name.get(lang));
    let level = match (proven.level, &proven.label, lang) {
        (Some(level), Some(label), Lang::Vi) => format!(", mức {level}: {}", label.vi),
        (Some(level), Some(label), Lang::En) => format!(", level {level}: {}", label.en),
        _ => String::new(),
    };
    line(out, &wrapped("    - ", &format!("{id} {name}{level}")));
    for paper in &proven.listed {
        line(out, &wrapped("        + ", &clean(paper)));
    }
}
