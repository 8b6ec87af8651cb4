//! One sheet of a workbook: whose it is, and what is filled in, each with its cell.

use std::collections::{BTreeMap, BTreeSet};

use ocop::criteria::SetReport;
use ocop::{Code, CriterionId, Problem, nearest, tidy};

use super::given::Options;
use super::report::Told;
use crate::workbook::identity::{BEGINS, Identity, PROPERTY};
use crate::workbook::member::layout::{EVIDENCE, INPUT, KEY, NOTE};
use crate::workbook::member::words::HEADS;
use crate::workbook::place::{a1, cell_name};
use crate::workbook::read::{Book, Cell, Sheet, Value};
use crate::workbook::roster::Roster;
use crate::workbook::slot::{
    CASE_MARK, COMMENT_MARK, Entry, FINDING_MARK, Filled, Remarks, SUBMITTED_MARK, Slot,
    UNCHANGED_MARK,
};
use crate::workbook::table::is_own_head;

/// The most cells beside the sheet that are told one by one.
const MOST_TOLD: usize = 20;

/// What a sheet of a workbook is.
pub(super) enum Read {
    /// Nothing that is read: a front sheet, an empty one.
    Nothing,
    /// It belongs nowhere, or is no score sheet.
    Refused(Vec<Problem>),
    /// A member's sheet; of the secretary's table, one a member.
    Sheets(Vec<ReadSheet>),
}

/// A score sheet that was read.
#[derive(Debug, Clone)]
pub(super) struct ReadSheet {
    pub file: String,
    pub sheet: String,
    pub member: String,
    /// The product, by its place in the roster.
    pub product: usize,
    pub round: u8,
    /// Everything that is filled in, as it was written.
    pub filled: Filled,
    /// Of it, what can be used.
    pub good: Filled,
    /// The cells of the places.
    pub cells: BTreeMap<Slot, String>,
    pub problems: Vec<Problem>,
    pub notices: Vec<Told>,
    pub remarks: Remarks,
    /// Whether it may go into the session.
    pub taken: bool,
}

impl ReadSheet {
    /// File and sheet, for messages.
    pub(super) fn place(&self) -> String {
        format!("{} ({})", self.file, self.sheet)
    }

    /// Whether nothing is filled in.
    pub(super) fn is_blank(&self) -> bool {
        self.filled.is_empty()
    }

    /// Tells what is wrong with a place, or with the sheet; what is wrong is not used.
    pub(super) fn refuse(
        &mut self,
        code: Code,
        slot: Option<Slot>,
        vi: impl Into<String>,
        en: impl Into<String>,
    ) {
        self.refuse_for(Problem::new(code, "", vi, en), slot);
    }

    pub(super) fn refuse_for(&mut self, mut problem: Problem, slot: Option<Slot>) {
        let cell = slot.and_then(|s| self.cells.get(&s).cloned());
        problem.path = String::new();
        problem.file = Some(self.file.clone());
        if problem.cell.is_none() {
            problem.cell = Some(cell.unwrap_or_else(|| ocop_text::clean(&self.sheet).into_owned()));
        }
        if let Some(slot) = slot {
            let without = Problem {
                file: None,
                cell: None,
                ..problem.clone()
            };
            let line = format!(
                "{}\n{}",
                without.line(ocop::Lang::Vi),
                without.line(ocop::Lang::En)
            );
            self.remarks.entry(slot).or_default().push(line);
            self.good.remove(&slot);
        }
        self.problems.push(problem);
    }

    /// Tells something that is in nobody's way.
    pub(super) fn note(&mut self, vi: impl Into<String>, en: impl Into<String>) {
        let cell = ocop_text::clean(&self.sheet).into_owned();
        self.notices.push(Told::new(&self.file, cell, vi, en));
    }
}

