//! The paper on which a member of a council scores a product, laid out as the sheets of the decision:
//! Annex II of 26/2026.

use ocop::criteria::files::Effect;
use ocop::criteria::{SetCriterion, SetPart, SetReport, SetSection};
use ocop::{Lang, Library};

use super::levels::{legend, mark};
use crate::document::{
    Block, Column, Document, Fact, Item, Letterhead, Row, RowKind, Signature, Table, Title,
};
use crate::inline::Inline;
use crate::words::{Law, blank_date, effect, points, stars};

/// An empty score sheet of a product set: a box a level, room for points, findings and the opinion.
#[must_use]
pub fn score_sheet(set: &SetReport, library: &Library, lang: Lang) -> Document {
    let law = Law::of(library, set.criteria.as_str(), lang).with_set(Some(set.product_set));
    let page = Page { set, law };
    let title = page.say(
        "Phiếu đánh giá, phân hạng sản phẩm OCOP",
        "OCOP score sheet",
    );
    let (number, name) = (set.product_set, set.name.get(lang));
    let mut out = Document::untitled(lang, format!("{title}: {number}. {name}"));
    out.push(Block::Letterhead(Letterhead::of(
        lang,
        page.say(
            "Hội đồng đánh giá, phân hạng sản phẩm OCOP",
            "OCOP rating council",
        ),
    )));
    out.push(Block::Title(Title {
        text: title.into(),
        below: vec![
            format!(
                "{} {number}: {name}",
                page.say("Bộ sản phẩm", "Product set")
            )
            .into(),
            Inline::from(page.law.decision(set.criteria.as_str()))
                .source(page.law.translate(&set.source)),
        ],
    }));
    out.facts(page.head());
    page.rejection(&mut out);
    page.cases(&mut out);
    out.push(Block::Table(page.table()));
    page.bands(&mut out);
    page.findings(&mut out);
    out.heading(
        3,
        page.say("Ý kiến của người đánh giá", "Opinion of the assessor"),
    );
    out.push(Block::Lines { count: 4 });
    let when = Inline::new().gap(8).plain(", ").then(blank_date(lang));
    out.signatures([
        Signature::default(),
        Signature {
            when,
            ..Signature::new(page.say("Người đánh giá", "Assessor"), "")
                .note(page.say("(ký, ghi rõ họ tên)", "(signature and full name)"))
        },
    ]);
    out
}

struct Page<'p> {
    set: &'p SetReport,
    law: Law<'p>,
}

