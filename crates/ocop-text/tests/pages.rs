//! Every page in every form and both languages, built from the examples and compared with files.
//!
//! The files stand in `tests/pages/`. To write them anew run
//! `OVERWRITE=1 cargo test -p ocop-text --test pages` and read what it wrote. HTML is kept without
//! the frame and style that all pages share. Digests, which change with every word of the criteria,
//! stand as `[digest]`.

#![expect(
    clippy::unwrap_used,
    reason = "an example that cannot be read is to stop the test"
)]

use std::fs;
use std::path::{Path, PathBuf};

use ocop::certificate::{CertificateFacts, Holidays, Register};
use ocop::evidence::of_set;
use ocop::plan::{Costs, PlanRequest, next_target};
use ocop::practice::{ClassMarking, compare, make};
use ocop::stats::{Stats, StatsRequest};
use ocop::{AssessOptions, CompareRequest, DossierDates, Lang, Library, Stars, VersionId};
use ocop_places::{CodeReport, ProductCode, look_up};
use ocop_text::page::{self, FormSource, PaperSettings, Reader};
use ocop_text::{Document, Format, html_body, write};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn example(name: &str) -> Vec<u8> {
    fs::read(root().join("examples").join(name)).unwrap()
}

/// The pages of one dossier.
fn of_a_dossier(library: &Library, lang: Lang, file: &str, name: &str, out: &mut Pages) {
    let bytes = example(file);
    let assessment = library
        .assess_json(&bytes, &AssessOptions::default())
        .unwrap();
    let costs = Costs::embedded().unwrap();
    let mut add = |page: &str, document| out.push((format!("{page}-{name}"), document));
    add("rating", page::rating(&assessment.full(), library, lang));
    add(
        "rating-brief",
        page::rating(&assessment.brief(), library, lang),
    );
    let explained = assessment.explain(&costs).unwrap();
    add(
        "explanation",
        page::explanation(&explained, Reader::Producer, library, lang),
    );
    add(
        "explanation-council",
        page::explanation(&explained, Reader::Council, library, lang),
    );
    let request = PlanRequest::to(next_target(&assessment.rating()))
        .alternatives(2)
        .today(assessment.day());
    let planned = assessment.plan(&request, &costs).unwrap();
    let report = planned.report();
    let product = assessment.product().and_then(|p| p.name.as_deref());
    add("plan", page::plan(&report, product, library, lang));
    let list = assessment.evidence(assessment.day()).unwrap();
    add("evidence", page::evidence(&list, library, lang));
}

type Pages = Vec<(String, Document)>;

fn of_a_council(library: &Library, lang: Lang, file: &str, name: &str, out: &mut Pages) {
    let bytes = fs::read(root().join(file)).unwrap();
    let tally = library.tally_json(&bytes, &[]).unwrap();
    let mut add = |page: &str, document| out.push((format!("{page}-{name}"), document));
    add("tally", page::tally(&tally, library, lang));
    add("minutes", page::minutes(&tally, library, lang));
    let settings = PaperSettings::default();
    for (paper, document) in [
        ("summary", page::summary(&tally, library, &settings, lang)),
        (
            "submission",
            page::submission(&tally, library, &settings, lang),
        ),
        ("decision", page::decision(&tally, library, &settings, lang)),
        ("letter", page::letter(&tally, library, &settings, lang)),
    ] {
        add(paper, document);
    }
    for product in &tally.products {
        let id = &product.id;
        let document = page::synthesis(product, &tally, library, &settings, lang);
        add(&format!("synthesis-{id}"), document);
        let document = page::notice_of_result(product, &tally, library, &settings, lang);
        add(&format!("notice-{id}"), document);
    }
    if let Ok(next) = library.next_steps(&tally, None, &Holidays::default()) {
        add("next", page::next(&next, library, lang));
    }
}

