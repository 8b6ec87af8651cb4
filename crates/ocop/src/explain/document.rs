//! An explanation as a document: headings, sentences, lists and tables, in both languages.

use crate::bounded::Stars;
use crate::criteria::files::Effect;
use crate::notice::NoticeCode;
use crate::plan::Status;
use crate::rating::{Outcome, State};
use crate::text::Text;

use super::{Explanation, HeldBack};

/// Whom a document is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reader {
    /// A family or cooperative: one page, what it comes to and what to do.
    Producer,
    /// A council: every criterion with its level and article, and lines to sign.
    Council,
}

/// A piece of a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// A heading.
    Heading(Text),
    /// A paragraph.
    Paragraph(Text),
    /// A list.
    List(Vec<Text>),
    /// A table: its head and its rows.
    Table {
        /// The heads of its columns.
        head: Vec<Text>,
        /// Its rows, as long as the head.
        rows: Vec<Vec<Text>>,
    },
    /// Lines to sign on.
    Signatures(Vec<Text>),
}

/// An explanation in sentences.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    /// Its title.
    pub title: Text,
    /// Its pieces, in order.
    pub blocks: Vec<Block>,
}

fn same(text: impl ToString) -> Text {
    let text = text.to_string();
    Text::new(text.clone(), text)
}

fn stars_en(stars: Stars) -> String {
    let end = if stars == Stars::MIN { "" } else { "s" };
    format!("{stars} star{end}")
}

fn points_en(points: impl Into<i64>) -> String {
    let points = points.into();
    let end = if points == 1 { "" } else { "s" };
    format!("{points} point{end}")
}

fn heading(vi: &str, en: &str) -> Block {
    Block::Heading(Text::new(vi, en))
}

impl Explanation {
    /// The document for a reader.
    #[must_use]
    pub fn document(&self, reader: Reader) -> Document {
        let mut blocks = self.head();
        blocks.extend(self.verdict());
        blocks.push(Block::List(self.parts_lines()));
        blocks.extend(self.reasons_block());
        match reader {
            Reader::Producer => {
                blocks.extend(self.held_back.first().map(held_back).unwrap_or_default());
                blocks.extend(self.next_block(false));
                blocks.extend(self.firmness_block());
                blocks.extend(self.unanswered_block());
                blocks.extend(self.evidence_short());
            }
            Reader::Council => {
                blocks.extend(self.held_back.iter().flat_map(held_back));
                blocks.extend(self.firmness_block());
                blocks.extend(self.unanswered_block());
                blocks.extend(self.awards_table());
                blocks.extend(self.evidence_full());
                blocks.extend(self.notices_block());
                blocks.extend(self.next_block(true));
                blocks.extend(self.ground());
            }
        }
        Document {
            title: Text::new(
                "Giải thích kết quả đánh giá sản phẩm OCOP",
                "The OCOP rating explained",
            ),
            blocks,
        }
    }

    fn head(&self) -> Vec<Block> {
        let mut lines = Vec::new();
        if let Some(product) = &self.product {
            let code = self
                .code
                .as_ref()
                .map(|c| format!(" ({c})"))
                .unwrap_or_default();
            lines.push(Text::new(
                format!("Sản phẩm: {product}{code}"),
                format!("Product: {product}{code}"),
            ));
        }
        if let Some(producer) = &self.producer {
            lines.push(Text::new(
                format!("Chủ thể: {producer}"),
                format!("Producer: {producer}"),
            ));
        }
        let (set, name) = (self.product_set, &self.set_name);
        lines.push(Text::new(
            format!("Bộ sản phẩm: {set}. {}", name.vi),
            format!("Product set: {set}. {}", name.en),
        ));
        lines.push(Text::new(
            format!(
                "Văn bản: Quyết định {}, {}",
                self.instrument, self.sheet_source.vi
            ),
            format!(
                "Law: Decision {}, {}",
                self.instrument, self.sheet_source.en
            ),
        ));
        vec![Block::List(lines)]
    }

