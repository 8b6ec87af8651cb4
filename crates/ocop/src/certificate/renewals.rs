//! What opens, closes or lapses in a register within some days: so that no certificate is lost for
//! want of a re-rating.

use std::borrow::Cow;
use std::collections::BTreeMap;

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use crate::bounded::Stars;
use crate::day;
use crate::library::Library;
use crate::notice::{Notice, NoticeCode};
use crate::problem::ErrorReport;
use crate::spelling::name_order;

use super::alike::{Alike, Keys};
use super::days::{Holidays, days_between, days_from};
use super::read::{Register, refused};
use super::register::Record;
use super::rows::Rows;
use super::settle::{RegisterEntry, RegisterLine, Settled, settle};
use super::standing::{CertificateStatus, Phase};
use super::told::days_off_unknown;

/// The name of the format.
pub const RENEWALS_FORMAT: &str = "ocop-renewals/1";

/// What falls due in a register.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[non_exhaustive]
pub struct Renewals {
    /// Always `ocop-renewals/1`.
    pub format: Cow<'static, str>,
    /// The day asked about.
    pub on: Date,
    /// The last day looked at.
    pub until: Date,
    /// What falls due, the nearest first.
    pub due: Vec<Renewal>,
    /// Certificates in force whose window has closed without a dossier, by expiry: hand one in now.
    pub late: Vec<Renewal>,
    /// Records that were refused, by their line.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub errors: Vec<ErrorReport<'static>>,
    /// What a reader should know besides: columns that are not read, rows that may be one product.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub notices: Vec<Notice>,
}

/// One thing that falls due.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[non_exhaustive]
pub struct Renewal {
    /// The day.
    pub day: Date,
    /// What falls due.
    pub due: Due,
    /// What tells the product apart: its code, else name, producer and place.
    pub product: String,
    /// Its name.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub name: Option<String>,
    /// The producer.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub producer: Option<String>,
    /// Its stars.
    pub stars: Stars,
    /// The last day of its term.
    pub expires_on: Date,
    /// Days from the day asked about.
    pub in_days: i64,
    /// The day by law, where that is no working day and an office must be open.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub by_law: Option<Date>,
    /// Where the law says so.
    pub source: String,
    /// What tells the event apart in a calendar: it stays when its day moves.
    pub id: String,
}

/// What falls due.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum Due {
    /// A re-rating dossier may be handed in from this day.
    Opens,
    /// The last working day to hand it in.
    Closes,
    /// The last day of the certificate.
    Lapses,
}

impl Library {
    /// What opens, closes or lapses in a register from a day on, within so many days. Of a product
    /// with several certificates the latest counts; rows that contradict each other are told, and
    /// their product is left out. The order of the rows does not matter.
    #[must_use]
    pub fn renewals(
        &self,
        register: &Register,
        on: Date,
        within_days: u16,
        holidays: &Holidays,
    ) -> Renewals {
        let mut out = Renewals {
            format: RENEWALS_FORMAT.into(),
            on,
            until: days_from(on, i64::from(within_days)),
            due: Vec::new(),
            late: Vec::new(),
            errors: register.errors.clone(),
            notices: register.notices.clone(),
        };
        let together = self.together(register);
        out.errors.extend(together.errors);
        for (key, settled) in together.products {
            self.product(&key, settled, holidays, &mut out);
        }
        out.notices.extend(together.notices);
        let closing = out.due.iter().filter(|r| r.due == Due::Closes);
        let closing = closing.map(|r| r.by_law.unwrap_or(r.day));
        out.notices.extend(days_off_unknown(closing, holidays));
        out.due.sort_by(in_order);
        out.late.sort_by(in_order);
        out.errors.sort_by_key(|e| e.line);
        out
    }

    /// What is wrong with a register beyond its single rows, and what is not certain: certificates that
    /// cannot be what they say, rows that contradict each other, rows that may be one product. Every
    /// use of a register tells the same.
    ///
    /// ```
    /// use ocop::certificate::Register;
    /// let text = "code,stars,issued_on\n33-12025-1-2026,3,2026-10-05\n33-12025-1-2026,4,2026-10-05\n";
    /// let register = Register::read(text.as_bytes(), None)?;
    /// let (errors, _) = ocop::Library::embedded().contradictions(&register);
    /// assert_eq!(errors[0].errors[0].code, ocop::Code::RegisterContradictory);
    /// # Ok::<(), ocop::Problems>(())
    /// ```
    #[must_use]
    pub fn contradictions(&self, register: &Register) -> (Vec<ErrorReport<'static>>, Vec<Notice>) {
        let mut together = self.together(register);
        together.errors.sort_by_key(|e| e.line);
        (together.errors, together.notices)
    }

    /// The rows of each product put together.
    fn together(&self, register: &Register) -> Together {
        let mut products: BTreeMap<String, Vec<RegisterEntry<Labels>>> = BTreeMap::new();
        let mut out = Together::default();
        let (mut alike, mut rows) = (Alike::default(), Rows::default());
        let mut keys = Keys::of(self);
        for (line, record) in &register.records {
            let at = RegisterLine {
                file: 0,
                line: *line,
            };
            rows.add(self, &mut keys, record, at);
            let Some(entry) = RegisterEntry::new(record, at, Labels::of(record)) else {
                continue;
            };
            if let Err(problems) = self.check_certificate(&entry.facts) {
                out.errors.push(refused(*line, &problems));
                continue;
            }
            let key = keys.key(record);
            alike.add(record, &key, at);
            products.entry(key).or_default().push(entry);
        }
        if products.is_empty() {
            // "nothing falls due" would be true of it, and would not be what is to be known
            out.notices.push(Notice::new(
                NoticeCode::RegisterEmpty,
                "Không có giấy chứng nhận nào trong sổ.",
                "There is no certificate in the register.",
            ));
        }
        for (key, entries) in products {
            let settled = settle(entries);
            for conflict in &settled.conflicts {
                let problem = conflict.problem(line_named);
                out.errors
                    .push(refused(conflict.at().line, &problem.into()));
            }
            out.notices.extend(settled.notices(&key, &line_named));
            out.products.push((key, settled));
        }
        out.notices.extend(alike.notices(&line_named));
        out.notices.extend(rows.notices(&line_named));
        out
    }

