//! Dossiers from JSON, and what a dossier tells of itself.

use crate::criteria::DossierDates;
use crate::json::{self, Node};
use crate::problem::Problems;

use super::decode::DossierDraft;
use super::format::Dossier;

impl<'a> Dossier<'a> {
    /// Reads a dossier: UTF-8 JSON, with or without a byte-order mark.
    ///
    /// ```
    /// let text = r#"{"product_set": 1, "product": {"name": "Nhãn lồng"}, "answers": {"1.1": 3}}"#;
    /// let dossier = ocop::Dossier::parse(text.as_bytes())?;
    /// assert_eq!(dossier.product.unwrap().name.unwrap(), "Nhãn lồng");
    /// # Ok::<(), ocop::Problems>(())
    /// ```
    ///
    /// # Errors
    ///
    /// Everything that is wrong with its shape, all at once.
    pub fn parse(bytes: &'a [u8]) -> Result<Self, Problems> {
        let node = json::parse(json::text(bytes, json::MAX_BYTES)?)?;
        Self::of(&node)
    }

    /// The dossier of a tree, or everything that is wrong with its shape.
    pub(super) fn of(node: &Node<'a>) -> Result<Self, Problems> {
        let mut problems = Problems::new();
        let dossier = DossierDraft::read(node, &mut problems).and_then(|d| d.finish(&mut problems));
        match dossier {
            Some(dossier) => problems.or(dossier),
            None => Err(problems),
        }
    }

    /// `sha256:` and the digest over the dossier's canonical form: that of RFC 8785, without fields
    /// that say nothing (`null`, `[]`, `{}`). It is the same for the JSON text that the dossier was
    /// read from, whatever the order of its fields, its white space and escapes.
    ///
    /// ```
    /// use ocop::Dossier;
    /// let one = Dossier::parse(br#"{"product_set": 1, "answers": {"1.1": 3}, "findings": []}"#)?;
    /// let other = Dossier::parse(br#"{"answers": {"1.1":3}, "note": null, "product_set": 1}"#)?;
    /// assert_eq!(one.digest(), other.digest());
    /// # Ok::<(), ocop::Problems>(())
    /// ```
    #[must_use]
    pub fn digest(&self) -> String {
        json::digest_of(self)
    }

    /// The dates that decide which law applies.
    #[must_use]
    pub fn dates(&self) -> DossierDates {
        let registration = self.registration.as_ref();
        DossierDates {
            on: self.assessed_on,
            submitted_on: registration.and_then(|r| r.submitted_on),
            kind: registration.and_then(|r| r.kind),
        }
    }
}
