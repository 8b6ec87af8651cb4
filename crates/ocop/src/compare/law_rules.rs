//! Rules of two sheets, and the decisions themselves, against each other.

use crate::bounded::Stars;
use crate::criteria::files::{Effect, InstrumentFile, RuleFile};
use crate::criteria::{Criteria, ProductSet};
use crate::ids::CriterionId;
use crate::problem::Problems;
use crate::text::Text;

use super::laws::{InstrumentChange, RuleFacts};

/// The rules added, and those removed. A finding with another effect is one removed and one added.
pub(super) fn rule_changes(
    (from, old): (&Criteria, &ProductSet),
    (to, new): (&Criteria, &ProductSet),
) -> (Vec<RuleFacts>, Vec<RuleFacts>) {
    let only = |criteria: &Criteria, here: &ProductSet, there: &ProductSet| -> Vec<RuleFacts> {
        let known: Vec<Rule> = there.file.rules.iter().map(|r| rule(there, r)).collect();
        let rules = here.file.rules.iter().map(|r| (r, rule(here, r)));
        rules
            .filter(|(_, r)| !known.contains(r))
            .map(|(file, r)| facts(criteria, here, file, &r))
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

fn facts(criteria: &Criteria, set: &ProductSet, file: &RuleFile, rule: &Rule) -> RuleFacts {
    let name = |id: CriterionId| {
        set.criterion(id).map_or_else(
            || Text::new("", ""),
            |c| {
                let name = criteria.translate(&c.name);
                Text::new(
                    format!("{id} \"{}\"", name.vi),
                    format!("{id} \"{}\"", name.en),
                )
            },
        )
    };
    let (label, source, finding) = match file {
        RuleFile::Dependency {
            criterion,
            requires,
            source,
        } => {
            let (a, b) = (name(*criterion), name(*requires));
            let label = Text::new(
                format!("{} chỉ chấm khi {} có điểm", a.vi, b.vi),
                format!("{} is scored only if {} has points", a.en, b.en),
            );
            (label, source, None)
        }
        RuleFile::Cases { cases, source, .. } => {
            let all: Vec<Text> = cases
                .iter()
                .map(|c| {
                    let text = criteria.translate(&c.label);
                    Text::new(
                        format!("{}) {}", c.case, text.vi),
                        format!("{}) {}", c.case, text.en),
                    )
                })
                .collect();
            let list = |pick: &dyn Fn(&Text) -> String| {
                all.iter().map(pick).collect::<Vec<_>>().join("; ")
            };
            let label = Text::new(
                format!("Chia trường hợp: {}", list(&|t| t.vi.clone())),
                format!("Cases: {}", list(&|t| t.en.clone())),
            );
            (label, source, None)
        }
        RuleFile::ZeroStop { label, source, .. } => (criteria.translate(label), source, None),
        RuleFile::Finding {
            finding,
            label,
            source,
            ..
        } => (criteria.translate(label), source, Some(finding.clone())),
    };
    RuleFacts {
        rule: rule.kind.into(),
        finding,
        effect: rule.effect,
        label,
        source: criteria.translate(source),
    }
}

/// A fact of a decision: what it says, and where.
type Fact = Option<(Text, String)>;

/// A subject on which decisions are compared, and how each one's word on it is found.
type Subject = (Text, Box<dyn Fn(&Criteria, &InstrumentFile) -> Fact>);

/// What changes in the decisions themselves.
pub(super) fn instrument_changes(
    from: &Criteria,
    to: &Criteria,
) -> Result<Vec<InstrumentChange>, Problems> {
    let (old, new) = (from.instrument()?.file(), to.instrument()?.file());
    let mut changes = Vec::new();
    for (subject, say) in subjects() {
        let (before, now) = (say(from, old), say(to, new));
        if before.as_ref().map(|f| &f.0) != now.as_ref().map(|f| &f.0) {
            let source = match (&before, &now) {
                (_, Some((_, source))) => Some(to.translate(source)),
                (Some((_, source)), None) => Some(from.translate(source)),
                (None, None) => None,
            };
            changes.push(InstrumentChange {
                subject,
                from: before.map(|f| f.0),
                to: now.map(|f| f.0),
                source,
            });
        }
    }
    Ok(changes)
}

fn both(text: impl std::fmt::Display) -> Text {
    Text::new(text.to_string(), text.to_string())
}

fn counted(number: impl std::fmt::Display, vi: &str, en: &str) -> Text {
    Text::new(format!("{number} {vi}"), format!("{number} {en}"))
}

fn subjects() -> Vec<Subject> {
    let mut all: Vec<Subject> = Vec::new();
    let every = (i64::from(Stars::MIN)..=i64::from(Stars::MAX)).rev();
    let every: Vec<Stars> = every.filter_map(|n| Stars::new(n).ok()).collect();
    for stars in &every {
        let stars = *stars;
        all.push((
            Text::new(
                format!("Khung điểm {stars} sao"),
                format!("Band of {stars} stars"),
            ),
            Box::new(move |_, file| {
                let band = file.bands.iter().find(|b| b.stars == stars)?;
                let points = band.from_points;
                let says = Text::new(format!("từ {points} điểm"), format!("from {points} points"));
                Some((says, band.source.clone()))
            }),
        ));
    }
    for stars in every {
        all.push((
            Text::new(
                format!("Thẩm quyền công nhận {stars} sao"),
                format!("Recognition of {stars} stars"),
            ),
            Box::new(move |criteria, file| {
                let rules = file.authority.iter().filter(|a| a.stars.contains(&stars));
                let last = rules.max_by_key(|a| a.from)?;
                Some((criteria.translate(&last.body), last.source.clone()))
            }),
        ));
    }
    all.push((
        Text::new("Mức tối thiểu theo sao", "Star minimums"),
        Box::new(|_, file| {
            let says = file.star_minimums.as_ref()?;
            Some((Text::new("có", "yes"), says.source.clone()))
        }),
    ));
    all.push((
        Text::new("Công nhận từ", "Recognised from"),
        Box::new(|_, file| {
            let says = &file.recognition;
            Some((
                counted(says.from_stars, "sao", "stars"),
                says.source.clone(),
            ))
        }),
    ));
    all.push((
        Text::new("Giấy chứng nhận có giá trị", "Certificates last"),
        Box::new(|_, file| {
            let says = &file.certificate;
            Some((counted(says.months, "tháng", "months"), says.source.clone()))
        }),
    ));
    all.push((
        Text::new(
            "Nộp hồ sơ đánh giá lại, số ngày trước khi hết hạn",
            "Dossiers for re-rating, days before expiry",
        ),
        Box::new(|_, file| {
            let says = file.renewal.as_ref()?;
            let days = format!(
                "{}–{}",
                says.not_earlier_than_days, says.not_later_than_days
            );
            Some((both(days), says.source.clone()))
        }),
    ));
    all.push((
        Text::new("Cấp xã kiểm tra hồ sơ", "The commune checks the dossier"),
        Box::new(|_, file| {
            let says = file.commune_check.as_ref()?;
            let days = counted(says.working_days, "ngày làm việc", "working days");
            Some((days, says.source.clone()))
        }),
    ));
    all
}
