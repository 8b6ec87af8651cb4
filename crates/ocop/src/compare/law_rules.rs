//! Rules of two sheets, and the decisions themselves, against each other.

use std::fmt::Display;

use crate::bounded::Stars;
use crate::criteria::files::{Effect, InstrumentFile, RuleFile};
use crate::criteria::{CriteriaVersion, ProductSet};
use crate::day;
use crate::ids::CriterionId;
use crate::problem::Problems;
use crate::text::Text;

use super::law_report::{InstrumentChange, RuleFacts};

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
    let name = |id: CriterionId| {
        set.criterion(id).map_or_else(
            || Text::new("", ""),
            |c| {
                let name = version.translate(&c.name);
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
                    let text = version.translate(&c.label);
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
        RuleFile::ZeroStop { label, source, .. } => (version.translate(label), source, None),
        RuleFile::Finding {
            finding,
            label,
            source,
            ..
        } => (version.translate(label), source, Some(finding.clone())),
    };
    RuleFacts {
        rule: rule.kind.into(),
        finding,
        effect: rule.effect,
        label,
        source: version.translate(source),
    }
}

/// What a decision says on a subject.
struct Fact {
    /// What must differ for it to be a change: bodies of one level may be worded otherwise.
    substance: String,
    says: Text,
    source: String,
}

impl Fact {
    fn new(says: Text, source: &str) -> Self {
        Self {
            substance: says.vi.clone(),
            says,
            source: source.to_owned(),
        }
    }

    fn counted(number: impl Display, vi: &str, en: &str, source: &str) -> Self {
        let says = Text::new(format!("{number} {vi}"), format!("{number} {en}"));
        Self::new(says, source)
    }
}

/// What changes in the decisions themselves.
pub(super) fn instrument_changes(
    from: &CriteriaVersion,
    to: &CriteriaVersion,
) -> Result<Vec<InstrumentChange>, Problems> {
    let (old, new) = (from.instrument()?.file(), to.instrument()?.file());
    let all = subjects(from, old).into_iter().zip(subjects(to, new));
    let changes = all.filter_map(|((subject, before), (_, now))| {
        let substance = |f: &Option<Fact>| f.as_ref().map(|f| f.substance.clone());
        if substance(&before) == substance(&now) {
            return None;
        }
        let source = match (&before, &now) {
            (_, Some(now)) => Some(to.translate(&now.source)),
            (Some(before), None) => Some(from.translate(&before.source)),
            (None, None) => None,
        };
        Some(InstrumentChange {
            subject,
            from: before.map(|f| f.says),
            to: now.map(|f| f.says),
            source,
        })
    });
    Ok(changes.collect())
}

/// The subjects on which decisions are compared, always the same and in the same order, with what
/// this one says on each.
fn subjects(version: &CriteriaVersion, file: &InstrumentFile) -> Vec<(Text, Option<Fact>)> {
    let mut all = Vec::new();
    let every = (i64::from(Stars::MIN)..=i64::from(Stars::MAX)).rev();
    let every: Vec<Stars> = every.filter_map(|n| Stars::new(n).ok()).collect();
    for stars in &every {
        let band = file.bands.iter().find(|b| b.stars == *stars);
        let fact = band.map(|b| {
            let points = b.from_points;
            let says = Text::new(format!("từ {points} điểm"), format!("from {points} points"));
            Fact::new(says, &b.source)
        });
        let subject = Text::new(
            format!("Khung điểm {stars} sao"),
            format!("Band of {stars} stars"),
        );
        all.push((subject, fact));
    }
    for stars in every {
        let subject = Text::new(
            format!("Thẩm quyền công nhận {stars} sao"),
            format!("Recognition of {stars} stars"),
        );
        all.push((subject, authority(version, file, stars)));
    }
    let minimums = file.star_minimums.as_ref();
    all.push((
        Text::new("Mức tối thiểu theo sao", "Star minimums"),
        minimums.map(|m| Fact::new(Text::new("có", "yes"), &m.source)),
    ));
    let from = &file.recognition;
    all.push((
        Text::new("Công nhận từ", "Recognised from"),
        Some(Fact::counted(from.from_stars, "sao", "stars", &from.source)),
    ));
    let lasts = &file.certificate;
    all.push((
        Text::new("Giấy chứng nhận có giá trị", "Certificates last"),
        Some(Fact::counted(
            lasts.months,
            "tháng",
            "months",
            &lasts.source,
        )),
    ));
    let renewal = file.renewal.as_ref().map(|r| {
        let (early, late) = (r.not_earlier_than_days, r.not_later_than_days);
        let says = Text::new(
            format!("từ {early} đến {late} ngày trước khi hết hạn"),
            format!("{early} to {late} days before expiry"),
        );
        Fact::new(says, &r.source)
    });
    all.push((
        Text::new("Nộp hồ sơ đánh giá lại", "Dossiers for re-rating"),
        renewal,
    ));
    let commune = file
        .commune_check
        .as_ref()
        .map(|c| Fact::counted(c.working_days, "ngày làm việc", "working days", &c.source));
    all.push((
        Text::new("Cấp xã kiểm tra hồ sơ", "The commune checks the dossier"),
        commune,
    ));
    all
}

/// Who recognised these stars, one after the other.
fn authority(version: &CriteriaVersion, file: &InstrumentFile, stars: Stars) -> Option<Fact> {
    let rules = file.authority.iter().filter(|a| a.stars.contains(&stars));
    let mut rules: Vec<_> = rules.collect();
    rules.sort_by_key(|a| a.from);
    let source = rules.last()?.source.clone();
    let say =
        |until: &str, written: fn(jiff::civil::Date) -> String, pick: &dyn Fn(Text) -> String| {
            let each = rules.iter().map(|rule| {
                let body = pick(version.translate(&rule.body));
                match rule.until {
                    Some(day) => format!("{body} ({until} {})", written(day)),
                    None => body,
                }
            });
            each.collect::<Vec<_>>().join(", ")
        };
    let substance: Vec<String> = rules.iter().map(|r| format!("{:?}", r.authority)).collect();
    Some(Fact {
        substance: substance.join(" "),
        says: Text::new(
            say("đến", day::vi, &|t| t.vi),
            say("until", day::en, &|t| t.en),
        ),
        source,
    })
}
