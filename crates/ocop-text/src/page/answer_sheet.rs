//! A trainee's answer sheet: one page to tick levels on, beside a practice dossier.

use ocop::Lang;
use ocop::criteria::SetReport;

use crate::document::{Block, Column, Document, Fact, Item, Row, RowKind, Table};
use crate::inline::Inline;
use crate::words::{points, say};

/// The answer sheet of a practice dossier of a product set: a box a level with its points, findings,
/// the total and the stars.
#[must_use]
pub fn answer_sheet(set: &SetReport, seed: u64, lang: Lang) -> Document {
    let title = match lang {
        Lang::Vi => format!("Phiếu trả lời, hồ sơ thực hành số {seed}"),
        Lang::En => format!("Answer sheet, practice dossier {seed}"),
    };
    let mut out = Document::new(lang, title);
    out.facts(vec![
        Fact::new(say(lang, "Họ và tên", "Name"), ""),
        Fact::new(
            say(lang, "Bộ sản phẩm", "Product set"),
            format!("{}. {}", set.product_set, set.name.get(lang)),
        ),
    ]);
    if !set.cases.is_empty() {
        let cases = set.cases.iter().map(|case| {
            Item::new(format!("{}) {}", case.case, case.label.get(lang))).ticked(false)
        });
        out.headed_list(3, say(lang, "Trường hợp", "Case"), cases);
    }
    out.push(Block::Table(answers(set, lang)));
    let findings = set.findings.iter();
    let findings = findings.map(|f| Item::new(f.label.get(lang)).ticked(false));
    let heading = say(
        lang,
        "Trường hợp bị loại, dừng, không đủ điều kiện",
        "Findings",
    );
    out.headed_list(3, heading, findings);
    out.facts(vec![
        Fact::new(say(lang, "Tổng điểm", "Total"), ""),
        Fact::new(say(lang, "Hạng sao", "Stars"), ""),
    ]);
    out
}

fn answers(set: &SetReport, lang: Lang) -> Table {
    let mut table = Table::new([
        Column::figures(say(lang, "TT", "No.")),
        Column::words(say(lang, "Tiêu chí", "Criterion"), 3),
        Column::words(say(lang, "Mức (điểm)", "Level (points)"), 4),
        Column::figures(say(lang, "Điểm", "Points")),
    ]);
    for part in &set.parts {
        table.rows.push(Row {
            kind: RowKind::Heading,
            cells: vec![
                format!(
                    "{}. {} ({})",
                    part.part,
                    part.name.get(lang),
                    points(lang, part.max_points)
                )
                .into(),
            ],
        });
        for criterion in part.sections.iter().flat_map(|s| &s.criteria) {
            // a box stays beside its level, whatever breaks the line
            let mut levels = Inline::new().tick(false).plain("\u{a0}0");
            for level in &criterion.levels {
                let case = level
                    .case
                    .map(|c| format!("{c})\u{a0}"))
                    .unwrap_or_default();
                levels = levels.plain("   ").tick(false).plain(format!(
                    "\u{a0}{case}{}\u{a0}({})",
                    level.level, level.points
                ));
            }
            table.rows.push(Row::new([
                Inline::from(criterion.criterion.to_string()),
                criterion.name.get(lang).into(),
                levels,
                Inline::new(),
            ]));
        }
    }
    table
}
