//! One sheet of a workbook: a member's own, or the secretary's table with a column a member.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use ocop::council::MemberReport;
use ocop::{Code, Problem, name_key, nearest, tidy};

use super::beside::tell_beside;
use super::columns::Kind;
use super::given::CollectOptions;
use super::heads::Columns;
use super::names;
use super::pinned::tell_pinned;
use super::printed::Printouts;
use super::read_sheet::ReadSheet;
use super::report::Told;
use super::titles::{other_round, title};
use super::value::shown;
use super::whose::{Whose, problem, whose};
use crate::workbook::address::cell_name;
use crate::workbook::identity::Identity;
use crate::workbook::member::front::{COLUMNS as FRONT_COLUMNS, LIVE, is_word_of_recusal};
use crate::workbook::member::layout::{KEY, WORDS};
use crate::workbook::member::words::{HEADS, MENDING, is_head};
use crate::workbook::read::{Book, Cell, Worksheet};
use crate::workbook::roster::{Roster, RosteredProduct};
use crate::workbook::table::is_own_head;

/// What a sheet of a workbook is.
pub(super) enum Read {
    /// Nothing that is read, an empty one.
    Nothing,
    /// A front sheet: what somebody wrote there is told.
    Front(Vec<Told>),
    /// It belongs nowhere, or is no score sheet.
    Refused(Vec<Problem>),
    /// A member's sheet; of the secretary's table, one a member, and what is wrong with columns that
    /// are nobody's.
    Sheets(Vec<ReadSheet>, Vec<Problem>),
}

/// Reads a sheet of a workbook.
pub(super) fn read(
    roster: &Roster,
    file: &str,
    book: &Book,
    sheet: &Worksheet,
    options: CollectOptions,
    printouts: &mut Printouts,
) -> Read {
    let (identity, index, cell) = match whose(roster, file, book, sheet, options) {
        Whose::Nobodys => return unmarked(file, sheet),
        Whose::Front(identity) => return Read::Front(front(roster, file, sheet, identity)),
        Whose::Refused(problems) => return Read::Refused(problems),
        Whose::Of {
            identity,
            product,
            cell,
        } => (identity, product, cell),
    };
    let Some(product) = roster.products().get(index) else {
        return Read::Nothing;
    };
    let of = Of {
        roster,
        file,
        sheet,
        identity: &identity,
        index,
        product,
    };
    if identity.member.is_empty() {
        of.table(printouts)
    } else {
        of.member(cell, printouts)
    }
}

/// A sheet, and what it belongs to.
struct Of<'r> {
    roster: &'r Roster,
    file: &'r str,
    sheet: &'r Worksheet,
    identity: &'r Identity,
    index: usize,
    product: &'r RosteredProduct,
}

impl<'r> Of<'r> {
    fn blank(&self, member: &str) -> ReadSheet {
        ReadSheet {
            member: member.to_owned(),
            product: self.index,
            round: self.identity.round,
            ..ReadSheet::new(self.file, &self.sheet.name)
        }
    }

    fn no_heads(&self, column: usize) -> Read {
        Read::Refused(vec![no_heads(self.file, self.sheet, column)])
    }

    /// A member's own sheet; `own` is the cell of its identity.
    fn member(&self, own: &Cell, printouts: &mut Printouts) -> Read {
        let Some(columns) = Columns::find(self.sheet) else {
            return self.no_heads(4);
        };
        // whoever is not of the council was refused with the identity
        let Some(member) = self.roster.member(&self.identity.member) else {
            return Read::Nothing;
        };
        let mut read = self.blank(&member.id);
        // in a member's sheet what says whose it is stands between the headings and the identity
        match self.told_at_the_head(columns.head.max(own.row)) {
            Ok(told) => read.notices.extend(told),
            Err(problems) => return Read::Refused(problems),
        }
        if let Some(said) = names::assessor(self.sheet) {
            match said.of_another(self.roster, member) {
                Some(other) => {
                    return Read::Refused(vec![said.problem(self.file, self.sheet, other, member)]);
                }
                None => read
                    .notices
                    .extend(said.notice(self.file, self.sheet, member)),
            }
        }
        let beside = columns.take(
            &mut read,
            self.sheet,
            self.product,
            Kind::OfMember,
            printouts,
        );
        let beside: Vec<&Cell> = beside
            .into_iter()
            .filter(|c| (c.row, c.column) != (own.row, own.column))
            .collect();
        tell_beside(&mut read, self.sheet, &beside, Some(columns.input));
        let last = columns.note.max(columns.evidence).max(Some(columns.input));
        let above = self.sheet.cells.iter().filter(|c| {
            c.row <= columns.head && Some(c.column) > last && !c.formula && !c.value.is_blank()
        });
        let above: Vec<&Cell> = above.collect();
        tell_beside(&mut read, self.sheet, &above, None);
        tell_pinned(&mut read, self.sheet);
        Read::Sheets(vec![read], Vec::new())
    }

