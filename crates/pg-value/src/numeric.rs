//! `numeric` input and comparison (PostgreSQL manual, 8.1.2 Arbitrary Precision Numbers): a decimal number, with what
//! PostgreSQL adds to it: NaN, infinities, limits, rounding to a scale and its own spelling.

use alloc::string::ToString;
use alloc::vec::Vec;
use core::cmp::Ordering;

use super::{Error, SqlState, TypeName, trim};
use json_tape::Decimal;

const SYNTAX: Error = Error::new(SqlState::InvalidTextRepresentation, TypeName::Numeric);
const RANGE: Error = Error::new(SqlState::NumericValueOutOfRange, TypeName::Numeric);

/// How many digits are allowed before the decimal point.
const MAX_INTEGER_DIGITS: i64 = 131_072;
/// How many digits are allowed after it, if no scale is declared.
pub(crate) const MAX_FRACTION_DIGITS: i64 = 16_383;
/// An exponent of this size is refused before it is applied.
const MAX_EXPONENT: i64 = i32::MAX as i64 / 2;

/// A number; the order is PostgreSQL's: -Infinity, finite values, Infinity, NaN, which equals itself.
#[derive(Clone, Debug)]
pub enum Numeric<'a> {
    /// `-Infinity`
    NegativeInfinity,
    /// A number.
    Finite(Decimal<'a>),
    /// `Infinity`
    Infinity,
    /// `NaN`
    NaN,
}

/// Whether there is a minus sign, and what follows the sign.
fn sign(text: &[u8]) -> (bool, &[u8]) {
    match text {
        [b'-', rest @ ..] => (true, rest),
        [b'+', rest @ ..] => (false, rest),
        _ => (false, text),
    }
}

/// Checks that the text is a number: a sign, digits with at most one point, an exponent, as in every JSON number. White
/// space is not allowed.
///
/// # Errors
/// 22P02, and 22003 for an exponent that is too large by itself.
fn check(text: &[u8]) -> Result<(), Error> {
    let (_, text) = sign(text);
    let (mut has_digit, mut has_point) = (false, false);
    for (at, &byte) in text.iter().enumerate() {
        match byte {
            b'0'..=b'9' => has_digit = true,
            b'.' if !has_point => has_point = true,
            b'e' | b'E' if has_digit => return check_exponent(text.get(at + 1..).unwrap_or_default()),
            _ => return Err(SYNTAX),
        }
    }
    if has_digit { Ok(()) } else { Err(SYNTAX) }
}

/// A sign and digits. 22003 from 2³⁰ - 1 on.
///
/// Where versions differ: 15 skips white space before the exponent's sign (`1e 5`); 16 and later refuse it, and so does
/// this function. From 16 on `0x1F` and `1_000` are valid; 15 refuses them.
fn check_exponent(text: &[u8]) -> Result<(), Error> {
    let (_, digits) = sign(text);
    let mut value = 0;
    for &byte in digits {
        if !byte.is_ascii_digit() {
            return Err(SYNTAX);
        }
        value = value * 10 + i64::from(byte - b'0');
        // Reported even if junk follows.
        if value >= MAX_EXPONENT {
            return Err(RANGE);
        }
    }
    if digits.is_empty() { Err(SYNTAX) } else { Ok(()) }
}

