//! The OpenAPI 3.1 document of the operations, made from their table.
//!
//! The schemas are those of `schemas/`, each under its own name in the components; references inside
//! them are turned to there, since a tool looks for `#/$defs/…` at the root of the whole document.

use axum::http::Method;
use ocop_operations::{JSON, OPERATIONS, Operation, Output, schema};
use serde_json::{Map, Value, json};

use super::call::methods;
use super::query::{Kinds, kinds};
use super::state::Limits;

/// The whole document.
pub(super) fn document(limits: &Limits) -> Value {
    let mut components = Map::new();
    let errors = adopt("errors", &mut components);
    let mut paths = Map::new();
    for operation in OPERATIONS {
        paths.insert(
            format!("/api/v1/{}", operation.name),
            path(operation, limits, &errors, &mut components),
        );
    }
    json!({
        "openapi": "3.1.0",
        "info": {
            "title": "OCOP",
            "version": ocop::VERSION,
            "description": "Evaluation and star rating of products under Vietnam's One Commune One \
                Product programme. Every operation is stateless and takes no login. \
                Đánh giá, phân hạng sản phẩm OCOP; không lưu dữ liệu, không cần đăng nhập.",
            "license": {"name": "MIT OR Apache-2.0", "identifier": "MIT OR Apache-2.0"},
        },
        "jsonSchemaDialect": "https://json-schema.org/draft/2020-12/schema",
        "paths": paths,
        "components": {"schemas": components},
    })
}

fn path(
    operation: &Operation,
    limits: &Limits,
    errors: &Value,
    components: &mut Map<String, Value>,
) -> Value {
    let parameters = parameters(operation, components);
    let input = any_of(operation.input.iter().map(|name| adopt(name, components)));
    let responses = responses(operation, limits, errors, components);
    let mut out = Map::new();
    for method in methods(operation) {
        let by = method.as_str().to_lowercase();
        let mut one = json!({
            "operationId": if methods(operation).len() > 1 {
                format!("{}-{by}", operation.name)
            } else {
                operation.name.to_owned()
            },
            "summary": operation.en,
            "description": operation.vi,
            "parameters": parameters,
            "responses": responses,
        });
        if *method == Method::POST {
            let mut content = json!({JSON: {"schema": input}});
            if operation.input.contains(&"register") {
                // a record a line, of which JSON is the one with one line, or a table
                put(
                    &mut content,
                    "application/x-ndjson",
                    json!({"schema": input}),
                );
                let table = json!({"schema": {"type": "string"}});
                put(&mut content, "text/csv", table);
            }
            let body = json!({"required": true, "content": content});
            put(&mut one, "requestBody", body);
        }
        out.insert(by, one);
    }
    Value::Object(out)
}

fn parameters(operation: &Operation, components: &mut Map<String, Value>) -> Vec<Value> {
    let mut schema = operation.options_schema().to_value();
    let properties = schema.get("properties").and_then(Value::as_object);
    let properties: Vec<(String, Kinds)> = properties
        .into_iter()
        .flatten()
        .map(|(name, _)| (name.clone(), kinds(&schema, name)))
        .collect();
    let required = schema.get("required").cloned().unwrap_or_default();
    let required = required.as_array().cloned().unwrap_or_default();
    take_definitions(
        &mut schema,
        &format!("{}-options", operation.name),
        components,
    );
    let mut out = Vec::new();
    for (name, kinds) in properties {
        let property = schema.get_mut("properties").and_then(|p| p.get_mut(&name));
        let mut property = property.map(Value::take).unwrap_or_default();
        let said = property.as_object_mut();
        let said = said.and_then(|p| p.remove("description"));
        without_null(&mut property);
        let mut parameter = json!({
            "name": name,
            "in": "query",
            "required": required.contains(&Value::from(name.as_str())),
        });
        if let Some(said) = said {
            put(&mut parameter, "description", said);
        }
        if kinds.object {
            put(
                &mut parameter,
                "content",
                json!({JSON: {"schema": property}}),
            );
        } else {
            put(&mut parameter, "schema", property);
        }
        out.push(parameter);
    }
    out
}

/// An option that is not given is left out of a query; there is no `null` to write.
fn without_null(schema: &mut Value) {
    let Some(schema) = schema.as_object_mut() else {
        return;
    };
    if let Some(Value::Array(types)) = schema.get_mut("type") {
        types.retain(|t| t != "null");
        if let [one] = types.as_slice() {
            let one = one.clone();
            schema.insert("type".to_owned(), one);
        }
    }
    if schema.get("default").is_some_and(Value::is_null) {
        schema.remove("default");
    }
    if let Some(Value::Array(choices)) = schema.get_mut("anyOf") {
        choices.retain(|c| c.get("type").is_none_or(|t| t != "null"));
        if let [one] = choices.as_slice()
            && let Some(one) = one.as_object().cloned()
        {
            schema.remove("anyOf");
            schema.extend(one);
        }
    }
    if let Some(Value::Array(choices)) = schema.get_mut("enum") {
        choices.retain(|c| !c.is_null());
    }
}

