//! A register of certificates and ideas: the format `ocop-register/1`, one record a line, as JSON or
//! as a row of a table.

use std::borrow::Cow;

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::bounded::{ProductSetNumber, Stars};
use crate::json::{self, Fields, Node};
use crate::owned::into_owned;
use crate::problem::{Code, Problem, Problems};

use super::status::CertificateFacts;

/// The name of the format.
pub const REGISTER_FORMAT: &str = "ocop-register/1";

const FIELDS: &[&str; 20] = &[
    "format",
    "code",
    "name",
    "producer",
    "province",
    "commune",
    "criteria",
    "product_set",
    "sector",
    "stars",
    "issued_on",
    "expires_on",
    "decision",
    "lodged_on",
    "decided_on",
    "revoked_on",
    "revocation_ground",
    "registered_on",
    "appraised_on",
    "accepted_on",
];

/// One record: a certificate, or an idea on its way to one. A product with several recognitions has
/// several records with the same code.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
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
        Self::read(&node)
    }

    /// Reads a record from a row of a table: its cells by the names of their columns, empty ones
    /// left out.
    ///
    /// # Errors
    ///
    /// As [`Record::parse`].
    pub fn from_row(cells: impl IntoIterator<Item = (&'a str, &'a str)>) -> Result<Self, Problems> {
        let object = cells
            .into_iter()
            .map(|(name, cell)| (name.trim(), cell.trim()))
            .filter(|(_, cell)| !cell.is_empty())
            .map(|(name, cell)| {
                let number = matches!(name, "stars" | "product_set");
                let node = match cell.parse() {
                    Ok(n) if number => Node::Int(n),
                    _ => Node::Text(Cow::Borrowed(cell)),
                };
                (Cow::Borrowed(name), node)
            });
        Self::read(&Node::Object(object.collect()))
    }

    fn read(node: &Node<'a>) -> Result<Self, Problems> {
        let mut problems = Problems::new();
        let told = &mut problems;
        let Some(fields) = Fields::read(node, "", FIELDS, told) else {
            return Err(problems);
        };
        let format = fields.text(0, told);
        if let Some(found) = format.as_ref().filter(|f| *f != REGISTER_FORMAT) {
            told.push(Problem::new(
                Code::UnknownFormat,
                fields.path(0),
                format!("Gặp định dạng \"{found}\", cần \"{REGISTER_FORMAT}\"."),
                format!("Found the format \"{found}\", expected \"{REGISTER_FORMAT}\"."),
            ));
        }
        let record = Self {
            format,
            code: fields.text(1, told),
            name: fields.text(2, told),
            producer: fields.text(3, told),
            province: fields.text(4, told),
            commune: fields.text(5, told),
            criteria: fields.text(6, told),
            product_set: fields.whole_between(7, 1..=99, told),
            sector: fields.text(8, told),
            stars: fields.whole_between(9, 1..=5, told),
            issued_on: fields.date(10, told),
            expires_on: fields.date(11, told),
            decision: fields.text(12, told),
            lodged_on: fields.date(13, told),
            decided_on: fields.date(14, told),
            revoked_on: fields.date(15, told),
            revocation_ground: fields.text(16, told),
            registered_on: fields.date(17, told),
            appraised_on: fields.date(18, told),
            accepted_on: fields.date(19, told),
        };
        if record.stars.is_some() != record.issued_on.is_some() && told.is_empty() {
            fields.missing(if record.stars.is_none() { 9 } else { 10 }, told);
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

    /// What tells products apart: the code, else name and producer.
    #[must_use]
    pub fn key(&self) -> String {
        match &self.code {
            Some(code) => code.clone().into_owned(),
            None => {
                let part = |p: &Option<Cow<'_, str>>| p.as_deref().unwrap_or_default().to_owned();
                format!("{} / {}", part(&self.name), part(&self.producer))
            }
        }
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

    #[test]
    fn everything_wrong_with_a_record_is_told_at_once() {
        let line = br#"{"star": 4, "stars": 6, "issued_on": "2026-02-30"}"#;
        let problems = Record::parse(line).unwrap_err();
        let codes: Vec<_> = problems.iter().map(|p| p.code.as_str()).collect();
        assert_eq!(codes, ["unknown-field", "out-of-range", "invalid-date"]);
        let half = Record::from_row([("stars", "3")]).unwrap_err();
        assert_eq!(half.iter().next().unwrap().path, "/issued_on");
    }

    #[test]
    fn the_fields_read_are_the_fields_of_the_schema() {
        let schema = schemars::schema_for!(Record<'static>);
        crate::schema::tests::assert_fields(&schema, None, FIELDS);
    }
}
