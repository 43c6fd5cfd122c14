//! Arithmetic on dates (PostgreSQL manual, 9.9 Date/Time Functions and Operators).

use crate::SqlState;
use crate::date::{self, Date};
use crate::logic::Stop;

const RANGE: Stop = Stop::Error(SqlState::DatetimeFieldOverflow);

/// `date + integer`: this many days later.
///
/// # Errors
/// 22008 if the result is out of range.
pub fn add_days(date: Option<Date>, days: Option<i64>) -> Result<Option<Date>, Stop> {
    let (Some(date), Some(days)) = (date, days) else { return Ok(None) };
    match date {
        Date::Days(from) => date::of_days(i64::from(from) + days).map(Some).ok_or(RANGE),
        infinite => Ok(Some(infinite)),
    }
}

/// `date - integer`.
///
/// # Errors
/// 22008 if the result is out of range.
pub fn subtract_days(date: Option<Date>, days: Option<i64>) -> Result<Option<Date>, Stop> {
    add_days(date, days.map(i64::wrapping_neg))
}

/// `date - date`: the number of days between them.
///
/// # Errors
/// 22008 for an infinite date.
pub fn difference(left: Option<Date>, right: Option<Date>) -> Result<Option<i64>, Stop> {
    match (left, right) {
        (None, _) | (_, None) => Ok(None),
        (Some(Date::Days(left)), Some(Date::Days(right))) => Ok(Some(i64::from(left) - i64::from(right))),
        _ => Err(RANGE),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_days() {
        let day = |days| Some(Date::Days(days));
        assert_eq!(add_days(day(5), Some(-10)), Ok(day(-5)));
        assert_eq!(subtract_days(day(5), Some(10)), Ok(day(-5)));
        assert_eq!(add_days(Some(Date::Infinity), Some(1)), Ok(Some(Date::Infinity)));
        assert_eq!(add_days(day(2_145_031_948), Some(1)), Err(RANGE));
        assert_eq!(add_days(day(-2_451_545), Some(-1)), Err(RANGE));
        assert_eq!(difference(day(5), day(7)), Ok(Some(-2)));
        assert_eq!(difference(day(5), Some(Date::Infinity)), Err(RANGE));
        assert_eq!(difference(None, Some(Date::Infinity)), Ok(None));
    }
}
