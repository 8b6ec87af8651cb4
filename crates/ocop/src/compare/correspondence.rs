//! A reviewed correspondence between two versions: its files, read when they are needed.

use std::collections::BTreeSet;

use crate::bounded::ProductSetNumber;
use crate::criteria::{Criteria, CriteriaFiles, ProductSet, digest};
use crate::ids::VersionId;
use crate::library::Library;
use crate::problem::{Code, Problem, Problems};
use crate::text::Text;

use super::check::{check_pair, check_set};
use super::files::{CorrespondenceFile, PAIR, PairFile};
use super::level_map::{Basis, SetMap};

/// What the product sets and levels of one version correspond to in a later one. Nothing is parsed
/// until two versions are compared, and then only the file of the product set at hand.
///
/// ```
/// let library = ocop::Library::embedded();
/// let found = library.correspondence(&"qd-148-2023".parse()?, &"qd-26-2026".parse()?).unwrap();
/// assert_eq!(found.pair()?.sets.len(), 26);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug)]
pub struct Correspondence {
    folder: String,
    from: VersionId,
    to: VersionId,
    files: CriteriaFiles,
}

impl Correspondence {
    /// A correspondence from its files; only its pair of versions is read.
    ///
    /// # Errors
    ///
    /// [`Code::DataMissing`] or [`Code::DataSyntax`] where `pair.json` is not there or cannot be
    /// read.
    pub fn from_files(folder: &str, files: CriteriaFiles) -> Result<Self, Problems> {
        let pair: PairFile = parse(folder, PAIR, &files)?;
        Ok(Self::embedded(folder, pair.from, pair.to, files))
    }

    pub(crate) fn embedded(
        folder: &str,
        from: VersionId,
        to: VersionId,
        files: CriteriaFiles,
    ) -> Self {
        Self {
            folder: folder.to_owned(),
            from,
            to,
            files,
        }
    }

    /// The older version.
    #[must_use]
    pub const fn from(&self) -> &VersionId {
        &self.from
    }

    /// The newer version.
    #[must_use]
    pub const fn to(&self) -> &VersionId {
        &self.to
    }

    /// Its folder: `148-to-26`.
    #[must_use]
    pub fn folder(&self) -> &str {
        &self.folder
    }

    /// `sha256:` and the digest over its files, made as that of a version is.
    #[must_use]
    pub fn digest(&self) -> String {
        digest(&self.files)
    }

    /// Which product sets correspond, and the reasons.
    ///
    /// # Errors
    ///
    /// The problems of `pair.json`; the embedded ones have none.
    pub fn pair(&self) -> Result<PairFile, Problems> {
        parse(&self.folder, PAIR, &self.files)
    }

    /// What the levels of a set correspond to; none where the correspondence has no file for it.
    pub(crate) fn set(
        &self,
        old: &ProductSet,
        new: &ProductSet,
    ) -> Result<Option<SetMap>, Problems> {
        let path = set_path(old.number());
        if !self.files.contains_key(&path) {
            return Ok(None);
        }
        let file: CorrespondenceFile = parse(&self.folder, &path, &self.files)?;
        if file.to.product_set != new.number() {
            return Ok(None);
        }
        let pair = self.pair()?;
        let (map, problems) = check_set(&file, &pair, old, new);
        let map = problems.in_file(&self.place(&path)).or(map)?;
        Ok(Some(SetMap {
            basis: Some(Basis {
                folder: self.folder.clone(),
                digest: self.digest(),
            }),
            ..map
        }))
    }

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
            return Problems::from(problem).in_file(&self.place(PAIR));
        };
        let pair = match self.pair() {
            Ok(pair) => pair,
            Err(problems) => return problems,
        };
        let mut problems = check_pair(&pair, old, new).in_file(&self.place(PAIR));
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
                    problems.append(found.in_file(&self.place(path)));
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
            problems.append(Problems::from(unused).in_file(&self.place(PAIR)));
        }
        problems
    }

    fn place(&self, path: &str) -> String {
        format!("correspondence/{}/{path}", self.folder)
    }
}

fn verify_file(
    path: &str,
    file: &CorrespondenceFile,
    pair: &PairFile,
    (old, new): (&Criteria, &Criteria),
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

/// The text of a reason; nothing where there is none of that name.
pub(crate) fn reason(pair: &PairFile, name: &str) -> Option<Text> {
    let found = pair.reasons.iter().find(|r| r.reason == name);
    found.map(|r| r.text.clone())
}

fn set_path(number: ProductSetNumber) -> String {
    format!("{:02}.json", number.get())
}

fn parse<T: for<'de> serde::Deserialize<'de>>(
    folder: &str,
    path: &str,
    files: &CriteriaFiles,
) -> Result<T, Problems> {
    let found = match files.get(path) {
        None => Err(Problem::new(
            Code::DataMissing,
            "",
            "Thiếu tệp.",
            "The file is missing.",
        )),
        Some(text) => serde_json::from_str(text).map_err(|e| {
            Problem::new(
                Code::DataSyntax,
                "",
                format!("Không đọc được: {e}."),
                format!("Cannot be read: {e}."),
            )
        }),
    };
    found.map_err(|p| Problems::from(p).in_file(&format!("correspondence/{folder}/{path}")))
}
