//! What a caller holds lives as long as it likes, on any thread, and reads back what it wrote.

#![expect(
    clippy::unwrap_used,
    reason = "what cannot be made or read back is to stop the run"
)]

use std::sync::Arc;

use ocop::certificate::{Holidays, Record};
use ocop::council::{
    Member, MinimumRule, Mode, Moment, Recusal, RegulationInput, Role, Session, SessionProduct,
    Sheet, SheetStatus,
};
use ocop::criteria::Authority;
use ocop::plan::{Costs, Plan, PlanRequest};
use ocop::stats::Stats;
use ocop::{
    Answer, AnswerInput, AssessOptions, Assessment, CompareRequest, Comparison, Correspondence,
    CriteriaVersion, DetailedAnswer, Dossier, Evidence, Instrument, Library, Paper, Problem,
    Problems, Producer, Product, ProductSet, Rating, RatingReport, Registration, ScoreSheet,
    SetRef, Stars, rate,
};
use serde::Serialize;
use serde::de::DeserializeOwned;

fn held<T: Clone + Send + Sync + 'static>() {}

#[test]
fn what_a_caller_holds_is_static_and_goes_to_any_thread() {
    held::<Library>();
    held::<Arc<CriteriaVersion>>();
    held::<Arc<ProductSet>>();
    held::<Arc<Correspondence>>();
    held::<Instrument>();
    held::<Dossier<'static>>();
    held::<Session<'static>>();
    held::<ScoreSheet>();
    held::<Assessment>();
    held::<Rating>();
    held::<Plan>();
    held::<Comparison>();
    held::<Problem>();
    held::<Problems>();
    held::<AssessOptions>();
    held::<CompareRequest>();
    held::<PlanRequest>();
    held::<Costs>();
    held::<Holidays>();
    held::<Answer>();
    // reports
    held::<RatingReport<'static>>();
    held::<ocop::ErrorReport<'static>>();
    held::<ocop::compare::ComparisonReport<'static>>();
    held::<ocop::compare::LawComparison>();
    held::<ocop::council::TallyReport<'static>>();
    held::<ocop::explain::Explanation>();
    held::<ocop::evidence::Checklist>();
    held::<ocop::plan::PlanReport>();
    held::<ocop::practice::Practice>();
    held::<ocop::stats::StatsReport>();
    held::<Record<'static>>();
    fn sent<T: Send + 'static>() {}
    sent::<Stats>();
}

const TEXT: &str = r#"{"format": "ocop-dossier/1", "criteria": "qd-26-2026", "product_set": 1,
    "product": {"name": "Nhãn \"lồng\"", "code": "33-11980-2-2026"}, "producer": {"name": "Hợp tác xã"},
    "registration": {"kind": "first", "submitted_on": "2026-08-03"}, "assessed_on": "2026-09-15",
    "answers": {"1.1": 3, "1.5": {"level": 2, "evidence": ["Hợp đồng",
        {"document": "VietGAP", "number": "7", "issued_on": "2025-01-01", "valid_until": "2027-01-01",
            "proves": ["production-conditions"]}], "note": "…"}},
    "points": {"1.2": 2}, "findings": [], "note": null}"#;

/// The same made in code.
fn made() -> Dossier<'static> {
    Dossier::new(1)
        .criteria("qd-26-2026")
        .product(
            Product::default()
                .name("Nhãn \"lồng\"")
                .code("33-11980-2-2026"),
        )
        .producer(Producer::default().name("Hợp tác xã"))
        .registration(
            Registration::default()
                .kind(ocop::criteria::RegistrationKind::First)
                .submitted_on(ocop::parse_date("2026-08-03")),
        )
        .assessed_on("2026-09-15".parse().unwrap())
        .answer("1.1", 3)
        .answer(
            "1.5",
            DetailedAnswer::default()
                .level(2)
                .evidence([
                    Evidence::Name("Hợp đồng".into()),
                    Evidence::Paper(
                        Paper::new("VietGAP")
                            .number("7")
                            .issued_on(ocop::parse_date("2025-01-01"))
                            .valid_until(ocop::parse_date("2027-01-01"))
                            .proves(["production-conditions"]),
                    ),
                ])
                .note("…"),
        )
        .points("1.2", 2)
}