    /// The secretary's table.
    fn table(&self, printouts: &mut Printouts) -> Read {
        let Some((head, key, members)) = self.heads() else {
            return self.no_heads(2);
        };
        let titled = match self.told_at_the_head(head) {
            Ok(told) => told,
            Err(problems) => return Read::Refused(problems),
        };
        let words = self.words_in(head);
        let mut sheets: Vec<ReadSheet> = Vec::new();
        let last = members.iter().map(|(c, _)| c.column).max().unwrap_or(0);
        let nameless = self.nameless(head, key..last);
        let mut strange: Vec<Problem> = nameless.values().cloned().collect();
        for (cell, id) in &members {
            let Some(member) = self.roster.member(id) else {
                strange.push(self.stranger(cell, id));
                continue;
            };
            let named = names::of_column(self.roster, self.file, self.sheet, cell, member);
            let told = match named.transpose() {
                Ok(told) => told,
                Err(problem) => {
                    strange.push(problem);
                    continue;
                }
            };
            let columns = Columns {
                head,
                key,
                input: cell.column,
                note: None,
                evidence: None,
                words,
                worth: None,
                mark: None,
            };
            let mut read = self.blank(&member.id);
            read.notices.extend(told);
            read.is_column = true;
            read.head = Some(cell_name(&self.sheet.name, cell.row, cell.column));
            let first = sheets.is_empty();
            let kind = Kind::OfTable { first };
            let beside = columns.take(&mut read, self.sheet, self.product, kind, printouts);
            // each column is looked at with its own member
            let own: Vec<&Cell> = beside
                .into_iter()
                .filter(|c| c.column == columns.input)
                .collect();
            tell_beside(&mut read, self.sheet, &own, Some(columns.input));
            sheets.push(read);
        }
        let Some(first) = sheets.first_mut() else {
            return Read::Refused(strange);
        };
        first.notices.extend(titled);
        let beside = self.without_heading(head);
        let beside = beside.filter(|c| !nameless.contains_key(&c.column));
        let beside: Vec<&Cell> = beside.collect();
        tell_beside(first, self.sheet, &beside, None);
        tell_pinned(first, self.sheet);
        Read::Sheets(sheets, strange)
    }

    /// The column under the heading of words.
    fn words_in(&self, head: u32) -> Option<u16> {
        let mut row = self.sheet.cells.iter().filter(|c| c.row == head);
        let found = row.find(|c| is_head(&c.value.text(), usize::from(WORDS)));
        found.map(|c| c.column)
    }

    /// What the head of the sheet says of product and round beside the identity; why it is not taken, where
    /// the two contradict each other.
    fn told_at_the_head(&self, head: u32) -> Result<Option<Told>, Vec<Problem>> {
        let (file, sheet) = (self.file, self.sheet);
        let mut problems = Vec::new();
        problems.extend(other_round(file, sheet, head, self.identity.round));
        let title = title(self.roster, sheet, head);
        let told = title.and_then(|t| t.held_against(self.roster, file, sheet, self.product));
        let told = match told.transpose() {
            Ok(told) => told,
            Err(problem) => {
                problems.push(problem);
                None
            }
        };
        if problems.is_empty() {
            Ok(told)
        } else {
            Err(problems)
        }
    }

