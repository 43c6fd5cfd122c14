//! Which keywords of a schema contain schemas (JSON Schema 2020-12 core, section 10, and the older dialects' keywords).
//! Knows no data.

use finding::PathSegment;
use serde_json::{Map, Value};

/// How a keyword contains schemas.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Holds {
    /// Its value is one schema; in older dialects some of these are booleans, which are schemas too.
    One,
    /// A list of schemas.
    Many,
    /// Schemas by name.
    Named,
}

/// Every keyword that contains schemas; for `items` it depends on whether its value is a list.
const HOLDERS: [(&str, Holds); 23] = [
    ("$defs", Holds::Named),
    ("definitions", Holds::Named),
    ("allOf", Holds::Many),
    ("anyOf", Holds::Many),
    ("oneOf", Holds::Many),
    ("not", Holds::One),
    ("if", Holds::One),
    ("then", Holds::One),
    ("else", Holds::One),
    ("dependentSchemas", Holds::Named),
    ("dependencies", Holds::Named),
    ("properties", Holds::Named),
    ("patternProperties", Holds::Named),
    ("additionalProperties", Holds::One),
    ("propertyNames", Holds::One),
    ("prefixItems", Holds::Many),
    ("items", Holds::One),
    ("items", Holds::Many),
    ("additionalItems", Holds::One),
    ("contains", Holds::One),
    ("unevaluatedItems", Holds::One),
    ("unevaluatedProperties", Holds::One),
    ("contentSchema", Holds::One),
];

/// How this keyword, with this value, contains schemas, and its name as a static; `None` if it contains none.
fn holder(keyword: &str, value: &Value) -> Option<(&'static str, Holds)> {
    HOLDERS
        .iter()
        .find(|(name, holds)| *name == keyword && (*name != "items" || (*holds == Holds::Many) == value.is_array()))
        .copied()
}

/// Whether the keyword's schemas apply to the same value as the schema itself.
#[must_use]
pub fn is_in_place(keyword: &str) -> bool {
    matches!(
        keyword,
        "allOf" | "anyOf" | "oneOf" | "not" | "if" | "then" | "else" | "dependentSchemas" | "dependencies"
    )
}

/// Each schema directly inside: the keyword, the token below the keyword if it contains several, and the schema.
pub fn subschemas(schema: &Map<String, Value>) -> impl Iterator<Item = (&'static str, Option<String>, &Value)> {
    schema.iter().filter_map(|(keyword, value)| Some((holder(keyword, value)?, value))).flat_map(
        |((keyword, holds), value)| {
            let inside: Vec<(Option<String>, &Value)> = match (holds, value) {
                (Holds::One, _) => vec![(None, value)],
                (Holds::Many, Value::Array(list)) => {
                    list.iter().enumerate().map(|(index, schema)| (Some(index.to_string()), schema)).collect()
                }
                (Holds::Named, Value::Object(named)) => {
                    named.iter().map(|(name, schema)| (Some(name.clone()), schema)).collect()
                }
                _ => Vec::new(),
            };
            // A list under `dependencies` holds property names.
            inside
                .into_iter()
                .filter(|(_, schema)| schema.is_object() || schema.is_boolean())
                .map(move |(token, schema)| (keyword, token, schema))
        },
    )
}

/// Follows the path as the meta-schema reads it: returns the last keyword on it, and whether a schema belongs at its
/// end.
#[must_use]
pub fn last_keyword(root: &Value, path: &[PathSegment]) -> (Option<String>, bool) {
    let mut value = Some(root);
    let mut steps = path.iter();
    let mut found = (None, true);
    while let Some(step) = steps.next() {
        value = below(value, step);
        let PathSegment::Key(keyword) = step else { break };
        let holds = holder(keyword, value.unwrap_or(&Value::Null)).map(|(_, holds)| holds);
        found = (Some(keyword.clone()), holds == Some(Holds::One) || keyword == "items");
        if let Some(Holds::Many | Holds::Named) = holds {
            let Some(step) = steps.next() else { break };
            value = below(value, step);
            found.1 = true;
        } else if holds.is_none() {
            break;
        }
    }
    found
}

fn below<'a>(value: Option<&'a Value>, step: &PathSegment) -> Option<&'a Value> {
    match step {
        PathSegment::Key(key) => value?.get(key),
        PathSegment::Index(index) => value?.get(*index as usize),
    }
}
