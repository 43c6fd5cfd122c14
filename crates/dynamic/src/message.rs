//! What is wrong with a schema, in words for the person who wrote it. Knows what the value of each keyword must be
//! (JSON Schema 2020-12 validation, section 6), but no data.

use finding::PathSegment;
use jsonschema::ValidationError;
use jsonschema::error::ValidationErrorKind;
use serde::Serialize;
use serde_json::Value;

use crate::keywords::last_keyword;
use crate::pointer::path;
use crate::surrogates;

/// Why a schema cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SchemaError {
    /// The keyword whose value is wrong, or `$schema`.
    pub code: String,
    /// The path from the schema's root to the error.
    pub path: Vec<PathSegment>,
    /// What is wrong there: the end of a sentence that begins with the place.
    pub message: String,
}

impl SchemaError {
    /// An error at this place.
    #[must_use]
    pub fn new(code: &str, path: Vec<PathSegment>, message: String) -> Self {
        Self { code: code.to_owned(), path, message }
    }

    /// Converts an error from the meta-schema or from the `jsonschema` crate's compiler.
    #[must_use]
    pub fn of(error: &ValidationError<'_>, schema: &Value) -> Self {
        let path = path(schema, error.instance_path().as_str());
        let (keyword, is_schema) = last_keyword(schema, &path);
        let keyword = keyword.unwrap_or_else(|| "$schema".to_owned());
        let value = error.instance();
        let message = match error.kind() {
            ValidationErrorKind::Referencing(error) => error.to_string(),
            ValidationErrorKind::Format { format } if format == "regex" => {
                format!("{} is no regular expression that can be run here", shown(value))
            }
            _ => match demand(&keyword) {
                _ if is_schema => format!("must be {A_SCHEMA}, not {}", shown(value)),
                Some(demand) => format!("must be {demand}, not {}", shown(value)),
                None => error.to_string(),
            },
        };
        Self::new(&keyword, path, message)
    }
}

/// What a schema is.
const A_SCHEMA: &str = "a schema, which is an object or a boolean";

/// What the value of the keyword must be.
fn demand(keyword: &str) -> Option<&'static str> {
    Some(match keyword {
        "type" => "one of array, boolean, integer, null, number, object, string, or a list of them without repetitions",
        "enum" => "a list of values",
        "multipleOf" => "a number above 0",
        "minimum" | "maximum" | "exclusiveMinimum" | "exclusiveMaximum" => "a number",
        "minLength" | "maxLength" | "minItems" | "maxItems" | "minContains" | "maxContains" | "minProperties"
        | "maxProperties" => "a whole number, 0 or more",
        "uniqueItems" => "true or false",
        "required" => "a list of names without repetitions",
        "dependentRequired" => "an object whose values are lists of names without repetitions",
        "properties" | "patternProperties" | "dependentSchemas" | "$defs" | "definitions" => "an object of schemas",
        "allOf" | "anyOf" | "oneOf" | "prefixItems" => "a list of schemas, at least one",
        "pattern" => "a regular expression that can be run here",
        "format" | "title" | "description" | "$comment" | "contentEncoding" | "contentMediaType" => "a text",
        "$ref" | "$dynamicRef" | "$id" | "$schema" => "a URI reference",
        "$anchor" | "$dynamicAnchor" => "a name that begins with a letter or an underscore",
        _ => return None,
    })
}

/// The value, cut if it is long.
fn shown(value: &Value) -> String {
    const LONGEST: usize = 60; // code points
    let text = value.to_string();
    match surrogates::beginning(&text, LONGEST) {
        Some(beginning) => format!("{beginning}…"),
        None => text,
    }
}
