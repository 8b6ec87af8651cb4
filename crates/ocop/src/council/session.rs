//! A session put together: law, members, attendance, regulation, and each product's sheets, with
//! everything that is wrong told where it stands. What can be used is kept.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::criteria::files::{Authority, InstrumentFile};
use crate::criteria::{CriteriaVersion, DossierDates, Instrument};
use crate::day;
use crate::json::{self, Node};
use crate::library::Library;
use crate::notice::Notice;
use crate::problem::{Code, Problem, Problems};
use crate::spelling::product_code;
use crate::text::nearest;

use super::basis::Council;
use super::collate::Collated;
use super::decode::{LEVELS, SessionDraft, SheetDraft, regulation};
use super::figures;
use super::files::{self, SheetFile};
use super::format::{Mode, Role, Session};
use super::notices::{
    of_composition, of_members_twice, of_products_twice, present_in_writing, under_product,
};
use super::product_report::ProductTally;
use super::regulation::Regulation;
use super::report::{MemberReport, SheetDigest, TALLY_FORMAT, TallyDigests, TallyReport};
use super::result::complete;
use super::sitting::{Sitting, level_name, no_member, twice};

/// The most bytes of a session: 64 MiB, some sixty times one of 200 products and 11 members.
pub const MAX_SESSION_BYTES: usize = 64 << 20;

/// The most members of a council.
pub const MAX_MEMBERS: usize = 99;

