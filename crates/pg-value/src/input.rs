//! The input function of each type (PostgreSQL manual, CREATE TYPE), from text to datum. A table names those of its
//! columns, so that no other is linked.

use alloc::borrow::Cow;

use super::integer::Width;
use super::{
    Date, Datum, Error, Numeric, TextArray, Timestamptz, Type, boolean as boolean_type, date as date_type,
    integer as integer_type, timestamptz as timestamptz_type, uuid as uuid_type, varchar as varchar_type,
};

/// What reads a text as a value of the type, which brings its modifier.
pub type Input = for<'t> fn(Cow<'t, [u8]>, Type) -> Result<Datum<'t>, Error>;

/// `boolean`
///
/// # Errors
/// [`boolean_type::parse`]'s.
pub fn boolean(text: Cow<'_, [u8]>, _: Type) -> Result<Datum<'_>, Error> {
    boolean_type::parse(&text).map(Datum::Boolean)
}

/// `smallint`
///
/// # Errors
/// [`integer_type::parse`]'s.
pub fn small_int(text: Cow<'_, [u8]>, _: Type) -> Result<Datum<'_>, Error> {
    integer_type::parse(&text, Width::SmallInt).map(Datum::Integer)
}

/// `integer`
///
/// # Errors
/// [`integer_type::parse`]'s.
pub fn integer(text: Cow<'_, [u8]>, _: Type) -> Result<Datum<'_>, Error> {
    integer_type::parse(&text, Width::Integer).map(Datum::Integer)
}

/// `bigint`
///
/// # Errors
/// [`integer_type::parse`]'s.
pub fn big_int(text: Cow<'_, [u8]>, _: Type) -> Result<Datum<'_>, Error> {
    integer_type::parse(&text, Width::BigInt).map(Datum::Integer)
}

/// `numeric`
///
/// # Errors
/// [`Numeric::parse`]'s.
pub fn numeric(text: Cow<'_, [u8]>, ty: Type) -> Result<Datum<'_>, Error> {
    let modifier = if let Type::Numeric(modifier) = ty { modifier } else { None };
    let value = match text {
        Cow::Borrowed(text) => Numeric::parse(text, modifier)?,
        Cow::Owned(text) => Numeric::parse(&text, modifier)?.into_owned(),
    };
    Ok(Datum::Numeric(value))
}

/// `text`
///
/// # Errors
/// None: every text is good.
pub fn text(text: Cow<'_, [u8]>, _: Type) -> Result<Datum<'_>, Error> {
    Ok(Datum::Text(text))
}

/// `varchar` and `varchar(n)`
///
/// # Errors
/// [`varchar_type::parse`]'s.
pub fn varchar(text: Cow<'_, [u8]>, ty: Type) -> Result<Datum<'_>, Error> {
    let limit = if let Type::Varchar(limit) = ty { limit } else { None };
    varchar_type::parse(text, limit).map(Datum::Text)
}

/// `uuid`
///
/// # Errors
/// [`uuid_type::parse`]'s.
pub fn uuid(text: Cow<'_, [u8]>, _: Type) -> Result<Datum<'_>, Error> {
    uuid_type::parse(&text).map(Datum::Uuid)
}

/// `date`
///
/// # Errors
/// [`date_type::parse`]'s.
pub fn date(text: Cow<'_, [u8]>, _: Type) -> Result<Datum<'_>, Error> {
    Ok(match date_type::parse(&text)? {
        Date::ClockRelative => Datum::Unknown,
        date => Datum::Date(date),
    })
}

/// `timestamptz`
///
/// # Errors
/// [`timestamptz_type::parse`]'s.
pub fn timestamptz(text: Cow<'_, [u8]>, _: Type) -> Result<Datum<'_>, Error> {
    Ok(match timestamptz_type::parse(&text)? {
        Timestamptz::ClockRelative => Datum::Unknown,
        instant => Datum::Timestamptz(instant),
    })
}

/// `text[]`, of an array literal
///
/// # Errors
/// [`TextArray::parse`]'s.
pub fn text_array(text: Cow<'_, [u8]>, _: Type) -> Result<Datum<'_>, Error> {
    TextArray::parse(&text).map(Datum::TextArray)
}

/// `jsonb`, whose values stand on a tape: a text alone is not read
///
/// # Errors
/// None.
pub fn jsonb(_: Cow<'_, [u8]>, _: Type) -> Result<Datum<'_>, Error> {
    Ok(Datum::Unknown)
}
