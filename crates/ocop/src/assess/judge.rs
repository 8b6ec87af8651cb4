//! From what a dossier says to its checked sheet, telling everything that is wrong at once.

use std::sync::Arc;

use crate::criteria::{CriteriaVersion, DossierDates, ProductSet};
use crate::dossier::{Dossier, DossierDraft, SetRef, read_filled, read_plain};
use crate::ids::VersionId;
use crate::library::Library;
use crate::notice::Notice;
use crate::problem::{Code, Problem, Problems};
use crate::rating::Rated;
use crate::sheet::{Builder, Marks};
use crate::text::Text;

use super::options::AssessOptions;

/// What a dossier comes to before it is rated, borrowed from the library.
#[derive(Debug)]
pub(super) struct Judged<'l> {
    pub version: &'l Arc<CriteriaVersion>,
    pub set: &'l Arc<ProductSet>,
    pub marks: Marks,
    pub dates: DossierDates,
    pub notices: Vec<Notice>,
    pub code_problems: Problems,
}

impl Judged<'_> {
    pub(super) fn rated(&self) -> Rated<'_> {
        Rated::of(self.marks.of(self.set))
    }
}

impl Library {
    /// Judges a dossier that is plain in its writing and has nothing wrong, without a tree: what
    /// most lines of a batch are. None for all others; what the dossier says besides its answers is
    /// in the draft.
    pub(super) fn judge_plain<'a>(
        &self,
        text: &'a str,
        options: &AssessOptions,
        draft: &mut DossierDraft<'_, 'a>,
    ) -> Option<Judged<'_>> {
        let levels = read_plain(text, draft)?.into_iter();
        self.judge_levels(
            levels.map(|(key, level)| (key, Some(level.into()))),
            options,
            draft,
        )
    }

    /// Judges a dossier that is in memory.
    pub(super) fn judge_typed(
        &self,
        dossier: &Dossier<'_>,
        options: &AssessOptions,
    ) -> Result<Judged<'_>, Problems> {
        let mut problems = Problems::new();
        let draft = dossier.draft(&mut problems);
        if problems.is_empty()
            && let Some(levels) = dossier.levels()
            && let Some(judged) = self.judge_levels(levels, options, &draft)
        {
            return Ok(judged);
        }
        let entries = dossier.entries();
        let draft = DossierDraft {
            filled: dossier.filled(&entries),
            ..draft
        };
        self.judge(&draft, options, problems)
    }

    /// Judges a dossier whose answers are levels. None where one is more than that, and where anything
    /// is wrong.
    pub(super) fn judge_levels<'k>(
        &self,
        levels: impl Iterator<Item = (&'k str, Option<i64>)>,
        options: &AssessOptions,
        draft: &DossierDraft<'_, '_>,
    ) -> Option<Judged<'_>> {
        let mut notices = Vec::new();
        let version = self.version_for(draft, options, &mut notices).ok()?;
        let set = product_set(version, draft.product_set.as_ref()?).ok()?;
        let mut builder = Builder::new(set);
        for (key, level) in levels {
            builder.number(key, level?);
            if !builder.problems.is_empty() {
                return None;
            }
        }
        self.take_findings(&mut builder, draft, options);
        Some(Judged {
            version,
            set,
            marks: builder.finish(draft.dates().day()).ok()?,
            dates: draft.dates(),
            notices,
            code_problems: self.code_problems(draft, options),
        })
    }

    /// Judges any dossier, and tells everything that is wrong; `problems` are those of its shape.
    pub(super) fn judge(
        &self,
        draft: &DossierDraft<'_, '_>,
        options: &AssessOptions,
        problems: Problems,
    ) -> Result<Judged<'_>, Problems> {
        let code_problems = self.code_problems(draft, options);
        match self.checked(draft, options, problems) {
            Ok(judged) => Ok(Judged {
                code_problems,
                ..judged
            }),
            Err(mut found) => {
                found.append(code_problems);
                Err(found)
            }
        }
    }

    /// The law that applies and the checked sheet, with what is to be told besides.
    fn checked(
        &self,
        draft: &DossierDraft<'_, '_>,
        options: &AssessOptions,
        mut problems: Problems,
    ) -> Result<Judged<'_>, Problems> {
        let mut notices = Vec::new();
        let version = match self.version_for(draft, options, &mut notices) {
            Ok(version) => Some(version),
            Err(found) => {
                // a version, date or kind that cannot be read has been told: it is not missing
                let told = problems.iter().any(|p| {
                    ["/criteria", "/assessed_on", "/registration"]
                        .iter()
                        .any(|pointer| p.path.starts_with(pointer))
                });
                let unresolved = |p: &Problem| p.code == Code::CriteriaUnresolved;
                let found = found.into_iter().filter(|p| !(told && unresolved(p)));
                found.for_each(|p| problems.push(p));
                // still worth checking the answers against the version that was meant
                draft.criteria.as_ref().and_then(|id| self.meant(id))
            }
        };
        let set = version
            .zip(draft.product_set.as_ref())
            .and_then(|(version, which)| {
                product_set(version, which)
                    .map_err(|found| problems.append(found))
                    .ok()
            });
        let Some(set) = set else {
            // without a product set only the shape of the answers can be checked
            if draft.filled.is_given() {
                tell_unchecked(&mut problems, version.is_some());
            }
            read_filled(&draft.filled, &mut problems);
            return Err(problems);
        };
        let mut builder = Builder::new(set);
        builder.problems = problems;
        builder.take(&draft.filled);
        self.take_findings(&mut builder, draft, options);
        let marks = builder.finish(draft.dates().day())?;
        Ok(Judged {
            version: version.ok_or_else(Problems::new)?,
            set,
            marks,
            dates: draft.dates(),
            notices,
            code_problems: Problems::new(),
        })
    }

    /// What the check of product codes finds: against the dates, and the decision that is named.
    fn code_problems(&self, draft: &DossierDraft<'_, '_>, options: &AssessOptions) -> Problems {
        let code = draft.product.as_ref().and_then(|p| p.code.as_deref());
        let (Some(check), Some(code)) = (self.code_check(), code) else {
            return Problems::new();
        };
        let asked = options.criteria.as_ref().map(VersionId::as_str);
        let named = asked.or(draft.criteria.as_deref());
        let law = named
            .and_then(|id| self.meant(id))
            .and_then(|c| c.instrument().ok());
        let found = check.check(code, &draft.dates(), law.map(AsRef::as_ref));
        found.under("/product/code")
    }

    /// What a sheet takes besides answers: findings, and whether all is answered that must be.
    fn take_findings(
        &self,
        builder: &mut Builder<'_>,
        draft: &DossierDraft<'_, '_>,
        options: &AssessOptions,
    ) {
        for (index, name) in &draft.findings {
            if builder.problems.is_full() {
                break;
            }
            builder.finding(*index, name, || self.knows_finding(name));
        }
        if options.strict {
            builder.require_all();
        }
    }

    /// Whether any set of any version has a finding of this name.
    pub(crate) fn knows_finding(&self, name: &str) -> bool {
        self.versions()
            .flat_map(|c| c.set_numbers().filter_map(|n| c.set(n).ok()))
            .any(|s| s.findings.iter().any(|f| f.finding == name))
    }
}

