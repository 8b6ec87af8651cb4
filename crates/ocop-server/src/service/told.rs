//! What the engine has against something, for people: its place by the names of products, members,
//! criteria and fields, never as a path in a file.

use ocop::{Lang, Problem, Text};
use serde_json::Value;

use crate::domain::fields::{self, text};

/// A problem in a line of each language. Its place is named by what stands there in the file that was
/// looked at; without one, by number.
pub(crate) fn told_in(problem: &Problem, file: &Value) -> Text {
    let mut own = problem.clone();
    own.path.clear();
    let place = place(&problem.path, file);
    let say = |lang: Lang| {
        let steps: Vec<&str> = place.iter().map(|step| step.get(lang)).collect();
        match steps.join(", ") {
            place if place.is_empty() => own.line(lang),
            place => format!("{place}: {}", own.line(lang)),
        }
    };
    Text::new(say(Lang::Vi), say(Lang::En))
}

/// The same without the file.
pub(crate) fn told(problem: &Problem) -> Text {
    told_in(problem, &Value::Null)
}

/// The steps of a path in words.
fn place(path: &str, file: &Value) -> Vec<Text> {
    let mut out: Vec<Text> = Vec::new();
    let mut node = Some(file);
    let mut steps = path.split('/').skip(1).peekable();
    while let Some(step) = steps.next() {
        let step = step.replace("~1", "/").replace("~0", "~");
        let of = node.and_then(|n| n.get(&step));
        let number = steps.peek().and_then(|n| n.parse::<usize>().ok());
        if let Some(number) = number {
            steps.next();
            node = of.and_then(|list| list.get(number));
            out.push(item(&step, number, node, file));
        } else if matches!(step.as_str(), "answers" | "points") && steps.peek().is_some() {
            let id = steps.next().unwrap_or_default();
            out.push(Text::new(
                format!("tiêu chí {id}"),
                format!("criterion {id}"),
            ));
            // its level or its points: the sentence says which
            if matches!(steps.peek(), Some(&("points" | "level"))) {
                steps.next();
            }
            node = None;
        } else {
            out.extend(fields::named(&step));
            node = of;
        }
    }
    out
}

/// One of a list: by its name, else by its number from 1.
fn item(list: &str, number: usize, node: Option<&Value>, file: &Value) -> Text {
    let fields = node.and_then(Value::as_object);
    let name = |path: &[&str]| fields.map_or("", |f| text(f, path)).to_owned();
    let of_member = |id: &str| {
        let members = file.get("members").and_then(Value::as_array);
        let is = |m: &&Value| m.get("id").is_some_and(|own| own == id);
        let found = members.into_iter().flatten().find(is);
        let name = found.and_then(|m| m.get("name")).and_then(Value::as_str);
        name.unwrap_or(id).to_owned()
    };
    let known = match list {
        "products" => name(&["product", "name"]),
        "members" => name(&["name"]),
        "sheets" | "recused" => of_member(&name(&["member"])),
        "present" => of_member(node.and_then(Value::as_str).unwrap_or_default()),
        _ => String::new(),
    };
    let nth = number.saturating_add(1);
    match (list, known.is_empty()) {
        ("sheets", false) => Text::new(format!("phiếu của {known}"), format!("sheet of {known}")),
        (_, false) => Text::new(known.as_str(), known.as_str()),
        ("products", true) => Text::new(format!("sản phẩm thứ {nth}"), format!("product {nth}")),
        ("members", true) => Text::new(format!("thành viên thứ {nth}"), format!("member {nth}")),
        ("sheets", true) => Text::new(format!("phiếu thứ {nth}"), format!("sheet {nth}")),
        (other, true) => {
            let field = fields::named(other).unwrap_or_else(|| Text::new(other, other));
            Text::new(
                format!("{} thứ {nth}", field.vi),
                format!("{} {nth}", field.en),
            )
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_place_is_named_by_what_stands_there() {
        let file = json!({
            "members": [{"id": "m1", "name": "Lan"}, {"id": "m2"}],
            "products": [{"product": {"name": "Mật ong"}, "sheets": [{"member": "m1"}, {"member": "m2"}]}],
        });
        for (path, words) in [
            (
                "/products/0/sheets/0/answers/1.1/points",
                "Mật ong, phiếu của Lan, tiêu chí 1.1",
            ),
            ("/products/0/sheets/1", "Mật ong, phiếu của m2"),
            ("/products/4/product/name", "sản phẩm thứ 5, Sản phẩm, Tên"),
            ("/members/0/role", "Lan, Vai trò"),
            ("/members/1/role", "thành viên thứ 2, Vai trò"),
            (
                "/regulation/quorum",
                "Quy chế của phiên, Số thành viên phải có mặt",
            ),
            ("/present/0", "Có mặt thứ 1"),
            ("", ""),
        ] {
            let steps: Vec<String> = place(path, &file).into_iter().map(|t| t.vi).collect();
            assert_eq!(steps.join(", "), words, "{path}");
        }
    }
}