/// Reads a sheet of a workbook.
pub(super) fn read(
    roster: &Roster,
    file: &str,
    book: &Book,
    sheet: &Sheet,
    options: Options,
) -> Read {
    let problem = |code, cell: Option<&Cell>, vi: String, en: String| {
        let mut problem = Problem::new(code, "", vi, en);
        problem.file = Some(file.to_owned());
        problem.with_cell(match cell {
            Some(c) => cell_name(&sheet.name, c.row, c.column),
            None => ocop_text::clean(&sheet.name).into_owned(),
        })
    };
    let mut marks = Vec::new();
    for cell in &sheet.cells {
        if let Value::Text(text) = &cell.value
            && text.trim_start().starts_with(BEGINS)
        {
            marks.push((cell, Identity::read(text)));
        }
    }
    let Some((first, identity)) = marks.first() else {
        return unmarked(file, sheet);
    };
    let Some(identity) = identity else {
        return Read::Refused(vec![problem(
            Code::WorkbookLayout,
            Some(first),
            "Mã nhận dạng của phiếu đã bị sửa: không biết phiếu của ai.".into(),
            "The identity of the sheet was changed: nobody knows whose it is.".into(),
        )]);
    };
    if let Some((other, _)) = marks.iter().find(|(_, i)| i.as_ref() != Some(identity)) {
        return Read::Refused(vec![problem(
            Code::WorkbookLayout,
            Some(other),
            "Một trang có hai mã nhận dạng khác nhau.".into(),
            "One sheet has two identities.".into(),
        )]);
    }
    let Some(id) = &identity.product else {
        return Read::Nothing;
    };
    let mut told = Vec::new();
    let mut refuse = |code, vi: String, en: String, near: Option<&str>| {
        told.push(problem(code, Some(first), vi, en).with_nearest(near));
    };
    let property = book
        .properties
        .get(PROPERTY)
        .and_then(|p| Identity::read(p));
    let whole = Identity {
        product: None,
        subject: None,
        ..identity.clone()
    };
    if property.is_some_and(|p| p != whole) {
        refuse(
            Code::OtherSession,
            "Trang này chép từ bảng tính của người, vòng hay phiên khác.".into(),
            "This sheet was copied from the workbook of another member, round or session.".into(),
            None,
        );
    }
    if identity.session != roster.session {
        refuse(
            Code::OtherSession,
            "Phiếu của một phiên khác (khác ngày, cấp, bộ tiêu chí hay hội đồng).".into(),
            "A sheet of another session: another day, level, version or council.".into(),
            None,
        );
    }
    if let Some(round) = options.round.filter(|r| *r != identity.round) {
        refuse(
            Code::OtherSession,
            format!("Phiếu của vòng {}, đang thu vòng {round}.", identity.round),
            format!(
                "A sheet of round {}; round {round} is collected.",
                identity.round
            ),
            None,
        );
    }
    let is_table = identity.member.is_empty();
    if !is_table && roster.member(&identity.member).is_none() {
        let known = roster.members().iter().map(|m| m.id.as_ref());
        refuse(
            Code::UnknownMember,
            format!("Hội đồng không có thành viên \"{}\".", identity.member),
            format!("The council has no member \"{}\".", identity.member),
            nearest(&identity.member, known),
        );
    }
    let place = roster.products().iter().position(|p| p.id == *id);
    let product = place.and_then(|i| roster.products().get(i));
    match product {
        None => refuse(
            Code::UnknownProduct,
            format!("Phiên này không có sản phẩm \"{id}\"."),
            format!("There is no product \"{id}\" in this session."),
            nearest(id, roster.products().iter().map(|p| p.id.as_str())),
        ),
        Some(product) if identity.subject.as_ref() != Some(&product.subject) => refuse(
            Code::OtherSession,
            format!(
                "Sản phẩm \"{id}\" của phiên bây giờ là \"{}\", khác tên hoặc khác bộ so với lúc phát phiếu.",
                product.name
            ),
            format!(
                "The session's product \"{id}\" is now \"{}\": its name or set is not that of when the sheet was handed out.",
                product.name
            ),
            None,
        ),
        Some(_) => {}
    }
    let (Some(place), Some(product), true) = (place, product, told.is_empty()) else {
        return Read::Refused(told);
    };
    let blank = |member: &str| ReadSheet {
        file: file.to_owned(),
        sheet: sheet.name.clone(),
        member: member.to_owned(),
        product: place,
        round: identity.round,
        filled: Filled::new(),
        good: Filled::new(),
        cells: BTreeMap::new(),
        problems: Vec::new(),
        notices: Vec::new(),
        remarks: Remarks::new(),
        taken: true,
    };
    let no_heads = |column: usize| {
        let (vi, en) = HEADS.get(column).copied().unwrap_or_default();
        Read::Refused(vec![problem(
            Code::WorkbookLayout,
            None,
            format!(
                "Không thấy dòng tiêu đề có các cột \"{}\" và \"{vi}\".",
                HEADS[0].0
            ),
            format!(
                "There is no row of headings with \"{}\" and \"{en}\".",
                HEADS[0].1
            ),
        )])
    };
    if is_table {
        let Some((head, key, members)) = heads_of_table(sheet, roster) else {
            return no_heads(2);
        };
        let mut sheets: Vec<ReadSheet> = Vec::new();
        let mut strange = Vec::new();
        for (cell, id) in &members {
            let Some(member) = roster.member(id) else {
                let known = roster.members().iter().map(|m| m.id.as_ref());
                strange.push(
                    problem(
                        Code::UnknownMember,
                        Some(cell),
                        format!("Hội đồng không có thành viên \"{id}\"."),
                        format!("The council has no member \"{id}\"."),
                    )
                    .with_nearest(nearest(id, known)),
                );
                continue;
            };
            let columns = Columns {
                head,
                key,
                input: cell.column,
                note: None,
                evidence: None,
            };
            let mut read = blank(&member.id);
            columns.take(&mut read, sheet, &product.shown);
            sheets.push(read);
        }
        if let Some(first) = sheets.first_mut() {
            first.problems.extend(strange);
            let last = members.iter().map(|(c, _)| c.column).max().unwrap_or(0);
            let beside = sheet
                .cells
                .iter()
                .filter(|c| c.row > head && c.column > last && !c.value.is_blank());
            let beside: Vec<&Cell> = beside.collect();
            tell_beside(first, sheet, &beside, None);
            return Read::Sheets(sheets);
        }
        return Read::Refused(strange);
    }
    let Some(columns) = Columns::find(sheet) else {
        return no_heads(4);
    };
    let mut read = blank(&identity.member);
    let beside = columns.take(&mut read, sheet, &product.shown);
    let beside: Vec<&Cell> = beside
        .into_iter()
        .filter(|c| (c.row, c.column) != (first.row, first.column))
        .collect();
    tell_beside(&mut read, sheet, &beside, Some(columns.input));
    Read::Sheets(vec![read])
}

