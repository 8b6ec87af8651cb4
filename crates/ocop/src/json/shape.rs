//! Fields that a format does not have, in a text of it that is read again. A typed reader passes
//! over what it does not know: a misspelt field is then the same as none. The names stand in the
//! schema of the type, so that none is written twice.

use std::collections::BTreeMap;

use schemars::{JsonSchema, schema_for};
use serde_json::Value;

use crate::problem::Problems;

use super::Node;
use super::pointers::pointer;
use super::problems::unknown;

/// Which fields the objects of a format have.
#[derive(Debug)]
pub(crate) struct Shape {
    root: Value,
}

/// What a place of the format may hold.
#[derive(Default)]
struct Place<'s> {
    fields: BTreeMap<&'s str, Vec<&'s Value>>,
    items: Vec<&'s Value>,
    /// Whether objects may have other names, as where names are identifiers.
    open: bool,
}

impl Shape {
    /// The shape of a type.
    pub(crate) fn of<T: JsonSchema>() -> Self {
        Self {
            root: schema_for!(T).to_value(),
        }
    }

    /// Tells every field of a value that the type does not have.
    pub(crate) fn check(&self, node: &Node<'_>, problems: &mut Problems) {
        self.walk(node, "", &[&self.root], problems);
    }

    fn walk(&self, node: &Node<'_>, path: &str, schemas: &[&Value], problems: &mut Problems) {
        match node {
            Node::Object(object) => {
                let place = self.place(schemas);
                for (key, value) in object {
                    match place.fields.get(&**key) {
                        Some(inner) => self.walk(value, &pointer(path, key), inner, problems),
                        None if place.open => {}
                        None => {
                            let names: Vec<&str> = place.fields.keys().copied().collect();
                            problems.push(unknown(&pointer(path, key), key, &names));
                        }
                    }
                }
            }
            Node::List(list) => {
                let place = self.place(schemas);
                // lists of plain values are long, and have no fields
                let nested = |n: &&Node<'_>| matches!(n, Node::Object(_) | Node::List(_));
                for (i, value) in list.iter().enumerate().filter(|(_, n)| nested(n)) {
                    self.walk(value, &pointer(path, i), &place.items, problems);
                }
            }
            _ => {}
        }
    }

    /// What the schemas of a place allow together: of a choice, what any of its branches does.
    fn place<'s>(&'s self, schemas: &[&'s Value]) -> Place<'s> {
        let mut place = Place::default();
        let mut left = schemas.to_vec();
        while let Some(schema) = left.pop() {
            if let Some(name) = schema.get("$ref").and_then(Value::as_str) {
                let name = name.strip_prefix('#').unwrap_or(name);
                left.extend(self.root.pointer(name));
            }
            for choice in ["anyOf", "oneOf", "allOf"] {
                let branches = schema.get(choice).and_then(Value::as_array);
                left.extend(branches.into_iter().flatten());
            }
            if let Some(fields) = schema.get("properties").and_then(Value::as_object) {
                for (name, inner) in fields {
                    place.fields.entry(name).or_default().push(inner);
                }
            }
            place.items.extend(schema.get("items"));
            let others = schema.get("additionalProperties");
            place.open |= others.is_some_and(|others| *others != Value::Bool(false));
        }
        // a place of which the schema says nothing may hold anything
        place.open |= place.fields.is_empty() && place.items.is_empty();
        place
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::council::TallyReport;
    use crate::rating::RatingReport;

    fn told(shape: &Shape, json: &str) -> Vec<(String, Option<String>)> {
        let mut problems = Problems::new();
        shape.check(&super::super::parse(json).unwrap(), &mut problems);
        let told = problems.iter();
        told.map(|p| (p.path.clone(), p.suggestion.clone()))
            .collect()
    }

    #[test]
    fn a_field_that_a_format_does_not_have_is_told_wherever_it_stands() {
        let rating = Shape::of::<RatingReport<'static>>();
        let one = |path: &str, name: Option<&str>| vec![(path.to_owned(), name.map(str::to_owned))];
        assert_eq!(
            told(&rating, r#"{"outcom": "rated"}"#),
            one("/outcom", Some("outcome"))
        );
        assert_eq!(
            told(&rating, r#"{"producer": {"knd": "x"}, "unmet": {"3": []}}"#),
            one("/producer/knd", Some("kind"))
        );
        assert_eq!(
            told(
                &rating,
                r#"{"scores": [{"criterion": "1.1"}, {"levl": 1}]}"#
            ),
            one("/scores/1/levl", Some("level"))
        );
        let tally = Shape::of::<TallyReport<'static>>();
        assert_eq!(
            told(&tally, r#"{"products": [{"id": "a", "documets": []}]}"#),
            one("/products/0/documets", Some("documents"))
        );
        assert!(told(&tally, r#"{"products": [{"sheets": [], "mean": 3}]}"#).is_empty());
    }
}
