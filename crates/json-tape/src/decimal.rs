//! Decimal numbers by value, exactly, from their text: no digit is lost and no range is exceeded. Knows decimal
//! notation (RFC 8259 section 6, which PostgreSQL's `numeric` shares), but no schema keywords and no limits.

use alloc::borrow::Cow;
use alloc::vec::Vec;
use core::cmp::Ordering;

/// A number as its sign, its digits without leading and trailing zeros, and the power of ten of the last digit. Zero
/// has neither digits nor a sign.
#[derive(Clone, Debug)]
pub struct Decimal<'a> {
    negative: bool,
    /// From the first to the last non-zero digit; a decimal point among them is ignored.
    digits: Cow<'a, [u8]>,
    /// Number of digits in `digits`.
    count: i64,
    /// Power of ten of the last digit.
    exponent: i64,
    /// The number of decimal places once the exponent is applied, trailing zeros included.
    scale: i64,
}

impl<'a> Decimal<'a> {
    /// Reads a number's text: a JSON number, or one that begins with `+` or with the point, or ends with the point.
    /// Exponents beyond ±10¹⁷ are clamped.
    ///
    /// ```
    /// # use json_tape::Decimal;
    /// assert_eq!(Decimal::new(b"1.50e1"), Decimal::new(b"15"));
    /// assert!(Decimal::new(b"-1e400") < Decimal::new(b"0.1"));
    /// ```
    #[must_use]
    pub fn new(text: &'a [u8]) -> Self {
        // Places count all digits, leading and trailing zeros included.
        let (mut place, mut point, mut power) = (0i64, None, 0);
        // The first and last non-zero digits: their offsets in the text and their places.
        let (mut first, mut last) = (None, (0, 0));
        for (at, &byte) in text.iter().enumerate() {
            match byte {
                b'0' => place += 1,
                b'1'..=b'9' => {
                    last = (at, place);
                    first.get_or_insert(last);
                    place += 1;
                }
                b'.' => point = Some(place),
                b'e' | b'E' => {
                    power = exponent_value(text.get(at + 1..).unwrap_or_default());
                    break;
                }
                _ => {}
            }
        }
        let point = point.unwrap_or(place) + power;
        let scale = (place - point).max(0);
        let Some((begin, first)) = first else { return Self::zero(scale) };
        let (end, last) = last;
        Self {
            negative: text.first() == Some(&b'-'),
            digits: Cow::Borrowed(text.get(begin..=end).unwrap_or_default()),
            count: last - first + 1,
            exponent: point - last - 1,
            scale,
        }
    }

    /// Zero, with this many decimal places.
    #[must_use]
    pub const fn zero(scale: i64) -> Self {
        Self { negative: false, digits: Cow::Borrowed(&[]), count: 0, exponent: 0, scale }
    }

    /// The number with these ASCII digits, which neither begin nor end with a zero; the first digit stands for
    /// 10`first_power`.
    #[must_use]
    pub fn from_digits(negative: bool, digits: Vec<u8>, first_power: i64, scale: i64) -> Self {
        if digits.is_empty() {
            return Self::zero(scale);
        }
        let count = digits.len() as i64;
        Self { negative, digits: Cow::Owned(digits), count, exponent: first_power - count + 1, scale }
    }

