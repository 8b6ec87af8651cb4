//! From the bytes of a dossier to its rating, telling all problems at once: what wrappers call.

use sha2::{Digest as _, Sha256};

use crate::criteria::files::RegistrationKind;
use crate::criteria::{Criteria, Library, Occasion, ProductSet, Resolution, out_of_order};
use crate::dossier::{Draft, Product, SetRef, read_filled, read_plain};
use crate::ids::VersionId;
use crate::json;
use crate::notice::{Notice, NoticeCode};
use crate::problem::{Code, Problem, Problems};
use crate::rating::{Digests, Rating, RatingReport, rate};
use crate::sheet::{Builder, ScoreSheet};
use crate::text::nearest;

/// How a dossier is to be read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AssessOptions {
    /// Rate under this version, whatever the dossier and its dates say; a notice tells where that
    /// is out of its time.
    pub criteria: Option<VersionId>,
    /// Refuse a dossier with unanswered criteria.
    pub strict: bool,
}

/// A dossier that was read, checked and is ready to be rated.
#[derive(Debug)]
pub struct Assessment<'l, 'a> {
    criteria: &'l Criteria,
    sheet: ScoreSheet<'l>,
    product: Option<Product<'a>>,
    occasion: Occasion,
    notices: Vec<Notice>,
    code_problems: Problems,
    text: &'a str,
}

