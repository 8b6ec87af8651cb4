//! Rows that may or may not be one product: told, since neither is certain.

use std::collections::BTreeMap;

use crate::notice::{Notice, NoticeCode};
use crate::spelling::name_key;

use super::register::Record;
use super::settle::{RegisterLine, Settled};

/// The products of one name and producer.
#[derive(Debug, Default)]
pub(crate) struct Alike(BTreeMap<(String, String), BTreeMap<String, (RegisterLine, Known)>>);

/// How well a row says which product it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Known {
    Code,
    Place,
    NameOnly,
}

impl Alike {
    /// Adds a row of a certificate.
    pub fn add(&mut self, record: &Record<'_>, at: RegisterLine) {
        let text =
            |t: &Option<std::borrow::Cow<'_, str>>| name_key(t.as_deref().unwrap_or_default());
        let (name, producer) = (text(&record.name), text(&record.producer));
        if name.is_empty() {
            return;
        }
        let filled =
            |t: &Option<std::borrow::Cow<'_, str>>| t.as_ref().is_some_and(|t| !t.is_empty());
        let known = if filled(&record.code) {
            Known::Code
        } else if filled(&record.province) || filled(&record.commune) {
            Known::Place
        } else {
            Known::NameOnly
        };
        let products = self.0.entry((name, producer)).or_default();
        let row = products.entry(record.key()).or_insert((at, known));
        row.0 = row.0.min(at);
    }

    /// What is not certain: a row without a code beside one with it, a row without a place beside
    /// one with it.
    pub fn notices(self, named: &impl Fn(RegisterLine) -> (String, String)) -> Vec<Notice> {
        let mut notices = Vec::new();
        for products in self.0.into_values() {
            let best = products
                .values()
                .min_by_key(|(at, known)| (*known, *at))
                .copied();
            let Some((one, best)) = best else { continue };
            for (other, known) in products.into_values().filter(|(_, known)| *known > best) {
                let missing = match (best, known) {
                    (Known::Code, _) => ("không có mã", "has no code"),
                    _ => ("không có tỉnh, xã", "has no place"),
                };
                let (a, b) = (named(one), named(other));
                notices.push(Notice::new(
                    NoticeCode::PerhapsTheSame,
                    format!(
                        "Cùng tên và chủ thể: {}, {}; {} {}, nên tính là hai sản phẩm.",
                        a.0, b.0, b.0, missing.0
                    ),
                    format!(
                        "One name and producer: {}, {}; {} {}: counted as two products.",
                        a.1, b.1, b.1, missing.1
                    ),
                ));
            }
        }
        notices
    }
}

impl<T> Settled<T> {
    /// What is not certain about the rows of one product.
    pub fn notices(
        &self,
        key: &str,
        named: &impl Fn(RegisterLine) -> (String, String),
    ) -> Vec<Notice> {
        let mut notices = Vec::new();
        if let Some((one, other)) = self.other_name {
            let (a, b) = (named(one), named(other));
            notices.push(Notice::new(
                NoticeCode::OtherName,
                format!(
                    "Cùng một mã, hai tên: {}, {}; tính là một sản phẩm.",
                    a.0, b.0
                ),
                format!(
                    "Two names under one code: {}, {}; counted as one product.",
                    a.1, b.1
                ),
            ));
        }
        // a key without a code whose producer and place are empty: a name and nothing else
        let name_only = key.ends_with("\u{1f}\u{1f}\u{1f}");
        if let ([first, .., last], true) = (self.certificates.as_slice(), name_only) {
            let (a, b) = (named(first.at), named(last.at));
            notices.push(Notice::new(
                NoticeCode::PerhapsTheSame,
                format!(
                    "Chỉ có tên: {}, {}; tính là một sản phẩm được cấp lại.",
                    a.0, b.0
                ),
                format!(
                    "A name and nothing else: {}, {}; counted as one product, certified again.",
                    a.1, b.1
                ),
            ));
        }
        notices
    }
}