impl Library {
    /// Tallies a council's session: one JSON text, or with sheets in texts of their own.
    ///
    /// What is wrong with the session stands in the tally's `errors`; what could be tallied is
    /// there all the same, marked as not standing.
    ///
    /// ```
    /// let library = ocop::Library::embedded();
    /// let session = r#"{"criteria": "qd-26-2026", "level": "province", "held_on": "2026-09-20",
    ///   "regulation": {"fewest_members": 3},
    ///   "members": [{"id": "m1", "role": "chair"}, {"id": "m2"}, {"id": "m3"}],
    ///   "present": ["m1", "m2", "m3"],
    ///   "products": [{"id": "p1", "product_set": 1, "sheets": [
    ///     {"member": "m1", "answers": {"1.1": 3}}, {"member": "m2", "answers": {"1.1": 3}}]}]}"#;
    /// let tally = library.tally_json(session.as_bytes(), &[])?;
    /// let product = &tally.products[0];
    /// assert_eq!((product.sum, product.count, product.stands), (6, 2, false));
    /// # Ok::<(), ocop::Problems>(())
    /// ```
    ///
    /// # Errors
    ///
    /// Where nothing can be tallied: the text is no JSON object, or no criteria can be told.
    pub fn tally_json<'a>(
        &'a self,
        session: &'a [u8],
        files: &'a [SheetFile<'a>],
    ) -> Result<TallyReport<'a>, Problems> {
        let node = json::parse(json::text(session, MAX_SESSION_BYTES)?)?;
        let mut tally = self.tally_of(&node, files)?;
        let digests = &mut tally.digests;
        digests.session = json::digest(&node).into();
        digests.sheets = files.iter().filter_map(digest_of_sheet).collect();
        Ok(tally)
    }

    /// Tallies a session that is in memory, as [`Library::tally_json`] tallies one that is read.
    ///
    /// ```
    /// use ocop::council::{Member, Role, Session, SessionProduct, Sheet};
    /// use ocop::criteria::Authority;
    /// let session = Session::new(Authority::Province, "2026-09-20".parse()?)
    ///     .member(Member::new("m1").role(Role::Chair))
    ///     .member(Member::new("m2"))
    ///     .present(["m1", "m2"])
    ///     .product(
    ///         SessionProduct::new("p1", 1)
    ///             .sheet(Sheet::new("m1").answer("1.1", 3))
    ///             .sheet(Sheet::new("m2").answer("1.1", 3)),
    ///     );
    /// let library = ocop::Library::embedded();
    /// let tally = library.tally(&session)?;
    /// assert_eq!((tally.products[0].sum, tally.products[0].count), (6, 2));
    /// // the same as its JSON, to the digest
    /// let json = serde_json::to_vec(&session)?;
    /// assert_eq!(library.tally_json(&json, &[])?, tally);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    ///
    /// Where nothing can be tallied: no criteria can be told.
    pub fn tally(&self, session: &Session<'_>) -> Result<TallyReport<'static>, Problems> {
        // a tree, as the reader makes one of a text; it always serialises
        let value = serde_json::to_value(session).unwrap_or_default();
        let node = json::read(&value).unwrap_or(Node::Null);
        let mut tally = self.tally_of(&node, &[])?;
        tally.digests.session = json::digest(&node).into();
        Ok(tally.into_owned())
    }

    fn tally_of<'a>(
        &'a self,
        node: &Node<'a>,
        files: &'a [SheetFile<'a>],
    ) -> Result<TallyReport<'a>, Problems> {
        let mut problems = Problems::new();
        let Some(mut draft) = SessionDraft::read(node, &mut problems) else {
            return Err(problems);
        };
        let (nodes, passed_over) = files::read(files, &mut problems);
        add_files(&mut draft, &nodes, &mut problems);
        let version = match self.criteria_of(&draft) {
            Ok(version) => version,
            Err(problem) => {
                problems.push(problem);
                return Err(with_all(problems, draft));
            }
        };
        let instrument = version.instrument()?;
        let defaults = Regulation::defaults(self.council_defaults(version)?);
        let regulation = match draft.regulation {
            None => defaults,
            Some(node) => {
                let fixed = &self.council_defaults(version)?.fixed;
                let input = regulation(node, fixed, &mut problems).unwrap_or_default();
                let points = instrument.file().max_points;
                Regulation::stated(&input, defaults, points, &mut problems)
            }
        };
        check_session(&draft, instrument.file(), &mut problems);
        check_members(&draft, &mut problems);
        let drafts = std::mem::take(&mut draft.products);
        let sitting = Sitting::new(self, version, &draft, regulation, !problems.is_empty());
        let mut tally = head(&sitting, &draft);
        if sitting.mode == Mode::Written
            && let Some(present @ [_, ..]) = draft.present.as_deref()
        {
            tally.notices.push(present_in_writing(present.len()));
        }
        tally.notices.extend(passed_over);
        let mut products = Vec::with_capacity(drafts.len());
        let council = Council {
            instrument,
            written: self.written(version),
            head: &tally,
        };
        let mut of_drafts = Vec::new();
        for mut product in drafts {
            let collated = Collated::new(&sitting, &mut product, &mut problems);
            let refused = sitting.refused || collated.refused;
            let mut product = figures::product(product, &collated);
            let set = collated.set.map(AsRef::as_ref);
            complete(&council, set, &mut product, refused);
            let drafts = collated.of_drafts.into_iter();
            of_drafts.extend(drafts.map(|notice| under_product(&product, notice)));
            products.push(product);
        }
        if products.is_empty() && problems.is_empty() {
            problems.push(Problem::new(
                Code::MissingField,
                "/products",
                "Phiên chưa có sản phẩm nào: không có phiếu đánh giá nào để tổng hợp.",
                "The session has no products: there is nothing to tally.",
            ));
        }
        tally.stands = problems.is_empty() && products.iter().all(|p| p.stands);
        tally.notices.extend(of_drafts);
        for product in &products {
            let notices = self.code_notices(product, instrument, &tally);
            tally.notices.extend(notices);
        }
        tally.notices.extend(of_members_twice(&tally.members));
        tally.notices.extend(of_products_twice(&products));
        tally.products = products;
        tally.errors = problems.into_iter().collect();
        Ok(tally)
    }

    /// What the check of product codes finds of a product, as in its rating.
    fn code_notices(
        &self,
        product: &ProductTally<'_>,
        instrument: &Instrument,
        head: &TallyReport<'_>,
    ) -> Vec<Notice> {
        let code = product.product.as_ref().and_then(|p| p.code.as_deref());
        let (Some(check), Some(code)) = (self.code_check(), code) else {
            return Vec::new();
        };
        let registration = product.registration.as_ref();
        let dates = DossierDates {
            on: head.held_on,
            submitted_on: registration.and_then(|r| r.submitted_on),
            kind: registration.and_then(|r| r.kind),
        };
        // dashes of a word processor are those of a code, as in registers
        let found = check.check(&product_code(code), &dates, Some(instrument));
        let named = |problem| under_product(product, Notice::of(problem));
        found.iter().map(named).collect()
    }

    /// The version that a session names, or that its day tells.
    fn criteria_of(&self, draft: &SessionDraft<'_, '_>) -> Result<&Arc<CriteriaVersion>, Problem> {
        match &draft.criteria {
            Some(id) => self.find(id, "/criteria"),
            None => {
                let dates = DossierDates {
                    on: draft.held_on,
                    ..DossierDates::default()
                };
                let resolution = self.resolve(&dates)?;
                self.find(resolution.criteria.as_str(), "/criteria")
            }
        }
    }
}