impl Library {
    /// Reads a dossier, finds the law that applies, and checks its answers.
    ///
    /// ```
    /// use ocop::{AssessOptions, Library};
    /// let library = Library::embedded();
    /// let dossier = br#"{"product_set": 1, "assessed_on": "2026-09-15", "answers": {"1.1": 3}}"#;
    /// let assessment = library.assess(dossier, &AssessOptions::default())?;
    /// assert_eq!(assessment.rating().points().get(), 3);
    /// # Ok::<(), ocop::Problems>(())
    /// ```
    ///
    /// # Errors
    ///
    /// Everything that is wrong, all at once: shape, dates, law, product set, answers, findings.
    pub fn assess<'a>(
        &self,
        bytes: &'a [u8],
        options: &AssessOptions,
    ) -> Result<Assessment<'_, 'a>, Problems> {
        let text = json::text(bytes, json::MAX_BYTES)?;
        match self.assess_plain(text, options) {
            Some(assessment) => Ok(assessment),
            None => self.assess_tree(text, options),
        }
    }

    /// Assesses a dossier that is plain in its writing and has nothing wrong, without a tree: what
    /// most lines of a batch are. None for all others.
    fn assess_plain<'a>(
        &self,
        text: &'a str,
        options: &AssessOptions,
    ) -> Option<Assessment<'_, 'a>> {
        let mut draft = Draft::default();
        let levels = read_plain(text, &mut draft)?;
        let mut notices = Vec::new();
        let criteria = self.version_for(&draft, options, &mut notices).ok()?;
        let set = product_set(criteria, draft.product_set.as_ref()?).ok()?;
        let mut builder = Builder::new(set);
        for (key, level) in levels {
            builder.number(key, level.into());
            if !builder.problems.is_empty() {
                return None;
            }
        }
        self.take_findings(&mut builder, &draft, options);
        let sheet = builder.finish(draft.assessed_on).ok()?;
        let code_problems = self.code_problems(&draft, options);
        Some(Assessment {
            criteria,
            sheet,
            occasion: draft.occasion(),
            product: draft.product,
            notices,
            code_problems,
            text,
        })
    }

    /// Assesses any dossier, and tells everything that is wrong.
    // its code is long: between that of the quick way it would not stay in the processor's cache
    #[cold]
    #[inline(never)]
    fn assess_tree<'a>(
        &self,
        text: &'a str,
        options: &AssessOptions,
    ) -> Result<Assessment<'_, 'a>, Problems> {
        let node = json::parse(text)?;
        let mut problems = Problems::new();
        let Some(draft) = Draft::read(&node, &mut problems) else {
            return Err(problems);
        };
        let code_problems = self.code_problems(&draft, options);
        let judged = self.judge(&draft, options, problems);
        let (criteria, sheet, notices) = judged.map_err(|mut found| {
            found.append(code_problems.clone());
            found
        })?;
        Ok(Assessment {
            criteria,
            sheet,
            occasion: draft.occasion(),
            product: draft.product,
            notices,
            code_problems,
            text,
        })
    }

    /// The law that applies and the checked sheet, with what is to be told besides.
    fn judge<'l>(
        &'l self,
        draft: &Draft<'_, '_>,
        options: &AssessOptions,
        mut problems: Problems,
    ) -> Result<(&'l Criteria, ScoreSheet<'l>, Vec<Notice>), Problems> {
        let mut notices = Vec::new();
        let criteria = match self.version_for(draft, options, &mut notices) {
            Ok(criteria) => Some(criteria),
            Err(found) => {
                // a version, date or kind that cannot be read has been told: it is not missing
                let told = problems.iter().any(|p| {
                    ["/criteria", "/assessed_on", "/registration"]
                        .iter()
                        .any(|place| p.path.starts_with(place))
                });
                let unresolved = |p: &Problem| p.code == Code::CriteriaUnresolved;
                let found = found.into_iter().filter(|p| !(told && unresolved(p)));
                found.for_each(|p| problems.push(p));
                // still worth checking the answers against the version that was meant
                draft.criteria.as_ref().and_then(|id| self.meant(id))
            }
        };
        let set = criteria
            .zip(draft.product_set.as_ref())
            .and_then(|(criteria, which)| {
                product_set(criteria, which)
                    .map_err(|found| problems.append(found))
                    .ok()
            });
        let Some(set) = set else {
            // without a product set only the shape of the answers can be checked
            read_filled(&draft.filled, &mut problems);
            return Err(problems);
        };
        let mut builder = Builder::new(set);
        builder.problems = problems;
        builder.take(&draft.filled);
        self.take_findings(&mut builder, draft, options);
        let sheet = builder.finish(draft.assessed_on)?;
        let criteria = criteria.ok_or_else(Problems::new)?;
        Ok((criteria, sheet, notices))
    }

    /// What the check of product codes finds: against the dates, and the decision that is named.
    fn code_problems(&self, draft: &Draft<'_, '_>, options: &AssessOptions) -> Problems {
        let code = draft.product.as_ref().and_then(|p| p.code.as_deref());
        let (Some(check), Some(code)) = (self.code_check(), code) else {
            return Problems::new();
        };
        let asked = options.criteria.as_ref().map(VersionId::as_str);
        let named = asked.or(draft.criteria.as_deref());
        let law = named
            .and_then(|id| self.meant(id))
            .and_then(|c| c.instrument().ok());
        let found = check(code, &draft.occasion(), law.map(AsRef::as_ref));
        found.under("/product/code")
    }

    /// What a sheet takes besides answers: findings, and whether all is answered that must be.
    fn take_findings(
        &self,
        builder: &mut Builder<'_>,
        draft: &Draft<'_, '_>,
        options: &AssessOptions,
    ) {
        for (index, name) in &draft.findings {
            if builder.problems.is_full() {
                break;
            }
            builder.finding(*index, name, || self.knows_finding(name));
        }
        if options.strict {
            builder.require_all();
        }
    }

    /// The version of this name, or the one that its problem suggests.
    fn meant(&self, id: &str) -> Option<&Criteria> {
        // an exact name needs no look for the nearest
        self.version_named(id).or_else(|| {
            let names = self.versions().map(|c| c.id().as_str());
            nearest(id, names).and_then(|name| self.version_named(name))
        })
    }

    /// Whether any set of any version has a finding of this name.
    pub(crate) fn knows_finding(&self, name: &str) -> bool {
        self.versions()
            .flat_map(|c| c.set_numbers().filter_map(|n| c.set(n).ok()))
            .any(|s| s.findings.iter().any(|f| f.finding == name))
    }

    fn version_for(
        &self,
        draft: &Draft<'_, '_>,
        options: &AssessOptions,
        notices: &mut Vec<Notice>,
    ) -> Result<&Criteria, Problems> {
        let occasion = draft.occasion();
        if let Some(asked) = &options.criteria {
            out_of_order(&occasion)?;
            let criteria = self.version(asked.as_str())?;
            let named = draft.criteria.as_deref();
            if let Some(reason) = self.out_of_time(criteria, &occasion) {
                notices.push(overridden(criteria.id(), &reason));
            } else if let Some(other) = named.filter(|n| *n != criteria.id().as_str()) {
                notices.push(other_named(criteria.id(), other));
            }
            return Ok(criteria);
        }
        match &draft.criteria {
            Some(id) => {
                // a decision that applies at the dates given, which it does not where they contradict
                // each other: nothing else is to be asked
                if let Some(criteria) = self.version_named(id)
                    && self.out_of_time(criteria, &occasion).is_none()
                {
                    return Ok(criteria);
                }
                let mut problems = Problems::new();
                if let Err(order) = out_of_order(&occasion) {
                    problems.push(order);
                }
                let named = self.find(id, "/criteria");
                if let Some(reason) = named
                    .as_ref()
                    .ok()
                    .and_then(|c| self.contradicted(c, &occasion))
                {
                    problems.push(reason);
                }
                match named {
                    Ok(criteria) => problems.or(criteria),
                    Err(unknown) => {
                        problems.push(unknown);
                        Err(problems)
                    }
                }
            }
            None => Ok(self.decide(&occasion)?.criteria),
        }
    }

    /// Why the version that a dossier names contradicts its dates. Where the dates contradict each
    /// other too, it is held against each day alone.
    fn contradicted(&self, criteria: &Criteria, occasion: &Occasion) -> Option<Problem> {
        if out_of_order(occasion).is_ok() {
            return self.out_of_time(criteria, occasion);
        }
        let on = |day| Occasion {
            on: day,
            ..Occasion::default()
        };
        self.out_of_time(criteria, &on(occasion.submitted_on))?;
        self.out_of_time(criteria, &on(occasion.on))
    }

    /// Why a version does not apply at the dates given; none where it does, or where no date tells.
    pub(crate) fn out_of_time(&self, criteria: &Criteria, occasion: &Occasion) -> Option<Problem> {
        occasion.on.or(occasion.submitted_on)?;
        let from = criteria.instrument().ok()?.file.in_force.from;
        // lodged under older law and not yet assessed: a later law may well apply by then
        if occasion.on.is_none() && occasion.submitted_on.is_some_and(|day| day < from) {
            return None;
        }
        match self.decide(occasion) {
            Ok(decided) if std::ptr::eq(decided.criteria, criteria) => None,
            Ok(decided) => Some(not_in_force(criteria.id(), &decided.explain())),
            // the older law that applies is not at hand
            Err(problem)
                if [Code::CriteriaNotAvailable, Code::NoLawInForce].contains(&problem.code) =>
            {
                let asked = criteria.id();
                let (vi, en) = (problem.message.vi, problem.message.en);
                Some(Problem {
                    source: problem.source,
                    ..not_at_these_dates(asked, &vi, &en)
                })
            }
            Err(problem) => Some(problem),
        }
    }
}