    fn verdict(&self) -> Vec<Block> {
        let (points, most) = (self.points, self.max_points);
        let product = self.product.as_deref();
        let name = Text::new(
            product.unwrap_or("Sản phẩm"),
            product.unwrap_or("The product"),
        );
        let mut sentence = Text::new(
            format!("{} được {points} trên {most} điểm", name.vi),
            format!("{} has {points} of {most} points", name.en),
        );
        let mut add = |vi: String, en: String| {
            sentence.vi.push_str(&vi);
            sentence.en.push_str(&en);
        };
        match (self.stars, self.points_stars) {
            (Some(stars), Some(by_points)) if stars < by_points => add(
                format!(
                    ": riêng điểm số đạt {by_points} sao, nhưng chưa đủ mức tối thiểu nên xếp {stars} sao."
                ),
                format!(
                    ": by points alone {}, but a minimum is not met, so it is rated {}.",
                    stars_en(by_points),
                    stars_en(stars)
                ),
            ),
            (Some(stars), _) => add(
                format!(" và được xếp {stars} sao."),
                format!(" and is rated {}.", stars_en(stars)),
            ),
            _ => add(
                ", nhưng không được xếp sao.".to_owned(),
                ", but is given no stars.".to_owned(),
            ),
        }
        if let Some(band) = &self.band {
            add(
                format!(" Khung điểm: {} [{}].", band.text.vi, band.source.vi),
                format!(" Band: {} [{}].", band.text.en, band.source.en),
            );
        }
        if self.outcome == Outcome::Provisional {
            add(
                " Kết quả là tạm tính: còn tiêu chí chưa chấm, đang tính 0 điểm.".to_owned(),
                " The result is provisional: unanswered criteria count 0.".to_owned(),
            );
        }
        if let Some(by) = &self.recognition {
            add(
                format!(" Công nhận: {} [{}].", by.text.vi, by.source.vi),
                format!(" Recognition: {} [{}].", by.text.en, by.source.en),
            );
        }
        vec![heading("Kết quả", "Result"), Block::Paragraph(sentence)]
    }

    fn parts_lines(&self) -> Vec<Text> {
        let lines = self.parts.iter().map(|p| {
            let (letter, points, most) = (p.part, p.points, p.max_points);
            Text::new(
                format!("{letter}. {}: {points}/{most}", p.name.vi),
                format!("{letter}. {}: {points}/{most}", p.name.en),
            )
        });
        lines.collect()
    }

    fn reasons_block(&self) -> Vec<Block> {
        if self.reasons.is_empty() {
            return Vec::new();
        }
        let lines = self.reasons.iter().map(|r| {
            let at = r.criterion.map(|c| format!("{c} ")).unwrap_or_default();
            let (vi, en) = match r.effect {
                Effect::Rejection => ("hồ sơ bị loại", "the dossier is rejected"),
                Effect::Eligibility => {
                    ("không đủ điều kiện đánh giá", "not eligible for assessment")
                }
                Effect::Stop => ("dừng đánh giá", "the assessment stops"),
            };
            Text::new(
                format!("{at}{}: {vi} [{}].", r.label.vi, r.source.vi),
                format!("{at}{}: {en} [{}].", r.label.en, r.source.en),
            )
        });
        vec![
            heading("Vì sao không xếp sao", "Why there are no stars"),
            Block::List(lines.collect()),
        ]
    }

    fn firmness_block(&self) -> Vec<Block> {
        let (Some(firm), Some(stars)) = (&self.firmness, self.stars) else {
            return Vec::new();
        };
        let (above, from) = (firm.points_above, firm.from_points);
        let mut blocks = vec![
            heading("Hạng sao này chắc đến đâu", "How firm these stars are"),
            Block::Paragraph(Text::new(
                format!("Tổng điểm cao hơn ngưỡng {stars} sao ({from} điểm) là {above} điểm."),
                format!(
                    "The total is {} above the least for {} ({}).",
                    points_en(above),
                    stars_en(stars),
                    points_en(from)
                ),
            )),
        ];
        if firm.fragile.is_empty() {
            blocks.push(Block::Paragraph(Text::new(
                "Hạ một mức ở bất kỳ tiêu chí nào cũng không mất hạng sao.",
                "One level lower at any one criterion does not lose the stars.",
            )));
            return blocks;
        }
        blocks.push(Block::Paragraph(Text::new(
            "Hạ một mức ở một trong các tiêu chí sau là mất hạng sao; hãy giữ minh chứng thật chắc:",
            "One level lower at any one of these loses the stars, so keep their evidence firm:",
        )));
        let lines = firm.fragile.iter().map(|f| {
            let (id, from, to) = (f.criterion, f.from, f.to);
            let (vi, en) = match f.stars {
                Some(then) => (
                    format!("còn {then} sao"),
                    format!("{} then", stars_en(then)),
                ),
                None => (
                    "dừng đánh giá".to_owned(),
                    "the assessment stops".to_owned(),
                ),
            };
            Text::new(
                format!("{id} {}: mức {from} xuống {to}, {vi}.", f.name.vi),
                format!("{id} {}: level {from} to {to}, {en}.", f.name.en),
            )
        });
        blocks.push(Block::List(lines.collect()));
        blocks
    }