/// What a sheet that is a file of its own is, to the byte where it is no JSON.
fn digest_of_sheet<'a>(file: &SheetFile<'a>) -> Option<SheetDigest<'a>> {
    let bytes = file.bytes?;
    let read = json::text(bytes, json::MAX_BYTES).and_then(json::parse);
    let digest = read.map_or_else(|_| json::digest_of_bytes(bytes), |n| json::digest(&n));
    Some(SheetDigest {
        file: file.name.into(),
        digest: digest.into(),
    })
}

/// Where nothing can be tallied, problems of products and sheets are told all the same.
fn with_all(mut problems: Problems, draft: SessionDraft<'_, '_>) -> Problems {
    for product in draft.products {
        problems.append(product.problems);
        for sheet in product.sheets {
            problems.append(sheet.told());
        }
    }
    problems
}

impl SheetDraft<'_, '_> {
    /// What is wrong with it, under the name of its file.
    pub(super) fn told(&self) -> Problems {
        match self.file {
            Some(file) => self.problems.clone().in_file(file),
            None => self.problems.clone(),
        }
    }
}

/// Puts sheets of their own files beside those of the session.
fn add_files<'n, 'a>(
    draft: &mut SessionDraft<'n, 'a>,
    nodes: &'n [(&'a str, Node<'a>)],
    problems: &mut Problems,
) {
    let mut indices: BTreeMap<String, usize> = BTreeMap::new();
    for (i, product) in draft.products.iter().enumerate() {
        indices.entry(product.id.clone().into_owned()).or_insert(i);
    }
    for (name, node) in nodes {
        let mut own = Problems::new();
        let read = SheetDraft::read(node, String::new(), Some(name), &mut own);
        problems.append(own.in_file(name));
        let Some(sheet) = read else { continue };
        let index = sheet.product.as_deref().and_then(|id| indices.get(id));
        match index.and_then(|i| draft.products.get_mut(*i)) {
            Some(product) => product.sheets.push(sheet),
            None => {
                let found = sheet.product.as_deref().unwrap_or_default();
                let near = nearest(found, indices.keys().map(String::as_str));
                let unknown = Problem::new(
                    Code::UnknownProduct,
                    "/product",
                    format!("Phiên này không có sản phẩm \"{found}\"."),
                    format!("There is no product \"{found}\" in this session."),
                )
                .with_found(found);
                problems.append(Problems::from(unknown.with_nearest(near)).in_file(name));
                problems.append(sheet.told());
            }
        }
    }
}

/// Checks the session's level and dates against the law and each other.
fn check_session(draft: &SessionDraft<'_, '_>, law: &InstrumentFile, problems: &mut Problems) {
    if let (Some(held), Some(closed)) = (draft.held_on, draft.closed_at)
        && closed.date() < held
    {
        problems.push(
            Problem::new(
                Code::DatesOutOfOrder,
                "/closed_at",
                format!(
                    "Phiên kết thúc {}, trước ngày họp {}.",
                    day::vi(closed.date()),
                    day::vi(held)
                ),
                format!(
                    "The session closed on {}, before it was held on {}.",
                    day::en(closed.date()),
                    day::en(held)
                ),
            )
            .with_found(closed.to_string()),
        );
    }
    if let Some(level) = draft.level
        && !has_part(law, level, draft.held_on)
    {
        let (vi, en) = level_name(level);
        let found = LEVELS.iter().find(|(_, other)| *other == level);
        problems.push(
            Problem::new(
                Code::LevelNotInLaw,
                "/level",
                format!(
                    "{} không giao việc đánh giá cho {vi} vào ngày này.",
                    law.number
                ),
                format!(
                    "{} gives the {en} no part in rating on this day.",
                    law.number
                ),
            )
            .with_found(found.map_or("", |(name, _)| *name))
            .with_source(
                law.authority
                    .first()
                    .map(|a| a.source.clone())
                    .unwrap_or_default(),
            ),
        );
    }
    let mut seen = BTreeSet::new();
    for product in &draft.products {
        if !seen.insert(product.id.as_ref()) {
            problems.push(twice(&format!("{}/id", product.path), &product.id));
        }
    }
}

