//! The input function of each type (PostgreSQL manual, CREATE TYPE), from text to datum. A table names those of its
//! columns, so that no other is linked.

use alloc::borrow::Cow;

use super::integer::Width;
use super::{Date, Datum, Error, Numeric, TextArray, Timestamptz, Type, boolean, date, integer, timestamptz, uuid};

/// What reads a text as a value of the type, which brings its modifier.
pub type Input = for<'t> fn(Cow<'t, [u8]>, Type) -> Result<Datum<'t>, Error>;

macro_rules! inputs {
    ($($name:ident $doc:literal |$text:ident, $type:ident| $value:expr;)*) => {$(
        #[doc = $doc]
        ///
        /// # Errors
        /// The type's.
        pub fn $name($text: Cow<'_, [u8]>, $type: Type) -> Result<Datum<'_>, Error> {
            let _ = (&$text, $type);
            Ok($value)
        }
    )*};
}

inputs! {
    boolean "`boolean`" |text, ty| Datum::Boolean(boolean::parse(&text)?);
    small_int "`smallint`" |text, ty| Datum::Integer(integer::parse(&text, Width::SmallInt)?);
    integer "`integer`" |text, ty| Datum::Integer(integer::parse(&text, Width::Integer)?);
    big_int "`bigint`" |text, ty| Datum::Integer(integer::parse(&text, Width::BigInt)?);
    uuid "`uuid`" |text, ty| Datum::Uuid(uuid::parse(&text)?);
    text "`text`" |text, ty| Datum::Text(text);
    text_array "`text[]`" |text, ty| Datum::TextArray(TextArray::parse(&text)?);
    jsonb "`jsonb`, whose values stand on a tape: of the text nothing is known" |text, ty| Datum::Unknown;
    date "`date`" |text, ty| match date::parse(&text)? {
        Date::ClockRelative => Datum::Unknown,
        date => Datum::Date(date),
    };
    timestamptz "`timestamptz`" |text, ty| match timestamptz::parse(&text)? {
        Timestamptz::ClockRelative => Datum::Unknown,
        instant => Datum::Timestamptz(instant),
    };
    varchar "`varchar(n)`" |text, ty| {
        let limit = if let Type::Varchar(limit) = ty { limit } else { None };
        Datum::Text(super::varchar::parse(text, limit)?)
    };
    numeric "`numeric`" |text, ty| {
        let modifier = if let Type::Numeric(modifier) = ty { modifier } else { None };
        Datum::Numeric(match text {
            Cow::Borrowed(text) => Numeric::parse(text, modifier)?,
            Cow::Owned(text) => Numeric::parse(&text, modifier)?.into_owned(),
        })
    };
}