    /// What is filled in below a row of headings in columns that have none.
    fn without_heading(&self, head: u32) -> impl Iterator<Item = &'r Cell> {
        let cells = self.sheet.cells.iter();
        let headed = cells.filter(|c| c.row == head && !c.value.is_blank());
        let headed: BTreeSet<u16> = headed.map(|c| c.column).collect();
        let cells = self.sheet.cells.iter();
        cells.filter(move |c| c.row > head && !c.value.is_blank() && !headed.contains(&c.column))
    }

    /// Columns of points that no identifier heads, between those of members or below a name: nobody
    /// knows whose they are. In a table as text the names stand above the headings.
    fn nameless(&self, head: u32, between: Range<u16>) -> BTreeMap<u16, Problem> {
        let scores = self.without_heading(head);
        let scores = scores.filter(|c| c.column > between.start && c.value.whole().is_some());
        let columns: BTreeSet<u16> = scores.map(|c| c.column).collect();
        let problem = |column: u16| {
            let mut cells = self.sheet.cells.iter();
            let above = cells.find(|c| Some(c.row) == head.checked_sub(1) && c.column == column);
            let name = above.map(|c| shown(&c.value.tidied()));
            if name.is_none() && !between.contains(&column) {
                return None;
            }
            let (vi, en) = name.map_or_else(Default::default, |name| {
                (
                    format!(", chỉ có tên \"{name}\""),
                    format!(", only the name \"{name}\""),
                )
            });
            let problem = problem(
                self.file,
                self.sheet,
                Code::WorkbookLayout,
                None,
                format!("Cột có điểm mà tiêu đề không có mã thành viên{vi}: không nhận cột này."),
                format!(
                    "A column has points and no member's identifier as its heading{en}: none of it is taken."
                ),
            );
            let problem = problem.with_help(
                "Ghi mã của thành viên vào ô tiêu đề của cột, như m1.",
                "Write the member's identifier in the heading of the column, such as m1.",
            );
            let place = cell_name(&self.sheet.name, head, column);
            Some((column, problem.with_cell(place)))
        };
        columns.into_iter().filter_map(problem).collect()
    }

    /// The one member of this name.
    fn called(&self, name: &str) -> Option<&MemberReport<'static>> {
        let key = name_key(name);
        let of = |m: &&MemberReport<'_>| m.name.as_deref().is_some_and(|n| name_key(n) == key);
        let mut found = self.roster.members().iter().filter(of);
        found.next().filter(|_| found.next().is_none())
    }

    fn stranger(&self, cell: &Cell, id: &str) -> Problem {
        let known = self.roster.members().iter().map(|m| m.id.as_ref());
        if let Some(member) = self.called(id) {
            let own = &member.id;
            return problem(
                self.file,
                self.sheet,
                Code::WorkbookLayout,
                Some(cell),
                format!("Tiêu đề cột chỉ có tên \"{id}\", không có mã thành viên: không nhận cột này."),
                format!("The heading of the column is the name \"{id}\" without the member's identifier: none of it is taken."),
            )
            .with_help(
                format!("Ghi mã {own} ở dòng đầu của ô tiêu đề, tên ở dòng sau."),
                format!("Write the identifier {own} in the first line of the heading, the name below it."),
            );
        }
        problem(
            self.file,
            self.sheet,
            Code::UnknownMember,
            Some(cell),
            format!("Hội đồng không có thành viên \"{id}\"."),
            format!("The council has no member \"{id}\"."),
        )
        .with_help(
            "Tiêu đề mỗi cột điểm bắt đầu bằng mã của thành viên, như m1.",
            "Each column of points is headed by the identifier of its member, such as m1.",
        )
        .with_found(id)
        .with_nearest(nearest(id, known))
    }

    /// The headings of a table: their row, the column of marks, and each member's cell and identifier.
    fn heads(&self) -> Option<(u32, u16, Vec<MemberHead<'r>>)> {
        let is_key = |cell: &&Cell| is_head(&cell.value.text(), usize::from(KEY));
        self.sheet.cells.iter().filter(is_key).find_map(|key| {
            let row = self
                .sheet
                .cells
                .iter()
                .filter(|c| c.row == key.row && c.column > key.column);
            let members = row.filter_map(|cell| {
                let text = cell.value.text();
                let id = tidy(text.lines().next().unwrap_or_default()).into_owned();
                (!id.is_empty() && !is_own_head(&id)).then_some((cell, id))
            });
            let members: Vec<MemberHead<'_>> = members.collect();
            // headings that are names alone are told one by one
            let known = members
                .iter()
                .any(|(_, id)| self.roster.member(id).is_some() || self.called(id).is_some());
            known.then_some((key.row, key.column, members))
        })
    }
}

