//! The input function of each type (PostgreSQL manual, CREATE TYPE), from text to datum. A table names those of its
//! columns, so that no others are linked.

use alloc::borrow::Cow;

use super::integer::Width;
use super::{
    Date, Datum, Error, Numeric, TextArray, Timestamptz, Type, array as array_type, boolean as boolean_type,
    bpchar as bpchar_type, bytea as bytea_type, date as date_type, enumeration as enumeration_type, float,
    integer as integer_type, time as time_type, timestamp as timestamp_type, timestamptz as timestamptz_type,
    uuid as uuid_type, varchar as varchar_type,
};

/// Reads a text as a value of the type, which includes its modifier.
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

/// `real`
///
/// # Errors
/// [`float::parse_real`]'s.
pub fn real(text: Cow<'_, [u8]>, _: Type) -> Result<Datum<'_>, Error> {
    float::parse_real(&text).map(Datum::Float)
}

/// `double precision`
///
/// # Errors
/// [`float::parse_double`]'s.
pub fn double(text: Cow<'_, [u8]>, _: Type) -> Result<Datum<'_>, Error> {
    float::parse_double(&text).map(Datum::Float)
}

/// `text` and `citext`
///
/// # Errors
/// None: every text is valid.
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

/// `char(n)` and `bpchar`
///
/// # Errors
/// [`bpchar_type::parse`]'s.
pub fn bpchar(text: Cow<'_, [u8]>, ty: Type) -> Result<Datum<'_>, Error> {
    let limit = if let Type::Bpchar(limit) = ty { limit } else { None };
    bpchar_type::parse(text, limit).map(Datum::Text)
}

/// `bytea`
///
/// # Errors
/// [`bytea_type::parse`]'s.
pub fn bytea(text: Cow<'_, [u8]>, _: Type) -> Result<Datum<'_>, Error> {
    bytea_type::parse(&text).map(|bytes| Datum::Text(Cow::Owned(bytes)))
}

/// An enum
///
/// # Errors
/// [`enumeration_type::parse`]'s.
pub fn enumeration(text: Cow<'_, [u8]>, ty: Type) -> Result<Datum<'_>, Error> {
    let Type::Enum(labels) = ty else { return Ok(Datum::Unknown) };
    enumeration_type::parse(&text, labels).map(Datum::Enum)
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

/// `timestamptz(n)`
///
/// # Errors
/// [`timestamptz_type::parse`]'s.
pub fn timestamptz_rounded(text: Cow<'_, [u8]>, ty: Type) -> Result<Datum<'_>, Error> {
    let digits = if let Type::Timestamptz(Some(digits)) = ty { digits } else { u32::MAX };
    Ok(match timestamptz_type::parse(&text)? {
        Timestamptz::ClockRelative => Datum::Unknown,
        instant => Datum::Timestamptz(instant.round(digits)),
    })
}

/// `timestamp` and `timestamp(n)`
///
/// # Errors
/// [`timestamp_type::parse`]'s.
pub fn timestamp(text: Cow<'_, [u8]>, ty: Type) -> Result<Datum<'_>, Error> {
    let digits = if let Type::Timestamp(Some(digits)) = ty { digits } else { u32::MAX };
    Ok(match timestamp_type::parse(&text)? {
        Timestamptz::ClockRelative => Datum::Unknown,
        instant => Datum::Timestamptz(instant.round(digits)),
    })
}

/// `time` and `time(n)`
///
/// # Errors
/// [`time_type::parse`]'s.
pub fn time(text: Cow<'_, [u8]>, ty: Type) -> Result<Datum<'_>, Error> {
    let digits = if let Type::Time(Some(digits)) = ty { digits } else { u32::MAX };
    Ok(time_type::parse(&text)?.map_or(Datum::Unknown, |micros| Datum::Time(time_type::round(micros, digits))))
}

/// `text[]`, from an array literal
///
/// # Errors
/// [`TextArray::parse`]'s.
pub fn text_array(text: Cow<'_, [u8]>, _: Type) -> Result<Datum<'_>, Error> {
    TextArray::parse(&text).map(Datum::TextArray)
}

/// An array of another type, from an array literal
///
/// # Errors
/// [`array_type::parse`]'s.
pub fn array(text: Cow<'_, [u8]>, ty: Type) -> Result<Datum<'_>, Error> {
    let Type::Array(element) = ty else { return Ok(Datum::Unknown) };
    array_type::parse(&text, element)
}

/// `jsonb` and `json`, whose values are on a tape: the text itself is not read
///
/// # Errors
/// None.
pub fn jsonb(_: Cow<'_, [u8]>, _: Type) -> Result<Datum<'_>, Error> {
    Ok(Datum::Unknown)
}
