//! What is wrong with the data, in the form that the compiled stages use: the same codes, paths and params. Knows no
//! schemas.

use finding::{Issue, LONGEST_TEXT, ParamValue, PathSegment, Source};
use serde_json::Value;

use crate::surrogates;

/// The code for data that could not be judged completely. Its `reason` is `work` (schema and data together need more
/// than `limit` steps), `depth` (they nest more than `limit` levels deep) or `size` (the data has more than `limit`
/// bytes).
pub const NOT_JUDGED: &str = "notJudged";

/// An issue with source `schema`.
#[must_use]
pub fn issue(code: &'static str, path: Vec<PathSegment>, params: Vec<(String, ParamValue)>) -> Issue {
    Issue { source: Source::Schema, code, path, params, sqlstate: None, constraint: None, column: None }
}

/// The issue for data that could not be judged.
#[must_use]
pub fn not_judged(reason: &str, limit: u64) -> Issue {
    let params = [("reason".to_owned(), ParamValue::Text(reason.to_owned())), ("limit".to_owned(), count(limit))];
    issue(NOT_JUDGED, Vec::new(), params.into())
}

/// A count as a param.
#[must_use]
pub fn count(count: u64) -> ParamValue {
    i64::try_from(count).map_or(ParamValue::Number(count as f64), ParamValue::Integer)
}

/// A value from the schema as a param.
#[must_use]
pub fn param(value: &Value) -> ParamValue {
    match value {
        Value::Null => ParamValue::Null,
        Value::Bool(value) => ParamValue::Boolean(*value),
        Value::Number(number) => match number.as_i64() {
            Some(integer) => ParamValue::Integer(integer),
            None => ParamValue::Number(number.as_f64().unwrap_or_default()),
        },
        Value::String(text) => ParamValue::Text(text.clone()),
        Value::Array(items) => ParamValue::List(items.iter().map(param).collect()),
        Value::Object(members) => {
            ParamValue::Object(members.iter().map(|(name, value)| (name.clone(), param(value))).collect())
        }
    }
}

/// The text, cut if it is long.
#[must_use]
pub fn cut(text: &str) -> String {
    match surrogates::beginning(text, LONGEST_TEXT) {
        Some(beginning) => format!("{beginning}…"),
        None => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn params_are_the_schemas_values() {
        let value = json!({ "a": [null, true, -1, 1.5, "x"], "b": 18_446_744_073_709_551_615_u64 });
        let list = vec![
            ParamValue::Null,
            ParamValue::Boolean(true),
            ParamValue::Integer(-1),
            ParamValue::Number(1.5),
            ParamValue::Text("x".to_owned()),
        ];
        let members = vec![
            ("a".to_owned(), ParamValue::List(list)),
            ("b".to_owned(), ParamValue::Number(18_446_744_073_709_551_615.0)),
        ];
        assert_eq!(param(&value), ParamValue::Object(members));
    }

    #[test]
    fn long_texts_are_cut() {
        assert_eq!(cut(&"é".repeat(LONGEST_TEXT)), "é".repeat(LONGEST_TEXT));
        assert_eq!(cut(&"é".repeat(LONGEST_TEXT + 1)), format!("{}…", "é".repeat(LONGEST_TEXT)));
    }
}