impl Page<'_> {
    const fn say<'w>(&self, vi: &'w str, en: &'w str) -> &'w str {
        self.law.say(vi, en)
    }

    fn head(&self) -> Vec<Fact> {
        [
            ("Tên sản phẩm", "Product"),
            ("Mã sản phẩm", "Code"),
            ("Tên chủ thể", "Producer"),
            ("Điện thoại", "Telephone"),
            ("Địa chỉ", "Address"),
        ]
        .into_iter()
        .map(|(vi, en)| Fact::new(self.say(vi, en), ""))
        .collect()
    }

    /// What a dossier is rejected for stands at the head of the sheet, with a box each.
    fn rejection(&self, out: &mut Document) {
        let heading = self.say("Hồ sơ bị loại khi", "The dossier is rejected where");
        out.headed_list(3, heading, self.boxes(|e| e == Effect::Rejection, false));
    }

    /// The other findings, with a box each.
    fn findings(&self, out: &mut Document) {
        let heading = self.say(
            "Trường hợp dừng đánh giá, không đủ điều kiện",
            "Findings that stop the assessment or make the product not eligible",
        );
        let mut items: Vec<Item> = self.boxes(|e| e != Effect::Rejection, true);
        if !self.set.zero_stops.is_empty() {
            let words = self.say(
                "0 điểm ở một trong các tiêu chí sau: dừng đánh giá",
                "0 points at any of these criteria: the assessment stops",
            );
            let stops = self.set.zero_stops.iter().map(|c| self.law.criterion(*c));
            items.push(Item::new(words).with(stops));
        }
        out.headed_list(3, heading, items);
    }

    fn boxes(&self, wanted: impl Fn(Effect) -> bool, named: bool) -> Vec<Item> {
        let findings = self.set.findings.iter().filter(|f| wanted(f.effect));
        findings
            .map(|finding| {
                let at = finding
                    .criterion
                    .map(|c| format!(" ({})", self.law.criterion(c)));
                let what = if named {
                    format!(": {}", effect(self.law.lang, finding.effect))
                } else {
                    String::new()
                };
                let label = finding.label.get(self.law.lang);
                Item::new(format!("{label}{}{what}", at.unwrap_or_default())).ticked(false)
            })
            .collect()
    }

    /// One case holds for the whole sheet.
    fn cases(&self, out: &mut Document) {
        let lang = self.law.lang;
        let cases = self.set.cases.iter();
        let items =
            cases.map(|c| Item::new(format!("{}) {}", c.case, c.label.get(lang))).ticked(false));
        let heading = self.say(
            "Cả phiếu theo một trường hợp",
            "One case holds for the whole sheet",
        );
        out.headed_list(3, heading, items);
    }

    fn table(&self) -> Table {
        let mut table = Table::new([
            Column::words(self.say("Tiêu chí", "Criterion"), 1),
            Column::figures(self.say("Điểm", "Points")),
            Column::signs(self.say("Chọn", "Tick")),
            Column::words(self.say("Sao", "Stars"), 0),
        ]);
        for part in &self.set.parts {
            self.part(&mut table, part);
        }
        table.rows.push(Row {
            kind: RowKind::Total,
            cells: vec![
                self.say("TỔNG CỘNG", "TOTAL").into(),
                Inline::from(self.set.max_points.to_string()),
                Inline::new().gap(3),
                Inline::new(),
            ],
        });
        table
    }

    fn part(&self, table: &mut Table, part: &SetPart) {
        let lang = self.law.lang;
        let most = points(lang, part.max_points);
        let (letter, name) = (part.part, part.name.get(lang));
        let head = format!("{} {letter}: {name} ({most})", self.say("Phần", "Part"));
        table.rows.push(Row::heading(head.to_uppercase()));
        for section in &part.sections {
            self.section(table, section);
        }
        table.rows.push(Row {
            kind: RowKind::Total,
            cells: vec![
                format!("{} {letter}", self.say("Cộng phần", "Sum of part")).into(),
                part.max_points.to_string().into(),
                Inline::new().gap(3),
                Inline::new(),
            ],
        });
    }

    fn section(&self, table: &mut Table, section: &SetSection) {
        let lang = self.law.lang;
        // a section that is scored itself is its own criterion
        let alone = section
            .criteria
            .first()
            .is_some_and(|c| c.criterion == section.section);
        if !alone {
            let most = points(lang, section.max_points);
            let (number, name) = (section.section, section.name.get(lang));
            table
                .rows
                .push(Row::heading(format!("{number}. {name} ({most})")));
        }
        let mut group = None;
        for criterion in &section.criteria {
            let of = criterion.criterion.parent();
            if let Some(heading) = section.groups.iter().find(|g| Some(g.group) == of)
                && group != of
            {
                group = of;
                let most = points(lang, heading.max_points);
                let (number, name) = (heading.group, heading.name.get(lang));
                table
                    .rows
                    .push(Row::heading(format!("{number} {name} ({most})")));
            }
            self.criterion(table, criterion);
        }
    }

    fn criterion(&self, table: &mut Table, criterion: &SetCriterion) {
        let lang = self.law.lang;
        let printed = criterion.printed.as_deref();
        let label = printed.map_or_else(String::new, |p| format!(" {p})"));
        let (id, name) = (criterion.criterion, criterion.name.get(lang));
        let most = points(lang, criterion.max_points);
        let mut head = format!("{id}{label} {name} ({most})");
        if let Some(least) = criterion.minimum_for {
            head.push_str(&match lang {
                Lang::Vi => format!(" · {}: phải đạt ít nhất một mức", mark(Some(least))),
                Lang::En => format!(
                    " · {}: at least one level must be reached",
                    mark(Some(least))
                ),
            });
        }
        if let Some(needs) = criterion.requires {
            head.push_str(&match lang {
                Lang::Vi => format!(" · chỉ chấm khi {needs} có điểm"),
                Lang::En => format!(" · scored only if {needs} has points"),
            });
        }
        table.rows.push(Row::heading(head));
        for note in &criterion.notes {
            let note = Inline::new().emphasis(note.get(lang));
            table.rows.push(Row::new([note]));
        }
        for level in &criterion.levels {
            let case = level.case.map(|c| format!("{c}) ")).unwrap_or_default();
            table.rows.push(Row::new([
                Inline::from(format!("{case}{}", level.label.get(lang))),
                level.points.to_string().into(),
                Inline::new().tick(false),
                mark(level.minimum_for).into(),
            ]));
        }
    }

    /// The bands, and what the marks mean.
    fn bands(&self, out: &mut Document) {
        let lang = self.law.lang;
        let instrument = self.law.criteria().and_then(|c| c.instrument().ok());
        let Some(instrument) = instrument else {
            return;
        };
        let file = instrument.file();
        let mut below = file.max_points.get().saturating_add(1);
        let mut bands = Vec::new();
        for band in &file.bands {
            let (from, to) = (band.from_points.get(), below.saturating_sub(1));
            bands.push(match lang {
                // a mean may lie between whole points: all of a band lies below the next one
                Lang::Vi if below > file.max_points.get() => {
                    format!("{}: từ {from} đến {to} điểm", stars(lang, band.stars))
                }
                Lang::Vi => format!(
                    "{}: từ {from} đến dưới {below} điểm",
                    stars(lang, band.stars)
                ),
                Lang::En if below > file.max_points.get() => {
                    format!("{}: {from} to {to} points", stars(lang, band.stars))
                }
                Lang::En => format!(
                    "{}: {from} to below {below} points",
                    stars(lang, band.stars)
                ),
            });
            below = from;
        }
        out.paragraph(format!("{}.", bands.join("; ")));
        if self.set.has_minimums() {
            out.paragraph(legend(lang));
        }
    }
}
