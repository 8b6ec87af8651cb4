//! Reading a tally again. Nothing in it is believed: what follows from other figures is worked out
//! once more, and what differs was changed by hand.

use std::collections::BTreeSet;
use std::sync::Arc;

use serde_json::Value;

use crate::criteria::files::InstrumentFile;
use crate::criteria::{CriteriaVersion, DossierDates};
use crate::json::{self, Node, pointer};
use crate::library::Library;
use crate::notice::{Notice, NoticeCode};
use crate::problem::{Code, Problem, Problems};

use super::basis::Council;
use super::collate::{COMMUNE_REPORT, DOCUMENTS, unknown_parts};
use super::contradictions::Told;
use super::follows::figures;
use super::format::{Mode, Role};
use super::notices::of_composition;
use super::product_report::{ProductTally, StandingCode};
use super::regulation::Regulation;
use super::report::{Attendance, TALLY_FORMAT, TallyDigests, TallyReport};
use super::result::complete;
use super::session::{MAX_SESSION_BYTES, has_part};

impl Library {
    /// Reads a tally, as printed by [`Library::tally`], and checks that its figures follow from each
    /// other: a tally edited by hand gives no certificate.
    ///
    /// # Errors
    ///
    /// No tally, another format, unknown fields, parts or criteria, or figures that do not follow.
    pub fn read_tally<'a>(&self, bytes: &'a [u8]) -> Result<TallyReport<'a>, Problems> {
        let text = json::text(bytes, MAX_SESSION_BYTES)?;
        let node = json::parse(text)?;
        let format = match &node {
            Node::Object(fields) => fields.iter().find(|(k, _)| k == "format").map(|(_, v)| v),
            _ => None,
        };
        let help = |problem: Problem| {
            problem.with_help(
                "Cần bảng tổng hợp phiếu đánh giá của hội đồng.",
                "A council's tally is needed here.",
            )
        };
        if let Some(problem) = json::another_format(&node, TALLY_FORMAT) {
            return Err(problem.into());
        }
        if !matches!(format, Some(Node::Text(name)) if name == TALLY_FORMAT) {
            return Err(help(json::not_the_format(format, TALLY_FORMAT)).into());
        }
        let mut problems = Problems::new();
        let read = json::from_str_strictly(text, &node, &mut problems);
        let tally: TallyReport<'a> = read.map_err(|error| {
            help(json::not_read(
                "Không đọc được kết quả",
                "The tally cannot be read",
                Some(text),
                &error,
            ))
        })?;
        let version = self.version(&tally.criteria)?;
        let raw = serde_json::from_str(text).unwrap_or_default();
        let (found, products) = contradictions(self, version, &tally, &raw)?;
        problems.append(found);
        let mut notices = tally.notices;
        notices.extend(Notice::of_other_files(version, &tally.digests.criteria));
        problems.or(TallyReport {
            products,
            notices,
            ..tally
        })
    }
}

/// Everything in a tally that does not follow from the rest of it, and its products with what the
/// text leaves out: figures that an earlier version of the format did not have are worked out.
fn contradictions<'a>(
    library: &Library,
    version: &Arc<CriteriaVersion>,
    tally: &TallyReport<'a>,
    raw: &Value,
) -> Result<(Problems, Vec<ProductTally<'a>>), Problems> {
    let mut products = Vec::with_capacity(tally.products.len());
    let mut told = Told::default();
    told.head(library, version, tally)?;
    let council = Council {
        instrument: version.instrument()?,
        written: library.written(version),
        head: tally,
    };
    let mut ids = BTreeSet::new();
    for (i, product) in tally.products.iter().enumerate() {
        let path = format!("/products/{i}");
        if !ids.insert(product.id.as_ref()) && tally.errors.is_empty() {
            told.tell(
                &pointer(&path, "id"),
                "hai sản phẩm cùng mã",
                "two products have this identifier",
            );
        }
        figures(&mut told, &council, version, product, &path)?;
        // another version has other parts, and that it is another was told
        if !library.is_of_another(version, &tally.digests.criteria) {
            told.parts(council.instrument.file(), product, &path);
        }
        let refused = product.has(StandingCode::RefusedInput);
        told.refused(tally, product, i, refused);
        if tally.errors.is_empty() {
            told.in_force(library, version, tally, product, &path);
        }
        let mut again = product.clone();
        let set = product.product_set.and_then(|n| version.set(n).ok());
        complete(&council, set.map(AsRef::as_ref), &mut again, refused);
        let given = raw.pointer(&path).unwrap_or(&Value::Null);
        told.differences(&path, given, &value(product)?, &value(&again)?);
        products.push(again);
    }
    Ok((told.0, products))
}