/// Rounds to `scale` digits after the point (before it, if negative), half away from zero.
pub(crate) fn round(number: Decimal<'_>, scale: i64) -> Decimal<'_> {
    let shown = scale.max(0);
    // The number of digits to keep.
    let Ok(keep) = usize::try_from(number.first_power() + 1 + scale) else { return Decimal::zero(shown) };
    let Some(next) = number.digits().nth(keep) else { return number.with_scale(shown) };
    let up = next >= b'5';
    let mut kept: Vec<u8> = number.digits().take(keep).collect();
    let mut first_power = number.first_power();
    // Trailing zeros are dropped; rounding up turns trailing nines into zeros.
    let dropped = if up { b'9' } else { b'0' };
    while kept.last() == Some(&dropped) {
        kept.pop();
    }
    if up {
        match kept.last_mut() {
            Some(last) => *last += 1,
            None => {
                kept.push(b'1');
                first_power += 1;
            }
        }
    }
    Decimal::from_digits(number.is_negative(), kept, first_power, shown)
}

/// Whether the number has more digits before the point than allowed.
fn exceeds(number: &Decimal<'_>, integer_digits: i64) -> bool {
    !number.is_zero() && number.first_power() + 1 > integer_digits
}

/// Whether the number exceeds what the type can hold.
pub(crate) fn is_beyond(number: &Decimal<'_>) -> bool {
    exceeds(number, MAX_INTEGER_DIGITS) || number.scale() > MAX_FRACTION_DIGITS
}

impl<'a> Numeric<'a> {
    /// The value, rounded to `numeric(precision, scale)`.
    ///
    /// # Errors
    /// 22003 if it exceeds the precision, as an infinity does.
    pub fn fit(self, precision: u32, scale: i32) -> Result<Self, Error> {
        let scale = i64::from(scale);
        match self {
            Self::NaN => Ok(Self::NaN),
            Self::Infinity | Self::NegativeInfinity => Err(RANGE),
            Self::Finite(number) => {
                let number = round(number, scale);
                if exceeds(&number, i64::from(precision) - scale) { Err(RANGE) } else { Ok(Self::Finite(number)) }
            }
        }
    }

    /// Reads a text for `numeric` or `numeric(precision, scale)`; white space around it is allowed.
    ///
    /// # Errors
    /// 22P02, and 22003 beyond the declared precision or the type's limits.
    pub fn parse(text: &'a [u8], modifier: Option<(u32, i32)>) -> Result<Self, Error> {
        let text = trim(text);
        if text.eq_ignore_ascii_case(b"nan") {
            return Ok(Self::NaN);
        }
        let (negative, word) = sign(text);
        if word.eq_ignore_ascii_case(b"infinity") || word.eq_ignore_ascii_case(b"inf") {
            let value = if negative { Self::NegativeInfinity } else { Self::Infinity };
            return match modifier {
                Some((precision, scale)) => value.fit(precision, scale),
                None => Ok(value),
            };
        }
        check(text)?;
        let number = Decimal::new(text);
        let number = match modifier {
            Some((precision, scale)) => match Self::Finite(number).fit(precision, scale)? {
                Self::Finite(number) => number,
                special => return Ok(special),
            },
            None => number,
        };
        if is_beyond(&number) { Err(RANGE) } else { Ok(Self::Finite(number)) }
    }

    /// The same, owning its digits.
    #[must_use]
    pub fn into_owned(self) -> Numeric<'static> {
        match self {
            Self::NegativeInfinity => Numeric::NegativeInfinity,
            Self::Infinity => Numeric::Infinity,
            Self::NaN => Numeric::NaN,
            Self::Finite(number) => Numeric::Finite(number.into_owned()),
        }
    }

    /// The same, borrowing these digits.
    #[must_use]
    pub fn borrowed(&self) -> Numeric<'_> {
        match self {
            Self::NegativeInfinity => Numeric::NegativeInfinity,
            Self::Infinity => Numeric::Infinity,
            Self::NaN => Numeric::NaN,
            Self::Finite(number) => Numeric::Finite(number.borrowed()),
        }
    }

    const fn rank(&self) -> u8 {
        match self {
            Self::NegativeInfinity => 0,
            Self::Finite(_) => 1,
            Self::Infinity => 2,
            Self::NaN => 3,
        }
    }

    /// The number as PostgreSQL prints it. Bytes instead of `Display`: nothing else in the wasm needs the standard
    /// library's formatting.
    #[must_use]
    pub fn text(&self) -> Vec<u8> {
        let mut text = Vec::new();
        self.write(&mut text);
        text
    }

    /// The same, appended to a text.
    pub fn write(&self, out: &mut Vec<u8>) {
        match self {
            Self::NegativeInfinity => out.extend_from_slice(b"-Infinity"),
            Self::Infinity => out.extend_from_slice(b"Infinity"),
            Self::NaN => out.extend_from_slice(b"NaN"),
            Self::Finite(number) => write(number, out),
        }
    }
}

/// Writes every digit, from the first or the one before the point to the last of the scale.
fn write(number: &Decimal<'_>, out: &mut Vec<u8>) {
    if number.is_negative() {
        out.push(b'-');
    }
    let first = number.first_power();
    let mut digits = number.digits();
    for power in (-number.scale()..=first.max(0)).rev() {
        if power == -1 {
            out.push(b'.');
        }
        let digit = if power <= first { digits.next() } else { None };
        out.push(digit.unwrap_or(b'0'));
    }
}

impl From<i64> for Numeric<'_> {
    fn from(value: i64) -> Self {
        Self::Finite(Decimal::new(value.to_string().as_bytes()).into_owned())
    }
}

impl Ord for Numeric<'_> {
    fn cmp(&self, other: &Self) -> Ordering {
        match (self, other) {
            (Self::Finite(a), Self::Finite(b)) => a.cmp(b),
            _ => self.rank().cmp(&other.rank()),
        }
    }
}

impl PartialOrd for Numeric<'_> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Numeric<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Numeric<'_> {}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn the_order_is_postgresqls() {
        let ascending = [
            "-Infinity",
            "-1e10",
            "-2",
            "-1.5",
            "-1.49",
            "-1e-9",
            "0",
            "1e-9",
            "0.1",
            "0.11",
            "1",
            "9.99",
            "10",
            "1e10",
            "Infinity",
            "NaN",
        ];
        for (i, a) in ascending.iter().enumerate() {
            for (j, b) in ascending.iter().enumerate() {
                let (a, b) = (Numeric::parse(a.as_bytes(), None).unwrap(), Numeric::parse(b.as_bytes(), None).unwrap());
                assert_eq!(a.cmp(&b), i.cmp(&j), "{a:?} against {b:?}");
            }
        }
        for (a, b) in [("1.0", "1"), ("-0", "0"), ("100", "1e2"), ("0.00", "0e5"), ("NaN", "nan"), ("12.30", "0.123e2")]
        {
            assert_eq!(Numeric::parse(a.as_bytes(), None).unwrap(), Numeric::parse(b.as_bytes(), None).unwrap());
        }
        for value in [0, 1, -1, 100, i64::MAX, i64::MIN] {
            assert_eq!(Numeric::from(value), Numeric::parse(value.to_string().as_bytes(), None).unwrap());
        }
    }

    #[test]
    fn an_exponent_is_refused_as_such() {
        for (text, error) in [
            ("0e1073741822", None),
            ("0e1073741823", Some(RANGE)),
            ("0e-1073741823", Some(RANGE)),
            ("0e1073741823x", Some(RANGE)),
            ("0e10x", Some(SYNTAX)),
            ("1e", Some(SYNTAX)),
            ("e1", Some(SYNTAX)),
        ] {
            assert_eq!(Numeric::parse(text.as_bytes(), None).err(), error, "{text}");
        }
    }
}
