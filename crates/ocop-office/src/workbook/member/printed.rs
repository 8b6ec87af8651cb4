//! What is printed on a score sheet left of the places to fill in. The writer takes it from here, and
//! the reader of returned sheets knows by it what somebody wrote over.

use ocop::Stars;
use ocop::criteria::{SetCriterion, SetSection};

use super::layout::{Layout, Line};
use super::words::{OUTCOME, POINTS_STARS, STARS, TOTAL, Words};
use crate::workbook::slot::{
    CASE_MARK, COMMENT_MARK, SUBMITTED_MARK, UNCHANGED_MARK, finding_mark,
};

/// What a row has left of its places.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Printed {
    /// The number or mark of the row; empty where it has none.
    pub key: String,
    pub words: String,
    pub worth: Worth,
    /// The stars that a level is needed for, or what follows from a finding.
    pub mark: String,
}

/// What a row is worth.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) enum Worth {
    #[default]
    Nothing,
    Points(i64),
    Words(String),
}

impl Worth {
    /// As it stands in its cell.
    pub(crate) fn text(&self) -> String {
        match self {
            Self::Nothing => String::new(),
            Self::Points(points) => points.to_string(),
            Self::Words(words) => words.clone(),
        }
    }
}

impl Printed {
    fn words(words: impl Into<String>) -> Self {
        Self {
            words: words.into(),
            ..Self::default()
        }
    }

    fn marked(key: impl Into<String>, words: impl Into<String>) -> Self {
        Self {
            key: key.into(),
            ..Self::words(words)
        }
    }

    fn worth(mut self, points: impl Into<i64>) -> Self {
        self.worth = Worth::Points(points.into());
        self
    }

