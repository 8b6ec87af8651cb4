//! What the head of a sheet says of product and round, held against its identity: a sheet that was copied
//! for another product by hand bears one's title and the other's identity.

use ocop::{Code, NoticeCode, Problem, name_key, slug, tidy};

use super::report::Told;
use super::value::shown;
use super::whose::problem;
use crate::workbook::address::cell_name;
use crate::workbook::read::{Cell, Worksheet};
use crate::workbook::roster::{Roster, RosteredProduct};

/// What parts a title: its product's identifier, its name, its round.
const BETWEEN: char = '·';

/// A title as it stands on a sheet.
pub(super) struct Title<'s> {
    cell: &'s Cell,
    id: String,
    /// None where nothing stands there but an identifier and a round.
    name: String,
}

/// The title: above the headings, the row that begins with the identifier of one of the products.
pub(super) fn title<'s>(roster: &Roster, sheet: &'s Worksheet, head: u32) -> Option<Title<'s>> {
    let above = || sheet.cells.iter().filter(|c| c.row < head);
    above().find_map(|cell| {
        let text = cell.value.tidied();
        // in a table as text the identifier has a cell of its own
        let (id, rest) = match text.split_once(BETWEEN) {
            Some((id, rest)) => (tidy(id).into_owned(), tidy(rest).into_owned()),
            None => {
                let next = cell.column.saturating_add(1);
                let beside = above().find(|c| (c.row, c.column) == (cell.row, next));
                let name = beside.map_or_else(String::new, |c| c.value.tidied().into_owned());
                (text.into_owned(), name)
            }
        };
        roster.product_at(&id)?;
        let name = match rest.rsplit_once(BETWEEN) {
            Some((name, last)) if round_in(last).is_some() => tidy(name).into_owned(),
            None if round_in(&rest).is_some() => String::new(),
            _ => rest,
        };
        Some(Title { cell, id, name })
    })
}

impl Title<'_> {
    /// What is to be said where the title is not that of the product that the identity says: that it is
    /// nobody's where the title is another product's, a notice where no product is called so.
    pub(super) fn held_against(
        &self,
        roster: &Roster,
        file: &str,
        sheet: &Worksheet,
        product: &RosteredProduct,
    ) -> Option<Result<Told, Problem>> {
        let is = |p: &RosteredProduct| name_key(&p.name) == name_key(&self.name);
        let by_id = roster.product(&self.id).filter(|p| p.id != product.id);
        let mut others = roster.products().iter();
        let named = !name_key(&self.name).is_empty() && !is(product);
        let by_name = others.find(|p| named && is(p));
        if let Some(other) = by_id.or(by_name) {
            return Some(Err(self.of_another(file, sheet, other, product)));
        }
        if !named {
            return None;
        }
        let (said, own, id) = (shown(&self.name), &product.name, &product.id);
        Some(Ok(Told::new(
            NoticeCode::CellPassedOver,
            file,
            cell_name(&sheet.name, self.cell.row, self.cell.column),
            format!(
                "Đầu trang ghi \"{said}\", mã nhận dạng là của \"{own}\" ({id}): tính cho {own}."
            ),
            format!(
                "The head of the sheet says \"{said}\", its identity is that of \"{own}\" ({id}): it counts for that product."
            ),
        )))
    }

    fn of_another(
        &self,
        file: &str,
        sheet: &Worksheet,
        other: &RosteredProduct,
        product: &RosteredProduct,
    ) -> Problem {
        let (said, said_id) = (&other.name, &other.id);
        let (own, id) = (&product.name, &product.id);
        problem(
            file,
            sheet,
            Code::WorkbookLayout,
            Some(self.cell),
            format!(
                "Đầu trang ghi sản phẩm \"{said}\" ({said_id}), mã nhận dạng là của \"{own}\" ({id}): không biết phiếu của sản phẩm nào, không nhận."
            ),
            format!(
                "The head of the sheet says \"{said}\" ({said_id}), its identity is that of \"{own}\" ({id}): nobody knows which product it is of, it is not taken."
            ),
        )
        .with_help(
            "Hỏi người đã chấm, rồi chép điểm sang phiếu phát cho sản phẩm đó.",
            "Ask who scored, then copy the points to the sheet that was handed out for that product.",
        )
        .with_found(shown(&format!("{} {BETWEEN} {}", self.id, self.name)))
    }
}

/// Why a sheet is not taken whose head names another round than its identity.
pub(super) fn other_round(file: &str, sheet: &Worksheet, head: u32, round: u8) -> Option<Problem> {
    let last = |cell: &Cell| {
        let text = cell.value.tidied();
        round_in(text.rsplit_once(BETWEEN)?.1)
    };
    let mut heads = sheet.cells.iter().filter(|c| c.row < head);
    let (cell, said) = heads.find_map(|c| Some((c, last(c)?)))?;
    if said == u64::from(round) {
        return None;
    }
    let problem = problem(
        file,
        sheet,
        Code::WorkbookLayout,
        Some(cell),
        format!(
            "Trang ghi vòng {said}, mã nhận dạng là của vòng {round}: không biết phiếu của vòng nào, không nhận."
        ),
        format!(
            "The sheet says round {said}, its identity is that of round {round}: nobody knows which round it is of, it is not taken."
        ),
    );
    let problem = problem.with_help(
        "Mỗi vòng chấm trên phiếu phát cho vòng đó: chép điểm sang phiếu phát lại.",
        "Each round is scored on the sheets that were handed out for it: copy the points to one handed out anew.",
    );
    Some(problem.with_found(said.to_string()))
}

/// The round that words are, and nothing besides.
fn round_in(words: &str) -> Option<u64> {
    let words = slug(words);
    let mut rounds = ["vong-", "round-"].into_iter();
    rounds.find_map(|word| words.strip_prefix(word)?.parse().ok())
}
