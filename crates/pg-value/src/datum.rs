//! A column's type and the value that its input function makes.

use alloc::borrow::Cow;

use super::input::{self, Input};
use super::{Date, Error, Numeric, TextArray, Timestamptz, jsonb};
use json_tape::{Value, text};

/// A column type with its modifier.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Type {
    /// `boolean`
    Boolean,
    /// `smallint`
    SmallInt,
    /// `integer`
    Integer,
    /// `bigint`
    BigInt,
    /// `numeric`, with precision and scale where given
    Numeric(Option<(u32, i32)>),
    /// `text`
    Text,
    /// `varchar`, with the length in code points where given
    Varchar(Option<u32>),
    /// `uuid`
    Uuid,
    /// `date`
    Date,
    /// `timestamptz`
    Timestamptz,
    /// `text[]`
    TextArray,
    /// `jsonb`
    Jsonb,
}

/// A decoded value.
#[derive(Clone, Debug)]
pub enum Datum<'a> {
    /// NULL.
    Null,
    /// Not NULL, but known to the server only (`now()`, `gen_random_uuid()`).
    Unknown,
    /// Of boolean.
    Boolean(bool),
    /// Of smallint, integer and bigint.
    Integer(i64),
    /// Of numeric.
    Numeric(Numeric<'a>),
    /// Of text and varchar, in UTF-8.
    Text(Cow<'a, [u8]>),
    /// Of uuid.
    Uuid([u8; 16]),
    /// Of date. Never a clock-relative one: that is [`Datum::Unknown`].
    Date(Date),
    /// Of timestamptz. Never a clock-relative one: that is [`Datum::Unknown`].
    Timestamptz(Timestamptz),
    /// Of text[].
    TextArray(TextArray<'a>),
    /// Of jsonb. Never a JSON null: that is NULL.
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
        self.decode_by(self.input_function(), value)
    }

    /// The same with the type's input function at hand.
    ///
    /// # Errors
    /// The input function's.
    pub fn decode_by(self, input: Input, value: Value<'_>) -> Result<Datum<'_>, Error> {
        if value.is_null() {
            return Ok(Datum::Null);
        }
        match self {
            Self::TextArray => return TextArray::decode(value).map(Datum::TextArray),
            Self::Jsonb => return jsonb::check(value).map(|()| Datum::Jsonb(value)),
            _ => {}
        }
        input(text(value), self)
    }

    /// The type's input function.
    ///
    /// # Errors
    /// The input function's.
    pub fn input(self, text: Cow<'_, [u8]>) -> Result<Datum<'_>, Error> {
        self.input_function()(text, self)
    }

    /// The same as a value. It brings those of all types: a table names its columns' own.
    #[must_use]
    pub const fn input_function(self) -> Input {
        match self {
            Self::Boolean => input::boolean,
            Self::SmallInt => input::small_int,
            Self::Integer => input::integer,
            Self::BigInt => input::big_int,
            Self::Numeric(_) => input::numeric,
            Self::Text => input::text,
            Self::Varchar(_) => input::varchar,
            Self::Uuid => input::uuid,
            Self::Date => input::date,
            Self::Timestamptz => input::timestamptz,
            Self::TextArray => input::text_array,
            Self::Jsonb => input::jsonb,
        }
    }
}
