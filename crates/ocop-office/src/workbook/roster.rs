//! What a session says of those who score and of what they score, in the shape workbooks need.

use std::sync::Arc;

use ocop::council::{MemberReport, SheetFile, TallyReport};
use ocop::criteria::SetReport;
use ocop::{CriteriaVersion, Library, Problems, ProductSet, tidy};

use super::identity::{Identity, WORKBOOK_FORMAT, session_key, subject_key};

/// A session's members and products.
#[derive(Debug, Clone)]
pub struct Roster {
    pub(crate) criteria: Arc<CriteriaVersion>,
    /// The session as it was tallied.
    pub(crate) tally: TallyReport<'static>,
    pub(crate) products: Vec<RosteredProduct>,
    pub(crate) session: String,
}

/// A product of a session, with its sheet.
#[derive(Debug, Clone)]
pub struct RosteredProduct {
    /// Its identifier.
    pub id: String,
    /// Its name; the identifier where it has none.
    pub name: String,
    pub(crate) code: Option<String>,
    pub(crate) producer: Option<String>,
    pub(crate) address: Option<String>,
    pub(crate) recused: Vec<String>,
    pub(crate) set: Arc<ProductSet>,
    pub(crate) shown: Arc<SetReport>,
    pub(crate) subject: String,
    /// The latest round that has sheets.
    pub(crate) round: Option<u8>,
}

impl Roster {
    /// Reads a session. Sheets may be there or not; what is wrong with any of it is to be mended
    /// first.
    ///
    /// # Errors
    ///
    /// Everything that is wrong with the session.
    pub fn read(
        library: &Library,
        session: &[u8],
        files: &[SheetFile<'_>],
    ) -> Result<Self, Problems> {
        let tally = library.tally_json(session, files)?;
        if !tally.errors.is_empty() {
            return Err(tally.errors.into_iter().collect());
        }
        let criteria = Arc::clone(library.version(&tally.criteria)?);
        let key = session_key(&tally);
        let mut products = Vec::with_capacity(tally.products.len());
        let mut known: Vec<(Arc<ProductSet>, Arc<SetReport>)> = Vec::new();
        for product in &tally.products {
            let Some(number) = product.product_set else {
                continue;
            };
            let found = known.iter().find(|(set, _)| set.number() == number);
            let (set, shown) = match found {
                Some(found) => found.clone(),
                None => {
                    let set = Arc::clone(criteria.set(number)?);
                    let shown = Arc::new(criteria.show(&set)?);
                    known.push((Arc::clone(&set), Arc::clone(&shown)));
                    (set, shown)
                }
            };
            let text = |text: Option<&std::borrow::Cow<'_, str>>| text.map(|t| t.to_string());
            let named = product.product.as_ref();
            let producer = product.producer.as_ref();
            let name = text(named.and_then(|p| p.name.as_ref()));
            products.push(RosteredProduct {
                id: product.id.to_string(),
                subject: subject_key(&number.to_string(), name.as_deref().unwrap_or_default()),
                name: name.unwrap_or_else(|| product.id.to_string()),
                code: text(named.and_then(|p| p.code.as_ref())),
                producer: text(producer.and_then(|p| p.name.as_ref())),
                address: text(producer.and_then(|p| p.address.as_ref())),
                recused: product
                    .recused
                    .iter()
                    .map(|r| r.member.to_string())
                    .collect(),
                round: product.round,
                set,
                shown,
            });
        }
        let mut tally = tally.into_owned();
        // as in the papers of the council: m2 before m10
        tally.members.sort_by(|a, b| a.rank().cmp(&b.rank()));
        Ok(Self {
            criteria,
            session: key,
            products,
            tally,
        })
    }

    /// The members in their order of rank, then of their identifiers.
    #[must_use]
    pub fn members(&self) -> &[MemberReport<'static>] {
        &self.tally.members
    }

    /// The products, in the order of the session.
    #[must_use]
    pub fn products(&self) -> &[RosteredProduct] {
        &self.products
    }

    /// Whether a member scores none of these products, or of all where none is named, for having recused
    /// themselves. Of identifiers that the session does not have that is not known.
    #[must_use]
    pub fn scores_none(&self, member: &str, products: &[String]) -> bool {
        let asked = |p: &&RosteredProduct| products.is_empty() || products.contains(&p.id);
        let known = products.iter().all(|id| self.product(id).is_some());
        let mut asked = self.products.iter().filter(asked).peekable();
        known
            && self.member(member).is_some()
            && asked.peek().is_some()
            && asked.all(|p| p.recused.iter().any(|id| id == member))
    }

    /// The latest round that has sheets; 1 where none has.
    #[must_use]
    pub fn round(&self) -> u8 {
        self.products
            .iter()
            .filter_map(|p| p.round)
            .max()
            .unwrap_or(1)
    }

    /// A member by identifier, however its letters are composed.
    /// A member, by identifier.
    #[must_use]
    pub fn member(&self, id: &str) -> Option<&MemberReport<'static>> {
        let id = tidy(id);
        self.members().iter().find(|m| tidy(&m.id) == id)
    }

    pub(crate) fn product(&self, id: &str) -> Option<&RosteredProduct> {
        self.products.get(self.product_at(id)?)
    }

    /// The position of a product.
    pub(crate) fn product_at(&self, id: &str) -> Option<usize> {
        let id = tidy(id);
        self.products.iter().position(|p| tidy(&p.id) == id)
    }

    /// The identity of a member's workbook.
    pub(crate) fn identity(&self, member: &str, round: u8) -> Identity {
        Identity {
            ocop: WORKBOOK_FORMAT.into(),
            session: self.session.clone(),
            member: member.to_owned(),
            round,
            product: None,
            subject: None,
        }
    }
}
