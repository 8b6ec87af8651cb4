//! What falls due as an iCalendar file (RFC 5545): lines end in CR LF and are folded at 75 bytes.

use ocop::certificate::{Due, Renewal, Renewals};
use ocop::{Lang, Source};

use crate::words::{counted, date, say};

/// The most bytes of a line before it is folded.
const FOLD: usize = 75;

/// A register's dates as a calendar of whole-day events. The same register gives the same bytes:
/// the time stamp is the day asked about, and an event keeps its identifier from file to file, also
/// when its day moves.
///
/// ```
/// use ocop::certificate::{Holidays, Record, Register};
/// let library = ocop::Library::embedded();
/// let row = [("code", "33-1-1-2026"), ("name", "Nhãn; lồng"), ("stars", "3"), ("issued_on", "2026-08-01")];
/// let mut register = Register::default();
/// register.records.push((1, Record::from_row(row)?));
/// let on = "2029-01-20".parse().unwrap();
/// let renewals = library.renewals(&register, on, 30, &Holidays::default());
/// let text = ocop_text::calendar(&renewals, ocop::Lang::Vi);
/// assert!(text.contains("DTSTART;VALUE=DATE:20290202\r\n"));
/// assert!(text.contains("Nhãn\\; lồng"));
/// # Ok::<(), ocop::Problems>(())
/// ```
#[must_use]
pub fn calendar(renewals: &Renewals, lang: Lang) -> String {
    let mut out = String::new();
    let stamp = plain(renewals.on);
    let name = say(lang, "Giấy chứng nhận OCOP", "OCOP certificates");
    for text in [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//ocop//renewals//VI",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
    ] {
        line(&mut out, text);
    }
    line(&mut out, &format!("X-WR-CALNAME:{}", escape(name)));
    for renewal in &renewals.due {
        event(&mut out, renewal, &stamp, lang);
    }
    line(&mut out, "END:VCALENDAR");
    out
}

fn event(out: &mut String, renewal: &Renewal, stamp: &str, lang: Lang) {
    let (vi, en) = match renewal.due {
        Due::Opens => ("bắt đầu nhận hồ sơ đánh giá lại", "re-rating dossiers open"),
        Due::Closes => (
            "hạn cuối nộp hồ sơ đánh giá lại",
            "last day for the dossier",
        ),
        Due::Lapses => ("giấy chứng nhận hết hiệu lực", "certificate lapses"),
    };
    let what = say(lang, vi, en);
    let name = renewal.name.as_deref().unwrap_or(&renewal.product);
    let day = plain(renewal.day);
    let end = renewal.day.tomorrow().map_or_else(|_| day.clone(), plain);
    let stars = counted(lang, i64::from(renewal.stars.get()), "sao", "star");
    let expires = format!(
        "{} {}",
        say(lang, "hết hạn", "expires"),
        date(lang, renewal.expires_on)
    );
    let cited: Option<Source> = renewal.source.parse().ok();
    let source = cited
        .as_ref()
        .map_or(renewal.source.as_str(), |s| s.words(lang));
    let product = &renewal.product;
    let details = format!("{product}, {stars}, {expires}. {source}");
    line(out, "BEGIN:VEVENT");
    line(out, &format!("UID:{}@ocop", renewal.id));
    line(out, &format!("DTSTAMP:{stamp}T000000Z"));
    line(out, &format!("DTSTART;VALUE=DATE:{day}"));
    line(out, &format!("DTEND;VALUE=DATE:{end}"));
    line(
        out,
        &format!("SUMMARY:{}", escape(&format!("{name}: {what}"))),
    );
    line(out, &format!("DESCRIPTION:{}", escape(&details)));
    line(out, "TRANSP:TRANSPARENT");
    line(out, "END:VEVENT");
}

fn plain(day: jiff::civil::Date) -> String {
    day.to_string().replace('-', "")
}

/// Text as a value: what would end or split it is escaped; other control characters, and marks that
/// turn the direction of writing, are left out.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' | ';' | ',' => {
                out.push('\\');
                out.push(c);
            }
            '\n' => out.push_str("\\n"),
            '\u{61c}'
            | '\u{200b}'..='\u{200f}'
            | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}'
            | '\u{feff}' => {}
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
    out
}

/// Adds a line, folded between characters.
fn line(out: &mut String, text: &str) {
    let mut width = 0_usize;
    for c in text.chars() {
        if width.saturating_add(c.len_utf8()) > FOLD {
            out.push_str("\r\n ");
            width = 1;
        }
        out.push(c);
        width = width.saturating_add(c.len_utf8());
    }
    out.push_str("\r\n");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_stranger_typed_ends_no_line_and_turns_no_direction() {
        let text = "a;b,c\\d\r\nEND:VEVENT\u{1b}\u{85}\u{202e}\u{2066}\u{2028}\u{200f}\u{61c}e";
        assert_eq!(escape(text), "a\\;b\\,c\\\\d\\nEND:VEVENTe");
    }

    #[test]
    fn lines_are_folded_at_75_bytes_between_characters() {
        let mut out = String::new();
        let text = format!("SUMMARY:{}", "sản phẩm đặc trưng ".repeat(20));
        line(&mut out, &text);
        assert!(out.ends_with("\r\n"));
        assert!(out.split("\r\n").all(|l| l.len() <= FOLD));
        assert_eq!(out.replace("\r\n ", "").trim_end_matches("\r\n"), text);
    }

    #[test]
    fn what_would_split_a_value_is_escaped() {
        assert_eq!(escape("a,b;c\\d\ne\u{7}"), "a\\,b\\;c\\\\d\\ne");
    }
}