fn not_at_these_dates(asked: &VersionId, vi: &str, en: &str) -> Problem {
    Problem::new(
        Code::CriteriaNotInForce,
        "/criteria",
        format!("{asked} không áp dụng vào các ngày đã nêu. {vi}"),
        format!("{asked} does not apply at the dates given. {en}"),
    )
    .with_help(
        "Xem lại các ngày, hoặc chỉ định bộ tiêu chí khi gọi (tùy chọn \"criteria\").",
        "Look at the dates again, or ask for the version explicitly (the option \"criteria\").",
    )
}

fn not_in_force(asked: &VersionId, resolution: &Resolution) -> Problem {
    let right = &resolution.criteria;
    Problem::new(
        Code::CriteriaNotInForce,
        "/criteria",
        format!("{asked} không áp dụng vào các ngày đã nêu; áp dụng {right}. {}", resolution.reason.vi),
        format!("{asked} does not apply at the dates given; {right} does. {}", resolution.reason.en),
    )
    .with_help(
        format!("Ghi \"{right}\", bỏ \"criteria\", hoặc chỉ định bộ tiêu chí khi gọi (tùy chọn \"criteria\")."),
        format!("Write \"{right}\", leave \"criteria\" out, or ask for the version explicitly (the option \"criteria\")."),
    )
    .with_source(resolution.source.clone())
}

