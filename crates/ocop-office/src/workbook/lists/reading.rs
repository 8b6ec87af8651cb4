//! The rows of the secretary's lists as members and products of a session, and what is wrong with them.

use std::collections::BTreeMap;

use jiff::civil::Date;
use ocop::{Code, NoticeCode, Problem, Problems, is_mere_sign, name_key, read_day, slug};
use serde_json::{Map, Value, json};

use super::file::ListFile;
use super::headings::{MEMBERS, PRESENT, PRODUCTS, REGISTRATIONS, ROLES};
use crate::workbook::collect::Told;
use crate::workbook::grid::{Heading, List, ListRow};
use crate::workbook::read::Value as Cell;
use crate::workbook::telephone::without_zero;

/// The file and the row of each member and product, by its place in the session.
pub(super) type Rows<'l> = BTreeMap<String, (String, ListRow<'l>)>;

/// What a list says where nobody recused themselves.
const NOBODY: [&str; 5] = ["khong", "khong-co", "0", "none", "no"];

/// The most cells without a heading that are told one by one.
const MOST_UNHEADED: usize = 20;

/// What the two lists say.
pub(super) struct Listed<'l> {
    pub members: Vec<Map<String, Value>>,
    pub present: Vec<String>,
    pub products: Vec<Map<String, Value>>,
    pub rows: Rows<'l>,
}

/// What is wrong so far, and the file that is being read.
#[derive(Default)]
pub(super) struct Reading {
    file: String,
    pub(super) problems: Problems,
    pub(super) notices: Vec<Told>,
}

impl Reading {
    fn push(&mut self, mut problem: Problem) {
        problem.file = Some(self.file.clone());
        self.problems.push(problem);
    }

    /// Opens both lists, of members and of products.
    pub(super) fn open_both(
        &mut self,
        members: ListFile<'_>,
        products: ListFile<'_>,
    ) -> Option<(List, List)> {
        let members = self.open(members, MEMBERS, PRODUCTS);
        let products = self.open(products, PRODUCTS, MEMBERS);
        members.zip(products)
    }

    /// Reads the rows of both.
    pub(super) fn rows_of<'l>(
        &mut self,
        lists: &'l (List, List),
        members: ListFile<'_>,
        products: ListFile<'_>,
    ) -> Listed<'l> {
        let mut rows: Rows<'_> = BTreeMap::new();
        members.name.clone_into(&mut self.file);
        let (member_values, present) = self.members(&lists.0, &mut rows);
        let mut by_name: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for member in &member_values {
            let text = |field: &str| member.get(field).and_then(Value::as_str);
            if let (Some(name), Some(id)) = (text("name"), text("id")) {
                let ids = by_name.entry(name_key(name)).or_default();
                ids.push(id.to_owned());
            }
        }
        products.name.clone_into(&mut self.file);
        let product_values = self.products(&lists.1, &by_name, &mut rows);
        Listed {
            members: member_values,
            present,
            products: product_values,
            rows,
        }
    }

    /// Opens a list; `others` are the headings of the list that it may have been exchanged for.
    fn open(&mut self, file: ListFile<'_>, known: &[Heading], others: &[Heading]) -> Option<List> {
        file.name.clone_into(&mut self.file);
        let mut list = match List::open(file.bytes, known) {
            Ok(list) => list,
            Err(problems) => {
                let exchanged = List::open(file.bytes, others).is_ok();
                for problem in problems {
                    self.push(match exchanged {
                        true => problem.with_help(
                            "Đây có vẻ là danh sách kia: hai tệp bị đổi chỗ?",
                            "This seems to be the other list: were the two files exchanged?",
                        ),
                        false => problem,
                    });
                }
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
        for (cell, text) in list.unheaded.iter().take(MOST_UNHEADED) {
            self.notices.push(Told::new(
                NoticeCode::CellPassedOver,
                file.name,
                cell.clone(),
                format!("Không đọc ô này, cột không có tiêu đề: \"{text}\"."),
                format!("This cell is not read, its column has no heading: \"{text}\"."),
            ));
        }
        if let Some(more) = list
            .unheaded
            .len()
            .checked_sub(MOST_UNHEADED)
            .filter(|n| *n > 0)
        {
            self.notices.push(Told::new(
                NoticeCode::CellPassedOver,
                file.name,
                "",
                format!("Còn {more} ô khác không đọc, cột không có tiêu đề."),
                format!("{more} more cells are not read, their columns have no heading."),
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
        if list.rows().next().is_none() {
            self.push(Problem::new(
                Code::MissingField,
                "",
                "Danh sách chưa có thành viên nào: không có ai để chấm.",
                "The list has no members: there is nobody to score.",
            ));
        }
        for row in list.rows() {
            if row.get("name").is_none() && row.get("id").is_none() {
                self.push(missing(row, "name", "họ và tên", "a name"));
                continue;
            }
            rows.insert(format!("members/{}", out.len()), (self.file.clone(), row));
            if let Some(problem) = no_member(row) {
                self.push(problem);
            }
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
        if !list.has("set") && list.rows().next().is_some() {
            // told once, and not of every row
            self.push(
                Problem::new(
                    Code::RegisterColumns,
                    "",
                    "Danh sách không có cột \"Bộ\" (bộ sản phẩm).",
                    "The list has no column \"Product set\".",
                )
                .with_cell(list.heading_place()),
            );
        }
        for row in list.rows() {
            rows.insert(format!("products/{}", out.len()), (self.file.clone(), row));
            let id = Self::id(row, 'p', out.len().saturating_add(1));
            let mut product = Map::new();
            product.insert("id".into(), json!(id));
            match row.get("set") {
                None if !list.has("set") => {}
                None => self.push(missing(row, "set", "bộ sản phẩm", "a product set")),
                Some(set) => {
                    // "Bộ 12"
                    let bare = slug(set);
                    let bare = bare.strip_prefix("bo-").unwrap_or(set);
                    let number = Cell::Text(bare.into()).whole();
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
            // "không có" says that there is nobody
            let nobody = |r: &str| is_mere_sign(r) || NOBODY.contains(&slug(r).as_str());
            let recused = recused.map(str::trim).filter(|r| !nobody(r));
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

/// What begins a row below a list that is none of it: a total, a remark, who signs.
const BELOW: [&str; 14] = [
    "Tổng",
    "Cộng",
    "Danh sách",
    "Ghi chú",
    "Lưu ý",
    "Ngày",
    "Người lập",
    "Nơi nhận",
    "Thủ trưởng",
    "Trưởng phòng",
    "Xác nhận",
    "Total",
    "Note",
    "Notes",
];

/// A row in the column of names that is no person.
fn no_member(row: ListRow<'_>) -> Option<Problem> {
    let name = row.get("name")?;
    let key = name_key(name);
    let begins = |word: &str| {
        let rest = key.strip_prefix(&name_key(word));
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
    };
    if !name.contains(':') && !BELOW.iter().any(|word| begins(word)) {
        return None;
    }
    let problem = Problem::new(
        Code::UnknownMember,
        "",
        format!("\"{name}\" có vẻ không phải họ tên của một thành viên."),
        format!("\"{name}\" does not seem to be the name of a member."),
    );
    let problem = problem.with_help(
        "Xóa dòng này khỏi danh sách nếu là ghi chú, dòng cộng hay chữ ký.",
        "Take the row out of the list where it is a note, a total or a signature.",
    );
    Some(problem.with_found(name).with_cell(row.place("name")))
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
