//! A session made from the secretary's lists of members and of products.

use std::collections::BTreeMap;

use jiff::civil::Date;
use ocop::criteria::Authority;
use ocop::{Code, Library, NoticeCode, Problem, Problems, name_key, read_day, slug};
use serde_json::{Map, Value, json};

use super::collect::Told;
use super::grid::{Heading, List, ListRow};
use super::read::Value as Cell;
use super::telephone::without_zero;

const MEMBERS: &[Heading] = &[
    ("id", &["Mã", "Mã thành viên", "Ký hiệu"]),
    (
        "name",
        &[
            "Họ và tên",
            "Họ tên",
            "Tên",
            "Thành viên",
            "Full name",
            "Member",
        ],
    ),
    (
        "role",
        &[
            "Vai trò",
            "Chức danh",
            "Chức danh trong hội đồng",
            "Vai trò trong hội đồng",
            "Role",
        ],
    ),
    (
        "institution",
        &[
            "Đơn vị",
            "Cơ quan",
            "Đơn vị công tác",
            "Cơ quan, đơn vị",
            "Institution",
        ],
    ),
    ("present", &["Có mặt", "Dự họp", "Present"]),
    ("number", &["TT", "STT", "No."]),
];

const PRODUCTS: &[Heading] = &[
    ("id", &["Mã", "Ký hiệu", "Mã trong phiên"]),
    (
        "set",
        &["Bộ", "Bộ sản phẩm", "Bộ tiêu chí", "Số bộ", "Product set"],
    ),
    ("name", &["Tên sản phẩm", "Sản phẩm", "Tên", "Product"]),
    (
        "code",
        &[
            "Mã sản phẩm",
            "Mã số sản phẩm",
            "Mã số",
            "Product code",
            "Code",
        ],
    ),
    ("producer", &["Chủ thể", "Tên chủ thể", "Producer"]),
    (
        "kind",
        &["Loại hình", "Loại hình chủ thể", "Kind of producer"],
    ),
    ("address", &["Địa chỉ", "Địa chỉ chủ thể", "Address"]),
    (
        "representative",
        &["Người đại diện", "Đại diện", "Representative"],
    ),
    ("phone", &["Điện thoại", "Số điện thoại", "Phone"]),
    (
        "registration",
        &["Hình thức", "Hình thức đăng ký", "Đăng ký", "Registration"],
    ),
    (
        "submitted_on",
        &["Ngày nộp", "Ngày nộp hồ sơ", "Submitted on"],
    ),
    (
        "proposed_on",
        &["Ngày đề nghị", "Ngày xã đề nghị", "Proposed on"],
    ),
    (
        "recused",
        &["Không chấm", "Thành viên không chấm", "Rút", "Recused"],
    ),
    ("number", &["TT", "STT", "No."]),
];

const ROLES: &[Heading] = &[
    ("chair", &["Chủ tịch", "Chủ tịch hội đồng"]),
    (
        "deputy",
        &[
            "Phó chủ tịch",
            "Phó chủ tịch hội đồng",
            "Phó chủ tịch thường trực",
        ],
    ),
    (
        "secretary",
        &["Thư ký", "Thư ký hội đồng", "Ủy viên thư ký"],
    ),
    ("member", &["Thành viên", "Ủy viên", "Thành viên hội đồng"]),
];

const REGISTRATIONS: &[Heading] = &[
    ("first", &["Lần đầu", "Đăng ký lần đầu", "Mới"]),
    ("upgrade", &["Nâng hạng", "Đăng ký nâng hạng"]),
    ("re-rating", &["Đánh giá lại", "Đăng ký đánh giá lại"]),
];

const PRESENT: &[Heading] = &[
    ("yes", &["x", "có", "có mặt", "1", "✓", "TRUE"]),
    ("no", &["vắng", "không", "0", "-", "FALSE"]),
];

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

/// A list and the name of its file.
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub struct ListFile<'f> {
    /// The file's name, for messages.
    pub name: &'f str,
    /// What it holds.
    pub bytes: &'f [u8],
}

