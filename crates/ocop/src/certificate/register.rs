//! A register of certificates and ideas: the format `ocop-register/1`, one record a line, as JSON or
//! as a row of a table.

use std::borrow::Cow;

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::bounded::{ProductSetNumber, Stars};
use crate::day::read_day;
use crate::json::{self, Fields, Node, names};
use crate::owned::into_owned;
use crate::problem::{Code, Problem, Problems};
use crate::spelling::{
    code_key, is_code, is_mere_sign, name_key, organisation_key, place_key, product_code, tidy,
};

use super::standing::CertificateFacts;

/// The name of the format.
pub const REGISTER_FORMAT: &str = "ocop-register/1";

names! { pub(super) FIELDS, record_field {
    FORMAT = "format",
    CODE = "code",
    NAME = "name",
    PRODUCER = "producer",
    PROVINCE = "province",
    COMMUNE = "commune",
    CRITERIA = "criteria",
    PRODUCT_SET = "product_set",
    SECTOR = "sector",
    STARS = "stars",
    ISSUED_ON = "issued_on",
    EXPIRES_ON = "expires_on",
    DECISION = "decision",
    LODGED_ON = "lodged_on",
    DECIDED_ON = "decided_on",
    REVOKED_ON = "revoked_on",
    REVOCATION_GROUND = "revocation_ground",
    REGISTERED_ON = "registered_on",
    APPRAISED_ON = "appraised_on",
    ACCEPTED_ON = "accepted_on",
} }

/// One record: a certificate, or an idea on its way to one. A product with several recognitions has
/// several records with the same code.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Record<'a> {
    /// `ocop-register/1`, where given.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub format: Option<Cow<'a, str>>,
    /// The product's code, `T-X-STT-YYYY`.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub code: Option<Cow<'a, str>>,
    /// The product's name.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub name: Option<Cow<'a, str>>,
    /// The producer.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub producer: Option<Cow<'a, str>>,
    /// The province; otherwise the first number of the code.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub province: Option<Cow<'a, str>>,
    /// The commune.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub commune: Option<Cow<'a, str>>,
    /// The criteria version it was rated under.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub criteria: Option<Cow<'a, str>>,
    /// The product set's number.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub product_set: Option<ProductSetNumber>,
    /// The sector, such as food.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub sector: Option<Cow<'a, str>>,
    /// The stars.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub stars: Option<Stars>,
    /// The day the certificate was issued.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub issued_on: Option<Date>,
    /// Its last day, where the decision states it.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub expires_on: Option<Date>,
    /// The decision that recognised it.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub decision: Option<Cow<'a, str>>,
    /// The day a re-rating dossier was handed in.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub lodged_on: Option<Date>,
    /// The day that dossier was decided.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub decided_on: Option<Date>,
    /// The day the certificate was revoked.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub revoked_on: Option<Date>,
    /// On what ground, by its letter.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub revocation_ground: Option<Cow<'a, str>>,
    /// The day the idea was registered.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub registered_on: Option<Date>,
    /// The day the idea was appraised.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub appraised_on: Option<Date>,
    /// The day the idea was accepted.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub accepted_on: Option<Date>,
}

impl<'a> Record<'a> {
    /// Reads a record from a line of JSON.
    ///
    /// ```
    /// use ocop::certificate::Record;
    /// let line = r#"{"code": "33-12025-1-2026", "stars": 4, "issued_on": "2026-10-05"}"#;
    /// assert_eq!(Record::parse(line.as_bytes())?.stars.unwrap().get(), 4);
    /// # Ok::<(), ocop::Problems>(())
    /// ```
    ///
    /// # Errors
    ///
    /// Everything that is wrong with it, all at once.
    pub fn parse(bytes: &'a [u8]) -> Result<Self, Problems> {
        let node = json::parse(json::text(bytes, json::MAX_BYTES)?)?;
        Self::read(&node, Problems::new())
    }

