//! Functions and operators of jsonb (PostgreSQL manual, 9.16 JSON Functions and Operators).

use alloc::borrow::Cow;
use alloc::vec::Vec;

use super::array::{Array, Lookup};
use crate::logic::{Outcome, Stop};
use crate::{Numeric, SqlState, text};
use json_tape::normal_form;
use json_tape::{Decimal, JsonStr, Kind, Value};

type Json<'a> = Option<Value<'a>>;
/// UTF-8.
type Text<'a> = Option<Cow<'a, [u8]>>;

/// `jsonb_typeof`.
#[must_use]
pub fn jsonb_typeof(json: Json<'_>) -> Text<'static> {
    json.map(|value| {
        let name = match value.kind() {
            Kind::Null => "null",
            Kind::False | Kind::True => "boolean",
            Kind::Number => "number",
            Kind::String => "string",
            Kind::Array => "array",
            Kind::Object => "object",
        };
        Cow::Borrowed(name.as_bytes())
    })
}

/// `jsonb_array_length`.
///
/// # Errors
/// 22023 if the value is not an array.
pub fn jsonb_array_length(json: Json<'_>) -> Result<Option<i64>, Stop> {
    match json {
        None => Ok(None),
        Some(array) if array.kind() == Kind::Array => Ok(i64::try_from(array.elements().count()).ok()),
        Some(_) => Err(Stop::Error(SqlState::InvalidParameterValue)),
    }
}

/// `-> text`: NULL unless the value is an object with this key.
#[must_use]
pub fn field<'a>(json: Json<'a>, key: Text<'_>) -> Json<'a> {
    json?.get_bytes(&key?)
}

/// `-> integer`: NULL unless the value is an array with this element; negative indices count from the end. A scalar
/// counts as an array that contains it, though the manual does not say so: `'5'::jsonb -> 0` is 5.
#[must_use]
pub fn element(json: Json<'_>, index: Option<i64>) -> Json<'_> {
    let (array, index) = (json?, index?);
    if !matches!(array.kind(), Kind::Array | Kind::Object) {
        return if matches!(index, 0 | -1) { Some(array) } else { None };
    }
    let index = if index < 0 { index + i64::try_from(array.elements().count()).ok()? } else { index };
    array.elements().nth(usize::try_from(index).ok()?)
}

/// `#>`: a step into an object is a key, and one into an array a whole number; negative ones count from the end. NULL if
/// a step leads nowhere or is NULL. Unlike with `->`, a scalar has no elements.
#[must_use]
pub fn at_path<'a>(json: Json<'a>, path: Option<Array<'_>>) -> Json<'a> {
    let (mut value, path) = (json?, path?);
    if path.strings().count() < path.len() {
        return None;
    }
    for step in path.strings() {
        value = match value.kind() {
            Kind::Object => value.get_bytes(step)?,
            Kind::Array => element(Some(value), Some(step_index(step)?))?,
            _ => return None,
        };
    }
    Some(value)
}

/// A step as C's `strtol` reads it: white space, a sign, digits, and nothing behind them; within integer's range.
fn step_index(text: &[u8]) -> Option<i64> {
    let is_space = |byte: &u8| matches!(byte, b' ' | b'\t'..=b'\r');
    let number = text.get(text.iter().take_while(|byte| is_space(byte)).count()..)?;
    // Rust reads the sign in the same way.
    core::str::from_utf8(number).ok()?.parse::<i32>().ok().map(i64::from)
}

/// jsonb → numeric.
///
/// Where versions differ: for JSON null, 18 gives NULL. It is refused, as in 15 and 17.
///
/// # Errors
/// 22023 for what is no number.
pub fn to_numeric(json: Json<'_>) -> Result<Option<Numeric<'static>>, Stop> {
    match json {
        None => Ok(None),
        Some(number) if number.kind() == Kind::Number => {
            Ok(Some(Numeric::parse(number.span(), None).map(Numeric::into_owned)?))
        }
        Some(_) => Err(Stop::Error(SqlState::InvalidParameterValue)),
    }
}

/// jsonb → boolean. For JSON null see [`to_numeric`].
///
/// # Errors
/// 22023 for anything but true and false.
pub fn to_boolean(json: Json<'_>) -> Result<Option<bool>, Stop> {
    match json.map(Value::kind) {
        None => Ok(None),
        Some(Kind::True) => Ok(Some(true)),
        Some(Kind::False) => Ok(Some(false)),
        Some(_) => Err(Stop::Error(SqlState::InvalidParameterValue)),
    }
}

/// The value as `->>` returns it: JSON null is NULL, a string is its value, and anything else is jsonb's text.
#[must_use]
pub fn to_text(json: Json<'_>) -> Text<'_> {
    let value = json?;
    match value.kind() {
        Kind::Null => None,
        Kind::String => Some(text(value)),
        _ => Some(Cow::Owned(document_text(value))),
    }
}

/// jsonb's own spelling of a document: `{"a": [1, 2]}`.
#[must_use]
pub fn document_text(value: Value<'_>) -> Vec<u8> {
    normal_form::write(value, number)
}

/// Writes the number in `numeric`'s spelling, if it has one.
fn number(text: &[u8], out: &mut Vec<u8>) {
    match Numeric::parse(text, None) {
        Ok(number) => number.write(out),
        Err(_) => out.extend_from_slice(text),
    }
}

/// `=`: numbers are compared by value, and the order of keys is ignored.
#[must_use]
pub fn eq(left: Json<'_>, right: Json<'_>) -> Option<bool> {
    Some(are_equal(left?, right?))
}

fn are_equal(left: Value<'_>, right: Value<'_>) -> bool {
    let by_value = |value| normal_form::write(value, |text, out| Decimal::new(text).write(out));
    left.kind() == right.kind() && by_value(left) == by_value(right)
}

/// Beyond this nesting of containers `@>` gives no answer, since each level takes stack space.
const DEEPEST: usize = 200;

/// `@>`: whether the left document contains the right one.
///
/// # Errors
/// Unknowable for very deeply nested documents.
pub fn contains(left: Json<'_>, right: Json<'_>) -> Outcome {
    let (Some(left), Some(right)) = (left, right) else { return Ok(None) };
    let is_container = |value: Value<'_>| matches!(value.kind(), Kind::Array | Kind::Object);
    if is_container(right) {
        return deep_contains(left, right, DEEPEST).map(Some);
    }
    // An array contains its elements, and a scalar itself.
    Ok(Some(match left.kind() {
        Kind::Array => left.elements().any(|element| !is_container(element) && are_equal(element, right)),
        Kind::Object => false,
        _ => are_equal(left, right),
    }))
}

/// The same for two containers, or for a scalar and a container.
fn deep_contains(left: Value<'_>, right: Value<'_>, depth: usize) -> Result<bool, Stop> {
    if left.kind() != right.kind() {
        return Ok(false);
    }
    if depth == 0 {
        return Err(Stop::Unknowable);
    }
    let holds = |own: Value<'_>, wanted: Value<'_>| match wanted.kind() {
        Kind::Array | Kind::Object => deep_contains(own, wanted, depth - 1),
        _ => Ok(are_equal(own, wanted)),
    };
    if left.kind() == Kind::Object {
        for (key, _) in right.members() {
            // Of members with the same name, the last counts.
            let (own, wanted) = (left.get_bytes(&key.bytes()), right.get_bytes(&key.bytes()));
            let (Some(own), Some(wanted)) = (own, wanted) else { return Ok(false) };
            if !holds(own, wanted)? {
                return Ok(false);
            }
        }
        return Ok(true);
    }
    for wanted in right.elements() {
        let mut found = false;
        for own in left.elements() {
            if holds(own, wanted)? {
                found = true;
                break;
            }
        }
        if !found {
            return Ok(false);
        }
    }
    Ok(true)
}

/// `?`: whether the text is a key of an object, a string element of an array, or the string itself.
#[must_use]
pub fn exists(json: Json<'_>, key: Text<'_>) -> Option<bool> {
    let (value, key) = (json?, key?);
    Some(has(value, &key))
}

fn has(value: Value<'_>, key: &[u8]) -> bool {
    match value.kind() {
        Kind::Object => value.get_bytes(key).is_some(),
        Kind::Array => value.elements().filter_map(Value::as_str).any(|text| text.eq_bytes(key)),
        _ => value.as_str().is_some_and(|text| text.eq_bytes(key)),
    }
}

/// The texts for which [`has`] is true, prepared for many lookups.
fn names(value: Value<'_>) -> Lookup<'_> {
    Lookup::new(match value.kind() {
        Kind::Object | Kind::Array => {
            let strings = value.items().into_iter().filter_map(|index| value.doc().value(index).as_str());
            strings.map(JsonStr::bytes).collect()
        }
        _ => value.as_str().map(JsonStr::bytes).into_iter().collect(),
    })
}

/// `?|`: whether any of the keys exists; NULL elements are ignored.
#[must_use]
pub fn exists_any(json: Json<'_>, keys: Option<Array<'_>>) -> Option<bool> {
    let (names, keys) = (names(json?), keys?);
    Some(keys.strings().any(|key| names.has(key)))
}

/// `?&`: whether all of the keys exist; NULL elements are ignored.
#[must_use]
pub fn exists_all(json: Json<'_>, keys: Option<Array<'_>>) -> Option<bool> {
    let (names, keys) = (names(json?), keys?);
    Some(keys.strings().all(|key| names.has(key)))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use alloc::borrow::ToOwned;
    use alloc::string::String;
    use json_tape::Tape;

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
    fn a_path_leads_to_a_value() {
        for (json, path, expected) in [
            // PostgreSQL's answers to `json #> path`.
            (r#"{"a":[1,{"b":2}]}"#, &[Some("a"), Some("1"), Some("b")][..], Some("2")),
            (r#"{"a":[1,{"b":2}]}"#, &[Some("a"), Some(" +0")], Some("1")),
            (r#"{"a":[1,{"b":2}]}"#, &[Some("a"), Some("-2")], Some("1")),
            (r#"{"a":[1,{"b":2}]}"#, &[Some("a"), Some("-3")], None),
            (r#"{"a":[1]}"#, &[Some("a"), Some("0 ")], None),
            (r#"{"a":[1]}"#, &[Some("a"), Some("")], None),
            (r#"{"a":[1]}"#, &[Some("a"), Some("2147483648")], None),
            (r#"{"a":[1]}"#, &[Some("a"), None], None),
            (r#"{"0":1}"#, &[Some("0")], Some("1")),
            ("5", &[Some("0")], None),
            ("5", &[], Some("5")),
        ] {
            let mut tape = Tape::new();
            let doc = tape.parse(json.as_bytes()).unwrap();
            let found = at_path(Some(doc.root()), Some(Array::Constant(path)));
            assert_eq!(found.map(|value| value.raw()), expected, "{json} #> {path:?}");
        }
    }

    #[test]
    fn only_numbers_and_booleans_are_cast_to_them() {
        for (json, number, boolean) in
            [("1.50", Some("1.50"), None), ("true", None, Some(true)), ("\"1\"", None, None), ("null", None, None)]
        {
            let mut tape = Tape::new();
            let doc = tape.parse(json.as_bytes()).unwrap();
            let value = Some(doc.root());
            let refused = Stop::Error(SqlState::InvalidParameterValue);
            let text = to_numeric(value).map(|number| String::from_utf8(number.unwrap().text()).unwrap());
            assert_eq!(text, number.map(str::to_owned).ok_or(refused), "{json}");
            assert_eq!(to_boolean(value), boolean.map(Some).ok_or(refused), "{json}");
        }
        assert_eq!(to_numeric(None), Ok(None));
        assert_eq!(to_boolean(None), Ok(None));
    }

    #[test]
    fn json_null_has_no_text() {
        let mut tape = Tape::new();
        for (json, text) in
            [("null", None), ("true", Some("true")), ("\"null\"", Some("null")), ("1.50e1", Some("15.0"))]
        {
            let doc = tape.parse(json.as_bytes()).unwrap();
            assert_eq!(to_text(Some(doc.root())).as_deref(), text.map(str::as_bytes), "{json}");
        }
    }

    #[test]
    fn writes_documents_as_jsonb_does() {
        let mut tape = Tape::new();
        let doc = tape.parse(br#"{"bb":1e2,"a":[1.10,"x\n\u0001",null],"c":{},"a":[true, -0],"ab":{"z":[]}}"#).unwrap();
        assert_eq!(document_text(doc.root()), br#"{"a": [true, 0], "c": {}, "ab": {"z": []}, "bb": 100}"#);
    }

    #[test]
    fn documents_are_equal_by_value_and_contain_their_parts() {
        for (left, right, equal, contained) in [
            // PostgreSQL's answers to `left = right` and `left @> right`.
            (r#"{"a": 1.0, "b": [1, 2]}"#, r#"{"b": [1, 2], "a": 1.00}"#, true, true),
            (r#"{"a": 1, "a": 2}"#, r#"{"a": 2}"#, true, true),
            (r#"{"a": {"b": 1, "c": 2}}"#, r#"{"a": {"c": 2}}"#, false, true),
            (r#"{"a": {"b": 1}}"#, r#"{"a": {}}"#, false, true),
            (r#"{"a": [1]}"#, r#"{"a": {}}"#, false, false),
            ("[1, 2]", "[2, 1, 1]", false, true),
            ("[1, 2]", "2.0", false, true),
            ("2", "[2]", false, false),
            ("[[1, 2], 3]", "[[2]]", false, true),
            ("[[1, 2], 3]", "[1]", false, false),
            ("[[1]]", "1", false, false),
            (r#"{"a": 1}"#, r#""a""#, false, false),
            ("[]", "{}", false, false),
            ("null", "null", true, true),
            ("1", "true", false, false),
        ] {
            let (mut one, mut other) = (Tape::new(), Tape::new());
            let (a, b) = (one.parse(left.as_bytes()).unwrap(), other.parse(right.as_bytes()).unwrap());
            assert_eq!(eq(Some(a.root()), Some(b.root())), Some(equal), "{left} = {right}");
            assert_eq!(super::contains(Some(a.root()), Some(b.root())), Ok(Some(contained)), "{left} @> {right}");
        }
    }
}
