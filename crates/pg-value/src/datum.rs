//! A column's type and the value that its input function makes.

use alloc::borrow::Cow;

use super::array::Element;
use super::input::{self, Input};
use super::{Date, Error, Float, Numeric, TextArray, Timestamptz, jsonb};
use json_tape::{Names, Value, text};

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
    /// `real`
    Real,
    /// `double precision`
    Double,
    /// `text`
    Text,
    /// `varchar`, with the length in code points where given
    Varchar(Option<u32>),
    /// `char(n)`, with the length in code points; without one, `bpchar`
    Bpchar(Option<u32>),
    /// `citext`
    Citext,
    /// `bytea`
    Bytea,
    /// `uuid`
    Uuid,
    /// `date`
    Date,
    /// `time`, with the digits of a second where given
    Time(Option<u32>),
    /// `timestamp`, with the digits of a second where given
    Timestamp(Option<u32>),
    /// `timestamptz`, with the digits of a second where given
    Timestamptz(Option<u32>),
    /// An enum, with its labels in order
    Enum(&'static Names),
    /// `text[]`
    TextArray,
    /// An array of another type
    Array(&'static Element),
    /// `json`
    Json,
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
    /// Of real and double precision.
    Float(Float),
    /// Of text, varchar and citext, in UTF-8; of char(n) without its padding; of bytea.
    Text(Cow<'a, [u8]>),
    /// Of uuid.
    Uuid([u8; 16]),
    /// Of date. Never a clock-relative one: that is [`Datum::Unknown`].
    Date(Date),
    /// Of time: microseconds from midnight.
    Time(i64),
    /// Of timestamptz, and of timestamp as if its zone were UTC. Never a clock-relative one: that is [`Datum::Unknown`].
    Timestamptz(Timestamptz),
    /// Of an enum: the place of its label.
    Enum(u8),
    /// Of text[]; of another array, the [keys](super::key) of its elements.
    TextArray(TextArray<'a>),
    /// Of jsonb and json. Never a JSON null: that is NULL.
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
            Self::Json => return Ok(Datum::Jsonb(value)),
            Self::Array(element) => return (element.decode)(value, element, text),
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
            Self::Real => input::real,
            Self::Double => input::double,
            Self::Text | Self::Citext => input::text,
            Self::Varchar(_) => input::varchar,
            Self::Bpchar(_) => input::bpchar,
            Self::Bytea => input::bytea,
            Self::Uuid => input::uuid,
            Self::Date => input::date,
            Self::Time(_) => input::time,
            Self::Timestamp(_) => input::timestamp,
            Self::Timestamptz(None) => input::timestamptz,
            Self::Timestamptz(Some(_)) => input::timestamptz_rounded,
            Self::Enum(_) => input::enumeration,
            Self::TextArray => input::text_array,
            Self::Array(_) => input::array,
            Self::Json | Self::Jsonb => input::jsonb,
        }
    }
}
