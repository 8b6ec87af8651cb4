//! Whose sheet it is: its identity held against the session it is collected into.

use ocop::{Code, Problem, nearest};

use super::given::CollectOptions;
use crate::workbook::address::cell_name;
use crate::workbook::identity::{BEGINS, Identity, PROPERTY, SheetIdentity};
use crate::workbook::read::{Book, Cell, Value, Worksheet};
use crate::workbook::roster::Roster;

/// What a sheet says of itself.
pub(super) enum Whose<'s> {
    /// No identity stands in it.
    Nobodys,
    /// It is of a workbook as a whole: a front sheet, and where its identity stands.
    Front(&'s Cell),
    /// It belongs nowhere in this session.
    Refused(Vec<Problem>),
    /// A member's sheet on a product; of no member, the secretary's table.
    Of {
        identity: Identity,
        /// The product, by its position in the roster.
        product: usize,
        /// Where the identity stands.
        cell: &'s Cell,
    },
}

/// A problem of a sheet, or of a cell in it.
pub(super) fn problem(
    file: &str,
    sheet: &Worksheet,
    code: Code,
    cell: Option<&Cell>,
    vi: impl Into<String>,
    en: impl Into<String>,
) -> Problem {
    let mut problem = Problem::new(code, "", vi, en);
    problem.file = Some(file.to_owned());
    problem.with_cell(match cell {
        Some(c) => cell_name(&sheet.name, c.row, c.column),
        None => ocop_text::clean(&sheet.name).into_owned(),
    })
}

/// Reads the identity of a sheet.
pub(super) fn whose<'s>(
    roster: &Roster,
    file: &str,
    book: &Book,
    sheet: &'s Worksheet,
    options: CollectOptions,
) -> Whose<'s> {
    let mut marks = Vec::new();
    for cell in &sheet.cells {
        if let Value::Text(text) = &cell.value
            && text.trim_start().starts_with(BEGINS)
        {
            marks.push((cell, Identity::read(text)));
        }
    }
    let Some((first, identity)) = marks.first() else {
        return Whose::Nobodys;
    };
    if SheetIdentity::read(&first.value.text()).is_some() {
        let (vi, en) = (
            "Phiếu này không thuộc phiên họp nào: không biết ai chấm, vòng nào.",
            "This sheet is of no session: nobody knows who scored, in which round.",
        );
        let problem = problem(file, sheet, Code::OtherSession, Some(first), vi, en).with_help(
            "Chấm trên bảng tính phát từ phiên họp, hoặc tính riêng phiếu này như một hồ sơ.",
            "Score in a workbook of the session, or rate this sheet by itself, as a dossier.",
        );
        return Whose::Refused(vec![problem]);
    }
    let Some(identity) = identity else {
        return Whose::Refused(vec![problem(
            file,
            sheet,
            Code::WorkbookLayout,
            Some(first),
            "Mã nhận dạng của phiếu đã bị sửa: không biết phiếu của ai.",
            "The identity of the sheet was changed: nobody knows whose it is.",
        )]);
    };
    if let Some((other, _)) = marks.iter().find(|(_, i)| i.as_ref() != Some(identity)) {
        return Whose::Refused(vec![problem(
            file,
            sheet,
            Code::WorkbookLayout,
            Some(other),
            "Một trang có hai mã nhận dạng khác nhau.",
            "One sheet has two identities.",
        )]);
    }
    let Some(id) = &identity.product else {
        return Whose::Front(first);
    };
    let mut told = elsewhere(roster, book, identity, options);
    let index = roster.product_at(id);
    match index.and_then(|i| roster.products().get(i)) {
        None => told.push((
            Code::UnknownProduct,
            format!("Phiên này không có sản phẩm \"{id}\"."),
            format!("There is no product \"{id}\" in this session."),
            nearest(id, roster.products().iter().map(|p| p.id.as_str())),
        )),
        Some(product) if identity.subject.as_ref() != Some(&product.subject) => told.push((
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
        )),
        Some(_) => {}
    }
    match index.filter(|_| told.is_empty()) {
        Some(product) => Whose::Of {
            identity: identity.clone(),
            product,
            cell: first,
        },
        None => {
            let told = told.into_iter().map(|(code, vi, en, near)| {
                problem(file, sheet, code, Some(first), vi, en).with_nearest(near)
            });
            Whose::Refused(told.collect())
        }
    }
}

/// What is wrong, in both languages, and what is nearest to it.
type Wrong<'r> = (Code, String, String, Option<&'r str>);

/// Why a sheet is of another session, round or member.
fn elsewhere<'r>(
    roster: &'r Roster,
    book: &Book,
    identity: &Identity,
    options: CollectOptions,
) -> Vec<Wrong<'r>> {
    let mut told: Vec<Wrong<'r>> = Vec::new();
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
        told.push((
            Code::OtherSession,
            "Trang này chép từ bảng tính của người, vòng hay phiên khác.".into(),
            "This sheet was copied from the workbook of another member, round or session.".into(),
            None,
        ));
    }
    if identity.session != roster.session {
        told.push((
            Code::OtherSession,
            "Phiếu của một phiên khác (khác ngày, cấp, bộ tiêu chí hay hội đồng).".into(),
            "A sheet of another session: another day, level, version or council.".into(),
            None,
        ));
    }
    if let Some(round) = options.round.filter(|r| *r != identity.round) {
        let own = identity.round;
        told.push((
            Code::OtherSession,
            format!("Phiếu của vòng {own}, đang thu vòng {round}."),
            format!("A sheet of round {own}; round {round} is collected."),
            None,
        ));
    }
    let member = &identity.member;
    if !member.is_empty() && roster.member(member).is_none() {
        let known = roster.members().iter().map(|m| m.id.as_ref());
        told.push((
            Code::UnknownMember,
            format!("Hội đồng không có thành viên \"{member}\"."),
            format!("The council has no member \"{member}\"."),
            nearest(member, known),
        ));
    }
    told
}