/// Whether a level of council has a part in the law on a day: it recognises, sends on or receives.
pub(super) fn has_part(
    law: &InstrumentFile,
    level: Authority,
    on: Option<jiff::civil::Date>,
) -> bool {
    let holds = |from: Option<jiff::civil::Date>, until: Option<jiff::civil::Date>| {
        on.is_none_or(|d| from.is_none_or(|f| f <= d) && until.is_none_or(|u| d <= u))
    };
    let recognises = law
        .authority
        .iter()
        .any(|a| a.authority == level && holds(Some(a.from), a.until));
    let sends = law
        .forwarding
        .iter()
        .any(|f| (f.from == level || f.to == level) && holds(None, f.until));
    recognises || sends
}

fn check_members(draft: &SessionDraft<'_, '_>, problems: &mut Problems) {
    let count = draft.members.len();
    if count > MAX_MEMBERS {
        problems.push(
            Problem::new(
                Code::TooMany,
                "/members",
                format!("Hội đồng có {count} thành viên, nhiều nhất là {MAX_MEMBERS}."),
                format!("The council has {count} members; the most is {MAX_MEMBERS}."),
            )
            .with_found(count.to_string())
            .with_expected(
                format!("nhiều nhất {MAX_MEMBERS}"),
                format!("{MAX_MEMBERS} at most"),
            ),
        );
    }
    let mut seen: BTreeSet<&str> = BTreeSet::new();
    let mut chairs = 0_usize;
    for (i, member) in draft.members.iter().enumerate() {
        if !seen.insert(&member.id) {
            problems.push(twice(&format!("/members/{i}/id"), &member.id));
        }
        if member.role == Some(Role::Chair) {
            chairs = chairs.saturating_add(1);
            if chairs > 1 {
                let path = format!("/members/{i}/role");
                let (vi, en) = ("Hội đồng chỉ có một chủ tịch.", "A council has one chair.");
                let problem = Problem::new(Code::RepeatedEntry, path, vi, en);
                problems.push(problem.with_found("chair"));
            }
        }
    }
    let mut present: BTreeSet<&str> = BTreeSet::new();
    for (i, id) in draft.present.iter().flatten() {
        let path = format!("/present/{i}");
        if !seen.contains(id.as_ref()) {
            problems.push(no_member(&path, id, &draft.members));
        } else if !present.insert(id) {
            problems.push(twice(&path, id));
        }
    }
}

/// The head of a tally: all but its products.
fn head<'a>(sitting: &Sitting<'_, 'a>, draft: &SessionDraft<'_, 'a>) -> TallyReport<'a> {
    let members = sitting.members.iter().map(|m| MemberReport {
        id: m.id.clone(),
        name: m.name.clone(),
        role: m.role.unwrap_or_default(),
        institution: m.institution.clone(),
        present: sitting.present.contains(m.id.as_ref()),
    });
    let members: Vec<MemberReport<'a>> = members.collect();
    let composition = of_composition(sitting.library, sitting.version, draft.level, &members);
    TallyReport {
        format: TALLY_FORMAT.into(),
        criteria: sitting.version.id().as_str().into(),
        level: draft.level,
        mode: sitting.mode,
        held_on: draft.held_on,
        council: draft.council.clone(),
        place: draft.place.clone(),
        stands: false,
        regulation: sitting.regulation.clone(),
        attendance: sitting.attendance,
        members,
        products: Vec::new(),
        notices: composition.into_iter().collect(),
        errors: Vec::new(),
        note: draft.note.clone(),
        digests: TallyDigests {
            criteria: sitting.version.digest().into(),
            translations: sitting
                .version
                .translations_digest()
                .unwrap_or_default()
                .into(),
            // of what was read: whoever read it adds it
            session: Cow::Borrowed(""),
            sheets: Vec::new(),
            program: crate::VERSION.into(),
        },
    }
}