/// The heading of a member's column, and the identifier that it begins with.
type MemberHead<'s> = (&'s Cell, String);

/// The headings of a table: their row, the column of marks, and each member's cell and identifier.
fn heads_of_table<'s>(
    sheet: &'s Sheet,
    roster: &Roster,
) -> Option<(u32, u16, Vec<MemberHead<'s>>)> {
    let is_key = |cell: &&Cell| {
        let text = tidy(&cell.value.text()).into_owned();
        HEADS
            .first()
            .is_some_and(|(vi, en)| text == *vi || text == *en)
    };
    sheet.cells.iter().filter(is_key).find_map(|key| {
        let row = sheet
            .cells
            .iter()
            .filter(|c| c.row == key.row && c.column > key.column);
        let members = row.filter_map(|cell| {
            let text = cell.value.text();
            let id = text.lines().next().unwrap_or_default().trim().to_owned();
            (!id.is_empty() && !is_own_head(&id)).then_some((cell, id))
        });
        let members: Vec<MemberHead<'_>> = members.collect();
        let known = members.iter().any(|(_, id)| roster.member(id).is_some());
        known.then_some((key.row, key.column, members))
    })
}

/// A sheet without an identity: the list of what is to be mended, an empty one, or one that somebody
/// added, of which something should be known.
fn unmarked(file: &str, sheet: &Sheet) -> Read {
    let filled = sheet.cells.iter().find(|c| !c.value.is_blank());
    let Some(first) = filled else {
        return Read::Nothing;
    };
    let text = first.value.text();
    if first.row == 0 && (text.starts_with("CẦN SỬA:") || text.starts_with("TO MEND:")) {
        return Read::Nothing;
    }
    let mut problem = Problem::new(
        Code::WorkbookLayout,
        "",
        "Trang này không có mã nhận dạng nên không đọc.",
        "This sheet has no identity, so it is not read.",
    )
    .with_cell(cell_name(&sheet.name, first.row, first.column))
    .with_found(text.chars().take(80).collect::<String>());
    problem.file = Some(file.to_owned());
    Read::Refused(vec![problem])
}

/// Where the columns stand, wherever they were moved to.
struct Columns {
    head: u32,
    key: u16,
    input: u16,
    note: Option<u16>,
    evidence: Option<u16>,
}