    /// What a line has; nothing for those that are no row of the table.
    pub(crate) fn of(layout: &Layout<'_>, line: Line, words: &Words) -> Option<Self> {
        let (set, lang) = (layout.set, words.lang);
        let say = |vi, en| Self::words(words.say(vi, en));
        let both = |(vi, en)| words.say(vi, en);
        Some(match line {
            Line::Title
            | Line::Live
            | Line::Head
            | Line::Fact(_)
            | Line::Identity
            | Line::Day
            | Line::Signature => return None,
            Line::DetailsHeading => say("Sản phẩm và chủ thể", "Product and producer"),
            Line::Detail(detail) => Self::marked(detail.mark(), words.detail(detail)),
            Line::Unchanged => Self::marked(
                UNCHANGED_MARK,
                words.say(
                    "Giữ nguyên phiếu của vòng trước (ghi x, không chấm lại)",
                    "I stand by my sheet of the round before (x; nothing else is filled in)",
                ),
            ),
            Line::CasesHeading => say(
                "Trường hợp (một trường hợp cho cả phiếu)",
                "Case (one holds for the whole sheet)",
            ),
            Line::Case => {
                let cases: Vec<String> = set.cases.iter().map(|c| c.case.to_string()).collect();
                Self {
                    worth: Worth::Words(cases.join(", ")),
                    ..Self::marked(
                        CASE_MARK,
                        words.say("Ghi trường hợp áp dụng", "Which case holds"),
                    )
                }
            }
            Line::CaseLabel(i) => {
                let case = set.cases.get(i)?;
                Self::words(format!("{}) {}", case.case, case.label.get(lang)))
            }
            Line::FindingsHeading => say(
                "Bị loại, dừng đánh giá, không đủ điều kiện: ghi x nếu xác định có",
                "Rejection, stop, not eligible: x where it is established",
            ),
            Line::Finding(i) => {
                let finding = set.findings.get(i)?;
                let key = finding_mark(i);
                Self {
                    mark: words.effect(finding.effect).to_owned(),
                    ..Self::marked(key, finding.label.get(lang))
                }
            }
            Line::Part(p) => {
                let part = set.parts.get(p)?;
                Self::marked(part.part.to_string(), part.name.get(lang).to_uppercase())
                    .worth(part.max_points)
            }
            Line::Section(p, s) => {
                let section = section(layout, p, s)?;
                Self::marked(section.section.to_string(), section.name.get(lang))
                    .worth(section.max_points)
            }
            Line::Group(p, s, g) => {
                let group = section(layout, p, s)?.groups.get(g)?;
                Self::marked(group.group.to_string(), group.name.get(lang)).worth(group.max_points)
            }
            Line::Criterion(index) => {
                let criterion = criterion(layout, index)?;
                Self::marked(criterion.criterion.to_string(), head(criterion, words))
                    .worth(criterion.max_points)
            }
            Line::CriterionNote(index, n) => {
                Self::words(criterion(layout, index)?.notes.get(n)?.get(lang))
            }
            Line::Level(index, l) => {
                let level = criterion(layout, index)?.levels.get(l)?;
                let case = level.case.map(|c| format!("{c}) ")).unwrap_or_default();
                let mut out =
                    Self::words(format!("{case}{}", level.label.get(lang))).worth(level.points);
                out.mark = level.minimum_for.map(stars).unwrap_or_default();
                out
            }
            Line::Total => Self::words(both(TOTAL)).worth(set.max_points),
            Line::PointsStars => Self::words(both(POINTS_STARS)),
            Line::Stars => Self::words(both(STARS)),
            Line::Outcome => Self::words(both(OUTCOME)),
            Line::MinimumsHeading => say("Điều kiện tối thiểu theo hạng sao", "Star minimums"),
            Line::StarHeading(of) => Self::words(format!(
                "{} {}",
                stars(of),
                words.say("số điều kiện chưa đạt", "minimums not met")
            )),
            Line::Minimum(m) => {
                let minimum = layout.minimums.get(m)?;
                let criterion = criterion(layout, minimum.criterion)?;
                let case = minimum.case.map(|c| format!("{c}) ")).unwrap_or_default();
                let (id, name) = (criterion.criterion, criterion.name.get(lang));
                Self {
                    worth: Worth::Words(format!("≥ {}", minimum.points)),
                    ..Self::words(format!("{case}{id} {name}"))
                }
            }
            Line::OwnHeading => say("Ý kiến của người đánh giá", "The assessor's opinion"),
            Line::Comment => Self::marked(
                COMMENT_MARK,
                words.say("Nhận xét về sản phẩm", "Comment on the product"),
            ),
            Line::Submitted => Self::marked(
                SUBMITTED_MARK,
                words.say(
                    "Đã nộp: ghi x khi chấm xong sản phẩm này",
                    "Handed in: x when this product is done",
                ),
            ),
        })
    }
}

fn stars(stars: Stars) -> String {
    "★".repeat(stars.get().into())
}

fn section<'s>(layout: &Layout<'s>, part: usize, section: usize) -> Option<&'s SetSection> {
    layout.set.parts.get(part)?.sections.get(section)
}

fn criterion<'s>(layout: &Layout<'s>, index: usize) -> Option<&'s SetCriterion> {
    layout.criteria.get(index).map(|(_, c)| *c)
}

/// A criterion's name, and what holds for it as a whole.
fn head(criterion: &SetCriterion, words: &Words) -> String {
    let least = criterion.minimum_for.map(|of| {
        let must = words.say(
            "phải đạt ít nhất một mức",
            "at least one level must be reached",
        );
        format!(" · {}: {must}", stars(of))
    });
    let needs = criterion.requires.map(|r| {
        let (before, after) = (
            words.say(" · chỉ chấm khi ", " · scored only if "),
            words.say(" có điểm", " has points"),
        );
        format!("{before}{r}{after}")
    });
    format!(
        "{}{}{}",
        criterion.name.get(words.lang),
        least.unwrap_or_default(),
        needs.unwrap_or_default()
    )
}