impl<'f> ListFile<'f> {
    /// A list of this name that holds these bytes.
    #[must_use]
    pub const fn new(name: &'f str, bytes: &'f [u8]) -> Self {
        Self { name, bytes }
    }
}

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
    let member_list = told.open(members, MEMBERS, PRODUCTS);
    let product_list = told.open(products, PRODUCTS, MEMBERS);
    let (Some(member_list), Some(product_list)) = (member_list, product_list) else {
        return Err(told.problems);
    };
    let mut rows: Rows<'_> = BTreeMap::new();
    told.file = members.name.to_owned();
    let (member_values, present) = told.members(&member_list, &mut rows);
    let mut by_name: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for member in &member_values {
        let text = |field: &str| member.get(field).and_then(Value::as_str);
        if let (Some(name), Some(id)) = (text("name"), text("id")) {
            by_name
                .entry(name_key(name))
                .or_default()
                .push(id.to_owned());
        }
    }
    told.file = products.name.to_owned();
    let product_values = told.products(&product_list, &by_name, &mut rows);
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
    session.insert("members".into(), json!(member_values));
    session.insert("present".into(), json!(present));
    session.insert("products".into(), json!(product_values));
    let session = Value::Object(session);
    // what the lists do not show is found by the engine, and told at its row
    let text = session.to_string();
    let errors = match library.tally_json(text.as_bytes(), &[]) {
        Ok(tally) => tally.errors,
        Err(problems) => problems.into_iter().collect(),
    };
    for mut problem in errors {
        let mut steps = problem.path.split('/').skip(1);
        let row = steps
            .next()
            .zip(steps.next())
            .map(|(list, i)| format!("{list}/{i}"));
        let fields: Vec<&str> = steps.collect();
        if let Some((file, row)) = row.and_then(|r| rows.get(&r)) {
            problem.file = Some(file.clone());
            problem.cell = Some(row.place(column_of(&fields)));
        } else if problem.path == "/members" || problem.path == "/products" {
            let list = if problem.path == "/members" {
                members
            } else {
                products
            };
            problem.file = Some(list.name.to_owned());
        }
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

/// The file and the row of each member and product, by its place in the session.
type Rows<'l> = BTreeMap<String, (String, ListRow<'l>)>;

/// What is wrong so far, and the file that is being read.
#[derive(Default)]
struct Reading {
    file: String,
    problems: Problems,
    notices: Vec<Told>,
}

impl Reading {
    fn push(&mut self, mut problem: Problem) {
        problem.file = Some(self.file.clone());
        self.problems.push(problem);
    }

    /// Opens a list; `others` are the headings of the list that it may have been exchanged for.
    fn open(&mut self, file: ListFile<'_>, known: &[Heading], others: &[Heading]) -> Option<List> {
        file.name.clone_into(&mut self.file);
        let mut list = match List::open(file.bytes, known) {
            Ok(list) => list,
            Err(problem) => {
                let exchanged = List::open(file.bytes, others).is_ok();
                self.push(match exchanged {
                    true => problem.with_help(
                        "Đây có vẻ là danh sách kia: hai tệp bị đổi chỗ?",
                        "This seems to be the other list: were the two files exchanged?",
                    ),
                    false => problem,
                });
                return None;
            }
        };
        for (heading, cell) in &list.unknown {
            self.notices.push(Told::new(
                NoticeCode::ColumnNotRead,
                file.name,
                cell.clone(),
                format!("Không đọc cột \"{heading}\"."),
                format!("The column \"{heading}\" is not read."),
            ));
        }
        for cell in &list.other_sheets {
            self.notices.push(Told::new(
                NoticeCode::CellPassedOver,
                file.name,
                cell.clone(),
                "Danh sách đọc ở một trang khác của tệp: không đọc trang này.",
                "The list is read from another sheet of the file: this one is not read.",
            ));
        }
        for problem in std::mem::take(&mut list.troubles) {
            self.push(problem);
        }
        Some(list)
    }

    /// An identifier: as it is given, or the next that is free.
    fn id(row: ListRow<'_>, letter: char, number: usize) -> String {
        row.get("id")
            .map_or_else(|| format!("{letter}{number}"), str::to_owned)
    }

