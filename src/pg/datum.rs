//! A column's type and the value that its input function makes.

use std::borrow::Cow;

use super::integer::Width;
use super::{Date, Error, Numeric, TextArray, Timestamptz, boolean, date, integer, jsonb, timestamptz, uuid, varchar};
use crate::tape::Value;

/// A column type with its modifier.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Type {
    Boolean,
    SmallInt,
    Integer,
    BigInt,
    /// Precision and scale, where given.
    Numeric(Option<(u32, i32)>),
    Text,
    /// Length in code points, where given.
    Varchar(Option<u32>),
    Uuid,
    Date,
    Timestamptz,
    TextArray,
    Jsonb,
}

/// A decoded value.
#[derive(Clone, Debug)]
pub enum Datum<'a> {
    Null,
    /// Not NULL, but known to the server only (`now()`, `gen_random_uuid()`).
    Unknown,
    Boolean(bool),
    /// Of smallint, integer and bigint.
    Integer(i64),
    Numeric(Numeric<'a>),
    Text(Cow<'a, str>),
    Uuid([u8; 16]),
    /// Never a clock-relative one: that is [`Datum::Unknown`].
    Date(Date),
    /// Never a clock-relative one: that is [`Datum::Unknown`].
    Timestamptz(Timestamptz),
    TextArray(TextArray<'a>),
    /// Never a JSON null: that is NULL.
    Jsonb(Value<'a>),
}

impl Type {
    /// What `json_to_record` does with a JSON value for a column of this type: null is NULL, a
    /// string is unescaped, anything else passes its raw source text to the type's input function.
    /// Arrays and jsonb take the JSON value as it is.
    ///
    /// # Errors
    /// The input function's.
    pub fn decode(self, value: Value<'_>) -> Result<Datum<'_>, Error> {
        if value.is_null() {
            return Ok(Datum::Null);
        }
        match self {
            Self::TextArray => return TextArray::decode(value).map(Datum::TextArray),
            Self::Jsonb => return jsonb::check(value).map(|()| Datum::Jsonb(value)),
            _ => {}
        }
        self.input(value.as_str().map_or(Cow::Borrowed(value.raw()), |string| string.to_cow()))
    }

    /// The type's input function. Of jsonb there is none here: its values stand on a tape.
    ///
    /// # Errors
    /// The input function's.
    pub fn input(self, text: Cow<'_, str>) -> Result<Datum<'_>, Error> {
        Ok(match self {
            Self::Boolean => Datum::Boolean(boolean::parse(&text)?),
            Self::SmallInt => Datum::Integer(integer::parse(&text, Width::SmallInt)?),
            Self::Integer => Datum::Integer(integer::parse(&text, Width::Integer)?),
            Self::BigInt => Datum::Integer(integer::parse(&text, Width::BigInt)?),
            Self::Numeric(typmod) => Datum::Numeric(match text {
                Cow::Borrowed(text) => Numeric::parse(text, typmod)?,
                Cow::Owned(text) => Numeric::parse(&text, typmod)?.into_owned(),
            }),
            Self::Uuid => Datum::Uuid(uuid::parse(&text)?),
            Self::Date => match date::parse(&text)? {
                Date::ClockRelative => Datum::Unknown,
                date => Datum::Date(date),
            },
            Self::Timestamptz => match timestamptz::parse(&text)? {
                Timestamptz::ClockRelative => Datum::Unknown,
                instant => Datum::Timestamptz(instant),
            },
            Self::Varchar(limit) => Datum::Text(varchar::parse(text, limit)?),
            Self::Text => Datum::Text(text),
            Self::TextArray => Datum::TextArray(TextArray::parse(&text)?),
            Self::Jsonb => Datum::Unknown,
        })
    }
}
