//! Names of members beside their identifiers: where the two contradict each other, nobody knows who scored.

use ocop::council::MemberReport;
use ocop::{Code, NoticeCode, Problem, name_key, tidy};

use super::report::Told;
use super::value::shown;
use super::whose::problem;
use crate::workbook::address::cell_name;
use crate::workbook::member::words::ASSESSOR;
use crate::workbook::read::{Cell, Worksheet};
use crate::workbook::roster::Roster;

/// What people call a member.
fn called<'m>(member: &'m MemberReport<'_>) -> &'m str {
    member.name.as_deref().unwrap_or(&member.id)
}

/// The other member of whom this is the name; none where it is the member's own as well.
fn other<'r>(
    roster: &'r Roster,
    member: &MemberReport<'_>,
    said: &str,
) -> Option<&'r MemberReport<'static>> {
    let key = name_key(said);
    let has = |m: &&MemberReport<'static>| name_key(bare(called(m))) == key;
    let mut named = roster.members().iter().filter(has);
    if named.clone().any(|m| m.id == member.id) {
        return None;
    }
    named.next()
}

/// What is to be said of a column of a table whose heading, or the cell above it, has another name than the
/// member whose identifier heads it: that it is nobody's, where the name is another member's; else a
/// notice. A name may have a title or a seat beside it.
pub(super) fn of_column(
    roster: &Roster,
    file: &str,
    sheet: &Worksheet,
    head: &Cell,
    member: &MemberReport<'_>,
) -> Option<Result<Told, Problem>> {
    let own = member
        .name
        .as_deref()
        .filter(|own| !own.trim().is_empty())?;
    let text = head.value.text();
    let within: Vec<&str> = text.lines().skip(1).collect();
    let within = tidy(&within.join(" ")).into_owned();
    let said = if within.is_empty() {
        // in a table as text the names stand above the identifiers
        let above = head.row.checked_sub(1)?;
        let mut cells = sheet.cells.iter();
        let above = cells.find(|c| (c.row, c.column) == (above, head.column))?;
        above.value.tidied().into_owned()
    } else {
        within
    };
    let (id, said) = (&member.id, said);
    if other(roster, member, bare(&said)).is_none() {
        if name_key(&said).is_empty() || holds_name(&said, own) {
            return None;
        }
        let said = shown(&said);
        return Some(Ok(Told::new(
            NoticeCode::CellPassedOver,
            file,
            cell_name(&sheet.name, head.row, head.column),
            format!(
                "Cột ghi mã \"{id}\" và tên \"{said}\", trong phiên \"{id}\" là \"{own}\": tính cho {own}."
            ),
            format!(
                "The column has the identifier \"{id}\" and the name \"{said}\", in the session \"{id}\" is \"{own}\": it counts as that member's."
            ),
        )));
    }
    let said = shown(&said);
    let problem = problem(
        file,
        sheet,
        Code::WorkbookLayout,
        Some(head),
        format!(
            "Cột ghi mã \"{id}\" nhưng tên \"{said}\"; trong phiên \"{id}\" là \"{own}\": không biết điểm của ai, không nhận cột này."
        ),
        format!(
            "The column has the identifier \"{id}\" and the name \"{said}\"; in the session \"{id}\" is \"{own}\": nobody knows whose points they are, none of the column is taken."
        ),
    );
    let problem = problem.with_help(
        "Ghi đúng mã và tên của thành viên đã chấm, như khi phát bảng.",
        "Write the identifier and the name of the member who scored, as the table was handed out.",
    );
    Some(Err(problem.with_found(said)))
}

/// Whether a name stands in words, beside a title or a seat.
fn holds_name(words: &str, name: &str) -> bool {
    let (words, name) = (name_key(words), name_key(bare(name)));
    format!(" {words} ").contains(&format!(" {name} "))
}

/// Who scored, as the line at the head of a member's sheet says.
pub(super) struct Assessor<'s> {
    cell: &'s Cell,
    name: String,
}

/// A name without what stands beside it in brackets.
fn bare(name: &str) -> &str {
    name.split_once(" (").map_or(name, |(name, _)| name)
}

/// The line that says who scored.
pub(super) fn assessor(sheet: &Worksheet) -> Option<Assessor<'_>> {
    sheet.cells.iter().find_map(|cell| {
        let text = cell.value.tidied();
        let mut words = [ASSESSOR.0, ASSESSOR.1].into_iter();
        let said =
            words.find_map(|word| text.strip_prefix(word)?.trim_start().strip_prefix(':'))?;
        // the seat and the round stand after the name
        let name = bare(said).split('·').next().unwrap_or_default().trim();
        (!name.is_empty()).then(|| Assessor {
            cell,
            name: name.to_owned(),
        })
    })
}

impl Assessor<'_> {
    /// The member of the council whose name this is, if it is not the one that the identity says.
    pub(super) fn of_another<'r>(
        &self,
        roster: &'r Roster,
        member: &MemberReport<'_>,
    ) -> Option<&'r MemberReport<'static>> {
        other(roster, member, &self.name)
    }

    /// Why the sheet is not taken: it says that another member scored.
    pub(super) fn problem(
        &self,
        file: &str,
        sheet: &Worksheet,
        other: &MemberReport<'_>,
        member: &MemberReport<'_>,
    ) -> Problem {
        let (said, own) = (called(other), called(member));
        let (said_id, id) = (&other.id, &member.id);
        problem(
            file,
            sheet,
            Code::WorkbookLayout,
            Some(self.cell),
            format!(
                "Phiếu ghi người đánh giá là {said} ({said_id}), mã nhận dạng là của {own} ({id}): không biết phiếu của ai, không nhận."
            ),
            format!(
                "The sheet says that {said} ({said_id}) scored, its identity is that of {own} ({id}): nobody knows whose it is, it is not taken."
            ),
        )
        .with_help(
            "Hỏi người đã chấm, rồi chép điểm sang phiếu phát cho người đó.",
            "Ask who scored, then copy the points to the sheet that was handed out to that member.",
        )
        .with_found(shown(&self.name))
    }

    /// That the line names somebody else than the session does, and nobody of the council.
    pub(super) fn notice(
        &self,
        file: &str,
        sheet: &Worksheet,
        member: &MemberReport<'_>,
    ) -> Option<Told> {
        let (own, id) = (called(member), &member.id);
        if holds_name(&self.name, own) {
            return None;
        }
        let said = shown(&self.name);
        Some(Told::new(
            NoticeCode::CellPassedOver,
            file,
            cell_name(&sheet.name, self.cell.row, self.cell.column),
            format!(
                "Phiếu ghi người đánh giá là \"{said}\", mã nhận dạng là của {own} ({id}): tính cho {own}."
            ),
            format!(
                "The sheet says that \"{said}\" scored, its identity is that of {own} ({id}): it counts as that member's."
            ),
        ))
    }
}
