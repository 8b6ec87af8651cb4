//! One criteria version: its files, read when they are needed.

mod verify;

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use sha2::{Digest, Sha256};

use crate::bounded::ProductSetNumber;
use crate::ids::VersionId;
use crate::problem::{Code, Problem, Problems};
use crate::text::{Text, hex, nearest};

use super::check::check_set;
use super::check_instrument::{check_council, check_instrument};
use super::files::{
    CouncilFile, EvidenceFile, FormsFile, InstrumentFile, SetFile, TranslationFile,
};
use super::instrument::Instrument;
use super::practice_file::{PracticeFile, check_practice};
use super::product_set::ProductSet;
use super::words::{CriteriaFiles, Words, held};

const INSTRUMENT: &str = "instrument.json";

const FORMS: &str = "forms.json";

const COUNCIL: &str = "council.json";

const PRACTICE: &str = "practice.json";

/// A criteria version. Its files are parsed and checked when first asked for, each on its own, so
/// that rating one dossier reads one product set.
#[derive(Debug)]
pub struct CriteriaVersion {
    id: VersionId,
    pub(in crate::criteria) words: Arc<Words>,
    digest: OnceLock<String>,
    translations_digest: OnceLock<Option<String>>,
    instrument: OnceLock<Result<Arc<Instrument>, Problems>>,
    sets: BTreeMap<ProductSetNumber, OnceLock<Result<Arc<ProductSet>, Problems>>>,
    forms: OnceLock<Result<Option<FormsFile>, Problems>>,
    council: OnceLock<Result<Option<CouncilFile>, Problems>>,
    practice: OnceLock<Result<Option<PracticeFile>, Problems>>,
    slugs: OnceLock<Result<BTreeMap<String, ProductSetNumber>, Problems>>,
}

impl CriteriaVersion {
    /// A version from its files; nothing is parsed yet.
    #[must_use]
    pub fn from_files(id: VersionId, files: CriteriaFiles) -> Self {
        let sets = files
            .keys()
            .filter_map(|path| {
                path.strip_prefix("sets/")?
                    .strip_suffix(".json")?
                    .parse()
                    .ok()
            })
            .filter_map(|number: i64| ProductSetNumber::new(number).ok())
            .map(|number| (number, OnceLock::new()))
            .collect();
        Self {
            id,
            words: Words::of(files),
            digest: OnceLock::new(),
            translations_digest: OnceLock::new(),
            instrument: OnceLock::new(),
            sets,
            forms: OnceLock::new(),
            council: OnceLock::new(),
            practice: OnceLock::new(),
            slugs: OnceLock::new(),
        }
    }

    pub(crate) fn with_digest(self, digest: &str) -> Self {
        // a fresh version has no digest yet, so this cannot be refused
        let _: Result<(), String> = self.digest.set(digest.to_owned());
        self
    }

    /// The version's identifier.
    #[must_use]
    pub const fn id(&self) -> &VersionId {
        &self.id
    }

    /// The files it was made from.
    #[must_use]
    pub fn files(&self) -> &CriteriaFiles {
        &self.words.files
    }

    /// `sha256:` and the digest over the files of the version, translations and what practice dossiers
    /// tell apart: for each in order of its path, the path, a zero byte, the length in decimal, a zero
    /// byte, and the content. A word of English that is mended does not change the law.
    pub fn digest(&self) -> &str {
        self.digest
            .get_or_init(|| digest(self.words.files.iter().filter(|(path, _)| is_law(path))))
    }

    /// The digest over the translations, made in the same way; none where there are none.
    #[must_use]
    pub fn translations_digest(&self) -> Option<&str> {
        let made = self.translations_digest.get_or_init(|| {
            let mut files = self
                .words
                .files
                .iter()
                .filter(|(path, _)| is_translation(path));
            files.clone().next()?;
            Some(digest(files.by_ref()))
        });
        made.as_deref()
    }

