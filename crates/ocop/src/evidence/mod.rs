//! What proves what: the checklist from the law's table of evidence, and a look at the papers that
//! a dossier lists. It gives notices, never points: only a council can read a paper.

mod notices;
mod paper;
mod report;

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::assess::Assessment;
use crate::bounded::{LevelNumber, Points, Stars};
use crate::criteria::{CriteriaVersion, Criterion, ProductSet};
use crate::dossier::{AnswerInput, Dossier, Evidence};
use crate::ids::CriterionId;
use crate::plan::Plan;
use crate::problem::{Code, Problem, Problems};
use crate::sheet::ScoreSheet;
use crate::spelling::is_no_paper;

use notices::notices;
use paper::{Papers, belongs, name, rows_of};
pub use report::{Checklist, ChecklistItem, EVIDENCE_FORMAT, ProvenCriterion};

/// The checklist of a whole sheet, or of what the minimums up to a target ask for.
///
/// ```
/// let library = ocop::Library::embedded();
/// let criteria = library.version("qd-26-2026")?;
/// let list = ocop::evidence::of_set(criteria, criteria.product_set("1")?, None)?;
/// assert_eq!(list.evidence.first().unwrap().evidence, "business-registration");
/// # Ok::<(), ocop::Problems>(())
/// ```
///
/// # Errors
///
/// The problems of the version's table; the embedded ones have none.
pub fn of_set(
    version: &CriteriaVersion,
    set: &ProductSet,
    target: Option<Stars>,
) -> Result<Checklist, Problems> {
    let wanted = set
        .criteria
        .iter()
        .enumerate()
        .filter_map(|(index, criterion)| {
            let Some(target) = target else {
                return Some((criterion, None));
            };
            let minimums = set.minimums.iter().filter(|m| m.criterion == index);
            let highest = minimums
                .filter(|m| m.stars <= target)
                .max_by_key(|m| (m.points, m.stars));
            highest.map(|m| (criterion, Some(m.level)))
        });
    list(version, set, target, wanted, &BTreeMap::new())
}

/// The checklist of what a sheet claims: every level that has points.
///
/// # Errors
///
/// The problems of the version's table; the embedded ones have none.
pub fn of_sheet(version: &CriteriaVersion, sheet: &ScoreSheet) -> Result<Checklist, Problems> {
    list(
        version,
        sheet.product_set(),
        None,
        claimed(sheet),
        &BTreeMap::new(),
    )
}

impl Assessment {
    /// The checklist of what the dossier claims, with the papers it lists and what is wrong with
    /// them on a day: claimed without any paper, past its last day, issued after that day.
    ///
    /// # Errors
    ///
    /// The problems of the version's table; the embedded ones have none.
    pub fn evidence(&self, day: Option<Date>) -> Result<Checklist, Problems> {
        of_dossier(self.version(), self.sheet(), self.dossier(), day)
    }

    /// The same of what the dossier will claim after a plan for it ([`Assessment::plan`]).
    ///
    /// # Errors
    ///
    /// [`Code::AnswersOfAnotherSet`] for a plan of another dossier's sheet; the problems of the
    /// version's table.
    pub fn evidence_after(&self, plan: &Plan, day: Option<Date>) -> Result<Checklist, Problems> {
        if !plan.is_of(self.sheet()) {
            return Err(Problem::new(
                Code::AnswersOfAnotherSet,
                "",
                "Kế hoạch này lập cho phiếu khác.",
                "This plan was made for another sheet.",
            )
            .into());
        }
        let list = of_dossier(self.version(), &plan.applied(), self.dossier(), day)?;
        Ok(Checklist {
            target: Some(plan.target()),
            ..list
        })
    }
}

pub(crate) fn of_dossier(
    version: &CriteriaVersion,
    sheet: &ScoreSheet,
    dossier: &Dossier<'_>,
    day: Option<Date>,
) -> Result<Checklist, Problems> {
    let mut papers: Papers<'_> = BTreeMap::new();
    for (id, answer) in &dossier.answers {
        if let (Some(id), AnswerInput::Detailed(answer)) = (CriterionId::read(id), answer) {
            // "không có" and "chưa có, sẽ bổ sung" stand where a paper should
            let listed = answer.evidence.iter().filter(|e| !is_no_paper(name(e)));
            papers.insert(id, listed.collect());
        }
    }
    let mut checklist = list(version, sheet.product_set(), None, claimed(sheet), &papers)?;
    checklist.notices = notices(version, claimed(sheet).map(|(c, _)| c), &papers, day)?;
    Ok(checklist)
}

