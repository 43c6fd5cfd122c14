//! Where schemas stand inside a schema (JSON Schema 2020-12 core, section 10, and the older dialects'
//! keywords), and which of them are predicates. Knows no data.

use serde_json::{Map, Value};

use crate::pointer::Segment;

/// How a keyword holds schemas.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Holds {
    /// Its value is a schema; in older dialects some are booleans, which are schemas too.
    One,
    /// A list of schemas.
    Many,
    /// Schemas by name.
    Named,
}

/// How this keyword, with this value, holds schemas; `None` if it holds none.
#[must_use]
pub fn holds(keyword: &str, value: &Value) -> Option<Holds> {
    Some(match keyword {
        "items" if value.is_array() => Holds::Many,
        "items"
        | "additionalItems"
        | "unevaluatedItems"
        | "contains"
        | "additionalProperties"
        | "unevaluatedProperties"
        | "propertyNames"
        | "if"
        | "then"
        | "else"
        | "not"
        | "contentSchema" => Holds::One,
        "allOf" | "anyOf" | "oneOf" | "prefixItems" => Holds::Many,
        "properties" | "patternProperties" | "dependentSchemas" | "dependencies" | "$defs" | "definitions" => {
            Holds::Named
        }
        _ => return None,
    })
}

/// Whether the keyword's schema selects rather than demands, so that presence keeps its meaning in a
/// draft (the stage validators' `Judge::begin(true)`).
#[must_use]
pub fn is_predicate(keyword: &str) -> bool {
    matches!(keyword, "if" | "not" | "contains")
}

/// Whether the keyword's schemas judge the very value that the schema judges.
#[must_use]
pub fn is_in_place(keyword: &str) -> bool {
    matches!(
        keyword,
        "allOf" | "anyOf" | "oneOf" | "not" | "if" | "then" | "else" | "dependentSchemas" | "dependencies"
    )
}

/// Each schema directly inside: the keyword, the token below it if it holds several, the schema.
pub fn subschemas(schema: &Map<String, Value>) -> impl Iterator<Item = (&str, Option<String>, &Value)> {
    schema.iter().flat_map(|(keyword, value)| {
        let inside: Vec<(Option<String>, &Value)> = match (holds(keyword, value), value) {
            (Some(Holds::One), _) => vec![(None, value)],
            (Some(Holds::Many), Value::Array(list)) => {
                list.iter().enumerate().map(|(index, schema)| (Some(index.to_string()), schema)).collect()
            }
            (Some(Holds::Named), Value::Object(named)) => {
                named.iter().map(|(name, schema)| (Some(name.clone()), schema)).collect()
            }
            _ => Vec::new(),
        };
        // A list under `dependencies` names properties.
        inside
            .into_iter()
            .filter(|(_, schema)| schema.is_object() || schema.is_boolean())
            .map(|(token, schema)| (keyword.as_str(), token, schema))
    })
}

/// Follows the path as the meta-schema reads it: the last keyword on it, and whether a schema should stand at its end.
#[must_use]
pub fn last_keyword(root: &Value, path: &[Segment]) -> (Option<String>, bool) {
    let mut value = Some(root);
    let mut steps = path.iter();
    let mut found = (None, true);
    while let Some(step) = steps.next() {
        value = below(value, step);
        let Segment::Key(keyword) = step else { break };
        let holds = holds(keyword, value.unwrap_or(&Value::Null));
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

fn below<'a>(value: Option<&'a Value>, step: &Segment) -> Option<&'a Value> {
    match step {
        Segment::Key(key) => value?.get(key),
        Segment::Index(index) => value?.get(index),
    }
}
