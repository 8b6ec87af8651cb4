//! Which law a dossier is held against: the one asked for, the one it names, or the one of its dates.

use std::sync::Arc;

use crate::criteria::{CriteriaVersion, DossierDates, Resolution, out_of_order};
use crate::dossier::DossierDraft;
use crate::ids::VersionId;
use crate::json;
use crate::library::Library;
use crate::notice::{Notice, NoticeCode};
use crate::problem::{Code, Problem, Problems};
use crate::text::nearest;

use super::options::AssessOptions;

impl Library {
    /// The version of this name, or the one that its problem suggests.
    pub(super) fn meant(&self, id: &str) -> Option<&Arc<CriteriaVersion>> {
        // an exact name needs no look for the nearest
        self.version_named(id).or_else(|| {
            let names = self.versions().map(|c| c.id().as_str());
            nearest(id, names).and_then(|name| self.version_named(name))
        })
    }

    pub(super) fn version_for(
        &self,
        draft: &DossierDraft<'_, '_>,
        options: &AssessOptions,
        notices: &mut Vec<Notice>,
    ) -> Result<&Arc<CriteriaVersion>, Problems> {
        let dates = draft.dates();
        if let Some(asked) = &options.criteria {
            out_of_order(&dates)?;
            let version = self.version(asked.as_str())?;
            let named = draft.criteria.as_deref();
            if let Some(reason) = self.out_of_time(version, &dates) {
                notices.push(overridden(version.id(), &reason));
            } else if let Some(other) = named.filter(|n| *n != version.id().as_str()) {
                notices.push(other_named(version.id(), other));
            }
            return Ok(version);
        }
        match &draft.criteria {
            Some(id) => {
                // a decision that applies at the dates given, which it does not where they contradict
                // each other: nothing else is to be asked
                if let Some(version) = self.version_named(id)
                    && self.out_of_time(version, &dates).is_none()
                {
                    return Ok(version);
                }
                let mut problems = Problems::new();
                if let Err(order) = out_of_order(&dates) {
                    problems.push(order);
                }
                let named = self.find(id, "/criteria");
                if let Some(reason) = named
                    .as_ref()
                    .ok()
                    .and_then(|c| self.contradicted(c, &dates))
                {
                    problems.push(reason);
                }
                match named {
                    Ok(version) => problems.or(version),
                    Err(unknown) => {
                        problems.push(unknown);
                        Err(problems)
                    }
                }
            }
            None => Ok(self.decide(&dates)?.version),
        }
    }

    /// Why the version that a dossier names contradicts its dates. Where the dates contradict each
    /// other too, it is held against each day alone.
    fn contradicted(&self, version: &CriteriaVersion, dates: &DossierDates) -> Option<Problem> {
        if out_of_order(dates).is_ok() {
            return self.out_of_time(version, dates);
        }
        let on = |day| DossierDates {
            on: day,
            ..DossierDates::default()
        };
        self.out_of_time(version, &on(dates.submitted_on))?;
        self.out_of_time(version, &on(dates.on))
    }

    /// Why a version does not apply at the dates given; none where it does, or where no date tells.
    pub(crate) fn out_of_time(
        &self,
        version: &CriteriaVersion,
        dates: &DossierDates,
    ) -> Option<Problem> {
        dates.day()?;
        let from = version.instrument().ok()?.file.in_force.from;
        // lodged under older law and not yet assessed: a later law may well apply by then
        if dates.on.is_none() && dates.submitted_on.is_some_and(|day| day < from) {
            return None;
        }
        match self.decide(dates) {
            Ok(decided) if std::ptr::eq(Arc::as_ptr(decided.version), version) => None,
            Ok(decided) => Some(not_in_force(version.id(), &decided.explain())),
            // the older law that applies is not at hand
            Err(problem)
                if [Code::CriteriaNotAvailable, Code::NoLawInForce].contains(&problem.code) =>
            {
                let asked = version.id();
                let (vi, en) = (problem.message.vi, problem.message.en);
                Some(Problem {
                    source: problem.source,
                    ..not_at_these_dates(asked, &vi, &en)
                })
            }
            Err(problem) => Some(problem),
        }
    }
}

fn not_at_these_dates(asked: &VersionId, vi: &str, en: &str) -> Problem {
    Problem::new(
        Code::CriteriaNotInForce,
        "/criteria",
        format!("{asked} không áp dụng vào các ngày đã nêu. {vi}"),
        format!("{asked} does not apply at the dates given. {en}"),
    )
    .with_found(asked.to_string())
    .with_help(
        "Xem lại các ngày, hoặc chỉ định bộ tiêu chí khi gọi (tùy chọn \"criteria\").",
        "Look at the dates again, or ask for the version explicitly (the option \"criteria\").",
    )
}

fn not_in_force(asked: &VersionId, resolution: &Resolution) -> Problem {
    let right = &resolution.criteria;
    Problem::new(
        Code::CriteriaNotInForce,
        "/criteria",
        format!("{asked} không áp dụng vào các ngày đã nêu; áp dụng {right}. {}", resolution.reason.vi),
        format!("{asked} does not apply at the dates given; {right} does. {}", resolution.reason.en),
    ).with_found(asked.to_string()).with_expected(right.to_string(), right.to_string())
    .with_help(
        format!("Ghi \"{right}\", bỏ \"criteria\", hoặc chỉ định bộ tiêu chí khi gọi (tùy chọn \"criteria\")."),
        format!("Write \"{right}\", leave \"criteria\" out, or ask for the version explicitly (the option \"criteria\")."),
    )
    .with_source(resolution.source.clone())
}

fn other_named(asked: &VersionId, named: &str) -> Notice {
    let named = json::shortened(named);
    Notice::new(
        NoticeCode::CriteriaOverridden,
        format!("Chấm theo {asked} theo yêu cầu; hồ sơ ghi \"{named}\"."),
        format!("Rated under {asked} as asked; the dossier says \"{named}\"."),
    )
}

fn overridden(asked: &VersionId, reason: &Problem) -> Notice {
    Notice {
        source: reason.source.clone(),
        ..Notice::new(
            NoticeCode::CriteriaOverridden,
            format!("Chấm theo {asked} theo yêu cầu. {}", reason.message.vi),
            format!("Rated under {asked} as asked. {}", reason.message.en),
        )
    }
}
