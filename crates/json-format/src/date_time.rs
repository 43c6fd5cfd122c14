//! `date-time` as RFC 3339 section 5.6 writes it, and the instant it denotes.

use crate::calendar::{full_date, full_time};

/// Whether the text is an RFC 3339 date-time.
///
/// ```
/// assert!(json_format::date_time(b"2027-06-12T19:30:00+01:00"));
/// assert!(!json_format::date_time(b"2027-06-12 19:30"));
/// ```
#[must_use]
pub fn date_time(text: &[u8]) -> bool {
    instant(text).is_some()
}

/// A moment on the UTC time line; instants are ordered. A leap second counts as the start of the next second, as in
/// POSIX.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Instant {
    /// Seconds since 1970-01-01T00:00:00Z, leap seconds not counted.
    pub seconds: i64,
    /// In units of 10⁻¹⁸ seconds; further digits are cut off.
    pub attoseconds: u64,
}

/// The instant of an RFC 3339 date-time; `None` if the text is not one.
#[must_use]
pub fn instant(text: &[u8]) -> Option<Instant> {
    let (date, [b'T' | b't', time @ ..]) = text.split_at_checked(10)? else { return None };
    let days = full_date(date)?;
    let time = full_time(time)?;
    let seconds = (days * 1_440 + time.minutes) * 60 + i64::from(time.second);
    Some(Instant { seconds, attoseconds: time.attoseconds })
}

/// What a date-time says besides its moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Written {
    /// The local year, from 0 to 9999.
    pub year: i64,
    /// Minutes east of Greenwich; `None` if the offset is not known: for `Z` (RFC 9557 section 2.2) and `-00:00` (RFC
    /// 3339 section 4.3).
    pub offset: Option<i64>,
}

/// The year and the offset of an RFC 3339 date-time; `None` if the text is not one.
#[must_use]
pub fn written(text: &[u8]) -> Option<Written> {
    instant(text)?;
    let year = text.get(..4)?.iter().fold(0, |year, digit| year * 10 + i64::from(digit - b'0'));
    let is_known = !text.ends_with(b"Z") && !text.ends_with(b"z") && !text.ends_with(b"-00:00");
    let offset = full_time(text.get(11..)?)?.offset;
    Some(Written { year, offset: is_known.then_some(offset) })
}

/// An offset as RFC 3339 writes it, from minutes east of Greenwich: less than a hundred hours.
#[must_use]
pub fn offset_text(minutes: i64) -> [u8; 6] {
    let sign = if minutes < 0 { b'-' } else { b'+' };
    let (hours, minutes) = (minutes.unsigned_abs() / 60, minutes.unsigned_abs() % 60);
    let digit = |number: u64| b'0' + (number % 10) as u8;
    [sign, digit(hours / 10), digit(hours), b':', digit(minutes / 10), digit(minutes)]
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
    fn tells_what_is_written() {
        for (text, year, offset) in [
            ("2027-06-12T19:30:00+01:00", 2027, Some(60)),
            ("2027-01-01T00:30:00.5-03:30", 2027, Some(-210)),
            ("0001-06-12T19:30:00+00:00", 1, Some(0)),
            ("2027-06-12T19:30:00Z", 2027, None),
            ("2027-06-12t19:30:00z", 2027, None),
            ("2027-06-12T19:30:00-00:00", 2027, None),
        ] {
            assert_eq!(written(text.as_bytes()), Some(Written { year, offset }), "{text}");
        }
        assert_eq!(written(b"2027-06-12T19:30:00"), None);
        for (minutes, text) in [(0, "+00:00"), (60, "+01:00"), (-210, "-03:30"), (845, "+14:05"), (-1_439, "-23:59")] {
            assert_eq!(offset_text(minutes), text.as_bytes(), "{text}");
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
