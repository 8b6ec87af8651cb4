//! Where a sheet stands.

use crate::service::sheets::Sheet;

/// The address of a member's sheet on another product, or on its own.
pub(super) fn base(sheet: &Sheet, product: &str) -> String {
    let (session, member) = (&sheet.session.row.id, &sheet.member.id);
    format!("/sessions/{session}/sheets/{product}/{member}")
}