#[test]
fn a_dossier_made_in_code_is_the_one_that_was_read() {
    let read = Dossier::parse(TEXT.as_bytes()).unwrap();
    let mut made = made();
    made.format = Some(ocop::DOSSIER_FORMAT.into());
    assert_eq!(made, read);
    let library = Library::embedded();
    let options = AssessOptions::default();
    let (one, other) = (
        library.assess(&made, &options).unwrap(),
        library.assess_json(TEXT.as_bytes(), &options).unwrap(),
    );
    assert_eq!(one.full(), other.full());
    assert_eq!((one.digest(), one.dossier()), (other.digest(), &read));
    assert!(one.digest().starts_with("sha256:"));
    // and so does a batch
    let batch = library.rate_json(TEXT.as_bytes(), &options, ocop::Detail::Full, |report| {
        report.clone().into_owned()
    });
    assert_eq!(batch.unwrap(), one.full());
}

/// Whatever way a dossier comes in, it passes the same check.
#[test]
fn a_dossier_in_memory_is_refused_as_its_json_is() {
    let library = Library::embedded();
    let options = AssessOptions::default();
    let wrong = made()
        .criteria("qd-26-2025")
        .answer("1.1", 9)
        .answer("9.9", 1)
        .answer("1.3", DetailedAnswer::default())
        .answer(
            "1.4",
            DetailedAnswer::default()
                .level(1)
                .evidence([Evidence::Paper(
                    Paper::new("A")
                        .issued_on(ocop::parse_date("2026-01-02"))
                        .valid_until(ocop::parse_date("2026-01-01")),
                )]),
        )
        .points("2.1", 99)
        .case("z")
        .finding("forged-dosier");
    let mut wrong = wrong;
    wrong.format = Some("ocop-dossier/9".into());
    wrong.assessed_on = ocop::parse_date("2026-07-01");
    let told = library.assess(&wrong, &options).unwrap_err();
    let json = serde_json::to_vec(&wrong).unwrap();
    let read = library.assess_json(&json, &options).unwrap_err();
    let sorted = |problems: &Problems| {
        let mut all: Vec<_> = problems.iter().map(|p| (p.path.clone(), p.code)).collect();
        all.sort();
        all
    };
    assert_eq!(sorted(&told), sorted(&read));
    assert!(told.len() >= 8, "{told}");
}

#[test]
fn a_dossier_is_deserialised_as_strictly_as_it_is_parsed() {
    let from_value: Dossier<'static> =
        serde_json::from_value(serde_json::from_str(TEXT).unwrap()).unwrap();
    let from_reader: Dossier<'static> = serde_json::from_reader(TEXT.as_bytes()).unwrap();
    let parsed = Dossier::parse(TEXT.as_bytes()).unwrap();
    assert_eq!((&from_value, &from_reader), (&parsed, &parsed));
    for wrong in [
        r#"{"product_set": 1, "anwsers": {}}"#,
        r#"{"product_set": 1, "answers": {"1.1": 1, "1.1": 2}}"#,
        r#"{"product_set": 1, "answers": {"1.1": "x"}}"#,
        r#"{"answers": {}}"#,
        r#"{"product_set": 1, "answers": {}, "assessed_on": "20260915"}"#,
    ] {
        let told = serde_json::from_str::<Dossier<'static>>(wrong).unwrap_err();
        let problems = Dossier::parse(wrong.as_bytes()).unwrap_err();
        assert!(
            told.to_string().starts_with(&problems.to_string()),
            "{told} / {problems}"
        );
    }
}

#[test]
fn an_empty_field_and_none_make_one_digest() {
    let digest = |text: &str| {
        let library = Library::embedded();
        let options = AssessOptions::default();
        let by_text = library.rate_json(text.as_bytes(), &options, ocop::Detail::Full, |report| {
            report.digests.clone().unwrap().dossier.into_owned()
        });
        let assessed = library.assess_json(text.as_bytes(), &options).unwrap();
        assert_eq!(by_text.unwrap(), assessed.digest());
        assessed.digest()
    };
    let plain = r#"{"criteria":"qd-26-2026","product_set":1,"answers":{"1.1":3}}"#;
    for same in [
        r#"{"answers": {"1.1": 3}, "product_set": 1, "criteria": "qd-26-2026", "findings": []}"#,
        r#"{"criteria": "qd-26-2026", "product": {"name": null}, "product_set": 1, "answers": {"1.1": 3}, "points": {}}"#,
        "{\"criteria\": \"qd-26\\u002d2026\", \"product_set\": 1, \"answers\": {\"1.1\": 3}}",
    ] {
        assert_eq!(digest(plain), digest(same), "{same}");
    }
    let other = r#"{"criteria":"qd-26-2026","product_set":1,"answers":{"1.1":{"level":3}}}"#;
    assert_ne!(digest(plain), digest(other));
}

