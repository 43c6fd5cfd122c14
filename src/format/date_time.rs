//! `date-time`, `full-date` and `full-time` as RFC 3339 section 5.6 writes them, and the instant
//! that a date-time means. Knows the Gregorian calendar and no time zone names.

/// A moment on the UTC time line, ordered. A leap second is its successor's start, as in POSIX.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Instant {
    /// Seconds since 1970-01-01T00:00:00Z, leap seconds not counted.
    pub seconds: i64,
    /// 10⁻¹⁸ seconds; digits beyond that are cut.
    pub attoseconds: u64,
}

/// The instant of an RFC 3339 date-time; `None` if the text is none. A leap second is allowed
/// where it is 23:59:60 in UTC (RFC 3339 section 5.7; which days had one is not known here).
#[must_use]
pub fn instant(text: &[u8]) -> Option<Instant> {
    let (date, rest) = text.split_at_checked(10)?;
    let days = full_date(date)?;
    let (separator, rest) = rest.split_first()?;
    if !matches!(separator, b'T' | b't') {
        return None;
    }
    let time = full_time(rest)?;
    Some(Instant { seconds: days * 86_400 + time.seconds, attoseconds: time.attoseconds })
}

/// Days since 1970-01-01 of `YYYY-MM-DD`; `None` if there is no such day.
#[must_use]
pub fn full_date(text: &[u8]) -> Option<i64> {
    let &[y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2] = text else { return None };
    let year = i64::from(two_digits(y1, y2)?) * 100 + i64::from(two_digits(y3, y4)?);
    let (month, day) = (two_digits(m1, m2)?, two_digits(d1, d2)?);
    if !(1..=month_length(year, month)?).contains(&day) {
        return None;
    }
    Some(days_since_1970(year, month, day))
}

/// The length of a month, in days (RFC 3339 section 5.7 and appendix C).
const fn month_length(year: i64, month: u8) -> Option<u8> {
    Some(match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        _ => return None,
    })
}

/// Counts days from 0000-03-01, so that a leap day is the last of its year.
fn days_since_1970(year: i64, month: u8, day: u8) -> i64 {
    const MARCH_FIRST_OF_YEAR_0: i64 = -719_468; // in days since 1970-01-01
    let (year, month) = if month > 2 { (year, month - 3) } else { (year - 1, month + 9) };
    let day_of_year = (153 * i64::from(month) + 2) / 5 + i64::from(day) - 1;
    let leap_days = year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400);
    MARCH_FIRST_OF_YEAR_0 + 365 * year + leap_days + day_of_year
}

/// A time of day with its offset, brought to UTC: −86,340 to 172,740 seconds from midnight UTC.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FullTime {
    pub seconds: i64,
    pub attoseconds: u64,
}

/// `hh:mm:ss`, a fraction if any, and `Z` or an offset; `None` if there is no such time.
#[must_use]
pub fn full_time(text: &[u8]) -> Option<FullTime> {
    let &[h1, h2, b':', m1, m2, b':', s1, s2, ref rest @ ..] = text else { return None };
    let (hour, minute, second) = (two_digits(h1, h2)?, two_digits(m1, m2)?, two_digits(s1, s2)?);
    let (attoseconds, rest) = fraction(rest)?;
    let offset = offset_minutes(rest)?;
    if hour > 23 || minute > 59 || second > 60 {
        return None;
    }
    let minutes = i64::from(hour) * 60 + i64::from(minute) - offset;
    if second == 60 && minutes.rem_euclid(1_440) != 1_439 {
        return None;
    }
    Some(FullTime { seconds: minutes * 60 + i64::from(second), attoseconds })
}

/// `.` and one digit or more, or nothing.
fn fraction(text: &[u8]) -> Option<(u64, &[u8])> {
    let Some((b'.', digits)) = text.split_first() else { return Some((0, text)) };
    let length = digits.iter().take_while(|b| b.is_ascii_digit()).count();
    let (digits, rest) = digits.split_at_checked(length).filter(|_| length > 0)?;
    let mut attoseconds = 0;
    for place in 0..18 {
        attoseconds = attoseconds * 10 + u64::from(digits.get(place).map_or(0, |digit| digit - b'0'));
    }
    Some((attoseconds, rest))
}

