//! Whether the figures that a product's result is worked out from agree with the sheet of its product
//! set and with each other.

mod minimums;
mod people;

use crate::criteria::{CriteriaVersion, ProductSet};
use crate::problem::Problems;

use super::basis::Council;
use super::contradictions::Told;
use super::mean::{Deviation, distance};
use super::product_report::{CriterionTally, ProductTally, SheetTally};

/// Checks the figures of one product.
pub(super) fn figures(
    told: &mut Told,
    council: &Council<'_, '_>,
    version: &CriteriaVersion,
    product: &ProductTally<'_>,
    path: &str,
) -> Result<(), Problems> {
    let mut check = Check {
        told,
        council,
        product,
        path,
    };
    check.people();
    let Some(number) = product.product_set else {
        if !product.sheets.is_empty() {
            check.tell(
                "sheets",
                "phiếu mà không có bộ sản phẩm",
                "sheets without a product set",
            );
        }
        return Ok(());
    };
    let set = match version.set(number) {
        Ok(set) => set,
        Err(_) => {
            check.tell(
                "product_set",
                "bộ tiêu chí không có bộ sản phẩm này",
                "the criteria have no such product set",
            );
            return Ok(());
        }
    };
    check.sheets(set);
    check.parts(set);
    check.criteria(set);
    check.minimums(set);
    check.findings(set);
    Ok(())
}

struct Check<'c, 'p> {
    told: &'c mut Told,
    council: &'c Council<'c, 'p>,
    product: &'c ProductTally<'p>,
    path: &'c str,
}

impl Check<'_, '_> {
    fn tell(&mut self, field: &str, vi: &str, en: &str) {
        self.told.tell(&format!("{}/{field}", self.path), vi, en);
    }

    fn same<T: PartialEq + serde::Serialize>(&mut self, field: &str, found: &T, expected: &T) {
        self.told
            .same(&format!("{}/{field}", self.path), found, expected);
    }

    fn parts(&mut self, set: &ProductSet) {
        let parts = self.product.parts.iter().map(|p| (p.part, p.max_points));
        if !parts.eq(set.parts.iter().map(|p| (p.letter, p.max_points))) {
            self.tell(
                "parts",
                "các phần không phải của phiếu này",
                "the parts are not those of the sheet",
            );
        }
    }

    /// The criteria, and what their sums go with.
    fn criteria(&mut self, set: &ProductSet) {
        let product = self.product;
        if product.sheets.is_empty() {
            if !product.criteria.is_empty() {
                self.tell(
                    "criteria",
                    "điểm tiêu chí mà không có phiếu",
                    "points of criteria without a sheet",
                );
            }
            return;
        }
        let own = product
            .criteria
            .iter()
            .map(|c| (c.criterion, c.key.as_ref(), c.max_points));
        if !own.eq(set
            .criteria
            .iter()
            .map(|c| (c.id, c.key.as_str(), c.max_points)))
        {
            self.tell(
                "criteria",
                "các tiêu chí không phải của phiếu này",
                "the criteria are not those of the sheet",
            );
            return;
        }
        for (i, of) in product.criteria.iter().enumerate() {
            self.sum(&format!("criteria/{i}/sum"), of);
            self.apart(&format!("criteria/{i}/apart"), of);
        }
        self.sums_of_parts(set);
    }

    /// Whether a criterion's sum goes with the least and the greatest points of its sheets.
    fn sum(&mut self, field: &str, of: &CriterionTally<'_>) {
        let count = self.count();
        let (least, greatest) = (u32::from(of.least.get()), u32::from(of.greatest.get()));
        // one sheet has the least and, where they differ, another the greatest
        let others = count.saturating_sub(if least == greatest { 1 } else { 2 });
        let ends = if least == greatest {
            least
        } else {
            least.saturating_add(greatest)
        };
        let lowest = ends.saturating_add(least.saturating_mul(others));
        let highest = ends.saturating_add(greatest.saturating_mul(others));
        let alone = count == 1 && least != greatest;
        if alone
            || least > greatest
            || of.greatest > of.max_points
            || !(lowest..=highest).contains(&of.sum)
        {
            self.tell(
                field,
                "tổng không hợp với điểm thấp nhất và cao nhất",
                "the sum does not go with the least and the greatest",
            );
        }
    }

    /// Whether the sheets that are told to be far from the others are.
    fn apart(&mut self, field: &str, of: &CriterionTally<'_>) {
        let count = self.count();
        let half = u64::from(of.max_points.get()).saturating_mul(count.saturating_sub(1).into());
        for (j, apart) in of.apart.iter().enumerate() {
            let away = distance(apart.points.get(), of.sum, count);
            let far = away > 0 && away.saturating_mul(2) >= half;
            let given = (of.least..=of.greatest).contains(&apart.points);
            let mut sheets = self.product.sheets.iter();
            let member = sheets.any(|s| s.member == apart.member);
            if !far
                || !given
                || !member
                || apart.deviation != Deviation::of(apart.points.get(), of.sum, count)
            {
                self.tell(
                    &format!("{field}/{j}"),
                    "không xa trung bình của các phiếu khác như đã ghi",
                    "not as far from the mean of the others as it says",
                );
            }
        }
    }

    fn count(&self) -> u32 {
        u32::try_from(self.product.sheets.len()).unwrap_or(u32::MAX)
    }

    /// Whether the criteria of a part add up to what the sheets have in it.
    fn sums_of_parts(&mut self, set: &ProductSet) {
        let product = self.product;
        for (index, part) in set.parts.iter().enumerate() {
            let mine = set
                .criteria
                .iter()
                .zip(&product.criteria)
                .filter(|(c, _)| c.part == index);
            let by_criteria = mine.fold(0_u32, |sum, (_, c)| sum.saturating_add(c.sum));
            let of_part = |s: &SheetTally<'_>| {
                s.parts
                    .iter()
                    .filter(|p| p.part == part.letter)
                    .map(|p| u32::from(p.points.get()))
                    .sum::<u32>()
            };
            let by_sheets: u32 = product
                .sheets
                .iter()
                .map(of_part)
                .fold(0, u32::saturating_add);
            if by_criteria != by_sheets {
                self.tell(
                    "criteria",
                    &format!("tổng các tiêu chí phần {} khác tổng các phiếu", part.letter),
                    &format!(
                        "the criteria of part {} do not add up to the sheets",
                        part.letter
                    ),
                );
            }
        }
    }
}
