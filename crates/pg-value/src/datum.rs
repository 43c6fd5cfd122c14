//! A column's type, and the value that its input function produces.

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
    /// `time`, with the number of fractional digits if given
    Time(Option<u32>),
    /// `timestamp`, with the number of fractional digits if given
    Timestamp(Option<u32>),
    /// `timestamptz`, with the number of fractional digits if given
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
    /// Not NULL, but known only to the server (`now()`, `gen_random_uuid()`).
    Unknown,
    /// A value of boolean.
    Boolean(bool),
    /// A value of smallint, integer or bigint.
    Integer(i64),
    /// A value of numeric.
    Numeric(Numeric<'a>),
    /// A value of real or double precision.
    Float(Float),
    /// A value of text, varchar or citext, in UTF-8; of char(n) without its padding; of bytea.
    Text(Cow<'a, [u8]>),
    /// A value of uuid.
    Uuid([u8; 16]),
    /// A value of date. Never a clock-relative one, which is [`Datum::Unknown`].
    Date(Date),
    /// A value of time: microseconds since midnight.
    Time(i64),
    /// A value of timestamptz, or of timestamp as if its zone were UTC. Never a clock-relative one, which is
    /// [`Datum::Unknown`].
    Timestamptz(Timestamptz),
    /// A value of an enum: the position of its label.
    Enum(u8),
    /// A value of text[]; for another array, the [keys](super::key) of its elements.
    TextArray(TextArray),
    /// A value of jsonb or json. Never JSON null, which is NULL.
    Jsonb(Value<'a>),
}

impl Type {
    /// What `json_to_record` does with a JSON value for a column of this type: null becomes NULL, a string is
    /// unescaped, and anything else is passed to the type's input function as raw source text. Arrays and jsonb use the
    /// JSON value as it is.
    ///
    /// # Errors
    /// The error of the input function.
    pub fn decode(self, value: Value<'_>) -> Result<Datum<'_>, Error> {
        self.decode_by(self.input_function(), value)
    }

    /// The same, if the type's input function is known.
    ///
    /// # Errors
    /// The error of the input function.
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

    /// Reads a text with the type's input function.
    ///
    /// # Errors
    /// The error of the input function.
    pub fn input(self, text: Cow<'_, [u8]>) -> Result<Datum<'_>, Error> {
        self.input_function()(text, self)
    }

    /// The type's input function as a value. This links the functions of all types; a table names only those of its
    /// columns.
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