/// The criteria with points, and their levels.
fn claimed(sheet: &ScoreSheet) -> impl Iterator<Item = (&Criterion, Option<LevelNumber>)> {
    let scored = sheet.product_set().criteria.iter().filter_map(|c| {
        let level = sheet.level(c.id)?;
        let worth = c.level(level).is_some_and(|l| l.points > Points::ZERO);
        worth.then_some((c, Some(level)))
    });
    scored.collect::<Vec<_>>().into_iter()
}

fn list<'c>(
    version: &CriteriaVersion,
    set: &ProductSet,
    target: Option<Stars>,
    wanted: impl Iterator<Item = (&'c Criterion, Option<LevelNumber>)>,
    papers: &Papers<'_>,
) -> Result<Checklist, Problems> {
    let table = version.evidence()?;
    let rows = || table.into_iter().flat_map(|t| &t.evidence);
    let mut proves: BTreeMap<&str, Vec<ProvenCriterion>> = BTreeMap::new();
    let mut without_papers = Vec::new();
    let mut ticked = std::collections::BTreeSet::new();
    // a paper that names a row belongs there, wherever it is listed
    let said = |row: &str| {
        let all = papers.values().flatten();
        all.filter(|p| belongs(p, row)).collect::<Vec<_>>()
    };
    for (criterion, level) in wanted {
        let reached = level.and_then(|l| criterion.level(l));
        let proven = ProvenCriterion {
            criterion: criterion.id,
            name: version.translate(&criterion.name),
            level,
            label: reached.map(|l| version.translate(&l.label)),
            listed: papers
                .get(&criterion.id)
                .map(|list| list.iter().map(|p| name(p).to_owned()).collect())
                .unwrap_or_default(),
        };
        let of: Vec<&str> = rows()
            .filter(|row| row.keys.contains(&criterion.key))
            .map(|row| row.evidence.as_str())
            .collect();
        let listed = papers.get(&criterion.id).map_or(&[][..], Vec::as_slice);
        for row in &of {
            let mut proven = proven.clone();
            // a paper that belongs to other rows proves nothing here
            let here = |paper: &&&Evidence<'_>| rows_of(paper).is_empty() || belongs(paper, row);
            let listed_here = listed.iter().filter(here);
            proven.listed = listed_here.map(|p| name(p).to_owned()).collect();
            proves.entry(row).or_default().push(proven);
            let alone = |paper: &Evidence<'_>| of.len() == 1 && rows_of(paper).is_empty();
            if listed.iter().any(|paper| alone(paper)) || !said(row).is_empty() {
                ticked.insert((*row).to_owned());
            }
        }
        if of.is_empty() {
            without_papers.push(proven);
        }
    }
    let items = rows().filter_map(|row| {
        Some(ChecklistItem {
            evidence: row.evidence.clone(),
            name: version.translate(&row.name),
            requirement: version.translate(&row.requirement),
            ticked: ticked.contains(&row.evidence),
            proves: proves.remove(row.evidence.as_str())?,
        })
    });
    Ok(Checklist {
        format: EVIDENCE_FORMAT.into(),
        criteria: set.version().clone(),
        product_set: set.number(),
        target,
        evidence: items.collect(),
        without_papers,
        notices: Vec::new(),
        source: table.map(|t| version.translate(&t.source)),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{AssessOptions, Library};

    fn check(text: &str, day: Option<&str>) -> Checklist {
        let library = Library::embedded();
        let assessment = library
            .assess_json(text.as_bytes(), &AssessOptions::default())
            .unwrap();
        let day = day.map(|d| d.parse().unwrap());
        assessment.evidence(day).unwrap()
    }

    fn codes(list: &Checklist) -> Vec<&str> {
        list.notices.iter().map(|n| n.code.as_str()).collect()
    }

    #[test]
    fn papers_past_their_date_and_claims_without_papers_are_notices() {
        let text = r#"{"criteria": "qd-26-2026", "product_set": 1, "answers": {
            "1.2": {"level": 2, "evidence": [{"document": "VietGAP", "issued_on": "2024-01-01", "valid_until": "2026-09-14"}]},
            "1.5": {"level": 3, "evidence": ["Hợp đồng"]}, "3.4": 1, "4.3": 1, "6.1": 2}}"#;
        let list = check(text, Some("2026-09-15"));
        assert_eq!(codes(&list), ["evidence-expired", "evidence-missing"]);
        assert_eq!(list.notices[1].criterion.unwrap().to_string(), "3.4");
        // valid to the last day, and 4.3 at 0 points claims nothing
        assert_eq!(
            codes(&check(text, Some("2026-09-14"))),
            ["evidence-missing"]
        );
        assert_eq!(
            codes(&check(text, None)),
            ["evidence-day-unknown", "evidence-missing"]
        );
        assert_eq!(
            codes(&check(text, Some("2023-12-31"))),
            ["evidence-not-yet-issued", "evidence-missing"]
        );
        let ids: Vec<_> = list
            .without_papers
            .iter()
            .map(|c| c.criterion.to_string())
            .collect();
        assert_eq!(ids, ["6.1"]);
    }

    #[test]
    fn a_paper_proves_what_it_names_wherever_it_is_listed() {
        let at_1_2 = |proves: &str| {
            format!(
                r#"{{"criteria": "qd-26-2026", "product_set": 1, "answers": {{
            "1.2": {{"level": 2, "evidence": [{{"document": "A", "proves": [{proves}]}}]}}, "3.4": 1}}}}"#
            )
        };
        let found = |proves: &str| {
            let list = check(&at_1_2(proves), Some("2026-09-15"));
            let ticked = list.evidence.iter().filter(|row| row.ticked);
            let ticked: Vec<String> = ticked.map(|row| row.evidence.clone()).collect();
            let told = list.notices.iter();
            let told = told.map(|n| format!("{} {}", n.criterion.unwrap(), n.code));
            (ticked.join(" "), told.collect::<Vec<_>>().join(", "))
        };
        // both, as it says
        let both = found(r#""material-and-linkage", "growth-papers""#);
        assert_eq!(
            both,
            ("material-and-linkage growth-papers".into(), String::new())
        );
        let one = found(r#""material-and-linkage""#);
        assert_eq!(
            one,
            ("material-and-linkage".into(), "3.4 evidence-missing".into())
        );
        // listed at 1.2, and no proof of it
        let other = found(r#""growth-papers""#);
        let told = "1.2 evidence-of-another-criterion, 1.2 evidence-missing";
        assert_eq!(other, ("growth-papers".into(), told.into()));
    }

    #[test]
    fn every_criterion_of_a_sheet_is_in_its_checklist() {
        let library = Library::embedded();
        for criteria in library.versions() {
            for set in criteria.set_numbers().map(|n| criteria.set(n).unwrap()) {
                let list = of_set(criteria, set, None).unwrap();
                let named = list
                    .evidence
                    .iter()
                    .flat_map(|i| &i.proves)
                    .chain(&list.without_papers);
                let mut ids: Vec<_> = named.map(|p| p.criterion).collect();
                ids.sort();
                ids.dedup();
                assert_eq!(ids.len(), set.criteria().len());
            }
        }
    }

    #[test]
    fn a_checklist_for_a_target_names_the_minimums_up_to_it() {
        let library = Library::embedded();
        let version = library.version("qd-26-2026").unwrap();
        let set = version.product_set("1").unwrap();
        let of = |stars| {
            let list = of_set(version, set, Stars::new(stars).ok()).unwrap();
            let named = list
                .evidence
                .iter()
                .flat_map(|i| &i.proves)
                .chain(&list.without_papers);
            named
                .map(|p| (p.criterion.to_string(), p.level.unwrap().get()))
                .collect::<BTreeMap<_, _>>()
        };
        assert_eq!(of(3)["3.5"], 1);
        assert_eq!(of(4)["3.5"], 2);
        assert_eq!(of(5)["1.5"], 4);
        assert!(!of(3).contains_key("1.5"));
    }
}
