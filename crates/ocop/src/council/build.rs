//! Sessions made in code, field by field.

use std::borrow::Cow;
use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::criteria::Authority;
use crate::dossier::{AnswerInput, Producer, Product, Registration, SetRef};

use super::format::{
    Member, Mode, Recusal, RegulationInput, Role, Session, SessionProduct, Sheet, SheetStatus,
};
use super::moment::Moment;

impl<'a> Session<'a> {
    /// A session of a council of this level on this day, to be filled field by field. It may be
    /// deserialised instead, as strictly as it is parsed: [`Library::tally`](crate::Library::tally)
    /// and [`Library::tally_json`](crate::Library::tally_json) have one check behind both.
    #[must_use]
    pub const fn new(level: Authority, held_on: Date) -> Self {
        Self {
            format: None,
            criteria: None,
            level,
            mode: None,
            held_on,
            closed_at: None,
            council: None,
            place: None,
            regulation: None,
            members: Vec::new(),
            present: Vec::new(),
            products: Vec::new(),
            note: None,
        }
    }

    /// Names the criteria version.
    #[must_use]
    pub fn criteria(mut self, criteria: impl Into<Cow<'a, str>>) -> Self {
        self.criteria = Some(criteria.into());
        self
    }

    /// Says whether it met or gave its opinions in writing.
    #[must_use]
    pub const fn mode(mut self, mode: Mode) -> Self {
        self.mode = Some(mode);
        self
    }

    /// Says when it closed: sheets after that are refused.
    #[must_use]
    pub const fn closed_at(mut self, closed_at: Moment) -> Self {
        self.closed_at = Some(closed_at);
        self
    }

    /// Names the council.
    #[must_use]
    pub fn council(mut self, council: impl Into<Cow<'a, str>>) -> Self {
        self.council = Some(council.into());
        self
    }

    /// Says where it sat.
    #[must_use]
    pub fn place(mut self, place: impl Into<Cow<'a, str>>) -> Self {
        self.place = Some(place.into());
        self
    }

    /// States its regulation.
    #[must_use]
    pub fn regulation(mut self, regulation: RegulationInput<'a>) -> Self {
        self.regulation = Some(regulation);
        self
    }

    /// Adds a member.
    #[must_use]
    pub fn member(mut self, member: Member<'a>) -> Self {
        self.members.push(member);
        self
    }

    /// Says which members were present, by identifier.
    #[must_use]
    pub fn present<T: Into<Cow<'a, str>>>(mut self, present: impl IntoIterator<Item = T>) -> Self {
        self.present = present.into_iter().map(Into::into).collect();
        self
    }

    /// Adds a product.
    #[must_use]
    pub fn product(mut self, product: SessionProduct<'a>) -> Self {
        self.products.push(product);
        self
    }

    /// Notes something.
    #[must_use]
    pub fn note(mut self, note: impl Into<Cow<'a, str>>) -> Self {
        self.note = Some(note.into());
        self
    }
}

impl<'a> Member<'a> {
    /// A member with this identifier, such as `m1`.
    #[must_use]
    pub fn new(id: impl Into<Cow<'a, str>>) -> Self {
        Self {
            id: id.into(),
            name: None,
            role: None,
            institution: None,
        }
    }

    /// Gives the name.
    #[must_use]
    pub fn name(mut self, name: impl Into<Cow<'a, str>>) -> Self {
        self.name = Some(name.into());
        self
    }

    /// Says what the member is on the council.
    #[must_use]
    pub const fn role(mut self, role: Role) -> Self {
        self.role = Some(role);
        self
    }

    /// Says where the member comes from.
    #[must_use]
    pub fn institution(mut self, institution: impl Into<Cow<'a, str>>) -> Self {
        self.institution = Some(institution.into());
        self
    }
}

impl<'a> SessionProduct<'a> {
    /// A product with this identifier, such as `p1`, of this set (its number or slug).
    #[must_use]
    pub fn new(id: impl Into<Cow<'a, str>>, product_set: impl Into<SetRef<'a>>) -> Self {
        Self {
            id: id.into(),
            product_set: product_set.into(),
            criteria: None,
            product: None,
            producer: None,
            registration: None,
            proposed_on: None,
            documents: None,
            commune_report: None,
            recused: Vec::new(),
            findings: Vec::new(),
            sheets: Vec::new(),
            note: None,
        }
    }

    /// Names the criteria version of its dossier.
    #[must_use]
    pub fn criteria(mut self, criteria: impl Into<Cow<'a, str>>) -> Self {
        self.criteria = Some(criteria.into());
        self
    }

    /// Describes the product.
    #[must_use]
    pub fn product(mut self, product: Product<'a>) -> Self {
        self.product = Some(product);
        self
    }

    /// Describes the producer.
    #[must_use]
    pub fn producer(mut self, producer: Producer<'a>) -> Self {
        self.producer = Some(producer);
        self
    }

