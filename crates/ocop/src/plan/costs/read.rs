//! From JSON to costs, telling everything that is wrong with them.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::json::{self, Fields, Node, names, pointer, repeated, wrong_type};
use crate::problem::{Code, Problem, Problems};
use crate::text::Text;

use super::file::{COSTS_FORMAT, MAX_EFFORT, MAX_LEAD_TIME_DAYS, StepCost};
use super::{Costs, Entry};

names! { FIELDS, costs_field {
    FORMAT = "format",
    NOTE = "note",
    SCALE = "scale",
    DEFAULT = "default",
    COSTS = "costs",
} }

names! { DEFAULT, default_field {
    BASIS = "basis",
    STEPS = "steps",
} }

names! { ENTRY, entry_field {
    KEYS = "keys",
    BASIS = "basis",
    STEPS = "steps",
} }

names! { STEP, step_field {
    LEAD_TIME_DAYS = "lead_time_days",
    EFFORT = "effort",
} }

names! { TEXT, text_field {
    VI = "vi",
    EN = "en",
} }

impl Costs {
    /// Reads costs.
    ///
    /// # Errors
    ///
    /// Everything that is wrong, all at once: unknown and repeated fields and keys, figures that
    /// are no whole numbers, negative or beyond all measure.
    pub fn parse(bytes: &[u8]) -> Result<Self, Problems> {
        let node = json::parse(json::text(bytes, json::MAX_BYTES)?)?;
        let mut problems = Problems::new();
        let costs = Self::read(&node, &mut problems);
        match costs {
            Some(costs) => problems.or(costs),
            None => Err(problems),
        }
    }

    fn read(node: &Node<'_>, problems: &mut Problems) -> Option<Self> {
        let fields = Fields::of_format(node, "", FIELDS, COSTS_FORMAT, problems)?;
        if fields.get(costs_field::FORMAT).is_none() {
            fields.missing(costs_field::FORMAT, problems);
        }
        fields.format(costs_field::FORMAT, COSTS_FORMAT, problems);
        let note = text(&fields, costs_field::NOTE, problems);
        text(&fields, costs_field::SCALE, problems);
        let default = fields.get(costs_field::DEFAULT).and_then(|n| {
            let path = fields.path(costs_field::DEFAULT);
            let inner = Fields::read(n, &path, DEFAULT, problems)?;
            Some(Entry {
                basis: text(&inner, default_field::BASIS, problems),
                steps: steps(&inner, default_field::STEPS, problems),
                path,
            })
        });
        let mut by_key = BTreeMap::new();
        match fields.get(costs_field::COSTS) {
            Some(Node::List(list)) => {
                for (i, entry) in list.iter().enumerate() {
                    read_entry(
                        entry,
                        &pointer(&fields.path(costs_field::COSTS), i),
                        &mut by_key,
                        problems,
                    );
                }
            }
            Some(other) => problems.push(wrong_type(
                &fields.path(costs_field::COSTS),
                other,
                "một danh sách […]",
                "a list […]",
            )),
            None => fields.missing(costs_field::COSTS, problems),
        }
        Some(Self {
            note,
            default,
            by_key: Arc::new(by_key),
        })
    }
}

fn read_entry(
    node: &Node<'_>,
    path: &str,
    by_key: &mut BTreeMap<String, Entry>,
    problems: &mut Problems,
) {
    let Some(fields) = Fields::read(node, path, ENTRY, problems) else {
        return;
    };
    let entry = Entry {
        basis: text(&fields, entry_field::BASIS, problems),
        steps: steps(&fields, entry_field::STEPS, problems),
        path: path.to_owned(),
    };
    match fields.get(entry_field::KEYS) {
        Some(Node::List(keys)) => {
            for (i, key) in keys.iter().enumerate() {
                let path = pointer(&fields.path(entry_field::KEYS), i);
                match key {
                    Node::Text(key) => {
                        if by_key.insert(key.to_string(), entry.clone()).is_some() {
                            problems.push(repeated(&path, key));
                        }
                    }
                    other => problems.push(wrong_type(
                        &path,
                        other,
                        "khóa của tiêu chí",
                        "the key of a criterion",
                    )),
                }
            }
        }
        Some(other) => problems.push(wrong_type(
            &fields.path(entry_field::KEYS),
            other,
            "một danh sách [\"…\"]",
            "a list [\"…\"]",
        )),
        None => fields.missing(entry_field::KEYS, problems),
    }
}

fn text<const N: usize>(
    fields: &Fields<'_, '_, N>,
    index: usize,
    problems: &mut Problems,
) -> Option<Text> {
    let inner = Fields::read(fields.get(index)?, &fields.path(index), TEXT, problems)?;
    for language in 0..TEXT.len() {
        if inner.get(language).is_none() {
            inner.missing(language, problems);
        }
    }
    Some(Text::new(
        inner.text(text_field::VI, problems)?,
        inner.text(text_field::EN, problems)?,
    ))
}