fn responses(
    operation: &Operation,
    limits: &Limits,
    errors: &Value,
    components: &mut Map<String, Value>,
) -> Value {
    let output = match operation.output {
        Output::Json(names) => {
            let schema = any_of(names.iter().map(|name| adopt(name, components)));
            json!({JSON: {"schema": schema}})
        }
        Output::Schema => json!({"application/schema+json": {"schema": true}}),
        _ => json!({"*/*": {}}),
    };
    let refused = |description: String| json!({"description": description, "content": {JSON: {"schema": errors}}});
    let mut out = json!({
        "200": {"description": "The output.", "content": output},
        "400": refused("The options are wrong: the program that calls has to be mended.".into()),
        "405": refused("Called by another method.".into()),
        "408": refused(format!("It took longer than {} s.", limits.time.as_secs())),
        "413": refused(format!(
            "The input is larger than its format allows, or than {} bytes.",
            limits.bytes
        )),
        "422": refused("What was asked about is refused, with everything that is wrong.".into()),
        "503": refused("The server has too much to do, or is stopping.".into()),
    });
    if limits.per_second > 0 {
        let mut held_back = refused("Too many requests from one address.".into());
        let headers = json!({"Retry-After": {
            "description": "Seconds to wait.", "schema": {"type": "integer"}}});
        put(&mut held_back, "headers", headers);
        put(&mut out, "429", held_back);
    }
    out
}

/// Puts a field into an object.
fn put(object: &mut Value, name: &str, value: Value) {
    if let Some(fields) = object.as_object_mut() {
        fields.insert(name.to_owned(), value);
    }
}

fn any_of(schemas: impl Iterator<Item = Value>) -> Value {
    let mut schemas: Vec<Value> = schemas.collect();
    match (schemas.pop(), schemas.is_empty()) {
        (Some(one), true) => one,
        (Some(last), false) => {
            schemas.push(last);
            json!({"anyOf": schemas})
        }
        (None, _) => json!(true),
    }
}

/// A schema by its name, put among the components; a reference to it.
fn adopt(name: &str, components: &mut Map<String, Value>) -> Value {
    let Ok(found) = schema::schema(name) else {
        // an input that is no JSON, such as a table
        return json!(true);
    };
    if !components.contains_key(name) {
        let mut found = found.to_value();
        take_definitions(&mut found, name, components);
        if let Some(found) = found.as_object_mut() {
            found.remove("$schema");
        }
        components.insert(name.to_owned(), found);
    }
    json!({"$ref": format!("#/components/schemas/{name}")})
}

/// Moves the definitions of a schema among the components, and turns its references there.
fn take_definitions(schema: &mut Value, name: &str, components: &mut Map<String, Value>) {
    let definitions = schema.as_object_mut().and_then(|s| s.remove("$defs"));
    turn(schema, name);
    if let Some(Value::Object(definitions)) = definitions {
        for (of, mut definition) in definitions {
            turn(&mut definition, name);
            components.insert(format!("{name}.{of}"), definition);
        }
    }
}

fn turn(schema: &mut Value, name: &str) {
    match schema {
        Value::Object(fields) => {
            for (key, value) in fields {
                if key == "$ref"
                    && let Some(of) = value.as_str().and_then(|r| r.strip_prefix("#/$defs/"))
                {
                    *value = Value::from(format!("#/components/schemas/{name}.{of}"));
                } else {
                    turn(value, name);
                }
            }
        }
        Value::Array(items) => items.iter_mut().for_each(|item| turn(item, name)),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn references(value: &Value, found: &mut Vec<String>) {
        match value {
            Value::Object(fields) => {
                found.extend(
                    fields
                        .get("$ref")
                        .and_then(Value::as_str)
                        .map(str::to_owned),
                );
                fields.values().for_each(|v| references(v, found));
            }
            Value::Array(items) => items.iter().for_each(|v| references(v, found)),
            _ => {}
        }
    }

    #[test]
    fn registers_may_be_lines_and_tables_and_no_text_is_null() {
        fn nulls(value: &Value) -> usize {
            match value {
                Value::Object(fields) => {
                    let own = fields.get("description").is_some_and(Value::is_null);
                    fields.values().map(nulls).sum::<usize>() + usize::from(own)
                }
                Value::Array(items) => items.iter().map(nulls).sum(),
                _ => 0,
            }
        }
        let document = document(&Limits::default());
        assert_eq!(nulls(&document), 0);
        for (operation, kinds) in [("renewals", 3), ("stats", 3), ("rate", 1)] {
            let body = &document["paths"][format!("/api/v1/{operation}")]["post"]["requestBody"];
            let content = body["content"].as_object().unwrap();
            assert_eq!(content.len(), kinds, "{operation}");
        }
    }

    #[test]
    fn every_operation_is_described_and_every_reference_leads_somewhere() {
        let document = document(&Limits::default());
        for operation in OPERATIONS {
            let path = &document["paths"][format!("/api/v1/{}", operation.name)];
            for method in methods(operation) {
                let described = &path[method.as_str().to_lowercase()];
                assert_eq!(described["description"], operation.vi);
                let options = operation.options_schema().to_value();
                let options = options["properties"].as_object().map_or(0, Map::len);
                assert_eq!(described["parameters"].as_array().unwrap().len(), options);
            }
        }
        let mut found = Vec::new();
        references(&document, &mut found);
        assert!(found.len() > 100);
        for reference in found {
            let pointer = reference.strip_prefix('#').unwrap();
            assert!(document.pointer(pointer).is_some(), "{reference}");
        }
    }
}
