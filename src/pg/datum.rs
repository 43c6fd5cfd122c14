//! A column's type and the value that its input function makes.

use std::borrow::Cow;

use super::Error;
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
    Text(Cow<'a, str>),
    Uuid([u8; 16]),
    /// Never a JSON null: that is NULL.
    Jsonb(Value<'a>),
}

impl Type {
    /// What `json_to_record` does with a JSON value for a column of this type.
    ///
    /// # Errors
    /// The input function's.
    pub fn decode(self, _value: Value<'_>) -> Result<Datum<'_>, Error> {
        Ok(Datum::Unknown)
    }
}
