//! The proleptic Gregorian calendar (ISO 8601), in days since 2000-01-01.

use super::EPOCH_2000;

/// The Julian day number of 2000-01-01.
pub const JULIAN_2000: i64 = 2_451_545;

/// Days since 2000-01-01 of a date in the proleptic Gregorian calendar; the month may be any.
pub fn days_from_date(year: i64, month: i64, day: i64) -> i64 {
    // Years start in March, so that the leap day is the last.
    let months = year * 12 + month - 3;
    let (year, month) = (months.div_euclid(12), months.rem_euclid(12));
    let leap_days = year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400);
    // 719_468: days from 0000-03-01 to 1970-01-01.
    year * 365 + leap_days + (153 * month + 2) / 5 + day - 1 - 719_468 - EPOCH_2000
}

const fn is_leap(year: i64) -> bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
}

/// How many days a month has.
pub const fn days_in_month(year: i64, month: i64) -> i64 {
    match month {
        2 => 28 + is_leap(year) as i64,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}
