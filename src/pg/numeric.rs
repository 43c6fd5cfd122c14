//! `numeric` input and comparison (PostgreSQL manual, 8.1.2 Arbitrary Precision Numbers).

use alloc::borrow::Cow;
use alloc::borrow::ToOwned;
use alloc::string::{String, ToString};
use alloc::vec::Vec;
use core::cmp::Ordering;

use super::{Error, SqlState, trim};

/// Digits that may stand before the decimal point.
pub const MAX_INTEGER_DIGITS: i64 = 131_072;
/// Digits that may stand after it, where no scale is declared.
pub const MAX_FRACTION_DIGITS: i64 = 16_383;
/// An exponent of this size is refused before it is applied.
const MAX_EXPONENT: i64 = i32::MAX as i64 / 2;

const SYNTAX: Error = Error::new(SqlState::InvalidTextRepresentation, "numeric");
const RANGE: Error = Error::new(SqlState::NumericValueOutOfRange, "numeric");

/// A value; the order is PostgreSQL's: -Infinity, finite values, Infinity, NaN, which equals itself.
#[derive(Clone, Debug)]
pub enum Numeric<'a> {
    NegativeInfinity,
    Finite(Decimal<'a>),
    Infinity,
    NaN,
}

/// A finite value in normal form.
#[derive(Clone, Debug)]
pub struct Decimal<'a> {
    /// Never of zero.
    negative: bool,
    /// From the first to the last non-zero digit; a decimal point among them has no meaning.
    digits: Cow<'a, str>,
    /// Power of ten of the first digit.
    weight: i64,
    /// Digits after the point in the stored text.
    scale: i64,
}

impl<'a> Decimal<'a> {
    const ZERO: Self = Self { negative: false, digits: Cow::Borrowed(""), weight: 0, scale: 0 };

    /// Reads sign, digits, point and exponent; no white space.
    fn parse(text: &'a str) -> Result<Self, Error> {
        let (negative, text) = match text.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, text.strip_prefix('+').unwrap_or(text)),
        };
        let (mantissa, exponent) = match text.split_once(['e', 'E']) {
            Some((mantissa, exponent)) => (mantissa, parse_exponent(exponent)),
            None => (text, Ok(0)),
        };
        let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
        if whole.len() + fraction.len() == 0 || !whole.bytes().chain(fraction.bytes()).all(|b| b.is_ascii_digit()) {
            return Err(SYNTAX);
        }
        let exponent = exponent?;
        let scale = (fraction.len() as i64 - exponent).max(0);
        let zero_or_point = |c| c == '0' || c == '.';
        let unled = mantissa.trim_start_matches(zero_or_point);
        let digits = unled.trim_end_matches(zero_or_point);
        if digits.is_empty() {
            return Ok(Self { scale, ..Self::ZERO });
        }
        // Leading zeros skipped, the point not counted.
        let skipped = mantissa.len() - unled.len();
        let skipped = if skipped > whole.len() { skipped - 1 } else { skipped };
        let weight = whole.len() as i64 - 1 - skipped as i64 + exponent;
        Ok(Self { negative, digits: Cow::Borrowed(digits), weight, scale })
    }

    fn digits(&self) -> impl DoubleEndedIterator<Item = u8> + '_ {
        self.digits.bytes().filter(|&b| b != b'.')
    }

    /// Rounds to `scale` digits after the point (before it, if negative), half away from zero.
    fn round(&mut self, scale: i64) {
        let count = self.digits().count();
        let Ok(keep) = usize::try_from(self.weight + 1 + scale) else {
            *self = Self { scale: scale.max(0), ..Self::ZERO };
            return;
        };
        if count > keep {
            let up = self.digits().nth(keep).is_some_and(|digit| digit >= b'5');
            let mut kept: Vec<u8> = self.digits().take(keep).collect();
            let shed = if up { b'9' } else { b'0' };
            while kept.last() == Some(&shed) {
                kept.pop();
            }
            if up {
                match kept.last_mut() {
                    Some(last) => *last += 1,
                    None => {
                        kept.push(b'1');
                        self.weight += 1;
                    }
                }
            }
            self.negative &= !kept.is_empty();
            self.digits = Cow::Owned(String::from_utf8(kept).unwrap_or_default());
        }
        self.scale = scale.max(0);
    }

    fn is_zero(&self) -> bool {
        self.digits.is_empty()
    }

    /// Whether it has more digits before the point than it may.
    fn exceeds(&self, integer_digits: i64) -> bool {
        !self.is_zero() && self.weight + 1 > integer_digits
    }

    fn magnitude(&self, other: &Self) -> Ordering {
        match (self.is_zero(), other.is_zero()) {
            (true, true) => Ordering::Equal,
            (true, false) => Ordering::Less,
            (false, true) => Ordering::Greater,
            (false, false) => self.weight.cmp(&other.weight).then_with(|| self.digits().cmp(other.digits())),
        }
    }
}

