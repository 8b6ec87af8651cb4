//! A session made from the secretary's lists of members and of products.

mod file;
mod headings;
mod reading;

use jiff::civil::Date;
use ocop::criteria::Authority;
use ocop::{Code, Library, NoticeCode, Problem, Problems};
use serde_json::{Map, Value, json};

pub use self::file::ListFile;
use self::reading::{Listed, Reading};
use super::collect::Told;

/// What a session says besides its lists.
///
/// ```
/// use ocop::criteria::Authority;
/// use ocop::jiff::civil::date;
/// use ocop_office::workbook::lists::NewSession;
/// let about = NewSession::new(Authority::Province, date(2026, 9, 20)).place("Huế");
/// assert!(about.criteria.is_none());
/// ```
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct NewSession<'s> {
    /// The criteria version; otherwise the day tells.
    pub criteria: Option<&'s str>,
    /// The level of the council.
    pub level: Authority,
    /// The day of the session.
    pub held_on: Date,
    /// The council's name.
    pub council: Option<&'s str>,
    /// Where it sits.
    pub place: Option<&'s str>,
}

impl NewSession<'_> {
    /// A session of a council of this level on this day.
    #[must_use]
    pub const fn new(level: Authority, held_on: Date) -> Self {
        Self {
            criteria: None,
            level,
            held_on,
            council: None,
            place: None,
        }
    }
}

ocop::setters!(NewSession<'s> {
    criteria: Option<&'s str>,
    level: Authority,
    held_on: Date,
    council: Option<&'s str>,
    place: Option<&'s str>,
});

/// Makes a session from a list of members and one of products, each a workbook or a text with
/// separators. Rows without an identifier get one: `m1`, `m2` …, `p1`, `p2` …
///
/// # Errors
///
/// Everything that is wrong with the lists, each with file and cell.
pub fn new_session(
    library: &Library,
    members: ListFile<'_>,
    products: ListFile<'_>,
    about: &NewSession<'_>,
) -> Result<(Value, Vec<Told>), Problems> {
    let mut told = Reading::default();
    let Some(lists) = told.open_both(members, products) else {
        return Err(told.problems);
    };
    let listed = told.rows_of(&lists, members, products);
    let session = session(about, &listed);
    // what the lists do not show is found by the engine, and told at its row
    let text = session.to_string();
    let errors = match library.tally_json(text.as_bytes(), &[]) {
        Ok(tally) => {
            let twice = tally.notices.into_iter().filter_map(|n| {
                let list = match n.code {
                    NoticeCode::ProductTwice => products,
                    NoticeCode::MemberTwice => members,
                    _ => return None,
                };
                let (vi, en) = (n.message.vi, n.message.en);
                Some(Told::new(n.code, list.name, "", vi, en))
            });
            told.notices.extend(twice);
            tally.errors
        }
        Err(problems) => problems.into_iter().collect(),
    };
    for problem in errors {
        let problem = at_its_row(problem, &listed, members, products);
        // what a row lacks was told where it was read
        let same = |p: &&Problem| {
            (p.code, &p.file, &p.cell) == (problem.code, &problem.file, &problem.cell)
        };
        if problem.code != Code::MissingField || !told.problems.iter().any(|p| same(&p)) {
            told.problems.push(problem);
        }
    }
    told.problems.or((session, told.notices))
}

/// What is wrong with the two lists themselves, for a session about which something is not known yet
/// that [`new_session`] needs.
#[must_use]
pub fn list_problems(members: ListFile<'_>, products: ListFile<'_>) -> Problems {
    let mut told = Reading::default();
    if let Some(lists) = told.open_both(members, products) {
        told.rows_of(&lists, members, products);
    }
    told.problems
}

fn session(about: &NewSession<'_>, listed: &Listed<'_>) -> Value {
    let mut session = Map::new();
    session.insert("format".into(), json!(ocop::council::COUNCIL_FORMAT));
    if let Some(criteria) = about.criteria {
        session.insert("criteria".into(), json!(criteria));
    }
    session.insert("level".into(), json!(about.level));
    session.insert("held_on".into(), json!(about.held_on));
    for (name, text) in [("council", about.council), ("place", about.place)] {
        if let Some(text) = text {
            session.insert(name.into(), json!(text));
        }
    }
    session.insert("members".into(), json!(listed.members));
    session.insert("present".into(), json!(listed.present));
    session.insert("products".into(), json!(listed.products));
    Value::Object(session)
}

/// A problem of the session, with the list and the cell that it comes from.
fn at_its_row(
    mut problem: Problem,
    listed: &Listed<'_>,
    members: ListFile<'_>,
    products: ListFile<'_>,
) -> Problem {
    let mut steps = problem.path.split('/').skip(1);
    let row = steps
        .next()
        .zip(steps.next())
        .and_then(|(list, i)| listed.rows.get(&format!("{list}/{i}")));
    if let Some((file, row)) = row {
        let fields: Vec<&str> = steps.collect();
        problem.cell = Some(row.place(column_of(&fields)));
        problem.file = Some(file.clone());
    } else {
        let list = match problem.path.as_str() {
            "/members" => Some(members),
            "/products" => Some(products),
            _ => None,
        };
        problem.file = list.map(|l| l.name.to_owned()).or(problem.file);
    }
    problem
}

/// The column that a field of a member or a product comes from; of others, the one that a row is
/// known by.
fn column_of(fields: &[&str]) -> &'static str {
    match fields {
        ["role"] => "role",
        ["institution"] => "institution",
        ["product_set"] => "set",
        ["product", "code"] => "code",
        ["producer", "name"] => "producer",
        ["producer", "kind"] => "kind",
        ["producer", "address"] => "address",
        ["producer", "representative"] => "representative",
        ["producer", "phone"] => "phone",
        ["registration", "kind"] => "registration",
        ["registration", "submitted_on"] => "submitted_on",
        ["proposed_on"] => "proposed_on",
        ["recused", ..] => "recused",
        ["id"] => "id",
        _ => "name",
    }
}