    /// Reads a record from a row of a table: its cells by the names of their fields, empty ones
    /// left out. Days and numbers may be written as people write them ([`crate::read_day`],
    /// `4 sao`, `4*`).
    ///
    /// # Errors
    ///
    /// As [`Record::parse`].
    pub fn from_row(cells: impl IntoIterator<Item = (&'a str, &'a str)>) -> Result<Self, Problems> {
        let mut problems = Problems::new();
        let mut object = Vec::new();
        for (name, cell) in cells {
            let (name, cell) = (name.trim(), tidy(cell));
            // a dash in a cell is an empty one; a code is told apart, and stars may be drawn
            let is_sign = !matches!(name, "code" | "stars") && is_mere_sign(&cell);
            if cell.is_empty() || is_sign {
                continue;
            }
            let node = match name {
                "stars" | "product_set" => whole(&cell).map_or(Node::Text(cell), Node::Int),
                _ if DAYS.contains(&name) => match read_day(&cell) {
                    Ok(day) => Node::Text(day.to_string().into()),
                    Err(why) => {
                        problems.push(why.problem(&cell, json::pointer("", name)));
                        Node::Null
                    }
                },
                _ => Node::Text(cell),
            };
            object.push((Cow::Borrowed(name), node));
        }
        Self::read(&Node::Object(object), problems)
    }

    pub(super) fn read(node: &Node<'a>, mut problems: Problems) -> Result<Self, Problems> {
        let told = &mut problems;
        let read = Fields::of_format(node, "", FIELDS, REGISTER_FORMAT, told);
        let Some(fields) = read else {
            return Err(problems);
        };
        let format = fields.format(record_field::FORMAT, REGISTER_FORMAT, told);
        let record = Self {
            format,
            code: fields
                .text(record_field::CODE, told)
                .map(|code| product_code(&code).into()),
            name: words(fields.text(record_field::NAME, told)),
            producer: words(fields.text(record_field::PRODUCER, told)),
            province: words(fields.text(record_field::PROVINCE, told)),
            commune: words(fields.text(record_field::COMMUNE, told)),
            criteria: fields.text(record_field::CRITERIA, told),
            product_set: fields.whole_between(record_field::PRODUCT_SET, 1..=99, told),
            sector: fields.text(record_field::SECTOR, told),
            stars: fields.whole_between(record_field::STARS, 1..=5, told),
            issued_on: fields.date(record_field::ISSUED_ON, told),
            expires_on: fields.date(record_field::EXPIRES_ON, told),
            decision: fields.text(record_field::DECISION, told),
            lodged_on: fields.date(record_field::LODGED_ON, told),
            decided_on: fields.date(record_field::DECIDED_ON, told),
            revoked_on: fields.date(record_field::REVOKED_ON, told),
            revocation_ground: fields.text(record_field::REVOCATION_GROUND, told),
            registered_on: fields.date(record_field::REGISTERED_ON, told),
            appraised_on: fields.date(record_field::APPRAISED_ON, told),
            accepted_on: fields.date(record_field::ACCEPTED_ON, told),
        };
        if record.stars.is_some() != record.issued_on.is_some() && told.is_empty() {
            fields.missing(
                if record.stars.is_none() {
                    record_field::STARS
                } else {
                    record_field::ISSUED_ON
                },
                told,
            );
        }
        let empty = |text: &Option<Cow<'_, str>>| text.as_ref().is_none_or(|t| t.is_empty());
        // what is revoked is valid until its day
        if !empty(&record.revocation_ground) && record.revoked_on.is_none() && told.is_empty() {
            fields.missing(record_field::REVOKED_ON, told);
        }
        if empty(&record.code) && empty(&record.name) && told.is_empty() {
            told.push(
                Problem::new(
                    Code::MissingField,
                    fields.path(record_field::CODE),
                    "Không có mã, không có tên: không biết là sản phẩm nào.",
                    "Neither a code nor a name: nothing says which product it is.",
                )
                .with_help(
                    "Ghi \"code\", hoặc \"name\" cùng \"producer\" và \"province\".",
                    "Give \"code\", or \"name\" with \"producer\" and \"province\".",
                ),
            );
        }
        problems.or(record)
    }

    /// The certificate of the record; none of an idea that has none yet.
    #[must_use]
    pub fn facts(&self) -> Option<CertificateFacts> {
        Some(CertificateFacts {
            issued_on: self.issued_on?,
            expires_on: self.expires_on,
            stars: self.stars?,
            lodged_on: self.lodged_on,
            decided_on: self.decided_on,
            revoked_on: self.revoked_on,
        })
    }

