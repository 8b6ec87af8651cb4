//! The papers of a dossier: one for each claim, in date, and each for one thing.

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::bounded::Points;
use crate::dossier::{AnswerInput, Evidence};
use crate::evidence::{ChecklistItem, of_dossier};
use crate::ids::CriterionId;
use crate::json::{pointer, shortened};
use crate::notice::{Notice, NoticeCode};
use crate::problem::{Code, Problem, Problems};
use crate::spelling::name_key;
use crate::text::nearest;

use super::checking::Checking;
use super::report::{CheckStage, Missing, MissingKind};

impl Checking<'_> {
    /// Tells of papers that are missing, out of date, or meant for more than one thing; gives the
    /// boxes of the table of evidence.
    pub(super) fn papers(&mut self, day: Option<Date>) -> Result<Vec<ChecklistItem>, Problems> {
        let checklist = of_dossier(self.version, self.sheet, self.dossier, day)?;
        for notice in checklist.notices {
            let missing = notice
                .criterion
                .filter(|_| notice.code == NoticeCode::EvidenceMissing);
            match missing {
                Some(criterion) => self.missing.push(Missing {
                    criterion: Some(criterion),
                    source: notice.source,
                    ..Missing::new(
                        MissingKind::Evidence,
                        pointer("/answers", criterion),
                        notice.message,
                    )
                }),
                None => self.notices.push(notice),
            }
        }
        if self.stage > CheckStage::Draft {
            self.descriptions();
        }
        self.rows()?;
        self.shared()?;
        Ok(checklist.evidence)
    }

    /// Form 02, part III: each criterion with points is described.
    fn descriptions(&mut self) {
        let source = self
            .version
            .evidence()
            .ok()
            .flatten()
            .map(|t| t.source.clone());
        for criterion in &self.sheet.product_set().criteria {
            let level = self
                .sheet
                .level(criterion.id)
                .and_then(|l| criterion.level(l));
            let id = criterion.id.to_string();
            let described = match self.dossier.answers.get(id.as_str()) {
                Some(AnswerInput::Detailed(answer)) => {
                    let text = answer.description.as_deref();
                    text.is_some_and(|text| !text.trim().is_empty())
                }
                _ => false,
            };
            if !described && level.is_some_and(|l| l.points > Points::ZERO) {
                self.missing.push(Missing {
                    criterion: Some(criterion.id),
                    source: source.clone(),
                    ..Missing::new(
                        MissingKind::Description,
                        format!("{}/description", pointer("/answers", criterion.id)),
                        self.version.translate(&criterion.name),
                    )
                });
            }
        }
    }

    /// Each answer's papers, in the order of the dossier.
    fn listed(&self) -> impl Iterator<Item = (CriterionId, &Evidence<'_>, String)> {
        self.dossier.answers.iter().flat_map(|(id, answer)| {
            let papers = match answer {
                AnswerInput::Detailed(answer) => answer.evidence.as_slice(),
                AnswerInput::Level(_) => &[],
            };
            let at = format!("{}/evidence", pointer("/answers", id));
            papers.iter().enumerate().filter_map(move |(i, paper)| {
                Some((CriterionId::read(id)?, paper, format!("{at}/{i}")))
            })
        })
    }

    /// The rows of the table that papers are meant for.
    fn rows(&mut self) -> Result<(), Problems> {
        let Some(table) = self.version.evidence()? else {
            return Ok(());
        };
        let names: Vec<&str> = table
            .evidence
            .iter()
            .map(|row| row.evidence.as_str())
            .collect();
        let mut errors = Vec::new();
        let mut notices = Vec::new();
        for (id, paper, at) in self.listed() {
            let Some(criterion) = self.sheet.product_set().criterion(id) else {
                continue;
            };
            let of: Vec<&str> = table
                .evidence
                .iter()
                .filter(|row| row.keys.contains(&criterion.key))
                .map(|row| row.evidence.as_str())
                .collect();
            let said = proves(paper);
            for (i, row) in said.iter().enumerate() {
                if !names.contains(&row.as_ref()) {
                    let short = shortened(row);
                    errors.push(
                        Problem::new(
                            Code::UnknownEvidence,
                            format!("{at}/proves/{i}"),
                            format!("Bảng minh chứng không có mục \"{short}\"."),
                            format!("The table of evidence has no row \"{short}\"."),
                        )
                        .with_found(&*short)
                        .with_nearest(nearest(row, names.iter().copied()))
                        .with_source(table.source.clone()),
                    );
                }
            }
            if said.is_empty() && of.len() > 1 {
                let (name, list) = (shortened(document(paper)), of.join(", "));
                notices.push(
                    Notice::new(
                        NoticeCode::EvidenceRowUnknown,
                        format!("{id}: chưa rõ \"{name}\" thuộc mục nào của bảng minh chứng; ghi \"proves\": {list}."),
                        format!("{id}: which row of the table of evidence \"{name}\" belongs to is not said; give \"proves\": {list}."),
                    )
                    .at(id)
                    .with_source(table.source.clone()),
                );
            }
        }
        errors
            .into_iter()
            .for_each(|problem| self.errors.push(problem));
        self.notices.extend(notices);
        Ok(())
    }

    /// A paper proves one thing unless it says so: the same one at criteria that have no row of the
    /// table in common is told.
    fn shared(&mut self) -> Result<(), Problems> {
        let Some(table) = self.version.evidence()? else {
            return Ok(());
        };
        let mut seen: BTreeMap<(String, String), Vec<CriterionId>> = BTreeMap::new();
        for (id, paper, _) in self.listed() {
            if proves(paper).len() > 1 {
                continue;
            }
            let number = match paper {
                Evidence::Paper(paper) => paper.number.as_deref().unwrap_or_default(),
                Evidence::Name(_) => "",
            };
            let key = (name_key(document(paper)), name_key(number));
            seen.entry(key).or_default().push(id);
        }
        let keys = |id: CriterionId| {
            self.sheet
                .product_set()
                .criterion(id)
                .map(|c| c.key.as_str())
        };
        let apart = |ids: &[CriterionId]| {
            let together = |row: &crate::criteria::files::EvidenceItem| {
                let has = |id: &CriterionId| {
                    keys(*id).is_some_and(|key| row.keys.iter().any(|k| k == key))
                };
                ids.iter().all(has)
            };
            !table.evidence.iter().any(together)
        };
        let mut notices = Vec::new();
        for ((name, _), ids) in seen.iter().filter(|(_, ids)| ids.len() > 1 && apart(ids)) {
            let shown = self
                .listed()
                .find(|(_, paper, _)| name_key(document(paper)) == *name)
                .map(|(_, paper, _)| shortened(document(paper)).into_owned());
            let shown = shown.unwrap_or_else(|| name.clone());
            let list: Vec<String> = ids.iter().map(ToString::to_string).collect();
            let list = list.join(", ");
            notices.push(
                Notice::new(
                    NoticeCode::EvidenceShared,
                    format!("\"{shown}\" đứng ở {list}: một giấy tờ chứng minh một nội dung, trừ khi ghi rõ bằng \"proves\"."),
                    format!("\"{shown}\" stands at {list}: a paper proves one thing, unless it says so with \"proves\"."),
                )
                .with_source(table.source.clone()),
            );
        }
        self.notices.extend(notices);
        Ok(())
    }
}

fn document<'e>(paper: &'e Evidence<'_>) -> &'e str {
    match paper {
        Evidence::Name(name) => name,
        Evidence::Paper(paper) => &paper.document,
    }
}

fn proves<'e, 'a>(paper: &'e Evidence<'a>) -> &'e [std::borrow::Cow<'a, str>] {
    match paper {
        Evidence::Name(_) => &[],
        Evidence::Paper(paper) => &paper.proves,
    }
}