    /// Says what was applied for, and when.
    #[must_use]
    pub fn registration(mut self, registration: Registration) -> Self {
        self.registration = Some(registration);
        self
    }

    /// Says the day on which the complete dossier was proposed.
    #[must_use]
    pub const fn proposed_on(mut self, proposed_on: Date) -> Self {
        self.proposed_on = Some(proposed_on);
        self
    }

    /// Says which parts of the dossier are at hand.
    #[must_use]
    pub fn documents<T: Into<Cow<'a, str>>>(
        mut self,
        documents: impl IntoIterator<Item = T>,
    ) -> Self {
        self.documents = Some(documents.into_iter().map(Into::into).collect());
        self
    }

    /// Says which contents the commune's report covers.
    #[must_use]
    pub fn commune_report<T: Into<Cow<'a, str>>>(
        mut self,
        commune_report: impl IntoIterator<Item = T>,
    ) -> Self {
        self.commune_report = Some(commune_report.into_iter().map(Into::into).collect());
        self
    }

    /// Adds a member who does not score it.
    #[must_use]
    pub fn recused(mut self, recused: Recusal<'a>) -> Self {
        self.recused.push(recused);
        self
    }

    /// Adds a finding of the council.
    #[must_use]
    pub fn finding(mut self, finding: impl Into<Cow<'a, str>>) -> Self {
        self.findings.push(finding.into());
        self
    }

    /// Adds a sheet.
    #[must_use]
    pub fn sheet(mut self, sheet: Sheet<'a>) -> Self {
        self.sheets.push(sheet);
        self
    }

    /// Notes something.
    #[must_use]
    pub fn note(mut self, note: impl Into<Cow<'a, str>>) -> Self {
        self.note = Some(note.into());
        self
    }
}

impl<'a> Recusal<'a> {
    /// A member who does not score a product.
    #[must_use]
    pub fn new(member: impl Into<Cow<'a, str>>) -> Self {
        Self {
            member: member.into(),
            reason: None,
        }
    }

    /// Says why.
    #[must_use]
    pub fn reason(mut self, reason: impl Into<Cow<'a, str>>) -> Self {
        self.reason = Some(reason.into());
        self
    }
}

impl<'a> Sheet<'a> {
    /// A sheet of this member, to be filled.
    #[must_use]
    pub fn new(member: impl Into<Cow<'a, str>>) -> Self {
        Self {
            format: None,
            product: None,
            member: member.into(),
            round: None,
            status: None,
            criteria: None,
            submitted_at: None,
            unchanged: false,
            answers: BTreeMap::new(),
            points: BTreeMap::new(),
            case: None,
            findings: Vec::new(),
            comment: None,
        }
    }

    /// Names the product, for a sheet in a file of its own.
    #[must_use]
    pub fn product(mut self, product: impl Into<Cow<'a, str>>) -> Self {
        self.product = Some(product.into());
        self
    }

    /// Says the round.
    #[must_use]
    pub const fn round(mut self, round: u8) -> Self {
        self.round = Some(round);
        self
    }

    /// Says whether it is finished.
    #[must_use]
    pub const fn status(mut self, status: SheetStatus) -> Self {
        self.status = Some(status);
        self
    }

    /// Names the criteria version.
    #[must_use]
    pub fn criteria(mut self, criteria: impl Into<Cow<'a, str>>) -> Self {
        self.criteria = Some(criteria.into());
        self
    }

    /// Says when it was submitted.
    #[must_use]
    pub const fn submitted_at(mut self, submitted_at: Moment) -> Self {
        self.submitted_at = Some(submitted_at);
        self
    }

    /// Stands by the sheet of the round before.
    #[must_use]
    pub const fn unchanged(mut self) -> Self {
        self.unchanged = true;
        self
    }

    /// Answers a criterion, in place of any answer before.
    #[must_use]
    pub fn answer(
        mut self,
        criterion: impl Into<Cow<'a, str>>,
        answer: impl Into<AnswerInput<'a>>,
    ) -> Self {
        self.answers.insert(criterion.into(), answer.into());
        self
    }

    /// Gives a criterion its points.
    #[must_use]
    pub fn points(mut self, criterion: impl Into<Cow<'a, str>>, points: u16) -> Self {
        self.points.insert(criterion.into(), points.into());
        self
    }

    /// Says which case holds for the whole sheet.
    #[must_use]
    pub fn case(mut self, case: impl Into<Cow<'a, str>>) -> Self {
        self.case = Some(case.into());
        self
    }

    /// Adds a finding.
    #[must_use]
    pub fn finding(mut self, finding: impl Into<Cow<'a, str>>) -> Self {
        self.findings.push(finding.into());
        self
    }

    /// Says something beside the scores.
    #[must_use]
    pub fn comment(mut self, comment: impl Into<Cow<'a, str>>) -> Self {
        self.comment = Some(comment.into());
        self
    }
}
