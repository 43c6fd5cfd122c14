//! Casts (PostgreSQL manual, 4.2.9 Type Casts). A text is converted by the type's input function.

use alloc::borrow::Cow;
use alloc::string::ToString;
use alloc::vec::Vec;

use crate::integer::{self, Width};
use crate::logic::Stop;
use crate::{
    Date, Numeric, SqlState, Timestamptz, boolean, bytea, date, enumeration, time, timestamp, timestamptz, uuid,
};
use json_tape::Names;

const MICROS_PER_DAY: i64 = 86_400_000_000;

type Text<'a> = Option<Cow<'a, [u8]>>;

/// text → smallint, integer, bigint.
///
/// # Errors
/// The error of the input function.
pub fn text_to_integer(text: Text<'_>, width: Width) -> Result<Option<i64>, Stop> {
    Ok(text.map(|text| integer::parse(&text, width)).transpose()?)
}

/// text → boolean.
///
/// # Errors
/// The error of the input function.
pub fn text_to_boolean(text: Text<'_>) -> Result<Option<bool>, Stop> {
    Ok(text.map(|text| boolean::parse(&text)).transpose()?)
}

/// text → numeric.
///
/// # Errors
/// The error of the input function.
pub fn text_to_numeric(text: Text<'_>) -> Result<Option<Numeric<'static>>, Stop> {
    Ok(text.map(|text| Numeric::parse(&text, None).map(Numeric::into_owned)).transpose()?)
}

/// text → uuid.
///
/// # Errors
/// The error of the input function.
pub fn text_to_uuid(text: Text<'_>) -> Result<Option<[u8; 16]>, Stop> {
    Ok(text.map(|text| uuid::parse(&text)).transpose()?)
}

/// text → date.
///
/// # Errors
/// The error of the input function; unknowable for `today` and the like.
pub fn text_to_date(text: Text<'_>) -> Result<Option<Date>, Stop> {
    match text.map(|text| date::parse(&text)).transpose()? {
        Some(Date::ClockRelative) => Err(Stop::Unknowable),
        date => Ok(date),
    }
}

/// text → timestamptz.
///
/// # Errors
/// The error of the input function; unknowable for `now` and the like.
pub fn text_to_timestamptz(text: Text<'_>) -> Result<Option<Timestamptz>, Stop> {
    match text.map(|text| timestamptz::parse(&text)).transpose()? {
        Some(Timestamptz::ClockRelative) => Err(Stop::Unknowable),
        instant => Ok(instant),
    }
}

/// text → bytea.
///
/// # Errors
/// The error of the input function.
pub fn text_to_bytea(text: Text<'_>) -> Result<Text<'static>, Stop> {
    Ok(text.map(|text| bytea::parse(&text).map(Cow::Owned)).transpose()?)
}

/// text → time.
///
/// # Errors
/// The error of the input function; unknowable for `now`.
pub fn text_to_time(text: Text<'_>) -> Result<Option<i64>, Stop> {
    match text.map(|text| time::parse(&text)).transpose()? {
        Some(None) => Err(Stop::Unknowable),
        time => Ok(time.flatten()),
    }
}

/// text → timestamp.
///
/// # Errors
/// The error of the input function; unknowable for `now` and the like.
pub fn text_to_timestamp(text: Text<'_>) -> Result<Option<Timestamptz>, Stop> {
    match text.map(|text| timestamp::parse(&text)).transpose()? {
        Some(Timestamptz::ClockRelative) => Err(Stop::Unknowable),
        instant => Ok(instant),
    }
}

/// text → an enum with these labels.
///
/// # Errors
/// The error of the input function.
pub fn text_to_enumeration(text: Text<'_>, labels: &Names) -> Result<Option<u8>, Stop> {
    Ok(text.map(|text| enumeration::parse(&text, labels)).transpose()?)
}

/// An enum with these labels → text.
#[must_use]
pub fn enumeration_to_text(place: Option<u8>, labels: &Names) -> Text<'static> {
    place.map(|place| Cow::Borrowed(labels.bytes(place.into())))
}

/// date → timestamp.
///
/// # Errors
/// 22008 for a date outside the range of timestamp.
pub fn date_to_timestamp(date: Option<Date>) -> Result<Option<Timestamptz>, Stop> {
    Ok(Some(match date {
        None => return Ok(None),
        Some(Date::NegativeInfinity) => Timestamptz::NegativeInfinity,
        Some(Date::Infinity) => Timestamptz::Infinity,
        Some(Date::ClockRelative) => return Err(Stop::Unknowable),
        Some(Date::Days(days)) => match timestamptz::micros(days.into(), 0) {
            Some(micros) => Timestamptz::Micros(micros),
            None => return Err(Stop::Error(SqlState::DatetimeFieldOverflow)),
        },
    }))
}

/// timestamp → date.
#[must_use]
pub fn timestamp_to_date(timestamp: Option<Timestamptz>) -> Option<Date> {
    Some(match timestamp? {
        Timestamptz::NegativeInfinity => Date::NegativeInfinity,
        Timestamptz::Infinity => Date::Infinity,
        Timestamptz::ClockRelative => Date::ClockRelative,
        Timestamptz::Micros(micros) => Date::Days(micros.div_euclid(MICROS_PER_DAY) as i32),
    })
}

/// timestamp → time; NULL for an infinity.
#[must_use]
pub fn timestamp_to_time(timestamp: Option<Timestamptz>) -> Option<i64> {
    if let Timestamptz::Micros(micros) = timestamp? { Some(micros.rem_euclid(MICROS_PER_DAY)) } else { None }
}

/// smallint, integer, bigint → text.
#[must_use]
pub fn integer_to_text(value: Option<i64>) -> Text<'static> {
    value.map(|value| Cow::Owned(value.to_string().into_bytes()))
}

/// smallint, integer, bigint → numeric.
#[must_use]
pub fn integer_to_numeric(value: Option<i64>) -> Option<Numeric<'static>> {
    value.map(Numeric::from)
}

/// boolean → text.
#[must_use]
pub fn boolean_to_text(value: Option<bool>) -> Text<'static> {
    value.map(|value| Cow::Borrowed(if value { "true" } else { "false" }.as_bytes()))
}

/// uuid → text: lower case, with hyphens.
#[must_use]
pub fn uuid_to_text(value: Option<[u8; 16]>) -> Text<'static> {
    value.map(|octets| {
        let mut text = Vec::with_capacity(36);
        for (index, octet) in octets.iter().enumerate() {
            if matches!(index, 4 | 6 | 8 | 10) {
                text.push(b'-');
            }
            for digit in [octet >> 4, octet & 15] {
                text.push(if digit < 10 { b'0' + digit } else { b'a' - 10 + digit });
            }
        }
        Cow::Owned(text)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn writes_values_as_postgresql_does() {
        assert_eq!(boolean_to_text(Some(true)).as_deref(), Some(b"true".as_slice()));
        assert_eq!(boolean_to_text(Some(false)).as_deref(), Some(b"false".as_slice()));
        assert_eq!(boolean_to_text(None), None);
        assert_eq!(integer_to_text(Some(-5)).as_deref(), Some(b"-5".as_slice()));
        let octets = [0x0f, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 0xff];
        assert_eq!(uuid_to_text(Some(octets)).as_deref(), Some(b"0f010203-0405-0607-0809-0a0b0c0d0eff".as_slice()));
    }
}
