//! Rules of two sheets, and the decisions themselves, against each other.

use crate::bounded::Stars;
use crate::criteria::files::{Effect, InstrumentFile, RuleFile};
use crate::criteria::{CriteriaVersion, ProductSet, SetCase};
use crate::ids::CriterionId;
use crate::problem::Problems;

use super::law_report::{
    InstrumentChange, InstrumentSubject, NamedCriterion, Provision, RecognisingBody, RuleFacts,
};

/// The rules added, and those removed. A finding with another effect is one removed and one added.
pub(super) fn rule_changes(
    (from, old): (&CriteriaVersion, &ProductSet),
    (to, new): (&CriteriaVersion, &ProductSet),
) -> (Vec<RuleFacts>, Vec<RuleFacts>) {
    let only =
        |version: &CriteriaVersion, here: &ProductSet, there: &ProductSet| -> Vec<RuleFacts> {
            let known: Vec<Rule> = there.file.rules.iter().map(|r| rule(there, r)).collect();
            let rules = here.file.rules.iter().map(|r| (r, rule(here, r)));
            rules
                .filter(|(_, r)| !known.contains(r))
                .map(|(file, r)| facts(version, here, file, &r))
                .collect()
        };
    (only(to, new, old), only(from, old, new))
}

/// What makes a rule the same on two sheets: its kind, what it concerns by key, and its effect.
#[derive(Debug, PartialEq, Eq)]
struct Rule {
    kind: &'static str,
    concerns: Vec<String>,
    effect: Option<Effect>,
}

fn key(set: &ProductSet, id: CriterionId) -> String {
    set.criterion(id)
        .map_or_else(|| id.to_string(), |c| c.key.clone())
}

fn rule(set: &ProductSet, file: &RuleFile) -> Rule {
    let keys = |ids: &[CriterionId]| ids.iter().map(|id| key(set, *id)).collect();
    let (kind, concerns, effect) = match file {
        RuleFile::Dependency {
            criterion,
            requires,
            ..
        } => ("dependency", keys(&[*criterion, *requires]), None),
        RuleFile::Cases { criteria, .. } => ("cases", keys(criteria), None),
        RuleFile::ZeroStop { criteria, .. } => ("zero-stop", keys(criteria), None),
        RuleFile::Finding {
            finding, effect, ..
        } => ("finding", vec![finding.clone()], Some(*effect)),
    };
    Rule {
        kind,
        concerns,
        effect,
    }
}

fn facts(version: &CriteriaVersion, set: &ProductSet, file: &RuleFile, rule: &Rule) -> RuleFacts {
    let named = |id: CriterionId| {
        let criterion = set.criterion(id)?;
        Some(NamedCriterion {
            criterion: id,
            name: version.translate(&criterion.name),
        })
    };
    let bare = |source: &str| RuleFacts {
        rule: rule.kind.into(),
        finding: None,
        effect: rule.effect,
        label: None,
        criterion: None,
        requires: None,
        cases: Vec::new(),
        source: version.translate(source),
    };
    match file {
        RuleFile::Dependency {
            criterion,
            requires,
            source,
        } => RuleFacts {
            criterion: named(*criterion),
            requires: named(*requires),
            ..bare(source)
        },
        RuleFile::Cases { cases, source, .. } => RuleFacts {
            cases: cases
                .iter()
                .map(|c| SetCase {
                    case: c.case,
                    label: version.translate(&c.label),
                })
                .collect(),
            ..bare(source)
        },
        RuleFile::ZeroStop { label, source, .. } => RuleFacts {
            label: Some(version.translate(label)),
            ..bare(source)
        },
        RuleFile::Finding {
            finding,
            label,
            source,
            ..
        } => RuleFacts {
            finding: Some(finding.clone()),
            label: Some(version.translate(label)),
            ..bare(source)
        },
    }
}

/// What changes in the decisions themselves.
pub(super) fn instrument_changes(
    from: &CriteriaVersion,
    to: &CriteriaVersion,
) -> Result<Vec<InstrumentChange>, Problems> {
    let (old, new) = (from.instrument()?.file(), to.instrument()?.file());
    let changes = subjects().filter_map(|(subject, stars)| {
        let before = provision(from, old, subject, stars);
        let now = provision(to, new, subject, stars);
        let same = match (&before, &now) {
            (Some((before, _)), Some((now, _))) => before.same(now),
            (before, now) => before.is_none() && now.is_none(),
        };
        if same {
            return None;
        }
        let source = match (&before, &now) {
            (_, Some((_, source))) => Some(to.translate(source)),
            (Some((_, source)), None) => Some(from.translate(source)),
            (None, None) => None,
        };
        Some(InstrumentChange {
            subject,
            stars,
            from: before.map(|(said, _)| said),
            to: now.map(|(said, _)| said),
            source,
        })
    });
    Ok(changes.collect())
}

/// The subjects on which decisions are compared, always the same and in the same order.
fn subjects() -> impl Iterator<Item = (InstrumentSubject, Option<Stars>)> {
    let of_stars = |subject| {
        let stars = (i64::from(Stars::MIN)..=i64::from(Stars::MAX)).rev();
        stars.filter_map(move |n| Some((subject, Some(Stars::new(n).ok()?))))
    };
    let whole = [
        InstrumentSubject::StarMinimums,
        InstrumentSubject::RecognisedFrom,
        InstrumentSubject::Certificate,
        InstrumentSubject::Renewal,
        InstrumentSubject::CommuneCheck,
    ];
    of_stars(InstrumentSubject::Band)
        .chain(of_stars(InstrumentSubject::Authority))
        .chain(whole.map(|subject| (subject, None)))
}

/// What a decision says on a subject, and where.
fn provision<'f>(
    version: &CriteriaVersion,
    file: &'f InstrumentFile,
    subject: InstrumentSubject,
    stars: Option<Stars>,
) -> Option<(Provision, &'f str)> {
    let mut said = Provision::default();
    let source = match subject {
        InstrumentSubject::Band => {
            let band = file.bands.iter().find(|b| Some(b.stars) == stars)?;
            said.from_points = Some(band.from_points);
            &band.source
        }
        InstrumentSubject::Authority => {
            let stars = stars?;
            let rules = file.authority.iter().filter(|a| a.stars.contains(&stars));
            let mut rules: Vec<_> = rules.collect();
            rules.sort_by_key(|a| a.from);
            let bodies = rules.iter().map(|rule| RecognisingBody {
                authority: rule.authority,
                body: version.translate(&rule.body),
                until: rule.until,
            });
            said.bodies = bodies.collect();
            &rules.last()?.source
        }
        InstrumentSubject::StarMinimums => &file.star_minimums.as_ref()?.source,
        InstrumentSubject::RecognisedFrom => {
            said.from_stars = Some(file.recognition.from_stars);
            &file.recognition.source
        }
        InstrumentSubject::Certificate => {
            said.months = Some(file.certificate.months);
            &file.certificate.source
        }
        InstrumentSubject::Renewal => {
            let renewal = file.renewal.as_ref()?;
            said.not_earlier_than_days = Some(renewal.not_earlier_than_days);
            said.not_later_than_days = Some(renewal.not_later_than_days);
            &renewal.source
        }
        InstrumentSubject::CommuneCheck => {
            let check = file.commune_check.as_ref()?;
            said.working_days = Some(check.working_days);
            &check.source
        }
    };
    Some((said, source))
}