    fn members<'l>(
        &mut self,
        list: &'l List,
        rows: &mut Rows<'l>,
    ) -> (Vec<Map<String, Value>>, Vec<String>) {
        let (mut out, mut present) = (Vec::new(), Vec::new());
        for row in list.rows() {
            if row.get("name").is_none() && row.get("id").is_none() {
                self.push(missing(row, "name", "họ và tên", "a name"));
                continue;
            }
            rows.insert(format!("members/{}", out.len()), (self.file.clone(), row));
            let id = Self::id(row, 'm', out.len().saturating_add(1));
            let mut member = Map::new();
            member.insert("id".into(), json!(id));
            for name in ["name", "institution"] {
                if let Some(text) = row.get(name) {
                    member.insert(name.into(), json!(text));
                }
            }
            match row.choice("role", ROLES) {
                Ok(role) => _ = member.insert("role".into(), json!(role.unwrap_or("member"))),
                Err(problem) => self.push(problem),
            }
            match row.choice("present", PRESENT) {
                // a list that does not say who came is of those who came
                Ok(Some("yes")) => present.push(id),
                Ok(None) if !list.has("present") => present.push(id),
                Ok(_) => {}
                Err(problem) => self.push(problem),
            }
            out.push(member);
        }
        if !list.has("present") {
            self.notices.push(Told::new(
                NoticeCode::PresenceNotStated,
                &self.file,
                "",
                "Danh sách không có cột \"Có mặt\": coi như tất cả có mặt.",
                "The list has no column \"Present\": all are taken to be there.",
            ));
        }
        (out, present)
    }

    fn products<'l>(
        &mut self,
        list: &'l List,
        members: &BTreeMap<String, Vec<String>>,
        rows: &mut Rows<'l>,
    ) -> Vec<Map<String, Value>> {
        let mut out: Vec<Map<String, Value>> = Vec::new();
        for row in list.rows() {
            rows.insert(format!("products/{}", out.len()), (self.file.clone(), row));
            let id = Self::id(row, 'p', out.len().saturating_add(1));
            let mut product = Map::new();
            product.insert("id".into(), json!(id));
            match row.get("set") {
                None => self.push(missing(row, "set", "bộ sản phẩm", "a product set")),
                Some(set) => {
                    let number = Cell::Text(set.into()).whole();
                    let named = || {
                        // what is no name stays as it was written, for the message
                        let letters = set.chars().any(char::is_alphabetic);
                        json!(if letters { slug(set) } else { set.to_owned() })
                    };
                    product.insert("product_set".into(), number.map_or_else(named, Value::from));
                }
            }
            let group = |names: &[(&str, &str)]| {
                let all = names.iter().filter_map(|(field, column)| {
                    Some(((*field).to_owned(), json!(row.get(column)?)))
                });
                Some(all.collect::<Map<String, Value>>()).filter(|m| !m.is_empty())
            };
            if let Some(named) = group(&[("name", "name"), ("code", "code")]) {
                product.insert("product".into(), Value::Object(named));
            }
            let producer = [
                ("name", "producer"),
                ("kind", "kind"),
                ("address", "address"),
                ("representative", "representative"),
                ("phone", "phone"),
            ];
            let phone = row.get("phone");
            let told = phone.and_then(|p| without_zero(p, &self.file, &row.place("phone")));
            self.notices.extend(told);
            if let Some(producer) = group(&producer) {
                product.insert("producer".into(), Value::Object(producer));
            }
            let mut registration = Map::new();
            match row.choice("registration", REGISTRATIONS) {
                Ok(Some(kind)) => _ = registration.insert("kind".into(), json!(kind)),
                Ok(None) => {}
                Err(problem) => self.push(problem),
            }
            if let Some(day) = self.day(row, "submitted_on") {
                registration.insert("submitted_on".into(), json!(day));
            }
            if !registration.is_empty() {
                product.insert("registration".into(), Value::Object(registration));
            }
            if let Some(day) = self.day(row, "proposed_on") {
                product.insert("proposed_on".into(), json!(day));
            }
            let recused = row
                .get("recused")
                .into_iter()
                .flat_map(|r| r.split([';', ',', '\n']));
            let recused = recused.map(str::trim).filter(|r| !r.is_empty());
            let mut away = Vec::new();
            for who in recused {
                match members.get(&name_key(who)).map(Vec::as_slice) {
                    None | Some([]) => away.push(json!({"member": who})),
                    Some([id]) => away.push(json!({"member": id})),
                    Some(several) => self.push(of_one_name(row, who, several)),
                }
            }
            let recused = away;
            if !recused.is_empty() {
                product.insert("recused".into(), json!(recused));
            }
            out.push(product);
        }
        out
    }

    fn day(&mut self, row: ListRow<'_>, name: &str) -> Option<Date> {
        let text = row.get(name)?;
        // a day that a spreadsheet keeps as one comes with its time
        let day = text.split_once('T').map_or(text, |(day, _)| day);
        match read_day(day) {
            Ok(day) => Some(day),
            Err(why) => {
                let mut problem = why.problem(text, "");
                problem.cell = Some(row.place(name));
                self.push(problem);
                None
            }
        }
    }
}

/// Two members of one name: nobody knows which of them is meant.
fn of_one_name(row: ListRow<'_>, who: &str, several: &[String]) -> Problem {
    let list = several.join(", ");
    Problem::new(
        Code::RepeatedEntry,
        "",
        format!("Có nhiều thành viên tên \"{who}\": {list}."),
        format!("Several members are called \"{who}\": {list}."),
    )
    .with_help(
        "Ghi mã của thành viên thay cho tên.",
        "Give the member's identifier instead of the name.",
    )
    .with_cell(row.place("recused"))
}

fn missing(row: ListRow<'_>, name: &str, vi: &str, en: &str) -> Problem {
    Problem::new(
        Code::MissingField,
        "",
        format!("Dòng này thiếu {vi}."),
        format!("This row lacks {en}."),
    )
    .with_cell(row.place(name))
}