fn of_a_register(library: &Library, lang: Lang, out: &mut Pages) {
    let day = |text: &str| text.parse().unwrap();
    let facts = CertificateFacts::new(day("2026-08-31"), Stars::new(4).unwrap());
    for (name, on) in [("open", "2029-05-03"), ("lapsed", "2030-01-01")] {
        let status = library.certificate(&facts, day(on), &Holidays::default());
        let page = page::certificate(&status.unwrap(), library, lang);
        out.push((format!("certificate-{name}"), page));
    }
    let register = "code,name,stars,issued_on\n\
                    33-1-1-2026,Nhãn lồng,3,2026-08-01\n\
                    33-1-2-2026,Mật ong <b>rừng</b>,4,2026-01-10\n";
    let register = Register::read(register.as_bytes(), None).unwrap();
    let found = library.renewals(&register, day("2028-12-20"), 60, &Holidays::default());
    out.push(("renewals".to_owned(), page::renewals(&found, lang)));
    let mut stats = Stats::new(library, StatsRequest::default());
    for (line, record) in &register.records {
        stats.record(*line, record).unwrap();
    }
    for file in [
        "02-nhan-long-held-at-4.json",
        "07-banh-trang-69-points.json",
        "12-mit-say-stopped.json",
    ] {
        let bytes = example(file);
        let assessment = library
            .assess_json(&bytes, &AssessOptions::default())
            .unwrap();
        let line = serde_json::to_vec(&assessment.full()).unwrap();
        stats.line(1, &line).unwrap();
    }
    out.push((
        "statistics".to_owned(),
        page::statistics(&stats.report(), library, lang),
    ));
}

fn of_the_law(library: &Library, lang: Lang, out: &mut Pages) {
    let mut add = |name: &str, document| out.push((name.to_owned(), document));
    let criteria = library.version("qd-26-2026").unwrap();
    for set in ["16", "26"] {
        let shown = criteria.show(criteria.product_set(set).unwrap()).unwrap();
        add(&format!("sheet-{set}"), page::sheet(&shown, library, lang));
        let paper = page::score_sheet(&shown, library, lang);
        add(&format!("score-sheet-{set}"), paper);
    }
    of_the_forms(library, lang, out);
    let mut add = |name: &str, document| out.push((name.to_owned(), document));
    let set = criteria.product_set("1").unwrap();
    let list = of_set(criteria, set, Stars::new(4).ok()).unwrap();
    add("evidence-for-4-stars", page::evidence(&list, library, lang));
    add("criteria", page::criteria(library, lang).unwrap());
    let dates = DossierDates::default().on(ocop::jiff::civil::date(2026, 9, 15));
    let resolved = library.resolve(&dates).unwrap();
    add("resolution", page::resolution(&resolved, library, lang));
    let [old, new] = ["qd-148-2023", "qd-26-2026"].map(|v| v.parse::<VersionId>().unwrap());
    let laws = library.compare_laws(&old, &new, Some("1")).unwrap();
    add("laws", page::laws(&laws, lang));
    let bytes = example("02-nhan-long-held-at-4.json");
    let assessment = library
        .assess_json(&bytes, &AssessOptions::default())
        .unwrap();
    let options = CompareRequest::default();
    let compared = library.compare(assessment.sheet(), &old, &options).unwrap();
    let product = assessment.product().and_then(|p| p.name.as_deref());
    add(
        "comparison",
        page::comparison(&compared.report(), product, lang),
    );
    let problems = library
        .assess_json(
            &example("17-gao-nep-invalid.json"),
            &AssessOptions::default(),
        )
        .unwrap_err();
    add("problems", page::problems(&problems, lang));
    add("no-problems", page::no_problems(lang));
    let practice = make(criteria, set, 7);
    add("practice", page::practice(&practice, lang));
    let given = make(criteria, set, 8).sheet(set).unwrap();
    let marked = compare(&practice, criteria, &given).unwrap();
    add("marking", page::marking(&marked, lang));
    let class = [make(criteria, set, 7), make(criteria, set, 8)];
    let key = page::practice_key(&class, criteria, set, lang).unwrap();
    add("practice-key", key);
    let mut of_class = ClassMarking::new(criteria, set);
    of_class.add("An", &marked);
    let right = make(criteria, set, 7).sheet(set).unwrap();
    let right = compare(&practice, criteria, &right).unwrap();
    of_class.add("Bình | <b>", &right);
    of_class.blank.push("Chi".to_owned());
    add(
        "class-marking",
        page::class_marking(&of_class.sorted(), lang),
    );
}