    fn next_block(&self, whole: bool) -> Vec<Block> {
        let Some(plan) = &self.next else {
            return Vec::new();
        };
        let target = plan.target;
        let mut blocks = vec![Block::Heading(Text::new(
            format!("Bước nhỏ nhất lên {target} sao"),
            format!("The smallest step to {target} stars"),
        ))];
        blocks.push(Block::Paragraph(plan.message.clone()));
        if plan.status != Status::Planned {
            let blocked = plan.blocked_by.iter().map(|b| b.message.clone());
            blocks.push(Block::List(blocked.collect()));
            return blocks;
        }
        let lines = plan.changes.iter().map(|c| {
            let (id, from, to, points, days) =
                (c.criterion, c.from, c.to, c.points, c.lead_time_days);
            let mut line = Text::new(
                format!(
                    "{id} {}: mức {from} lên {to} ({points:+} điểm, khoảng {days} ngày): {}.",
                    c.name.vi, c.label.vi
                ),
                format!(
                    "{id} {}: level {from} to {to} ({points:+} points, about {days} days): {}.",
                    c.name.en, c.label.en
                ),
            );
            if !c.evidence.is_empty() {
                let vi: Vec<_> = c.evidence.iter().map(|e| e.name.vi.as_str()).collect();
                let en: Vec<_> = c.evidence.iter().map(|e| e.name.en.as_str()).collect();
                line.vi
                    .push_str(&format!(" Minh chứng: {}.", vi.join("; ")));
                line.en.push_str(&format!(" Evidence: {}.", en.join("; ")));
            }
            line
        });
        blocks.push(Block::List(lines.collect()));
        if whole {
            blocks.push(Block::List(
                plan.why.iter().map(|w| w.message.clone()).collect(),
            ));
        }
        if let Some(note) = &plan.costs_note {
            blocks.push(Block::Paragraph(note.clone()));
        }
        blocks
    }

    fn unanswered_block(&self) -> Vec<Block> {
        if self.unanswered.is_empty() {
            return Vec::new();
        }
        let lines = self.unanswered.iter().map(|o| {
            let (id, most) = (o.criterion, o.max_points);
            Text::new(
                format!("{id} {}: nhiều nhất {most} điểm.", o.name.vi),
                format!("{id} {}: {} at most.", o.name.en, points_en(most)),
            )
        });
        vec![
            heading("Chưa chấm", "Unanswered"),
            Block::List(lines.collect()),
        ]
    }

    /// For one page: which criteria, without the papers asked for.
    fn evidence_short(&self) -> Vec<Block> {
        if self.evidence.is_empty() {
            return Vec::new();
        }
        let (missing, other): (Vec<_>, Vec<_>) = self
            .evidence
            .iter()
            .partition(|n| n.code == NoticeCode::EvidenceMissing);
        let mut lines: Vec<Text> = other.iter().map(|n| n.message.clone()).collect();
        let ids: Vec<String> = missing
            .iter()
            .filter_map(|n| n.criterion)
            .map(|c| c.to_string())
            .collect();
        if !ids.is_empty() {
            let list = ids.join(", ");
            lines.push(Text::new(
                format!("Được chấm điểm nhưng chưa nêu minh chứng: {list}."),
                format!("Claimed, but no paper is listed: {list}."),
            ));
        }
        vec![
            heading("Minh chứng còn thiếu", "Evidence that is missing"),
            Block::List(lines),
        ]
    }