    /// What tells products apart, however it is written: the code, else name, producer, province
    /// and commune together.
    #[must_use]
    pub fn key(&self) -> String {
        self.key_in(self.province.as_deref().unwrap_or_default())
    }

    /// The same, the province under this name.
    pub(super) fn key_in(&self, province: &str) -> String {
        if let Some(code) = self.code.as_deref().filter(|c| is_code(c)) {
            return code_key(code);
        }
        let text = |text: &'_ Option<Cow<'_, str>>| text.as_deref().unwrap_or_default().to_owned();
        let province = place_key(province);
        let bare = ["tỉnh", "thành phố"].into_iter().find_map(|kind| {
            let rest = province.strip_prefix(&name_key(kind))?;
            rest.strip_prefix(' ')
        });
        [
            name_key(&text(&self.name)),
            organisation_key(&text(&self.producer)),
            bare.unwrap_or(&province).to_owned(),
            place_key(&text(&self.commune)),
        ]
        .join("\u{1f}")
    }

    /// The product in a line: its code, else what else tells it apart.
    #[must_use]
    pub fn product(&self) -> String {
        if let Some(code) = self.code.as_deref().filter(|c| is_code(c)) {
            return code.to_owned();
        }
        let parts = [&self.name, &self.producer, &self.province, &self.commune];
        let parts: Vec<&str> = parts
            .into_iter()
            .filter_map(|p| p.as_deref())
            .filter(|p| !p.is_empty())
            .collect();
        parts.join(" / ")
    }

    /// The province: as given, else the first number of the code.
    #[must_use]
    pub fn province(&self) -> Option<&str> {
        self.province
            .as_deref()
            .or_else(|| self.code.as_deref().and_then(|c| c.split('-').next()))
    }
}

into_owned! {
    Record { format, code, name, producer, province, commune, criteria, product_set, sector, stars, issued_on, expires_on, decision, lodged_on, decided_on, revoked_on, revocation_ground, registered_on, appraised_on, accepted_on }
}

/// The fields that hold days.
pub(super) const DAYS: [&str; 8] = [
    "issued_on",
    "expires_on",
    "lodged_on",
    "decided_on",
    "revoked_on",
    "registered_on",
    "appraised_on",
    "accepted_on",
];

/// A whole number as a cell may hold it: `4`, `04`, `4.0`, `4 sao`, `4*`, `****`, `★★★★`.
fn whole(cell: &str) -> Option<i64> {
    let marks = cell.chars().filter(|c| matches!(c, '*' | '★')).count();
    if marks > 0 && marks == cell.chars().count() {
        return i64::try_from(marks).ok();
    }
    let key = tidy(cell).to_lowercase();
    let figures = ["sao", "stars", "star", "*", "★"]
        .into_iter()
        .find_map(|unit| key.strip_suffix(unit))
        .unwrap_or(&key)
        .trim_end();
    let figures = figures
        .strip_suffix(".0")
        .or_else(|| figures.strip_suffix(",0"))
        .unwrap_or(figures);
    figures.parse().ok()
}

