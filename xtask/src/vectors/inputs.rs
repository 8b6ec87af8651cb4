//! Calls as they are kept by hand: how one entry becomes one call, or many.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use serde::Deserialize;
use serde_json::{Map, Value};

use super::text::{bytes_of, text_of, value_of};

/// A file of calls.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct InputsFile {
    vectors: Vec<Entry>,
}

/// One entry of a file.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    name: String,
    /// What the vector shows, in a sentence.
    about: String,
    /// The operation, where it is not the one that the file is named after.
    operation: Option<String>,
    options: Option<Value>,
    /// Options that are no JSON.
    options_text: Option<Value>,
    input: Option<Value>,
    /// An input whose very text matters, or that is no JSON.
    input_text: Option<Value>,
    /// An input that is no text, two digits a byte.
    input_hex: Option<String>,
    /// One call for each combination of these options.
    #[serde(default)]
    each: BTreeMap<String, Vec<Value>>,
    /// How it must end; see [`Call::status`].
    #[serde(default)]
    status: u8,
    /// The codes that a refusal must tell, each once, in the order of the alphabet.
    #[serde(default)]
    codes: Vec<String>,
}

/// What an input or options are given as.
#[derive(Debug, Clone)]
pub enum Given {
    /// Nothing at all.
    Nothing,
    /// A JSON value.
    Json(Value),
    /// A text.
    Text(String),
    /// Bytes that are no text.
    Bytes(Vec<u8>),
}

impl Given {
    /// The bytes that the operation is called with.
    pub fn bytes(&self) -> Vec<u8> {
        match self {
            Self::Nothing => Vec::new(),
            Self::Json(value) => value.to_string().into_bytes(),
            Self::Text(text) => text.clone().into_bytes(),
            Self::Bytes(bytes) => bytes.clone(),
        }
    }
}

/// One call, and how it must end.
#[derive(Debug)]
pub struct Call {
    pub name: String,
    pub about: String,
    pub operation: String,
    pub options: Given,
    pub input: Given,
    /// 0 done, 1 refused, 2 wrong call.
    pub status: u8,
    pub codes: Vec<String>,
}

/// The calls of a file that is named after an operation.
pub fn read(path: &Path, operation: &str) -> Result<Vec<Call>, String> {
    let shown = path.display();
    let text = fs::read_to_string(path).map_err(|e| format!("{shown}: {e}"))?;
    let file: InputsFile = serde_json::from_str(&text).map_err(|e| format!("{shown}: {e}"))?;
    let mut calls = Vec::new();
    for entry in file.vectors {
        let name = entry.name.clone();
        let more = of_entry(entry, operation).map_err(|e| format!("{shown}: {name}: {e}"))?;
        calls.extend(more);
    }
    Ok(calls)
}

fn of_entry(entry: Entry, operation: &str) -> Result<Vec<Call>, String> {
    let input = match (&entry.input, &entry.input_text, &entry.input_hex) {
        (None, None, None) => Given::Nothing,
        (Some(input), None, None) => Given::Json(value_of(input)?),
        (None, Some(text), None) => Given::Text(text_of(text)?),
        (None, None, Some(digits)) => Given::Bytes(bytes_of(digits)?),
        _ => return Err("more than one of input, input_text, input_hex".to_owned()),
    };
    let options = match (&entry.options, &entry.options_text) {
        (None, None) => Given::Json(Value::Object(Map::new())),
        (Some(options), None) => Given::Json(value_of(options)?),
        (None, Some(text)) => Given::Text(text_of(text)?),
        _ => return Err("both options and options_text".to_owned()),
    };
    let mut calls = Vec::new();
    for (ending, more) in combinations(&entry.each) {
        let options = match &options {
            Given::Json(Value::Object(own)) => {
                let mut own = own.clone();
                own.extend(more);
                Given::Json(Value::Object(own))
            }
            other if more.is_empty() => other.clone(),
            _ => return Err("each goes with options that are an object".to_owned()),
        };
        let name = format!("{}{ending}", entry.name);
        if !name.chars().all(|c| c.is_ascii_alphanumeric() || c == '-') {
            return Err(format!("\"{name}\" is no name of a file"));
        }
        calls.push(Call {
            name,
            about: entry.about.clone(),
            operation: entry
                .operation
                .clone()
                .unwrap_or_else(|| operation.to_owned()),
            options,
            input: input.clone(),
            status: entry.status,
            codes: entry.codes.clone(),
        });
    }
    Ok(calls)
}

/// Every combination of the choices: an ending of the name, and the options.
fn combinations(each: &BTreeMap<String, Vec<Value>>) -> Vec<(String, Map<String, Value>)> {
    let mut found = vec![(String::new(), Map::new())];
    for (option, choices) in each {
        found = found
            .into_iter()
            .flat_map(|(ending, options)| {
                choices.iter().map(move |choice| {
                    let shown = match choice {
                        Value::String(text) => text.clone(),
                        other => other.to_string(),
                    };
                    let mut options = options.clone();
                    options.insert(option.clone(), choice.clone());
                    (format!("{ending}-{}", shown.replace('/', "-")), options)
                })
            })
            .collect();
    }
    found
}