impl Columns {
    fn find(sheet: &Sheet) -> Option<Self> {
        let is = |cell: &Cell, column: u16| {
            let head = HEADS.get(usize::from(column));
            let text = tidy(&cell.value.text()).to_lowercase();
            head.is_some_and(|(vi, en)| text == vi.to_lowercase() || text == en.to_lowercase())
        };
        let rows: BTreeSet<u32> = sheet
            .cells
            .iter()
            .filter(|c| is(c, INPUT))
            .map(|c| c.row)
            .collect();
        rows.into_iter().find_map(|head| {
            let at = |column: u16| {
                let mut row = sheet.cells.iter().filter(|c| c.row == head);
                row.find(|c| is(c, column)).map(|c| c.column)
            };
            Some(Self {
                head,
                key: at(KEY)?,
                input: at(INPUT)?,
                note: at(NOTE),
                evidence: at(EVIDENCE),
            })
        })
    }

    /// Takes what is filled in; gives what stands beside it.
    fn take<'s>(&self, read: &mut ReadSheet, sheet: &'s Sheet, set: &SetReport) -> Vec<&'s Cell> {
        let ids: BTreeMap<String, CriterionId> = set
            .parts
            .iter()
            .flat_map(|p| &p.sections)
            .flat_map(|s| &s.criteria)
            .map(|c| (c.criterion.to_string(), c.criterion))
            .collect();
        let mut keys: BTreeMap<u32, [Option<Slot>; 3]> = BTreeMap::new();
        for cell in sheet
            .cells
            .iter()
            .filter(|c| c.column == self.key && c.row > self.head)
        {
            let text = cell.value.text();
            let text = tidy(&text);
            let slots = match ids.get(text.as_ref()) {
                Some(id) => [
                    Some(Slot::Points(*id)),
                    Some(Slot::Note(*id)),
                    Some(Slot::Evidence(*id)),
                ],
                None => [marked(&text, set), None, None],
            };
            if slots.iter().any(Option::is_some) {
                keys.insert(cell.row, slots);
            }
        }
        for (row, [input, note, evidence]) in &keys {
            let columns = [
                (input, Some(self.input)),
                (note, self.note),
                (evidence, self.evidence),
            ];
            for (slot, column) in columns {
                if let (Some(slot), Some(column)) = (slot, column) {
                    let cell = cell_name(&sheet.name, *row, column);
                    read.cells.entry(*slot).or_insert(cell);
                }
            }
        }
        for id in ids
            .values()
            .filter(|id| !read.cells.contains_key(&Slot::Points(**id)))
            .copied()
            .collect::<Vec<_>>()
        {
            read.refuse(
                Code::WorkbookLayout,
                None,
                format!("Mất dòng của tiêu chí {id}."),
                format!("The row of criterion {id} is gone."),
            );
        }
        let mut beside = Vec::new();
        for cell in sheet
            .cells
            .iter()
            .filter(|c| c.row > self.head && !c.value.is_blank())
        {
            let slots = keys.get(&cell.row).copied().unwrap_or_default();
            let slot = match cell.column {
                column if column == self.input => slots[0],
                column if Some(column) == self.note => slots[1],
                column if Some(column) == self.evidence => slots[2],
                _ => None,
            };
            match slot {
                Some(slot) => value(read, sheet, cell, slot),
                None if self.is_ours(cell, slots[0].is_some()) => {}
                None => beside.push(cell),
            }
        }
        beside
    }

    /// Whether something is part of the sheet as it was handed out: words left of the input, formulas
    /// and their results.
    fn is_ours(&self, cell: &Cell, keyed: bool) -> bool {
        if cell.column < self.input || cell.formula {
            return true;
        }
        if cell.column > self.input || keyed {
            // the day and the signature stand across the last columns
            return false;
        }
        const RESULTS: [&str; 8] = ["☐", "☑", "đạt", "chưa đạt", "met", "not met", "–", ""];
        RESULTS.contains(&cell.value.text().as_ref())
    }
}

/// Tells of cells beside the sheet, and of points that stand in another row than that of their
/// criterion: those are meant for something.
fn tell_beside(read: &mut ReadSheet, sheet: &Sheet, beside: &[&Cell], input: Option<u16>) {
    for cell in beside.iter().take(MOST_TOLD) {
        let place = cell_name(&sheet.name, cell.row, cell.column);
        let found: String = cell.value.text().chars().take(80).collect();
        if Some(cell.column) == input && cell.value.whole().is_some() {
            let mut problem = Problem::new(
                Code::CellNotRead,
                "",
                format!("\"{found}\" không nằm ở dòng của một tiêu chí nên không tính."),
                format!("\"{found}\" does not stand in the row of a criterion and is not counted."),
            )
            .with_help(
                "Ghi điểm ở dòng có số thứ tự của tiêu chí.",
                "Enter points in the row that bears the criterion's number.",
            )
            .with_found(found);
            problem.cell = Some(place);
            read.refuse_for(problem, None);
        } else {
            read.notices.push(Told::new(
                &read.file,
                place,
                format!("Không đọc ô này: \"{found}\"."),
                format!("This cell is not read: \"{found}\"."),
            ));
        }
    }
    if let Some(more) = beside.len().checked_sub(MOST_TOLD).filter(|n| *n > 0) {
        read.note(
            format!("Còn {more} ô khác không đọc."),
            format!("{more} more cells are not read."),
        );
    }
}