    /// The decision itself.
    ///
    /// # Errors
    ///
    /// The problems of `instrument.json`; the embedded ones have none.
    pub fn instrument(&self) -> Result<&Arc<Instrument>, Problems> {
        let read = || {
            let file: InstrumentFile = self.parse(INSTRUMENT)?;
            let mut problems = check_instrument(&file);
            if file.criteria != self.id {
                problems.push(self.other_version("/criteria", &file.criteria));
            }
            problems
                .in_file(INSTRUMENT)
                .or(Arc::new(Instrument { file }))
        };
        self.instrument
            .get_or_init(read)
            .as_ref()
            .map_err(Clone::clone)
    }

    /// The numbers of its product sets.
    pub fn set_numbers(&self) -> impl Iterator<Item = ProductSetNumber> + '_ {
        self.sets.keys().copied()
    }

    /// A product set by its number.
    ///
    /// # Errors
    ///
    /// [`Code::UnknownProductSet`] where there is none, or the problems of its file.
    pub fn set(&self, number: ProductSetNumber) -> Result<&Arc<ProductSet>, Problems> {
        let Some(cell) = self.sets.get(&number) else {
            return Err(self.unknown_set(&number.to_string(), None).into());
        };
        cell.get_or_init(|| self.read_set(number))
            .as_ref()
            .map_err(Clone::clone)
    }

    /// A product set by its number or slug.
    ///
    /// # Errors
    ///
    /// [`Code::UnknownProductSet`], with the nearest slug, where there is none; or the problems of
    /// its file.
    pub fn product_set(&self, number_or_slug: &str) -> Result<&Arc<ProductSet>, Problems> {
        if let Ok(number) = number_or_slug.parse::<i64>() {
            let written = number.to_string();
            return match ProductSetNumber::new(number) {
                Ok(number) if written == number_or_slug => self.set(number),
                // 03 and +3 are no other names of 3
                Ok(number) if self.sets.contains_key(&number) => {
                    Err(self.unknown_set(number_or_slug, Some(&written)).into())
                }
                _ => Err(self.unknown_set(number_or_slug, None).into()),
            };
        }
        let slugs = self
            .slugs
            .get_or_init(|| self.read_slugs())
            .as_ref()
            .map_err(Clone::clone)?;
        if let Some(number) = slugs.get(number_or_slug) {
            return self.set(*number);
        }
        let wanted = ocop_vietnamese::slug(number_or_slug);
        let near = nearest(&wanted, slugs.keys().map(String::as_str)).or_else(|| {
            // a name typed in full, or the beginning of one
            let begins = |s: &&str| wanted.len() > 2 && s.starts_with(&wanted);
            slugs.keys().map(String::as_str).find(begins)
        });
        Err(self.unknown_set(number_or_slug, near).into())
    }

    /// All slugs: each file is read for its head alone, its sheet passed over.
    fn read_slugs(&self) -> Result<BTreeMap<String, ProductSetNumber>, Problems> {
        let mut slugs = BTreeMap::new();
        for number in self.set_numbers() {
            let head: Head = self.parse(&set_path(number))?;
            slugs.extend(
                std::iter::once(head.slug)
                    .chain(head.aliases)
                    .map(|s| (s, number)),
            );
        }
        Ok(slugs)
    }

    fn read_set(&self, number: ProductSetNumber) -> Result<Arc<ProductSet>, Problems> {
        let instrument = self.instrument()?;
        let path = set_path(number);
        let file: SetFile = self.parse(&path)?;
        let mut problems = check_set(&file, instrument);
        if file.product_set != number {
            problems.push(Problem::new(
                Code::DataPlace,
                "/product_set",
                format!("Gặp {}, tên tệp ghi {number}.", file.product_set),
                format!(
                    "Found {}, but the file is named {number}.",
                    file.product_set
                ),
            ));
        }
        problems.in_file(&path).or(())?;
        let (instrument, words) = (Arc::clone(instrument), Arc::clone(&self.words));
        Ok(Arc::new(ProductSet::build(file, instrument, words)))
    }

    /// The table of evidence, where the decision has one.
    ///
    /// # Errors
    ///
    /// The problems of `evidence.json`; the embedded ones have none.
    pub fn evidence(&self) -> Result<Option<&EvidenceFile>, Problems> {
        self.words.evidence()
    }

    /// Who may take part and what the forms of a dossier ask for, where the version has them.
    ///
    /// # Errors
    ///
    /// The problems of `forms.json`; the embedded ones have none.
    pub fn forms(&self) -> Result<Option<&FormsFile>, Problems> {
        held(&self.forms, || self.words.parse_optional(FORMS))
    }

    /// The defaults of a council's regulation, where the version has them.
    ///
    /// # Errors
    ///
    /// The problems of `council.json`; the embedded ones have none.
    pub fn council(&self) -> Result<Option<&CouncilFile>, Problems> {
        let read = || {
            let Some(file) = self.words.parse_optional::<CouncilFile>(COUNCIL)? else {
                return Ok(None);
            };
            let mut problems = check_council(&file);
            if file.criteria != self.id {
                problems.push(self.other_version("/criteria", &file.criteria));
            }
            problems.in_file(COUNCIL).or(Some(file))
        };
        held(&self.council, read)
    }

    /// What practice dossiers tell of the levels, where the version has it.
    ///
    /// # Errors
    ///
    /// The problems of `practice.json`; the embedded ones have none.
    pub fn practice(&self) -> Result<Option<&PracticeFile>, Problems> {
        held(&self.practice, || self.words.parse_optional(PRACTICE))
    }

    fn english(&self) -> Result<&TranslationFile, Problems> {
        self.words.english()
    }

    /// A Vietnamese text of the data with its English. A place in the law is worded from its parts
    /// ([`Source`](crate::Source)). Without a translation the English is the Vietnamese: [`CriteriaVersion::verify`] tells
    /// of such texts.
    #[must_use]
    pub fn translate(&self, vi: &str) -> Text {
        self.words.translate(vi)
    }

    fn verify_practice(&self) -> Problems {
        let Ok(Some(file)) = self.practice() else {
            return Problems::new();
        };
        let mut problems = check_practice(file, self.loaded().flat_map(|s| &s.criteria));
        if file.criteria != self.id {
            problems.push(self.other_version("/criteria", &file.criteria));
        }
        problems.in_file(PRACTICE)
    }

    fn parse<T: for<'de> serde::Deserialize<'de>>(&self, path: &str) -> Result<T, Problems> {
        self.words.parse(path)
    }

    fn other_version(&self, path: &str, found: &VersionId) -> Problem {
        Problem::new(
            Code::DataReference,
            path,
            format!("Gặp \"{found}\", bộ tiêu chí này là \"{}\".", self.id),
            format!("Found \"{found}\", but this version is \"{}\".", self.id),
        )
    }

    fn unknown_set(&self, found: &str, near: Option<&str>) -> Problem {
        let (least, greatest) = (self.sets.keys().next(), self.sets.keys().next_back());
        let range = match (least, greatest) {
            (Some(a), Some(b)) => format!("{a}–{b}"),
            _ => "–".to_owned(),
        };
        let problem = Problem::new(
            Code::UnknownProductSet,
            "/product_set",
            format!(
                "Không có bộ sản phẩm \"{found}\" trong {}; cần số {range} hoặc tên không dấu.",
                self.id
            ),
            format!(
                "There is no product set \"{found}\" in {}; expected a number {range} or a slug.",
                self.id
            ),
        );
        problem.with_found(found).with_nearest(near)
    }
}

#[derive(serde::Deserialize)]
struct Head {
    slug: String,
    #[serde(default)]
    aliases: Vec<String>,
}

fn set_path(number: ProductSetNumber) -> String {
    format!("sets/{:02}.json", number.get())
}

/// Whether a file is of the law: its figures, words and rules.
fn is_law(path: &str) -> bool {
    !is_translation(path) && path != PRACTICE
}

/// Whether a file holds translations.
fn is_translation(path: &str) -> bool {
    path.starts_with("translations/")
}

/// `sha256:` and the digest over files, as [`CriteriaVersion::digest`] describes it.
pub(crate) fn digest<'f, C: AsRef<str> + 'f>(
    files: impl IntoIterator<Item = (&'f String, &'f C)>,
) -> String {
    let mut hash = Sha256::new();
    for (path, content) in files {
        hash.update(path.as_bytes());
        hash.update([0]);
        hash.update(content.as_ref().len().to_string());
        hash.update([0]);
        hash.update(content.as_ref().as_bytes());
    }
    format!("sha256:{}", hex(&hash.finalize()))
}
