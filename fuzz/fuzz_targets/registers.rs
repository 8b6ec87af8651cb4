//! Any bytes as a register's record, a row of a table, a list of holidays or a line of statistics.
#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use ocop::Library;
use ocop::certificate::{Holidays, Record, Register};
use ocop::stats::{Stats, StatsRequest};

static LIBRARY: LazyLock<Library> = LazyLock::new(Library::embedded);

fuzz_target!(|bytes: &[u8]| {
    let text = String::from_utf8_lossy(bytes);
    let holidays = Holidays::parse(&text).unwrap_or_default();
    let cells = text.lines().filter_map(|line| line.split_once('='));
    for record in [Record::parse(bytes), Record::from_row(cells)].into_iter().flatten() {
        let _ = record.key();
        let Some(facts) = record.facts() else { continue };
        let on = facts.expires_on.unwrap_or(facts.issued_on);
        if let Ok(status) = LIBRARY.certificate(&facts, on, &holidays) {
            serde_json::to_string(&status).expect("a status is JSON");
        }
    }
    if let Ok(register) = Register::read(bytes, None) {
        let on = "2029-03-01".parse().expect("a day");
        let renewals = LIBRARY.renewals(&register, on, 400, &holidays);
        let calendar = ocop_text::calendar(&renewals, ocop::Lang::Vi);
        assert!(calendar.ends_with("END:VCALENDAR\r\n"));
    }
    let mut stats = Stats::new(&LIBRARY, StatsRequest::default());
    let counted = stats.line(1, bytes).is_ok();
    let report = stats.report();
    assert_eq!(report.refused == 0, counted || bytes_are_refusals(bytes));
    serde_json::to_string(&report).expect("a report is JSON");
});

/// An error object counts as refused though it was read.
fn bytes_are_refusals(bytes: &[u8]) -> bool {
    bytes.windows(13).any(|w| w == b"ocop-errors/1")
}