fn value(product: &ProductTally<'_>) -> Result<Value, Problems> {
    serde_json::to_value(product).map_err(|error| {
        Problem::new(Code::WrongType, "", error.to_string(), error.to_string()).into()
    })
}

impl Told {
    /// The head: members, attendance, level, criteria.
    fn head(
        &mut self,
        library: &Library,
        version: &CriteriaVersion,
        tally: &TallyReport<'_>,
    ) -> Result<(), Problems> {
        if library.is_of_another(version, &tally.digests.criteria) {
            let (vi, en) = json::DIGEST_OF_ANOTHER;
            self.tell("/criteria", vi, en);
        }
        self.digests(&tally.digests);
        self.defaults(library, version, tally)?;
        let ids = tally.members.iter().map(|m| &m.id);
        if !ids.is_sorted_by(|a, b| a < b) {
            self.tell(
                "/members",
                "thành viên phải theo thứ tự mã, mỗi mã một lần",
                "members stand in the order of their identifiers, each once",
            );
        }
        let written = tally.mode == Mode::Written;
        let size = |n: usize| u16::try_from(n).unwrap_or(u16::MAX);
        let members = size(tally.members.len());
        let there = || tally.members.iter().filter(|m| m.present);
        let right = Attendance {
            members,
            present: size(there().count()),
            needed: if written {
                0
            } else {
                tally.regulation.needed(members)
            },
            chair_present: there().any(|m| m.role == Role::Chair),
        };
        self.same("/attendance", &tally.attendance, &right);
        if written && right.present > 0 {
            self.tell(
                "/members",
                "lấy ý kiến bằng văn bản thì không ai có mặt",
                "with opinions in writing nobody is present",
            );
        }
        let law = version.instrument()?.file();
        if let Some(level) = tally.level
            && tally.errors.is_empty()
            && !has_part(law, level, tally.held_on)
        {
            self.tell(
                "/level",
                "bộ tiêu chí không giao việc cho cấp này vào ngày họp",
                "the law gives this level no part on the day of the session",
            );
        }
        let seats = of_composition(library, version, tally.level, &tally.members);
        let of_seats = |n: &&Notice| n.code == NoticeCode::CouncilComposition;
        let shown = |n: &Notice| n.source.clone();
        self.same(
            "/notices",
            &tally
                .notices
                .iter()
                .filter(of_seats)
                .map(shown)
                .collect::<Vec<_>>(),
            &seats.iter().map(shown).collect(),
        );
        let stands = tally.errors.is_empty() && tally.products.iter().all(|p| p.stands);
        self.same("/stands", &tally.stands, &stands);
        Ok(())
    }

    /// Parts of the dossier and contents of the commune's report are ones that the law knows: a name
    /// misspelt by hand would stand for a part that is missing.
    fn parts(&mut self, law: &InstrumentFile, product: &ProductTally<'_>, path: &str) {
        let lists = [
            (product.documents.as_deref(), DOCUMENTS),
            (product.commune_report.as_deref(), COMMUNE_REPORT),
        ];
        for (list, field) in lists {
            let names = list.unwrap_or_default().iter().map(AsRef::as_ref);
            for (_, problem) in unknown_parts(law, field, names.enumerate(), path) {
                self.0.push(problem);
            }
        }
    }

    /// Digests are written as such; what they say, only `verify` can tell.
    fn digests(&mut self, digests: &TallyDigests<'_>) {
        let sheets = digests.sheets.iter().enumerate();
        let sheets =
            sheets.map(|(i, s)| (format!("sheets/{i}/digest"), json::is_digest(&s.digest)));
        let own = [
            ("criteria", json::is_digest(&digests.criteria)),
            (
                "translations",
                json::is_digest_or_none(&digests.translations),
            ),
            ("session", json::is_digest_or_none(&digests.session)),
        ];
        let own = own.map(|(field, right)| (field.to_owned(), right));
        for (field, _) in own.into_iter().chain(sheets).filter(|(_, right)| !right) {
            let (vi, en) = json::NO_DIGEST;
            self.tell(&format!("/digests/{field}"), vi, en);
        }
    }

