//! A dossier against the one of the recognition before: carried over, changed, new, missing.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::assess::Assessment;
use crate::bounded::Points;
use crate::criteria::files::{RegistrationKind, Stage};
use crate::day;
use crate::dossier::{AnswerInput, Dossier, Evidence};
use crate::ids::CriterionId;
use crate::json::shortened;
use crate::notice::{Notice, NoticeCode};
use crate::problem::Problems;
use crate::rating::Outcome;
use crate::spelling::{name_key, organisation_key, tidy};

use super::checking::Checking;
use super::parts::is_filled;
use super::report::{
    BeforeReport, ChangedLevel, CheckStage, FieldsReport, ListedField, ListedPaper, PapersReport,
};

impl Checking<'_> {
    /// What became of the dossier of before.
    pub(super) fn before(&mut self, before: &Assessment) -> Result<BeforeReport, Problems> {
        self.another_matter(before);
        let was = before.sheet();
        let mut report = BeforeReport::default();
        let set = self.sheet.product_set();
        let same = was.product_set().version() == set.version()
            && was.product_set().number() == set.number();
        if same {
            for criterion in &set.criteria {
                let id = criterion.id;
                let points = |level| criterion.level(level).map_or(Points::ZERO, |l| l.points);
                match (was.level(id), self.sheet.level(id)) {
                    (Some(from), Some(to)) if from == to => report.carried_over.push(id),
                    (Some(from), Some(to)) => report.changed.push(ChangedLevel {
                        criterion: id,
                        from,
                        to,
                        points: i32::from(points(to).get())
                            .saturating_sub(points(from).get().into()),
                    }),
                    (Some(_), None) => report.missing.push(id),
                    (None, Some(_)) => report.new.push(id),
                    (None, None) => {}
                }
            }
        } else {
            let (then, number) = (was.product_set().version(), was.product_set().number());
            self.notices.push(Notice::new(
                NoticeCode::BeforeOfAnotherSheet,
                format!("Hồ sơ trước theo {then}, bộ {number}: chỉ so giấy tờ và các mẫu, không so từng mức; phải so sánh hai bộ tiêu chí trước."),
                format!("The dossier of before is under {then}, set {number}: papers and forms are compared, levels are not; compare it under the two decisions first."),
            ));
        }
        self.not_what_is_upgraded(before, &report.changed);
        report.papers = papers(&listed(before.dossier()), &listed(self.dossier));
        report.fields = self.fields(before.dossier())?;
        let kind = self.dossier.dates().kind;
        let as_before = report.changed.is_empty() && report.new.is_empty();
        if same && as_before && report.papers.new.is_empty() && again(kind) {
            self.notices.push(Notice::new(
                NoticeCode::NothingChanged,
                "So với hồ sơ trước, không mức nào đổi và không có giấy tờ mới.",
                "Compared with the dossier of before, no level has changed and no paper is new.",
            ));
        }
        Ok(report)
    }

    /// An upgrade or a re-rating that is held against nothing.
    pub(super) fn before_not_given(&mut self) {
        if self.stage > CheckStage::Draft && again(self.dossier.dates().kind) {
            self.notices.push(Notice::new(
                NoticeCode::BeforeNotGiven,
                "Chưa có hồ sơ của lần công nhận trước để so: không biết nội dung nào giữ nguyên, đổi hay thiếu.",
                "The dossier of the recognition before is not given: what is carried over, changed or missing is not looked at.",
            ));
        }
    }

    /// Tells what an upgrade does not fit: a product that was not recognised, and criteria that came down.
    fn not_what_is_upgraded(&mut self, before: &Assessment, changed: &[ChangedLevel]) {
        let kind = self.dossier.dates().kind;
        let rating = before.rating();
        let instrument = before.version().instrument();
        let recognised = |stars| instrument.is_ok_and(|i| i.recognises(stars));
        if again(kind)
            && rating.outcome() == Outcome::Rated
            && !rating.stars().is_some_and(recognised)
        {
            self.notices.push(Notice::new(
                NoticeCode::BeforeNotRecognised,
                "Hồ sơ trước không đạt hạng sao được công nhận: có đúng là hồ sơ của lần công nhận trước?",
                "The dossier of before does not come to stars that are recognised: is it the one of the recognition before?",
            ));
        }
        if kind != Some(RegistrationKind::Upgrade) {
            return;
        }
        let lowered = changed.iter().filter(|c| c.points < 0);
        let lowered: Vec<String> = lowered
            .map(|c| format!("{} ({})", c.criterion, c.points))
            .collect();
        if !lowered.is_empty() {
            let lowered = lowered.join(", ");
            self.notices.push(Notice::new(
                NoticeCode::LevelLowered,
                format!("Đăng ký nâng hạng mà có tiêu chí thấp điểm hơn hồ sơ trước: {lowered}."),
                format!("An upgrade in which criteria have fewer points than before: {lowered}."),
            ));
        }
    }

    /// Tells where the dossier of before does not seem to be one: of another product or producer, later
    /// than this one, or beside a first rating.
    fn another_matter(&mut self, before: &Assessment) {
        let (old, new) = (before.dossier(), self.dossier);
        let product = |dossier: &'_ Dossier<'_>| {
            let product = dossier.product.as_ref();
            product.and_then(|p| p.name.as_deref()).map(str::to_owned)
        };
        let producer = |dossier: &'_ Dossier<'_>| {
            let producer = dossier.producer.as_ref();
            producer.and_then(|p| p.name.as_deref()).map(str::to_owned)
        };
        type Key = fn(&str) -> String;
        for (pair, key, what_vi, what_en) in [
            (
                (product(old), product(new)),
                name_key as Key,
                "sản phẩm",
                "product",
            ),
            (
                (producer(old), producer(new)),
                organisation_key as Key,
                "chủ thể",
                "producer",
            ),
        ] {
            let (Some(was), Some(is)) = pair else {
                continue;
            };
            if key(&was) != key(&is) {
                let (was, is) = (shortened(&was), shortened(&is));
                self.notices.push(Notice::new(
                    NoticeCode::BeforeOfAnotherProduct,
                    format!("Hồ sơ trước ghi {what_vi} \"{was}\", hồ sơ này \"{is}\": có đúng là hồ sơ của lần công nhận trước?"),
                    format!("The dossier of before has the {what_en} \"{was}\", this one \"{is}\": is it the one of the recognition before?"),
                ));
            }
        }
        if let (Some(was), Some(is)) = (before.day(), self.dossier.dates().day())
            && was > is
        {
            self.notices.push(Notice::new(
                NoticeCode::BeforeIsLater,
                format!(
                    "Hồ sơ trước ngày {}, sau hồ sơ này ngày {}.",
                    day::vi(was),
                    day::vi(is)
                ),
                format!(
                    "The dossier of before is of {}, after this one of {}.",
                    day::en(was),
                    day::en(is)
                ),
            ));
        }
        if self.dossier.dates().kind == Some(RegistrationKind::First) {
            self.notices.push(Notice::new(
                NoticeCode::BeforeOfAFirstRating,
                "Phiếu đăng ký ghi lần đầu, nhưng có hồ sơ của lần công nhận trước.",
                "The registration says that it is a first rating, and a dossier of before is given.",
            ));
        }
    }

    /// What became of what the producer's forms hold.
    fn fields(&mut self, old: &Dossier<'_>) -> Result<FieldsReport, Problems> {
        let mut report = FieldsReport::default();
        let Some(file) = self.version.forms()? else {
            return Ok(report);
        };
        // what a dossier is made of can always be written
        let written = |dossier: &Dossier<'_>| serde_json::to_value(dossier).unwrap_or_default();
        let (was, is) = (written(old), written(self.dossier));
        let kind = self.dossier.dates().kind;
        let of_producer = file.forms.iter().filter(|f| f.stage == Stage::Registration);
        for field in of_producer.flat_map(|form| &form.fields) {
            // what was applied for, and when, is of its time
            let of_its_time = field.path.starts_with("/registration/");
            let asked =
                field.kinds.is_empty() || kind.is_some_and(|kind| field.kinds.contains(&kind));
            if of_its_time || !asked {
                continue;
            }
            let listed = ListedField {
                path: field.path.clone(),
                what: self.version.translate(&field.label),
            };
            let filled = |in_it: &'_ Value| {
                let value = in_it.pointer(&field.path);
                value.filter(|value| is_filled(Some(value))).map(plain)
            };
            match (filled(&was), filled(&is)) {
                (Some(one), Some(other)) if same_words(&one, &other) => {
                    // what the law asks to be told anew
                    if let Some(source) = field.source.as_ref().filter(|_| !field.kinds.is_empty())
                    {
                        let what = &listed.what;
                        self.notices.push(
                            Notice::new(
                                NoticeCode::NotBroughtUpToDate,
                                format!("{}: ghi y như hồ sơ trước.", what.vi),
                                format!("{}: the same words as in the dossier of before.", what.en),
                            )
                            .with_source(source),
                        );
                    }
                    report.carried_over.push(listed);
                }
                (Some(_), Some(_)) => report.changed.push(listed),
                (Some(_), None) => report.missing.push(listed),
                (None, Some(_)) => report.new.push(listed),
                (None, None) => {}
            }
        }
        Ok(report)
    }
}

