//! The whole of a correspondence checked against its two versions.

use std::collections::BTreeSet;

use crate::criteria::CriteriaVersion;
use crate::library::Library;
use crate::problem::{Code, Problem, Problems};

use super::check::{check_pair, check_set};
use super::correspondence::{Correspondence, parse, set_path};
use super::files::{CorrespondenceFile, PAIR, PairFile};

impl Correspondence {
    /// Checks everything: all product sets paired, all levels of each file, all reasons used.
    #[must_use]
    pub fn verify(&self, library: &Library) -> Problems {
        let (Ok(old), Ok(new)) = (
            library.version(self.from.as_str()),
            library.version(self.to.as_str()),
        ) else {
            let problem = Problem::new(
                Code::DataReference,
                "",
                format!("Không có bộ tiêu chí {} hoặc {}.", self.from, self.to),
                format!("There are no criteria {} or {}.", self.from, self.to),
            );
            return Problems::from(problem).in_file(&self.file_name(PAIR));
        };
        let pair = match self.pair() {
            Ok(pair) => pair,
            Err(problems) => return problems,
        };
        let mut problems = check_pair(&pair, old, new).in_file(&self.file_name(PAIR));
        let mut unused: BTreeSet<String> = pair.reasons.iter().map(|r| r.reason.clone()).collect();
        for name in pair.sets.iter().filter_map(|s| s.reason.as_deref()) {
            unused.remove(name);
        }
        for path in self.files.keys().filter(|p| *p != PAIR) {
            match parse::<CorrespondenceFile>(&self.folder, path, &self.files) {
                Ok(file) => {
                    for name in file.criteria.iter().filter_map(|c| c.inverted.as_ref()) {
                        unused.remove(name);
                    }
                    for level in file.criteria.iter().flat_map(|c| &c.levels) {
                        for name in level.question.iter().chain(&level.reason) {
                            unused.remove(name);
                        }
                    }
                    let found = verify_file(path, &file, &pair, (old, new));
                    problems.append(found.in_file(&self.file_name(path)));
                }
                Err(found) => problems.append(found),
            }
        }
        for name in unused {
            let unused = Problem::new(
                Code::DataReference,
                "/reasons",
                format!("Không mức nào dùng lý do \"{name}\"."),
                format!("No level uses the reason \"{name}\"."),
            );
            problems.append(Problems::from(unused).in_file(&self.file_name(PAIR)));
        }
        problems
    }
}

fn verify_file(
    path: &str,
    file: &CorrespondenceFile,
    pair: &PairFile,
    (old, new): (&CriteriaVersion, &CriteriaVersion),
) -> Problems {
    let mut problems = Problems::new();
    match (old.set(file.from.product_set), new.set(file.to.product_set)) {
        (Ok(old), Ok(new)) => problems.append(check_set(file, pair, old, new).1),
        (old, new) => {
            for found in [old.err(), new.err()].into_iter().flatten() {
                problems.append(found);
            }
        }
    }
    if *path != set_path(file.from.product_set) {
        let number = file.from.product_set;
        problems.push(Problem::new(
            Code::DataPlace,
            "/from/product_set",
            format!("Gặp {number}, tên tệp ghi khác."),
            format!("Found {number}, but the file is named otherwise."),
        ));
    }
    problems
}
