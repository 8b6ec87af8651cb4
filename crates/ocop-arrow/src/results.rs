//! The columns of results.

use std::sync::Arc;

use arrow_array::ArrayRef;
use arrow_array::builder::{BooleanBuilder, Int32Builder};
use arrow_schema::{ArrowError, DataType, Field, Fields};
use ocop::{Problem, Problems, RatingReport};
use serde::Serialize;

use crate::lists::{Ends, Texts, fields, finished, list_of, whole};

/// The most bytes of problems in one batch: the offsets of a column of text end at 2 GiB.
const PROBLEM_BYTES: usize = 256 << 20;

fn part_fields() -> Fields {
    use DataType::{Int32, Utf8};
    fields([("part", Utf8), ("points", Int32), ("max_points", Int32)])
}

fn unmet_fields() -> Fields {
    fields([("stars", DataType::Int32), ("criterion", DataType::Utf8)])
}

fn texts<const N: usize>(names: [&str; N]) -> Fields {
    fields(names.map(|name| (name, DataType::Utf8)))
}

fn reason_fields() -> Fields {
    texts(["finding", "effect", "criterion", "source"])
}

fn notice_fields() -> Fields {
    texts(["code", "message_vi", "message_en", "criterion", "source"])
}

fn problem_fields() -> Fields {
    texts([
        "code",
        "path",
        "message_vi",
        "message_en",
        "help_vi",
        "help_en",
    ])
}

/// The columns of results, in their order. A row that is refused has `problems`, and null in all
/// columns that are no lists; any other row has no problems.
///
/// | column | |
/// |---|---|
/// | `criteria`, `product_set` | the version and the set that the row was rated by |
/// | `outcome`, `stars`, `recognised`, `authority` | what it comes to |
/// | `points`, `max_points`, `points_stars` | by points alone |
/// | `parts` | lists of `part`, `points`, `max_points` |
/// | `unmet` | minimums that are not met: lists of `stars`, `criterion` |
/// | `unanswered` | criteria without an answer |
/// | `reasons`, `notices` | why there are no stars; what a reader should know besides |
/// | `problems` | why the row is refused: lists of `code`, `path`, `message_vi` … |
#[must_use]
pub fn columns() -> Fields {
    use DataType::{Boolean, Int32, Struct, Utf8};
    let lists = |fields: Fields| list_of(Struct(fields));
    let named = [
        ("criteria", Utf8),
        ("product_set", Int32),
        ("outcome", Utf8),
        ("stars", Int32),
        ("recognised", Boolean),
        ("authority", Utf8),
        ("points", Int32),
        ("max_points", Int32),
        ("points_stars", Int32),
        ("parts", lists(part_fields())),
        ("unmet", lists(unmet_fields())),
        ("unanswered", list_of(Utf8)),
        ("reasons", lists(reason_fields())),
        ("notices", lists(notice_fields())),
        ("problems", lists(problem_fields())),
    ];
    let all = named.map(|(name, kind)| Field::new(name, kind, true));
    all.into_iter().collect()
}

#[derive(Debug, Default)]
struct Parts {
    ends: Ends,
    part: Texts,
    points: Int32Builder,
    max_points: Int32Builder,
}

#[derive(Debug, Default)]
struct Unmet {
    ends: Ends,
    stars: Int32Builder,
    criterion: Texts,
}

#[derive(Debug, Default)]
struct Reasons {
    ends: Ends,
    finding: Texts,
    effect: Texts,
    criterion: Texts,
    source: Texts,
}

#[derive(Debug, Default)]
struct Notices {
    ends: Ends,
    code: Texts,
    vi: Texts,
    en: Texts,
    criterion: Texts,
    source: Texts,
}

#[derive(Debug, Default)]
struct Refusals {
    ends: Ends,
    bytes: usize,
    code: Texts,
    path: Texts,
    vi: Texts,
    en: Texts,
    help_vi: Texts,
    help_en: Texts,
}

/// Results, row by row.
#[derive(Debug, Default)]
pub struct Results {
    rows: usize,
    criteria: Texts,
    product_set: Int32Builder,
    outcome: Texts,
    stars: Int32Builder,
    recognised: BooleanBuilder,
    authority: Texts,
    points: Int32Builder,
    max_points: Int32Builder,
    points_stars: Int32Builder,
    parts: Parts,
    unmet: Unmet,
    unanswered: (Ends, Texts),
    reasons: Reasons,
    notices: Notices,
    problems: Refusals,
    word: Vec<u8>,
}

impl Results {
    pub const fn rows(&self) -> usize {
        self.rows
    }

    /// Whether the rows so far are best made a batch.
    pub const fn is_full(&self) -> bool {
        self.problems.bytes > PROBLEM_BYTES
    }

