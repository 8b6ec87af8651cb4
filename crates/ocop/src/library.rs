//! All criteria versions at hand.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::{Arc, OnceLock};

use crate::compare::Correspondence;
use crate::criteria::{CriteriaFiles, CriteriaVersion, DossierDates, Instrument};
use crate::ids::VersionId;
use crate::json::shortened;
use crate::problem::{Code, Problem, Problems};
use crate::text::nearest;

/// What checks a product code. The core has no table of places and checks no codes by itself: crate
/// `ocop-places` has the table, and whoever has both gives the check to
/// [`Library::with_code_check`]. A function or closure of the same shape is one.
///
/// ```
/// use ocop::{AssessOptions, Code, Library, Problem, Problems};
/// let shouting = |code: &str, _: &ocop::DossierDates, _: Option<&ocop::Instrument>| -> Problems {
///     let right = code.to_uppercase() == code;
///     let told = (!right).then(|| Problem::new(Code::ProductCodeForm, "", "Viết hoa.", "In capitals."));
///     told.into_iter().collect()
/// };
/// let library = Library::embedded().with_code_check(shouting);
/// let dossier = br#"{"criteria": "qd-26-2026", "product_set": 1, "product": {"code": "x-1"}, "answers": {}}"#;
/// let assessment = library.assess_json(dossier, &AssessOptions::default())?;
/// assert_eq!(assessment.code_problems().len(), 1);
/// # Ok::<(), Problems>(())
/// ```
pub trait CodeCheck: Send + Sync {
    /// What is wrong with a code, given what a dossier says of its dates, and the decision that it
    /// names. Pointers in the problems are those of the code alone: empty.
    fn check(&self, code: &str, dates: &DossierDates, law: Option<&Instrument>) -> Problems;
}

impl<F> CodeCheck for F
where
    F: Fn(&str, &DossierDates, Option<&Instrument>) -> Problems + Send + Sync,
{
    fn check(&self, code: &str, dates: &DossierDates, law: Option<&Instrument>) -> Problems {
        self(code, dates, law)
    }
}

/// The criteria versions that a program works with: the embedded ones, or others that stand in for
/// them.
///
/// A library is a handle: a copy costs nothing and shares what was read. It may be kept in a struct,
/// sent to another thread, held across an `await`.
///
/// ```
/// let library = ocop::Library::embedded();
/// let versions: Vec<_> = library.versions().map(|c| c.id().to_string()).collect();
/// assert!(versions.contains(&"qd-26-2026".to_owned()));
/// ```
#[derive(Debug, Clone, Default)]
pub struct Library {
    shelf: Arc<Shelf>,
}

/// The one name of a province that somebody wrote, where that is certain: the core knows no places.
pub type ProvinceNames = fn(&str) -> Option<String>;

/// What copies of a library share.
#[derive(Clone, Default)]
struct Shelf {
    versions: BTreeMap<VersionId, Arc<CriteriaVersion>>,
    correspondences: BTreeMap<(VersionId, VersionId), Arc<Correspondence>>,
    code_check: Option<Arc<dyn CodeCheck>>,
    province_names: Option<ProvinceNames>,
}

impl fmt::Debug for Shelf {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Shelf")
            .field("versions", &self.versions)
            .field("correspondences", &self.correspondences)
            .field("code_check", &self.code_check.is_some())
            .field("province_names", &self.province_names.is_some())
            .finish()
    }
}

impl Shelf {
    fn embedded() -> Self {
        let versions = ocop_criteria::VERSIONS.iter().filter_map(|version| {
            let id: VersionId = version.id.parse().ok()?;
            let files: CriteriaFiles = version
                .files
                .iter()
                .map(|f| (f.path.to_owned(), f.content.into()))
                .collect();
            let version =
                CriteriaVersion::from_files(id.clone(), files).with_digest(version.digest);
            Some((id, Arc::new(version)))
        });
        let correspondences = ocop_criteria::CORRESPONDENCES.iter().filter_map(|found| {
            let pair: (VersionId, VersionId) = (found.from.parse().ok()?, found.to.parse().ok()?);
            let files = found
                .files
                .iter()
                .map(|f| (f.path.to_owned(), f.content.into()))
                .collect();
            let (from, to) = pair.clone();
            let read = Correspondence::embedded(found.folder, from, to, files);
            Some((pair, Arc::new(read)))
        });
        Self {
            versions: versions.collect(),
            correspondences: correspondences.collect(),
            code_check: None,
            province_names: None,
        }
    }
}

impl Library {
    /// The criteria that come with this crate: one library for the whole process, so that each file
    /// is read once, when it is first asked for.
    #[must_use]
    pub fn embedded() -> Self {
        static EMBEDDED: OnceLock<Library> = OnceLock::new();
        let library = EMBEDDED.get_or_init(|| Self {
            shelf: Arc::new(Shelf::embedded()),
        });
        library.clone()
    }