/// A sheet whose headings are gone.
pub(super) fn no_heads(file: &str, sheet: &Worksheet, column: usize) -> Problem {
    let (vi, en) = HEADS.get(column).copied().unwrap_or_default();
    let [(key_vi, key_en), ..] = HEADS;
    problem(
        file,
        sheet,
        Code::WorkbookLayout,
        None,
        format!("Không thấy dòng tiêu đề có các cột \"{key_vi}\" và \"{vi}\"."),
        format!("There is no row of headings with \"{key_en}\" and \"{en}\"."),
    )
    .with_help(
        "Ghi lại dòng tiêu đề như khi phát phiếu, hoặc chép điểm sang phiếu phát lại.",
        "Write the headings as they were handed out, or copy the points to a sheet that is handed out anew.",
    )
}

/// What somebody wrote on a front sheet: right of its table or below it, but for its identity.
fn front(roster: &Roster, file: &str, sheet: &Worksheet, identity: &Cell) -> Vec<Told> {
    let mut read = ReadSheet::new(file, &sheet.name);
    let own = Identity::read(&identity.value.text());
    let member = own.and_then(|own| roster.member(&own.member));
    let said = names::assessor(sheet).zip(member);
    let told = said.and_then(|(said, member)| said.notice(file, sheet, member));
    read.notices.extend(told);
    // the row between the last product and the identity is empty
    let last = identity.row.saturating_sub(1);
    let head = sheet
        .cells
        .iter()
        .find(|c| is_head(&c.value.text(), usize::from(KEY)));
    let results = |c: &&Cell| {
        let below = head.is_some_and(|head| c.row > head.row);
        below && c.row < last && LIVE.contains(&c.column)
    };
    // whoever saves values alone has written over none of them
    let are_live = sheet.cells.iter().filter(results).any(|c| c.formula);
    let stray = sheet.cells.iter().filter(|c| {
        let outside = c.column >= FRONT_COLUMNS || c.row >= last;
        let over = are_live && results(c) && !is_word_of_recusal(&c.value.text());
        let own = (c.row, c.column) == (identity.row, identity.column);
        (outside || over) && !own && !c.formula && !c.value.is_blank()
    });
    let stray: Vec<&Cell> = stray.collect();
    tell_beside(&mut read, sheet, &stray, None);
    tell_pinned(&mut read, sheet);
    read.notices
}

/// The heading of a member's column, and the identifier that it begins with.
type MemberHead<'s> = (&'s Cell, String);

/// A sheet without an identity: the list of what is to be mended, an empty one, or one that somebody
/// added, of which something should be known.
fn unmarked(file: &str, sheet: &Worksheet) -> Read {
    let filled = sheet.cells.iter().find(|c| !c.value.is_blank());
    let Some(first) = filled else {
        return Read::Nothing;
    };
    let text = first.value.tidied();
    if first.row == 0 && (text.starts_with(MENDING.0) || text.starts_with(MENDING.1)) {
        return Read::Nothing;
    }
    Read::Refused(vec![
        problem(
            file,
            sheet,
            Code::WorkbookLayout,
            Some(first),
            "Trang này không có mã nhận dạng nên không đọc.",
            "This sheet has no identity, so it is not read.",
        )
        .with_help(
            "Mã là dòng chữ nhỏ bắt đầu bằng {\"ocop\": trên phiếu đã phát; nếu đã xóa thì chép điểm sang phiếu phát lại.",
            "The identity is the small line beginning with {\"ocop\": on the sheet as handed out; where it was deleted, copy the points to one handed out anew.",
        )
        .with_found(text.chars().take(80).collect::<String>()),
    ])
}
