//! What a reader of a certificate's standing should know besides.

use std::collections::BTreeSet;

use jiff::civil::Date;

use crate::criteria::files::{InstrumentFile, RenewalFile};
use crate::day;
use crate::notice::{Notice, NoticeCode};
use crate::text::Lang;

use super::days::Holidays;
use super::life::{Life, Terms};
use super::public_holidays::public_holidays;
use super::rounds::RoundDates;
use super::standing::{CertificateFacts, Lodged, Phase};

/// A notice with its article.
pub(super) fn cited(code: NoticeCode, vi: &str, en: &str, source: &str) -> Notice {
    Notice::new(code, vi, en).with_source(source)
}

/// The last day on which the outcome of a dossier handed in on the day is of use: the end of the
/// term, or of the extension once the window has closed. None where nothing is left to renew.
pub(super) fn last_use(terms: &Terms<'_>, life: &Life, on: Date) -> Option<Date> {
    match life.phase {
        Phase::Lapsed | Phase::Revoked | Phase::Decided => None,
        Phase::Extended | Phase::AwaitingDecision => Some(life.valid_until),
        _ if terms.window.is_some_and(|w| on > w.closes_on) => {
            Some(terms.longest.unwrap_or(terms.expires_on))
        }
        _ => Some(terms.expires_on),
    }
}

/// No round is over in time.
pub(super) fn no_round(nearest: &RoundDates, end: Date) -> Notice {
    cited(
        NoticeCode::NoRoundBeforeTheEnd,
        &format!(
            "Không có đợt nào kết thúc trước khi giấy chứng nhận hết hiệu lực ({}): đợt gần nhất đến {}. Hỏi tỉnh có đợt khác không.",
            day::vi(end),
            day::vi(nearest.assess_by)
        ),
        &format!(
            "No round is over before the certificate ends ({}): the nearest goes to {}. Ask whether the province holds others.",
            day::en(end),
            day::en(nearest.assess_by)
        ),
        &nearest.source,
    )
}

/// Working days are counted up to some days without knowing the days off of a year.
pub(crate) fn days_off_unknown(
    days: impl IntoIterator<Item = Date>,
    holidays: &Holidays,
) -> Option<Notice> {
    let years: BTreeSet<String> = days
        .into_iter()
        .map(|day| day.year())
        .filter(|year| !holidays.knows(*year))
        .map(|year| year.to_string())
        .collect();
    let years: Vec<String> = years.into_iter().collect();
    let years = years.join(", ");
    let named = |lang: Lang| {
        let names = public_holidays().announced.iter();
        names
            .map(|h| h.name.get(lang))
            .collect::<Vec<_>>()
            .join(", ")
    };
    (!years.is_empty()).then(|| {
        Notice::new(
            NoticeCode::DaysOffUnknown,
            format!("Chưa biết ngày nghỉ được thông báo của {years} ({}): hạn thật có thể sớm hơn.", named(Lang::Vi)),
            format!("The days off announced for {years} are not known ({}): the real deadline may be earlier.", named(Lang::En)),
        )
    })
}

/// Tells what follows from where a certificate stands.
pub(super) fn tell(
    law: &InstrumentFile,
    facts: &CertificateFacts,
    terms: &Terms<'_>,
    life: &Life,
    on: Date,
    notices: &mut Vec<Notice>,
) {
    let known = |day: Option<Date>| day.filter(|d| *d <= on);
    if let (Phase::Revoked, Some(day)) = (life.phase, facts.revoked_on) {
        notices.extend((day > life.ends_on).then(|| revoked_after_the_end(day, life)));
        return;
    }
    let Some(renewal) = &law.renewal else { return };
    let longest = terms.longest.unwrap_or(terms.expires_on);
    let lodged_on = known(facts.lodged_on);
    if let Some(day) = lodged_on.filter(|d| *d > terms.expires_on) {
        notices.push(lodged_after_expiry(day, terms.expires_on, longest, renewal));
    }
    if let Some(day) = known(facts.decided_on) {
        notices.push(decided(day, renewal));
        if lodged_on.is_none() && day > terms.expires_on {
            notices.push(cited(
                NoticeCode::LodgingUnknown,
                "Không rõ ngày nộp hồ sơ đánh giá lại, nên không biết giấy chứng nhận có được kéo dài không.",
                "The day on which the dossier was handed in is not known, so neither is whether the certificate was extended.",
                &renewal.extension_source,
            ));
        }
        return;
    }
    notices.extend(of_phase(life, longest, renewal));
}