fn steps<const N: usize>(
    fields: &Fields<'_, '_, N>,
    index: usize,
    problems: &mut Problems,
) -> Vec<StepCost> {
    let path = fields.path(index);
    match fields.get(index) {
        Some(Node::List(list)) => list
            .iter()
            .enumerate()
            .filter_map(|(i, node)| {
                let step = Fields::read(node, &pointer(&path, i), STEP, problems)?;
                let lead = figure(
                    &step,
                    step_field::LEAD_TIME_DAYS,
                    MAX_LEAD_TIME_DAYS,
                    problems,
                );
                let effort = figure(&step, step_field::EFFORT, MAX_EFFORT, problems);
                Some(StepCost {
                    lead_time_days: lead?,
                    effort: effort?,
                })
            })
            .collect(),
        Some(other) => {
            problems.push(wrong_type(
                &path,
                other,
                "một danh sách [{\"lead_time_days\": …, \"effort\": …}]",
                "a list [{\"lead_time_days\": …, \"effort\": …}]",
            ));
            Vec::new()
        }
        None => {
            fields.missing(index, problems);
            Vec::new()
        }
    }
}

/// A figure: a whole number from 0 to its greatest value.
fn figure<const N: usize>(
    fields: &Fields<'_, '_, N>,
    index: usize,
    greatest: u32,
    problems: &mut Problems,
) -> Option<u32> {
    let found = match fields.get(index) {
        None => {
            fields.missing(index, problems);
            return None;
        }
        Some(Node::Int(found)) => *found,
        Some(other) => {
            problems.push(wrong_type(
                &fields.path(index),
                other,
                &format!("một số nguyên từ 0 đến {greatest}"),
                &format!("a whole number from 0 to {greatest}"),
            ));
            return None;
        }
    };
    let figure = u32::try_from(found).ok().filter(|f| *f <= greatest);
    if figure.is_none() {
        problems.push(
            Problem::new(
                Code::CostOutOfRange,
                fields.path(index),
                format!("Gặp {found}, cần từ 0 đến {greatest}."),
                format!("Found {found}, expected 0 to {greatest}."),
            )
            .with_found(found.to_string())
            .with_expected(format!("0 đến {greatest}"), format!("0 to {greatest}")),
        );
    }
    figure
}

#[cfg(test)]
mod tests {
    use super::super::file::CostsFile;
    use super::*;
    use crate::schema::tests::assert_fields;

    fn codes(text: &str) -> Vec<(Code, String)> {
        let problems = Costs::parse(text.as_bytes()).unwrap_err();
        problems.into_iter().map(|p| (p.code, p.path)).collect()
    }

    #[test]
    fn the_fields_read_are_the_fields_of_the_schema() {
        let schema = schemars::schema_for!(CostsFile);
        assert_fields(&schema, None, FIELDS);
        assert_fields(&schema, Some("DefaultCost"), DEFAULT);
        assert_fields(&schema, Some("KeyCost"), ENTRY);
        assert_fields(&schema, Some("StepCost"), STEP);
    }

    #[test]
    fn costs_that_are_negative_missing_repeated_or_no_number_are_all_told() {
        let text = r#"{"format": "ocop-costs/1", "costs": [
            {"keys": ["smell", "taste"], "steps": [{"lead_time_days": -1, "effort": 1}, {"lead_time_days": 9999, "effort": 1.5}]},
            {"keys": ["smell"], "steps": [{"lead_time_days": "NaN"}], "basis": {"vi": "x"}}, {"keys": [1]}], "nte": 1}"#;
        let at = |code, path: &str| (code, path.to_owned());
        assert_eq!(
            codes(text),
            [
                at(Code::UnknownField, "/nte"),
                at(Code::CostOutOfRange, "/costs/0/steps/0/lead_time_days"),
                at(Code::CostOutOfRange, "/costs/0/steps/1/lead_time_days"),
                at(Code::WrongType, "/costs/0/steps/1/effort"),
                at(Code::MissingField, "/costs/1/basis/en"),
                at(Code::WrongType, "/costs/1/steps/0/lead_time_days"),
                at(Code::MissingField, "/costs/1/steps/0/effort"),
                at(Code::RepeatedKey, "/costs/1/keys/0"),
                at(Code::MissingField, "/costs/2/steps"),
                at(Code::WrongType, "/costs/2/keys/0"),
            ]
        );
        assert_eq!(codes("{\"costs\": 1e999}")[0].0, Code::NotJson);
        assert_eq!(codes("[]")[0].0, Code::WrongType);
    }
}