#[track_caller]
fn reads_back<T>(report: &T)
where
    T: Serialize + DeserializeOwned + PartialEq + std::fmt::Debug,
{
    let text = serde_json::to_string(report).unwrap();
    let value = serde_json::to_value(report).unwrap();
    assert_eq!(&serde_json::from_str::<T>(&text).unwrap(), report);
    assert_eq!(
        &serde_json::from_reader::<_, T>(text.as_bytes()).unwrap(),
        report
    );
    assert_eq!(&serde_json::from_value::<T>(value).unwrap(), report);
}

#[test]
fn reports_read_back_what_they_wrote() {
    let library = Library::embedded();
    let assessment = library.assess(made(), &AssessOptions::default()).unwrap();
    reads_back(&assessment.full().into_owned());
    reads_back(&assessment.brief().into_owned());
    reads_back(assessment.dossier());
    let request = ocop::check::CheckRequest::at(ocop::check::CheckStage::Council);
    reads_back(
        &assessment
            .check(&request.before(Some(&assessment)))
            .unwrap(),
    );
    let to = "qd-148-2023".parse().unwrap();
    let compared = library.compare(assessment.sheet(), &to, &CompareRequest::default());
    reads_back(&compared.unwrap().report().into_owned());
    let tally = library.tally(&session()).unwrap();
    reads_back(&tally);
    let problems = Dossier::parse(br#"{"product_set": "x", "anwsers": {}}"#).unwrap_err();
    reads_back(&problems.report(Some(3)).into_owned());
}

/// A session made in code, with all that a session can say.
fn session() -> Session<'static> {
    let sheet = |member, level| Sheet::new(member).answer("1.1", level);
    Session::new(Authority::Province, "2026-09-20".parse().unwrap())
        .criteria("qd-26-2026")
        .mode(Mode::Meeting)
        .closed_at(Moment::read("2026-09-20T17:00").unwrap())
        .council("Hội đồng \"cấp tỉnh\"")
        .place("Hưng Yên")
        .regulation(
            RegulationInput::default()
                .fewest_members(2)
                .minimums(MinimumRule::Majority),
        )
        .member(Member::new("m1").name("Lê Thị An").role(Role::Chair))
        .member(Member::new("m2").institution("Sở Công Thương"))
        .member(Member::new("m3"))
        .present(["m1", "m2", "m3"])
        .product(
            SessionProduct::new("p1", 1)
                .product(Product::default().name("Chè"))
                .documents(["application"])
                .recused(Recusal::new("m3").reason("chủ thể là người nhà"))
                .sheet(sheet("m1", 3).submitted_at(Moment::read("2026-09-20T09:00").unwrap()))
                .sheet(sheet("m2", 1).finding("forged-dossier").comment("…"))
                .sheet(sheet("m1", 2).round(2))
                .sheet(Sheet::new("m2").round(2).unchanged())
                .sheet(sheet("m3", 2).status(SheetStatus::Draft)),
        )
        .product(
            SessionProduct::new("p2", "rau-cu-qua-hat-tuoi")
                .sheet(Sheet::new("m1").points("1.1", 3))
                .note("không"),
        )
        .note("ghi chú")
}

/// Whatever way a session comes in, it passes the same check and has the same digest.
#[test]
fn a_session_made_in_code_is_the_one_that_was_read() {
    let library = Library::embedded();
    let made = session();
    let json = serde_json::to_string(&made).unwrap();
    assert_eq!(Session::parse(json.as_bytes()).unwrap(), made);
    reads_back(&made);
    let tally = library.tally(&made).unwrap();
    assert_eq!(library.tally_json(json.as_bytes(), &[]).unwrap(), tally);
    assert!(tally.digests.session.starts_with("sha256:"));
    assert!(!tally.products.is_empty());
    // what is wrong with it is told alike
    let wrong = made
        .criteria("qd-26-2026")
        .present(["m1", "m9"])
        .product(SessionProduct::new("p1", 77).sheet(Sheet::new("m8").answer("9.9", 4)));
    let json = serde_json::to_string(&wrong).unwrap();
    let tally = library.tally(&wrong).unwrap();
    assert_eq!(library.tally_json(json.as_bytes(), &[]).unwrap(), tally);
    assert!(tally.errors.len() >= 3, "{:?}", tally.errors);
}

