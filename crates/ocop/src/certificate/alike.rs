//! Rows that may or may not be one product: told, since neither is certain.

use std::collections::{BTreeMap, BTreeSet};

use crate::library::{Library, ProvinceNames};
use crate::notice::{Notice, NoticeCode};
use crate::spelling::{code_key, is_code, name_key, organisation_key};

use super::register::Record;
use super::settle::{RegisterLine, Settled};

/// What tells products apart in a register, provinces by their one name where that is known.
#[derive(Debug, Clone, Default)]
pub(crate) struct Keys {
    names: Option<ProvinceNames>,
    /// The names that came up: a register has few, each many times.
    known: BTreeMap<String, Option<String>>,
}

impl Keys {
    pub fn of(library: &Library) -> Self {
        Self {
            names: library.province_names(),
            known: BTreeMap::new(),
        }
    }

    /// The one name of a province that is written so, where that is known.
    pub fn province(&mut self, written: &str) -> Option<&str> {
        let names = self.names?;
        if !self.known.contains_key(written) {
            self.known.insert(written.to_owned(), names(written));
        }
        self.known.get(written)?.as_deref()
    }

    /// The key of a record: the same for all rows of a product.
    pub fn key(&mut self, record: &Record<'_>) -> String {
        let coded = record.code.as_deref().is_some_and(is_code);
        let written = record.province.as_deref().unwrap_or_default();
        if coded || written.is_empty() {
            return record.key();
        }
        record.key_in(self.province(written).unwrap_or(written))
    }
}

/// The products of one name and producer, and rows whose code does not tell a product.
#[derive(Debug, Default)]
pub(crate) struct Alike {
    products: BTreeMap<(String, String), Products>,
    /// Rows whose code is one number: that of a row of some list, most likely.
    numbered: BTreeSet<RegisterLine>,
}

/// How well a row says which product it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Known {
    Code,
    Place,
    NameOnly,
}

impl Alike {
    /// Adds a row of a certificate.
    pub fn add(&mut self, record: &Record<'_>, key: &str, at: RegisterLine) {
        let text =
            |t: &Option<std::borrow::Cow<'_, str>>| name_key(t.as_deref().unwrap_or_default());
        if record.code.as_deref().is_some_and(is_number) {
            self.numbered.insert(at);
        }
        let name = text(&record.name);
        let producer = organisation_key(record.producer.as_deref().unwrap_or_default());
        if name.is_empty() {
            return;
        }
        let filled =
            |t: &Option<std::borrow::Cow<'_, str>>| t.as_ref().is_some_and(|t| !t.is_empty());
        let known = if record.code.as_deref().is_some_and(is_code) {
            Known::Code
        } else if filled(&record.province) || filled(&record.commune) {
            Known::Place
        } else {
            Known::NameOnly
        };
        let products = self.products.entry((name, producer)).or_default();
        let row = products.entry(key.to_owned()).or_insert((at, known));
        row.0 = row.0.min(at);
    }

