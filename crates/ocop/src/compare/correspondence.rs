//! A reviewed correspondence between two versions: its files, read when they are needed.

use crate::bounded::ProductSetNumber;
use crate::criteria::{CriteriaFiles, ProductSet, digest};
use crate::ids::VersionId;
use crate::json;
use crate::problem::{Code, Problem, Problems};

use super::check::check_set;
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
    pub(super) folder: String,
    pub(super) from: VersionId,
    pub(super) to: VersionId,
    pub(super) files: CriteriaFiles,
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
        let map = problems.in_file(&self.file_name(&path)).or(map)?;
        Ok(Some(SetMap {
            basis: Some(Basis {
                folder: self.folder.clone(),
                digest: self.digest(),
            }),
            ..map
        }))
    }

    pub(super) fn file_name(&self, path: &str) -> String {
        format!("correspondence/{}/{path}", self.folder)
    }
}

pub(super) fn set_path(number: ProductSetNumber) -> String {
    format!("{:02}.json", number.get())
}

pub(super) fn parse<T: for<'de> serde::Deserialize<'de>>(
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
        Some(text) => json::from_str(text).map_err(|e| {
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
