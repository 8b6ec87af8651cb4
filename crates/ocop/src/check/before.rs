//! A dossier against the one of the recognition before: carried over, changed, missing.

use std::collections::BTreeSet;

use crate::assess::Assessment;
use crate::bounded::Points;
use crate::criteria::files::RegistrationKind;
use crate::dossier::{AnswerInput, Dossier, Evidence};
use crate::ids::CriterionId;
use crate::notice::{Notice, NoticeCode};

use super::checking::Checking;
use super::report::{BeforeReport, ChangedLevel, ListedPaper, PapersReport};

impl Checking<'_> {
    /// What became of the dossier of before.
    pub(super) fn before(&mut self, before: &Assessment) -> BeforeReport {
        let (old, was) = (before.dossier(), before.sheet());
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
                    (None, _) => {}
                }
            }
        } else {
            let (then, number) = (was.product_set().version(), was.product_set().number());
            self.notices.push(Notice::new(
                NoticeCode::BeforeOfAnotherSheet,
                format!("Hồ sơ trước theo {then}, bộ {number}: chỉ so giấy tờ, không so từng mức; phải so sánh hai bộ tiêu chí trước."),
                format!("The dossier of before is under {then}, set {number}: papers are compared, levels are not; compare it under the two decisions first."),
            ));
        }
        report.papers = papers(&listed(old), &listed(self.dossier));
        let kind = self.dossier.dates().kind;
        if same && report.changed.is_empty() && report.papers.new.is_empty() {
            let upgrade = kind == Some(RegistrationKind::Upgrade);
            if upgrade || kind == Some(RegistrationKind::ReRating) {
                self.notices.push(Notice::new(
                    NoticeCode::NothingChanged,
                    "So với hồ sơ trước, không mức nào đổi và không có giấy tờ mới.",
                    "Compared with the dossier of before, no level has changed and no paper is new.",
                ));
            }
        }
        report
    }
}

/// All papers where they are listed, each once, in order.
fn listed(dossier: &Dossier<'_>) -> BTreeSet<ListedPaper> {
    let mut all = BTreeSet::new();
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
            all.insert(ListedPaper {
                criterion,
                document,
                number,
            });
        }
    }
    all
}

fn papers(before: &BTreeSet<ListedPaper>, now: &BTreeSet<ListedPaper>) -> PapersReport {
    PapersReport {
        carried_over: before.intersection(now).cloned().collect(),
        new: now.difference(before).cloned().collect(),
        missing: before.difference(now).cloned().collect(),
    }
}