/// `Z`, or `+hh:mm` east of Greenwich, to the end of the text.
fn offset_minutes(text: &[u8]) -> Option<i64> {
    match *text {
        [b'Z' | b'z'] => Some(0),
        [sign @ (b'+' | b'-'), h1, h2, b':', m1, m2] => {
            let (hours, minutes) = (two_digits(h1, h2)?, two_digits(m1, m2)?);
            if hours > 23 || minutes > 59 {
                return None;
            }
            let offset = i64::from(hours) * 60 + i64::from(minutes);
            Some(if sign == b'-' { -offset } else { offset })
        }
        _ => None,
    }
}

fn two_digits(tens: u8, ones: u8) -> Option<u8> {
    (tens.is_ascii_digit() && ones.is_ascii_digit()).then(|| (tens - b'0') * 10 + (ones - b'0'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seconds(text: &str) -> Option<i64> {
        instant(text.as_bytes()).map(|i| i.seconds)
    }

    #[test]
    fn knows_the_calendar() {
        // Unix times as `date -u -d … +%s` prints them.
        for (text, unix) in [
            ("1970-01-01T00:00:00Z", 0),
            ("1969-12-31T23:59:59Z", -1),
            ("2000-02-29T12:00:00Z", 951_825_600),
            ("2027-06-12T19:30:00+01:00", 1_812_825_000),
            ("2027-06-12t18:30:00z", 1_812_825_000),
            ("0000-03-01T00:00:00Z", -62_162_035_200),
            ("9999-12-31T23:59:59Z", 253_402_300_799),
            ("1998-12-31T23:59:60Z", 915_148_800),
            ("1998-12-31T15:59:60.123-08:00", 915_148_800),
            ("2024-01-01T00:29:60+00:30", 1_704_067_200),
        ] {
            assert_eq!(seconds(text), Some(unix), "{text}");
        }
    }

    #[test]
    fn refuses_what_rfc_3339_does_not_write() {
        for text in [
            "",
            "2027-06-12",
            "2027-06-12 19:30:00Z",
            "2027-06-12T19:30:00",
            "2027-06-12T19:30Z",
            "2027-06-12T19:30:00.Z",
            "2027-06-12T19:30:00+0100",
            "2027-06-12T19:30:00+24:00",
            "2027-06-12T19:30:00-00:60",
            "2027-06-12T24:00:00Z",
            "2027-06-12T23:60:00Z",
            "2027-06-12T22:59:60Z",
            "1998-12-31T23:59:60+01:00",
            "1998-12-31T23:59:61Z",
            "2027-13-01T00:00:00Z",
            "2027-00-01T00:00:00Z",
            "2027-04-31T00:00:00Z",
            "2027-02-29T00:00:00Z",
            "1900-02-29T00:00:00Z",
            "2027-06-00T00:00:00Z",
            "+2027-06-12T19:30:00Z",
            "2027-06-12T19:30:00Zz",
            "2027-06-12T1٩:30:00Z",
            "2027-6-12T19:30:00Z",
        ] {
            assert_eq!(instant(text.as_bytes()), None, "{text}");
        }
    }

    #[test]
    fn orders_by_the_moment_and_not_by_the_text() {
        let ascending = [
            "2027-06-12T23:00:00+02:00",
            "2027-06-12T21:00:00.0000000001Z",
            "2027-06-12T21:00:00.1Z",
            "2027-06-12T16:00:00.11-05:00",
            "2027-06-13T06:00:01+09:00",
        ];
        let instants: Vec<_> = ascending.iter().map(|t| instant(t.as_bytes())).collect();
        assert!(instants.iter().all(Option::is_some));
        assert!(instants.is_sorted_by(|a, b| a < b));
        assert_eq!(instant(b"2027-06-12T23:00:00+02:00"), instant(b"2027-06-12T21:00:00.000Z"));
    }
}
