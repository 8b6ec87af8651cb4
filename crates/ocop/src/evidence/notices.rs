//! What the papers of a dossier do not prove: claims without any, and papers out of their dates.

use jiff::civil::Date;

use crate::criteria::{CriteriaVersion, Criterion};
use crate::day;
use crate::dossier::{Evidence, Paper};
use crate::ids::CriterionId;
use crate::notice::{Notice, NoticeCode};
use crate::problem::Problems;
use crate::text::Text;

use super::paper::{Papers, belongs, name, rows_of};

/// What is to be said of the papers for the criteria that are claimed, on a day where one is known.
pub(super) fn notices<'c>(
    version: &CriteriaVersion,
    claimed: impl Iterator<Item = &'c Criterion>,
    papers: &Papers<'_>,
    day: Option<Date>,
) -> Result<Vec<Notice>, Problems> {
    let table = version.evidence()?;
    let mut notices = Vec::new();
    for criterion in claimed {
        let listed = papers.get(&criterion.id).map_or(&[][..], Vec::as_slice);
        let mut told = Vec::new();
        let of = |row: &str| {
            let mut rows = table.into_iter().flat_map(|t| &t.evidence);
            rows.any(|r| r.evidence == row && r.keys.contains(&criterion.key))
        };
        let proves = |paper: &Evidence<'_>| rows_of(paper).iter().any(|row| of(row));
        // what is listed here and belongs elsewhere is no proof; what is listed elsewhere and says
        // that it belongs here is
        let fits = |paper: &Evidence<'_>| rows_of(paper).is_empty() || proves(paper);
        for paper in listed.iter().copied().filter(|p| !fits(p)) {
            told.extend(of_another(version, criterion, paper));
        }
        if !listed.iter().any(|p| fits(p)) && !papers.values().flatten().any(|p| proves(p)) {
            told.extend(without_papers(version, criterion));
        }
        for paper in listed {
            if let Evidence::Paper(paper) = paper {
                told.extend(out_of_date(criterion.id, paper, day));
            }
        }
        notices.extend(told.into_iter().map(|(code, message)| Notice {
            code,
            message,
            criterion: Some(criterion.id),
            source: table.map(|t| t.source.clone()),
        }));
    }
    Ok(notices)
}

/// A paper that stands at a criterion which none of the rows it names can prove.
fn of_another(
    version: &CriteriaVersion,
    criterion: &Criterion,
    paper: &Evidence<'_>,
) -> Option<(NoticeCode, Text)> {
    if version.papers(&criterion.key).is_empty() {
        return None;
    }
    let table = version.evidence().ok().flatten()?;
    let named = table.evidence.iter();
    let named = named.filter(|row| belongs(paper, &row.evidence));
    let named: Vec<Text> = named.map(|row| version.translate(&row.name)).collect();
    let vi: Vec<_> = named.iter().map(|n| n.vi.as_str()).collect();
    let en: Vec<_> = named.iter().map(|n| n.en.as_str()).collect();
    let (id, document) = (criterion.id, name(paper));
    Some((
        NoticeCode::EvidenceOfAnotherCriterion,
        Text::new(
            format!(
                "{id}: \"{document}\" ghi thuộc mục \"{}\", không chứng minh cho tiêu chí này.",
                vi.join("\", \"")
            ),
            format!(
                "{id}: \"{document}\" says that it belongs to \"{}\", which does not prove this criterion.",
                en.join("\", \"")
            ),
        ),
    ))
}

/// A claim for which the law's table asks for papers, and none is listed.
fn without_papers(version: &CriteriaVersion, criterion: &Criterion) -> Option<(NoticeCode, Text)> {
    let asked = version.papers(&criterion.key);
    if asked.is_empty() {
        return None;
    }
    let id = criterion.id;
    let vi: Vec<_> = asked.iter().map(|p| p.name.vi.as_str()).collect();
    let en: Vec<_> = asked.iter().map(|p| p.name.en.as_str()).collect();
    Some((
        NoticeCode::EvidenceMissing,
        Text::new(
            format!(
                "{id}: được chấm điểm nhưng chưa nêu minh chứng nào; cần: {}.",
                vi.join("; ")
            ),
            format!(
                "{id}: claimed, but no paper is listed; asked for: {}.",
                en.join("; ")
            ),
        ),
    ))
}

/// What is wrong with the dates of a paper: ended, not yet issued, out of order, or not to be judged
/// for want of a day.
fn out_of_date(id: CriterionId, paper: &Paper<'_>, day: Option<Date>) -> Vec<(NoticeCode, Text)> {
    let document = &paper.document;
    let mut told = Vec::new();
    if let (Some(until), Some(day)) = (paper.valid_until, day)
        && until < day
    {
        let message = Text::new(
            format!(
                "{id}: \"{document}\" chỉ có giá trị đến {until}, trước ngày {day}.",
                until = day::vi(until),
                day = day::vi(day)
            ),
            format!(
                "{id}: \"{document}\" was valid until {until}, before {day}.",
                until = day::en(until),
                day = day::en(day)
            ),
        );
        told.push((NoticeCode::EvidenceExpired, message));
    }
    if let (Some(issued), Some(day)) = (paper.issued_on, day)
        && issued > day
    {
        let message = Text::new(
            format!(
                "{id}: \"{document}\" cấp ngày {issued}, sau ngày {day}.",
                issued = day::vi(issued),
                day = day::vi(day)
            ),
            format!(
                "{id}: \"{document}\" is issued on {issued}, after {day}.",
                issued = day::en(issued),
                day = day::en(day)
            ),
        );
        told.push((NoticeCode::EvidenceNotYetIssued, message));
    }
    if let (Some(issued), Some(until)) = (paper.issued_on, paper.valid_until)
        && until < issued
    {
        let message = Text::new(
            format!(
                "{id}: \"{document}\" hết hạn {until} trước ngày cấp {issued}.",
                until = day::vi(until),
                issued = day::vi(issued)
            ),
            format!(
                "{id}: \"{document}\" ends on {until}, before it is issued on {issued}.",
                until = day::en(until),
                issued = day::en(issued)
            ),
        );
        told.push((NoticeCode::EvidenceDatesOutOfOrder, message));
    }
    if paper.valid_until.is_some() && day.is_none() {
        let message = Text::new(
            format!("{id}: chưa biết ngày đánh giá nên chưa xét hạn của \"{document}\"."),
            format!("{id}: the day is not known, so the term of \"{document}\" is not looked at."),
        );
        told.push((NoticeCode::EvidenceDayUnknown, message));
    }
    told
}
