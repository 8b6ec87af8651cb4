//! A tally as it is printed: the format `ocop-tally/1`. What a product comes to stands in a file of
//! its own.

use std::borrow::Cow;

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::criteria::files::Authority;
use crate::notice::{Notice, NoticeCode};
use crate::problem::Problem;

use super::format::{Mode, Role};
use super::product_report::ProductTally;
use super::regulation::Regulation;

/// The name of the format.
pub const TALLY_FORMAT: &str = "ocop-tally/1";

/// What a session comes to. Members stand in the order of their identifiers, so that the order of
/// members and sheets changes nothing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[non_exhaustive]
pub struct TallyReport<'a> {
    /// Always `ocop-tally/1`.
    pub format: Cow<'a, str>,
    /// The criteria version.
    pub criteria: Cow<'a, str>,
    /// The level of the council.
    pub level: Option<Authority>,
    /// Whether it met or gave its opinions in writing.
    #[serde(default)]
    pub mode: Mode,
    /// The day of the session.
    pub held_on: Option<Date>,
    /// The council's name.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub council: Option<Cow<'a, str>>,
    /// Where it sat.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub place: Option<Cow<'a, str>>,
    /// Whether the results of all products stand.
    pub stands: bool,
    /// The regulation that was applied, defaults filled in.
    pub regulation: Regulation,
    /// Who sat, against the quorum.
    pub attendance: Attendance,
    /// The members.
    pub members: Vec<MemberReport<'a>>,
    /// The products, in the order of the session.
    pub products: Vec<ProductTally<'a>>,
    /// What a reader should know besides.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub notices: Vec<Notice>,
    /// What the session was refused for; then what could be tallied is shown and does not stand.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub errors: Vec<Problem>,
    /// What the secretary noted.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub note: Option<Cow<'a, str>>,
    /// What the tally rests on, to the byte.
    pub digests: TallyDigests<'a>,
}

impl TallyReport<'_> {
    /// That it rests on other files of its criteria, where it was read again and does.
    pub(crate) fn of_other_files(&self) -> impl Iterator<Item = &Notice> {
        let code = NoticeCode::CriteriaFilesDiffer;
        self.notices.iter().filter(move |n| n.code == code)
    }
}

/// Digests of what the tally rests on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[non_exhaustive]
pub struct TallyDigests<'a> {
    /// Over the files of the criteria version, translations apart.
    pub criteria: Cow<'a, str>,
    /// Over the translations of the version.
    #[serde(default)]
    pub translations: Cow<'a, str>,
    /// Over the session in its canonical form.
    #[serde(default)]
    pub session: Cow<'a, str>,
    /// Over members' sheets that were files of their own, in the order they were given.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub sheets: Vec<SheetDigest<'a>>,
    /// The version of the engine that made it.
    #[serde(default)]
    pub program: Cow<'a, str>,
}

/// The digest of a sheet that was a file of its own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[non_exhaustive]
pub struct SheetDigest<'a> {
    /// The file's name.
    pub file: Cow<'a, str>,
    /// Over the sheet in its canonical form; over its bytes where it is no JSON.
    pub digest: Cow<'a, str>,
}

/// Who sat, against the quorum. Where opinions are given in writing nobody sits, and the quorum is
/// asked of each product's sheets.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[non_exhaustive]
pub struct Attendance {
    /// The members of the council.
    pub members: u16,
    /// Those present.
    pub present: u16,
    /// Those that must be present.
    pub needed: u16,
    /// Whether the chair was present.
    pub chair_present: bool,
}

/// A member of the council.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[non_exhaustive]
pub struct MemberReport<'a> {
    /// The identifier.
    pub id: Cow<'a, str>,
    /// The name.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub name: Option<Cow<'a, str>>,
    /// What the member is on the council.
    pub role: Role,
    /// Where the member comes from.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub institution: Option<Cow<'a, str>>,
    /// Whether the member was present.
    pub present: bool,
}

impl MemberReport<'_> {
    /// What members are put in order by, in papers and workbooks: their role, then their identifier, m2
    /// before m10.
    #[must_use]
    pub fn rank(&self) -> (Role, usize, &str) {
        (self.role, self.id.len(), &self.id)
    }
}