/// Says with the first of the problems that stand in the way that the answers were not held against a
/// sheet: no word about them is not to be read as praise.
fn tell_unchecked(problems: &mut Problems, has_law: bool) {
    let places: &[&str] = if has_law {
        &["/product_set"]
    } else {
        &["/criteria", "/assessed_on", "/registration", "/product_set"]
    };
    let in_the_way = |p: &Problem| places.iter().any(|place| p.path.starts_with(place));
    let Some(index) = problems.iter().position(in_the_way) else {
        return;
    };
    let (vi, en) = if has_law {
        (
            "Chưa xem các mức, điểm của phiếu: chưa rõ bộ sản phẩm.",
            "The answers were not looked at: which product set they are for is not known.",
        )
    } else {
        (
            "Chưa xem các mức, điểm của phiếu: chưa có bộ tiêu chí để so.",
            "The answers were not looked at: there are no criteria to hold them against.",
        )
    };
    if let Some(problem) = problems.get_mut(index) {
        let help = problem.help.take();
        let joined = |own: Option<String>, more: &str| match own {
            Some(own) => format!("{own} {more}"),
            None => more.to_owned(),
        };
        let (own_vi, own_en) = help.map(|h| (h.vi, h.en)).unzip();
        problem.help = Some(Text::new(joined(own_vi, vi), joined(own_en, en)));
    }
}

fn product_set<'l>(
    version: &'l CriteriaVersion,
    which: &SetRef<'_>,
) -> Result<&'l Arc<ProductSet>, Problems> {
    match which {
        SetRef::Number(number) => match crate::bounded::ProductSetNumber::new(*number) {
            Ok(number) => version.set(number),
            Err(_) => version.product_set(&number.to_string()),
        },
        SetRef::Slug(slug) => version.product_set(slug),
    }
}
