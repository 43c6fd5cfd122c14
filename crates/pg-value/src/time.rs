//! `time` input (PostgreSQL manual, 8.5 Date/Time Types). A date and a zone in the text are checked and dropped.

use super::{Error, TypeName, datetime};

const MICROS_PER_SECOND: i64 = 1_000_000;

/// Reads a text: microseconds since midnight, at most `24:00:00`; `None` for `now`, which only the server's clock
/// knows.
///
/// Time zone names need the server's tz data, as in [`super::timestamptz::parse`].
///
/// # Errors
/// 22007, 22008, 22009, 22023.
pub fn parse(text: &[u8]) -> Result<Option<i64>, Error> {
    datetime::decode_time(text, TypeName::Time)
}

/// Rounds to this many fractional digits of a second, half away from zero: the modifier of the types with a time.
#[must_use]
pub const fn round(micros: i64, digits: u32) -> i64 {
    if digits >= 6 {
        return micros;
    }
    let unit = MICROS_PER_SECOND / 10_i64.pow(digits);
    let magnitude = (micros.unsigned_abs() as i64 + unit / 2) / unit * unit;
    if micros < 0 { -magnitude } else { magnitude }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rounds_half_away_from_zero() {
        for (micros, digits, rounded) in [
            (1_499_999, 0, 1_000_000),
            (1_500_000, 0, 2_000_000),
            (-1_500_000, 0, -2_000_000),
            (1_234_565, 5, 1_234_570),
            (1_234_564, 5, 1_234_560),
            (1_234_567, 6, 1_234_567),
        ] {
            assert_eq!(round(micros, digits), rounded, "{micros} to {digits} digits");
        }
    }
}
