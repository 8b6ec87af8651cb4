//! A product of a session, as far as it can be read.

use std::borrow::Cow;

use jiff::civil::Date;

use crate::dossier::decode::{FINDING, producer, product, product_set, registration};
use crate::dossier::{Producer, Product, Registration, SetRef};
use crate::json::{Fields, Node, names, pointer};
use crate::problem::Problems;

use super::super::format::Recusal;
use super::fields::required;
use super::sheet::SheetDraft;

names! { pub(super) PRODUCT, product_field {
    ID = "id",
    PRODUCT_SET = "product_set",
    CRITERIA = "criteria",
    PRODUCT = "product",
    PRODUCER = "producer",
    REGISTRATION = "registration",
    PROPOSED_ON = "proposed_on",
    DOCUMENTS = "documents",
    COMMUNE_REPORT = "commune_report",
    RECUSED = "recused",
    FINDINGS = "findings",
    SHEETS = "sheets",
    NOTE = "note",
} }

names! { pub(super) RECUSAL, recusal_field {
    MEMBER = "member",
    REASON = "reason",
} }

/// A product as far as it could be read, with what is wrong with it.
#[derive(Debug)]
pub(crate) struct ProductDraft<'n, 'a> {
    pub path: String,
    pub id: Cow<'a, str>,
    pub product_set: Option<SetRef<'a>>,
    pub criteria: Option<Cow<'a, str>>,
    pub product: Option<Product<'a>>,
    pub producer: Option<Producer<'a>>,
    pub registration: Option<Registration>,
    pub proposed_on: Option<Date>,
    pub documents: Option<Vec<(usize, Cow<'a, str>)>>,
    pub commune_report: Option<Vec<(usize, Cow<'a, str>)>>,
    pub recused: Vec<(usize, Recusal<'a>)>,
    pub findings: Vec<(usize, Cow<'a, str>)>,
    pub sheets: Vec<SheetDraft<'n, 'a>>,
    pub note: Option<Cow<'a, str>>,
    pub problems: Problems,
}

impl<'n, 'a> ProductDraft<'n, 'a> {
    pub(super) fn read(node: &'n Node<'a>, path: String, problems: &mut Problems) -> Option<Self> {
        let mut own = Problems::new();
        let Some(fields) = Fields::read(node, &path, PRODUCT, &mut own) else {
            problems.append(own);
            return None;
        };
        let id = fields.text(product_field::ID, &mut own);
        let Some(id) = required(&fields, product_field::ID, id, &mut own) else {
            problems.append(own);
            return None;
        };
        let part = (
            "tên một thành phần hồ sơ",
            "the name of a part of the dossier",
        );
        let content = ("tên một nội dung", "the name of a content");
        let recused = fields
            .list(product_field::RECUSED, &mut own)
            .unwrap_or_default();
        let recused = recused.iter().enumerate();
        let recused = recused
            .filter_map(|(i, node)| {
                Some((
                    i,
                    recusal(
                        node,
                        &pointer(&fields.path(product_field::RECUSED), i),
                        &mut own,
                    )?,
                ))
            })
            .collect();
        let sheets = fields
            .list(product_field::SHEETS, &mut own)
            .unwrap_or_default();
        let sheets = sheets.iter().enumerate();
        let sheets = sheets
            .filter_map(|(i, node)| {
                SheetDraft::read(
                    node,
                    pointer(&fields.path(product_field::SHEETS), i),
                    None,
                    &mut own,
                )
            })
            .collect();
        Some(Self {
            id,
            product_set: product_set(&fields, product_field::PRODUCT_SET, &mut own),
            criteria: fields.text(product_field::CRITERIA, &mut own),
            product: fields
                .get(product_field::PRODUCT)
                .and_then(|n| product(n, &fields.path(product_field::PRODUCT), &mut own)),
            producer: fields
                .get(product_field::PRODUCER)
                .and_then(|n| producer(n, &fields.path(product_field::PRODUCER), &mut own)),
            registration: fields
                .get(product_field::REGISTRATION)
                .and_then(|n| registration(n, &fields.path(product_field::REGISTRATION), &mut own)),
            proposed_on: fields.date(product_field::PROPOSED_ON, &mut own),
            documents: fields.texts(product_field::DOCUMENTS, part, &mut own),
            commune_report: fields.texts(product_field::COMMUNE_REPORT, content, &mut own),
            recused,
            findings: fields
                .texts(product_field::FINDINGS, FINDING, &mut own)
                .unwrap_or_default(),
            sheets,
            note: fields.text(product_field::NOTE, &mut own),
            path,
            problems: own,
        })
    }
}

fn recusal<'a>(node: &Node<'a>, path: &str, problems: &mut Problems) -> Option<Recusal<'a>> {
    let fields = Fields::read(node, path, RECUSAL, problems)?;
    let member = fields.text(recusal_field::MEMBER, problems);
    let member = required(&fields, recusal_field::MEMBER, member, problems);
    let reason = fields.text(recusal_field::REASON, problems);
    Some(Recusal {
        member: member?,
        reason,
    })
}