/// The place that a row's mark is of.
fn marked(text: &str, set: &SetReport) -> Option<Slot> {
    match text {
        CASE_MARK if !set.cases.is_empty() => Some(Slot::Case),
        UNCHANGED_MARK => Some(Slot::Unchanged),
        COMMENT_MARK => Some(Slot::Comment),
        SUBMITTED_MARK => Some(Slot::Submitted),
        _ => {
            let number: usize = text.strip_prefix(FINDING_MARK)?.parse().ok()?;
            let place = number.checked_sub(1).filter(|i| *i < set.findings.len())?;
            Some(Slot::Finding(place))
        }
    }
}

/// Takes what stands in a place.
fn value(read: &mut ReadSheet, sheet: &Sheet, cell: &Cell, slot: Slot) {
    let place = cell_name(&sheet.name, cell.row, cell.column);
    let text = cell.value.text();
    let entry = match slot {
        Slot::Points(_) => match cell.value.whole() {
            Some(whole) => Entry::Number(whole),
            None => Entry::Text(text.to_string()),
        },
        _ => Entry::Text(text.to_string()),
    };
    let entry = match (slot, is_yes(&text)) {
        (Slot::Finding(_) | Slot::Unchanged | Slot::Submitted, Some(true)) => Entry::from("x"),
        (Slot::Finding(_) | Slot::Unchanged | Slot::Submitted, Some(false)) => return,
        _ => entry,
    };
    if let Some(before) = read.filled.get(&slot) {
        if *before == entry {
            return;
        }
        let first = read.cells.get(&slot).cloned().unwrap_or_default();
        let here = a1(cell.row, cell.column);
        read.refuse(
            Code::RepeatedEntry,
            Some(slot),
            format!("Hai dòng cùng một mục ghi khác nhau (ô này và {here}): không tính."),
            format!("Two rows of one entry differ (this cell and {here}): neither counts."),
        );
        read.cells.insert(slot, first);
        return;
    }
    read.cells.insert(slot, place.clone());
    read.filled.insert(slot, entry.clone());
    if cell.formula {
        read.notices.push(Told::new(
            &read.file,
            place,
            format!("Ô này là công thức: lấy giá trị cuối cùng \"{text}\"."),
            format!("This cell is a formula: its last value \"{text}\" is taken."),
        ));
    }
    let wrong = match (slot, &entry) {
        (Slot::Points(id), Entry::Text(_)) => Some((
            Code::WrongType,
            format!("Gặp \"{text}\", cần một số nguyên là điểm của tiêu chí {id}."),
            format!("Found \"{text}\", expected a whole number: the points of criterion {id}."),
        )),
        (Slot::Finding(_) | Slot::Unchanged | Slot::Submitted, Entry::Text(word))
            if word != "x" =>
        {
            Some((
                Code::UnknownChoice,
                format!("Gặp \"{text}\", cần x hoặc để trống."),
                format!("Found \"{text}\", expected x or nothing."),
            ))
        }
        _ => None,
    };
    read.good.insert(slot, entry);
    if let Some((code, vi, en)) = wrong {
        let problem =
            Problem::new(code, "", vi, en).with_found(text.chars().take(80).collect::<String>());
        read.refuse_for(problem, Some(slot));
    }
}

/// Whether a mark says yes or no, as people write it.
fn is_yes(text: &str) -> Option<bool> {
    let word = tidy(text).to_lowercase();
    match word.as_str() {
        "x" | "×" | "✓" | "✔" | "☑" | "☒" | "v" | "có" | "co" | "yes" | "y" | "1" | "true"
        | "đã nộp" | "đã" | "rồi" | "submitted" | "handed in" => Some(true),
        "không" | "khong" | "chưa" | "chua" | "chưa nộp" | "no" | "n" | "0" | "false" | "-"
        | "–" | "☐" => Some(false),
        _ => None,
    }
}
