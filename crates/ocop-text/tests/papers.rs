//! What a province words its own way, in the papers that follow a session: with the signs that Decree
//! 30/2020/NĐ-CP asks for, however they were given.

use ocop::{Lang, Library};
use ocop_text::page::{self, PaperSettings};
use ocop_text::{Document, Format, write};

const SESSION: &[u8] = include_bytes!("../../../examples/council/session.json");

fn lines(document: &Document) -> Vec<String> {
    let text = write(document, Format::TEXT);
    text.lines().map(|l| l.trim().to_owned()).collect()
}

#[test]
fn grounds_and_copies_end_with_one_sign_each_whoever_ended_them() {
    let library = Library::embedded();
    let tally = library.tally_json(SESSION, &[]).unwrap();
    let given = ["Căn cứ Luật A;", "Quyết định B.", "căn cứ Quy chế C"];
    let settings = PaperSettings::default()
        .grounds(given.map(str::to_owned).to_vec())
        .decision_recipients(
            ["Như Điều 4;", "Lưu: VT, SNNMT."]
                .map(str::to_owned)
                .to_vec(),
        );
    let minutes = lines(&page::minutes_with(&tally, &library, &settings, Lang::Vi));
    for ground in [
        "Căn cứ Luật A;",
        "Căn cứ Quyết định B;",
        "Căn cứ Quy chế C.",
    ] {
        assert!(minutes.iter().any(|l| l == ground), "{ground} {minutes:?}");
    }
    // what follows the grounds of a decision belongs to them
    let decision = lines(&page::decision(&tally, &library, &settings, Lang::Vi));
    for line in ["Căn cứ Quy chế C;", "- Như Điều 4;", "- Lưu: VT, SNNMT."] {
        assert!(decision.iter().any(|l| l == line), "{line} {decision:?}");
    }
}
