//! Checking a version as a whole: that its files fit together.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::bounded::ProductSetNumber;
use crate::problem::{Code, Problem, Problems};
use crate::source::Source;
use crate::text::nearest;

use super::super::product_set::ProductSet;

use super::super::words::{ENGLISH, EVIDENCE, missing};
use super::{CriteriaVersion, FORMS, is_law, set_path};

impl CriteriaVersion {
    /// Checks everything: all files, all sets, slugs and keys, translations complete and used.
    #[must_use]
    pub fn verify(&self) -> Problems {
        let mut problems = Problems::new();
        let mut told = |result: Result<(), Problems>| {
            if let Err(found) = result {
                problems.append(found);
            }
        };
        let instrument = self.instrument();
        told(instrument.clone().map(|_| ()));
        told(self.evidence().map(|_| ()));
        told(self.forms().map(|_| ()));
        told(self.council().map(|_| ()));
        told(self.practice().map(|_| ()));
        if self.sets.is_empty() {
            told(Err(missing("sets/01.json").into()));
        }
        if instrument.is_ok() {
            for number in self.set_numbers() {
                told(self.set(number).map(|_| ()));
            }
        }
        told(self.english().map(|_| ()));
        if problems.is_empty() {
            problems.append(self.verify_names());
            problems.append(self.verify_evidence());
            problems.append(self.verify_forms());
            problems.append(self.verify_practice());
            problems.append(self.verify_translations());
        }
        problems
    }

    pub(super) fn loaded(&self) -> impl Iterator<Item = &Arc<ProductSet>> {
        self.set_numbers().filter_map(|n| self.set(n).ok())
    }

    fn verify_names(&self) -> Problems {
        let mut problems = Problems::new();
        let mut seen: BTreeMap<&str, ProductSetNumber> = BTreeMap::new();
        for set in self.loaded() {
            for slug in std::iter::once(&set.file.slug).chain(&set.file.aliases) {
                if let Some(other) = seen.insert(slug, set.number()) {
                    let mut problem = Problem::new(
                        Code::DataRepeated,
                        "/slug",
                        format!("\"{slug}\" đã là của bộ {other}."),
                        format!("\"{slug}\" already belongs to set {other}."),
                    );
                    problem.file = Some(set_path(set.number()));
                    problems.push(problem);
                }
            }
        }
        problems
    }

    fn verify_evidence(&self) -> Problems {
        let mut problems = Problems::new();
        let Ok(Some(table)) = self.evidence() else {
            return problems;
        };
        let keys: Vec<&str> = self
            .loaded()
            .flat_map(|s| &s.criteria)
            .map(|c| c.key.as_str())
            .collect();
        if table.criteria != self.id {
            problems.push(self.other_version("/criteria", &table.criteria));
        }
        for (i, item) in table.evidence.iter().enumerate() {
            let before = table.evidence.iter().take(i);
            if before.into_iter().any(|e| e.evidence == item.evidence) {
                problems.push(Problem::new(
                    Code::DataRepeated,
                    format!("/evidence/{i}/evidence"),
                    format!("\"{}\" có hai lần.", item.evidence),
                    format!("\"{}\" stands twice.", item.evidence),
                ));
            }
            for (j, key) in item.keys.iter().enumerate() {
                if !keys.contains(&key.as_str()) {
                    problems.push(
                        Problem::new(
                            Code::DataReference,
                            format!("/evidence/{i}/keys/{j}"),
                            format!("Không tiêu chí nào có khóa \"{key}\"."),
                            format!("No criterion has the key \"{key}\"."),
                        )
                        .with_nearest(nearest(key, keys.iter().copied())),
                    );
                }
            }
        }
        problems.in_file(EVIDENCE)
    }

    /// Each form is a part of the dossier by the decision, and kinds of participants are told apart.
    fn verify_forms(&self) -> Problems {
        let mut problems = Problems::new();
        let (Ok(Some(file)), Ok(instrument)) = (self.forms(), self.instrument()) else {
            return problems;
        };
        if file.criteria != self.id {
            problems.push(self.other_version("/criteria", &file.criteria));
        }
        let parts = &instrument.file.dossier_parts;
        let mut reference = |path: String, what: &str| {
            problems.push(Problem::new(
                Code::DataReference,
                path,
                format!("Không có \"{what}\"."),
                format!("There is no \"{what}\"."),
            ));
        };
        for (i, form) in file.forms.iter().enumerate() {
            let known =
                |p: &super::super::files::DossierPart| p.part == form.form && p.stage == form.stage;
            if !parts.iter().any(known) {
                reference(format!("/forms/{i}/form"), &form.form);
            }
        }
        for (i, kind) in file.participants.kinds.iter().enumerate() {
            for number in &kind.only_product_sets {
                if !self.sets.contains_key(number) {
                    let path = format!("/participants/kinds/{i}/only_product_sets");
                    reference(path, &number.to_string());
                }
            }
        }
        let words: Vec<&str> = file
            .participants
            .kinds
            .iter()
            .flat_map(|k| {
                [k.kind.as_str(), k.label.as_str()]
                    .into_iter()
                    .chain(k.also.iter().map(String::as_str))
            })
            .collect();
        for (i, word) in words.iter().enumerate() {
            if words.iter().take(i).any(|other| other == word) {
                problems.push(Problem::new(
                    Code::DataRepeated,
                    "/participants/kinds",
                    format!("\"{word}\" có hai lần."),
                    format!("\"{word}\" stands twice."),
                ));
            }
        }
        problems.in_file(FORMS)
    }

    fn verify_translations(&self) -> Problems {
        let mut problems = Problems::new();
        let Ok(english) = self.english() else {
            return problems;
        };
        let mut used: BTreeMap<&str, bool> = english.keys().map(|k| (k.as_str(), false)).collect();
        let mut untranslated: BTreeMap<String, String> = BTreeMap::new();
        for (path, text) in self.words.files.iter().filter(|(path, _)| is_law(path)) {
            // places in the law need no translation
            let texts = super::super::texts::texts(path, text).into_iter();
            for vi in texts.filter(|vi| vi.parse::<Source>().is_err()) {
                match used.get_mut(vi.as_str()) {
                    Some(u) => *u = true,
                    None => _ = untranslated.entry(vi).or_insert_with(|| path.clone()),
                }
            }
        }
        for (vi, path) in untranslated {
            let mut problem = Problem::new(
                Code::DataTranslation,
                "",
                format!("Chưa có tiếng Anh cho \"{vi}\"."),
                format!("No English for \"{vi}\"."),
            );
            problem.file = Some(path);
            problems.push(problem);
        }
        for (vi, _) in used.into_iter().filter(|(_, used)| !used) {
            let mut problem = Problem::new(
                Code::DataTranslation,
                crate::json::pointer("", vi),
                "Không văn bản nào dùng mục này.",
                "No text uses this entry.",
            );
            problem.file = Some(ENGLISH.to_owned());
            problems.push(problem);
        }
        problems
    }
}