    /// A dossier that is rated.
    pub fn rated(&mut self, report: &RatingReport<'_>) {
        self.criteria.text(&report.criteria);
        let set = whole(report.product_set.get());
        self.product_set.append_value(set);
        self.outcome.text(word(&mut self.word, &report.outcome));
        self.stars
            .append_option(report.stars.map(|s| whole(s.get())));
        self.recognised.append_value(report.recognised);
        let authority = report.authority.as_ref();
        self.authority
            .maybe(authority.map(|a| word(&mut self.word, a)));
        self.points.append_value(whole(report.points.get()));
        self.max_points.append_value(whole(report.max_points.get()));
        let by_points = report.points_stars.map(|s| whole(s.get()));
        self.points_stars.append_option(by_points);
        for part in &report.parts {
            self.parts.part.shown(&part.part);
            self.parts.points.append_value(whole(part.points.get()));
            let most = whole(part.max_points.get());
            self.parts.max_points.append_value(most);
        }
        for (stars, criteria) in report.unmet.lists() {
            for criterion in criteria {
                self.unmet.stars.append_value(whole(stars));
                self.unmet.criterion.shown(criterion);
            }
        }
        for criterion in &report.unanswered {
            self.unanswered.1.shown(criterion);
        }
        for reason in &report.reasons {
            self.reasons.finding.maybe(reason.finding.as_deref());
            self.reasons
                .effect
                .text(word(&mut self.word, &reason.effect));
            self.reasons
                .criterion
                .maybe_shown(reason.criterion.as_ref());
            self.reasons.source.text(&reason.source);
        }
        for notice in &report.notices {
            self.notices.code.text(notice.code.as_str());
            self.notices.vi.text(&notice.message.vi);
            self.notices.en.text(&notice.message.en);
            self.notices
                .criterion
                .maybe_shown(notice.criterion.as_ref());
            self.notices.source.maybe(notice.source.as_deref());
        }
        self.end_row();
    }

    /// A dossier that is refused.
    pub fn refused(&mut self, problems: &Problems) {
        for column in [&mut self.criteria, &mut self.outcome, &mut self.authority] {
            column.maybe(None);
        }
        self.recognised.append_null();
        for column in [
            &mut self.product_set,
            &mut self.stars,
            &mut self.points,
            &mut self.max_points,
            &mut self.points_stars,
        ] {
            column.append_null();
        }
        for problem in problems {
            self.problems.push(problem);
        }
        self.end_row();
    }

    fn end_row(&mut self) {
        self.rows = self.rows.saturating_add(1);
        self.parts.ends.end(self.parts.part.len());
        self.unmet.ends.end(self.unmet.criterion.len());
        self.unanswered.0.end(self.unanswered.1.len());
        self.reasons.ends.end(self.reasons.source.len());
        self.notices.ends.end(self.notices.code.len());
        self.problems.ends.end(self.problems.code.len());
    }

    /// The columns of the rows so far, in the order of [`columns`]; then there are none.
    pub fn finish(&mut self) -> Result<Vec<ArrayRef>, ArrowError> {
        self.rows = 0;
        let Parts {
            ends,
            part,
            points,
            max_points,
        } = &mut self.parts;
        let columns = vec![part.finish(), finished(points), finished(max_points)];
        let parts = ends.structs(part_fields(), columns)?;
        let Unmet {
            ends,
            stars,
            criterion,
        } = &mut self.unmet;
        let columns = vec![finished(stars), criterion.finish()];
        let unmet = ends.structs(unmet_fields(), columns)?;
        let (ends, criteria) = &mut self.unanswered;
        let unanswered = ends.lists(criteria.finish())?;
        let Reasons {
            ends,
            finding,
            effect,
            criterion,
            source,
        } = &mut self.reasons;
        let columns = [finding, effect, criterion, source].map(Texts::finish);
        let reasons = ends.structs(reason_fields(), columns.into())?;
        let Notices {
            ends,
            code,
            vi,
            en,
            criterion,
            source,
        } = &mut self.notices;
        let columns = [code, vi, en, criterion, source].map(Texts::finish);
        let notices = ends.structs(notice_fields(), columns.into())?;
        Ok(vec![
            self.criteria.finish(),
            finished(&mut self.product_set),
            self.outcome.finish(),
            finished(&mut self.stars),
            Arc::new(self.recognised.finish()),
            self.authority.finish(),
            finished(&mut self.points),
            finished(&mut self.max_points),
            finished(&mut self.points_stars),
            parts,
            unmet,
            unanswered,
            reasons,
            notices,
            self.problems.finish()?,
        ])
    }
}

impl Refusals {
    fn push(&mut self, problem: &Problem) {
        let help = problem.help.as_ref();
        let long = |text: &str| text.len();
        let bytes = long(&problem.path)
            .saturating_add(long(&problem.message.vi))
            .saturating_add(help.map_or(0, |h| long(&h.vi)));
        self.bytes = self.bytes.saturating_add(bytes);
        self.code.text(problem.code.as_str());
        self.path.text(&problem.path);
        self.vi.text(&problem.message.vi);
        self.en.text(&problem.message.en);
        self.help_vi.maybe(help.map(|h| h.vi.as_str()));
        self.help_en.maybe(help.map(|h| h.en.as_str()));
    }

    fn finish(&mut self) -> Result<ArrayRef, ArrowError> {
        self.bytes = 0;
        let Self {
            ends,
            code,
            path,
            vi,
            en,
            help_vi,
            help_en,
            ..
        } = self;
        let columns = [code, path, vi, en, help_vi, help_en].map(Texts::finish);
        ends.structs(problem_fields(), columns.into())
    }
}

/// The word that a format has for one of its choices.
fn word<'w>(buffer: &'w mut Vec<u8>, value: &impl Serialize) -> &'w str {
    buffer.clear();
    // into memory this does not fail
    let _ = serde_json::to_writer(&mut *buffer, value);
    let text = std::str::from_utf8(buffer).unwrap_or_default();
    text.trim_matches('"')
}