    /// The same number, owning its digits.
    #[must_use]
    pub fn into_owned(self) -> Decimal<'static> {
        Decimal { digits: Cow::Owned(self.digits.into_owned()), ..self }
    }

    /// The same number, borrowing these digits.
    #[must_use]
    pub fn borrowed(&self) -> Decimal<'_> {
        Decimal { digits: Cow::Borrowed(&self.digits), ..*self }
    }

    /// The same number, with this many decimal places.
    #[must_use]
    pub fn with_scale(self, scale: i64) -> Self {
        Self { scale, ..self }
    }

    /// Whether the number is below zero.
    #[must_use]
    pub const fn is_negative(&self) -> bool {
        self.negative
    }

    /// Whether the number is zero.
    #[must_use]
    pub const fn is_zero(&self) -> bool {
        self.count == 0
    }

    /// The power of ten of the first digit; 0 for zero.
    #[must_use]
    pub const fn first_power(&self) -> i64 {
        if self.is_zero() { 0 } else { self.exponent + self.count - 1 }
    }

    /// The number of decimal places once the exponent is applied, trailing zeros included.
    #[must_use]
    pub const fn scale(&self) -> i64 {
        self.scale
    }

    /// The digits in ASCII, without leading and trailing zeros.
    pub fn digits(&self) -> impl Iterator<Item = u8> + '_ {
        self.digits.iter().copied().filter(u8::is_ascii_digit)
    }

    /// Whether a double is certain to hold the same value: if a double holds both the integer and the power of ten
    /// exactly, one rounding gives the number (Clinger 1990).
    #[must_use]
    pub fn is_double(&self) -> bool {
        const MOST: u64 = 1 << 53;
        self.coefficient().is_some_and(|coefficient| coefficient <= MOST) && self.exponent.unsigned_abs() <= 22
    }

    /// The integer with the same value, if there is one and it fits into an `i64`.
    #[must_use]
    pub fn as_i64(&self) -> Option<i64> {
        if self.is_zero() {
            return Some(0);
        }
        let power = 10u64.checked_pow(u32::try_from(self.exponent).ok()?)?;
        let magnitude = self.coefficient()?.checked_mul(power)?;
        if self.negative { 0i64.checked_sub_unsigned(magnitude) } else { 0i64.checked_add_unsigned(magnitude) }
    }

    /// The digits as an integer, if it fits into a `u64`.
    fn coefficient(&self) -> Option<u64> {
        self.digits().try_fold(0u64, |value, digit| value.checked_mul(10)?.checked_add(u64::from(digit - b'0')))
    }

    /// Whether the number has no fraction: 1.0 and 1e2 are integers (JSON Schema 2020-12, section 4.2.3).
    #[must_use]
    pub const fn is_integer(&self) -> bool {
        self.exponent >= 0
    }

    /// Writes bytes that are equal exactly when the numbers are.
    pub fn write(&self, out: &mut Vec<u8>) {
        out.extend_from_slice(&self.exponent.to_le_bytes());
        out.push(if self.negative { b'-' } else { b'+' });
        out.extend(self.digits());
    }

    /// Whether the number is an integer multiple of `divisor`, which is positive.
    #[must_use]
    pub fn is_multiple_of(&self, divisor: Decimal<'_>) -> bool {
        if self.is_zero() {
            return true;
        }
        let shift = self.exponent - divisor.exponent;
        // The last digit is not zero, so no power of ten below it divides the number.
        if shift < 0 {
            return false;
        }
        // The compiler refuses divisors of more than 18 digits.
        let Some(modulus @ 1..) = divisor.coefficient() else { return false };
        let modulus = u128::from(modulus);
        let digits = self.digits().fold(0u128, |rest, digit| (rest * 10 + u128::from(digit - b'0')) % modulus);
        (digits * power_of_ten(shift as u64, modulus)).is_multiple_of(modulus)
    }
}

impl Ord for Decimal<'_> {
    fn cmp(&self, other: &Self) -> Ordering {
        let sign = |d: &Self| if d.is_zero() { 0 } else { 1 - 2 * i8::from(d.negative) };
        let by_sign = sign(self).cmp(&sign(other));
        if by_sign != Ordering::Equal || self.is_zero() {
            return by_sign;
        }
        // Compared digit by digit: a prefix is smaller.
        let magnitude = self.first_power().cmp(&other.first_power()).then_with(|| self.digits().cmp(other.digits()));
        if self.negative { magnitude.reverse() } else { magnitude }
    }
}

impl PartialOrd for Decimal<'_> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Decimal<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Decimal<'_> {}

/// The exponent after `e`, clamped to ±10¹⁷.
fn exponent_value(text: &[u8]) -> i64 {
    const FARTHEST: i64 = 100_000_000_000_000_000;
    let digits = text.iter().filter(|byte| byte.is_ascii_digit());
    let value = digits.fold(0, |value, digit| (value * 10 + i64::from(digit - b'0')).min(FARTHEST));
    if text.first() == Some(&b'-') { -value } else { value }
}