    /// A library without any version, for criteria that are all one's own: [`Library::insert`].
    #[must_use]
    pub fn empty() -> Self {
        Self::default()
    }

    /// Has product codes checked. What the check finds is told beside a rating and never changes
    /// it; a dossier that is refused for other reasons is refused for these too.
    #[must_use]
    pub fn with_code_check(mut self, check: impl CodeCheck + 'static) -> Self {
        Arc::make_mut(&mut self.shelf).code_check = Some(Arc::new(check));
        self
    }

    /// Has provinces in registers known by the names that people write for them: `TP HCM` for
    /// `Thành phố Hồ Chí Minh`. What has no one such name stays as it is written.
    #[must_use]
    pub fn with_province_names(mut self, names: ProvinceNames) -> Self {
        Arc::make_mut(&mut self.shelf).province_names = Some(names);
        self
    }

    pub(crate) fn province_names(&self) -> Option<ProvinceNames> {
        self.shelf.province_names
    }

    pub(crate) fn code_check(&self) -> Option<&dyn CodeCheck> {
        self.shelf.code_check.as_deref()
    }

    /// Adds a version, in place of one with the same identifier. Copies made before stay as they were.
    pub fn insert(&mut self, version: CriteriaVersion) {
        let versions = &mut Arc::make_mut(&mut self.shelf).versions;
        versions.insert(version.id().clone(), Arc::new(version));
    }

    /// Adds a correspondence, in place of one between the same versions.
    pub fn insert_correspondence(&mut self, found: Correspondence) {
        let pair = (found.from().clone(), found.to().clone());
        let correspondences = &mut Arc::make_mut(&mut self.shelf).correspondences;
        correspondences.insert(pair, Arc::new(found));
    }

    /// The reviewed correspondence from one version to a later one.
    #[must_use]
    pub fn correspondence(&self, from: &VersionId, to: &VersionId) -> Option<&Arc<Correspondence>> {
        self.shelf.correspondences.get(&(from.clone(), to.clone()))
    }

    /// All correspondences, in order of their versions.
    pub fn correspondences(&self) -> impl Iterator<Item = &Arc<Correspondence>> {
        self.shelf.correspondences.values()
    }

    /// All versions, in order of their identifiers.
    pub fn versions(&self) -> impl DoubleEndedIterator<Item = &Arc<CriteriaVersion>> {
        self.shelf.versions.values()
    }

    /// A version by its parsed identifier.
    #[must_use]
    pub fn get(&self, id: &VersionId) -> Option<&Arc<CriteriaVersion>> {
        self.shelf.versions.get(id)
    }

    /// A version by its identifier.
    ///
    /// # Errors
    ///
    /// [`Code::UnknownCriteria`], with the nearest identifier.
    pub fn version(&self, id: &str) -> Result<&Arc<CriteriaVersion>, Problems> {
        self.find(id, "/criteria").map_err(Problems::from)
    }

    /// A version by its exact name.
    pub(crate) fn version_named(&self, id: &str) -> Option<&Arc<CriteriaVersion>> {
        self.shelf.versions.get(id)
    }

    pub(crate) fn find(&self, id: &str, path: &str) -> Result<&Arc<CriteriaVersion>, Problem> {
        self.shelf.versions.get(id).ok_or_else(|| {
            let names = || self.shelf.versions.keys().map(VersionId::as_str);
            let short = shortened(id);
            if ocop_criteria::KNOWN.contains(&id) {
                return Problem::new(
                    Code::UnknownCriteria,
                    path,
                    format!("Bộ tiêu chí {id} không được dựng kèm trong chương trình này."),
                    format!("The criteria {id} are not built into this program."),
                )
                .with_found(id.to_string())
                .with_help(
                    format!("Dùng bản có {id}, hoặc thêm bộ tiêu chí này từ thư mục của nó."),
                    format!("Use a build that has {id}, or add the version from its folder."),
                );
            }
            let problem = Problem::new(
                Code::UnknownCriteria,
                path,
                format!("Không có bộ tiêu chí nào tên \"{short}\"."),
                format!("There is no criteria version \"{short}\"."),
            )
            .with_found(&*short);
            // the decision's number, however it is written: 26/2026/QĐ-TTg
            let cited = names().find(|name| numbers(name).eq(numbers(id)));
            match cited.or_else(|| nearest(id, names())) {
                Some(name) => problem.with_nearest(Some(name)),
                None => {
                    let list = names().collect::<Vec<_>>().join(", ");
                    problem.with_help(
                        format!("Các bộ tiêu chí: {list}."),
                        format!("The versions are: {list}."),
                    )
                }
            }
        })
    }
}

/// The numbers in a text.
fn numbers(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_ascii_digit())
        .filter(|digits| !digits.is_empty())
}
