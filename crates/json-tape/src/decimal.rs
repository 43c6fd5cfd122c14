//! JSON numbers by value, exactly, from their text: no digit is lost and no range is exceeded.
//! Knows decimal notation (RFC 8259 section 6) and what PostgreSQL's `numeric` holds of it, which jsonb's numbers are; no
//! keyword.

use alloc::vec::Vec;
use core::cmp::Ordering;

use crate::json::{extend, push};

/// Digits that may stand before the decimal point.
pub const MAX_INTEGER_DIGITS: i64 = 131_072;
/// Digits that may stand after it, where no scale is declared.
pub const MAX_FRACTION_DIGITS: i64 = 16_383;
/// An exponent of this size is refused before it is applied.
pub const MAX_EXPONENT: i64 = i32::MAX as i64 / 2;

/// A number as sign, digits without leading and trailing zeros, and the power of ten of the last
/// digit. Zero has no digits, and no sign.
#[derive(Clone, Copy, Debug)]
pub struct Decimal<'a> {
    negative: bool,
    /// From the first to the last digit that counts; may hold a decimal point.
    span: &'a [u8],
    /// Number of digits in `span`.
    count: i64,
    /// Power of ten of the last digit.
    exponent: i64,
    /// How many digits stand behind the point once the exponent is applied, zeros at the end included: `numeric`'s
    /// scale, and beyond all scales where `numeric` refuses the exponent as such.
    scale: i64,
}

impl<'a> Decimal<'a> {
    /// Reads a JSON number's text. Exponents beyond ±10¹⁷ are held at that.
    #[must_use]
    #[inline(never)]
    pub fn new(text: &'a [u8]) -> Self {
        // Places count digits, those that do not count included.
        let (mut place, mut point, mut power) = (0usize, None, 0);
        let (mut begin, mut end, mut first, mut last) = (0, 0, 0, 0);
        for (at, &byte) in text.iter().enumerate() {
            match byte {
                b'0' => place += 1,
                b'1'..=b'9' => {
                    if end == 0 {
                        (begin, first) = (at, place);
                    }
                    (end, last) = (at + 1, place);
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
        let point = point.unwrap_or(place) as i64 + power;
        let mut scale = (place as i64 - point).max(0);
        if power >= MAX_EXPONENT {
            scale = power;
        }
        let span = text.get(begin..end).unwrap_or_default();
        if span.is_empty() {
            return Self { negative: false, span, count: 0, exponent: 0, scale };
        }
        Self {
            negative: text.first() == Some(&b'-'),
            span,
            count: (last - first) as i64 + 1,
            exponent: point - last as i64 - 1,
            scale,
        }
    }

    /// Whether PostgreSQL's `numeric` of no declared precision holds it.
    #[must_use]
    pub fn is_numeric(self) -> bool {
        self.exponent + self.count <= MAX_INTEGER_DIGITS && self.scale <= MAX_FRACTION_DIGITS
    }

    /// Writes it as `numeric`, which holds it, is printed: `1.50e1` is 15.0.
    pub fn write_numeric(self, out: &mut Vec<u8>) {
        if self.negative {
            push(out, b'-');
        }
        let mut digits = self.digits();
        let first = self.exponent + self.count - 1;
        for power in (-self.scale..=first.max(0)).rev() {
            if power == -1 {
                push(out, b'.');
            }
            push(out, b'0' + if power <= first { digits.next().unwrap_or(0) } else { 0 });
        }
    }

    /// Whether a double surely holds the same value: an integer and a power of ten that a double holds exactly give it
    /// with one rounding (Clinger 1990).
    #[must_use]
    pub fn is_double(self) -> bool {
        const MOST: u64 = 1 << 53;
        self.coefficient() <= MOST && self.exponent.unsigned_abs() <= 22
    }

    /// The integer of the same value, if there is one and an `i64` holds it.
    #[must_use]
    pub fn as_i64(self) -> Option<i64> {
        if self.exponent < 0 {
            return None;
        }
        // Twenty zeros are more than any i64 has.
        let magnitude = (0..self.exponent.min(20)).fold(self.coefficient(), |value, _| append(value, 0));
        if self.negative { 0i64.checked_sub_unsigned(magnitude) } else { 0i64.checked_add_unsigned(magnitude) }
    }

    /// Its digits as an integer; beyond 19 digits the greatest.
    fn coefficient(self) -> u64 {
        integer(self.span)
    }

    /// Whether it has no fraction: 1.0 and 1e2 are integers (JSON Schema 2020-12, section 4.2.3).
    #[must_use]
    pub fn is_integer(self) -> bool {
        self.exponent >= 0
    }

    fn digits(self) -> impl Iterator<Item = u8> + 'a {
        self.span.iter().filter(|&&b| b != b'.').map(|b| b - b'0')
    }

    /// Writes what says its value, and no other value.
    pub fn write(self, out: &mut Vec<u8>) {
        extend(out, &self.exponent.to_le_bytes());
        push(out, if self.negative { b'-' } else { b'+' });
        for digit in self.digits() {
            push(out, b'0' + digit);
        }
    }

    /// Whether it is a whole multiple of `divisor`, which is positive.
    #[must_use]
    #[inline(never)]
    pub fn is_multiple_of(self, divisor: Decimal<'_>) -> bool {
        if self.count == 0 {
            return true;
        }
        let shift = self.exponent - divisor.exponent;
        // The last digit is not zero, so no power of ten below it divides the number.
        if shift < 0 {
            return false;
        }
        let modulus = divisor.digits().try_fold(0u128, |m, d| m.checked_mul(10)?.checked_add(u128::from(d)));
        // The compiler refuses divisors of more than 18 digits.
        let Some(modulus @ 1..=0xFFFF_FFFF_FFFF_FFFF) = modulus else { return false };
        let digits = self.digits().fold(0u128, |r, d| (r * 10 + u128::from(d)) % modulus);
        (digits * power_of_ten(shift as u64, modulus)).is_multiple_of(modulus)
    }
}

impl Ord for Decimal<'_> {
    fn cmp(&self, other: &Self) -> Ordering {
        let sign = |d: &Self| if d.count == 0 { 0 } else { 1 - 2 * i8::from(d.negative) };
        let by_sign = sign(self).cmp(&sign(other));
        if by_sign != Ordering::Equal || self.count == 0 {
            return by_sign;
        }
        // Power of ten of the first digit, then digit by digit; a prefix is smaller.
        let magnitude = (self.exponent + self.count)
            .cmp(&(other.exponent + other.count))
            .then_with(|| self.digits().cmp(other.digits()));
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

/// The integer of these digits, whatever stands between them; of over 19, the greatest.
#[must_use]
#[inline(never)]
pub fn integer(digits: &[u8]) -> u64 {
    digits.iter().filter(|byte| byte.is_ascii_digit()).fold(0, |value, byte| append(value, byte - b'0'))
}

fn append(value: u64, digit: u8) -> u64 {
    const NINETEEN_DIGITS: u64 = 1_000_000_000_000_000_000;
    if value < NINETEEN_DIGITS { value * 10 + u64::from(digit) } else { u64::MAX }
}

fn exponent_value(text: &[u8]) -> i64 {
    const FARTHEST: u64 = 100_000_000_000_000_000;
    let (negative, digits) = match text.split_first() {
        Some((b'-', rest)) => (true, rest),
        Some((b'+', rest)) => (false, rest),
        _ => (false, text),
    };
    let value = integer(digits).min(FARTHEST) as i64;
    if negative { -value } else { value }
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
