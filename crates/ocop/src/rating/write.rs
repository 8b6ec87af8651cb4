//! From a rating to its report.

use std::borrow::Cow;

use crate::bounded::LevelNumber;
use crate::criteria::Level;
use crate::notice::{Notice, NoticeCode};
use crate::sheet::{Given, SheetView};

use super::cautions::cautions;
use super::rated::Rated;
use super::report::{
    MinimumReport, PartReport, RATING_FORMAT, RatingReport, Reason, ScoreReport, Sources, Unmet,
};

impl<'s> Rated<'s> {
    /// The brief report, without a product's name.
    pub(crate) fn brief(self) -> RatingReport<'s> {
        let set = self.sheet.set;
        let mut unmet = Unmet::among(set.minimums.first().map(|m| m.stars));
        for missed in self.missed() {
            let list = unmet.of(missed.stars);
            // most lists are short: room at once is cheaper than growing
            if list.capacity() == 0 {
                *list = Vec::with_capacity(16);
            }
            list.extend(set.rows.get(missed.criterion).map(|row| row.id));
        }
        let unanswered = if self.has_unanswered() {
            self.sheet.unanswered().map(|c| c.id).collect()
        } else {
            Vec::new()
        };
        RatingReport {
            format: RATING_FORMAT.into(),
            id: None,
            criteria: set.version().as_str().into(),
            product_set: set.number(),
            product: None,
            producer: None,
            registration: None,
            assessed_on: None,
            outcome: self.outcome(),
            stars: self.stars(),
            recognised: self.recognised(),
            authority: self.authority().map(|a| a.authority),
            points: self.points(),
            max_points: set.max_points(),
            points_stars: self.points_stars(),
            parts: self
                .parts()
                .map(|(part, points)| PartReport {
                    part: part.letter,
                    points,
                    max_points: part.max_points,
                })
                .collect(),
            scores: None,
            minimums: None,
            unmet,
            unanswered,
            reasons: if self.has_stars() {
                Vec::new()
            } else {
                self.reason_reports()
            },
            notices: self.notices(),
            sources: None,
            digests: None,
        }
    }

    /// The report with scores, minimums and sources; digests are added by whoever knows them.
    pub(crate) fn full(self) -> RatingReport<'s> {
        let scores = self.scores().map(|s| ScoreReport {
            criterion: s.criterion.id,
            key: s.criterion.key.as_str().into(),
            level: s.level,
            points: s.points,
            max_points: s.criterion.max_points,
            state: s.state,
        });
        let minimums = self.minimums().map(|m| MinimumReport {
            stars: m.stars,
            criterion: m.criterion.id,
            level: m.level,
            points: m.points,
            scored: m.scored,
            met: m.met,
        });
        RatingReport {
            scores: Some(scores.collect()),
            minimums: Some(minimums.collect()),
            sources: Some(self.sources()),
            ..self.brief()
        }
    }

    fn reason_reports(self) -> Vec<Reason<'s>> {
        self.reasons()
            .into_iter()
            .map(|ground| Reason {
                finding: ground.finding.map(Cow::Borrowed),
                effect: ground.effect,
                criterion: ground.criterion,
                source: ground.source.into(),
            })
            .collect()
    }

    /// What a reader should know besides: of the answers, and of the sheet.
    fn notices(self) -> Vec<Notice> {
        let mut notices = self.notices_of_answers();
        let sum = u32::from(self.points().get());
        notices.extend(cautions(self.sheet.set, self.sheet.on, sum, 1));
        notices
    }

    /// What a reader should know of the answers: doubtful figures that count here, points that
    /// several levels have, and points that wait for another answer.
    pub(crate) fn notices_of_answers(self) -> Vec<Notice> {
        let set = self.sheet.set;
        let mut notices = Vec::new();
        let sheet = self.sheet;
        for (criterion, given) in set.doubtful.iter().filter_map(|index| sheet.at(*index)) {
            let level = given.level().and_then(|number| criterion.level(number));
            if let Some(doubt) = level.and_then(|l| l.doubtful.as_ref()) {
                let id = criterion.id;
                notices.push(
                    Notice::new(
                        NoticeCode::DoubtfulFigure,
                        format!("{id}: {doubt}; tính như bản in."),
                        format!("{id}: the points of this level are doubtful in the decision and counted as printed."),
                    )
                    .at(id)
                    .with_source(set.file.source.as_str()),
                );
            }
        }
        notices.extend(
            sheet
                .shared
                .iter()
                .filter_map(|index| shared_points(sheet, index)),
        );
        for (criterion, given) in set.dependent.iter().filter_map(|index| sheet.at(*index)) {
            let Some((required, source)) = &criterion.requires else {
                continue;
            };
            let answered = given
                .level()
                .is_some_and(|l| l != LevelNumber::NONE_REACHED);
            if let (true, Some((needed, Given::Unanswered))) = (answered, sheet.at(*required)) {
                let (id, needed) = (criterion.id, needed.id);
                notices.push(
                    Notice::new(
                        NoticeCode::NotCountedYet,
                        format!("{id}: chưa tính điểm khi {needed} chưa chấm."),
                        format!("{id}: not counted while {needed} is unanswered."),
                    )
                    .at(id)
                    .with_source(source.as_str()),
                );
            }
        }
        notices
    }

    fn sources(self) -> Sources<'s> {
        let set = self.sheet.set;
        let file = &set.instrument.file;
        let band = self
            .points_stars()
            .and_then(|stars| set.instrument.band(stars));
        Sources {
            instrument: file.number.as_str().into(),
            sheet: set.file.source.as_str().into(),
            band: band.map(|b| b.source.as_str().into()),
            minimums: file
                .star_minimums
                .as_ref()
                .map(|m| m.source.as_str().into()),
            authority: self
                .authority()
                .map_or(&file.recognition.source, |a| &a.source)
                .as_str()
                .into(),
        }
    }
}

/// The level that points were taken for, where several have them.
fn shared_points(sheet: SheetView<'_>, index: usize) -> Option<Notice> {
    let (criterion, given) = sheet.at(index)?;
    let (id, level, points) = (criterion.id, given.level()?, given.points());
    let case = criterion.level(level)?.case;
    let alike = |l: &&Level| l.points == points && l.case == case;
    let levels = criterion.levels.iter().filter(alike);
    let levels = levels.map(|l| l.number.to_string()).collect::<Vec<_>>();
    let list = levels.join(", ");
    Some(
        Notice::new(
            NoticeCode::PointsOfSeveralLevels,
            format!("{id}: các mức {list} cùng {points} điểm; phiếu chỉ ghi điểm, lấy mức {level}."),
            format!("{id}: levels {list} are all worth {points}; the sheet gives points alone, and level {level} is taken."),
        )
        .at(id),
    )
}