fn revoked_after_the_end(day: Date, life: &Life) -> Notice {
    Notice::new(
        NoticeCode::RevokedAfterTheEnd,
        format!(
            "Thu hồi ngày {}, khi giấy chứng nhận đã hết hiệu lực từ sau {}.",
            day::vi(day),
            day::vi(life.ends_on)
        ),
        format!(
            "Revoked on {}, when the certificate had already ended on {}.",
            day::en(day),
            day::en(life.ends_on)
        ),
    )
}

/// A dossier that came after the certificate's own term.
fn lodged_after_expiry(
    day: Date,
    expires_on: Date,
    longest: Date,
    renewal: &RenewalFile,
) -> Notice {
    let (then_vi, then_en) = if day > longest {
        ("không kéo dài được nữa", "nothing is left to extend")
    } else {
        (
            "tính như hồ sơ nộp muộn; quyết định không nói rõ giấy đã hết hạn có được kéo dài không",
            "read like a late one; the decision does not say whether a certificate that has ended goes on",
        )
    };
    cited(
        NoticeCode::LodgedAfterExpiry,
        &format!(
            "Hồ sơ nộp ngày {}, sau khi hết hạn {}: {then_vi}.",
            day::vi(day),
            day::vi(expires_on)
        ),
        &format!(
            "The dossier came on {}, after the expiry on {}: {then_en}.",
            day::en(day),
            day::en(expires_on)
        ),
        &renewal.extension_source,
    )
}

fn decided(day: Date, renewal: &RenewalFile) -> Notice {
    cited(
        NoticeCode::Decided,
        &format!(
            "Đã có kết quả đánh giá lại ngày {day}. Giấy chứng nhận mới, nếu có, là một giấy khác.",
            day = day::vi(day)
        ),
        &format!(
            "The product was rated again on {day}. A new certificate, if one was issued, is another one.",
            day = day::en(day)
        ),
        &renewal.assessed_source,
    )
}

/// What follows from the phase that a certificate is in.
fn of_phase(life: &Life, longest: Date, renewal: &RenewalFile) -> Option<Notice> {
    match (life.phase, life.lodged) {
        (_, Some(Lodged::TooEarly)) => Some(cited(
            NoticeCode::TooEarly,
            &format!(
                "Hồ sơ nộp trước khi được nộp: nên nộp lại trong thời gian quy định. Nếu không, tính như nộp muộn: kéo dài đến khi có kết quả, nhiều nhất đến {longest}.",
                longest = day::vi(longest)
            ),
            &format!(
                "The dossier came before the window opened: better hand it in again within it. Otherwise it counts like a late one: the certificate lasts until the outcome, at most until {longest}.",
                longest = day::en(longest)
            ),
            &renewal.extension_source,
        )),
        (Phase::WindowMissed, _) => Some(cited(
            NoticeCode::Late,
            &format!(
                "Đã quá hạn nộp. Nộp hồ sơ ngay: giấy chứng nhận được kéo dài đến khi có kết quả, nhiều nhất đến {longest}.",
                longest = day::vi(longest)
            ),
            &format!(
                "The window has closed. Hand in a dossier now: the certificate then lasts until the outcome, at most until {longest}.",
                longest = day::en(longest)
            ),
            &renewal.extension_source,
        )),
        (Phase::Lapsed, Some(Lodged::InTime)) => Some(cited(
            NoticeCode::DecisionOverdue,
            "Hồ sơ nộp đúng hạn nhưng chưa có kết quả khi giấy chứng nhận hết hạn; quyết định không nói rõ trường hợp này.",
            "The dossier came in time and was not decided before expiry; the decision does not say what holds then.",
            &renewal.assessed_source,
        )),
        (Phase::Lapsed, None) => Some(cited(
            NoticeCode::LapsedWithoutDossier,
            "Hết hạn mà chưa nộp hồ sơ đánh giá lại.",
            "It lapsed without a re-rating dossier.",
            &renewal.source,
        )),
        _ => None,
    }
}