    /// What falls due for one product.
    fn product(
        &self,
        key: &str,
        settled: Settled<Labels>,
        holidays: &Holidays,
        out: &mut Renewals,
    ) {
        let on = out.on;
        let (issued, later): (Vec<_>, Vec<_>) = settled
            .certificates
            .into_iter()
            .partition(|c| c.facts.issued_on <= on);
        for entry in later {
            let (line, day) = (entry.at.line, entry.facts.issued_on);
            out.notices.push(Notice::new(
                NoticeCode::NotYetIssued,
                format!("Dòng {line}: cấp ngày {day}, sau ngày đang xem ({on}), nên chưa tính.", day = day::vi(day), on = day::vi(on)),
                format!("Line {line}: issued on {day}, after the day asked about ({on}): not counted yet.", day = day::en(day), on = day::en(on)),
            ));
        }
        let Some(entry) = issued.last() else { return };
        let line = entry.at.line;
        let status = match self.certificate(&entry.facts, on, holidays) {
            Ok(status) => status,
            Err(problems) => {
                out.errors.push(refused(line, &problems));
                return;
            }
        };
        for event in dates(&status) {
            if on <= event.day && event.day <= out.until {
                out.due.push(renewal(key, &entry.what, &status, event));
            }
        }
        if status.phase == Phase::WindowMissed {
            let event = Event {
                day: status.expires_on,
                by_law: None,
                due: Due::Lapses,
                source: status.sources.last().cloned().unwrap_or_default(),
            };
            out.late.push(renewal(key, &entry.what, &status, event));
        }
    }
}

/// By day, then by what falls due, then by the product in the order of a dictionary.
fn in_order(a: &Renewal, b: &Renewal) -> std::cmp::Ordering {
    let when = |r: &Renewal| (r.day, r.due);
    when(a)
        .cmp(&when(b))
        .then_with(|| name_order(&a.product, &b.product))
        .then_with(|| a.cmp(b))
}

/// The rows of a register, put together.
#[derive(Default)]
struct Together {
    products: Vec<(String, Settled<Labels>)>,
    errors: Vec<ErrorReport<'static>>,
    notices: Vec<Notice>,
}

/// A line of the register, in both languages.
fn line_named(at: RegisterLine) -> (String, String) {
    (format!("dòng {}", at.line), format!("line {}", at.line))
}

/// How a product is called.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Labels {
    product: String,
    name: Option<String>,
    producer: Option<String>,
}

impl Labels {
    fn of(record: &Record<'_>) -> Self {
        Self {
            product: record.product(),
            name: record.name.as_deref().map(str::to_owned),
            producer: record.producer.as_deref().map(str::to_owned),
        }
    }
}

/// A day that matters.
struct Event {
    day: Date,
    by_law: Option<Date>,
    due: Due,
    source: String,
}

/// The days of a certificate that still matter: none of its window once a dossier is in.
fn dates(status: &CertificateStatus) -> Vec<Event> {
    let mut dates = Vec::new();
    if status.phase == Phase::Revoked {
        return dates;
    }
    let source = |i: usize| status.sources.get(i).cloned().unwrap_or_default();
    let open = matches!(
        status.phase,
        Phase::Valid | Phase::WindowOpen | Phase::WindowMissed
    );
    if let Some(window) = status.window.filter(|_| open) {
        dates.push(Event {
            day: window.opens_on,
            by_law: None,
            due: Due::Opens,
            source: source(1),
        });
        // with offices closed until the window does, the day of the law is left
        let day = match window.hand_in_by < status.on {
            true => window.closes_on,
            false => window.hand_in_by,
        };
        dates.push(Event {
            day,
            by_law: Some(window.closes_on).filter(|by_law| *by_law != day),
            due: Due::Closes,
            source: source(1),
        });
    }
    let extended = status.valid_until > status.expires_on;
    dates.push(Event {
        day: status.valid_until,
        by_law: None,
        due: Due::Lapses,
        source: source(if extended { 2 } else { 0 }),
    });
    dates
}

fn renewal(key: &str, labels: &Labels, status: &CertificateStatus, event: Event) -> Renewal {
    Renewal {
        day: event.day,
        due: event.due,
        product: labels.product.clone(),
        name: labels.name.clone(),
        producer: labels.producer.clone(),
        stars: status.stars,
        expires_on: status.expires_on,
        in_days: days_between(status.on, event.day),
        by_law: event.by_law,
        source: event.source,
        id: identifier(key, event.due),
    }
}

/// What tells an event apart: the same however its product is written and whenever its day moves, so
/// that a calendar moves the event instead of keeping both.
fn identifier(key: &str, due: Due) -> String {
    let digest = Sha256::digest(key.as_bytes());
    let hex: String = digest
        .iter()
        .take(10)
        .map(|byte| format!("{byte:02x}"))
        .collect();
    let kind = match due {
        Due::Opens => "opens",
        Due::Closes => "closes",
        Due::Lapses => "lapses",
    };
    format!("{hex}-{kind}")
}
