//! What the forms share: what they are filled in from, and how.

use jiff::civil::Date;
use ocop::criteria::{CriteriaVersion, SetReport};
use ocop::evidence::Checklist;
use ocop::{Dossier, Lang, Library, Producer, Product, Rating, ScoreSheet};

use crate::document::{Block, Document, Fact, Signature};
use crate::inline::Inline;
use crate::words::{Law, blank_date, date, long_date};

/// What a form is filled in from: a product set, and a dossier with its sheet where there is one.
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub struct FormSource<'s> {
    /// The product set.
    pub set: &'s SetReport,
    /// What the dossier says.
    pub dossier: Option<&'s Dossier<'s>>,
    /// Which of the papers asked for as evidence are there.
    pub evidence: Option<&'s Checklist>,
    /// The levels of its answers, with what they come to.
    pub scored: Option<(&'s ScoreSheet, &'s Rating)>,
}

impl<'s> FormSource<'s> {
    /// A product set alone: the form is empty.
    #[must_use]
    pub const fn new(set: &'s SetReport) -> Self {
        Self {
            set,
            dossier: None,
            evidence: None,
            scored: None,
        }
    }
}

ocop::setters!(FormSource<'s> {
    dossier: Option<&'s Dossier<'s>>,
    evidence: Option<&'s Checklist>,
    scored: Option<(&'s ScoreSheet, &'s Rating)>,
});

/// A form in work.
pub struct Form<'s> {
    pub source: FormSource<'s>,
    pub law: Law<'s>,
    /// The version whose form it is, where that of the product set has none.
    borrowed_from: Option<&'s CriteriaVersion>,
}

impl<'s> Form<'s> {
    pub fn new(source: FormSource<'s>, library: &'s Library, lang: Lang) -> Self {
        let set = source.set;
        let law = Law::of(library, set.criteria.as_str(), lang).with_set(Some(set.product_set));
        let has_forms = |c: &CriteriaVersion| c.forms().is_ok_and(|forms| forms.is_some());
        let lacks = law.criteria().is_some_and(|own| !has_forms(own));
        let mut versions = library.versions().rev().map(AsRef::as_ref);
        Self {
            source,
            law,
            borrowed_from: versions.find(|c| lacks && has_forms(c)),
        }
    }

    /// Says whose form it is, where the law of the product set has none that is known.
    pub fn tell_whose(&self, out: &mut Document) {
        let number = |c: &CriteriaVersion| c.instrument().ok().map(|i| i.file().number.clone());
        let own = self.law.criteria().and_then(number);
        let (Some(other), Some(own)) = (self.borrowed_from.and_then(number), own) else {
            return;
        };
        out.push(Block::warning(match self.lang() {
            Lang::Vi => format!("Mẫu theo {other}: chương trình không có mẫu của {own}."),
            Lang::En => format!("The form is that of {other}: the program has none of {own}."),
        }));
    }

    pub const fn lang(&self) -> Lang {
        self.law.lang
    }

    pub const fn say<'w>(&self, vi: &'w str, en: &'w str) -> &'w str {
        self.law.say(vi, en)
    }

    pub fn producer(&self) -> Option<&'s Producer<'s>> {
        self.source.dossier?.producer.as_ref()
    }

    pub fn product(&self) -> Option<&'s Product<'s>> {
        self.source.dossier?.product.as_ref()
    }

    /// A label and what the producer's part of the dossier says.
    pub fn of_producer(
        &self,
        vi: &str,
        en: &str,
        pick: fn(&'s Producer<'s>) -> Option<&'s str>,
    ) -> Fact {
        Fact::new(
            self.say(vi, en),
            self.producer().and_then(pick).unwrap_or_default(),
        )
    }

    pub fn product_name(&self) -> &'s str {
        let name = self.product().and_then(|p| p.name.as_deref());
        name.unwrap_or_default()
    }

    /// What kind of organisation the producer is, by the law's names where it uses one.
    pub fn kind(&self) -> String {
        let Some(given) = self.producer().and_then(|p| p.kind.as_deref()) else {
            return String::new();
        };
        let forms = self.law.criteria().and_then(|c| c.forms().ok().flatten());
        let kinds = forms.iter().flat_map(|f| &f.participants.kinds);
        let known = kinds.into_iter().find(|k| k.kind == given);
        known.map_or_else(|| given.to_owned(), |k| self.law.translate(&k.label))
    }

    /// The representative: name, sex and ethnicity, address.
    pub fn representative(&self) -> Vec<Fact> {
        vec![
            self.of_producer(
                "Họ tên người đại diện pháp luật",
                "Legal representative",
                |p| p.representative.as_deref(),
            ),
            self.of_producer("Giới tính (nam/nữ)", "Sex (male/female)", |p| {
                p.representative_sex.as_deref()
            }),
            self.of_producer("Dân tộc", "Ethnicity", |p| {
                p.representative_ethnicity.as_deref()
            }),
            self.of_producer("Địa chỉ thường trú", "Permanent address", |p| {
                p.representative_address.as_deref()
            }),
        ]
    }

    pub fn submitted_on(&self) -> Option<Date> {
        self.source.dossier?.registration.as_ref()?.submitted_on
    }

    /// Where and when a form is signed.
    pub fn place_and_date(&self, day: Option<Date>) -> Inline {
        let day = day.map(|d| long_date(self.lang(), d));
        let day = day.map_or_else(|| blank_date(self.lang()), Inline::from);
        Inline::new().gap(8).plain(", ").then(day)
    }

    pub fn short_date(&self, day: Option<Date>) -> String {
        day.map(|d| date(self.lang(), d)).unwrap_or_default()
    }

    /// The right half of a page to sign on, with place and day above.
    pub fn signed(&self, day: Option<Date>, role: &str, note: &str) -> [Signature; 2] {
        [
            Signature::default(),
            Signature {
                when: self.place_and_date(day),
                ..Signature::new(role, "").note(note)
            },
        ]
    }
}
