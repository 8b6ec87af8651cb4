//! What must go along with a dossier (Art. 6), and whether it does.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::criteria::CriteriaVersion;
use crate::criteria::files::{Authority, DossierPart, InstrumentFile, RegistrationKind, Stage};
use crate::text::Text;

use super::product_report::ProductTally;

/// A part of a dossier, or a content of the commune's report, and whether it is there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[non_exhaustive]
pub struct PartCheck {
    /// Its stable name.
    pub part: String,
    /// What it is.
    pub label: Text,
    /// Whether it is there.
    pub state: PartState,
    /// Where the law says so.
    pub source: String,
}

/// Whether a part is there.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum PartState {
    /// It is at hand.
    AtHand,
    /// It is not among what is at hand.
    Missing,
    /// It goes along only where there is one, and there is none at hand.
    IfAny,
    /// The session does not say what is at hand.
    NotStated,
}

/// What must come to a level with a product's dossier. Without a kind of registration, what a first
/// one needs.
pub(super) fn parts_for(
    version: &CriteriaVersion,
    law: &InstrumentFile,
    level: Authority,
    product: &ProductTally<'_>,
) -> Vec<PartCheck> {
    let stage = match level {
        Authority::District => Stage::District,
        Authority::Province => Stage::Province,
        Authority::Central => Stage::Central,
    };
    needed(law, stage, product)
        .map(|part| {
            let state = match &product.documents {
                None => PartState::NotStated,
                Some(list) if list.iter().any(|d| *d == part.part) => PartState::AtHand,
                Some(_) if part.if_any => PartState::IfAny,
                Some(_) => PartState::Missing,
            };
            check(version, part, state)
        })
        .collect()
}

/// What the producer's own dossier must hold (Art. 6.1). A session that names the dossier as one
/// piece says nothing of what is in it.
pub(super) fn producer_parts(
    version: &CriteriaVersion,
    law: &InstrumentFile,
    product: &ProductTally<'_>,
) -> Vec<PartCheck> {
    let needed: Vec<&DossierPart> = needed(law, Stage::Registration, product).collect();
    let listed = |part: &DossierPart| {
        let list = product.documents.as_deref().unwrap_or_default();
        list.iter().any(|d| *d == part.part)
    };
    let any = needed.iter().any(|p| listed(p));
    let state = |part: &DossierPart| match (listed(part), any) {
        (true, _) => PartState::AtHand,
        (false, true) => PartState::Missing,
        (false, false) => PartState::NotStated,
    };
    needed.iter().map(|p| check(version, p, state(p))).collect()
}

/// The parts of a stage that this product needs.
fn needed<'l>(
    law: &'l InstrumentFile,
    stage: Stage,
    product: &ProductTally<'_>,
) -> impl Iterator<Item = &'l DossierPart> {
    let kind = product.registration.as_ref().and_then(|r| r.kind);
    let kind = kind.unwrap_or(RegistrationKind::First);
    let without_samples = law
        .samples
        .as_ref()
        .zip(product.product_set)
        .is_some_and(|(samples, set)| samples.except_product_sets.contains(&set));
    law.dossier_parts
        .iter()
        .filter(move |p| p.stage == stage && p.kinds.contains(&kind))
        .filter(move |p| !(p.samples && without_samples))
}

fn check(version: &CriteriaVersion, part: &DossierPart, state: PartState) -> PartCheck {
    PartCheck {
        part: part.part.clone(),
        label: version.translate(&part.label),
        state,
        source: part.source.clone(),
    }
}

/// The contents of the commune's report; the centre has the province's word for them.
pub(super) fn contents(
    version: &CriteriaVersion,
    law: &InstrumentFile,
    level: Authority,
    product: &ProductTally<'_>,
) -> Vec<PartCheck> {
    let Some(check) = law
        .commune_check
        .as_ref()
        .filter(|_| level != Authority::Central)
    else {
        return Vec::new();
    };
    check
        .contents
        .iter()
        .map(|c| PartCheck {
            part: c.content.clone(),
            label: version.translate(&c.label),
            state: match &product.commune_report {
                None => PartState::NotStated,
                Some(list) if list.iter().any(|d| *d == c.content) => PartState::AtHand,
                Some(_) => PartState::Missing,
            },
            source: check.source.clone(),
        })
        .collect()
}