    /// What the session did not state is as the data at hand have it, if the tally rests on them.
    fn defaults(
        &mut self,
        library: &Library,
        version: &CriteriaVersion,
        tally: &TallyReport<'_>,
    ) -> Result<(), Problems> {
        if tally.digests.criteria != version.digest() {
            return Ok(());
        }
        let raw = |regulation: &Regulation| serde_json::to_value(regulation).unwrap_or_default();
        let (own, defaults) = (
            raw(&tally.regulation),
            raw(&Regulation::defaults(library.council_defaults(version)?)),
        );
        for name in &tally.regulation.by_default {
            if defaults.get(name).is_none() || own.get(name) != defaults.get(name) {
                let found = |v: &Value| v.get(name).unwrap_or(&Value::Null).to_string();
                self.differs(
                    &pointer("/regulation", name),
                    &found(&own),
                    &found(&defaults),
                );
            }
        }
        Ok(())
    }

    /// What was refused does not stand, and only that is told as refused.
    fn refused(
        &mut self,
        tally: &TallyReport<'_>,
        product: &ProductTally<'_>,
        i: usize,
        refused: bool,
    ) {
        let own = format!("/products/{i}/");
        let touches = |p: &Problem| {
            p.code != Code::TooManyProblems
                && p.file.is_none()
                && (p.path.starts_with(&own) || !p.path.starts_with("/products/"))
        };
        let reasons = format!("/products/{i}/reasons");
        if !refused && tally.errors.iter().any(touches) {
            self.tell(
                &reasons,
                "thiếu lý do \"refused-input\" của các lỗi đã nêu",
                "the reason \"refused-input\" of the errors told is missing",
            );
        }
        if refused && tally.errors.is_empty() {
            self.tell(
                &reasons,
                "có lý do \"refused-input\" mà không nêu lỗi nào",
                "there is the reason \"refused-input\" and no error",
            );
        }
        if product.product_set.is_none() && !refused {
            self.tell(
                &format!("/products/{i}/product_set"),
                "không có bộ sản phẩm",
                "there is no product set",
            );
        }
    }

    /// The criteria apply to the product on the day of the session.
    fn in_force(
        &mut self,
        library: &Library,
        version: &CriteriaVersion,
        tally: &TallyReport<'_>,
        product: &ProductTally<'_>,
        path: &str,
    ) {
        let registration = product.registration.as_ref();
        let dates = DossierDates {
            on: tally.held_on,
            submitted_on: registration.and_then(|r| r.submitted_on),
            kind: registration.and_then(|r| r.kind),
        };
        if library.out_of_time(version, &dates).is_some() {
            self.tell(
                path,
                "bộ tiêu chí không áp dụng vào ngày này",
                "the criteria do not apply on this day",
            );
        }
    }

    /// Every leaf at which two values differ. How a reason is worded is not asked, nor what the text
    /// itself leaves out.
    fn differences(&mut self, path: &str, given: &Value, found: &Value, expected: &Value) {
        match (found, expected) {
            (Value::Object(a), Value::Object(b)) => {
                let keys: BTreeSet<&String> = a.keys().chain(b.keys()).collect();
                let said = |key: &&String| {
                    let empty = |o: &serde_json::Map<String, Value>| o.get(*key).is_none();
                    given.get(key.as_str()).is_some() || empty(b)
                };
                let words = |key: &&String| *key != "message";
                for key in keys.into_iter().filter(words).filter(said) {
                    let given = given.get(key).unwrap_or(&Value::Null);
                    let of = |o: &serde_json::Map<String, Value>| {
                        o.get(key).cloned().unwrap_or(Value::Null)
                    };
                    self.differences(&pointer(path, key), given, &of(a), &of(b));
                }
            }
            (Value::Array(a), Value::Array(b)) if a.len() == b.len() => {
                for (i, (a, b)) in a.iter().zip(b).enumerate() {
                    let given = given.get(i).unwrap_or(&Value::Null);
                    self.differences(&pointer(path, i), given, a, b);
                }
            }
            (Value::Array(a), Value::Array(b)) if path.ends_with("/reasons") => {
                let codes = |list: &[Value]| {
                    let codes = list.iter().filter_map(|r| r.get("code")?.as_str());
                    format!("[{}]", codes.collect::<Vec<_>>().join(", "))
                };
                self.differs(path, &codes(a), &codes(b));
            }
            _ if found != expected => {
                self.differs(path, &found.to_string(), &expected.to_string());
            }
            _ => {}
        }
    }
}
