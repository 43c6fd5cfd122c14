//! Functions and operators of jsonb (PostgreSQL manual, 9.16 JSON Functions and Operators).

use alloc::borrow::{Cow, ToOwned};
use alloc::string::String;
use alloc::vec::Vec;

use super::array::Array;
use crate::pg::logic::Stop;
use crate::pg::{Numeric, SqlState};
use crate::sort::sorted_once;
use crate::tape::{Kind, Value};

type Json<'a> = Option<Value<'a>>;
type Text<'a> = Option<Cow<'a, str>>;

/// `jsonb_typeof`.
#[must_use]
pub fn jsonb_typeof(json: Json<'_>) -> Text<'static> {
    json.map(|value| {
        Cow::Borrowed(match value.kind() {
            Kind::Null => "null",
            Kind::False | Kind::True => "boolean",
            Kind::Number => "number",
            Kind::String => "string",
            Kind::Array => "array",
            Kind::Object => "object",
        })
    })
}

/// `jsonb_array_length`.
///
/// # Errors
/// 22023 if it is no array.
pub fn jsonb_array_length(json: Json<'_>) -> Result<Option<i64>, Stop> {
    match json {
        None => Ok(None),
        Some(array) if array.kind() == Kind::Array => Ok(i64::try_from(array.elements().count()).ok()),
        Some(_) => Err(Stop::Error(SqlState::InvalidParameterValue)),
    }
}

/// `-> text`: NULL unless it is an object with that key.
#[must_use]
pub fn field<'a>(json: Json<'a>, key: Text<'_>) -> Json<'a> {
    json?.get(&key?)
}

/// `-> integer`: NULL unless it is an array with that element; negative counts from the end. A
/// scalar counts as an array of itself, though the manual does not say so: `'5'::jsonb -> 0` is 5.
#[must_use]
pub fn element(json: Json<'_>, index: Option<i64>) -> Json<'_> {
    let (array, index) = (json?, index?);
    if !matches!(array.kind(), Kind::Array | Kind::Object) {
        return if matches!(index, 0 | -1) { Some(array) } else { None };
    }
    let index = if index < 0 { index + i64::try_from(array.elements().count()).ok()? } else { index };
    array.elements().nth(usize::try_from(index).ok()?)
}

/// The value as `->>` gives it: JSON null is NULL, a string is its value, all else is jsonb's text.
#[must_use]
pub fn to_text(json: Json<'_>) -> Text<'_> {
    let value = json?;
    Some(match value.kind() {
        Kind::Null => return None,
        Kind::String => value.as_str()?.to_cow(),
        Kind::Number if value.is_plain_integer() && value.raw() != "-0" => Cow::Borrowed(value.raw()),
        Kind::Number => Cow::Owned(number_text(value)),
        Kind::True | Kind::False => Cow::Borrowed(value.raw()),
        Kind::Array | Kind::Object => Cow::Owned(document_text(value)),
    })
}

fn number_text(value: Value<'_>) -> String {
    Numeric::parse(value.raw(), None).map_or_else(|_| value.raw().to_owned(), |number| number.text())
}

/// A container that is being written.
struct Open<'a> {
    /// What is still to write, last first.
    rest: Vec<(Option<Cow<'a, str>>, Value<'a>)>,
    close: char,
    first: bool,
}

impl<'a> Open<'a> {
    /// Keys once each (the last counts), by length in bytes, then by bytes, as jsonb keeps them.
    fn new(value: Value<'a>) -> Self {
        if value.kind() == Kind::Array {
            let mut rest: Vec<_> = value.elements().map(|element| (None, element)).collect();
            rest.reverse();
            return Self { rest, close: ']', first: true };
        }
        let members: Vec<_> = value.members().map(|(key, value)| (key.to_cow(), value)).collect();
        let order = |a: &str, b: &str| a.len().cmp(&b.len()).then_with(|| a.cmp(b));
        let members = sorted_once(members, &|(a, _), (b, _)| order(a, b));
        let rest = members.into_iter().rev().map(|(key, value)| (Some(key), value)).collect();
        Self { rest, close: '}', first: true }
    }
}

/// jsonb's own spelling of a document: `{"a": [1, 2]}`. Without recursion.
#[must_use]
pub fn document_text(value: Value<'_>) -> String {
    let mut out = String::new();
    let mut open: Vec<Open<'_>> = Vec::new();
    let mut due = Some(value);
    loop {
        if let Some(value) = due.take() {
            match value.kind() {
                Kind::Array | Kind::Object => {
                    out.push(if value.kind() == Kind::Array { '[' } else { '{' });
                    open.push(Open::new(value));
                }
                Kind::Number => out.push_str(&number_text(value)),
                Kind::String => escape(&value.as_str().map(|text| text.to_cow()).unwrap_or_default(), &mut out),
                Kind::Null | Kind::True | Kind::False => out.push_str(value.raw()),
            }
        }
        let Some(container) = open.last_mut() else { return out };
        match container.rest.pop() {
            None => {
                out.push(container.close);
                open.pop();
            }
            Some((key, value)) => {
                if !core::mem::replace(&mut container.first, false) {
                    out.push_str(", ");
                }
                if let Some(key) = key {
                    escape(&key, &mut out);
                    out.push_str(": ");
                }
                due = Some(value);
            }
        }
    }
}

/// PostgreSQL's `escape_json`.
fn escape(text: &str, out: &mut String) {
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\u{8}' => out.push_str("\\b"),
            '\u{c}' => out.push_str("\\f"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            c if c < ' ' => {
                out.push_str("\\u00");
                for digit in [u32::from(c) >> 4, u32::from(c) & 15] {
                    out.push(char::from_digit(digit, 16).unwrap_or_default());
                }
            }
            c => out.push(c),
        }
    }
    out.push('"');
}

/// `?`: a key of an object, a string element of an array, or that very string.
#[must_use]
pub fn exists(json: Json<'_>, key: Text<'_>) -> Option<bool> {
    let (value, key) = (json?, key?);
    Some(has(value, &key))
}

fn has(value: Value<'_>, key: &str) -> bool {
    match value.kind() {
        Kind::Object => value.get(key).is_some(),
        Kind::Array => value.elements().filter_map(Value::as_str).any(|text| text.eq_str(key)),
        _ => value.as_str().is_some_and(|text| text.eq_str(key)),
    }
}

/// `?|`: any of the keys; NULL elements count for nothing.
#[must_use]
pub fn exists_any(json: Json<'_>, keys: Option<Array<'_>>) -> Option<bool> {
    let (value, keys) = (json?, keys?);
    Some(keys.strings().any(|key| has(value, &key)))
}

/// `?&`: all of the keys; NULL elements count for nothing.
#[must_use]
pub fn exists_all(json: Json<'_>, keys: Option<Array<'_>>) -> Option<bool> {
    let (value, keys) = (json?, keys?);
    Some(keys.strings().all(|key| has(value, &key)))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::tape::Tape;

    #[test]
    fn a_scalar_is_its_own_only_element() {
        let mut tape = Tape::new();
        let scalar = tape.parse(b"5").unwrap();
        let raw = |index| element(Some(scalar.root()), Some(index)).map(|value| value.raw());
        assert_eq!([raw(-2), raw(-1), raw(0), raw(1)], [None, Some("5"), Some("5"), None]);
        let mut tape = Tape::new();
        let object = tape.parse(b"{\"0\":1}").unwrap();
        assert!(element(Some(object.root()), Some(0)).is_none());
    }

    #[test]
    fn json_null_has_no_text() {
        let mut tape = Tape::new();
        for (json, text) in
            [("null", None), ("true", Some("true")), ("\"null\"", Some("null")), ("1.50e1", Some("15.0"))]
        {
            let doc = tape.parse(json.as_bytes()).unwrap();
            assert_eq!(to_text(Some(doc.root())).as_deref(), text, "{json}");
        }
    }

    #[test]
    fn writes_documents_as_jsonb_does() {
        let mut tape = Tape::new();
        let doc = tape.parse(br#"{"bb":1e2,"a":[1.10,"x\n\u0001",null],"c":{},"a":[true, -0],"ab":{"z":[]}}"#).unwrap();
        assert_eq!(document_text(doc.root()), r#"{"a": [true, 0], "c": {}, "ab": {"z": []}, "bb": 100}"#);
    }
}