#[test]
fn a_session_is_deserialised_as_strictly_as_it_is_parsed() {
    for wrong in [
        r#"{"level": "province", "held_on": "2026-09-20", "members": [], "present": [], "products": [], "memebrs": []}"#,
        r#"{"held_on": "2026-09-20", "members": [], "present": [], "products": []}"#,
        r#"{"level": "province", "held_on": "20/09/2026", "members": [], "present": [], "products": []}"#,
        r#"{"level": "province", "held_on": "2026-09-20", "members": [{}], "present": [], "products": []}"#,
        r#"{"level": "province", "held_on": "2026-09-20", "members": [], "present": [], "products": [
            {"id": "p1", "product_set": 1, "sheets": [{"member": "m1", "answers": {"1.1": 1, "1.1": 2}}]}]}"#,
        r#"{"level": "province", "held_on": "2026-09-20", "members": [], "present": [], "products": [
            {"id": "p1", "sheets": [{"member": "m1", "round": 0, "answers": {"1.1": "x"}}]}]}"#,
        "[]",
    ] {
        let told = serde_json::from_str::<Session<'static>>(wrong).unwrap_err();
        let problems = Session::parse(wrong.as_bytes()).unwrap_err();
        assert!(
            told.to_string().starts_with(&problems.to_string()),
            "{told} / {problems}"
        );
    }
    let sheet: Sheet<'static> =
        serde_json::from_str(r#"{"member": "m1", "answers": {"1.1": 3}}"#).unwrap();
    assert_eq!(sheet, Sheet::new("m1").answer("1.1", 3));
    assert!(serde_json::from_str::<Sheet<'static>>(r#"{"answers": {}}"#).is_err());
}

#[test]
fn a_sheet_knows_its_day_and_so_who_recognises() {
    let library = Library::embedded();
    let set = library
        .version("qd-26-2026")
        .unwrap()
        .product_set("1")
        .unwrap();
    let best = set.criteria().iter().map(|c| {
        let level = c.levels.iter().max_by_key(|l| l.points).unwrap();
        (c.id, Answer::level(level.number.get()))
    });
    let sheet = ScoreSheet::new(set, best, []).unwrap();
    let file = set.instrument().file();
    for rule in file
        .authority
        .iter()
        .filter(|a| a.stars.contains(&Stars::MAX))
    {
        let rating = rate(&sheet.clone().assessed(rule.from));
        assert_eq!(rating.authority().unwrap(), rule);
    }
    assert_eq!(sheet.assessed_on(), None);
}

#[test]
fn a_library_is_one_for_the_process_and_a_copy_can_differ() {
    let library = Library::embedded();
    let id = "qd-26-2026".parse().unwrap();
    let same = Library::embedded();
    assert!(Arc::ptr_eq(
        library.get(&id).unwrap(),
        same.get(&id).unwrap()
    ));
    let mut other = library.clone();
    other.insert(CriteriaVersion::from_files(
        id.clone(),
        ocop::CriteriaFiles::new(),
    ));
    assert!(library.get(&id).unwrap().set_numbers().count() > 0);
    assert_eq!(other.get(&id).unwrap().set_numbers().count(), 0);
    assert_eq!(Library::empty().versions().count(), 0);
}

#[test]
fn parts_of_a_dossier_that_borrow_become_owned() {
    let text = String::from("rau-cu-qua-hat-tuoi");
    let set = SetRef::from(text.as_str()).into_owned();
    let answer = AnswerInput::from(3_u8).into_owned();
    let paper = Evidence::Name(text.as_str().into()).into_owned();
    drop(text);
    held_here(&set);
    held_here(&answer);
    held_here(&paper);
    assert_eq!(set, SetRef::from("rau-cu-qua-hat-tuoi"));
    assert_eq!(paper, Evidence::Name("rau-cu-qua-hat-tuoi".into()));
}

fn held_here<T: 'static>(_: &T) {}
