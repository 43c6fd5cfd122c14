//! `date` input and comparison (PostgreSQL manual, 8.5 Date/Time Types).

use super::datetime::{self, Instant};
use super::{Error, SqlState, TypeName};

/// A date; the order is PostgreSQL's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Date {
    /// `-infinity`
    NegativeInfinity,
    /// Days since 2000-01-01.
    Days(i32),
    /// `infinity`
    Infinity,
    /// `today` and the like: a date that only the server's clock knows.
    ClockRelative,
}

/// 4714-11-24 BC, the first Julian day.
const MIN_DAYS: i64 = -2_451_545;
/// 5874897-12-31.
const MAX_DAYS: i64 = 2_145_031_948;

/// Reads a text; see [`super::timestamptz::parse`] for what is understood. A time is read, checked and dropped.
///
/// # Errors
/// 22007, 22008, 22009, 22023.
pub fn parse(text: &[u8]) -> Result<Date, Error> {
    const NAME: TypeName = TypeName::Date;
    Ok(match datetime::decode(text, NAME, datetime::DATE_WORK_BYTES)? {
        Instant::NegativeInfinity => Date::NegativeInfinity,
        Instant::Infinity => Date::Infinity,
        Instant::ClockRelative => Date::ClockRelative,
        Instant::At { days, .. } => of_days(days).ok_or(Error::new(SqlState::DatetimeFieldOverflow, NAME))?,
    })
}

/// The date this many days after 2000-01-01, if it fits into the type.
pub(crate) fn of_days(days: i64) -> Option<Date> {
    let days = Some(days).filter(|days| (MIN_DAYS..=MAX_DAYS).contains(days))?;
    i32::try_from(days).ok().map(Date::Days)
}

impl PartialOrd for Date {
    /// `None` if only the server's clock can tell.
    fn partial_cmp(&self, other: &Self) -> Option<core::cmp::Ordering> {
        let key = |date: &Self| match date {
            Self::NegativeInfinity => Some((0, 0)),
            Self::Days(days) => Some((1, *days)),
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
    fn infinities_are_beyond_all_days() {
        assert!(Date::NegativeInfinity < Date::Days(i32::MIN) && Date::Days(i32::MAX) < Date::Infinity);
        assert_eq!(Date::ClockRelative.partial_cmp(&Date::Days(0)), None);
    }
}