/// The forms of a dossier, filled in and empty.
fn of_the_forms(library: &Library, lang: Lang, out: &mut Pages) {
    let criteria = library.version("qd-26-2026").unwrap();
    let shown = criteria.show(criteria.product_set("1").unwrap()).unwrap();
    let bytes = example("02-nhan-long-held-at-4.json");
    let assessment = library
        .assess_json(&bytes, &AssessOptions::default())
        .unwrap();
    let rating = assessment.rating();
    let evidence = assessment.evidence(None).unwrap();
    let empty = FormSource::new(&shown);
    let filled = empty
        .dossier(assessment.dossier())
        .evidence(&evidence)
        .scored((assessment.sheet(), &rating));
    for (name, source) in [("filled", filled), ("empty", empty)] {
        for (form, document) in [
            ("form-01", page::registration_form(source, library, lang)),
            ("form-02", page::self_assessment_form(source, library, lang)),
            ("form-03", page::commune_report_form(source, library, lang)),
        ] {
            out.push((format!("{form}-{name}"), document));
        }
    }
}

fn of_places(lang: Lang, out: &mut Pages) {
    for (name, code) in [
        ("code", "68-24781-1-2026"),
        ("code-older", "83-832-28882-2-2022"),
    ] {
        let code: ProductCode = code.parse().unwrap();
        let page = page::product_code(&CodeReport::new(code, None), lang);
        out.push((name.to_owned(), page));
    }
    for (name, province, commune) in [
        ("places", "Hà Nội", "Ba Vì"),
        ("places-of-before", "Hưng Yên", "Lam Sơn"),
    ] {
        let found = look_up(Some(province), Some(commune)).unwrap();
        let asked = page::AskedPlaces {
            province: Some(province),
            commune: Some(commune),
        };
        out.push((name.to_owned(), page::places(&found, asked, lang)));
    }
}

/// All pages of a language by their names.
fn pages(lang: Lang) -> Pages {
    let library = Library::embedded();
    let mut out = Vec::new();
    for (file, name) in [
        ("01-che-dinh-5-stars.json", "5-stars"),
        ("02-nhan-long-held-at-4.json", "held-at-4"),
        ("07-banh-trang-69-points.json", "69-points"),
        ("12-mit-say-stopped.json", "stopped"),
        ("16-tho-cam-provisional.json", "provisional"),
    ] {
        of_a_dossier(&library, lang, file, name, &mut out);
    }
    of_a_council(
        &library,
        lang,
        "examples/council/session.json",
        "of-three-products",
        &mut out,
    );
    of_a_register(&library, lang, &mut out);
    of_the_law(&library, lang, &mut out);
    of_places(lang, &mut out);
    out
}

#[test]
fn every_page_is_sound_html() {
    for lang in [Lang::Vi, Lang::En] {
        for (name, document) in pages(lang) {
            let page = scraper::Html::parse_document(&write(&document, Format::Html));
            assert!(page.errors.is_empty(), "{name}: {:?}", page.errors);
        }
    }
}

/// Digests change with every word of the criteria.
fn without_digests(text: &str) -> String {
    let mut parts = text.split("sha256:");
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        out.push_str("[digest]");
        out.push_str(part.trim_start_matches(|c: char| c.is_ascii_hexdigit()));
    }
    out
}

#[test]
fn every_page_is_as_its_file_says() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/pages");
    let overwrite = std::env::var_os("OVERWRITE").is_some();
    fs::create_dir_all(&folder).unwrap();
    let mut wrong = Vec::new();
    let mut known = Vec::new();
    for (lang, tag) in [(Lang::Vi, "vi"), (Lang::En, "en")] {
        for (name, document) in pages(lang) {
            for (written, end) in [
                (write(&document, Format::TEXT), "txt"),
                (write(&document, Format::Markdown), "md"),
                (html_body(&document), "html"),
            ] {
                let file = folder.join(format!("{name}.{tag}.{end}"));
                let written = without_digests(&written);
                known.push(file.clone());
                if overwrite {
                    fs::write(&file, &written).unwrap();
                } else if fs::read_to_string(&file).unwrap_or_default() != written {
                    wrong.push(file);
                }
            }
        }
    }
    for file in fs::read_dir(&folder).unwrap().map(|f| f.unwrap().path()) {
        if !known.contains(&file) && overwrite {
            fs::remove_file(file).unwrap();
        } else if !known.contains(&file) {
            wrong.push(file);
        }
    }
    assert!(
        wrong.is_empty(),
        "not as their files say (OVERWRITE=1 writes them anew): {wrong:#?}"
    );
}
