//! The check of product codes that the engine is handed: places know no dossiers, the engine no
//! places.

use ocop::criteria::RegistrationKind;
use ocop::criteria::{DossierDates, Instrument};
use ocop::{Code, Problem, Problems};
use ocop_places::{Fault, FaultKind, InForce, Use};

/// Checks a product code for the engine.
#[must_use]
pub fn check(code: &str, dates: &DossierDates, law: Option<&Instrument>) -> Problems {
    let law = law.map(Instrument::file);
    let found = ocop_places::check(
        code,
        &Use {
            on: dates.on,
            submitted_on: dates.submitted_on,
            may_be_earlier: dates.kind.is_some_and(RegistrationKind::is_of_a_recognised),
            law: law.map(|law| InForce {
                number: &law.number,
                from: law.in_force.from,
                until: law.in_force.until,
            }),
        },
    );
    found.into_iter().map(problem).collect()
}

/// A fault as a problem of the engine.
#[must_use]
pub fn problem(fault: Fault) -> Problem {
    let code = match fault.kind {
        FaultKind::Form => Code::ProductCodeForm,
        FaultKind::Province => Code::ProductCodeProvince,
        FaultKind::Year => Code::ProductCodeYear,
        FaultKind::Time => Code::ProductCodeTime,
        FaultKind::UnknownPlace => Code::UnknownPlace,
        _ => Code::ProductCodePlace,
    };
    let advice = fault.advice();
    let mut problem = Problem::new(code, fault.path, fault.message.vi, fault.message.en)
        .with_found(fault.found)
        .with_source(fault.source);
    problem.suggestion = fault.suggestion;
    match advice {
        Some(advice) => problem.with_help(advice.vi, advice.en),
        None => problem,
    }
}

/// The name of a province, of what somebody wrote; see [`ocop_places::one_province`].
#[must_use]
pub fn province(written: &str) -> Option<String> {
    ocop_places::one_province(written).map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;
    use ocop::{AssessOptions, Library};

    #[test]
    fn every_kind_of_fault_has_its_code() {
        for kind in FaultKind::ALL {
            let names = Code::ALL.iter().map(|c| c.as_str());
            assert!(names.into_iter().any(|name| name == kind.as_str()));
        }
        let of = |code: &str| check(code, &DossierDates::default(), None);
        for (wrong, expected) in [
            ("x", Code::ProductCodeForm),
            ("68-99999-1-2026", Code::ProductCodePlace),
            ("66-24781-1-2026", Code::ProductCodeProvince),
            ("68-24781-1-2024", Code::ProductCodeTime),
        ] {
            assert_eq!(of(wrong).iter().next().unwrap().code, expected, "{wrong}");
        }
    }

    #[test]
    fn a_wrong_code_is_a_notice_and_changes_nothing_else_of_a_rating() {
        let dossier = |code: &str| {
            let product = format!(r#"{{"name": "x", "code": "{code}"}}"#);
            let answers = r#"{"1.1": 3, "1.5": 4}"#;
            format!(
                r#"{{"product_set": 1, "assessed_on": "2026-09-15", "product": {product}, "answers": {answers}}}"#
            )
        };
        let rated = |library: Library, code: &str| {
            let dossier = dossier(code);
            let assessment = library.assess_json(dossier.as_bytes(), &AssessOptions::default());
            let mut report = serde_json::to_value(assessment.unwrap().brief()).unwrap();
            let notices = report["notices"].take();
            report["product"].take();
            (report, notices.as_array().unwrap().len())
        };
        let checking = || Library::embedded().with_code_check(check);
        let plain = rated(Library::embedded(), "x");
        assert_eq!(plain.1, 0, "the core alone checks no codes");
        for (code, notices) in [("68-24781-1-2026", 0), ("66-24781-1-2025", 2), ("x", 1)] {
            assert_eq!(
                rated(checking(), code),
                (plain.0.clone(), notices),
                "{code}"
            );
        }
    }

    #[test]
    fn rows_of_a_register_that_contradict_themselves_are_told() {
        let table = "code,name,producer,province,stars,issued_on,expires_on\n\
            33-12025-1-2026,A,x,Hưng Yên,4,2026-10-05,2029-10-05\n\
            33-12025-2-2026,B,x,Lâm Đồng,4,2026-10-05,\n\
            33-12025-3-2026,C,x,33,4,2026-10-05,2092-10-05\n\
            33-12025-STT-2026,D,x,Hưng Yên,4,2026-10-05,\n\
            33-12025-STT-2026,E,x,Hưng Yên,4,2026-10-05,\n";
        let library = crate::library();
        let register = ocop::certificate::Register::read(table.as_bytes(), None).unwrap();
        let (errors, notices) = library.contradictions(&register);
        assert!(errors.is_empty());
        let told: Vec<(&str, &str)> = notices
            .iter()
            .filter_map(|n| Some((n.code.as_str(), n.message.en.rsplit_once(": ")?.1)))
            .collect();
        for notice in [
            ("product-code-province", "line 3."),
            ("stated-term", "line 4."),
            ("product-code-form", "line 5, line 6."),
        ] {
            assert!(told.contains(&notice), "{told:?}");
        }
    }

    #[test]
    fn rows_of_a_register_whose_places_do_not_exist_count_and_are_told() {
        let rows = [
            "68-24781-1-2026",
            "68-99999-1-2026",
            "66-24781-1-2026",
            "A-7",
        ];
        let mut table = "code,stars,issued_on\n".to_owned();
        for code in rows {
            table.push_str(&format!("{code},4,2026-10-05\n"));
        }
        let library = crate::library();
        let register = ocop::certificate::Register::read(table.as_bytes(), None).unwrap();
        let on = "2026-11-01".parse().unwrap();
        let due = library.renewals(
            &register,
            on,
            u16::MAX,
            &ocop::certificate::Holidays::default(),
        );
        let counted = crate::stats::stats(
            &library,
            table.as_bytes(),
            &crate::stats::StatsOptions::default(),
        );
        let counted = counted.unwrap();
        assert_eq!(counted.by_stars[0].count, 4);
        for notices in [due.notices, counted.notices] {
            let told = notices
                .iter()
                .map(|n| (n.code.as_str(), n.message.en.as_str()));
            let told: Vec<_> = told
                .filter(|(code, _)| code.starts_with("product"))
                .collect();
            assert_eq!(
                told,
                [
                    (
                        "product-code-place",
                        "The product code has a province or commune that does not exist, counted all the same: line 3."
                    ),
                    (
                        "product-code-province",
                        "The product code's commune is in another province, counted all the same: line 4."
                    ),
                ]
            );
        }
    }

    #[test]
    fn a_refused_dossier_is_told_of_its_code_too() {
        let library = Library::embedded().with_code_check(check);
        let dossier = br#"{"product_set": 1, "assessed_on": "2026-09-15", "product": {"code": "x"}, "answers": {"1.1": 9}}"#;
        let problems = library
            .assess_json(dossier, &AssessOptions::default())
            .unwrap_err();
        let told: Vec<_> = problems.iter().map(|p| (p.code, p.path.as_str())).collect();
        assert_eq!(
            told,
            [
                (Code::UnknownLevel, "/answers/1.1"),
                (Code::ProductCodeForm, "/product/code")
            ]
        );
    }
}