/// Whether it is about a product that was recognised before.
fn again(kind: Option<RegistrationKind>) -> bool {
    kind.is_some_and(RegistrationKind::is_of_a_recognised)
}

/// Whether two texts say the same; a name may be written otherwise, a figure may not.
fn same_words(one: &str, other: &str) -> bool {
    let figures = one.bytes().any(|b| b.is_ascii_digit());
    one == other || !figures && organisation_key(one) == organisation_key(other)
}

/// A value for comparing: the same words, however they are spaced and composed, are the same.
fn plain(value: &Value) -> String {
    match value {
        Value::String(text) => tidy(text).into_owned(),
        other => other.to_string(),
    }
}

/// A paper for comparing: the same one however its name and number are written.
type PaperKey = (CriterionId, String, String);

/// All papers where they are listed, each once, in order.
fn listed(dossier: &Dossier<'_>) -> BTreeMap<PaperKey, ListedPaper> {
    let mut all = BTreeMap::new();
    for (id, answer) in &dossier.answers {
        let (Some(criterion), AnswerInput::Detailed(answer)) = (CriterionId::read(id), answer)
        else {
            continue;
        };
        for paper in &answer.evidence {
            let (document, number) = match paper {
                Evidence::Name(name) => (name.to_string(), None),
                Evidence::Paper(paper) => (
                    paper.document.to_string(),
                    paper.number.as_ref().map(ToString::to_string),
                ),
            };
            let key = (
                criterion,
                name_key(&document),
                name_key(number.as_deref().unwrap_or_default()),
            );
            all.entry(key).or_insert(ListedPaper {
                criterion,
                document,
                number,
            });
        }
    }
    all
}

fn papers(
    before: &BTreeMap<PaperKey, ListedPaper>,
    now: &BTreeMap<PaperKey, ListedPaper>,
) -> PapersReport {
    let there = |one: &BTreeMap<PaperKey, ListedPaper>,
                 other: &BTreeMap<PaperKey, ListedPaper>,
                 wanted: bool| {
        let of = one
            .iter()
            .filter(|(key, _)| other.contains_key(*key) == wanted);
        of.map(|(_, paper)| paper.clone()).collect::<Vec<_>>()
    };
    PapersReport {
        carried_over: there(now, before, true),
        new: there(now, before, false),
        missing: there(before, now, false),
    }
}
