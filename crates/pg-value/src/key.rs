//! Keys of values: a text for each value, shared only by values that PostgreSQL's `=` treats as equal. There is one
//! function for each kind of value; for another kind the key is empty.

use alloc::borrow::Cow;
use alloc::string::ToString;
use alloc::vec::Vec;

use super::operators::cast;
use super::{Date, Datum, Numeric, Timestamptz};

fn owned(text: Option<Cow<'_, [u8]>>) -> Vec<u8> {
    text.map(Cow::into_owned).unwrap_or_default()
}

/// Of smallint, integer and bigint.
#[must_use]
pub fn integer(datum: &Datum<'_>) -> Vec<u8> {
    if let Datum::Integer(value) = datum { owned(cast::integer_to_text(Some(*value))) } else { Vec::new() }
}

/// Of boolean.
#[must_use]
pub fn boolean(datum: &Datum<'_>) -> Vec<u8> {
    if let Datum::Boolean(value) = datum { owned(cast::boolean_to_text(Some(*value))) } else { Vec::new() }
}

/// For numeric: without zeros that make no difference.
#[must_use]
pub fn numeric(datum: &Datum<'_>) -> Vec<u8> {
    let Datum::Numeric(value) = datum else { return Vec::new() };
    let mut text = value.text();
    if matches!(value, Numeric::Finite(_)) && text.contains(&b'.') {
        while text.last() == Some(&b'0') {
            text.pop();
        }
        if text.last() == Some(&b'.') {
            text.pop();
        }
    }
    if text == b"-0" { b"0".to_vec() } else { text }
}

/// For text and varchar, and for char(n) without its padding.
#[must_use]
pub fn text(datum: &Datum<'_>) -> Vec<u8> {
    if let Datum::Text(value) = datum { value.to_vec() } else { Vec::new() }
}

/// Of uuid.
#[must_use]
pub fn uuid(datum: &Datum<'_>) -> Vec<u8> {
    if let Datum::Uuid(value) = datum { owned(cast::uuid_to_text(Some(*value))) } else { Vec::new() }
}

/// For date.
#[must_use]
pub fn date(datum: &Datum<'_>) -> Vec<u8> {
    match datum {
        Datum::Date(Date::NegativeInfinity) => b"-infinity".to_vec(),
        Datum::Date(Date::Days(days)) => days.to_string().into_bytes(),
        Datum::Date(Date::Infinity) => b"infinity".to_vec(),
        _ => Vec::new(),
    }
}

/// For timestamptz and timestamp.
#[must_use]
pub fn timestamptz(datum: &Datum<'_>) -> Vec<u8> {
    match datum {
        Datum::Timestamptz(Timestamptz::NegativeInfinity) => b"-infinity".to_vec(),
        Datum::Timestamptz(Timestamptz::Micros(micros)) => micros.to_string().into_bytes(),
        Datum::Timestamptz(Timestamptz::Infinity) => b"infinity".to_vec(),
        _ => Vec::new(),
    }
}

/// For time.
#[must_use]
pub fn time(datum: &Datum<'_>) -> Vec<u8> {
    if let Datum::Time(micros) = datum { micros.to_string().into_bytes() } else { Vec::new() }
}

/// For an enum: the position of the label.
#[must_use]
pub fn enumeration(datum: &Datum<'_>) -> Vec<u8> {
    if let Datum::Enum(place) = datum { place.to_string().into_bytes() } else { Vec::new() }
}
