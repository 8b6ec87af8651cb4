//! The table of the board: members and products, and how each sheet stands. It tells nothing of what
//! a sheet says.

use askama::Template;

use crate::domain::access::Role;
use crate::domain::content;
use crate::pages::seen::Seen;
use crate::pages::words::Words;
use crate::repository::sheets::SheetRow;
use crate::service::Evening;
use crate::service::sitting::{Product, Session, object};

#[derive(Template)]
#[template(path = "board-table.html")]
struct Table<'t> {
    w: Words,
    id: &'t str,
    secretary: bool,
    members: Vec<(String, bool)>,
    rows: Vec<BoardRow>,
}

struct BoardRow {
    name: String,
    cells: Vec<Cell>,
    member: Vec<String>,
    product: String,
}

/// How a sheet stands: nothing of what it says.
pub(crate) struct Cell {
    pub(crate) state: &'static str,
    pub(crate) said: String,
    pub(crate) open: bool,
}

pub(crate) fn cell(
    evening: &Evening,
    w: Words,
    session: &Session,
    sheets: &[SheetRow],
    product_id: &str,
    member: &str,
) -> Cell {
    let done = |state, said: &str, open| Cell {
        state,
        said: said.to_owned(),
        open,
    };
    let Some(product) = session.product(product_id) else {
        return done("none", "", false);
    };
    if product.is_recused(member) {
        return done("recused", w.recused(), false);
    }
    let of =
        |s: &&SheetRow| s.product == product.id && s.member == member && s.round == product.round;
    let Some(sheet) = sheets.iter().find(of) else {
        return done("none", w.not_begun(), true);
    };
    let open = sheet.typed_by.is_some();
    if sheet.status == "submitted" {
        let said = if open {
            w.submitted_for()
        } else {
            w.submitted()
        };
        let points = session
            .arrangement
            .totals_shown
            .then(|| points(evening, session, product, sheets, sheet))
            .flatten();
        let said = points.map_or_else(|| said.to_owned(), |p| format!("{said} · {}", w.points(p)));
        return done("submitted", &said, open);
    }
    // what is missing is told, what was given is not
    let content = object(&sheet.content);
    let answers = content::answered(&content);
    let given = |field: &str| {
        let found = answers.get(field).and_then(|a| a.as_object());
        found.map(|a| a.len()).unwrap_or_default()
    };
    let given = given("answers").saturating_add(given("points"));
    let all = evening
        .sheet_of(session, product)
        .map(|set| set.criteria().count())
        .unwrap_or_default();
    done("draft", &w.lacks(all.saturating_sub(given)), open)
}

/// The points of a submitted sheet, where the regulation shows them.
fn points(
    evening: &Evening,
    session: &Session,
    product: &Product,
    sheets: &[SheetRow],
    sheet: &SheetRow,
) -> Option<i64> {
    let mut content = object(&sheet.content);
    if content.contains_key("unchanged") {
        let earlier = sheets.iter().filter(|s| {
            s.product == sheet.product
                && s.member == sheet.member
                && s.round < sheet.round
                && !object(&s.content).contains_key("unchanged")
        });
        content = object(&earlier.max_by_key(|s| s.round)?.content);
    }
    let rated = evening.evaluated(&session.row.criteria, &product.set, &content);
    Some(rated.ok()?.points.get().into())
}

pub(super) fn table(
    evening: &Evening,
    seen: &Seen,
    session: &Session,
    sheets: &[SheetRow],
) -> String {
    let w = seen.w;
    let template = Table {
        w,
        id: &session.row.id,
        secretary: seen
            .actor
            .as_ref()
            .is_some_and(|a| a.role == Role::Secretary),
        members: session
            .members
            .iter()
            .map(|m| (m.name.clone(), m.present))
            .collect(),
        rows: session
            .products
            .iter()
            .map(|product| BoardRow {
                name: product.name.clone(),
                product: product.id.clone(),
                member: session.members.iter().map(|m| m.id.clone()).collect(),
                cells: session
                    .members
                    .iter()
                    .map(|m| cell(evening, w, session, sheets, &product.id, &m.id))
                    .collect(),
            })
            .collect(),
    };
    template.render().unwrap_or_default()
}