fn other_named(asked: &VersionId, named: &str) -> Notice {
    let named = json::shortened(named);
    Notice::new(
        NoticeCode::CriteriaOverridden,
        format!("Chấm theo {asked} theo yêu cầu; hồ sơ ghi \"{named}\"."),
        format!("Rated under {asked} as asked; the dossier says \"{named}\"."),
    )
}

fn overridden(asked: &VersionId, reason: &Problem) -> Notice {
    Notice {
        source: reason.source.clone(),
        ..Notice::new(
            NoticeCode::CriteriaOverridden,
            format!("Chấm theo {asked} theo yêu cầu. {}", reason.message.vi),
            format!("Rated under {asked} as asked. {}", reason.message.en),
        )
    }
}

fn product_set<'l>(criteria: &'l Criteria, which: &SetRef<'_>) -> Result<&'l ProductSet, Problems> {
    match which {
        SetRef::Number(number) => match crate::bounded::ProductSetNumber::new(*number) {
            Ok(number) => criteria.set(number),
            Err(_) => criteria.product_set(&number.to_string()),
        },
        SetRef::Slug(slug) => criteria.product_set(slug),
    }
}

impl<'l, 'a> Assessment<'l, 'a> {
    /// The criteria version that applies.
    #[must_use]
    pub const fn criteria(&self) -> &'l Criteria {
        self.criteria
    }

    /// The checked sheet.
    #[must_use]
    pub const fn sheet(&self) -> &ScoreSheet<'l> {
        &self.sheet
    }

    /// The product, as the dossier names it.
    #[must_use]
    pub const fn product(&self) -> Option<&Product<'a>> {
        self.product.as_ref()
    }

    /// What the dossier asks for, if it says so.
    #[must_use]
    pub const fn registration_kind(&self) -> Option<RegistrationKind> {
        self.occasion.kind
    }

    /// What is wrong with the product's code, where codes are checked
    /// ([`Library::with_code_check`]). In a rating it is a notice: a code never changes the stars.
    #[must_use]
    pub const fn code_problems(&self) -> &Problems {
        &self.code_problems
    }

    /// The day of the assessment, or else the day the dossier was lodged.
    #[must_use]
    pub fn day(&self) -> Option<jiff::civil::Date> {
        self.occasion.on.or(self.occasion.submitted_on)
    }

    /// The rating.
    #[must_use]
    pub fn rating(&self) -> Rating<'_> {
        rate(&self.sheet)
    }

    /// `sha256:` and the digest over the dossier's canonical form: keys sorted, no white space.
    #[must_use]
    pub fn digest(&self) -> String {
        let mut bytes = Vec::with_capacity(1024);
        // what was read once can be read again
        if let Ok(node) = json::parse(self.text) {
            json::canonical(&node, &mut bytes);
        }
        format!("sha256:{}", crate::criteria::hex(&Sha256::digest(&bytes)))
    }

    /// The brief report: no scores, minimums, sources and digests.
    #[must_use]
    pub fn brief(&self) -> RatingReport<'_> {
        let mut report = self.rating().brief();
        self.complete(&mut report);
        report
    }

    /// The full report, with its whole trace.
    #[must_use]
    pub fn full(&self) -> RatingReport<'_> {
        let mut report = self.rating().full();
        self.complete(&mut report);
        report.digests = Some(Digests {
            criteria: self.criteria.digest().into(),
            dossier: self.digest().into(),
        });
        report
    }

    /// Adds to the report what only the dossier tells.
    fn complete<'r>(&'r self, report: &mut RatingReport<'r>) {
        report.product.clone_from(&self.product);
        report.notices.extend(self.notices.iter().cloned());
        let of_code = self.code_problems.iter().map(Notice::of);
        report.notices.extend(of_code);
    }
}