/// 10ⁿ mod m, by squaring.
fn power_of_ten(mut n: u64, modulus: u128) -> u128 {
    let (mut result, mut base) = (1 % modulus, 10 % modulus);
    while n > 0 {
        if n & 1 == 1 {
            result = result * base % modulus;
        }
        base = base * base % modulus;
        n >>= 1;
    }
    result
}

#[cfg(test)]
mod tests {
    use super::*;

    fn d(text: &str) -> Decimal<'_> {
        Decimal::new(text.as_bytes())
    }

    #[test]
    fn knows_what_doubles_hold() {
        for text in ["0", "-0.0", "1", "-1.5", "0.1", "12.50", "1e22", "1e-22", "9007199254740992", "123456789.0123456"]
        {
            assert!(d(text).is_double(), "{text}");
        }
        for text in ["9007199254740993", "1e23", "0.30000000000000004", "1e-400", "99999999999999999999"] {
            assert!(!d(text).is_double(), "{text}");
        }
    }

    #[test]
    fn gives_integers() {
        for (text, expected) in [
            ("0", Some(0)),
            ("-0.0e9", Some(0)),
            ("0e-5", Some(0)),
            ("12.50e1", Some(125)),
            ("-120", Some(-120)),
            ("1.5", None),
            ("9223372036854775807", Some(i64::MAX)),
            ("9223372036854775808", None),
            ("-9223372036854775808", Some(i64::MIN)),
            ("-9223372036854775809", None),
            ("18446744073709551616", None),
            ("1e18", Some(1_000_000_000_000_000_000)),
            ("1e19", None),
            ("1e99999999999999999999", None),
        ] {
            assert_eq!(d(text).as_i64(), expected, "{text}");
        }
    }

    #[test]
    fn tells_its_parts() {
        for (text, negative, digits, first_power, scale) in [
            ("0", false, "", 0, 0),
            ("-0.00", false, "", 0, 2),
            ("0e-3", false, "", 0, 3),
            ("1200", false, "12", 3, 0),
            ("-012.50", true, "125", 1, 2),
            ("+.0120e1", false, "12", -1, 3),
            ("1.5e3", false, "15", 3, 0),
            ("5.", false, "5", 0, 0),
        ] {
            let number = d(text);
            let told: Vec<u8> = number.digits().collect();
            assert_eq!((number.is_negative(), told.as_slice()), (negative, digits.as_bytes()), "{text}");
            assert_eq!((number.first_power(), number.scale()), (first_power, scale), "{text}");
            assert_eq!(Decimal::from_digits(negative, told, first_power, scale), number, "{text}");
            assert_eq!(number.borrowed().into_owned(), number, "{text}");
        }
    }

    #[test]
    fn orders_by_value() {
        let ascending = [
            "-1e400",
            "-10",
            "-9.99",
            "-0.5",
            "0",
            "1e-400",
            "0.05",
            "0.5",
            "1",
            "1.0000000000000000000001",
            "9",
            "10",
            "99999999999999999999",
            "1e20",
            "1e400",
        ];
        for (i, a) in ascending.iter().enumerate() {
            for (j, b) in ascending.iter().enumerate() {
                assert_eq!(d(a).cmp(&d(b)), i.cmp(&j), "{a} {b}");
            }
        }
        for (a, b) in [("0", "-0.0e5"), ("100", "1e2"), ("1.50", "15e-1"), ("0.001", "1E-3"), ("100.0", "1.0e+2")] {
            assert_eq!(d(a), d(b));
        }
    }

    #[test]
    fn knows_integers_and_multiples() {
        for (text, integer) in [
            ("1", true),
            ("1.0", true),
            ("1e2", true),
            ("1.5", false),
            ("15e-1", false),
            ("150e-1", true),
            ("-0.0", true),
        ] {
            assert_eq!(d(text).is_integer(), integer, "{text}");
        }
        for (text, divisor, multiple) in [
            ("0.0075", "0.0001", true),
            ("0.00751", "0.0001", false),
            ("35", "1.5", false),
            ("4.5", "1.5", true),
            ("1e308", "0.123456789", false),
            ("12391239123", "1e-8", true),
            ("0", "7", true),
            ("-21", "7", true),
            ("1e100", "8", true),
            ("10", "100", false),
        ] {
            assert_eq!(d(text).is_multiple_of(d(divisor)), multiple, "{text} {divisor}");
        }
    }
}