/// What is called so: a sign in place of a name is none.
fn words(text: Option<Cow<'_, str>>) -> Option<Cow<'_, str>> {
    text.map(tidied)
        .filter(|t| t.is_empty() || !is_mere_sign(t))
}

fn tidied(text: Cow<'_, str>) -> Cow<'_, str> {
    match text {
        Cow::Borrowed(text) => tidy(text),
        Cow::Owned(text) => match tidy(&text) {
            Cow::Borrowed(_) => text.into(),
            Cow::Owned(tidied) => tidied.into(),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_and_a_line_read_alike() {
        let line =
            r#"{"code": "33-1-2-2026", "stars": 3, "issued_on": "2026-07-01", "product_set": 5}"#;
        let row = [
            ("code", "33-1-2-2026"),
            ("stars", "3"),
            ("name", " "),
            ("issued_on", "2026-07-01"),
            ("product_set", "5"),
        ];
        let record = Record::from_row(row).unwrap();
        assert_eq!(Record::parse(line.as_bytes()).unwrap(), record);
        assert_eq!(
            (record.key().as_str(), record.province()),
            ("33-1-2-2026", Some("33"))
        );
    }

    /// A dash in a cell is an empty one, whatever column it stands in; but a sign is no name.
    #[test]
    fn a_sign_in_a_cell_is_an_empty_cell() {
        let row = |name: &'static str, day: &'static str, ground: &'static str| {
            Record::from_row([
                ("name", name),
                ("producer", "…"),
                ("stars", "★★★"),
                ("issued_on", "2026-10-05"),
                ("revoked_on", day),
                ("revocation_ground", ground),
            ])
        };
        let record = row("Gạo", "-", "–").unwrap();
        assert_eq!(
            (record.producer, record.stars.map(|s| s.get())),
            (None, Some(3))
        );
        assert_eq!(record.revoked_on, None);
        let problems = row("?", "-", "-").unwrap_err();
        assert_eq!(problems.iter().next().unwrap().path, "/code");
        // what is revoked is so from some day on
        let problems = row("Gạo", "-", "a").unwrap_err();
        assert_eq!(problems.iter().next().unwrap().path, "/revoked_on");
    }

    #[test]
    fn everything_wrong_with_a_record_is_told_at_once() {
        let line = br#"{"star": 4, "stars": 6, "issued_on": "2026-02-30"}"#;
        let problems = Record::parse(line).unwrap_err();
        let codes: Vec<_> = problems.iter().map(|p| p.code.as_str()).collect();
        assert_eq!(codes, ["unknown-field", "out-of-range", "invalid-date"]);
        let half = Record::from_row([("stars", "3")]).unwrap_err();
        assert_eq!(half.iter().next().unwrap().path, "/issued_on");
        let nameless = Record::from_row([("stars", "3"), ("issued_on", "1/7/2026")]).unwrap_err();
        assert_eq!(nameless.iter().next().unwrap().path, "/code");
        let days = Record::from_row([("name", "A"), ("stars", "3"), ("issued_on", "07/20/2026")]);
        let codes: Vec<_> = days.unwrap_err().iter().map(|p| p.code).collect();
        assert_eq!(codes, [Code::InvalidDate]);
    }

    #[test]
    fn the_same_written_differently_is_the_same() {
        let read = |code: &str, name: &str, stars: &str, day: &str| {
            let cells = [
                ("code", code),
                ("name", name),
                ("stars", stars),
                ("issued_on", day),
            ];
            let cells = cells.map(|(n, c)| (n, c.to_owned()));
            let record = Record::from_row(cells.iter().map(|(n, c)| (*n, c.as_str()))).unwrap();
            (
                record.key(),
                record.stars,
                record.issued_on,
                record.name.map(Cow::into_owned),
            )
        };
        let one = read("33-12025-1-2026", "Mật ong", "4", "2026-10-05");
        let other = read(
            "33 \u{2013} 12025\u{2011}001\u{2013}2026",
            "Ma\u{323}\u{302}t\u{a0} ong",
            "4 sao",
            "05/10/2026",
        );
        assert_eq!(one, other);
        for stars in ["04", "4.0", "4,0", "4*", "****", "★★★★", "4 SAO"] {
            assert_eq!(whole(stars), Some(4), "{stars}");
        }
        for wrong in ["4.5", "bốn", "4 hạng", "*4", ""] {
            assert_eq!(whole(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn producers_of_one_name_in_two_provinces_are_two() {
        let key = |province: &str, commune: &str| {
            let cells = [
                ("name", "Mật ong rừng"),
                ("producer", "Hộ mẫu"),
                ("province", province),
                ("commune", commune),
            ];
            let cells = cells.map(|(n, c)| (n, c.to_owned()));
            let record = Record::from_row(cells.iter().map(|(n, c)| (*n, c.as_str()))).unwrap();
            (record.key(), record.product())
        };
        assert_ne!(key("Hà Tĩnh", "Xã X").0, key("Cà Mau", "Xã X").0);
        assert_ne!(key("Hà Tĩnh", "Xã X").0, key("Hà Tĩnh", "Xã Y").0);
        assert_eq!(key("Tỉnh Hà Tĩnh", "xã x").0, key("HÀ TĨNH", "Xã X").0);
        assert_eq!(
            key("Cà Mau", "Xã Y").1,
            "Mật ong rừng / Hộ mẫu / Cà Mau / Xã Y"
        );
    }

    #[test]
    fn the_fields_read_are_the_fields_of_the_schema() {
        let schema = schemars::schema_for!(Record<'static>);
        crate::schema::tests::assert_fields(&schema, None, FIELDS);
    }
}
