//! What a province words its own way, in the papers that follow a session: with the signs that Decree
//! 30/2020/NĐ-CP asks for, however they were given.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "helpers of tests"
)]

use ocop::{AssessOptions, Lang, Library};
use ocop_text::page::{self, FormSource, PaperSettings};
use ocop_text::{Block, Document, Format, write};

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

/// Fifteen members of whom the chair was away: no result stands.
fn many_members() -> Vec<u8> {
    let mut session: serde_json::Value = serde_json::from_slice(SESSION).unwrap();
    let product = session["products"][0].clone();
    let sheets = product["sheets"].as_array().unwrap();
    let ids: Vec<String> = (1..=15).map(|n| format!("m{n}")).collect();
    let members = ids.iter().map(|id| {
        let role = match id.as_str() {
            "m15" => "chair",
            "m11" => "secretary",
            _ => "member",
        };
        serde_json::json!({"id": id, "name": format!("Ông {id}"), "role": role})
    });
    session["members"] = members.collect();
    session["present"] = ids.iter().take(14).cloned().collect();
    let scored = ids.iter().take(14).zip(sheets.iter().cycle());
    let scored = scored.map(|(id, sheet)| {
        let mut sheet = sheet.clone();
        sheet["member"] = id.as_str().into();
        sheet
    });
    session["products"] = serde_json::json!([product]);
    session["products"][0]["sheets"] = scored.collect();
    session.to_string().into_bytes()
}

#[test]
fn members_stand_in_one_order_in_every_paper() {
    let library = Library::embedded();
    let session = many_members();
    let tally = library.tally_json(&session, &[]).unwrap();
    let settings = PaperSettings::default();
    let product = &tally.products[0];
    let synthesis = page::synthesis(product, &tally, &library, &settings, Lang::Vi);
    for document in [synthesis, page::tally(&tally, &library, Lang::Vi)] {
        let text = write(&document, Format::TEXT);
        let place = |name: &str| text.find(name).unwrap_or(usize::MAX);
        let order = ["Ông m11 ", "Ông m1 ", "Ông m2 ", "Ông m10 ", "Ông m14 "];
        assert!(order.is_sorted_by_key(|name| place(name)), "{text}");
        assert!(!text.contains("Ông m15 "), "{text}");
        // below the mean with a sign that no line ends before
        assert!(!text.contains("(-") && !text.contains(" -0"), "{text}");
    }
}

/// Who scored how, and why the council goes on, is no matter of the producer.
#[test]
fn a_notice_of_a_result_that_does_not_stand_names_no_member() {
    let library = Library::embedded();
    let session = many_members();
    let tally = library.tally_json(&session, &[]).unwrap();
    let settings = PaperSettings::default();
    let notice = page::notice_of_result(&tally.products[0], &tally, &library, &settings, Lang::Vi);
    let text = write(&notice, Format::TEXT);
    assert!(text.contains("Hội đồng tiếp tục xem xét"), "{text}");
    assert!(!text.contains("Ông m") && !text.contains("vắng"), "{text}");
}

/// What a producer wrote in paragraphs is printed in paragraphs; where nothing is written are lines.
#[test]
fn what_a_producer_wrote_keeps_its_paragraphs() {
    let dossier = r#"{"product_set": 1, "assessed_on": "2026-09-15", "answers": {},
        "self_assessment": {"business_plan": "Năm đầu.\r\n\n  Năm sau. ", "history": " \n"}}"#;
    let library = Library::embedded();
    let assessment = library
        .assess_json(dossier.as_bytes(), &AssessOptions::default())
        .unwrap();
    let rating = assessment.rating();
    let criteria = library.version("qd-26-2026").unwrap();
    let shown = criteria.show(criteria.product_set("1").unwrap()).unwrap();
    let source = FormSource::new(&shown)
        .dossier(assessment.dossier())
        .scored((assessment.sheet(), &rating));
    let form = page::self_assessment_form(source, &library, Lang::Vi);
    let is = |words: &str| {
        let found =
            |b: &&Block| matches!(b, Block::Paragraph { text } if text.to_string() == words);
        form.blocks.iter().filter(found).count()
    };
    assert_eq!((is("Năm đầu."), is("Năm sau."), is("")), (1, 1, 0));
}

