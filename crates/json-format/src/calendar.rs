//! The proleptic Gregorian calendar (ISO 8601), and dates and times as RFC 3339 section 5.6 writes them. Knows no time
//! zone names.

/// The days from 1970-01-01 to a date; the month is from 1 to 12.
#[must_use]
pub fn days_from_date(year: i32, month: i32, day: i32) -> i64 {
    const MARCH_FIRST_OF_YEAR_0: i32 = -719_468; // in days since 1970-01-01
    // Counted years start in March, so that the leap day comes last.
    let (year, month) = if month > 2 { (year, month - 3) } else { (year - 1, month + 9) };
    let leap_days = year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400);
    i64::from(year) * 365 + i64::from(MARCH_FIRST_OF_YEAR_0 + leap_days + (153 * month + 2) / 5 + day - 1)
}

/// The date this many days after 1970-01-01: the year, the month from 1 to 12, and the day. Years before 1 are counted
/// 0, −1 and so on.
#[must_use]
pub const fn date_from_days(days: i64) -> (i64, i64, i64) {
    const DAYS_IN_400_YEARS: i64 = 146_097;
    const MARCH_FIRST_OF_YEAR_0: i64 = -719_468; // in days since 1970-01-01
    let days = days - MARCH_FIRST_OF_YEAR_0;
    let (cycle, day) = (days.div_euclid(DAYS_IN_400_YEARS), days.rem_euclid(DAYS_IN_400_YEARS));
    // Leap days come last in their year, their century and the cycle, since counted years start in March.
    let leap_days = day / 1_460 - day / 36_524 + day / 146_096;
    let year = (day - leap_days) / 365;
    let day_of_year = day - (year * 365 + year / 4 - year / 100);
    let month = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * month + 2) / 5 + 1;
    let (year, month) = if month < 10 { (year, month + 3) } else { (year + 1, month - 9) };
    (year + 400 * cycle, month, day)
}

/// The number of days in a month.
#[must_use]
pub const fn days_in_month(year: i32, month: i32) -> i32 {
    match month {
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// The three numbers of a text like `00-00-00`, with the given byte in place of the hyphens.
#[inline(always)]
fn triple(text: [u8; 8], between: u8) -> Option<[u8; 3]> {
    const HIGH_BITS: u64 = 0x8080_8080_8080_8080;
    let between = u64::from(between) << 16 | u64::from(between) << 40;
    // Digits become their values and the separators 0; anything else then sets a high bit.
    let bytes = u64::from_le_bytes(text) ^ (0x3030_0030_3000_3030 | between);
    if (bytes | bytes.wrapping_add(0x7676_7f76_767f_7676)) & HIGH_BITS != 0 {
        return None;
    }
    let numbers = bytes * 10 + (bytes >> 8);
    Some([numbers as u8, (numbers >> 24) as u8, (numbers >> 48) as u8])
}

/// The days from 1970-01-01 to `YYYY-MM-DD`; `None` if there is no such day.
#[must_use]
pub fn full_date(text: &[u8]) -> Option<i64> {
    let &[c1, c2, y1, y2, h1, m1, m2, h2, d1, d2] = text else { return None };
    let [year, month, day] = triple([y1, y2, h1, m1, m2, h2, d1, d2], b'-')?.map(i32::from);
    if !c1.is_ascii_digit() || !c2.is_ascii_digit() {
        return None;
    }
    let year = i32::from(c1 - b'0') * 1_000 + i32::from(c2 - b'0') * 100 + year;
    let is_date = (1..=12).contains(&month) && (1..=days_in_month(year, month)).contains(&day);
    is_date.then(|| days_from_date(year, month, day))
}

/// A time of day and its offset.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FullTime {
    /// Minutes since midnight UTC of the local date: from −1,439 to 2,878.
    pub minutes: i64,
    /// From 0 to 60.
    pub second: u8,
    /// In units of 10⁻¹⁸ seconds; further digits are cut off.
    pub attoseconds: u64,
    /// Minutes east of Greenwich.
    pub offset: i64,
}

/// Reads `hh:mm:ss`, an optional fraction, and `Z` or an offset; `None` if there is no such time. A leap second is
/// allowed at 23:59:60 UTC (RFC 3339 section 5.7; which days had one is not known here).
#[must_use]
pub fn full_time(text: &[u8]) -> Option<FullTime> {
    let (clock, mut rest) = text.split_first_chunk()?;
    let [hour, minute, second] = triple(*clock, b':')?;
    let mut attoseconds = 0;
    if let [b'.', fraction @ ..] = rest {
        let mut unit = 100_000_000_000_000_000;
        rest = fraction;
        while let [digit @ b'0'..=b'9', behind @ ..] = rest {
            attoseconds += u64::from(digit - b'0') * unit;
            unit /= 10;
            rest = behind;
        }
        if rest.len() == fraction.len() {
            return None;
        }
    }
    let ([hours, minutes, _], east) = match *rest {
        [b'Z' | b'z'] => ([0; 3], 1),
        [sign @ (b'+' | b'-'), h1, h2, colon, m1, m2] => {
            (triple([h1, h2, colon, m1, m2, b':', b'0', b'0'], b':')?, if sign == b'-' { -1 } else { 1 })
        }
        _ => return None,
    };
    if hour > 23 || minute > 59 || second > 60 || hours > 23 || minutes > 59 {
        return None;
    }
    let offset = east * (i64::from(hours) * 60 + i64::from(minutes));
    let minutes = i64::from(hour) * 60 + i64::from(minute) - offset;
    (second < 60 || minutes.rem_euclid(1_440) == 1_439).then_some(FullTime { minutes, second, attoseconds, offset })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn every_day_has_one_date() {
        // Two cycles of 400 years on both sides of 1970.
        for days in -800 * 366..800 * 366 {
            let (year, month, day) = date_from_days(days);
            let date = (i32::try_from(year).unwrap(), i32::try_from(month).unwrap(), i32::try_from(day).unwrap());
            assert_eq!(days_from_date(date.0, date.1, date.2), days, "{date:?}");
            assert!((1..=days_in_month(date.0, date.1)).contains(&date.2), "{date:?}");
        }
    }
}
