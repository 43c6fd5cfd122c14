//! `timestamptz` input and comparison (PostgreSQL manual, 8.5 Date/Time Types). The session's time zone is UTC and its
//! DateStyle is MDY, PostgreSQL's own defaults.

use super::datetime::{self, Instant};
use super::{Error, SqlState, TypeName, time};

/// An instant; the order is PostgreSQL's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Timestamptz {
    /// `-infinity`
    NegativeInfinity,
    /// Microseconds since 2000-01-01 00:00 UTC, PostgreSQL's own count.
    Micros(i64),
    /// `infinity`
    Infinity,
    /// `now`, `today` and the like: an instant that only the server's clock knows.
    ClockRelative,
}

/// 4714-11-24 BC, the first Julian day.
const MIN_MICROS: i64 = -211_813_488_000_000_000;
/// 294277-01-01, the first instant out of range.
const END_MICROS: i64 = 9_223_371_331_200_000_000;
const MICROS_PER_DAY: i64 = 86_400_000_000;

/// Reads a text by the manual's appendix B.1: ISO 8601 and RFC 3339, the special words, and the other spellings that
/// consist of numbers, English month and weekday names, AM/PM, AD/BC and offsets.
///
/// Time zone names other than `UTC`, `GMT`, `UCT`, `UT`, `Z` and `Zulu` need the server's tz data:
/// they are refused with [`Error::unknowable`].
///
/// Where versions differ: labelled fields (`y2024m01d15`), and `infinity` or `epoch` beside a date, a time or a zone,
/// are valid only in 15; `+infinity` is valid from 16 on. All are refused.
///
/// # Errors
/// 22007, 22008, 22009, 22023.
pub fn parse(text: &[u8]) -> Result<Timestamptz, Error> {
    const NAME: TypeName = TypeName::Timestamptz;
    Ok(match datetime::decode(text, NAME, datetime::TIMESTAMPTZ_WORK_BYTES)? {
        Instant::NegativeInfinity => Timestamptz::NegativeInfinity,
        Instant::Infinity => Timestamptz::Infinity,
        Instant::ClockRelative => Timestamptz::ClockRelative,
        Instant::At { days, micros } => match self::micros(days, micros) {
            Some(micros) => Timestamptz::Micros(micros),
            None => return Err(Error::new(SqlState::DatetimeFieldOverflow, NAME)),
        },
    })
}

/// Days since 2000-01-01 and microseconds since midnight as a single count, if it is in range.
pub(crate) fn micros(days: i64, micros: i64) -> Option<i64> {
    // No later day is in range, and no day up to this one overflows.
    const MAX_DAYS: i64 = END_MICROS / MICROS_PER_DAY + 2;
    let instant = days.clamp(-MAX_DAYS, MAX_DAYS) * MICROS_PER_DAY + micros;
    (MIN_MICROS..END_MICROS).contains(&instant).then_some(instant)
}

impl Timestamptz {
    /// The value rounded to this many fractional digits of a second.
    #[must_use]
    pub const fn round(self, digits: u32) -> Self {
        match self {
            Self::Micros(micros) => Self::Micros(time::round(micros, digits)),
            other => other,
        }
    }
}

impl PartialOrd for Timestamptz {
    /// `None` if only the server's clock can tell.
    fn partial_cmp(&self, other: &Self) -> Option<core::cmp::Ordering> {
        let key = |instant: &Self| match instant {
            Self::NegativeInfinity => Some((0, 0)),
            Self::Micros(micros) => Some((1, *micros)),
            Self::Infinity => Some((2, 0)),
            Self::ClockRelative => None,
        };
        Some(key(self)?.cmp(&key(other)?))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_refusal_names_the_type_as_postgresql_does() {
        let error = parse(b"x").map_err(|error| (error.type_name.as_str(), error.limit));
        assert_eq!(error, Err(("timestamp with time zone", None)));
    }

    #[test]
    fn infinities_are_beyond_all_instants() {
        assert!(Timestamptz::NegativeInfinity < Timestamptz::Micros(i64::MIN));
        assert!(Timestamptz::Micros(i64::MAX) < Timestamptz::Infinity);
        assert_eq!(Timestamptz::ClockRelative.partial_cmp(&Timestamptz::Micros(0)), None);
    }
}
