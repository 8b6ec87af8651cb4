//! Sessions and sheets in memory: from the tree, through the checks of the reader.

use serde::{Deserialize, Deserializer, de::Error as _};

use crate::dossier::read_filled;
use crate::json::{self, Node};
use crate::problem::Problems;

use super::decode::{ProductDraft, SessionDraft, SheetDraft, regulation};
use super::format::{Session, SessionProduct, Sheet};
use super::session::MAX_SESSION_BYTES;

impl<'a> Session<'a> {
    /// Reads a session: UTF-8 JSON, with or without a byte-order mark.
    ///
    /// # Errors
    ///
    /// Everything that is wrong with its shape, all at once. Whether it fits the law, only a tally
    /// tells.
    pub fn parse(bytes: &'a [u8]) -> Result<Self, Problems> {
        Self::of(&json::parse(json::text(bytes, MAX_SESSION_BYTES)?)?)
    }

    fn of(node: &Node<'a>) -> Result<Self, Problems> {
        let mut problems = Problems::new();
        let Some(draft) = SessionDraft::read(node, &mut problems) else {
            return Err(problems);
        };
        let regulation = draft
            .regulation
            .and_then(|node| regulation(node, &[], &mut problems));
        let products = draft.products.into_iter();
        let products = products
            .filter_map(|product| finish_product(product, &mut problems))
            .collect();
        // what is required and missing was told
        let (Some(level), Some(held_on)) = (draft.level, draft.held_on) else {
            return Err(problems);
        };
        let present = draft.present.unwrap_or_default().into_iter();
        problems.or(Self {
            format: draft.format,
            criteria: draft.criteria,
            level,
            mode: draft.mode,
            held_on,
            closed_at: draft.closed_at,
            council: draft.council,
            place: draft.place,
            regulation,
            members: draft.members,
            present: present.map(|(_, id)| id).collect(),
            products,
            note: draft.note,
        })
    }
}

fn finish_product<'a>(
    draft: ProductDraft<'_, 'a>,
    problems: &mut Problems,
) -> Option<SessionProduct<'a>> {
    problems.append(draft.problems);
    let sheets = draft.sheets.into_iter();
    let sheets = sheets
        .filter_map(|sheet| finish_sheet(sheet, problems))
        .collect();
    let texts = |list: Vec<(usize, _)>| list.into_iter().map(|(_, text)| text).collect();
    Some(SessionProduct {
        id: draft.id,
        product_set: draft.product_set?,
        criteria: draft.criteria,
        product: draft.product,
        producer: draft.producer,
        registration: draft.registration,
        proposed_on: draft.proposed_on,
        documents: draft.documents.map(texts),
        commune_report: draft.commune_report.map(texts),
        recused: draft.recused.into_iter().map(|(_, r)| r).collect(),
        findings: texts(draft.findings),
        sheets,
        note: draft.note,
    })
}

fn finish_sheet<'a>(draft: SheetDraft<'_, 'a>, problems: &mut Problems) -> Option<Sheet<'a>> {
    let mut own = Problems::new();
    let (answers, points) = read_filled(&draft.filled, &mut own);
    problems.append(draft.problems);
    problems.append(own.under(&draft.path));
    Some(Sheet {
        format: draft.format,
        product: draft.product,
        member: draft.member?,
        round: draft.round.filter(|_| draft.round_said),
        status: draft.status.filter(|_| draft.status_said),
        criteria: draft.criteria,
        submitted_at: draft.submitted_at,
        unchanged: draft.unchanged,
        answers,
        points,
        case: draft.filled.case,
        findings: draft.findings.into_iter().map(|(_, f)| f).collect(),
        comment: draft.comment,
    })
}

/// As strict as [`Session::parse`], and through the same checks: unknown and repeated fields are
/// refused. The error tells everything that is wrong, a line each.
impl<'de> Deserialize<'de> for Session<'_> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let node = json::read(deserializer)?;
        let session = Session::of(&node).map_err(D::Error::custom)?;
        Ok(session.into_owned())
    }
}

/// A sheet in a file of its own, or one that a page sends: as strict as a session.
impl<'de> Deserialize<'de> for Sheet<'_> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let node = json::read(deserializer)?;
        let mut problems = Problems::new();
        let draft = SheetDraft::read(&node, String::new(), None, &mut problems);
        let sheet = draft.and_then(|draft| finish_sheet(draft, &mut problems));
        match problems.or(sheet).map_err(D::Error::custom)? {
            Some(sheet) => Ok(sheet.into_owned()),
            None => Err(D::Error::custom("no sheet")),
        }
    }
}