/// A box for a paper is ticked where the checklist of evidence has the paper: a number is none.
#[test]
fn the_boxes_of_form_02_are_those_of_the_checklist_of_evidence() {
    let boxes = |producer: &str, proves: &str| {
        let paper = format!(r#"[{{"document": "Giấy tờ", "proves": [{proves}]}}]"#);
        let answers = format!(r#"{{"3.1": {{"level": 2, "evidence": {paper}}}, "9": 1}}"#);
        let dossier = format!(
            r#"{{"product_set": 1, "assessed_on": "2026-09-15", "producer": {producer}, "answers": {answers}}}"#
        );
        let library = Library::embedded();
        let assessment = library
            .assess_json(dossier.as_bytes(), &AssessOptions::default())
            .unwrap();
        let rating = assessment.rating();
        let evidence = assessment.evidence(None).unwrap();
        let criteria = library.version("qd-26-2026").unwrap();
        let shown = criteria.show(criteria.product_set("1").unwrap()).unwrap();
        let source = FormSource::new(&shown)
            .dossier(assessment.dossier())
            .evidence(&evidence)
            .scored((assessment.sheet(), &rating));
        let form = page::self_assessment_form(source, &library, Lang::Vi);
        let text = write(&form, Format::TEXT);
        let ticked = text.lines().map(str::trim).filter(|l| l.starts_with("[x]"));
        ticked.filter_map(|l| l.get(4..5)).collect::<String>()
    };
    let number = r#"{"registration_number": "0900123456"}"#;
    assert_eq!(boxes("{}", r#""business-registration""#), "a");
    assert_eq!(boxes(number, r#""growth-papers""#), "");
    assert_eq!(
        boxes(
            number,
            r#""business-registration", "quality-declaration-papers""#
        ),
        "ab"
    );
}

/// What a tally rests on is a session, and no dossier.
#[test]
fn a_tally_is_verified_against_its_session() {
    let library = Library::embedded();
    let tally = library.tally_json(SESSION, &[]).unwrap();
    let tally = serde_json::to_vec(&tally).unwrap();
    let found = library.verify_tally(&tally, SESSION, &[]).unwrap();
    let read = |lang| lines(&page::verification(&found, lang)).join(" ");
    assert!(found.agrees);
    let vi = read(Lang::Vi);
    assert!(
        vi.contains("kết quả đúng là của phiên họp và bộ tiêu chí này"),
        "{vi}"
    );
    assert!(read(Lang::En).contains("that of this session"));
}

/// Points that are enough for the next level, with minimums that are not met.
#[test]
fn minimums_that_are_not_met_are_to_be_considered_before_the_dossier_is_sent() {
    let next = serde_json::json!({
        "format": "ocop-next/1", "criteria": "qd-26-2026", "level": "province", "on": "2026-09-20",
        "products": [{
            "id": "p1", "stands": true, "stars": 4, "dossier": [], "commune_report": [],
            "steps": [{"step": "forward", "to": "central", "from_points": 90, "held_back_by": ["1.5"]}],
        }],
    });
    let next = serde_json::from_value(next).unwrap();
    let page = page::next(&next, &Library::embedded(), Lang::Vi);
    let read = lines(&page).join(" ");
    let told = "Đủ 90 điểm nhưng chưa đạt mức tối thiểu của hạng cao hơn 4 sao; đề nghị xem xét trước khi trình cấp trung ương.";
    assert!(read.contains(told), "{read}");
}

/// A session of three under 148: one product with the highest level of everything, and one that gives
/// a minimum of every star away.
fn under_148(library: &Library) -> String {
    let criteria = library.version("qd-148-2023").unwrap();
    let set = criteria.product_set("1").unwrap();
    let highest = |lowered: bool| {
        let answers = set.criteria().iter().map(|c| {
            let levels = c.levels.iter();
            let most = levels.max_by_key(|l| l.points).unwrap();
            let minimum = lowered
                && c.levels
                    .iter()
                    .any(|l| l.minimum_for.is_some_and(|s| s.get() == 3));
            let given = if minimum { 0 } else { i64::from(most.points) };
            (c.id.to_string(), given)
        });
        answers.collect::<std::collections::BTreeMap<_, _>>()
    };
    let product = |id: &str, name: &str, lowered: bool| {
        let sheets = ["m1", "m2", "m3"]
            .map(|m| serde_json::json!({"member": m, "points": highest(lowered)}));
        serde_json::json!({"id": id, "product_set": 1, "product": {"name": name}, "sheets": sheets})
    };
    serde_json::json!({
        "format": "ocop-council/1", "criteria": "qd-148-2023", "level": "district",
        "held_on": "2024-05-20", "regulation": {"fewest_members": 3},
        "members": [{"id": "m1", "role": "chair"}, {"id": "m2", "role": "secretary"}, {"id": "m3"}],
        "present": ["m1", "m2", "m3"],
        "products": [product("p1", "Gạo nếp", false), product("p2", "Gạo tẻ", true)],
    })
    .to_string()
}

/// What has the points for the next level and not the minimums is to be considered before it is sent: it
/// is not among what goes on, nor among what comes to nothing.
#[test]
fn what_minimums_hold_back_is_apart_from_what_goes_on() {
    let library = Library::embedded();
    let session = under_148(&library);
    let tally = library.tally_json(session.as_bytes(), &[]).unwrap();
    let reasons = tally.products.iter().flat_map(|p| &p.reasons);
    let reasons: Vec<_> = reasons.map(|r| r.message.vi.to_string()).collect();
    assert_eq!(reasons, [""; 0]);
    let settings = PaperSettings::default();
    let submission = page::submission(&tally, &library, &settings, Lang::Vi);
    let text = write(&submission, Format::TEXT);
    let headings: Vec<&str> = text
        .lines()
        .map(str::trim)
        .filter(|l| l.starts_with(|c: char| c.is_ascii_digit()) && l.contains(". "))
        .collect();
    let has = |words: &str| headings.iter().any(|h| h.contains(words));
    assert!(has("Gửi hồ sơ đề nghị cấp trên"), "{headings:?}");
    assert!(has("xem xét trước khi trình"), "{headings:?}");
    assert!(!has("Không công nhận"), "{headings:?}");
    assert!(text.contains("Gạo tẻ: chưa đạt mức tối thiểu ở"), "{text}");
    let letter = page::letter(&tally, &library, &settings, Lang::Vi);
    let text = write(&letter, Format::TEXT);
    let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let (above, list) = words
        .split_once("đánh giá, phân hạng các sản phẩm sau")
        .unwrap();
    assert!(
        above.contains("Gạo tẻ: chưa đạt mức tối thiểu ở"),
        "{words}"
    );
    assert!(
        list.contains("Gạo nếp") && !list.contains("Gạo tẻ"),
        "{words}"
    );
    // the decision lists no papers that go along, and has no name of the province: lines to write on
    assert!(
        words.contains("Kính gửi: Ủy ban nhân dân tỉnh …"),
        "{words}"
    );
    assert!(!list.contains("1. Gạo nếp"), "{words}");
}
