//! Statistics as people read them: what is lacking by the names of the counted products' own sets, and
//! as many rows as are asked for.
#![expect(
    clippy::unwrap_used,
    reason = "helpers of tests: what does not hold is to fail"
)]

use std::fs;

use ocop::stats::{Stats, StatsReport, StatsRequest, table};
use ocop::{AssessOptions, Lang, Library};
use ocop_text::{Format, page, write};

const SPICE_MIX: &str = "11-cham-cheo-29-points.json";
const TOURISM: &str = "05-du-lich-cong-dong-89-points.json";

fn example(name: &str) -> Vec<u8> {
    let root = concat!(env!("CARGO_MANIFEST_DIR"), "/../../examples/");
    fs::read(format!("{root}{name}")).unwrap()
}

fn counted(examples: &[&str], request: StatsRequest) -> StatsReport {
    let library = Library::embedded();
    let mut stats = Stats::new(&library, request);
    for (line, name) in (1_u64..).zip(examples) {
        let options = AssessOptions::default();
        let assessment = library.assess_json(&example(name), &options).unwrap();
        let rating = serde_json::to_vec(&assessment.full()).unwrap();
        stats.line(line, &rating).unwrap();
    }
    stats.report()
}

fn read(report: &StatsReport, lang: Lang) -> String {
    let page = page::statistics(report, &Library::embedded(), lang);
    write(&page, Format::TEXT)
}

#[test]
fn what_is_lacking_is_named_as_in_the_sets_that_were_counted() {
    let report = counted(&[SPICE_MIX], StatsRequest::default().top(50_u16));
    let (vi, en) = (read(&report, Lang::Vi), read(&report, Lang::En));
    assert!(
        !vi.contains("du lịch") && !en.contains("tourism"),
        "{vi}{en}"
    );
    assert!(vi.contains("Nguồn gốc ý tưởng sản phẩm (4 sao)"), "{vi}");
    // the set itself, by its number and name
    assert!(en.contains("10. Other seasonings"), "{en}");
}

#[test]
fn of_several_names_the_one_that_most_products_have_counts() {
    let named = |examples: &[&str]| {
        let report = counted(examples, StatsRequest::default().top(50_u16));
        let text = read(&report, Lang::Vi);
        let line = text.lines().find(|l| l.contains("Nguồn gốc ý tưởng"));
        line.unwrap().split("  ").next().unwrap().to_owned()
    };
    let plain = "Nguồn gốc ý tưởng sản phẩm (4 sao)";
    assert_eq!(named(&[SPICE_MIX, SPICE_MIX, TOURISM]), plain);
    // as many of the one as of the other: the first set's
    assert_eq!(named(&[TOURISM, SPICE_MIX]), plain);
    assert!(named(&[TOURISM, SPICE_MIX, TOURISM]).contains("du lịch"));
}

#[test]
fn every_ranking_has_as_many_rows_as_are_asked_for() {
    let all = counted(&[SPICE_MIX], StatsRequest::default());
    assert!(
        all.unmet.len() > 15 && !all.top_asked,
        "{}",
        all.unmet.len()
    );
    let rows = |csv: &str, of: &str| csv.lines().filter(|l| l.starts_with(of)).count();
    for (top, of_zeros) in [(3_u16, 3), (15, all.zeros.len().min(15))] {
        let report = counted(&[SPICE_MIX], StatsRequest::default().top(top));
        let most = usize::from(top);
        assert_eq!(report.unmet, all.unmet[..most]);
        assert_eq!(report.zeros, all.zeros[..of_zeros]);
        let csv = table(&report);
        assert_eq!(rows(&csv, "unmet-minimums,"), most);
        assert_eq!(rows(&csv, "zeros,"), of_zeros);
        let text = read(&report, Lang::Vi);
        assert_eq!(text.lines().filter(|l| l.contains(" sao) ")).count(), most);
    }
}