/// Sign and digits. 22003 from 2³⁰ - 1 on.
///
/// Where versions differ: 15 skips white space before the exponent's sign (`1e 5`); 16 and later
/// refuse it, and so does this. From 16 on `0x1F` and `1_000` are good; 15 refuses them.
fn parse_exponent(text: &str) -> Result<i64, Error> {
    let (negative, digits) = match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    };
    let mut value = 0;
    for byte in digits.bytes() {
        if !byte.is_ascii_digit() {
            return Err(SYNTAX);
        }
        value = value * 10 + i64::from(byte - b'0');
        // Found even if junk follows.
        if value >= MAX_EXPONENT {
            return Err(RANGE);
        }
    }
    if digits.is_empty() {
        return Err(SYNTAX);
    }
    Ok(if negative { -value } else { value })
}

impl<'a> Numeric<'a> {
    /// Reads a text for `numeric` or `numeric(precision, scale)`; white space around it allowed.
    ///
    /// # Errors
    /// 22P02, and 22003 beyond the declared precision or the type's limits.
    pub fn parse(text: &'a str, typmod: Option<(u32, i32)>) -> Result<Self, Error> {
        let text = trim(text);
        let special = |words: &[&str]| words.iter().any(|word| word.eq_ignore_ascii_case(text));
        if special(&["nan"]) {
            return Ok(Self::NaN);
        }
        let infinity = if special(&["infinity", "inf", "+infinity", "+inf"]) {
            Some(Self::Infinity)
        } else if special(&["-infinity", "-inf"]) {
            Some(Self::NegativeInfinity)
        } else {
            None
        };
        if let Some(infinity) = infinity {
            // No declared precision holds an infinity.
            return if typmod.is_some() { Err(RANGE) } else { Ok(infinity) };
        }
        let mut decimal = Decimal::parse(text)?;
        if let Some((precision, scale)) = typmod {
            let scale = i64::from(scale);
            decimal.round(scale);
            if decimal.exceeds(i64::from(precision) - scale) {
                return Err(RANGE);
            }
        }
        if decimal.exceeds(MAX_INTEGER_DIGITS) || decimal.scale > MAX_FRACTION_DIGITS {
            return Err(RANGE);
        }
        Ok(Self::Finite(decimal))
    }

    /// The same, owning its digits.
    #[must_use]
    pub fn into_owned(self) -> Numeric<'static> {
        match self {
            Self::NegativeInfinity => Numeric::NegativeInfinity,
            Self::Infinity => Numeric::Infinity,
            Self::NaN => Numeric::NaN,
            Self::Finite(Decimal { negative, digits, weight, scale }) => {
                Numeric::Finite(Decimal { negative, digits: Cow::Owned(digits.into_owned()), weight, scale })
            }
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
}

impl From<i64> for Numeric<'_> {
    fn from(value: i64) -> Self {
        let text = value.to_string();
        Decimal::parse(&text).map_or(Self::NaN, |decimal| Numeric::Finite(decimal).into_owned())
    }
}

impl Numeric<'_> {
    /// As PostgreSQL prints it. No `Display`: the machinery behind that is 4 KB.
    #[must_use]
    pub fn text(&self) -> String {
        let decimal = match self {
            Self::NegativeInfinity => return "-Infinity".to_owned(),
            Self::Infinity => return "Infinity".to_owned(),
            Self::NaN => return "NaN".to_owned(),
            Self::Finite(decimal) => decimal,
        };
        let mut text = String::new();
        if decimal.negative {
            text.push('-');
        }
        let mut digits = decimal.digits();
        let mut power = if decimal.is_zero() { 0 } else { decimal.weight.max(0) };
        while power >= -decimal.scale {
            if power == -1 {
                text.push('.');
            }
            let digit = if power <= decimal.weight { digits.next() } else { None };
            text.push(char::from(digit.unwrap_or(b'0')));
            power -= 1;
        }
        text
    }
}

impl Ord for Numeric<'_> {
    fn cmp(&self, other: &Self) -> Ordering {
        match (self, other) {
            (Self::Finite(a), Self::Finite(b)) => match (a.negative, b.negative) {
                (false, false) => a.magnitude(b),
                (true, true) => b.magnitude(a),
                (true, false) => Ordering::Less,
                (false, true) => Ordering::Greater,
            },
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