    fn evidence_full(&self) -> Vec<Block> {
        if self.evidence.is_empty() {
            return Vec::new();
        }
        vec![
            heading("Minh chứng còn thiếu", "Evidence that is missing"),
            Block::List(self.evidence.iter().map(|n| n.message.clone()).collect()),
        ]
    }

    fn notices_block(&self) -> Vec<Block> {
        if self.notices.is_empty() {
            return Vec::new();
        }
        vec![
            heading("Lưu ý", "Notes"),
            Block::List(self.notices.iter().map(|n| n.message.clone()).collect()),
        ]
    }

    fn awards_table(&self) -> Vec<Block> {
        let head = [
            ("Tiêu chí", "Criterion"),
            ("Mức", "Level"),
            ("Điểm", "Points"),
            ("Nội dung của mức", "What the level asks for"),
        ];
        let rows = self.awarded.iter().map(|a| {
            let level = match (a.state, a.level) {
                (State::Unanswered, _) | (_, None) => same("–"),
                (_, Some(level)) => same(level),
            };
            let label = match (a.state, &a.label) {
                (State::Unanswered, _) => Text::new("chưa chấm", "unanswered"),
                (State::NotApplicable, _) => Text::new("không áp dụng", "not applicable"),
                (State::Scored, Some(label)) => label.clone(),
                (State::Scored, None) => Text::new("không đạt mức nào", "none of the levels"),
            };
            let id = a.criterion;
            vec![
                Text::new(format!("{id} {}", a.name.vi), format!("{id} {}", a.name.en)),
                level,
                same(format!("{}/{}", a.points, a.max_points)),
                label,
            ]
        });
        vec![
            Block::Heading(Text::new(
                format!("Điểm từng tiêu chí [{}]", self.sheet_source.vi),
                format!("Every criterion [{}]", self.sheet_source.en),
            )),
            Block::Table {
                head: head.iter().map(|(vi, en)| Text::new(*vi, *en)).collect(),
                rows: rows.collect(),
            },
        ]
    }

    fn ground(&self) -> Vec<Block> {
        vec![
            heading("Kết quả dựa trên", "What this rests on"),
            Block::List(vec![
                Text::new(
                    format!("Bộ tiêu chí {}: {}", self.criteria, self.criteria_digest),
                    format!("Criteria {}: {}", self.criteria, self.criteria_digest),
                ),
                Text::new(
                    format!("Hồ sơ: {}", self.dossier_digest),
                    format!("Dossier: {}", self.dossier_digest),
                ),
            ]),
            Block::Signatures(vec![
                Text::new("Thư ký", "Secretary"),
                Text::new("Chủ tịch Hội đồng", "Chair of the council"),
            ]),
        ]
    }
}

fn held_back(held: &HeldBack) -> Vec<Block> {
    let stars = held.stars;
    let mut lines = Vec::new();
    if held.points_short > 0 {
        let (short, from, source) = (held.points_short, held.from_points, &held.band_source);
        lines.push(Text::new(
            format!("Thiếu {short} điểm để đạt {from} điểm [{}].", source.vi),
            format!(
                "{} missing to reach {from} [{}].",
                points_en(short),
                source.en
            ),
        ));
    }
    let source = held.minimums_source.as_ref();
    let source = source.map(|s| Text::new(format!(" [{}]", s.vi), format!(" [{}]", s.en)));
    let source = source.unwrap_or_else(|| Text::new("", ""));
    lines.extend(held.minimums.iter().map(|m| {
        let (id, level, points, scored) = (m.criterion, m.level, m.points, m.scored);
        Text::new(
            format!(
                "{id} {}: được {scored} điểm, cần từ mức {level} ({points} điểm): {}{}.",
                m.name.vi, m.label.vi, source.vi
            ),
            format!(
                "{id} {}: {}, level {level} ({}) or more is needed: {}{}.",
                m.name.en,
                points_en(scored),
                points_en(points),
                m.label.en,
                source.en
            ),
        )
    }));
    vec![
        Block::Heading(Text::new(
            format!("Vì sao chưa được {stars} sao"),
            format!("Why not {stars} stars"),
        )),
        Block::List(lines),
    ]
}