    /// What is not certain: a code that is one number; a row without a code beside one with it, a row without a place beside
    /// one with it; two places that may be two names of one; two codes, since a product that is rated
    /// again may get a new one; a code with its district and without.
    pub fn notices(self, named: &impl Fn(RegisterLine) -> (String, String)) -> Vec<Notice> {
        let mut notices: Vec<Notice> = numbered(&self.numbered, named).into_iter().collect();
        for ((_, producer), products) in self.products {
            if !producer.is_empty() {
                notices.extend(places(&products, named));
                notices.extend(codes(&products, named));
            }
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

/// The products of one name and producer, each with its first row.
type Products = BTreeMap<String, (RegisterLine, Known)>;

/// Places that are written differently: a province has a name of before and one of today, a commune is
/// written with and without what it is.
fn places(
    products: &Products,
    named: &impl Fn(RegisterLine) -> (String, String),
) -> Option<Notice> {
    let placed = products
        .values()
        .filter(|(_, known)| *known == Known::Place);
    let (vi, en) = several(placed.map(|(at, _)| *at), named)?;
    Some(Notice::new(
        NoticeCode::PerhapsTheSame,
        format!(
            "Cùng tên và chủ thể, nơi ghi khác nhau: {vi}; tính là sản phẩm khác nhau. Nếu là một, ghi cùng một tên nơi, hoặc ghi mã."
        ),
        format!(
            "One name and producer, places written differently: {en}; counted as different products. If they are one, write one name of the place, or the code."
        ),
    ))
}

/// Rows whose code is one number: two registers may number different products alike.
fn numbered(
    rows: &BTreeSet<RegisterLine>,
    named: &impl Fn(RegisterLine) -> (String, String),
) -> Option<Notice> {
    let (vi, en) = first_of(rows.iter().copied(), named)?;
    Some(Notice::new(
        NoticeCode::ProductCodeForm,
        format!(
            "Cột mã chỉ có một số, không phải mã sản phẩm T-X-STT-YYYY: {vi}; số được lấy làm mã, nên hai dòng cùng số tính là một sản phẩm."
        ),
        format!(
            "The code is one number, no product code T-X-STT-YYYY: {en}; it is taken for the code, so that two rows of one number count as one product."
        ),
    ))
}

/// Whether a code is one number and nothing else.
fn is_number(code: &str) -> bool {
    !code.is_empty() && code.bytes().all(|b| b.is_ascii_digit())
}

/// The first two of several lines, and how many more there are; none of a single one.
fn several(
    lines: impl Iterator<Item = RegisterLine>,
    named: &impl Fn(RegisterLine) -> (String, String),
) -> Option<(String, String)> {
    let lines: Vec<RegisterLine> = lines.collect();
    first_of(lines.iter().copied(), named).filter(|_| lines.len() > 1)
}

/// The first two lines of some, and how many more there are.
fn first_of(
    lines: impl Iterator<Item = RegisterLine>,
    named: &impl Fn(RegisterLine) -> (String, String),
) -> Option<(String, String)> {
    let mut lines: Vec<RegisterLine> = lines.collect();
    lines.sort_unstable();
    let (first, more) = lines.split_at(lines.len().min(2));
    let (vi, en): (Vec<_>, Vec<_>) = first.iter().map(|at| named(*at)).unzip();
    let (more_vi, more_en) = match more.len() {
        0 => (String::new(), String::new()),
        more => (format!(" và {more} nơi khác"), format!(" and {more} more")),
    };
    let told = (
        format!("{}{more_vi}", vi.join(", ")),
        format!("{}{more_en}", en.join(", ")),
    );
    (!lines.is_empty()).then_some(told)
}

/// A code of before July 2025, with its district, beside one without it that is the same otherwise;
/// and other codes.
fn codes(products: &Products, named: &impl Fn(RegisterLine) -> (String, String)) -> Vec<Notice> {
    let coded = products
        .iter()
        .filter(|(_, (_, known))| *known == Known::Code);
    let mut found = Vec::new();
    // those that are told as one with its district and one without
    let mut told = BTreeSet::new();
    let all = coded.clone();
    for (code, (at, _)) in coded {
        let steps: Vec<&str> = code.split('-').collect();
        let [province, _, rest @ ..] = steps.as_slice() else {
            continue;
        };
        if rest.len() != 3 {
            continue;
        }
        let today = code_key(&format!("{province}-{}", rest.join("-")));
        if let Some((other, _)) = products.get(&today) {
            told.insert(*other);
            let (a, b) = (named(*at), named(*other));
            found.push(Notice::new(
                NoticeCode::PerhapsTheSame,
                format!(
                    "Cùng tên và chủ thể, mã có huyện và mã không có huyện: {}, {}; tính là hai sản phẩm.",
                    a.0, b.0
                ),
                format!(
                    "One name and producer, a code with its district and one without: {}, {}; counted as two products.",
                    a.1, b.1
                ),
            ));
        }
    }
    let rest = all.map(|(_, (at, _))| *at).filter(|at| !told.contains(at));
    if let Some((vi, en)) = several(rest, named) {
        found.push(Notice::new(
            NoticeCode::PerhapsTheSame,
            format!(
                "Cùng tên và chủ thể, mã khác nhau: {vi}; tính là sản phẩm khác nhau. Nếu là một sản phẩm được đánh giá lại với mã mới, ghi cùng một mã."
            ),
            format!(
                "One name and producer, different codes: {en}; counted as different products. If it is one product that was rated again under a new code, write one code."
            ),
        ));
    }
    found
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
        for (what, one, other) in &self.differing {
            let (a, b) = (named(*one.min(other)), named(*one.max(other)));
            notices.push(Notice::new(
                NoticeCode::RowsDiffer,
                format!(
                    "Cùng một sản phẩm, {} ghi khác nhau: {}, {}.",
                    what.vi, a.0, b.0
                ),
                format!(
                    "One product, its {} written differently: {}, {}.",
                    what.en, a.1, b.1
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
